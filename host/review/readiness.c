/* SPDX-License-Identifier: Apache-2.0
 *
 * Approval readiness. See readiness.h.
 */
#include "review/readiness.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rules/rules.h"

typedef struct test_list {
    PO_LIST(po_readiness_test *) list;
} test_list;

typedef struct readiness_maker {
    po_arena *arena;
    const po_readiness_input *input;
    po_readiness *readiness;
    test_list tests, nobody;   /* of all programs; the one for what no test takes in */
    po_map *by_code, *by_duty; /* -> test_list* */
    po_map *duty_of_check;     /* code -> const char ** */
    po_map *seen;              /* "test code source" of undecided checks */
} readiness_maker;

const char *po_readiness_state_name(po_readiness_state state) {
    static const char *const NAMES[] = {"not-met", "cannot-tell", "met", "not-asked"};
    return NAMES[state];
}

size_t po_readiness_found(const po_readiness_test *test) {
    return test->found.count + test->against.count;
}

size_t po_readiness_open(const po_readiness_test *test) {
    return test->open.count + test->undecided.count;
}

/* ---- which tests take something in ------------------------------------------------------------
 */

static void take(const readiness_maker *maker, po_map *map, char *const *words, size_t count, po_readiness_test *test) {
    for (size_t i = 0; i < count; i++) {
        test_list *list = po_map_get(map, words[i]);
        if (!list) {
            list = PO_NEW(maker->arena, test_list);
            po_map_set(map, words[i], list);
        }
        *PO_LIST_ADD(maker->arena, &list->list) = test;
    }
}

/* By the code, where a test names it; else by the duty; else nobody's. */
static const test_list *tests_for(const readiness_maker *maker, const char *code, const char *duty) {
    const test_list *list = code ? po_map_get(maker->by_code, code) : NULL;
    list = list || !duty ? list : po_map_get(maker->by_duty, duty);
    return list ? list : &maker->nobody;
}

/* ---- findings and checks ----------------------------------------------------------------------
 */

static void lay_finding(const readiness_maker *maker, po_readiness_test *test, const po_finding *finding) {
    const po_standing *standing =
        maker->input->standings ? po_standing_of(maker->input->standings, finding->id, NULL) : NULL;
    if (po_standing_sets_aside(standing, finding))
        *PO_LIST_ADD(maker->arena, &test->decided) = finding;
    else if (finding->severity == PO_FINDING_WORTH_A_LOOK)
        *PO_LIST_ADD(maker->arena, &test->looks) = finding;
    else
        *PO_LIST_ADD(maker->arena, &test->found) = finding;
}

static void lay_findings(const readiness_maker *maker) {
    for (size_t i = 0; i < maker->input->findings->list.count; i++) {
        const po_finding *finding = &maker->input->findings->list.items[i];
        const test_list *tests = tests_for(maker, finding->code, finding->duty);
        for (size_t k = 0; k < tests->list.count; k++)
            lay_finding(maker, tests->list.items[k], finding);
    }
}

static void index_check(const readiness_maker *maker, const char *code, const char *duty_id) {
    const char **duty = PO_NEW(maker->arena, const char *);
    *duty = duty_id;
    po_map_add(maker->duty_of_check, code, duty);
}

static void index_checks(const readiness_maker *maker) {
    for (size_t p = 0; p < maker->input->program_count; p++) {
        const po_program *program = maker->input->programs[p];
        for (size_t i = 0; i < program->checks.count; i++)
            index_check(maker, program->checks.items[i].code, program->checks.items[i].duty);
        for (size_t i = 0; i < program->demands.count; i++)
            index_check(maker, program->demands.items[i].code, program->demands.items[i].duty);
    }
}

