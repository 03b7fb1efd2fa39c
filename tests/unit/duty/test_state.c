/* SPDX-License-Identifier: Apache-2.0
 *
 * States of duties: what a school plan shows, and everything that must take it away. The evidence under test is the program's own
 * (plugins/spsa/evidence.xml); the plan is made up.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "duty/state.h"
#include "support.h"

#define CODE "50799016110047"

/* One school plan of two goals, with the words under test in it. */
typedef struct plan_case {
    const char *lcap_goal;  /* of the second goal: JSON members of a field */
    const char *school, *code, *year;
    int source_year; /* as identified */
    po_source_state state;
    const char *unread;
} plan_case;

static const plan_case GOOD = {.lcap_goal = "\"text\":\"LCAP Goal 2: Attendance\"", .school = "Orchard Elementary School", .code = "50-79901-6110047",
                               .year = "2026-27", .source_year = 2026, .state = PO_SOURCE_CURRENT};

typedef struct bench_states {
    duty_bench bench;
    po_duty_rules *rules;
    po_model *model;
    po_findings findings;
    po_record_set *records;
    po_duty_states *states;
    po_duty_input input;
    po_duty_paper paper;
} bench_states;

static const char *json_of(po_arena *arena, const plan_case *c) {
    static const char at[] = "\"at\":[{\"page\":3}]";
    return po_arena_printf(arena,
                           "{\"format\":\"planonce/records/1\",\"source\":{\"name\":\"plan.pdf\",\"sha256\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\",\"media_type\":\"application/pdf\",\"pages\":9},"
                           "\"program\":\"spsa\",\"template\":\"spsa-2023\",\"records\":["
                           "{\"id\":\"plan\",\"type\":\"plan\",\"fields\":{\"school_year\":{\"text\":\"%s\",%s},\"school_name\":{\"text\":\"%s\",%s},"
                           "\"cds_code\":{\"text\":\"%s\",%s},\"board_approved\":{\"text\":\"June 23, 2026\",\"value\":\"2026-06-23\",%s}}},"
                           "{\"id\":\"goal-1\",\"type\":\"goal\",\"fields\":{\"description\":{\"text\":\"Read\",%s},\"lcap_goal\":{\"text\":\"LCAP Goal 1\",%s}}},"
                           "{\"id\":\"goal-2\",\"type\":\"goal\",\"fields\":{\"description\":{\"text\":\"Attend\",%s},\"lcap_goal\":{%s,%s}}},"
                           "{\"id\":\"strategy-1.1\",\"type\":\"strategy\",\"fields\":{\"students_served\":{\"text\":\"All students\",%s}}}],"
                           "\"diagnostics\":[]}",
                           c->year, at, c->school, at, c->code, at, at, at, at, at, c->lcap_goal, at, at);
}

static void start(bench_states *b, const plan_case *c) {
    *b = (bench_states){0};
    bench_start(&b->bench);
    po_arena *arena = b->bench.arena;
    cr_assert_eq(po_duty_rules_compile(arena, PO_SOURCE_DIR "/crosswalks", b->bench.programs, b->bench.program_count, b->bench.asks, &b->bench.diagnostics,
                                       &b->rules, &b->bench.err),
                 PO_OK, "%s", b->bench.err.text);
    const char *json = json_of(arena, c);
    cr_assert_eq(po_record_set_read(json, strlen(json), &b->records, &b->bench.err), PO_OK, "%s", b->bench.err.text);
    b->model = po_model_create(b->bench.schema);
    po_findings_init(&b->findings, arena);
    po_source *source = po_model_add_source(b->model);
    *source = (po_source){.id = "s1", .name = "plan.pdf", .program = "spsa", .cds = CODE, .lea_cds = "50799010000000", .site_name = c->school,
                          .plan_year = c->source_year, .state = c->state};
    b->paper = (po_duty_paper){b->records, source, c->unread};
    b->input = (po_duty_input){.rules = b->rules, .crosswalks = b->bench.crosswalks, .model = b->model, .papers = &b->paper, .paper_count = 1,
                               .assumed_type = "district", .cds = "50799010000000", .findings = &b->findings, .as_of = {2026, 7, 15}, .plan_year = 2026};
}

