/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading CMaps (Adobe Technical Note 5014; ISO 32000-1, 9.7.5 and 9.10.3).
 *
 * Traps: a ToUnicode target is UTF-16 and may be several characters or a surrogate pair; a range may give an array
 * of targets; producers write two-byte codes for one-byte fonts, so codes are compared as numbers.
 *
 * Not here: the predefined Chinese, Japanese and Korean maps (only the code lengths of their families, so that a ToUnicode can
 * be applied), usecmap.
 */
#include "document/pdf_cmap.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
    TEXTS_MAX = 1 << 22,  /* index bits of a packed text */
    RANGES_MAX = 1 << 20, /* of one map; the largest seen has 900 */
    TARGET_MAX = 512,     /* bytes of one target (9.10.3) */
    OVERLAP_MAX = 8,      /* ranges that may hide the one looked for */
    COUNTED = 0x7D        /* lowest byte of a value that is a code point to count from, see pack_target */
};

po_pdf_packed po_pdf_pack_code(uint32_t code_point) {
    char utf8[4];
    size_t size = po_utf8_encode(code_point, utf8);
    po_pdf_packed packed = 0;
    for (size_t i = 0; i < size; i++) {
        packed |= (po_pdf_packed)(unsigned char)utf8[i] << (8 * i);
    }
    return packed;
}

