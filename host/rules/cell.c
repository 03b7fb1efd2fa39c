/* SPDX-License-Identifier: Apache-2.0
 *
 * What a cell of the data says: which kind of value it is, and how wide an interval its printed
 * digits leave open.
 */
#include <string.h>

#include "rules/engine.h"

/* ---- text -------------------------------------------------------------------------------------
 */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Nothing to squeeze, seen without decoding: plain ASCII without double, leading or trailing
 * blanks. */
static bool is_squeezed(const char *text) {
    bool blank = true; /* at the beginning */
    const char *c = text;
    for (; *c; c++) {
        if ((unsigned char)*c >= 0x80 || (unsigned char)*c < ' ' || (*c == ' ' && blank)) {
            return false;
        }
        blank = *c == ' ';
    }
    return !blank || c == text;
}

const char *po_text_squeezed(po_arena *arena, const char *text) {
    return is_squeezed(text) ? text : po_text_squeeze(arena, text);
}

bool po_text_same(const char *a, const char *b) {
    if (strcmp(a, b) == 0) {
        return true;
    }
    if (is_squeezed(a) && is_squeezed(b)) {
        return false;
    }
    po_arena *scratch = po_arena_create();
    bool same = strcmp(po_text_squeezed(scratch, a), po_text_squeezed(scratch, b)) == 0;
    po_arena_destroy(scratch);
    return same;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins_with(const char *text, const char *word) {
    while (*word && lower(*text) == *word) {
        text++;
        word++;
    }
    return *word == 0;
}

static bool has_separator(const char *text) {
    for (const char *c = text; *c; c++) {
        if (*c == ',' && c > text && is_digit(c[-1]) && is_digit(c[1])) {
            return true;
        }
    }
    return false;
}

/* ---- printed digits ---------------------------------------------------------------------------
 */

/* Digits behind the last point that has digits behind it; a number may be cut by spaces. */
static unsigned printed_decimals(const char *text) {
    unsigned decimals = 0;
    for (const char *c = text; *c; c++) {
        if (*c != '.') {
            continue;
        }
        unsigned digits = 0;
        for (const char *next = c + 1; is_digit(*next) || *next == ' '; next++) {
            digits += is_digit(*next);
        }
        decimals = digits > 0 ? digits : decimals;
    }
    return decimals;
}

/* Zeros that a word behind the number stands for: "1.2 million", "350K". */
static unsigned printed_magnitude(const char *text) {
    static const char letters[] = "ktmb";
    static const unsigned zeros[] = {3, 3, 6, 9};
    static const char *const words[] = {"", "thousand", "million", "billion"};
    for (const char *c = text; *c; c++) {
        const char *letter = *c >= 'A' ? strchr(letters, lower(*c)) : NULL;
        if (!letter) {
            continue;
        }
        size_t which = (size_t)(letter - letters);
        bool alone = c > text && is_digit(c[-1]) && !(lower(c[1]) >= 'a' && lower(c[1]) <= 'z');
        if ((alone && which != 1) || (which > 0 && begins_with(c, words[which]))) {
            return zeros[which];
        }
    }
    return 0;
}

/* Widens by half a unit of the last printed digit, and keeps how many digits to show. */
static void widen_as_printed(const char *text, po_decimal value, po_number *number) {
    unsigned shift = number->unit == PO_UNIT_PERCENT ? 2 : 0;
    unsigned zeros = text ? printed_magnitude(text) : 0;
    unsigned decimals = text ? printed_decimals(text) : value.scale;
    unsigned own = po_decimal_reduce(value).scale;
    decimals = zeros == 0 && own > decimals ? own : decimals;
    decimals = decimals > PO_DECIMAL_SCALE_MAX ? PO_DECIMAL_SCALE_MAX : decimals;
    po_number_widen(number, 5 * po_wide_power(PO_NUMBER_SCALE - shift - decimals - 1 + zeros));
    number->decimals = (uint8_t)(zeros ? own : decimals);
}

static bool exact_hint(po_rule_hint hint, const char *text, po_decimal value) {
    bool whole = value.scale == 0 &&
                 (!text || (printed_decimals(text) == 0 && printed_magnitude(text) == 0));
    return hint == PO_HINT_COUNT || (hint == PO_HINT_PLAIN && whole);
}

static bool number_of_cell(const po_rule_cell *cell, po_rule_hint hint, po_number *ret_number) {
    po_rule_unit unit = hint == PO_HINT_MONEY     ? PO_UNIT_MONEY
                        : hint == PO_HINT_PERCENT ? PO_UNIT_PERCENT
                                                  : PO_UNIT_NUMBER;
    po_decimal value;
    if (!po_decimal_parse(cell->value ? cell->value : cell->text, &value) ||
        !po_number_of(value, unit, ret_number)) {
        return false;
    }
    if (exact_hint(hint, cell->text, value)) {
        ret_number->decimals = po_decimal_reduce(value).scale;
    } else {
        widen_as_printed(cell->text, value, ret_number);
    }
    ret_number->cell = true;
    return true;
}

/* Only bounds are known: everything between them is possible, and nothing is "as printed". */
static bool number_of_bounds(const po_rule_cell *cell, po_number *ret_number) {
    po_decimal low;
    po_decimal high;
    po_number a;
    po_number b;
    if (!cell->high || !po_decimal_parse(cell->low, &low) ||
        !po_decimal_parse(cell->high, &high) || !po_number_of(low, PO_UNIT_NUMBER, &a) ||
        !po_number_of(high, PO_UNIT_NUMBER, &b) ||
        po_number_hull(&a, &b, ret_number) != PO_REASON_NONE) {
        return false;
    }
    ret_number->cell = ret_number->constant = false;
    return true;
}

/* ---- kinds ------------------------------------------------------------------------------------
 */

static po_rule_hint guess(const po_rule_cell *cell) {
    po_decimal number;
    po_date date;
    if (cell->value_count > 1 || (cell->value_count == 1 && !cell->value)) {
        return PO_HINT_CODES;
    }
    if (!cell->value) {
        return PO_HINT_PLAIN;
    }
    if (po_date_parse_iso(cell->value, &date)) {
        return PO_HINT_DATE;
    }
    if (!cell->text || !po_decimal_parse(cell->value, &number)) {
        return PO_HINT_PLAIN;
    }
    return strchr(cell->text, '$')     ? PO_HINT_MONEY
           : strchr(cell->text, '%')   ? PO_HINT_PERCENT
           : has_separator(cell->text) ? PO_HINT_NUMBER
                                       : PO_HINT_PLAIN;
}

static bool blank(const po_rule_cell *cell) {
    return !cell->low && cell->value_count == 0 && po_text_empty(cell->value) && po_text_empty(cell->text);
}

static void read_codes(po_engine *engine, const po_rule_cell *cell, po_rule_value *value) {
    value->kind = PO_VALUE_CODES;
    value->codes = cell->values;
    value->code_count = cell->value_count;
    if (cell->value_count == 0) {
        value->kind = PO_VALUE_TEXT;
        po_value_to(engine, PO_VALUE_CODES, NULL, value);
    }
}

/* False: it is printed, but not a value of this kind. */
static bool read_as(po_engine *engine, const po_rule_cell *cell, po_rule_hint hint,
                    po_rule_value *value) {
    switch (hint) {
    case PO_HINT_CODES:
        read_codes(engine, cell, value);
        return true;
    case PO_HINT_DATE:
        value->kind = PO_VALUE_DATE;
        return po_date_parse_iso(cell->value ? cell->value : cell->text, &value->date);
    case PO_HINT_MONEY:
    case PO_HINT_PERCENT:
    case PO_HINT_NUMBER:
    case PO_HINT_COUNT:
        value->kind = PO_VALUE_NUMBER;
        return number_of_cell(cell, hint, &value->number);
    case PO_HINT_PLAIN:
    case PO_HINT_YES_NO:
        value->plain = true;
        value->kind = PO_VALUE_TEXT;
        return true;
    case PO_HINT_AUTO:
    case PO_HINT_TEXT:
    case PO_HINT_CODE:
    default:
        value->kind = PO_VALUE_TEXT;
        return true;
    }
}

static void read_bounds(const po_rule_cell *cell, const char *path, po_rule_value *ret_value) {
    *ret_value = (po_rule_value){.kind = PO_VALUE_NUMBER, .path = path};
    if (!number_of_bounds(cell, &ret_value->number)) {
        *ret_value = po_value_unknown(PO_REASON_UNREADABLE, path);
    }
    ret_value->doubt = cell->doubt;
}

void po_value_of_cell(po_engine *engine, const po_rule_cell *cell, const char *path,
                      po_rule_value *ret_value) {
    po_arena *arena = engine->run->arena;
    po_rule_cell read = *cell;
    if (blank(cell)) {
        *ret_value = po_value_unknown(PO_REASON_ABSENT, path);
        return;
    }
    if (cell->origin) {
        *PO_LIST_ADD(arena, &engine->run->trail) = cell->origin;
    }
    if (cell->low) {
        read_bounds(cell, path, ret_value);
        return;
    }
    read.value = po_text_empty(cell->value) ? NULL : cell->value;
    read.text = po_text_empty(cell->text) ? NULL : cell->text;
    const char *text = read.value ? read.value : read.text;
    po_rule_hint hint = !text                        ? PO_HINT_CODES
                        : cell->hint == PO_HINT_AUTO ? guess(&read)
                                                     : cell->hint;
    *ret_value = (po_rule_value){.doubt = cell->doubt, .cell = true, .path = path};
    ret_value->text = text;
    ret_value->printed = read.text ? read.text : read.value;
    if (!read_as(engine, &read, hint, ret_value)) {
        *ret_value = po_value_unknown(PO_REASON_UNREADABLE, path);
        ret_value->doubt = cell->doubt;
    }
}

void po_value_reread(po_engine *engine, po_rule_hint hint, const po_node *node,
                     po_rule_value *value) {
    const po_rule_cell cell = {.text = value->cell ? value->printed : value->text,
                               .value = value->text};
    const char *doubt = value->doubt;
    value->kind = PO_VALUE_NUMBER;
    if (!cell.value || !number_of_cell(&cell, hint, &value->number)) {
        *value = po_value_unknown(PO_REASON_UNREADABLE,
                                  value->path ? value->path : po_node_name(engine, node));
        value->doubt = doubt;
    }
}
