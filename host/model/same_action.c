/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding the same action. See same_action.h. Actions meet by a map of their titles.
 */
#include "model/same_action.h"

#include <string.h>

#include "base/text.h"
#include "model/funds.h"
#include "model/label.h"
#include "model/wordset.h"

enum { TITLE_WORDS_MIN = 3, WORD_MIN = 3 };

typedef struct po_line_list {
    PO_LIST(const po_entity *) list;
} po_line_list;

typedef struct po_pairing {
    po_arena *arena;
    const po_model *model;
    po_label_names *names;
    po_map *titles; /* folded title -> the district's action, or the pairing itself where several have it */
    po_map *lines;  /* action id -> po_line_list* */
} po_pairing;

static const char *text_of(const po_entity *entity, const char *field) {
    return po_schema_field(entity->definition, field) ? po_entity_text(entity, field) : NULL;
}

/* NULL for a title that says too little to know an action by. */
static const char *title_key(po_arena *arena, const char *title) {
    po_wordset words = po_wordset_make(arena, title, WORD_MIN);
    return words.count >= TITLE_WORDS_MIN ? po_text_key(arena, title) : NULL;
}

static void collect_lines(po_pairing *pairing) {
    const po_entity *line;
    for (size_t i = 0; (line = po_model_nth(pairing->model, "expenditure", i)); i++) {
        if (!line->source || !po_entity_current(line) || !line->parent ||
            !po_text_equal(po_entity_value(line, "stage"), "planned"))
            continue;
        po_line_list *list = po_map_get(pairing->lines, line->parent->id);
        if (!list) {
            list = PO_NEW(pairing->arena, po_line_list);
            po_map_set(pairing->lines, line->parent->id, list);
        }
        *PO_LIST_ADD(pairing->arena, &list->list) = line;
    }
}

static void collect_titles(po_pairing *pairing) {
    po_entity *action;
    for (size_t i = 0; (action = po_model_nth(pairing->model, "action", i)); i++) {
        const char *title = action->source && po_entity_current(action) && !po_source_is_school(action->source)
                                ? text_of(action, "title")
                                : NULL;
        const char *key = title ? title_key(pairing->arena, title) : NULL;
        if (key && !po_map_add(pairing->titles, key, action) && po_map_get(pairing->titles, key) != action)
            po_map_set(pairing->titles, key, pairing);
    }
}

/* The district's action whose title is this action's, or begins its description. */
static const po_entity *titled_alike(const po_pairing *pairing, const po_entity *action) {
    const char *title = text_of(action, "title"), *description = text_of(action, "description");
    const char *key = title ? title_key(pairing->arena, title) : NULL;
    void *found = key ? po_map_get(pairing->titles, key) : NULL;
    if (!found && description) {
        key = title_key(pairing->arena, po_arena_copy(pairing->arena, description, strcspn(description, ":.;(\n")));
        found = key ? po_map_get(pairing->titles, key) : NULL;
    }
    return found == pairing ? NULL : found;
}

/* Whether the district's action is for this one school. */
static bool is_for_school(const po_pairing *pairing, const po_entity *action, const char *cds) {
    const char *texts[] = {text_of(action, "location"), text_of(action, "title")};
    bool named = false;
    for (size_t i = 0; i < 2; i++) {
        po_places places = po_places_in(pairing->names, pairing->arena, texts[i]);
        for (size_t k = 0; k < places.list.count; k++) {
            bool same = po_text_equal(po_entity_text(places.list.items[k], "cds"), cds);
            if (!same)
                return false;
            named = true;
        }
    }
    return named;
}

static bool funds_meet(const po_model *model, const po_entity *a, const po_entity *b) {
    const char *x = po_entity_value(a, "fund"), *y = po_entity_value(b, "fund");
    return x && y && (po_text_equal(x, y) || po_fund_within(model, x, y) || po_fund_within(model, y, x));
}

/* The sum of the lines whose fund the other action has too; false if there is none, or one cannot be read. */
static bool sum_common(const po_pairing *pairing, const po_line_list *lines, const po_line_list *others,
                       po_decimal *ret_total, size_t *ret_count) {
    *ret_total = po_decimal_of(0, 2);
    *ret_count = 0;
    for (size_t i = 0; i < lines->list.count; i++) {
        po_decimal amount;
        bool common = false;
        for (size_t k = 0; k < others->list.count && !common; k++)
            common = funds_meet(pairing->model, lines->list.items[i], others->list.items[k]);
        const char *value = po_entity_value(lines->list.items[i], "amount");
        if (!common || po_entity_get(lines->list.items[i], "mark"))
            continue;
        if (!value || !po_decimal_parse(value, &amount) || !po_decimal_add(*ret_total, amount, ret_total))
            return false;
        *ret_count += amount.units != 0;
    }
    return *ret_count > 0;
}

