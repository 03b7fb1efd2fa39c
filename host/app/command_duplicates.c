/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce duplicates: duties asked twice, over the installed programs; needs no document. A proposed program (--with) is a stranger's file:
 * what is installed is loaded first, then a process of its own goes into the sandbox, reads the proposal and writes the report into a pipe.
 */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/reading.h"
#include "app/vendor.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "crosswalk/model_load.h"
#include "emit/duplicates.h"
#include "plugin/registry.h"
#include "plugin/sandbox.h"

typedef struct duplicates_options {
    const char *format, *without, *with;
    po_date as_of;
} duplicates_options;

typedef struct duplicates_job {
    po_arena *arena;
    const po_install *install;
    const duplicates_options *options;
    po_diagnostics diagnostics;
    po_registry *registry;
    po_language *language;
    po_crosswalks *crosswalks;
    const po_asked *asked;
    PO_LIST(const po_program *) programs;
    const char *folder;   /* absolute, of the proposal */
    const char *proposed; /* title */
    po_buffer out;
} duplicates_job;

/* ---- loading --------------------------------------------------------------------------------- */

static po_status load_registry(duplicates_job *job, po_error *err) {
    po_registry_options options = {.schema_folder = job->install->crosswalks};
    po_status status = po_registry_create(&options, &job->registry, err);
    if (status != PO_OK)
        return status;
    po_say_refusals(job->registry);
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(job->registry, &count);
    for (size_t i = 0; i < count; i++)
        *PO_LIST_ADD(job->arena, &job->programs) = programs[i];
    return PO_OK;
}

static po_status load_installed(duplicates_job *job, po_error *err) {
    const po_model_schema *schema = NULL;
    const char *folder = job->install->crosswalks;
    po_diagnostics_init(&job->diagnostics, job->arena);
    po_status status = load_registry(job, err);
    if (status == PO_OK)
        status = po_model_schema_load(job->arena, folder, &job->diagnostics, &schema, err);
    if (status == PO_OK)
        status = po_crosswalks_load(job->arena, folder, schema, &job->diagnostics, &job->crosswalks, err);
    if (status == PO_OK)
        po_vendor_crosswalks(job->registry, job->crosswalks, &job->diagnostics);
    if (status == PO_OK)
        status = po_asked_load(job->arena, folder, &job->diagnostics, &job->asked, err);
    job->language = po_language_create("en");
    if (status == PO_OK)
        status = po_language_load_folder(job->language, job->install->templates, err);
    return status;
}

/* The folder of a proposed program: FILE itself, or the one that holds it if it is called program.xml. */
static const char *proposal_folder(po_arena *arena, const char *file) {
    static const char name[] = "program.xml";
    size_t size = strlen(file), tail = sizeof name - 1;
    if (size < tail || strcmp(file + size - tail, name) != 0)
        return file;
    return size == tail ? "." : po_arena_copy(arena, file, size - tail);
}

/* What is given in the place of a proposed program, said so that the right thing can be given next. */
static int not_a_proposal(const char *file, const char *what) {
    po_say("'%s' %s: behind --with goes the program.xml of a proposed program, or the folder that holds it; plugins/README.md tells how one is written",
           file, what);
    return PO_EXIT_NOTHING;
}

static int look_for_proposal(duplicates_job *job, char *resolved) {
    const char *file = job->options->with, *folder = proposal_folder(job->arena, file);
    if (!realpath(folder, resolved))
        return not_a_proposal(file, errno == ENOENT || errno == ENOTDIR ? "is not there" : strerror(errno));
    if (po_path_is_file(resolved))
        return not_a_proposal(file, "is no program file");
    if (!po_path_is_file(po_path_join(job->arena, resolved, "program.xml")))
        return not_a_proposal(file, folder == file ? "is a folder without a program.xml" : "is not there");
    job->folder = po_arena_dup(job->arena, resolved);
    return PO_EXIT_DONE;
}

