/* SPDX-License-Identifier: Apache-2.0
 *
 * The LCAP's plugin on a host of ours: what it mends, and that nothing else is touched. The plugin is compiled in, because its
 * border is what is tested and a sandbox would hide it.
 */
#include <criterion/criterion.h>

#include "../../../plugins/lcap/lcap.c"

#define EMITTED_MAX 32

typedef struct emitted {
    char id[64], type[32], parent[64], value[64], values[200], doubt[200];
} emitted;

/* What the form would give, and what the plugin gave. */
typedef struct fake {
    const planonce_record *records;
    size_t count;
    emitted out[EMITTED_MAX];
    size_t emitted;
    int said;
    planonce_status answer;
} fake;

static void copy(char *to, size_t size, const char *from) {
    to[0] = '\0';
    if (from != NULL)
        strncat(to, from, size - 1);
}

static planonce_status fake_emit(const planonce_host *host, const planonce_record *record) {
    fake *f = host->context;
    cr_assert_lt(f->emitted, EMITTED_MAX);
    emitted *e = &f->out[f->emitted++];
    const planonce_field *field = record->field_count > 0 ? &record->fields[record->field_count - 1] : NULL;
    for (uint32_t i = 0; i < record->field_count; i++)
        if (strcmp(record->fields[i].name, "number") == 0)
            field = &record->fields[i];
    copy(e->id, sizeof e->id, record->id);
    copy(e->type, sizeof e->type, record->type);
    copy(e->parent, sizeof e->parent, record->parent);
    copy(e->value, sizeof e->value, field == NULL ? NULL : field->value);
    copy(e->doubt, sizeof e->doubt, field == NULL ? NULL : field->doubt);
    for (uint32_t i = 0; field != NULL && i < field->value_count; i++) {
        strncat(e->values, field->values[i], sizeof e->values - strlen(e->values) - 2);
        strcat(e->values, "|");
    }
    return f->answer;
}

static void fake_diagnose(const planonce_host *host, int32_t severity, const char *code,
                          const planonce_place *place, const char *text) {
    fake *f = host->context;
    (void)severity;
    (void)code;
    (void)place;
    (void)text;
    f->said++;
}

static planonce_status fake_run(const planonce_host *host, const char *id, planonce_form_receiver receiver,
                                void *context) {
    fake *f = host->context;
    (void)id;
    for (size_t i = 0; i < f->count; i++) {
        planonce_status status = receiver(context, host, &f->records[i]);
        if (status != PLANONCE_OK)
            return status;
    }
    return PLANONCE_OK;
}

static const void *fake_extension(const planonce_host *host, const char *id) {
    static const planonce_form_v1 form = {.struct_size = sizeof form, .run = fake_run};
    (void)host;
    return strcmp(id, PLANONCE_EXT_FORM) == 0 ? &form : NULL;
}

static planonce_status run(fake *f) {
    planonce_host host = {.struct_size = sizeof host, .abi_version = PLANONCE_ABI_VERSION, .context = f,
                          .emit = fake_emit, .diagnose = fake_diagnose, .get_extension = fake_extension};
    planonce_input input = {.struct_size = sizeof input, .program = "lcap"};
    return planonce_plugin_entry.read(&host, &input);
}

#define FIELD(n, t, v) {.struct_size = sizeof(planonce_field), .name = n, .text = t, .value = v}
#define RECORD(i, t, p, f)                                                                         \
    {.struct_size = sizeof(planonce_record), .id = i, .type = t, .parent = p, .fields = f,         \
     .field_count = sizeof(f) / sizeof *(f)}

Test(lcap, numbers_are_goal_and_action) {
    planonce_field goal_fields[] = {FIELD("number", "2", "2")};
    planonce_field alone[] = {FIELD("number", "1", "1")}, whole[] = {FIELD("number", "2.3", "2.3")};
    planonce_field letters[] = {FIELD("number", "2(4)", "2(4)")};
    planonce_field row[] = {FIELD("goal", "2", "2"), FIELD("action", "1", "1")};
    planonce_record records[] = {RECORD("goal-2", "goal", NULL, goal_fields), RECORD("action-2.1", "action", "goal-2", alone),
                                 RECORD("action-2.3", "action", "goal-2", whole), RECORD("action-2(4)", "action", "goal-2", letters),
                                 RECORD("expenditure-2-1", "expenditure_row", NULL, row)};
    fake f = {.records = records, .count = 5};
    cr_assert_eq(run(&f), PLANONCE_OK);
    cr_expect_str_eq(f.out[1].value, "2.1");
    cr_expect_str_eq(f.out[2].value, "2.3");
    cr_expect_str_eq(f.out[3].value, "2(4)");
    cr_expect_str_eq(f.out[4].value, "2.1");
    cr_expect_eq(f.said, 0);
}

