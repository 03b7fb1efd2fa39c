/* SPDX-License-Identifier: Apache-2.0
 *
 * "What needs your attention": findings by severity, each with its places, and where a place holds something the
 * page prints, the way there.
 */
#include "base/map.h"
#include "base/text.h"
#include "emit/decision_words.h"
#include "emit/plan_view_parts.h"

#define PLACES_SHOWN 6
/* Points that are only worth a look are folded from here on, so that they never hide what follows them. */
#define LOOKS_SHOWN 10

/* Where things of the plan stand in the documents: "source page table row" -> entity. */
typedef struct place_index {
    po_arena *arena;
    po_map *by_place;
} place_index;

static const char *place_key(po_arena *arena, const po_source_place *place) {
    return po_arena_printf(arena, "%s %s %u %u %u %u", place->source ? place->source->id : "",
                           place->sheet ? place->sheet : "", place->page, place->table, place->row,
                           place->line);
}

static void index_slots(place_index *index, po_entity *entity) {
    for (size_t s = 0; s < entity->slots.count; s++) {
        const po_lineage *lineage = entity->slots.items[s].value.lineage;
        for (uint32_t i = 0; lineage && i < lineage->at_count; i++) {
            po_map_add(index->by_place, place_key(index->arena, &lineage->at[i]), entity);
        }
    }
}

static place_index index_places(const po_view *view) {
    place_index index = {view->arena, po_map_create(view->arena)};
    const po_model *model = view->input->model;
    for (size_t i = 0; i < model->entities.count; i++) {
        if (model->entities.items[i]->source) {
            index_slots(&index, model->entities.items[i]);
        }
    }
    return index;
}

/* A paragraph of a format without pages says only which document it is in: nothing else is known to stand there. */
static bool is_exact(const po_source_place *place) {
    return place->sheet || place->page || place->table || place->row || place->line;
}

static const char *const CLASSES[] = {"required", "returned", "look"}; /* by po_finding_severity */

static void add_place(const po_view *view, const place_index *index, cJSON *list,
                      const po_source_place *place) {
    cJSON *item = po_view_item(list);
    po_plan_view_source_link(view, item, "source", place->source);
    po_view_text(item, "place", po_view_place(view, place));
    const po_entity *entity = is_exact(place) ? po_map_get(index->by_place, place_key(view->arena, place)) : NULL;
    po_view_text(item, "anchor", entity ? po_plan_view_anchor(view, entity) : NULL);
    po_view_text(item, "entity", entity ? po_view_entity_title(view, entity) : NULL);
}

static void add_places(const po_view *view, const place_index *index, cJSON *item,
                       const po_finding *finding) {
    cJSON *places = cJSON_AddArrayToObject(item, "places");
    size_t shown = finding->at_count < PLACES_SHOWN ? finding->at_count : PLACES_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        bool said = i > 0 && !is_exact(&finding->at[i]) && finding->at[i].source == finding->at[i - 1].source;
        if (!said) {
            add_place(view, index, places, &finding->at[i]);
        }
    }
    po_view_text(item, "more",
                 finding->at_count == shown
                     ? NULL
                     : PO_SAY(view, "finding.more_places", "count",
                              po_arena_printf(view->arena, "%zu", finding->at_count - shown)));
    if (finding->at_count == 0 && finding->source) {
        const po_source_place whole = {.source = finding->source};
        add_place(view, index, places, &whole);
    }
    po_view_flag(item, "any_places", cJSON_GetArraySize(places) > 0);
}

/* As its sentence has it ("$45,000"), else as a number. */
static const char *shown_gap(po_arena *arena, const po_finding *finding) {
    po_decimal gap;
    if (!finding->gap || !po_decimal_parse(finding->gap, &gap) || gap.units == 0) {
        return NULL;
    }
    for (size_t i = 0; i < finding->argument_count; i++) {
        if (po_text_equal(finding->arguments[i].name, "gap")) {
            return finding->arguments[i].value;
        }
    }
    return po_view_number(arena, gap);
}