/* Each line may be rounded to the dollar. */
static bool sums_differ(po_decimal a, po_decimal b, size_t lines) {
    po_decimal gap;
    if (!po_decimal_subtract(a, b, &gap))
        return false;
    gap.units = gap.units < 0 ? -gap.units : gap.units;
    return po_decimal_compare(gap, po_decimal_of((int64_t)lines, 0)) > 0;
}

/* ---- funds, groups, years ---- */

/* Every line of both has a fund that was read, and none is within one of the other's. */
static bool funds_apart(const po_pairing *pairing, const po_line_list *own, const po_line_list *theirs) {
    for (size_t i = 0; i < own->list.count; i++)
        for (size_t k = 0; k < theirs->list.count; k++) {
            const po_entity *a = own->list.items[i], *b = theirs->list.items[k];
            if (!po_entity_value(a, "fund") || !po_entity_value(b, "fund") || funds_meet(pairing->model, a, b))
                return false;
        }
    return own->list.count > 0 && theirs->list.count > 0;
}

static bool has_group(const po_vocabulary *groups, const po_value *value, const char *group) {
    for (uint32_t i = 0; i < value->value_count; i++) {
        const char *other = value->values[i];
        const po_term *term = groups ? po_vocabulary_find(groups, other) : NULL,
                      *asked = groups ? po_vocabulary_find(groups, group) : NULL;
        if (po_text_equal(other, group) || (term && po_text_equal(term->broader, group)) ||
            (asked && po_text_equal(asked->broader, other)))
            return true;
    }
    return false;
}

static bool groups_apart(const po_pairing *pairing, const po_entity *a, const po_entity *b) {
    const po_vocabulary *groups = po_schema_vocabulary(pairing->model->schema, "student-group");
    const po_value *x = po_entity_get(a, "groups"), *y = po_entity_get(b, "groups");
    if (!x || !y || x->doubt || y->doubt || x->value_count == 0 || y->value_count == 0)
        return false;
    for (uint32_t i = 0; i < x->value_count; i++)
        if (po_text_equal(x->values[i], "all-students") || has_group(groups, y, x->values[i]))
            return false;
    return !has_group(groups, y, "all-students");
}

/* The years from the first to the one after the last that a time span names ("2024-27"); false where it names none, or
 * several spans. */
static bool read_span(const po_entity *action, int *ret_first, int *ret_end) {
    const char *text = text_of(action, "time_span");
    const char *at = text ? strstr(text, "20") : NULL;
    if (!at || strlen(at) < 7 || strspn(at, "0123456789") != 4 || at[4] != '-' || strspn(at + 5, "0123456789") != 2 ||
        strstr(at + 7, "20"))
        return false;
    *ret_first = (at[2] - '0') * 10 + at[3] - '0';
    *ret_end = (at[5] - '0') * 10 + at[6] - '0';
    return *ret_end > *ret_first;
}

/* A school's action that names no years is of its plan's. */
static bool years_apart(const po_entity *district, const po_entity *school) {
    int first, end, own_first, own_end;
    if (!read_span(district, &first, &end) || school->source->plan_year == 0)
        return false;
    if (!read_span(school, &own_first, &own_end)) {
        own_first = school->source->plan_year % 100;
        own_end = own_first + 1;
    }
    return end <= own_first || own_end <= first;
}

static void add_amounts(const po_pairing *pairing, po_same_action *same) {
    const po_line_list *own = po_map_get(pairing->lines, same->school->id),
                       *theirs = po_map_get(pairing->lines, same->district->id);
    size_t count, more;
    if (!own || !theirs)
        return;
    same->funds_apart = funds_apart(pairing, own, theirs);
    same->priced = sum_common(pairing, own, theirs, &same->school_total, &count) &&
                   sum_common(pairing, theirs, own, &same->district_total, &more);
    same->differ = same->priced && sums_differ(same->school_total, same->district_total, count + more);
}

static void pair(const po_pairing *pairing, const po_entity *action, po_same_actions *found) {
    const po_entity *district = titled_alike(pairing, action);
    if (!district || !is_for_school(pairing, district, action->source->cds))
        return;
    po_same_action *same = PO_LIST_ADD(pairing->arena, &found->list);
    *same = (po_same_action){.district = district,
                             .school = action,
                             .groups_apart = groups_apart(pairing, district, action),
                             .years_apart = years_apart(district, action)};
    add_amounts(pairing, same);
}

void po_same_actions_find(po_arena *arena, const po_model *model, po_same_actions *ret_actions) {
    *ret_actions = (po_same_actions){0};
    po_pairing pairing = {.arena = arena,
                          .model = model,
                          .names = po_label_names_create(arena, model),
                          .titles = po_map_create(arena),
                          .lines = po_map_create(arena)};
    collect_lines(&pairing);
    collect_titles(&pairing);
    const po_entity *action;
    for (size_t i = 0; (action = po_model_nth(model, "action", i)); i++)
        if (action->source && po_entity_current(action) && po_source_is_school(action->source))
            pair(&pairing, action, ret_actions);
}
