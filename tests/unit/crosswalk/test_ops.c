/* SPDX-License-Identifier: Apache-2.0
 *
 * Operations on the way to the model: a row of the toy, what the record prints, and what the model
 * gets.
 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "support.h"

static const char rows[] =
    "<record type='r'><make entity='goal'><key field='k'/></make>"
    "<field id='F-copy' from='f' to='goal.description' type='text' class='iso'><copy/></field>"
    "<field id='F-enum' from='f' to='goal.type' type='code' class='complement'><enum "
    "vocabulary='goal-type'/></field>"
    "<field id='F-enums' from='f' to='goal.priorities' type='codes' class='complement'><split "
    "at=','/><list-key/><enum vocabulary='topic'/></field>"
    "<field id='F-one' from='f' to='goal.topics' type='codes' class='complement'><enum "
    "vocabulary='topic'/></field>"
    "<field id='F-pairs' from='f' to='goal.type' type='code' class='iso'><enum><pair from='Big' "
    "to='broad'/><pair from='Small' to='focus'/></enum></field>"
    "<field id='F-exact' from='f' to='goal.topics' type='codes' class='iso'><split at=';' "
    "exact='yes'/></field>"
    "<field id='F-join' from='f' to='goal.number' type='text' class='complement'><split "
    "at=','/><join with='+'/></field>"
    "<field id='F-key' from='f' to='goal.number' type='text' class='complement'><list-key "
    "list='k'/></field>"
    "<field id='F-concat' from='f' to='goal.rationale' type='text' class='forward'><concat "
    "field='k' with=' / '/></field>"
    "<field id='F-groups' from='f' to='goal.groups' type='codes' class='forward'><classify "
    "vocabulary='student-group'/></field>"
    "<field id='F-below' from='f' to='goal.groups' type='codes' class='forward'><classify "
    "vocabulary='student-group' below='unduplicated-pupils'/></field>"
    "</record>"
    "<record type='s'><make entity='action'><key field='k'/></make>"
    "<field id='F-money' from='f' to='action.total_funds' type='money' class='iso'><money/></field>"
    "<field id='F-money-find' from='f' to='action.personnel' type='money' class='forward'><money "
    "find='yes'/></field>"
    "<field id='F-percent' from='f' to='action.improved_percentage' type='percent' "
    "class='iso'><percent/></field>"
    "</record>"
    "<record type='t'><make entity='outcome'><key field='k'/></make>"
    "<field id='F-year' from='f' to='outcome.school_year' type='school-year' "
    "class='iso'><date/></field>"
    "<field id='F-year-find' from='f' to='outcome.school_year' type='school-year' "
    "class='forward'><date find='yes'/></field></record>"
    "<record type='u'><make entity='milestone'><key field='k'/></make>"
    "<field id='F-date' from='f' to='milestone.date' type='date' "
    "class='iso'><date/></field></record>"
    "<record type='v'><make entity='measure'><key field='k'/></make>"
    "<field id='F-scale' from='f' to='measure.scale' type='code' class='forward'><classify "
    "vocabulary='scale'/></field>"
    "<field id='F-site' from='f' to='measure.site' type='text' class='forward'><lookup "
    "entity='site'/></field></record>";

static const struct {
    const char *row, *field,
        *got; /* field as in bench_record; got: value, values joined by '+', or NULL for lost */
} cases[] = {
    {"F-enum", "f=Focus Goal", "focus"},
    {"F-enum", "f=Odd goal", NULL},
    {"F-enum", "f=", NULL},
    {"F-enums", "f=Priority 4: Pupil Achievement, 8, and Priority 5",
     "priority-4+priority-8+priority-5"},
    {"F-enums", "f=Priority 4: Pupil Achievement\nPriority 77", "priority-4"},
    {"F-enums", "f=none, nothing", NULL},
    {"F-enums", "f=5, Priority 5", "priority-5"},
    {"F-one", "f=ELA", "ela"},
    {"F-pairs", "f= small ", "focus"},
    {"F-pairs", "f=middling", NULL},
    {"F-exact", "f=a;b\\;c;", "a+b;c+"},
    {"F-join", "f=a, b,", "a+b"},
    {"F-key", "f=Action 3", "2.3"},
    {"F-groups", "f=English learners and foster youth", "english-learners+foster-youth"},
    {"F-groups", "f=nobody", NULL},
    {"F-below", "f=All, EL, SWD", "english-learners"},
    {"F-below", "f=All", NULL},
    {"F-below", "f=Unduplicated pupils", "unduplicated-pupils"},
    {"F-money", "f:12.50=$12.50", "12.50"},
    {"F-money", "f=$1,200", "1200"},
    {"F-money", "f=lots", NULL},
    {"F-money-find", "f=about $30 each", "30"},
    {"F-money-find", "f=$30 or $40", NULL},
    {"F-percent", "f=3.5 %", "3.5"},
    {"F-year",
     "f=2025\xE2\x80\x93"
     "26",
     "2025-26"},
    {"F-year", "f=in 2025-26", NULL},
    {"F-year-find", "f=in 2025-26 it was", "2025-26"},
    {"F-date", "f=June 24, 2025", "2025-06-24"},
    {"F-date", "f:2025-06-24=whenever", "2025-06-24"},
    {"F-date", "f=soon", NULL},
    {"F-scale", "f=points below standard", "distance-from-standard"},
    {"F-scale", "f=DFS and percent met or exceeded", NULL},
    {"F-site", "f=Rosewood", NULL},
};

