/* SPDX-License-Identifier: Apache-2.0
 *
 * Who is identified, with made-up files under the installed rules: what is known, what is bounded, what stays open, and why.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "identify_fixture.h"

static world w;

static void set_up(void) {
    world_open(&w);
}

static void tear_down(void) {
    world_close(&w);
}

TestSuite(identify, .init = set_up, .fini = tear_down);

static void read_colour(int year, const char *group, const char *indicator, int level) {
    world_read(&w, "da", colour(&w, year, LEA, group, indicator, level));
}

/* Everything else is given: levels none, local indicators met. */
static void read_rest(int year) {
    world_covered(&w, year);
    for (int priority = 1; priority <= 7; priority++)
        world_read(&w, "da", po_arena_printf(w.arena, "local_indicator | cds=%s | priority=%d | performance=met | year=%d\n", LEA,
                                             priority, year));
}

Test(identify, red_in_two_priorities) {
    read_rest(2023);
    read_colour(2023, "SWD", "chronic-absenteeism", 1);
    read_colour(2023, "SWD", "suspension", 1);
    read_colour(2023, "EL", "suspension", 1);
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"status\":\"differentiated-assistance-year-1\""));
    cr_assert(says(&w, "\"group\":\"SWD\",\"id\":\"students-with-disabilities\""));
    cr_assert(says(&w, "\"priorities\":[5,6],\"letter\":\"C\""));
    cr_assert(says(&w, "{\"indicator\":\"SUSP\",\"level\":\"red\",\"value\":1,\"year\":2023,\"document\":\"made-up.txt\"}"));
    cr_assert(says(&w, "{\"levels\":1,\"moves\":[{\"indicator\":\"SUSP\",\"from\":\"red\",\"to\":\"orange\",\"levels\":1}]}"));
    cr_assert_not(strstr(po_buffer_text(&w.json), "\"group\":\"EL\""), "one priority is not enough");
}

Test(identify, red_and_orange_make_priority_four) {
    read_rest(2023);
    read_colour(2023, "HI", "ela", 2);
    read_colour(2023, "HI", "mathematics", 1);
    read_colour(2023, "HI", "suspension", 1);
    read_colour(2023, "WH", "ela", 2);
    read_colour(2023, "WH", "mathematics", 2);
    read_colour(2023, "WH", "suspension", 1);
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"priorities\":[4,6],\"letter\":\"D\""));
    cr_assert(says(&w, "\"indicator\":\"ELA\",\"level\":\"orange\""));
    cr_assert(says(&w, "{\"indicator\":\"ELA\",\"from\":\"orange\",\"to\":\"yellow\",\"levels\":1}"));
    cr_assert_not(strstr(po_buffer_text(&w.json), "\"group\":\"WH\""), "two orange are not enough");
}

Test(identify, a_level_without_weight_is_no_reason) {
    read_rest(2023);
    read_colour(2023, "EL", "english-learner-progress", 1);
    read_colour(2023, "EL", "ela", 1);
    read_colour(2023, "EL", "mathematics", 4);
    read_colour(2023, "EL", "suspension", 1);
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"why\":[{\"indicator\":\"ELPI\""));
    cr_assert_not(strstr(po_buffer_text(&w.json), "\"indicator\":\"ELA\",\"level\""), "mathematics is green: ELA is no reason");
}

Test(identify, two_moves_end_three_priorities) {
    read_rest(2023);
    read_colour(2023, "SED", "graduation", 1);
    read_colour(2023, "SED", "suspension", 1);
    world_read(&w, "da", status(&w, 2023, LEA, "SED", "college-career", 1, 80));
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"priorities\":[5,6,8],\"letter\":\"J\""));
    cr_assert(says(&w, "\"ends\":[{\"levels\":2,\"moves\":["));
    cr_assert(says(&w, "\"indicator\":\"CCI\",\"level\":\"very low\""));
}

