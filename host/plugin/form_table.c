/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables: which of the form's tables a table is, row by row, and what its rows say.
 *
 * Why row by row: editors and producers put two of the template's tables into one, cut one into several with and without headers, repeat the
 * header in the middle, put blank rows before it and totals behind it. So every row is first asked whether it is a header; a table is
 * known by its labels, never by its place. A table that no label fits is text of the answer under way.
 */
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "plugin/form_parts.h"

enum {
    HEADER_ROWS = 12,  /* a header stands within the first rows of a table */
    HEADER_CELL = 400, /* longer text is no column label */
    FIRST_CELL = 40    /* a word for "totals" is not longer */
};

/* ---- recognising a header ---- */

static const form_headers *headers_of(form_run *run, const char *text) {
    if (strlen(text) > HEADER_CELL)
        return NULL;
    const char *key = form_fold_key(run->arena, text);
    const form_headers *headers = po_map_get(run->form->headers, key);
    if (headers != NULL || *key == '\0')
        return headers;
    return po_map_get(run->form->headers, form_fold_key(run->arena, form_short_label(run->arena, text)));
}

static bool found_before(const form_headers *found, const form_column *column) {
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].column == column)
            return true;
    return false;
}

/* Sorts the columns that a row's cells name by table. Returns how many tables were touched. */
static uint32_t collect(form_run *run, const po_row *row, uint32_t *ret_filled) {
    uint32_t touched = 0;
    *ret_filled = 0;
    for (uint32_t i = 0; i < row->cell_count; i++) {
        if (po_text_empty(row->cells[i].text))
            continue;
        ++*ret_filled;
        const form_headers *headers = headers_of(run, row->cells[i].text);
        for (size_t j = 0; headers != NULL && j < headers->count; j++) {
            form_headers *found = &run->found[headers->items[j].table->index];
            if (found->count == 0)
                run->touched[touched++] = headers->items[j].table->index;
            if (!found_before(found, headers->items[j].column))
                *PO_LIST_ADD(run->arena, found) = headers->items[j];
        }
    }
    return touched;
}

static bool fits(const form_run *run, const form_table *table, uint32_t filled) {
    const form_headers *found = &run->found[table->index];
    uint32_t required = 0;
    for (size_t i = 0; i < found->count; i++)
        required += found->items[i].column->required;
    return found->count >= table->min && required == table->required && 2 * found->count >= filled;
}

static int nearness(const form_run *run, const form_table *table) {
    if (run->section != NULL && run->section->skip && !table->strong)
        return -1;
    const form_section *s = table->section; /* every table stands in one */
    do {
        if (s->closed && !form_within(run->section, s))
            return -1;
        s = s->parent;
    } while (s != NULL);
    return form_within(run->section, table->section) ? 1 + (int)table->section->depth : 0;
}

/* The table whose header this row is, or NULL: the one with most columns found; in its own section before others. */
static const form_table *header_of(form_run *run, const po_row *row) {
    uint32_t filled, touched = collect(run, row, &filled);
    const form_table *best = NULL;
    size_t best_score = 0;
    for (uint32_t i = 0; i < touched; i++) {
        const form_table *table = run->form->tables.items[run->touched[i]];
        form_headers *found = &run->found[table->index];
        int near = nearness(run, table);
        if (filled >= 2 && near >= 0 && fits(run, table, filled)) {
            size_t score = 4 * found->count + 2 * (size_t)(near > 0) + (size_t)(near > 1);
            if (score > best_score) {
                best = table;
                best_score = score;
            }
        }
        found->count = 0;
    }
    return best;
}

static void say_new_column(form_run *run, const form_table *table, const po_cell *cell) {
    const char *text = po_arena_printf(
        run->arena, "column '%s' is not in any known edition of %s; it was not read",
        po_text_squeeze(run->arena, cell->text), table->title);
    if (po_map_add(run->said, text, run))
        form_say(run, PO_WARNING, "FORM-012", cell->at, text);
}

static const form_column *column_of(form_run *run, const form_table *table, const po_cell *cell) {
    const form_headers *headers = headers_of(run, cell->text);
    for (size_t i = 0; headers != NULL && i < headers->count; i++)
        if (headers->items[i].table == table)
            return headers->items[i].column;
    return NULL;
}

