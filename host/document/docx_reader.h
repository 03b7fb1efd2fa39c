/* SPDX-License-Identifier: Apache-2.0
 *
 * Word files (.docx, .docm), found by what their zip holds.
 */
#ifndef PO_DOCUMENT_DOCX_READER_H
#define PO_DOCUMENT_DOCX_READER_H

#include "document/reader.h"

extern const po_reader po_reader_docx;

/* For bytes that no reader takes: what to do with a spreadsheet, a presentation, an OpenDocument text, an old Office file, one locked by a
 * password, or a plain zip. NULL if they are none of these. */
const char *po_container_advice(const uint8_t *data, size_t size);

#endif
