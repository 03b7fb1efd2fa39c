/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce calendar: what is due when, from law, district facts and documents. Works with nothing at all, for a plain district of a year. One form
 * goes to the terminal or a file; without --format, -o DIR gets all of them, with feeds.
 */
#include "app/build.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/text.h"
#include "emit/calendar.h"
#include "emit/emit.h"

enum { YEARS_SHOWN = 1, YEARS_OF_FEEDS = 3, YEARS_MAX = 10 };

typedef struct calendar_options {
    po_reading_options reading;
    const char *format, *output, *previous;
    po_date as_of;
    int year, years; /* 0: not given */
    po_operands papers;
} calendar_options;

/* One LEA's calendar while it is needed. */
typedef struct lea_calendar {
    po_arena *arena;
    po_plan plan; /* of its documents; nothing without */
    po_schedule_input input;
    po_schedule schedule;
    po_calendar calendar;
} lea_calendar;

typedef struct calendar_job {
    const calendar_options *options;
    po_build *build;
    po_output *output; /* a folder of all forms, or NULL */
    bool several;
    PO_LIST(lea_calendar *) leas; /* kept until printed; a folder is written LEA by LEA */
} calendar_job;

static bool is_format(const calendar_options *options, const char *name) {
    return po_text_equal(options->format, name);
}

/* Subscribers get three years; who looks gets the year asked for. */
static int years_of(const calendar_options *options) {
    bool feed = !options->format || is_format(options, "ics");
    return options->years > 0 ? options->years : feed ? YEARS_OF_FEEDS : YEARS_SHOWN;
}

static void finish_lea(lea_calendar *lea) {
    po_plan_finish(&lea->plan);
    po_arena_destroy(lea->arena);
}

/* ---- one LEA ------------------------------------------------------------------------------------------- */

static void choose_years(const calendar_options *options, lea_calendar *lea) {
    int newest = lea->plan.plan_year;
    lea->input.first_year = options->year ? options->year : newest ? newest : po_date_school_year(options->as_of);
    lea->input.year_count = years_of(options);
}

static po_status follow(const calendar_job *job, lea_calendar *lea, const char *folder, po_error *err) {
    if (!job->options->previous)
        return PO_OK;
    const char *before = *folder ? po_path_join(lea->arena, job->options->previous, folder) : job->options->previous;
    return po_calendar_follow(&lea->calendar, po_path_join(lea->arena, before, "calendar.json"), err);
}

static po_status emit(const calendar_job *job, lea_calendar *lea, po_error *err) {
    const char *folder = job->several ? po_emit_folder_of(lea->arena, lea->calendar.cds, lea->calendar.name) : "";
    po_status status = follow(job, lea, folder, err);
    if (status != PO_OK || !job->output)
        return status;
    return po_emit_calendar(&lea->calendar, job->build->install->templates, PLANONCE_VERSION, folder, job->output, err);
}

/* `group` NULL: no documents; `facts` NULL: no facts; neither: any plain district. */
static po_status add_lea(calendar_job *job, const po_group *group, const po_lea_facts *facts, po_error *err) {
    po_arena *arena = po_arena_create();
    lea_calendar *lea = PO_NEW(arena, lea_calendar);
    lea->arena = arena;
    po_status status = group ? po_build_plan(job->build, group, job->options->year, &lea->plan, err) : PO_OK;
    lea->input = (po_schedule_input){.timeline = job->build->timeline,
                                     .facts = group ? lea->plan.facts : facts,
                                     .model = group ? lea->plan.model : NULL,
                                     .cds = group ? group->cds : NULL,
                                     .name = group ? group->name : NULL,
                                     .assumed_type = po_build_assumed_type(group ? group->cds : NULL),
                                     .as_of = job->options->as_of};
    choose_years(job->options, lea);
    if (status == PO_OK) {
        po_schedule_make(arena, &lea->input, &lea->schedule);
        po_calendar_make(arena, &lea->schedule, job->build->definitions.language, &lea->calendar);
        lea->calendar.states = lea->plan.states;
        status = emit(job, lea, err);
    }
    if (status == PO_OK && !job->output)
        *PO_LIST_ADD(job->build->arena, &job->leas) = lea;
    else
        finish_lea(lea);
    return status;
}

