/* SPDX-License-Identifier: Apache-2.0
 *
 * What a text affirms: sentences that must never show anything, and sentences of real plans that must not be taken away. A sentence that was once
 * taken for the wrong thing stays here for ever.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "duty/statements.h"

static po_arena *arena;
static const po_statements *statements;

static void setup(void) {
    po_diagnostics diagnostics;
    po_error err = {0};
    arena = po_arena_create();
    po_diagnostics_init(&diagnostics, arena);
    cr_assert_eq(po_statements_load(arena, PO_SOURCE_DIR "/crosswalks", &diagnostics, &statements, &err), PO_OK, "%s", err.text);
}

static void teardown(void) {
    po_arena_destroy(arena);
}

TestSuite(statements, .init = setup, .fini = teardown);

static const char *const NOTHING[] = {
    "", " ", "\n", "-", "–", "...", "TBD", "tbd.", "T.B.D.", "N/A", "n/a", "NA", "Not Applicable", "Not applicable.", "None", "none.", "No", "X", "xxx", "See above",
    "See above.", "same as above", "To be determined", "To be determined.", "Pending", "Test", "Draft", "Lorem ipsum", "Lorem ipsum dolor sit amet, consectetur.",
    "[Insert response here]", "Insert response here", "Click or tap here to enter text.", "This page is intentionally left blank.", "Will be added later.",
    "This will be completed in the fall.", "It will be done next year.", "These will be provided.", "Will be determined by the council.", "The data will be available at a later date.",
    "A meeting will be held.", "The plan will be developed.", "This was not done.", "The hearing was not held.", "The committee did not meet.", "No meetings were held.",
    "No students were consulted.", "It has not yet been adopted.", "The council has not approved the plan.", "The school never held an election.",
    "None of the actions was carried out.", "Nobody was asked.", "Parents weren't consulted.", "The board didn't approve it.", "The district failed to consult the unions.",
    "The needs assessment could not be completed.", "The review is not complete.", "There are no resource inequities.", "There were no metrics.", "The assessment is missing.",
    "The prompt was left blank, and nothing was written.", "Neither parents nor pupils took part.", "The consultation was cancelled.", "We were unable to meet.",
    "No action has been taken.", "No needs assessment exists.", "The section does not apply to this school.", "Describe the process used to engage partners.",
    "Briefly describe your school's plan for effectively meeting the requirements.", "A description of any substantive differences.", "Not stated", "Not known yet.",
    "The meeting took place without any parents.", "This was not done. The school lies in a valley.", "The school lies in a valley. It has not been done.",
};

Test(statements, what_shows_nothing) {
    for (size_t i = 0; i < sizeof NOTHING / sizeof *NOTHING; i++) {
        po_stated stated = po_statements_part(arena, statements, NULL, NOTHING[i]);
        cr_expect_null(stated.affirmed, "\"%s\" is said to affirm \"%s\"", NOTHING[i], stated.affirmed);
        cr_expect_null(stated.happened, "\"%s\" is said to have happened", NOTHING[i]);
    }
}

static const char *const WHOLE[] = {
    "Teachers", "June 24, 2026", "May 20, 2026", "3/4/2026", "$1,234.00", "35.98%", "1.2", "LEA-wide", "Yes", "All students", "Cottonwood Continuation High",
    "Reviewed the draft on May 20, 2026. The superintendent answered its comments in writing on May 29, 2026.",
    "Meetings on January 22 and April 16, 2026.", "Two evenings at each school; student focus groups in grades 5, 7, 9 and 11; survey in three languages.",
    "The graduation rate was in Red. Suspension was in Orange.", "2025-26: 52%", "2026-27: 16.0 points below standard",
    "Each quarter the principal and the assistant superintendent review credits earned, attendance and graduation on track, and report to the board.",
    "Short courses of five weeks in measurement, money and statistics, taught with the career programs.", "Calculators, tools and printed courses.",
    "By June 2027 the suspension rate of students with disabilities falls from 4.6% to 3.2%.", "1:36",
};

Test(statements, what_stays_whole) {
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++) {
        po_stated stated = po_statements_part(arena, statements, NULL, WHOLE[i]);
        cr_expect(stated.affirmed && strcmp(stated.affirmed, WHOLE[i]) == 0, "\"%s\" became \"%s\"", WHOLE[i], stated.affirmed ? stated.affirmed : "(nothing)");
        cr_expect_null(stated.denied, "\"%s\" is said to deny \"%s\"", WHOLE[i], stated.denied);
    }
}

Test(statements, sentences_are_parted) {
    const char *text = "The council met every month from September to May and studied the results. Two meetings were not held. Teachers will visit each other "
                       "in the second semester, with substitutes paid from the allocation.";
    po_stated stated = po_statements_part(arena, statements, NULL, text);
    cr_assert_not_null(stated.affirmed);
    cr_assert_not_null(strstr(stated.affirmed, "every month"));
    cr_assert_null(strstr(stated.affirmed, "not held"));
    cr_assert_not_null(strstr(stated.affirmed, "visit each other"));
    cr_assert_null(strstr(stated.happened, "visit each other"), "what is to come has not happened");
    cr_assert_not_null(strstr(stated.denied, "not held"));
}

Test(statements, the_forms_own_words_are_no_answer) {
    const char *prompts = po_arena_printf(arena, "|%s|%s|", po_text_key(arena, "Explain why the LEA has developed this goal."), po_text_key(arena, "Identified Need"));
    cr_assert_null(po_statements_part(arena, statements, prompts, "Identified need:").affirmed);
    cr_assert_not_null(po_statements_part(arena, statements, prompts, "Identified needs of readers").affirmed);
    po_stated stated = po_statements_part(arena, statements, prompts, "Why the LEA has developed this goal.");
    cr_assert_null(stated.affirmed);
}

/* ---- records ------------------------------------------------------------------------------------ */

static po_field field(const char *name, const char *text, const char *value) {
    return (po_field){.name = name, .text = text, .value = value};
}

Test(statements, a_value_goes_with_its_text) {
    po_record_set *set = po_record_set_create();
    const po_field fields[] = {field("approved", "June 2, 2026", "2026-06-02"), field("denied", "was not approved", "2026-06-02"),
                               field("blank", " ", "2026-06-02"),               field("contributing", "No", "no"),
                               field("ticked", "YesX", "yes"),                  field("taken", "$12 was paid to the school. The rest was not paid.", "12")};
    const po_record record = {.id = "plan", .type = "plan", .fields = fields, .field_count = 6};
    cr_assert(po_record_set_add(set, &record));
    po_stated_records stated = po_statements_records(arena, statements, NULL, set);
    const po_record *affirmed = &stated.affirmed->records.items[0], *denied = &stated.denied->records.items[0];
    cr_expect_str_eq(po_record_value(affirmed, "approved"), "2026-06-02");
    cr_expect_null(po_record_field(affirmed, "denied"));
    cr_expect_null(po_record_field(affirmed, "blank"));
    cr_expect_str_eq(po_record_value(affirmed, "contributing"), "no");
    cr_expect_str_eq(po_record_value(affirmed, "ticked"), "yes");
    cr_expect_null(po_record_field(affirmed, "taken"), "a value of which something was taken back");
    cr_expect_not_null(po_record_field(denied, "denied"));
    cr_expect_null(po_record_value(denied, "denied"), "what is denied has no value");
    po_record_set_destroy(set);
}
