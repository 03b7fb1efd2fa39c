/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce crosswalk check|test: for those who write crosswalks. Names every mistake with file and line; runs the tests that stand in the
 * files themselves.
 */
#include "app/reading.h"
#include "app/vendor.h"
#include "base/text.h"
#include "crosswalk/crosswalk.h"
#include "crosswalk/model_load.h"
#include "duty/lint.h"
#include "plugin/registry.h"
#include "timeline/timeline.h"

typedef struct crosswalk_job {
    po_arena *arena;
    po_diagnostics diagnostics;
    const po_model_schema *schema;
    po_crosswalks *set;
    po_registry *registry;
    po_asks *asks;
    bool refused; /* a program, or the crosswalk beside one */
} crosswalk_job;

static po_status load_fields(crosswalk_job *job, const po_install *install, const po_operands *files, po_error *err) {
    po_status status =
        po_model_schema_load(job->arena, install->crosswalks, &job->diagnostics, &job->schema, err);
    if (status == PO_OK)
        status = po_crosswalks_load(job->arena, install->crosswalks, job->schema, &job->diagnostics, &job->set, err);
    if (status == PO_OK)
        job->refused |= !po_vendor_crosswalks(job->registry, job->set, &job->diagnostics);
    for (size_t i = 0; i < files->count && status == PO_OK; i++)
        status = po_crosswalks_add(job->set, files->items[i], &job->diagnostics, err);
    return status;
}

/* The files of the set stand for their duties too: one named by the user has taken the place of the installed one. */
static po_status load_duties(crosswalk_job *job, const po_install *install, po_error *err) {
    const po_asked *asked = NULL;
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(job->registry, &count);
    po_status status = po_asked_load(job->arena, install->crosswalks, &job->diagnostics, &asked, err);
    if (status == PO_OK)
        status = po_asks_load(job->arena, install->crosswalks, asked, job->set, programs, count, &job->diagnostics, &job->asks,
                                 err);
    return status;
}

/* Expected dates stand in program files, beside the rules they test; they run with the tests of all crosswalks, not with those of named files. */
static po_status test_dates(crosswalk_job *job, bool *ret_ok, po_error *err) {
    size_t count = 0, tried = 0, failed = 0;
    const po_program *const *programs = po_registry_programs(job->registry, &count);
    po_timeline *timeline = NULL;
    po_status status = po_timeline_create(job->arena, programs, count, &job->diagnostics, &timeline, err);
    if (status != PO_OK)
        return status;
    failed = po_timeline_test(timeline, &job->diagnostics, &tried);
    printf("%zu expected dates: %zu passed, %zu failed\n", tried, tried - failed, failed);
    *ret_ok = failed == 0;
    return PO_OK;
}

static po_status load(crosswalk_job *job, const po_install *install, const po_operands *files, po_error *err) {
    po_registry_options options = {.schema_folder = install->crosswalks};
    po_diagnostics_init(&job->diagnostics, job->arena);
    po_status status = po_registry_create(&options, &job->registry, err);
    if (status == PO_OK) {
        job->refused = po_say_refusals(job->registry);
        status = load_fields(job, install, files, err);
    }
    if (status == PO_OK)
        status = load_duties(job, install, err);
    return status;
}

/* What the installed forms can produce: every field of theirs must be mapped or listed as unmapped. */
static po_status load_shapes(crosswalk_job *job, po_shapes **ret_shapes, po_error *err) {
    size_t program_count = 0;
    const po_program *const *programs = po_registry_programs(job->registry, &program_count);
    PO_LIST(const char *) paths = {0};
    for (size_t i = 0; i < program_count; i++)
        for (size_t f = 0; f < programs[i]->forms.count; f++)
            *PO_LIST_ADD(job->arena, &paths) = programs[i]->forms.items[f].path;
    return po_shapes_load(job->arena, paths.items, paths.count, &job->diagnostics, ret_shapes, err);
}

static int check(crosswalk_job *job, const po_shapes *shapes) {
    po_crosswalk_counts fields = {0};
    po_duty_counts duties = {0};
    bool ok = po_crosswalk_check(job->set, shapes, &job->diagnostics, &fields);
    ok &= po_duties_check(job->asks, &job->diagnostics, &duties);
    duties.tests = 0; /* not run */
    po_print_diagnostics(&job->diagnostics, NULL, true);
    puts(po_crosswalk_summary(job->arena, &fields));
    puts(po_duties_summary(job->arena, &duties));
    return ok ? PO_EXIT_DONE : PO_EXIT_PARTLY;
}

static int test(crosswalk_job *job) {
    po_crosswalk_counts fields = {0};
    po_duty_counts duties = {0};
    bool ok = po_crosswalk_test(job->set, &job->diagnostics, &fields);
    ok &= po_duties_test(job->asks, &job->diagnostics, &duties);
    po_print_diagnostics(&job->diagnostics, NULL, true);
    puts(po_crosswalk_summary(job->arena, &fields));
    puts(po_duties_summary(job->arena, &duties));
    return ok ? PO_EXIT_DONE : PO_EXIT_PARTLY;
}

static int check_or_test(bool testing, const po_operands *files, const po_install *install) {
    crosswalk_job job = {.arena = po_arena_create()};
    po_shapes *shapes = NULL;
    po_error err = {0};
    int code = PO_EXIT_NOTHING;
    po_status status = load(&job, install, files, &err);
    if (status == PO_OK && !testing)
        status = load_shapes(&job, &shapes, &err);
    bool dates = true;
    if (status == PO_OK && testing && files->count == 0)
        status = test_dates(&job, &dates, &err);
    if (status == PO_OK) {
        code = testing ? test(&job) : check(&job, shapes);
        code = code == PO_EXIT_DONE && (!dates || job.refused) ? PO_EXIT_PARTLY : code;
    } else {
        po_print_diagnostics(&job.diagnostics, NULL, true);
        po_say("%s", err.text);
    }
    po_registry_destroy(job.registry);
    po_arena_destroy(job.arena);
    return code;
}

static int run(const po_call *call) {
    po_operands given = {0};
    int code = po_options_parse(call, NULL, &given);
    if (code >= 0)
        return code;
    if (given.count == 0 || (!po_text_equal(given.items[0], "check") && !po_text_equal(given.items[0], "test")))
        return po_usage(call->command, "'crosswalk' is followed by check or test");
    const po_operands files = {.items = given.items + 1, .count = given.count - 1};
    return check_or_test(po_text_equal(given.items[0], "test"), &files, call->install);
}

const po_command po_command_crosswalk = {
    .name = "crosswalk",
    .summary = "finds mistakes in crosswalk files, or runs the tests that stand in them",
    .operands = "check|test [FILE...]",
    .run = run,
};
