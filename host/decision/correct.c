/* SPDX-License-Identifier: Apache-2.0
 *
 * Carrying out corrections. See correct.h.
 */
#include "decision/correct.h"

#include <string.h>

#include "base/decimal.h"
#include "decision/fingerprint.h"

bool po_decision_is_correction(const po_decision *decision) {
    return decision->kind == PO_DECISION_CORRECT;
}

bool po_decision_is_judgement(const po_decision *decision) {
    return decision->kind != PO_DECISION_CORRECT;
}

/* ---- canonical values ---------------------------------------------------------------------------------- */

/* "$1,234.50", "(12)", "35.9%": one number and nothing beside it. */
static const char *number_value(po_arena *arena, const char *text) {
    char *out = po_arena_alloc(arena, strlen(text) + 2), *end = out;
    const char *solid = po_text_solid(arena, text);
    size_t size = strlen(solid);
    bool bracket = size > 2 && solid[0] == '(' && solid[size - 1] == ')';
    if (bracket)
        *end++ = '-';
    for (size_t i = 0; i < size; i++)
        if (!strchr("$,%()", solid[i]))
            *end++ = solid[i];
    po_decimal number;
    return po_decimal_parse(out, &number) ? out : NULL;
}

static const char *date_value(po_arena *arena, const char *text) {
    char iso[PO_DATE_TEXT_MAX];
    po_date date;
    return po_date_parse_printed(text, &date) ? po_arena_dup(arena, po_date_format_iso(date, iso)) : NULL;
}

static const char *year_value(po_arena *arena, const char *text) {
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    int first = po_school_year_parse(text);
    return first ? po_arena_dup(arena, po_school_year_format(first, year)) : NULL;
}

