/* SPDX-License-Identifier: Apache-2.0
 *
 * What the documents show of each duty, on the page: the state in words with a mark (never by colour alone), the places, what is missing, what to do,
 * and text already written elsewhere; and the checklist of what somebody confirms by hand.
 */
#include "base/text.h"
#include "emit/duty_words.h"
#include "emit/plan_view_parts.h"

enum { PLACES_SHOWN = 4 };

/* A mark beside the words, hidden from screen readers: the words say the same. */
static const char *mark_of(po_shown_state state) {
    static const char *const marks[] = {
        [PO_SHOWN_CONFLICTING] = "\xE2\x9A\xA0", [PO_SHOWN_NOT_FOUND] = "\xE2\x9C\x97", [PO_SHOWN_UNKNOWN] = "?",
        [PO_SHOWN_RESIDUE] = "\xE2\x97\x90",     [PO_SHOWN_PLANNED] = "\xE2\x86\x92",   [PO_SHOWN_STATED] = "\xE2\x80\x9C\xE2\x80\x9D",
        [PO_SHOWN_ATTESTED] = "\xE2\x9C\x8E",    [PO_SHOWN_SATISFIED] = "\xE2\x9C\x93", [PO_SHOWN_WAIVED] = "\xE2\x80\x93",
        [PO_SHOWN_NOT_APPLICABLE] = "\xE2\x80\x93"};
    return marks[state];
}

void po_plan_view_state(const po_view *view, cJSON *item, po_shown_state state) {
    po_view_text(item, "state", po_duty_state_words(view->arena, view->input, state));
    po_view_text(item, "mark", mark_of(state));
    po_view_text(item, "state_class", po_shown_state_name(state));
}

/* "page 12, table 3; page 13, table 1; and 4 more places", after the link to the document. */
static void add_places(const po_view *view, cJSON *item, const po_source *source, const po_source_place *at, size_t count) {
    po_buffer text = {0};
    size_t shown = 0, left = 0;
    po_plan_view_source_link(view, item, "source", source);
    for (size_t i = 0; i < count; i++) {
        const char *place = po_view_place(view, &at[i]);
        if (!place)
            continue;
        if (shown++ >= PLACES_SHOWN) {
            left++;
            continue;
        }
        po_buffer_add_text(&text, text.size ? "; " : "");
        po_buffer_add_text(&text, place);
    }
    po_view_text(item, "places", text.size ? po_arena_dup(view->arena, text.data) : NULL);
    po_view_text(item, "more", left ? PO_SAY(view, "finding.more_places", "count", po_arena_printf(view->arena, "%zu", left)) : NULL);
    po_buffer_finish(&text);
}

static void add_shown(const po_view *view, cJSON *item, const po_duty_instance *instance) {
    cJSON *list = cJSON_AddArrayToObject(item, "shown");
    for (size_t i = 0; i < instance->shown.count; i++) {
        const po_duty_shown *shown = &instance->shown.items[i];
        cJSON *line = po_view_item(list);
        po_date date;
        bool dated = shown->value && po_date_parse_iso(shown->value, &date);
        const char *words = po_duty_shown_words(view->arena, view->input, shown->message);
        po_view_text(line, "what", shown->by ? PO_SAY(view, "shown.by", "what", words, "duty", shown->by) : words);
        po_view_text(line, "date", dated ? po_view_date(view->input->language, view->arena, date) : NULL);
        add_places(view, line, shown->source, shown->at, shown->at_count);
        po_view_text(line, "serves", shown->serves ? PO_SAY(view, "shown.serves", "count", po_arena_printf(view->arena, "%zu", shown->serves)) : NULL);
    }
    po_view_flag(item, "any_shown", instance->shown.count > 0);
}

static void add_missing(const po_view *view, cJSON *item, const po_duty_instance *instance) {
    cJSON *list = cJSON_AddArrayToObject(item, "missing");
    for (size_t i = 0; i < instance->conflicts.count; i++) {
        const po_duty_conflict *conflict = &instance->conflicts.items[i];
        cJSON *line = po_view_item(list);
        po_view_text(line, "sentence", po_duty_conflict_words(view->arena, view->input, conflict));
        po_view_text(line, "finding", conflict->finding);
        add_places(view, line, conflict->source, conflict->at, conflict->at_count);
    }
    for (size_t i = 0; i < instance->missing.count; i++) {
        const po_duty_lack *lack = &instance->missing.items[i];
        cJSON *line = po_view_item(list);
        po_view_text(line, "sentence", po_duty_lack_words(view->arena, view->input, instance, lack));
        po_view_text(line, "finding", lack->reason == PO_LACK_FINDING ? lack->detail : NULL);
        cJSON_AddNullToObject(line, "source");
        po_view_text(line, "places", NULL);
        po_view_text(line, "more", NULL);
    }
    po_view_flag(item, "any_missing", instance->missing.count + instance->conflicts.count > 0);
}

