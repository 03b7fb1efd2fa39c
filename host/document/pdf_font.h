/* SPDX-License-Identifier: Apache-2.0
 *
 * Fonts, as far as text needs them: which bytes are one character, what it says, how far it moves the pen.
 *
 * Ownership: fonts live in their set's arena. A glyph is worked out when it is first met: a report with 274 fonts uses
 * a few dozen characters of each, and full tables for all cost 80 MB.
 */
#ifndef PO_DOCUMENT_PDF_FONT_H
#define PO_DOCUMENT_PDF_FONT_H

#include "document/pdf_cmap.h"
#include "document/pdf_file.h"

typedef struct po_pdf_font po_pdf_font;
typedef struct po_pdf_fonts po_pdf_fonts;

typedef struct po_pdf_glyph {
    po_pdf_packed text; /* 0: nothing is known of it */
    float advance;      /* in ems, along the writing direction */
} po_pdf_glyph;

po_pdf_fonts *po_pdf_fonts_create(po_arena *arena, po_pdf_file *file);

/* The font of a dictionary or a reference to one; NULL if it is none. */
po_pdf_font *po_pdf_fonts_get(po_pdf_fonts *fonts, const po_pdf_object *font);

/* Takes one character of a string (size > 0); returns how many bytes it was (at least 1). `ret_space` tells whether word
 * spacing applies to it. */
size_t po_pdf_font_next(po_pdf_font *font, const char *bytes, size_t size, po_pdf_glyph *ret_glyph,
                        bool *ret_space);

/* The bytes of a glyph's text; `buffer` holds short ones. */
const char *po_pdf_font_text(const po_pdf_font *font, const po_pdf_glyph *glyph, char buffer[4],
                             size_t *ret_size);

bool po_pdf_font_vertical(const po_pdf_font *font);

#endif
