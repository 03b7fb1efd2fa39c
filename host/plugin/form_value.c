/* SPDX-License-Identifier: Apache-2.0
 *
 * Printed values, common part and the simple types; money and numbers are in form_amount.c, lists in form_list.c.
 */
#include "plugin/form_value.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "plugin/form_value_parts.h"

enum { LONGEST_DATE = 10 }; /* bytes of "12/18/2026" */

static const char *const type_names[PO_VALUE_TYPES] = {
    "text", "money", "percent", "number", "date", "yes-no", "code", "codes", "list", "ticks",
    "digits"};

bool po_value_type_parse(const char *name, po_value_type *ret_type) {
    for (size_t i = 0; i < PO_VALUE_TYPES; i++)
        if (po_text_equal(name, type_names[i])) {
            *ret_type = (po_value_type)i;
            return true;
        }
    return false;
}

const char *po_value_type_name(po_value_type type) {
    return type_names[type];
}

/* A date in figures alone that a narrow column cut ("12/18/2 026") in one piece, or NULL. Read as it stands, "8/17/20 26" would be of 2020. */
static const char *joined_figures(po_arena *arena, const char *text) {
    static const char gaps[] = " \n";
    size_t size = strlen(text);
    if (strcspn(text, gaps) == size || strspn(text, "0123456789/-. \n") != size)
        return NULL;
    char *joined = po_arena_alloc(arena, size + 1), *end = joined;
    for (const char *p = text; *p != '\0'; p++)
        if (strchr(gaps, *p) == NULL)
            *end++ = *p;
    *end = '\0';
    return end - joined <= LONGEST_DATE ? joined : NULL;
}

static void read_date(po_arena *arena, const char *text, po_value *ret_value) {
    po_date date;
    char iso[PO_DATE_TEXT_MAX];
    const char *joined = joined_figures(arena, text);
    if ((joined != NULL && po_date_parse_printed(joined, &date)) || po_date_parse_printed(text, &date))
        ret_value->value = po_arena_dup(arena, po_date_format_iso(date, iso));
    else
        ret_value->doubt = "this is not one date";
}

/* "Yes", "YesX", "X Yes", "Yes\nX", "☒ Yes ☐ No". With both words the mark decides, and without a mark nothing does. */
static void read_yes_no(po_arena *arena, const char *text, po_value *ret_value) {
    po_value list = {0};
    po_value_read_list(arena, text, NULL, &list);
    const char *key = list.value_count == 1 ? po_text_key(arena, list.values[0]) : "";
    if (po_text_equal(key, "yes") || po_text_equal(key, "y"))
        ret_value->value = "yes";
    else if (po_text_equal(key, "no") || po_text_equal(key, "n"))
        ret_value->value = "no";
    else
        ret_value->doubt = "this is neither yes nor no";
}

