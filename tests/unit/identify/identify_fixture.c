/* SPDX-License-Identifier: Apache-2.0 */
#include "identify_fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "crosswalk/model_load.h"

void world_open(world *w) {
    static const char *const programs[] = {"da", "csi"};
    po_error err = {0};
    const po_model_schema *schema = NULL;
    *w = (world){.arena = po_arena_create()};
    po_diagnostics_init(&w->diagnostics, w->arena);
    cr_assert_eq(po_model_schema_load(w->arena, PO_SOURCE_DIR "/crosswalks", &w->diagnostics, &schema, &err), PO_OK);
    w->books = po_rulebooks_create(w->arena, schema);
    for (size_t i = 0; i < 2; i++) {
        const char *folder = po_arena_printf(w->arena, PO_SOURCE_DIR "/plugins/%s", programs[i]);
        po_status status = po_rulebooks_add(w->books, programs[i], folder, PO_SOURCE_DIR "/crosswalks", &w->diagnostics, &err);
        for (size_t n = 0; n < w->diagnostics.list.count; n++)
            fprintf(stderr, "%s: %s\n", w->diagnostics.list.items[n].place, w->diagnostics.list.items[n].text);
        cr_assert_eq(status, PO_OK, "%s", err.text);
    }
    w->evidence = po_evidence_create(w->books);
}

void world_close(world *w) {
    po_buffer_finish(&w->json);
    po_evidence_destroy(w->evidence);
    po_arena_destroy(w->arena);
}

static void add_field(po_json *json, const char *piece) {
    char name[128];
    const char *equals = strchr(piece, '=');
    cr_assert(equals, "no value in '%s'", piece);
    snprintf(name, sizeof name, "%.*s", (int)(equals - piece), piece);
    const char *value = equals + 1;
    po_json_key(json, name);
    po_json_begin_object(json);
    po_json_member(json, "text", value);
    if (value[0] == '[') {
        po_arena *arena = po_arena_create();
        char **words;
        char *list = po_arena_copy(arena, value + 1, strlen(value) - 2);
        size_t count = po_text_split(arena, list, ',', &words);
        po_json_key(json, "values");
        po_json_begin_array(json);
        for (size_t i = 0; i < count; i++)
            po_json_string(json, words[i]);
        po_json_end_array(json);
        po_arena_destroy(arena);
    } else {
        po_json_member(json, "value", value);
    }
    po_json_key(json, "at");
    po_json_begin_array(json);
    po_json_end_array(json);
    po_json_end_object(json);
}

/* "type | a=b | ^line": the parent is the record of that line, counted from 1. */
static void add_record(po_arena *arena, po_json *json, char *line, size_t number) {
    char **pieces;
    size_t count = po_text_split(arena, line, '|', &pieces);
    const char *parent = NULL;
    po_json_begin_object(json);
    po_json_member(json, "id", po_arena_printf(arena, "r-%zu", number));
    po_json_member(json, "type", pieces[0]);
    for (size_t i = 1; i < count; i++)
        parent = pieces[i][0] == '^' ? pieces[i] + 1 : parent;
    if (parent)
        po_json_member(json, "parent", po_arena_printf(arena, "r-%s", parent));
    po_json_key(json, "fields");
    po_json_begin_object(json);
    for (size_t i = 1; i < count; i++)
        if (pieces[i][0] != '^')
            add_field(json, pieces[i]);
    po_json_end_object(json);
    po_json_end_object(json);
}

void world_read(world *w, const char *program, const char *lines) {
    char **each;
    po_buffer out = {0};
    po_json json;
    po_json_init(&json, &out, false);
    size_t count = po_text_split(w->arena, lines, '\n', &each);
    po_json_begin_object(&json);
    po_json_member(&json, "format", "planonce/records/1");
    po_json_key(&json, "source");
    po_json_begin_object(&json);
    po_json_member(&json, "name", "made-up.txt");
    po_json_member(&json, "sha256", "0000000000000000000000000000000000000000000000000000000000000000");
    po_json_member(&json, "media_type", "text/plain");
    po_json_member_integer(&json, "pages", 0);
    po_json_end_object(&json);
    po_json_member(&json, "program", program);
    po_json_member(&json, "template", "made-up");
    po_json_key(&json, "records");
    po_json_begin_array(&json);
    for (size_t i = 0; i < count; i++)
        add_record(w->arena, &json, each[i], i + 1);
    po_json_end_array(&json);
    po_json_key(&json, "diagnostics");
    po_json_begin_array(&json);
    po_json_end_array(&json);
    po_json_end_object(&json);
    po_record_set *records = NULL;
    po_error err = {0};
    cr_assert_eq(po_record_set_read(out.data, out.size, &records, &err), PO_OK, "%s", err.text);
    cr_assert_eq(po_record_set_link(records, &err), PO_OK, "%s", err.text);
    po_evidence_add(w->evidence, records, &w->diagnostics);
    po_record_set_destroy(records);
    po_buffer_finish(&out);
}

const char *colour(world *w, int year, const char *cds, const char *group, const char *indicator, int level) {
    return po_arena_printf(w->arena,
                           "indicator | cds=%s | level=%s | lea_name=Mesa Verde | group=%s | indicator=%s | year=%d | color=%d "
                           "| status_level=%d | change_level=3 | denominator=200 | size_met=yes\n",
                           cds, strcmp(cds + 7, "0000000") == 0 ? "lea" : "school", group, indicator, year, level, level);
}

const char *status(world *w, int year, const char *cds, const char *group, const char *indicator, int level,
                   int denominator) {
    return po_arena_printf(w->arena,
                           "indicator | cds=%s | level=%s | lea_name=Mesa Verde | group=%s | indicator=%s | year=%d "
                           "| status_level=%d | denominator=%d\n",
                           cds, strcmp(cds + 7, "0000000") == 0 ? "lea" : "school", group, indicator, year, level, denominator);
}

/* Another agency of the county, with several groups: the county's files were given. */
void world_covered(world *w, int year) {
    static const char *const indicators[] = {"ela", "mathematics", "english-learner-progress", "chronic-absenteeism",
                                             "graduation", "suspension", "college-career"};
    static const char *const groups[] = {"all-students", "english-learners", "socioeconomically-disadvantaged"};
    for (size_t i = 0; i < sizeof indicators / sizeof *indicators; i++)
        for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
            world_read(w, "da", colour(w, year, "50799020000000", groups[g], indicators[i], 5));
}

typedef struct writing {
    world *w;
    po_json json;
} writing;

static bool write_one(void *context, const po_identified *result) {
    writing *to = context;
    po_json_init(&to->json, &to->w->json, false);
    po_identified_write(to->w->books, result, &to->json);
    po_buffer_add_char(&to->w->json, '\n');
    return true;
}

const char *world_answers(world *w, int year) {
    po_evidence_seal(w->evidence);
    po_identify *identify = po_identify_create(w->evidence, year);
    writing to = {.w = w};
    po_buffer_clear(&w->json);
    po_identify_run(identify, write_one, &to);
    po_identify_destroy(identify);
    return po_buffer_text(&w->json);
}

bool says(world *w, const char *text) {
    bool found = strstr(po_buffer_text(&w->json), text) != NULL;
    if (!found)
        fprintf(stderr, "not there: %s\nin: %s\n", text, po_buffer_text(&w->json));
    return found;
}
