/* SPDX-License-Identifier: Apache-2.0
 *
 * What isolation costs: a document with next to nothing in it, read by a plugin that emits nothing,
 * through the pool (process, sandbox, dlopen, frames) and in-process; and what frames cost:
 * milliseconds to encode and decode one megabyte of records.
 *
 *     bench_worker PROGRAMS SCHEMAS PROGRAM FILE [RUNS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "plugin/pool.h"
#include "plugin/wire.h"

static double now_ms(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Processor time of this process: what it costs, however busy the machine is. */
static double used_ms(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The median: other work on the machine makes the mean meaningless. The times are sorted
 * afterwards. */
static double median(double *times, size_t count) {
    qsort(times, count, sizeof *times, compare);
    return times[count / 2];
}

static double read_once(po_pool *pool, const po_document_request *request) {
    po_error err = {0};
    uint64_t ticket = 0;
    double before = now_ms();
    if (po_pool_submit(pool, request, &ticket, &err) != PO_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    po_document_result *result = po_pool_wait(pool);
    double took = now_ms() - before;
    if (result->outcome != PO_OUTCOME_READ) {
        (void)fprintf(stderr, "%s\n", result->error);
        exit(1);
    }
    po_document_result_destroy(result);
    return took;
}

static double bench_pool(const po_registry *registry, const po_document_request *request,
                         bool in_process, size_t runs) {
    po_pool *pool = NULL;
    po_error err = {0};
    po_pool_options options = {.in_process = in_process};
    double *times = calloc(runs, sizeof *times);
    if (times == NULL || po_pool_create(registry, &options, &pool, &err) != PO_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    (void)read_once(pool, request);
    for (size_t i = 0; i < runs; i++) {
        times[i] = read_once(pool, request);
    }
    double middle = median(times, runs);
    if (!in_process) {
        printf("sandbox          %s; isolated: fastest %.3f ms, a tenth below %.3f ms\n",
               po_sandbox_level_name(po_pool_sandbox(pool)), times[0], times[runs / 10]);
    }
    po_pool_destroy(pool);
    free(times);
    return middle;
}

static po_status gather(void *context, const void *data, size_t size) {
    po_buffer_add(context, data, size);
    return PO_OK;
}

/* Rows like those of an expenditure table, until there is a megabyte of frames. */
static size_t encode(po_buffer *out) {
    static const char *const names[] = {
        "goal",  "action",   "title",     "student_groups",  "contributing",
        "scope", "location", "time_span", "total_personnel", "total_funds"};
    static const char *const texts[] = {"1",
                                        "1.3",
                                        "Professional learning for teachers of English learners",
                                        "EL, LI, FY",
                                        "Yes",
                                        "LEA-wide",
                                        "All schools",
                                        "Ongoing",
                                        "$1,234,567.00",
                                        "$2,345,678.00"};
    size_t count = 0;
    po_wire_writer *writer = po_wire_writer_create(gather, out);
    (void)po_wire_write_hello(writer, PO_SANDBOX_FULL);
    (void)po_wire_write_format(writer, "application/pdf", "PDF", NULL);
    (void)po_wire_write_source(writer, &(po_wire_source){.program = "lcap"});
    while (out->size < (size_t)1 << 20) {
        po_place at = {.page = 40, .table = 9, .row = (uint32_t)count % 30, .column = 1};
        po_field fields[10];
        char id[32];
        for (size_t i = 0; i < 10; i++) {
            fields[i] = (po_field){.name = names[i], .text = texts[i], .at = &at, .at_count = 1};
        }
        fields[9].value = "2345678.00";
        (void)snprintf(id, sizeof id, "expenditure_row-%zu", count++);
        po_record record = {
            .id = id, .type = "expenditure_row", .fields = fields, .field_count = 10};
        (void)po_wire_write_record(writer, &record);
    }
    (void)po_wire_write_done(writer, PO_OUTCOME_READ, NULL, 0);
    po_wire_writer_destroy(writer);
    return count;
}

/* Decodes; returns the size of the same records as a file of planonce/records/1. */
static size_t decode(const po_buffer *in, bool measure) {
    po_error err = {0};
    po_record_set *set = po_record_set_create();
    po_wire_reader *reader = po_wire_reader_create(set, NULL, PO_LIMIT_RESULT_BYTES);
    for (size_t at = 0; at < in->size; at += 65536) {
        size_t size = in->size - at < 65536 ? in->size - at : 65536;
        if (po_wire_reader_feed(reader, in->data + at, size, &err) != PO_OK) {
            (void)fprintf(stderr, "%s\n", err.text);
            exit(1);
        }
    }
    po_wire_reader_destroy(reader);
    po_buffer file = {0};
    if (measure) {
        po_json json;
        po_json_init(&json, &file, false);
        po_record_set_write(set, &json);
    }
    size_t size = file.size;
    po_buffer_finish(&file);
    po_record_set_destroy(set);
    return size;
}

static void bench_frames(size_t runs) {
    double *encoding = calloc(runs, sizeof *encoding), *decoding = calloc(runs, sizeof *decoding);
    size_t records = 0, file = 0;
    if (encoding == NULL || decoding == NULL) {
        exit(1);
    }
    for (size_t i = 0; i < runs; i++) {
        po_buffer out = {0};
        double before = used_ms();
        records = encode(&out);
        double middle = used_ms();
        (void)decode(&out, false);
        encoding[i] = middle - before;
        decoding[i] = used_ms() - middle;
        file = i == 0 ? decode(&out, true) : file;
        po_buffer_finish(&out);
    }
    double coding = median(encoding, runs), both = coding + median(decoding, runs);
    double megabytes = (double)file / (1 << 20);
    printf("frames           %.2f ms encode + %.2f ms decode of processor time per MB of frames\n",
           coding, both - coding);
    printf("records          %.2f ms per MB of planonce/records/1 (%zu records, %.2f MB in 1 MB of "
           "frames)\n",
           both / megabytes, records, megabytes);
    free(encoding);
    free(decoding);
}

int main(int argc, char **argv) {
    po_registry *registry = NULL;
    po_error err = {0};
    if (argc < 5) {
        return 2;
    }
    size_t runs = argc > 5 ? strtoul(argv[5], NULL, 10) : 300;
    po_registry_options options = {.search_path = argv[1], .schema_folder = argv[2]};
    if (po_registry_create(&options, &registry, &err) != PO_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    po_document_request request = {.path = argv[4], .program = argv[3]};
    /* In the other order the fork would copy a larger process. */
    double isolated = bench_pool(registry, &request, false, runs);
    double direct = bench_pool(registry, &request, true, runs);
    printf("per document     %.3f ms isolated, %.3f ms in-process, %.3f ms for isolation\n",
           isolated, direct, isolated - direct);
    bench_frames(runs < 30 ? runs : 30);
    po_registry_destroy(registry);
    return 0;
}
