/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce read: one document, its records with places. What the rest of the program is built on, made visible.
 */
#include <getopt.h>

#include "app/reading.h"
#include "app/record_stream.h"
#include "base/text.h"

typedef struct read_options {
    po_reading_options reading;
    bool json;
    const char *path;
} read_options;

static int read_into(po_reading *reading, const read_options *options, po_record_stream *stream, po_error *err) {
    po_document_request request = {.path = options->path,
                                   .program = options->reading.program,
                                   .no_structure = options->reading.no_structure,
                                   .sink = po_record_stream_sink(stream)};
    uint64_t ticket = 0;
    if (po_pool_submit(reading->pool, &request, &ticket, err) != PO_OK)
        return PO_EXIT_USAGE;
    po_document_result *result = po_pool_wait(reading->pool);
    if (!result)
        return PO_EXIT_NOTHING;
    bool whole = po_reading_report(result, true);
    int code = whole ? PO_EXIT_DONE : PO_EXIT_PARTLY;
    if (po_record_stream_print(stream, result, err) != PO_OK)
        code = PO_EXIT_NOTHING;
    po_document_result_destroy(result);
    return code;
}

static int read_one(po_reading *reading, const read_options *options) {
    po_record_stream *stream = NULL;
    po_error err = {0};
    int code = PO_EXIT_NOTHING;
    if (po_record_stream_create(options->json, &stream, &err) == PO_OK)
        code = read_into(reading, options, stream, &err);
    if (err.status != PO_OK)
        po_say("%s", err.text);
    po_record_stream_destroy(stream);
    return code;
}

static int parse(int argc, char **argv, read_options *options) {
    static const struct option OPTIONS[] = {
        {"program", required_argument, NULL, 'p'},   {"no-structure", no_argument, NULL, 'n'},
        {"format", required_argument, NULL, 'f'},    {"in-process", no_argument, NULL, 'i'},
        {"require-sandbox", no_argument, NULL, 's'}, {"help", no_argument, NULL, 'h'}, {0}};
    int option;
    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option == 'p')
            options->reading.program = optarg;
        else if (option == 'n')
            options->reading.no_structure = true;
        else if (option == 'i')
            options->reading.in_process = true;
        else if (option == 's')
            options->reading.require_sandbox = true;
        else if (option == 'f' && (po_text_equal(optarg, "json") || po_text_equal(optarg, "text")))
            options->json = po_text_equal(optarg, "json");
        else if (option == 'h')
            return printf("usage: planonce read %s\n", po_command_read.usage), PO_EXIT_DONE;
        else
            return po_usage(&po_command_read, "that is not a way to call 'read'");
    }
    if (optind + 1 != argc)
        return po_usage(&po_command_read, "'read' takes one file");
    options->path = argv[optind];
    return -1;
}

static int run(int argc, char **argv, const po_install *install) {
    read_options options = {0};
    int code = parse(argc, argv, &options);
    if (code >= 0)
        return code;
    po_reading reading;
    po_error err = {0};
    if (po_reading_start(install, &options.reading, &reading, &err) != PO_OK) {
        po_say("%s", err.text);
        return PO_EXIT_NOTHING;
    }
    code = read_one(&reading, &options);
    po_reading_finish(&reading);
    return code;
}

const po_command po_command_read = {
    .name = "read",
    .usage = "[--program ID] [--no-structure] [--format text|json] [--require-sandbox] [--in-process] FILE",
    .summary = "reads one document and shows its records, each with its place",
    .run = run,
};
