/* SPDX-License-Identifier: Apache-2.0
 *
 * What became of one document, as one sentence. A dead worker cannot say what killed it; this file
 * puts it together from how the process ended, how far its frames came, and its last words.
 *
 * Exit status 0 does not mean success (a plugin can call exit(0)), and DONE does not either (it can
 * be forged before a crash): only both.
 */
#include "plugin/pool_job.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"

/* The result with its memory. The first member is what callers hold. */
typedef struct owned_result {
    po_document_result result;
    po_arena *arena;
} owned_result;

int64_t po_clock_ms(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

const char *po_outcome_name(po_outcome outcome) {
    static const char *const names[] = {[PO_OUTCOME_READ] = "read",
                                        [PO_OUTCOME_UNRECOGNISED] = "unrecognised",
                                        [PO_OUTCOME_UNREADABLE] = "unreadable",
                                        [PO_OUTCOME_REFUSED] = "refused",
                                        [PO_OUTCOME_LIMIT] = "limit",
                                        [PO_OUTCOME_DEFERRED] = "deferred",
                                        [PO_OUTCOME_CRASHED] = "crashed"};
    return names[outcome];
}

/* ---- results ---- */

void po_document_result_destroy(po_document_result *result) {
    if (result == NULL) {
        return;
    }
    po_arena *arena = ((owned_result *)(void *)result)->arena;
    po_record_set_destroy(result->records);
    po_arena_destroy(arena); /* the result itself lives in it */
}

po_record_set *po_document_result_take_records(po_document_result *result) {
    po_record_set *records = result->records;
    result->records = NULL;
    return records;
}

/* ---- jobs ---- */

static void name_source(po_job *job) {
    job->result->records->source.name =
        po_arena_dup(job->result->records->arena, job->request.name);
}

po_job *po_job_create(uint64_t ticket, const po_document_request *request,
                      const po_worker_limits *limits) {
    po_job *job = calloc(1, sizeof *job);
    if (job == NULL) {
        po_out_of_memory(sizeof *job);
    }
    job->arena = po_arena_create();
    const char *name = request->name != NULL   ? request->name
                       : request->path != NULL ? po_path_base(request->path)
                                               : "document";
    job->request = (po_document_request){.path = po_arena_dup(job->arena, request->path),
                                         .fd = -1,
                                         .name = po_arena_dup(job->arena, name),
                                         .program = po_arena_dup(job->arena, request->program),
                                         .scope = po_arena_dup(job->arena, request->scope),
                                         .no_structure = request->no_structure,
                                         .sink = request->sink};
    job->ticket = ticket;
    job->result_fd = job->noise_fd = -1;
    job->left_ms = limits->wall_ms;
    owned_result *owned = PO_NEW(job->arena, owned_result);
    owned->arena = job->arena;
    job->result = &owned->result;
    job->result->ticket = ticket;
    job->result->path = job->request.path;
    job->result->name = job->request.name;
    job->result->noise = "";
    job->result->records = po_record_set_create();
    name_source(job);
    job->reader = po_wire_reader_create(job->result->records, request->sink, limits->result_bytes);
    return job;
}

void po_job_destroy(po_job *job) {
    if (job == NULL) {
        return;
    }
    const int descriptors[] = {job->request.fd, job->result_fd, job->noise_fd};
    for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++) {
        if (descriptors[i] >= 0) {
            (void)close(descriptors[i]);
        }
    }
    po_wire_reader_destroy(job->reader);
    po_buffer_finish(&job->noise);
    po_document_result_destroy(job->result); /* its arena is the job's */
    free(job);
}

po_document_result *po_job_release(po_job *job) {
    po_document_result *result = job->result;
    job->result = NULL;
    po_job_destroy(job);
    return result;
}

static void close_fd(int *fd) {
    (void)close(*fd);
    *fd = -1;
}

/* Reads once without waiting: >0 bytes, 0 nothing now, closes at the end. */
static size_t read_some(int *fd, char *data, size_t size) {
    ssize_t got = 0;
    do {
        got = read(*fd, data, size);
    } while (got < 0 && errno == EINTR);
    if (got > 0) {
        return (size_t)got;
    }
    if (got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) {
        close_fd(fd);
    }
    return 0;
}

void po_job_take_result(po_job *job) {
    char data[65536];
    size_t size = 0;
    while (job->result_fd >= 0 && (size = read_some(&job->result_fd, data, sizeof data)) > 0) {
        if (job->wire_error.status == PO_OK) { /* else only emptied, until the worker is dead */
            (void)!po_wire_reader_feed(job->reader, data, size, &job->wire_error);
        }
        if (job->wire_error.status != PO_OK && !job->killed) {
            return; /* the pool kills it now */
        }
    }
}

static void keep_tail(po_job *job, const char *data, size_t size) {
    if (size >= sizeof job->tail) {
        data += size - sizeof job->tail;
        size = sizeof job->tail;
        job->tail_size = 0;
    }
    size_t over =
        job->tail_size + size > sizeof job->tail ? job->tail_size + size - sizeof job->tail : 0;
    memmove(job->tail, job->tail + over, job->tail_size - over);
    memcpy(job->tail + job->tail_size - over, data, size);
    job->tail_size += size - over;
}

