/* SPDX-License-Identifier: Apache-2.0
 *
 * A file of records: refused with a sentence, or read; and what was read can be written and read
 * again.
 */
#include "fuzz_round_trip.h"

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
