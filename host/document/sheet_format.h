/* SPDX-License-Identifier: Apache-2.0
 *
 * Number formats of worksheets, as far as they change what a number is: a date, a time, a percentage, a code with zeros
 * in front. Colours, separators and the number of decimals shown are left out, because what is stored is more exact
 * than what is shown.
 *
 * Source: ECMA-376 Part 1, 18.8.30 (numFmt) and 18.8.31 (built-in formats).
 */
#ifndef PO_DOCUMENT_SHEET_FORMAT_H
#define PO_DOCUMENT_SHEET_FORMAT_H

#include <stddef.h>
#include <stdint.h>

typedef enum po_sheet_format_kind {
    PO_FORMAT_NUMBER,
    PO_FORMAT_PERCENT,
    PO_FORMAT_DATE,
    PO_FORMAT_TIME, /* of day */
    PO_FORMAT_DATE_TIME,
    PO_FORMAT_DURATION, /* [h]:mm:ss, may exceed a day */
    PO_FORMAT_ZEROS     /* "00000000000000": shown with zeros in front */
} po_sheet_format_kind;

typedef struct po_sheet_format {
    uint8_t kind;   /* po_sheet_format_kind */
    uint8_t digits; /* PO_FORMAT_ZEROS: how many are shown at least */
} po_sheet_format;

/* By a format's code; the part for positive numbers counts. */
po_sheet_format po_sheet_format_of_code(const char *code);

/* By the number of a built-in format; numbers that none has are plain. */
po_sheet_format po_sheet_format_of_number(uint32_t id);

#endif
