/* SPDX-License-Identifier: Apache-2.0
 *
 * Words to lines, ruling lines joined, and what is printed on every page.
 *
 * Trap: "about the same height" is no order that can be sorted by (it is not transitive). So words are sorted by exact height,
 * cut into lines from the top, and then sorted by x within each line.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "document/geometry_parts.h"

static float clean(float value) {
    if (!isfinite(value)) {
        return isnan(value) ? 0 : value > 0 ? PO_GEOMETRY_FAR : -PO_GEOMETRY_FAR;
    }
    return value > PO_GEOMETRY_FAR ? PO_GEOMETRY_FAR : value < -PO_GEOMETRY_FAR ? -PO_GEOMETRY_FAR : value;
}

static int by_height(const void *a, const void *b) {
    const po_geometry_word *x = a, *y = b;
    if (x->y != y->y) {
        return x->y < y->y ? -1 : 1;
    }
    if (x->x0 != y->x0) {
        return x->x0 < y->x0 ? -1 : 1;
    }
    return x->text < y->text ? -1 : x->text > y->text; /* as drawn */
}

static int by_side(const void *a, const void *b) {
    const po_geometry_word *x = a, *y = b;
    if (x->x0 != y->x0) {
        return x->x0 < y->x0 ? -1 : 1;
    }
    return x->text < y->text ? -1 : x->text > y->text;
}

static void sort_words(geo_page *page) {
    bool sorted = true;
    for (size_t i = 0; i < page->count; i++) {
        po_geometry_word *word = &page->words[i];
        word->x0 = clean(word->x0);
        word->y = clean(word->y);
        word->x1 = clean(word->x1);
        word->x1 = word->x1 < word->x0 ? word->x0 : word->x1;
        sorted = sorted && (i == 0 || by_height(word - 1, word) <= 0);
    }
    if (!sorted) {
        qsort(page->words, page->count, sizeof *page->words, by_height);
    }
}

static void measure_line(const geo_page *page, geo_line *line) {
    const po_geometry_word *words = &page->words[line->first];
    line->x0 = words[0].x0;
    line->x1 = words[0].x1;
    line->chunks = 1;
    for (size_t i = 1; i < line->count; i++) {
        line->chunks += words[i].x0 - line->x1 >= page->from->scale.gap;
        line->x1 = words[i].x1 > line->x1 ? words[i].x1 : line->x1;
    }
}

static size_t count_lines(const geo_page *page) {
    size_t lines = 0;
    for (size_t i = 0; i < page->count; lines++) {
        float y = page->words[i].y;
        while (i < page->count && page->words[i].y - y <= page->from->scale.same) {
            i++;
        }
    }
    return lines;
}

static void make_lines(po_geometry *geometry, geo_page *page) {
    page->lines = PO_NEW_ARRAY(geometry->scratch, geo_line, count_lines(page) + 1);
    page->line_of = PO_NEW_ARRAY(geometry->scratch, uint32_t, page->count + 1);
    for (size_t i = 0; i < page->count;) {
        geo_line *line = &page->lines[page->line_count];
        line->first = i;
        line->y = page->words[i].y;
        bool sorted = true;
        for (; i < page->count && page->words[i].y - line->y <= page->from->scale.same; i++, line->count++) {
            page->line_of[i] = page->line_count;
            sorted = sorted && (line->count == 0 || by_side(&page->words[i - 1], &page->words[i]) <= 0);
        }
        if (!sorted) {
            qsort(&page->words[line->first], line->count, sizeof *page->words, by_side);
        }
        measure_line(page, line);
        page->line_count++;
    }
}

/* ---- ruling lines ---- */

static bool is_level(const po_geometry_rule *rule) {
    return rule->y0 == rule->y1;
}

static int by_rule(const void *a, const void *b) {
    const po_geometry_rule *x = a, *y = b;
    if (is_level(x) != is_level(y)) {
        return is_level(x) ? -1 : 1;
    }
    float across_x = is_level(x) ? x->y0 : x->x0, across_y = is_level(x) ? y->y0 : y->x0;
    float along_x = is_level(x) ? x->x0 : x->y0, along_y = is_level(x) ? y->x0 : y->y0;
    if (across_x != across_y) {
        return across_x < across_y ? -1 : 1;
    }
    return along_x < along_y ? -1 : along_x > along_y;
}

static bool tidy_rule(const po_geometry_rule *from, po_geometry_rule *ret_rule) {
    po_geometry_rule rule = {clean(from->x0), clean(from->y0), clean(from->x1), clean(from->y1)};
    if (rule.x0 > rule.x1) {
        float x = rule.x0;
        rule.x0 = rule.x1;
        rule.x1 = x;
    }
    if (rule.y0 > rule.y1) {
        float y = rule.y0;
        rule.y0 = rule.y1;
        rule.y1 = y;
    }
    *ret_rule = rule;
    return (rule.x0 == rule.x1) != (rule.y0 == rule.y1);
}

