/* SPDX-License-Identifier: Apache-2.0
 *
 * Frames hold text (the body, a cell, a text box); tables hold rows and cells. Both are stacks that keep their memory, so
 * that a million small tables cost no more than their texts.
 *
 * Why cells of a running row are kept apart from those handed over: a vertical merge in Word makes a cell grow while later rows
 * are read, and only the final copy in the document may grow.
 */
#include "document/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "document/flow_parts.h"

flow_frame *po_flow_top(const po_flow *flow) {
    return &flow->frames[flow->frame_count - 1];
}

flow_table *po_flow_table(const po_flow *flow) {
    return flow->table_count ? &flow->tables[flow->table_count - 1] : NULL;
}

static void clear_frame(flow_frame *frame) {
    po_buffer_clear(&frame->text);
    po_buffer_clear(&frame->label);
    frame->page_count = 0;
    frame->space = frame->newline = false;
}

flow_frame *po_flow_push(po_flow *flow, flow_kind kind) {
    flow_frame *frame = &flow->frames[flow->frame_count++];
    clear_frame(frame);
    frame->kind = kind;
    frame->block = PO_BLOCK_PARAGRAPH;
    frame->level = 0;
    frame->tables = flow->table_count;
    frame->muted = false;
    return frame;
}

po_flow *po_flow_create(po_document *document) {
    po_arena *scratch = po_arena_create();
    po_flow *flow = PO_NEW(scratch, po_flow);
    flow->document = document;
    flow->scratch = scratch;
    flow->frames = PO_NEW_ARRAY(scratch, flow_frame, FLOW_FRAMES_MAX);
    flow->tables = PO_NEW_ARRAY(scratch, flow_table, FLOW_TABLES_MAX);
    po_flow_push(flow, FLOW_BODY);
    return flow;
}

void po_flow_destroy(po_flow *flow) {
    if (!flow) {
        return;
    }
    for (size_t i = 0; i < FLOW_FRAMES_MAX; i++) {
        po_buffer_finish(&flow->frames[i].text);
        po_buffer_finish(&flow->frames[i].label);
        free(flow->frames[i].pages);
    }
    for (size_t i = 0; i < FLOW_TABLES_MAX; i++) {
        free(flow->tables[i].anchors);
    }
    po_arena_destroy(flow->scratch);
}

void po_flow_at(po_flow *flow, uint32_t page, uint32_t line) {
    flow->page = page;
    flow->line = line;
}

/* --- text --- */

static void note_place(const po_flow *flow, flow_frame *frame) {
    if (!frame->text.size) {
        frame->line = flow->line;
    }
    if (frame->page_count && frame->pages[frame->page_count - 1] == flow->page) {
        return;
    }
    if (frame->page_count == frame->page_capacity) {
        frame->page_capacity = frame->page_capacity ? frame->page_capacity * 2 : 4;
        uint32_t *pages = realloc(frame->pages, frame->page_capacity * sizeof *pages);
        if (!pages) {
            po_out_of_memory(frame->page_capacity * sizeof *pages);
        }
        frame->pages = pages;
    }
    frame->pages[frame->page_count++] = flow->page;
}

static void add_gap(flow_frame *frame) {
    if (frame->text.size && frame->newline) {
        po_buffer_add_char(&frame->text, '\n');
    } else if (frame->text.size && frame->space) {
        po_buffer_add_char(&frame->text, ' ');
    }
    frame->space = frame->newline = false;
}

/* What a reader of the page sees, after the gap that is due. */
static void add_visible(const po_flow *flow, flow_frame *frame, const char *bytes, size_t size) {
    note_place(flow, frame);
    add_gap(frame);
    if (frame->label.size) {
        po_buffer_add(&frame->text, frame->label.data, frame->label.size);
        po_buffer_add_char(&frame->text, ' ');
        po_buffer_clear(&frame->label);
    }
    po_buffer_add(&frame->text, bytes, size);
}

static bool is_plain(char c) {
    return c > ' ' && c < 0x7F;
}

/* The end of the words from `at` on that need no change: visible ASCII with single spaces between. */
static size_t plain_run(const char *text, size_t size, size_t at) {
    while (at < size && (is_plain(text[at]) || (text[at] == ' ' && at + 1 < size && is_plain(text[at + 1])))) {
        at++;
    }
    return at;
}

static bool is_invisible(uint32_t code) {
    return code == 0xAD || code == 0x180E || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF;
}

/* One character that is not plain; `at` is advanced. */
static void add_character(const po_flow *flow, flow_frame *frame, const char *text, size_t size, size_t *at) {
    size_t from = *at;
    uint32_t code = po_utf8_next(text, size, at);
    if (code <= ' ' || code == 0x7F || (code >= 0x80 && code < 0xA0)) {
        frame->space = true;
    } else if (code == 0xFFFD) { /* malformed bytes too */
        add_visible(flow, frame, "\xEF\xBF\xBD", 3);
    } else if (!is_invisible(code)) {
        if (po_utf8_is_space(code)) {
            frame->space = true;
        } else {
            add_visible(flow, frame, text + from, *at - from);
        }
    }
}

