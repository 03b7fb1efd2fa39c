/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "model/cds.h"

static const struct {
    const char *printed, *cds;
    po_cds_reading reading;
} cases[] = {
    {"34103480106278", "34103480106278", PO_CDS_PRINTED},
    {"49402460000000", "49402460000000", PO_CDS_PRINTED}, /* two districts of one city that report together */
    {"34-10348-0106278", "34103480106278", PO_CDS_PRINTED},
    {"34 10348 0106278", "34103480106278", PO_CDS_PRINTED},
    {"34\xE2\x80\x93"
     "10348\xE2\x80\x93"
     "0106278",
     "34103480106278", PO_CDS_PRINTED},
    {"3410348", "34103480000000", PO_CDS_DISTRICT},
    {"34-10348", "34103480000000", PO_CDS_DISTRICT},
    {"161259", "01612590000000", PO_CDS_ZERO_FRONT},
    {"1612590106278", "01612590106278", PO_CDS_ZERO_FRONT},
    {"3410348106294", "34103480106294", PO_CDS_ZERO_SCHOOL},
    {"34-10348-106294", "34103480106294", PO_CDS_ZERO_SCHOOL},
    {"1-61259-0106278", "01612590106278", PO_CDS_ZERO_FRONT},
    {"59612590106278", NULL, PO_CDS_COUNTY},
    {"00612590106278", NULL, PO_CDS_COUNTY},
    {"34203480106278", NULL, PO_CDS_COUNTY},
    {"CDS 34103480106278", NULL, PO_CDS_NOT_DIGITS},
    {"", NULL, PO_CDS_NOT_DIGITS},
    {"12345", NULL, PO_CDS_LENGTH},
    {"341034801062780", NULL, PO_CDS_NOT_DIGITS},
    {"34-103-0106278", NULL, PO_CDS_LENGTH},
    {"1660106010627", NULL, PO_CDS_AMBIGUOUS},
    {"9999999999999", NULL, PO_CDS_COUNTY},
};

Test(cds, printed_codes) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cds[PO_CDS_TEXT_MAX] = "untouched";
        po_cds_reading reading;
        bool read = po_cds_parse(cases[i].printed, cds, &reading);
        cr_assert_eq(read, cases[i].cds != NULL, "%s", cases[i].printed);
        cr_assert_str_eq(cds, cases[i].cds ? cases[i].cds : "untouched", "%s", cases[i].printed);
        cr_assert_eq(reading, cases[i].reading, "%s is %d", cases[i].printed, reading);
    }
}

Test(cds, two_readings_are_none) {
    /* "1610100106278": county 16 with district 10100, or county 01 with district 61010. */
    char cds[PO_CDS_TEXT_MAX] = "untouched";
    po_cds_reading reading;
    cr_assert_not(po_cds_parse("1610100106278", cds, &reading));
    cr_assert_eq(reading, PO_CDS_AMBIGUOUS);
    cr_assert_str_eq(cds, "untouched");
}

Test(cds, three_columns) {
    char cds[PO_CDS_TEXT_MAX];
    po_cds_reading reading;
    cr_assert(po_cds_join("1", "61259", "106278", cds, &reading));
    cr_assert_str_eq(cds, "01612590106278");
    cr_assert_not(po_cds_join("1", NULL, "106278", cds, &reading));
    cr_assert_eq(reading, PO_CDS_NOT_DIGITS);
    cr_assert_not(po_cds_join("1", "61259", "10627812345678901", cds, NULL));
    cr_assert_not(po_cds_parse(NULL, cds, NULL));
}

Test(cds, sentences_and_parts) {
    char lea[PO_CDS_TEXT_MAX];
    cr_assert_str_empty(po_cds_describe(PO_CDS_PRINTED));
    for (int reading = PO_CDS_DISTRICT; reading <= PO_CDS_AMBIGUOUS; reading++)
        cr_assert(strlen(po_cds_describe((po_cds_reading)reading)) > 10);
    po_cds_lea("34103480106278", lea);
    cr_assert_str_eq(lea, "34103480000000");
    cr_assert(po_cds_is_school("34103480106278"));
    cr_assert_not(po_cds_is_school(lea));
    cr_assert_not(po_cds_is_school("34"));
    cr_assert(po_cds_same_lea(lea, "34103480106278"));
    cr_assert_not(po_cds_same_lea(lea, "01612590106278"));
    cr_assert_not(po_cds_same_lea(NULL, lea));
}
