/* SPDX-License-Identifier: Apache-2.0
 *
 * Telling repetitions from text that goes on: the pieces of a cell by page (pdf_sink.h), compared letter by letter. A cell of several
 * paragraphs comes page by page for each of them (7, 8, 7, 8), so pieces are compared in rounds.
 */
#include "document/pdf_repeat.h"

#include <string.h>

typedef struct piece {
    const char *text;
    size_t size; /* without the gap to the next */
} piece;

/* White space, or a mark where a line ended (word_cuts.h). */
static bool is_gap(char c) {
    return (unsigned char)c <= ' ';
}

static piece piece_at(const po_pdf_sink *sink, size_t index) {
    const char *text = sink->text.data;
    size_t from = sink->starts[index], to = index + 1 < sink->page_count ? sink->starts[index + 1] : sink->text.size;
    while (from < to && is_gap(text[from])) {
        from++;
    }
    while (to > from && is_gap(text[to - 1])) {
        to--;
    }
    return (piece){text + from, to - from};
}

/* How many pages a round has; 0 if pages do not come in rounds. */
static size_t round_of(const po_pdf_sink *sink) {
    size_t round = 1;
    while (round < sink->page_count && sink->pages[round] != sink->pages[0]) {
        round++;
    }
    if (round < 2 || sink->page_count % round) {
        return 0;
    }
    for (size_t i = round; i < sink->page_count; i++) {
        if (sink->pages[i] != sink->pages[i - round]) {
            return 0;
        }
    }
    return round;
}

static bool all_same(const po_pdf_sink *sink, size_t round) {
    for (size_t i = 0; i < sink->page_count; i++) {
        piece first = piece_at(sink, i - i % round), each = piece_at(sink, i);
        if (first.size != each.size || memcmp(first.text, each.text, each.size) != 0) {
            return false;
        }
    }
    return true;
}

const char *po_pdf_repeat_once(po_arena *arena, const po_pdf_sink *sink) {
    size_t round = sink->page_count > 1 ? round_of(sink) : 0;
    if (!round || !all_same(sink, round)) {
        return NULL;
    }
    po_buffer text = {0};
    for (size_t i = 0; i < sink->page_count; i += round) {
        piece each = piece_at(sink, i);
        if (i) {
            po_buffer_add_char(&text, '\n');
        }
        po_buffer_add(&text, each.text, each.size);
    }
    const char *once = po_arena_copy(arena, po_buffer_text(&text), text.size);
    po_buffer_finish(&text);
    return once;
}

void po_pdf_repeat_drop(po_cell *cells, const char *const *once, uint32_t count) {
    uint32_t repeated = 0, headers = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (*cells[i].text && !once[i]) {
            return;
        }
        repeated += once[i] != NULL;
        headers += once[i] && cells[i].header;
    }
    if (!headers && repeated < 2) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        cells[i].text = once[i] ? once[i] : cells[i].text;
        cells[i].at_count = 1;
    }
}
