/* SPDX-License-Identifier: Apache-2.0
 *
 * One LEA's plan, and the index over several: makes the documents and hands them to the output folder. What
 * stands in them is plan_json.c's, plan_view.c's and index_view.c's.
 */
#include "emit/emit.h"

#include <ctype.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "emit/decision_words.h"
#include "emit/index_view.h"
#include "emit/mustache.h"
#include "emit/plan_facts.h"
#include "emit/plan_json.h"
#include "emit/plan_view.h"
#include "emit/readiness_view.h"
#include "emit/review_view.h"

#define FOLDER_NAME_MAX 60

/* Letters and digits in lower case, everything else one '-'. */
static void add_slug(po_buffer *out, const char *text) {
    for (; text && *text && out->size < FOLDER_NAME_MAX; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x80 && isalnum(c)) {
            po_buffer_add_char(out, (char)tolower(c));
        } else if (out->size > 0 && out->data[out->size - 1] != '-') {
            po_buffer_add_char(out, '-');
        }
    }
    while (out->size > 0 && out->data[out->size - 1] == '-') {
        out->data[--out->size] = '\0';
    }
}

const char *po_emit_folder_of(po_arena *arena, const char *cds, const char *name) {
    po_buffer out = {0};
    if (cds) {
        bool district = strlen(cds) == 14 && strcmp(cds + 7, "0000000") == 0;
        add_slug(&out, district ? po_arena_copy(arena, cds, 7) : cds);
    }
    if (name) {
        if (out.size > 0) {
            po_buffer_add_char(&out, '-');
        }
        add_slug(&out, name);
    }
    const char *folder = po_arena_dup(arena, out.size > 0 ? out.data : "lea");
    po_buffer_finish(&out);
    return folder;
}

const char *po_emit_folder_name(po_arena *arena, const po_model *model) {
    po_plan_facts facts;
    const po_emit_plan_input input = {.model = model};
    po_plan_facts_collect(arena, &input, &facts);
    return po_emit_folder_of(arena, facts.cds, facts.name);
}

/* Renders one page of `templates` and adds it to the output. */
static po_status add_page(po_output *output, const char *templates, const char *template_name,
                          const cJSON *view, const char *name, po_error *err) {
    po_buffer page = {0};
    po_mustache *set = po_mustache_create(templates);
    po_mustache_require_partials(set);
    po_status status = po_mustache_render(set, template_name, view, &page, err);
    if (status == PO_OK) {
        status = po_output_add(output, name, page.data, page.size, err);
    }
    po_mustache_destroy(set);
    po_buffer_finish(&page);
    return status;
}

static void fill_entry(po_arena *arena, const po_emit_plan_input *input, const po_plan_facts *facts,
                       const char *folder, po_emit_entry *entry) {
    const po_model *model = input->model;
    *entry = (po_emit_entry){.folder = po_arena_dup(arena, folder),
                             .cds = po_arena_dup(arena, facts->cds),
                             .name = po_arena_dup(arena, facts->name),
                             .plan_year = facts->plan_year,
                             .sources = facts->sources.count,
                             .needs = po_model_count(model, "need")};
    entry->goals = po_order_current(arena, po_order_entities(arena, model, "goal")).count;
    entry->actions = po_order_current(arena, po_order_entities(arena, model, "action")).count;
    for (size_t i = 0; i < input->findings->list.count; i++) {
        entry->findings[input->findings->list.items[i].severity] += po_finding_open(input, &input->findings->list.items[i]);
    }
    entry->decided = po_findings_decided(input);
    entry->decisions = input->standings ? input->standings->list.count : 0;
    entry->lapsed = po_standings_count(input->standings, PO_STANDING_LAPSED);
    entry->unmatched = po_standings_count(input->standings, PO_STANDING_LOOK_AGAIN);
}

static const char *file_in(po_arena *arena, const char *folder, const char *name) {
    return *folder ? po_path_join(arena, folder, name) : name;
}

static po_status add_json(po_arena *arena, const po_emit_plan_input *input, const char *folder,
                          po_output *output, po_error *err) {
    po_buffer json = {0};
    po_plan_json_write(arena, input, &json);
    po_status status =
        po_output_add(output, file_in(arena, folder, "plan.json"), json.data, json.size, err);
    po_buffer_finish(&json);
    return status;
}

/* The pages beside the plan. */
static po_status add_review(po_arena *arena, const po_emit_plan_input *input, const po_plan_facts *facts, const char *folder, po_output *output,
                            po_error *err) {
    po_status status = PO_OK;
    if (po_review_is_shown(input->review)) {
        cJSON *view = po_review_view_create(arena, input, facts);
        status = add_page(output, input->templates, "consistency", view, file_in(arena, folder, PO_REVIEW_PAGE), err);
        cJSON_Delete(view);
    }
    if (status == PO_OK && po_readiness_is_shown(input->readiness)) {
        cJSON *view = po_readiness_view_create(arena, input, facts);
        status = add_page(output, input->templates, "readiness", view, file_in(arena, folder, PO_READINESS_PAGE), err);
        cJSON_Delete(view);
    }
    return status;
}

po_status po_emit_plan(po_arena *arena, const po_emit_plan_input *input, const char *folder,
                       po_output *output, po_emit_entry *ret_entry, po_error *err) {
    po_arena *scratch = po_arena_create();
    po_plan_facts facts;
    cJSON *view = NULL;
    po_plan_facts_collect(scratch, input, &facts);
    po_status status = add_json(scratch, input, folder, output, err);
    if (status) {
        goto out;
    }
    view = po_plan_view_create(scratch, input, &facts);
    status = add_page(output, input->templates, "plan", view, file_in(scratch, folder, "plan.html"),
                      err);
    if (status == PO_OK) {
        status = add_review(scratch, input, &facts, folder, output, err);
    }
    if (status == PO_OK && ret_entry) {
        fill_entry(arena, input, &facts, folder, ret_entry);
    }
out:
    cJSON_Delete(view);
    po_arena_destroy(scratch);
    return status;
}

po_status po_emit_index(po_arena *arena, const po_emit_index_input *input, po_output *output,
                        po_error *err) {
    po_buffer json = {0};
    po_index_json_write(input, &json);
    po_status status = po_output_add(output, "index.json", json.data, json.size, err);
    po_buffer_finish(&json);
    if (status) {
        return status;
    }
    cJSON *view = po_index_view_create(arena, input);
    status = add_page(output, input->templates, "index", view, "index.html", err);
    cJSON_Delete(view);
    return status;
}
