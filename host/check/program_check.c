/* SPDX-License-Identifier: Apache-2.0
 *
 * Compiling and running a program's checks. One run of the rules language serves all checks of a
 * document, so that indexes are made once.
 */
#include "check/program_check.h"

#include <string.h>

#include "base/text.h"
#include "check/format.h"
#include "check/record_source.h"

enum {
    PLACES_MAX = 32,  /* of one finding */
    ARGUMENTS_OWN = 3 /* gap, gap_at_least, doubt */
};

typedef struct compiled_check {
    const po_check *check;
    po_rule_scope *scope;
    const po_rule *when, *assertion, *gap; /* when, gap: NULL where not given */
    po_finding_severity severity;
} compiled_check;

struct po_checks {
    const po_program *program;
    PO_LIST(compiled_check) list;
};

/* ---- compiling --------------------------------------------------------------------------------
 */

typedef struct check_compiler {
    po_arena *arena;
    const po_program *program;
    const po_rule_schema *schema;
    po_diagnostics *diagnostics;
    size_t mistakes;
} check_compiler;

static void mistake(check_compiler *compiler, const po_check *check, const char *part,
                    const char *text) {
    const char *place = po_arena_printf(compiler->arena, "%d", check->line);
    po_diagnose(compiler->diagnostics, PO_ERROR, "RULE-001", compiler->program->path, place,
                "check %s, %s: %s", check->code, part, text);
    compiler->mistakes++;
}

static const po_rule *compile_part(check_compiler *compiler, compiled_check *compiled,
                                   const char *part, const char *expression, po_rule_type wanted,
                                   const char *tolerance) {
    po_error err = {0};
    const po_rule *rule = NULL;
    if (expression &&
        po_rule_compile(compiled->scope, expression, wanted, tolerance, &rule, &err) != PO_OK) {
        mistake(compiler, compiled->check, part, err.text);
    }
    return rule;
}

static void compile_lets(check_compiler *compiler, compiled_check *compiled) {
    const po_check *check = compiled->check;
    for (size_t i = 0; i < check->let_count; i++) {
        po_error err = {0};
        if (po_rule_let(compiled->scope, check->lets[i].name, check->lets[i].expression, &err) !=
            PO_OK) {
            const char *part = po_arena_printf(compiler->arena, "let %s", check->lets[i].name);
            mistake(compiler, check, part, err.text);
        }
    }
}

static void compile_check(check_compiler *compiler, po_checks *checks, const po_check *check) {
    size_t before = compiler->mistakes;
    compiled_check compiled = {.check = check};
    compiled.scope = po_rule_scope_create(compiler->arena, check->over, compiler->schema);
    if (!po_finding_severity_parse(check->severity, &compiled.severity)) {
        mistake(compiler, check, "severity",
                "is none of: required, would be returned, worth a look");
    }
    compile_lets(compiler, &compiled);
    compiled.when = compile_part(compiler, &compiled, "when", check->when, PO_RULE_TRUTH, NULL);
    compiled.assertion = compile_part(compiler, &compiled, "assert", check->assertion,
                                      PO_RULE_TRUTH, check->tolerance);
    compiled.gap = compile_part(compiler, &compiled, "gap", check->gap, PO_RULE_NUMBER, NULL);
    if (compiler->mistakes == before && compiled.assertion) {
        *PO_LIST_ADD(compiler->arena, &checks->list) = compiled;
    }
}

po_status po_checks_compile_for(po_arena *arena, const po_program *program,
                                const po_rule_schema *schema, po_diagnostics *diagnostics,
                                po_checks **ret_checks, po_error *err) {
    check_compiler compiler = {
        .arena = arena, .program = program, .schema = schema, .diagnostics = diagnostics};
    po_checks *checks = PO_NEW(arena, po_checks);
    checks->program = program;
    for (size_t i = 0; i < program->checks.count; i++) {
        compile_check(&compiler, checks, &program->checks.items[i]);
    }
    if (compiler.mistakes > 0) {
        return po_error_set(err, PO_E_CONFIG, "%s: %zu mistake%s in the checks of program '%s'",
                            program->path, compiler.mistakes, compiler.mistakes == 1 ? "" : "s",
                            program->id);
    }
    *ret_checks = checks;
    return PO_OK;
}

po_status po_checks_compile(po_arena *arena, const po_program *program, po_diagnostics *diagnostics,
                            po_checks **ret_checks, po_error *err) {
    return po_checks_compile_for(arena, program, NULL, diagnostics, ret_checks, err);
}

size_t po_checks_count(const po_checks *checks) {
    return checks->list.count;
}

/* ---- places -----------------------------------------------------------------------------------
 */

/* One document under way. */
typedef struct check_run {
    const po_checks *checks;
    const po_source *source; /* NULL: several, in `papers` */
    const po_check_paper *papers;
    size_t paper_count;
    po_findings *findings;
    po_record_view view;
    po_rule_run *rules;
    po_arena *scratch;       /* of this run */
    po_map *source_by_field; /* of several documents, to const po_source **: made when first asked for */
} check_run;

