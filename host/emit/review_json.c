/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.json: the consistency review record (docs/plan-format.md, "Review").
 */
#include "emit/plan_json_parts.h"

static const char *sentence_of(const po_plan_writer *w, const po_review_item *item) {
    if (item->finding)
        return po_plan_finding_sentence(w->arena, w->input, item->finding);
    return po_language_format(w->input->language, w->arena, item->message, item->arguments, item->argument_count);
}

static void write_texts(po_json *json, const char *key, char *const *texts, size_t count) {
    po_json_key(json, key);
    po_json_begin_array(json);
    for (size_t i = 0; i < count; i++)
        po_json_string(json, texts[i]);
    po_json_end_array(json);
}

static void write_counts(po_json *json, const po_review_plan *plan) {
    po_json_key(json, "counts");
    po_json_begin_object(json);
    for (int topic = 0; topic < PO_REVIEW_TOPICS; topic++) {
        po_json_key(json, po_review_topic_name((po_review_topic)topic));
        po_json_begin_object(json);
        for (int outcome = 0; outcome < PO_REVIEW_OUTCOMES; outcome++)
            po_json_member_integer_if(json, po_review_outcome_name((po_review_outcome)outcome),
                                      (int64_t)plan->counts[topic][outcome]);
        po_json_end_object(json);
    }
    po_json_end_object(json);
}

static void write_plan(const po_plan_writer *w, const po_review_plan *plan) {
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    po_json_begin_object(w->json);
    po_json_member(w->json, "name", plan->name);
    po_json_member_if(w->json, "cds", plan->cds);
    po_json_member_if(w->json, "source", plan->source ? plan->source->id : NULL);
    po_json_member_if(w->json, "plan_year", plan->year ? po_school_year_format(plan->year, year) : NULL);
    po_json_member(w->json, "state", po_review_state_name(plan->state));
    if (plan->state <= PO_REVIEW_PARTLY)
        write_counts(w->json, plan);
    po_json_end_object(w->json);
}

static void write_reasons(po_json *json, unsigned unlike) {
    if (!unlike)
        return;
    po_json_key(json, "because");
    po_json_begin_array(json);
    for (unsigned n = 0; n < PO_UNLIKENESSES; n++)
        if (unlike & 1u << n)
            po_json_string(json, po_unlikeness_name(n));
    po_json_end_array(json);
}

static void write_item(const po_plan_writer *w, const po_review_item *item) {
    po_json_begin_object(w->json);
    po_json_member(w->json, "id", item->id);
    if (item->plan)
        po_json_member_integer(w->json, "plan", (int64_t)item->plan->index);
    po_json_member_if(w->json, "against", item->against ? item->against->id : NULL);
    po_json_member(w->json, "topic", po_review_topic_name(item->topic));
    po_json_member(w->json, "outcome", po_review_outcome_name(item->outcome));
    po_json_member_if(w->json, "severity",
                      item->outcome == PO_REVIEW_DIFFERS ? po_finding_severity_name(item->severity) : NULL);
    po_json_member(w->json, "sentence", sentence_of(w, item));
    write_reasons(w->json, item->unlike);
    po_json_member_if(w->json, "other", item->first ? item->first->id : NULL);
    po_json_member_if(w->json, "own", item->second ? item->second->id : NULL);
    po_json_member_if(w->json, "comparison", item->row ? item->row->id : NULL);
    po_json_member_if(w->json, "finding", item->finding ? item->finding->id : NULL);
    po_json_end_object(w->json);
}

static void write_by_law(const po_plan_writer *w, const po_comparing *rule) {
    po_json_key(w->json, "by_law");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < rule->by_law.count; i++) {
        po_json_begin_object(w->json);
        po_json_member(w->json, "title", rule->by_law.items[i].title);
        po_json_member(w->json, "text", rule->by_law.items[i].text);
        po_json_member(w->json, "citation", rule->by_law.items[i].citation);
        po_json_end_object(w->json);
    }
    po_json_end_array(w->json);
}

static void write_part(const po_plan_writer *w, const po_review_part *part) {
    po_json_begin_object(w->json);
    po_json_member(w->json, "program", part->program->id);
    write_texts(w->json, "with", part->rule->with, part->rule->with_count);
    po_json_member_bool(w->json, "required", part->rule->required);
    po_json_member_if(w->json, "citation", part->rule->citation);
    po_json_member_if(w->json, "duty", part->rule->duty);
    po_json_key(w->json, "against");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < part->against.count; i++)
        po_json_string(w->json, part->against.items[i]->id);
    po_json_end_array(w->json);
    po_json_key(w->json, "plans");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < part->plans.count; i++)
        write_plan(w, part->plans.items[i]);
    po_json_end_array(w->json);
    po_json_key(w->json, "items");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < part->items.count; i++)
        write_item(w, &part->items.items[i]);
    po_json_end_array(w->json);
    write_by_law(w, part->rule);
    po_json_end_object(w->json);
}

static void write_signature(const po_plan_writer *w, const po_review *review) {
    po_json_key(w->json, "signature");
    po_json_begin_object(w->json);
    po_json_member_bool(w->json, "possible", review->signable);
    po_json_key(w->json, "because");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < review->blocks.count; i++) {
        const po_review_block *block = &review->blocks.items[i];
        po_json_string(w->json, po_language_format(w->input->language, w->arena, block->message, block->arguments,
                                                   block->argument_count));
    }
    po_json_end_array(w->json);
    po_json_end_object(w->json);
}

void po_plan_json_review(const po_plan_writer *writer) {
    const po_review *review = writer->input->review;
    if (!review)
        return;
    po_json_key(writer->json, "review");
    po_json_begin_object(writer->json);
    po_json_key(writer->json, "parts");
    po_json_begin_array(writer->json);
    for (size_t i = 0; i < review->parts.count; i++)
        write_part(writer, &review->parts.items[i]);
    po_json_end_array(writer->json);
    write_signature(writer, review);
    po_json_end_object(writer->json);
}
