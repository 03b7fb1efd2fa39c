/* SPDX-License-Identifier: Apache-2.0
 *
 * Laid-out text: what "pdftotext -layout" and the like make of a page. Columns stand apart by runs of spaces, pages end with a form
 * feed. A word's place is its line and its character column; the rest is reading by position (document/geometry.h).
 *
 * Known by content: UTF-8 or Latin letters without control characters, with form feeds or with gaps of three spaces and more in many lines.
 */
#ifndef PO_DOCUMENT_TEXT_LAYOUT_H
#define PO_DOCUMENT_TEXT_LAYOUT_H

#include "document/reader.h"

extern const po_reader po_reader_layout_text;

#endif
