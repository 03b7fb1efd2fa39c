/* SPDX-License-Identifier: Apache-2.0
 *
 * Headers: which data set a row of labels begins, and which column is which.
 *
 * Labels drift from year to year in case, spaces and punctuation, gain notes behind a line break or
 * in brackets, and carry years and student groups in their names; order never counts. A whole label
 * goes before a shortened one, and a label without a placeholder before one with.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "plugin/dataset_parts.h"

enum { HEADER_CELL = 400, MEMBER_WORD = 12 };

/* A cell of a possible header: its label as the data sets may know it. */
typedef struct header_cell {
    const po_cell *cell;
    const char *keys[3]; /* whole, first line, without brackets */
} header_cell;

typedef struct header_row {
    po_arena *arena;
    header_cell *cells;
    uint32_t count;
} header_row;

static bool all_digits(const char *text, size_t size) {
    return size > 0 && strspn(text, "0123456789") >= size;
}

static uint32_t number_of(const char *text, size_t size) {
    uint32_t number = 0;
    for (size_t i = 0; i < size; i++)
        number = number * 10 + (uint32_t)(text[i] - '0');
    return number;
}

/* "2122": two years that follow each other. */
static bool is_years(const char *text, size_t size) {
    return size == 4 && all_digits(text, 4) &&
           number_of(text + 2, 2) == (number_of(text, 2) + 1) % 100;
}

static bool fills(const dataset_column *column, const dataset_pattern *pattern, po_arena *arena,
                  const char *text, size_t size) {
    switch (pattern->hole) {
    case HOLE_YEAR:
        return size == 4 && all_digits(text, 4) && strncmp(text, "20", 2) == 0;
    case HOLE_YEARS:
        return is_years(text, size);
    case HOLE_NUMBER:
        return size <= 2 && all_digits(text, size);
    case HOLE_ANY:
        return size > 0;
    case HOLE_MEMBER:
        break;
    }
    if (po_map_get(column->members->by_key, po_arena_copy(arena, text, size)) != NULL)
        return true;
    /* Beside other words a group that is new this year is still a group. */
    return pattern->before_size + pattern->behind_size > 0 && size > 0 && size <= MEMBER_WORD;
}

/* The word in the placeholder, or NULL. */
static const char *match_pattern(const dataset_column *column, po_arena *arena, const char *key) {
    size_t size = strlen(key);
    for (size_t i = 0; i < column->patterns.count; i++) {
        const dataset_pattern *p = &column->patterns.items[i];
        size_t fixed = p->before_size + p->behind_size;
        if (size <= fixed || strncmp(key, p->before, p->before_size) != 0 ||
            strcmp(key + size - p->behind_size, p->behind) != 0)
            continue;
        const char *word = po_arena_copy(arena, key + p->before_size, size - fixed);
        if (fills(column, p, arena, word, size - fixed))
            return word;
    }
    return NULL;
}

static const dataset_column *find_column(const form_dataset *dataset, po_arena *arena,
                                         const header_cell *cell, const char **ret_word) {
    *ret_word = NULL;
    for (size_t k = 0; k < 3; k++) {
        const dataset_column *column = po_map_get(dataset->by_label, cell->keys[k]);
        if (column != NULL)
            return column;
    }
    for (size_t i = 0; i < dataset->columns.count; i++) {
        *ret_word = match_pattern(dataset->columns.items[i], arena, cell->keys[0]);
        if (*ret_word != NULL)
            return dataset->columns.items[i];
    }
    return NULL;
}

static const char *first_line(po_arena *arena, const char *text) {
    return po_arena_copy(arena, text, strcspn(text, "\n"));
}

static void read_row(po_arena *arena, const po_row *row, header_row *ret_row) {
    *ret_row =
        (header_row){.arena = arena, .cells = PO_NEW_ARRAY(arena, header_cell, row->cell_count)};
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const po_cell *cell = &row->cells[i];
        if (po_text_empty(cell->text) || strlen(cell->text) > HEADER_CELL ||
            cell->column >= PO_LIMIT_TABLE_COLUMNS)
            continue;
        header_cell *out = &ret_row->cells[ret_row->count++];
        out->cell = cell;
        out->keys[0] = po_text_key(arena, cell->text);
        out->keys[1] = po_text_key(arena, first_line(arena, cell->text));
        out->keys[2] = po_text_key(arena, form_short_label(arena, first_line(arena, cell->text)));
    }
}

/* How many columns of the data set stand in the row; 0 if a required one does not, or they are too
 * few. */
static uint32_t count_columns(const form_dataset *dataset, const header_row *row) {
    bool *found = PO_NEW_ARRAY(row->arena, bool, dataset->columns.count + 1);
    uint32_t matched = 0, cells = 0;
    const char *word;
    for (uint32_t i = 0; i < row->count; i++) {
        const dataset_column *column = find_column(dataset, row->arena, &row->cells[i], &word);
        if (column == NULL)
            continue;
        cells++;
        matched += !found[column->index];
        found[column->index] = true;
    }
    for (size_t i = 0; i < dataset->columns.count; i++)
        if (dataset->columns.items[i]->required && !found[i])
            return 0;
    return cells >= dataset->min ? matched : 0;
}

/* ---- the layout ---- */

static uint32_t year_of(const dataset_column *column, const char *word) {
    if (column->role != DATASET_YEARS || word == NULL)
        return 0;
    bool years = column->patterns.items[0].hole == HOLE_YEARS;
    return years ? 2000 + number_of(word, 2) : number_of(word, 4);
}