static const char *flow_text(po_arena *arena, const po_flow *flow) {
    const char *joined = flow->value_count ? flow->values[0] : flow->value;
    for (uint32_t i = 1; i < flow->value_count; i++)
        joined = po_arena_printf(arena, "%s+%s", joined, flow->values[i]);
    return flow->lost ? NULL : joined;
}

Test(ops, to_the_model) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, rows, NULL), PO_OK, "%s", bench.err.text);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_record_set *records = bench_records();
        const char *fields[] = {cases[i].field, "k=2", NULL};
        bench_record(records, "r", "r", NULL, fields);
        const po_record *record = po_record_find(records, "r");
        po_op_context context = {bench.arena, bench.set->lexicon, NULL, record};
        po_flow flow =
            po_row_get(bench_row(&bench, cases[i].row), po_record_field(record, "f"), &context);
        const char *got = flow_text(bench.arena, &flow);
        cr_expect(po_text_equal(got, cases[i].got), "%s %s: %s", cases[i].row, cases[i].field,
                  got ? got : "NULL");
        po_record_set_destroy(records);
    }
    bench_stop(&bench);
}

Test(ops, text_is_kept_joined_and_classified_by_lists) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, rows, NULL), PO_OK);
    po_record_set *records = bench_records();
    bench_record(records, "r", "r", NULL, (const char *const[]){"f=one", "k=two", NULL});
    const po_record *record = po_record_find(records, "r");
    po_op_context context = {bench.arena, bench.set->lexicon, NULL, record};
    po_flow flow =
        po_row_get(bench_row(&bench, "F-concat"), po_record_field(record, "f"), &context);
    cr_assert_str_eq(flow.text, "one / two");
    flow = po_row_get(bench_row(&bench, "F-copy"), po_record_field(record, "f"), &context);
    cr_assert_str_eq(flow.text, "one");
    flow =
        po_row_get(bench_row(&bench, "F-concat"), &(po_field){.name = "f", .text = ""}, &context);
    cr_assert_str_eq(flow.text, "two");
    const char *values[] = {"English Learners", "All"};
    flow = po_row_get(
        bench_row(&bench, "F-groups"),
        &(po_field){
            .name = "f", .text = "English LearnersX AllX", .values = values, .value_count = 2},
        &context);
    cr_assert_str_eq(flow_text(bench.arena, &flow), "english-learners+all-students");
    const char *one[] = {"Action 3"};
    flow = po_row_get(bench_row(&bench, "F-key"),
                      &(po_field){.name = "f", .text = "Action 3", .values = one, .value_count = 1},
                      &context);
    cr_assert_str_eq(flow.value, "3", "a list of one for a field of one");
    cr_assert_eq(flow.value_count, 0u);
    const char *several[] = {"Focus", "Broad"};
    flow = po_row_get(bench_row(&bench, "F-enum"),
                      &(po_field){.name = "f", .text = "x", .values = several, .value_count = 2},
                      &context);
    cr_assert(flow.lost, "two codes for a field of one");
    po_record_set_destroy(records);
    bench_stop(&bench);
}

Test(ops, lookup_finds_a_unique_site) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, rows, NULL), PO_OK);
    po_model *model = po_model_create(bench.schema);
    const char *names[] = {"Rosewood Elementary", "Oak High", "Oak Middle"};
    for (size_t i = 0; i < 3; i++)
        po_model_set(model, po_model_entity(model, "site", NULL, &names[i], 1, NULL), "name",
                     &(po_value){.text = names[i]});
    po_op_context context = {bench.arena, bench.set->lexicon, model, NULL};
    po_flow flow = po_row_get(bench_row(&bench, "F-site"),
                              &(po_field){.name = "f", .text = "Rosewood"}, &context);
    cr_assert_str_eq(flow.value, po_model_nth(model, "site", 0)->id);
    flow =
        po_row_get(bench_row(&bench, "F-site"), &(po_field){.name = "f", .text = "Oak"}, &context);
    cr_assert(flow.lost);
    cr_assert_not_null(flow.doubt);
    po_model_destroy(model);
    bench_stop(&bench);
}

Test(ops, references_reach_the_parent) {
    po_record_set *records = bench_records();
    bench_record(records, "p", "r", NULL, (const char *const[]){"number=4", NULL});
    bench_record(records, "c", "r", "p", (const char *const[]){"name=x", NULL});
    const po_record *child = po_record_find(records, "c");
    cr_assert_str_eq(
        po_reference_field(child, &(po_reference){.name = "number", .parent = true})->text, "4");
    cr_assert_null(po_reference_field(child, &(po_reference){.name = "number"}));
    cr_assert_null(po_reference_field(child, &(po_reference){0}));
    cr_assert_null(po_reference_field(po_record_find(records, "p"),
                                      &(po_reference){.name = "number", .parent = true}));
    po_record_set_destroy(records);
}
