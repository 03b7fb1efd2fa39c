/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading county-district-school codes. See cds.h; the ranges of district numbers were taken from
 * the state's lists: county offices 10xxx, state schools 3xxxx, districts 6xxxx and 7xxxx, and 402xx for
 * elementary and high school districts of one city that report together (Petaluma 49-40246).
 */
#include "model/cds.h"

#include <stdlib.h>
#include <string.h>

enum { COUNTY = 2, DISTRICT = 5, SCHOOL = 7, LEA = COUNTY + DISTRICT, FULL = LEA + SCHOOL };

static bool is_separator(const char *at, size_t *ret_size) {
    static const char *const separators[] = {
        " ",           "-", "/", ".", "\xC2\xA0", "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x93",
        "\xE2\x80\x94"};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        *ret_size = strlen(separators[i]);
        if (strncmp(at, separators[i], *ret_size) == 0)
            return true;
    }
    return false;
}

/* Digits of the text, and where its parts begin. Returns the number of digits, or 0 when anything
 * else stands there. */
static size_t take_digits(const char *text, char digits[FULL + 1], size_t part_sizes[3],
                          size_t *ret_parts) {
    size_t count = 0, parts = 0;
    bool open = false;
    memset(part_sizes, 0, 3 * sizeof *part_sizes);
    for (const char *at = text; *at;) {
        size_t size = 0;
        if (*at >= '0' && *at <= '9' && count < FULL) {
            parts += !open;
            open = true;
            digits[count++] = *at++;
            if (parts <= 3)
                part_sizes[parts - 1]++;
        } else if (is_separator(at, &size)) {
            open = false;
            at += size;
        } else {
            return 0;
        }
    }
    digits[count] = '\0';
    *ret_parts = parts;
    return count;
}

static bool lea_possible(const char *digits) {
    char district_text[DISTRICT + 1];
    memcpy(district_text, digits + COUNTY, DISTRICT);
    district_text[DISTRICT] = '\0';
    int county = (digits[0] - '0') * 10 + (digits[1] - '0');
    long district = strtol(district_text, NULL, 10);
    return county >= 1 && county <= 58 &&
           ((district >= 10000 && district <= 10999) || (district >= 30000 && district <= 39999) ||
            (district >= 40200 && district <= 40299) ||
            (district >= 60000 && district <= 79999));
}

static bool settle(po_cds_reading reading, const char *digits, char ret_cds[PO_CDS_TEXT_MAX],
                   po_cds_reading *ret_reading) {
    if (reading < PO_CDS_NOT_DIGITS && !lea_possible(digits))
        reading = PO_CDS_COUNTY;
    if (ret_reading)
        *ret_reading = reading;
    if (reading >= PO_CDS_NOT_DIGITS)
        return false;
    memcpy(ret_cds, digits, FULL);
    ret_cds[FULL] = '\0';
    return true;
}

/* 13 digits in one run: a zero was lost at the front or before the school number. */
static bool settle_thirteen(const char *digits, char ret_cds[PO_CDS_TEXT_MAX],
                            po_cds_reading *ret_reading) {
    char front[FULL + 1] = "0", school[FULL + 1];
    memcpy(front + 1, digits, FULL - 1);
    memcpy(school, digits, LEA);
    school[LEA] = '0';
    memcpy(school + LEA + 1, digits + LEA, SCHOOL - 1);
    bool front_possible = lea_possible(front), school_possible = lea_possible(school);
    if (front_possible && school_possible)
        return settle(PO_CDS_AMBIGUOUS, digits, ret_cds, ret_reading);
    if (school_possible)
        return settle(PO_CDS_ZERO_SCHOOL, school, ret_cds, ret_reading);
    return settle(PO_CDS_ZERO_FRONT, front, ret_cds, ret_reading);
}

static bool pad(char *out, size_t width, const char *digits, size_t count) {
    if (count > width)
        return false;
    memset(out, '0', width - count);
    memcpy(out + width - count, digits, count);
    return true;
}

