/* SPDX-License-Identifier: Apache-2.0
 *
 * The consistency review record. See review.h. Here: the parts, their order, and what all topics
 * share.
 */
#include "review/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/text.h"
#include "review/review_parts.h"

const char *po_review_topic_name(po_review_topic topic) {
    static const char *const NAMES[PO_REVIEW_TOPICS] = {"goals", "measures", "actions", "groups", "money"};
    return NAMES[topic];
}

const char *po_review_outcome_name(po_review_outcome outcome) {
    static const char *const NAMES[PO_REVIEW_OUTCOMES] = {"differs", "not-compared", "explained", "agrees"};
    return NAMES[outcome];
}

const char *po_review_state_name(po_review_state state) {
    static const char *const NAMES[] = {"compared", "partly-read", "other-year", "undecided", "no-plan", "not-needed"};
    return NAMES[state];
}

/* ---- items ------------------------------------------------------------------------------------
 */

po_review_item *po_review_add(const po_review_maker *maker, po_review_plan *plan, po_review_topic topic,
                              po_review_outcome outcome, const char *message, const char *about) {
    po_review_item *item = PO_LIST_ADD(maker->arena, &maker->part->items);
    *item = (po_review_item){.topic = topic,
                             .outcome = outcome,
                             .severity = PO_FINDING_WORTH_A_LOOK,
                             .plan = plan,
                             .message = message,
                             .about = about,
                             .order = maker->part->items.count};
    if (plan)
        plan->counts[topic][outcome]++;
    return item;
}

po_review_item *po_review_add_finding(const po_review_maker *maker, po_review_plan *plan, po_review_topic topic,
                                      const po_finding *finding) {
    po_review_item *item = po_review_add(maker, plan, topic, PO_REVIEW_DIFFERS, NULL, finding->id);
    item->finding = finding;
    item->severity = finding->severity;
    return item;
}

void po_review_say(po_arena *arena, const po_argument **arguments, size_t *count, const char *name, const char *value) {
    po_argument *more = PO_NEW_ARRAY(arena, po_argument, *count + 1);
    for (size_t i = 0; i < *count; i++)
        more[i] = (*arguments)[i];
    more[*count] = (po_argument){.name = name, .value = po_text_squeeze(arena, po_text_empty(value) ? "?" : value)};
    *arguments = more;
    *count += 1;
}

/* ---- what topics ask for ----------------------------------------------------------------------
 */

po_review_plan *po_review_plan_of(const po_review_maker *maker, const po_source *source) {
    return source ? po_map_get(maker->plans, po_source_plan(source)->id) : NULL;
}

bool po_review_is_against(const po_review_maker *maker, const po_source *source) {
    return source && po_map_get(maker->against, po_source_plan(source)->id);
}

const char *po_review_plan_title(const po_source *source) {
    if (source->site_name)
        return source->site_name;
    return source->program_title ? source->program_title : source->program;
}

const char *po_review_label(const po_model *model, const char *vocabulary, const char *term) {
    const po_term *found = term ? po_vocabulary_find(po_schema_vocabulary(model->schema, vocabulary), term) : NULL;
    return found && found->label ? found->label : term;
}

const po_finding *po_review_finding(const po_review_maker *maker, const char *code, const po_source *source,
                                    const char *about) {
    const po_findings *findings = maker->input->findings;
    for (size_t i = 0; i < findings->list.count; i++) {
        const po_finding *finding = &findings->list.items[i];
        if (po_text_equal(finding->code, code) && po_text_equal(finding->about, about) &&
            (!source || !finding->source || po_source_plan(finding->source) == po_source_plan(source)))
            return finding;
    }
    return NULL;
}

const char *po_review_question(const po_program *const *programs, size_t count, const char *missing) {
    if (!missing || !po_text_starts(missing, "facts."))
        return NULL;
    for (size_t i = 0; i < count; i++) {
        const po_fact *fact = po_program_fact(programs[i], missing + strlen("facts."));
        if (fact && fact->question)
            return fact->question;
    }
    return missing;
}

/* ---- parts ------------------------------------------------------------------------------------
 */

static bool names(char *const *list, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (po_text_equal(list[i], name))
            return true;
    return false;
}

static bool counts(const po_source *source) {
    return source->state == PO_SOURCE_CURRENT && !source->data && !source->completes;
}

/* The LEA's own plans first: an item names the first that fits. */
static void list_against(const po_review_maker *maker) {
    const po_model *model = maker->input->model;
    for (int school = 0; school <= 1; school++)
        for (size_t i = 0; i < model->sources.count; i++) {
            const po_source *source = model->sources.items[i];
            if (counts(source) && po_source_is_school(source) == (school == 1) &&
                names(maker->part->rule->with, maker->part->rule->with_count, source->program))
                *PO_LIST_ADD(maker->arena, &maker->part->against) = source;
        }
    for (size_t i = 0; i < maker->part->against.count; i++)
        po_map_add(maker->against, maker->part->against.items[i]->id, maker->against);
}

