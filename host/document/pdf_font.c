/* SPDX-License-Identifier: Apache-2.0
 *
 * From character codes to text and widths (ISO 32000-1, 9.6 to 9.10).
 *
 * What a code says: ToUnicode first; for simple fonts then the encoding (base table, Differences by glyph name); for
 * composite fonts then the code itself where the CMap is a Unicode one. A glyph that is drawn but known by nothing says U+FFFD, so that the
 * loss is seen.
 *
 * Not here: encodings inside font programs (embedded fonts without ToUnicode and Encoding count as StandardEncoding).
 */
#include "document/pdf_font.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "document/pdf_encoding.h"

enum {
    PAGE = 256,            /* glyphs of one table */
    FAR_PAGES_MAX = 1024,  /* tables for codes of three and four bytes */
    DIRECT_FONTS_MAX = 256 /* fonts that are not objects of their own */
};

typedef struct glyph_page {
    uint32_t high; /* code >> 8 */
    po_pdf_glyph glyphs[PAGE];
    bool known[PAGE];
} glyph_page;

struct po_pdf_font {
    po_pdf_fonts *set;
    const po_pdf_object *dictionary;
    bool composite, unicode_codes, two_bytes, type3;
    po_pdf_cmap *encoding;   /* composite: codespaces and CIDs */
    po_pdf_cmap *to_unicode; /* or NULL */
    const uint16_t *base;    /* simple: base encoding */
    const char **names;      /* simple: glyph names of Differences, NULL without */
    uint16_t *name_sizes;
    const po_pdf_object *widths; /* simple */
    int64_t first_code;
    const uint16_t *standard_widths; /* of codes 32..126, for standard fonts without Widths */
    po_pdf_ranges cid_widths;        /* composite; values index width_lists */
    PO_LIST(const po_pdf_object *) width_lists;
    float default_width, scale;
    po_pdf_texts texts; /* of glyph names with several characters */
    glyph_page *pages[PAGE];
    PO_LIST(glyph_page *) far_pages;
};

struct po_pdf_fonts {
    po_arena *arena;
    po_pdf_file *file;
    po_pdf_font **by_number;
    uint32_t count;
    PO_LIST(po_pdf_font *) direct;
};

bool po_pdf_font_vertical(const po_pdf_font *font) {
    return font->composite && font->encoding && font->encoding->vertical;
}

po_pdf_fonts *po_pdf_fonts_create(po_arena *arena, po_pdf_file *file) {
    po_pdf_fonts *fonts = PO_NEW(arena, po_pdf_fonts);
    fonts->arena = arena;
    fonts->file = file;
    return fonts;
}

static po_pdf_cmap *stream_cmap(po_pdf_fonts *fonts, const po_pdf_object *reference) {
    if (reference->type != PO_PDF_REFERENCE || !po_pdf_resolve(fonts->file, reference)->stream) {
        return NULL;
    }
    size_t size = 0;
    char *data = po_pdf_file_stream(fonts->file, reference->as.number, &size);
    po_pdf_cmap *cmap = data ? po_pdf_cmap_parse(fonts->arena, data, size) : NULL;
    free(data);
    return cmap;
}

/* W: "c [w w ...]" or "first last w" (9.7.4.3). The widths stay where they are; a range points to the list or the number. */
static void read_cid_widths(po_pdf_font *font, const po_pdf_object *list) {
    po_pdf_fonts *fonts = font->set;
    for (size_t i = 0; list->type == PO_PDF_ARRAY && i + 1 < list->count;) {
        int64_t first = -1, last = -1;
        const po_pdf_object *second = po_pdf_at(fonts->file, list, i + 1);
        bool sound = po_pdf_integer(po_pdf_at(fonts->file, list, i), &first) && first >= 0 && first <= UINT16_MAX;
        bool run = second->type == PO_PDF_ARRAY;
        if (run) {
            last = first + second->count - 1;
        } else {
            sound = sound && po_pdf_integer(second, &last) && last <= UINT16_MAX;
        }
        if (sound && last >= first) {
            po_pdf_ranges_add(fonts->arena, &font->cid_widths, (uint32_t)first, (uint32_t)last,
                              (uint32_t)font->width_lists.count);
            *PO_LIST_ADD(fonts->arena, &font->width_lists) = run ? second : po_pdf_at(fonts->file, list, i + 2);
        }
        i += run ? 2 : 3;
    }
}

