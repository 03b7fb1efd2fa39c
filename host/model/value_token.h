/* SPDX-License-Identifier: Apache-2.0
 *
 * An outcome's text in pieces: words, numbers, school years, marks. Private to host/model.
 *
 * What only looks like a number is none: school years ("2023-24", "23/24", "2023"), grade spans ("K-8", "9-12"), ordinals ("3rd"), money and
 * ratios ("3 of 4", "2/5") are years or words. Whether a dash before a number is a minus or a hyphen is not decided here.
 */
#ifndef PO_MODEL_VALUE_TOKEN_H
#define PO_MODEL_VALUE_TOKEN_H

#include "base/decimal.h"

typedef enum po_value_token_kind {
    PO_VALUE_WORD,
    PO_VALUE_NUMBER,
    PO_VALUE_YEAR,     /* a school year: `year` is its first calendar year */
    PO_VALUE_CALENDAR, /* a calendar year alone: `year` */
    PO_VALUE_MARK      /* one of : - ( ) % + and, for everything else, ',' */
} po_value_token_kind;

typedef struct po_value_token {
    po_value_token_kind kind;
    const char *text; /* as printed; a mark in its plain form */
    const char *key;  /* of a word: po_text_key; else NULL */
    po_decimal number;
    int year;
    bool gap; /* white space stands before it */
} po_value_token;

typedef struct po_value_tokens {
    PO_LIST(po_value_token) list;
} po_value_tokens;

/* At most PO_VALUE_TOKENS_MAX pieces; false when the text has more (then it is no list of values but prose). */
#define PO_VALUE_TOKENS_MAX 1200
PO_NODISCARD bool po_value_tokens_read(po_arena *arena, const char *text, po_value_tokens *ret_tokens);

#endif
