/* SPDX-License-Identifier: Apache-2.0
 *
 * Headers of tables: which labels found on a page stand side by side and name columns of one table.
 *
 * The cells of a header are as high as its longest label, so every label of a header shares a line with that one. A
 * word of running text ("the Description of the Scope") is told from a label by the white around it: on both sides there is a gap,
 * a ruling line or another label.
 */
#include <stdlib.h>
#include <string.h>

#include "document/geometry_parts.h"

enum {
    WINDOW_MAX = 192, /* labels that are looked at around one */
    HEADER_LINES = 24 /* no header is higher */
};

typedef struct chosen {
    const geo_hit *hit;
    uint32_t column;
} chosen;

typedef struct candidate {
    uint32_t table;
    chosen cells[GEO_COLUMNS_MAX];
    uint32_t count;
    size_t strength; /* words */
} candidate;

/* The labels around one: those that share a line with it. */
typedef struct window {
    const geo_hit *hits[WINDOW_MAX];
    uint32_t count;
} window;

static int by_length(const void *a, const void *b) {
    const geo_hit *x = *(const geo_hit *const *)a, *y = *(const geo_hit *const *)b;
    if (x->count != y->count) {
        return x->count > y->count ? -1 : 1;
    }
    if (x->bottom - x->top != y->bottom - y->top) { /* a heading above may hold the same word */
        return x->bottom - x->top < y->bottom - y->top ? -1 : 1;
    }
    return x->words[0] < y->words[0] ? -1 : x->words[0] > y->words[0];
}

/* Of labels that begin at line `from` or below. */
static void look_around(const geo_page *page, size_t seed, uint32_t from, window *ret_window) {
    const geo_hit *hits = page->hits.items, *here = &hits[seed];
    size_t first = seed;
    ret_window->count = 0;
    while (first > 0 && hits[first - 1].top + HEADER_LINES > here->top && seed - first < WINDOW_MAX / 2) {
        first--;
    }
    for (size_t i = first; i < page->hits.count && hits[i].top <= here->bottom && ret_window->count < WINDOW_MAX; i++) {
        if (hits[i].bottom >= here->top && hits[i].top >= from) {
            ret_window->hits[ret_window->count++] = &hits[i];
        }
    }
}

static bool same_window(const window *a, const window *b) {
    return a->count == b->count && memcmp(a->hits, b->hits, a->count * sizeof(const geo_hit *)) == 0;
}

/* A word, not a sign between words: a "+" at the edge of one column is taken for part of the label beside it too. */
static bool shares_word(const geo_page *page, const geo_hit *a, const geo_hit *b) {
    if (a->x1 <= b->x0 || b->x1 <= a->x0 || a->bottom < b->top || b->bottom < a->top) {
        return false;
    }
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t j = 0; j < b->count; j++) {
            if (a->words[i] == b->words[j] && page->keys[a->words[i]].size > 0) {
                return true;
            }
        }
    }
    return false;
}

/* Two columns never stand over each other. */
static bool overlap(const geo_hit *a, const geo_hit *b) {
    float left = a->x0 > b->x0 ? a->x0 : b->x0, right = a->x1 < b->x1 ? a->x1 : b->x1;
    float narrow = a->x1 - a->x0 < b->x1 - b->x0 ? a->x1 - a->x0 : b->x1 - b->x0;
    return right - left > narrow / 4;
}

static bool column_of(const po_geometry *geometry, const geo_hit *hit, uint32_t table, uint32_t *ret_column) {
    for (uint32_t i = hit->label; i < geometry->ends[hit->label]; i++) {
        if (geometry->hints->labels[i].table == table) {
            *ret_column = geometry->hints->labels[i].column;
            return true;
        }
    }
    return false;
}

static void choose_cells(const po_geometry *geometry, const geo_page *page, const window *around, uint32_t table,
                         candidate *ret_found) {
    ret_found->table = table;
    ret_found->count = 0;
    ret_found->strength = 0;
    for (uint32_t i = 0; i < around->count && ret_found->count < GEO_COLUMNS_MAX; i++) {
        uint32_t column;
        bool fits = column_of(geometry, around->hits[i], table, &column);
        for (uint32_t j = 0; fits && j < ret_found->count; j++) {
            const chosen *other = &ret_found->cells[j];
            fits = other->column != column && !shares_word(page, other->hit, around->hits[i]) &&
                   !overlap(other->hit, around->hits[i]);
        }
        if (fits) {
            ret_found->cells[ret_found->count++] = (chosen){around->hits[i], column};
            ret_found->strength += around->hits[i]->count;
        }
    }
}

/* Says of the words of a label that they are part of one, or no more. */
static void mark(geo_page *page, const geo_hit *hit, bool member) {
    for (uint32_t i = 0; i < hit->count; i++) {
        page->member[hit->words[i]] = member;
    }
}

static void mark_all(geo_page *page, const candidate *found, bool member) {
    for (uint32_t i = 0; i < found->count; i++) {
        mark(page, found->cells[i].hit, member);
    }
}

