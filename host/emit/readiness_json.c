/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.json: approval readiness (docs/plan-format.md, "Readiness").
 */
#include "emit/plan_json_parts.h"
#include "emit/readiness_view.h"

static void write_finding_ids(po_json *json, const char *key, const po_finding *const *findings, size_t count) {
    if (count == 0)
        return;
    po_json_key(json, key);
    po_json_begin_array(json);
    for (size_t i = 0; i < count; i++)
        po_json_string(json, findings[i]->id);
    po_json_end_array(json);
}

static void write_duties(po_json *json, const char *key, const po_duty_instance *const *duties, size_t count) {
    if (count == 0)
        return;
    po_json_key(json, key);
    po_json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        po_plan_json_begin_line(json, NULL);
        po_json_member(json, "duty", duties[i]->duty->id);
        po_json_member_if(json, "cds", duties[i]->cds);
        po_json_member_integer_if(json, "schools", (int64_t)duties[i]->schools);
        po_json_member(json, "state", po_shown_state_name(duties[i]->state));
        po_plan_json_end_line(json);
    }
    po_json_end_array(json);
}

static void write_undecided(po_json *json, const po_readiness_test *test) {
    if (test->undecided.count == 0)
        return;
    po_json_key(json, "undecided");
    po_json_begin_array(json);
    for (size_t i = 0; i < test->undecided.count; i++) {
        const po_undecided *undecided = test->undecided.items[i];
        po_plan_json_begin_line(json, NULL);
        po_json_member(json, "code", undecided->code);
        po_json_member_if(json, "source", undecided->source ? undecided->source->id : NULL);
        po_json_member_if(json, "missing", undecided->missing);
        po_plan_json_end_line(json);
    }
    po_json_end_array(json);
}

/* PO_LIST members are arrays of pointers to what is const already. */
static void write_test(const po_plan_writer *w, const po_readiness_test *test) {
    po_json *json = w->json;
    po_json_begin_object(json);
    if (test->test) {
        po_json_member(json, "id", test->test->id);
        po_json_member(json, "title", test->test->title);
        po_json_member(json, "citation", test->test->citation);
        po_json_member(json, "state", po_readiness_state_name(test->state));
    }
    write_finding_ids(json, "found", test->found.items, test->found.count);
    write_finding_ids(json, "worth_a_look", test->looks.items, test->looks.count);
    write_finding_ids(json, "decided", test->decided.items, test->decided.count);
    write_duties(json, "against", test->against.items, test->against.count);
    write_duties(json, "open", test->open.items, test->open.count);
    write_duties(json, "shown", test->shown.items, test->shown.count);
    write_undecided(json, test);
    po_json_member_integer_if(json, "not_applicable", (int64_t)test->not_applicable);
    po_json_end_object(json);
}

static void write_reviewer(const po_plan_writer *w, const po_readiness_reviewer *reviewer) {
    po_json *json = w->json;
    po_json_begin_object(json);
    po_json_member(json, "program", reviewer->program->id);
    po_json_member(json, "id", reviewer->reviewer->id);
    po_json_member(json, "role", reviewer->reviewer->role);
    po_json_member(json, "title", reviewer->reviewer->title);
    po_json_member(json, "citation", reviewer->reviewer->citation);
    po_json_member_bool(json, "returns", reviewer->reviewer->returns);
    if (reviewer->unsure)
        po_json_member_bool(json, "unsure", true);
    po_json_member(json, "answer", po_readiness_answer(w->arena, w->input->language, reviewer));
    po_json_member_integer(json, "found", (int64_t)reviewer->found);
    po_json_member_integer(json, "cannot_tell", (int64_t)reviewer->open);
    po_json_key(json, "tests");
    po_json_begin_array(json);
    for (size_t i = 0; i < reviewer->tests.count; i++)
        write_test(w, reviewer->tests.items[i]);
    po_json_end_array(json);
    po_json_end_object(json);
}

void po_plan_json_readiness(const po_plan_writer *writer) {
    const po_readiness *readiness = writer->input->readiness;
    if (!readiness)
        return;
    po_json_key(writer->json, "readiness");
    po_json_begin_object(writer->json);
    po_json_key(writer->json, "reviewers");
    po_json_begin_array(writer->json);
    for (size_t i = 0; i < readiness->reviewers.count; i++)
        write_reviewer(writer, &readiness->reviewers.items[i]);
    po_json_end_array(writer->json);
    po_json_key(writer->json, "nobody");
    write_test(writer, &readiness->nobody);
    po_json_end_object(writer->json);
}