static size_t utf8_length(unsigned char lead) {
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

po_pdf_packed po_pdf_pack(po_arena *arena, po_pdf_texts *texts, const char *utf8, size_t size) {
    if (size == 0) {
        return PO_PDF_NO_TEXT;
    }
    size_t at = 0;
    uint32_t code = po_utf8_next(utf8, size, &at);
    if (at == size) {
        return po_pdf_pack_code(code);
    }
    if (texts->count >= TEXTS_MAX) {
        return po_pdf_pack_code(0xFFFD);
    }
    *PO_LIST_ADD(arena, texts) = po_arena_copy(arena, utf8, size);
    return (po_pdf_packed)(texts->count - 1) << 8 | 0xFF;
}

const char *po_pdf_unpack(const po_pdf_texts *texts, po_pdf_packed packed, char buffer[4], size_t *ret_size) {
    unsigned char lead = packed & 0xFF;
    *ret_size = 0;
    if (lead == 0xFF) {
        const char *text = texts->items[packed >> 8];
        *ret_size = strlen(text);
        return text;
    }
    if (packed && packed != PO_PDF_NO_TEXT) {
        *ret_size = utf8_length(lead);
        for (size_t i = 0; i < 4; i++) {
            buffer[i] = (char)(packed >> (8 * i) & 0xFF);
        }
    }
    return buffer;
}

void po_pdf_ranges_add(po_arena *arena, po_pdf_ranges *ranges, uint32_t low, uint32_t high, uint32_t value) {
    if (ranges->list.count >= RANGES_MAX || high < low) {
        return;
    }
    uint32_t order = (uint32_t)ranges->list.count;
    ranges->unsorted = ranges->unsorted || (order && ranges->list.items[order - 1].low > low);
    *PO_LIST_ADD(arena, &ranges->list) = (po_pdf_range){low, high, value, order};
}

static int compare_ranges(const void *a, const void *b) {
    const po_pdf_range *x = a, *y = b;
    if (x->low != y->low) {
        return x->low < y->low ? -1 : 1;
    }
    return x->order < y->order ? -1 : x->order > y->order;
}

const po_pdf_range *po_pdf_ranges_find(po_pdf_ranges *ranges, uint32_t code) {
    if (ranges->unsorted) {
        qsort(ranges->list.items, ranges->list.count, sizeof *ranges->list.items, compare_ranges);
        ranges->unsorted = false;
    }
    size_t low = 0, high = ranges->list.count; /* first range that begins after `code` */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranges->list.items[middle].low <= code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (size_t i = 0; i < OVERLAP_MAX && low > i; i++) {
        const po_pdf_range *range = &ranges->list.items[low - 1 - i];
        if (range->high >= code) {
            return range;
        }
    }
    return NULL;
}

static uint32_t code_of(const po_pdf_token *token) {
    uint32_t code = 0;
    for (uint32_t i = 0; i < token->size && i < 4; i++) {
        code = code << 8 | (unsigned char)token->bytes[i];
    }
    return code;
}

static uint32_t number_of(const char *bytes, size_t size) {
    uint32_t code = 0;
    for (size_t i = 0; i < size; i++) {
        code = code << 8 | (unsigned char)bytes[i];
    }
    return code;
}

static bool is_surrogate(const char *unit) {
    return ((unsigned char)unit[0] & 0xF8) == 0xD8;
}

/* A ligature whose letters stand with their bytes the wrong way round (Ghostscript 10.0 writes "fi" as 6600 6900): a word of characters that
 * all end in a zero byte is in no script. */
static bool is_swapped(const char *bytes, size_t size) {
    for (size_t i = 0; i + 1 < size; i += 2) {
        bool letter = (bytes[i] >= 'a' && bytes[i] <= 'z') || (bytes[i] >= 'A' && bytes[i] <= 'Z');
        if (!letter || bytes[i + 1] != '\0') {
            return false;
        }
    }
    return size >= 4 && size % 2 == 0;
}

/* A target of bfchar or bfrange: UTF-16BE. One character is kept as its code point, so that a range can count up from it (COUNTED is
 * never the first byte of UTF-8 text of ours: '}' itself is kept counted too). */
static uint32_t pack_target(po_pdf_cmap *cmap, const char *bytes, size_t size) {
    char big[TARGET_MAX + 2] = "\xFE\xFF";
    size_t at = 0;
    size = size < TARGET_MAX ? size : TARGET_MAX;
    if (size == 1 || (size == 2 && !is_surrogate(bytes))) { /* one byte: some producers forget the other */
        return number_of(bytes, size) << 8 | COUNTED;
    }
    memcpy(big + 2, bytes, size);
    if (is_swapped(bytes, size)) {
        big[0] = '\xFF';
        big[1] = '\xFE';
    }
    const char *utf8 = po_pdf_text_string(cmap->arena, big, size + 2);
    size = strlen(utf8);
    if (size) {
        uint32_t code = po_utf8_next(utf8, size, &at);
        if (at == size) {
            return code << 8 | COUNTED;
        }
    }
    return po_pdf_pack(cmap->arena, &cmap->texts, utf8, size);
}

static void read_codespaces(po_pdf_cmap *cmap, po_pdf_lexer *lexer) {
    po_pdf_token low, high;
    while (po_pdf_lexer_next(lexer, &low) == PO_PDF_TOKEN_STRING &&
           po_pdf_lexer_next(lexer, &high) == PO_PDF_TOKEN_STRING) {
        if (low.size != high.size || low.size < 1 || low.size > 4 || cmap->space_count == PO_PDF_CODESPACES_MAX) {
            continue;
        }
        po_pdf_codespace *space = &cmap->spaces[cmap->space_count++];
        space->size = (uint8_t)low.size;
        memcpy(space->low, low.bytes, low.size);
        memcpy(space->high, high.bytes, high.size);
    }
}

static void read_characters(po_pdf_cmap *cmap, po_pdf_lexer *lexer, bool text) {
    po_pdf_token code, target;
    while (po_pdf_lexer_next(lexer, &code) == PO_PDF_TOKEN_STRING &&
           po_pdf_lexer_next(lexer, &target) != PO_PDF_TOKEN_END && target.kind != PO_PDF_TOKEN_WORD) {
        uint32_t number = code_of(&code);
        if (text && target.kind == PO_PDF_TOKEN_STRING) {
            po_pdf_ranges_add(cmap->arena, &cmap->text, number, number,
                              pack_target(cmap, target.bytes, target.size));
        } else if (!text && target.kind == PO_PDF_TOKEN_INTEGER) {
            po_pdf_ranges_add(cmap->arena, &cmap->cids, number, number, (uint32_t)target.integer);
        }
    }
}

/* The targets of one bfrange given as an array, up to the closing bracket. */
static void read_target_array(po_pdf_cmap *cmap, po_pdf_lexer *lexer, uint32_t low, uint32_t high) {
    po_pdf_token target;
    for (uint32_t code = low; po_pdf_lexer_next(lexer, &target) == PO_PDF_TOKEN_STRING; code++) {
        if (code >= low && code <= high) {
            po_pdf_ranges_add(cmap->arena, &cmap->text, code, code,
                              pack_target(cmap, target.bytes, target.size));
        }
    }
}

/* A range whose target is several characters: the last one counts up (9.10.3), which only single ranges can keep. */
static void add_text_range(po_pdf_cmap *cmap, uint32_t first, uint32_t last, const po_pdf_token *target) {
    enum { EXPANDED_MAX = 256 };
    char bytes[TARGET_MAX];
    uint32_t packed = pack_target(cmap, target->bytes, target->size);
    if ((packed & 0xFF) == COUNTED || target->size < 2 || target->size > TARGET_MAX) {
        po_pdf_ranges_add(cmap->arena, &cmap->text, first, last, packed);
        return;
    }
    memcpy(bytes, target->bytes, target->size);
    unsigned char low = (unsigned char)bytes[target->size - 1];
    for (uint32_t i = 0; i < EXPANDED_MAX && first + i >= first && first + i <= last; i++) {
        bytes[target->size - 1] = (char)(low + i);
        po_pdf_ranges_add(cmap->arena, &cmap->text, first + i, first + i, pack_target(cmap, bytes, target->size));
    }
}

static void read_ranges(po_pdf_cmap *cmap, po_pdf_lexer *lexer, bool text) {
    po_pdf_token low, high, target;
    while (po_pdf_lexer_next(lexer, &low) == PO_PDF_TOKEN_STRING &&
           po_pdf_lexer_next(lexer, &high) == PO_PDF_TOKEN_STRING) {
        uint32_t first = code_of(&low), last = code_of(&high);
        po_pdf_token_kind kind = po_pdf_lexer_next(lexer, &target);
        if (kind == PO_PDF_TOKEN_OPEN_ARRAY) {
            read_target_array(cmap, lexer, first, last);
        } else if (text && kind == PO_PDF_TOKEN_STRING) {
            add_text_range(cmap, first, last, &target);
        } else if (!text && kind == PO_PDF_TOKEN_INTEGER) {
            po_pdf_ranges_add(cmap->arena, &cmap->cids, first, last, (uint32_t)target.integer);
        } else if (kind == PO_PDF_TOKEN_WORD || kind == PO_PDF_TOKEN_END) {
            return;
        }
    }
}

static void read_section(po_pdf_cmap *cmap, po_pdf_lexer *lexer, const po_pdf_token *word) {
    if (po_pdf_token_is(word, "begincodespacerange")) {
        read_codespaces(cmap, lexer);
    } else if (po_pdf_token_is(word, "beginbfchar")) {
        read_characters(cmap, lexer, true);
    } else if (po_pdf_token_is(word, "beginbfrange")) {
        read_ranges(cmap, lexer, true);
    } else if (po_pdf_token_is(word, "begincidchar")) {
        read_characters(cmap, lexer, false);
    } else if (po_pdf_token_is(word, "begincidrange")) {
        read_ranges(cmap, lexer, false);
    }
}

po_pdf_cmap *po_pdf_cmap_parse(po_arena *arena, char *data, size_t size) {
    po_pdf_cmap *cmap = PO_NEW(arena, po_pdf_cmap);
    cmap->arena = arena;
    po_pdf_lexer lexer;
    po_pdf_lexer_init(&lexer, data, size);
    po_pdf_token token;
    bool mode = false; /* the token before was /WMode */
    while (po_pdf_lexer_next(&lexer, &token) != PO_PDF_TOKEN_END) {
        if (token.kind == PO_PDF_TOKEN_WORD) {
            read_section(cmap, &lexer, &token);
        } else if (mode && token.kind == PO_PDF_TOKEN_INTEGER) {
            cmap->vertical = token.integer == 1;
        }
        mode = token.kind == PO_PDF_TOKEN_NAME && token.size == 5 && memcmp(token.bytes, "WMode", 5) == 0;
    }
    return cmap;
}

typedef struct family {
    const char *mark; /* part of the name */
    uint8_t count;
    po_pdf_codespace spaces[4];
} family;

static const family families[] = {
    {"RKSJ", 4, {{1, {0x00}, {0x80}}, {1, {0xA0}, {0xDF}}, {2, {0x81, 0x40}, {0x9F, 0xFC}}, {2, {0xE0, 0x40}, {0xFC, 0xFC}}}},
    {"EUC", 3, {{1, {0x00}, {0x80}}, {2, {0x8E, 0xA0}, {0x8E, 0xDF}}, {2, {0xA1, 0xA1}, {0xFE, 0xFE}}}},
    {"GBK", 2, {{1, {0x00}, {0x80}}, {2, {0x81, 0x40}, {0xFE, 0xFE}}}},
    {"B5", 2, {{1, {0x00}, {0x80}}, {2, {0xA1, 0x40}, {0xFE, 0xFE}}}},
    {"KSC", 2, {{1, {0x00}, {0x84}}, {2, {0x85, 0x41}, {0xFE, 0xFE}}}},
    {"", 1, {{2, {0x00, 0x00}, {0xFF, 0xFF}}}},
};

po_pdf_cmap *po_pdf_cmap_named(po_arena *arena, const char *name, size_t size, bool *ret_unicode) {
    po_pdf_cmap *cmap = PO_NEW(arena, po_pdf_cmap);
    cmap->arena = arena;
    cmap->vertical = size > 1 && memcmp(name + size - 2, "-V", 2) == 0;
    *ret_unicode = memmem(name, size, "UCS2", 4) || memmem(name, size, "UTF16", 5);
    const family *found = families;
    while (*found->mark && (*ret_unicode || !memmem(name, size, found->mark, strlen(found->mark)))) {
        found++;
    }
    cmap->space_count = found->count;
    memcpy(cmap->spaces, found->spaces, found->count * sizeof *found->spaces);
    return cmap;
}

static bool in_space(const po_pdf_codespace *space, const char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < space->low[i] || byte > space->high[i]) {
            return false;
        }
    }
    return true;
}