static po_status load_proposal(duplicates_job *job, po_error *err) {
    po_program *program = NULL;
    po_status status = po_program_load_at(job->arena, job->folder, job->install->crosswalks, &job->diagnostics, &program, err);
    for (size_t i = 0; status == PO_OK && i < job->programs.count; i++)
        if (po_text_equal(job->programs.items[i]->id, program->id))
            return po_error_set(err, PO_E_USAGE, "a program '%s' is installed; give the proposed one another id", program->id);
    if (status != PO_OK)
        return status;
    *PO_LIST_ADD(job->arena, &job->programs) = program;
    job->proposed = program->title;
    return po_crosswalks_add_beside(job->crosswalks, program->id, job->folder, &job->diagnostics, err);
}

/* ---- the report ------------------------------------------------------------------------------ */

static po_status report(duplicates_job *job, po_error *err) {
    po_asks *asks = NULL;
    po_duplicates *found = NULL;
    po_status status = po_asks_load(job->arena, job->install->crosswalks, job->asked, job->crosswalks, job->programs.items,
                                       job->programs.count, &job->diagnostics, &asks, err);
    if (status == PO_OK)
        status = po_duplicates_find(job->arena, asks, job->options->as_of, job->options->without, &found, err);
    if (status != PO_OK)
        return status;
    po_emit_duplicates_input input = {.duplicates = found,
                                      .proposed = job->proposed,
                                      .language = job->language,
                                      .templates = job->install->templates,
                                      .version = PLANONCE_VERSION};
    input.suggestions = po_similar_find(job->arena, found, &input.suggestion_count);
    return po_emit_duplicates(job->arena, &input, job->options->format, &job->out, err);
}

static bool write_all(int descriptor, const char *data, size_t size) {
    while (size > 0) {
        ssize_t written = write(descriptor, data, size);
        if (written < 0 && errno != EINTR)
            return false;
        data += written > 0 ? written : 0;
        size -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

/* In the child: nothing of the proposal has been read before the sandbox is closed around it. */
static int propose(duplicates_job *job, int descriptor) {
    po_error err = {0};
    const char *folders[] = {job->install->crosswalks, job->install->templates, job->folder};
    po_sandbox *sandbox = po_sandbox_create(folders, sizeof folders / sizeof *folders);
    po_status status = po_sandbox_limit(po_sandbox_level_of(sandbox) == PO_SANDBOX_NONE ? 0 : PO_LIMIT_WORKER_MEMORY,
                                        PO_LIMIT_WORKER_CPU_SECONDS, &err);
    if (status == PO_OK)
        status = po_sandbox_enter(sandbox, &err);
    if (status == PO_OK)
        status = load_proposal(job, &err);
    if (status == PO_OK)
        status = report(job, &err);
    po_print_diagnostics(&job->diagnostics, NULL, false);
    if (status != PO_OK) {
        po_say("%s", err.text);
        return status == PO_E_USAGE ? PO_EXIT_USAGE : PO_EXIT_NOTHING;
    }
    return write_all(descriptor, job->out.data, job->out.size) ? PO_EXIT_DONE : PO_EXIT_NOTHING;
}

/* Reads what there is of one pipe; false at its end. */
static bool drain_some(int descriptor, po_buffer *out) {
    char chunk[65536];
    ssize_t size = read(descriptor, chunk, sizeof chunk);
    if (size > 0 && out->size < PO_LIMIT_RESULT_BYTES)
        po_buffer_add(out, chunk, (size_t)size);
    return size > 0 || (size < 0 && errno == EINTR);
}

/* Report and remarks come through two pipes, so that neither waits for the other. */
static void drain(const int descriptors[2], po_buffer *report_out, po_buffer *remarks) {
    struct pollfd ends[2] = {{.fd = descriptors[0], .events = POLLIN}, {.fd = descriptors[1], .events = POLLIN}};
    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        if (poll(ends, 2, -1) < 0 && errno != EINTR)
            return;
        for (int i = 0; i < 2; i++)
            if (ends[i].fd >= 0 && ends[i].revents != 0 && !drain_some(ends[i].fd, i == 0 ? report_out : remarks))
                ends[i].fd = -1;
    }
}

static void become_child(duplicates_job *job, const int report_pipe[2], const int remark_pipe[2]) {
    close(report_pipe[0]);
    close(remark_pipe[0]);
    dup2(remark_pipe[1], STDERR_FILENO);
    int code = propose(job, report_pipe[1]);
    fflush(stderr);
    _exit(code);
}

/* What the child became: its exit code, or a sentence that it was ended. */
static int end_of(pid_t child, const char *file) {
    int status = 0;
    if (child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) <= PO_EXIT_NOTHING)
        return WEXITSTATUS(status);
    po_say("%s: the process that read it was ended; the proposal was not compared", file);
    return PO_EXIT_NOTHING;
}