const char *po_correction_value(po_arena *arena, const char *type, const char *text) {
    static const char *const numbers[] = {"money", "percent", "number", "pupils"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (po_text_equal(type, numbers[i]))
            return number_value(arena, text);
    if (po_text_equal(type, "date"))
        return date_value(arena, text);
    if (po_text_equal(type, "school-year"))
        return year_value(arena, text);
    if (!po_text_equal(type, "yes-no"))
        return NULL;
    const char *word = po_text_words(arena, text);
    return po_text_equal(word, "yes") || po_text_equal(word, "no") ? word : NULL;
}

static bool has_canonical(const char *type) {
    static const char *const types[] = {"money", "percent", "number", "pupils", "date", "school-year", "yes-no"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (po_text_equal(type, types[i]))
            return true;
    return false;
}

bool po_correction_said(po_arena *arena, const po_decision *decision, const po_judged *judged) {
    if (decision->kind != PO_DECISION_CORRECT || !judged->slot)
        return false;
    const po_value *value = &judged->slot->value;
    const char *wanted = decision->value ? decision->value : po_correction_value(arena, judged->slot->field->type, decision->text);
    po_decimal a, b;
    if (wanted && value->value && po_decimal_parse(wanted, &a) && po_decimal_parse(value->value, &b))
        return po_decimal_compare(a, b) == 0;
    if (wanted && value->value)
        return po_text_equal(wanted, value->value);
    return po_text_equal(po_text_words(arena, decision->text), po_text_words(arena, value->text ? value->text : ""));
}

/* ---- into the records ------------------------------------------------------------------------------------ */

/* What one correction is carried out with. */
typedef struct repair {
    po_arena *arena;
    const po_decision *decision;
    const po_judged *judged;
    po_record_set *records;
    po_record *record;
    const po_field *field;
} repair;

static bool same_text(po_arena *arena, const char *a, const char *b) {
    return po_text_equal(po_text_squeeze(arena, a ? a : ""), po_text_squeeze(arena, b ? b : ""));
}

/* The record field from which the value came as it stands; false if the value is only drawn from it. */
static bool find_field(repair *r, const po_correct_paper *papers, size_t count) {
    const po_lineage *lineage = r->judged->slot->value.lineage;
    if (!lineage || !lineage->record_id || !lineage->record_field)
        return false;
    for (size_t i = 0; i < count; i++)
        if (papers[i].source == lineage->source)
            r->records = papers[i].records;
    for (size_t i = 0; r->records && i < r->records->records.count; i++)
        if (po_text_equal(r->records->records.items[i].id, lineage->record_id))
            r->record = &r->records->records.items[i];
    r->field = r->record ? po_record_field(r->record, lineage->record_field) : NULL;
    return r->field && same_text(r->arena, r->field->text, r->judged->slot->value.text);
}

static const po_correction *remember(const repair *r) {
    const po_value *value = &r->judged->slot->value;
    po_correction *correction = PO_NEW(r->arena, po_correction);
    const char **values = PO_NEW_ARRAY(r->arena, const char *, value->value_count);
    for (uint32_t i = 0; i < value->value_count; i++)
        values[i] = po_arena_dup(r->arena, value->values[i]);
    *correction = (po_correction){.decision = r->decision->id,
                                  .text = po_arena_dup(r->arena, value->text),
                                  .value = po_arena_dup(r->arena, value->value),
                                  .values = values,
                                  .value_count = value->value_count,
                                  .doubt = po_arena_dup(r->arena, value->doubt),
                                  .reason = r->decision->reason,
                                  .role = r->decision->role,
                                  .date = r->decision->date};
    return correction;
}

/* The canonical value of the new text: of the model's type, else of the kind that the field had. */
static const char *new_value(const repair *r) {
    po_arena *arena = r->records->arena;
    const char *old = r->field->value, *text = r->decision->text;
    const char *type = r->judged->slot->field->type;
    po_decimal number;
    po_date date;
    if (r->decision->value || has_canonical(type))
        return po_arena_dup(arena, r->decision->value ? r->decision->value : po_correction_value(arena, type, text));
    if (!old)
        return NULL;
    if (po_decimal_parse(old, &number))
        return number_value(arena, text);
    if (po_date_parse_iso(old, &date))
        return date_value(arena, text);
    return same_text(arena, old, r->field->text) ? po_arena_dup(arena, text) : NULL;
}

/* Fields are constant for all others, so that the record gets new ones. */
static void replace(const repair *r, const char *value) {
    po_arena *arena = r->records->arena;
    po_field *fields = PO_NEW_ARRAY(arena, po_field, r->record->field_count);
    for (uint32_t i = 0; i < r->record->field_count; i++)
        fields[i] = r->record->fields[i];
    po_field *field = &fields[r->field - r->record->fields];
    field->text = po_arena_dup(arena, r->decision->text);
    field->value = value;
    field->doubt = NULL;
    if (field->value_count > 0) {
        char **values = NULL;
        field->value_count = (uint32_t)po_text_split(arena, field->text, ',', &values);
        field->values = (const char *const *)values;
    }
    r->record->fields = fields;
}

/* NULL if it was carried out, else the key of the reason. */
static const char *carry_out(repair *r, const po_correct_paper *papers, size_t count, po_corrections *corrections) {
    if (!find_field(r, papers, count))
        return "decision.why.part";
    const char *value = new_value(r);
    if (has_canonical(r->judged->slot->field->type) && !value)
        return "decision.why.unread";
    *PO_LIST_ADD(r->arena, &corrections->list) = (po_corrected){.source = r->judged->slot->value.lineage->source,
                                                               .record = po_arena_dup(r->arena, r->record->id),
                                                               .field = po_arena_dup(r->arena, r->field->name),
                                                               .correction = remember(r)};
    replace(r, value);
    return NULL;
}

static void give_up(po_arena *arena, po_standing *standing, const char *why) {
    po_argument *argument = PO_NEW(arena, po_argument);
    *argument = (po_argument){.name = "text", .value = standing->decision->text};
    standing->kind = PO_STANDING_LOOK_AGAIN;
    standing->why = why;
    standing->arguments = argument;
    standing->argument_count = 1;
}

void po_corrections_put(po_arena *arena, po_standings *standings, const po_correct_paper *papers, size_t count,
                        po_corrections *ret_corrections) {
    *ret_corrections = (po_corrections){0};
    for (size_t i = 0; i < standings->list.count; i++) {
        po_standing *standing = &standings->list.items[i];
        if (standing->kind != PO_STANDING_APPLIES && standing->kind != PO_STANDING_MATCHED_ANEW)
            continue;
        repair r = {.arena = arena, .decision = standing->decision, .judged = standing->judged};
        const char *why = carry_out(&r, papers, count, ret_corrections);
        if (why)
            give_up(arena, standing, why);
    }
}

/* ---- into the model ------------------------------------------------------------------------------------------ */

static const po_correction *of_value(const po_corrections *corrections, const po_value *value) {
    const po_lineage *lineage = value->lineage;
    for (size_t i = 0; lineage && i < corrections->list.count; i++) {
        const po_corrected *corrected = &corrections->list.items[i];
        if (corrected->source == lineage->source && po_text_equal(corrected->record, lineage->record_id) &&
            po_text_equal(corrected->field, lineage->record_field) && !po_text_equal(lineage->operations, "with"))
            return corrected->correction;
    }
    return NULL;
}

void po_corrections_mark(const po_corrections *corrections, po_model *model) {
    for (size_t i = 0; corrections->list.count > 0 && i < model->entities.count; i++) {
        po_entity *entity = model->entities.items[i];
        for (size_t s = 0; s < entity->slots.count; s++)
            entity->slots.items[s].value.correction = of_value(corrections, &entity->slots.items[s].value);
        for (size_t s = 0; s < entity->others.count; s++)
            entity->others.items[s].value.correction = of_value(corrections, &entity->others.items[s].value);
    }
}
