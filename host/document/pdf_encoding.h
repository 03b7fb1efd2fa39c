/* SPDX-License-Identifier: Apache-2.0
 *
 * What the codes of simple fonts mean when there is no ToUnicode: base encodings and glyph names.
 */
#ifndef PO_DOCUMENT_PDF_ENCODING_H
#define PO_DOCUMENT_PDF_ENCODING_H

#include "base/text.h"

/* 256 Unicode values, 0 where the encoding has nothing. NULL for an unknown name. Names: "StandardEncoding", "WinAnsiEncoding",
 * "MacRomanEncoding", and the fonts "Symbol" and "ZapfDingbats", which have their own. */
const uint16_t *po_pdf_encoding(const char *name, size_t size);

/* Appends the text of a glyph name (Adobe Glyph List, uniXXXX, uXXXXX, parts joined by '_', suffix after '.'); false if it means
 * nothing known. */
bool po_pdf_glyph_text(const char *name, size_t size, po_buffer *text);

/* The advance widths (thousandths of an em) of codes 32..126 of a standard 14 font; NULL for other fonts. Courier is the caller's:
 * every width is 600. */
const uint16_t *po_pdf_standard_widths(const char *font, size_t size);

#endif