static void add_finding(const po_view *view, const place_index *index, cJSON *list,
                        const po_finding *finding) {
    const po_standing *standing = po_finding_standing(view->input, finding);
    cJSON *item = po_view_item(list);
    po_view_text(item, "class", CLASSES[finding->severity]);
    po_view_text(item, "decision", standing ? po_standing_sentence(view->arena, view->input, standing) : NULL);
    po_view_text(item, "id", finding->id);
    po_view_text(item, "code", finding->code);
    po_view_text(item, "sentence", po_plan_finding_sentence(view->arena, view->input, finding));
    po_view_text(item, "action", po_plan_finding_action(view->arena, view->input, finding));
    po_view_text(item, "who", finding->who);
    po_view_text(item, "citation", finding->citation);
    po_view_text(item, "duty", finding->duty);
    po_view_text(item, "gap", shown_gap(view->arena, finding));
    add_places(view, index, item, finding);
}

/* Adds the findings of one severity to `item`; returns how many there are. */
static size_t add_level(const po_view *view, const place_index *index, cJSON *item,
                        po_finding_severity severity) {
    const po_findings *findings = view->input->findings;
    cJSON *list = cJSON_AddArrayToObject(item, "findings");
    cJSON *folded = cJSON_AddArrayToObject(item, "folded");
    size_t count = 0;
    for (size_t i = 0; i < findings->list.count; i++) {
        if (findings->list.items[i].severity == severity && po_finding_open(view->input, &findings->list.items[i])) {
            bool fold = severity == PO_FINDING_WORTH_A_LOOK && count >= LOOKS_SHOWN;
            add_finding(view, index, fold ? folded : list, &findings->list.items[i]);
            count++;
        }
    }
    po_view_count(item, "folded_count", (size_t)cJSON_GetArraySize(folded));
    po_view_flag(item, "any_folded", cJSON_GetArraySize(folded) > 0);
    return count;
}

/* Those that were rejected or explained: they stand with what was decided. */
static void add_set_aside(const po_view *view, const place_index *index, cJSON *root) {
    const po_findings *findings = view->input->findings;
    cJSON *list = cJSON_AddArrayToObject(root, "set_aside");
    for (size_t i = 0; i < findings->list.count; i++) {
        if (!po_finding_open(view->input, &findings->list.items[i])) {
            add_finding(view, index, list, &findings->list.items[i]);
        }
    }
    size_t count = (size_t)cJSON_GetArraySize(list);
    po_view_count(root, "set_aside_count", count);
    po_view_flag(root, "any_set_aside", count > 0);
    po_view_text(root, "set_aside_note",
                 count == 0 ? NULL
                            : PO_SAY(view, "decision.set_aside", "count", po_arena_printf(view->arena, "%zu", count)));
}

void po_plan_view_findings(po_view *view, cJSON *root) {
    static const char *const titles[] = {"finding.required", "finding.returned", "finding.look"};
    static const char *const notes[] = {"finding.required_note", "finding.returned_note",
                                        "finding.look_note"};
    const po_findings *findings = view->input->findings;
    const place_index index = index_places(view);
    cJSON *levels = cJSON_AddArrayToObject(root, "levels");
    for (size_t level = 0; level < sizeof titles / sizeof *titles; level++) {
        cJSON *item = po_view_item(levels);
        size_t count = add_level(view, &index, item, (po_finding_severity)level);
        po_view_text(item, "title", PO_SAY(view, titles[level]));
        po_view_text(item, "note", PO_SAY(view, notes[level]));
        po_view_text(item, "class", CLASSES[level]);
        po_view_count(item, "count", count);
        po_view_flag(item, "any", count > 0);
    }
    add_set_aside(view, &index, root);
    po_view_flag(root, "any_findings", findings->list.count > 0);
    po_view_text(root, "checks",
                 PO_SAY(view, "finding.checks", "checked",
                        po_arena_printf(view->arena, "%zu", findings->checked), "held",
                        po_arena_printf(view->arena, "%zu", findings->held), "unknown",
                        po_arena_printf(view->arena, "%zu", findings->unknown)));
}
