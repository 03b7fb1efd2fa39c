/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce check: what is wrong, missing or worth a look in these papers, as a list on the terminal; writes no file.
 */
#include "app/build.h"

typedef struct check_options {
    po_reading_options reading;
    int plan_year;
    po_operands papers;
} check_options;

static void print_decision(const po_standing *standing) {
    char date[PO_DATE_TEXT_MAX];
    const po_decision *decision = standing->decision;
    printf("    decided (%s) by the %s on %s: %s\n", po_decision_kind_name(decision->kind), decision->role,
           po_date_format_iso(decision->date, date), decision->reason);
}

static void print_finding(po_arena *arena, const po_build *build, const po_plan *plan, const po_finding *finding) {
    const po_standing *standing = po_standing_of(&plan->standings, finding->id, NULL);
    const po_language *language = build->definitions.language;
    const char *what = po_language_format(language, arena, finding->message, finding->arguments, finding->argument_count);
    const po_source *source = finding->at_count > 0 ? finding->at[0].source : finding->source;
    printf("%s", source ? source->name : "plan");
    if (finding->at_count > 0 && finding->at[0].page > 0)
        printf(":page %u", finding->at[0].page);
    printf(": %s: %s [%s]\n", po_finding_severity_name(finding->severity), what, finding->code);
    if (finding->action)
        printf("    %s\n", po_language_format(language, arena, finding->action, finding->arguments,
                                              finding->argument_count));
    if (finding->citation)
        printf("    %s\n", finding->citation);
    if (standing)
        print_decision(standing);
}

/* Decisions that do not hold, with the reason. */
static void print_standings(const po_build *build, const po_plan *plan) {
    for (size_t i = 0; i < plan->standings.list.count; i++) {
        const po_standing *standing = &plan->standings.list.items[i];
        if (standing->kind == PO_STANDING_LAPSED || standing->kind == PO_STANDING_LOOK_AGAIN)
            printf("decision about %s: %s: %s\n", standing->decision->about ? standing->decision->about : standing->decision->id,
                   po_standing_name(standing->kind),
                   po_language_format(build->definitions.language, plan->arena, standing->why, standing->arguments,
                                      standing->argument_count));
    }
}

static size_t count_decided(const po_plan *plan) {
    size_t count = 0;
    for (size_t i = 0; i < plan->findings.list.count; i++) {
        const po_finding *finding = &plan->findings.list.items[i];
        count += po_standing_sets_aside(po_standing_of(&plan->standings, finding->id, NULL), finding);
    }
    return count;
}

static po_status check_group(po_build *build, const check_options *options, const po_group *group, po_error *err) {
    po_plan plan = {0};
    po_status status = po_build_plan(build, group, options->plan_year, &plan, err);
    if (status == PO_OK) {
        printf("%s: %zu findings; %zu checks made, %zu could not be decided\n",
               group->name ? group->name : "Agency not named", plan.findings.list.count, plan.findings.checked,
               plan.findings.unknown);
        for (size_t i = 0; i < plan.findings.list.count; i++)
            print_finding(plan.arena, build, &plan, &plan.findings.list.items[i]);
        if (plan.standings.list.count > 0)
            printf("%zu decisions; %zu of the findings are decided\n", plan.standings.list.count, count_decided(&plan));
        print_standings(build, &plan);
    }
    po_plan_finish(&plan);
    return status;
}

static int check_all(const check_options *options, const po_install *install) {
    po_arena *arena = po_arena_create();
    po_inputs inputs;
    bool whole = po_inputs_take(arena, &options->papers, &inputs);
    po_build *build = NULL;
    po_groups groups = {0};
    po_error err = {0};
    po_status status = po_build_create(install, &options->reading, &build, &err);
    if (status == PO_OK)
        status = po_as_of(NULL, &build->as_of, &err);
    if (status == PO_OK)
        status = po_build_read_decisions(build, &options->reading, NULL, options->papers.items, options->papers.count, &err);
    if (status == PO_OK)
        status = po_build_read(build, &inputs, &err);
    if (status == PO_OK)
        po_build_groups(build, &groups);
    if (status == PO_OK)
        po_build_unused_decisions(build, &groups);
    for (size_t i = 0; i < groups.list.count && status == PO_OK; i++)
        status = check_group(build, options, &groups.list.items[i], &err);
    if (status != PO_OK)
        po_say("%s", err.text);
    int code = status != PO_OK || groups.list.count == 0 ? PO_EXIT_NOTHING : po_build_exit_code(build);
    if (code == PO_EXIT_DONE && !whole)
        code = PO_EXIT_PARTLY;
    po_build_destroy(build);
    po_arena_destroy(arena);
    return code;
}

static const po_option OPTIONS[] = {
    PO_OPTION_LEA(check_options),
    PO_OPTION_DECISIONS(check_options),
    {.name = "year", .argument = "2026-27", .help = "option.year", .set = po_option_year, .place = offsetof(check_options, plan_year)},
    PO_OPTIONS_SANDBOX(check_options),
    {0}};

static int run(const po_call *call) {
    check_options options = {0};
    int code = po_options_parse(call, &options, &options.papers);
    if (code < 0 && options.papers.count == 0)
        code = po_usage(call->command, "'check' needs at least one file or folder to read");
    return code < 0 ? check_all(&options, call->install) : code;
}

const po_command po_command_check = {
    .name = "check",
    .summary = "lists what is wrong, missing or worth a look in plans; writes no file",
    .options = OPTIONS,
    .operands = "FILE-OR-FOLDER...",
    .run = run,
};