/* Maps the grid columns of a header row to the table's columns. */
static void open_table(form_run *run, const form_table *table, const po_row *row, uint32_t columns) {
    form_open_table *open = &run->open;
    bool again = open->table == table && open->fresh;
    form_build *last = again ? open->row : NULL;
    *open = (form_open_table){.table = table, .columns = columns, .row = last, .fresh = true, .at_start = true, .cells = row->cell_count};
    open->by_grid = PO_NEW_ARRAY(run->arena, const form_column *, columns + 1);
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const po_cell *cell = &row->cells[i];
        if (po_text_empty(cell->text))
            continue;
        const form_column *column = column_of(run, table, cell);
        if (column == NULL && !table->section->quiet)
            say_new_column(run, table, cell);
        open->anchored |= column != NULL && column->anchor;
        for (uint32_t g = cell->column; g < cell->column + cell->column_span && g < columns; g++)
            open->by_grid[g] = column;
    }
}

static void start_table(form_run *run, const form_table *table, const po_row *row, uint32_t columns) {
    form_flush(run);
    if (!form_within(run->section, table->section))
        form_enter(run, table->section);
    run->prompt = NULL;
    open_table(run, table, row, columns);
}

/* ---- rows ---- */

static bool blank(const po_row *row) {
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (!po_text_empty(row->cells[i].text))
            return false;
    return true;
}

static bool ignored_row(form_run *run, const po_row *row) {
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (!po_text_empty(row->cells[i].text) &&
            (strlen(row->cells[i].text) > HEADER_CELL || !form_ignored(run, row->cells[i].text)))
            return false;
    return true;
}

static const form_column *column_at(const form_open_table *open, const po_cell *cell) {
    return cell->column < open->columns ? open->by_grid[cell->column] : NULL;
}

static const po_cell *first_filled(const po_row *row, uint32_t *ret_filled) {
    const po_cell *first = NULL;
    *ret_filled = 0;
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (!po_text_empty(row->cells[i].text)) {
            if (first == NULL)
                first = &row->cells[i];
            ++*ret_filled;
        }
    return first;
}

static bool totals_row(form_run *run, const po_row *row) {
    uint32_t filled;
    const po_cell *first = first_filled(row, &filled);
    return first != NULL && strlen(first->text) <= FIRST_CELL && filled > 1 &&
           po_map_get(run->form->totals, form_fold_key(run->arena, first->text)) != NULL;
}

static void put_cell(form_run *run, form_build *build, const form_target *target,
                     const po_cell *cell) {
    form_build_put(run, build, target, cell->text, cell->at, cell->at_count, cell->doubt);
}

static form_target retarget(const form_target *target, const form_record *record) {
    form_target copy = *target;
    copy.record = record;
    return copy;
}

/* The amounts of a totals row, in the fields their columns name. Only the first such row counts. */
static void put_totals(form_run *run, const po_row *row) {
    const form_record *record = run->open.table->totals;
    if (record == NULL)
        return;
    form_build *build = form_build_single(run, record);
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const form_column *column = column_at(&run->open, &row->cells[i]);
        if (column == NULL || column->target.field == NULL ||
            (column->target.type != PO_VALUE_MONEY && column->target.type != PO_VALUE_PERCENT))
            continue;
        form_target *target = PO_NEW(run->arena, form_target);
        *target = retarget(&column->target, record);
        if (form_build_field(run, build, target)->pieces.count == 0)
            put_cell(run, build, target, &row->cells[i]);
    }
}

/* What tells that a row begins a record, and not that it goes on with the last one. */
typedef struct row_kind {
    bool anchor, fallback; /* text in an anchor, in a fallback */
    bool same;             /* its anchors are those of the last row */
    bool clash;            /* an amount where the last row has one */
    uint32_t filled;
} row_kind;

static bool differs(form_run *run, const form_column *column, const po_cell *cell) {
    const char *before = column->target.field == NULL
                             ? NULL
                             : form_build_text(run->arena, run->open.row, column->target.field);
    return before == NULL ||
           !po_text_equal(po_text_key(run->arena, before), po_text_key(run->arena, cell->text));
}

