/* SPDX-License-Identifier: Apache-2.0
 *
 * Frames of a worker that is no friend. The first byte is the size of the pieces in which the rest
 * arrives.
 */
#include <string.h>

#include "base/limits.h"
#include "fuzz_round_trip.h"
#include "plugin/wire.h"

static po_status look(void *context, const po_record *record, po_error *err) {
    (void)err;
    for (uint32_t i = 0; i < record->field_count; i++) {
        *(size_t *)context += strlen(record->fields[i].name) + strlen(record->fields[i].text);
    }
    return PO_OK;
}

static po_status feed(po_wire_reader *reader, const uint8_t *data, size_t size, po_error *err) {
    size_t piece = data[0] ? data[0] : size;
    po_status status = PO_OK;
    for (size_t at = 1; status == PO_OK && at < size; at += piece) {
        status = po_wire_reader_feed(reader, data + at, size - at < piece ? size - at : piece, err);
    }
    return status;
}

/* Records that are handed on at once and not kept. */
static po_status pass_on(const uint8_t *data, size_t size) {
    size_t bytes = 0;
    po_error err = {0};
    po_record_sink sink = {.context = &bytes, .take = look};
    po_record_set *set = po_record_set_create();
    po_wire_reader *reader = po_wire_reader_create(set, &sink, PO_LIMIT_RESULT_BYTES);
    po_status status = feed(reader, data, size, &err);
    po_wire_reader_destroy(reader);
    po_record_set_destroy(set);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) {
        return 0;
    }
    po_record_set *set = po_record_set_create();
    po_wire_reader *reader = po_wire_reader_create(set, NULL, PO_LIMIT_RESULT_BYTES);
    po_error err = {0};
    po_status status = feed(reader, data, size, &err);
    FUZZ_HOLDS((pass_on(data, size) == PO_OK) == (status == PO_OK));
    FUZZ_HOLDS(status == PO_OK || err.text[0]);
    if (status == PO_OK && po_wire_reader_done(reader)) {
        FUZZ_HOLDS(po_wire_reader_summary(reader)->hello);
        status = po_record_set_link(set, &err);
        FUZZ_HOLDS(status == PO_OK || err.text[0]);
        if (status == PO_OK) {
            set->source.sha256 = NULL; /* written by the host itself, before a stranger's byte */
            write_and_read(set);
        }
    }
    po_wire_reader_destroy(reader);
    po_record_set_destroy(set);
    return 0;
}
