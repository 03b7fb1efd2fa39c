/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines and rows that are known by a closed list of kinds: boxes of a form, ticked or not, and things counted by kind.
 *
 * Why counting is here and not in a plugin: tables of persons (the members of a council) must give numbers and no names. What is
 * counted leaves the engine as the name of a choice and a number; the rest of the row is never stored, quoted or handed on.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "plugin/form_parts.h"
#include "plugin/form_value_parts.h"

enum { OPTION_LINE = 160, DETAIL_LINE = 200, COUNT_DIGITS = 3 };

static const po_choice *choice_of_key(const po_choices *choices, const char *key) {
    for (size_t i = 0; i < choices->count; i++)
        for (size_t j = 0; j < choices->items[i].key_count; j++)
            if (po_text_equal(key, choices->items[i].keys[j]))
                return &choices->items[i];
    return NULL;
}

/* "Schoolwide Program", "☒ Schoolwide Program", "XSchoolwide Program", "X Schoolwide Program". */
static const po_choice *choice_of_line(po_arena *arena, const po_choices *choices, const char *text) {
    const char *key = po_text_key(arena, text);
    const po_choice *choice = choice_of_key(choices, key);
    if (choice == NULL && (*key == 'x' || *key == 'X'))
        choice = choice_of_key(choices, key + 1);
    return choice;
}

static const form_options *options_here(const form_run *run) {
    for (const form_section *s = run->section; s != NULL && !s->skip; s = s->parent)
        if (s->options != NULL)
            return s->options;
    return NULL;
}

/* Boxes that a document prints twice are kept once. */
static bool held_already(form_run *run, const form_build *build, const form_options *options,
                         const po_choice *choice) {
    for (size_t i = 0; i < build->fields.count; i++) {
        const form_value_build *field = &build->fields.items[i];
        if (strcmp(field->target->field, options->target.field) != 0)
            continue;
        for (size_t j = 0; j < field->pieces.count; j++)
            if (choice_of_line(run->arena, &options->target.choices, field->pieces.items[j].text) == choice)
                return true;
    }
    return false;
}

/* "☒ Additional Targeted Support and Improvement: Students with disabilities": the detail stands in the box's own line. NULL: no choice. */
static const po_choice *choice_with_detail(po_arena *arena, const form_options *options, const char *text,
                                           const char **ret_box, const char **ret_detail) {
    *ret_box = text;
    *ret_detail = NULL;
    const po_choice *choice = choice_of_line(arena, &options->target.choices, text);
    const char *colon = choice == NULL && options->detail.field != NULL ? strchr(text, ':') : NULL;
    if (colon == NULL)
        return choice;
    *ret_box = po_arena_copy(arena, text, (size_t)(colon - text));
    *ret_detail = po_text_squeeze(arena, colon + 1);
    return choice_of_line(arena, &options->target.choices, *ret_box);
}

static void put_detail(form_run *run, const form_options *options, const char *text, const form_line *line) {
    form_build_put(run, form_build_single(run, options->detail.record), &options->detail, text, line->at,
                   line->at_count, line->doubt);
}

/* Or without any mark: then nothing says that it is not. */
static bool ticked(po_arena *arena, const char *box) {
    po_value value;
    po_value_read(arena, PO_VALUE_TICKS, box, NULL, &value);
    return value.value_count > 0;
}

bool form_option_line(form_run *run, const form_line *line) {
    const form_options *options = options_here(run);
    const char *box, *detail;
    if (options == NULL || strlen(line->text) > OPTION_LINE)
        return false;
    const po_choice *choice = choice_with_detail(run->arena, options, line->text, &box, &detail);
    if (choice == NULL)
        return false;
    form_build *build = form_build_single(run, options->target.record);
    if (held_already(run, build, options, choice))
        return true;
    form_value_build *field = form_build_field(run, build, &options->target);
    form_build_put(run, build, &options->target, box, line->at, line->at_count, line->doubt);
    field->pieces.items[field->pieces.count - 1].join = field->pieces.count > 1 ? "\n" : "";
    run->option = detail == NULL ? options : NULL;
    if (!po_text_empty(detail) && ticked(run->arena, box))
        put_detail(run, options, detail, line);
    return true;
}

