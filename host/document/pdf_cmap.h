/* SPDX-License-Identifier: Apache-2.0
 *
 * CMaps: how the bytes of a string become character codes (codespace ranges), and what a code means: text
 * (ToUnicode) or a glyph number (CID).
 *
 * Ranges are kept as ranges and searched, never spread out: a hostile range of four billion codes costs sixteen bytes.
 */
#ifndef PO_DOCUMENT_PDF_CMAP_H
#define PO_DOCUMENT_PDF_CMAP_H

#include "base/text.h"
#include "document/pdf_object.h"

/* Text of one character code, packed: up to four bytes of UTF-8, first byte lowest; or, when the lowest byte is
 * 0xFF, the index of a longer text in the upper 24 bits. 0 means nothing is known, PO_PDF_NO_TEXT that it is known to be empty. */
typedef uint32_t po_pdf_packed;
#define PO_PDF_NO_TEXT ((po_pdf_packed)0xFE)

typedef PO_LIST(const char *) po_pdf_texts;

/* Packs UTF-8, keeping texts over four bytes in `texts`. */
po_pdf_packed po_pdf_pack(po_arena *arena, po_pdf_texts *texts, const char *utf8, size_t size);
po_pdf_packed po_pdf_pack_code(uint32_t code_point);

/* The bytes of a packed text; `buffer` is used for short ones. */
const char *po_pdf_unpack(const po_pdf_texts *texts, po_pdf_packed packed, char buffer[4], size_t *ret_size);

/* Values by ranges of codes; the value of `low` and, for texts, what is counted up from it. */
typedef struct po_pdf_range {
    uint32_t low, high, value, order;
} po_pdf_range;

typedef struct po_pdf_ranges {
    PO_LIST(po_pdf_range) list;
    bool unsorted; /* producers write them in order nearly always */
} po_pdf_ranges;

void po_pdf_ranges_add(po_arena *arena, po_pdf_ranges *ranges, uint32_t low, uint32_t high, uint32_t value);
const po_pdf_range *po_pdf_ranges_find(po_pdf_ranges *ranges, uint32_t code); /* NULL if absent */

typedef struct po_pdf_codespace {
    uint8_t size;
    uint8_t low[4], high[4];
} po_pdf_codespace;

#define PO_PDF_CODESPACES_MAX 64

typedef struct po_pdf_cmap {
    po_arena *arena;
    po_pdf_codespace spaces[PO_PDF_CODESPACES_MAX];
    size_t space_count;
    po_pdf_ranges text; /* asked through po_pdf_cmap_text */
    po_pdf_ranges cids;
    po_pdf_texts texts;
    bool vertical;
} po_pdf_cmap;

/* Parses a CMap stream's data, which is changed on the way. */
po_pdf_cmap *po_pdf_cmap_parse(po_arena *arena, char *data, size_t size);

/* A predefined CMap by name: codespaces only; with `ret_unicode` set where the codes are UTF-16 themselves. */
po_pdf_cmap *po_pdf_cmap_named(po_arena *arena, const char *name, size_t size, bool *ret_unicode);

/* Takes one code of 1 to 4 bytes; returns its size (at least 1). */
size_t po_pdf_cmap_next(const po_pdf_cmap *cmap, const char *bytes, size_t size, uint32_t *ret_code);

po_pdf_packed po_pdf_cmap_text(po_pdf_cmap *cmap, uint32_t code); /* 0 if the map does not say */
uint32_t po_pdf_cmap_cid(po_pdf_cmap *cmap, uint32_t code);       /* the code itself without CID ranges */

#endif