/* The member as the header prints it: the folded word, in the header's own letters. */
static const char *printed_member(po_arena *arena, const char *label, const char *word) {
    size_t size = strlen(word), length = strlen(label);
    for (size_t i = 0; i + size <= length; i++) {
        const char *piece = po_arena_copy(arena, label + i, size);
        if (strcmp(po_text_key(arena, piece), word) == 0)
            return piece;
    }
    return word;
}

static dataset_slot *new_slot(po_arena *arena, const dataset_column *column, const po_cell *cell,
                              const char *word) {
    dataset_slot *slot = PO_NEW(arena, dataset_slot);
    slot->column = column;
    slot->field = column->field;
    slot->grid = cell->column;
    slot->year = year_of(column, word);
    slot->words = po_map_create(arena);
    if (cell->at_count > 0)
        slot->header = cell->at[0];
    slot->header.sheet = po_arena_dup(arena, slot->header.sheet);
    if (word == NULL)
        return slot;
    const po_choice *choice =
        column->members == NULL ? NULL : po_map_get(column->members->by_key, word);
    slot->printed = po_arena_dup(arena, printed_member(arena, cell->text, word));
    slot->member = choice != NULL ? choice->name : column->members == NULL ? slot->printed : NULL;
    return slot;
}

/* Slots of a family stand side by side, in the order of the header. */
static int compare_slots(const void *a, const void *b) {
    const dataset_slot *left = *(dataset_slot *const *)a, *right = *(dataset_slot *const *)b;
    if (left->column->index != right->column->index)
        return left->column->index < right->column->index ? -1 : 1;
    return (left->grid > right->grid) - (left->grid < right->grid);
}

/* The newest year's column is the field; each other one gets its year behind it. */
static void name_years(po_arena *arena, dataset_layout *layout) {
    for (size_t i = 0; i < layout->slots.count; i++) {
        dataset_slot *slot = layout->slots.items[i];
        bool newest = true;
        for (size_t j = 0; j < layout->slots.count; j++)
            newest &= layout->slots.items[j]->column != slot->column ||
                      layout->slots.items[j]->year <= slot->year;
        if (slot->column->role == DATASET_YEARS && !newest)
            slot->field = po_arena_printf(arena, "%s_%s", slot->column->field, slot->printed);
    }
}

static void mark_seconds(dataset_layout *layout) {
    for (size_t i = 0; i < layout->slots.count; i++) {
        dataset_slot *slot = layout->slots.items[i];
        bool family = slot->column->role == DATASET_FLAGS || slot->column->role == DATASET_CHILDREN;
        for (size_t j = 0; j < i && !family && slot->column->part == 0; j++)
            slot->second |=
                po_text_equal(layout->slots.items[j]->field, slot->field) && slot->field != NULL;
        if (slot->column->part > 0)
            layout->parts[slot->column->part - 1] = slot;
        if (slot->column->own)
            layout->own = slot;
        if (slot->column->key && layout->key == NULL)
            layout->key = slot;
        else if (slot->column->key)
            layout->key_second = slot;
    }
}

static void add_stranger(po_arena *arena, dataset_layout *layout, const po_cell *cell) {
    dataset_stranger *stranger = PO_LIST_ADD(arena, &layout->strangers);
    stranger->label = po_arena_dup(arena, cell->text);
    if (cell->at_count > 0)
        stranger->at = cell->at[0];
    stranger->at.sheet = po_arena_dup(arena, stranger->at.sheet);
}

static dataset_layout *make_layout(po_arena *arena, const form_dataset *dataset,
                                   const header_row *row) {
    dataset_layout *layout = PO_NEW(arena, dataset_layout);
    layout->dataset = dataset;
    layout->labels = po_map_create(arena);
    for (uint32_t i = 0; i < row->count; i++) {
        const char *word;
        const dataset_column *column = find_column(dataset, arena, &row->cells[i], &word);
        bool again = !po_map_add(layout->labels, row->cells[i].keys[0], layout);
        if (column == NULL) {
            add_stranger(arena, layout, row->cells[i].cell);
        } else if (column->field != NULL && !again) {
            *PO_LIST_ADD(arena, &layout->slots) = new_slot(arena, column, row->cells[i].cell, word);
            if (row->cells[i].cell->column >= layout->columns)
                layout->columns = row->cells[i].cell->column + 1;
        }
    }
    if (layout->slots.count > 1)
        qsort(layout->slots.items, layout->slots.count, sizeof(dataset_slot *), compare_slots);
    name_years(arena, layout);
    mark_seconds(layout);
    return layout;
}

dataset_layout *dataset_header_find(po_arena *arena, const po_form *form, const po_row *row) {
    po_arena *scratch = po_arena_create();
    header_row header;
    const form_dataset *best = NULL;
    uint32_t most = 0;
    read_row(scratch, row, &header);
    for (size_t i = 0; i < form->datasets.count && header.count > 1; i++) {
        uint32_t matched = count_columns(form->datasets.items[i], &header);
        if (matched > most) {
            most = matched;
            best = form->datasets.items[i];
        }
    }
    dataset_layout *layout = NULL;
    if (best != NULL) {
        header.arena = arena;
        layout = make_layout(arena, best, &header);
        layout->matched = most;
    }
    po_arena_destroy(scratch);
    return layout;
}
