/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce build: files or folders in, one plan per LEA out. Options, the output folder, and what is said at the end; the work is build.c's.
 */
#include "app/build.h"
#include "base/file.h"
#include "emit/calendar.h"
#include "emit/emit.h"

typedef struct build_options {
    po_reading_options reading;
    const char *folder, *previous;
    po_date as_of;
    int plan_year;
    po_operands papers;
} build_options;

typedef struct build_output {
    po_output *output;
    PO_LIST(po_emit_entry) entries;
    bool several;
} build_output;

/* ---- one LEA ---------------------------------------------------------------------------------- */

static void list_refusals(po_arena *arena, const po_build *build, const po_emit_refusal **ret_list,
                          size_t *ret_count) {
    po_emit_refusal *list = PO_NEW_ARRAY(arena, po_emit_refusal, build->documents.count);
    size_t count = 0;
    for (size_t i = 0; i < build->documents.count; i++) {
        const po_build_document *document = &build->documents.items[i];
        if (document->reason)
            list[count++] = (po_emit_refusal){
                .name = document->name, .reason = document->reason, .partly = document->partly};
    }
    *ret_list = list;
    *ret_count = count;
}

/* Sequence numbers come from the previous build, which has the same folders. */
static po_status emit_calendar(const po_build *build, const build_options *options, const po_plan *plan, const char *folder,
                               build_output *out, po_error *err) {
    po_calendar calendar;
    po_status status = PO_OK;
    po_calendar_make(plan->arena, &plan->schedule, build->definitions.language, &calendar);
    calendar.states = plan->states;
    if (options->previous) {
        const char *before = *folder ? po_path_join(plan->arena, options->previous, folder) : options->previous;
        status = po_calendar_follow(&calendar, po_path_join(plan->arena, before, "calendar.json"), err);
    }
    return status == PO_OK ? po_emit_calendar(&calendar, build->install->templates, PLANONCE_VERSION, folder, out->output, err) : status;
}

/* In a build of one LEA everything that was refused is shown on its plan; in one of several, on the index. */
static po_status emit_plan(po_build *build, const build_options *options, const po_plan *plan,
                           build_output *out, po_error *err) {
    size_t program_count = 0;
    po_emit_plan_input input = {.model = plan->model,
                                .findings = &plan->findings,
                                .one = &plan->one,
                                .review = &plan->review,
                                .readiness = &plan->readiness,
                                .standings = &plan->standings,
                                .states = plan->states,
                                .schedule = &plan->schedule,
                                .duty_rules = build->duty_rules,
                                .programs = po_registry_programs(build->reading.registry, &program_count),
                                .program_count = program_count,
                                .language = build->definitions.language,
                                .templates = build->install->templates,
                                .as_of = options->as_of,
                                .plan_year = plan->plan_year,
                                .version = PLANONCE_VERSION,
                                .calendar = "calendar.html"};
    if (!out->several)
        list_refusals(build->arena, build, &input.refusals, &input.refusal_count);
    const char *folder = out->several ? po_emit_folder_name(build->arena, plan->model) : "";
    po_status status = po_emit_plan(build->arena, &input, folder, out->output, PO_LIST_ADD(build->arena, &out->entries), err);
    return status == PO_OK ? emit_calendar(build, options, plan, folder, out, err) : status;
}

static po_status emit_group(po_build *build, const build_options *options, const po_group *group,
                            build_output *out, po_error *err) {
    po_plan plan = {0};
    po_status status = po_build_plan(build, group, options->plan_year, &plan, err);
    if (status == PO_OK)
        status = emit_plan(build, options, &plan, out, err);
    po_plan_finish(&plan);
    return status;
}

/* ---- several LEAs ----------------------------------------------------------------------------- */

static const char *ORPHAN_REASON =
    "it prints neither a county-district-school code nor the name of an agency, so it was joined to no plan";

/* The terminal names them too: a page is not always opened. */
static void say_orphans(const po_groups *groups) {
    for (size_t i = 0; i < groups->orphans.count; i++)
        po_print_line(groups->orphans.items[i]->path, NULL, "warning", ORPHAN_REASON, "RD-006");
}

