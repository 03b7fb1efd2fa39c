/* SPDX-License-Identifier: Apache-2.0
 *
 * Recognition on made-up programs.
 */
#include <criterion/criterion.h>

#include "form_fixture.h"
#include "plugin/recognise.h"

static po_sign sign(po_arena *arena, po_sign_kind kind, const char *text, int weight) {
    po_sign made = {.kind = kind, .text = text, .weight = weight};
    made.key = po_text_key(arena, text);
    if (kind == PO_SIGN_COLUMNS) {
        char **pieces;
        made.column_count = po_text_split(arena, text, '|', &pieces);
        const char **keys = PO_NEW_ARRAY(arena, const char *, made.column_count);
        for (size_t i = 0; i < made.column_count; i++)
            keys[i] = po_text_key(arena, pieces[i]);
        made.columns = keys;
    }
    return made;
}

static po_program *program(po_arena *arena, const char *id, int threshold) {
    po_program *made = PO_NEW(arena, po_program);
    made->id = id;
    made->recognition_threshold = threshold;
    return made;
}

Test(recognise, the_best_program_above_its_threshold) {
    po_arena *arena = po_arena_create();
    po_program *a = program(arena, "a", 30), *b = program(arena, "b", 30);
    *PO_LIST_ADD(arena, &a->signs) = sign(arena, PO_SIGN_LABEL, "Plan Summary", 20);
    *PO_LIST_ADD(arena, &a->signs) = sign(arena, PO_SIGN_COLUMNS, "Step # | Title | Money | Mood", 20);
    *PO_LIST_ADD(arena, &b->signs) = sign(arena, PO_SIGN_PHRASE, "school plan of the year", 100);
    *PO_LIST_ADD(arena, &b->signs) = sign(arena, PO_SIGN_LABEL, "Plan Summary", -90);
    const po_program *programs[] = {b, a};
    po_document *document = fixture_document("# Plan Summary [2025-26]\nThis is the School Plan of the Year.\n"
                                             "| Step # | Title | Money (Input) |\n| 1 | A | $1 |\n");
    po_recognition found;
    po_recognise(document, programs, 2, arena, &found);
    cr_assert_eq(found.program, a);
    cr_expect_eq(found.score, 40, "three of four columns are enough");
    cr_expect_null(found.tied);
    cr_expect_eq(found.candidate_count, 2);
    cr_expect_eq(found.candidates[0].score, 10, "each sign counts once, negative ones too");
    po_document_destroy(document);
    po_arena_destroy(arena);
}

Test(recognise, ties_and_nobody) {
    po_arena *arena = po_arena_create();
    po_program *a = program(arena, "a", 10), *b = program(arena, "b", 10);
    *PO_LIST_ADD(arena, &a->signs) = sign(arena, PO_SIGN_LABEL, "Plan", 20);
    *PO_LIST_ADD(arena, &b->signs) = sign(arena, PO_SIGN_LABEL, "Plan", 20);
    const po_program *programs[] = {a, b};
    po_recognition found;
    po_document *document = fixture_document("Plan\n"), *other = fixture_document("Nothing\n");
    po_recognise(document, programs, 2, arena, &found);
    cr_expect_eq(found.program, a);
    cr_expect_eq(found.tied, b);
    po_recognise(other, programs, 2, arena, &found);
    cr_expect_null(found.program);
    po_recognise_form(other, NULL, 0, &found);
    cr_expect_null(found.form);
    po_recognise(document, NULL, 0, arena, &found);
    cr_expect_null(found.program);
    po_document_destroy(document);
    po_document_destroy(other);
    po_arena_destroy(arena);
}

Test(recognise, the_form_of_the_program_that_fits_best) {
    po_arena *arena = po_arena_create();
    po_error err = {0};
    const po_form *forms[2];
    cr_assert_eq(po_form_load(arena, PO_SOURCE_DIR "/plugins/lcap/forms/lcap-2021.xml", NULL, NULL, &forms[0], &err), PO_OK);
    cr_assert_eq(po_form_load(arena, PO_SOURCE_DIR "/plugins/lcap/forms/lcap-2024.xml", NULL, NULL, &forms[1], &err), PO_OK);
    po_program *lcap = program(arena, "lcap", 10);
    *PO_LIST_ADD(arena, &lcap->signs) = sign(arena, PO_SIGN_LABEL, "Goals and Actions", 20);
    const po_program *programs[] = {lcap};
    po_document *old = fixture_document("# Goals and Actions\nReflections: Successes\n| Metric | Baseline | Year 3 Outcome | Desired Outcome for 2023-24 |\n");
    po_document *new = fixture_document("# Goals and Actions\nReflections: Annual Performance\n| Goal # | Description | Type of Goal |\n");
    po_recognition found;
    po_recognise(old, programs, 1, arena, &found);
    po_recognise_form(old, forms, 2, &found);
    cr_expect_str_eq(found.form_id, "lcap-2021");
    po_recognise(new, programs, 1, arena, &found);
    po_recognise_form(new, forms, 2, &found);
    cr_expect_str_eq(found.form_id, "lcap-2024");
    cr_expect_gt(found.form_score, 0);
    po_document_destroy(old);
    po_document_destroy(new);
    po_arena_destroy(arena);
}

Test(recognise, columns_of_any_year_and_each_counts_once) {
    po_arena *arena = po_arena_create();
    po_program *a = program(arena, "a", 10);
    *PO_LIST_ADD(arena, &a->signs) = sign(arena, PO_SIGN_COLUMNS, "CDS | Status{year} | Method{n} | TitleI{years} | Mood", 10);
    const po_program *programs[] = {a};
    po_recognition found;
    po_document *document = fixture_document("| CDS | Status2031 | Method1 | TitleI3031 | Other |\n");
    po_recognise(document, programs, 1, arena, &found);
    cr_expect_eq(found.score, 10);
    po_document_destroy(document);
    document = fixture_document("| Method1 | Method2 | Method3 | Method4 | Method5 |\n");
    po_recognise(document, programs, 1, arena, &found);
    cr_expect_eq(found.candidates[0].score, 0, "five methods are one column of the sign");
    po_document_destroy(document);
    po_arena_destroy(arena);
}
