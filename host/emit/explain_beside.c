/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce explain: the telling of what stands between the plans of a district and around them: lines of the consistency review,
 * ties of goals, measures side by side, amounts that stand twice, who would return a plan and for what, checks that could not be
 * made, dates. What stands in one document is explain_text.c's.
 */
#include "emit/explain_parts.h"
#include "emit/plan_view_parts.h"

#define SAY(e, ...) po_language_sentence((e)->language, (e)->arena, __VA_ARGS__, NULL)

static const char *member(const cJSON *object, const char *name) {
    const char *text = po_explain_text(object, name);
    return text ? text : "";
}

/* What a thing of the plan is called, by the id that `name` holds; NULL if it names none. */
static const char *called(const po_explainer *e, const cJSON *object, const char *name) {
    const char *id = po_explain_text(object, name);
    const cJSON *entity = id ? po_map_get(e->entities, id) : NULL;
    return entity ? SAY(e, "explain.called", "name", po_explain_entity(e, entity), "document",
                        po_explain_source(e, po_explain_text(entity, "source")), "id", id)
                  : NULL;
}

/* A word of plan.json, and the sentence for it. */
typedef struct wording {
    const char *word, *key;
} wording;

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))

/* The sentence for a word; the word itself if there is none ("" if it is missing). */
static const char *worded(const po_explainer *e, const wording *list, size_t count, const char *word) {
    for (size_t i = 0; i < count; i++)
        if (po_text_equal(list[i].word, word))
            return SAY(e, list[i].key);
    return word ? word : "";
}

static void tell_reasons(const po_explainer *e, const cJSON *reasons) {
    const cJSON *reason = NULL;
    cJSON_ArrayForEach(reason, reasons) {
        for (unsigned n = 0; n < PO_UNLIKENESSES; n++)
            if (po_text_equal(cJSON_GetStringValue(reason), po_unlikeness_name(n)))
                po_explain_if(e, "explain.differs_in",
                              po_language_sentence(e->language, e->arena, po_plan_view_difference_key(n), NULL));
    }
}

/* ---- the consistency review ------------------------------------------------------------------------------- */

/* Where a law requires the comparison it is named; and what is to be done depends on how the comparison ended. */
static void tell_what_follows(const po_explainer *e, const cJSON *item, const cJSON *part) {
    static const wording NEXT[] = {{"differs", "explain.review_differs"},
                                   {"not-compared", "explain.review_open"},
                                   {"explained", "explain.review_explained"},
                                   {"agrees", "explain.review_agrees"}};
    const cJSON *finding = po_explain_found(e, PO_THING_FINDING, po_explain_text(item, "finding"));
    const char *to_do = po_explain_text(finding, "to_do"), *citation = po_explain_text(part, "citation");
    if (finding)
        po_explain_if(e, "explain.as_finding",
                      SAY(e, "explain.called_finding", "code", member(finding, "code"), "id", member(finding, "id")));
    po_explain_if(e, "explain.citation", po_explain_text(finding, "citation"));
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(part, "required")) && citation)
        po_explain_if(e, "explain.compared_by", citation);
    else
        po_explain_line(e, "  ", SAY(e, "review.by_nobody"));
    po_explain_if(e, "explain.to_do", to_do ? to_do : worded(e, NEXT, COUNT_OF(NEXT), po_explain_text(item, "outcome")));
}

void po_explain_review(const po_explainer *e, const cJSON *item, const cJSON *part) {
    static const wording OUTCOMES[] = {{"differs", "review.outcome.differs"},
                                       {"not-compared", "review.outcome.open"},
                                       {"explained", "review.outcome.explained"},
                                       {"agrees", "review.outcome.agrees"}};
    static const wording TOPICS[] = {{"goals", "review.topic.goals"},
                                     {"measures", "review.topic.measures"},
                                     {"actions", "review.topic.actions"},
                                     {"groups", "review.topic.groups"},
                                     {"money", "review.topic.money"}};
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(item, "plan");
    const cJSON *plans = cJSON_GetObjectItemCaseSensitive(part, "plans");
    const cJSON *plan = cJSON_IsNumber(number) ? cJSON_GetArrayItem(plans, number->valueint) : NULL;
    const char *outcome = worded(e, OUTCOMES, COUNT_OF(OUTCOMES), po_explain_text(item, "outcome"));
    const char *topic = worded(e, TOPICS, COUNT_OF(TOPICS), po_explain_text(item, "topic"));
    const char *against = po_explain_text(item, "against");
    po_explain_line(e, "",
                    SAY(e, "explain.review", "id", member(item, "id"), "topic", topic, "outcome", outcome, "sentence",
                        member(item, "sentence")));
    po_explain_if(e, "explain.plan_of", po_explain_text(plan, "name"));
    po_explain_if(e, "explain.against", against ? po_explain_source(e, against) : NULL);
    po_explain_if(e, "explain.own", called(e, item, "own"));
    po_explain_if(e, "explain.other", called(e, item, "other"));
    tell_reasons(e, cJSON_GetObjectItemCaseSensitive(item, "because"));
    po_explain_if(e, "explain.beside", po_explain_text(item, "comparison"));
    tell_what_follows(e, item, part);
}