/* Is a word and the next on its line apart: by a gap or a line, or because the one of them that is not asked for is part of a label? */
static bool apart(const geo_page *page, uint32_t left, uint32_t other) {
    const po_geometry_word *words = &page->words[left];
    return page->member[other] || words[1].x0 - words[0].x1 >= page->from->scale.gap ||
           geo_ruled_between(page, page->lines[page->line_of[left]].y, words[0].x1, words[1].x0);
}

/* Is there a gap, a line or another label beside every word of the label? */
static bool stands_alone(const geo_page *page, const geo_hit *hit) {
    for (uint32_t i = 0; i < hit->count; i++) {
        uint32_t word = hit->words[i];
        const geo_line *line = &page->lines[page->line_of[word]];
        if ((word > line->first && !apart(page, word - 1, word - 1)) ||
            (word + 1 < line->first + line->count && !apart(page, word, word + 1))) {
            return false;
        }
    }
    return true;
}

static void drop_running_text(geo_page *page, candidate *found) {
    candidate all = *found;
    uint32_t kept = 0;
    mark_all(page, &all, true);
    for (uint32_t i = 0; i < found->count; i++) {
        if (stands_alone(page, found->cells[i].hit)) {
            found->cells[kept++] = found->cells[i];
        }
    }
    found->count = kept;
    mark_all(page, &all, false);
}

void geo_labels_drop(po_geometry *geometry, geo_page *page) {
    size_t kept = 0;
    page->member = PO_NEW_ARRAY(geometry->scratch, bool, page->count + 1);
    for (size_t i = 0; i < page->hits.count; i++) {
        mark(page, &page->hits.items[i], true);
    }
    for (size_t i = 0; i < page->hits.count; i++) {
        if (stands_alone(page, &page->hits.items[i])) {
            page->hits.items[kept++] = page->hits.items[i];
        }
    }
    page->hits.count = kept;
    memset(page->member, 0, page->count * sizeof *page->member);
}

static bool is_enough(const po_table_hints *hints, const candidate *found) {
    const po_table_hint *table = &hints->tables[found->table];
    uint32_t required = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        required += table->columns[found->cells[i].column].required;
    }
    return found->count >= 2 && found->count >= table->min && required >= table->required;
}

static bool is_better(const candidate *a, const candidate *b) {
    return a->count != b->count ? a->count > b->count : a->strength > b->strength;
}

/* Counts the labels around one by the tables they are of. */
static void count_labels(const po_geometry *geometry, const window *around, bool clear) {
    for (uint32_t i = 0; i < around->count; i++) {
        uint32_t label = around->hits[i]->label;
        for (uint32_t use = label; use < geometry->ends[label]; use++) {
            uint32_t *found = &geometry->found[geometry->hints->labels[use].table];
            *found = clear ? 0 : *found + 1;
        }
    }
}

/* Tries one table; each is tried once. */
static bool try_table(const po_geometry *geometry, geo_page *page, const window *around, uint32_t table,
                      candidate *ret_found) {
    uint32_t count = geometry->found[table], min = geometry->hints->tables[table].min;
    geometry->found[table] = 0;
    if (count < 2 || count < min) {
        return false;
    }
    choose_cells(geometry, page, around, table, ret_found);
    if (!is_enough(geometry->hints, ret_found)) {
        return false;
    }
    drop_running_text(page, ret_found);
    return is_enough(geometry->hints, ret_found);
}

/* The best table that the labels around one make; false if they make none. */
static bool best_around(const po_geometry *geometry, geo_page *page, window *around, candidate *best) {
    candidate next;
    bool found = false;
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are sorted */
    qsort(around->hits, around->count, sizeof *around->hits, by_length);
    count_labels(geometry, around, false);
    for (uint32_t i = 0; i < around->count; i++) {
        uint32_t label = around->hits[i]->label;
        for (uint32_t use = label; use < geometry->ends[label]; use++) {
            if (try_table(geometry, page, around, geometry->hints->labels[use].table, &next) &&
                (!found || is_better(&next, best))) {
                *best = next;
                found = true;
            }
        }
    }
    count_labels(geometry, around, true);
    return found;
}

/* ---- the header itself ---- */

static int by_place(const void *a, const void *b) {
    const geo_column *x = a, *y = b;
    return x->x0 < y->x0 ? -1 : x->x0 > y->x0;
}

/* Words between the labels: they belong to the column they stand in, or are a column that nobody knows. */
static void place_stray(geo_header *header, const po_geometry_word *word, float gap, uint32_t *strays) {
    for (uint32_t c = 0; c < header->count; c++) {
        geo_column *column = &header->columns[c];
        if (word->x0 < column->x1 + gap && word->x1 > column->x0 - gap) {
            bool known = c < header->count - *strays;
            if (!known) {
                column->x0 = word->x0 < column->x0 ? word->x0 : column->x0;
                column->x1 = word->x1 > column->x1 ? word->x1 : column->x1;
            }
            return;
        }
    }
    if (header->count < GEO_COLUMNS_MAX) {
        header->columns[header->count++] = (geo_column){.x0 = word->x0, .x1 = word->x1};
        ++*strays;
    }
}