static void open_composite(po_pdf_font *font) {
    po_pdf_fonts *fonts = font->set;
    const po_pdf_object *encoding = po_pdf_key(font->dictionary, "Encoding");
    const po_pdf_object *name = po_pdf_resolve(fonts->file, encoding);
    font->composite = true;
    if (name->type == PO_PDF_NAME) {
        font->encoding =
            po_pdf_cmap_named(fonts->arena, name->as.bytes, name->count, &font->unicode_codes);
        font->two_bytes = font->encoding->space_count == 1;
    } else {
        font->encoding = stream_cmap(fonts, encoding);
    }
    if (!font->encoding) {
        bool unicode;
        font->encoding = po_pdf_cmap_named(fonts->arena, "Identity-H", 10, &unicode);
        font->two_bytes = true;
    }
    const po_pdf_object *descendant =
        po_pdf_at(fonts->file, po_pdf_get(fonts->file, font->dictionary, "DescendantFonts"), 0);
    font->default_width = (float)po_pdf_number(po_pdf_get(fonts->file, descendant, "DW"), 1000) / 1000;
    read_cid_widths(font, po_pdf_get(fonts->file, descendant, "W"));
}

/* Differences: a code, then names for it and those that follow. */
static void read_differences(po_pdf_font *font, const po_pdf_object *list) {
    po_pdf_fonts *fonts = font->set;
    if (list->type != PO_PDF_ARRAY) {
        return;
    }
    font->names = PO_NEW_ARRAY(fonts->arena, const char *, PAGE);
    font->name_sizes = PO_NEW_ARRAY(fonts->arena, uint16_t, PAGE);
    int64_t code = 0;
    for (size_t i = 0; i < list->count; i++) {
        const po_pdf_object *item = po_pdf_at(fonts->file, list, i);
        if (item->type == PO_PDF_NAME && code >= 0 && code < PAGE) {
            font->names[code] = item->as.bytes;
            font->name_sizes[code] = (uint16_t)(item->count < UINT16_MAX ? item->count : UINT16_MAX);
            code++;
        } else {
            po_pdf_integer(item, &code);
        }
    }
}

static const uint16_t *default_encoding(po_pdf_font *font, const po_pdf_object *name) {
    const char *bytes = name->type == PO_PDF_NAME ? name->as.bytes : "";
    size_t size = name->type == PO_PDF_NAME ? name->count : 0;
    if (memmem(bytes, size, "ZapfDingbats", 12)) {
        return po_pdf_encoding("ZapfDingbats", 12);
    }
    if (size >= 6 && memcmp(bytes, "Symbol", 6) == 0 && (size == 6 || bytes[6] == ',')) {
        return po_pdf_encoding("Symbol", 6);
    }
    bool true_type = po_pdf_is_name(po_pdf_get(font->set->file, font->dictionary, "Subtype"), "TrueType");
    return true_type ? po_pdf_encoding("WinAnsiEncoding", 15) : po_pdf_encoding("StandardEncoding", 16);
}

static void read_encoding(po_pdf_font *font, const po_pdf_object *base_font) {
    po_pdf_file *file = font->set->file;
    const po_pdf_object *encoding = po_pdf_get(file, font->dictionary, "Encoding");
    const po_pdf_object *name = encoding;
    if (encoding->type == PO_PDF_DICTIONARY) {
        name = po_pdf_get(file, encoding, "BaseEncoding");
        read_differences(font, po_pdf_get(file, encoding, "Differences"));
    }
    if (name->type == PO_PDF_NAME) {
        font->base = po_pdf_encoding(name->as.bytes, name->count);
    }
    if (!font->base) {
        font->base = default_encoding(font, base_font);
    }
}

