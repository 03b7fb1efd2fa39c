/* SPDX-License-Identifier: Apache-2.0
 *
 * PDF pages to the engine of reading by position: the page turned so that writing runs to the right and lines run down, a scale from the
 * size of its letters; the blocks merged with those of the structure.
 *
 * A page that is read by position is read whole, also what the structure says of it: a header that it knows is needed for rows that it does
 * not. Its own blocks of such pages give way.
 *
 * Pages that the structure leaves out are interpreted a second time, with an interpreter of their own: only they pay for places.
 *
 * Trap: a page may be turned by /Rotate, by its matrix, or hold a turned stamp. What counts is how most of its letters run.
 */
#include "document/pdf_geometry.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "document/geometry.h"
#include "document/table_join.h"

enum { WORDS_MAX = 3000000 }; /* of one document */

typedef struct reading {
    const po_pdf_geometry_input *input;
    po_arena *arena;
    po_pdf_marks marks;
    po_pdf_content *content, *own;
    po_pdf_ink ink;
    PO_LIST(po_geometry_page) pages;
    size_t words, characters;
    bool limited;
} reading;

/* ---- one page ---- */

typedef struct turn { /* unit vector of the writing */
    float x, y;
} turn;

static turn main_direction(const po_pdf_ink *ink) {
    size_t counts[4] = {0};
    for (size_t i = 0; i < ink->word_count; i++) {
        const po_pdf_ink_word *word = &ink->words[i];
        bool level = fabsf(word->along_x) >= fabsf(word->along_y);
        counts[level ? (word->along_x < 0) * 2 : 1 + (word->along_y < 0) * 2] += word->size;
    }
    static const turn turns[4] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    size_t best = 0;
    for (size_t i = 1; i < 4; i++) {
        best = counts[i] > counts[best] ? i : best;
    }
    return turns[best];
}

static float along(turn to, float x, float y) {
    return x * to.x + y * to.y;
}

static float down(turn to, float x, float y) {
    return x * to.y - y * to.x;
}

static int by_size(const void *a, const void *b) {
    const float *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* The size of most of the letters. */
static float usual_em(reading *at) {
    const po_pdf_ink *ink = &at->ink;
    po_arena *arena = po_arena_create();
    float *sizes = PO_NEW_ARRAY(arena, float, ink->word_count + 1);
    for (size_t i = 0; i < ink->word_count; i++) {
        sizes[i] = ink->words[i].em;
    }
    qsort(sizes, ink->word_count, sizeof *sizes, by_size);
    float em = ink->word_count ? sizes[ink->word_count / 2] : 0;
    po_arena_destroy(arena);
    return isfinite(em) && em > 0.5F && em < 1000 ? em : 10;
}

static size_t letters(const char *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return count;
}

static void take_words(reading *at, turn to, po_geometry_page *page) {
    const po_pdf_ink *ink = &at->ink;
    const char *text = po_arena_copy(at->arena, po_buffer_text(&ink->text), ink->text.size);
    page->words = PO_NEW_ARRAY(at->arena, po_geometry_word, ink->word_count);
    for (size_t i = 0; i < ink->word_count; i++) {
        const po_pdf_ink_word *from = &ink->words[i];
        if (at->words == WORDS_MAX) {
            at->limited = true;
            return;
        }
        page->words[page->word_count++] = (po_geometry_word){.text = text + from->at,
                                                             .size = (uint32_t)from->size,
                                                             .x0 = along(to, from->x0, from->y0),
                                                             .x1 = along(to, from->x1, from->y1),
                                                             .y = down(to, from->x0, from->y0)};
        at->words++;
        at->characters += letters(text + from->at, from->size);
    }
}

static void take_rules(reading *at, turn to, po_geometry_page *page) {
    const po_pdf_ink *ink = &at->ink;
    page->rules = PO_NEW_ARRAY(at->arena, po_geometry_rule, ink->line_count);
    for (size_t i = 0; i < ink->line_count; i++) {
        const po_pdf_ink_line *from = &ink->lines[i];
        page->rules[page->rule_count++] =
            (po_geometry_rule){along(to, from->x0, from->y0), down(to, from->x0, from->y0), along(to, from->x1, from->y1),
                               down(to, from->x1, from->y1)};
    }
}

static void take_page(reading *at, uint32_t number) {
    po_pdf_content_read(at->content, number);
    if (!at->ink.word_count) {
        return;
    }
    float em = usual_em(at);
    turn to = main_direction(&at->ink);
    po_geometry_page page = {.number = number + 1, .doubt = at->input->doubts ? at->input->doubts[number] : NULL};
    page.scale = (po_geometry_scale){
        .gap = 0.8F * em, .join = 0.12F * em, .pitch = 1.22F * em, .same = 0.3F * em, .letter = 0.5F * em};
    take_words(at, to, &page);
    take_rules(at, to, &page);
    *PO_LIST_ADD(at->arena, &at->pages) = page;
    at->limited = at->limited || at->ink.limited;
}

/* ---- merging ---- */

static uint32_t largest_table(const po_document *document) {
    uint32_t largest = 0;
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_table *table = document->blocks.items[i].table;
        largest = table && table->number > largest ? table->number : largest;
    }
    return largest;
}

