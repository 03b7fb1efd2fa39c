/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading a tagged PDF: open, one pass over the pages, one walk of the structure tree, blocks; and what has to be said about pages
 * that the tree does not speak for.
 *
 * Why the tree and not the looks of the page: it gives every cell of a table as its author's program knew it, in less
 * time than drawing the page would take. Text outside the tree is counted page by page and named; pages that the tree leaves out, and files
 * without one, are read by the places of their words (document/pdf_geometry.h), which says what it is unsure of.
 */
#include "document/pdf_reader.h"

#include <string.h>

#include "base/text.h"
#include "document/pdf_geometry.h"
#include "document/pdf_outside.h"
#include "document/pdf_structure.h"
#include "document/table_join.h"
#include "document/word_cuts.h"

enum { HEADER_SEARCH = 1024 };

typedef struct job {
    po_pdf_file *file;
    po_pdf_pages pages;
    po_pdf_marks marks;
    po_pdf_content *content;
    po_pdf_blocks *blocks;
    po_document *document;
    const po_table_hints *hints;
    bool geometry_limited;
    bool complete; /* the walk of the tree came to its end */
} job;

static bool recognise(const uint8_t *data, size_t size, const char *name) {
    (void)name;
    return memmem(data, size < HEADER_SEARCH ? size : HEADER_SEARCH, "%PDF-", 5) != NULL;
}

static void say_unreadable(job *at) {
    size_t unreadable = 0;
    uint32_t first = 0;
    for (uint32_t page = at->marks.page_count; page-- > 0;) {
        if (at->marks.pages[page].unreadable) {
            unreadable += at->marks.pages[page].unreadable;
            first = page + 1;
        }
    }
    if (unreadable) {
        po_diagnose(&at->document->diagnostics, PO_WARNING, "PDF-005", NULL,
                    po_arena_printf(at->document->arena, "page %u", first),
                    "%zu characters are drawn in fonts that do not say which letters they are; they read as "
                    "\xEF\xBF\xBD",
                    unreadable);
    }
}

static void say_file(job *at) {
    po_diagnostics *diagnostics = &at->document->diagnostics;
    if (po_pdf_file_repaired(at->file)) {
        po_diagnose(diagnostics, PO_WARNING, "PDF-004", NULL, NULL,
                    "this PDF is damaged; what could be repaired was read, but text may be missing: download "
                    "it again or ask for a new copy");
    }
    if (!at->complete || at->geometry_limited || at->pages.limited || po_pdf_file_limited(at->file) ||
        po_pdf_content_limited(at->content) || (at->blocks && po_pdf_blocks_limited(at->blocks))) {
        po_diagnose(diagnostics, PO_WARNING, "PDF-006", NULL, NULL,
                    "this PDF is larger or more deeply nested than the limits allow (docs/limits.md); part of "
                    "it was not read");
    }
    const po_pdf_object *root = po_pdf_get(at->file, po_pdf_file_trailer(at->file), "Root");
    const po_pdf_object *names = po_pdf_get(at->file, root, "Names");
    if (po_pdf_get(at->file, names, "EmbeddedFiles")->type == PO_PDF_DICTIONARY) {
        po_diagnose(diagnostics, PO_NOTE, "PDF-007", NULL, NULL,
                    "this PDF carries attached files, which were not read: save them (in Acrobat: View, "
                    "Attachments) and give them beside it");
    }
}

/* A file without structure is read by position; without any text there is nothing to read at all. */
static po_status finish_untagged(job *at, bool asked, po_error *err) {
    size_t characters = 0;
    po_pdf_geometry_input input = {.file = at->file, .pages = &at->pages, .content = at->content, .hints = at->hints};
    (void)po_pdf_geometry_read(&input, at->document, &at->geometry_limited);
    po_tables_number(at->document);
    for (uint32_t page = 0; page < at->marks.page_count; page++) {
        size_t found = po_pdf_page_text(&at->marks.pages[page]);
        if (found) {
            po_pdf_outside_add(at->document, page, found);
        }
        characters += found;
    }
    if (!characters) {
        return po_error_set(err, PO_E_INPUT,
                            "this PDF holds no text, only pictures of pages (a scan): ask for the original file, "
                            "or run text recognition (OCR) that makes a tagged PDF");
    }
    if (asked) {
        po_diagnose(&at->document->diagnostics, PO_NOTE, "PDF-001", NULL, NULL,
                    "reading without the document's structure was asked for; %u pages (%zu characters) were read by the "
                    "position of their words",
                    at->marks.page_count, characters);
    } else {
        po_diagnose(&at->document->diagnostics, PO_WARNING, "PDF-001", NULL, NULL,
                    "this PDF carries no structure (tags); its %u pages (%zu characters) were read by the position of their "
                    "words: check what is marked as doubtful, or export it tagged from Word (Save as PDF, Options, "
                    "\"Document structure tags for accessibility\") or from the program it was written in",
                    at->marks.page_count, characters);
    }
    say_file(at);
    return PO_OK;
}

