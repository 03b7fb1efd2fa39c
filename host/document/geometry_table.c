/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables: where one ends, where its rows begin, and how it goes on over pages.
 *
 * Rows begin at ruling lines where there are any; else where a column that names a row ("1.1") has a number; else where the first column
 * has text again, after a gap, with more columns filled than the line above, or with others.
 */
#include <string.h>

#include "base/limits.h"
#include "document/geometry_parts.h"

static const char doubt_row[] = "where this row begins is a guess";
static const char doubt_middle[] = "text stands before the first number of the table; where its rows end is a guess";

/* ---- the document's side ---- */

static void finish_row(po_geometry *geometry) {
    geo_table *table = geometry->open;
    po_arena *arena = geometry->document->arena;
    if (!table->row) {
        return;
    }
    uint32_t count = table->header.count;
    po_cell *cells = PO_NEW_ARRAY(arena, po_cell, count);
    const geo_cell *filled = NULL;
    for (uint32_t c = 0; c < count && !filled; c++) {
        filled = table->row[c].at_count ? &table->row[c] : NULL;
    }
    for (uint32_t c = 0; c < count; c++) {
        const geo_cell *from = &table->row[c];
        const geo_cell *place = from->at_count ? from : filled;
        cells[c] = (po_cell){.text = from->text ? from->text : "",
                             .at = place ? place->at : PO_NEW(arena, po_place),
                             .at_count = place ? (from->at_count ? from->at_count : 1) : 1,
                             .column = c,
                             .column_span = 1,
                             .row_span = 1,
                             .header = table->header_row,
                             .doubt = from->doubt};
    }
    *PO_LIST_ADD(arena, &table->rows) = (po_row){cells, count};
    table->row = NULL;
    table->header_row = false;
}

static void begin_row(po_geometry *geometry) {
    finish_row(geometry);
    geometry->open->row = PO_NEW_ARRAY(geometry->arena, geo_cell, geometry->open->header.count);
}

static void add_header_row(po_geometry *geometry, const geo_page *page, const geo_header *header) {
    geo_table *table = geometry->open;
    po_arena *arena = geometry->document->arena;
    begin_row(geometry);
    for (uint32_t c = 0; c < header->count; c++) {
        po_place *at = PO_NEW(arena, po_place);
        at->page = page->from->number;
        at->line = page->from->first_line ? page->from->first_line + (uint32_t)page->lines[header->top].y : 0;
        table->row[c] = (geo_cell){.text = po_arena_dup(arena, header->columns[c].text), .at = at, .at_count = 1};
    }
    table->header_row = true;
    finish_row(geometry);
}

void geo_table_open(po_geometry *geometry, const geo_page *page, const geo_header *header) {
    po_document *document = geometry->document;
    geo_table_close(geometry);
    po_block *block = po_document_add(document, PO_BLOCK_TABLE);
    geo_table *table = PO_NEW(geometry->arena, geo_table);
    table->header = *header;
    table->table = PO_NEW(document->arena, po_table);
    *table->table = (po_table){.number = ++geometry->number,
                               .columns = header->count,
                               .first_page = page->from->number,
                               .last_page = page->from->number};
    geometry->open = table;
    add_header_row(geometry, page, header);
    if (block) {
        block->text = "";
        block->table = table->table;
        block->at = table->rows.items[0].cells[0].at[0];
        block->last_page = page->from->number;
    }
}

void geo_table_close(po_geometry *geometry) {
    geo_table *table = geometry->open;
    if (!table) {
        return;
    }
    finish_row(geometry);
    table->table->rows = table->rows.items;
    table->table->row_count = (uint32_t)table->rows.count;
    geometry->open = NULL;
}

bool geo_table_same(const geo_table *table, const geo_header *header) {
    if (table->header.table != header->table || table->header.count != header->count) {
        return false;
    }
    for (uint32_t c = 0; c < header->count; c++) {
        if (strcmp(table->header.columns[c].text, header->columns[c].text) != 0) {
            return false;
        }
    }
    return true;
}

/* ---- where it ends ---- */