Test(lcap, a_lost_goal_is_inferred_and_a_found_one_believed) {
    planonce_field one[] = {FIELD("number", "1", "1")}, two[] = {FIELD("number", "2", "2")};
    planonce_field a[] = {FIELD("number", "3.1", "3.1")}, b[] = {FIELD("number", "1.9", "1.9")};
    planonce_record records[] = {RECORD("goal-1", "goal", NULL, one), RECORD("goal-2", "goal", NULL, two),
                                 RECORD("action-3.1", "action", "goal-2", a), RECORD("action-1.9", "action", "goal-2", b)};
    fake f = {.records = records, .count = 4};
    cr_assert_eq(run(&f), PLANONCE_OK);
    cr_assert_eq(f.emitted, 5);
    cr_expect_str_eq(f.out[2].id, "goal-3");
    cr_expect_str_neq(f.out[2].doubt, "");
    cr_expect_str_eq(f.out[3].parent, "goal-3");
    cr_expect_str_eq(f.out[4].parent, "goal-2", "a heading is believed, not a number");
    cr_expect_eq(f.said, 1);
}

Test(lcap, a_goal_without_number_waits_for_what_stands_under_it) {
    planonce_field why[] = {FIELD("rationale", "Because", NULL)};
    planonce_field metric[] = {FIELD("number", "M2.1", "M2.1")}, action[] = {FIELD("number", "2.1", "2.1")};
    planonce_record records[] = {RECORD("goal-n2", "goal", NULL, why), RECORD("metric-M2.1", "metric", "goal-n2", metric),
                                 RECORD("action-2.1", "action", "goal-n2", action)};
    fake f = {.records = records, .count = 3};
    cr_assert_eq(run(&f), PLANONCE_OK);
    cr_expect_str_eq(f.out[0].id, "goal-2");
    cr_expect_str_eq(f.out[0].value, "2");
    cr_expect_str_eq(f.out[1].parent, "goal-2");
    cr_expect_str_eq(f.out[2].parent, "goal-2");
    f = (fake){.records = records, .count = 1};
    cr_assert_eq(run(&f), PLANONCE_OK);
    cr_expect_str_eq(f.out[0].id, "goal-n2", "nothing shows the number");
}

static void expect_codes(const char *text, const char *values) {
    planonce_field list[] = {FIELD("goal_and_action", text, NULL)};
    planonce_record records[] = {RECORD("wide_action-1", "wide_action", NULL, list)};
    fake f = {.records = records, .count = 1};
    cr_assert_eq(run(&f), PLANONCE_OK);
    cr_expect_str_eq(f.out[0].values, values, "'%s' gave '%s'", text, f.out[0].values);
}

Test(lcap, lists_of_goals_and_actions) {
    expect_codes("1.1", "1.1|");
    expect_codes("1.1, 1.3 and 2.4", "1.1|1.3|2.4|");
    expect_codes("Goal 1\nAction 15", "1.15|");
    expect_codes("Goal 1\nAction 14\nGoal 4\nAction 9", "1.14|4.9|");
    expect_codes("Goal 1, Actions 2 and 3; Goal 2, Action 1", "1.2|1.3|2.1|");
    expect_codes("1.1-1.4", "1.1|1.2|1.3|1.4|");
    expect_codes("1.2 \xE2\x80\x93 1.4", "1.2|1.3|1.4|");
    expect_codes("1.1 through 1.3", "1.1|1.2|1.3|");
    expect_codes("1A(2)", "1A(2)|");
    expect_codes("all actions of goal one", "");
    expect_codes("1.1-9.9", "1.1|9.9|");
    expect_codes("", "");
}

Test(lcap, priorities_and_cds_codes) {
    const char *printed[] = {"Priority 2: Standards, Priority 4: Achievement", "Priority 10: Foster Youth"};
    planonce_field priority_fields[] = {{.struct_size = sizeof(planonce_field), .name = "priorities", .text = "x", .values = printed, .value_count = 2}};
    planonce_field cds[] = {FIELD("cds_code", "30 66522-0000000", NULL)}, eaten[] = {FIELD("cds_code", "1611190000000", NULL)};
    planonce_field wrong[] = {FIELD("cds_code", "12", NULL)};
    planonce_record records[] = {RECORD("goal-1", "goal", NULL, priority_fields), RECORD("plan", "plan", NULL, cds),
                                 RECORD("plan", "plan", NULL, eaten), RECORD("plan", "plan", NULL, wrong)};
    fake f = {.records = records, .count = 4};
    cr_assert_eq(run(&f), PLANONCE_OK);
    cr_expect_str_eq(f.out[0].values, "Priority 2|Priority 4|Priority 10|");
    cr_expect_str_eq(f.out[1].value, "30665220000000");
    cr_expect_str_eq(f.out[2].value, "01611190000000");
    cr_expect_str_neq(f.out[3].doubt, "");
}

Test(lcap, a_host_that_refuses_is_obeyed) {
    planonce_field goal_fields[] = {FIELD("number", "2", "2")};
    planonce_record records[] = {RECORD("goal-2", "goal", NULL, goal_fields), RECORD("goal-3", "goal", NULL, goal_fields)};
    fake f = {.records = records, .count = 2, .answer = PLANONCE_LIMIT};
    cr_expect_eq(run(&f), PLANONCE_LIMIT);
    cr_expect_eq(f.emitted, 1);
}
