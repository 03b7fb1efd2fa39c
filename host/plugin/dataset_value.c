/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of data files: what a cell says, as a canonical value where that is certain.
 *
 * Apart from form_value, because data files have habits of their own: flags are 0 and 1 in one year
 * and Yes and No in the next, dates are day numbers in one and text in another, and codes have been
 * through spreadsheets that take leading zeros off. A column of words has few different ones, so
 * each is read once.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/text.h"
#include "plugin/dataset_parts.h"

enum {
    WORDS_MAX = 512,  /* different texts of one column that are kept */
    UNKNOWN_MAX = 40, /* different unknown words of one column that are named */
    CDS_DIGITS = 14,
    DISTRICT_DIGITS = 7,
    COUNTIES = 58,
    DAY_NUMBER_1970 = 25569, /* of 1970-01-01, counted as spreadsheets do */
    DAY_NUMBER_MIN = 30000,  /* 1982 */
    DAY_NUMBER_MAX = 80000   /* 2119 */
};

bool dataset_blank(const po_form *form, const char *text) {
    if (*text == '\0')
        return true;
    return strlen(text) <= 16 && po_map_get(form->blanks, text) != NULL;
}

const char *dataset_flag(const char *text) {
    static const char *const yes[] = {"1",    "Y",    "y",    "Yes", "YES", "yes",
                                      "TRUE", "True", "true", "X",   "x"};
    static const char *const no[] = {"0", "N", "n", "No", "NO", "no", "FALSE", "False", "false"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (strcmp(text, yes[i]) == 0)
            return "yes";
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (strcmp(text, no[i]) == 0)
            return "no";
    return NULL;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

uint32_t dataset_year_in(const char *text, const char **ret_from) {
    for (const char *p = text; *p != '\0'; p++) {
        bool begins = strncmp(p, "20", 2) == 0 && (p == text || !is_digit(p[-1]));
        if (!begins || !is_digit(p[2]) || !is_digit(p[3]) || is_digit(p[4]))
            continue;
        if (ret_from != NULL)
            *ret_from = p;
        return 2000 + (uint32_t)(p[2] - '0') * 10 + (uint32_t)(p[3] - '0');
    }
    return 0;
}

/* ---- codes ---- */

static bool in_a_county(const char *digits) {
    int county = (digits[0] - '0') * 10 + (digits[1] - '0');
    return county <= COUNTIES; /* 00: the state as a whole */
}

const char *dataset_cds(po_arena *arena, const char *text, bool *ret_restored) {
    char digits[CDS_DIGITS + 2] = {0};
    size_t count = 1; /* room for a zero in front */
    *ret_restored = false;
    for (; *text != '\0'; text++) {
        if (*text == '-' || *text == ' ')
            continue;
        if (!is_digit(*text) || count > CDS_DIGITS)
            return NULL;
        digits[count++] = *text;
    }
    size_t size = count - 1;
    bool lost = size == CDS_DIGITS - 1 || size == DISTRICT_DIGITS - 1;
    if (!lost && size != CDS_DIGITS && size != DISTRICT_DIGITS)
        return NULL;
    digits[0] = '0';
    const char *code = lost ? digits : digits + 1;
    if (!in_a_county(code))
        return NULL;
    *ret_restored = lost;
    bool district = size <= DISTRICT_DIGITS;
    return district ? po_arena_printf(arena, "%s0000000", code) : po_arena_dup(arena, code);
}

/* `width` digits with zeros in front; false if the text is no number or longer. */
static bool put_part(char *out, const char *text, size_t width, bool *restored) {
    size_t size = strlen(text);
    if (size == 0 || size > width || strspn(text, "0123456789") != size)
        return false;
    for (size_t i = 0; i < width; i++)
        out[i] = i < width - size ? '0' : text[i - (width - size)];
    *restored |= size < width;
    return true;
}

const char *dataset_cds_join(po_arena *arena, const char *const parts[3], bool *ret_restored) {
    char *code = po_arena_alloc(arena, CDS_DIGITS + 1);
    *ret_restored = false;
    bool whole = put_part(code, parts[0], 2, ret_restored) &&
                 put_part(code + 2, parts[1], 5, ret_restored) &&
                 put_part(code + 7, parts[2], 7, ret_restored);
    return whole && in_a_county(code) ? code : NULL;
}

/* ---- values that were not what they should be ---- */

static const po_place *place_of(const po_cell *cell) {
    static const po_place nowhere;
    return cell->at_count > 0 ? &cell->at[0] : &nowhere;
}

static po_place keep_place(po_arena *arena, const po_place *at) {
    po_place kept = *at;
    kept.sheet = po_arena_dup(arena, at->sheet);
    return kept;
}

static void refuse(dataset_run *run, dataset_slot *slot, const po_cell *cell, po_field *field,
                   const char *doubt) {
    if (slot->refused++ == 0)
        slot->refused_at = keep_place(run->arena, place_of(cell));
    field->doubt = doubt;
}

static void read_code(dataset_run *run, dataset_slot *slot, const po_cell *cell, po_field *field) {
    bool restored;
    field->value = dataset_cds(dataset_scratch(run), cell->text, &restored);
    if (restored && slot->restored++ == 0)
        slot->restored_at = keep_place(run->arena, place_of(cell));
    if (field->value == NULL)
        refuse(run, slot, cell, field, "this is no county-district-school code of 14 or 7 digits");
}

/* ---- words ---- */

static dataset_unknown *find_unknown(dataset_run *run, dataset_slot *slot, const po_cell *cell) {
    for (size_t i = 0; i < slot->unknown.count; i++)
        if (strcmp(slot->unknown.items[i]->text, cell->text) == 0)
            return slot->unknown.items[i];
    if (slot->unknown.count >= UNKNOWN_MAX)
        return slot->unknown.items[UNKNOWN_MAX - 1]; /* counted with the last one that is named */
    dataset_unknown *unknown = PO_NEW(run->arena, dataset_unknown);
    unknown->text = po_arena_dup(run->arena, cell->text);
    unknown->first = keep_place(run->arena, place_of(cell));
    *PO_LIST_ADD(run->arena, &slot->unknown) = unknown;
    return unknown;
}

static void split_codes(po_arena *arena, const char *text, dataset_word *word) {
    char *copy = po_arena_dup(arena, text);
    char **items;
    for (char *p = copy; *p != '\0'; p++)
        if (strchr(",;+/&\n\t", *p) != NULL)
            *p = ' ';
    size_t count = po_text_split(arena, copy, ' ', &items);
    for (size_t i = 0; i < count; i++)
        if (strspn(items[i], "0123456789") != strlen(items[i]))
            count = 0;
    word->values = (const char *const *)items;
    word->value_count = (uint32_t)count;
}

/* "Homeless Youth, Students with Disabilities": each a choice, or the whole is unknown. */
static bool split_list(po_arena *arena, const dataset_choices *choices, const char *text,
                       dataset_word *word) {
    char *copy = po_arena_dup(arena, text);
    char **items;
    for (char *p = copy; *p != '\0'; p++)
        if (*p == ';' || *p == '\n')
            *p = ',';
    size_t count = po_text_split(arena, copy, ',', &items);
    const char **values = PO_NEW_ARRAY(arena, const char *, count + 1);
    bool known = count > 0;
    for (size_t i = 0; i < count; i++) {
        const po_choice *choice =
            choices == NULL ? NULL : po_map_get(choices->by_key, po_text_key(arena, items[i]));
        values[i] = choice != NULL ? choice->name : items[i];
        known &= choice != NULL || choices == NULL;
    }
    word->values = values;
    word->value_count = (uint32_t)count;
    return known;
}

static void make_word(dataset_run *run, dataset_slot *slot, const po_cell *cell, po_arena *arena,
                      dataset_word *word) {
    const dataset_choices *choices = slot->column->choices;
    bool known = false;
    if (slot->column->type == DATASET_LIST) {
        known = split_list(arena, choices, cell->text, word);
    } else {
        word->choice = choices == NULL ? NULL
                                       : po_map_get(choices->by_key,
                                                    po_text_key(dataset_scratch(run), cell->text));
        known = word->choice != NULL;
        if (slot->column->type == DATASET_CODES) {
            split_codes(arena, known ? word->choice->name : cell->text, word);
            known = word->value_count > 0;
        }
    }
    word->unknown = known ? NULL : find_unknown(run, slot, cell);
}

static const dataset_word *find_word(dataset_run *run, dataset_slot *slot, const po_cell *cell) {
    dataset_word *word = po_map_get(slot->words, cell->text);
    if (word != NULL)
        return word;
    bool keep = po_map_count(slot->words) < WORDS_MAX && strlen(cell->text) <= 256;
    po_arena *arena = keep ? run->arena : dataset_scratch(run);
    word = PO_NEW(arena, dataset_word);
    make_word(run, slot, cell, arena, word);
    if (keep)
        (void)po_map_add(slot->words, cell->text, word);
    return word;
}

static void read_word(dataset_run *run, dataset_slot *slot, const po_cell *cell, po_field *field) {
    const dataset_word *word = find_word(run, slot, cell);
    bool several = slot->column->type != DATASET_CHOICE;
    if (word->choice != NULL && !several && strcmp(word->choice->name, "-") != 0)
        field->value = word->choice->name;
    if (several) {
        field->values = word->values;
        field->value_count = word->value_count;
    }
    if (word->unknown != NULL) {
        word->unknown->count++;
        field->doubt = "this word is not known to the form";
    }
}

/* ---- numbers, dates, flags, years ---- */

static bool plain_number(const char *text) {
    const char *p = text + (*text == '-');
    size_t whole = strspn(p, "0123456789");
    p += whole;
    size_t part = *p == '.' ? strspn(p + 1, "0123456789") : 1;
    return whole > 0 && part > 0 && p[*p == '.' ? part + 1 : 0] == '\0' && strlen(text) <= 18;
}

static void read_number(dataset_run *run, dataset_slot *slot, const po_cell *cell,
                        po_field *field) {
    if (plain_number(cell->text)) {
        field->value = cell->text;
        return;
    }
    bool money = slot->column->type == DATASET_MONEY;
    po_value value;
    po_value_read(dataset_scratch(run), money ? PO_VALUE_MONEY : PO_VALUE_NUMBER, cell->text, NULL,
                  &value);
    field->value = value.value;
    if (field->value == NULL)
        refuse(run, slot, cell, field, money ? "this is no amount" : "this is no number");
}

const char *dataset_day(po_arena *arena, const char *text) {
    po_date date = {0};
    size_t digits = strspn(text, "0123456789");
    long number = digits == 5 && text[digits] == '\0' ? strtol(text, NULL, 10) : 0;
    const char *day = po_arena_copy(arena, text, strcspn(text, " T"));
    if (number >= DAY_NUMBER_MIN && number <= DAY_NUMBER_MAX)
        date = po_date_from_days((int32_t)(number - DAY_NUMBER_1970));
    else if (!po_date_parse_iso(day, &date) && !po_date_parse_printed(text, &date))
        return NULL;
    return po_date_format_iso(date, po_arena_alloc(arena, PO_DATE_TEXT_MAX));
}

const char *dataset_first_day(po_arena *arena, const dataset_column *column, const char *text) {
    const char *day = dataset_day(arena, text);
    po_date first, last;
    if (day != NULL || column->until == NULL || !po_date_parse_span(text, (po_date){0}, &first, &last))
        return day;
    return po_date_format_iso(first, po_arena_alloc(arena, PO_DATE_TEXT_MAX));
}

static void read_date(dataset_run *run, dataset_slot *slot, const po_cell *cell, po_field *field) {
    field->value = dataset_first_day(dataset_scratch(run), slot->column, cell->text);
    if (field->value == NULL)
        refuse(run, slot, cell, field, "this is not one date");
}

static void read_flag(dataset_run *run, dataset_slot *slot, const po_cell *cell, po_field *field) {
    field->value = dataset_flag(cell->text);
    if (field->value == NULL)
        refuse(run, slot, cell, field, "this is neither yes nor no");
}

/* "2023", "2017f", "2022-23". */
static void read_year(dataset_run *run, dataset_slot *slot, const po_cell *cell, po_field *field) {
    uint32_t year = dataset_year_in(cell->text, NULL);
    if (year != 0)
        field->value = strlen(cell->text) == 4 ? cell->text
                                               : po_arena_printf(dataset_scratch(run), "%u", year);
    else
        refuse(run, slot, cell, field, "this is no year");
}

void dataset_value_read(dataset_run *run, dataset_slot *slot, const po_cell *cell,
                        po_field *field) {
    switch (slot->column->type) {
    case DATASET_TEXT:
        return;
    case DATASET_NUMBER:
    case DATASET_MONEY:
        read_number(run, slot, cell, field);
        return;
    case DATASET_YES_NO:
        read_flag(run, slot, cell, field);
        return;
    case DATASET_DATE:
        read_date(run, slot, cell, field);
        return;
    case DATASET_CDS:
        read_code(run, slot, cell, field);
        return;
    case DATASET_YEAR:
        read_year(run, slot, cell, field);
        return;
    case DATASET_CODES:
    case DATASET_LIST:
    case DATASET_CHOICE:
        read_word(run, slot, cell, field);
        return;
    }
}