/* A line that begins in the first column and runs on over the second in one piece is running text. */
static bool runs_across(const geo_page *page, const geo_header *header, const geo_line *line) {
    float reach = 8 * page->from->scale.letter;
    if (line->chunks > 1 || line->count < 4 || header->count < 2) {
        return false;
    }
    const geo_column *first = &header->columns[0];
    if (first->ruled && geo_ruled_between(page, line->y, first->low, first->high)) {
        return false;
    }
    return line->x0 < first->low && line->x0 < first->high - reach / 2 && line->x1 > first->high + reach;
}

/* "Comprehensive Support and Improvement (CSI)      $18,000.00": words that are a heading elsewhere, with an amount under the header of
 * amounts, are a row. */
static bool ends_in_amount(const geo_page *page, const geo_header *header, const geo_line *line) {
    const po_geometry_word *last = &page->words[line->first + line->count - 1];
    bool money = last->text[0] == '$' || (last->size > 3 && last->text[last->size - 3] == '.');
    return line->chunks == 2 && money && header->columns[geo_column_at(header, last->x0, last->x1)].amount;
}

static bool ends_table(po_geometry *geometry, const geo_page *page, const geo_header *header, uint32_t l) {
    const geo_line *line = &page->lines[l];
    if (line->furniture || line->x0 >= header->columns[1].x0) {
        return false;
    }
    const po_hint_text *text = line->chunks <= 2 ? geo_known_text(geometry, page, l) : NULL;
    return text && (text->amount || !ends_in_amount(page, header, line));
}

static uint32_t find_end(po_geometry *geometry, const geo_page *page, const geo_header *header, uint32_t first,
                         uint32_t last, bool parted) {
    for (uint32_t l = first; l < last; l++) {
        if (parted ? !page->lines[l].furniture && runs_across(page, header, &page->lines[l])
                   : ends_table(geometry, page, header, l)) {
            return l;
        }
    }
    return last;
}

/* ---- where rows begin ---- */

typedef struct line_view { /* one line, by columns */
    uint64_t filled;
    bool number; /* an anchor begins with a digit */
    bool amount; /* an amount has digits */
    bool pair;   /* the value of a pair has */
} line_view;

/* "1.1", "7)", "M1.25": at most two letters, then figures. */
static bool is_number(const po_geometry_word *word) {
    uint32_t at = 0;
    while (at < 2 && at < word->size && ((word->text[at] >= 'A' && word->text[at] <= 'Z') || (word->text[at] >= 'a' && word->text[at] <= 'z'))) {
        at++;
    }
    return word->size <= 12 && at < word->size && word->text[at] >= '0' && word->text[at] <= '9';
}

static line_view view(const geo_page *page, const geo_header *header, const geo_line *line) {
    line_view seen = {0};
    uint32_t before = UINT32_MAX;
    for (size_t w = line->first; w < line->first + line->count; w++) {
        const po_geometry_word *word = &page->words[w];
        uint32_t c = geo_column_at(header, word->x0, word->x1);
        bool digit = word->text[0] >= '0' && word->text[0] <= '9';
        if (header->columns[c].anchor && c != before) {
            seen.number |= is_number(word);
        }
        seen.amount |= header->columns[c].amount && (digit || word->text[0] == '$');
        seen.pair |= header->columns[c].pair && (digit || word->text[0] == '$');
        seen.filled |= (uint64_t)1 << (c % GEO_COLUMNS_MAX);
        before = c;
    }
    return seen;
}

static uint32_t bits(uint64_t value) {
    return (uint32_t)__builtin_popcountll(value);
}

/* A level line that runs under the first column at least, between two lines of text. */
static bool ruled_above(const geo_page *page, const geo_header *header, float above, float here) {
    const geo_column *first = &header->columns[0];
    for (size_t i = geo_rule_below(page, above); i < page->level_count && page->rules[i].y0 < here; i++) {
        const po_geometry_rule *rule = &page->rules[i];
        if (rule->x0 <= first->x0 && rule->x1 >= header->columns[header->count > 1].x0) {
            return true;
        }
    }
    return false;
}

typedef struct row_rule {
    bool ruled, numbered, amounts;
    const bool *middles; /* by line from the first: a row begins that is wrapped around its middle; NULL: there are none */
} row_rule;