Test(identify, small_groups_have_no_level) {
    read_rest(2023);
    read_colour(2023, "HOM", "suspension", 1);
    read_colour(2023, "AA", "suspension", 1);
    world_read(&w, "da", status(&w, 2023, LEA, "HOM", "college-career", 1, 15));
    world_read(&w, "da", status(&w, 2023, LEA, "AA", "college-career", 1, 29));
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"group\":\"HOM\""));
    cr_assert_not(strstr(po_buffer_text(&w.json), "\"group\":\"AA\""), "29 pupils are too few, 15 homeless pupils are not");
}

Test(identify, a_list_of_the_lowest_bounds_and_never_says_no) {
    world_read(&w, "da",
               "low_performer | cds=" LEA " | level=lea | lea_name=Mesa Verde | group=SWD | indicators=[mathematics, suspension] | year=2023\n"
               "low_performer | cds=50799020000000 | level=lea | group=AA | indicators=[ela, graduation, chronic-absenteeism, "
               "college-career, english-learner-progress] | year=2023\n");
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"status\":\"unknown\""));
    cr_assert(says(&w, "\"groups\":[],\"groups_possible\":[{\"group\":\"SWD\""));
    cr_assert(says(&w, "\"priorities\":[6],\"priorities_possible\":[4]"));
    cr_assert(says(&w, "\"cannot_tell\":[{\"indicator\":\"ELA\",\"at_least\":2,\"year\":2023,\"because\":\"only-lowest-listed\","
                       "\"not_in_file\":\"orange\"}]"));
}

Test(identify, what_was_not_given_is_not_known) {
    read_colour(2023, "SWD", "suspension", 1);
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"computed_possible\":[\"differentiated-assistance-year-1\",\"none\"]"));
    cr_assert(says(&w, "\"because\":\"not-given\""));
    cr_assert(says(&w, "\"identified\":null"));
}

Test(identify, without_local_indicators_no_is_not_sure) {
    world_covered(&w, 2023);
    read_colour(2023, "SWD", "suspension", 5);
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"cds\":\"" LEA "\",\"name\":\"Mesa Verde\",\"kind\":\"lea\",\"year\":2023,\"program\":\"da\","
                       "\"identification\":\"da\",\"status\":\"unknown\""));
    cr_assert(says(&w, "\"methods_possible\":[2]"));
}

Test(identify, status_levels_of_2022_need_both_lowest) {
    static const char *const rest[] = {"graduation", "chronic-absenteeism", "english-learner-progress", "suspension", "ela", "mathematics"};
    static const char *const groups[] = {"ALL", "EL", "SED"};
    for (size_t i = 0; i < 6; i++)
        for (size_t g = 0; g < 3; g++)
            world_read(&w, "da", status(&w, 2022, "50799020000000", groups[g], rest[i], 3, 100));
    world_read(&w, "da", status(&w, 2022, LEA, "SWD", "ela", 1, 40));
    world_read(&w, "da", status(&w, 2022, LEA, "SWD", "mathematics", 2, 40));
    world_read(&w, "da", status(&w, 2022, LEA, "SWD", "suspension", 1, 40));
    world_answers(&w, 2022);
    cr_assert(says(&w, "\"status\":\"none\""), "no analogue of red and orange in 2022, and local indicators were not used");
}

/* Somebody kept only one group, or only the red rows, or one group's name is new: then a row that is not there says nothing. */
Test(identify, a_file_with_rows_taken_away_says_no_to_nobody) {
    read_colour(2023, "SWD", "suspension", 1);
    world_read(&w, "da", colour(&w, 2023, "50799020000000", "SWD", "chronic-absenteeism", 4));
    world_read(&w, "da", colour(&w, 2023, "50799020000000", "EL", "graduation", 1));
    world_read(&w, "da", colour(&w, 2023, "50799020000000", "SED", "graduation", 1));
    world_answers(&w, 2023);
    cr_assert(says(&w, "{\"group\":\"EL\",\"id\":\"english-learners\",\"name\":\"English learners\",\"met\":null"));
    cr_assert(says(&w, "\"because\":\"not-given\""));
}

