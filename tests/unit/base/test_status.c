/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
#include "base/utf8.h"

Test(status, set_keeps_status_and_sentence) {
    po_error err = {0};
    cr_expect_eq(po_error_set(&err, PO_E_LIMIT, "page %d of %s", 7, "plan.pdf"), PO_E_LIMIT);
    cr_expect_eq(err.status, PO_E_LIMIT);
    cr_expect_str_eq(err.text, "page 7 of plan.pdf");
}

Test(status, no_error_object_is_fine) {
    cr_expect_eq(po_error_set(NULL, PO_E_IO, "x"), PO_E_IO);
    po_error_context(NULL, "x");
}

Test(status, the_sentence_may_be_its_own_argument) {
    po_error err = {0};
    po_error_set(&err, PO_E_IO, "inner");
    po_error_set(&err, PO_E_INPUT, "outer (%s)", err.text);
    cr_expect_str_eq(err.text, "outer (inner)");
    cr_expect_eq(err.status, PO_E_INPUT);
}

Test(status, context_goes_in_front) {
    po_error err = {0};
    po_error_context(&err, "nothing to say");
    cr_expect_str_eq(err.text, "");
    po_error_set(&err, PO_E_INPUT, "no table");
    po_error_context(&err, "page %d", 3);
    po_error_context(&err, "reading plan.pdf");
    cr_expect_str_eq(err.text, "reading plan.pdf: page 3: no table");
    cr_expect_eq(err.status, PO_E_INPUT);
}

/* Fills a text with one character over and over, after `shift` letters. */
static void fill(po_buffer *text, const char *character, size_t shift) {
    po_buffer_clear(text);
    for (size_t i = 0; i < shift; i++) {
        po_buffer_add_char(text, 'a');
    }
    while (text->size < 2000) {
        po_buffer_add_text(text, character);
    }
}

Test(status, a_long_sentence_is_cut_between_characters) {
    static const char *const characters[] = {"b", "é", "€", "😀"};
    po_buffer text = {0};
    for (size_t c = 0; c < 4; c++) {
        size_t size = strlen(characters[c]);
        for (size_t shift = 0; shift < 5; shift++) {
            po_error err = {0};
            fill(&text, characters[c], shift);
            po_error_set(&err, PO_E_INPUT, "%s", text.data);
            size_t length = strlen(err.text);
            cr_expect(po_utf8_valid(err.text, length), "%s after %zu", characters[c], shift);
            cr_expect_gt(length, sizeof err.text - 1 - size);
            cr_expect_eq(strncmp(err.text, text.data, length), 0);
        }
    }
    po_buffer_finish(&text);
}

Test(status, too_long_a_context_is_cut_and_the_sentence_kept) {
    po_buffer text = {0};
    for (size_t shift = 0; shift < 4; shift++) {
        po_error err = {0};
        po_error_set(&err, PO_E_INPUT, "the sentence");
        fill(&text, "€", shift);
        po_error_context(&err, "%s", text.data);
        size_t length = strlen(err.text);
        cr_expect(po_utf8_valid(err.text, length));
        cr_expect_str_eq(err.text + length - strlen(": the sentence"), ": the sentence");
        cr_expect_gt(length, sizeof err.text - 5);
        cr_expect_lt(length, sizeof err.text);
    }
    po_buffer_finish(&text);
}

Test(status, a_context_that_just_fits_is_whole) {
    const size_t room = sizeof(((po_error *)NULL)->text) - 1 - strlen(": s");
    po_buffer context = {0};
    for (size_t size = room - 4; size < room + 4; size++) {
        po_error err = {0};
        po_buffer_clear(&context);
        while (context.size < size) {
            po_buffer_add_char(&context, 'c');
        }
        po_error_set(&err, PO_E_INPUT, "s");
        po_error_context(&err, "%s", context.data);
        size_t kept = size < room ? size : room;
        cr_expect_eq(strlen(err.text), kept + 3, "%zu", size);
        cr_expect_str_eq(err.text + kept, ": s");
    }
    po_buffer_finish(&context);
}

Test(status, a_full_sentence_takes_no_context) {
    po_error err = {0};
    po_buffer text = {0};
    fill(&text, "x", 0);
    po_error_set(&err, PO_E_INPUT, "%s", text.data);
    po_error_context(&err, "context");
    cr_expect_eq(strlen(err.text), sizeof err.text - 1);
    cr_expect_eq(err.text[0], 'x');
    po_buffer_finish(&text);
}

Test(status, memory_that_runs_out_ends_the_process, .exit_code = PO_EXIT_MEMORY) {
    po_out_of_memory(12345);
}

Test(status, a_size_that_overflows_counts_as_memory_that_ran_out, .exit_code = PO_EXIT_MEMORY) {
    po_arena *arena = po_arena_create();
    po_arena_array(arena, SIZE_MAX / 2, 3);
}
