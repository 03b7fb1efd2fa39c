/* SPDX-License-Identifier: Apache-2.0
 *
 * Readers: one per format, found by content and never by file name alone. A reader turns bytes into blocks.
 *
 * Readers run in a worker (plugin/worker.h) on a stranger's bytes, under limits; they must end in a
 * sentence on anything. They do no I/O: bytes in, blocks out.
 */
#ifndef PO_DOCUMENT_READER_H
#define PO_DOCUMENT_READER_H

#include "document/document.h"
#include "document/table_hints.h"

typedef struct po_read_options {
    bool no_structure; /* read by geometry although structure is there */
    const po_table_hints *hints; /* labels of tables, for reading by geometry; NULL: none is known */
} po_read_options;

typedef struct po_reader {
    const char *media_type; /* "application/pdf" */
    const char *name;       /* what people call it: "PDF" */

    /* True if the bytes are of this format. `name` (may be NULL) only breaks ties between formats that content cannot
     * tell apart (CSV and plain text). Must be cheap: looks at a bounded prefix or suffix. */
    bool (*recognise)(const uint8_t *data, size_t size, const char *name);

    /* Fills `document` (created by the caller). `data` stays valid until the document is destroyed.
     * Errors: PO_E_INPUT with a sentence that says what to do. What could be read before is kept by the caller only
     * if the status is PO_OK. */
    po_status (*read)(const uint8_t *data, size_t size, const po_read_options *options,
                      po_document *document, po_error *err);
} po_reader;

/* The reader for these bytes, or NULL with a sentence in `err` (empty file, unknown format, a format that is known but not read). */
const po_reader *po_reader_find(const uint8_t *data, size_t size, const char *name, po_error *err);

/* Reads small documents of our own, so that processes forked from this one find the libraries ready. Costs a few milliseconds. */
void po_readers_warm(void);

extern const po_reader po_reader_pdf;

#endif