static po_status emit_index(po_build *build, const build_options *options, const po_groups *groups,
                            build_output *out, po_error *err) {
    const po_emit_refusal *refused = NULL;
    size_t count = 0;
    list_refusals(build->arena, build, &refused, &count);
    po_emit_refusal *all = PO_NEW_ARRAY(build->arena, po_emit_refusal, count + groups->orphans.count);
    for (size_t i = 0; i < count; i++)
        all[i] = refused[i];
    for (size_t i = 0; i < groups->orphans.count; i++)
        all[count++] = (po_emit_refusal){.name = groups->orphans.items[i]->name, .reason = ORPHAN_REASON};
    po_emit_index_input input = {.entries = out->entries.items,
                                 .entry_count = out->entries.count,
                                 .orphans = all,
                                 .orphan_count = count,
                                 .language = build->definitions.language,
                                 .templates = build->install->templates,
                                 .as_of = options->as_of,
                                 .version = PLANONCE_VERSION};
    return po_emit_index(build->arena, &input, out->output, err);
}

/* Facts of this run, outside the guarantee of same bytes. */
static po_status emit_run(const po_build *build, po_output *output, po_error *err) {
    po_buffer bytes = {0};
    po_json json;
    po_json_init(&json, &bytes, true);
    po_json_begin_object(&json);
    po_json_member(&json, "format", "planonce/run/1");
    po_json_member(&json, "version", PLANONCE_VERSION);
    po_json_member(&json, "sandbox", po_sandbox_level_name(po_pool_sandbox(build->reading.pool)));
    po_json_member_integer(&json, "documents", (int64_t)build->inputs);
    po_json_member_integer(&json, "refused", (int64_t)(build->refused + build->unrecognised));
    po_json_member_integer(&json, "partly_read", (int64_t)build->partly);
    po_json_member_integer(&json, "elapsed_ms", (int64_t)(po_progress_clock() - build->progress.started_ms));
    po_json_end_object(&json);
    po_status status = po_output_add_run(output, bytes.data, bytes.size, err);
    po_buffer_finish(&bytes);
    return status;
}

/* ---- the command ------------------------------------------------------------------------------ */

/* What asks to be looked at again is said here too: a page is not always opened. */
static void say_decisions(const po_emit_entry *entry, const char *folder) {
    if (entry->decisions == 0)
        return;
    fprintf(stderr, "Decisions: %zu hold", entry->decisions - entry->lapsed - entry->unmatched);
    if (entry->lapsed > 0)
        fprintf(stderr, ", %zu lapsed", entry->lapsed);
    if (entry->unmatched > 0)
        fprintf(stderr, ", %zu to look at again", entry->unmatched);
    fprintf(stderr, entry->lapsed + entry->unmatched > 0 ? "; planonce decide %s --list says which.\n" : ".\n",
            folder);
}

static void say_result(const po_build *build, const build_options *options, const build_output *out) {
    char date[PO_DATE_TEXT_MAX];
    size_t read = 0;
    for (size_t i = 0; i < build->inputs; i++)
        read += build->documents.items[i].source || (build->documents.items[i].deferred && !build->documents.items[i].reason);
    fprintf(stderr, "%zu of %zu documents read, as of %s.\n", read, build->inputs,
            po_date_format_iso(options->as_of, date));
    for (size_t i = 0; i < out->entries.count; i++) {
        const po_emit_entry *entry = &out->entries.items[i];
        fprintf(stderr, "%s: %zu goals, %zu actions; findings: %zu required, %zu would be returned, %zu worth a look",
                entry->name ? entry->name : "Agency not named", entry->goals, entry->actions, entry->findings[0],
                entry->findings[1], entry->findings[2]);
        fprintf(stderr, entry->decided > 0 ? ", %zu decided.\n" : ".\n", entry->decided);
        say_decisions(entry, *entry->folder ? po_path_join(build->arena, options->folder, entry->folder) : options->folder);
    }
    fprintf(stderr, "Written to %s; open %s/%s\n", options->folder, options->folder,
            out->several ? "index.html" : "plan.html");
}