static void open_simple(po_pdf_font *font) {
    po_pdf_file *file = font->set->file;
    const po_pdf_object *base_font = po_pdf_get(file, font->dictionary, "BaseFont");
    read_encoding(font, base_font);
    font->widths = po_pdf_get(file, font->dictionary, "Widths");
    po_pdf_integer(po_pdf_get(file, font->dictionary, "FirstChar"), &font->first_code);
    const po_pdf_object *descriptor = po_pdf_get(file, font->dictionary, "FontDescriptor");
    font->default_width = (float)po_pdf_number(po_pdf_get(file, descriptor, "MissingWidth"), 0) / 1000;
    if (font->widths->type != PO_PDF_ARRAY && base_font->type == PO_PDF_NAME) {
        font->standard_widths = po_pdf_standard_widths(base_font->as.bytes, base_font->count);
        font->default_width = memmem(base_font->as.bytes, base_font->count, "Courier", 7) ? 0.6f : 0.55f;
    }
    if (po_pdf_is_name(po_pdf_get(file, font->dictionary, "Subtype"), "Type3")) {
        const po_pdf_object *matrix = po_pdf_get(file, font->dictionary, "FontMatrix");
        font->scale = (float)po_pdf_number(po_pdf_at(file, matrix, 0), 0.001);
    }
}

static po_pdf_font *open_font(po_pdf_fonts *fonts, const po_pdf_object *dictionary) {
    po_pdf_font *font = PO_NEW(fonts->arena, po_pdf_font);
    font->set = fonts;
    font->dictionary = dictionary;
    font->scale = 0.001f;
    if (po_pdf_is_name(po_pdf_get(fonts->file, dictionary, "Subtype"), "Type0")) {
        open_composite(font);
    } else {
        open_simple(font);
    }
    font->to_unicode = stream_cmap(fonts, po_pdf_key(dictionary, "ToUnicode"));
    return font;
}

static po_pdf_font *direct_font(po_pdf_fonts *fonts, const po_pdf_object *dictionary) {
    for (size_t i = 0; i < fonts->direct.count; i++) {
        if (fonts->direct.items[i]->dictionary == dictionary) {
            return fonts->direct.items[i];
        }
    }
    if (fonts->direct.count >= DIRECT_FONTS_MAX) {
        return NULL;
    }
    return *PO_LIST_ADD(fonts->arena, &fonts->direct) = open_font(fonts, dictionary);
}

po_pdf_font *po_pdf_fonts_get(po_pdf_fonts *fonts, const po_pdf_object *font) {
    const po_pdf_object *dictionary = po_pdf_resolve(fonts->file, font);
    if (dictionary->type != PO_PDF_DICTIONARY) {
        return NULL;
    }
    if (font->type != PO_PDF_REFERENCE) {
        return direct_font(fonts, dictionary);
    }
    uint32_t size = po_pdf_file_size(fonts->file);
    if (size > fonts->count) {
        po_pdf_font **grown = PO_NEW_ARRAY(fonts->arena, po_pdf_font *, size);
        if (fonts->count) {
            memcpy(grown, fonts->by_number, fonts->count * sizeof(void *));
        }
        fonts->by_number = grown;
        fonts->count = size;
    }
    if (font->as.number >= fonts->count) {
        return NULL;
    }
    po_pdf_font **slot = &fonts->by_number[font->as.number];
    if (!*slot) {
        *slot = open_font(fonts, dictionary);
    }
    return *slot;
}

static po_pdf_packed name_text(po_pdf_font *font, uint32_t code) {
    po_buffer text = {0};
    bool known = po_pdf_glyph_text(font->names[code], font->name_sizes[code], &text);
    po_pdf_packed packed = po_pdf_pack_code(0xFFFD);
    if (font->name_sizes[code] == 7 && memcmp(font->names[code], ".notdef", 7) == 0) {
        packed = PO_PDF_NO_TEXT;
    } else if (known) {
        packed = po_pdf_pack(font->set->arena, &font->texts, text.data, text.size);
    }
    po_buffer_finish(&text);
    return packed;
}

static po_pdf_packed simple_text(po_pdf_font *font, uint32_t code) {
    if (code >= PAGE) {
        return PO_PDF_NO_TEXT;
    }
    if (font->names && font->names[code]) {
        return name_text(font, code);
    }
    return font->base[code] ? po_pdf_pack_code(font->base[code]) : PO_PDF_NO_TEXT;
}

