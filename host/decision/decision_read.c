/* SPDX-License-Identifier: Apache-2.0
 *
 * Loading a decisions file: bytes, shape, JSON, schema, structs, and what a schema cannot say. The shape (depth, members of one object) is looked
 * at before anything is made of the bytes, because checks of names take time by the square of their number.
 */
#include "decision/decision.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "decision/fingerprint.h"
#include "facts/json_place.h"
#include "facts/json_schema.h"
#include "model/cds.h"

typedef struct decision_loader {
    po_arena *arena;
    const char *path, *text;
    po_diagnostics *diagnostics;
    size_t mistakes;
} decision_loader;

static void tell(decision_loader *loader, const char *code, int line, const char *sentence) {
    const char *place = line > 0 ? po_arena_printf(loader->diagnostics->arena, "%d", line) : NULL;
    po_diagnose(loader->diagnostics, PO_ERROR, code, loader->path, place, "%s", sentence);
    loader->mistakes++;
}

/* ---- the shape ------------------------------------------------------------------------------------- */

/* What is wrong with nesting and counts, with the byte where; NULL if nothing is. */
static const char *shape_mistake(const char *text, size_t *ret_offset) {
    size_t members[PO_LIMIT_DECISIONS_DEPTH + 1] = {0}, depth = 0;
    bool object[PO_LIMIT_DECISIONS_DEPTH + 1] = {false};
    for (const char *at = text; *at; at++) {
        *ret_offset = (size_t)(at - text);
        if (*at == '"') {
            for (at++; *at && *at != '"'; at++)
                at += *at == '\\' && at[1];
            if (!*at)
                return NULL; /* the parser says where it begins */
        } else if (*at == '{' || *at == '[') {
            if (depth++ >= PO_LIMIT_DECISIONS_DEPTH)
                return "brackets are nested deeper here than any decision is; compare the file with docs/decisions-format.md";
            members[depth] = 0;
            object[depth] = *at == '{';
        } else if (*at == '}' || *at == ']') {
            depth -= depth > 0;
        } else if (*at == ',' && object[depth] && ++members[depth] >= PO_LIMIT_DECISIONS_MEMBERS) {
            return "this object has more members than any decision has; compare the file with docs/decisions-format.md";
        }
    }
    return NULL;
}

static po_status parse(decision_loader *loader, size_t size, cJSON **ret_json, po_error *err) {
    const char *end = NULL, *text = loader->text;
    size_t offset = 0;
    if (!po_utf8_valid(text, size) || strlen(text) != size)
        return po_error_set(err, PO_E_INPUT, "'%s' is not a text in UTF-8; save it again as UTF-8", loader->path);
    const char *mistake = shape_mistake(text, &offset);
    if (!mistake) {
        *ret_json = cJSON_ParseWithOpts(text, &end, true);
        if (*ret_json)
            return PO_OK;
        offset = end && end >= text ? (size_t)(end - text) : 0;
        mistake = "this is not JSON from here on; look for a missing comma, quotation mark or bracket here or in the line before";
    }
    tell(loader, "DEC-001", po_json_line_at(text, offset), mistake);
    return po_error_set(err, PO_E_INPUT, "the decisions in '%s' could not be read", loader->path);
}

static po_status load_schema(po_arena *arena, const char *folder, cJSON **ret_schema, po_error *err) {
    char *text = NULL;
    size_t size = 0;
    const char *path = po_path_join(arena, folder, "decisions.schema.json");
    po_status status = po_file_read(arena, path, PO_LIMIT_CONFIG_BYTES, &text, &size, err);
    if (status != PO_OK)
        return status;
    *ret_schema = cJSON_Parse(text);
    return *ret_schema ? PO_OK : po_error_set(err, PO_E_CONFIG, "%s is not JSON; install planonce again", path);
}

/* ---- from checked JSON to structs ---------------------------------------------------------------------- */

