/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.json and plan.html of the plan made by hand, and explain over what was written.
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "emit/explain.h"
#include "emit/mustache.h"
#include "emit/plan_facts.h"
#include "emit/plan_json.h"
#include "emit/plan_view.h"
#include "fixture.h"

static const char *member(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static cJSON *plan_json(fixture *f) {
    po_buffer out = {0};
    po_plan_json_write(f->arena, &f->input, &out);
    cJSON *plan = cJSON_ParseWithLength(out.data, out.size);
    cr_assert_not_null(plan, "no JSON");
    po_buffer_finish(&out);
    return plan;
}

static char *plan_html(fixture *f) {
    po_error err = {0};
    po_buffer out = {0};
    po_plan_facts facts;
    po_plan_facts_collect(f->arena, &f->input, &facts);
    cJSON *view = po_plan_view_create(f->arena, &f->input, &facts);
    po_mustache *set = po_mustache_create(f->input.templates);
    po_mustache_require_partials(set);
    cr_assert_eq(po_mustache_render(set, "plan", view, &out, &err), PO_OK, "%s", err.text);
    char *html = po_arena_dup(f->arena, out.data);
    cJSON_Delete(view);
    po_mustache_destroy(set);
    po_buffer_finish(&out);
    return html;
}

Test(plan_json, sections_are_there_and_in_order) {
    static const char *const sections[] = {"format", "version", "as_of", "plan_year", "language",
                                           "lea", "sources", "refused", "programs", "findings",
                                           "checks", "undecided", "decisions", "sites", "needs", "goals", "metrics", "actions",
                                           "timeline", "entities", "links", "ties", "comparison",
                                           "shared_amounts", "funds_once", "changes", "funds", "steps", "duties",
                                           "checklist", "lineage"};
    fixture f;
    fixture_make(&f);
    cJSON *plan = plan_json(&f);
    const cJSON *item = plan->child;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++, item = item->next) {
        cr_assert_str_eq(item->string, sections[i]);
    }
    cr_assert_str_eq(member(plan, "as_of"), "2025-05-01");
    cr_assert_str_eq(member(plan, "plan_year"), "2025-26");
    cr_assert_str_eq(member(cJSON_GetObjectItem(plan, "lea"), "cds"), "99999990000000");
    cJSON_Delete(plan);
    fixture_finish(&f);
}

Test(plan_json, every_value_has_lineage) {
    fixture f;
    fixture_make(&f);
    cJSON *plan = plan_json(&f);
    const cJSON *lineage = cJSON_GetObjectItem(plan, "lineage");
    const cJSON *action = cJSON_GetArrayItem(cJSON_GetObjectItem(plan, "actions"), 0);
    const cJSON *field = NULL;
    int count = 0;
    cJSON_ArrayForEach(field, cJSON_GetObjectItem(action, "fields")) {
        const cJSON *origin = cJSON_GetObjectItemCaseSensitive(lineage, member(field, "id"));
        cr_assert_not_null(origin);
        cr_assert_str_eq(member(origin, "source"), "sourceid");
        cr_assert_str_eq(member(origin, "record_field"), field->string);
        count++;
    }
    cr_assert_eq(count, 2);
    cJSON_Delete(plan);
    fixture_finish(&f);
}

Test(plan_json, same_input_same_bytes) {
    po_buffer first = {0}, second = {0};
    fixture f;
    fixture_make(&f);
    po_plan_json_write(f.arena, &f.input, &first);
    fixture_finish(&f);
    fixture_make(&f);
    po_plan_json_write(f.arena, &f.input, &second);
    cr_assert_str_eq(first.data, second.data);
    po_buffer_finish(&first);
    po_buffer_finish(&second);
    fixture_finish(&f);
}

Test(plan_json, small_counts_and_names_stay_inside) {
    fixture f;
    fixture_make(&f);
    cJSON *plan = plan_json(&f);
    const cJSON *measure = cJSON_GetArrayItem(cJSON_GetObjectItem(plan, "metrics"), 0);
    const cJSON *pupils = cJSON_GetObjectItem(cJSON_GetObjectItem(measure, "fields"), "pupils");
    cr_assert_str_eq(member(pupils, "text"), "fewer than 11");
    cr_assert_null(member(pupils, "value"));
    char *text = cJSON_PrintUnformatted(plan);
    cr_assert_null(strstr(text, "A name that stays inside"));
    cr_assert_not_null(strstr(text, "Superintendent"));
    cr_assert_null(strstr(plan_html(&f), "A name that stays inside"));
    free(text);
    cJSON_Delete(plan);
    fixture_finish(&f);
}