typedef PO_LIST(po_source_place) place_list;

/* Joined sets copy fields; what they hold is borrowed: the text's address tells them. */
static const char *field_key(po_arena *arena, const po_field *field) {
    return po_arena_printf(arena, "%p %p", (const void *)field->text, (const void *)field->at);
}

/* Every field of every document, entered when the first is asked for. */
static void index_fields(check_run *run) {
    run->source_by_field = po_map_create(run->scratch);
    for (size_t i = 0; i < run->paper_count; i++) {
        const po_record_set *set = run->papers[i].records;
        const po_source **source = PO_NEW(run->scratch, const po_source *);
        *source = run->papers[i].source;
        for (size_t r = 0; r < set->records.count; r++) {
            const po_record *record = &set->records.items[r];
            for (uint32_t j = 0; j < record->field_count; j++) {
                po_map_add(run->source_by_field, field_key(run->scratch, &record->fields[j]), source);
            }
        }
    }
}

/* The document in which a field stands. */
static const po_source *source_of(check_run *run, const po_field *field) {
    if (run->source) {
        return run->source;
    }
    if (!run->source_by_field) {
        index_fields(run);
    }
    const po_source **source = po_map_get(run->source_by_field, field_key(run->scratch, field));
    return source ? *source : NULL;
}

static void add_field_places(check_run *run, const po_field *field, place_list *places) {
    po_arena *arena = run->findings->arena;
    const po_source *source = source_of(run, field);
    for (uint32_t i = 0; i < field->at_count && places->count < PLACES_MAX; i++) {
        const po_place *at = &field->at[i];
        *PO_LIST_ADD(arena, places) = (po_source_place){.source = source,
                                                        .page = at->page,
                                                        .table = at->table,
                                                        .row = at->row,
                                                        .column = at->column,
                                                        .line = at->line,
                                                        .sheet = po_arena_dup(arena, at->sheet)};
    }
}

/* Where the operands stand; if nothing was there to rest on, where the record stands. */
static void add_places(check_run *run, const po_rule_result *result, const po_record *record,
                       po_finding *finding) {
    place_list places = {0};
    for (size_t i = 0; i < result->origin_count; i++) {
        add_field_places(run, result->origins[i], &places);
    }
    for (uint32_t i = 0; places.count == 0 && record && i < record->field_count; i++) {
        add_field_places(run, &record->fields[i], &places);
    }
    finding->at = places.items;
    finding->at_count = places.count;
}

/* ---- arguments and gap ------------------------------------------------------------------------
 */

static void add_argument(po_argument *arguments, size_t *count, const char *name,
                         const char *value) {
    if (value) {
        arguments[(*count)++] = (po_argument){.name = name, .value = value};
    }
}

/* The check's own expression of the gap, or the difference that the failed comparison showed: an amount or a percentage. A difference
 * of bare numbers (codes, counts) is no gap unless the check says so. Cents are shown where there are any. */
static void add_gap(check_run *run, const compiled_check *compiled, const po_record *record,
                    const po_rule_result *failed, po_finding *finding, po_argument *arguments,
                    size_t *count) {
    po_arena *arena = run->findings->arena;
    char text[PO_DECIMAL_TEXT_MAX];
    po_rule_result gap = {.known = failed->has_gap,
                          .type = PO_RULE_NUMBER,
                          .value = failed->gap,
                          .unit = failed->gap_unit,
                          .decimals = failed->gap_decimals};
    if (compiled->gap) {
        po_rule_evaluate(run->rules, compiled->gap, record, &gap);
    }
    if (!gap.known) {
        return;
    }
    if (gap.unit == PO_UNIT_MONEY) {
        gap.decimals = 0;
    }
    if (gap.value.units != 0 && (compiled->gap || gap.unit != PO_UNIT_NUMBER)) {
        finding->gap = po_arena_dup(arena, po_decimal_format(gap.value, text));
    }
    add_argument(arguments, count, "gap", po_format_result(arena, &gap));
    if (failed->has_gap) {
        add_argument(
            arguments, count, "gap_at_least",
            po_format_number(arena, failed->gap_at_least, failed->gap_unit, failed->gap_decimals));
    }
}

static void add_arguments(check_run *run, const compiled_check *compiled,
                          const po_record *record, const po_rule_result *failed,
                          po_finding *finding) {
    po_arena *arena = run->findings->arena;
    size_t lets = compiled->check->let_count;
    po_argument *arguments = PO_NEW_ARRAY(arena, po_argument, lets + ARGUMENTS_OWN);
    size_t count = 0;
    for (size_t i = 0; i < lets; i++) {
        po_rule_result value;
        po_rule_evaluate_let(run->rules, compiled->assertion, i, record, &value);
        add_argument(arguments, &count, compiled->check->lets[i].name,
                     po_format_result(arena, &value));
    }
    add_gap(run, compiled, record, failed, finding, arguments, &count);
    add_argument(arguments, &count, "doubt", po_arena_dup(arena, failed->doubt));
    finding->arguments = arguments;
    finding->argument_count = count;
}

/* ---- running ----------------------------------------------------------------------------------
 */

