/* SPDX-License-Identifier: Apache-2.0
 *
 * From the records of a document to rows of evidence, by the inputs of the rulebooks: which record
 * type says what, and which of its fields. What cannot be used is counted by its reason and told
 * once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "identify/evidence_parts.h"

/* Why a record was left out. */
typedef enum left_out {
    LEFT_CDS,
    LEFT_YEAR,
    LEFT_GROUP,
    LEFT_INDICATOR,
    LEFT_STATUS,
    LEFT_COUNT
} left_out;

typedef struct filling {
    po_evidence *evidence;
    const po_rulebook *book;
    const po_rule_input *input;
    const po_record *record;
    po_row_checker *checker;
    uint16_t document;
    size_t left[LEFT_COUNT];
    const char *example[LEFT_COUNT];
} filling;

static void leave(filling *f, left_out reason, const char *what) {
    if (f->left[reason]++ == 0) {
        f->example[reason] = po_evidence_text(f->evidence, what ? what : "");
    }
}

/* ---- reading fields ----------------------------------------------------------------------------
 */

static const po_field *field_of(const filling *f, const po_record *record, const char *role) {
    const char *name = po_input_name(f->input, role);
    return name ? po_record_field(record, name) : NULL;
}

static const char *text_of(const po_field *field) {
    return !field ? NULL : !po_text_empty(field->value) ? field->value
                       : !po_text_empty(field->text)    ? field->text
                                                        : NULL;
}

static const char *role_text(const filling *f, const char *role) {
    return text_of(field_of(f, f->record, role));
}

/* A whole number; -1 where nothing is printed. */
static int32_t role_count(const filling *f, const char *role) {
    po_decimal number;
    const char *text = role_text(f, role);
    if (!text || !po_decimal_parse(text, &number) ||
        !po_decimal_rescale(number, 0, PO_ROUND_HALF_UP, &number) || number.units < 0 ||
        number.units > INT32_MAX) {
        return -1;
    }
    return (int32_t)number.units;
}

/* What is printed and no level ("*", "<11", a word) says nothing: it must not count as "no level". */
static uint8_t role_level(const filling *f, const char *role) {
    int32_t level = role_count(f, role);
    return level < 0 || level > 5 ? PO_LEVEL_ABSENT : (uint8_t)level;
}

static uint8_t role_tri(const filling *f, const char *role) {
    const char *text = role_text(f, role);
    return !text                          ? PO_TRI_BLANK
           : po_text_equal(text, "yes")   ? PO_TRI_YES
           : text[0] == 'Y' || text[0] == 'y' ? PO_TRI_YES
                                          : PO_TRI_NO;
}

static int year_of(const char *text) {
    long year = text ? strtol(text, NULL, 10) : 0;
    bool known = year >= PO_YEAR_FIRST && year < PO_YEAR_FIRST + (long)PO_IDENTIFY_YEARS_MAX;
    return known ? (int)year : 0;
}

/* The entity and the year of a record; false: it cannot be used. */
static bool who_and_when(filling *f, const po_record *record, uint32_t *ret_entity, int *ret_year) {
    const po_field *cds = field_of(f, record, "cds");
    const char *year = text_of(field_of(f, record, "year"));
    const char *kind = text_of(field_of(f, record, "kind"));
    if (po_text_equal(kind, "state")) {
        return false;
    }
    kind = po_text_equal(kind, "school") || po_text_equal(kind, "lea") ? kind : NULL; /* else by the code */
    po_identify_entity *entity = po_evidence_find(f->evidence, text_of(cds), kind, ret_entity);
    if (!entity) {
        leave(f, LEFT_CDS, text_of(cds));
        return false;
    }
    *ret_year = year_of(year);
    if (*ret_year == 0) {
        leave(f, LEFT_YEAR, year);
        return false;
    }
    *ret_year += f->input->shift;
    const char *school = text_of(field_of(f, record, "school"));
    const char *name = text_of(field_of(f, record, "name"));
    const char *own = entity->school && school ? school : name;
    entity->name = entity->name ? entity->name : po_evidence_text(f->evidence, own);
    entity->lea_name = entity->lea_name ? entity->lea_name : po_evidence_text(f->evidence, name);
    const char *charter = text_of(field_of(f, record, "charter"));
    entity->charter |= charter && !po_text_equal(charter, "no");
    return true;
}

static const po_identify_entity *entity_at(const filling *f, uint32_t entity) {
    return &f->evidence->entities.items[entity];
}