void po_job_take_noise(po_job *job) {
    char data[4096];
    size_t size = 0;
    /* Bounded: a worker that prints without end must not hold the host; the pipe holds 16 such
     * pieces. */
    for (int i = 0;
         i < 64 && job->noise_fd >= 0 && (size = read_some(&job->noise_fd, data, sizeof data)) > 0;
         i++) {
        size_t room = PO_NOISE_BYTES - job->noise.size;
        po_buffer_add(&job->noise, data, size < room ? size : room);
        keep_tail(job, data, size);
    }
}

/* ---- the sentence ---- */

typedef struct verdict {
    po_outcome outcome;
    po_status status;
    const char *text; /* what happened, without file and plugin */
} verdict;

/* "socket (41)" out of a worker's last words, or NULL. */
static const char *forbidden_call(po_job *job) {
    static const char prefix[] = PO_FORBIDDEN_PREFIX;
    const char *found = NULL;
    const char *at = job->tail;
    size_t left = job->tail_size;
    while ((at = memmem(at, left, prefix, sizeof prefix - 1)) != NULL) {
        at += sizeof prefix - 1;
        left = job->tail_size - (size_t)(at - job->tail);
        found = at;
    }
    if (found == NULL) {
        return NULL;
    }
    const char *end = memchr(found, '\n', job->tail_size - (size_t)(found - job->tail));
    size_t size = end == NULL ? 0 : (size_t)(end - found);
    bool plain = size > 0 && size < 64;
    for (size_t i = 0; plain && i < size; i++) {
        plain = found[i] >= ' ' && found[i] <= '~';
    }
    return plain ? po_arena_copy(job->arena, found, size) : NULL;
}

static verdict of_signal(po_job *job, const po_worker_limits *limits) {
    int number = job->end.status;
    switch (number) {
    case SIGXCPU:
        return (verdict){
            PO_OUTCOME_LIMIT, PO_E_LIMIT,
            po_arena_printf(job->arena,
                            "used more than %u seconds of processor time and was stopped",
                            limits->cpu_seconds)};
    case SIGKILL:
        return (verdict){
            PO_OUTCOME_LIMIT, PO_E_LIMIT,
            "was killed by the system: it used too much memory or too much processor time"};
    case SIGSYS:
        return (verdict){PO_OUTCOME_CRASHED, PO_E_PLUGIN,
                         "did what a reading process must not (a forbidden system call)"};
    default:
        return (verdict){
            PO_OUTCOME_CRASHED, PO_E_PLUGIN,
            po_arena_printf(job->arena, "crashed (signal %d, %s)", number, strsignal(number))};
    }
}

static verdict of_exit(po_job *job, const po_worker_limits *limits) {
    int code = job->end.status;
    if (code == PO_EXIT_MEMORY) {
        return (verdict){PO_OUTCOME_LIMIT, PO_E_LIMIT,
                         po_arena_printf(job->arena, "needed more than %zu MiB of memory",
                                         limits->memory_bytes >> 20)};
    }
    if (code == PO_EXIT_FORBIDDEN) {
        const char *call = forbidden_call(job);
        return (verdict){
            PO_OUTCOME_CRASHED, PO_E_PLUGIN,
            po_arena_printf(job->arena,
                            "did what a reading process must not: the forbidden system call %s",
                            call == NULL ? "(not named)" : call)};
    }
    if (code != 0) {
        return (verdict){PO_OUTCOME_CRASHED, PO_E_PLUGIN,
                         po_arena_printf(job->arena, "ended with exit status %d", code)};
    }
    return (verdict){PO_OUTCOME_CRASHED, PO_E_PLUGIN,
                     "ended midway, without saying that it was done"};
}

/* How a worker ended that did not end well. */
static verdict of_end(po_job *job, const po_worker_limits *limits) {
    if (job->timed_out) {
        return (verdict){PO_OUTCOME_LIMIT, PO_E_LIMIT,
                         po_arena_printf(job->arena,
                                         "took longer than %.1f seconds and was stopped",
                                         limits->wall_ms / 1000.0)};
    }
    if (job->wire_error.status != PO_OK) {
        bool limit = job->wire_error.status == PO_E_LIMIT;
        return (verdict){
            limit ? PO_OUTCOME_LIMIT : PO_OUTCOME_CRASHED, limit ? PO_E_LIMIT : PO_E_PLUGIN,
            po_arena_printf(job->arena, "sent what is no result (%s)", job->wire_error.text)};
    }
    if (job->end.code == CLD_EXITED) {
        return of_exit(job, limits);
    }
    if (job->end.code == CLD_KILLED || job->end.code == CLD_DUMPED) {
        return of_signal(job, limits);
    }
    return (verdict){PO_OUTCOME_CRASHED, PO_E_IO,
                     job->end.code == 0 ? po_arena_printf(job->arena, "could not be started (%s)",
                                                          strerror(job->end.status))
                                        : "was lost: the process that starts readers has gone"};
}