static void stop(bench_states *b) {
    po_record_set_destroy(b->records);
    po_model_destroy(b->model);
    bench_stop(&b->bench);
}

/* A misspelt name would never be asked for, and never be missed. */
Test(duty_state, every_printed_fact_is_asked_for) {
    bench_states b;
    start(&b, &GOOD);
    for (size_t i = 0; i < b.bench.program_count; i++)
        for (size_t k = 0; k < b.bench.programs[i]->printed_facts.count; k++) {
            const char *name = b.bench.programs[i]->printed_facts.items[k].name;
            bool asked = false;
            for (size_t n = 0; n < b.bench.program_count; n++)
                asked = asked || po_program_fact(b.bench.programs[n], name);
            cr_expect(asked, "nobody asks for facts.%s", name);
        }
    stop(&b);
}

static po_shown_state state_of(const bench_states *b, const char *duty, const char *cds) {
    const po_duty_instance *instance = po_duty_states_find(b->states, duty, cds);
    return instance ? instance->state : PO_SHOWN_STATE_COUNT;
}

static po_shown_state tried(const plan_case *c, po_lack_reason *ret_reason) {
    bench_states b;
    start(&b, c);
    po_duty_states_make(b.bench.arena, &b.input, &b.states);
    const po_duty_instance *instance = po_duty_states_find(b.states, "spsa.P18", CODE);
    cr_assert_not_null(instance);
    if (ret_reason && instance->missing.count > 0)
        *ret_reason = instance->missing.items[0].reason;
    po_shown_state state = instance->state;
    stop(&b);
    return state;
}

Test(duty_state, what_the_plan_holds_is_shown_with_its_places) {
    bench_states b;
    start(&b, &GOOD);
    po_duty_states_make(b.bench.arena, &b.input, &b.states);
    const po_duty_instance *instance = po_duty_states_find(b.states, "spsa.P09", CODE);
    cr_assert_eq(instance->state, PO_SHOWN_SATISFIED);
    cr_assert_eq(state_of(&b, "spsa.P18", CODE), PO_SHOWN_RESIDUE, "the review is confirmed by hand");
    cr_assert_eq(instance->shown.count, 1);
    cr_assert_gt(instance->shown.items[0].at_count, 0);
    cr_assert_str_eq(instance->shown.items[0].source->id, "s1");
    cr_assert_eq(state_of(&b, "spsa.P17", CODE), PO_SHOWN_STATED, "a printed day of approval is only stated");
    cr_assert_eq(state_of(&b, "lcap.L03", NULL), PO_SHOWN_UNKNOWN, "the district's plan is not here");
    cr_assert_eq(po_duty_states_of(b.states, "spsa.P09"), PO_SHOWN_SATISFIED);
    stop(&b);
}

