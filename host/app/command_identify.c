/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce identify: state files (and letters) → who is identified for what, why, since when, and what follows. With --compare-rules:
 * the rules of the programs side by side, without any file.
 */
#include <getopt.h>
#include <stdlib.h>

#include "app/identify_run.h"
#include "base/text.h"
#include "identify/identify_json.h"

typedef struct identify_options {
    po_reading_options reading;
    const char *format; /* NULL: text */
    bool compare;
    int year;
    char **paths;
    size_t path_count;
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

static int finish(const po_identify_run_state *state, bool inputs_told) {
    if (po_evidence_count(state->evidence) == 0) {
        po_say("nothing in what was given says who is identified; give the state's files of a Dashboard year, its lists of "
               "statuses, or the facts of a district with --lea");
        return PO_EXIT_NOTHING;
    }
    bool whole = state->refused + state->partly + state->unrecognised == 0 && !inputs_told;
    return whole ? PO_EXIT_DONE : PO_EXIT_PARTLY;
}

static int answer(const identify_options *options, po_identify_run_state *state, bool inputs_told) {
    int code = finish(state, inputs_told);
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
    po_diagnostics remarks;
    po_diagnostics_init(&remarks, arena);
    po_inputs_expand(arena, options->paths, options->path_count, &remarks, &inputs);
    po_print_diagnostics(&remarks, NULL, true);
    int code = PO_EXIT_NOTHING;
    po_status status = po_identify_run_start(install, &options->reading, &state, &err);
    if (status == PO_OK)
        status = po_identify_run_read(&state, install, &options->reading, &inputs, &err);
    if (status == PO_OK)
        code = answer(options, &state, remarks.errors > 0);
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

static const struct option OPTIONS[] = {
    {"year", required_argument, NULL, 'y'},   {"format", required_argument, NULL, 'f'},
    {"lea", required_argument, NULL, 'l'},    {"compare-rules", no_argument, NULL, 'c'},
    {"in-process", no_argument, NULL, 'i'},   {"require-sandbox", no_argument, NULL, 's'},
    {"help", no_argument, NULL, 'h'},         {0}};

static int read_year(const char *text, identify_options *options) {
    char *rest;
    long year = strtol(text, &rest, 10);
    if (*rest || year < 2000 || year > 2063)
        return po_usage(&po_command_identify, "'%s' is not the year of a Dashboard; write it like 2023", text);
    options->year = (int)year;
    return -1;
}

static int read_format(const char *text, identify_options *options) {
    static const char *const known[] = {"text", "json", "tsv", "html"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (po_text_equal(text, known[i])) {
            options->format = known[i];
            return -1;
        }
    return po_usage(&po_command_identify, "'%s' is no format; there are text, json, tsv, and html for --compare-rules",
                    text);
}

/* -1: go on. */
static int parse_option(int option, identify_options *options) {
    switch (option) {
    case 'y':
        return read_year(optarg, options);
    case 'f':
        return read_format(optarg, options);
    case 'l':
        options->reading.leas[options->reading.lea_count++] = optarg;
        return -1;
    case 'c':
        options->compare = true;
        return -1;
    case 'i':
        options->reading.in_process = true;
        return -1;
    case 's':
        options->reading.require_sandbox = true;
        return -1;
    case 'h':
        printf("usage: planonce identify %s\n", po_command_identify.usage);
        return PO_EXIT_DONE;
    default:
        return po_usage(&po_command_identify, "that is not a way to call 'identify'");
    }
}

static int check_options(const identify_options *options) {
    bool html = po_text_equal(options->format, "html");
    bool tsv = po_text_equal(options->format, "tsv");
    if (options->compare && options->path_count > 0)
        return po_usage(&po_command_identify, "--compare-rules takes no file: it shows the rules themselves");
    if (options->compare && tsv)
        return po_usage(&po_command_identify, "--compare-rules is given as text, json or html");
    if (!options->compare && html)
        return po_usage(&po_command_identify, "html is for --compare-rules; answers are given as text, json or tsv");
    if (!options->compare && options->path_count + options->reading.lea_count == 0)
        return po_usage(&po_command_identify, "'identify' needs at least one file or folder to read");
    return -1;
}

static int run_with(identify_options *options, int argc, char **argv, const po_install *install) {
    int option;
    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        int code = parse_option(option, options);
        if (code >= 0)
            return code;
    }
    options->paths = argv + optind;
    options->path_count = (size_t)(argc - optind);
    int code = check_options(options);
    if (code >= 0)
        return code;
    return options->compare ? compare_all(options, install) : identify_all(options, install);
}

static int run(int argc, char **argv, const po_install *install) {
    po_arena *arena = po_arena_create();
    identify_options options = {.reading.leas = PO_NEW_ARRAY(arena, const char *, (size_t)argc)};
    int code = run_with(&options, argc, argv, install);
    po_arena_destroy(arena);
    return code;
}

const po_command po_command_identify = {
    .name = "identify",
    .usage = "[--year 2023] [--format text|json|tsv] [--lea FILE]... [--require-sandbox] [--in-process] FILE-OR-FOLDER...\n"
             "       planonce identify --compare-rules [--format text|json|html]",
    .summary = "says from state files who is identified for what, why, and what would end it",
    .run = run,
};
