/* SPDX-License-Identifier: Apache-2.0
 *
 * Classing by the installed lexicon: text, vocabulary, and the terms it names ("" none).
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "support.h"

static const struct {
    const char *vocabulary, *text, *terms;
} cases[] = {
    {"student-group", "CAASPP ELA for English Learners", "english-learners"},
    {"student-group", "English Learners\nFoster Youth\nLow Income",
     "english-learners foster-youth low-income"},
    {"student-group", "English Learners Foster Youth Low Income",
     "english-learners foster-youth low-income"},
    {"student-group", "EL, FY, LI", "english-learners foster-youth low-income"},
    {"student-group", "All Students: 45\nEL: -12\nSED: -20\nAI: 3\nAS: 90",
     "all-students english-learners socioeconomically-disadvantaged american-indian asian"},
    {"student-group", "Long-Term English Learners (LTELs)", "long-term-english-learners"},
    {"student-group", "Students with Disabilities", "students-with-disabilities"},
    {"student-group", "Two or More Races 12% White 30%", "two-or-more-races white"},
    {"student-group", "Black/African American and Hispanic/Latino students",
     "african-american hispanic"},
    {"student-group", "All", "all-students"},
    {"student-group", "All\nStudents with Disabilities", "all-students students-with-disabilities"},
    /* What must not be found. */
    {"student-group", "All students will have access to a broad course of study.", ""},
    {"student-group", "success for all students", ""},
    {"student-group", "We foster a culture of care; teachers foster student engagement", ""},
    {"student-group", "fostering caring relationships", ""},
    {"student-group", "El Camino school and el consejo", ""},
    {"student-group", "FY 2025-26 budget; FY24 actuals", ""},
    {"student-group", "English learners, AI tools help", "english-learners"},
    {"student-group", "Artificial intelligence (AI) tools", ""},
    {"student-group", "as many as possible; AS degree", ""},
    {"student-group", "District English Learner Advisory Committee", ""},
    {"student-group", "Special education teachers", ""},
    {"student-group", "White board purchases near White Oak", ""},
    {"student-group", "INCREASE EL PROGRESS BY 5 POINTS", ""},
    {"student-group", "TARGETS: EL, SED, SWD BY 2026",
     "english-learners socioeconomically-disadvantaged students-with-disabilities"},
    {"student-group", "Reclassified (RFEP) pupils", "reclassified"},
    {"student-group", "", ""},
    {"student-group", "123 45.6%", ""},
    {"topic", "Chronic absenteeism rate", "chronic-absenteeism"},
    {"topic", "School attendance rates", "attendance"},
    {"topic", "Parents attending workshops; attendance at parent events", "parent-participation"},
    {"topic", "English Learner Progress Indicator (ELPI)", "english-learner-progress"},
    {"topic", "English learner reclassification rate", "reclassification"},
    {"topic", "ELA and Math, Distance from Standard", "ela mathematics"},
    {"topic", "Graduate profile; students graduating with the Seal", ""},
    {"topic", "Next Generation Science Standards teachers", ""},
    {"topic", "Percent meeting UC or CSU requirements (a-g)", "a-g"},
    {"topic", "Suspension/Expulsion Rate", "suspension expulsion"},
    {"topic", "PD Attendance", ""},
    {"scale", "45 points below standard", "distance-from-standard"},
    {"scale", "Distance from Proficiency", "distance-from-proficiency"},
    {"scale", "Percent who met or exceeded", "percent-met"},
    {"partner", "DELAC, PAC, teachers and principals",
     "el-parent-advisory-committee parent-advisory-committee teachers principals"},
    {"partner", "principally directed", ""},
    {"nothing", "English learners", ""},
};

Test(lexicon, cases) {
    po_bench bench;
    bench_start(&bench);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_lexicon_hits hits;
        po_lexicon_classify(bench.set->lexicon, cases[i].vocabulary, cases[i].text, bench.arena,
                            &hits);
        const char *terms = "";
        for (size_t n = 0; n < hits.list.count; n++)
            terms = po_arena_printf(bench.arena, "%s%s%s", terms, n ? " " : "",
                                    hits.list.items[n].term->id);
        cr_expect_str_eq(terms, cases[i].terms, "%s: %s", cases[i].text, terms);
    }
    bench_stop(&bench);
}

Test(lexicon, evidence_is_what_was_printed) {
    po_bench bench;
    bench_start(&bench);
    po_lexicon_hits hits;
    po_lexicon_classify(bench.set->lexicon, "student-group",
                        "for English  Learners\xE2\x80\x99 families", bench.arena, &hits);
    cr_assert_eq(hits.list.count, 1u);
    cr_assert_str_eq(hits.list.items[0].words, "English Learners");
    cr_assert(po_lexicon_has(bench.set->lexicon, "topic"));
    cr_assert_not(po_lexicon_has(bench.set->lexicon, "moon"));
    cr_assert_not(po_lexicon_has(NULL, "topic"));
    cr_assert_not_null(po_lexicon_version(bench.set->lexicon));
    bench_stop(&bench);
}

Test(lexicon, labels_only) {
    static const char *const label_cases[][2] = {
        {"EL: 45%", "english-learners"},
        {"SWD students: 4.0%", "students-with-disabilities"},
        {"27.8% foster youth districtwide", "foster-youth"},
        {"EL -12.5 points", "english-learners"},
        {"All students (n=40)", "all-students"},
        {"including English learners, have access", ""},
        {"for homeless students we will", ""}};
    po_bench bench;
    bench_start(&bench);
    for (size_t i = 0; i < sizeof label_cases / sizeof *label_cases; i++) {
        po_lexicon_hits hits;
        po_lexicon_labels(bench.set->lexicon, "student-group", label_cases[i][0], bench.arena,
                          &hits);
        cr_expect_eq(hits.list.count, *label_cases[i][1] ? 1u : 0u, "%s", label_cases[i][0]);
        if (hits.list.count)
            cr_expect_str_eq(hits.list.items[0].term->id, label_cases[i][1], "%s",
                             label_cases[i][0]);
    }
    bench_stop(&bench);
}

/* One pass: a text ten times as long takes about ten times as long, also when every word begins a
 * phrase. */
Test(lexicon, time_is_linear, .timeout = 20) {
    po_bench bench;
    bench_start(&bench);
    po_buffer text = {0};
    for (int i = 0; i < 60000; i++)
        po_buffer_add_text(&text, "English EL, ");
    po_lexicon_hits hits;
    po_lexicon_classify(bench.set->lexicon, "student-group", po_buffer_text(&text), bench.arena,
                        &hits);
    cr_assert_eq(hits.list.count, 1u);
    po_buffer_finish(&text);
    bench_stop(&bench);
}