Test(plan_json, duties_are_never_done_by_silence) {
    fixture f;
    fixture_make(&f);
    cJSON *plan = plan_json(&f);
    const cJSON *duties = cJSON_GetObjectItem(plan, "duties");
    cr_assert_str_eq(member(cJSON_GetArrayItem(duties, 0), "state"), "unknown");
    cr_assert_str_eq(member(cJSON_GetArrayItem(duties, 1), "state"), "not-applicable");
    const cJSON *findings = cJSON_GetObjectItem(cJSON_GetArrayItem(duties, 0), "findings");
    cr_assert_str_eq(cJSON_GetArrayItem(findings, 0)->valuestring, "findingid");
    cJSON_Delete(plan);
    fixture_finish(&f);
}

/* Each `id="x"` once, and each `href="#x"` has its `id="x"`. */
static void check_anchors(fixture *f, const char *html) {
    po_map *ids = po_map_create(f->arena);
    for (const char *at = html; (at = strstr(at, " id=\"")) != NULL;) {
        at += 5;
        const char *id = po_arena_copy(f->arena, at, strcspn(at, "\""));
        cr_expect(po_map_add(ids, id, ids), "id %s stands twice", id);
    }
    for (const char *at = html; (at = strstr(at, "href=\"#")) != NULL;) {
        at += 7;
        const char *id = po_arena_copy(f->arena, at, strcspn(at, "\""));
        cr_expect_not_null(po_map_get(ids, id), "nothing has the id %s", id);
    }
}

Test(plan_html, anchors_are_unique_and_lead_somewhere) {
    fixture f;
    fixture_make(&f);
    check_anchors(&f, plan_html(&f));
    fixture_finish(&f);
}

Test(plan_html, every_value_has_an_anchor) {
    fixture f;
    fixture_make(&f);
    const char *html = plan_html(&f);
    for (size_t i = 0; i < f.model->entities.count; i++) {
        const po_entity *entity = f.model->entities.items[i];
        for (size_t s = 0; s < entity->slots.count; s++) {
            const char *anchor = po_arena_printf(f.arena, " id=\"v-%s\"", entity->slots.items[s].value.id);
            cr_expect_not_null(strstr(html, anchor), "%s of %s", entity->slots.items[s].field->id,
                               entity->definition->id);
        }
    }
    fixture_finish(&f);
}

Test(plan_html, says_what_a_planner_asks_first) {
    static const char *const wanted[] = {
        "<h1>Willow Creek &amp; Union</h1>", "2025-26", "willow.pdf", "Action 1.1 has no total.",
        "Print the total of action 1.1.", "page 7, table 1, row 2", "No action found",
        "Every pupil &lt;reads&gt;", "21.4 % (2023-24)", "$12,345", "June 24, 2025", "toy.T1",
        "Unknown: no document that was read shows it", "Superintendent", "<html lang=\"en\">",
        "<main id=\"main\"",
    };
    fixture f;
    fixture_make(&f);
    const char *html = plan_html(&f);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        cr_expect_not_null(strstr(html, wanted[i]), "%s", wanted[i]);
    }
    const char *body = strstr(html, "<body>");
    cr_expect_null(strchr(body, '['), "a sentence is missing: %.60s", strchr(body, '['));
    cr_expect_null(strstr(html, "<script"));
    fixture_finish(&f);
}

