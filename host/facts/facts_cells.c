/* SPDX-License-Identifier: Apache-2.0
 *
 * Facts as the rules language sees them. What a fact is taken from (the type of the LEA, a status by letter, the number of schools with one)
 * stands in the program file that declares it (`gives`, `status`); what the file states under `facts` is taken as it is.
 */
#include <string.h>

#include "base/text.h"
#include "facts/facts_parts.h"

const po_fact *po_facts_declared(const po_program *const *programs, size_t program_count, const char *name) {
    const po_fact *found = NULL;
    for (size_t i = 0; i < program_count; i++) {
        const po_fact *fact = po_program_fact(programs[i], name);
        if (fact && (!found || fact->gives))
            found = fact; /* one that says where it comes from tells more than one that does not */
    }
    return found;
}

const po_status_letter *po_status_find(const po_status_letters *list, const char *status) {
    const po_status_letter *found = NULL;
    for (size_t i = 0; i < list->count; i++)
        if (po_text_equal(list->items[i].status, status) &&
            (!found || po_date_compare(list->items[i].letter, found->letter) > 0))
            found = &list->items[i];
    return found;
}

/* ---- what is given as it is ------------------------------------------------------------------------ */

/* "$1,234.50" or "18.4%" as canonical decimal text; NULL if it is none. */
static const char *canonical_number(po_arena *arena, const char *text) {
    po_buffer plain = {0};
    for (const char *at = text; *at; at++)
        if (!strchr("$, %", *at))
            po_buffer_add_char(&plain, *at);
    po_decimal number;
    const char *copy = po_decimal_parse(po_buffer_text(&plain), &number) ? po_arena_dup(arena, plain.data) : NULL;
    po_buffer_finish(&plain);
    return copy;
}

static bool set_number(po_arena *arena, const char *text, po_rule_cell *cell) {
    cell->value = canonical_number(arena, text);
    return cell->value != NULL;
}

static bool set_cell(po_arena *arena, const char *type, const po_given_fact *given, po_rule_cell *cell) {
    po_date date;
    cell->text = cell->value = given->text;
    if (po_text_equal(type, "list")) {
        cell->hint = PO_HINT_CODES;
        cell->values = given->values;
        cell->value_count = given->value_count;
        return given->values != NULL;
    }
    if (!given->text)
        return false;
    if (po_text_equal(type, "number")) {
        cell->hint = PO_HINT_COUNT;
        return set_number(arena, given->text, cell);
    }
    if (po_text_equal(type, "percent")) {
        cell->hint = PO_HINT_PERCENT;
        cell->text = po_arena_printf(arena, "%s%s", given->text, strchr(given->text, '%') ? "" : "%");
        return set_number(arena, given->text, cell);
    }
    if (po_text_equal(type, "money")) {
        cell->hint = PO_HINT_MONEY;
        return set_number(arena, given->text, cell);
    }
    if (po_text_equal(type, "date")) {
        cell->hint = PO_HINT_DATE;
        return po_date_parse_iso(given->text, &date);
    }
    bool yes_no = po_text_equal(type, "yes-no");
    cell->hint = yes_no ? PO_HINT_YES_NO : PO_HINT_TEXT;
    return !yes_no || po_text_equal(given->text, "yes") || po_text_equal(given->text, "no");
}

po_rule_cell *po_facts_cell(po_arena *arena, const po_fact *declared, const po_given_fact *given) {
    po_rule_cell *cell = PO_NEW(arena, po_rule_cell);
    return set_cell(arena, declared->type, given, cell) ? cell : NULL;
}

/* ---- what follows from type and letters -------------------------------------------------------------- */

typedef struct given_status {
    po_arena *arena;
    const po_lea_facts *facts;
    const po_facts_school *school;
    char **names; /* of the statuses that the fact asks for, the weightiest first */
    size_t name_count;
} given_status;

