/* SPDX-License-Identifier: Apache-2.0
 *
 * Walks a value and its schema side by side. See json_schema.h.
 */
#include "facts/json_schema.h"

#include <stdio.h>

#include "base/date.h"
#include "base/limits.h"
#include "base/text.h"
#include "facts/json_place.h"
#include "model/cds.h"

typedef struct schema_walk {
    const cJSON *root; /* of the schema, for $ref */
    const char *text, *file, *code;
    po_diagnostics *diagnostics;
    po_json_step steps[PO_JSON_SCHEMA_DEPTH + 1];
    size_t depth, mistakes;
} schema_walk;

static void mistake(schema_walk *walk, const char *sentence) {
    char place[16];
    walk->mistakes++;
    if (walk->diagnostics->list.count >= PO_LIMIT_DIAGNOSTICS) {
        walk->diagnostics->dropped++; /* not told: the walk to its line would be in vain */
        return;
    }
    snprintf(place, sizeof place, "%d", po_json_line(walk->text, walk->steps, walk->depth));
    po_diagnose(walk->diagnostics, PO_ERROR, walk->code, walk->file, place, "%s", sentence);
}

/* "meetings[3].date": where the walk is, in words; "the file" at the top. */
static const char *here(schema_walk *walk) {
    po_buffer name = {0};
    for (size_t i = 0; i < walk->depth; i++) {
        const po_json_step *step = &walk->steps[i];
        if (step->key)
            po_buffer_printf(&name, "%s%s", name.size ? "." : "", step->key);
        else
            po_buffer_printf(&name, "[%d]", step->index + 1);
    }
    const char *copy = po_arena_dup(walk->diagnostics->arena, name.size ? po_buffer_text(&name) : "the file");
    po_buffer_finish(&name);
    return copy;
}

static const cJSON *resolve(const schema_walk *walk, const cJSON *schema) {
    const char *reference = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(schema, "$ref"));
    if (!reference || !po_text_starts(reference, "#/$defs/"))
        return schema;
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(walk->root, "$defs");
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(all, reference + 8);
    return found ? found : schema;
}

static const char *kind_of(const cJSON *value) {
    if (cJSON_IsObject(value))
        return "object";
    if (cJSON_IsArray(value))
        return "array";
    if (cJSON_IsString(value))
        return "string";
    if (cJSON_IsNumber(value))
        return "number";
    return cJSON_IsBool(value) ? "boolean" : "null";
}

