/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows of measures side by side. See comparison.h. One pass over the measures, joined by keys.
 */
#include "model/comparison.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/text.h"

enum { NAME_WORDS_MIN = 3 /* a name of fewer words is no key */, TOPICS_MAX = 8 };

/* A row under way. */
typedef struct po_row {
    po_comparison *comparison;
    po_map *members; /* measure, site and part -> its index + 1, as a size_t* */
} po_row;

typedef struct po_maker {
    po_arena *arena;
    const po_model *model;
    const po_statement_reader *reader;
    po_map *children; /* measure id -> outcome_list* */
    po_map *rows;     /* key -> po_row* */
} po_maker;

typedef struct outcome_list {
    PO_LIST(const po_entity *) list;
} outcome_list;

/* What is known of a measure while its values are put into rows. */
typedef struct po_measured {
    const po_entity *measure, *site;
    const char *key, *group, *rest;
    const char **topics;
    size_t topic_count;
} po_measured;

const char *po_unlikeness_name(unsigned n) {
    static const char *const NAMES[PO_UNLIKENESSES] = {"level",  "definition", "renamed", "year",   "baseline",
                                                      "moment", "origin",     "part",    "target", "year-unknown"};
    return n < PO_UNLIKENESSES ? NAMES[n] : NULL;
}

/* ---- measures ---- */