static const cJSON *member(const cJSON *object, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static const char *text_of(const decision_loader *loader, const cJSON *object, const char *name) {
    return po_arena_dup(loader->arena, cJSON_GetStringValue(member(object, name)));
}

static const char *cds_of(const decision_loader *loader, const cJSON *object, const char *name) {
    char cds[PO_CDS_TEXT_MAX];
    const char *text = cJSON_GetStringValue(member(object, name));
    return text && po_cds_parse(text, cds, NULL) ? po_arena_dup(loader->arena, cds) : NULL;
}

/* Sorted anew: a person may have written them. */
static void read_print(const decision_loader *loader, const cJSON *json, po_fingerprint *ret_print) {
    po_print print = {0};
    const cJSON *item;
    if (!po_judged_kind_parse(cJSON_GetStringValue(member(json, "of")), &ret_print->of))
        ret_print->of = PO_JUDGED_FINDING; /* the schema has refused it */
    ret_print->what = text_of(loader, json, "what");
    const char *whose = text_of(loader, json, "whose");
    ret_print->whose = whose ? whose : "";
    cJSON_ArrayForEach(item, member(json, "words"))
        *PO_LIST_ADD(loader->arena, &print.words) = po_arena_dup(loader->arena, cJSON_GetStringValue(item));
    cJSON_ArrayForEach(item, member(json, "values"))
        *PO_LIST_ADD(loader->arena, &print.values) = po_arena_dup(loader->arena, cJSON_GetStringValue(item));
    po_print_finish(loader->arena, &print, ret_print);
}

static void read_decision(const decision_loader *loader, const cJSON *json, po_decision *decision) {
    const char *date = cJSON_GetStringValue(member(json, "date"));
    if (!po_decision_kind_parse(cJSON_GetStringValue(member(json, "kind")), &decision->kind))
        decision->kind = PO_DECISION_ACCEPT; /* the schema has refused it */
    if (!date || !po_date_parse_iso(date, &decision->date))
        decision->date = (po_date){0};
    decision->id = text_of(loader, json, "id");
    decision->about = text_of(loader, json, "about");
    decision->reason = text_of(loader, json, "reason");
    decision->role = text_of(loader, json, "role");
    decision->text = text_of(loader, json, "text");
    decision->value = text_of(loader, json, "value");
    decision->duty = text_of(loader, json, "duty");
    decision->site = cds_of(loader, json, "site");
    decision->pointer = text_of(loader, json, "pointer");
    read_print(loader, member(json, "fingerprint"), &decision->fingerprint);
}

static void read_all(const decision_loader *loader, const cJSON *root, po_decisions *decisions) {
    const cJSON *item, *lea = member(root, "lea");
    decisions->cds = cds_of(loader, lea, "cds");
    decisions->name = text_of(loader, lea, "name");
    cJSON_ArrayForEach(item, member(root, "decisions"))
        read_decision(loader, item, PO_LIST_ADD(loader->arena, &decisions->list));
}

/* ---- what a schema cannot say ---------------------------------------------------------------------------- */

/* The line of a decision is looked for only when something is to be said of it: each look walks over the text. */
static void tell_of(decision_loader *loader, const char *code, size_t index, const char *sentence) {
    const po_json_step steps[] = {{.key = "decisions"}, {.index = (int)index}};
    bool full = loader->diagnostics->list.count >= PO_LIMIT_DIAGNOSTICS;
    tell(loader, code, full ? 0 : po_json_line(loader->text, steps, 2), sentence);
}

static void lint(decision_loader *loader, const po_decisions *decisions) {
    po_arena *arena = loader->diagnostics->arena;
    po_map *seen = po_map_create(loader->arena);
    for (size_t i = 0; i < decisions->list.count; i++) {
        po_decision *decision = &decisions->list.items[i];
        const char *mistake = po_decision_mistake(arena, decision);
        if (mistake)
            tell_of(loader, "DEC-003", i, mistake);
        const char *key = po_arena_printf(loader->arena, "%s %s", decision->id, decision->site ? decision->site : "");
        if (!po_map_add(seen, key, decision))
            tell_of(loader, "DEC-004", i,
                    po_arena_printf(arena, "'%.60s' is decided twice; leave the decision that holds", decision->id));
    }
}

po_status po_decisions_parse(po_arena *arena, const char *path, const char *text, size_t size, const char *schema_folder,
                             po_diagnostics *diagnostics, po_decisions **ret_decisions, po_error *err) {
    decision_loader loader = {.arena = arena, .path = po_arena_dup(arena, path), .text = text, .diagnostics = diagnostics};
    cJSON *schema = NULL, *json = NULL;
    po_status status = load_schema(arena, schema_folder, &schema, err);
    if (status == PO_OK)
        status = parse(&loader, size, &json, err);
    if (status != PO_OK)
        goto out;
    po_decisions *decisions = PO_NEW(arena, po_decisions);
    decisions->path = loader.path;
    loader.mistakes = po_json_schema_check_as(schema, json, loader.text, path, "DEC-002", diagnostics);
    if (loader.mistakes == 0) {
        read_all(&loader, json, decisions);
        lint(&loader, decisions);
    }
    if (loader.mistakes > 0)
        status = po_error_set(err, PO_E_INPUT, "the decisions in '%s' have %zu mistake%s", path, loader.mistakes,
                              loader.mistakes == 1 ? "" : "s");
    else
        *ret_decisions = decisions;
out:
    cJSON_Delete(schema);
    cJSON_Delete(json);
    return status;
}

po_status po_decisions_load(po_arena *arena, const char *path, const char *schema_folder, po_diagnostics *diagnostics,
                            po_decisions **ret_decisions, po_error *err) {
    char *text = NULL;
    size_t size = 0;
    po_status status = po_file_read(arena, path, PO_LIMIT_DECISIONS_BYTES, &text, &size, err);
    return status == PO_OK ? po_decisions_parse(arena, path, text, size, schema_folder, diagnostics, ret_decisions, err) : status;
}
