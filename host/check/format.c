/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers with separators, percentages, dates in words. No locale: the documents are American, and
 * so are the sentences.
 */
#include "check/format.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const char dash[] = "\xE2\x80\x94";

static uint8_t digits_to_show(po_decimal value, po_rule_unit unit, uint8_t decimals) {
    if (unit == PO_UNIT_MONEY) {
        return decimals > 0 || po_decimal_reduce(value).scale > 0 ? 2 : 0;
    }
    uint8_t own = po_decimal_reduce(value).scale;
    return own > decimals ? own : decimals;
}

/* "-1234567.50" with separators, without its sign. */
static void group(const char *plain, po_buffer *out) {
    const char *digits = plain + (*plain == '-');
    size_t whole = strcspn(digits, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) {
            po_buffer_add_char(out, ',');
        }
        po_buffer_add_char(out, digits[i]);
    }
    po_buffer_add_text(out, digits + whole);
}

const char *po_format_number(po_arena *arena, po_decimal value, po_rule_unit unit,
                             uint8_t decimals) {
    char plain[PO_DECIMAL_TEXT_MAX];
    po_decimal shown = value;
    uint8_t digits = digits_to_show(value, unit, decimals);
    if (!po_decimal_rescale(value, digits, PO_ROUND_HALF_UP, &shown)) {
        shown = value;
    }
    po_decimal_format(shown, plain);
    po_buffer out = {0};
    po_buffer_add_text(&out, *plain == '-' ? "-" : "");
    po_buffer_add_text(&out, unit == PO_UNIT_MONEY ? "$" : "");
    group(plain, &out);
    po_buffer_add_text(&out, unit == PO_UNIT_PERCENT ? "%" : "");
    const char *text = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

const char *po_format_date(po_arena *arena, po_date date) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    return po_arena_printf(arena, "%s %d, %d", months[date.month - 1], date.day, date.year);
}

static const char *join(po_arena *arena, const po_rule_result *result) {
    po_buffer out = {0};
    for (size_t i = 0; i < result->code_count; i++) {
        po_buffer_add_text(&out, i > 0 ? ", " : "");
        po_buffer_add_text(&out, result->codes[i]);
    }
    const char *text = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

static const char *answer(po_truth truth) {
    return truth == PO_TRUE ? "yes" : truth == PO_FALSE ? "no" : dash;
}

const char *po_format_result(po_arena *arena, const po_rule_result *result) {
    if (!result->known) {
        return dash;
    }
    switch (result->type) {
    case PO_RULE_TRUTH:
        return answer(result->truth);
    case PO_RULE_NUMBER:
        return po_format_number(arena, result->value, result->unit, result->decimals);
    case PO_RULE_DATE:
        return po_format_date(arena, result->date);
    case PO_RULE_CODES:
        return join(arena, result);
    case PO_RULE_TEXT:
        return po_text_squeeze(arena, result->text);
    case PO_RULE_ANY:
    case PO_RULE_ITEM:
    default:
        return dash;
    }
}