static const char *explain(fixture *f, const char *folder, const char *id, po_status *ret_status) {
    po_error err = {0};
    po_buffer out = {0};
    *ret_status = po_explain(folder, id, f->language, &out, &err);
    const char *text = po_arena_dup(f->arena, *ret_status ? err.text : po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

Test(explain, tells_the_chain) {
    fixture f;
    po_error err = {0};
    po_output *output = NULL;
    po_status status;
    char base[] = "/tmp/planonce-explain-XXXXXX";
    fixture_make(&f);
    cr_assert_not_null(mkdtemp(base));
    const char *folder = po_path_join(f.arena, base, "out");
    cr_assert_eq(po_output_begin(folder, &output, &err), PO_OK);
    cr_assert_eq(po_emit_plan(f.arena, &f.input, "", output, NULL, &err), PO_OK, "%s", err.text);
    cr_assert_eq(po_output_commit(output, &err), PO_OK);

    const char *value = po_entity_get(f.action, "title")->id;
    const char *text = explain(&f, folder, value, &status);
    cr_assert_eq(status, PO_OK);
    cr_expect_not_null(strstr(text, "title of action 1.1: “Small groups”"), "%s", text);
    cr_expect_not_null(strstr(text, "It stands in willow.pdf: page 7, table 1, row 2."));
    cr_expect_not_null(strstr(text, "Row F-1 of the crosswalk toy brought it to the plan’s field title by: copy."));
    text = explain(&f, folder, "1.1", &status);
    cr_expect_not_null(strstr(text, "measure 1.1 (id "));
    cr_expect_not_null(strstr(text, "action 1.1 (id "));
    cr_expect_not_null(strstr(explain(&f, folder, "TOY-1", &status), "would be returned: Action 1.1 has no total."));
    cr_expect_not_null(strstr(explain(&f, folder, "toy.T1", &status), "Its state is: unknown."));
    cr_expect_not_null(strstr(explain(&f, folder, "willow.pdf", &status), "its state is: current"));
    cr_expect_not_null(strstr(explain(&f, folder, f.need->id, &status), "It was worked out: named by a measure."));
    text = explain(&f, folder, po_arena_copy(f.arena, value, 12), &status);
    cr_expect_eq(status, PO_OK);
    text = explain(&f, folder, "TOY-2", &status);
    cr_expect_eq(status, PO_E_USAGE);
    cr_expect_str_eq(text, "Nothing in this plan is called “TOY-2”. Did you mean “TOY-1”?");
    text = explain(&f, folder, "zzzzzzzzzzzzzzzzzzzzzzzz", &status);
    cr_expect_eq(status, PO_E_USAGE);
    (void)explain(&f, base, "1.1", &status);
    cr_expect_eq(status, PO_E_IO);
    cr_assert_eq(system(po_arena_printf(f.arena, "rm -r '%s'", base)), 0);
    fixture_finish(&f);
}

Test(emit, folder_names) {
    fixture f;
    fixture_make(&f);
    cr_assert_str_eq(po_emit_folder_name(f.arena, f.model), "9999999-willow-creek-union");
    po_model *empty = po_model_create(f.schema);
    cr_assert_str_eq(po_emit_folder_name(f.arena, empty), "lea");
    po_model_destroy(empty);
    fixture_finish(&f);
}

Test(emit, index_of_several) {
    fixture f;
    po_error err = {0};
    po_output *output = NULL;
    char base[] = "/tmp/planonce-index-XXXXXX";
    fixture_make(&f);
    cr_assert_not_null(mkdtemp(base));
    const char *folder = po_path_join(f.arena, base, "out");
    po_emit_entry entries[2];
    cr_assert_eq(po_output_begin(folder, &output, &err), PO_OK);
    cr_assert_eq(po_emit_plan(f.arena, &f.input, "one", output, &entries[0], &err), PO_OK, "%s", err.text);
    cr_assert_eq(po_emit_plan(f.arena, &f.input, "two", output, &entries[1], &err), PO_OK, "%s", err.text);
    entries[0].cds = "01-61259-0000000";
    entries[0].name = "Willow Creek";
    entries[1].cds = "01612590130001"; /* a charter school that Willow Creek authorized */
    const po_emit_refusal orphan = {"strange.pdf", "names no agency", false};
    const po_emit_index_input index = {.entries = entries, .entry_count = 2, .orphans = &orphan,
                                       .orphan_count = 1, .language = f.language,
                                       .templates = f.input.templates, .as_of = f.input.as_of};
    cr_assert_eq(po_emit_index(f.arena, &index, output, &err), PO_OK, "%s", err.text);
    cr_assert_eq(po_output_commit(output, &err), PO_OK);
    char *html = NULL;
    size_t size = 0;
    cr_assert_eq(po_file_read(f.arena, po_path_join(f.arena, folder, "index.html"), 1 << 20, &html, &size, &err), PO_OK);
    cr_expect_not_null(strstr(html, "href=\"one/plan.html\""));
    cr_expect_not_null(strstr(html, "strange.pdf"));
    cr_expect_not_null(strstr(html, "charter school; authorized by Willow Creek"));
    cr_expect_eq(entries[0].goals, 1);
    cr_expect_eq(entries[0].findings[PO_FINDING_RETURNED], 1);
    cr_assert_eq(system(po_arena_printf(f.arena, "rm -r '%s'", base)), 0);
    fixture_finish(&f);
}