/* ---- levels ------------------------------------------------------------------------------------
 */

static void check_row(filling *f, int group, int indicator, uint32_t entity, int year) {
    const po_rulebooks *books = f->evidence->books;
    const po_row_item item = {.group = books->groups->terms.items[group].id,
                              .indicator = books->indicators.items[indicator].id,
                              .kind = entity_at(f, entity)->school ? "school" : "lea",
                              .year = year,
                              .record = f->record,
                              .input = f->input};
    po_row_checker_run(f->checker, &item);
}

static void add_rate(filling *f, uint32_t entity, int year, int indicator, const char *numerator,
                     const char *denominator) {
    po_rate_row rate = {.entity = entity,
                        .year = (int16_t)year,
                        .indicator = (uint8_t)indicator,
                        .numerator = role_count(f, numerator),
                        .denominator = role_count(f, denominator)};
    if (rate.denominator >= 0) {
        *PO_LIST_ADD(f->evidence->arena, &f->evidence->rates) = rate;
    }
}

static void add_rates(filling *f, uint32_t entity, int year, int group, int indicator) {
    if (group == f->evidence->books->all_students &&
        (f->evidence->rate_indicators >> indicator & 1)) {
        add_rate(f, entity, year, indicator, "numerator", "denominator");
        add_rate(f, entity, year - 1, indicator, "prior-numerator", "prior-denominator");
    }
}

static bool says_a_level(const filling *f) {
    return role_count(f, "status") > 0 || role_count(f, "colour") > 0;
}

/* The lowest level by what the row gives; a file of such rows only is no full file. */
static bool says_lowest(const po_level_row *row) {
    return row->colour == 1 || ((row->colour == PO_LEVEL_ABSENT || row->colour == 0) && row->status == 1);
}

static void cover_levels(filling *f, const po_level_row *row) {
    const po_identify_entity *who = entity_at(f, row->entity);
    po_evidence_cover(f->evidence, PO_COVERS_SEEN, who, row->year, row->indicator);
    if (!says_lowest(row)) {
        po_evidence_cover_levels(f->evidence, who, row->year, row->indicator, row->group);
    }
}

/* A row of which the group is printed in words we do not know: it may be any group's. */
static void note_unread(filling *f, int indicator) {
    uint32_t entity;
    int year;
    const po_field *group = field_of(f, f->record, "group");
    if (group && group->doubt && indicator >= 0 && who_and_when(f, f->record, &entity, &year)) {
        po_evidence_cover(f->evidence, PO_COVERS_SEEN, entity_at(f, entity), year, (unsigned)indicator);
        po_evidence_cover(f->evidence, PO_COVERS_UNREAD, entity_at(f, entity), year, (unsigned)indicator);
    }
}

static void take_levels(filling *f) {
    uint32_t entity;
    int year;
    const char *group_text = role_text(f, "group");
    const char *indicator_text = role_text(f, "indicator");
    int group = po_rulebooks_group(f->evidence->books, group_text);
    int indicator = po_rulebooks_indicator(f->evidence->books, indicator_text);
    if (group < 0) {
        note_unread(f, indicator); /* others that are none (English only, alternate tests) stand in every file */
        return;
    }
    if (!who_and_when(f, f->record, &entity, &year)) {
        return;
    }
    if (indicator < 0) {
        if (says_a_level(f)) { /* files carry other rows along, enrolment for one */
            leave(f, LEFT_INDICATOR, indicator_text);
        }
        return;
    }
    po_level_row *row = PO_LIST_ADD(f->evidence->arena, &f->evidence->levels);
    *row = (po_level_row){.entity = entity,
                       .year = (int16_t)year,
                       .group = (uint8_t)group,
                       .indicator = (uint8_t)indicator,
                       .status = role_level(f, "status"),
                       .change = role_level(f, "change"),
                       .colour = role_level(f, "colour"),
                       .small = role_tri(f, "small"),
                       .size = role_tri(f, "size"),
                       .document = f->document,
                       .denominator = role_count(f, "denominator"),
                       .numerator = role_count(f, "numerator")};
    cover_levels(f, row);
    add_rates(f, entity, year, group, indicator);
    check_row(f, group, indicator, entity, year);
}