static row_kind judge_row(form_run *run, const po_row *row) {
    row_kind kind = {.same = run->open.row != NULL};
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const po_cell *cell = &row->cells[i];
        const form_column *column = column_at(&run->open, cell);
        if (column == NULL || po_text_empty(cell->text))
            continue;
        kind.filled++;
        kind.fallback |= column->fallback;
        if (column->anchor) {
            kind.anchor = true;
            kind.same = kind.same && !differs(run, column, cell);
        } else if (column->target.type == PO_VALUE_MONEY) {
            kind.clash |= strpbrk(cell->text, "0123456789") != NULL &&
                          form_build_has(run->open.row, column->target.field);
        }
    }
    return kind;
}

/* A row with the anchors of the last one, or with none, goes on with it, unless both have an amount in the same column. Text in a
 * fallback begins a record too, but for the first row of a new page: there it is the rest of the last row. */
static bool goes_on(const form_open_table *open, const row_kind *kind) {
    if (open->row == NULL || kind->clash)
        return false;
    if (kind->anchor)
        return kind->same;
    if (kind->fallback)
        return open->anchored && open->at_start;
    return true;
}

static void spill(form_run *run, const po_cell *cell) {
    const form_column *column = run->open.table->spill;
    if (column != NULL && run->open.row != NULL)
        put_cell(run, run->open.row, &column->target, cell);
    else
        form_say(run, PO_NOTE, "FORM-013", cell->at,
                 "a row of one cell inside a table belongs to no column and was not read");
}

static void put_row(form_run *run, const po_row *row, form_build *build, bool fill_only) {
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const po_cell *cell = &row->cells[i];
        const form_column *column = column_at(&run->open, cell);
        if (column == NULL || column->target.field == NULL || po_text_empty(cell->text))
            continue;
        bool held = form_build_has(build, column->target.field);
        if (held && (fill_only || column->anchor))
            continue;
        put_cell(run, build, &column->target, cell);
    }
}

/* Does an anchor hold something else than the number it is for? */
static bool anchor_is_no_code(form_run *run, const po_row *row) {
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const form_column *column = column_at(&run->open, &row->cells[i]);
        po_value value;
        if (column == NULL || !column->anchor || po_text_empty(row->cells[i].text))
            continue;
        if (column->target.type != PO_VALUE_CODE && column->target.type != PO_VALUE_CODES)
            return false;
        po_value_read(run->arena, column->target.type, row->cells[i].text, NULL, &value);
        return value.value == NULL && (value.value_count == 0 || value.doubt != NULL);
    }
    return run->open.anchored;
}

/* Words where an amount or yes or no belongs: the cells of this row do not stand in their columns. */
static bool is_misplaced(const form_open_table *open, const po_row *row) {
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const form_column *column = column_at(open, &row->cells[i]);
        const char *text = row->cells[i].text;
        if (column == NULL || po_text_empty(text))
            continue;
        if (column->anchor)
            return false;
        if ((column->target.type == PO_VALUE_MONEY || column->target.type == PO_VALUE_PERCENT) &&
            strpbrk(text, "0123456789$-") == NULL && strlen(text) > 4)
            return true;
    }
    return false;
}

/* Is every item of the text one of the column's choices? */
static bool is_choice(form_run *run, const form_column *column, const char *text) {
    const po_choices *choices = &column->target.choices;
    po_value value;
    po_value_read(run->arena, PO_VALUE_LIST, text, choices, &value);
    for (uint32_t i = 0; i < value.value_count; i++) {
        bool known = false;
        for (size_t j = 0; j < choices->count; j++)
            known |= value.values[i] == choices->items[j].name;
        if (!known)
            return false;
    }
    return value.value_count > 0;
}

#define RAGGED_COLUMNS 32

/* The columns of words that the last row has text in; only those of `like`'s choices if it is one of them. */
static uint32_t word_columns(form_run *run, const po_cell *like, const form_column **ret_columns) {
    uint32_t count = 0, chosen = 0;
    const form_column *last = NULL;
    for (uint32_t g = 0; g < run->open.columns && count < RAGGED_COLUMNS; g++) {
        const form_column *column = run->open.by_grid[g];
        bool words = column != NULL && column != last && !column->anchor &&
                     (column->target.type == PO_VALUE_TEXT || column->target.type == PO_VALUE_LIST) &&
                     form_build_has(run->open.row, column->target.field);
        last = column;
        if (words)
            ret_columns[count++] = column;
    }
    for (uint32_t i = 0; i < count; i++)
        if (is_choice(run, ret_columns[i], like->text))
            ret_columns[chosen++] = ret_columns[i];
    return chosen > 0 ? chosen : count;
}

