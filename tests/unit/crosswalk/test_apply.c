/* SPDX-License-Identifier: Apache-2.0
 *
 * Applying a toy crosswalk; the installed ones are tried by the tests that stand in them
 * (test_trial.c).
 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "support.h"

static const char rows[] =
    "<record type='goal'><make entity='goal'><key item='number' code='yes'/></make>"
    "<field id='F-text' from='text' to='goal.description' type='text' class='iso' "
    "required='yes'><copy/></field>"
    "<unmapped field='skip' reason='out-of-scope'>why</unmapped></record>"
    "<record type='action'><make entity='action' within='parent'><key item='number' "
    "list='parent.number' code='yes'/></make>"
    "<field id='F-title' from='title' to='action.title' type='text' class='iso'><copy/></field>"
    "<field id='F-money' from='money' to='action.total_funds' type='money' "
    "class='iso'><money/></field>"
    "<field id='F-spent' from='money' to='expenditure.amount' type='money' class='iso' "
    "within='action'>"
    "<with field='fund' term='lcff'/><with field='stage' term='planned'/><with field='school_year' "
    "year='plan'/><money/></field>"
    "<field id='F-spent-before' from='before' to='expenditure.amount' type='money' class='iso' "
    "within='action'>"
    "<with field='fund' term='lcff'/><with field='object' text='as printed'/><with "
    "field='school_year' year='update'/><money/></field>"
    "<field id='F-groups' from='groups' to='action.groups' type='codes' class='forward'><classify "
    "vocabulary='student-group'/></field>"
    "<field id='F-groups-title' from='title' to='action.groups' type='codes' class='forward' "
    "when='empty'><classify vocabulary='student-group'/></field>"
    "<field id='F-hand' from='title' to='action.location' type='text' class='manual'/></record>"
    "<record type='row'><make entity='action' shared='yes'><key item='number' code='yes'/></make>"
    "<field id='F-row-title' from='title' to='action.title' type='text' "
    "class='iso'><copy/></field></record>"
    "<record type='note'><make entity='action' name='about' shared='yes' existing='yes' "
    "each='actions' outer='Goal' inner='Action'>"
    "<key item='actions' code='yes'/></make>"
    "<field id='F-note' from='text' to='about.monitoring' type='text' class='iso'><copy/></field>"
    "<link id='L-note' kind='belongs-to' from='about' entity='goal' field='goals'/></record>"
    "<record type='plan'><field id='F-plan' from='name' to='plan-document.lea_name' type='text' "
    "class='iso'><copy/></field></record>"
    "<record type='keyed'><make entity='measure'><key field='name' or='other'/><key "
    "text='fixed'/></make>"
    "<make entity='outcome' within='measure'><key of='measure'/></make></record>"
    "<record type='flag'><make entity='identification' if='met' is='no partly'><key "
    "field='name'/></make>"
    "<field id='F-flag' from='name' to='identification.text' type='text' "
    "class='iso'><copy/></field><unmapped field='met' reason='superseded'>Decides.</unmapped></record>";

static po_bench bench;
static po_model *model;
static po_record_set *records;
static po_source *source;

static void start(void) {
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, rows, NULL), PO_OK, "%s", bench.err.text);
    model = po_model_create(bench.schema);
    records = bench_records();
    source = po_model_add_source(model);
    *source = (po_source){.name = "toy.pdf",
                          .sha256 = "abc",
                          .program = "toy",
                          .cds = "01612590000000",
                          .lea_name = "Rosewood",
                          .plan_year = 2025};
}

static void stop(void) {
    po_model_destroy(model);
    po_record_set_destroy(records);
    bench_stop(&bench);
}

TestSuite(apply, .init = start, .fini = stop);

static void apply(void) {
    cr_assert_eq(
        po_crosswalk_apply(bench.set, records, source, model, &bench.diagnostics, &bench.err),
        PO_OK, "%s", bench.err.text);
}

static void record(const char *id, const char *type, const char *parent, const char *a,
                   const char *b, const char *c) {
    const char *fields[] = {a, b, c, NULL};
    bench_record(records, id, type, parent, fields);
}

Test(apply, entities_stand_in_each_other) {
    record("g", "goal", NULL, "number=Goal 1", "text=Learn", NULL);
    record("a", "action", "g", "number=2", "title=Tutors", "money=$5");
    apply();
    po_entity *goal = po_model_nth(model, "goal", 0), *action = po_model_nth(model, "action", 0);
    cr_assert_str_eq(goal->code, "1");
    cr_assert_str_eq(action->code, "1.2");
    cr_assert_eq(action->parent, goal);
    cr_assert(po_entity_is(goal->parent, "plan-document"));
    cr_assert(po_entity_is(goal->parent->parent, "lea"));
    cr_assert_str_eq(po_entity_text(goal->parent->parent, "name"), "Rosewood");
    cr_assert_null(po_entity_get(action, "location"), "manual rows set nothing");
}

Test(apply, an_entity_may_be_made_of_some_records_only) {
    record("a", "flag", NULL, "name=one", "met=no", NULL);
    record("b", "flag", NULL, "name=two", "met=yes", NULL);
    record("c", "flag", NULL, "name=three", NULL, NULL);
    record("d", "flag", NULL, "name=four", "met=partly", NULL);
    apply();
    cr_assert_eq(po_model_count(model, "identification"), 2u);
    cr_assert_str_eq(po_entity_text(po_model_nth(model, "identification", 0), "text"), "one");
    cr_assert_str_eq(po_entity_text(po_model_nth(model, "identification", 1), "text"), "four");
}

Test(apply, every_value_has_its_lineage) {
    record("g", "goal", NULL, "number=1", "text=Learn", NULL);
    record("a", "action", "g", "number=1", "title=EL tutors", "money=$5");
    apply();
    po_entity *action = po_model_nth(model, "action", 0);
    const po_lineage *lineage = po_entity_get(action, "total_funds")->lineage;
    cr_assert_str_eq(lineage->record_id, "a");
    cr_assert_str_eq(lineage->record_type, "action");
    cr_assert_str_eq(lineage->record_field, "money");
    cr_assert_str_eq(lineage->crosswalk, "toy");
    cr_assert_str_eq(lineage->row, "F-money");
    cr_assert_str_eq(lineage->operations, "money");
    cr_assert_eq(lineage->at_count, 1u);
    cr_assert_eq(lineage->at[0].page, 3u);
    cr_assert_eq(lineage->at[0].source, source);
    cr_assert_str_eq(po_entity_get(action, "groups")->lineage->row, "F-groups-title");
    cr_assert_str_eq(po_entity_get(action, "groups")->lineage->evidence, "EL");
    for (size_t i = 0; i < model->entities.count; i++)
        for (size_t n = 0; n < model->entities.items[i]->slots.count; n++) {
            const po_value *value = &model->entities.items[i]->slots.items[n].value;
            cr_assert(value->lineage || value->rule, "%s.%s",
                      model->entities.items[i]->definition->id,
                      model->entities.items[i]->slots.items[n].field->id);
        }
}

Test(apply, rows_with_fixed_values_make_entities) {
    record("a", "action", NULL, "number=1", "money=$5", "before=$4");
    apply();
    cr_assert_eq(po_model_count(model, "expenditure"), 2u);
    po_entity *planned = po_model_nth(model, "expenditure", 0),
              *before = po_model_nth(model, "expenditure", 1);
    cr_assert_str_eq(po_entity_value(planned, "school_year"), "2025-26");
    cr_assert_str_eq(po_entity_get(planned, "school_year")->rule, "the plan year of the document");
    cr_assert_str_eq(po_entity_value(planned, "fund"), "lcff");
    cr_assert_str_eq(po_entity_value(before, "school_year"), "2024-25");
    cr_assert_str_eq(po_entity_text(before, "object"), "as printed");
}

Test(apply, an_unknown_plan_year_is_left_out) {
    source->plan_year = 0;
    record("a", "action", NULL, "number=1", "money=$5", NULL);
    apply();
    cr_assert_null(po_entity_get(po_model_nth(model, "expenditure", 0), "school_year"));
}

Test(apply, unreadable_money_is_kept_with_a_doubt) {
    record("a", "action", NULL, "number=1", "money=five dollars", NULL);
    apply();
    const po_value *value = po_entity_get(po_model_nth(model, "action", 0), "total_funds");
    cr_assert_null(value->value);
    cr_assert_str_eq(value->text, "five dollars");
    cr_assert_not_null(value->doubt);
    cr_assert(bench_said(&bench, "XW-205", "five dollars"));
}

Test(apply, a_dash_says_there_is_none) {
    record("a", "action", NULL, "number=1", "money=N/A", "before=-");
    apply();
    cr_assert_null(po_entity_get(po_model_nth(model, "action", 0), "total_funds"));
}

Test(apply, a_number_printed_twice_loses_nothing) {
    record("a", "action", NULL, "number=1", "title=Tutors", "money=$5");
    record("b", "action", NULL, "number=1", "title=Buses", "money=$6");
    record("c", "action", NULL, "number=1", "title=Buses", "money=$6");
    apply();
    cr_assert_eq(po_model_count(model, "action"), 3u);
    cr_assert_eq(po_model_count(model, "expenditure"), 3u);
    cr_assert(bench_said(&bench, "XW-203", "is printed more than once"));
}

Test(apply, other_records_speak_of_the_same_one) {
    record("a", "action", NULL, "number=1", "title=Tutors", NULL);
    record("r", "row", NULL, "number=1", "title=Tutoring", NULL);
    record("s", "row", NULL, "number=1", "title=Tutors", NULL);
    apply();
    cr_assert_eq(po_model_count(model, "action"), 1u);
    cr_assert_eq(po_model_nth(model, "action", 0)->others.count, 1u);
}

Test(apply, notes_find_what_others_made) {
    record("n", "note", NULL, "actions=Goal 1 Actions 1 and 9", "text=watched",
           "goals=see goal 7.1 and 1.0; $3.5, 4.5 %");
    record("g", "goal", NULL, "number=1", "text=Learn", NULL);
    record("h", "goal", NULL, "number=7.1", "text=More", NULL);
    record("a", "action", "g", "number=1", "title=Tutors", NULL);
    apply();
    po_entity *action = po_model_nth(model, "action", 0);
    cr_assert_eq(po_model_count(model, "action"), 1u);
    cr_assert_str_eq(po_entity_text(action, "monitoring"), "watched");
    cr_assert(bench_said(&bench, "XW-207", "1.9"));
    cr_assert_eq(model->links.count, 1u);
    cr_assert_str_eq(model->links.items[0].to->code, "7.1");
    cr_assert_str_eq(model->links.items[0].evidence, "7.1");
    cr_assert_str_eq(model->links.items[0].lineage->row, "L-note");
}

Test(apply, what_the_crosswalk_does_not_know_is_told_once) {
    record("g", "goal", NULL, "number=1", "colour=red", "skip=x");
    record("h", "goal", NULL, "number=2", "colour=blue", NULL);
    record("m", "moon", NULL, "number=1", NULL, NULL);
    apply();
    cr_assert(bench_said(&bench, "XW-201", "the field colour of goal"));
    cr_assert_not(bench_said(&bench, "XW-201", "skip"));
    cr_assert(bench_said(&bench, "XW-200", "records of type moon"));
    cr_assert(bench_said(&bench, "XW-204", "g has no text, which every goal should have"));
    size_t told = 0;
    for (size_t i = 0; i < bench.diagnostics.list.count; i++)
        told += po_text_equal(bench.diagnostics.list.items[i].code, "XW-201");
    cr_assert_eq(told, 1u);
}

Test(apply, a_record_without_its_key_makes_nothing) {
    record("g", "goal", NULL, "text=Learn", NULL, NULL);
    record("k", "keyed", NULL, "other=Name", NULL, NULL);
    record("l", "keyed", NULL, "x=y", NULL, NULL);
    apply();
    cr_assert_eq(po_model_count(model, "goal"), 0u);
    cr_assert(bench_said(&bench, "XW-202", "g has no number"));
    cr_assert_eq(po_model_count(model, "measure"), 1u);
    cr_assert_eq(po_model_nth(model, "outcome", 0)->parent, po_model_nth(model, "measure", 0));
    cr_assert_null(po_model_nth(model, "measure", 0)->code);
}

Test(apply, the_plan_of_two_files_is_one) {
    record("p", "plan", NULL, "name=Rosewood", NULL, NULL);
    apply();
    source = po_model_add_source(model);
    *source = *model->sources.items[0];
    source->sha256 = "def";
    apply();
    cr_assert_eq(po_model_count(model, "plan-document"), 1u);
    cr_assert_eq(po_model_count(model, "lea"), 1u);
}

Test(apply, programs_without_a_crosswalk_and_other_models) {
    records->program = "moon";
    apply();
    cr_assert(bench_said(&bench, "XW-206", "there is no crosswalk for moon"));
    records->program = NULL;
    apply();
    po_model *other = po_model_create(&(po_model_schema){0});
    cr_assert_eq(po_crosswalk_apply(bench.set, records, source, other, NULL, &bench.err),
                 PO_E_STATE);
    po_model_destroy(other);
}

Test(apply, twice_gives_the_same_ids) {
    record("g", "goal", NULL, "number=1", "text=Learn", NULL);
    record("a", "action", "g", "number=1", "title=Tutors", "money=$5");
    apply();
    po_model *again = po_model_create(bench.schema);
    cr_assert_eq(po_crosswalk_apply(bench.set, records, source, again, NULL, &bench.err), PO_OK);
    cr_assert_eq(again->entities.count, model->entities.count);
    for (size_t i = 0; i < again->entities.count; i++)
        cr_assert_str_eq(again->entities.items[i]->id, model->entities.items[i]->id);
    po_model_destroy(again);
}

/* Thousands of records with one number, or with one number and the same words, take no longer than
 * as many different ones. */
Test(apply, repeats_are_no_slower, .timeout = 30) {
    for (int i = 0; i < 20000; i++) {
        const char *id = po_arena_printf(records->arena, "r%d", i);
        const char *fields[] = {
            "number=1", i % 2 ? "title=same" : po_arena_printf(records->arena, "title=t%d", i),
            NULL};
        po_field list[2] = {{.name = "number", .text = "1"},
                            {.name = "title", .text = po_arena_dup(records->arena, fields[1] + 6)}};
        po_field *kept = PO_NEW_ARRAY(records->arena, po_field, 2);
        kept[0] = list[0];
        kept[1] = list[1];
        cr_assert(po_record_set_add(records, &(po_record){.id = id,
                                                          .type = i % 4 < 2 ? "action" : "row",
                                                          .fields = kept,
                                                          .field_count = 2}));
    }
    apply();
    cr_assert_eq(po_model_count(model, "action"), 10000u);
}
