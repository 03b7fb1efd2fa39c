/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading format codes letter by letter. What is quoted, escaped, used as filler or in brackets shows something and
 * means nothing, but for [h], [mm] and [ss], which count hours, minutes and seconds beyond a day.
 */
#include "document/sheet_format.h"

#include <stdbool.h>
#include <string.h>

typedef struct letters {
    bool days, hours, months, elapsed, percent, other; /* `months`: 'm', which may be minutes too */
    size_t zeros;
} letters;

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Behind a quoted or bracketed piece that begins at `at`; the end of the text if it is not closed. */
static size_t skip_to(const char *code, size_t at, char end) {
    for (at++; code[at] && code[at] != end; at++) {
    }
    return code[at] ? at + 1 : at;
}

static size_t take_bracket(const char *code, size_t at, letters *seen) {
    char first = lower(code[at + 1]);
    size_t run = at + 1;
    while (code[run] && lower(code[run]) == first) {
        run++;
    }
    seen->elapsed = seen->elapsed || (code[run] == ']' && (first == 'h' || first == 'm' || first == 's'));
    return skip_to(code, at, ']');
}

static void take_letter(char c, letters *seen) {
    switch (lower(c)) {
    case 'y':
    case 'd':
        seen->days = true;
        break;
    case 'h':
    case 's':
        seen->hours = true;
        break;
    case 'm':
        seen->months = true;
        break;
    case '%':
        seen->percent = true;
        break;
    case '0':
        seen->zeros++;
        break;
    default:
        seen->other = true;
    }
}

/* "General" and its translations begin with letters that dates use too ("Standard"); a code of dates never holds 'g',
 * 'n' or 't' outside of quotes but in AM/PM ("A/P") and eras. */
static bool is_word(const char *code) {
    return strncmp(code, "General", 7) == 0 || strncmp(code, "GENERAL", 7) == 0 || strncmp(code, "general", 7) == 0 ||
           strncmp(code, "Standard", 8) == 0 || strncmp(code, "@", 1) == 0;
}

static letters look(const char *code) {
    letters seen = {0};
    for (size_t at = 0; code[at] && code[at] != ';';) {
        char c = code[at];
        if (c == '"') {
            at = skip_to(code, at, '"');
        } else if (c == '[') {
            at = take_bracket(code, at, &seen);
        } else if (c == '\\' || c == '_' || c == '*') {
            seen.other = true;
            at += code[at + 1] ? 2 : 1;
        } else {
            take_letter(c, &seen);
            at++;
        }
    }
    return seen;
}

static po_sheet_format_kind kind_of(const letters *seen) {
    if (seen->elapsed) {
        return PO_FORMAT_DURATION;
    }
    if (seen->days || (seen->months && !seen->hours)) {
        return seen->hours ? PO_FORMAT_DATE_TIME : PO_FORMAT_DATE;
    }
    if (seen->hours) {
        return PO_FORMAT_TIME;
    }
    if (seen->percent) {
        return PO_FORMAT_PERCENT;
    }
    return seen->zeros > 1 && !seen->other ? PO_FORMAT_ZEROS : PO_FORMAT_NUMBER;
}

po_sheet_format po_sheet_format_of_code(const char *code) {
    po_sheet_format format = {0};
    if (is_word(code)) {
        return format;
    }
    letters seen = look(code);
    format.kind = (uint8_t)kind_of(&seen);
    format.digits = (uint8_t)(seen.zeros < 64 ? seen.zeros : 64);
    return format;
}

po_sheet_format po_sheet_format_of_number(uint32_t id) {
    static const struct {
        uint32_t from, to;
        po_sheet_format_kind kind;
    } known[] = {{9, 10, PO_FORMAT_PERCENT},    {14, 17, PO_FORMAT_DATE}, {18, 21, PO_FORMAT_TIME},
                 {22, 22, PO_FORMAT_DATE_TIME}, {27, 31, PO_FORMAT_DATE}, {32, 35, PO_FORMAT_TIME},
                 {36, 36, PO_FORMAT_DATE},      {45, 45, PO_FORMAT_TIME}, {46, 46, PO_FORMAT_DURATION},
                 {47, 47, PO_FORMAT_TIME},      {50, 58, PO_FORMAT_DATE}};
    po_sheet_format format = {0};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (id >= known[i].from && id <= known[i].to) {
            format.kind = (uint8_t)known[i].kind;
        }
    }
    return format;
}