/* Some producers drop the empty cells of a row that goes on over a page, and with them the columns of the others. Its cells most likely
 * belong to the last columns of words that the row has text in; which ones is a guess, and said so. */
static void put_ragged(form_run *run, const po_row *row) {
    static const char doubt[] =
        "a row cut by a page has lost its empty cells; to which column this text belongs is a guess";
    const form_column *columns[RAGGED_COLUMNS];
    uint32_t filled, n = 0;
    const po_cell *first = first_filled(row, &filled);
    uint32_t count = first == NULL ? 0 : word_columns(run, first, columns);
    uint32_t skip = count > filled ? count - filled : 0;
    for (uint32_t i = 0; i < row->cell_count && count > 0; i++) {
        const po_cell *cell = &row->cells[i];
        if (po_text_empty(cell->text))
            continue;
        const form_column *column = columns[skip + n < count ? skip + n : count - 1];
        form_build_put(run, run->open.row, &column->target, cell->text, cell->at, cell->at_count, doubt);
        n++;
    }
}

static bool is_ragged(form_run *run, const po_row *row) {
    if (run->open.row == NULL)
        return false;
    bool short_row = row->cell_count < run->open.cells;
    return (short_row && anchor_is_no_code(run, row)) || is_misplaced(&run->open, row);
}

/* The first row of another page counts as a start. */
static void turn_page(form_run *run, const po_cell *first) {
    uint32_t page = first->at_count == 0 ? 0 : first->at[0].page;
    run->open.at_start |= page != 0 && run->open.page != 0 && page != run->open.page;
    run->open.page = first->at_count == 0 ? 0 : first->at[first->at_count - 1].page;
}

static void record_row(form_run *run, const po_row *row) {
    uint32_t filled;
    const po_cell *first = first_filled(row, &filled);
    if (first == NULL)
        return;
    turn_page(run, first);
    if (filled == 1 && run->open.columns > 1 &&
        (first->column_span >= run->open.columns || row->cell_count == 1)) {
        spill(run, first);
        return;
    }
    if (is_ragged(run, row)) {
        put_ragged(run, row);
        return;
    }
    row_kind kind = judge_row(run, row);
    if (kind.filled == 0)
        return;
    if (!goes_on(&run->open, &kind))
        run->open.row = form_build_row(run, run->open.table->record);
    run->open.at_start = false;
    put_row(run, row, run->open.row, false);
}

static void put_pairs(form_run *run, const po_row *row) {
    const form_target *target = NULL;
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const form_column *column = column_at(&run->open, &row->cells[i]);
        if (column != NULL && column->pair_labels && strlen(row->cells[i].text) <= HEADER_CELL)
            target = po_map_get(run->open.table->pairs,
                                form_fold_key(run->arena, row->cells[i].text));
    }
    for (uint32_t i = 0; target != NULL && i < row->cell_count; i++) {
        const form_column *column = column_at(&run->open, &row->cells[i]);
        if (column != NULL && column->pair_values)
            put_cell(run, form_build_single(run, target->record), target, &row->cells[i]);
    }
}

/* A table that fills one record: the first value of each column counts. */
static void value_row(form_run *run, const po_row *row) {
    if (run->open.table->pairs != NULL)
        put_pairs(run, row);
    put_row(run, row, form_build_single(run, run->open.table->record), true);
}

/* A person has one tick; a row with several numbers says how many there are. */
static bool states_counts(form_run *run, const po_row *row) {
    uint32_t numbers = 0;
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const form_column *column = column_at(&run->open, &row->cells[i]);
        const char *text = row->cells[i].text;
        numbers += column != NULL && column->ticks && *text != '\0' && strspn(text, "0123456789") == strlen(text);
    }
    return numbers > 1 || totals_row(run, row);
}

