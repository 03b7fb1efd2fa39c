/* SPDX-License-Identifier: Apache-2.0
 *
 * What operations find in printed text: numbers, the one school year it states, an item's number in
 * a list. All or nothing: what could be two things is none.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/text.h"
#include "crosswalk/crosswalk_parts.h"

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

/* ---- decimals -------------------------------------------------------------------------------- */

/* A printed number at *at: digits with commas between threes, and a point. Copies the canonical
 * form to `out`; moves *at behind it. */
static bool take_number(const char **at, po_buffer *out) {
    const char *p = *at;
    if (!digit(*p) && !(*p == '.' && digit(p[1])))
        return false;
    if (*p == '.')
        po_buffer_add_char(out, '0');
    while (digit(*p) || (*p == ',' && digit(p[1]) && digit(p[2]) && digit(p[3]) && !digit(p[4])))
        if (*p++ != ',')
            po_buffer_add_char(out, p[-1]);
    if (*p == '.' && digit(p[1])) {
        po_buffer_add_char(out, *p++);
        while (digit(*p))
            po_buffer_add_char(out, *p++);
    }
    *at = p;
    return true;
}

static const char *skip_minus(const char *p, bool *negative) {
    static const char minus[] = "\xE2\x88\x92", dash[] = "\xE2\x80\x93";
    if (*p == '-') {
        *negative = true;
        return p + 1;
    }
    if (strncmp(p, minus, 3) == 0 || strncmp(p, dash, 3) == 0) {
        *negative = true;
        return p + 3;
    }
    return p;
}

const char *po_printed_decimal(po_arena *arena, const char *text, po_op_kind kind) {
    const char *p = po_text_solid(arena, text ? text : "");
    bool negative = false, bracket = *p == '(';
    p += bracket;
    p = skip_minus(p, &negative);
    if (kind == PO_OP_MONEY && *p == '$')
        p = skip_minus(p + 1, &negative);
    po_buffer number = {0};
    po_buffer_add_text(&number, negative != bracket ? "-" : "");
    bool taken = take_number(&p, &number);
    if (kind == PO_OP_PERCENT && *p == '%')
        p++;
    p += bracket && *p == ')';
    const char *value = taken && *p == '\0' ? po_arena_dup(arena, po_buffer_text(&number)) : NULL;
    po_buffer_finish(&number);
    po_decimal parsed;
    return value && po_decimal_parse(value, &parsed) ? value : NULL;
}

/* Whether the number between start and end is one of this kind: money after "$", percent before
 * "%". */
static bool is_kind(po_op_kind kind, const char *text, const char *start, const char *end) {
    while (*end == ' ')
        end++;
    bool money = start > text && start[-1] == '$', percent = *end == '%';
    if (kind == PO_OP_MONEY)
        return money;
    return kind == PO_OP_PERCENT ? percent : !money && !percent;
}

const char *po_find_decimal(po_arena *arena, const char *text, po_op_kind kind) {
    const char *found = NULL;
    po_buffer number = {0};
    bool several = false;
    for (const char *p = text ? text : ""; *p;) {
        const char *start = p;
        bool inside = start > text && (isalnum((unsigned char)start[-1]) || start[-1] == '.');
        po_buffer_clear(&number);
        if (inside || !take_number(&p, &number)) {
            p++;
            continue;
        }
        if (isalpha((unsigned char)*p) || !is_kind(kind, text, start, p))
            continue;
        several |= found && strcmp(found, po_buffer_text(&number)) != 0;
        found = po_arena_dup(arena, po_buffer_text(&number));
    }
    po_buffer_finish(&number);
    return several ? NULL : found;
}

/* ---- school years ---------------------------------------------------------------------------- */

/* The length of "2023-24", "2023–2024" or "2023/24" at p; 0 if none stands there. */
static size_t year_range(const char *p) {
    static const char *const dashes[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94",
                                         "/", "\xE2\x80\x90", "\xE2\x80\x91"};
    for (size_t i = 0; i < 4; i++)
        if (!digit(p[i]))
            return 0;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t size = strlen(dashes[i]), digits = 0;
        if (strncmp(p + 4, dashes[i], size) != 0)
            continue;
        while (digit(p[4 + size + digits]))
            digits++;
        return digits == 2 || digits == 4 ? 4 + size + digits : 0;
    }
    return 0;
}

