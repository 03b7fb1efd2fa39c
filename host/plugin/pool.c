/* SPDX-License-Identifier: Apache-2.0
 *
 * The pool: which document waits, which is under way, which has ended.
 *
 * The wall clock of a document runs only while the pool waits: a caller that takes a minute over a
 * result must not cost the documents that wait for it with a full pipe. Processor time is the
 * kernel's to count.
 */
#include "plugin/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "plugin/pool_job.h"
#include "plugin/worker.h"

#define WORKERS_MAX 256u

typedef struct job_list {
    po_job *first, **last; /* last: where the next one is hung up */
    size_t count;
} job_list;

struct po_pool {
    const po_registry *registry;
    po_pool_options options; /* resolved: no zeros */
    po_spawner *spawner;     /* NULL in-process */
    po_spawner_setup setup;
    uint64_t next_ticket;
    job_list waiting, ended;
    po_job **active;
    size_t active_count;
    struct pollfd *polls; /* 1 + 2 for each worker */
};

static void list_add(job_list *list, po_job *job) {
    if (list->first == NULL) {
        list->last = &list->first;
    }
    job->next = NULL;
    *list->last = job;
    list->last = &job->next;
    list->count++;
}

static po_job *list_take(job_list *list) {
    po_job *job = list->first;
    if (job != NULL) {
        list->first = job->next;
        list->count--;
    }
    return job;
}

/* ---- making ---- */

static unsigned core_count(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : (unsigned)count;
}

static void resolve(po_pool_options *options) {
    po_worker_limits *limits = &options->limits;
    limits->memory_bytes =
        limits->memory_bytes != 0 ? limits->memory_bytes : PO_LIMIT_WORKER_MEMORY;
    limits->cpu_seconds =
        limits->cpu_seconds != 0 ? limits->cpu_seconds : PO_LIMIT_WORKER_CPU_SECONDS;
    limits->wall_ms = limits->wall_ms != 0 ? limits->wall_ms : PO_LIMIT_WORKER_WALL_MS;
    limits->result_bytes = limits->result_bytes != 0 ? limits->result_bytes : PO_LIMIT_RESULT_BYTES;
    options->workers = options->workers != 0 ? options->workers : core_count();
    options->workers = options->workers < WORKERS_MAX ? options->workers : WORKERS_MAX;
}

static po_status require_sandbox(po_pool *pool, po_error *err) {
    po_sandbox_level level = po_pool_sandbox(pool);
    if (!pool->options.require_sandbox || level == PO_SANDBOX_FULL) {
        return PO_OK;
    }
    return po_error_set(err, PO_E_SUPPORT, "a full sandbox is required (--require-sandbox): %s",
                        pool->options.in_process ? "--in-process has none"
                                                 : po_sandbox_missing(level));
}

static void *zeroed(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (memory == NULL) {
        po_out_of_memory(count * size);
    }
    return memory;
}

po_status po_pool_create(const po_registry *registry, const po_pool_options *options,
                         po_pool **ret_pool, po_error *err) {
    po_pool *pool = zeroed(1, sizeof *pool);
    po_status status = PO_OK;
    pool->registry = registry;
    if (options != NULL) {
        pool->options = *options;
    }
    resolve(&pool->options);
    pool->active = zeroed(pool->options.workers, sizeof(po_job *));
    pool->polls = zeroed(1 + 2 * (size_t)pool->options.workers, sizeof(struct pollfd));
    pool->setup = (po_spawner_setup){.registry = registry,
                                     .limits = pool->options.limits,
                                     .require_sandbox = pool->options.require_sandbox};
    if (!pool->options.in_process) {
        status = po_spawner_start(&pool->setup, &pool->spawner, err);
    }
    if (status == PO_OK) {
        status = require_sandbox(pool, err);
    }
    if (status != PO_OK) {
        po_pool_destroy(pool);
        return status;
    }
    *ret_pool = pool;
    return PO_OK;
}

static void drop_list(job_list *list) {
    for (po_job *job = list_take(list); job != NULL; job = list_take(list)) {
        po_job_destroy(job);
    }
}

void po_pool_destroy(po_pool *pool) {
    if (pool == NULL) {
        return;
    }
    po_spawner_destroy(pool->spawner);
    for (size_t i = 0; i < pool->active_count; i++) {
        po_job_destroy(pool->active[i]);
    }
    drop_list(&pool->waiting);
    drop_list(&pool->ended);
    free(pool->active);
    free(pool->polls);
    free(pool);
}

po_sandbox_level po_pool_sandbox(const po_pool *pool) {
    return pool->spawner == NULL ? PO_SANDBOX_NONE : po_spawner_level(pool->spawner);
}