static void take_lowest(filling *f) {
    uint32_t entity;
    int year;
    const po_field *list = field_of(f, f->record, "indicators");
    const char *group_text = role_text(f, "group");
    int group = group_text ? po_rulebooks_group(f->evidence->books, group_text)
                           : f->evidence->books->all_students;
    if (group < 0) {
        leave(f, LEFT_GROUP, group_text);
        return;
    }
    if (!who_and_when(f, f->record, &entity, &year)) {
        return;
    }
    po_covers kind = group == f->evidence->books->all_students ? PO_COVERS_LOWEST_ALL
                                                               : PO_COVERS_LOWEST_GROUPS;
    const po_identify_entity *who = entity_at(f, entity);
    for (uint32_t i = 0; list && i < list->value_count; i++) {
        int indicator = po_rulebooks_indicator(f->evidence->books, list->values[i]);
        if (indicator < 0) {
            leave(f, LEFT_INDICATOR, list->values[i]);
            continue;
        }
        *PO_LIST_ADD(f->evidence->arena, &f->evidence->levels) =
            (po_level_row){.entity = entity,
                           .year = (int16_t)year,
                           .group = (uint8_t)group,
                           .indicator = (uint8_t)indicator,
                           .lowest = true,
                           .document = f->document,
                           .denominator = -1,
                           .numerator = -1};
        po_evidence_cover(f->evidence, kind, who, year, (unsigned)indicator);
    }
}

static void take_local(filling *f) {
    uint32_t entity;
    int year;
    if (!who_and_when(f, f->record, &entity, &year)) {
        return;
    }
    int32_t priority = role_count(f, "priority");
    const char *result = role_text(f, "result");
    const char *worst = NULL;
    for (size_t i = 0; i < f->input->fields.count; i++) {
        worst = po_text_equal(f->input->fields.items[i].role, "result")
                    ? f->input->fields.items[i].of
                    : worst;
    }
    if (priority < 1 || priority > 31 || !result) {
        leave(f, LEFT_STATUS, result);
        return;
    }
    *PO_LIST_ADD(f->evidence->arena, &f->evidence->locals) =
        (po_local_row){.entity = entity,
                       .year = (int16_t)year,
                       .priority = (uint8_t)priority,
                       .not_met = po_text_equal(result, worst)};
}

/* ---- what the state said -----------------------------------------------------------------------
 */

static uint64_t group_bits(filling *f, const po_field *field) {
    uint64_t bits = 0;
    for (uint32_t i = 0; field && i < field->value_count; i++) {
        int group = po_rulebooks_group(f->evidence->books, field->values[i]);
        if (group < 0) {
            leave(f, LEFT_GROUP, field->values[i]);
        } else {
            bits |= UINT64_C(1) << group;
        }
    }
    return bits;
}

static uint32_t number_bits(const po_field *field) {
    uint32_t bits = 0;
    for (uint32_t i = 0; field && i < field->value_count; i++) {
        long number = strtol(field->values[i], NULL, 10);
        bits |= number > 0 && number < 32 ? UINT32_C(1) << number : 0;
    }
    if (field && field->value_count == 0 && field->value) {
        long number = strtol(field->value, NULL, 10);
        bits |= number > 0 && number < 32 ? UINT32_C(1) << number : 0;
    }
    return bits;
}

static const po_identification *identification_of(const filling *f) {
    return po_map_get(f->evidence->identification_numbers,
                      f->input->identification ? f->input->identification : "");
}

static const po_rule_status *status_of(filling *f, const po_identification *identification,
                                       const po_field *field) {
    po_arena *scratch = po_arena_create();
    const po_rule_status *status =
        field->value ? po_identification_words(scratch, identification, field->value) : NULL;
    if (!status) {
        status = po_identification_words(scratch, identification, field->text);
    }
    po_arena_destroy(scratch);
    if (!status) {
        leave(f, LEFT_STATUS, text_of(field));
    }
    return status;
}

static po_official_row *add_official(filling *f, uint32_t entity, int year, const po_field *field) {
    const po_identification *identification = identification_of(f);
    if (!identification || !text_of(field) || year == 0) {
        return NULL;
    }
    po_official_row *row = PO_LIST_ADD(f->evidence->arena, &f->evidence->officials);
    *row = (po_official_row){.entity = entity,
                             .year = (int16_t)year,
                             .identification = identification,
                             .status = status_of(f, identification, field),
                             .words = po_evidence_text(f->evidence, !po_text_empty(field->text)
                                                                        ? field->text
                                                                        : field->value),
                             .document = f->document};
    return row;
}

