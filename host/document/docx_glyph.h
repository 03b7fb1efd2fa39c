/* SPDX-License-Identifier: Apache-2.0
 *
 * Signs of the symbol fonts that Word files use for tick boxes, arrows and bullets, as Unicode.
 */
#ifndef PO_DOCUMENT_DOCX_GLYPH_H
#define PO_DOCUMENT_DOCX_GLYPH_H

#include <stddef.h>
#include <stdint.h>

typedef enum po_docx_font { PO_DOCX_FONT_WINGDINGS, PO_DOCX_FONT_WINGDINGS2, PO_DOCX_FONT_WEBDINGS, PO_DOCX_FONT_SYMBOL } po_docx_font;

/* Told by its name; anything unknown is taken for Wingdings, which is what such codes mostly are. */
po_docx_font po_docx_font_find(const char *name, size_t size);

/* `code` with or without the F000 that Word adds. U+FFFD if the sign is not known. */
uint32_t po_docx_glyph(po_docx_font font, uint32_t code);

#endif