static bool any_compared(const po_review_part *part) {
    for (size_t i = 0; i < part->plans.count; i++)
        if (part->plans.items[i]->source)
            return true;
    return false;
}

/* Required: shown as soon as one side is here, so that what is missing is seen. Else both sides
 * must be. */
static bool is_worth_showing(const po_review_part *part) {
    bool plans = any_compared(part), against = part->against.count > 0;
    return part->rule->required ? plans || against : plans && against;
}

/* By plan, topic and outcome, else as they came: counted into buckets. */
static void sort_items(po_arena *arena, po_review_part *part) {
    size_t count = part->items.count, taken = 0;
    po_review_item *sorted = PO_NEW_ARRAY(arena, po_review_item, count);
    size_t buckets = (part->plans.count + 1) * PO_REVIEW_TOPICS * PO_REVIEW_OUTCOMES;
    size_t *starts = PO_NEW_ARRAY(arena, size_t, buckets + 1), *keys = PO_NEW_ARRAY(arena, size_t, count);
    for (size_t i = 0; i < count; i++) {
        const po_review_item *item = &part->items.items[i];
        size_t plan = item->plan ? item->plan->index : part->plans.count; /* of all together: last */
        keys[i] = (plan * PO_REVIEW_TOPICS + item->topic) * PO_REVIEW_OUTCOMES + item->outcome;
        starts[keys[i]]++;
    }
    for (size_t b = 0; b <= buckets; b++) {
        size_t here = starts[b];
        starts[b] = taken;
        taken += here;
    }
    for (size_t i = 0; i < count; i++)
        sorted[starts[keys[i]]++] = part->items.items[i];
    part->items.items = sorted;
    part->items.capacity = count;
}

static void make_ids(po_arena *arena, po_review_part *part) {
    char id[PO_ID_TEXT_MAX];
    for (size_t i = 0; i < part->items.count; i++) {
        po_review_item *item = &part->items.items[i];
        const char *parts[] = {"review",
                               part->program->id,
                               item->plan ? item->plan->cds : NULL,
                               item->plan ? item->plan->name : NULL,
                               po_review_topic_name(item->topic),
                               item->message,
                               item->about};
        item->id = po_arena_dup(arena, po_id_make(parts, sizeof parts / sizeof *parts, id));
    }
}

static void make_part(po_arena *arena, const po_review_input *input, po_review *review, const po_program *program,
                      const po_comparing *rule) {
    po_review_part part = {.program = program, .rule = rule};
    const po_review_maker maker = {arena, input, review, &part, po_map_create(arena), po_map_create(arena)};
    list_against(&maker);
    po_review_list_plans(&maker);
    if (!is_worth_showing(&part))
        return;
    po_review_goals(&maker);
    po_review_measures(&maker);
    po_review_actions(&maker);
    po_review_groups(&maker);
    po_review_identified(&maker);
    po_review_money(&maker);
    sort_items(arena, &part);
    make_ids(arena, &part);
    if (rule->required)
        po_review_block_signature(&maker);
    *PO_LIST_ADD(arena, &review->parts) = part;
}

static int by_program_id(const void *a, const void *b) {
    const po_program *const *left = a, *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

static const po_program **sorted_programs(po_arena *arena, const po_review_input *input) {
    const po_program **programs = PO_NEW_ARRAY(arena, const po_program *, input->program_count);
    for (size_t i = 0; i < input->program_count; i++)
        programs[i] = input->programs[i];
    if (input->program_count > 1)
        qsort(programs, input->program_count, sizeof(const po_program *), by_program_id);
    return programs;
}

static bool has_required_plans(const po_review *review) {
    for (size_t i = 0; i < review->parts.count; i++)
        if (review->parts.items[i].rule->required && any_compared(&review->parts.items[i]))
            return true;
    return false;
}

void po_review_make(po_arena *arena, const po_review_input *input, po_review *ret_review) {
    *ret_review = (po_review){.unread = input->unread, .unread_count = input->unread_count};
    const po_program **programs = sorted_programs(arena, input);
    for (int required = 1; required >= 0; required--)
        for (size_t p = 0; p < input->program_count; p++)
            for (size_t i = 0; i < programs[p]->compared.count; i++)
                if (programs[p]->compared.items[i].required == (required == 1))
                    make_part(arena, input, ret_review, programs[p], &programs[p]->compared.items[i]);
    ret_review->signable = has_required_plans(ret_review) && ret_review->blocks.count == 0;
}
