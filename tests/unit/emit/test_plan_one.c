/* SPDX-License-Identifier: Apache-2.0
 *
 * What plan.json and plan.html say of several plans together: a school's plan beside the district's, and a draft.
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <string.h>

#include "emit/mustache.h"
#include "emit/plan_facts.h"
#include "emit/plan_json.h"
#include "emit/plan_view.h"
#include "fixture.h"

/* The plan by hand with a school's, and what lies side by side in them. */
typedef struct plans {
    fixture f;
    po_source *school;
    po_entity *goal, *measure, *outcome, *action, *expenditure, *dropped;
    po_statement statements[2];
    po_comparison row;
    po_money money[2];
    po_change_set changes;
    po_one_plan one;
} plans;

static po_entity *make(plans *p, const po_source *source, const char *type, const char *code, po_entity *parent) {
    const char *parts[] = {code, parent ? parent->id : NULL};
    po_entity *made = po_model_entity(p->f.model, type, source, parts, 2, NULL);
    made->code = code;
    made->parent = parent;
    return made;
}

static po_entity *child(const plans *p, const po_entity *parent, const char *type) {
    po_entity *entity = NULL;
    for (size_t i = 0; (entity = po_model_nth(p->f.model, type, i)) && entity->parent != parent;)
        i++;
    return entity;
}

static void make_school(plans *p) {
    p->school = po_model_add_source(p->f.model);
    *p->school = (po_source){.id = "schoolid", .name = "elm.docx", .sha256 = "01", .program = "toy", .program_title = "Toy plan", .visibility = "public",
                             .cds = "99999990000001", .lea_cds = "99999990000000", .site_name = "Elm School", .plan_year = 2025, .period = "2025-26"};
    p->goal = make(p, p->school, "goal", "7", NULL);
    fixture_set(&p->f, p->goal, "number", "7", NULL, 2);
    fixture_set(&p->f, p->goal, "description", "Attendance", NULL, 2);
    p->measure = make(p, p->school, "measure", "7.1", p->goal);
    fixture_set(&p->f, p->measure, "name", "Chronic absence at Elm", NULL, 2);
    p->outcome = make(p, p->school, "outcome", "7.1/baseline", p->measure);
    fixture_set(&p->f, p->outcome, "kind", "Baseline", "baseline", 2);
    fixture_set(&p->f, p->outcome, "text", "25.0 %", NULL, 2);
    p->action = make(p, p->school, "action", "7.1", p->goal);
    fixture_set(&p->f, p->action, "title", "Small groups at Elm", NULL, 3);
    p->expenditure = make(p, p->school, "expenditure", "7.1/f", p->action);
    fixture_set(&p->f, p->expenditure, "fund", "Federal", "federal", 3);
    fixture_set(&p->f, p->expenditure, "stage", "planned", "planned", 3);
    fixture_set(&p->f, p->expenditure, "amount", "12345", "12345", 3);
}

static po_statement stated(const po_entity *outcome, int64_t units) {
    return (po_statement){.outcome = outcome, .group = "english-learners", .part = "", .part_text = "", .number = po_decimal_of(units, 1),
                          .unit = PO_STATED_PERCENT, .year = "2023-24"};
}

static void add_beside(plans *p, const po_entity *measure, const po_statement *statement) {
    po_beside *beside = PO_LIST_ADD(p->f.arena, &p->row.list);
    *beside = (po_beside){.measure = measure, .part = "", .part_text = "", .rest = "", .scale = "percent"};
    *PO_LIST_ADD(p->f.arena, &beside->values) = (po_beside_value){.outcome = statement->outcome, .statement = statement, .disagrees = true};
}

static void make_row(plans *p) {
    static const char *const topics[] = {"chronic-absence"};
    p->statements[0] = stated(child(p, p->f.measure, "outcome"), 214);
    p->statements[1] = stated(p->outcome, 250);
    p->row = (po_comparison){.id = "rowid", .topics = topics, .topic_count = 1, .group = "english-learners", .differs = PO_UNLIKE_LEVEL};
    add_beside(p, p->f.measure, &p->statements[0]);
    add_beside(p, p->measure, &p->statements[1]);
    *PO_LIST_ADD(p->f.arena, &p->row.disagreements) = (po_disagreement){&p->statements[0], &p->statements[1], p->f.measure, p->measure};
    *PO_LIST_ADD(p->f.arena, &p->one.comparisons.list) = &p->row;
}

