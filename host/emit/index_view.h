/* SPDX-License-Identifier: Apache-2.0
 *
 * The index over several LEAs: index.json (`planonce/index/1`) and the view of index.html.
 */
#ifndef PO_EMIT_INDEX_VIEW_H
#define PO_EMIT_INDEX_VIEW_H

#include <cjson/cJSON.h>

#include "base/text.h"
#include "emit/emit.h"

/* Appends the whole document. */
void po_index_json_write(const po_emit_index_input *input, po_buffer *out);

/* Ownership: the caller deletes the view. */
cJSON *po_index_view_create(po_arena *arena, const po_emit_index_input *input);

#endif
