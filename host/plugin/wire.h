/* SPDX-License-Identifier: Apache-2.0
 *
 * Wire: what a worker says to the host, over one socket, in one direction.
 *
 * A message is one JSON object. It travels in one frame, or, when a single record is larger than a
 * frame, in several frames of the same type of which all but the last carry PO_WIRE_MORE; their
 * payloads are joined before anything is parsed. A frame is a header of 16 bytes (magic, type,
 * flags, reserved, length, sequence; numbers big-endian) and at most PO_LIMIT_FRAME_BYTES.
 *
 *   HELLO    {"protocol":2,"abi":1,"sandbox":"full"}                                  first, once
 *   FORMAT   {"media_type":"application/pdf","name":"PDF","sha256":"..."}             once, before
 * the bytes are parsed SOURCE
 * {"pages":3,"program":"lcap","template":"lcap-2024","library":true,"score":40,"ties":[]}  once,
 * before vendor code RECORDS
 * {"tables":[{"type":"action","columns":["number",...],"beside":[1,...],"valued":[0,...],"rows":[[id,parent,cell,...],...]},...]}
 *   DIAG     {"severity":"warning","code":"LCAP-P01","place":"page 3","text":"..."}
 *   DONE     {"outcome":"read","status":0,"error":null,"records":12,"diagnostics":1,"dropped":0}
 * last, once
 *
 * A cell is null (the record has no such field), a string (its text), or [text, at, value, values, doubt] with what is null at the end
 * left off. `at` is a place or a list of places; a place is one string, "page.table.row.column.line" with zeros at the end left off and
 * a worksheet's name behind an '@' ("40.9.3.1", "0.1.7@Table 1"), or, where only the column differs from the last such string of the
 * row, the column's number. A string in a column for which `beside` has a number other than 0 stands in that column, beside the last
 * place given in full; one in a column for which `valued` has 1 is "value|text". Records that follow each other with the same type share one table as long as the first one's fields
 * include theirs, so names travel once. All this is for speed: most cells cost one JSON value, and it is the number of
 * values, not of bytes, that reading costs.
 *
 * Why JSON: frames can be read by eye and kept as fixtures. Why not shared memory: the sender could
 * change it after the check.
 *
 * The reader trusts nothing. A plugin in a worker holds the same socket and can forge well-formed
 * frames, so everything is checked as a stranger's: magic, type, order, sequence, lengths, totals,
 * UTF-8, duplicate keys, depth, ids, counts in DONE, bytes after DONE. What a plugin forges well is
 * worth exactly as much as what it may emit: records of its own document. FORMAT and SOURCE cannot
 * be forged by it, because they come once and before it is loaded.
 */
#ifndef PO_PLUGIN_WIRE_H
#define PO_PLUGIN_WIRE_H

#include "document/record.h"
#include "plugin/pool.h"

#define PO_WIRE_MAGIC 0x504f5731u /* "POW1" */
#define PO_WIRE_PROTOCOL 2u
#define PO_WIRE_HEADER_BYTES 16u
#define PO_WIRE_BAR "|" /* between a value and its text in one string; */
#define PO_WIRE_BEFORE_BYTES ((size_t)128) /* a longer value travels beside its text */
#define PO_WIRE_MORE 1u /* flag: the message goes on in the next frame */
/* One message of several frames, that is one record. Its tree in memory is ten to thirty times as
 * large. */
#define PO_WIRE_MESSAGE_BYTES ((size_t)8 << 20)

typedef enum po_wire_type {
    PO_WIRE_HELLO = 1,
    PO_WIRE_FORMAT,
    PO_WIRE_SOURCE,
    PO_WIRE_RECORDS,
    PO_WIRE_DIAG,
    PO_WIRE_DONE
} po_wire_type;

/* What is known once the program is chosen. Text is NULL where nothing is known. */
typedef struct po_wire_source {
    uint32_t pages;
    const char *program, *template_id;
    bool library; /* vendor code follows */
    int score;
    const char *const *ties;
    size_t tie_count;
} po_wire_source;

/* ---- writing (worker) ---- */

typedef struct po_wire_writer po_wire_writer;

/* Takes whole frames; anything but PO_OK ends writing. */
typedef po_status (*po_wire_output)(void *context, const void *data, size_t size);

/* Frames go to `output`; `context` is handed to it. The caller destroys the writer. */
po_wire_writer *po_wire_writer_create(po_wire_output output, void *context);
void po_wire_writer_destroy(
    po_wire_writer *writer); /* accepts NULL; what was not flushed is lost */

/* In this order, before any record: what holds the worker, what the document is, what it says of itself. Errors of all writers: what `output`
 * returned, from then on each time. */
po_status po_wire_write_hello(po_wire_writer *writer, po_sandbox_level sandbox);
po_status po_wire_write_format(po_wire_writer *writer, const char *media_type, const char *name,
                               const char *sha256);
po_status po_wire_write_source(po_wire_writer *writer, const po_wire_source *source);

/* Records are gathered into frames; `record` must be valid (host_table.c checks). PO_E_LIMIT:
 * larger than a message may be. */
po_status po_wire_write_record(po_wire_writer *writer, const po_record *record);
po_status po_wire_write_diagnostic(po_wire_writer *writer, const po_diagnostic *diagnostic);
po_status po_wire_write_done(po_wire_writer *writer, po_outcome outcome, const po_error *error,
                             size_t dropped);
size_t po_wire_written_records(const po_wire_writer *writer);

/* ---- reading (host) ---- */

typedef struct po_wire_reader po_wire_reader;

/* Decodes into `set`, which must outlive the reader. With a `sink` (may be NULL) records go there as they come and are not kept: memory does
 * not grow with their number. `result_bytes`: all frames together. */
po_wire_reader *po_wire_reader_create(po_record_set *set, const po_record_sink *sink, size_t result_bytes);
void po_wire_reader_destroy(po_wire_reader *reader); /* accepts NULL */

/* Takes bytes as they come, in any pieces. Errors: a sentence; the reader then takes no more. */
PO_NODISCARD po_status po_wire_reader_feed(po_wire_reader *reader, const void *data, size_t size,
                                           po_error *err);

bool po_wire_reader_done(
    const po_wire_reader *reader); /* DONE has come and agrees with what came before */

/* What came so far. Text belongs to the set's arena; NULL or 0 where the frame has not come. */
typedef struct po_wire_summary {
    bool hello, source_known;
    po_sandbox_level sandbox;
    const char *format; /* "PDF" */
    bool library;
    int score;
    const char *const *ties;
    size_t tie_count;
    po_outcome outcome;
    po_status status;
    const char *error;
} po_wire_summary;
const po_wire_summary *po_wire_reader_summary(const po_wire_reader *reader);

#endif