/* Borders are drawn cell by cell: pieces that lie on one line and touch become one. */
static bool joins(const po_geometry_rule *rule, const po_geometry_rule *next) {
    const float near = 3.0F;
    if (is_level(rule) != is_level(next)) {
        return false;
    }
    if (is_level(rule)) {
        return rule->y0 == next->y0 && next->x0 <= rule->x1 + near;
    }
    return rule->x0 == next->x0 && next->y0 <= rule->y1 + near;
}

/* Places that differ by less than a hair are one. */
static void align_rules(po_geometry_rule *rules, size_t count) {
    const float hair = 1.6F;
    for (size_t i = 1; i < count; i++) {
        if (is_level(&rules[i]) != is_level(&rules[i - 1])) {
            continue;
        }
        if (is_level(&rules[i]) && rules[i].y0 - rules[i - 1].y0 < hair) {
            rules[i].y0 = rules[i].y1 = rules[i - 1].y0;
        } else if (!is_level(&rules[i]) && rules[i].x0 - rules[i - 1].x0 < hair) {
            rules[i].x0 = rules[i].x1 = rules[i - 1].x0;
        }
    }
}

static void take_rules(po_geometry *geometry, geo_page *page) {
    po_geometry_rule *rules = PO_NEW_ARRAY(geometry->scratch, po_geometry_rule, page->from->rule_count + 1);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < page->from->rule_count; i++) {
        count += tidy_rule(&page->from->rules[i], &rules[count]);
    }
    page->rules = rules;
    if (count == 0) {
        return;
    }
    qsort(rules, count, sizeof *rules, by_rule);
    align_rules(rules, count);
    qsort(rules, count, sizeof *rules, by_rule);
    for (size_t i = 1; i < count; i++) {
        if (joins(&rules[kept], &rules[i])) {
            rules[kept].x1 = rules[i].x1 > rules[kept].x1 ? rules[i].x1 : rules[kept].x1;
            rules[kept].y1 = rules[i].y1 > rules[kept].y1 ? rules[i].y1 : rules[kept].y1;
        } else {
            rules[++kept] = rules[i];
        }
    }
    for (size_t i = 0; i <= kept; i++) {
        page->level_count += is_level(&rules[i]);
    }
    page->upright_count = kept + 1 - page->level_count;
}

/* ---- the page ---- */

static int by_value(const void *a, const void *b) {
    const float *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* Where running text ends: nine tenths of the lines of one piece end before it. */
static float right_edge(po_geometry *geometry, const geo_page *page) {
    float *ends = PO_NEW_ARRAY(geometry->scratch, float, page->line_count + 1);
    size_t count = 0;
    for (uint32_t i = 0; i < page->line_count; i++) {
        if (page->lines[i].chunks == 1 && page->lines[i].count > 4) {
            ends[count++] = page->lines[i].x1;
        }
    }
    for (uint32_t i = 0; count == 0 && i < page->line_count; i++) {
        ends[0] = page->lines[i].x1 > ends[0] ? page->lines[i].x1 : ends[0];
    }
    if (count == 0) {
        return ends[0];
    }
    qsort(ends, count, sizeof *ends, by_value);
    return ends[count > 10 ? count - 1 - count / 10 : count - 1];
}

void geo_scratch_reset(po_geometry *geometry) {
    enum { ENOUGH = 4 << 20 };
    if (po_arena_used(geometry->scratch) > ENOUGH) {
        po_arena_destroy(geometry->scratch);
        geometry->scratch = po_arena_create();
    }
}

void geo_page_init(po_geometry *geometry, geo_page *page, const po_geometry_page *from) {
    *page = (geo_page){.from = from, .words = from->words, .count = from->word_count};
    sort_words(page);
    make_lines(geometry, page);
    take_rules(geometry, page);
    page->right = right_edge(geometry, page);
}

bool geo_ruled_between(const geo_page *page, float y, float x0, float x1) {
    const po_geometry_rule *rules = page->rules + page->level_count;
    size_t low = 0, high = page->upright_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rules[middle].x0 < x0 - 1) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (size_t i = low; i < page->upright_count && rules[i].x0 <= x1 + 1; i++) {
        if (rules[i].y0 <= y && rules[i].y1 >= y - page->from->scale.pitch) {
            return true;
        }
    }
    return false;
}

