/* SPDX-License-Identifier: Apache-2.0
 *
 * Choosing a reader by content. A reader is added to the list below and nowhere else.
 *
 * Formats that people send and no reader takes are known by their first bytes, so that the sentence can say what to do instead of
 * "unknown format".
 */
#include "document/reader.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "document/docx_reader.h"
#include "document/html_reader.h"
#include "document/ics_reader.h"
#include "document/markdown_reader.h"
#include "document/text_layout.h"
#include "document/values_reader.h"
#include "document/xls_reader.h"
#include "document/xlsx_reader.h"

/* In the order in which they are asked. Formats with a signature first; among texts the one that is hardest to mistake: HTML begins
 * with a tag; a table of values has one mark in the same number in nearly all lines, which neither Markdown nor laid-out text has; Markdown has its
 * signs; laid-out text is what is left that has columns. */
static const po_reader *const readers[] = {&po_reader_docx,     &po_reader_xlsx, &po_reader_xls, &po_reader_pdf, &po_reader_html, &po_reader_ics,
                                          &po_reader_values, &po_reader_markdown, &po_reader_layout_text, NULL};

typedef struct signature {
    const char *bytes;
    size_t size;
    const char *advice;
} signature;

#define SIGNATURE(bytes, advice) {bytes, sizeof(bytes) - 1, advice}

static const signature known[] = {
    SIGNATURE("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
              "this is an old Office file (.doc, .ppt or .xls) that cannot be read: open it and save it as .docx or PDF"),
    SIGNATURE("PK\x03\x04", "this is a zip archive or a kind of document that cannot be read: unpack it, or save the "
                            "document as PDF"),
    SIGNATURE("{\\rtf", "this is an RTF file: open it and save it as .docx or PDF"),
    SIGNATURE("\xFF\xD8\xFF", "this is a picture (JPEG), not a document: ask for the original file"),
    SIGNATURE("\x89PNG", "this is a picture (PNG), not a document: ask for the original file"),
    SIGNATURE("II*\0", "this is a picture (TIFF), not a document: ask for the original file"),
    SIGNATURE("MM\0*", "this is a picture (TIFF), not a document: ask for the original file"),
    SIGNATURE("GIF8", "this is a picture (GIF), not a document: ask for the original file"),
    SIGNATURE("%!PS", "this is a PostScript file: open it and save it as PDF"),
    SIGNATURE("Rar!", "this is a Rar archive: unpack it and give the files in it"),
    SIGNATURE("7z\xBC\xAF", "this is a 7-Zip archive: unpack it and give the files in it"),
    SIGNATURE("\x1F\x8B", "this file is compressed (gzip): unpack it and give the file in it"),
};

/* Its beginning is text: UTF-8 without control characters but those of lines and pages. */
static bool is_text(const uint8_t *data, size_t size) {
    enum { LOOKED_AT = 1024 };
    size = size < LOOKED_AT ? size : LOOKED_AT;
    for (size_t i = 0; i < size; i++)
        if (data[i] == 0x7F || (data[i] < ' ' && data[i] != '\t' && data[i] != '\n' && data[i] != '\r' && data[i] != '\f'))
            return false;
    return po_utf8_valid((const char *)data, size);
}

static const char *advice_for(const uint8_t *data, size_t size) {
    const char *container = po_container_advice(data, size);
    if (container) {
        return container;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (size >= known[i].size && memcmp(data, known[i].bytes, known[i].size) == 0) {
            return known[i].advice;
        }
    }
    return is_text(data, size) ? "this text is no plan that can be known by its layout: give the PDF or the Word file it was taken from"
                               : "this is no kind of document that can be read: give the PDF, the Word file (.docx) or the workbook (.xlsx)";
}

const po_reader *po_reader_find(const uint8_t *data, size_t size, const char *name, po_error *err) {
    if (size == 0) {
        po_error_set(err, PO_E_INPUT, "the file is empty: download it again or ask for a new copy");
        return NULL;
    }
    for (size_t i = 0; readers[i]; i++) {
        if (readers[i]->recognise(data, size, name)) {
            return readers[i];
        }
    }
    po_error_set(err, PO_E_INPUT, "%s", advice_for(data, size));
    return NULL;
}
