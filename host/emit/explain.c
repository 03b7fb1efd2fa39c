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
        *PO_LIST_ADD(e->arena, &e->things) = (po_thing){.kind = kind, .id = id, .code = code, .json = json};
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

/* What stands between plans: a line of the review knows its part, which says what law asks for the comparison. */
static void collect_review(po_explainer *e) {
    const cJSON *part = NULL, *item = NULL;
    cJSON_ArrayForEach(part, cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(e->plan, "review"), "parts")) {
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(part, "items")) {
            *PO_LIST_ADD(e->arena, &e->things) =
                (po_thing){.kind = PO_THING_REVIEW, .id = po_explain_text(item, "id"), .json = item, .within = part};
        }
    }
}

/* Reviewers and their tests have short ids of their own, each within its program. */
static void collect_readiness(po_explainer *e) {
    const cJSON *reviewer = NULL, *test = NULL;
    cJSON_ArrayForEach(reviewer, cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(e->plan, "readiness"), "reviewers")) {
        const char *program = po_explain_text(reviewer, "program"), *id = po_explain_text(reviewer, "id");
        add_thing(e, PO_THING_REVIEWER, id, po_arena_printf(e->arena, "%s.%s", program ? program : "", id ? id : ""), reviewer);
        cJSON_ArrayForEach(test, cJSON_GetObjectItemCaseSensitive(reviewer, "tests")) {
            const char *of = po_explain_text(test, "id");
            add_thing(e, PO_THING_TEST, of, po_arena_printf(e->arena, "%s.%s", program ? program : "", of ? of : ""), test);
        }
    }
}

static void collect_dates(po_explainer *e) {
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, cJSON_GetObjectItemCaseSensitive(e->calendar, "entries")) {
        const char *duty = po_explain_text(entry, "duty"), *milestone = po_explain_text(entry, "milestone");
        const char *code = duty && milestone ? po_arena_printf(e->arena, "%s#%s", duty, milestone) : NULL;
        add_thing(e, PO_THING_DATE, po_explain_text(entry, "uid"), code, entry);
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
    collect_list(e, "ties", PO_THING_TIE, "id");
    collect_list(e, "comparison", PO_THING_COMPARISON, "name");
    collect_list(e, "shared_amounts", PO_THING_SHARED, "id");
    collect_list(e, "programs", PO_THING_PROGRAM, "short_title");
    collect_review(e);
    collect_readiness(e);
    collect_dates(e);
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(e->plan, "undecided")) {
        add_thing(e, PO_THING_UNDECIDED, po_explain_text(item, "code"), NULL, item);
    }
    item = cJSON_GetObjectItemCaseSensitive(e->plan, "lea");
    add_thing(e, PO_THING_AGENCY, po_explain_text(item, "id"), po_explain_text(item, "cds"), item);
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(e->plan, "lineage")) {
        add_thing(e, PO_THING_VALUE, item->string, NULL, item);
    }
}

const cJSON *po_explain_found(const po_explainer *e, po_thing_kind kind, const char *id) {
    for (size_t i = 0; id && i < e->things.count; i++) {
        if (e->things.items[i].kind == kind && po_text_equal(e->things.items[i].id, id)) {
            return e->things.items[i].json;
        }
    }
    return NULL;
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

/* A file of the folder as JSON of this format; NULL with an error. */
static cJSON *read_json(po_arena *arena, const char *folder, const char *name, const char *format, po_error *err) {
    char *data = NULL;
    size_t size = 0;
    const char *path = po_path_join(arena, folder, name);
    if (!po_path_is_file(path)) {
        po_error_set(err, PO_E_IO, "'%s' holds no plan: name the folder that planonce build has written", folder);
        return NULL;
    }
    if (po_file_read(arena, path, PLAN_LIMIT, &data, &size, err) != PO_OK) {
        return NULL;
    }
    cJSON *json = cJSON_ParseWithLength(data, size);
    if (po_text_equal(po_explain_text(json, "format"), format)) {
        return json;
    }
    po_error_set(err, PO_E_INPUT, "'%s' is no plan of planonce", path);
    cJSON_Delete(json);
    return NULL;
}

po_status po_explain(const char *folder, const char *id, const po_language *language, po_buffer *out,
                     po_error *err) {
    po_arena *arena = po_arena_create();
    po_error none = {0};
    po_status status = PO_OK;
    cJSON *plan = read_json(arena, folder, "plan.json", "planonce/plan/1", err);
    cJSON *calendar = plan ? read_json(arena, folder, "calendar.json", "planonce/calendar/1", &none) : NULL; /* without it no date is known */
    if (!plan) {
        status = err->status;
        goto out;
    }
    po_explainer e = {.arena = arena, .language = language, .plan = plan, .calendar = calendar, .out = out,
                      .entities = po_map_create(arena), .sources = po_map_create(arena)};
    collect(&e);
    status = tell(&e, id, err);
out:
    cJSON_Delete(calendar);
    cJSON_Delete(plan);
    po_arena_destroy(arena);
    return status;
}
