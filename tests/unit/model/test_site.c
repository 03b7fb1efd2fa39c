/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "model/site.h"
#include "support.h"

static po_entity *add_site(po_model *model, const char *name) {
    po_entity *site = made(model, "site", NULL, name);
    set_text(model, site, "name", name, NULL);
    return site;
}

Test(site, only_a_unique_name_is_a_site) {
    po_arena *arena = po_arena_create();
    po_model *model = po_model_create(made_schema(arena));
    po_entity *rosewood = add_site(model, "Rosewood Elementary School");
    po_entity *high = add_site(model, "Lincoln High");
    add_site(model, "Lincoln Elementary");
    po_entity *oak = add_site(model, "Oak Grove Charter");
    set_text(model, oak, "name", "The Grove", NULL);
    set_text(model, made(model, "site", NULL, "nameless"), "name", "High School", NULL);
    po_site_index *index = po_site_index_create(arena, model);
    static const struct {
        const char *name;
        po_site_match match;
        int site;
    } cases[] = {{"ROSEWOOD ELEM.", PO_SITE_UNIQUE, 0},
                 {"Rosewood", PO_SITE_UNIQUE, 0},
                 {"Rosewood Middle School", PO_SITE_UNKNOWN, -1},
                 {"Lincoln", PO_SITE_SEVERAL, -1},
                 {"Lincoln High School", PO_SITE_UNIQUE, 1},
                 {"Lincoln HS", PO_SITE_UNIQUE, 1},
                 {"Oak Grove", PO_SITE_UNKNOWN, -1},
                 {"Grove", PO_SITE_UNIQUE, 2},
                 {"High School", PO_SITE_UNKNOWN, -1},
                 {"", PO_SITE_UNKNOWN, -1},
                 {"All Schools", PO_SITE_UNKNOWN, -1}};
    po_entity *sites[] = {rosewood, high, oak};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_entity *found = NULL;
        cr_assert_eq(po_site_find(index, cases[i].name, &found), cases[i].match, "%s",
                     cases[i].name);
        cr_assert_eq(found, cases[i].site < 0 ? NULL : sites[cases[i].site], "%s", cases[i].name);
    }
    po_entity *found = NULL;
    cr_assert_eq(po_site_find(index, NULL, &found), PO_SITE_UNKNOWN);
    po_model_destroy(model);
    po_arena_destroy(arena);
}

Test(site, a_name_without_its_kind) {
    po_arena *scratch = po_arena_create();
    cr_assert_str_eq(po_site_name_core(scratch, "rosewood elementary school"), "rosewood");
    cr_assert_str_eq(po_site_name_core(scratch, "high plains"), "high plains");
    cr_assert_str_eq(po_site_name_core(scratch, "the high school"), "");
    cr_assert_str_eq(po_site_name_core(scratch, ""), "");
    po_arena_destroy(scratch);
}

Test(site, what_a_school_calls_itself_counts_too) {
    po_arena *arena = po_arena_create();
    po_model *model = po_model_create(made_schema(arena));
    po_entity *site = add_site(model, "Palmiter Special Education");
    set_text(model, site, "cds", "01612590130005", NULL);
    po_source *source = made_source(model, "school plan");
    cr_assert_null(po_site_of_plan(model, source));
    source->cds = "01612590130005";
    source->site_name = "Leo A. Palmiter High School";
    cr_assert_eq(po_site_of_plan(model, source), site);
    po_entity *found = NULL;
    cr_assert_eq(po_site_find(po_site_index_create(arena, model), "Leo A. Palmiter High", &found), PO_SITE_UNIQUE);
    cr_assert_eq(found, site);
    po_model_destroy(model);
    po_arena_destroy(arena);
}