static bool has_group(const po_groups *groups, const char *cds) {
    for (size_t i = 0; i < groups->list.count; i++)
        if (po_text_equal(groups->list.items[i].cds, cds))
            return true;
    return false;
}

/* No agency is known, but calendars of one are here: any plain district with their meetings. What else is here and nameless is told. */
static po_status add_plain(calendar_job *job, const po_groups *groups, po_error *err) {
    po_group plain = {.key = ""};
    for (size_t i = 0; i < groups->orphans.count; i++) {
        const po_build_document *document = groups->orphans.items[i];
        if (document->source->nameless)
            *PO_LIST_ADD(job->build->arena, &plain.documents) = document;
        else
            po_print_line(document->path, NULL, "warning", "it names no agency, so it was joined to none", "RD-006");
    }
    return add_lea(job, plain.documents.count > 0 ? &plain : NULL, NULL, err);
}

/* Documents first, then LEAs of which only facts are given. */
static po_status add_all(calendar_job *job, const po_groups *groups, po_error *err) {
    po_status status = PO_OK;
    size_t count = groups->list.count;
    for (size_t i = 0; i < job->build->facts.count; i++)
        count += !has_group(groups, job->build->facts.items[i]->cds);
    job->several = count > 1;
    for (size_t i = 0; i < groups->list.count && status == PO_OK; i++)
        status = add_lea(job, &groups->list.items[i], NULL, err);
    for (size_t i = 0; i < job->build->facts.count && status == PO_OK; i++)
        if (!has_group(groups, job->build->facts.items[i]->cds))
            status = add_lea(job, NULL, job->build->facts.items[i], err);
    return status == PO_OK && count == 0 ? add_plain(job, groups, err) : status;
}

/* ---- what is written ---------------------------------------------------------------------------------------- */

static po_status render(const calendar_job *job, const po_calendar *const *calendars, size_t count, po_buffer *out, po_error *err) {
    const calendar_options *options = job->options;
    const po_calendar_filter all = {0};
    if (is_format(options, "ics"))
        po_calendar_ics(calendars, count, &all, po_language_raw(job->build->definitions.language, "calendar.title"), out);
    else if (is_format(options, "csv"))
        po_calendar_csv(calendars, count, &all, out);
    else if (is_format(options, "html"))
        return po_calendar_html(calendars[0], job->build->install->templates, PLANONCE_VERSION, out, err);
    else
        po_calendar_json(calendars, count, &all, out);
    return PO_OK;
}

static po_status print(const calendar_job *job, po_error *err) {
    const po_calendar **calendars = PO_NEW_ARRAY(job->build->arena, const po_calendar *, job->leas.count);
    po_buffer out = {0};
    for (size_t i = 0; i < job->leas.count; i++)
        calendars[i] = &job->leas.items[i]->calendar;
    if (is_format(job->options, "html") && job->leas.count > 1)
        return po_error_set(err, PO_E_USAGE, "a page is about one agency, and these are %zu; name a folder with -o and no --format", job->leas.count);
    po_status status = render(job, calendars, job->leas.count, &out, err);
    if (status == PO_OK && job->options->output)
        status = po_file_write(job->options->output, po_buffer_text(&out), out.size, err);
    else if (status == PO_OK)
        fwrite(po_buffer_text(&out), 1, out.size, stdout);
    po_buffer_finish(&out);
    return status;
}

/* As a build does: where it is. */
static po_status commit(calendar_job *job, po_error *err) {
    po_status status = po_output_commit(job->output, err);
    if (status == PO_OK)
        fprintf(stderr, job->several ? "Written to %s, a folder for each agency\n" : "Written to %s; open calendar.html in it\n",
                job->options->output);
    return status;
}