/* Who was at work, as far as the frames tell. */
static const char *actor(po_job *job, const po_registry *registry) {
    const po_wire_summary *known = po_wire_reader_summary(job->reader);
    const po_record_set *set = job->result->records;
    if (known->source_known && set->program != NULL) {
        const po_program *program = po_registry_find(registry, set->program);
        return known->library && program != NULL
                   ? po_arena_printf(job->arena, "the plugin of program \"%s\" (%s)", set->program,
                                     program->library)
                   : po_arena_printf(job->arena, "reading it as a document of program \"%s\"",
                                     set->program);
    }
    return known->format != NULL ? po_arena_printf(job->arena, "the reader for %s", known->format)
                                 : "the reading process";
}

/* An empty set that knows what is known of the source: what came before a failure is not half a
 * result. */
static void drop_records(po_job *job) {
    po_record_set *full = job->result->records;
    po_record_set *empty = po_record_set_create();
    po_arena *arena = empty->arena;
    empty->source = (po_record_source){.name = po_arena_dup(arena, full->source.name),
                                       .sha256 = po_arena_dup(arena, full->source.sha256),
                                       .media_type = po_arena_dup(arena, full->source.media_type),
                                       .pages = full->source.pages};
    empty->program = po_arena_dup(arena, full->program);
    empty->template_id = po_arena_dup(arena, full->template_id);
    for (size_t i = 0; i < full->diagnostics.list.count; i++) {
        const po_diagnostic *item = &full->diagnostics.list.items[i];
        po_diagnose(&empty->diagnostics, item->severity, item->code, item->file, item->place, "%s",
                    item->text);
    }
    empty->diagnostics.dropped = full->diagnostics.dropped;
    po_record_set_destroy(full);
    job->result->records = empty;
}

static void take_summary(po_job *job) {
    const po_wire_summary *known = po_wire_reader_summary(job->reader);
    po_document_result *result = job->result;
    const char **ties = PO_NEW_ARRAY(job->arena, const char *, known->tie_count);
    for (size_t i = 0; i < known->tie_count; i++) {
        ties[i] = po_arena_dup(job->arena, known->ties[i]); /* not the set's: it may change hands */
    }
    result->ties = ties;
    result->tie_count = known->tie_count;
    result->score = known->score;
    result->sandbox = known->sandbox;
}

static void take_noise_text(po_job *job) {
    po_buffer clean = {0};
    po_utf8_append_clean(&clean, po_buffer_text(&job->noise), job->noise.size);
    job->result->noise = po_arena_copy(job->arena, po_buffer_text(&clean), clean.size);
    po_buffer_finish(&clean);
}

/* Told without its words: they may be a document's, and names of people are in documents. */
static void tell_noise(po_job *job) {
    if (job->noise.size > 0) {
        po_diagnose(
            &job->result->records->diagnostics, PO_NOTE, "PLG-004", NULL, NULL,
            "while this document was read a plugin or library printed %s%zu bytes, which were "
            "kept out of the output; it should print nothing",
            job->noise.size == PO_NOISE_BYTES ? "at least " : "", job->noise.size);
    }
}

static bool ended_well(const po_job *job) {
    return job->wire_error.status == PO_OK && !job->timed_out && po_wire_reader_done(job->reader) &&
           job->end.code == CLD_EXITED && job->end.status == 0;
}

static void finish_well(po_job *job, const po_wire_summary *known) {
    po_document_result *result = job->result;
    po_error err = {0};
    result->outcome = known->outcome;
    result->status = known->outcome == PO_OUTCOME_UNRECOGNISED ? PO_OK : known->status;
    if (known->error != NULL) {
        result->error = po_arena_printf(job->arena, "%s: %s", result->name, known->error);
    }
    if (result->outcome == PO_OUTCOME_READ && po_record_set_link(result->records, &err) != PO_OK) {
        result->outcome = PO_OUTCOME_CRASHED;
        result->status = err.status;
        result->error = po_arena_printf(job->arena, "%s: %s", result->name, err.text);
    }
}

void po_job_finish(po_job *job, const po_registry *registry, const po_worker_limits *limits) {
    po_document_result *result = job->result;
    const po_wire_summary *known = po_wire_reader_summary(job->reader);
    take_summary(job);
    take_noise_text(job);
    if (ended_well(job)) {
        finish_well(job, known);
    } else {
        verdict found = of_end(job, limits);
        result->outcome = found.outcome;
        result->status = found.status;
        result->error = po_arena_printf(job->arena, "%s: %s %s; nothing of this document is used",
                                        result->name, actor(job, registry), found.text);
    }
    if (result->outcome != PO_OUTCOME_READ) {
        drop_records(job);
    }
    tell_noise(job);
    result->elapsed_ms = (uint32_t)(po_clock_ms() - job->started_ms);
}

void po_job_fail(po_job *job, po_outcome outcome, const po_error *err) {
    job->result->outcome = outcome;
    job->result->status = err->status;
    job->result->error = po_arena_printf(job->arena, "%s: %s", job->result->name, err->text);
}
