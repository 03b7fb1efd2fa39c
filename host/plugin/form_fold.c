/* SPDX-License-Identifier: Apache-2.0
 *
 * Folding of lines and the index of labels.
 *
 * Why not po_text_key alone: a label may be the beginning of a paragraph whose rest is the answer, and then the answer's place in the
 * original text is needed; and headings carry a school year that changes with every edition. The rule is po_text_key's.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "base/utf8.h"
#include "plugin/form_parts.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t dash_size(const char *p) {
    if (*p == '-' || *p == '/')
        return 1;
    if ((unsigned char)p[0] == 0xE2 && (unsigned char)p[1] == 0x80 &&
        (unsigned char)p[2] >= 0x90 && (unsigned char)p[2] <= 0x95)
        return 3;
    return 0;
}

/* Bytes of a school year ("2025-26", "2025–2026", with spaces around the dash) at `p`, or 0. */
static size_t year_size(const char *p) {
    if (strncmp(p, "20", 2) != 0 || !is_digit(p[2]) || !is_digit(p[3]))
        return 0;
    size_t n = 4 + strspn(p + 4, " ");
    size_t dash = dash_size(p + n);
    if (dash == 0)
        return 0;
    n += dash;
    n += strspn(p + n, " ");
    size_t digits = strspn(p + n, "0123456789");
    return digits == 2 || digits == 4 ? n + digits : 0;
}

static void add(form_folded *folded, const char *bytes, size_t size, size_t from, size_t to) {
    for (size_t i = 0; i < size; i++) {
        folded->key[folded->size] = bytes[i];
        folded->from[folded->size] = (uint32_t)from;
        folded->to[folded->size++] = (uint32_t)to;
    }
}

/* A character outside ASCII: kept if po_text_key keeps it. Its key may be longer than itself (ligatures), at most four times. */
static void add_wide(po_arena *arena, form_folded *folded, const char *text, size_t from, size_t to) {
    const char *key = po_text_key(arena, po_arena_copy(arena, text + from, to - from));
    size_t size = strlen(key);
    add(folded, key, size < 4 * (to - from) ? size : 4 * (to - from), from, to);
}

static size_t add_year(form_folded *folded, size_t from, size_t size) {
    const char year = FORM_YEAR;
    if (folded->year_size == 0) {
        folded->year_from = from;
        folded->year_size = size;
    }
    add(folded, &year, 1, from, from + size);
    return from + size;
}

static void prepare(po_arena *arena, const char *text, size_t size, form_folded *ret_folded) {
    size_t most = 1;
    for (size_t i = 0; i < size; i++)
        most += (unsigned char)text[i] < 0x80 ? 1 : 4;
    *ret_folded = (form_folded){.key = po_arena_alloc(arena, most),
                                .from = PO_NEW_ARRAY(arena, uint32_t, most),
                                .to = PO_NEW_ARRAY(arena, uint32_t, most)};
}

static size_t year_at(const char *text, size_t position) {
    if (text[position] == '{' && strncmp(text + position, "{year}", 6) == 0)
        return 6;
    bool begins = text[position] == '2' && (position == 0 || !is_digit(text[position - 1]));
    return begins ? year_size(text + position) : 0;
}

void form_fold(po_arena *arena, const char *text, size_t limit, form_folded *ret_folded) {
    size_t size = strnlen(text, limit), position = 0;
    prepare(arena, text, size, ret_folded);
    while (position < size) {
        size_t from = position, year = year_at(text, from);
        char c = text[position];
        if (year > 0) {
            position = add_year(ret_folded, from, year);
        } else if ((c >= 'a' && c <= 'z') || is_digit(c) || c == '#') {
            add(ret_folded, &c, 1, from, ++position);
        } else if (c >= 'A' && c <= 'Z') {
            c = (char)(c + ('a' - 'A'));
            add(ret_folded, &c, 1, from, ++position);
        } else if ((unsigned char)c < 0x80) {
            position++;
        } else {
            (void)po_utf8_next(text, size, &position);
            add_wide(arena, ret_folded, text, from, position);
        }
    }
    ret_folded->key[ret_folded->size] = '\0';
}

const char *form_fold_key(po_arena *arena, const char *text) {
    form_folded folded;
    form_fold(arena, text, FORM_FOLD_LABEL, &folded);
    return folded.key;
}

