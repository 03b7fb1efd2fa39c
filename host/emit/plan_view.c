/* SPDX-License-Identifier: Apache-2.0
 *
 * The plan's view: its head, its documents, and the order of its parts.
 */
#include "emit/plan_view.h"

#include "base/map.h"
#include "base/text.h"
#include "emit/decision_words.h"
#include "emit/plan_view_parts.h"
#include "emit/readiness_view.h"
#include "emit/review_view.h"

bool po_plan_view_printed(const po_entity *entity) {
    return !entity->source || entity->source->state == PO_SOURCE_CURRENT ||
           entity->source->state == PO_SOURCE_UNDECIDED;
}

/* Types that have a place of their own in the body of the page. */
static bool stands_in_body(const po_entity *entity) {
    static const char *const types[] = {"goal",       "measure",   "action",    "action-update",
                                        "engagement", "narrative", "milestone", "fund",
                                        "need"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (po_entity_is(entity, types[i])) {
            return po_plan_view_printed(entity);
        }
    }
    return false;
}

const char *po_plan_view_anchor(const po_view *view, const po_entity *entity) {
    bool part = po_entity_is(entity, "outcome") || po_entity_is(entity, "expenditure");
    if (part && entity->parent) {
        entity = entity->parent;
    }
    return po_arena_printf(view->arena, "#%c-%s", stands_in_body(entity) ? 'e' : 'l', entity->id);
}

void po_plan_view_source_link(const po_view *view, cJSON *object, const char *name,
                              const po_source *source) {
    if (!source) {
        cJSON_AddNullToObject(object, name);
        return;
    }
    cJSON *link = cJSON_AddObjectToObject(object, name);
    po_view_text(link, "title", po_view_source_title(view, source));
    po_view_text(link, "anchor", po_arena_printf(view->arena, "#s-%s", source->id));
}

/* ---- documents -------------------------------------------------------------------------------- */

static const char *state_sentence(const po_view *view, const po_source *source) {
    static const char *const keys[] = {
        [PO_SOURCE_CURRENT] = "source.state.current",
        [PO_SOURCE_SUPERSEDED] = "source.state.superseded",
        [PO_SOURCE_OTHER_YEAR] = "source.state.other_year",
        [PO_SOURCE_UNDECIDED] = "source.state.undecided",
        [PO_SOURCE_COPY] = "source.state.copy",
    };
    bool used = source->data && source->state == PO_SOURCE_CURRENT;
    return used ? PO_SAY(view, "source.state.data") : PO_SAY(view, keys[source->state]);
}

static const char *version_sentence(const po_view *view, const po_source *source) {
    const char *date = po_view_date(view->input->language, view->arena, source->adopted);
    if (source->data) {
        return NULL; /* a state's file has no versions */
    }
    if (!source->version) {
        return PO_SAY(view, "source.version.unknown");
    }
    return date ? PO_SAY(view, "source.version.dated", "version", source->version, "date", date)
                : source->version;
}

static void add_source(po_view *view, cJSON *list, const po_source *source) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "id", source->id);
    po_view_text(item, "name", source->name);
    po_view_text(item, "title", po_view_source_title(view, source));
    po_view_text(item, "program", source->program_title);
    po_view_text(item, "agency", source->lea_name);
    po_view_text(item, "year", po_view_year(view->arena, source->plan_year));
    po_view_text(item, "period", source->period);
    po_view_text(item, "version", version_sentence(view, source));
    po_view_text(item, "evidence", source->version_evidence);
    po_view_text(item, "state", state_sentence(view, source));
    po_view_flag(item, "counts", source->state == PO_SOURCE_CURRENT);
    if (source->pages > 0) { /* a Word file or a workbook has none */
        po_view_count(item, "pages", source->pages);
    } else {
        po_view_text(item, "pages", NULL);
    }
    po_view_count(item, "records", source->records);
    po_view_text(item, "sha256", source->sha256);
    po_view_text(item, "template", source->template_id);
    po_view_flag(item, "internal", po_text_equal(source->visibility, "internal"));
    po_plan_view_source_link(view, item, "superseded_by", source->superseded_by);
    po_plan_view_source_link(view, item, "completes", source->completes);
}