static const char *kind_in_words(const char *kind) {
    static const char *const words[][2] = {{"object", "an object in { }"}, {"array", "a list in [ ]"}, {"string", "a text in quotation marks"},
                                           {"number", "a number"},         {"boolean", "true or false"}, {"null", "null"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (po_text_equal(words[i][0], kind))
            return words[i][1];
    return kind;
}

static bool type_fits(const cJSON *type, const cJSON *value) {
    if (!type)
        return true;
    if (cJSON_IsString(type))
        return po_text_equal(type->valuestring, kind_of(value)) ||
               (po_text_equal(type->valuestring, "integer") && cJSON_IsNumber(value) &&
                value->valuedouble >= -1e9 && value->valuedouble <= 1e9 && value->valuedouble == (double)value->valueint);
    const cJSON *one;
    cJSON_ArrayForEach(one, type) if (type_fits(one, value)) return true;
    return false;
}

static void check_type(schema_walk *walk, const cJSON *type, const cJSON *value) {
    po_buffer wanted = {0};
    const cJSON *one;
    if (cJSON_IsString(type))
        po_buffer_add_text(&wanted, kind_in_words(type->valuestring));
    else
        cJSON_ArrayForEach(one, type)
            po_buffer_printf(&wanted, "%s%s", wanted.size ? " or " : "", kind_in_words(one->valuestring));
    mistake(walk, po_arena_printf(walk->diagnostics->arena, "%s is %s; it must be %s", here(walk),
                                  kind_in_words(kind_of(value)), po_buffer_text(&wanted)));
    po_buffer_finish(&wanted);
}

/* ", did you mean X?" among the names or texts of `list`; "" if nothing is near. */
static const char *nearest(schema_walk *walk, const char *word, const cJSON *list, bool keys) {
    size_t count = (size_t)cJSON_GetArraySize(list), n = 0;
    const char **names = PO_NEW_ARRAY(walk->diagnostics->arena, const char *, count);
    const cJSON *item;
    cJSON_ArrayForEach(item, list) names[n++] = keys ? item->string : item->valuestring;
    const char *near = po_text_nearest(word, names, n);
    return near ? po_arena_printf(walk->diagnostics->arena, "; did you mean '%s'?", near) : "";
}

static const char *listed(schema_walk *walk, const cJSON *list) {
    po_buffer text = {0};
    const cJSON *item;
    cJSON_ArrayForEach(item, list) po_buffer_printf(&text, "%s%s", text.size ? ", " : "", item->valuestring);
    const char *copy = po_arena_dup(walk->diagnostics->arena, po_buffer_text(&text));
    po_buffer_finish(&text);
    return copy;
}

static void check_enum(schema_walk *walk, const cJSON *list, const cJSON *value) {
    const cJSON *item;
    if (!list || !cJSON_IsString(value))
        return;
    cJSON_ArrayForEach(item, list) if (po_text_equal(item->valuestring, value->valuestring)) return;
    mistake(walk, po_arena_printf(walk->diagnostics->arena, "%s is '%.80s'; it may be: %s%s", here(walk), value->valuestring,
                                  listed(walk, list), nearest(walk, value->valuestring, list, false)));
}

static void check_format(schema_walk *walk, const cJSON *format, const cJSON *value) {
    if (!cJSON_IsString(format) || !cJSON_IsString(value))
        return;
    po_date date;
    char cds[PO_CDS_TEXT_MAX];
    po_cds_reading reading;
    const char *wanted = NULL;
    if (po_text_equal(format->valuestring, "date") && !po_date_parse_iso(value->valuestring, &date))
        wanted = "a date written like 2027-02-23, and one that the calendar has";
    else if (po_text_equal(format->valuestring, "school-year") && po_school_year_parse(value->valuestring) == 0)
        wanted = "a school year written like 2026-27";
    else if (po_text_equal(format->valuestring, "cds") && !po_cds_parse(value->valuestring, cds, &reading))
        wanted = "a county-district-school code of 14 digits, or of 7 for a district";
    if (wanted)
        mistake(walk, po_arena_printf(walk->diagnostics->arena, "%s is '%.80s'; it must be %s", here(walk), value->valuestring, wanted));
}

static void check_number(schema_walk *walk, const cJSON *schema, const cJSON *value) {
    const cJSON *minimum = cJSON_GetObjectItemCaseSensitive(schema, "minimum");
    const cJSON *most = cJSON_GetObjectItemCaseSensitive(schema, "maxItems");
    if (minimum && cJSON_IsNumber(value) && value->valuedouble < minimum->valuedouble)
        mistake(walk, po_arena_printf(walk->diagnostics->arena, "%s is less than %d", here(walk), minimum->valueint));
    if (most && cJSON_IsArray(value) && cJSON_GetArraySize(value) > most->valueint)
        mistake(walk, po_arena_printf(walk->diagnostics->arena, "%s has %d items; at most %d are read", here(walk),
                                      cJSON_GetArraySize(value), most->valueint));
}

static void check_value(schema_walk *walk, const cJSON *schema, const cJSON *value);

static void step_into(schema_walk *walk, po_json_step step, const cJSON *schema, const cJSON *value) {
    if (walk->depth >= PO_JSON_SCHEMA_DEPTH)
        return;
    walk->steps[walk->depth++] = step;
    check_value(walk, schema, value);
    walk->depth--;
}

/* A member that stands twice: the second would be lost without a word. */
static void check_twice(schema_walk *walk, const cJSON *member) {
    for (const cJSON *later = member->next; later; later = later->next)
        if (po_text_equal(later->string, member->string))
            mistake(walk, po_arena_printf(walk->diagnostics->arena, "%s has '%.80s' twice; leave one", here(walk), member->string));
}

static void check_members(schema_walk *walk, const cJSON *schema, const cJSON *value) {
    const cJSON *known = cJSON_GetObjectItemCaseSensitive(schema, "properties");
    const cJSON *others = cJSON_GetObjectItemCaseSensitive(schema, "additionalProperties");
    const cJSON *member;
    cJSON_ArrayForEach(member, value) {
        const cJSON *own = cJSON_GetObjectItemCaseSensitive(known, member->string);
        check_twice(walk, member);
        if (own || cJSON_IsObject(others)) {
            step_into(walk, (po_json_step){.key = member->string}, own ? own : others, member);
        } else if (cJSON_IsFalse(others) && member->string[0] != '$') {
            walk->steps[walk->depth++] = (po_json_step){.key = member->string};
            mistake(walk, po_arena_printf(walk->diagnostics->arena, "'%.80s' is not known here%s", member->string,
                                          nearest(walk, member->string, known, true)));
            walk->depth--;
        }
    }
    const cJSON *name;
    cJSON_ArrayForEach(name, cJSON_GetObjectItemCaseSensitive(schema, "required"))
        if (!cJSON_HasObjectItem(value, name->valuestring))
            mistake(walk, po_arena_printf(walk->diagnostics->arena, "%s has no '%s'; it is needed", here(walk), name->valuestring));
}

static void check_items(schema_walk *walk, const cJSON *items, const cJSON *value) {
    int index = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, value) step_into(walk, (po_json_step){.index = index++}, items, item);
}

static void check_value(schema_walk *walk, const cJSON *schema, const cJSON *value) {
    schema = resolve(walk, schema);
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(schema, "type");
    if (!type_fits(type, value)) {
        check_type(walk, type, value);
        return;
    }
    check_enum(walk, cJSON_GetObjectItemCaseSensitive(schema, "enum"), value);
    check_format(walk, cJSON_GetObjectItemCaseSensitive(schema, "format"), value);
    check_number(walk, schema, value);
    const cJSON *items = cJSON_GetObjectItemCaseSensitive(schema, "items");
    if (cJSON_IsObject(value))
        check_members(walk, schema, value);
    else if (cJSON_IsArray(value) && items)
        check_items(walk, items, value);
}

size_t po_json_schema_check_as(const cJSON *schema, const cJSON *value, const char *text, const char *file, const char *code,
                               po_diagnostics *diagnostics) {
    schema_walk walk = {.root = schema, .text = text, .file = file, .code = code, .diagnostics = diagnostics};
    check_value(&walk, schema, value);
    return walk.mistakes;
}

size_t po_json_schema_check(const cJSON *schema, const cJSON *value, const char *text, const char *file,
                            po_diagnostics *diagnostics) {
    return po_json_schema_check_as(schema, value, text, file, "FACT-002", diagnostics);
}