static void make_money(plans *p, bool sure) {
    const po_entity **parts = PO_NEW_ARRAY(p->f.arena, const po_entity *, 2);
    parts[0] = child(p, p->f.action, "expenditure");
    parts[1] = p->expenditure;
    cr_assert(parts[0] && parts[1]);
    const po_money money = {.stage = "planned", .amount = po_decimal_of(12345, 0), .part_count = 1};
    p->money[0] = p->money[1] = money;
    p->money[0].action = p->f.action;
    p->money[0].fund = "lcff";
    p->money[0].parts = parts;
    p->money[1].action = p->action;
    p->money[1].fund = "federal";
    p->money[1].parts = parts + 1;
    *PO_LIST_ADD(p->f.arena, &p->one.money.list) = (po_same_money){.id = "sharedid", .first = &p->money[0], .second = &p->money[1], .sure = sure};
    *PO_LIST_ADD(p->f.arena, &p->one.money.by_fund) =
        (po_fund_once){.fund = "federal", .stage = "planned", .stated = po_decimal_of(20000, 0), .repeated = po_decimal_of(12345, 0), .total = po_decimal_of(7655, 0)};
}

static void make_changes(plans *p) {
    p->dropped = make(p, p->f.draft, "action", "9.9", NULL);
    fixture_set(&p->f, p->dropped, "title", "Was planned", NULL, 8);
    po_entity *old = make(p, p->f.draft, "action", "1.1", NULL);
    fixture_set(&p->f, old, "total_funds", "$10,000", "10000", 8);
    p->changes = (po_change_set){.before = p->f.draft, .after = p->f.source, .kept = {1, 1, 0, 0}};
    *PO_LIST_ADD(p->f.arena, &p->changes.list) =
        (po_change){.kind = PO_CHANGE_CHANGED, .type = "action", .before = old, .after = p->f.action,
                    .old_value = &old->slots.items[0], .new_value = &p->f.action->slots.items[1], .difference = "2345.00"};
    *PO_LIST_ADD(p->f.arena, &p->changes.list) = (po_change){.kind = PO_CHANGE_DROPPED, .type = "action", .before = p->dropped};
    *PO_LIST_ADD(p->f.arena, &p->one.changes.list) = &p->changes;
}

static void make_all(plans *p) {
    *p = (plans){0};
    fixture_make(&p->f);
    make_school(p);
    make_row(p);
    make_money(p, true);
    make_changes(p);
    *PO_LIST_ADD(p->f.arena, &p->one.ties.list) = (po_tie){.goal = p->goal, .named = p->f.goal, .words = po_entity_get(p->goal, "number"), .way = PO_TIE_NUMBER};
    p->f.input.one = &p->one;
}

static char *page(plans *p) {
    po_error err = {0};
    po_buffer out = {0};
    po_plan_facts facts;
    po_plan_facts_collect(p->f.arena, &p->f.input, &facts);
    cJSON *view = po_plan_view_create(p->f.arena, &p->f.input, &facts);
    po_mustache *set = po_mustache_create(p->f.input.templates);
    cr_assert_eq(po_mustache_render(set, "plan", view, &out, &err), PO_OK, "%s", err.text);
    char *html = po_arena_dup(p->f.arena, out.data);
    cJSON_Delete(view);
    po_mustache_destroy(set);
    po_buffer_finish(&out);
    return html;
}

static cJSON *json(plans *p) {
    po_buffer out = {0};
    po_plan_json_write(p->f.arena, &p->f.input, &out);
    cJSON *plan = cJSON_ParseWithLength(out.data, out.size);
    cr_assert_not_null(plan);
    po_buffer_finish(&out);
    return plan;
}

