/* SPDX-License-Identifier: Apache-2.0
 *
 * A file of records: refused with a sentence, or read; and what was read can be written and read
 * again.
 */
#include "document/record.h"
#include "fuzz.h"

static void write_and_read(const po_record_set *set) {
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    po_record_set *set = NULL;
    po_error err = {0};
    if (po_record_set_read((const char *)data, size, &set, &err) == PO_OK) {
        write_and_read(set);
        po_record_set_destroy(set);
    } else {
        FUZZ_HOLDS(err.text[0] && !set);
    }
    return 0;
}
