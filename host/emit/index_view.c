/* SPDX-License-Identifier: Apache-2.0
 *
 * The index over several LEAs, for machines and for people.
 */
#include "emit/index_view.h"

#include <string.h>

#include "base/json_writer.h"
#include "emit/view.h"
#include "model/cds.h"

/* ---- charter schools --------------------------------------------------------------------------- */

/* A charter school is its own agency, and its code begins with that of the district or county office that authorized it. False for
 * an agency that is no school, or prints no code. */
static bool authorizer_of(const po_emit_entry *entry, char ret_cds[PO_CDS_TEXT_MAX]) {
    char cds[PO_CDS_TEXT_MAX];
    if (!entry->cds || !po_cds_parse(entry->cds, cds, NULL) || !po_cds_is_school(cds)) {
        return false;
    }
    po_cds_lea(cds, ret_cds);
    return true;
}

/* The agency's code as digits; one that has none stands behind all others, as it does in the index. */
static const char *code_of(const po_emit_entry *entry, char cds[PO_CDS_TEXT_MAX]) {
    return entry->cds && po_cds_parse(entry->cds, cds, NULL) ? cds : "~";
}

/* The agency of this code among those of the index, or NULL. The index is in the order of codes. */
static const po_emit_entry *entry_of(const po_emit_index_input *input, const char *cds) {
    size_t from = 0, to = input->entry_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        char other[PO_CDS_TEXT_MAX];
        int order = strcmp(code_of(&input->entries[middle], other), cds);
        if (order == 0) {
            return &input->entries[middle];
        }
        from = order < 0 ? middle + 1 : from;
        to = order < 0 ? to : middle;
    }
    return NULL;
}

static void write_authorizer(po_json *json, const po_emit_index_input *input, const po_emit_entry *entry) {
    char cds[PO_CDS_TEXT_MAX];
    if (!authorizer_of(entry, cds)) {
        return;
    }
    const po_emit_entry *authorizer = entry_of(input, cds);
    po_json_key(json, "authorizer");
    po_json_begin_object(json);
    po_json_member(json, "cds", cds);
    po_json_member_if(json, "name", authorizer ? authorizer->name : NULL);
    po_json_member_if(json, "folder", authorizer ? authorizer->folder : NULL);
    po_json_end_object(json);
}

static void add_authorizer(po_arena *arena, const po_emit_index_input *input, cJSON *item, const po_emit_entry *entry) {
    char cds[PO_CDS_TEXT_MAX];
    const po_emit_entry *authorizer = NULL;
    const char *words = NULL;
    if (authorizer_of(entry, cds)) {
        authorizer = entry_of(input, cds);
        words = authorizer && authorizer->name
                    ? po_language_sentence(input->language, arena, "index.charter_of", "name", authorizer->name, NULL)
                    : po_language_sentence(input->language, arena, "index.charter", "cds", cds, NULL);
    }
    po_view_text(item, "charter", words);
}

/* ---- entries ----------------------------------------------------------------------------------- */

static void write_entry(po_json *json, const po_emit_index_input *input, const po_emit_entry *entry) {
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    po_json_begin_object(json);
    po_json_member(json, "folder", entry->folder);
    po_json_member_if(json, "cds", entry->cds);
    po_json_member_if(json, "name", entry->name);
    write_authorizer(json, input, entry);
    po_json_member_if(json, "plan_year",
                      entry->plan_year ? po_school_year_format(entry->plan_year, year) : NULL);
    po_json_member_integer(json, "sources", (int64_t)entry->sources);
    po_json_member_integer(json, "goals", (int64_t)entry->goals);
    po_json_member_integer(json, "actions", (int64_t)entry->actions);
    po_json_member_integer(json, "needs", (int64_t)entry->needs);
    po_json_key(json, "findings");
    po_json_begin_object(json);
    for (int i = 0; i < 3; i++) {
        po_json_member_integer(json, po_finding_severity_name((po_finding_severity)i),
                               (int64_t)entry->findings[i]);
    }
    po_json_end_object(json);
    po_json_member_integer_if(json, "decided", (int64_t)entry->decided);
    po_json_member_integer_if(json, "decisions_lapsed", (int64_t)entry->lapsed);
    po_json_member_integer_if(json, "decisions_to_look_at", (int64_t)entry->unmatched);
    po_json_end_object(json);
}

void po_index_json_write(const po_emit_index_input *input, po_buffer *out) {
    char date[PO_DATE_TEXT_MAX];
    po_json json;
    po_json_init(&json, out, true);
    po_json_begin_object(&json);
    po_json_member(&json, "format", "planonce/index/1");
    po_json_member_if(&json, "version", input->version);
    po_json_member(&json, "as_of", po_date_format_iso(input->as_of, date));
    po_json_key(&json, "leas");
    po_json_begin_array(&json);
    for (size_t i = 0; i < input->entry_count; i++) {
        write_entry(&json, input, &input->entries[i]);
    }
    po_json_end_array(&json);
    po_json_key(&json, "not_joined");
    po_json_begin_array(&json);
    for (size_t i = 0; i < input->orphan_count; i++) {
        po_json_begin_object(&json);
        po_json_member(&json, "name", input->orphans[i].name);
        po_json_member_if(&json, "reason", input->orphans[i].reason);
        po_json_end_object(&json);
    }
    po_json_end_array(&json);
    po_json_end_object(&json);
    po_buffer_add_char(out, '\n');
}

static void add_entry(po_arena *arena, const po_emit_index_input *input, cJSON *list,
                      const po_emit_entry *entry) {
    static const char *const names[] = {"required", "returned", "look"};
    cJSON *item = po_view_item(list);
    po_view_text(item, "folder", entry->folder);
    po_view_text(item, "name",
                 entry->name ? entry->name
                             : po_language_sentence(input->language, arena, "lea.unknown", NULL));
    po_view_text(item, "cds", entry->cds);
    add_authorizer(arena, input, item, entry);
    po_view_text(item, "year", po_view_year(arena, entry->plan_year));
    po_view_count(item, "sources", entry->sources);
    po_view_count(item, "goals", entry->goals);
    po_view_count(item, "actions", entry->actions);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        po_view_count(item, names[i], entry->findings[i]);
    }
    const char *decided = po_arena_printf(arena, "%zu", entry->decided);
    po_view_text(item, "decided",
                 entry->decided > 0 ? po_language_sentence(input->language, arena, "decision.set_aside", "count", decided, NULL) : NULL);
}

cJSON *po_index_view_create(po_arena *arena, const po_emit_index_input *input) {
    cJSON *root = cJSON_CreateObject();
    po_view_sentences(root, input->language);
    po_view_text(root, "as_of", po_view_date(input->language, arena, input->as_of));
    po_view_text(root, "version", input->version);
    po_view_count(root, "count", input->entry_count);
    cJSON *list = cJSON_AddArrayToObject(root, "leas");
    for (size_t i = 0; i < input->entry_count; i++) {
        add_entry(arena, input, list, &input->entries[i]);
    }
    cJSON *orphans = cJSON_AddArrayToObject(root, "orphans");
    for (size_t i = 0; i < input->orphan_count; i++) {
        cJSON *item = po_view_item(orphans);
        po_view_text(item, "name", input->orphans[i].name);
        po_view_text(item, "reason", input->orphans[i].reason);
    }
    po_view_flag(root, "any_orphans", input->orphan_count > 0);
    return root;
}
