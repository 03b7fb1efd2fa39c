/* SPDX-License-Identifier: Apache-2.0
 *
 * Frames taken away. One pass: a frame inside a frame is met when the outer one is gone. See table_frame.h.
 */
#include "document/table_frame.h"

#include <string.h>

#include "base/text.h"

typedef struct unframing {
    po_document *document;
    PO_LIST(po_block) out;
    const po_block *blocks; /* as they were */
    size_t count;
} unframing;

/* Where one frame's text has been read to. */
typedef struct reading {
    const po_table *frame;
    uint32_t row; /* from 0 */
    size_t offset;
} reading;

/* Tables inside are listed behind the one that holds them. */
static size_t end_of_inside(const unframing *at, size_t first) {
    size_t end = first;
    while (end < at->count && at->blocks[end].table && at->blocks[end].table->parent_table) {
        end++;
    }
    return end;
}

static bool is_frame(const unframing *at, size_t n) {
    const po_table *table = at->blocks[n].table;
    if (!table || table->parent_table || table->columns > 1) {
        return false;
    }
    size_t end = end_of_inside(at, n + 1);
    for (size_t i = n + 1; i < end; i++) {
        const po_table *inside = at->blocks[i].table;
        if (inside->parent_table == table->number && inside->parent_row == 0) {
            return false;
        }
    }
    return end > n + 1;
}

/* The lines of a cell's text between two bytes, each a paragraph. */
static void put_lines(unframing *at, const po_cell *cell, size_t from, size_t to) {
    po_arena *arena = at->document->arena;
    while (from < to) {
        const char *end = memchr(cell->text + from, '\n', to - from);
        size_t size = end ? (size_t)(end - cell->text) - from : to - from;
        char *line = po_text_squeeze(arena, po_arena_copy(arena, cell->text + from, size));
        if (*line) {
            po_place place = cell->at_count ? cell->at[0] : (po_place){0};
            *PO_LIST_ADD(arena, &at->out) = (po_block){.kind = PO_BLOCK_PARAGRAPH,
                                                       .text = line,
                                                       .at = {.page = place.page, .line = place.line},
                                                       .last_page = place.page,
                                                       .doubt = cell->doubt};
        }
        from += size + 1;
    }
}

/* Up to a byte of a row's text. */
static void read_to(unframing *at, reading *read, uint32_t row, size_t offset) {
    for (; read->row < read->frame->row_count && read->row <= row; read->row++, read->offset = 0) {
        const po_row *here = &read->frame->rows[read->row];
        const po_cell *cell = here->cell_count ? &here->cells[0] : NULL;
        size_t size = cell ? strlen(cell->text) : 0, to = read->row == row && offset < size ? offset : size;
        if (cell && read->offset < to) {
            put_lines(at, cell, read->offset, to);
        }
        if (read->row == row) {
            read->offset = to > read->offset ? to : read->offset;
            return;
        }
    }
}

/* The frame at `n` becomes what it holds, in `blocks` itself: as many blocks as there are tables inside stay to be looked at. */
static size_t open_frame(unframing *at, size_t n) {
    size_t end = end_of_inside(at, n + 1), next = n + 1;
    reading read = {.frame = at->blocks[n].table};
    while (next < end) {
        const po_table *inside = at->blocks[next].table;
        read_to(at, &read, inside->parent_row - 1, inside->parent_offset);
        do {
            po_block *block = PO_LIST_ADD(at->document->arena, &at->out);
            *block = at->blocks[next++];
            if (block->table->parent_table == read.frame->number) {
                po_table *copy = PO_NEW(at->document->arena, po_table);
                *copy = *block->table;
                copy->parent_table = copy->parent_row = 0;
                block->table = copy;
            }
        } while (next < end && at->blocks[next].table->parent_table != read.frame->number);
    }
    read_to(at, &read, UINT32_MAX, SIZE_MAX);
    return end;
}

/* One layer of frames. */
static bool unframe_once(po_document *document) {
    unframing at = {.document = document, .blocks = document->blocks.items, .count = document->blocks.count};
    bool any = false;
    for (size_t n = 0; n < at.count;) {
        if (is_frame(&at, n)) {
            n = open_frame(&at, n);
            any = true;
        } else {
            *PO_LIST_ADD(document->arena, &at.out) = at.blocks[n++];
        }
    }
    if (any) {
        document->blocks.items = at.out.items;
        document->blocks.count = at.out.count;
        document->blocks.capacity = at.out.capacity;
    }
    return any;
}

void po_tables_unframe(po_document *document) {
    enum { LAYERS = 4 }; /* a box in a page in a frame; each layer costs one pass */
    for (int i = 0; i < LAYERS && unframe_once(document); i++) {
    }
}
