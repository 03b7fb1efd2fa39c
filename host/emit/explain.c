/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce explain: finding what is meant. The telling is explain_text.c's.
 */
#include "emit/explain.h"

#include <string.h>

#include "base/file.h"
#include "emit/explain_parts.h"

#define PLAN_LIMIT ((size_t)256 << 20)
#define PREFIX_MIN 3
#define CANDIDATES_MAX 8

/* ---- collecting ------------------------------------------------------------------------------- */

const char *po_explain_text(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static void add_thing(po_explainer *e, po_thing_kind kind, const char *id, const char *code,
                      const cJSON *json) {
    if (id) {
        *PO_LIST_ADD(e->arena, &e->things) = (po_thing){kind, id, code, json};
    }
}

/* Maps hold plain pointers; what they lead to is only ever read. */
static void map_json(po_map *map, const char *id, cJSON *json) {
    if (id) {
        po_map_add(map, id, json);
    }
}

static void collect_entities(po_explainer *e, const cJSON *list) {
    cJSON *item = NULL;
    cJSON_ArrayForEach(item, list) {
        map_json(e->entities, po_explain_text(item, "id"), item);
        add_thing(e, PO_THING_ENTITY, po_explain_text(item, "id"), po_explain_text(item, "code"),
                  item);
    }
}

static void collect_list(po_explainer *e, const char *section, po_thing_kind kind,
                         const char *code) {
    cJSON *item = NULL;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(e->plan, section)) {
        add_thing(e, kind, po_explain_text(item, "id"), po_explain_text(item, code), item);
        if (kind == PO_THING_SOURCE) {
            map_json(e->sources, po_explain_text(item, "id"), item);
        }
    }
}

static void collect(po_explainer *e) {
    static const char *const sections[] = {"sites", "needs", "goals", "metrics", "actions",
                                           "timeline"};
    const cJSON *item = NULL;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        collect_entities(e, cJSON_GetObjectItemCaseSensitive(e->plan, sections[i]));
    }
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(e->plan, "entities")) {
        collect_entities(e, item);
    }
    collect_list(e, "findings", PO_THING_FINDING, "code");
    collect_list(e, "sources", PO_THING_SOURCE, "name");
    collect_list(e, "duties", PO_THING_DUTY, "id");
    collect_list(e, "funds", PO_THING_FUND, "fund");
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(e->plan, "lineage")) {
        add_thing(e, PO_THING_VALUE, item->string, NULL, item);
    }
}

/* ---- finding ---------------------------------------------------------------------------------- */

typedef struct matches {
    const po_thing *items[CANDIDATES_MAX];
    size_t count; /* may be more than are kept */
} matches;

static void add_match(matches *found, const po_thing *thing) {
    if (found->count < CANDIDATES_MAX) {
        found->items[found->count] = thing;
    }
    found->count++;
}

static bool code_matches(const po_thing *thing, const char *id) {
    return thing->code && po_text_equal(thing->code, id);
}

/* By id; else by code; else by the beginning of an id. */
static matches find(const po_explainer *e, const char *id) {
    matches by_id = {0}, by_code = {0}, by_start = {0};
    for (size_t i = 0; i < e->things.count; i++) {
        const po_thing *thing = &e->things.items[i];
        if (po_text_equal(thing->id, id)) {
            add_match(&by_id, thing);
        } else if (code_matches(thing, id)) {
            add_match(&by_code, thing);
        } else if (strlen(id) >= PREFIX_MIN && po_text_starts(thing->id, id)) {
            add_match(&by_start, thing);
        }
    }
    return by_id.count ? by_id : by_code.count ? by_code : by_start;
}

/* "Action 1.1 (abcd...), Measure 1.1 (efgh...)" */
static const char *list_matches(const po_explainer *e, const matches *found) {
    po_buffer out = {0};
    for (size_t i = 0; i < found->count && i < CANDIDATES_MAX; i++) {
        po_buffer_printf(&out, "%s%s (%s)", i ? ", " : "", po_explain_name(e, found->items[i]),
                         found->items[i]->id);
    }
    const char *text = po_arena_dup(e->arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

static po_status not_found(const po_explainer *e, const char *id, po_error *err) {
    const char **names = PO_NEW_ARRAY(e->arena, const char *, 2 * e->things.count);
    size_t count = 0;
    for (size_t i = 0; i < e->things.count; i++) {
        names[count++] = e->things.items[i].id;
        if (e->things.items[i].code) {
            names[count++] = e->things.items[i].code;
        }
    }
    const char *near = po_text_nearest(id, names, count);
    const char *sentence =
        near ? po_language_sentence(e->language, e->arena, "explain.unknown_near", "id", id, "near",
                                    near, NULL)
             : po_language_sentence(e->language, e->arena, "explain.unknown", "id", id, NULL);
    return po_error_set(err, PO_E_USAGE, "%s", sentence);
}

/* A code that several things carry ("1.1": a measure and an action) tells about each; a beginning that fits several does not. */
static po_status tell(const po_explainer *e, const char *id, po_error *err) {
    matches found = find(e, id);
    if (found.count == 0) {
        return not_found(e, id, err);
    }
    bool by_start = !code_matches(found.items[0], id) && !po_text_equal(found.items[0]->id, id);
    if (found.count > 1 && by_start) {
        return po_error_set(err, PO_E_USAGE, "%s",
                            po_language_sentence(e->language, e->arena, "explain.several", "id", id,
                                                 "list", list_matches(e, &found), NULL));
    }
    for (size_t i = 0; i < found.count && i < CANDIDATES_MAX; i++) {
        po_buffer_add_text(e->out, i ? "\n" : "");
        po_explain_thing(e, found.items[i]);
    }
    return PO_OK;
}

po_status po_explain(const char *folder, const char *id, const po_language *language, po_buffer *out,
                     po_error *err) {
    po_arena *arena = po_arena_create();
    char *data = NULL;
    size_t size = 0;
    const char *path = po_path_join(arena, folder, "plan.json");
    cJSON *plan = NULL;
    po_status status = po_file_read(arena, path, PLAN_LIMIT, &data, &size, err);
    if (status) {
        if (!po_path_is_file(path)) {
            po_error_set(err, status, "'%s' holds no plan: name the folder that planonce build has written", folder);
        }
        goto out;
    }
    plan = cJSON_ParseWithLength(data, size);
    if (!po_text_equal(po_explain_text(plan, "format"), "planonce/plan/1")) {
        status = po_error_set(err, PO_E_INPUT, "'%s' is no plan of planonce", path);
        goto out;
    }
    po_explainer e = {.arena = arena, .language = language, .plan = plan, .out = out,
                      .entities = po_map_create(arena), .sources = po_map_create(arena)};
    collect(&e);
    status = tell(&e, id, err);
out:
    cJSON_Delete(plan);
    po_arena_destroy(arena);
    return status;
}
