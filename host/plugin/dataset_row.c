/* SPDX-License-Identifier: Apache-2.0
 *
 * One row of a data set: its record, and the records of its families. Nothing of a row outlives it
 * but counts.
 *
 * A row without a code in its key column is no row of the table (a footer, a note, a total); one
 * whose key column holds something else is one only if other columns hold something too, and then
 * says so in a doubt.
 */
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "base/text.h"
#include "plugin/dataset_parts.h"

enum {
    SCRATCH_BYTES = 1 << 16, /* of rows, before the memory is used again */
    FULL_ROW_CELLS = 4,      /* cells that make a row of data of one whose code is none, */
    DISTRICT_DIGITS = 7,
    CODE_LIKE_DIGITS = 5 /* if the code has that many digits: "TOTAL:" has not */
};

po_arena *dataset_scratch(dataset_run *run) {
    return run->scratch;
}

static void renew_scratch(dataset_run *run) {
    if (po_arena_used(run->scratch) >= SCRATCH_BYTES)
        po_arena_reset(run->scratch);
}

/* ---- cells by column ---- */

static void spread_cells(dataset_run *run, const po_row *row) {
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const po_cell *cell = &row->cells[i];
        if (cell->column < run->layout->columns && !dataset_blank(run->form, cell->text))
            run->cells[cell->column] = cell;
    }
}

static void clear_cells(dataset_run *run, const po_row *row) {
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].column < run->layout->columns)
            run->cells[row->cells[i].column] = NULL;
}

static const po_cell *cell_of(const dataset_run *run, const dataset_slot *slot) {
    return slot == NULL ? NULL : run->cells[slot->grid];
}

static uint32_t filled_cells(const dataset_run *run) {
    uint32_t filled = 0;
    for (size_t i = 0; i < run->layout->slots.count; i++)
        filled += cell_of(run, run->layout->slots.items[i]) != NULL;
    return filled;
}

/* ---- fields ---- */

static po_field *find_field(dataset_run *run, const char *name) {
    for (uint32_t i = 0; i < run->field_count; i++)
        if (strcmp(run->fields[i].name, name) == 0)
            return &run->fields[i];
    return NULL;
}

static po_field *add_field(dataset_run *run, const char *name) {
    if (run->field_count >= PO_DATASET_FIELDS)
        return NULL;
    po_field *field = &run->fields[run->field_count++];
    *field = (po_field){.name = name, .text = ""};
    return field;
}

static void from_cell(po_field *field, const po_cell *cell) {
    field->text = cell->text;
    field->at = cell->at;
    field->at_count = cell->at_count;
    field->doubt = cell->doubt;
}

static void read_cell(dataset_run *run, dataset_slot *slot, const po_cell *cell, po_field *field) {
    from_cell(field, cell);
    dataset_value_read(run, slot, cell, field);
}

static void take_single(dataset_run *run, dataset_slot *slot) {
    const po_cell *cell = cell_of(run, slot);
    if (cell == NULL || slot->column->quiet || (slot->second && find_field(run, slot->field) != NULL))
        return;
    po_field *field = add_field(run, slot->field);
    if (field != NULL)
        read_cell(run, slot, cell, field);
}

/* A code in three columns. */
static void take_parts(dataset_run *run, dataset_slot *slot) {
    const char *texts[3];
    po_place *at = PO_NEW_ARRAY(run->scratch, po_place, 3);
    for (size_t i = 0; i < 3; i++) {
        const po_cell *cell = cell_of(run, run->layout->parts[i]);
        if (cell == NULL)
            return;
        texts[i] = cell->text;
        at[i] = cell->at_count > 0 ? cell->at[0] : (po_place){0};
    }
    po_field *field = add_field(run, slot->field);
    if (field == NULL)
        return;
    bool restored;
    field->text = po_arena_printf(run->scratch, "%s-%s-%s", texts[0], texts[1], texts[2]);
    field->value = dataset_cds_join(run->scratch, texts, &restored);
    field->at = at;
    field->at_count = 3;
    if (restored && slot->restored++ == 0) {
        slot->restored_at = at[0];
        slot->restored_at.sheet = po_arena_dup(run->arena, at[0].sheet);
    }
    if (field->value == NULL)
        field->doubt = "these three columns make no county-district-school code";
}

/* ---- families ---- */

/* What the members of a family that say yes have told so far. */
typedef struct flags {
    po_buffer text;
    const char **values;
    po_place *at;
    uint32_t count, said; /* said: cells that are not blank */
    const po_place *first;
    const char *doubt;
} flags;

