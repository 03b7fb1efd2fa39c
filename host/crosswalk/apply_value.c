/* SPDX-License-Identifier: Apache-2.0
 *
 * From a record field to a value in the model, with its lineage. A typed value that cannot be read
 * is set with its text and a doubt, never left out; words that classify finds nothing in leave the
 * field unset: unknown.
 */
#include "base/text.h"
#include "crosswalk/apply_parts.h"

static const po_source_place *places_copy(po_applier *applier, const po_field *field) {
    po_source_place *places = PO_NEW_ARRAY(applier->model->arena, po_source_place, field->at_count);
    for (uint32_t i = 0; i < field->at_count; i++) {
        const po_place *at = &field->at[i];
        places[i] = (po_source_place){applier->source,
                                      at->page,
                                      at->table,
                                      at->row,
                                      at->column,
                                      at->line,
                                      po_arena_dup(applier->model->arena, at->sheet)};
    }
    return places;
}

const po_lineage *po_apply_lineage(po_applier *applier, const po_record *record,
                                   const po_field *field, const char *row, const char *operations,
                                   const char *evidence) {
    po_arena *arena = applier->model->arena;
    po_lineage *lineage = PO_NEW(arena, po_lineage);
    lineage->source = applier->source;
    lineage->record_id = po_arena_dup(arena, record->id);
    lineage->record_type = po_arena_dup(arena, record->type);
    lineage->crosswalk = applier->crosswalk->id;
    lineage->row = row;
    lineage->operations = operations;
    lineage->evidence = po_arena_dup(arena, evidence);
    if (field) {
        lineage->record_field = po_arena_dup(arena, field->name);
        lineage->at = places_copy(applier, field);
        lineage->at_count = field->at_count;
    }
    return lineage;
}

static const char *const *values_copy(po_arena *arena, const po_flow *flow) {
    const char **values = PO_NEW_ARRAY(arena, const char *, flow->value_count);
    for (uint32_t i = 0; i < flow->value_count; i++)
        values[i] = po_arena_dup(arena, flow->values[i]);
    return values;
}

static bool finds_words(const po_field_row *row) {
    for (size_t i = 0; i < row->ops.count; i++)
        if (row->ops.items[i].kind == PO_OP_CLASSIFY || row->ops.items[i].find)
            return true;
    return false;
}

/* What is uncertain: what the reader said, or that nothing usable was there. */
static const char *doubt_of(po_applier *applier, const po_field_row *row, const po_flow *flow) {
    po_arena *arena = applier->model->arena;
    if (flow->doubt)
        return po_arena_dup(arena, flow->doubt);
    bool typed = !po_text_equal(row->type, "text");
    if (flow->lost || (typed && !flow->value && flow->value_count == 0))
        return po_arena_printf(arena, "not readable as %s", row->type);
    return NULL;
}

/* A number column with a dash, "N/A" or nothing says that there is none. */
static bool says_nothing(const po_flow *flow) {
    static const char *const words[] = {"", "-", "--", "n/a", "na", "none", "not applicable"};
    po_arena *scratch = po_arena_create();
    const char *text = po_text_words(scratch, flow->text ? flow->text : "");
    bool nothing = *text == '\0';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        nothing |= po_text_equal(text, po_text_words(scratch, words[i]));
    po_arena_destroy(scratch);
    return nothing;
}

static void set_value(po_application *application, const po_field_row *row, const po_field *field,
                      po_entity *entity, const po_flow *flow) {
    po_applier *applier = application->applier;
    po_arena *arena = applier->model->arena;
    po_value value = {.text = po_arena_dup(arena, flow->text),
                      .value = po_arena_dup(arena, flow->value),
                      .values = values_copy(arena, flow),
                      .value_count = flow->value_count,
                      .doubt = doubt_of(applier, row, flow)};
    value.lineage = po_apply_lineage(applier, application->record, field, row->id, row->operations,
                                     flow->evidence);
    po_model_set(applier->model, entity, row->to_field, &value);
    if (value.doubt && flow->lost)
        po_applier_say(
            applier, PO_NOTE, "XW-205",
            po_arena_printf(applier->scratch, "%s %s", application->record->id, row->id), field,
            po_arena_printf(applier->scratch, "%s \"%.60s\" of %s is %s", row->from,
                            flow->text ? flow->text : "", application->record->id, value.doubt));
}

void po_apply_value(po_application *application, const po_field_row *row, const po_field *field,
                    po_entity *entity) {
    po_applier *applier = application->applier;
    if (row->ops.count == 0 || (row->when_empty && po_entity_get(entity, row->to_field)))
        return;
    po_op_context context = {applier->scratch, applier->set->lexicon, applier->model,
                             application->record};
    po_flow flow = po_row_get(row, field, &context);
    bool nothing = flow.lost && (finds_words(row) || says_nothing(&flow));
    bool empty = !flow.value && flow.value_count == 0 && po_text_empty(flow.text);
    if (!nothing && !empty)
        set_value(application, row, field, entity, &flow);
}

static const char *year_text(const po_applier *applier, po_with_kind kind) {
    int year = applier->source->plan_year;
    if (year == 0)
        return NULL;
    return po_school_year_format(kind == PO_WITH_PLAN_YEAR ? year : year - 1,
                                 po_arena_alloc(applier->model->arena, PO_SCHOOL_YEAR_TEXT_MAX));
}

static const char *term_label(const po_applier *applier, const po_with *with) {
    const po_vocabulary *vocabulary =
        po_schema_vocabulary(applier->model->schema, with->definition->vocabulary);
    const po_term *term = po_vocabulary_find(vocabulary, with->text);
    return term ? term->label : with->text;
}

void po_apply_withs(po_application *application, const po_field_row *row, const po_field *field,
                    po_entity *entity) {
    po_applier *applier = application->applier;
    for (size_t i = 0; i < row->withs.count; i++) {
        const po_with *with = &row->withs.items[i];
        po_value value = {0};
        if (!with->definition)
            continue;
        if (with->kind == PO_WITH_TERM) {
            value.value = with->text;
            value.text = term_label(applier, with);
        } else if (with->kind == PO_WITH_TEXT) {
            value.text = with->text;
        } else {
            value.text = value.value = year_text(applier, with->kind);
            value.rule = with->kind == PO_WITH_PLAN_YEAR
                             ? "the plan year of the document"
                             : "the year before the plan year of the document";
        }
        if (!value.text || po_entity_get(entity, with->field))
            continue;
        value.lineage =
            po_apply_lineage(applier, application->record, field, row->id, "with", NULL);
        po_model_set(applier->model, entity, with->field, &value);
    }
}
