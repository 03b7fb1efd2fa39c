/* SPDX-License-Identifier: Apache-2.0
 *
 * Rulebooks: the installed ones, and every mistake a grammar cannot find told with its line.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "identify/rulebook_parts.h"
#include "identify_fixture.h"

static world w;

static void set_up(void) {
    world_open(&w);
}

static void tear_down(void) {
    world_close(&w);
}

TestSuite(rulebook, .init = set_up, .fini = tear_down);

Test(rulebook, installed_ones) {
    cr_assert_eq(w.books->books.count, 2);
    cr_assert_str_eq(po_rulebooks_group_code(w.books, po_rulebooks_group(w.books, "Homeless Youth")), "HOM");
    cr_assert_eq(po_rulebooks_indicator(w.books, "chronic"), po_rulebooks_indicator(w.books, "CHRO"));
    cr_assert_eq(po_rulebooks_indicator(w.books, "happiness"), -1);
    cr_assert_str_eq(po_rulebooks_level_word(w.books, po_rulebooks_indicator(w.books, "SUSP"), PO_BY_STATUS, 1), "very high");
    cr_assert_str_eq(po_rulebooks_level_word(w.books, po_rulebooks_indicator(w.books, "GRAD"), PO_BY_STATUS, 1), "very low");
}

Test(rulebook, a_set_for_each_dashboard_and_none_beyond) {
    const po_identification *da = &w.books->books.items[0]->identifications.items[0];
    static const int years[] = {2017, 2018, 2019, 2022, 2023, 2024, 2025};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        cr_assert(po_identification_set(da, years[i]), "%d", years[i]);
    cr_assert_null(po_identification_set(da, 2020));
    cr_assert_null(po_identification_set(da, 2026));
}

Test(rulebook, a_field_has_one_number_and_no_other_field_has_it) {
    const po_identification *da = &w.books->books.items[0]->identifications.items[0];
    uint32_t size = po_field_number(w.books, da, "group", "with_level"), level = po_field_number(w.books, da, "group", "ela");
    uint32_t value = po_field_number(w.books, da, "year", da->year_values.items[0]);
    cr_assert(po_field_list(size) == PO_FIELD_FIXED && po_text_equal(po_group_fields[po_field_index(size)], "with_level"));
    cr_assert(po_field_list(level) == PO_FIELD_LEVEL && (int)po_field_index(level) == po_rulebooks_indicator(w.books, "ela"));
    cr_assert(po_field_list(value) == PO_FIELD_VALUE && po_field_index(value) == 0);
    cr_assert_neq(size, level);
    cr_assert_eq(po_field_number(w.books, da, "group", "kind"), 0, "a field of years only");
    cr_assert_eq(po_field_number(w.books, da, "local", "kind"), 0);
    cr_assert_neq(po_field_number(w.books, da, "rate", "numerator"), 0);
    cr_assert_eq(po_field_number(w.books, da, "row", "group"), 0, "rows of files are read by name");
}

/* A small rulebook with one thing wrong. */
static const char *const SHELL =
    "<rules format=\"planonce/rules/1\" program=\"%s\" checked=\"2026-11-21\">\n"
    "<dashboards years=\"%s\"/>\n"
    "<indicators><indicator id=\"ela\" code=\"ELA\" label=\"ELA\"/><indicator id=\"mathematics\" code=\"%s\" label=\"M\"/></indicators>\n"
    "<words by=\"colour\" list=\"%s\"/>\n"
    "<identification id=\"x\" title=\"X\" of=\"district\">\n"
    "<status id=\"in\" label=\"In\" in=\"yes\" entered=\"yes\"/>\n"
    "<rule-set from=\"%s\" until=\"2023\" confidence=\"H\">\n"
    "<citation>EC 1</citation><for groups=\"%s\"/><level by=\"colour\" indicators=\"%s\"/><size at-least=\"30\"/>\n"
    "<met>%s</met><eligible>any(group where year = this.year: met = 1)</eligible><outcome status=\"%s\"/>\n"
    "</rule-set></identification></rules>\n";

static void expect_mistake(const char *const values[9], const char *code, const char *words) {
    char folder[] = "/tmp/planonce-rules-XXXXXX";
    cr_assert(mkdtemp(folder));
    char path[128];
    snprintf(path, sizeof path, "%s/rules.xml", folder);
    FILE *out = fopen(path, "wb");
    cr_assert(out);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    fprintf(out, SHELL, values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8]);
#pragma GCC diagnostic pop
    fclose(out);
    po_arena *arena = po_arena_create();
    po_rulebooks *books = po_rulebooks_create(arena, w.books->schema);
    po_diagnostics diagnostics;
    po_diagnostics_init(&diagnostics, arena);
    po_error err = {0};
    po_status status = po_rulebooks_add(books, "x", folder, PO_SOURCE_DIR "/crosswalks", &diagnostics, &err);
    unlink(path);
    rmdir(folder);
    if (!code) {
        cr_assert_eq(status, PO_OK, "%s", diagnostics.list.count > 0 ? diagnostics.list.items[0].text : err.text);
    } else {
        cr_assert_eq(status, PO_E_CONFIG);
        cr_assert_geq(diagnostics.list.count, 1);
        cr_assert_str_eq(diagnostics.list.items[0].code, code, "%s", diagnostics.list.items[0].text);
        cr_assert(strstr(diagnostics.list.items[0].text, words), "%s", diagnostics.list.items[0].text);
        cr_assert(diagnostics.list.items[0].place);
    }
    po_arena_destroy(arena);
}

#define RIGHT                                                                                                               \
    { "x", "2022 2023", "MATH", "red|orange|yellow|green|blue", "2022", "homeless white", "ela", "this.ela = 1", "in" }

Test(rulebook, mistakes) {
    static const struct {
        size_t which;
        const char *value, *code, *words;
    } cases[] = {
        {0, "y", "IDR-003", "is not the program"},
        {1, "2023 2022", "IDR-005", "must ascend"},
        {2, "ELA", "IDR-004", "already names the indicator 'ela'"},
        {3, "red|blue", "IDR-006", "five words"},
        {4, "2024", "IDR-008", "lies after"},
        {5, "homeless martians", "IDR-001", "'martians' is no student group"},
        {6, "ela happiness", "IDR-004", "'happiness' is no indicator"},
        {7, "this.elaa = 1", "IDR-002", "did you mean 'ela'"},
        {7, "this.ela +", "IDR-002", "character"},
        {8, "out", "IDR-007", "no <status id=\"out\">"},
    };
    const char *right[9] = RIGHT;
    expect_mistake(right, NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *wrong[9] = RIGHT;
        wrong[cases[i].which] = cases[i].value;
        expect_mistake(wrong, cases[i].code, cases[i].words);
    }
}

Test(rulebook, a_folder_without_rules_is_fine) {
    po_error err = {0};
    cr_assert_eq(po_rulebooks_add(w.books, "spsa", PO_SOURCE_DIR "/plugins/spsa", PO_SOURCE_DIR "/crosswalks", &w.diagnostics, &err),
                 PO_OK);
    cr_assert_eq(w.books->books.count, 2);
}