static void add_uses(const po_view *view, cJSON *item, const po_duty_instance *instance) {
    cJSON *list = cJSON_AddArrayToObject(item, "uses");
    for (size_t i = 0; i < instance->could_use.count; i++) {
        const po_duty_use *use = &instance->could_use.items[i];
        cJSON *line = po_view_item(list);
        po_view_text(line, "duty", use->duty);
        po_view_text(line, "words", use->words);
        add_places(view, line, use->source, use->at, use->at_count);
    }
    po_view_flag(item, "any_uses", instance->could_use.count > 0);
}

static const char *place_name(const po_view *view, const po_duty_instance *instance) {
    if (instance->schools > 0)
        return PO_SAY(view, "shown.other_schools", "count", po_arena_printf(view->arena, "%zu", instance->schools));
    return instance->name ? instance->name : instance->cds ? instance->cds : PO_SAY(view, "shown.agency");
}

static void add_instance(const po_view *view, cJSON *list, const po_duty_instance *instance) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "place", place_name(view, instance));
    po_plan_view_state(view, item, instance->state);
    const po_duty_attest *attest = instance->attest;
    const char *date = attest ? po_view_date(view->input->language, view->arena, attest->date) : NULL;
    po_view_text(item, "attested", !attest ? NULL
                                           : PO_SAY(view, "shown.attested", "role", attest->role ? attest->role : "?", "date", date ? date : "?",
                                                    "pointer", attest->pointer ? attest->pointer : "?"));
    po_view_text(item, "to_do", po_duty_to_do(view->arena, view->input, instance));
    add_shown(view, item, instance);
    add_missing(view, item, instance);
    add_uses(view, item, instance);
}

void po_plan_view_instances(const po_view *view, cJSON *item, const po_duty *duty) {
    cJSON *list = cJSON_AddArrayToObject(item, "instances");
    for (size_t i = 0; i < po_duty_states_count(view->input->states); i++) {
        const po_duty_instance *instance = po_duty_states_nth(view->input->states, i);
        if (instance->duty != duty)
            continue;
        if (instance->state != PO_SHOWN_NOT_APPLICABLE)
            add_instance(view, list, instance);
    }
    po_view_flag(item, "any_instances", cJSON_GetArraySize(list) > 0);
}

void po_plan_view_state_counts(const po_view *view, cJSON *item, const po_program *program) {
    size_t counts[PO_SHOWN_STATE_COUNT] = {0};
    for (size_t i = 0; i < program->duties.count; i++)
        counts[po_duty_states_of(view->input->states, program->duties.items[i].id)]++;
    cJSON *list = cJSON_AddArrayToObject(item, "counts");
    for (size_t n = PO_SHOWN_STATE_COUNT; view->input->states && n-- > 0;) {
        if (counts[n] == 0)
            continue;
        cJSON *line = po_view_item(list);
        po_plan_view_state(view, line, (po_shown_state)n);
        po_view_count(line, "number", counts[n]);
    }
    po_view_flag(item, "any_counts", cJSON_GetArraySize(list) > 0);
}

/* ---- the checklist --------------------------------------------------------------------------------- */

void po_plan_view_checklist(po_view *view, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "checklist");
    for (size_t i = 0; i < po_duty_states_count(view->input->states); i++) {
        const po_duty_instance *instance = po_duty_states_nth(view->input->states, i);
        if (!po_duty_on_checklist(view->input, instance))
            continue;
        cJSON *item = po_view_item(list);
        const po_duty_attest *attest = instance->attest;
        po_view_text(item, "duty", instance->duty->id);
        po_view_text(item, "title", instance->duty->title);
        po_view_text(item, "place", place_name(view, instance));
        po_view_text(item, "evidence", instance->duty->evidence);
        po_view_text(item, "why", po_duty_by_hand(view->input->duty_rules, instance->duty->id));
        po_view_text(item, "role", attest ? attest->role : NULL);
        po_view_text(item, "date", attest ? po_view_date(view->input->language, view->arena, attest->date) : NULL);
        po_view_text(item, "pointer", attest ? attest->pointer : NULL);
    }
    po_view_count(root, "checklist_count", (size_t)cJSON_GetArraySize(list));
    po_view_flag(root, "any_checklist", cJSON_GetArraySize(list) > 0);
}
