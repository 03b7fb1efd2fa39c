/* SPDX-License-Identifier: Apache-2.0
 *
 * Printed amounts: money, percentages, plain numbers.
 *
 * Traps, all seen in published plans: narrow cells cut a number anywhere ("$5,263,0" / "10.00"), so white space inside a number means
 * nothing; two amounts may share a cell; "$-" is an accountant's zero; the sign of the currency may follow the number
 * (Excel); brackets are minus; "$$8,991,034.00" occurs; "3.695" stands in a percent column without its sign.
 */
#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "base/utf8.h"
#include "plugin/form_value_parts.h"

/* What one scan over a text found. `words` is what stands beside the amounts. */
typedef struct scan {
    po_arena *arena;
    PO_LIST(const char *) amounts; /* canonical */
    po_buffer words;
    bool malformed, percent, dollar, dash;
} scan;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Dashes of all kinds become '-': an accounting zero is printed with any of them. */
static char *plain_dashes(po_arena *arena, const char *text) {
    po_buffer out = {0};
    size_t size = strlen(text), position = 0;
    while (position < size) {
        size_t start = position;
        uint32_t c = po_utf8_next(text, size, &position);
        if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
            po_buffer_add_char(&out, '-');
        else
            po_buffer_add(&out, text + start, position - start);
    }
    char *copy = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return copy;
}

/* Length of a well-formed number at `p`: digits, or groups of three after 1-3 digits, then a fraction. 0 if malformed; the
 * commas are judged because "322,63626,033" is two numbers that lost their gap, not one. */
static size_t number_length(const char *p, bool *ret_malformed) {
    size_t n = 0, group = 0;
    bool grouped = false;
    for (;; n++) {
        if (is_digit(p[n])) {
            group++;
        } else if (p[n] == ',' && is_digit(p[n + 1])) {
            *ret_malformed |= grouped ? group != 3 : group == 0 || group > 3;
            grouped = true;
            group = 0;
        } else {
            break;
        }
    }
    *ret_malformed |= grouped && group != 3;
    if (p[n] == '.' && is_digit(p[n + 1]))
        for (n++; is_digit(p[n]); n++)
            continue;
    else if (p[n] == '.' && n > 0)
        n++;
    return n;
}

static const char *canonical(po_arena *arena, const char *digits, size_t size, bool negative) {
    po_buffer out = {0};
    po_decimal value;
    if (negative)
        po_buffer_add_char(&out, '-');
    if (*digits == '.')
        po_buffer_add_char(&out, '0');
    for (size_t i = 0; i < size; i++)
        if (is_digit(digits[i]) || (digits[i] == '.' && i + 1 < size))
            po_buffer_add_char(&out, digits[i]);
    bool fits = po_decimal_parse(po_buffer_text(&out), &value);
    const char *text = fits ? po_arena_dup(arena, po_buffer_text(&out)) : NULL;
    po_buffer_finish(&out);
    return text;
}

/* One amount at `p`: signs and brackets before it, digits, signs after it. Returns what was consumed. */
static size_t scan_amount(scan *s, const char *p) {
    size_t n = 0, opened = 0;
    bool negative = false;
    for (; strchr("$(-+", p[n]) != NULL && p[n] != '\0'; n++) {
        negative |= p[n] == '(' || p[n] == '-';
        opened += p[n] == '(';
        s->dollar |= p[n] == '$';
    }
    size_t size = number_length(p + n, &s->malformed);
    if (opened > 0 && p[n + size] != ')' && p[n + size] != '%' && p[n + size] != '$')
        negative = false; /* "(5 schools)": the bracket is not a minus */
    const char *text = canonical(s->arena, p + n, size, negative);
    if (text == NULL)
        s->malformed = true;
    else
        *PO_LIST_ADD(s->arena, &s->amounts) = text;
    n += size;
    for (; p[n] == '%' || p[n] == ')'; n++)
        s->percent |= p[n] == '%';
    return n;
}

/* Does an amount begin at `p`? A letter directly before ("P5") is the caller's to judge. */
static bool begins_amount(const char *p) {
    size_t n = strspn(p, "$(-+");
    return is_digit(p[n]) || (p[n] == '.' && is_digit(p[n + 1]));
}

static void scan_text(scan *s, const char *text) {
    for (const char *p = text; *p != '\0';) {
        if (begins_amount(p)) {
            p += scan_amount(s, p);
        } else if (*p == '$' || *p == '-') {
            s->dollar |= *p == '$';
            s->dash |= *p == '-';
            p++;
        } else {
            po_buffer_add_char(&s->words, *p++);
        }
    }
}