static const char *about(check_run *run, const po_record *record) {
    return record ? po_arena_dup(run->findings->arena, record->id) : NULL;
}

static void report(check_run *run, const compiled_check *compiled, const po_record *record,
                   const po_rule_result *failed) {
    const po_check *check = compiled->check;
    po_arena *arena = run->findings->arena;
    po_finding finding = {.code = po_arena_dup(arena, check->code),
                          .severity = failed->doubt ? PO_FINDING_WORTH_A_LOOK : compiled->severity,
                          .program = po_arena_dup(arena, run->checks->program->id),
                          .message = po_arena_dup(arena, check->message),
                          .action =
                              po_arena_printf(arena, "%s.do", check->message ? check->message : ""),
                          .citation = po_arena_dup(arena, check->citation),
                          .who = po_arena_dup(arena, check->who),
                          .duty = po_arena_dup(arena, check->duty),
                          .source = record && record->field_count > 0
                                        ? source_of(run, &record->fields[0])
                                        : run->source,
                          .about = about(run, record)};
    add_arguments(run, compiled, record, failed, &finding);
    add_places(run, failed, record, &finding);
    *po_findings_add(run->findings) = finding;
}

static void count_unknown(check_run *run, const compiled_check *compiled,
                          const po_record *record, const po_rule_result *result) {
    po_arena *arena = run->findings->arena;
    run->findings->unknown++;
    *PO_LIST_ADD(arena, &run->findings->undecided) =
        (po_undecided){.code = po_arena_dup(arena, compiled->check->code),
                       .program = po_arena_dup(arena, run->checks->program->id),
                       .about = about(run, record),
                       .source = run->source,
                       .reason = po_rule_reason_name(result->reason),
                       .missing = po_arena_dup(arena, result->missing)};
}

/* Whether the check surely applies; if what shows it is doubtful, so is what follows. */
static bool applies(check_run *run, const compiled_check *compiled, const po_record *record,
                    const char **ret_doubt) {
    po_rule_result when;
    *ret_doubt = NULL;
    if (!compiled->when) {
        return true;
    }
    po_rule_evaluate(run->rules, compiled->when, record, &when);
    *ret_doubt = when.doubt;
    return when.truth == PO_TRUE;
}

static void run_check(check_run *run, const compiled_check *compiled,
                      const po_record *record) {
    po_rule_result result;
    const char *doubt;
    if (!applies(run, compiled, record, &doubt)) {
        return;
    }
    run->findings->checked++;
    po_rule_evaluate(run->rules, compiled->assertion, record, &result);
    result.doubt = result.doubt ? result.doubt : doubt;
    if (po_truth_possible(result.truth)) {
        run->findings->held++;
    } else if (result.truth == PO_UNKNOWN) {
        count_unknown(run, compiled, record, &result);
    } else {
        report(run, compiled, record, &result);
    }
}

static void run_over(check_run *run, const compiled_check *compiled) {
    const po_record_rows *rows = po_map_get(run->view.by_type, compiled->check->over);
    for (size_t i = 0; rows && i < rows->list.count; i++) {
        run_check(run, compiled, rows->list.items[i]);
    }
}

static void run_all(check_run *run, bool across) {
    run->rules = po_rule_run_create(&run->view.source);
    for (size_t i = 0; i < run->checks->list.count; i++) {
        const compiled_check *compiled = &run->checks->list.items[i];
        if (compiled->check->across != across) {
            continue;
        }
        if (compiled->check->over) {
            run_over(run, compiled);
        } else {
            run_check(run, compiled, NULL);
        }
    }
    po_rule_run_destroy(run->rules);
}

void po_checks_run(const po_checks *checks, const po_record_set *records, const po_source *source,
                   const po_map *facts, po_findings *findings) {
    po_arena *arena = po_arena_create();
    check_run run = {.checks = checks, .source = source, .findings = findings, .scratch = arena};
    po_record_view_init(&run.view, arena, records, facts);
    run_all(&run, false);
    po_arena_destroy(arena);
}

void po_checks_run_across(const po_checks *checks, const po_check_paper *papers, size_t count,
                          const po_map *facts, po_findings *findings) {
    if (count < 2) {
        return;
    }
    po_arena *arena = po_arena_create();
    check_run run = {.checks = checks, .papers = papers, .paper_count = count, .findings = findings, .scratch = arena};
    po_record_view_init(&run.view, arena, papers[0].records, facts);
    for (size_t i = 1; i < count; i++) {
        po_record_view_add(&run.view, arena, papers[i].records);
    }
    run_all(&run, true);
    po_arena_destroy(arena);
}

void po_checks_run_joined(const po_checks *checks, const po_record_set *joined, const po_check_paper *papers, size_t count,
                          const po_map *facts, po_findings *findings) {
    po_arena *arena = po_arena_create();
    check_run run = {.checks = checks, .papers = papers, .paper_count = count, .findings = findings, .scratch = arena};
    po_record_view_init(&run.view, arena, joined, facts);
    run_all(&run, false);
    po_arena_destroy(arena);
}
