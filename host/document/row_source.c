/* SPDX-License-Identifier: Apache-2.0
 *
 * A position and a sticky failure over a reader's way of making rows (row_source.h).
 */
#include "document/row_source.h"

#include "base/limits.h"

struct po_row_source {
    const po_row_source_class *class;
    void *state;
    uint32_t position; /* rows given since the last rewind */
    bool started, ended;
    po_error failure;
};

po_row_source *po_row_source_create(po_document *document, const po_row_source_class *class, void *state) {
    po_row_source *source = PO_NEW(document->arena, po_row_source);
    *source = (po_row_source){.class = class, .state = state};
    *PO_LIST_ADD(document->arena, &document->sources) = source;
    return source;
}

void po_row_source_destroy(po_row_source *source) {
    if (source->class->destroy) {
        source->class->destroy(source->state);
    }
}

const po_error *po_row_source_failure(const po_row_source *source) {
    return source->failure.status != PO_OK ? &source->failure : NULL;
}

static bool start(po_row_source *source) {
    source->started = source->class->rewind(source->state, &source->failure) == PO_OK;
    source->ended = !source->started;
    source->position = 0;
    return source->started;
}

static const po_row *stop(po_row_source *source) {
    source->ended = true;
    return NULL;
}

/* The row at the position, which moves on. */
static const po_row *take(po_row_source *source) {
    const po_row *row = NULL;
    if (source->ended || source->class->next(source->state, &row, &source->failure) != PO_OK || !row) {
        return stop(source);
    }
    if (source->position >= PO_LIMIT_SHEET_ROWS) {
        po_error_set(&source->failure, PO_E_LIMIT,
                     "this table has more than %zu rows, which is more than a worksheet holds: give it in parts",
                     PO_LIMIT_SHEET_ROWS);
        return stop(source);
    }
    source->position++;
    return row;
}

const po_row *po_row_source_row(po_row_source *source, uint32_t index) {
    if ((!source->started || source->position > index) && !start(source)) {
        return NULL;
    }
    while (source->position < index && take(source)) {
    }
    return take(source);
}
