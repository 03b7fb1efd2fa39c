/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a value of a JSON text stands. cJSON keeps no positions, and a person who mends a file by hand needs a line: so the value is
 * looked up again in the text, by the steps that lead to it.
 */
#ifndef PO_FACTS_JSON_PLACE_H
#define PO_FACTS_JSON_PLACE_H

#include "base/status.h"

/* One step down: a member by its key, or (key NULL) an item by its number from 0. */
typedef struct po_json_step {
    const char *key;
    int index;
} po_json_step;

/* The line (from 1) on which the value at the end of the steps begins; that of the last value on the way that is there. `text` has been
 * parsed before and is well formed. */
int po_json_line(const char *text, const po_json_step *steps, size_t count);

/* The line of a byte. */
int po_json_line_at(const char *text, size_t offset);

#endif
