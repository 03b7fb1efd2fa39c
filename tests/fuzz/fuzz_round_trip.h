/* SPDX-License-Identifier: Apache-2.0
 *
 * Records that were accepted can be written and read again: between reading and planning they wait
 * on disk.
 */
#ifndef PO_TESTS_FUZZ_ROUND_TRIP_H
#define PO_TESTS_FUZZ_ROUND_TRIP_H

#include "document/record.h"
#include "fuzz.h"

static inline void write_and_read(const po_record_set *set) {
    po_buffer out = {0};
    po_json json;
    po_json_init(&json, &out, false);
    po_record_set_write(set, &json);
    po_record_set *again = NULL;
    po_error err = {0};
    FUZZ_HOLDS(po_record_set_read(out.data, out.size, &again, &err) == PO_OK);
    FUZZ_HOLDS(again->records.count == set->records.count);
    po_record_set_destroy(again);
    po_buffer_finish(&out);
}

#endif
