/* SPDX-License-Identifier: Apache-2.0
 *
 * Pool: the one way in which a document is read. Submit files, wait for results; everything that
 * touches a stranger's byte or runs a vendor's code happens behind it, in one short-lived sandboxed
 * process per document.
 *
 *     po_registry_create(NULL, &registry, &err);             installed programs; trusted files only
 *     po_pool_create(registry, &options, &pool, &err);       BEFORE the first stranger's byte is
 * looked at, and before threads for each file: po_pool_submit(pool, &request, &ticket, &err); while
 * ((result = po_pool_wait(pool)) != NULL) {         in the order in which they finish
 *         ... use result->records, or say result->error ...
 *         po_document_result_destroy(result);
 *     }
 *     po_pool_destroy(pool);
 *
 * Order. Results come as they finish, which differs from run to run. A result's `ticket` is its
 * number of submission (0, 1, 2 ...): a caller whose output must not depend on chance orders by it,
 * or by something of its own, before it uses the results.
 *
 * One document's end is one document's end: a crash, a hang, a bomb, a lie costs that document,
 * whose result says in one sentence which file, which program's plugin, and why. The others go on.
 * po_pool_wait never fails.
 *
 * Leaves to others: listing folders, progress, grouping by LEA, printing. Nothing here prints.
 */
#ifndef PO_PLUGIN_POOL_H
#define PO_PLUGIN_POOL_H

#include "base/digest.h"
#include "document/record.h"
#include "plugin/registry.h"
#include "plugin/sandbox.h"

typedef struct po_pool po_pool;

/* Zero means the value in base/limits.h. Tests set small ones. */
typedef struct po_worker_limits {
    size_t memory_bytes;  /* PO_LIMIT_WORKER_MEMORY; not applied in sanitized builds */
    uint32_t cpu_seconds; /* PO_LIMIT_WORKER_CPU_SECONDS */
    uint32_t wall_ms;     /* PO_LIMIT_WORKER_WALL_MS; counted while po_pool_wait waits */
    size_t result_bytes;  /* PO_LIMIT_RESULT_BYTES */
} po_worker_limits;

typedef struct po_pool_options {
    bool in_process; /* for debuggers: the same code in this process, no fork, no sandbox, no limits
                        but counts */
    bool require_sandbox; /* refuse to start unless the level is full */
    unsigned workers;     /* alive at a time; 0: one per core that this process may use */
    po_worker_limits limits;
} po_pool_options;

/* Who takes records as they come, instead of having them kept in the result. A record, and all it points to, is borrowed until the call
 * returns; parents come before children, `parent_record` is not set. Anything but PO_OK ends the document. What was taken of a document
 * whose result is not READ in the end is not to be used. `context` must outlive the result. */
typedef struct po_record_sink {
    void *context;
    /* Once, before the first record: what is known of the document. May be NULL. */
    po_status (*begin)(void *context, const po_record_set *head, po_error *err);
    po_status (*take)(void *context, const po_record *record, po_error *err);
} po_record_sink;

/* One document to read. Zeroed members are defaults. Text is copied by submit. */
typedef struct po_document_request {
    const char *path; /* opened when its turn comes; NULL: `fd` is used */
    int fd; /* a regular file, read from its beginning; submit duplicates it, the caller closes its
               own */
    const char *name;    /* what messages and records call it; NULL: the base of `path` */
    const char *program; /* id: read it as this program's, without recognition; NULL: recognise */
    const char *scope; /* LEA and years wanted, handed to the plugin as is (planonce.scope/1); NULL:
                          everything */
    bool no_structure; /* po_read_options.no_structure */
    const po_record_sink *sink; /* NULL: records are kept in the result; else it must outlive the result */
} po_document_request;

/* How it ended. The first three are the document's own doing; the rest are somebody's fault, named
 * in `error`. */
typedef enum po_outcome {
    PO_OUTCOME_READ,         /* records are there (perhaps none), see diagnostics */
    PO_OUTCOME_UNRECOGNISED, /* could be read, belongs to no installed program */
    PO_OUTCOME_UNREADABLE, /* no such file, empty, damaged, encrypted, format not read, too large */
    PO_OUTCOME_REFUSED,    /* the plugin said it cannot read this document, or broke its contract */
    PO_OUTCOME_LIMIT,      /* time, memory or size ran out */
    PO_OUTCOME_DEFERRED,   /* a data file of many agencies, left unread because the scope said so (plugin/scope.h) */
    PO_OUTCOME_CRASHED     /* the worker died or did what it must not */
} po_outcome;

/* One finished document. Everything but what is noted lives until po_document_result_destroy. */
typedef struct po_document_result {
    uint64_t ticket;
    const char *path; /* as submitted, or NULL */
    const char *name;
    po_outcome outcome;
    po_status status;  /* PO_OK for READ, UNRECOGNISED and DEFERRED */
    const char *error; /* NULL for READ and DEFERRED; else a sentence that names the file, the plugin if one was
                          at work, and the reason */

    /* What was read; never NULL, empty unless READ, and without records if the request had a sink. Its `source` (name, sha256, media type, pages),
     * `program`, `template_id` and `diagnostics` are filled as far as reading came, for
     * UNRECOGNISED too. Parents are linked. po_document_result_take_records hands it over. */
    po_record_set *records;

    /* Ids of programs that scored as high as the one chosen (a tie is a finding); the chosen one is
     * not in the list. */
    const char *const *ties;
    size_t tie_count;
    int score; /* of the chosen program; 0 when the request named the program */

    po_sandbox_level sandbox; /* in force while it was read */
    const char *noise; /* what plugin or libraries printed (stdout, stderr), cleaned and cut; "" if
                          nothing */
    uint32_t elapsed_ms; /* wall clock; for progress and run.json, never for guaranteed outputs */
} po_document_result;

/* Forks the spawner. `registry` must outlive the pool, and the thread that calls must too: the
 * spawner ends with it. `options` may be NULL.
 * Errors: PO_E_IO if no process can be made; PO_E_SUPPORT if require_sandbox and the level is not
 * full, with what is missing. */
PO_NODISCARD po_status po_pool_create(const po_registry *registry, const po_pool_options *options,
                                      po_pool **ret_pool, po_error *err);

/* Ends every worker and the spawner; results not waited for are dropped. Accepts NULL. */
void po_pool_destroy(po_pool *pool);

/* Queues one document. A file that cannot be opened is not an error here: its result says so, so
 * that callers have one place to look. Errors: PO_E_USAGE for a program id that is not installed;
 * PO_E_IO if `fd` cannot be duplicated. */
PO_NODISCARD po_status po_pool_submit(po_pool *pool, const po_document_request *request,
                                      uint64_t *ret_ticket, po_error *err);

/* Waits for the next document that ends. NULL: none is under way. The caller destroys the result.
 */
po_document_result *po_pool_wait(po_pool *pool);

/* The same, but not longer than `timeout_ms` (0: only look): for progress on a terminal. NULL also
 * when the time is over. */
po_document_result *po_pool_wait_for(po_pool *pool, uint32_t timeout_ms);

size_t po_pool_pending(const po_pool *pool); /* submitted and not yet handed out */

po_sandbox_level po_pool_sandbox(
    const po_pool *pool); /* what workers will have; for run.json and one warning per run */

void po_document_result_destroy(po_document_result *result); /* accepts NULL */

/* The records change hands: the caller destroys them; the result's `records` becomes NULL. */
po_record_set *po_document_result_take_records(po_document_result *result);

const char *po_outcome_name(
    po_outcome outcome); /* "read", "unrecognised", "unreadable", "refused", "limit", "deferred", "crashed" */

#endif