Test(identify, a_level_in_words_we_do_not_know_is_not_none) {
    read_rest(2023);
    read_colour(2023, "SWD", "suspension", 1);
    world_read(&w, "da", "indicator | cds=" LEA " | level=lea | group=SWD | indicator=chronic-absenteeism | year=2023 | color=<11\n");
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"groups_possible\":[{\"group\":\"SWD\""));
    cr_assert(says(&w, "\"cannot_tell\":[{\"indicator\":\"CHRO\""));
}

Test(identify, two_editions_that_differ_decide_nothing) {
    read_rest(2023);
    read_colour(2023, "SWD", "suspension", 1);
    read_colour(2023, "SWD", "chronic-absenteeism", 1);
    read_colour(2023, "SWD", "chronic-absenteeism", 3);
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"groups\":[],\"groups_possible\":[{\"group\":\"SWD\""));
}

Test(identify, the_same_level_twice_is_one_level) {
    read_rest(2023);
    read_colour(2023, "SWD", "suspension", 1);
    read_colour(2023, "SWD", "chronic-absenteeism", 1);
    world_read(&w, "da", "indicator | cds=" LEA " | level=lea | group=SWD | indicator=chronic-absenteeism | year=2023 | denominator=200\n");
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"status\":\"differentiated-assistance-year-1\""), "a file without levels takes nothing away");
}

Test(identify, long_term_english_learners_by_year) {
    read_rest(2024);
    read_rest(2025);
    for (int year = 2024; year <= 2025; year++) {
        read_colour(year, "LTEL", "english-learner-progress", 2);
        read_colour(year, "LTEL", "suspension", 1);
    }
    world_answers(&w, 2024);
    cr_assert_not(strstr(po_buffer_text(&w.json), "\"group\":\"LTEL\""));
    world_answers(&w, 2025);
    cr_assert(says(&w, "\"group\":\"LTEL\""));
}

Test(identify, a_year_without_a_rule) {
    read_rest(2026);
    read_colour(2026, "SWD", "suspension", 1);
    world_answers(&w, 0);
    cr_assert(says(&w, "\"year\":2026"));
    cr_assert(says(&w, "\"status\":\"rule-not-confirmed\""));
    cr_assert(says(&w, "\"rule\":\"rule not confirmed\""));
}

/* ---- what the state said --------------------------------------------------------------------- */

static void read_official(int year, const char *status_text, const char *letters) {
    world_read(&w, "da", po_arena_printf(w.arena, "assistance_status | cds=%s | lea_name=Mesa Verde | year=%d | status=%s\n%s", LEA,
                                         year, status_text, letters));
}

static void read_three_groups(int year) {
    read_official(year, "differentiated-assistance",
                  "assistance_group | group=SWD | priorities=[5, 6] | ^1\nassistance_group | group=HOM | priorities=[5, 6] | ^1\n"
                  "assistance_group | group=AA | priorities=[5, 6] | ^1\n");
}

Test(identify, three_groups_in_three_of_four_published_years) {
    read_three_groups(2018);
    read_three_groups(2019);
    read_three_groups(2022);
    read_official(2023, "none", "");
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"ec52072\":true"), "it need not include the last year, and 2020 and 2021 do not count");
    cr_assert(says(&w, "\"geo_lead\":[]"));
    world_answers(&w, 2022);
    cr_assert(says(&w, "\"ec52064e5\":[\"HOM\",\"SWD\",\"AA\"]"));
}

Test(identify, fewer_than_three_groups_need_their_number) {
    for (int i = 0; i < 3; i++)
        read_official(2018 + i + (i == 2 ? 2 : 0), "differentiated-assistance",
                      "assistance_group | group=SWD | priorities=[5, 6] | ^1\n");
    read_official(2023, "none", "");
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"ec52072\":null"), "whether it is all its groups is not known");
}

Test(identify, all_of_fewer_than_three_groups) {
    for (int i = 0; i < 3; i++)
        read_official(2018 + i + (i == 2 ? 2 : 0), "differentiated-assistance",
                      "assistance_group | group=SWD | priorities=[5, 6] | ^1\n");
    read_official(2023, "none", "");
    world_covered(&w, 2023);
    read_colour(2023, "SWD", "suspension", 3);
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"ec52072\":true"));
}

