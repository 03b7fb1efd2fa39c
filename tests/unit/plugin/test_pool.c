/* SPDX-License-Identifier: Apache-2.0
 *
 * The pool from the caller's side: files of records go through it, because they need neither a
 * plugin nor a form. What plugins do to it is tests/plugins.
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugin/pool.h"

static po_registry *registry;
static char file[64];

static const char RECORDS[] =
    "{\"format\":\"planonce/records/1\",\"program\":\"demo\",\"records\":["
    "{\"id\":\"b\",\"type\":\"row\",\"parent\":\"a\",\"fields\":{\"x\":{\"text\":\"1\"}}},"
    "{\"id\":\"a\",\"type\":\"row\"}]}";

static void set_up(void) {
    po_error err = {0};
    po_registry_options options = {.search_path = "/nonexistent", .schema_folder = "/nonexistent"};
    cr_assert_eq(po_registry_create(&options, &registry, &err), PO_OK);
    strcpy(file, "/tmp/planonce-pool-XXXXXX");
    int fd = mkstemp(file);
    cr_assert_eq(write(fd, RECORDS, sizeof RECORDS - 1), (ssize_t)sizeof RECORDS - 1);
    close(fd);
}

static void tear_down(void) {
    unlink(file);
    po_registry_destroy(registry);
}

TestSuite(pool, .init = set_up, .fini = tear_down);

static po_pool *create(po_pool_options options) {
    po_pool *pool = NULL;
    po_error err = {0};
    cr_assert_eq(po_pool_create(registry, &options, &pool, &err), PO_OK, "%s", err.text);
    return pool;
}

static uint64_t submit(po_pool *pool, po_document_request request) {
    po_error err = {0};
    uint64_t ticket = UINT64_MAX;
    cr_assert_eq(po_pool_submit(pool, &request, &ticket, &err), PO_OK, "%s", err.text);
    return ticket;
}

static void check_read(po_document_result *result) {
    cr_assert_not_null(result);
    cr_assert_eq(result->outcome, PO_OUTCOME_READ, "%s", result->error);
    cr_assert_null(result->error);
    cr_assert_eq(result->records->records.count, 2);
    cr_assert_str_eq(po_record_find(result->records, "b")->parent_record->id, "a");
    cr_assert_str_eq(result->records->program, "demo");
    cr_assert_eq(strlen(result->records->source.sha256), 64);
}

static void read_many(bool in_process) {
    po_pool *pool = create((po_pool_options){.in_process = in_process, .workers = 3});
    bool seen[50] = {false};
    for (uint64_t i = 0; i < 50; i++) {
        cr_assert_eq(submit(pool, (po_document_request){.path = file, .name = "n"}), i);
    }
    cr_assert_eq(po_pool_pending(pool), 50);
    po_document_result *result = NULL;
    size_t count = 0;
    while ((result = po_pool_wait(pool)) != NULL) {
        check_read(result);
        cr_assert_str_eq(result->name, "n");
        cr_assert_not(seen[result->ticket]);
        seen[result->ticket] = true;
        po_record_set *records = po_document_result_take_records(result);
        po_document_result_destroy(result);
        cr_assert_eq(records->records.count, 2); /* it outlives the result */
        po_record_set_destroy(records);
        count++;
    }
    cr_assert_eq(count, 50);
    cr_assert_eq(po_pool_pending(pool), 0);
    po_pool_destroy(pool);
}

Test(pool, many_documents) {
    read_many(false);
}

Test(pool, many_documents_in_process) {
    read_many(true);
}

Test(pool, a_descriptor_is_read_from_its_beginning_and_stays_the_callers) {
    po_pool *pool = create((po_pool_options){0});
    int fd = open(file, O_RDONLY);
    char byte = 0;
    cr_assert_eq(read(fd, &byte, 1), 1);
    submit(pool, (po_document_request){.fd = fd, .name = "by descriptor"});
    cr_assert_eq(close(fd), 0);
    po_document_result *result = po_pool_wait(pool);
    check_read(result);
    po_document_result_destroy(result);
    po_pool_destroy(pool);
}

Test(pool, what_cannot_be_opened_is_a_result) {
    po_pool *pool = create((po_pool_options){0});
    char fifo[80];
    snprintf(fifo, sizeof fifo, "%s-fifo", file);
    cr_assert_eq(mkfifo(fifo, 0600), 0);
    submit(pool, (po_document_request){.path = "/nonexistent/lcap.pdf"});
    submit(pool, (po_document_request){.path = "/tmp"});
    submit(pool, (po_document_request){.path = fifo});
    for (int i = 0; i < 3; i++) {
        po_document_result *result = po_pool_wait(pool);
        cr_assert_eq(result->outcome, PO_OUTCOME_UNREADABLE);
        cr_assert_not_null(result->error);
        cr_assert_not_null(result->records);
        po_document_result_destroy(result);
    }
    unlink(fifo);
    po_pool_destroy(pool);
}

