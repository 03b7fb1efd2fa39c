/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce read: one document, its records with places. What the rest of the program is built on, made visible.
 */
#include "app/reading.h"
#include "app/record_stream.h"
#include "base/text.h"

typedef struct read_options {
    po_reading_options reading;
    const char *format, *path;
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
    if (po_record_stream_create(po_text_equal(options->format, "json"), &stream, &err) == PO_OK)
        code = read_into(reading, options, stream, &err);
    if (err.status != PO_OK)
        po_say("%s", err.text);
    po_record_stream_destroy(stream);
    return code;
}

#define PLACE(member) .place = offsetof(read_options, member)

static const char *const FORMATS[] = {"text", "json", NULL};
static const po_option OPTIONS[] = {
    {.name = "program", .argument = "ID", .help = "option.program", .set = po_option_text, PLACE(reading.program)},
    {.name = "no-structure", .help = "option.no_structure", .set = po_option_flag, PLACE(reading.no_structure)},
    {.name = "format", .argument = "text|json", .help = "option.format", .set = po_option_choose, PLACE(format), .choices = FORMATS},
    PO_OPTIONS_SANDBOX(read_options),
    {0}};

static int run(const po_call *call) {
    read_options options = {.format = "text"};
    po_operands given = {0};
    int code = po_options_parse(call, &options, &given);
    if (code < 0 && given.count != 1)
        code = po_usage(call->command, "'read' takes one file");
    if (code >= 0)
        return code;
    options.path = given.items[0];
    po_reading reading;
    po_error err = {0};
    if (po_reading_start(call->install, &options.reading, &reading, &err) != PO_OK) {
        po_say("%s", err.text);
        return PO_EXIT_NOTHING;
    }
    code = read_one(&reading, &options);
    po_reading_finish(&reading);
    return code;
}

const po_command po_command_read = {
    .name = "read",
    .summary = "reads one document and shows its records, each with its place",
    .options = OPTIONS,
    .operands = "FILE",
    .run = run,
};