static const po_status_letter *first_status(const given_status *given, const po_status_letters *list) {
    for (size_t i = 0; i < given->name_count; i++) {
        const po_status_letter *found = po_status_find(list, given->names[i]);
        if (found)
            return found;
    }
    return NULL;
}

static size_t schools_with(const given_status *given) {
    size_t count = 0;
    for (size_t i = 0; i < given->facts->schools.count; i++)
        count += first_status(given, &given->facts->schools.items[i].statuses) != NULL;
    return count;
}

/* NULL: unknown. */
static const char *status_text(const given_status *given, const char *gives) {
    const po_status_letter *status =
        first_status(given, given->school ? &given->school->statuses : &given->facts->statuses);
    bool complete = !po_date_none(given->facts->statuses_as_of);
    char date[PO_DATE_TEXT_MAX];
    if (po_text_equal(gives, "schools"))
        return complete || schools_with(given) > 0 ? po_arena_printf(given->arena, "%zu", schools_with(given)) : NULL;
    if (po_text_equal(gives, "status"))
        return status ? "yes" : complete ? "no" : NULL;
    if (po_text_equal(gives, "name"))
        return status ? status->status : complete ? "none" : NULL;
    if (po_text_equal(gives, "tier"))
        return status ? status->tier : NULL;
    bool dated = status && !po_date_none(status->letter);
    return dated ? po_arena_dup(given->arena, po_date_format_iso(status->letter, date)) : NULL;
}

/* What the fact is taken from, or NULL if it is not known or not taken from anything. */
static const char *taken_from(po_arena *arena, const po_lea_facts *facts, const po_facts_school *school,
                              const po_fact *fact) {
    if (!fact->gives)
        return NULL;
    if (po_text_equal(fact->gives, "type"))
        return facts->type;
    if (po_text_equal(fact->gives, "single-school"))
        return facts->single_school ? "yes" : "no";
    given_status given = {.arena = arena, .facts = facts, .school = po_text_equal(fact->level, "school") ? school : NULL};
    if (po_text_equal(fact->level, "school") && !school)
        return NULL;
    given.name_count = po_text_split(arena, fact->status ? fact->status : "", ' ', &given.names);
    return status_text(&given, fact->gives);
}

/* ---- all of them ---------------------------------------------------------------------------------- */

static void add_taken(po_arena *arena, const po_lea_facts *facts, const po_facts_school *school, const po_program *program,
                      po_map *cells) {
    for (size_t i = 0; i < program->facts.count; i++) {
        const po_fact *fact = &program->facts.items[i];
        const po_given_fact given = {.name = fact->name, .text = taken_from(arena, facts, school, fact)};
        po_rule_cell *cell = given.text ? po_facts_cell(arena, fact, &given) : NULL;
        if (cell)
            po_map_set(cells, fact->name, cell);
    }
}

static void add_given(po_arena *arena, const po_given_facts *list, const po_program *const *programs, size_t count,
                      po_map *cells) {
    for (size_t i = 0; i < list->count; i++) {
        const po_fact *fact = po_facts_declared(programs, count, list->items[i].name);
        po_rule_cell *cell = fact ? po_facts_cell(arena, fact, &list->items[i]) : NULL;
        if (cell)
            po_map_set(cells, fact->name, cell);
    }
}

po_map *po_facts_cells(po_arena *arena, const po_lea_facts *facts, const po_facts_school *school,
                       const po_program *const *programs, size_t program_count) {
    po_map *cells = po_map_create(arena);
    if (!facts)
        return cells;
    for (size_t i = 0; i < program_count; i++)
        add_taken(arena, facts, school, programs[i], cells);
    add_given(arena, &facts->facts, programs, program_count, cells);
    if (school)
        add_given(arena, &school->facts, programs, program_count, cells);
    return cells;
}

po_date po_facts_date(const po_map *cells, const char *name) {
    po_date date = {0};
    const po_rule_cell *cell = cells ? po_map_get(cells, name) : NULL;
    return cell && cell->value && po_date_parse_iso(cell->value, &date) ? date : (po_date){0};
}