static po_status write_all(po_build *build, const build_options *options, const po_groups *groups,
                           build_output *out, po_error *err) {
    po_status status = PO_OK;
    for (size_t i = 0; i < groups->list.count && status == PO_OK; i++) {
        po_progress_show(&build->progress, "Planning", i + 1, groups->list.count,
                         groups->list.items[i].name ? groups->list.items[i].name : "");
        status = emit_group(build, options, &groups->list.items[i], out, err);
    }
    po_progress_clear(&build->progress);
    if (status == PO_OK && out->several)
        status = emit_index(build, options, groups, out, err);
    if (status == PO_OK)
        status = emit_run(build, out->output, err);
    return status;
}

static int say_nothing(const po_build *build) {
    if (build->inputs == 1)
        po_say("the document could not be used for a plan, so nothing was written");
    else
        po_say("none of the %zu documents could be used for a plan, so nothing was written", build->inputs);
    return PO_EXIT_NOTHING;
}

static int produce(po_build *build, const build_options *options, const po_inputs *inputs, po_error *err) {
    po_groups groups;
    build->as_of = options->as_of;
    if (po_build_read(build, inputs, err) != PO_OK)
        return PO_EXIT_NOTHING;
    po_build_groups(build, &groups);
    po_build_unused_decisions(build, &groups);
    if (groups.list.count + groups.orphans.count == 0)
        return say_nothing(build);
    build_output out = {.several = groups.list.count != 1 || groups.orphans.count > 0};
    if (po_output_begin(options->folder, &out.output, err) != PO_OK)
        return PO_EXIT_NOTHING;
    po_diagnostics kept;
    po_diagnostics_init(&kept, build->arena);
    po_output_report_to(out.output, &kept);
    if (write_all(build, options, &groups, &out, err) != PO_OK) {
        po_output_abandon(out.output);
        return PO_EXIT_NOTHING;
    }
    if (po_output_commit(out.output, err) != PO_OK)
        return PO_EXIT_NOTHING;
    po_print_diagnostics(&kept, NULL, true);
    say_orphans(&groups);
    say_result(build, options, &out);
    int code = po_build_exit_code(build);
    return groups.orphans.count > 0 ? PO_EXIT_PARTLY : code;
}

static int build_all(const build_options *options, const po_install *install) {
    po_arena *arena = po_arena_create();
    po_build *build = NULL;
    po_error err = {0};
    int code = PO_EXIT_NOTHING;
    po_inputs inputs;
    bool whole = po_inputs_take(arena, &options->papers, &inputs);
    if (inputs.paths.count == 0)
        po_say("there is no file to read in what was given");
    else if (po_build_create(install, &options->reading, &build, &err) == PO_OK &&
             po_build_read_decisions(build, &options->reading, options->folder, options->papers.items, options->papers.count, &err) == PO_OK)
        code = produce(build, options, &inputs, &err);
    if (err.text[0])
        po_say("%s", err.text);
    po_build_destroy(build);
    if (code == PO_EXIT_DONE && !whole)
        code = PO_EXIT_PARTLY;
    po_arena_destroy(arena);
    return code;
}

#define PLACE(member) .place = offsetof(build_options, member)

static const po_option OPTIONS[] = {
    {.name = "output", .letter = 'o', .argument = "DIR", .help = "option.output_folder", .set = po_option_text, PLACE(folder)},
    PO_OPTION_LEA(build_options),
    PO_OPTION_DECISIONS(build_options),
    {.name = "as-of", .argument = "DATE", .help = "option.as_of", .set = po_option_as_of, PLACE(as_of)},
    {.name = "year", .argument = "2026-27", .help = "option.year", .set = po_option_year, PLACE(plan_year)},
    {.name = "previous", .argument = "DIR", .help = "option.previous", .set = po_option_text, PLACE(previous)},
    PO_OPTIONS_SANDBOX(build_options),
    {0}};

static int run(const po_call *call) {
    build_options options = {.folder = "out"};
    int code = po_options_parse(call, &options, &options.papers);
    if (code < 0 && options.papers.count == 0)
        code = po_usage(call->command, "'build' needs at least one file or folder to read");
    if (code < 0)
        code = po_options_as_of(call, &options.as_of);
    return code < 0 ? build_all(&options, call->install) : code;
}

const po_command po_command_build = {
    .name = "build",
    .summary = "reads plan documents and writes one plan per district (page, calendar, data)",
    .options = OPTIONS,
    .operands = "FILE-OR-FOLDER...",
    .run = run,
};
