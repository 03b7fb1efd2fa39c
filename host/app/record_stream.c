/* SPDX-License-Identifier: Apache-2.0
 *
 * Records on their way to the terminal or a file. See record_stream.h.
 */
#include "app/record_stream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

#define FLUSH_BYTES ((size_t)64 << 10)

struct po_record_stream {
    po_record_sink sink;
    bool as_json, begun;
    int file;
    size_t records;
    po_buffer out; /* not yet in the file */
    po_json json;
};

static po_status flush(po_record_stream *stream, po_error *err) {
    for (size_t done = 0; done < stream->out.size;) {
        ssize_t wrote = write(stream->file, stream->out.data + done, stream->out.size - done);
        if (wrote < 0 && errno != EINTR)
            return po_error_set(err, PO_E_IO, "the temporary file cannot be written: %s",
                                po_system_reason(errno));
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    po_buffer_clear(&stream->out);
    return PO_OK;
}

/* ---- lines for people ---- */

static void write_field_line(po_record_stream *stream, po_arena *arena, const po_field *field) {
    po_buffer_printf(&stream->out, "  %s: %s", field->name, po_text_squeeze(arena, field->text));
    if (field->value && !po_text_equal(field->value, field->text))
        po_buffer_printf(&stream->out, "  = %s", field->value);
    if (field->at_count > 0)
        po_buffer_printf(&stream->out, "  (%s)", po_place_describe(arena, &field->at[0]));
    if (field->doubt)
        po_buffer_printf(&stream->out, "  [in doubt: %s]", field->doubt);
    po_buffer_add_char(&stream->out, '\n');
}

static void write_record_lines(po_record_stream *stream, const po_record *record) {
    po_arena *arena = po_arena_create();
    po_buffer_printf(&stream->out, "\n%s  [%s]\n", record->id, record->type);
    for (uint32_t i = 0; i < record->field_count; i++)
        write_field_line(stream, arena, &record->fields[i]);
    po_arena_destroy(arena);
}

static void print_head_line(const po_record_stream *stream, const po_record_set *records) {
    printf("%s: %s, %u pages, program %s, template %s, %zu records\n", records->source.name,
           records->source.media_type ? records->source.media_type : "unknown format",
           records->source.pages, records->program ? records->program : "none",
           records->template_id ? records->template_id : "none", stream->records);
}

/* ---- taking ---- */

static void begin_json(po_record_stream *stream, const po_record_set *head) {
    stream->begun = true;
    po_record_set_write_head(head, &stream->json);
}

static po_status begin(void *context, const po_record_set *head, po_error *err) {
    po_record_stream *stream = context;
    (void)err;
    if (stream->as_json)
        begin_json(stream, head);
    return PO_OK;
}

static po_status take(void *context, const po_record *record, po_error *err) {
    po_record_stream *stream = context;
    stream->records++;
    if (stream->as_json)
        po_record_write(record, &stream->json);
    else
        write_record_lines(stream, record);
    return stream->out.size < FLUSH_BYTES ? PO_OK : flush(stream, err);
}

/* ---- making ---- */

static po_status open_file(int *ret_file, po_error *err) {
    char path[4096];
    const char *base = getenv("TMPDIR");
    int size = snprintf(path, sizeof path, "%s/planonce-XXXXXX", base && *base ? base : "/tmp");
    int file = size > 0 && (size_t)size < sizeof path ? mkstemp(path) : -1;
    if (file < 0)
        return po_error_set(
            err, PO_E_IO,
            "no temporary file can be made at %s: %s; set TMPDIR to a folder that can be written",
            path, po_system_reason(errno));
    (void)unlink(path); /* it goes with the process, however that ends */
    *ret_file = file;
    return PO_OK;
}

po_status po_record_stream_create(bool json, po_record_stream **ret_stream, po_error *err) {
    int file = -1;
    po_status status = open_file(&file, err);
    if (status != PO_OK)
        return status;
    po_record_stream *stream = calloc(1, sizeof *stream);
    if (!stream)
        po_out_of_memory(sizeof *stream);
    stream->sink = (po_record_sink){.context = stream, .begin = begin, .take = take};
    stream->as_json = json;
    stream->file = file;
    po_json_init(&stream->json, &stream->out, true);
    *ret_stream = stream;
    return PO_OK;
}

void po_record_stream_destroy(po_record_stream *stream) {
    if (!stream)
        return;
    (void)close(stream->file);
    po_buffer_finish(&stream->out);
    free(stream);
}

const po_record_sink *po_record_stream_sink(const po_record_stream *stream) {
    return &stream->sink;
}

/* ---- printing ---- */

static po_status copy_file(po_record_stream *stream, po_error *err) {
    char data[65536];
    ssize_t got = 0;
    if (lseek(stream->file, 0, SEEK_SET) != 0)
        return po_error_set(err, PO_E_IO, "the temporary file cannot be read: %s",
                            po_system_reason(errno));
    while ((got = read(stream->file, data, sizeof data)) > 0)
        if (fwrite(data, 1, (size_t)got, stdout) != (size_t)got)
            return PO_OK; /* main.c tells a reader who has seen enough from a full disk */
    return got == 0 ? PO_OK
                    : po_error_set(err, PO_E_IO, "the temporary file cannot be read: %s",
                                   po_system_reason(errno));
}

/* What was taken of a document that failed later is not printed. */
static void print_empty(const po_record_stream *stream, const po_document_result *result) {
    if (!stream->as_json)
        return;
    po_buffer out = {0};
    po_json json;
    po_json_init(&json, &out, true);
    po_record_set_write(result->records, &json);
    puts(po_buffer_text(&out));
    po_buffer_finish(&out);
}

po_status po_record_stream_print(po_record_stream *stream, const po_document_result *result,
                                 po_error *err) {
    if (result->outcome != PO_OUTCOME_READ) {
        print_empty(stream, result);
        return PO_OK;
    }
    if (stream->as_json && !stream->begun)
        begin_json(stream, result->records);
    if (stream->as_json) {
        po_record_set_write_tail(result->records, &stream->json);
        po_buffer_add_char(&stream->out, '\n');
    } else {
        print_head_line(stream, result->records);
    }
    po_status status = flush(stream, err);
    return status == PO_OK ? copy_file(stream, err) : status;
}