Test(identify, a_year_that_was_not_given_leaves_it_open) {
    read_three_groups(2019);
    read_three_groups(2022);
    read_official(2023, "none", "");
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"ec52072\":null"), "2018 is missing, not a year without criteria");
}

Test(identify, second_year_follows_the_first) {
    read_official(2023, "differentiated-assistance-year-1", "assistance_group | group=SWD | priorities=[5, 6] | ^1\n");
    read_rest(2024);
    read_colour(2024, "SWD", "suspension", 5);
    world_answers(&w, 2024);
    cr_assert(says(&w, "\"status\":\"differentiated-assistance-year-2\""));
    cr_assert(says(&w, "\"since\":2023"));
}

Test(identify, a_difference_inside_the_bound_is_no_contradiction) {
    world_read(&w, "da",
               "low_performer | cds=" LEA " | level=lea | group=SWD | indicators=[mathematics, suspension] | year=2023\n"
               "low_performer | cds=50799020000000 | level=lea | group=AA | indicators=[ela, graduation, chronic-absenteeism, "
               "college-career, english-learner-progress] | year=2023\n");
    read_official(2023, "differentiated-assistance-year-1", "assistance_group | group=SWD | priorities=[4, 6] | ^1\n");
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"basis\":\"official\""));
    cr_assert(says(&w, "\"reason\":\"missing-level\""));
    cr_assert_not(strstr(po_buffer_text(&w.json), "files-differ"));
}

Test(identify, a_contradiction_is_told) {
    read_rest(2023);
    read_colour(2023, "SWD", "suspension", 5);
    read_official(2023, "differentiated-assistance-year-1", "assistance_group | group=SWD | priorities=[5, 6] | ^1\n");
    world_answers(&w, 2023);
    cr_assert(says(&w, "{\"what\":\"group\",\"of\":\"SWD\",\"official\":\"met the criteria\",\"computed\":\"did not meet the "
                       "criteria\",\"reason\":\"files-differ\"}"));
}

Test(identify, a_letter_counts_as_notified) {
    const po_identification *da = &w.books->books.items[0]->identifications.items[0];
    po_official_row row = {.identification = da,
                           .year = 2023,
                           .words = "da",
                           .notified = true,
                           .letter_date = "2023-12-15",
                           .status = po_identification_words(w.arena, da, "da year 1")};
    cr_assert(row.status);
    po_evidence_add_notified(w.evidence, LEA, &row, NULL, 0);
    world_answers(&w, 0);
    cr_assert(says(&w, "\"basis\":\"as-notified\""));
    cr_assert(says(&w, "\"letter_date\":\"2023-12-15\""));
    cr_assert(says(&w, "\"identified\":true"));
}

/* ---- charter schools and schools ------------------------------------------------------------- */

static void read_charter(int year, bool by_status) {
    static const char *const all[] = {"ela", "mathematics", "english-learner-progress", "chronic-absenteeism",
                                      "graduation", "suspension", "college-career"};
    for (size_t i = 0; i < 7; i++) {
        int level = i == 3 || i == 5 ? 1 : 5;
        const char *line = by_status || i == 6 ? status(&w, year, CHARTER, "SED", all[i], level, 60)
                                               : colour(&w, year, CHARTER, "SED", all[i], level);
        char *open = po_arena_dup(w.arena, line);
        open[strlen(open) - 1] = 0;
        world_read(&w, "da", po_arena_printf(w.arena, "%s | charter=yes\n", open));
    }
}

Test(identify, charter_schools_need_two_dashboards) {
    read_charter(2022, true);
    read_charter(2023, false);
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"kind\":\"lea\",\"charter\":true,\"year\":2023,\"program\":\"da\",\"identification\":\"da-charter\","
                       "\"status\":\"differentiated-assistance\""));
    cr_assert(says(&w, "\"confidence\":\"M\""));
}