static void take_flag(dataset_run *run, dataset_slot *slot, flags *out) {
    const po_cell *cell = cell_of(run, slot);
    if (cell == NULL)
        return;
    const char *says = dataset_flag(cell->text);
    if (out->said++ == 0 && cell->at_count > 0)
        out->first = &cell->at[0];
    if (says != NULL && strcmp(says, "no") == 0)
        return;
    if (out->count > 0)
        po_buffer_add_text(&out->text, ", ");
    po_buffer_add_text(&out->text, slot->printed);
    if (says == NULL) {
        po_buffer_printf(&out->text, ": %s", cell->text);
        out->doubt = "a column of these says neither yes nor no; it was taken as yes";
        slot->refused_at =
            slot->refused++ == 0 && cell->at_count > 0 ? cell->at[0] : slot->refused_at;
        slot->refused_at.sheet = slot->header.sheet;
    }
    if (slot->member == NULL)
        out->doubt = "one of these is not known to the form";
    if (cell->at_count > 0)
        out->at[out->count] = cell->at[0];
    out->values[out->count++] = slot->member != NULL ? slot->member : slot->printed;
}

static void take_flags(dataset_run *run, dataset_slot **slots, size_t count) {
    flags out = {.values = PO_NEW_ARRAY(run->scratch, const char *, count),
                 .at = PO_NEW_ARRAY(run->scratch, po_place, count)};
    for (size_t i = 0; i < count; i++)
        take_flag(run, slots[i], &out);
    po_field *field = out.said > 0 ? add_field(run, slots[0]->field) : NULL;
    if (field != NULL) {
        field->text = po_arena_dup(run->scratch, po_buffer_text(&out.text));
        field->values = out.values;
        field->value_count = out.count;
        field->at = out.count > 0 ? out.at : out.first;
        field->at_count = out.count > 0 ? out.count : out.first != NULL;
        field->doubt = out.doubt;
    }
    po_buffer_finish(&out.text);
}

/* ---- the record ---- */

static void take_constants(dataset_run *run) {
    const dataset_layout *layout = run->layout;
    for (size_t i = 0; i < layout->constants.count; i++) {
        const po_field *constant = &layout->constants.items[i]->field;
        po_field *field =
            find_field(run, constant->name) != NULL ? NULL : add_field(run, constant->name);
        if (field != NULL)
            *field = *constant;
    }
}

static void take_slots(dataset_run *run) {
    dataset_slot **slots = run->layout->slots.items;
    size_t count = run->layout->slots.count;
    for (size_t i = 0; i < count;) {
        size_t next = i + 1;
        while (next < count && slots[next]->column == slots[i]->column)
            next++;
        if (slots[i]->column->role == DATASET_FLAGS)
            take_flags(run, slots + i, next - i);
        for (size_t k = i; k < next; k++)
            if (slots[k]->column->part == 1)
                take_parts(run, slots[k]);
            else if (slots[k]->column->part == 0 && (slots[k]->column->role == DATASET_SINGLE ||
                                                     slots[k]->column->role == DATASET_YEARS))
                take_single(run, slots[k]);
        i = next;
    }
}

/* "essa_status-{place}" -> "essa_status-2.17" */
static const char *id_at(dataset_run *run, const form_record *record, const po_place *at,
                         uint32_t column) {
    const char *end = strstr(record->id, "{place}");
    int size = end == NULL ? (int)strlen(record->id) : (int)(end - record->id);
    if (column > 0)
        return po_arena_printf(run->scratch, "%.*s%u.%u.%u", size, record->id, at->table, at->row,
                               column);
    return po_arena_printf(run->scratch, "%.*s%u.%u", size, record->id, at->table, at->row);
}

static po_status emit(dataset_run *run, const form_record *type, const char *id, const char *parent,
                      const po_field *fields, uint32_t count) {
    po_record record = {
        .id = id, .type = type->type, .parent = parent, .fields = fields, .field_count = count};
    return run->sink->emit(run->sink->context, &record);
}

static po_status emit_child(dataset_run *run, dataset_slot *slot, const po_cell *cell) {
    const dataset_column *column = slot->column;
    po_field fields[2] = {{.name = column->member,
                           .text = slot->printed,
                           .value = slot->member,
                           .at = &slot->header,
                           .at_count = 1},
                          {.name = column->field, .text = ""}};
    read_cell(run, slot, cell, &fields[1]);
    if (slot->member == NULL)
        fields[0].doubt = "this word is not known to the form";
    const po_place *at = cell->at_count > 0 ? &cell->at[0] : &slot->header;
    return emit(run, column->record, id_at(run, column->record, at, slot->grid + 1), run->id,
                fields, 2);
}

static po_status emit_children(dataset_run *run) {
    po_status status = PO_OK;
    for (size_t i = 0; status == PO_OK && i < run->layout->slots.count; i++) {
        dataset_slot *slot = run->layout->slots.items[i];
        const po_cell *cell = slot->column->role == DATASET_CHILDREN ? cell_of(run, slot) : NULL;
        if (cell != NULL)
            status = emit_child(run, slot, cell);
    }
    return status;
}

/* ---- whether it is a row ---- */

static uint32_t count_digits(const char *text) {
    uint32_t count = 0;
    for (; *text != '\0'; text++)
        count += *text >= '0' && *text <= '9';
    return count;
}

static bool span_from(const po_field *field, po_date from, po_date *ret_last) {
    po_date first;
    return field && po_date_parse_span(field->text, from, &first, ret_last) && po_date_compare(first, from) == 0;
}