static int run_proposal(duplicates_job *job) {
    int reports[2], remarks[2];
    char resolved[PATH_MAX];
    po_buffer said = {0};
    int found = look_for_proposal(job, resolved);
    if (found != PO_EXIT_DONE)
        return found;
    if (pipe(reports) != 0 || pipe(remarks) != 0)
        return po_say("no pipe could be opened: %s", strerror(errno)), PO_EXIT_NOTHING;
    pid_t child = fork();
    if (child == 0)
        become_child(job, reports, remarks);
    close(reports[1]);
    close(remarks[1]);
    if (child > 0)
        drain((int[]){reports[0], remarks[0]}, &job->out, &said);
    close(reports[0]);
    close(remarks[0]);
    fputs(po_buffer_text(&said), stderr);
    po_buffer_finish(&said);
    return end_of(child, job->options->with);
}

static int run_installed(duplicates_job *job) {
    po_error err = {0};
    po_status status = report(job, &err);
    if (status != PO_OK)
        po_say("%s", err.text);
    return status == PO_OK ? PO_EXIT_DONE : status == PO_E_USAGE ? PO_EXIT_USAGE : PO_EXIT_NOTHING;
}

static int run_job(const duplicates_options *options, const po_install *install) {
    duplicates_job job = {.arena = po_arena_create(), .install = install, .options = options};
    po_error err = {0};
    int code = PO_EXIT_NOTHING;
    if (load_installed(&job, &err) != PO_OK)
        po_say("%s", err.text);
    else
        code = options->with ? run_proposal(&job) : run_installed(&job);
    po_print_diagnostics(&job.diagnostics, NULL, false);
    if (code == PO_EXIT_DONE)
        fwrite(job.out.data, 1, job.out.size, stdout);
    po_buffer_finish(&job.out);
    po_language_destroy(job.language);
    po_registry_destroy(job.registry);
    po_arena_destroy(job.arena);
    return code;
}

/* ---- options --------------------------------------------------------------------------------- */

#define PLACE(member) .place = offsetof(duplicates_options, member)

static const char *const FORMATS[] = {"text", "json", "csv", "html", NULL};
static const po_option OPTIONS[] = {
    {.name = "as-of", .argument = "DATE", .help = "option.as_of", .set = po_option_as_of, PLACE(as_of)},
    {.name = "format", .argument = "text|json|csv|html", .help = "option.format", .set = po_option_choose, PLACE(format), .choices = FORMATS},
    {.name = "without", .argument = "PROGRAM|DUTY", .help = "option.without", .set = po_option_text, PLACE(without)},
    {.name = "with", .argument = "program.xml", .help = "option.with", .set = po_option_text, PLACE(with)},
    {0}};

static int run(const po_call *call) {
    duplicates_options options = {.format = "text"};
    po_operands given = {0};
    int code = po_options_parse(call, &options, &given);
    if (code < 0 && given.count > 0)
        code = po_usage(call->command, "'duplicates' takes no file; a proposed program goes behind --with");
    if (code < 0)
        code = po_options_as_of(call, &options.as_of);
    return code < 0 ? run_job(&options, call->install) : code;
}

const po_command po_command_duplicates = {
    .name = "duplicates",
    .summary = "lists duties asked twice over the installed programs; needs no document",
    .options = OPTIONS,
    .run = run,
};