Test(identify, graduation_of_three_cohorts) {
    static const char *const year[] = {"2021", "2022", "2023"};
    static const int graduates[] = {100, 120, 131}, cohort[] = {150, 170, 186}; /* 351 of 506: 69.4 */
    for (size_t i = 0; i < 3; i++)
        world_read(&w, "da", po_arena_printf(w.arena,
                                             "indicator | cds=" SCHOOL " | level=school | school_name=Alder High | group=ALL | "
                                             "indicator=graduation | year=%s | color=3 | numerator=%d | denominator=%d\n",
                                             year[i], graduates[i], cohort[i]));
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"identification\":\"csi\""));
    cr_assert_not(strstr(po_buffer_text(&w.json), "\"csi-graduation\""), "69.4 percent is not below 68");
}

Test(identify, graduation_below_sixty_eight) {
    static const char *const year[] = {"2021", "2022", "2023"};
    for (size_t i = 0; i < 3; i++)
        world_read(&w, "da", po_arena_printf(w.arena,
                                             "indicator | cds=" SCHOOL " | level=school | group=ALL | indicator=graduation | year=%s | "
                                             "color=1 | numerator=67 | denominator=100\n",
                                             year[i]));
    world_answers(&w, 2023);
    cr_assert(says(&w, "\"computed\":\"csi-graduation\""));
}

/* ---- outputs --------------------------------------------------------------------------------- */

Test(identify, the_same_files_give_the_same_bytes) {
    read_rest(2023);
    read_colour(2023, "SWD", "chronic-absenteeism", 1);
    read_colour(2023, "SWD", "suspension", 1);
    const char *first = po_arena_dup(w.arena, world_answers(&w, 2023));
    cr_assert_str_eq(first, world_answers(&w, 2023));
}

static bool tsv_one(void *context, const po_identified *result) {
    po_identified_tsv(w.books, result, context);
    return true;
}

Test(identify, a_spreadsheet_gets_no_formula) {
    po_buffer out = {0};
    world_read(&w, "da", "assistance_status | cds=" LEA " | lea_name==HYPERLINK(1) | year=2023 | status=none\n");
    po_evidence_seal(w.evidence);
    po_identify *identify = po_identify_create(w.evidence, 2023);
    po_identified_tsv_head(&out);
    po_identify_run(identify, tsv_one, &out);
    po_identify_destroy(identify);
    cr_assert(strstr(out.data, "\t'=HYPERLINK(1)\t"), "%s", out.data);
    po_buffer_finish(&out);
}

static bool summary_one(void *context, const po_identified *result) {
    po_summary_add(context, result);
    return true;
}

Test(identify, programs_are_counted_together) {
    po_summary summary;
    read_official(2022, "differentiated-assistance", "");
    read_official(2023, "differentiated-assistance-year-1", "");
    world_read(&w, "da", "assistance_status | cds=50799020000000 | year=2022 | status=none\n"
                         "assistance_status | cds=50799020000000 | year=2023 | status=none\n");
    world_read(&w, "csi", "essa_status | cds=" SCHOOL " | school_name=Alder | year=2023 | status=csi-graduation\n"
                          "essa_status | cds=50799026000009 | school_name=Birch | year=2023 | status=atsi | groups=[SWD]\n");
    po_evidence_seal(w.evidence);
    po_identify *identify = po_identify_create(w.evidence, 2023);
    po_summary_start(w.arena, &summary);
    po_identify_run(identify, summary_one, &summary);
    po_identify_destroy(identify);
    po_summary_finish(&summary);
    cr_assert_eq(summary.agencies, 2);
    bool both = false;
    for (size_t i = 0; i < summary.together.count; i++)
        both = both || (po_text_equal(po_summary_families(&summary, w.arena, summary.together.items[i].families), "DA + CSI") &&
                        summary.together.items[i].count == 1);
    cr_assert(both);
    cr_assert_eq(summary.stability.count, 1);
    cr_assert_eq(summary.stability.items[0].known, 2);
    cr_assert_eq(summary.stability.items[0].ever, 1);
    cr_assert_eq(summary.stability.items[0].every, 1);
}