/* The year behind "<name>_", or 0. */
static int year_behind(const char *field_name, const char *name) {
    size_t size = strlen(name);
    return strncmp(field_name, name, size) == 0 && field_name[size] == '_'
               ? year_of(field_name + size + 1)
               : 0;
}

static void add_flag(filling *f, uint32_t entity, int year, const char *flag,
                     const po_field *field) {
    const char *text = text_of(field);
    if (text && year != 0) {
        bool yes = po_text_equal(text, "yes") || text[0] == 'Y' || text[0] == 'y';
        *PO_LIST_ADD(f->evidence->arena, &f->evidence->official_flags) =
            (po_official_flag){.entity = entity,
                               .year = (int16_t)year,
                               .flag = flag,
                               .yes = yes,
                               .words = po_evidence_text(f->evidence, field->text)};
    }
}

static void add_fact(filling *f, uint32_t entity, int year, const po_input_field *input,
                     const po_field *field) {
    if (text_of(field)) {
        *PO_LIST_ADD(f->evidence->arena, &f->evidence->facts) =
            (po_fact_row){.entity = entity,
                          .year = (int16_t)year,
                          .name = input->of ? input->of : input->name,
                          .text = po_evidence_text(f->evidence, field->text),
                          .value = po_evidence_text(f->evidence, field->value)};
    }
}

/* One field of an official record: of the record's year, or with its own year behind the name. */
static void take_official_field(filling *f, uint32_t entity, int year, const po_field *field) {
    for (size_t i = 0; i < f->input->fields.count; i++) {
        const po_input_field *input = &f->input->fields.items[i];
        int behind = year_behind(field->name, input->name);
        if (behind == 0 && !po_text_equal(field->name, input->name)) {
            continue;
        }
        int of_year = behind ? behind : year;
        if (po_text_equal(input->role, "flag")) {
            add_flag(f, entity, of_year, input->of, field);
        } else if (po_text_equal(input->role, "fact")) {
            add_fact(f, entity, behind, input, field);
        } else if (po_text_equal(input->role, "status") && behind) {
            add_official(f, entity, of_year, field);
        }
    }
}

static void take_official(filling *f) {
    uint32_t entity;
    int year;
    const po_field *status = field_of(f, f->record, "status");
    if (!who_and_when(f, f->record, &entity, &year)) {
        return;
    }
    const po_identification *identification = identification_of(f);
    po_official_row *row = status ? add_official(f, entity, year, status) : NULL;
    if (row) {
        const po_field *groups = field_of(f, f->record, "groups");
        const po_field *methods = field_of(f, f->record, "methods");
        row->groups_given = groups != NULL || po_input_name(f->input, "groups") == NULL;
        row->groups = group_bits(f, groups);
        row->methods = number_bits(methods);
        row->methods_given = po_input_name(f->input, "methods") != NULL;
        row->exit = po_evidence_text(f->evidence, role_text(f, "exit"));
        const po_identify_entity *who = entity_at(f, entity);
        po_evidence_cover(f->evidence, PO_COVERS_OFFICIAL, who, year,
                          po_evidence_number(f->evidence, identification));
    }
    for (uint32_t i = 0; i < f->record->field_count; i++) {
        take_official_field(f, entity, year, &f->record->fields[i]);
    }
}

static void take_official_group(filling *f) {
    uint32_t entity;
    int year;
    const po_record *parent = f->record->parent_record;
    const po_rule_input *own = f->input;
    const char *group_text = role_text(f, "group");
    int group = po_rulebooks_group(f->evidence->books, group_text);
    if (!parent || group < 0) {
        leave(f, LEFT_GROUP, group_text);
        return;
    }
    f->input = po_rulebook_input(f->book, parent->type);
    bool known = f->input && who_and_when(f, parent, &entity, &year);
    f->input = own;
    if (!known) {
        return;
    }
    const po_field *letter = field_of(f, f->record, "letter");
    *PO_LIST_ADD(f->evidence->arena, &f->evidence->official_groups) = (po_official_group){
        .entity = entity,
        .year = (int16_t)year,
        .group = (uint8_t)group,
        .priorities = number_bits(field_of(f, f->record, "priorities")),
        .letter = po_evidence_text(f->evidence, letter ? letter->text : NULL)};
}

static void take_listed(filling *f) {
    uint32_t entity;
    int year;
    const po_field *groups = field_of(f, f->record, "groups");
    if (!who_and_when(f, f->record, &entity, &year)) {
        return;
    }
    *PO_LIST_ADD(f->evidence->arena, &f->evidence->official_flags) =
        (po_official_flag){.entity = entity,
                           .year = (int16_t)year,
                           .flag = f->input->flag,
                           .yes = true,
                           .groups = group_bits(f, groups),
                           .words = po_evidence_text(f->evidence, groups ? groups->text : NULL)};
}