/* A code outside every space takes as many bytes as the shortest code whose first byte it shares, else the shortest (9.7.6.3). */
static size_t stray_size(const po_pdf_cmap *cmap, const char *bytes) {
    size_t shortest = 4, shared = 5;
    for (size_t i = 0; i < cmap->space_count; i++) {
        const po_pdf_codespace *space = &cmap->spaces[i];
        shortest = space->size < shortest ? space->size : shortest;
        if (space->size < shared && in_space(space, bytes, 1)) {
            shared = space->size;
        }
    }
    return shared < 5 ? shared : shortest;
}

size_t po_pdf_cmap_next(const po_pdf_cmap *cmap, const char *bytes, size_t size, uint32_t *ret_code) {
    for (size_t i = 0; i < cmap->space_count; i++) {
        const po_pdf_codespace *space = &cmap->spaces[i];
        if (space->size <= size && in_space(space, bytes, space->size)) {
            *ret_code = number_of(bytes, space->size);
            return space->size;
        }
    }
    size_t taken = cmap->space_count ? stray_size(cmap, bytes) : 2;
    taken = taken < size ? taken : size;
    *ret_code = number_of(bytes, taken);
    return taken;
}

po_pdf_packed po_pdf_cmap_text(po_pdf_cmap *cmap, uint32_t code) {
    const po_pdf_range *range = po_pdf_ranges_find(&cmap->text, code);
    if (!range) {
        return 0;
    }
    if ((range->value & 0xFF) == COUNTED) {
        uint32_t point = (range->value >> 8) + (code - range->low);
        return point ? po_pdf_pack_code(point) : PO_PDF_NO_TEXT;
    }
    return range->value;
}

uint32_t po_pdf_cmap_cid(po_pdf_cmap *cmap, uint32_t code) {
    const po_pdf_range *range = po_pdf_ranges_find(&cmap->cids, code);
    if (range) {
        return range->value + (code - range->low);
    }
    return cmap->cids.list.count ? 0 : code;
}
