/* SPDX-License-Identifier: Apache-2.0
 *
 * The rules of the programs side by side: what each looks at, from when, how large a group must be, on which data. Everything shown stands in
 * the rules files of the installed programs.
 */
#include "app/identify_run.h"
#include "base/text.h"
#include "emit/mustache.h"
#include "emit/view.h"
#include "identify/identify_json.h"

/* One line of the comparison: a facet of every rule. */
typedef struct facet {
    const char *key;
    size_t offset; /* of the text in po_compared */
} facet;

static const facet FACETS[] = {
    {"compare.who", offsetof(po_compared, who)},
    {"compare.indicators", offsetof(po_compared, indicators)},
    {"compare.thresholds", offsetof(po_compared, thresholds)},
    {"compare.group_size", offsetof(po_compared, group_size)},
    {"compare.groups", offsetof(po_compared, groups)},
    {"compare.years", offsetof(po_compared, years)},
    {"compare.data", offsetof(po_compared, data)},
    {"compare.dates", offsetof(po_compared, dates)},
    {"compare.law", offsetof(po_compared, law)},
    {"compare.doubt", offsetof(po_compared, doubt)},
};
#define FACET_COUNT (sizeof FACETS / sizeof *FACETS)

static const char *text_of(const po_compared *compared, const facet *what) {
    const char *const *text = (const void *)((const char *)compared + what->offset);
    return *text;
}

static const char *confidence(const po_identify_run_state *state, char letter) {
    const char *key = letter == 'H'   ? "compare.confidence_h"
                      : letter == 'M' ? "compare.confidence_m"
                                      : "compare.confidence_l";
    return po_language_sentence(state->language, state->arena, key, NULL);
}

static void print_text(const po_identify_run_state *state) {
    puts(po_language_sentence(state->language, state->arena, "compare.title", NULL));
    for (size_t b = 0; b < state->books->books.count; b++) {
        const po_rulebook *book = state->books->books.items[b];
        for (size_t i = 0; i < book->compared.count; i++) {
            const po_compared *compared = &book->compared.items[i];
            printf("\n%s\n", compared->title);
            for (size_t f = 0; f < FACET_COUNT; f++)
                if (text_of(compared, &FACETS[f]))
                    printf("  %s: %s\n", po_language_sentence(state->language, state->arena, FACETS[f].key, NULL),
                           text_of(compared, &FACETS[f]));
            printf("  %s\n", confidence(state, compared->confidence));
        }
    }
}

static void print_json(const po_identify_run_state *state) {
    po_buffer out = {0};
    po_json json;
    po_json_init(&json, &out, true);
    po_rules_compared_write(state->books, &json);
    puts(po_buffer_text(&out));
    po_buffer_finish(&out);
}

/* ---- html ------------------------------------------------------------------------------------- */

static void add_rule(const po_identify_run_state *state, cJSON *rules, const po_compared *compared) {
    cJSON *item = po_view_item(rules);
    po_view_text(item, "id", compared->id);
    po_view_text(item, "title", compared->title);
    po_view_text(item, "confidence", confidence(state, compared->confidence));
}

static void add_facet(const po_identify_run_state *state, cJSON *rows, const facet *what) {
    cJSON *row = po_view_item(rows);
    po_view_text(row, "label", po_language_sentence(state->language, state->arena, what->key, NULL));
    cJSON *cells = cJSON_AddArrayToObject(row, "cells");
    for (size_t b = 0; b < state->books->books.count; b++) {
        const po_rulebook *book = state->books->books.items[b];
        for (size_t i = 0; i < book->compared.count; i++)
            po_view_text(po_view_item(cells), "text", text_of(&book->compared.items[i], what));
    }
}

static void add_set(const po_identify_run_state *state, cJSON *sets, const po_identification *identification,
                    const po_rule_set *set) {
    cJSON *item = po_view_item(sets);
    const char *years = set->from == set->until ? po_arena_printf(state->arena, "%d", set->from)
                                                : po_arena_printf(state->arena, "%d–%d", set->from, set->until);
    po_view_text(item, "title", identification->title);
    po_view_text(item, "years", years);
    po_view_text(item, "citation", set->citation);
    po_view_text(item, "confidence", confidence(state, set->confidence));
    const char *notes = NULL;
    for (size_t i = 0; i < set->note_count; i++)
        notes = notes ? po_arena_printf(state->arena, "%s %s", notes, set->notes[i]) : set->notes[i];
    po_view_text(item, "notes", notes);
}

static cJSON *view_of(const po_identify_run_state *state) {
    cJSON *root = cJSON_CreateObject();
    po_view_sentences(root, state->language);
    po_view_text(root, "language", po_language_tag(state->language));
    po_view_text(root, "version", PLANONCE_VERSION);
    cJSON *rules = cJSON_AddArrayToObject(root, "rules");
    cJSON *rows = cJSON_AddArrayToObject(root, "rows");
    cJSON *sets = cJSON_AddArrayToObject(root, "sets");
    const char *checked = NULL;
    for (size_t b = 0; b < state->books->books.count; b++) {
        const po_rulebook *book = state->books->books.items[b];
        checked = book->checked;
        for (size_t i = 0; i < book->compared.count; i++)
            add_rule(state, rules, &book->compared.items[i]);
        for (size_t i = 0; i < book->identifications.count; i++)
            for (size_t s = 0; s < book->identifications.items[i].sets.count; s++)
                add_set(state, sets, &book->identifications.items[i], &book->identifications.items[i].sets.items[s]);
    }
    for (size_t f = 0; f < FACET_COUNT; f++)
        add_facet(state, rows, &FACETS[f]);
    po_view_text(root, "as_of", checked);
    return root;
}

static po_status print_html(const po_identify_run_state *state, const po_install *install, po_error *err) {
    cJSON *view = view_of(state);
    po_mustache *templates = po_mustache_create(install->templates);
    po_buffer out = {0};
    po_mustache_require_partials(templates);
    po_status status = po_mustache_render(templates, "compare", view, &out, err);
    if (status == PO_OK)
        fwrite(out.data, 1, out.size, stdout);
    po_buffer_finish(&out);
    po_mustache_destroy(templates);
    cJSON_Delete(view);
    return status;
}

po_status po_identify_print_compared(po_identify_run_state *state, const po_install *install, const char *format,
                                     po_error *err) {
    if (po_text_equal(format, "html"))
        return print_html(state, install, err);
    if (po_text_equal(format, "json"))
        print_json(state);
    else
        print_text(state);
    return PO_OK;
}