/* ---- a document --------------------------------------------------------------------------------
 */

typedef void (*taker)(filling *f);

static const taker takers[] = {
    [PO_GIVES_LEVELS] = take_levels,     [PO_GIVES_LOWEST] = take_lowest,
    [PO_GIVES_LOCAL] = take_local,       [PO_GIVES_OFFICIAL] = take_official,
    [PO_GIVES_OFFICIAL_GROUPS] = take_official_group, [PO_GIVES_LISTED] = take_listed,
};

static const po_rulebook *book_of(const po_evidence *evidence, const char *program) {
    for (size_t i = 0; i < evidence->books->books.count; i++) {
        if (po_text_equal(evidence->books->books.items[i]->program, program)) {
            return evidence->books->books.items[i];
        }
    }
    return NULL;
}

static void tell(const filling *f, const char *file, po_diagnostics *diagnostics) {
    static const char *const sentences[LEFT_COUNT] = {
        [LEFT_CDS] = "%zu rows have no code of a school or agency that can be read ('%s'); they were "
                     "left out",
        [LEFT_YEAR] = "%zu rows do not say of which Dashboard year they are ('%s'); they were left "
                      "out. Keep the year in the file's name or add a column ReportingYear",
        [LEFT_GROUP] = "%zu student groups are none we know ('%s'); they were left out",
        [LEFT_INDICATOR] = "%zu indicators are none we know ('%s'); they were left out",
        [LEFT_STATUS] = "%zu statuses are none we know ('%s'); they are shown as printed and not "
                        "compared"};
    static const char *const codes[LEFT_COUNT] = {"ID-001", "ID-002", "ID-003", "ID-004", "ID-005"};
    for (int i = 0; i < LEFT_COUNT; i++) {
        if (f->left[i] > 0) {
            /* The format is one of the five above. */
            char text[512];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            snprintf(text, sizeof text, sentences[i], f->left[i], f->example[i]);
#pragma GCC diagnostic pop
            po_diagnose(diagnostics, PO_WARNING, codes[i], file, NULL, "%s", text);
        }
    }
}

void po_evidence_add(po_evidence *evidence, const po_record_set *records,
                     po_diagnostics *diagnostics) {
    filling f = {.evidence = evidence, .book = book_of(evidence, records->program)};
    if (!f.book) {
        return;
    }
    if (evidence->documents.count >= PO_LIMIT_EVIDENCE_DOCUMENTS) {
        po_diagnose(diagnostics, PO_ERROR, "ID-006", records->source.name, NULL,
                    "more than %d state files in one run; this one was left out",
                    PO_LIMIT_EVIDENCE_DOCUMENTS);
        return;
    }
    f.document = (uint16_t)evidence->documents.count;
    f.checker = po_row_checker_create(evidence);
    *PO_LIST_ADD(evidence->arena, &evidence->documents) =
        po_evidence_text(evidence, records->source.name);
    for (size_t i = 0; i < records->records.count; i++) {
        f.record = &records->records.items[i];
        f.input = po_rulebook_input(f.book, f.record->type);
        if (f.input) {
            takers[f.input->gives](&f);
        }
    }
    po_row_checker_destroy(f.checker);
    tell(&f, records->source.name, diagnostics);
}

void po_evidence_add_notified(po_evidence *evidence, const char *cds, const po_official_row *row,
                              const po_official_flag *flags, size_t flag_count) {
    uint32_t entity;
    if (!po_evidence_find(evidence, cds, NULL, &entity)) {
        return;
    }
    if (row && row->year >= PO_YEAR_FIRST) {
        po_official_row *kept = PO_LIST_ADD(evidence->arena, &evidence->officials);
        *kept = *row;
        kept->entity = entity;
        kept->words = po_evidence_text(evidence, row->words);
        kept->letter_date = po_evidence_text(evidence, row->letter_date);
        kept->document = UINT16_MAX;
        po_evidence_note_year(evidence, row->identification, row->year);
    }
    for (size_t i = 0; i < flag_count; i++) {
        po_official_flag *flag = PO_LIST_ADD(evidence->arena, &evidence->official_flags);
        *flag = flags[i];
        flag->entity = entity;
    }
}