static int by_text(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* A topic that is only the broader one of another that is named says nothing. */
static bool is_broader_of_another(const po_vocabulary *topics, const po_value *value, const char *topic) {
    for (uint32_t i = 0; i < value->value_count; i++) {
        const po_term *term = topics ? po_vocabulary_find(topics, value->values[i]) : NULL;
        if (term && po_text_equal(term->broader, topic))
            return true;
    }
    return false;
}

static void add_topics(const po_maker *maker, po_measured *measured) {
    const po_value *value = po_entity_get(measured->measure, "topics");
    const po_vocabulary *topics = po_schema_vocabulary(maker->model->schema, "topic");
    measured->topics = PO_NEW_ARRAY(maker->arena, const char *, TOPICS_MAX);
    for (uint32_t i = 0; value && i < value->value_count && measured->topic_count < TOPICS_MAX; i++)
        if (!is_broader_of_another(topics, value, value->values[i]))
            measured->topics[measured->topic_count++] = value->values[i];
    if (measured->topic_count > 1)
        qsort(measured->topics, measured->topic_count, sizeof *measured->topics, by_text);
}

static size_t count_words(const char *text) {
    size_t count = *text != '\0';
    for (; *text; text++)
        count += *text == ' ';
    return count;
}

/* By what a measure meets others: its topics, else its name. NULL: nothing. */
static const char *key_of(const po_maker *maker, const po_measured *measured) {
    if (measured->topic_count == 0)
        return count_words(measured->rest) < NAME_WORDS_MIN ? NULL : po_arena_printf(maker->arena, "=%s", measured->rest);
    const char *key = "";
    for (size_t i = 0; i < measured->topic_count; i++)
        key = po_arena_printf(maker->arena, "%s+%s", key, measured->topics[i]);
    return key;
}

static void collect_children(po_maker *maker) {
    po_entity *outcome;
    for (size_t i = 0; (outcome = po_model_nth(maker->model, "outcome", i)); i++) {
        if (!outcome->parent || po_text_equal(po_entity_value(outcome, "kind"), "difference"))
            continue;
        outcome_list *list = po_map_get(maker->children, outcome->parent->id);
        if (!list) {
            list = PO_NEW(maker->arena, outcome_list);
            po_map_set(maker->children, outcome->parent->id, list);
        }
        *PO_LIST_ADD(maker->arena, &list->list) = outcome;
    }
}

/* ---- rows ---- */

static po_row *row_for(po_maker *maker, const po_measured *measured, const char *group) {
    const char *key = po_arena_printf(maker->arena, "%s|%s", measured->key, group);
    po_row *row = po_map_get(maker->rows, key);
    if (row)
        return row;
    const po_source *source = measured->measure->source;
    const char *parts[] = {"comparison", po_source_lea(source), measured->key, group};
    row = PO_NEW(maker->arena, po_row);
    row->members = po_map_create(maker->arena);
    row->comparison = PO_NEW(maker->arena, po_comparison);
    *row->comparison = (po_comparison){.id = po_id_make(parts, 4, po_arena_alloc(maker->arena, PO_ID_TEXT_MAX)),
                                       .topics = measured->topics,
                                       .topic_count = measured->topic_count,
                                       .name = po_entity_text(measured->measure, "name"),
                                       .group = group};
    po_map_set(maker->rows, key, row);
    return row;
}

static const char *member_key(po_arena *arena, const po_measured *measured, const po_statement *statement) {
    const po_entity *site = statement ? statement->site : measured->site;
    return po_arena_printf(arena, "%s|%s|%s", measured->measure->id, site ? site->id : "", statement ? statement->part : "");
}

static po_beside *member_for(const po_maker *maker, po_row *row, const po_measured *measured, const po_statement *statement) {
    const char *key = member_key(maker->arena, measured, statement);
    size_t *index = po_map_get(row->members, key);
    if (index)
        return &row->comparison->list.items[*index];
    index = PO_NEW(maker->arena, size_t);
    *index = row->comparison->list.count;
    po_map_set(row->members, key, index);
    po_map_add(row->members, measured->measure->id, index); /* its first: where values without a place go */
    po_beside *compared = PO_LIST_ADD(maker->arena, &row->comparison->list);
    *compared = (po_beside){.measure = measured->measure,
                              .site = statement ? statement->site : measured->site,
                              .part = statement ? statement->part : "",
                              .part_text = statement ? statement->part_text : "",
                              .rest = measured->rest,
                              .scale = po_entity_value(measured->measure, "scale")};
    return compared;
}

static const char *scale_of_unit(po_stated_unit unit) {
    return unit == PO_STATED_PERCENT ? "percent" : unit == PO_STATED_POINTS ? "distance-from-standard" : "number";
}

static void add_value(const po_maker *maker, po_beside *compared, const po_entity *outcome, const po_statement *statement) {
    if (statement && (!compared->scale || po_text_equal(compared->scale, "rate")))
        compared->scale = scale_of_unit(statement->unit);
    *PO_LIST_ADD(maker->arena, &compared->values) = (po_beside_value){.outcome = outcome, .statement = statement};
}

static void place_value(po_maker *maker, const po_measured *measured, const po_entity *outcome, const po_statement *statement) {
    const char *group = statement ? statement->group : measured->group;
    if (group)
        add_value(maker, member_for(maker, row_for(maker, measured, group), measured, statement), outcome, statement);
}

static bool is_aim(const po_entity *outcome) {
    const char *kind = po_entity_value(outcome, "kind");
    return po_text_equal(kind, "target") || po_text_equal(kind, "next-year");
}

/* An aim is said of what was counted: where it says something else ("increase by 3 %", "30 % for all groups"), it stands as it is beside the
 * measure's first values. */
static bool place_aim(po_maker *maker, const po_measured *measured, const po_entity *outcome, const po_statement *statement) {
    po_row *row = row_for(maker, measured, statement->group);
    const size_t *index = po_map_get(row->members, member_key(maker->arena, measured, statement));
    if (index)
        add_value(maker, &row->comparison->list.items[*index], outcome, statement);
    return index != NULL;
}

static void place_whole(po_maker *maker, const po_measured *measured, const po_entity *outcome) {
    po_row *row = measured->group ? row_for(maker, measured, measured->group) : NULL;
    const size_t *first = row ? po_map_get(row->members, measured->measure->id) : NULL;
    if (first && is_aim(outcome))
        add_value(maker, &row->comparison->list.items[*first], outcome, NULL);
    else if (row)
        place_value(maker, measured, outcome, NULL);
}

static void place_outcome(po_maker *maker, const po_measured *measured, const po_entity *outcome) {
    po_statements statements;
    size_t placed = 0;
    po_statements_read(maker->reader, measured->measure, outcome, &statements);
    for (size_t i = 0; i < statements.list.count; i++) {
        const po_statement *statement = &statements.list.items[i];
        if (!is_aim(outcome))
            place_value(maker, measured, outcome, statement);
        placed += is_aim(outcome) ? place_aim(maker, measured, outcome, statement) : true;
    }
    if (placed == 0 && !po_text_empty(po_entity_text(outcome, "text")))
        place_whole(maker, measured, outcome);
}

static void place_measure(po_maker *maker, const po_entity *measure) {
    po_measured measured = {.measure = measure, .rest = po_measure_rest(maker->reader, measure)};
    add_topics(maker, &measured);
    measured.key = key_of(maker, &measured);
    const outcome_list *outcomes = po_map_get(maker->children, measure->id);
    if (!measured.key || !outcomes)
        return;
    measured.group = po_measure_group(maker->reader, measure);
    measured.site = po_measure_site(maker->reader, measure);
    for (int aims = 0; aims <= 1; aims++) /* results first: aims join them */
        for (size_t i = 0; i < outcomes->list.count; i++)
            if (is_aim(outcomes->list.items[i]) == (aims == 1))
                place_outcome(maker, &measured, outcomes->list.items[i]);
}

static bool is_own_plan(const po_source *source) {
    return po_text_equal(source->cds, po_source_lea(source));
}

/* The LEA's own plan first, that rows begin with it. */
static void place_all(po_maker *maker) {
    const po_entity *measure;
    for (int own = 1; own >= 0; own--)
        for (size_t i = 0; (measure = po_model_nth(maker->model, "measure", i)); i++)
            if (measure->source && po_entity_current(measure) && is_own_plan(measure->source) == (own == 1))
                place_measure(maker, measure);
}

/* ---- what differs ---- */

static const char *kind_of(const po_beside_value *value) {
    const char *kind = po_entity_value(value->outcome, "kind");
    return kind ? kind : "";
}

static bool is_target(const po_beside_value *value) {
    return is_aim(value->outcome);
}

static bool has_kind(const po_beside *compared, const char *kind) {
    for (size_t i = 0; i < compared->values.count; i++)
        if (po_text_equal(kind_of(&compared->values.items[i]), kind))
            return true;
    return false;
}

/* The newest result that could be taken apart; NULL if there is none. */
static const po_statement *result_of(const po_beside *compared) {
    const po_statement *newest = NULL;
    for (size_t i = 0; i < compared->values.count; i++) {
        const po_statement *statement = compared->values.items[i].statement;
        if (statement && !is_target(&compared->values.items[i]) &&
            (!newest || !newest->year || (statement->year && strcmp(statement->year, newest->year) > 0)))
            newest = statement;
    }
    return newest;
}

static const po_statement *target_of(const po_beside *compared) {
    for (size_t i = 0; i < compared->values.count; i++)
        if (is_target(&compared->values.items[i]) && compared->values.items[i].statement)
            return compared->values.items[i].statement;
    return NULL;
}

static bool shares_year(const po_beside *a, const po_beside *b) {
    for (size_t i = 0; i < a->values.count; i++)
        for (size_t k = 0; k < b->values.count; k++) {
            const po_statement *x = a->values.items[i].statement, *y = b->values.items[k].statement;
            if (x && y && x->year && y->year && !is_target(&a->values.items[i]) && !is_target(&b->values.items[k]) &&
                strcmp(x->year, y->year) == 0)
                return true;
        }
    return false;
}

/* A whole year's result says so or not; a part of the year always does. */
static const char *moment_of(const po_statement *statement) {
    bool whole = !statement->moment || po_text_equal(statement->moment, "year-ending");
    return whole ? "" : statement->moment;
}

static unsigned scale_differs(const char *a, const char *b) {
    if (!a || !b || po_text_equal(a, b))
        return 0;
    bool renamed = strncmp(a, "distance-", 9) == 0 && strncmp(b, "distance-", 9) == 0;
    return PO_UNLIKE_DEFINITION | (renamed ? PO_UNLIKE_RENAMED : 0u);
}

static unsigned results_differ(const po_beside *a, const po_beside *b) {
    const po_statement *x = result_of(a), *y = result_of(b);
    if (!x || !y)
        return 0;
    unsigned differs = !x->year || !y->year ? PO_UNLIKE_YEAR_UNKNOWN : shares_year(a, b) ? 0u : PO_UNLIKE_YEAR;
    differs |= strcmp(moment_of(x), moment_of(y)) != 0 ? PO_UNLIKE_MOMENT : 0u;
    return differs | (x->origin && y->origin && strcmp(x->origin, y->origin) != 0 ? PO_UNLIKE_ORIGIN : 0u);
}

unsigned po_beside_unlike(const po_beside *a, const po_beside *b) {
    const po_statement *x = target_of(a), *y = target_of(b);
    unsigned differs = scale_differs(a->scale, b->scale) | results_differ(a, b);
    differs |= a->site != b->site ? PO_UNLIKE_LEVEL : 0u;
    differs |= strcmp(a->rest, b->rest) != 0 ? PO_UNLIKE_DEFINITION : 0u;
    differs |= strcmp(a->part, b->part) != 0 ? PO_UNLIKE_PART : 0u;
    differs |= has_kind(a, "baseline") != has_kind(b, "baseline") && has_kind(a, "latest") != has_kind(b, "latest")
                   ? PO_UNLIKE_BASELINE
                   : 0u;
    return differs | (x && y && x->unit == y->unit && po_statements_differ(x, y) ? PO_UNLIKE_TARGET : 0u);
}

/* The first year for which both have a value of one unit, of results or aims, that is (or is not) equal. */
static const char *year_of_pair(const po_beside *a, const po_beside *b, bool aims, bool equal) {
    for (size_t i = 0; i < a->values.count; i++)
        for (size_t k = 0; k < b->values.count; k++) {
            const po_statement *x = a->values.items[i].statement, *y = b->values.items[k].statement;
            bool fit = x && y && is_target(&a->values.items[i]) == aims && is_target(&b->values.items[k]) == aims && x->unit == y->unit;
            if (fit && x->year && y->year && strcmp(x->year, y->year) == 0 && strcmp(moment_of(x), moment_of(y)) == 0 &&
                po_statements_differ(x, y) != equal)
                return x->year;
        }
    return NULL;
}

const char *po_beside_equal_year(const po_beside *a, const po_beside *b) {
    return year_of_pair(a, b, false, true);
}

const char *po_beside_aims_apart(const po_beside *a, const po_beside *b) {
    return year_of_pair(a, b, true, false);
}

/* ---- what disagrees ---- */

/* The first value of a kind in which nothing may differ. */
typedef struct po_anchor {
    po_beside_value *value;
    const po_beside *compared;
} po_anchor;

static bool origins_fit(const po_statement *a, const po_statement *b) {
    return !a->origin || !b->origin || strcmp(a->origin, b->origin) == 0;
}

static void meet(const po_maker *maker, po_map *seen, po_comparison *row, po_beside *compared, po_beside_value *value) {
    const po_statement *statement = value->statement;
    if (!statement || !statement->year || is_target(value))
        return;
    const char *key = po_arena_printf(maker->arena, "%s|%s|%s|%s|%s|%s", compared->scale ? compared->scale : "", compared->rest,
                                      compared->site ? compared->site->id : "", compared->part, statement->year,
                                      moment_of(statement));
    po_anchor *anchor = po_map_get(seen, key);
    if (!anchor) {
        anchor = PO_NEW(maker->arena, po_anchor);
        *anchor = (po_anchor){value, compared};
        po_map_set(seen, key, anchor);
        return;
    }
    const po_statement *first = anchor->value->statement;
    if (anchor->compared->measure->source == compared->measure->source || !origins_fit(first, statement) ||
        !po_statements_differ(first, statement))
        return;
    anchor->value->disagrees = value->disagrees = true;
    *PO_LIST_ADD(maker->arena, &row->disagreements) =
        (po_disagreement){first, statement, anchor->compared->measure, compared->measure};
}

static void look_into(const po_maker *maker, po_comparison *row) {
    po_map *seen = po_map_create(maker->arena);
    for (size_t i = 0; i < row->list.count; i++) {
        po_beside *compared = &row->list.items[i];
        row->differs |= po_beside_unlike(&row->list.items[0], compared);
        for (size_t k = 0; k < compared->values.count; k++)
            meet(maker, seen, row, compared, &compared->values.items[k]);
    }
}

static bool has_two_sources(const po_comparison *row) {
    for (size_t i = 1; i < row->list.count; i++)
        if (row->list.items[i].measure->source != row->list.items[0].measure->source)
            return true;
    return false;
}

void po_comparisons_make(po_arena *arena, const po_model *model, po_comparisons *ret_comparisons) {
    *ret_comparisons = (po_comparisons){0};
    po_maker maker = {.arena = arena,
                      .model = model,
                      .reader = po_statement_reader_create(arena, model),
                      .children = po_map_create(arena),
                      .rows = po_map_create(arena)};
    collect_children(&maker);
    place_all(&maker);
    for (size_t i = 0; i < po_map_count(maker.rows); i++) {
        po_comparison *row = ((po_row *)po_map_value(maker.rows, i))->comparison;
        if (!has_two_sources(row))
            continue;
        look_into(&maker, row);
        *PO_LIST_ADD(arena, &ret_comparisons->list) = row;
    }
}