static bool word_before_code(const char *key) {
    static const char *const words[] = {"goal",   "action", "metric", "goal#", "action#", "metric#",
                                        "number", "no",     "#",      "item",  "strategy"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (po_text_equal(key, words[i]))
            return true;
    return false;
}

/* The code in `text` without the words before it and the stop after it; "" if there is none. */
static const char *code_of(po_arena *arena, const char *text) {
    char *code = po_text_squeeze(arena, text);
    for (char *space = strpbrk(code, " \n"); space != NULL; space = strpbrk(code, " \n")) {
        if (!word_before_code(po_text_key(arena, po_arena_copy(arena, code, (size_t)(space - code)))))
            break;
        code = space + 1;
    }
    while (*code == '#')
        code++;
    for (size_t size = strlen(code); size > 0 && strchr(".:,;", code[size - 1]) != NULL; size--)
        code[size - 1] = '\0';
    return code;
}

static void read_code(po_arena *arena, const char *text, po_value *ret_value) {
    const char *code = code_of(arena, text);
    if (*code == '\0')
        ret_value->doubt = "there is no number here";
    else if (strpbrk(code, " \n") != NULL || strlen(code) > 24)
        ret_value->doubt = "this is more than one number";
    else
        ret_value->value = code;
}

bool po_value_is_code(const char *text) {
    bool digit = false;
    size_t size = strlen(text);
    for (size_t i = 0; i < size; i++) {
        if (text[i] >= '0' && text[i] <= '9')
            digit = true;
        else if (strchr(".()", text[i]) == NULL && !((text[i] | 32) >= 'a' && (text[i] | 32) <= 'z'))
            return false;
    }
    return digit && size <= 12;
}

/* A copy with every dash (U+2010 to U+2015, U+2212) as a hyphen: Word puts them for typed ones. */
static const char *plain_dashes(po_arena *arena, const char *text) {
    char *copy = po_arena_dup(arena, text), *to = copy;
    for (const unsigned char *p = (const unsigned char *)text; *p != '\0';) {
        bool dash = p[0] == 0xE2 && ((p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0x95) || (p[1] == 0x88 && p[2] == 0x92));
        *to++ = dash ? '-' : (char)*p;
        p += dash ? 3 : 1;
    }
    *to = '\0';
    return copy;
}

/* "34-10348-0118745": the digits alone. Words beside it (a neighbouring cell's, in laid-out text) make it doubtful. */
static void read_digits(po_arena *arena, const char *text, po_value *ret_value) {
    size_t best = 0;
    for (const char *p = plain_dashes(arena, text); *p != '\0';) {
        size_t size = strspn(p, "0123456789- ");
        char *digits = po_arena_alloc(arena, size + 1), *end = digits;
        for (size_t i = 0; i < size; i++)
            if (strchr("- ", p[i]) == NULL)
                *end++ = p[i];
        *end = '\0';
        if ((size_t)(end - digits) > best) {
            best = (size_t)(end - digits);
            ret_value->value = digits;
        }
        ret_value->doubt = p[size] == '\0' || p[size] == '\n' ? ret_value->doubt
                                                             : "there are other signs beside the digits";
        p += p[size] == '\0' ? size : size + 1;
    }
}

static bool is_joiner(const char *key) {
    return *key == '\0' || po_text_equal(key, "and") || po_text_equal(key, "amp") ||
           word_before_code(key);
}

/* "1.1, 1.3 and 2.4": the codes as they stand; ranges and "Goal 1 Action 2" are for the program's own plugin. */
static void read_codes(po_arena *arena, const char *text, po_value *ret_value) {
    PO_LIST(const char *) codes = {0};
    char *rest = po_text_squeeze(arena, text);
    for (char *p = rest; *p != '\0'; p++)
        if (strchr(",;&\n\t", *p) != NULL)
            *p = ' ';
    char **words;
    size_t count = po_text_split(arena, rest, ' ', &words);
    for (size_t i = 0; i < count; i++) {
        const char *code = code_of(arena, words[i]);
        if (po_value_is_code(code))
            *PO_LIST_ADD(arena, &codes) = code;
        else if (!is_joiner(po_text_key(arena, words[i])))
            ret_value->doubt = "there are words among the numbers";
    }
    ret_value->values = codes.items;
    ret_value->value_count = (uint32_t)codes.count;
    if (codes.count == 1 && ret_value->doubt == NULL)
        ret_value->value = codes.items[0];
}

void po_value_read(po_arena *arena, po_value_type type, const char *text, const po_choices *choices,
                   po_value *ret_value) {
    *ret_value = (po_value){0};
    if (po_text_empty(text))
        return;
    switch (type) {
    case PO_VALUE_TEXT:
        return;
    case PO_VALUE_MONEY:
    case PO_VALUE_PERCENT:
    case PO_VALUE_NUMBER:
        po_value_read_amount(arena, type, text, ret_value);
        return;
    case PO_VALUE_DATE:
        read_date(arena, text, ret_value);
        return;
    case PO_VALUE_YES_NO:
        read_yes_no(arena, text, ret_value);
        return;
    case PO_VALUE_CODE:
        read_code(arena, text, ret_value);
        return;
    case PO_VALUE_CODES:
        read_codes(arena, text, ret_value);
        return;
    case PO_VALUE_LIST:
        po_value_read_list(arena, text, choices, ret_value);
        return;
    case PO_VALUE_TICKS:
        po_value_read_ticks(arena, text, choices, ret_value);
        return;
    case PO_VALUE_DIGITS:
        read_digits(arena, text, ret_value);
        return;
    }
}
