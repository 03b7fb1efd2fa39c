/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce explain: the telling. One thing, a few sentences; a value as its whole chain, document to model.
 */
#include <string.h>

#include "emit/explain_parts.h"

#define TEXT_SHOWN 160

#define SAY(e, ...) po_language_sentence((e)->language, (e)->arena, __VA_ARGS__, NULL)

void po_explain_line(const po_explainer *e, const char *indent, const char *sentence) {
    po_buffer_printf(e->out, "%s%s\n", indent, sentence);
}

/* A text of a document on one line, cut at a whole character. */
static const char *shown(const po_explainer *e, const char *text) {
    const char *flat = po_text_squeeze(e->arena, text ? text : "");
    size_t size = strlen(flat);
    if (size <= TEXT_SHOWN) {
        return flat;
    }
    for (size = TEXT_SHOWN; size > 0 && ((unsigned char)flat[size] & 0xC0) == 0x80; size--) {
    }
    return po_arena_printf(e->arena, "%.*s…", (int)size, flat);
}

const char *po_explain_source(const po_explainer *e, const char *id) {
    const cJSON *source = id ? po_map_get(e->sources, id) : NULL;
    const char *name = po_explain_text(source, "name");
    return name ? name : SAY(e, "explain.no_document");
}

/* "page 12, table 3, row 2": one place of plan.json in words. */
static const char *place_words(const po_explainer *e, const cJSON *place) {
    static const char *const names[] = {"page", "table", "row", "column", "line", "paragraph"};
    static const char *const keys[] = {"place.page", "place.table", "place.row", "place.column",
                                       "place.line", "place.paragraph"};
    po_buffer out = {0};
    const char *sheet = po_explain_text(place, "sheet"), *under = po_explain_text(place, "under");
    if (sheet || under) {
        po_buffer_add_text(&out, SAY(e, sheet ? "place.sheet" : "place.under", "n", sheet ? sheet : under));
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const cJSON *number = cJSON_GetObjectItemCaseSensitive(place, names[i]);
        if (cJSON_IsNumber(number)) {
            po_buffer_add_text(&out, out.size ? ", " : "");
            po_buffer_add_text(&out, SAY(e, keys[i], "n",
                                         po_arena_printf(e->arena, "%d", number->valueint)));
        }
    }
    const char *text = po_arena_dup(e->arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

static const char *places_words(const po_explainer *e, const cJSON *places) {
    po_buffer out = {0};
    const cJSON *place = NULL;
    cJSON_ArrayForEach(place, places) {
        po_buffer_add_text(&out, out.size ? "; " : "");
        po_buffer_add_text(&out, place_words(e, place));
    }
    const char *text = po_arena_dup(e->arena, out.size ? out.data : SAY(e, "explain.no_place"));
    po_buffer_finish(&out);
    return text;
}

/* "total_funds" as "total funds". */
static const char *field_words(const po_explainer *e, const cJSON *object, const char *member) {
    char *words = po_arena_dup(e->arena, po_explain_text(object, member));
    for (char *at = words; at && *at; at++) {
        *at = *at == '_' ? ' ' : *at;
    }
    return words;
}

/* ---- values ----------------------------------------------------------------------------------- */

/* The JSON of a value, among the fields of its entity and those that disagreed. */
static const cJSON *find_value(const cJSON *entity, const char *id) {
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(entity, "fields")) {
        if (po_text_equal(po_explain_text(item, "id"), id)) {
            return item;
        }
    }
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(entity, "others")) {
        if (po_text_equal(po_explain_text(item, "id"), id)) {
            return item;
        }
    }
    return NULL;
}

const char *po_explain_entity(const po_explainer *e, const cJSON *entity) {
    const char *type = po_explain_text(entity, "type"), *code = po_explain_text(entity, "code");
    return code ? SAY(e, "explain.name", "type", type, "code", code) : type ? type : "";
}

static void tell_chain(const po_explainer *e, const cJSON *lineage, const char *indent) {
    const char *rule = po_explain_text(lineage, "rule");
    if (rule) {
        po_explain_line(e, indent, SAY(e, "explain.rule", "rule", rule));
    }
    if (!po_explain_text(lineage, "record")) {
        return;
    }
    const char *operations = po_explain_text(lineage, "operations");
    const char *evidence = po_explain_text(lineage, "evidence");
    po_explain_line(e, indent, SAY(e, "explain.document", "document",
                        po_explain_source(e, po_explain_text(lineage, "source")), "place",
                        places_words(e, cJSON_GetObjectItemCaseSensitive(lineage, "at"))));
    po_explain_line(e, indent, SAY(e, "explain.record", "field", po_explain_text(lineage, "record_field"),
                        "record", po_explain_text(lineage, "record"), "type",
                        po_explain_text(lineage, "record_type")));
    po_explain_line(e, indent, SAY(e, "explain.crosswalk", "row", po_explain_text(lineage, "row"), "crosswalk",
                        po_explain_text(lineage, "crosswalk"), "operations",
                        operations ? operations : "copy", "field",
                        field_words(e, lineage, "field")));
    if (evidence) {
        po_explain_line(e, indent, SAY(e, "explain.evidence", "words", evidence));
    }
}

