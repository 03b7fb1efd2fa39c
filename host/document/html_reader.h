/* SPDX-License-Identifier: Apache-2.0
 *
 * HTML pages, as files.
 */
#ifndef PO_DOCUMENT_HTML_READER_H
#define PO_DOCUMENT_HTML_READER_H

#include "document/reader.h"

extern const po_reader po_reader_html;

#endif
