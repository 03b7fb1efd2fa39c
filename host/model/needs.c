/* SPDX-License-Identifier: Apache-2.0
 *
 * Deriving needs. See needs.h: one rule, no inference between groups.
 */
#include "model/needs.h"

#include "base/text.h"
#include "model/cds.h"
#include "model/site.h"

typedef struct po_needs_maker {
    po_model *model;
    po_map *measured, *addressed; /* need id -> the need: it has a measure, an action */
    po_map *topics_of;            /* action id -> po_codes* of the measures it watches */
    po_map *site_by_cds;          /* code -> the site */
    po_site_index *sites;
    po_needs_counts counts;
} po_needs_maker;

/* Where a need is: `key` tells it from others, `name` is printed; both NULL for the district as a whole. */
typedef struct po_where {
    const char *key, *name;
} po_where;

/* Codes of one or several fields, borrowed from their values. */
typedef struct po_codes {
    PO_LIST(const char *) list;
    const po_lineage *lineage; /* of the first */
    const char *evidence;
} po_codes;

static bool has_code(const po_codes *codes, const char *code) {
    for (size_t i = 0; i < codes->list.count; i++)
        if (po_text_equal(codes->list.items[i], code))
            return true;
    return false;
}

static void add_code(po_arena *arena, po_codes *codes, const char *code) {
    if (code && !has_code(codes, code))
        *PO_LIST_ADD(arena, &codes->list) = code;
}

static void add_codes(po_arena *arena, po_codes *codes, const po_entity *entity,
                      const char *field) {
    const po_value *value = po_entity_get(entity, field);
    if (!value)
        return;
    add_code(arena, codes, value->value);
    for (uint32_t i = 0; i < value->value_count; i++)
        add_code(arena, codes, value->values[i]);
    if (!codes->lineage && value->lineage) {
        codes->lineage = value->lineage;
        codes->evidence = value->lineage->evidence;
    }
}

static void set_rule(po_model *model, po_entity *need, const char *field, const char *text,
                     const char *code) {
    po_value value = {.text = text, .value = code, .rule = "group, topic and site named together"};
    if (text)
        po_model_set(model, need, field, &value);
}

static const char *term_label(const po_model *model, const char *vocabulary, const char *id) {
    const po_term *term = po_vocabulary_find(po_schema_vocabulary(model->schema, vocabulary), id);
    return term ? term->label : id;
}

/* The LEA of a need: documents of one model belong to one LEA, so the need's key holds no source.
 */
static po_entity *need_for(po_needs_maker *maker, const char *group, const char *topic,
                           const po_where *where) {
    const po_entity *lea = po_model_nth(maker->model, "lea", 0);
    const char *parts[] = {lea ? lea->id : NULL, group, topic, where->key ? where->key : ""};
    bool created = false;
    po_entity *need = po_model_entity(maker->model, "need", NULL, parts, 4, &created);
    if (!need || !created)
        return need;
    maker->counts.needs++;
    set_rule(maker->model, need, "group", term_label(maker->model, "student-group", group), group);
    set_rule(maker->model, need, "topic", term_label(maker->model, "topic", topic), topic);
    set_rule(maker->model, need, "site", where->name, NULL);
    return need;
}

/* ---- where ----------------------------------------------------------------------------------- */

static po_where where_of_site(const po_entity *site, const char *code) {
    const char *name = site ? po_entity_text(site, "name") : NULL;
    return (po_where){.key = code, .name = name ? name : code};
}

/* What a document calls a school: its code, or a name that fits one school only; another name stands for itself. */
static po_where named_place(const po_needs_maker *maker, const char *named) {
    char code[PO_CDS_TEXT_MAX];
    po_cds_reading reading;
    po_arena *arena = maker->model->arena;
    if (po_cds_parse(named, code, &reading)) {
        if (!po_cds_is_school(code))
            return (po_where){0};
        return where_of_site(po_map_get(maker->site_by_cds, code), po_arena_dup(arena, code));
    }
    po_entity *site = NULL;
    if (po_site_find(maker->sites, named, &site) == PO_SITE_UNIQUE && po_entity_text(site, "cds"))
        return named_place(maker, po_entity_text(site, "cds"));
    return (po_where){.key = po_text_words(arena, named), .name = named};
}