/* What was decided of a thing, by the id it has or had; `decision`: the id of what was judged, where the thing names it itself, or NULL. */
static void tell_decisions(const po_explainer *e, const char *id, const char *decision, const char *indent) {
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(e->plan, "decisions")) {
        const char *judged = po_explain_text(item, "id"), *now = po_explain_text(item, "now");
        if (!po_text_equal(judged, id) && !(now && po_text_equal(now, id)) && !(decision && po_text_equal(judged, decision)))
            continue;
        const char *site = po_explain_text(item, "site");
        po_explain_line(e, indent, SAY(e, "explain.decided", "kind", po_explain_text(item, "kind"), "role", po_explain_text(item, "role"), "date",
                            po_explain_text(item, "date"), "reason", po_explain_text(item, "reason"), "standing",
                            po_explain_text(item, "standing"), "why", po_explain_text(item, "why")));
        if (site)
            po_explain_line(e, indent, SAY(e, "explain.decided_site", "site", site));
        if (po_explain_text(item, "pointer"))
            po_explain_line(e, indent, SAY(e, "explain.decided_pointer", "text", po_explain_text(item, "pointer")));
    }
}

void po_explain_decisions(const po_explainer *e, const char *id) {
    tell_decisions(e, id, NULL, "  ");
}

static void tell_value(const po_explainer *e, const char *id, const cJSON *lineage,
                       const char *indent) {
    const char *entity_id = po_explain_text(lineage, "entity");
    const cJSON *entity = entity_id ? po_map_get(e->entities, entity_id) : NULL;
    const cJSON *value = find_value(entity, id);
    const char *text = po_explain_text(value, "text"), *canonical = po_explain_text(value, "value");
    const char *doubt = po_explain_text(value, "doubt");
    po_explain_line(e, indent, SAY(e, "explain.value", "field", field_words(e, lineage, "field"), "entity",
                        po_explain_entity(e, entity), "text", shown(e, text ? text : canonical), "id", id));
    const char *deeper = po_arena_printf(e->arena, "%s  ", indent);
    if (canonical && text) {
        po_explain_line(e, deeper, SAY(e, "explain.canonical", "value", shown(e, canonical)));
    }
    tell_chain(e, lineage, deeper);
    if (doubt) {
        po_explain_line(e, deeper, SAY(e, "explain.doubt", "doubt", doubt));
    }
    const cJSON *read = cJSON_GetObjectItemCaseSensitive(value, "read");
    if (read) {
        po_explain_line(e, deeper, SAY(e, "explain.read", "text", shown(e, po_explain_text(read, "text"))));
    }
    tell_decisions(e, id, po_explain_text(lineage, "decision"), deeper);
}

/* ---- other things ----------------------------------------------------------------------------- */

static void tell_entity(const po_explainer *e, const cJSON *entity) {
    const cJSON *lineages = cJSON_GetObjectItemCaseSensitive(e->plan, "lineage");
    const char *source = po_explain_text(entity, "source");
    po_explain_line(e, "", SAY(e, "explain.entity", "entity", po_explain_entity(e, entity), "id",
                    po_explain_text(entity, "id"), "document", po_explain_source(e, source)));
    const cJSON *field = NULL;
    cJSON_ArrayForEach(field, cJSON_GetObjectItemCaseSensitive(entity, "fields")) {
        const char *id = po_explain_text(field, "id");
        const cJSON *lineage = id ? cJSON_GetObjectItemCaseSensitive(lineages, id) : NULL;
        if (lineage) {
            tell_value(e, id, lineage, "  ");
        }
    }
}

void po_explain_if(const po_explainer *e, const char *key, const char *text) {
    if (text) {
        po_explain_line(e, "  ", SAY(e, key, "text", text));
    }
}