static void add_contact(po_view *view, cJSON *root) {
    po_ordered_entities plans = po_order_entities(view->arena, view->input->model, "plan-document");
    cJSON *list = cJSON_AddArrayToObject(root, "contacts");
    for (size_t i = 0; i < plans.count; i++) {
        const po_entity *plan = plans.items[i];
        if (!po_plan_view_printed(plan) || !po_entity_get(plan, "contact")) {
            continue;
        }
        cJSON *item = po_view_item(list);
        po_view_value(view, item, "contact", plan, "contact");
        po_view_value(view, item, "details", plan, "contact_details");
        po_plan_view_source_link(view, item, "source", plan->source);
    }
}

static void add_refused(po_view *view, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "refused");
    for (size_t i = 0; i < view->input->refusal_count; i++) {
        cJSON *item = po_view_item(list);
        po_view_text(item, "name", view->input->refusals[i].name);
        po_view_text(item, "reason", view->input->refusals[i].reason);
        po_view_flag(item, "partly", view->input->refusals[i].partly);
    }
    po_view_flag(root, "any_refused", view->input->refusal_count > 0);
}

static size_t count_printed(const po_view *view, const char *type) {
    size_t count = 0;
    po_entity *entity = NULL;
    for (size_t i = 0; (entity = po_model_nth(view->input->model, type, i)) != NULL; i++) {
        count += po_plan_view_printed(entity);
    }
    return count;
}

static void add_figures(po_view *view, cJSON *root) {
    cJSON *figures = cJSON_AddObjectToObject(root, "figures");
    po_view_count(figures, "goals", count_printed(view, "goal"));
    po_view_count(figures, "measures", count_printed(view, "measure"));
    po_view_count(figures, "actions", count_printed(view, "action"));
    po_view_count(figures, "needs", count_printed(view, "need"));
    po_view_count(figures, "findings", view->input->findings->list.count - po_findings_decided(view->input));
}

void po_plan_view_documents(po_view *view, cJSON *root) {
    const po_plan_facts *facts = view->facts;
    po_view_text(root, "lea", facts->name ? facts->name : PO_SAY(view, "lea.unknown"));
    po_view_text(root, "cds", facts->cds);
    po_view_text(root, "year", po_view_year(view->arena, facts->plan_year));
    po_view_text(root, "as_of",
                 po_view_date(view->input->language, view->arena, view->input->as_of));
    po_view_text(root, "version", view->input->version);
    po_view_text(root, "calendar", view->input->calendar);
    po_view_text(root, "consistency", po_review_is_shown(view->input->review) ? PO_REVIEW_PAGE : NULL);
    po_view_text(root, "readiness", po_readiness_is_shown(view->input->readiness) ? PO_READINESS_PAGE : NULL);
    cJSON *list = cJSON_AddArrayToObject(root, "sources");
    for (size_t i = 0; i < facts->sources.count; i++) {
        add_source(view, list, facts->sources.items[i]);
    }
    add_contact(view, root);
    add_refused(view, root);
    add_figures(view, root);
}

cJSON *po_plan_view_create(po_arena *arena, const po_emit_plan_input *input,
                           const po_plan_facts *facts) {
    po_view view = {arena, input, facts, po_family_collect(arena, input->model),
                    po_map_create(arena)};
    cJSON *root = cJSON_CreateObject();
    po_view_sentences(root, input->language);
    po_plan_view_documents(&view, root);
    po_plan_view_findings(&view, root);
    po_plan_view_decisions(&view, root);
    po_plan_view_needs(&view, root);
    po_plan_view_compare(&view, root);
    po_plan_view_changes(&view, root);
    po_plan_view_goals(&view, root);
    po_plan_view_money(&view, root);
    po_plan_view_shared(&view, root);
    po_plan_view_texts(&view, root);
    po_plan_view_duties(&view, root);
    po_plan_view_checklist(&view, root);
    po_plan_view_lineage(&view, root);
    return root;
}