size_t po_pool_pending(const po_pool *pool) {
    return pool->waiting.count + pool->active_count + pool->ended.count;
}

/* ---- submitting ---- */

po_status po_pool_submit(po_pool *pool, const po_document_request *request, uint64_t *ret_ticket,
                         po_error *err) {
    int fd = -1;
    if (request->program != NULL && po_registry_find(pool->registry, request->program) == NULL) {
        return po_error_set(err, PO_E_USAGE, "no program \"%s\" is installed", request->program);
    }
    if (request->path == NULL) {
        fd = fcntl(request->fd, F_DUPFD_CLOEXEC, 3);
        if (fd < 0) {
            return po_error_set(err, PO_E_IO, "the file's descriptor cannot be used (%s)",
                                strerror(errno));
        }
    }
    po_job *job = po_job_create(pool->next_ticket, request, &pool->options.limits);
    job->request.fd = fd;
    list_add(&pool->waiting, job);
    *ret_ticket = pool->next_ticket++;
    return PO_OK;
}

/* ---- starting ---- */

static po_status open_document(po_job *job, po_error *err) {
    size_t size = 0;
    if (job->request.fd >= 0) {
        return PO_OK;
    }
    return po_file_open(job->request.path, PO_LIMIT_DOCUMENT_BYTES, &job->request.fd, &size, err);
}

static po_status feed_reader(void *context, const void *data, size_t size) {
    po_job *job = context;
    if (job->wire_error.status != PO_OK) {
        return job->wire_error.status;
    }
    return po_wire_reader_feed(job->reader, data, size, &job->wire_error);
}

/* The same path in this process: frames go straight from the writer to the reader. */
static void run_here(po_pool *pool, po_job *job) {
    po_worker_task task = {.registry = pool->registry,
                           .document = job->request.fd,
                           .name = job->request.name,
                           .program = job->request.program,
                           .scope = job->request.scope,
                           .no_structure = job->request.no_structure,
                           .output = feed_reader,
                           .context = job};
    po_worker_run(&task);
    job->end = (po_worker_end){.ticket = job->ticket, .code = CLD_EXITED};
    po_job_finish(job, pool->registry, &pool->options.limits);
    list_add(&pool->ended, job);
}

/* Descriptors: what the worker gets in `theirs`, ours in the job. */
static po_status make_channels(po_job *job, po_spawner_descriptors *theirs, po_error *err) {
    int result[2], noise[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, result) != 0) {
        return po_error_set(err, PO_E_IO, "no channel to a reading process could be made (%s)",
                            strerror(errno));
    }
    job->result_fd = result[0];
    theirs->result = result[1];
    if (pipe2(noise, O_CLOEXEC) != 0) {
        return po_error_set(err, PO_E_IO, "no channel to a reading process could be made (%s)",
                            strerror(errno));
    }
    job->noise_fd = noise[0];
    theirs->noise = noise[1];
    /* Only our ends: a worker that met EAGAIN would lose what it says. */
    (void)fcntl(job->result_fd, F_SETFL, O_NONBLOCK);
    (void)fcntl(job->noise_fd, F_SETFL, O_NONBLOCK);
    return PO_OK;
}

static po_status start_worker(po_pool *pool, po_job *job, po_error *err) {
    po_spawner_descriptors theirs = {.document = job->request.fd, .result = -1, .noise = -1};
    po_status status = make_channels(job, &theirs, err);
    if (status == PO_OK) {
        status = po_spawner_request(pool->spawner, job->ticket, &job->request, &theirs, err);
    }
    if (theirs.result >= 0) {
        (void)close(theirs.result);
    }
    if (theirs.noise >= 0) {
        (void)close(theirs.noise);
    }
    (void)close(job->request.fd);
    job->request.fd = -1;
    return status;
}

static void start(po_pool *pool, po_job *job) {
    po_error err = {0};
    job->started_ms = po_clock_ms();
    if (open_document(job, &err) != PO_OK) {
        po_job_fail(job, err.status == PO_E_LIMIT ? PO_OUTCOME_LIMIT : PO_OUTCOME_UNREADABLE, &err);
        list_add(&pool->ended, job);
        return;
    }
    if (pool->spawner == NULL) {
        run_here(pool, job);
    } else if (start_worker(pool, job, &err) == PO_OK) {
        pool->active[pool->active_count++] = job;
    } else {
        po_job_fail(job, PO_OUTCOME_CRASHED, &err);
        list_add(&pool->ended, job);
    }
}

static void start_waiting(po_pool *pool) {
    while (pool->waiting.first != NULL && pool->active_count < pool->options.workers &&
           (pool->spawner != NULL || pool->ended.first == NULL)) {
        start(pool, list_take(&pool->waiting));
    }
}