static void tell_finding(const po_explainer *e, const cJSON *finding) {
    const cJSON *place = NULL;
    po_explain_line(e, "", SAY(e, "explain.finding", "code", po_explain_text(finding, "code"), "severity",
                    po_explain_text(finding, "severity"), "sentence",
                    po_explain_text(finding, "sentence")));
    cJSON_ArrayForEach(place, cJSON_GetObjectItemCaseSensitive(finding, "at")) {
        po_explain_line(e, "  ", SAY(e, "explain.rests_on", "document",
                          po_explain_source(e, po_explain_text(place, "source")), "place",
                          place_words(e, place)));
    }
    const char *gap = po_explain_text(finding, "gap");
    const char *shown = po_explain_text(cJSON_GetObjectItemCaseSensitive(finding, "arguments"), "gap");
    po_explain_if(e, "explain.gap", gap && shown ? shown : gap);
    po_explain_if(e, "explain.to_do", po_explain_text(finding, "to_do"));
    po_explain_if(e, "explain.who", po_explain_text(finding, "who"));
    po_explain_if(e, "explain.citation", po_explain_text(finding, "citation"));
    po_explain_if(e, "explain.duty_of", po_explain_text(finding, "duty"));
    tell_decisions(e, po_explain_text(finding, "id"), NULL, "  ");
}

static void tell_source(const po_explainer *e, const cJSON *source) {
    const char *version = po_explain_text(source, "version");
    const char *evidence = po_explain_text(source, "version_evidence");
    po_explain_line(e, "", SAY(e, "explain.source", "name", po_explain_text(source, "name"), "id",
                    po_explain_text(source, "id"), "state", po_explain_text(source, "state")));
    po_explain_if(e, "explain.program", po_explain_text(source, "program"));
    po_explain_if(e, "explain.year", po_explain_text(source, "plan_year"));
    if (version) {
        po_explain_line(e, "  ", SAY(e, "explain.version", "version", version, "evidence",
                          evidence ? evidence : ""));
    }
    po_explain_if(e, "explain.hash", po_explain_text(source, "sha256"));
}

static void tell_duty(const po_explainer *e, const cJSON *duty) {
    const char *title = po_explain_text(duty, "title");
    po_explain_line(e, "", SAY(e, "explain.duty", "id", po_explain_text(duty, "id"), "title",
                    title ? title : ""));
    po_explain_if(e, "explain.asks", po_explain_text(duty, "text"));
    po_explain_if(e, "explain.citation", po_explain_text(duty, "citation"));
    po_explain_if(e, "explain.timing", po_explain_text(duty, "timing"));
    po_explain_if(e, "explain.state", po_explain_text(duty, "state"));
    po_explain_if(e, "explain.confidence", po_explain_text(duty, "confidence"));
    po_explain_if(e, "explain.uncertain", po_explain_text(duty, "doubt"));
    tell_decisions(e, po_explain_text(duty, "id"), NULL, "  ");
}

static void tell_fund(const po_explainer *e, const cJSON *fund) {
    const cJSON *amounts = cJSON_GetObjectItemCaseSensitive(fund, "amounts");
    const char *count = po_arena_printf(e->arena, "%d", amounts ? amounts->valueint : 0);
    const char *name = po_explain_text(fund, "fund"), *year = po_explain_text(fund, "school_year");
    po_explain_line(e, "", SAY(e, "explain.fund", "total", po_explain_text(fund, "total"), "count", count,
                    "fund", name ? name : "", "year", year ? year : "", "document",
                    po_explain_source(e, po_explain_text(fund, "source"))));
}

typedef void (*teller)(const po_explainer *e, const cJSON *json);

void po_explain_thing(const po_explainer *e, const po_thing *thing) {
    static const teller TELLERS[] = {
        [PO_THING_ENTITY] = tell_entity,           [PO_THING_FINDING] = tell_finding,
        [PO_THING_SOURCE] = tell_source,           [PO_THING_DUTY] = tell_duty,
        [PO_THING_FUND] = tell_fund,               [PO_THING_TIE] = po_explain_tie,
        [PO_THING_COMPARISON] = po_explain_comparison, [PO_THING_SHARED] = po_explain_shared,
        [PO_THING_REVIEWER] = po_explain_reviewer, [PO_THING_TEST] = po_explain_test,
        [PO_THING_UNDECIDED] = po_explain_undecided, [PO_THING_DATE] = po_explain_date,
        [PO_THING_PROGRAM] = po_explain_program,   [PO_THING_AGENCY] = po_explain_agency};
    if (thing->kind == PO_THING_VALUE) {
        tell_value(e, thing->id, thing->json, "");
    } else if (thing->kind == PO_THING_REVIEW) {
        po_explain_review(e, thing->json, thing->within);
    } else {
        TELLERS[thing->kind](e, thing->json);
    }
}

const char *po_explain_name(const po_explainer *e, const po_thing *thing) {
    const char *entity = thing->kind == PO_THING_VALUE ? po_explain_text(thing->json, "entity") : NULL;
    if (thing->kind == PO_THING_VALUE) {
        return SAY(e, "explain.value_name", "field", field_words(e, thing->json, "field"), "entity",
                   po_explain_entity(e, entity ? po_map_get(e->entities, entity) : NULL));
    }
    if (thing->kind == PO_THING_ENTITY) {
        return po_explain_entity(e, thing->json);
    }
    return thing->code ? thing->code : thing->id;
}
