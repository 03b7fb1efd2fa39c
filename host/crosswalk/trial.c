/* SPDX-License-Identifier: Apache-2.0
 *
 * Running the tests, the trials of forbid rows and the laws that stand in a crosswalk. A test is a
 * document of a few records, applied to a model of its own.
 */
#include <stdarg.h>

#include "base/diagnose_line.h"
#include "base/text.h"
#include "crosswalk/test_parts.h"

void po_trial_fail(po_trial *trial, size_t *counter, int line, const char *code, const char *format,
                   ...) {
    va_list arguments;
    va_start(arguments, format);
    po_diagnose_line_with(trial->diagnostics, PO_ERROR, code, trial->crosswalk->path, line, format, arguments);
    va_end(arguments);
    ++*counter;
}

/* ---- one expectation --------------------------------------------------------------------------
 */

static bool says(const po_value *value, const char *wanted) {
    if (po_text_equal(wanted, "unknown"))
        return !value || (!value->value && value->value_count == 0 && po_text_empty(value->text));
    return value && (po_text_equal(value->value, wanted) || po_text_equal(value->text, wanted));
}

static bool is_wanted(const po_entity *entity, const po_expect *expect) {
    return (!expect->code || po_text_equal(entity->code, expect->code)) &&
           (!expect->where || says(po_entity_get(entity, expect->where), expect->is));
}

static const po_entity *find_wanted(const po_model *model, const po_expect *expect,
                                    size_t *ret_count) {
    const po_entity *entity, *first = NULL;
    *ret_count = 0;
    for (size_t i = 0; (entity = po_model_nth(model, expect->entity, i)); i++)
        if (is_wanted(entity, expect)) {
            first = first ? first : entity;
            ++*ret_count;
        }
    return first;
}

static const char *joined(po_arena *arena, const po_value *value) {
    const char *text = "";
    for (uint32_t i = 0; value && i < value->value_count; i++)
        text = po_arena_printf(arena, "%s%s%s", text, i ? " " : "", value->values[i]);
    return text;
}

static const char *shown(const char *text) {
    return text && *text ? text : "nothing";
}

static void expect_text(po_trial *trial, const po_test *test, const po_expect *expect,
                        const char *what, const char *wanted, const char *got) {
    if (wanted && !po_text_equal(wanted, got))
        po_trial_fail(trial, &trial->counts->tests_failed, expect->line, "XW-501",
                      "%s: the %s of %s %s%s%s should be \"%s\", and is %s", test->id, what,
                      expect->entity, expect->code ? expect->code : "", expect->code ? " " : "",
                      expect->field, wanted, shown(got));
}

static void check_value(po_trial *trial, const po_test *test, const po_expect *expect,
                        const po_entity *entity, po_arena *arena) {
    const po_value *value = po_entity_get(entity, expect->field);
    if (po_text_equal(expect->value, "unknown")) {
        if (value && (value->value || value->value_count > 0))
            po_trial_fail(trial, &trial->counts->tests_failed, expect->line, "XW-501",
                          "%s: %s of %s should be unknown, and is %s", test->id, expect->field,
                          expect->entity, value->value ? value->value : joined(arena, value));
        return;
    }
    expect_text(trial, test, expect, "value", expect->value, value ? value->value : NULL);
    expect_text(trial, test, expect, "values", expect->values, joined(arena, value));
    expect_text(trial, test, expect, "text", expect->text, value ? value->text : NULL);
    expect_text(trial, test, expect, "evidence", expect->evidence,
                value && value->lineage ? value->lineage->evidence : NULL);
}

static void check_expect(po_trial *trial, const po_test *test, const po_expect *expect,
                         const po_model *model) {
    size_t count = 0;
    const po_entity *entity = find_wanted(model, expect, &count);
    trial->counts->expectations++;
    if (expect->count >= 0 && (size_t)expect->count != count)
        po_trial_fail(trial, &trial->counts->tests_failed, expect->line, "XW-501",
                      "%s: there should be %ld of %s, and there are %zu", test->id, expect->count,
                      expect->entity, count);
    if (!expect->field)
        return;
    if (entity)
        check_value(trial, test, expect, entity, model->arena);
    else
        po_trial_fail(trial, &trial->counts->tests_failed, expect->line, "XW-501",
                      "%s: there is no %s %s", test->id, expect->entity,
                      expect->code ? expect->code
                      : expect->is ? expect->is
                                   : "at all");
}

static const char *link_end(po_arena *arena, const po_entity *entity) {
    return po_arena_printf(arena, "%s %s", entity->definition->id,
                           entity->code ? entity->code : "");
}

static void check_link(po_trial *trial, const po_test *test, const po_expect_link *expect,
                       const po_model *model) {
    trial->counts->expectations++;
    for (size_t i = 0; i < model->links.count; i++) {
        const po_link *link = &model->links.items[i];
        if (po_text_equal(link->kind, expect->kind) &&
            po_text_equal(link_end(model->arena, link->from), expect->from) &&
            po_text_equal(link_end(model->arena, link->to), expect->to))
            return;
    }
    po_trial_fail(trial, &trial->counts->tests_failed, expect->line, "XW-501",
                  "%s: there is no link \"%s\" from %s to %s", test->id, expect->kind, expect->from,
                  expect->to);
}

/* ---- one test -------------------------------------------------------------------------------- */