/* Lines that are each a whole amount: the way out when the text without white space is no number. */
static bool scan_lines(scan *s, const char *text) {
    char **lines;
    size_t count = po_text_split(s->arena, text, '\n', &lines);
    for (size_t i = 0; i < count && !s->malformed; i++)
        scan_text(s, po_text_solid(s->arena, lines[i]));
    return count > 1 && !s->malformed;
}

static void add_up(scan *s, po_value *ret_value) {
    po_decimal sum = po_decimal_of(0, 0), one;
    char out[PO_DECIMAL_TEXT_MAX];
    for (size_t i = 0; i < s->amounts.count; i++)
        if (!po_decimal_parse(s->amounts.items[i], &one) || !po_decimal_add(sum, one, &sum)) {
            ret_value->doubt = "the amounts in this cell are too large to add";
            return;
        }
    ret_value->value = po_arena_dup(s->arena, po_decimal_format(sum, out));
    ret_value->values = s->amounts.items;
    ret_value->value_count = (uint32_t)s->amounts.count;
    ret_value->doubt = po_arena_printf(s->arena, "%zu amounts in one cell were added",
                                       s->amounts.count);
}

static bool has_letter(const char *text) {
    for (; *text != '\0'; text++)
        if (((*text | 32) >= 'a' && (*text | 32) <= 'z') || (unsigned char)*text >= 0x80)
            return true;
    return false;
}

static bool scaled_words(const char *key) {
    return strstr(key, "million") != NULL || strstr(key, "thousand") != NULL ||
           strstr(key, "billion") != NULL || po_text_equal(key, "m") || po_text_equal(key, "k");
}

/* A fraction of a spreadsheet, or a percentage whose sign was left out? Above 1 it can only be the second. */
static bool may_be_fraction(const char *value) {
    po_decimal number;
    return po_decimal_parse(value, &number) && number.units != 0 &&
           po_decimal_compare(number, po_decimal_of(1, 0)) <= 0 &&
           po_decimal_compare(number, po_decimal_of(-1, 0)) >= 0;
}

static void judge_one(scan *s, po_value_type type, po_value *ret_value) {
    const char *words = po_buffer_text(&s->words);
    if (s->percent != (type == PO_VALUE_PERCENT) && (s->percent || s->dollar)) {
        ret_value->doubt = s->percent ? "a percentage stands where an amount is asked"
                                      : "an amount stands where a percentage is asked";
        return;
    }
    if (scaled_words(po_text_key(s->arena, words))) {
        ret_value->doubt = "the amount is rounded in words";
        return;
    }
    ret_value->value = s->amounts.items[0];
    if (has_letter(words))
        ret_value->doubt = "words stand beside the number";
    else if (type == PO_VALUE_PERCENT && !s->percent && may_be_fraction(ret_value->value))
        ret_value->doubt = "there is no percent sign; it may be a fraction";
}

static void judge(scan *s, po_value_type type, const char *text, po_value *ret_value) {
    if (s->malformed)
        ret_value->doubt = "the digits do not make one number";
    else if (s->amounts.count > 1 && type == PO_VALUE_MONEY && !s->percent)
        add_up(s, ret_value);
    else if (s->amounts.count > 1)
        ret_value->doubt = "there is more than one number";
    else if (s->amounts.count == 1)
        judge_one(s, type, ret_value);
    else if (s->dollar && s->dash && type == PO_VALUE_MONEY && !has_letter(text))
        ret_value->value = "0";
    else if (strcmp(text, "$") != 0)
        ret_value->doubt = s->dash && !has_letter(text) ? "a dash alone may mean zero or nothing"
                                                        : "this is not a number";
}

void po_value_read_amount(po_arena *arena, po_value_type type, const char *text, po_value *ret_value) {
    char *plain = plain_dashes(arena, text);
    scan s = {.arena = arena};
    scan_text(&s, po_text_solid(arena, plain));
    if (s.malformed) {
        scan lines = {.arena = arena};
        if (scan_lines(&lines, plain)) {
            po_buffer_finish(&s.words);
            s = lines;
        } else {
            po_buffer_finish(&lines.words);
        }
    }
    judge(&s, type, po_text_solid(arena, plain), ret_value);
    po_buffer_finish(&s.words);
}
