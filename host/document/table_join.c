/* SPDX-License-Identifier: Apache-2.0
 *
 * Joining the parts of a table.
 *
 * Why by text: the producer's header flag is not reliable, and what repeats on each page repeats word for word. Two tables
 * are parts of one when they follow each other with nothing of substance between, stand on the same or the next page, have the
 * same number of columns, and the second begins with the first one's header or with no header at all.
 *
 * A row that a page cut in two comes back as a row with one cell in use: it is given back to the row it came from, and the
 * cell then names both places.
 */
#include "document/table_join.h"

#include <string.h>

#include "base/text.h"
#include "document/table_frame.h"
#include "document/table_rest.h"

enum {
    HEADER_ROWS_MAX = 4,  /* leading rows that may make a header */
    HEADER_CELL_MAX = 80, /* letters of a header cell at most, when it has to be told from data */
    PROSE_MIN = 40        /* letters from which on a cell is taken for running text */
};

/* A table that may still grow. `header` is the index of its header row in `rows`, or SIZE_MAX. */
typedef struct growing {
    po_table *table;
    PO_LIST(po_row) rows;
    size_t header;
    po_column_edges edges; /* of its columns, where places are known */
} growing;

typedef struct joining {
    po_document *document;
    po_arena *arena;
    PO_LIST(po_block) kept;
    uint32_t *numbers; /* old table number -> number of the table it became part of */
    uint32_t number_count;
    growing *open; /* the last table, as long as nothing of substance came after it */
} joining;

static bool same_text(const char *a, const char *b) {
    for (;;) {
        while (*a == ' ' || *a == '\n') {
            a++;
        }
        while (*b == ' ' || *b == '\n') {
            b++;
        }
        if (*a != *b) {
            return false;
        }
        if (!*a) {
            return true;
        }
        a++;
        b++;
    }
}

static uint32_t filled_cells(const po_row *row) {
    uint32_t filled = 0;
    for (uint32_t i = 0; i < row->cell_count; i++) {
        filled += row->cells[i].text[0] != '\0';
    }
    return filled;
}

static bool same_row(const po_row *a, const po_row *b) {
    if (a->cell_count != b->cell_count) {
        return false;
    }
    for (uint32_t i = 0; i < a->cell_count; i++) {
        if (!same_text(a->cells[i].text, b->cells[i].text)) {
            return false;
        }
    }
    return true;
}

/* The first row that says something, which is where a header is if there is one. */
static uint32_t first_filled(const po_table *table) {
    uint32_t row = 0;
    while (row < table->row_count && !filled_cells(&table->rows[row])) {
        row++;
    }
    return row;
}

static bool has_digit(const char *text) {
    return strpbrk(text, "0123456789") != NULL;
}

/* True if the row reads like a header: every cell filled, short, and without figures, or all of it marked as header. */
static bool reads_like_header(const po_row *row) {
    bool marked = row->cell_count > 0, plain = row->cell_count > 1;
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const po_cell *cell = &row->cells[i];
        marked = marked && cell->header;
        plain = plain && cell->text[0] && strlen(cell->text) <= HEADER_CELL_MAX && !has_digit(cell->text);
    }
    return marked || plain;
}

/* Rows that make up the header from `first` on. */
static size_t header_rows(const po_row *rows, size_t count, size_t first) {
    size_t more = 1;
    while (more < HEADER_ROWS_MAX && first + more < count && reads_like_header(&rows[first + more])) {
        more++;
    }
    return more;
}

/* How many rows from `at` on repeat the table's header; 0 if the first does not. */
static size_t repeated_header(const growing *table, const po_row *rows, size_t count, size_t at) {
    /* The comparison ends at the first cell of nearly every row; counting a wide header for each row would not. */
    if (table->header == SIZE_MAX || !same_row(&table->rows.items[table->header], &rows[at]) ||
        filled_cells(&table->rows.items[table->header]) < 2) {
        return 0;
    }
    size_t length = header_rows(table->rows.items, table->rows.count, table->header), same = 0;
    while (same < length && at + same < count &&
           same_row(&table->rows.items[table->header + same], &rows[at + same])) {
        same++;
    }
    return same;
}

static const po_cell *only_filled(const po_row *row) {
    const po_cell *only = NULL;
    for (uint32_t i = 0; i < row->cell_count; i++) {
        if (row->cells[i].text[0]) {
            only = only ? only : &row->cells[i];
        }
    }
    return filled_cells(row) == 1 ? only : NULL;
}

