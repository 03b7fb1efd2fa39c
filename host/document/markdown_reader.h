/* SPDX-License-Identifier: Apache-2.0
 *
 * Markdown files, above all machine transcriptions of printed plans.
 */
#ifndef PO_DOCUMENT_MARKDOWN_READER_H
#define PO_DOCUMENT_MARKDOWN_READER_H

#include "document/reader.h"

extern const po_reader po_reader_markdown;

#endif