/* ---- waiting ---- */

static void kill_job(po_pool *pool, po_job *job) {
    if (!job->killed) {
        job->killed = true;
        po_spawner_kill(pool->spawner, job->ticket);
    }
}

static po_job *find_active(const po_pool *pool, uint64_t ticket) {
    for (size_t i = 0; i < pool->active_count; i++) {
        if (pool->active[i]->ticket == ticket) {
            return pool->active[i];
        }
    }
    return NULL;
}

static void take_ends(po_pool *pool) {
    po_worker_end end;
    int more = 0;
    while ((more = po_spawner_next_end(pool->spawner, &end)) > 0) {
        po_job *job = find_active(pool, end.ticket);
        if (job != NULL) {
            job->ended = true;
            job->end = end;
        }
    }
    for (size_t i = 0; more < 0 && i < pool->active_count; i++) {
        if (!pool->active[i]->ended) {
            pool->active[i]->ended = true;
            pool->active[i]->end = (po_worker_end){.code = -1};
        }
    }
}

/* Ended workers have written all they ever will: what is in the pipes is taken, and nobody waits
 * for their closing. */
static void collect_ended(po_pool *pool) {
    size_t kept = 0;
    for (size_t i = 0; i < pool->active_count; i++) {
        po_job *job = pool->active[i];
        if (!job->ended) {
            pool->active[kept++] = job;
            continue;
        }
        job->killed = true; /* nothing is left to kill */
        po_job_take_result(job);
        po_job_take_noise(job);
        po_job_finish(job, pool->registry, &pool->options.limits);
        list_add(&pool->ended, job);
    }
    pool->active_count = kept;
}

static int64_t nearest_deadline(const po_pool *pool, int64_t wait_ms) {
    for (size_t i = 0; i < pool->active_count; i++) {
        const po_job *job = pool->active[i];
        if (!job->killed && (wait_ms < 0 || job->left_ms < wait_ms)) {
            wait_ms = job->left_ms < 0 ? 0 : job->left_ms;
        }
    }
    return wait_ms;
}

static void count_time(po_pool *pool, int64_t elapsed_ms) {
    for (size_t i = 0; i < pool->active_count; i++) {
        po_job *job = pool->active[i];
        job->left_ms -= elapsed_ms;
        if (job->left_ms <= 0 && !job->killed && !job->ended) {
            job->timed_out = true;
            kill_job(pool, job);
        }
    }
}

/* Waits at most `wait_ms` (-1: as long as it takes) for anything to happen, and takes it. */
static void wait_once(po_pool *pool, int64_t wait_ms) {
    size_t count = 0;
    pool->polls[count++] =
        (struct pollfd){.fd = po_spawner_descriptor(pool->spawner), .events = POLLIN};
    for (size_t i = 0; i < pool->active_count; i++) {
        pool->polls[count++] = (struct pollfd){.fd = pool->active[i]->result_fd, .events = POLLIN};
        pool->polls[count++] = (struct pollfd){.fd = pool->active[i]->noise_fd, .events = POLLIN};
    }
    int64_t before = po_clock_ms();
    int64_t longest = nearest_deadline(pool, wait_ms);
    (void)poll(pool->polls, (nfds_t)count, longest > 60000 ? 60000 : (int)longest);
    for (size_t i = 0; i < pool->active_count; i++) {
        po_job *job = pool->active[i];
        if (pool->polls[1 + 2 * i].revents != 0) {
            po_job_take_result(job);
        }
        if (pool->polls[2 + 2 * i].revents != 0) {
            po_job_take_noise(job);
        }
        if (job->wire_error.status != PO_OK) {
            kill_job(pool, job);
        }
    }
    take_ends(pool);
    count_time(pool, po_clock_ms() - before);
    collect_ended(pool);
}

static po_document_result *wait_until(po_pool *pool, int64_t until_ms) {
    for (;;) {
        start_waiting(pool);
        po_job *job = list_take(&pool->ended);
        if (job != NULL) {
            return po_job_release(job);
        }
        if (pool->active_count == 0) {
            return NULL;
        }
        int64_t left = until_ms < 0 ? -1 : until_ms - po_clock_ms();
        if (until_ms >= 0 && left < 0) {
            return NULL;
        }
        wait_once(pool, left);
    }
}

po_document_result *po_pool_wait(po_pool *pool) {
    return wait_until(pool, -1);
}

po_document_result *po_pool_wait_for(po_pool *pool, uint32_t timeout_ms) {
    return wait_until(pool, po_clock_ms() + timeout_ms);
}