/* The last day of a span that the cell of the day prints, or a text beside it: "Winter Recess Dec 21–Jan 1". */
static void take_until(dataset_run *run) {
    const dataset_column *key = run->layout->key ? run->layout->key->column : NULL;
    const po_field *day = key && key->until && !find_field(run, key->until) ? find_field(run, key->field) : NULL;
    const po_field *told = day && key->until_in ? find_field(run, key->until_in) : NULL;
    po_date from, last;
    if (!day || !day->value || !po_date_parse_iso(day->value, &from))
        return;
    const po_field *span = span_from(day, from, &last) ? day : span_from(told, from, &last) ? told : NULL;
    po_field *end = span ? add_field(run, key->until) : NULL;
    if (!end)
        return;
    *end = (po_field){.name = key->until, .text = span->text, .at = span->at, .at_count = span->at_count};
    end->value = po_date_format_iso(last, po_arena_alloc(run->scratch, PO_DATE_TEXT_MAX));
    end->doubt = span == day ? NULL : "read from the words of the event";
}

/* The code or day of the row, as far as that is needed to know whether the row is wanted; `ret_digits`:
 * printed where it should be. */
static const char *code_of(dataset_run *run, uint32_t *ret_digits) {
    const dataset_layout *layout = run->layout;
    const po_cell *cell = cell_of(run, layout->key) != NULL ? cell_of(run, layout->key)
                                                            : cell_of(run, layout->key_second);
    bool restored;
    *ret_digits = cell == NULL ? 0 : count_digits(cell->text);
    if (cell == NULL)
        return NULL;
    if (layout->dataset->by_day)
        return dataset_first_day(run->scratch, layout->key->column, cell->text);
    if (layout->key->column->part == 0)
        return dataset_cds(run->scratch, cell->text, &restored);
    const char *texts[3];
    for (size_t i = 0; i < 3; i++) {
        const po_cell *part = cell_of(run, layout->parts[i]);
        if (part == NULL)
            return NULL;
        texts[i] = part->text;
        *ret_digits += i == 0 ? 0 : count_digits(part->text);
    }
    return dataset_cds_join(run->scratch, texts, &restored);
}

/* A charter school's row carries its authorizer's digits and is not its authorizer's. */
static bool wanted(const dataset_run *run, const char *code) {
    const po_cell *cell = cell_of(run, run->layout->own);
    const char *says = cell == NULL ? "no" : dataset_flag(cell->text);
    bool school = code != NULL && strcmp(code + DISTRICT_DIGITS, "0000000") != 0;
    if (run->layout->dataset->by_day)
        return true;
    bool own =
        says == NULL || strcmp(says, "no") != 0 || (school && run->layout->dataset->own_schools);
    return own ? po_scope_has_school(run->scope, code) : po_scope_has_cds(run->scope, code);
}

static const char *year_of(dataset_run *run) {
    const po_field *year =
        run->layout->dataset->year == NULL ? NULL : find_field(run, run->layout->dataset->year);
    return year == NULL ? NULL : year->value;
}

static void take_tells(dataset_run *run) {
    const form_dataset *dataset = run->layout->dataset;
    const char *none = NULL; /* the field of which was told that it is none */
    for (size_t i = 0; i < dataset->tells.count; i++) {
        const dataset_tell *tell = &dataset->tells.items[i];
        po_field told;
        if (find_field(run, tell->field) != NULL || po_text_equal(none, tell->field) ||
            (tell->when != NULL && find_field(run, tell->when) == NULL))
            continue;
        bool any = dataset_tell_read(run, tell, &told);
        po_field *field = any ? add_field(run, told.name) : NULL;
        if (field != NULL)
            *field = told;
        none = any || told.name == NULL ? none : tell->field;
    }
}

static po_status read_row(dataset_run *run, const po_place *at) {
    run->field_count = 0;
    take_slots(run);
    take_until(run);
    take_tells(run);
    take_constants(run);
    if (!po_scope_has_year(run->scope, year_of(run)))
        return PO_OK;
    run->id = id_at(run, run->layout->dataset->record, at, 0);
    po_status status =
        emit(run, run->layout->dataset->record, run->id, NULL, run->fields, run->field_count);
    return status == PO_OK ? emit_children(run) : status;
}

po_status dataset_row_take(dataset_run *run, const po_row *row, bool *ret_taken) {
    static const po_place nowhere;
    const po_place *at =
        row->cell_count > 0 && row->cells[0].at_count > 0 ? &row->cells[0].at[0] : &nowhere;
    uint32_t digits;
    renew_scratch(run);
    spread_cells(run, row);
    const char *code = code_of(run, &digits);
    po_status status = PO_OK;
    *ret_taken =
        code != NULL || (digits >= CODE_LIKE_DIGITS && filled_cells(run) >= FULL_ROW_CELLS);
    if (*ret_taken && wanted(run, code))
        status = read_row(run, at);
    clear_cells(run, row);
    return status;
}
