/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce identify: state files (and letters) → who is identified for what, why, since when, and what follows. With --compare-rules:
 * the rules of the programs side by side, without any file.
 */
#include <stdlib.h>

#include "app/identify_run.h"
#include "base/text.h"
#include "identify/identify_json.h"

typedef struct identify_options {
    po_reading_options reading;
    const char *format; /* NULL: text */
    bool compare;
    int year;
    po_operands papers;
} identify_options;

/* ---- writing ---------------------------------------------------------------------------------- */

typedef struct writing {
    const po_identify_run_state *state;
    po_buffer out;
    po_json json;
    po_summary summary;
    bool tsv;
} writing;

/* What is written so far goes out, so that a whole state needs little memory. */
static void flush_some(writing *w, size_t keep) {
    if (w->out.size > keep) {
        fwrite(w->out.data, 1, w->out.size, stdout);
        po_buffer_clear(&w->out);
    }
}

static bool write_one(void *context, const po_identified *result) {
    writing *w = context;
    if (w->tsv) {
        po_identified_tsv(w->state->books, result, &w->out);
    } else {
        po_identified_write(w->state->books, result, &w->json);
    }
    po_summary_add(&w->summary, result);
    flush_some(w, (size_t)1 << 16);
    return true;
}

static void write_row_checks(const po_evidence *evidence, po_json *json) {
    size_t count;
    const po_row_check_count *checks = po_evidence_checks(evidence, &count);
    po_json_key(json, "row_checks");
    po_json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        po_json_begin_object(json);
        po_json_member(json, "id", checks[i].check->id);
        po_json_member(json, "title", checks[i].check->title);
        po_json_member_integer(json, "held", (int64_t)checks[i].held);
        po_json_member_integer(json, "failed", (int64_t)checks[i].failed);
        po_json_member_integer(json, "not_decided", (int64_t)checks[i].undecided);
        po_json_member_if(json, "first_failure", checks[i].first);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void print_machine(po_identify_run_state *state, po_identify *identify, bool tsv) {
    writing w = {.state = state, .tsv = tsv};
    po_json_init(&w.json, &w.out, true);
    po_summary_start(state->arena, &w.summary);
    if (tsv) {
        po_identified_tsv_head(&w.out);
    } else {
        po_json_begin_object(&w.json);
        po_json_member(&w.json, "format", "planonce/identify/1");
        po_json_key(&w.json, "entities");
        po_json_begin_array(&w.json);
    }
    po_identify_run(identify, write_one, &w);
    if (!tsv) {
        po_json_end_array(&w.json);
        po_summary_finish(&w.summary);
        po_summary_write(&w.summary, &w.json);
        write_row_checks(state->evidence, &w.json);
        po_json_end_object(&w.json);
        po_buffer_add_char(&w.out, '\n');
    }
    flush_some(&w, 0);
    po_buffer_finish(&w.out);
}

/* ---- running ---------------------------------------------------------------------------------- */

static int finish(const po_identify_run_state *state, bool inputs_whole) {
    if (po_evidence_count(state->evidence) == 0) {
        po_say("nothing in what was given says who is identified; give the state's files of a Dashboard year, its lists of "
               "statuses, or the facts of a district with --lea");
        return PO_EXIT_NOTHING;
    }
    return inputs_whole && state->refused + state->partly + state->unrecognised == 0 ? PO_EXIT_DONE : PO_EXIT_PARTLY;
}

static int answer(const identify_options *options, po_identify_run_state *state, bool inputs_whole) {
    int code = finish(state, inputs_whole);
    if (code == PO_EXIT_NOTHING)
        return code;
    po_identify *identify = po_identify_create(state->evidence, options->year);
    if (!options->format || po_text_equal(options->format, "text"))
        po_identify_print_text(state, identify);
    else
        print_machine(state, identify, po_text_equal(options->format, "tsv"));
    po_identify_destroy(identify);
    return code;
}

static int identify_all(const identify_options *options, const po_install *install) {
    po_identify_run_state state;
    po_arena *arena = po_arena_create();
    po_error err = {0};
    po_inputs inputs;
    bool whole = po_inputs_take(arena, &options->papers, &inputs);
    int code = PO_EXIT_NOTHING;
    po_status status = po_identify_run_start(install, &options->reading, &state, &err);
    if (status == PO_OK)
        status = po_identify_run_read(&state, install, &options->reading, &inputs, &err);
    if (status == PO_OK)
        code = answer(options, &state, whole);
    else
        po_say("%s", err.text);
    po_identify_run_finish(&state);
    po_arena_destroy(arena);
    return code;
}

static int compare_all(const identify_options *options, const po_install *install) {
    po_identify_run_state state;
    po_error err = {0};
    po_status status = po_identify_run_start(install, NULL, &state, &err);
    if (status == PO_OK)
        status = po_identify_print_compared(&state, install, options->format ? options->format : "text", &err);
    if (status != PO_OK)
        po_say("%s", err.text);
    po_identify_run_finish(&state);
    return status == PO_OK ? PO_EXIT_DONE : PO_EXIT_NOTHING;
}

/* ---- options ---------------------------------------------------------------------------------- */

static po_status set_year(const po_option *option, const char *argument, void *place, po_arena *arena, po_error *err) {
    (void)option;
    (void)arena;
    char *rest;
    long year = strtol(argument, &rest, 10);
    if (*rest || year < 2000 || year > 2063)
        return po_error_set(err, PO_E_USAGE, "'%s' is not the year of a Dashboard; write it like 2023", argument);
    *(int *)place = (int)year;
    return PO_OK;
}

#define PLACE(member) .place = offsetof(identify_options, member)

static const char *const FORMATS[] = {"text", "json", "tsv", "html", NULL};
static const po_option OPTIONS[] = {
    {.name = "year", .argument = "2023", .help = "option.dashboard_year", .set = set_year, PLACE(year)},
    {.name = "format", .argument = "text|json|tsv", .help = "option.format", .set = po_option_choose, PLACE(format), .choices = FORMATS},
    PO_OPTION_LEA(identify_options),
    {.name = "compare-rules", .help = "option.compare_rules", .set = po_option_flag, PLACE(compare), .elsewhere = true},
    PO_OPTIONS_SANDBOX(identify_options),
    {0}};
static const char *const ALSO[] = {"--compare-rules [--format text|json|html]", NULL};

static int check_options(const identify_options *options) {
    bool html = po_text_equal(options->format, "html");
    bool tsv = po_text_equal(options->format, "tsv");
    if (options->compare && options->papers.count > 0)
        return po_usage(&po_command_identify, "--compare-rules takes no file: it shows the rules themselves");
    if (options->compare && tsv)
        return po_usage(&po_command_identify, "--compare-rules is given as text, json or html");
    if (!options->compare && html)
        return po_usage(&po_command_identify, "html is for --compare-rules; answers are given as text, json or tsv");
    if (!options->compare && options->papers.count + options->reading.leas.count == 0)
        return po_usage(&po_command_identify, "'identify' needs at least one file or folder to read");
    return -1;
}

static int run(const po_call *call) {
    identify_options options = {0};
    int code = po_options_parse(call, &options, &options.papers);
    if (code < 0)
        code = check_options(&options);
    if (code >= 0)
        return code;
    return options.compare ? compare_all(&options, call->install) : identify_all(&options, call->install);
}

const po_command po_command_identify = {
    .name = "identify",
    .summary = "says from state files who is identified for what, why, and what would end it",
    .options = OPTIONS,
    .operands = "FILE-OR-FOLDER...",
    .also = ALSO,
    .run = run,
};