/* Over many records of a document a check is one question. */
static void lay_undecided(const readiness_maker *maker) {
    for (size_t i = 0; i < maker->input->findings->undecided.count; i++) {
        const po_undecided *undecided = &maker->input->findings->undecided.items[i];
        const char **duty = po_map_get(maker->duty_of_check, undecided->code);
        const test_list *tests = tests_for(maker, undecided->code, duty ? *duty : NULL);
        for (size_t k = 0; k < tests->list.count; k++) {
            po_readiness_test *test = tests->list.items[k];
            const char *key = po_arena_printf(maker->arena, "%p %s %s", (void *)test, undecided->code,
                                              undecided->source ? undecided->source->id : "");
            if (po_map_add(maker->seen, key, maker->seen))
                *PO_LIST_ADD(maker->arena, &test->undecided) = undecided;
        }
    }
}

/* ---- duties -----------------------------------------------------------------------------------
 */

static bool is_found(const po_readiness_test *test, const char *finding) {
    for (size_t i = 0; i < test->found.count; i++)
        if (po_text_equal(test->found.items[i]->id, finding))
            return true;
    return false;
}

/* A contradiction that only repeats a finding of the test is told once. */
static void lay_conflict(const readiness_maker *maker, po_readiness_test *test, const po_duty_instance *instance) {
    bool own = false, told = false;
    for (size_t i = 0; i < instance->conflicts.count; i++) {
        own |= instance->conflicts.items[i].finding == NULL;
        told |= instance->conflicts.items[i].finding && is_found(test, instance->conflicts.items[i].finding);
    }
    if (own)
        *PO_LIST_ADD(maker->arena, &test->against) = instance;
    else if (!told)
        *PO_LIST_ADD(maker->arena, &test->open) = instance;
}

static void lay_duty(const readiness_maker *maker, po_readiness_test *test, const po_duty_instance *instance) {
    switch (instance->state) {
    case PO_SHOWN_CONFLICTING:
        lay_conflict(maker, test, instance);
        break;
    case PO_SHOWN_ATTESTED:
    case PO_SHOWN_SATISFIED:
    case PO_SHOWN_WAIVED:
        *PO_LIST_ADD(maker->arena, &test->shown) = instance;
        break;
    case PO_SHOWN_NOT_APPLICABLE:
        test->not_applicable++;
        break;
    case PO_SHOWN_NOT_FOUND:
    case PO_SHOWN_UNKNOWN:
    case PO_SHOWN_RESIDUE:
    case PO_SHOWN_PLANNED:
    case PO_SHOWN_STATED:
    case PO_SHOWN_STATE_COUNT:
    default:
        *PO_LIST_ADD(maker->arena, &test->open) = instance;
    }
}

static void lay_duties(const readiness_maker *maker) {
    size_t count = maker->input->states ? po_duty_states_count(maker->input->states) : 0;
    for (size_t i = 0; i < count; i++) {
        const po_duty_instance *instance = po_duty_states_nth(maker->input->states, i);
        const test_list *tests = tests_for(maker, NULL, instance->duty->id);
        for (size_t k = 0; k < tests->list.count; k++)
            lay_duty(maker, tests->list.items[k], instance);
    }
}

/* ---- tests ------------------------------------------------------------------------------------
 */

static void add_tests(readiness_maker *maker) {
    for (size_t p = 0; p < maker->input->program_count; p++)
        for (size_t i = 0; i < maker->input->programs[p]->review_tests.count; i++) {
            po_readiness_test *test = PO_NEW(maker->arena, po_readiness_test);
            *test = (po_readiness_test){.program = maker->input->programs[p],
                                        .test = &maker->input->programs[p]->review_tests.items[i]};
            *PO_LIST_ADD(maker->arena, &maker->tests.list) = test;
            take(maker, maker->by_code, test->test->checks, test->test->check_count, test);
            take(maker, maker->by_duty, test->test->duties, test->test->duty_count, test);
        }
}

static void judge(po_readiness_test *test) {
    if (po_readiness_found(test) > 0)
        test->state = PO_READINESS_NOT_MET;
    else if (po_readiness_open(test) > 0)
        test->state = PO_READINESS_UNKNOWN;
    else if (test->shown.count > 0)
        test->state = PO_READINESS_MET;
    else
        test->state = test->not_applicable > 0 ? PO_READINESS_NOT_ASKED : PO_READINESS_UNKNOWN;
}