/* Three parts: each may have lost its own zeros, so nothing is ambiguous. */
static bool settle_parts(const char *digits, const size_t sizes[3], char ret_cds[PO_CDS_TEXT_MAX],
                         po_cds_reading *ret_reading) {
    char full[FULL + 1] = "";
    if (sizes[1] != DISTRICT || !pad(full, COUNTY, digits, sizes[0]) ||
        !pad(full + COUNTY, DISTRICT, digits + sizes[0], sizes[1]) ||
        !pad(full + LEA, SCHOOL, digits + sizes[0] + sizes[1], sizes[2]))
        return settle(PO_CDS_LENGTH, digits, ret_cds, ret_reading);
    po_cds_reading reading = PO_CDS_PRINTED;
    if (sizes[2] == 0)
        reading = PO_CDS_DISTRICT;
    else if (sizes[2] < SCHOOL)
        reading = PO_CDS_ZERO_SCHOOL;
    else if (sizes[0] < COUNTY)
        reading = PO_CDS_ZERO_FRONT;
    return settle(reading, full, ret_cds, ret_reading);
}

static bool settle_run(const char *digits, size_t count, char ret_cds[PO_CDS_TEXT_MAX],
                       po_cds_reading *ret_reading) {
    char full[FULL + 1] = "0";
    if (count == FULL)
        return settle(PO_CDS_PRINTED, digits, ret_cds, ret_reading);
    if (count == FULL - 1)
        return settle_thirteen(digits, ret_cds, ret_reading);
    memset(full, '0', FULL);
    if (count == LEA) {
        memcpy(full, digits, LEA);
        return settle(PO_CDS_DISTRICT, full, ret_cds, ret_reading);
    }
    if (count == LEA - 1) {
        memcpy(full + 1, digits, LEA - 1);
        return settle(PO_CDS_ZERO_FRONT, full, ret_cds, ret_reading);
    }
    return settle(PO_CDS_LENGTH, digits, ret_cds, ret_reading);
}

bool po_cds_parse(const char *text, char ret_cds[PO_CDS_TEXT_MAX], po_cds_reading *ret_reading) {
    char digits[FULL + 1] = "";
    size_t sizes[3], parts = 0;
    size_t count = text ? take_digits(text, digits, sizes, &parts) : 0;
    if (count == 0)
        return settle(PO_CDS_NOT_DIGITS, digits, ret_cds, ret_reading);
    if ((parts == 3 || (parts == 2 && sizes[0] <= COUNTY)) && count < FULL)
        return settle_parts(digits, sizes, ret_cds, ret_reading);
    return settle_run(digits, count, ret_cds, ret_reading);
}

bool po_cds_join(const char *county, const char *district, const char *school,
                 char ret_cds[PO_CDS_TEXT_MAX], po_cds_reading *ret_reading) {
    const char *parts[] = {county, district, school};
    char joined[3 * (FULL + 1) + 1];
    size_t used = 0;
    for (size_t i = 0; i < 3; i++) {
        size_t size = parts[i] ? strlen(parts[i]) : FULL + 1;
        if (size > FULL)
            return settle(PO_CDS_NOT_DIGITS, "", ret_cds, ret_reading);
        memcpy(joined + used, parts[i], size);
        joined[used + size] = '-';
        used += size + 1;
    }
    joined[used] = '\0';
    return po_cds_parse(joined, ret_cds, ret_reading);
}

const char *po_cds_describe(po_cds_reading reading) {
    static const char *const sentences[] = {
        [PO_CDS_PRINTED] = "",
        [PO_CDS_DISTRICT] = "only the district's seven digits are printed",
        [PO_CDS_ZERO_FRONT] = "a leading zero was missing and has been restored",
        [PO_CDS_ZERO_SCHOOL] =
            "a leading zero of the school number was missing and has been restored",
        [PO_CDS_NOT_DIGITS] = "it has something other than digits, spaces and hyphens",
        [PO_CDS_LENGTH] = "it does not have 14 digits (or 7 for a district)",
        [PO_CDS_COUNTY] =
            "its first digits are no county 01-58, or no district number the state issues",
        [PO_CDS_AMBIGUOUS] = "a digit is missing and two different codes are possible"};
    return sentences[reading];
}

void po_cds_lea(const char *cds, char out[PO_CDS_TEXT_MAX]) {
    memcpy(out, cds, LEA);
    memcpy(out + LEA, "0000000", SCHOOL + 1);
}

bool po_cds_is_school(const char *cds) {
    return strlen(cds) == FULL && strcmp(cds + LEA, "0000000") != 0;
}

bool po_cds_same_lea(const char *a, const char *b) {
    return a && b && strncmp(a, b, LEA) == 0;
}
