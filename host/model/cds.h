/* SPDX-License-Identifier: Apache-2.0
 *
 * County-district-school codes: 14 digits (county 2, district 5, school 7), by which documents are
 * joined.
 *
 * Printed codes are hyphenated, spread over three columns, cut to the district, or have lost a zero
 * where a spreadsheet has been. A zero is restored only where exactly one reading gives a county
 * that exists and a district number of a kind the state issues; it is always said. A code that
 * could be two is none.
 */
#ifndef PO_MODEL_CDS_H
#define PO_MODEL_CDS_H

#include "base/status.h"

#define PO_CDS_TEXT_MAX 15 /* 14 digits and NUL */

typedef enum po_cds_reading {
    PO_CDS_PRINTED,     /* 14 digits, with or without hyphens and spaces */
    PO_CDS_DISTRICT,    /* 7 digits: the district, school part 0000000 */
    PO_CDS_ZERO_FRONT,  /* the county's leading zero was restored */
    PO_CDS_ZERO_SCHOOL, /* a leading zero of the school part was restored */
    PO_CDS_NOT_DIGITS,  /* something else than digits, spaces and hyphens */
    PO_CDS_LENGTH,      /* a number of digits no code has */
    PO_CDS_COUNTY,      /* no county 01-58, or a district number the state does not issue */
    PO_CDS_AMBIGUOUS    /* a digit is missing and two codes are possible */
} po_cds_reading;

/* Reads a printed code into 14 digits. False (and `ret_cds` untouched) from PO_CDS_NOT_DIGITS on;
 * `ret_reading` is always set, may be NULL. */
PO_NODISCARD bool po_cds_parse(const char *text, char ret_cds[PO_CDS_TEXT_MAX],
                               po_cds_reading *ret_reading);

/* The same from three columns ("1", "61259", "106278"). */
PO_NODISCARD bool po_cds_join(const char *county, const char *district, const char *school,
                              char ret_cds[PO_CDS_TEXT_MAX], po_cds_reading *ret_reading);

/* What to tell about a reading: "" for PO_CDS_PRINTED. A sentence without the code itself. */
const char *po_cds_describe(po_cds_reading reading);

/* For 14 digits: the code of the LEA (school part zeroed); whether there is a school part; whether
 * both belong to one LEA. */
void po_cds_lea(const char *cds, char out[PO_CDS_TEXT_MAX]);
bool po_cds_is_school(const char *cds);
bool po_cds_same_lea(const char *a, const char *b);

#endif