/* Does this line hold what the lines around it belong to: the value of a pair, or the number of a row? */
static bool is_middle(const geo_page *page, const geo_header *header, uint32_t line, bool number) {
    line_view seen = view(page, header, &page->lines[line]);
    return !page->lines[line].furniture && (number ? seen.number : seen.pair);
}

/* Lines at which rows begin that are wrapped around their middle, as many lines above as below: "LEA-wide" over "$5" over "Total:". NULL if
 * fewer than `least` have one. */
static const bool *find_middles(po_geometry *geometry, const geo_page *page, const geo_header *header, uint32_t first,
                                uint32_t last, bool number, uint32_t least) {
    bool *begins = PO_NEW_ARRAY(geometry->scratch, bool, last - first + 1);
    uint32_t start = first, middles = 0;
    for (uint32_t l = first; l < last; l++) {
        if (l >= start && is_middle(page, header, l, number)) {
            uint32_t next = l + 1, below = l - start;
            while (next < last && !is_middle(page, header, next, number)) {
                next++;
            }
            begins[start - first] = true;
            below = below < next - l - 1 ? below : next - l - 1;
            start = l + 1 + below;
            middles++;
        }
    }
    return middles >= least ? begins : NULL;
}

static row_rule learn(po_geometry *geometry, const geo_page *page, const geo_header *header, uint32_t first, uint32_t last) {
    row_rule rule = {.middles = find_middles(geometry, page, header, first, last, false, 2)};
    for (uint32_t l = first; l < last; l++) {
        if (!page->lines[l].furniture) {
            line_view seen = view(page, header, &page->lines[l]);
            rule.numbered |= seen.number;
            rule.amounts |= seen.amount && (seen.filled & 1);
            rule.ruled |= l > first && ruled_above(page, header, page->lines[l - 1].y, page->lines[l].y);
        }
    }
    return rule;
}

/* The first and the last word of a line in a column; false if it has none there. */
static bool words_in(const geo_page *page, const geo_header *header, const geo_line *line, uint32_t column, size_t *ret_first,
                     size_t *ret_last) {
    bool any = false;
    for (size_t w = line->first; w < line->first + line->count; w++) {
        if (geo_column_at(header, page->words[w].x0, page->words[w].x1) == column) {
            *ret_first = any ? *ret_first : w;
            *ret_last = w;
            any = true;
        }
    }
    return any;
}

/* Would the first word of a line have fitted behind the line above in every column? Then no cell goes on: a row ended there. An item of a list
 * begins on a line of its own anyhow. */
static bool would_fit(const geo_page *page, const geo_header *header, const geo_line *above, const geo_line *line) {
    float letter = page->from->scale.letter;
    for (uint32_t c = 0; c < header->count; c++) {
        float edge = c + 1 < header->count ? header->columns[c].low : page->right;
        size_t first = 0, last = 0, next = 0, end = 0;
        if (!words_in(page, header, above, c, &first, &last) || !words_in(page, header, line, c, &next, &end)) {
            return false;
        }
        const po_geometry_word *word = &page->words[next];
        bool item = (unsigned char)word->text[0] >= 0x80 || (word->size == 1 && !strchr("0123456789$", word->text[0])) || word->text[0] == '-';
        if (item || page->words[last].x1 + letter + word->x1 - word->x0 > edge - letter) {
            return false;
        }
    }
    return true;
}

/* `above` is NULL for the first line. */
static bool begins_row(const geo_page *page, const geo_header *header, const row_rule *rule, const geo_line *above,
                       const geo_line *line, const char **ret_doubt) {
    line_view seen = view(page, header, line);
    *ret_doubt = NULL;
    if (rule->ruled) {
        return above && ruled_above(page, header, above->y, line->y);
    }
    if (rule->numbered) {
        return seen.number;
    }
    if (!(seen.filled & 1)) {
        return false;
    }
    if (rule->amounts) {
        return seen.amount;
    }
    if (!above) {
        return true;
    }
    line_view over = view(page, header, above);
    bool gap = line->y - above->y > 1.6F * page->from->scale.pitch;
    if (!gap && (over.filled & 1) && bits(seen.filled) > 1 && bits(seen.filled) == bits(over.filled)) {
        *ret_doubt = doubt_row;
        if (bits(seen.filled) == header->count && would_fit(page, header, above, line)) {
            return true;
        }
    }
    bool other = bits(seen.filled) > 1 && (seen.filled & ~over.filled) && (over.filled & ~seen.filled);
    return gap || other || !(over.filled & 1) || bits(seen.filled) > bits(over.filled);
}