static po_status write_all(calendar_job *job, const po_groups *groups, po_error *err) {
    bool folder = !job->options->format && job->options->output;
    po_status status = folder ? po_output_begin(job->options->output, &job->output, err) : PO_OK;
    if (status == PO_OK)
        status = add_all(job, groups, err);
    if (folder && status == PO_OK)
        return commit(job, err);
    if (folder)
        po_output_abandon(job->output);
    else if (status == PO_OK)
        status = print(job, err);
    for (size_t i = 0; i < job->leas.count; i++)
        finish_lea(job->leas.items[i]);
    return status;
}

/* ---- the command -------------------------------------------------------------------------------------------- */

static int run_job(const calendar_options *options, const po_install *install) {
    po_arena *arena = po_arena_create();
    po_inputs inputs;
    bool whole = po_inputs_take(arena, &options->papers, &inputs);
    calendar_job job = {.options = options};
    po_groups groups = {0};
    po_error err = {0};
    po_status status = po_build_create(install, &options->reading, &job.build, &err);
    if (status == PO_OK) {
        job.build->as_of = options->as_of;
        status = po_build_read(job.build, &inputs, &err);
    }
    if (status == PO_OK)
        po_build_groups(job.build, &groups);
    if (status == PO_OK)
        status = write_all(&job, &groups, &err);
    if (status != PO_OK)
        po_say("%s", err.text);
    int code = status == PO_OK ? po_build_exit_code(job.build) : PO_EXIT_NOTHING;
    if (code == PO_EXIT_DONE && !whole)
        code = PO_EXIT_PARTLY;
    po_build_destroy(job.build);
    po_arena_destroy(arena);
    return code;
}

static po_status set_years(const po_option *option, const char *argument, void *place, po_arena *arena, po_error *err) {
    (void)option;
    (void)arena;
    po_decimal number;
    if (!po_decimal_parse(argument, &number) || number.scale != 0 || number.units < 1 || number.units > YEARS_MAX)
        return po_error_set(err, PO_E_USAGE, "'%s' is not a number of years from 1 to %d", argument, YEARS_MAX);
    *(int *)place = (int)number.units;
    return PO_OK;
}

#define PLACE(member) .place = offsetof(calendar_options, member)

static const char *const FORMATS[] = {"ics", "json", "csv", "html", NULL};
static const po_option OPTIONS[] = {
    {.name = "year", .argument = "2026-27", .help = "option.calendar_year", .set = po_option_year, PLACE(year)},
    {.name = "years", .argument = "N", .help = "option.calendar_years", .set = set_years, PLACE(years)},
    PO_OPTION_LEA(calendar_options),
    {.name = "format", .argument = "ics|json|csv|html", .help = "option.format", .set = po_option_choose, PLACE(format), .choices = FORMATS},
    {.name = "output", .letter = 'o', .argument = "FILE-OR-FOLDER", .help = "option.output_calendar", .set = po_option_text, PLACE(output)},
    {.name = "previous", .argument = "DIR", .help = "option.previous", .set = po_option_text, PLACE(previous)},
    {.name = "as-of", .argument = "DATE", .help = "option.as_of", .set = po_option_as_of, PLACE(as_of)},
    PO_OPTIONS_SANDBOX(calendar_options),
    {0}};

static int run(const po_call *call) {
    calendar_options options = {0};
    int code = po_options_parse(call, &options, &options.papers);
    if (code < 0)
        code = po_options_as_of(call, &options.as_of);
    if (!options.format && !options.output)
        options.format = "json";
    return code < 0 ? run_job(&options, call->install) : code;
}

const po_command po_command_calendar = {
    .name = "calendar",
    .summary = "says what is due when, from law, district facts and documents; needs no document",
    .options = OPTIONS,
    .operands = "[FILE-OR-FOLDER...]",
    .run = run,
};