void po_flow_text(po_flow *flow, const char *text, size_t size) {
    flow_frame *frame = po_flow_top(flow);
    if (frame->muted) {
        return;
    }
    for (size_t at = 0; at < size;) {
        size_t from = at;
        if (is_plain(text[at])) {
            at = plain_run(text, size, at);
            add_visible(flow, frame, text + from, at - from);
        } else {
            add_character(flow, frame, text, size, &at);
        }
    }
}

void po_flow_line(po_flow *flow) {
    flow_frame *frame = po_flow_top(flow);
    if (frame->kind != FLOW_CELL && frame->block == PO_BLOCK_HEADING) {
        frame->space = true;
    } else {
        frame->newline = true;
    }
}

void po_flow_label(po_flow *flow, const char *label) {
    flow_frame *frame = po_flow_top(flow);
    po_buffer_clear(&frame->label);
    po_buffer_add_text(&frame->label, label);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool po_flow_label_names(const char *label) {
    unsigned numbers = 0;
    bool word = false;
    for (const char *at = label; *at; at++) {
        numbers += is_digit(*at) && !is_digit(at[1]);
        word = word || (is_letter(*at) && is_letter(at[1]));
    }
    return numbers > 1 || (numbers && word);
}

void po_flow_label_alone(po_flow *flow) {
    flow_frame *frame = po_flow_top(flow);
    if (frame->label.size && !frame->muted && po_flow_label_names(po_buffer_text(&frame->label))) {
        note_place(flow, frame);
        add_gap(frame);
        po_buffer_add(&frame->text, frame->label.data, frame->label.size);
    }
    po_buffer_clear(&frame->label);
}

/* --- blocks --- */

/* The gathered text of a body or a box becomes a block, unless there is none. */
void po_flow_flush(po_flow *flow, flow_frame *frame) {
    if (frame->text.size) {
        po_block *block = po_document_add(flow->document, frame->block);
        if (block) {
            block->text = po_arena_copy(flow->document->arena, frame->text.data, frame->text.size);
            block->level = frame->level;
            block->at.page = frame->pages[0];
            block->at.line = frame->line;
            block->last_page = frame->pages[frame->page_count - 1];
        }
    }
    clear_frame(frame);
}

void po_flow_end(po_flow *flow) {
    flow_frame *frame = po_flow_top(flow);
    if (frame->kind == FLOW_CELL) {
        frame->newline = true;
        po_buffer_clear(&frame->label);
        return;
    }
    po_flow_flush(flow, frame);
    frame->block = PO_BLOCK_PARAGRAPH;
    frame->level = 0;
}

void po_flow_block(po_flow *flow, po_block_kind kind, uint8_t level) {
    po_flow_end(flow);
    flow_frame *frame = po_flow_top(flow);
    frame->block = kind;
    frame->level = level;
}

static bool room_for_frame(po_flow *flow) {
    bool room = flow->frame_count < FLOW_FRAMES_MAX;
    flow->too_deep = flow->too_deep || !room;
    return room;
}

/* In a cell a box is some lines more; elsewhere its blocks come before the paragraph that it hangs on. */
bool po_flow_box_begin(po_flow *flow) {
    if (po_flow_top(flow)->kind == FLOW_CELL) {
        po_flow_top(flow)->newline = true;
        po_flow_top(flow)->boxes++;
        return true;
    }
    if (!room_for_frame(flow)) {
        return false;
    }
    po_flow_push(flow, FLOW_BOX);
    return true;
}

static void close_tables_above(po_flow *flow, unsigned count) {
    while (flow->table_count > count) {
        po_flow_table_end(flow);
    }
}

void po_flow_box_end(po_flow *flow) {
    flow_frame *frame = po_flow_top(flow);
    if (frame->kind == FLOW_CELL && frame->boxes) {
        frame->boxes--;
        frame->newline = true;
    } else if (frame->kind == FLOW_BOX) {
        close_tables_above(flow, frame->tables);
        po_flow_flush(flow, frame);
        flow->frame_count--;
    }
}

void po_flow_finish(po_flow *flow) {
    close_tables_above(flow, 0);
    while (flow->frame_count > 1) {
        po_flow_box_end(flow);
    }
    po_flow_flush(flow, po_flow_top(flow));
    po_diagnostics *diagnostics = &flow->document->diagnostics;
    if (flow->too_deep) {
        po_diagnose(diagnostics, PO_WARNING, "DOC-002", NULL, NULL,
                    "tables are nested more than %d deep; the text of the inner ones was added to the cell around them",
                    FLOW_TABLES_MAX);
    }
    if (flow->too_many_cells) {
        po_diagnose(diagnostics, PO_WARNING, "DOC-003", NULL, NULL,
                    "the tables of this document have more than %zu rows and cells together; the rest was not read",
                    (size_t)PO_LIMIT_TABLE_CELLS);
    }
    if (flow->too_wide) {
        po_diagnose(diagnostics, PO_WARNING, "DOC-004", NULL, NULL,
                    "a table claims more than %zu columns; cells beyond were put into the last one",
                    (size_t)PO_LIMIT_TABLE_COLUMNS);
    }
}