Test(pool, an_unknown_program_is_a_mistake_of_the_caller) {
    po_pool *pool = create((po_pool_options){0});
    po_error err = {0};
    uint64_t ticket = 0;
    po_document_request request = {.path = file, .program = "nobody"};
    cr_assert_eq(po_pool_submit(pool, &request, &ticket, &err), PO_E_USAGE);
    cr_assert_null(po_pool_wait(pool));
    po_pool_destroy(pool);
}

Test(pool, a_pool_may_go_with_work_in_it) {
    po_pool *pool = create((po_pool_options){.workers = 2});
    for (int i = 0; i < 20; i++) {
        submit(pool, (po_document_request){.path = file});
    }
    po_document_result_destroy(po_pool_wait(pool));
    po_pool_destroy(pool);
    po_pool_destroy(NULL);
    po_document_result_destroy(NULL);
}

/* The first child of this process: the spawner. */
static pid_t find_spawner(void) {
    char path[64], text[64] = "";
    snprintf(path, sizeof path, "/proc/self/task/%ld/children", (long)getpid());
    FILE *list = fopen(path, "r");
    cr_assert_not_null(list);
    cr_assert_not_null(fgets(text, sizeof text, list));
    fclose(list);
    return (pid_t)strtol(text, NULL, 10);
}

Test(pool, a_spawner_that_is_gone_costs_results_and_not_the_run, .timeout = 20) {
    po_pool *pool = create((po_pool_options){.workers = 2});
    pid_t spawner = find_spawner();
    for (int i = 0; i < 4; i++) {
        submit(pool, (po_document_request){.path = file});
    }
    cr_assert_gt(spawner, 1);
    cr_assert_eq(kill(spawner, SIGKILL), 0);
    for (int i = 0; i < 4; i++) {
        po_document_result *result = po_pool_wait(pool);
        cr_assert_not_null(result);
        cr_assert(result->outcome == PO_OUTCOME_CRASHED);
        cr_assert_not_null(strstr(result->error, "has gone"), "%s", result->error);
        po_document_result_destroy(result);
    }
    cr_assert_null(po_pool_wait(pool));
    po_pool_destroy(pool);
}

Test(pool, waiting_may_be_cut_short) {
    po_pool *pool = create((po_pool_options){0});
    cr_assert_null(po_pool_wait_for(pool, 10));
    submit(pool, (po_document_request){.path = file});
    po_document_result *result = NULL;
    while ((result = po_pool_wait_for(pool, 1)) == NULL) {
    }
    check_read(result);
    po_document_result_destroy(result);
    po_pool_destroy(pool);
}

Test(pool, results_have_a_size_limit) {
    po_pool *pool = create((po_pool_options){.limits = {.result_bytes = 300}});
    submit(pool, (po_document_request){.path = file});
    po_document_result *result = po_pool_wait(pool);
    cr_assert_eq(result->outcome, PO_OUTCOME_LIMIT, "%s", result->error);
    cr_assert_eq(result->records->records.count, 0);
    po_document_result_destroy(result);
    po_pool_destroy(pool);
}

Test(pool, a_required_sandbox_is_there_or_nothing_starts) {
    po_pool *pool = NULL;
    po_error err = {0};
    po_pool_options options = {.require_sandbox = true, .in_process = true};
    cr_assert_eq(po_pool_create(registry, &options, &pool, &err), PO_E_SUPPORT);
    cr_assert_not_null(strstr(err.text, "--require-sandbox"));
    options.in_process = false;
    po_status status = po_pool_create(registry, &options, &pool, &err);
    cr_assert(status == PO_E_SUPPORT || po_pool_sandbox(pool) == PO_SANDBOX_FULL);
    if (status == PO_OK) {
        submit(pool, (po_document_request){.path = file});
        po_document_result *result = po_pool_wait(pool);
        check_read(result);
        cr_assert_eq(result->sandbox, PO_SANDBOX_FULL);
        po_document_result_destroy(result);
        po_pool_destroy(pool);
    }
}

Test(pool, names_for_people) {
    cr_assert_str_eq(po_outcome_name(PO_OUTCOME_CRASHED), "crashed");
    cr_assert_str_eq(po_sandbox_level_name(PO_SANDBOX_PARTIAL), "partial");
    cr_assert_null(po_sandbox_missing(PO_SANDBOX_FULL));
    cr_assert_not_null(po_sandbox_missing(PO_SANDBOX_NONE));
}