static const cJSON *first(const cJSON *object, const char *name) {
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, name);
    cr_assert_gt(cJSON_GetArraySize(list), 0, "%s is empty", name);
    return list->child;
}

static const char *member(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static bool says(const char *html, const char *words) {
    return strstr(html, words) != NULL;
}

Test(plan_one, json_names_both_sides_by_their_ids) {
    plans p;
    make_all(&p);
    cJSON *plan = json(&p);
    const cJSON *tie = first(plan, "ties"), *row = first(plan, "comparison"), *shared = first(plan, "shared_amounts");
    cr_expect_str_eq(member(tie, "goal"), p.goal->id);
    cr_expect_str_eq(member(tie, "names"), p.f.goal->id);
    cr_expect_str_eq(member(tie, "by"), "number");
    cr_expect_str_eq(first(row, "differs")->valuestring, "level");
    const cJSON *value = first(first(row, "measures")->next, "values");
    cr_expect_str_eq(member(value, "number"), "25.0");
    cr_expect_str_eq(member(value, "unit"), "percent");
    cr_expect(cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(value, "disagrees")));
    cr_expect_str_eq(member(shared, "state"), "same");
    cr_expect_str_eq(first(shared, "stated")->next->child->valuestring, "schoolid");
    cr_expect_str_eq(member(first(plan, "funds_once"), "total"), "7655");
    const cJSON *changes = first(plan, "changes");
    cr_expect_str_eq(member(changes, "of"), "earlier-version");
    cr_expect_str_eq(member(first(changes, "list"), "difference"), "2345.00");
    cr_expect_str_eq(member(first(changes, "list")->next, "kind"), "dropped");
    cJSON_Delete(plan);
    fixture_finish(&p.f);
}

Test(plan_one, the_page_shows_values_side_by_side_with_the_way_to_each) {
    plans p;
    make_all(&p);
    char *html = page(&p);
    cr_expect(says(html, "21.4%") && says(html, "25.0%"));
    cr_expect(says(html, po_arena_printf(p.f.arena, "href=\"#v-%s\"", po_entity_get(p.outcome, "text")->id)));
    cr_expect(says(html, "Elm School"));
    cr_expect(says(html, "<details id=\"c-rowid\" open>"), "what disagrees is open");
    cr_expect(says(html, "For whom: the district as a whole, or one school."));
    fixture_finish(&p.f);
}

Test(plan_one, the_page_shows_money_once_and_what_changed) {
    plans p;
    make_all(&p);
    char *html = page(&p);
    cr_expect(says(html, "The same: counted once."));
    cr_expect(says(html, "$7,655"));
    cr_expect(says(html, "+$2,345"));
    cr_expect(says(html, "page 8"), "the earlier version's place");
    cr_expect(says(html, "Named by its number:"));
    cr_expect(says(html, "Goal 7 of"));
    fixture_finish(&p.f);
}

Test(plan_one, a_small_count_is_withheld_beside_others_too) {
    plans p;
    make_all(&p);
    po_statement *statement = &p.statements[1];
    statement->unit = PO_STATED_PLAIN;
    for (size_t i = 0; i < p.outcome->slots.count; i++) {
        po_slot *slot = &p.outcome->slots.items[i];
        if (strcmp(slot->field->id, "text") == 0) {
            po_field_definition *pupils = PO_NEW(p.f.arena, po_field_definition);
            *pupils = *slot->field;
            pupils->type = "pupils";
            slot->field = pupils;
            slot->value.text = slot->value.value = "4";
        }
    }
    cJSON *plan = json(&p);
    const cJSON *value = first(first(first(plan, "comparison"), "measures")->next, "values");
    cr_expect_null(member(value, "number"));
    cJSON_Delete(plan);
    fixture_finish(&p.f);
}

Test(plan_one, of_one_plan_alone_nothing_is_said) {
    fixture f;
    fixture_make(&f);
    plans p = {.f = f};
    char *html = page(&p);
    cr_expect_not(says(html, "The same measure in several plans"));
    cr_expect_not(says(html, "What changed"));
    fixture_finish(&f);
}