/* ---- reviewers --------------------------------------------------------------------------------
 */

typedef struct known_facts {
    po_map *cells;
} known_facts;

static bool read_fact(void *context, const char *name, po_rule_cell *ret_cell) {
    const known_facts *known = context;
    const po_rule_cell *cell = po_map_get(known->cells, name);
    if (cell)
        *ret_cell = *cell;
    return cell != NULL;
}

static size_t no_rows(void *context, const char *type) {
    (void)context;
    (void)type;
    return 0;
}

static const void *no_item(void *context, const char *type, size_t n) {
    (void)context;
    (void)type;
    (void)n;
    return NULL;
}

static bool no_field(void *context, const void *item, const char *name, uint32_t number, po_rule_cell *ret_cell) {
    (void)context;
    (void)item;
    (void)name;
    (void)number;
    (void)ret_cell;
    return false;
}

static const void *no_parent(void *context, const void *item) {
    (void)context;
    (void)item;
    return NULL;
}

static known_facts facts_of(const readiness_maker *maker) {
    const po_readiness_input *input = maker->input;
    known_facts known = {po_facts_cells(maker->arena, input->facts, NULL, input->programs, input->program_count)};
    const char *type = input->facts && input->facts->type ? input->facts->type : input->assumed_type;
    if (type && !po_map_get(known.cells, "lea_type")) {
        po_rule_cell *cell = PO_NEW(maker->arena, po_rule_cell);
        *cell = (po_rule_cell){.text = type, .value = type, .hint = PO_HINT_TEXT};
        po_map_set(known.cells, "lea_type", cell);
    }
    return known;
}

/* Whether the LEA's plans go to the reviewer. */
static po_truth goes_to(const readiness_maker *maker, const po_reviewer *reviewer) {
    if (!reviewer->when)
        return PO_TRUE;
    known_facts known = facts_of(maker);
    const po_rule_source source = {&known, no_rows, no_item, no_field, no_parent, read_fact};
    const po_rule *rule = NULL;
    po_error err = {0};
    po_rule_scope *scope = po_rule_scope_create(maker->arena, NULL, NULL);
    if (po_rule_compile(scope, reviewer->when, PO_RULE_TRUTH, NULL, &rule, &err) != PO_OK)
        return PO_UNKNOWN;
    po_rule_run *run = po_rule_run_create(&source);
    po_rule_result result;
    po_rule_evaluate(run, rule, NULL, &result);
    po_truth truth = result.truth;
    po_rule_run_destroy(run);
    return truth;
}

static po_readiness_test *test_of(const readiness_maker *maker, const po_program *program, const char *id) {
    for (size_t i = 0; i < maker->tests.list.count; i++)
        if (maker->tests.list.items[i]->program == program && po_text_equal(maker->tests.list.items[i]->test->id, id))
            return maker->tests.list.items[i];
    return NULL; /* the loader lets no unknown test through */
}

static bool has_anything(const po_readiness_reviewer *reviewer) {
    for (size_t i = 0; i < reviewer->tests.count; i++) {
        const po_readiness_test *test = reviewer->tests.items[i];
        if (test->state != PO_READINESS_NOT_ASKED || test->looks.count + test->decided.count > 0)
            return true;
    }
    return false;
}

static void add_reviewer(const readiness_maker *maker, const po_program *program, const po_reviewer *reviewer) {
    po_truth goes = goes_to(maker, reviewer);
    if (goes == PO_FALSE)
        return;
    po_readiness_reviewer made = {.program = program, .reviewer = reviewer, .unsure = goes != PO_TRUE};
    for (size_t i = 0; i < reviewer->test_count; i++) {
        const po_readiness_test *test = test_of(maker, program, reviewer->tests[i]);
        if (!test)
            continue;
        *PO_LIST_ADD(maker->arena, &made.tests) = test;
        made.found += po_readiness_found(test);
        made.open += po_readiness_open(test);
    }
    if (has_anything(&made))
        *PO_LIST_ADD(maker->arena, &maker->readiness->reviewers) = made;
}

