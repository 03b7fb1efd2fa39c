/* SPDX-License-Identifier: Apache-2.0
 *
 * Where columns end: the white that runs down between two of them, or a ruling line.
 *
 * A column holds its header's label, so it ends somewhere between its own label and the next one. There, the place that the fewest lines
 * below cross is taken; of several, the widest.
 */
#include <string.h>

#include "document/geometry_parts.h"

enum { SAMPLES = 96 }; /* places looked at between two labels */

static bool rule_between(const geo_page *page, const geo_header *header, float x0, float x1, float *ret_x) {
    const po_geometry_rule *rules = page->rules + page->level_count;
    float y0 = page->lines[header->top].y - page->from->scale.pitch / 2, y1 = page->lines[header->bottom].y;
    float most = 0;
    for (size_t i = 0; i < page->upright_count && rules[i].x0 <= x1; i++) {
        bool beside = rules[i].x0 >= x0 && rules[i].y0 <= y1 && rules[i].y1 >= y0;
        if (beside && rules[i].y1 - rules[i].y0 > most) {
            most = rules[i].y1 - rules[i].y0;
            *ret_x = rules[i].x0;
        }
    }
    return most > 0;
}

/* Counts, for each place between x0 and x1, the words of the lines that lie over it. */
static void count_words(const geo_page *page, uint32_t first, uint32_t last, float x0, float x1,
                        uint32_t counts[SAMPLES]) {
    float step = (x1 - x0) / SAMPLES;
    memset(counts, 0, SAMPLES * sizeof *counts);
    for (uint32_t l = first; l < last; l++) {
        const geo_line *line = &page->lines[l];
        for (size_t w = line->first; w < line->first + line->count && page->words[w].x0 < x1; w++) {
            const po_geometry_word *word = &page->words[w];
            if (word->x1 <= x0) {
                continue;
            }
            int from = word->x0 <= x0 ? 0 : (int)((word->x0 - x0) / step);
            int to = word->x1 >= x1 ? SAMPLES - 1 : (int)((word->x1 - x0) / step);
            for (int i = from; i <= to && i < SAMPLES; i++) {
                counts[i]++;
            }
        }
    }
}

/* The widest run of places that at most `most` words lie over. */
static int widest_run(const uint32_t counts[SAMPLES], uint32_t most, int *ret_first, int *ret_last) {
    int best = 0;
    for (int i = 0; i < SAMPLES; i++) {
        int from = i;
        while (i < SAMPLES && counts[i] <= most) {
            i++;
        }
        if (i - from > best) {
            best = i - from;
            *ret_first = from;
            *ret_last = i - 1;
        }
    }
    return best;
}

/* How many words begin at each place, and how many lie over it. */
static void count_edges(const geo_page *page, uint32_t first, uint32_t last, float x0, float step,
                        uint32_t begins[SAMPLES], uint32_t over[SAMPLES]) {
    float slack = page->from->scale.letter / 4;
    for (uint32_t l = first; l < last; l++) {
        const geo_line *line = &page->lines[l];
        for (size_t w = line->first; w < line->first + line->count; w++) {
            const po_geometry_word *word = &page->words[w];
            float place = (word->x0 - x0) / step, end = (word->x1 - slack - x0) / step;
            if (place > 0 && place < SAMPLES) {
                begins[(int)place]++;
            }
            for (int i = place < 0 ? 0 : (int)place + 1; i < SAMPLES && (float)i < end; i++) {
                over[i]++;
            }
        }
    }
}

/* The edge of a column of text, however narrow the white before it: many lines begin a word there, and few run over it. */
static bool aligned_edge(const geo_page *page, uint32_t first, uint32_t last, float x0, float step, int *ret_edge) {
    enum { MANY = 3, TO_ONE = 4 };
    uint32_t begins[SAMPLES] = {0}, over[SAMPLES] = {0}, most = MANY - 1;
    count_edges(page, first, last, x0, step, begins, over);
    for (int i = 1; i < SAMPLES; i++) {
        uint32_t against = TO_ONE * over[i];
        if (begins[i] > most + against) {
            most = begins[i] - against;
            *ret_edge = i;
        }
    }
    return most >= MANY;
}

/* The white with the fewest words over it that is as wide as a gap: laid-out text shifts single rows. */
static void emptiest_white(const uint32_t counts[SAMPLES], int gap, int *ret_first, int *ret_last) {
    uint32_t highest = 0;
    for (int i = 0; i < SAMPLES; i++) {
        highest = counts[i] > highest ? counts[i] : highest;
    }
    *ret_first = *ret_last = SAMPLES / 2;
    for (uint32_t most = 0; most <= highest; most += 1 + most / 2) {
        if (widest_run(counts, most, ret_first, ret_last) >= gap) {
            return;
        }
    }
}

/* Where the first "$" behind a gap stands, at most x1: with it the column of amounts begins, however far right its label stands. */
static float first_dollar(const geo_page *page, uint32_t first, uint32_t last, float x0, float x1) {
    for (uint32_t l = first; l < last; l++) {
        const geo_line *line = &page->lines[l];
        for (size_t w = line->first + 1; w < line->first + line->count && page->words[w].x0 < x1; w++) {
            const po_geometry_word *word = &page->words[w];
            if (word->text[0] == '$' && word->x0 > x0 && word->x0 - word[-1].x1 >= page->from->scale.gap) {
                x1 = word->x0;
            }
        }
    }
    return x1;
}

static void part(const geo_page *page, geo_header *header, uint32_t c, uint32_t first, uint32_t last) {
    geo_column *column = &header->columns[c];
    const geo_column *next = column + 1;
    float slack = page->from->scale.letter / 2, x0 = column->x1, x1 = next->x0;
    if (x1 < x0) { /* labels that lap over each other */
        float middle = (x0 + x1) / 2;
        x0 = x1 = middle;
    }
    if (rule_between(page, header, x0 - slack, x1 + slack, &column->low)) {
        column->high = column->low;
        column->ruled = true;
        return;
    }
    if (x1 - x0 < slack) {
        column->low = x0;
        column->high = x1;
        return;
    }
    x1 = next->amount && !column->amount ? first_dollar(page, first, last, x0, x1) : x1;
    uint32_t counts[SAMPLES];
    int from = 0, to = SAMPLES - 1;
    count_words(page, first, last, x0, x1, counts);
    float step = (x1 - x0) / SAMPLES, gaps = page->from->scale.gap / step;
    int gap = gaps < SAMPLES ? (int)gaps : SAMPLES;
    if (widest_run(counts, 0, &from, &to) < gap) {
        if (aligned_edge(page, first, last, x0, step, &to)) {
            column->high = x0 + (float)to * step;
            column->low = column->high - page->from->scale.join;
            return;
        }
        emptiest_white(counts, gap, &from, &to);
    }
    column->low = x0 + (float)from * step;
    column->high = x0 + (float)(to + 1) * step;
}

void geo_columns_part(const geo_page *page, geo_header *header, uint32_t first, uint32_t last) {
    for (uint32_t c = 0; c + 1 < header->count; c++) {
        part(page, header, c, first, last);
    }
    header->columns[header->count - 1].low = header->columns[header->count - 1].high = PO_GEOMETRY_FAR * 2;
}

uint32_t geo_column_at(const geo_header *header, float x0, float x1) {
    float middle = (x0 + x1) / 2;
    uint32_t c = 0;
    while (c + 1 < header->count && middle > (header->columns[c].low + header->columns[c].high) / 2) {
        c++;
    }
    return c;
}