size_t geo_rule_below(const geo_page *page, float y) {
    size_t low = 0, high = page->level_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (page->rules[middle].y0 <= y) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const char *geo_words_text(po_geometry *geometry, const geo_page *page, size_t first, size_t count) {
    po_buffer_clear(&geometry->text);
    for (size_t i = first; i < first + count; i++) {
        bool apart = i > first && page->words[i].x0 - page->words[i - 1].x1 >= page->from->scale.join;
        if (apart) {
            po_buffer_add_char(&geometry->text, ' ');
        }
        po_buffer_add(&geometry->text, page->words[i].text, page->words[i].size);
    }
    return po_buffer_text(&geometry->text);
}

/* ---- what is printed on every page ---- */

enum {
    MARGIN_LINES = 3,    /* at the top and at the bottom */
    MARGIN_KEY = 240,
    FURNITURE_MIN = 3,   /* pages, and one in so many: */
    FURNITURE_BOTTOM = 5,
    FURNITURE_TOP = 2    /* a table's header stands at the top of many pages too */
};

/* A line without digits, spaces and case: "Page 3 of 90" and "Page 4 of 90" are one. */
static void line_key(const geo_page *page, uint32_t line, char key[MARGIN_KEY]) {
    size_t size = 0;
    const geo_line *from = &page->lines[line];
    for (size_t w = from->first; w < from->first + from->count; w++) {
        const po_geometry_word *word = &page->words[w];
        for (uint32_t i = 0; i < word->size && size + 1 < MARGIN_KEY; i++) {
            char c = word->text[i];
            if (c < '0' || c > '9') {
                key[size++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
            }
        }
    }
    key[size] = '\0';
}

static void note(po_geometry *geometry, po_map *map, const char *key) {
    geo_seen *seen = po_map_get(map, key);
    if (!seen) {
        seen = PO_NEW(geometry->arena, geo_seen);
        (void)po_map_add(map, key, seen);
    }
    seen->pages++;
}

/* The words near the top and the bottom of a page. */
static po_geometry_page margins(po_geometry *geometry, const po_geometry_page *from) {
    po_geometry_page part = *from;
    float top = PO_GEOMETRY_FAR, bottom = -PO_GEOMETRY_FAR, reach = 2 * MARGIN_LINES * from->scale.pitch;
    for (size_t i = 0; i < from->word_count; i++) {
        float y = clean(from->words[i].y);
        top = y < top ? y : top;
        bottom = y > bottom ? y : bottom;
    }
    part.words = PO_NEW_ARRAY(geometry->scratch, po_geometry_word, from->word_count);
    part.word_count = part.rule_count = 0;
    for (size_t i = 0; i < from->word_count; i++) {
        float y = clean(from->words[i].y);
        if (y <= top + reach || y >= bottom - reach) {
            part.words[part.word_count++] = from->words[i];
        }
    }
    return part;
}

void po_geometry_survey(po_geometry *geometry, const po_geometry_page *from) {
    geo_page page;
    char key[MARGIN_KEY];
    po_geometry_page part = margins(geometry, from);
    geo_page_init(geometry, &page, &part);
    for (uint32_t i = 0; i < MARGIN_LINES && i < page.line_count; i++) {
        line_key(&page, i, key);
        note(geometry, geometry->top, key);
        line_key(&page, page.line_count - 1 - i, key);
        note(geometry, geometry->bottom, key);
    }
    geometry->surveyed++;
    geo_scratch_reset(geometry);
}

bool geo_is_furniture(const po_geometry *geometry, const geo_page *page, uint32_t line, bool top) {
    char key[MARGIN_KEY];
    line_key(page, line, key);
    bool outermost = line == (top ? 0 : page->line_count - 1);
    if (key[0] == '\0' && !outermost) {
        return false; /* an amount above the footer */
    }
    if (strcmp(key, "pageof") == 0 || strcmp(key, "page") == 0 || key[0] == '\0') {
        return geometry->surveyed > 1 && page->lines[line].count <= 4;
    }
    const geo_seen *seen = po_map_get(top ? geometry->top : geometry->bottom, key);
    uint32_t part = top ? FURNITURE_TOP : FURNITURE_BOTTOM;
    return seen && seen->pages >= FURNITURE_MIN && seen->pages * part >= geometry->surveyed;
}

/* A number alone at the edge of a page is its own, unless it stands in a table's first column: it must be the outermost line. */
void geo_mark_furniture(const po_geometry *geometry, geo_page *page) {
    for (uint32_t i = 0; i < MARGIN_LINES && i < page->line_count; i++) {
        if (!geo_is_furniture(geometry, page, i, true)) {
            break;
        }
        page->lines[i].furniture = true;
        page->head_lines = i + 1;
    }
    for (uint32_t i = 0; i < MARGIN_LINES && i < page->line_count; i++) {
        uint32_t line = page->line_count - 1 - i;
        if (!geo_is_furniture(geometry, page, line, false)) {
            break;
        }
        page->lines[line].furniture = true;
    }
}