/* ---- ties, measures side by side, amounts ------------------------------------------------------------------- */

void po_explain_tie(const po_explainer *e, const cJSON *tie) {
    static const wording WAYS[] = {{"number", "explain.tie_number"},
                                   {"words", "explain.tie_words"},
                                   {"not-stated", "explain.tie_not_stated"},
                                   {"unmatched", "explain.tie_unmatched"},
                                   {"no-plan", "explain.tie_no_plan"}};
    po_explain_line(e, "", SAY(e, "explain.tie", "id", member(tie, "id")));
    po_explain_if(e, "explain.own", called(e, tie, "goal"));
    po_explain_if(e, "explain.other", called(e, tie, "names"));
    po_explain_line(e, "  ", worded(e, WAYS, COUNT_OF(WAYS), po_explain_text(tie, "by")));
    po_explain_if(e, "explain.value_there", po_explain_text(tie, "words"));
    po_explain_decisions(e, member(tie, "id"));
}

void po_explain_comparison(const po_explainer *e, const cJSON *row) {
    const cJSON *item = NULL;
    po_explain_line(e, "", SAY(e, "explain.comparison", "id", member(row, "id"), "group", member(row, "group")));
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(row, "measures")) {
        po_explain_if(e, "explain.measure", called(e, item, "measure"));
    }
    tell_reasons(e, cJSON_GetObjectItemCaseSensitive(row, "differs"));
}

void po_explain_shared(const po_explainer *e, const cJSON *shared) {
    const cJSON *item = NULL;
    const bool sure = po_text_equal(po_explain_text(shared, "state"), "same");
    po_explain_line(
        e, "",
        SAY(e, sure ? "explain.shared" : "explain.shared_maybe", "id", member(shared, "id"), "amount", member(shared, "amount")));
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(shared, "stated")) {
        po_explain_if(e, "explain.stated", called(e, item, "action"));
    }
    po_explain_decisions(e, member(shared, "id"));
}

/* ---- who reviews, and what could not be told ------------------------------------------------------------------ */

void po_explain_reviewer(const po_explainer *e, const cJSON *reviewer) {
    po_explain_line(e, "",
                    SAY(e, "explain.reviewer", "title", member(reviewer, "title"), "program", member(reviewer, "program")));
    po_explain_if(e, "explain.answer", po_explain_text(reviewer, "answer"));
    po_explain_if(e, "explain.citation", po_explain_text(reviewer, "citation"));
}

void po_explain_test(const po_explainer *e, const cJSON *test) {
    const cJSON *id = NULL;
    const char *last = NULL;
    po_explain_line(e, "", SAY(e, "explain.test", "title", member(test, "title"), "state", member(test, "state")));
    po_explain_if(e, "explain.citation", po_explain_text(test, "citation"));
    cJSON_ArrayForEach(id, cJSON_GetObjectItemCaseSensitive(test, "found")) {
        const cJSON *finding = po_explain_found(e, PO_THING_FINDING, cJSON_GetStringValue(id));
        po_explain_if(e, "explain.found", po_explain_text(finding, "sentence"));
    }
    cJSON_ArrayForEach(id, cJSON_GetObjectItemCaseSensitive(test, "open")) {
        const char *duty = po_explain_text(id, "duty");
        if (!po_text_equal(duty, last)) /* once, not for each school */
            po_explain_if(e, "explain.open", duty);
        last = duty;
    }
}

void po_explain_undecided(const po_explainer *e, const cJSON *undecided) {
    const char *source = po_explain_text(undecided, "source");
    po_explain_line(e, "",
                    SAY(e, "explain.undecided", "code", member(undecided, "code"), "document", po_explain_source(e, source)));
    po_explain_if(e, "explain.missing", po_explain_text(undecided, "missing"));
}

void po_explain_date(const po_explainer *e, const cJSON *entry) {
    const char *date = po_explain_text(entry, "date");
    po_explain_line(e, "",
                    SAY(e, "explain.date", "title", member(entry, "title"), "date", date ? date : SAY(e, "explain.date_open"),
                        "period", member(entry, "period")));
    po_explain_if(e, "explain.computed", po_explain_text(entry, "computed"));
    po_explain_if(e, "explain.why", po_explain_text(entry, "why"));
    po_explain_if(e, "explain.citation", po_explain_text(entry, "citation"));
    po_explain_if(e, "explain.duty_of", po_explain_text(entry, "duty"));
    po_explain_if(e, "explain.state", po_explain_text(entry, "state"));
    po_explain_if(e, "explain.uncertain", po_explain_text(entry, "doubt"));
}

void po_explain_program(const po_explainer *e, const cJSON *program) {
    po_explain_line(e, "", SAY(e, "explain.is_program", "id", member(program, "id"), "title", member(program, "title")));
    po_explain_if(e, "explain.agency", po_explain_text(program, "agency"));
}

void po_explain_agency(const po_explainer *e, const cJSON *agency) {
    po_explain_line(e, "", SAY(e, "explain.is_agency", "name", member(agency, "name"), "cds", member(agency, "cds")));
}