const char *form_short_label(po_arena *arena, const char *text) {
    char *out = po_arena_alloc(arena, strlen(text) + 1);
    size_t size = 0, digits = strspn(text, "0123456789");
    int depth = 0;
    if (digits > 0 && text[digits] == '.')
        text += digits + 1;
    for (; *text != '\0'; text++) {
        depth += *text == '(' || *text == '[';
        if (depth == 0)
            out[size++] = *text;
        depth -= depth > 0 && (*text == ')' || *text == ']');
    }
    return out;
}

/* Figures with points between, or a letter, or a Roman number up to 39. */
static size_t figures_size(const char *p) {
    size_t size = strspn(p, "0123456789"), more;
    if (size > 0 && size <= 2) {
        while (p[size] == '.' && (more = strspn(p + size + 1, "0123456789")) > 0 && more <= 2)
            size += more + 1;
        return size;
    }
    size_t upper = strspn(p, "IVX"), lower = strspn(p, "ivx");
    size = upper > lower ? upper : lower;
    bool letter = (p[0] >= 'a' && p[0] <= 'z') || (p[0] >= 'A' && p[0] <= 'Z');
    return size > 0 && size <= 6 ? size : letter ? 1 : 0;
}

size_t form_number_size(const char *text) {
    static const char *const words[] = {"Section ", "SECTION ", "Part ", "PART "};
    size_t at = 0, size;
    for (size_t i = 0; i < sizeof words / sizeof *words && at == 0; i++)
        at = strncmp(text, words[i], strlen(words[i])) == 0 ? strlen(words[i]) : 0;
    at += text[at] == '(';
    if ((size = figures_size(text + at)) == 0)
        return 0;
    at += size;
    bool outline = size > 2 && is_digit(text[at - 1]) && text[at] == ' '; /* "2.1 Goals" */
    size_t mark = strspn(text + at, ".):");
    size_t space = strspn(text + at + mark, " ");
    if ((mark == 0 && !outline) || mark > 2 || space == 0 || text[at + mark + space] == '\0')
        return 0;
    return at + mark + space;
}

/* ---- the index ---- */

static int compare_labels(const void *a, const void *b) {
    const form_label *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order != 0 ? order : (x->order > y->order) - (x->order < y->order);
}

void form_index_build(po_arena *arena, const form_label *labels, size_t count, form_index *ret_index) {
    form_label *sorted = PO_NEW_ARRAY(arena, form_label, count + 1);
    if (count > 0) {
        memcpy(sorted, labels, count * sizeof *labels);
        qsort(sorted, count, sizeof *sorted, compare_labels);
    }
    *ret_index = (form_index){.labels = sorted, .count = count};
}

/* The first label in [low, high) whose byte at `depth` is at least `byte` (-1: ended labels come first). */
static size_t lower(const form_index *index, size_t low, size_t high, size_t depth, int byte) {
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const form_label *label = &index->labels[middle];
        int here = depth < label->size ? (unsigned char)label->key[depth] : -1;
        if (here < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Does byte `n` of the key (or its end) begin a new word of the text? */
static bool word_ends(const form_folded *folded, const char *text, size_t n) {
    if (n >= folded->size || n == 0)
        return true;
    return folded->from[n] > folded->to[n - 1] || text[folded->from[n]] == '\0';
}

void form_index_match(const form_index *index, const form_folded *folded, const char *text,
                      form_match *ret_match) {
    size_t low = 0, high = index->count, depth = 0;
    *ret_match = (form_match){0};
    for (;; depth++) {
        size_t longer = lower(index, low, high, depth, 0);
        if (longer > low && depth > 0 && depth == folded->size) {
            ret_match->exact = &index->labels[low];
            ret_match->exact_count = longer - low;
        } else if (longer > low && depth > 0 && word_ends(folded, text, depth)) {
            ret_match->prefix = &index->labels[low];
            ret_match->prefix_count = longer - low;
            ret_match->prefix_end = depth;
        }
        low = longer;
        if (depth == folded->size || low == high)
            break;
        int byte = (unsigned char)folded->key[depth];
        low = lower(index, low, high, depth, byte);
        high = lower(index, low, high, depth, byte + 1);
    }
    ret_match->longer = &index->labels[low < high ? low : 0];
    ret_match->longer_count = low < high ? high - low : 0;
}
