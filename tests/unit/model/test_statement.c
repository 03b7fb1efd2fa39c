/* SPDX-License-Identifier: Apache-2.0
 *
 * What texts state: the cases stand in statements.tsv.
 */
#include <stdio.h>

#include "model/statement.h"
#include "one_plan_support.h"

TestSuite(statement, .init = start, .fini = stop);

static const char *or_dash(const char *text) {
    return text ? text : "-";
}

static const char *place(const po_statement *statement) {
    const char *cds = statement->site ? po_entity_text(statement->site, "cds") : NULL;
    return !cds ? "-" : cds[13] == '8' ? "P" : "N";
}

static const char *said(const po_statements *statements) {
    static const char *const units[] = {"number", "percent", "points"};
    char number[PO_DECIMAL_TEXT_MAX];
    const char *all = "";
    for (size_t i = 0; i < statements->list.count; i++) {
        const po_statement *s = &statements->list.items[i];
        all = po_arena_printf(arena, "%s%s%s@%s %s %s %s %s %s%s%s", all, i > 0 ? " ; " : "", s->group, place(s),
                              po_decimal_format(s->number, number), units[s->unit], or_dash(s->year), or_dash(s->moment),
                              or_dash(s->origin), *s->part ? " /" : "", s->part);
    }
    return *all ? all : "nothing";
}

static void check_case(const po_statement_reader *reader, char *line, size_t number) {
    char *columns[4] = {line};
    for (size_t i = 1; i < 4; i++) {
        columns[i] = strchr(columns[i - 1], '\t');
        cr_assert_not_null(columns[i], "line %zu has too few columns", number);
        *columns[i]++ = '\0';
    }
    po_statements statements;
    po_entity *of = measure(district, po_arena_printf(arena, "%zu", number), columns[0], NULL, strcmp(columns[1], "-") == 0 ? NULL : columns[1]);
    po_statements_read(reader, of, outcome(of, "baseline", columns[2]), &statements);
    cr_expect_str_eq(said(&statements), columns[3], "line %zu: \"%s\" gives\n  %s\n  not %s", number, columns[2], said(&statements), columns[3]);
}

Test(statement, cases) {
    FILE *file = fopen(PO_SOURCE_DIR "/tests/unit/model/statements.tsv", "r");
    cr_assert_not_null(file);
    const po_statement_reader *reader = po_statement_reader_create(arena, model);
    char line[1024];
    size_t number = 0, cases = 0;
    while (fgets(line, sizeof line, file)) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        if (*line && *line != '#') {
            check_case(reader, line, number);
            cases++;
        }
    }
    fclose(file);
    cr_assert_gt(cases, 20u);
}

Test(statement, a_school_s_plan_speaks_of_the_school) {
    const po_statement_reader *reader = po_statement_reader_create(arena, model);
    po_entity *of = measure(school, NULL, "Suspension rate", "suspension", "rate");
    po_statements statements;
    po_statements_read(reader, of, outcome(of, "latest", "4% Districtwide: 5%"), &statements);
    cr_assert_eq(statements.list.count, 0u); /* the first number has no label */
    po_statements_read(reader, of, outcome(of, "target", "2024-25: 4%"), &statements);
    cr_assert_str_eq(po_entity_text(statements.list.items[0].site, "cds"), school->cds);
    po_statements_read(reader, of, outcome(of, "next-year", "Districtwide 2024-25: 4%"), &statements);
    cr_assert_null(statements.list.items[0].site);
}

Test(statement, what_a_name_says_beyond_its_topic) {
    const po_statement_reader *reader = po_statement_reader_create(arena, model);
    po_entity *rate = measure(district, "1", "Suspension Rate", NULL, NULL), *other = measure(school, NULL, "Suspension rates", NULL, NULL);
    set(rate, "topics", "Suspension Rate", NULL);
    set(other, "topics", "suspension", NULL);
    cr_expect_str_eq(po_measure_rest(reader, rate), "");
    cr_expect_str_eq(po_measure_rest(reader, other), "");
    cr_expect_str_eq(po_measure_rest(reader, measure(district, "2", "Attendance rates for all students K-8", NULL, NULL)), "k8");
    cr_expect_str_eq(po_measure_rest(reader, measure(district, "3", "Percent identified as Approaching Prepared", NULL, NULL)),
                     "approaching identified prepared");
    cr_expect_str_eq(po_measure_group(reader, measure(district, "4", "Percent of ELs who take part", NULL, NULL)), "english-learners");
    cr_expect_null(po_measure_group(reader, measure(district, "5", "EL and SWD rates", NULL, NULL)));
}

static po_statement number_of(const char *digits, po_stated_unit unit) {
    po_statement statement = {.unit = unit};
    cr_assert(po_decimal_parse(digits, &statement.number));
    return statement;
}

Test(statement, rounding_is_no_difference) {
    static const struct {
        const char *a, *b;
        bool differ;
    } cases[] = {{"38", "38.4", false}, {"38.0", "38.1", false}, {"38.0", "38.2", true}, {"38", "39", false}, {"38", "40", true}, {"-5.1", "5.1", true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_statement a = number_of(cases[i].a, PO_STATED_PERCENT), b = number_of(cases[i].b, PO_STATED_PERCENT);
        cr_expect_eq(po_statements_differ(&a, &b), cases[i].differ, "%s and %s", cases[i].a, cases[i].b);
        cr_expect_eq(po_statements_differ(&b, &a), cases[i].differ);
    }
    po_statement a = number_of("1", PO_STATED_PERCENT), b = number_of("9", PO_STATED_POINTS);
    cr_expect_not(po_statements_differ(&a, &b), "two units are never compared");
}