static po_status refuse_wrappers(const job *at, po_error *err) {
    const po_pdf_object *root = po_pdf_get(at->file, po_pdf_file_trailer(at->file), "Root");
    if (po_pdf_get(at->file, root, "Collection")->type == PO_PDF_DICTIONARY) {
        return po_error_set(err, PO_E_INPUT,
                            "this PDF is a portfolio, a cover around other files: open it, save the files in it, and "
                            "give those");
    }
    const po_pdf_object *form = po_pdf_get(at->file, root, "AcroForm");
    if (po_pdf_key(form, "XFA")->type != PO_PDF_NULL && !po_pdf_structure_present(at->file)) {
        return po_error_set(err, PO_E_INPUT,
                            "this PDF is an Adobe XFA form, whose pages are drawn by Acrobat only: open it in Acrobat and "
                            "print it to a new PDF");
    }
    return PO_OK;
}

static po_status read_pages(job *at, bool tagged, po_error *err) {
    po_pdf_pages_read(at->file, &at->pages);
    if (!at->pages.list.count) {
        return po_error_set(err, PO_E_INPUT,
                            "this PDF has no pages; it is damaged or cut off: download it again or ask for a new "
                            "copy");
    }
    uint32_t count = (uint32_t)at->pages.list.count;
    at->document->pages = count;
    po_pdf_marks_init(&at->marks, count);
    at->content = po_pdf_content_create(at->file, &at->pages, &at->marks);
    for (uint32_t page = 0; tagged && page < count; page++) {
        po_pdf_content_read(at->content, page);
    }
    return PO_OK;
}

/* Pages outside the tree, and those of which it tells what cannot be, by the places of their words. */
static void read_outside(job *at, const po_pdf_page_state *states, const char *const *doubts) {
    bool *wanted = PO_NEW_ARRAY(at->document->arena, bool, at->marks.page_count + 1), any = false;
    po_pdf_geometry_input input = {.file = at->file, .pages = &at->pages, .wanted = wanted, .doubts = doubts, .hints = at->hints};
    for (uint32_t page = 0; page < at->marks.page_count; page++) {
        wanted[page] = states[page] == PO_PDF_PAGE_OUTSIDE || states[page] == PO_PDF_PAGE_SPOILT;
        any = any || wanted[page];
    }
    if (any) {
        (void)po_pdf_geometry_read(&input, at->document, &at->geometry_limited);
    }
}

/* `join` false: what the tree says and nothing else. */
static void read_structure(job *at, bool join) {
    po_pdf_structure_input input = {at->file, &at->pages, at->content, &at->marks};
    at->blocks = po_pdf_blocks_create(at->document);
    at->complete = po_pdf_structure_walk(&input, at->blocks);
    const po_pdf_page_state *states = po_pdf_pages_judge(at->document->arena, &at->marks, join ? at->blocks : NULL);
    const char *const *doubts = po_pdf_pages_say(at->document, &at->marks, states);
    po_pdf_blocks_doubt(at->blocks, doubts, at->marks.page_count);
    say_unreadable(at);
    if (join) {
        read_outside(at, states, doubts);
    }
    say_file(at);
    if (join) {
        po_tables_join(at->document);
    }
}

po_status po_pdf_read(const uint8_t *data, size_t size, const po_pdf_options *options, po_document *document,
                      po_error *err) {
    job at = {.document = document, .hints = options->hints, .complete = true};
    document->media_type = "application/pdf";
    po_status status = po_pdf_file_open(data, size, &at.file, err);
    if (status != PO_OK) {
        return status;
    }
    status = refuse_wrappers(&at, err);
    bool tagged = status == PO_OK && !options->no_structure && po_pdf_structure_present(at.file);
    if (status == PO_OK) {
        status = read_pages(&at, tagged, err);
    }
    if (status != PO_OK) {
        goto out;
    }
    if (!tagged) {
        status = finish_untagged(&at, options->no_structure, err);
    } else {
        read_structure(&at, !options->no_join);
    }
    po_word_cuts_resolve(document);
out:
    po_pdf_blocks_destroy(at.blocks);
    po_pdf_content_destroy(at.content);
    po_pdf_marks_finish(&at.marks);
    po_pdf_file_destroy(at.file, options->leave);
    return status;
}

static po_status read_pdf(const uint8_t *data, size_t size, const po_read_options *options,
                          po_document *document, po_error *err) {
    po_pdf_options chosen = {.no_structure = options && options->no_structure, .hints = options ? options->hints : NULL};
    return po_pdf_read(data, size, &chosen, document, err);
}

const po_reader po_reader_pdf = {"application/pdf", "PDF", recognise, read_pdf};