static void place_strays(geo_page *page, const candidate *found, geo_header *header) {
    uint32_t strays = 0;
    mark_all(page, found, true);
    for (uint32_t l = header->top; l <= header->bottom; l++) {
        const geo_line *line = &page->lines[l];
        for (size_t w = line->first; w < line->first + line->count; w++) {
            if (!page->member[w]) {
                place_stray(header, &page->words[w], page->from->scale.gap, &strays);
            }
        }
    }
    mark_all(page, found, false);
}

/* The column of a header's word: its label's, else the nearest. */
static uint32_t nearest_column(const geo_header *header, const po_geometry_word *word) {
    float middle = (word->x0 + word->x1) / 2, least = 0;
    uint32_t best = 0;
    for (uint32_t c = 0; c < header->count; c++) {
        const geo_column *column = &header->columns[c];
        float away = middle < column->x0 ? column->x0 - middle : middle > column->x1 ? middle - column->x1 : 0;
        if (c == 0 || away < least) {
            best = c;
            least = away;
        }
    }
    return best;
}

static void write_texts(po_geometry *geometry, const geo_page *page, const candidate *found, geo_header *header) {
    po_buffer texts[GEO_COLUMNS_MAX] = {{0}};
    for (uint32_t l = header->top; l <= header->bottom; l++) {
        const geo_line *line = &page->lines[l];
        for (size_t w = line->first; w < line->first + line->count; w++) {
            const po_geometry_word *word = &page->words[w];
            po_geometry_word place = *word;
            for (uint32_t i = 0; i < found->count && page->keys[w].size > 0; i++) { /* a sign may be part of two labels */
                const geo_hit *hit = found->cells[i].hit;
                for (uint32_t j = 0; j < hit->count; j++) {
                    if (hit->words[j] == w) {
                        place.x0 = hit->x0;
                        place.x1 = hit->x1;
                    }
                }
            }
            po_buffer *text = &texts[nearest_column(header, &place)];
            if (text->size) {
                po_buffer_add_char(text, ' ');
            }
            po_buffer_add(text, word->text, word->size);
        }
    }
    for (uint32_t c = 0; c < header->count; c++) {
        header->columns[c].text = po_arena_dup(geometry->arena, po_buffer_text(&texts[c]));
        po_buffer_finish(&texts[c]);
    }
}

static void make_header(po_geometry *geometry, geo_page *page, const candidate *found, geo_header *ret_header) {
    const po_table_hint *table = &geometry->hints->tables[found->table];
    *ret_header = (geo_header){.table = found->table, .top = UINT32_MAX, .count = found->count};
    for (uint32_t i = 0; i < found->count; i++) {
        const geo_hit *hit = found->cells[i].hit;
        const po_hint_column *column = &table->columns[found->cells[i].column];
        ret_header->columns[i] = (geo_column){
            .x0 = hit->x0, .x1 = hit->x1, .anchor = column->anchor, .amount = column->amount, .pair = column->pair};
        ret_header->anchored |= column->anchor;
        ret_header->top = hit->top < ret_header->top ? hit->top : ret_header->top;
        ret_header->bottom = hit->bottom > ret_header->bottom ? hit->bottom : ret_header->bottom;
    }
    place_strays(page, found, ret_header);
    qsort(ret_header->columns, ret_header->count, sizeof *ret_header->columns, by_place);
    write_texts(geometry, page, found, ret_header);
}

/* The first hit whose label begins at `from` or below: hits stand in the order of their first words. */
static size_t first_hit(const geo_page *page, uint32_t from) {
    size_t low = 0, high = page->hits.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (page->hits.items[middle].top < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool geo_header_find(po_geometry *geometry, geo_page *page, uint32_t from, geo_header *ret_header) {
    candidate best = {.count = 0}, next;
    window seen = {.count = 0}, around; /* labels of one line have the same around them */
    bool found = false;
    uint32_t limit = UINT32_MAX;
    for (size_t i = first_hit(page, from); i < page->hits.count && page->hits.items[i].top <= limit; i++) {
        look_around(page, i, from, &around);
        if (around.count < 2 || same_window(&around, &seen)) {
            continue;
        }
        seen = around;
        if (!best_around(geometry, page, &around, &next)) {
            continue;
        }
        if (!found) {
            limit = page->hits.items[i].bottom;
        }
        if (!found || is_better(&next, &best)) {
            best = next;
            found = true;
            for (uint32_t c = 0; c < best.count; c++) {
                limit = best.cells[c].hit->bottom > limit ? best.cells[c].hit->bottom : limit;
            }
        }
    }
    if (found) {
        make_header(geometry, page, &best, ret_header);
    }
    return found;
}