Test(duty_state, what_takes_it_away) {
    static const struct {
        const char *goal; /* the field's members */
        po_shown_state state;
    } cases[] = {{"\"text\":\"\"", PO_SHOWN_NOT_FOUND},
                 {"\"text\":\"\",\"value\":\"2\"", PO_SHOWN_NOT_FOUND},
                 {"\"text\":\"TBD\"", PO_SHOWN_NOT_FOUND},
                 {"\"text\":\"This was not done.\"", PO_SHOWN_UNKNOWN},
                 {"\"text\":\"This will be added in the fall.\"", PO_SHOWN_NOT_FOUND},
                 {"\"text\":\"LCAP Goal 2\",\"doubt\":\"two columns touch\"", PO_SHOWN_UNKNOWN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        plan_case c = GOOD;
        c.lcap_goal = cases[i].goal;
        po_shown_state state = tried(&c, NULL);
        cr_expect_eq(state, cases[i].state, "%s: %s", cases[i].goal, po_shown_state_name(state));
    }
}

Test(duty_state, only_the_plan_that_counts_of_that_year_and_school) {
    po_lack_reason reason = PO_LACK_BY_HAND;
    plan_case c = GOOD;
    c.state = PO_SOURCE_SUPERSEDED;
    cr_expect_eq(tried(&c, &reason), PO_SHOWN_UNKNOWN);
    c = GOOD;
    c.source_year = 2025;
    cr_expect_eq(tried(&c, &reason), PO_SHOWN_UNKNOWN);
    c = GOOD;
    c.year = "2025-26"; /* the document says another year than it was taken for */
    cr_expect_eq(tried(&c, &reason), PO_SHOWN_UNKNOWN);
    cr_expect_eq(reason, PO_LACK_CONTRADICTORY);
    c = GOOD;
    c.code = "50-79901-6058820";
    cr_expect_eq(tried(&c, &reason), PO_SHOWN_UNKNOWN);
    cr_expect_eq(reason, PO_LACK_CONTRADICTORY);
}

Test(duty_state, silence_of_what_was_partly_read_is_unknown) {
    plan_case c = GOOD;
    po_lack_reason reason = PO_LACK_BY_HAND;
    c.lcap_goal = "\"text\":\"\"";
    c.unread = "pages 4 to 6 could not be read";
    cr_expect_eq(tried(&c, &reason), PO_SHOWN_UNKNOWN);
    cr_expect_eq(reason, PO_LACK_NOT_READ);
}

Test(duty_state, what_a_check_found_counts_against_it) {
    bench_states b;
    start(&b, &GOOD);
    po_finding *finding = po_findings_add(&b.findings);
    *finding = (po_finding){.id = "f1", .code = "SPSA-STRATEGY-STUDENTS", .duty = "spsa.P09", .severity = PO_FINDING_WORTH_A_LOOK, .source = b.paper.source};
    po_duty_states_make(b.bench.arena, &b.input, &b.states);
    cr_expect_eq(state_of(&b, "spsa.P09", CODE), PO_SHOWN_RESIDUE);
    stop(&b);
}

Test(duty_state, a_role_confirms_what_no_document_shows) {
    bench_states b;
    start(&b, &GOOD);
    po_duty_states_make(b.bench.arena, &b.input, &b.states);
    cr_expect_not_null(po_duty_by_hand(b.rules, "spsa.P16"));
    cr_expect_null(po_duty_by_hand(b.rules, "spsa.P18"));
    cr_expect_eq(state_of(&b, "spsa.P16", CODE), PO_SHOWN_UNKNOWN);
    cr_expect(po_duty_states_attest(b.states, "spsa.P16", CODE, "principal", (po_date){2026, 7, 1}, "binder 3"));
    cr_expect_eq(state_of(&b, "spsa.P16", CODE), PO_SHOWN_ATTESTED);
    cr_expect_not(po_duty_states_attest(b.states, "spsa.P99", CODE, "principal", (po_date){2026, 7, 1}, NULL));
    stop(&b);
}

Test(duty_state, years_and_waivers_spare) {
    bench_states b;
    start(&b, &GOOD);
    po_waiver waivers[] = {{.duty = "spsa.P18", .source = "letter"}};
    po_lea_facts facts = {.cds = "50799010000000", .type = "district"};
    facts.waivers.items = waivers;
    facts.waivers.count = 1;
    b.input.facts = &facts;
    po_duty_states_make(b.bench.arena, &b.input, &b.states);
    cr_expect_eq(state_of(&b, "spsa.P18", CODE), PO_SHOWN_WAIVED);
    cr_expect_eq(state_of(&b, "lcap.L38", NULL), PO_SHOWN_NOT_APPLICABLE, "repealed before the plan year");
    cr_expect_eq(state_of(&b, "da.DA-11", NULL), PO_SHOWN_NOT_APPLICABLE);
    cr_expect_eq(state_of(&b, "lcap.L16", NULL), PO_SHOWN_UNKNOWN, "whether it applies is not known");
    stop(&b);
}

Test(duty_state, nothing_is_known_without_documents) {
    bench_states b;
    start(&b, &GOOD);
    b.input.paper_count = 0;
    po_duty_states_make(b.bench.arena, &b.input, &b.states);
    for (size_t i = 0; i < po_duty_states_count(b.states); i++) {
        const po_duty_instance *instance = po_duty_states_nth(b.states, i);
        cr_expect(instance->state == PO_SHOWN_UNKNOWN || instance->state == PO_SHOWN_NOT_APPLICABLE, "%s: %s", instance->duty->id,
                  po_shown_state_name(instance->state));
    }
    cr_expect_null(po_duty_states_find(NULL, "spsa.P18", NULL));
    stop(&b);
}
