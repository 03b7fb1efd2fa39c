/* SPDX-License-Identifier: Apache-2.0
 *
 * The PDF reader with the settings that only this part's tools and the worker use; everybody else takes po_reader_pdf
 * (document/reader.h).
 */
#ifndef PO_DOCUMENT_PDF_READER_H
#define PO_DOCUMENT_PDF_READER_H

#include "document/reader.h"

typedef struct po_pdf_options {
    bool no_structure; /* as in po_read_options */
    const po_table_hints *hints;
    bool no_join;      /* tables as the tree has them, page by page: for comparing with other programs */
    bool leave;        /* the process ends after this file: libqpdf's memory is not given back one by one */
} po_pdf_options;

/* As po_reader.read. */
PO_NODISCARD po_status po_pdf_read(const uint8_t *data, size_t size, const po_pdf_options *options,
                                   po_document *document, po_error *err);

#endif