/* Is the first row of a page the rest of the last one? */
static bool is_rest(const geo_page *page, const geo_header *header, const row_rule *rule, uint32_t first, uint32_t end) {
    line_view seen = {0};
    for (uint32_t l = first; l < end; l++) {
        line_view next = view(page, header, &page->lines[l]);
        seen.filled |= page->lines[l].furniture ? 0 : next.filled;
        seen.number |= next.number;
    }
    return header->anchored ? !seen.number && (rule->ruled || rule->numbered || bits(seen.filled) < header->count)
                            : !(seen.filled & 1);
}

/* As many lines stand below the first number as above it, before the next one or the end. */
static bool numbers_in_the_middle(const geo_page *page, const geo_header *header, uint32_t first, uint32_t last) {
    uint32_t number = first;
    while (number < last && !is_middle(page, header, number, true)) {
        number++;
    }
    uint32_t next = number + 1;
    while (next < last && !is_middle(page, header, next, true)) {
        next++;
    }
    return next <= last && next - number > number - first;
}

static void take_rows(po_geometry *geometry, const geo_page *page, uint32_t first, uint32_t last) {
    geo_table *table = geometry->open;
    const geo_header *header = &table->header;
    row_rule rule = learn(geometry, page, header, first, last);
    bool rows_before = table->rows.count > 1 || table->row;
    bool early = !rows_before && rule.numbered && !rule.ruled && !view(page, header, &page->lines[first]).number;
    bool middles = early && !rule.middles && numbers_in_the_middle(page, header, first, last);
    if (middles) {
        rule.middles = find_middles(geometry, page, header, first, last, true, 1);
    }
    const geo_line *above = NULL;
    const char *doubt = NULL, *next_doubt = NULL;
    for (uint32_t l = first; l < last;) {
        uint32_t end = l;
        for (; end < last; end++) {
            const geo_line *line = &page->lines[end];
            if (line->furniture) {
                continue;
            }
            bool begins = rule.middles && !rule.ruled ? rule.middles[end - first]
                                                    : begins_row(page, header, &rule, above, line, &next_doubt);
            if (begins && end > l) {
                break;
            }
            doubt = doubt ? doubt : next_doubt;
            above = line;
        }
        if (!above) {
            break; /* nothing but what is printed on every page */
        }
        bool rest = l == first && rows_before && is_rest(page, header, &rule, l, end);
        if (!rest || !table->row) {
            begin_row(geometry);
        }
        geo_row_add(geometry, page, l, end, early && (middles || l == first) ? doubt_middle : doubt);
        doubt = NULL;
        l = end;
    }
    table->table->last_page = page->from->number;
}

uint32_t geo_table_body(po_geometry *geometry, const geo_page *page, const geo_header *header, uint32_t first,
                        uint32_t last) {
    geo_table *table = geometry->open;
    table->header = *header;
    uint32_t end = find_end(geometry, page, &table->header, first, last, false);
    geo_columns_part(page, &table->header, first, end);
    uint32_t across = find_end(geometry, page, &table->header, first, end, true);
    if (across < end) {
        end = across;
        geo_columns_part(page, &table->header, first, end);
    }
    if (end > first) {
        take_rows(geometry, page, first, end);
    }
    uint32_t rest = end;
    while (rest < page->line_count && page->lines[rest].furniture) {
        rest++;
    }
    table->at_end = rest == page->line_count;
    return end;
}

bool geo_table_goes_on(po_geometry *geometry, const geo_page *page, uint32_t line, uint32_t last) {
    const geo_table *table = geometry->open;
    if (!table || !table->at_end || line >= last) {
        return false;
    }
    const geo_line *from = &page->lines[line];
    if (ends_table(geometry, page, &table->header, line) || runs_across(page, &table->header, from)) {
        return false;
    }
    line_view seen = view(page, &table->header, from);
    return from->chunks >= 2 ? bits(seen.filled) >= 2 : !(seen.filled & 1);
}