static po_record_set *given_records(const po_trial *trial, const po_test *test, po_error *err) {
    po_record_set *records = po_record_set_create();
    records->program = po_arena_dup(records->arena, trial->crosswalk->program);
    records->source.name = po_arena_dup(records->arena, test->id);
    for (size_t i = 0; i < test->givens.count; i++) {
        const po_given *given = &test->givens.items[i];
        po_record record = {.id = given->id,
                            .type = given->record,
                            .parent = given->parent,
                            .fields = given->fields.items,
                            .field_count = (uint32_t)given->fields.count};
        po_record_set_add(records, &record);
    }
    if (po_record_set_link(records, err) == PO_OK)
        return records;
    po_record_set_destroy(records);
    return NULL;
}

static void try_laws(po_trial *trial, const po_record_set *records) {
    for (size_t i = 0; i < records->records.count; i++) {
        const po_record *record = &records->records.items[i];
        const po_record_map *map = po_map_get(trial->crosswalk->by_type, record->type);
        for (size_t n = 0; map && n < map->rows.count; n++) {
            const po_field *field = po_reference_field(record, &map->rows.items[n].reference);
            if (!field)
                continue;
            po_map_set(trial->rows_tested, map->rows.items[n].id, trial);
            po_laws_given(trial, &map->rows.items[n], record, field);
        }
    }
}

static void check_all(po_trial *trial, const po_test *test, const po_model *model) {
    for (size_t i = 0; i < test->expects.count; i++)
        check_expect(trial, test, &test->expects.items[i], model);
    for (size_t i = 0; i < test->links.count; i++)
        check_link(trial, test, &test->links.items[i], model);
}

static void run_test(po_trial *trial, const po_test *test) {
    po_error err = {0};
    size_t failed = trial->counts->tests_failed;
    trial->counts->tests++;
    po_record_set *records = given_records(trial, test, &err);
    if (!records) {
        po_trial_fail(trial, &trial->counts->tests_failed, test->line, "XW-501", "%s: %s", test->id,
                      err.text);
        return;
    }
    po_model *model = po_model_create(trial->set->schema);
    po_diagnostics heard;
    po_diagnostics_init(&heard, model->arena);
    po_source *source = po_model_add_source(model);
    *source = (po_source){.id = test->id,
                          .name = test->id,
                          .program = trial->crosswalk->program,
                          .plan_year = test->plan_year,
                          .lea_name = "Test"};
    if (po_crosswalk_apply(trial->set, records, source, model, &heard, &err) == PO_OK)
        check_all(trial, test, model);
    try_laws(trial, records);
    po_model_destroy(model);
    po_record_set_destroy(records);
    if (trial->counts->tests_failed > failed)
        trial->counts->tests_failed = failed + 1; /* tests are counted, not their expectations */
}

/* ---- forbids, the whole ---------------------------------------------------------------------- */

static void try_forbid(po_trial *trial, const po_forbid *forbid) {
    for (size_t i = 0; i < forbid->tries.count; i++) {
        const po_try *attempt = &forbid->tries.items[i];
        bool refused = po_forbid_hits(forbid, forbid->kind, attempt->a, attempt->b);
        trial->counts->expectations++;
        if (refused == attempt->allowed)
            po_trial_fail(trial, &trial->counts->tests_failed, attempt->line, "XW-502",
                          "%s: %s %s %s should be %s, and is not", forbid->id, attempt->a,
                          forbid->kind, attempt->b, attempt->allowed ? "allowed" : "refused");
    }
    trial->counts->tests++;
}

/* Rows that no test tries are named: a note, for a row may be new. */
static void say_untried(const po_trial *trial, const po_record_map *map) {
    for (size_t i = 0; i < map->rows.count; i++) {
        const po_field_row *row = &map->rows.items[i];
        if (!po_map_get(trial->rows_tested, row->id))
            po_diagnose_line(trial->diagnostics, PO_NOTE, "XW-504", trial->crosswalk->path, row->line, "no test tries %s (%s)",
                             row->id, row->from);
    }
}

static void try_crosswalk(po_trial *trial) {
    for (size_t i = 0; i < trial->crosswalk->tests.count; i++)
        run_test(trial, &trial->crosswalk->tests.items[i]);
    for (size_t i = 0; i < trial->crosswalk->forbids.count; i++)
        try_forbid(trial, &trial->crosswalk->forbids.items[i]);
    for (size_t i = 0; i < trial->crosswalk->records.count; i++)
        for (size_t n = 0; n < trial->crosswalk->records.items[i].rows.count; n++)
            po_laws_generated(trial, &trial->crosswalk->records.items[i].rows.items[n]);
    for (size_t i = 0; i < trial->crosswalk->records.count; i++)
        say_untried(trial, &trial->crosswalk->records.items[i]);
    trial->counts->rows_tested += po_map_count(trial->rows_tested);
}

bool po_crosswalk_test(const po_crosswalks *set, po_diagnostics *diagnostics,
                       po_crosswalk_counts *ret_counts) {
    po_diagnostics unheard;
    po_arena *arena = po_arena_create();
    po_diagnostics_init(&unheard, arena);
    po_crosswalk_check(set, NULL, &unheard,
                       ret_counts); /* for the counts; check tells its own mistakes */
    for (size_t i = 0; i < set->list.count; i++) {
        po_trial trial = {set, set->list.items[i], diagnostics, ret_counts, po_map_create(arena)};
        try_crosswalk(&trial);
    }
    po_arena_destroy(arena);
    return ret_counts->tests > 0 && ret_counts->tests_failed == 0 && ret_counts->laws_failed == 0;
}