/* A row that is only counted: its kind stands in the columns that have choices, or is the label of the column that has a tick. */
static void count_row(form_run *run, const po_row *row) {
    bool stated = states_counts(run, row);
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const form_column *column = column_at(&run->open, &row->cells[i]);
        if (column != NULL && column->ticks)
            form_count_tick(run, run->open.table, column, &row->cells[i], stated);
        else if (column != NULL && column->target.choices.count > 0)
            form_count_cell(run, run->open.table->count, &row->cells[i]);
    }
}

static void take_row(form_run *run, const po_row *row) {
    if (blank(row) || ignored_row(run, row))
        return;
    if (run->open.table->count != NULL)
        count_row(run, row);
    else if (!run->open.table->each_row)
        value_row(run, row);
    else if (totals_row(run, row))
        put_totals(run, row);
    else
        record_row(run, row);
}

/* ---- tables that are no table of the form ---- */

static void text_of_cell(form_run *run, const po_cell *cell) {
    char **lines;
    size_t count = po_text_split(run->arena, cell->text, '\n', &lines);
    for (size_t i = 0; i < count; i++) {
        form_line line = {.text = lines[i], .at = cell->at, .at_count = cell->at_count,
                          .doubt = cell->doubt, .in_cell = true};
        form_take_line(run, &line);
    }
}

/* A row as a line of the answer: its cells with a bar between, a check mark directly before its words. */
static void text_of_row(form_run *run, const po_row *row) {
    po_buffer text = {0};
    PO_LIST(po_place) at = {0};
    const char *doubt = NULL;
    bool mark = false;
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const po_cell *cell = &row->cells[i];
        if (po_text_empty(cell->text))
            continue;
        if (text.size > 0)
            po_buffer_add_text(&text, mark ? " " : " | ");
        mark = po_value_is_tick(cell->text);
        po_buffer_add_text(&text, cell->text);
        for (uint32_t j = 0; j < cell->at_count; j++)
            *PO_LIST_ADD(run->arena, &at) = cell->at[j];
        doubt = doubt == NULL ? cell->doubt : doubt;
    }
    form_line line = {.text = po_arena_dup(run->arena, po_buffer_text(&text)), .at = at.items,
                      .at_count = (uint32_t)at.count, .doubt = doubt, .in_cell = true};
    po_buffer_finish(&text);
    form_flush(run);
    form_answer(run, &line);
}

static void take_text_row(form_run *run, const po_row *row) {
    uint32_t filled;
    const po_cell *first = first_filled(row, &filled);
    if (first == NULL || ignored_row(run, row))
        return;
    if (filled == 1)
        text_of_cell(run, first);
    else if (!form_take_pair(run, row))
        text_of_row(run, row);
}

/* ---- a whole table ---- */

/* The first header within the first rows; the number of rows if there is none. */
static uint32_t find_header(form_run *run, const po_table *table, const form_table **ret_known) {
    *ret_known = NULL;
    for (uint32_t r = 0; r < table->row_count && r < HEADER_ROWS; r++) {
        *ret_known = header_of(run, &table->rows[r]);
        if (*ret_known != NULL)
            return r;
    }
    return table->row_count;
}

/* A table without a header goes on with the last one if nothing came between and it is as wide. */
static bool goes_on_table(const form_run *run, const po_table *table) {
    return run->open.table != NULL && run->open.fresh && run->open.table->each_row &&
           run->open.columns == table->columns && table->columns > 1;
}

static void read_rows(form_run *run, const po_table *table, uint32_t first) {
    for (uint32_t r = first; r < table->row_count; r++) {
        const form_table *header = header_of(run, &table->rows[r]);
        if (header != NULL)
            start_table(run, header, &table->rows[r], table->columns);
        else
            take_row(run, &table->rows[r]);
    }
}

void form_take_table(form_run *run, const po_block *block) {
    const po_table *table = block->table;
    const form_table *known = NULL;
    uint32_t header = find_header(run, table, &known);
    bool on = known == NULL && goes_on_table(run, table);
    uint32_t text_rows = on ? 0 : header;
    for (uint32_t r = 0; r < text_rows; r++)
        take_text_row(run, &table->rows[r]);
    run->open.at_start |= on;
    if (known != NULL || on)
        read_rows(run, table, text_rows);
}