const char *po_find_school_year(po_arena *arena, const char *text, bool *ret_several) {
    int found = 0;
    bool several = false;
    for (const char *p = text ? text : ""; *p; p++) {
        size_t size = p == text || !digit(p[-1]) ? year_range(p) : 0;
        if (size == 0)
            continue;
        char range[16];
        memcpy(range, p, size);
        range[size] = '\0';
        int year = po_school_year_parse(range);
        several |= found && year && year != found;
        found = year ? year : found;
        p += size - 1;
    }
    if (ret_several)
        *ret_several = several;
    if (!found || several)
        return NULL;
    return po_school_year_format(found, po_arena_alloc(arena, PO_SCHOOL_YEAR_TEXT_MAX));
}

/* ---- list keys ------------------------------------------------------------------------------- */

/* The end of a group like "(2)" or ".1" at p; p itself if none stands there. */
static const char *group_end(const char *p) {
    const char *end = p + 1;
    if ((*p != '.' && *p != '(') || !isalnum((unsigned char)*end))
        return p;
    while (isalnum((unsigned char)*end))
        end++;
    if (*p == '.')
        return end;
    return *end == ')' ? end + 1 : p;
}

/* The first code in a text: a number with letters that directly follow, points and brackets
 * ("Action 1.1." gives "1.1", "1A(2)" itself); NULL without. */
static const char *first_code(po_arena *arena, const char *text) {
    const char *start = text ? text + strcspn(text, "0123456789") : "";
    const char *end = start;
    while (digit(*end))
        end++;
    while (end > start && isalpha((unsigned char)*end))
        end++;
    for (const char *next; end > start && (next = group_end(end)) != end;)
        end = next;
    return end > start ? po_arena_copy(arena, start, (size_t)(end - start)) : NULL;
}

/* Whether the code of an item says its list's already: "1A(2)" in "1A", "1.2" in "1"; not "10" in
 * "1". */
static bool says_list(const char *item, const char *list) {
    size_t size = strlen(list);
    if (strncmp(item, list, size) != 0 || item[size] == '\0')
        return false;
    return !(digit(item[size]) && digit(list[size - 1]));
}

const char *po_list_key(po_arena *arena, const char *item, const char *list) {
    const char *code = first_code(arena, item);
    const char *outer = first_code(arena, list);
    if (!code || !outer || strchr(code, '.') || says_list(code, outer))
        return code;
    return po_arena_printf(arena, "%s.%s", outer, code);
}

/* ---- items in two parts ---------------------------------------------------------------------- */

/* Whether the word of `size` letters is `wanted`, in any capitals, or its plural. */
static bool is_word(const char *word, size_t size, const char *wanted) {
    size_t length = strlen(wanted);
    bool plural = size == length + 1 && (word[length] == 's' || word[length] == 'S');
    return (size == length || plural) && strncasecmp(word, wanted, length) == 0;
}

size_t po_list_pairs(po_arena *arena, const char *text, const char *outer, const char *inner,
                     const char ***ret_items) {
    PO_LIST(const char *) items = {0};
    const char *list = NULL;
    bool in_items = false;
    for (const char *p = text ? text : ""; *p;) {
        size_t letters = 0, size = 0;
        while (isalpha((unsigned char)p[letters]))
            letters++;
        if (letters > 0 && is_word(p, letters, outer)) {
            list = NULL;
            in_items = false;
        } else if (letters > 0 && is_word(p, letters, inner)) {
            in_items = true;
        }
        size = letters;
        if (letters == 0 && digit(*p)) {
            const char *code = first_code(arena, p);
            size = strlen(code);
            if (in_items && list)
                *PO_LIST_ADD(arena, &items) = po_list_key(arena, code, list);
            else if (!in_items)
                list = code;
        }
        p += size > 0 ? size : 1;
    }
    *ret_items = items.items;
    return items.count;
}