static bool is_wanted(const reading *at, const po_block *block) {
    uint32_t first = block->table ? block->table->first_page : block->at.page;
    uint32_t last = block->table ? block->table->last_page : block->last_page;
    for (uint32_t page = first; at->input->wanted && page <= last; page++) {
        if (page == 0 || page > at->input->pages->list.count || !at->input->wanted[page - 1]) {
            return false;
        }
    }
    return at->input->wanted && first > 0;
}

/* What the structure says of pages that are read by position would be there twice. */
static void leave_out_wanted(const reading *at, po_document *document) {
    size_t kept = 0;
    for (size_t i = 0; i < document->blocks.count; i++) {
        if (!is_wanted(at, &document->blocks.items[i])) {
            document->blocks.items[kept++] = document->blocks.items[i];
        }
    }
    document->blocks.count = kept;
}

/* New blocks go before the first old one of a later page; the old ones keep their order. */
static void merge(po_document *document, const po_document *part) {
    po_document merged = {.arena = document->arena};
    size_t next = 0;
    for (size_t i = 0; i <= document->blocks.count; i++) {
        const po_block *block = i < document->blocks.count ? &document->blocks.items[i] : NULL;
        while (next < part->blocks.count && (!block || part->blocks.items[next].at.page < block->at.page)) {
            *PO_LIST_ADD(document->arena, &merged.blocks) = part->blocks.items[next++];
        }
        if (block) {
            *PO_LIST_ADD(document->arena, &merged.blocks) = *block;
        }
    }
    document->blocks.items = merged.blocks.items;
    document->blocks.count = merged.blocks.count;
    document->blocks.capacity = merged.blocks.capacity;
}

static void read_pages(reading *at, po_document *document) {
    po_document part = {.arena = document->arena};
    po_diagnostics_init(&part.diagnostics, document->arena);
    po_geometry *geometry = po_geometry_create(&part, at->input->hints, largest_table(document));
    for (size_t i = 0; i < at->pages.count; i++) {
        po_geometry_survey(geometry, &at->pages.items[i]);
    }
    for (size_t i = 0; i < at->pages.count; i++) {
        po_geometry_read(geometry, &at->pages.items[i]);
    }
    po_geometry_end(geometry);
    po_geometry_destroy(geometry);
    leave_out_wanted(at, document);
    merge(document, &part);
}

size_t po_pdf_geometry_read(const po_pdf_geometry_input *input, po_document *document, bool *ret_limited) {
    reading at = {.input = input, .arena = po_arena_create()};
    uint32_t count = (uint32_t)input->pages->list.count;
    if (!input->content) {
        po_pdf_marks_init(&at.marks, count);
        at.own = po_pdf_content_create(input->file, input->pages, &at.marks);
    }
    at.content = input->content ? input->content : at.own;
    po_pdf_content_collect(at.content, &at.ink);
    for (uint32_t page = 0; page < count; page++) {
        if (!input->wanted || input->wanted[page]) {
            take_page(&at, page);
        }
    }
    read_pages(&at, document);
    *ret_limited = at.limited || po_pdf_content_limited(at.content);
    po_pdf_content_collect(at.content, NULL);
    po_pdf_content_destroy(at.own);
    po_pdf_marks_finish(&at.marks);
    po_pdf_ink_finish(&at.ink);
    po_arena_destroy(at.arena);
    return at.characters;
}