static float simple_advance(const po_pdf_font *font, uint32_t code) {
    int64_t index = (int64_t)code - font->first_code;
    if (font->widths->type == PO_PDF_ARRAY) {
        const po_pdf_object *width = index >= 0 && index < (int64_t)font->widths->count
                                         ? po_pdf_at(font->set->file, font->widths, (size_t)index)
                                         : &po_pdf_null;
        return width->type == PO_PDF_NULL ? font->default_width
                                          : (float)po_pdf_number(width, 0) * font->scale;
    }
    if (font->standard_widths && code >= 32 && code < 127) {
        return (float)font->standard_widths[code - 32] / 1000;
    }
    return font->default_width;
}

static float composite_advance(po_pdf_font *font, uint32_t code) {
    if (font->encoding->vertical) {
        return -1; /* DW2's default; W2 is not read: only gaps between words depend on it */
    }
    uint32_t cid = po_pdf_cmap_cid(font->encoding, code);
    const po_pdf_range *range = po_pdf_ranges_find(&font->cid_widths, cid);
    if (!range) {
        return font->default_width;
    }
    const po_pdf_object *widths = font->width_lists.items[range->value];
    if (widths->type == PO_PDF_ARRAY) {
        widths = po_pdf_at(font->set->file, widths, cid - range->low);
    }
    return (float)po_pdf_number(widths, 0) / 1000;
}

static void work_out(po_pdf_font *font, uint32_t code, po_pdf_glyph *glyph) {
    po_pdf_packed text = font->to_unicode ? po_pdf_cmap_text(font->to_unicode, code) : 0;
    if ((text & 0xFF) == 0xFF) { /* a longer text: move it from the map's list to ours */
        const char *bytes = font->to_unicode->texts.items[text >> 8];
        text = po_pdf_pack(font->set->arena, &font->texts, bytes, strlen(bytes));
    }
    if (!text && font->composite) {
        text = po_pdf_pack_code(font->unicode_codes ? code : 0xFFFD);
    } else if (!text) {
        text = simple_text(font, code);
    }
    glyph->text = text;
    glyph->advance = font->composite ? composite_advance(font, code) : simple_advance(font, code);
}

static glyph_page *far_page(po_pdf_font *font, uint32_t high) {
    for (size_t i = font->far_pages.count; i-- > 0;) {
        if (font->far_pages.items[i]->high == high) {
            return font->far_pages.items[i];
        }
    }
    if (font->far_pages.count >= FAR_PAGES_MAX) {
        return NULL;
    }
    glyph_page *page = PO_NEW(font->set->arena, glyph_page);
    page->high = high;
    return *PO_LIST_ADD(font->set->arena, &font->far_pages) = page;
}

static glyph_page *page_of(po_pdf_font *font, uint32_t code) {
    uint32_t high = code >> 8;
    if (high >= PAGE) {
        return far_page(font, high);
    }
    if (!font->pages[high]) {
        font->pages[high] = PO_NEW(font->set->arena, glyph_page);
    }
    return font->pages[high];
}

size_t po_pdf_font_next(po_pdf_font *font, const char *bytes, size_t size, po_pdf_glyph *ret_glyph,
                        bool *ret_space) {
    uint32_t code = (unsigned char)bytes[0];
    size_t taken = 1;
    if (font->two_bytes && size >= 2) {
        code = code << 8 | (unsigned char)bytes[1];
        taken = 2;
    } else if (font->composite && !font->two_bytes) {
        taken = po_pdf_cmap_next(font->encoding, bytes, size, &code);
    }
    *ret_space = taken == 1 && code == 32;
    glyph_page *page = page_of(font, code);
    if (!page) {
        *ret_glyph = (po_pdf_glyph){po_pdf_pack_code(0xFFFD), font->default_width};
        return taken;
    }
    po_pdf_glyph *glyph = &page->glyphs[code & 0xFF];
    if (!page->known[code & 0xFF]) {
        work_out(font, code, glyph);
        page->known[code & 0xFF] = true;
    }
    *ret_glyph = *glyph;
    return taken;
}

const char *po_pdf_font_text(const po_pdf_font *font, const po_pdf_glyph *glyph, char buffer[4],
                             size_t *ret_size) {
    return po_pdf_unpack(&font->texts, glyph->text, buffer, ret_size);
}
