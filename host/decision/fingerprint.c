/* SPDX-License-Identifier: Apache-2.0
 *
 * Gathering and comparing fingerprints. See fingerprint.h.
 */
#include "decision/fingerprint.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/digest.h"

/* The schema's own limits (decisions.schema.json), less one for the mark of what is beyond. */
enum { PARTS_MAX = 399 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A word says something if it has a letter; bytes above ASCII are letters here. */
static bool has_letter(const char *word) {
    for (; *word; word++)
        if ((*word >= 'a' && *word <= 'z') || ((unsigned char)*word & 0x80))
            return true;
    return false;
}

void po_print_words(po_arena *arena, po_print *print, const char *text, size_t most) {
    char **words = NULL;
    if (po_text_empty(text))
        return;
    size_t count = po_text_split(arena, po_text_words(arena, text), ' ', &words), taken = 0;
    for (size_t i = 0; i < count && (most == 0 || taken < most); i++) {
        if (!has_letter(words[i]))
            continue;
        *PO_LIST_ADD(arena, &print->words) = words[i];
        taken++;
    }
}

void po_print_small_numbers(po_arena *arena, po_print *print, const char *text, size_t most) {
    char **words = NULL;
    size_t count = po_text_split(arena, po_text_words(arena, text), ' ', &words);
    for (size_t i = 0; i < count && i < most; i++)
        if (is_digit(words[i][0]) && (!words[i][1] || (is_digit(words[i][1]) && !words[i][2])))
            *PO_LIST_ADD(arena, &print->words) = words[i];
}

/* ---- values -------------------------------------------------------------------------------------- */

void po_print_value(po_arena *arena, po_print *print, const char *value) {
    po_decimal number;
    char shortest[PO_DECIMAL_TEXT_MAX];
    if (po_text_empty(value))
        return;
    if (po_decimal_parse(value, &number))
        value = po_decimal_format(po_decimal_reduce(number), shortest);
    *PO_LIST_ADD(arena, &print->values) = po_text_squeeze(arena, value);
}

/* Digits, with commas between threes, and a point: to `out` without the commas. Returns what follows. */
static const char *take_number(const char *at, po_buffer *out) {
    while (is_digit(*at) || (*at == ',' && is_digit(at[1]) && is_digit(at[2]) && is_digit(at[3]) && !is_digit(at[4])))
        if (*at++ != ',')
            po_buffer_add_char(out, at[-1]);
    if (*at == '.' && is_digit(at[1])) {
        po_buffer_add_char(out, *at++);
        for (; is_digit(*at); at++)
            po_buffer_add_char(out, *at);
    }
    return at;
}

void po_print_numbers(po_arena *arena, po_print *print, const char *text) {
    po_buffer number = {0};
    for (const char *at = text ? text : ""; *at;) {
        if (!is_digit(*at)) {
            at++;
            continue;
        }
        bool minus = at > text && at[-1] == '-' && (at - 1 == text || at[-2] == ' ' || at[-2] == '(');
        po_buffer_clear(&number);
        po_buffer_add_text(&number, minus ? "-" : "");
        at = take_number(at, &number);
        po_print_value(arena, print, po_buffer_text(&number));
    }
    po_buffer_finish(&number);
}

void po_print_whole(po_arena *arena, po_print *print, const char *text) {
    char id[PO_ID_TEXT_MAX];
    const char *folded = po_text_words(arena, text ? text : "");
    *PO_LIST_ADD(arena, &print->values) = po_arena_printf(arena, "text:%s", po_id_make(&folded, 1, id));
}

/* ---- finishing ----------------------------------------------------------------------------------- */

static int compare_texts(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Beyond the limit: the rest becomes one mark, so that a change in it is seen too. */
static size_t fold_rest(po_arena *arena, const char **items, size_t count) {
    char id[PO_ID_TEXT_MAX];
    if (count <= PARTS_MAX)
        return count;
    po_id_make(items + PARTS_MAX, count - PARTS_MAX, id);
    items[PARTS_MAX] = po_arena_printf(arena, "text:%s", id);
    return PARTS_MAX + 1;
}

static size_t each_once(const char **items, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || strcmp(items[kept - 1], items[i]) != 0)
            items[kept++] = items[i];
    return kept;
}

void po_print_finish(po_arena *arena, po_print *print, po_fingerprint *ret_print) {
    if (print->words.count > 0)
        qsort(print->words.items, print->words.count, sizeof *print->words.items, compare_texts);
    if (print->values.count > 0)
        qsort(print->values.items, print->values.count, sizeof *print->values.items, compare_texts);
    size_t words = each_once(print->words.items, print->words.count);
    ret_print->words = print->words.items;
    ret_print->word_count = words > PARTS_MAX ? PARTS_MAX : words;
    ret_print->value_count = fold_rest(arena, print->values.items, print->values.count);
    ret_print->values = print->values.items;
}

/* ---- comparing ------------------------------------------------------------------------------------- */

bool po_fingerprint_same_values(const po_fingerprint *a, const po_fingerprint *b) {
    if (a->value_count != b->value_count)
        return false;
    for (size_t i = 0; i < a->value_count; i++)
        if (strcmp(a->values[i], b->values[i]) != 0)
            return false;
    return true;
}

int po_fingerprint_likeness(const po_fingerprint *a, const po_fingerprint *b) {
    size_t i = 0, k = 0, both = 0, either = 0;
    while (i < a->word_count || k < b->word_count) {
        int order = i == a->word_count ? 1 : k == b->word_count ? -1 : strcmp(a->words[i], b->words[k]);
        both += order == 0;
        i += order <= 0;
        k += order >= 0;
        either++;
    }
    return either == 0 ? 100 : (int)(both * 100 / either);
}

static bool holds(const po_fingerprint *print, const char *value) {
    for (size_t i = 0; i < print->value_count; i++)
        if (strcmp(print->values[i], value) == 0)
            return true;
    return false;
}

const char *po_fingerprint_only(po_arena *arena, const po_fingerprint *a, const po_fingerprint *b) {
    po_buffer out = {0};
    for (size_t i = 0; i < a->value_count; i++)
        if (!po_text_starts(a->values[i], "text:") && !holds(b, a->values[i]))
            po_buffer_printf(&out, "%s%s", out.size ? ", " : "", a->values[i]);
    const char *copy = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return copy;
}
