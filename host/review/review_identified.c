/* SPDX-License-Identifier: Apache-2.0
 *
 * Student groups that a document of the part lists (a state's file, a monitoring plan), and whether
 * the plan that should answer for them speaks of them: the school's own plan where a school is
 * listed, else the district's.
 */
#include "base/text.h"
#include "model/cds.h"
#include "review/review_parts.h"

typedef struct identified {
    const po_review_maker *maker;
    po_group_speaker *speaker;
    po_review_plan *plan;
    po_map *seen;
} identified;

/* The code of the school that is listed; NULL: the district. `ret_open`: a school is meant, and
 * which cannot be seen. */
static const char *school_of(po_arena *arena, const po_entity *identification, bool *ret_open) {
    char code[PO_CDS_TEXT_MAX];
    po_cds_reading reading;
    const char *printed = po_entity_text(identification, "site");
    *ret_open = false;
    if (po_text_empty(printed))
        return NULL;
    bool read = po_cds_parse(printed, code, &reading);
    *ret_open = !read;
    return read && po_cds_is_school(code) ? po_arena_dup(arena, code) : NULL;
}

/* The school's plan, or the district's that says what is done for whom. */
static const po_source *answering(const po_review_maker *maker, const char *school) {
    for (size_t i = 0; i < maker->part->against.count; i++) {
        const po_source *plan = maker->part->against.items[i];
        if (school ? po_text_equal(plan->cds, school) : !po_source_is_school(plan))
            return plan;
    }
    return NULL;
}

static const char *school_name(const po_review_maker *maker, const char *cds) {
    const po_entity *site;
    for (size_t i = 0; (site = po_model_nth(maker->input->model, "site", i)); i++)
        if (po_text_equal(po_entity_text(site, "cds"), cds))
            return po_entity_text(site, "name");
    return cds;
}

static const char *argument_of(const po_finding *finding, const char *name) {
    for (size_t i = 0; i < finding->argument_count; i++)
        if (po_text_equal(finding->arguments[i].name, name))
            return finding->arguments[i].value;
    return NULL;
}

/* The weightiest finding that the plan does not answer for the group (check/demand_check.h): it
 * says the same, with its citation. */
static const po_finding *demand_of(const po_review_maker *maker, const po_source *plan, const char *group,
                                   const char *place) {
    const po_findings *findings = maker->input->findings;
    for (size_t i = 0; plan && i < findings->list.count; i++) { /* sorted by severity */
        const po_finding *finding = &findings->list.items[i];
        const char *school = argument_of(finding, "school");
        bool place_fits = !place || !school || po_text_equal(school, place);
        if (finding->source && po_source_plan(finding->source) == plan && argument_of(finding, "about") && place_fits &&
            po_text_equal(argument_of(finding, "group"), group))
            return finding;
    }
    return NULL;
}

static void add_group(const identified *of, const po_entity *identification, const char *school, const char *code) {
    const po_review_maker *maker = of->maker;
    const po_term *group = po_vocabulary_find(po_schema_vocabulary(maker->input->model->schema, "student-group"), code);
    const char *status = po_entity_value(identification, "status"),
               *about = po_arena_printf(maker->arena, "%zu %s %s", of->plan->index, school ? school : "", code);
    if (!group || po_text_equal(group->id, "all-students") || !po_map_add(of->seen, about, of->plan))
        return;
    const po_source *plan = answering(maker, school);
    bool spoken = plan && po_group_spoken_of(of->speaker, plan, group);
    po_review_item *item = po_review_add(maker, of->plan, PO_REVIEW_GROUPS,
                                         !plan    ? PO_REVIEW_OPEN
                                         : spoken ? PO_REVIEW_AGREES
                                                  : PO_REVIEW_DIFFERS,
                                         !plan    ? "review.listed.no_plan"
                                         : spoken ? "review.listed.named"
                                                  : "review.listed.silent",
                                         about);
    const po_finding *finding = item->outcome == PO_REVIEW_DIFFERS
                                    ? demand_of(maker, plan, group->label, school ? school_name(maker, school) : NULL)
                                    : NULL;
    item->finding = finding;
    item->severity = finding ? finding->severity : item->severity;
    item->against = plan;
    item->second = identification;
    PO_REVIEW_SAY(maker, item, "group", group->label);
    PO_REVIEW_SAY(maker, item, "status", po_review_label(maker->input->model, "identification-status", status));
    PO_REVIEW_SAY(maker, item, "where", school ? school_name(maker, school) : of->plan->source->lea_name);
    PO_REVIEW_SAY(maker, item, "plan", plan ? po_review_plan_title(plan) : NULL);
}

static void add_groups(const identified *of, const po_entity *identification) {
    bool open;
    const char *school = school_of(of->maker->arena, identification, &open);
    const po_value *one = po_entity_get(identification, "group"), *several = po_entity_get(identification, "groups");
    if (open)
        return; /* which school is meant cannot be seen: nothing can be said of its plan */
    if (one && one->value && !one->doubt)
        add_group(of, identification, school, one->value);
    for (uint32_t i = 0; several && !several->doubt && i < several->value_count; i++)
        add_group(of, identification, school, several->values[i]);
}

void po_review_identified(const po_review_maker *maker) {
    identified of = {.maker = maker, .seen = po_map_create(maker->arena)};
    const po_entity *identification;
    for (size_t i = 0; (identification = po_model_nth(maker->input->model, "identification", i)); i++) {
        of.plan = po_entity_current(identification) ? po_review_plan_of(maker, identification->source) : NULL;
        if (!of.plan)
            continue;
        of.speaker = of.speaker ? of.speaker : po_group_speaker_create(maker->arena, maker->input->model);
        add_groups(&of, identification);
    }
}