static size_t longest_cell(const po_row *row) {
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < row->cell_count; i++) {
        if (found == SIZE_MAX || strlen(row->cells[i].text) > strlen(row->cells[found].text)) {
            found = i;
        }
    }
    return found;
}

/* The cell of `row` that a left-over cell goes on from: the one in its column. Where its place on the page is not known (`placed` false): for
 * a row of one cell, whose column says nothing, the longest; Word tags the rest of a cut row in its last columns, so running text under a
 * figure or a "Yes" belongs to the longest cell too (`ret_moved`). */
static size_t continued_cell(const po_row *row, const po_row *rest, const po_cell *only, bool placed, bool *ret_moved) {
    *ret_moved = false;
    if (rest->cell_count == 1 && !placed) {
        return longest_cell(row);
    }
    for (size_t i = 0; i < row->cell_count; i++) {
        const po_cell *cell = &row->cells[i];
        if (cell->column <= only->column && only->column < cell->column + cell->column_span) {
            *ret_moved = !placed && strlen(cell->text) < PROSE_MIN && strlen(only->text) >= PROSE_MIN;
            return *ret_moved ? longest_cell(row) : i;
        }
    }
    return SIZE_MAX;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "Need: ...", "* source": what begins so is a paragraph of its own. */
static bool begins_paragraph(const char *text) {
    size_t word = strcspn(text, " \n");
    bool label = text[0] >= 'A' && text[0] <= 'Z' && word > 1 && text[word - 1] == ':';
    return label || strncmp(text, "\xE2\x80\xA2", 3) == 0 || text[0] == '*' || (text[0] == '-' && is_letter(text[1]));
}

/* Does a paragraph end where the page does? A sentence that goes on does not. */
static bool ends_paragraph(const char *text, const char *rest) {
    char last = text[strlen(text) - 1];
    bool open = is_letter(last) || strchr(",-(/&", last), goes_on = rest[0] == '(' || (rest[0] >= 'a' && rest[0] <= 'z');
    return begins_paragraph(rest) || (!open && !goes_on);
}

static void append_cell(po_arena *arena, po_cell *cell, const po_cell *rest) {
    po_place *places = PO_NEW_ARRAY(arena, po_place, (size_t)cell->at_count + rest->at_count);
    memcpy(places, cell->at, cell->at_count * sizeof *places);
    memcpy(places + cell->at_count, rest->at, rest->at_count * sizeof *places);
    cell->at = places;
    cell->at_count += rest->at_count;
    if (cell->text[0]) {
        const char *between = ends_paragraph(cell->text, rest->text) ? "\n" : " ";
        cell->text = po_arena_printf(arena, "%s%s%s", cell->text, between, rest->text);
    } else {
        cell->text = rest->text;
    }
    cell->doubt = cell->doubt ? cell->doubt : rest->doubt;
}

/* Gives a row that a page cut off back to the last row; false if it is a row of its own. */
static bool give_back(joining *at, growing *table, const po_row *rest, bool placed) {
    const po_cell *only = only_filled(rest);
    if (!only || table->rows.count <= table->header + 1 || table->header == SIZE_MAX ||
        (only->column == 0 && rest->cell_count > 1)) {
        return false;
    }
    po_row *last = &table->rows.items[table->rows.count - 1];
    bool moved;
    size_t index = continued_cell(last, rest, only, placed, &moved);
    if (index == SIZE_MAX) {
        return false;
    }
    po_cell *cells = PO_NEW_ARRAY(at->arena, po_cell, last->cell_count);
    memcpy(cells, last->cells, last->cell_count * sizeof *cells);
    append_cell(at->arena, &cells[index], only);
    if (moved && !cells[index].doubt) {
        cells[index].doubt = "a page break cut this cell, and the file puts its rest in another column";
    }
    last->cells = cells;
    return true;
}

static uint32_t row_page(const po_row *row) {
    uint32_t places = row->cell_count ? row->cells[0].at_count : 0;
    return places ? row->cells[0].at[places - 1].page : 0;
}

/* True if a row begins on a later page than the last one: it may be the rest of that one. */
static bool turns_page(const growing *table, const po_row *row) {
    return table->rows.count && row_page(row) > row_page(&table->rows.items[table->rows.count - 1]);
}

/* The first row of a page as it stands under the last row, whose rest it may be; `ret_placed`: that is known. A row that begins in the first
 * column is whole. */
static const po_row *place_rest(joining *at, const growing *table, const po_row *row, bool *ret_placed) {
    *ret_placed = false;
    if (row->cell_count == 0 || table->header == SIZE_MAX || table->rows.count <= table->header + 1 ||
        (row->cells[0].text[0] && row->cell_count == table->table->columns)) {
        return row;
    }
    const po_row *placed = po_rest_place(&table->edges, at->arena, &table->rows.items[table->rows.count - 1], row);
    *ret_placed = placed != NULL;
    return placed ? placed : row;
}

/* `known`: it stands in its columns. */
/* A short text with a figure under another: a number, which may name a row of its own. */
static bool is_code(const po_cell *cell) {
    enum { CODE_MAX = 8 };
    return has_digit(cell->text) && strlen(cell->text) <= CODE_MAX && !strchr(cell->text, ' ') && !strchr(cell->text, '%');
}

/* Gives all cells of a rest that stands in other columns than its tags say back to the last row; false if it may be a row of its own. */
static bool give_all_back(joining *at, growing *table, const po_row *rest) {
    po_row *last = &table->rows.items[table->rows.count - 1];
    for (uint32_t i = 0; i < rest->cell_count; i++) {
        if (i >= last->cell_count || last->cells[i].column != i || (is_code(&rest->cells[i]) && is_code(&last->cells[i])) ||
            (i == 0 && rest->cells[i].text[0])) {
            return false;
        }
    }
    po_cell *cells = PO_NEW_ARRAY(at->arena, po_cell, last->cell_count);
    memcpy(cells, last->cells, last->cell_count * sizeof *cells);
    for (uint32_t i = 0; i < rest->cell_count; i++) {
        if (rest->cells[i].text[0]) {
            append_cell(at->arena, &cells[i], &rest->cells[i]);
        }
    }
    last->cells = cells;
    return true;
}

static void add_row(joining *at, growing *table, const po_row *row, bool known) {
    *PO_LIST_ADD(at->arena, &table->rows) = *row;
    if (table->header == SIZE_MAX && filled_cells(row) > 0) {
        table->header = table->rows.count - 1;
    } else if (known) {
        po_column_edges_learn(&table->edges, at->arena, table->table->columns, row);
    }
}

/* Adds the rows of one part: repeated headers left out, a cut row given back. */
static void add_rows(joining *at, growing *table, const po_table *part, bool continued) {
    bool cut = continued;
    for (size_t i = 0; i < part->row_count;) {
        size_t repeated = table->rows.count ? repeated_header(table, part->rows, part->row_count, i) : 0;
        if (repeated) {
            i += repeated;
            continue;
        }
        const po_row *row = &part->rows[i++];
        bool filled = filled_cells(row) > 0, placed = false;
        cut = cut || turns_page(table, row);
        const po_row *tagged = row;
        row = cut && filled ? place_rest(at, table, row, &placed) : row;
        if (cut && filled && ((row != tagged && give_all_back(at, table, row)) || give_back(at, table, row, placed))) {
            cut = false;
            continue;
        }
        add_row(at, table, row, !cut || placed || (row->cell_count && row->cells[0].text[0]));
        cut = cut && !filled;
    }
}

static bool continues(const growing *table, const po_table *part) {
    const po_table *first = table->table;
    uint32_t row = first_filled(part);
    if (first->columns != part->columns || part->first_page != first->last_page + 1 || !first->last_page ||
        table->header == SIZE_MAX || row == part->row_count) {
        return false;
    }
    if (repeated_header(table, part->rows, part->row_count, row)) {
        return true;
    }
    return reads_like_header(&table->rows.items[table->header]) && !reads_like_header(&part->rows[row]);
}

/* A page number or a rule of dashes between two parts does not part them. */
static bool has_substance(const po_block *block) {
    unsigned letters = 0;
    for (const char *c = block->text; *c; c++) {
        letters += (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (unsigned char)*c >= 0x80;
    }
    return block->kind != PO_BLOCK_PARAGRAPH || letters > 1;
}

static void close_table(joining *at) {
    if (at->open) {
        at->open->table->rows = at->open->rows.items;
        at->open->table->row_count = (uint32_t)at->open->rows.count;
        at->open = NULL;
    }
}

static growing *begin_table(joining *at, const po_block *block) {
    growing *table = PO_NEW(at->arena, growing);
    table->table = PO_NEW(at->arena, po_table);
    *table->table = *block->table;
    table->header = SIZE_MAX;
    po_block *kept = PO_LIST_ADD(at->arena, &at->kept);
    *kept = *block;
    kept->table = table->table;
    return table;
}

static void take_table(joining *at, const po_block *block) {
    const po_table *part = block->table;
    bool nested = part->parent_table != 0, continued = !nested && at->open && continues(at->open, part);
    growing *table = at->open;
    if (!continued) {
        if (!nested) {
            close_table(at);
        }
        table = begin_table(at, block);
    }
    add_rows(at, table, part, continued);
    if (continued) {
        table->table->last_page = part->last_page;
        table->table->doubt = table->table->doubt ? table->table->doubt : part->doubt;
    }
    at->numbers[part->number] = table->table->number;
    growing *outer = at->open;
    at->open = table;
    if (nested) {
        close_table(at);
        at->open = outer;
    }
}

static uint32_t largest_number(const po_document *document) {
    uint32_t largest = 0;
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_table *table = document->blocks.items[i].table;
        largest = table && table->number > largest ? table->number : largest;
    }
    return largest;
}

void po_tables_join(po_document *document) {
    po_tables_unframe(document);
    joining at = {.document = document, .arena = document->arena};
    at.number_count = largest_number(document) + 1;
    at.numbers = PO_NEW_ARRAY(at.arena, uint32_t, at.number_count);
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_block *block = &document->blocks.items[i];
        if (block->kind == PO_BLOCK_TABLE) {
            take_table(&at, block);
            continue;
        }
        if (has_substance(block)) {
            close_table(&at);
        }
        *PO_LIST_ADD(at.arena, &at.kept) = *block;
    }
    close_table(&at);
    document->blocks.items = at.kept.items;
    document->blocks.count = at.kept.count;
    document->blocks.capacity = at.kept.capacity;
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_table *table = document->blocks.items[i].table;
        if (table && table->parent_table && table->parent_table < at.number_count) {
            po_table *copy = PO_NEW(at.arena, po_table);
            *copy = *table;
            copy->parent_table = at.numbers[table->parent_table];
            document->blocks.items[i].table = copy;
        }
    }
    po_tables_number(document);
}