static int by_program_id(const void *a, const void *b) {
    const po_program *const *left = a, *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

/* Those that return plans first, of them those with most to return a plan for; else by program. */
static bool comes_before(const po_readiness_reviewer *a, const po_readiness_reviewer *b) {
    if (a->reviewer->returns != b->reviewer->returns)
        return a->reviewer->returns;
    return a->found > b->found;
}

/* Stable; there are a dozen. */
static void sort_reviewers(po_readiness *readiness) {
    for (size_t i = 1; i < readiness->reviewers.count; i++)
        for (size_t k = i; k > 0 && comes_before(&readiness->reviewers.items[k], &readiness->reviewers.items[k - 1]);
             k--) {
            po_readiness_reviewer before = readiness->reviewers.items[k - 1];
            readiness->reviewers.items[k - 1] = readiness->reviewers.items[k];
            readiness->reviewers.items[k] = before;
        }
}

static void add_reviewers(const readiness_maker *maker) {
    const po_readiness_input *input = maker->input;
    const po_program **programs = PO_NEW_ARRAY(maker->arena, const po_program *, input->program_count);
    for (size_t i = 0; i < input->program_count; i++)
        programs[i] = input->programs[i];
    if (input->program_count > 1)
        qsort(programs, input->program_count, sizeof(const po_program *), by_program_id);
    for (size_t p = 0; p < input->program_count; p++)
        for (size_t i = 0; i < programs[p]->reviewers.count; i++)
            add_reviewer(maker, programs[p], &programs[p]->reviewers.items[i]);
    sort_reviewers(maker->readiness);
}

/* What tests that nobody makes here (a budget's, for a charter school's plan) took in is nobody's.
 */
static void lay_left_over(const readiness_maker *maker) {
    po_readiness_test *nobody = &maker->readiness->nobody;
    po_map *made = po_map_create(maker->arena);
    for (size_t i = 0; i < maker->readiness->reviewers.count; i++)
        for (size_t k = 0; k < maker->readiness->reviewers.items[i].tests.count; k++)
            po_map_add(
                made,
                po_arena_printf(maker->arena, "%p", (const void *)maker->readiness->reviewers.items[i].tests.items[k]),
                made);
    for (size_t i = 0; i < maker->tests.list.count; i++) {
        const po_readiness_test *test = maker->tests.list.items[i];
        if (po_map_get(made, po_arena_printf(maker->arena, "%p", (const void *)test)))
            continue;
        for (size_t k = 0; k < test->found.count; k++)
            *PO_LIST_ADD(maker->arena, &nobody->found) = test->found.items[k];
        for (size_t k = 0; k < test->looks.count; k++)
            *PO_LIST_ADD(maker->arena, &nobody->looks) = test->looks.items[k];
        for (size_t k = 0; k < test->open.count; k++)
            *PO_LIST_ADD(maker->arena, &nobody->open) = test->open.items[k];
    }
}

void po_readiness_make(po_arena *arena, const po_readiness_input *input, po_readiness *ret_readiness) {
    *ret_readiness = (po_readiness){0};
    readiness_maker maker = {.arena = arena,
                             .input = input,
                             .readiness = ret_readiness,
                             .by_code = po_map_create(arena),
                             .by_duty = po_map_create(arena),
                             .duty_of_check = po_map_create(arena),
                             .seen = po_map_create(arena)};
    *PO_LIST_ADD(arena, &maker.nobody.list) = &ret_readiness->nobody;
    add_tests(&maker);
    index_checks(&maker);
    lay_findings(&maker);
    lay_undecided(&maker);
    lay_duties(&maker);
    for (size_t i = 0; i < maker.tests.list.count; i++)
        judge(maker.tests.list.items[i]);
    add_reviewers(&maker);
    lay_left_over(&maker);
    judge(&ret_readiness->nobody);
}