static po_where where_is(const po_needs_maker *maker, const po_entity *entity) {
    const char *named = po_schema_field(entity->definition, "site") ? po_entity_text(entity, "site") : NULL;
    if (named)
        return named_place(maker, named);
    return po_source_is_school(entity->source) ? named_place(maker, entity->source->cds) : (po_where){0};
}

static void collect_sites(po_needs_maker *maker) {
    char code[PO_CDS_TEXT_MAX];
    po_cds_reading reading;
    po_entity *site;
    for (size_t i = 0; (site = po_model_nth(maker->model, "site", i)); i++)
        if (po_entity_text(site, "cds") && po_cds_parse(po_entity_text(site, "cds"), code, &reading))
            po_map_add(maker->site_by_cds, po_arena_dup(maker->model->arena, code), site);
    maker->sites = po_site_index_create(maker->model->arena, maker->model);
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static const char *pair_evidence(po_arena *arena, const po_codes *groups, const po_codes *topics) {
    return po_arena_printf(arena, "%s; %s", groups->evidence ? groups->evidence : "-",
                           topics->evidence ? topics->evidence : "-");
}

/* Every pair of a group and a topic is a need that `entity` speaks of. */
static void link_pairs(po_needs_maker *maker, po_entity *entity, const char *kind,
                       const po_codes *groups, const po_codes *topics, po_map *answered) {
    const po_where where = where_is(maker, entity);
    const char *evidence = pair_evidence(maker->model->arena, groups, topics);
    for (size_t g = 0; g < groups->list.count; g++)
        for (size_t t = 0; t < topics->list.count; t++) {
            po_entity *need = need_for(maker, groups->list.items[g], topics->list.items[t], &where);
            if (!need)
                return;
            po_model_link(maker->model, kind, entity, need, evidence,
                          topics->lineage ? topics->lineage : groups->lineage);
            if (answered && po_map_add(answered, need->id, need))
                *(answered == maker->measured ? &maker->counts.measured
                                              : &maker->counts.addressed) += 1;
        }
}

static void count_unplaced(po_needs_maker *maker, const po_codes *groups, const po_codes *topics) {
    maker->counts.without_group += groups->list.count == 0;
    maker->counts.without_topic += topics->list.count == 0;
}

static void derive_measure(po_needs_maker *maker, po_entity *measure) {
    po_codes groups = {0}, topics = {0};
    add_codes(maker->model->arena, &groups, measure, "groups");
    add_codes(maker->model->arena, &topics, measure, "topics");
    count_unplaced(maker, &groups, &topics);
    link_pairs(maker, measure, "measures", &groups, &topics, maker->measured);
}

/* A sentence that names several groups and several topics does not say which belongs to which: no
 * pair is made of it. */
static bool pairs_are_clear(const po_codes *groups, const po_codes *topics) {
    return groups->list.count <= 1 || topics->list.count <= 1;
}

static void derive_goal(po_needs_maker *maker, po_entity *goal) {
    po_codes groups = {0}, topics = {0};
    add_codes(maker->model->arena, &groups, goal, "groups");
    add_codes(maker->model->arena, &topics, goal, "topics");
    if (pairs_are_clear(&groups, &topics))
        link_pairs(maker, goal, "addresses", &groups, &topics, NULL);
}

static void derive_identification(po_needs_maker *maker, po_entity *identification) {
    po_codes groups = {0}, topics = {0};
    add_codes(maker->model->arena, &groups, identification, "group");
    add_codes(maker->model->arena, &groups, identification, "groups");
    add_codes(maker->model->arena, &topics, identification, "topic");
    add_codes(maker->model->arena, &topics, identification, "topics");
    link_pairs(maker, identification, "flags", &groups, &topics, NULL);
}

/* An action says by its title what it is about; else by the need it states, if that is one thing;
 * else by the one thing it measures. What a long text mentions among other things is not what the
 * action is about. */
static void action_topics(po_needs_maker *maker, const po_entity *action, po_codes *topics) {
    po_arena *arena = maker->model->arena;
    add_codes(arena, topics, action, "topics");
    po_codes stated = {0};
    add_codes(arena, &stated, action, "need_topics");
    const po_codes *watched = po_map_get(maker->topics_of, action->id);
    if (topics->list.count == 0 && stated.list.count == 1)
        *topics = stated;
    if (topics->list.count == 0 && watched && watched->list.count == 1)
        *topics = *watched;
}

static void derive_action(po_needs_maker *maker, po_entity *action) {
    po_arena *arena = maker->model->arena;
    po_codes groups = {0}, topics = {0}, need_groups = {0}, need_topics = {0};
    add_codes(arena, &groups, action, "groups");
    add_codes(arena, &groups, action, "unduplicated_groups");
    action_topics(maker, action, &topics);
    add_codes(arena, &need_groups, action, "need_groups");
    add_codes(arena, &need_topics, action, "need_topics");
    count_unplaced(maker, &groups, &topics);
    link_pairs(maker, action, "addresses", &groups, &topics, maker->addressed);
    if (pairs_are_clear(&need_groups, &need_topics))
        link_pairs(maker, action, "addresses", &need_groups, &need_topics, maker->addressed);
}

/* Topics of the measures that each action watches, before needs add links of their own. */
static void collect_watched(po_needs_maker *maker) {
    po_arena *arena = maker->model->arena;
    for (size_t i = 0; i < maker->model->links.count; i++) {
        const po_link *link = &maker->model->links.items[i];
        if (!po_text_equal(link->kind, "measures") || !po_entity_is(link->to, "measure"))
            continue;
        po_codes *codes = po_map_get(maker->topics_of, link->from->id);
        if (!codes) {
            codes = PO_NEW(arena, po_codes);
            po_map_set(maker->topics_of, link->from->id, codes);
        }
        add_codes(arena, codes, link->to, "topics");
    }
}

static void derive_type(po_needs_maker *maker, const char *type,
                        void (*derive)(po_needs_maker *, po_entity *)) {
    po_entity *entity;
    for (size_t i = 0; (entity = po_model_nth(maker->model, type, i)); i++)
        if (po_entity_current(entity))
            derive(maker, entity);
}

/* A need on a priority is met, in part, where one of its indicators is: the narrower is part of the broader. */
static void link_broader(po_needs_maker *maker, po_map *by_triple, po_entity *need, const char *site) {
    const po_vocabulary *topics = po_schema_vocabulary(maker->model->schema, "topic");
    const po_term *term = po_vocabulary_find(topics, po_entity_value(need, "topic"));
    for (size_t steps = 0; term && term->broader && steps < 8; steps++) {
        term = po_vocabulary_find(topics, term->broader);
        if (!term)
            return;
        const char *key = po_arena_printf(maker->model->arena, "%s %s %s", po_entity_value(need, "group"), term->id, site);
        po_entity *broader = po_map_get(by_triple, key);
        if (broader)
            po_model_link(maker->model, "part-of", need, broader, term->label, NULL);
    }
}

static const char *site_text(const po_entity *need) {
    const char *site = po_entity_text(need, "site");
    return site ? site : "";
}

static void link_parts(po_needs_maker *maker) {
    po_map *by_triple = po_map_create(maker->model->arena);
    po_entity *need;
    for (size_t i = 0; (need = po_model_nth(maker->model, "need", i)); i++)
        po_map_add(by_triple, po_arena_printf(maker->model->arena, "%s %s %s", po_entity_value(need, "group"),
                                              po_entity_value(need, "topic"), site_text(need)), need);
    for (size_t i = 0; (need = po_model_nth(maker->model, "need", i)); i++)
        link_broader(maker, by_triple, need, site_text(need));
}

void po_needs_derive(po_model *model, po_needs_counts *ret_counts) {
    po_needs_maker maker = {.model = model,
                            .measured = po_map_create(model->arena),
                            .addressed = po_map_create(model->arena),
                            .topics_of = po_map_create(model->arena),
                            .site_by_cds = po_map_create(model->arena)};
    collect_watched(&maker);
    collect_sites(&maker);
    derive_type(&maker, "identification", derive_identification);
    derive_type(&maker, "measure", derive_measure);
    derive_type(&maker, "goal", derive_goal);
    derive_type(&maker, "action", derive_action);
    link_parts(&maker);
    if (ret_counts)
        *ret_counts = maker.counts;
}