static void number_row(po_arena *arena, po_row *row, uint32_t table, uint32_t number) {
    po_cell *cells = PO_NEW_ARRAY(arena, po_cell, row->cell_count);
    for (uint32_t c = 0; c < row->cell_count; c++) {
        cells[c] = row->cells[c];
        po_place *places = PO_NEW_ARRAY(arena, po_place, cells[c].at_count);
        for (uint32_t i = 0; i < cells[c].at_count; i++) {
            places[i] = cells[c].at[i];
            places[i].table = table;
            places[i].row = number;
            places[i].column = cells[c].column + 1;
        }
        cells[c].at = places;
    }
    row->cells = cells;
}

static po_table *number_table(po_arena *arena, const po_table *table, uint32_t number) {
    po_table *copy = PO_NEW(arena, po_table);
    po_row *rows = PO_NEW_ARRAY(arena, po_row, table->row_count);
    *copy = *table;
    for (uint32_t r = 0; r < table->row_count; r++) {
        rows[r] = table->rows[r];
        number_row(arena, &rows[r], number, r + 1);
    }
    copy->number = number;
    copy->rows = rows;
    return copy;
}

void po_tables_number(po_document *document) {
    uint32_t count = largest_number(document) + 1, next = 0;
    uint32_t *numbers = PO_NEW_ARRAY(document->arena, uint32_t, count);
    for (size_t i = 0; i < document->blocks.count; i++) {
        po_block *block = &document->blocks.items[i];
        if (block->kind != PO_BLOCK_TABLE) {
            continue;
        }
        numbers[block->table->number] = ++next;
        po_table *table = number_table(document->arena, block->table, next);
        /* a nested table follows the one that holds it, whose new number is known by then */
        table->parent_table = table->parent_table < count ? numbers[table->parent_table] : 0;
        block->table = table;
        block->at.table = next;
    }
}
