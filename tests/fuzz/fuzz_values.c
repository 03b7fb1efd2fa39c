/* SPDX-License-Identifier: Apache-2.0
 *
 * Codes, dates, school years, decimals and the foldings of printed text.
 */
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "fuzz.h"
#include "model/cds.h"

static void read_decimals(const char *text) {
    po_decimal value, again, other = po_decimal_of(7, 3);
    if (!po_decimal_parse(text, &value))
        return;
    char printed[PO_DECIMAL_TEXT_MAX];
    FUZZ_HOLDS(po_decimal_parse(po_decimal_format(value, printed), &again));
    FUZZ_HOLDS(po_decimal_compare(value, again) == 0 &&
               po_decimal_compare(value, po_decimal_reduce(value)) == 0);
    if (po_decimal_add(value, other, &again) && po_decimal_subtract(again, other, &again)) {
        FUZZ_HOLDS(po_decimal_compare(value, again) == 0);
    }
    if (po_decimal_multiply(value, other, &again) &&
        po_decimal_divide(again, other, value.scale, PO_ROUND_HALF_UP, &again)) {
        FUZZ_HOLDS(po_decimal_compare(value, again) == 0);
    }
    FUZZ_HOLDS(!po_decimal_rescale(value, 0, PO_ROUND_FLOOR, &again) ||
               po_decimal_compare(again, value) <= 0);
}

static void read_dates(const char *text) {
    po_date date;
    if (po_date_parse_printed(text, &date) || po_date_parse_iso(text, &date)) {
        FUZZ_HOLDS(po_date_valid(date));
        FUZZ_HOLDS(po_date_compare(po_date_from_days(po_date_to_days(date)), date) == 0);
        FUZZ_HOLDS(po_date_school_year(date) > 0);
    }
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    int first = po_school_year_parse(text);
    FUZZ_HOLDS(first == 0 || po_school_year_parse(po_school_year_format(first, year)) == first);
}

static void fold(po_arena *arena, const char *text) {
    const char *squeezed = po_text_squeeze(arena, text), *words = po_text_words(arena, text);
    FUZZ_HOLDS(po_utf8_valid(squeezed, strlen(squeezed)) && po_utf8_valid(words, strlen(words)));
    FUZZ_HOLDS(po_text_key(arena, text) && po_text_solid(arena, text));
    FUZZ_HOLDS(strcmp(squeezed, po_text_squeeze(arena, squeezed)) == 0);
    FUZZ_HOLDS(po_text_distance(text, squeezed, 5) == po_text_distance(squeezed, text, 5));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    po_arena *arena = po_arena_create();
    const char *text = fuzz_text(arena, data, size);
    char cds[PO_CDS_TEXT_MAX] = "", lea[PO_CDS_TEXT_MAX];
    if (po_cds_parse(text, cds, NULL)) {
        po_cds_lea(cds, lea);
        FUZZ_HOLDS(strlen(cds) == 14 && po_cds_same_lea(cds, lea) && !po_cds_is_school(lea));
    }
    read_decimals(text);
    read_dates(text);
    fold(arena, text);
    po_arena_destroy(arena);
    return 0;
}
