/* SPDX-License-Identifier: Apache-2.0
 *
 * Constants of a table: fields that its rows do not say. The year stands in the newest column's
 * name, in a title row, in the sheet's or the file's name; which indicator a file is about, in
 * columns that only such files have or in the file's name. What only the file's name says is in
 * doubt: files are renamed.
 */
#include <string.h>

#include "base/text.h"
#include "plugin/dataset_parts.h"

#define FROM_NAME "the file itself does not say it; it was taken from the file's name"

static bool has_slot(const dataset_layout *layout, const char *field) {
    for (size_t i = 0; i < layout->slots.count; i++)
        if (po_text_equal(layout->slots.items[i]->field, field))
            return true;
    return false;
}

static dataset_constant *add_constant(dataset_run *run, const char *name, const char *text,
                                      const char *value) {
    dataset_constant *constant = PO_NEW(run->arena, dataset_constant);
    constant->field = (po_field){.name = name, .text = text, .value = value};
    *PO_LIST_ADD(run->arena, &run->layout->constants) = constant;
    return constant;
}

static void set_place(dataset_run *run, dataset_constant *constant, const po_place *at) {
    constant->at = *at;
    constant->at.sheet = po_arena_dup(run->arena, at->sheet);
    constant->field.at = &constant->at;
    constant->field.at_count = 1;
}

/* ---- the year ---- */

static const dataset_slot *newest_slot(const dataset_layout *layout) {
    const dataset_slot *newest = NULL;
    for (size_t i = 0; i < layout->slots.count; i++) {
        const dataset_slot *slot = layout->slots.items[i];
        bool dated = slot->column->role == DATASET_YEARS && slot->year != 0 &&
                     slot->column->patterns.items[0].hole == HOLE_YEAR;
        if (dated && (newest == NULL || slot->year > newest->year))
            newest = slot;
    }
    return newest;
}

static dataset_constant *add_year(dataset_run *run, uint32_t year, const char *text) {
    const char *value = po_arena_printf(run->arena, "%u", year);
    return add_constant(run, run->layout->dataset->year, text != NULL ? text : value, value);
}

static bool year_from_columns(dataset_run *run) {
    const dataset_slot *slot = newest_slot(run->layout);
    if (slot != NULL)
        set_place(run, add_year(run, slot->year, slot->printed), &slot->header);
    return slot != NULL;
}

static bool year_from_titles(dataset_run *run, const dataset_titles *titles) {
    for (size_t i = 0; i < titles->count; i++) {
        uint32_t year = dataset_year_in(titles->items[i].text, NULL);
        if (year == 0)
            continue;
        set_place(run, add_year(run, year, titles->items[i].text), &titles->items[i].at);
        return true;
    }
    return false;
}

static bool year_from_sheet(dataset_run *run) {
    uint32_t year = run->table->sheet == NULL ? 0 : dataset_year_in(run->table->sheet, NULL);
    if (year != 0)
        set_place(run, add_year(run, year, po_arena_dup(run->arena, run->table->sheet)),
                  &(po_place){.table = run->table->number, .sheet = run->table->sheet});
    return year != 0;
}

static bool year_from_name(dataset_run *run) {
    uint32_t year = run->sink->name == NULL ? 0 : dataset_year_in(run->sink->name, NULL);
    if (year == 0)
        return false;
    add_year(run, year, NULL)->field.doubt = FROM_NAME;
    dataset_say(
        run, PO_NOTE, "FORM-019", NULL,
        po_arena_printf(run->arena,
                        "the file does not say which year it is about; %u was taken from its name",
                        year));
    return true;
}

static void find_year(dataset_run *run, const dataset_titles *titles) {
    const char *field = run->layout->dataset->year;
    if (field == NULL || year_from_columns(run) || has_slot(run->layout, field) ||
        year_from_titles(run, titles) || year_from_sheet(run) || year_from_name(run))
        return;
    dataset_say(run, PO_WARNING, "FORM-019", NULL,
                "the file does not say which year it is about; its rows have no year");
}

/* ---- other fields ---- */

/* True if the reason applies; what it says is then a constant. */
static bool apply(dataset_run *run, const dataset_otherwise *item) {
    bool named = false;
    switch (item->reason) {
    case OTHERWISE_ALWAYS:
        (void)add_constant(run, item->field, item->text, item->value);
        return true;
    case OTHERWISE_COLUMN:
        if (po_map_get(run->layout->labels, item->text) == NULL)
            return false;
        (void)add_constant(run, item->field, item->value, item->value);
        return true;
    case OTHERWISE_NAME:
        named = run->sink->name != NULL &&
                strstr(po_text_key(run->arena, run->sink->name), item->text) != NULL;
        if (!named)
            return false;
        add_constant(run, item->field, item->value, item->value)->field.doubt = FROM_NAME;
        dataset_say(run, PO_NOTE, "FORM-019", NULL,
                    po_arena_printf(run->arena,
                                    "the file does not say its %s; \"%s\" was taken from its name",
                                    item->field, item->value));
        return true;
    }
    return false;
}

static bool said(const dataset_layout *layout, const char *field) {
    for (size_t i = 0; i < layout->constants.count; i++)
        if (strcmp(layout->constants.items[i]->field.name, field) == 0)
            return true;
    return has_slot(layout, field);
}

void dataset_constants_find(dataset_run *run, const dataset_titles *titles) {
    const form_dataset *dataset = run->layout->dataset;
    find_year(run, titles);
    for (size_t i = 0; i < dataset->otherwise.count; i++) {
        const dataset_otherwise *item = &dataset->otherwise.items[i];
        bool last = i + 1 == dataset->otherwise.count ||
                    strcmp(dataset->otherwise.items[i + 1].field, item->field) != 0;
        if (!said(run->layout, item->field) && !apply(run, item) && last)
            dataset_say(run, PO_WARNING, "FORM-019", NULL,
                        po_arena_printf(run->arena,
                                        "neither the file nor its name says the %s of its rows",
                                        item->field));
    }
}