/* What stands behind a box: for whom it was ticked. */
bool form_option_detail(form_run *run, const form_line *line) {
    const form_options *options = run->option;
    run->option = NULL;
    if (options == NULL || options->detail.field == NULL || line->in_cell || strlen(line->text) > DETAIL_LINE)
        return false;
    put_detail(run, options, line->text, line);
    return true;
}

/* ---- counting ---- */

/* The record of this kind, found or begun. */
static form_build *build_of_kind(form_run *run, const form_count *count, const po_choice *choice,
                                 const po_place *at, uint32_t at_count) {
    for (size_t i = 0; i < run->builds.count; i++) {
        form_build *build = run->builds.items[i];
        if (build->record == count->kind.record && build->fields.count > 0 &&
            build->fields.items[0].pieces.count > 0 &&
            build->fields.items[0].pieces.items[0].text == choice->name)
            return build;
    }
    form_build *build = form_build_row(run, count->kind.record);
    form_build_put(run, build, &count->kind, choice->name, at, at_count, NULL);
    return build;
}

bool form_count_line(form_run *run, const form_line *line) {
    const form_count *count = run->section == NULL ? NULL : run->section->count;
    if (count == NULL || strlen(line->text) > OPTION_LINE)
        return false;
    const char *text = line->text + strcspn(line->text, "0123456789");
    size_t digits = strspn(text, "0123456789");
    bool begins = po_text_empty(po_text_key(run->arena, po_arena_copy(run->arena, line->text, (size_t)(text - line->text))));
    if (!begins || digits == 0 || digits > COUNT_DIGITS)
        return false;
    const po_choice *choice =
        choice_of_key(&count->kind.choices, po_text_key(run->arena, text + digits));
    if (choice == NULL)
        return false;
    form_build *build = build_of_kind(run, count, choice, line->at, line->at_count);
    if (!form_build_has(build, count->number.field))
        form_build_put(run, build, &count->number, po_arena_copy(run->arena, text, digits),
                       line->at, line->at_count, line->doubt);
    return true;
}

/* One more of this kind. */
static void count_one(form_run *run, const form_count *count, const po_choice *choice, const po_cell *cell) {
    form_build *build = build_of_kind(run, count, choice, cell->at, cell->at_count);
    const char *before = form_build_text(run->arena, build, count->number.field);
    form_build_put(run, build, &count->number, "0", cell->at, cell->at_count, cell->doubt);
    form_value_build *field = form_build_field(run, build, &count->number);
    unsigned now = before == NULL ? 1 : (unsigned)strtoul(before, NULL, 10) + 1;
    field->pieces.count = 1;
    field->pieces.items[0].text = po_arena_printf(run->arena, "%u", now);
}

void form_count_cell(form_run *run, const form_count *count, const po_cell *cell) {
    po_value value;
    po_value_read(run->arena, PO_VALUE_LIST, cell->text, &count->kind.choices, &value);
    for (uint32_t i = 0; i < value.value_count; i++) {
        const po_choice *choice = choice_of_key(&count->kind.choices, po_text_key(run->arena, value.values[i]));
        if (choice != NULL)
            count_one(run, count, choice, cell);
    }
}

/* "X", "[X]", a tick of any kind, or the number one. */
static bool is_tick_cell(po_arena *arena, const char *text) {
    size_t size = strlen(text);
    bool brackets = size > 2 && strchr("[(", text[0]) && strchr("])", text[size - 1]);
    const char *inner = po_text_squeeze(arena, brackets ? po_arena_copy(arena, text + 1, size - 2) : text);
    return po_value_is_tick(inner) || strcmp(inner, "1") == 0;
}

void form_count_tick(form_run *run, const form_table *table, const form_column *column, const po_cell *cell, bool stated_here) {
    const po_choice *choice = choice_of_key(&table->count->kind.choices, po_text_key(run->arena, column->label));
    const form_count *stated = table->section->count;
    const char *text = po_text_squeeze(run->arena, cell->text);
    size_t digits = strspn(text, "0123456789");
    if (choice == NULL)
        return;
    if (!stated_here) {
        if (is_tick_cell(run->arena, text))
            count_one(run, table->count, choice, cell);
    } else if (stated != NULL && digits > 0 && digits <= COUNT_DIGITS && text[digits] == '\0') {
        form_build *build = build_of_kind(run, table->count, choice, cell->at, cell->at_count);
        if (!form_build_has(build, stated->number.field))
            form_build_put(run, build, &stated->number, text, cell->at, cell->at_count, cell->doubt);
    }
}
