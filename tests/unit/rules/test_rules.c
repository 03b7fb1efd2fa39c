/* SPDX-License-Identifier: Apache-2.0
 *
 * What a line of text cannot show: lets, places, tolerance, limits, look-ups, and compilers fed
 * with nonsense.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "rules/engine.h"
#include "rules_data.h"

static po_arena *arena;
static rules_data data;
static po_rule_run *run;

static void set_up(void) {
    arena = po_arena_create();
}

static void tear_down(void) {
    po_rule_run_destroy(run);
    run = NULL;
    po_arena_destroy(arena);
}

TestSuite(rules, .init = set_up, .fini = tear_down);

static void use(const char *text) {
    rules_data_read(&data, arena, text);
    po_rule_run_destroy(run);
    run = po_rule_run_create(&data.source);
}

static const po_rule *compiled(po_rule_scope *scope, const char *expression) {
    const po_rule *rule = NULL;
    po_error err = {0};
    cr_assert_eq(po_rule_compile(scope, expression, PO_RULE_ANY, NULL, &rule, &err), PO_OK,
                 "%s: %s", expression, err.text);
    return rule;
}

static void let(po_rule_scope *scope, const char *name, const char *expression) {
    po_error err = {0};
    cr_assert_eq(po_rule_let(scope, name, expression, &err), PO_OK, "%s", err.text);
}

static po_rule_result result_of(const po_rule *rule) {
    po_rule_result result;
    po_rule_evaluate(run, rule, data.here, &result);
    return result;
}

static const char *shown(const po_rule *rule) {
    po_rule_result result = result_of(rule);
    return rules_show(arena, &result);
}

static char *repeated(const char *before, const char *middle, const char *after, size_t count) {
    po_buffer buffer = {0};
    for (size_t i = 0; i < count; i++) {
        po_buffer_add_text(&buffer, before);
    }
    po_buffer_add_text(&buffer, middle);
    for (size_t i = 0; i < count; i++) {
        po_buffer_add_text(&buffer, after);
    }
    char *text = po_arena_dup(arena, po_buffer_text(&buffer));
    po_buffer_finish(&buffer);
    return text;
}

/* ---- lets -------------------------------------------------------------------------------------
 */

Test(rules, lets_are_visible_to_what_follows) {
    use("row: a=$1; row: a=$2; *totals: a=$9");
    po_rule_scope *scope = po_rule_scope_create(arena, "totals", NULL);
    let(scope, "rows", "sum(row.a)");
    let(scope, "twice", "(let x = rows; x + x)");
    const po_rule *rule = compiled(scope, "twice = this.a");
    cr_assert_str_eq(shown(rule), "false, gap 3 at least 0.5");
    cr_assert_eq(po_rule_let_count(scope), 2);
    cr_assert_str_eq(po_rule_let_name(scope, 1), "twice");
    cr_assert_null(po_rule_let_name(scope, 2));
    po_rule_result result;
    po_rule_evaluate_let(run, rule, 0, data.here, &result);
    cr_assert_str_eq(rules_show(arena, &result), "3 [2, 4] money");
    cr_assert_eq(result.origin_total, 2);
}

Test(rules, lets_are_evaluated_once_for_a_record) {
    use("row: a=1; row: a=2; row: a=3; *t: b=1; *t: b=2");
    po_rule_scope *scope = po_rule_scope_create(arena, "t", NULL);
    let(scope, "all_rows", "sum(row.a)");
    let(scope, "own", "this.b");
    const po_rule *rule = compiled(scope, "all_rows + all_rows + all_rows + own + own");
    cr_assert_str_eq(shown(rule), "22");
    cr_assert_eq(data.reads, 4);
    shown(rule);
    cr_assert_eq(data.reads, 4);
    data.here = data.items.items[3];
    cr_assert_str_eq(shown(rule), "20", "another record, other values");
    cr_assert_eq(data.reads, 5);
}

Test(rules, what_depends_on_no_record_is_evaluated_once) {
    use("row: a=1; row: a=2; row: a=3; *t: b=1; t: b=2; t: b=3");
    po_rule_scope *scope = po_rule_scope_create(arena, "t", NULL);
    let(scope, "largest", "max(row.a)");
    const po_rule *rule = compiled(scope, "sum(row.a) - largest - this.b");
    cr_assert_str_eq(shown(rule), "2");
    cr_assert_eq(data.reads, 7);
    data.here = data.items.items[4];
    po_rule_result result = result_of(rule);
    cr_assert_str_eq(rules_show(arena, &result), "1");
    cr_assert_eq(data.reads, 8);
    cr_assert_eq(result.origin_total, 7, "the places are told again");
}

Test(rules, the_deepest_range_may_ask_for_totals) {
    use("row: a=1; totals: a=1");
    po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
    const char *inner = repeated("count(row where ", "a = totals.a)", " = 1)", 14);
    const char *text = po_arena_printf(arena, "count(row where %s", inner);
    cr_assert_str_eq(shown(compiled(scope, text)), "1");
}

Test(rules, more_years_than_are_kept) {
    use("-");
    for (int year = 1990; year < 2030; year++) {
        data_item *row = rules_data_add(&data, "r");
        rules_data_set(&data, row, "y",
                       po_arena_printf(arena, "%d", year % 2 ? year : 4019 - year));
        rules_data_set(&data, row, "s", year % 2 ? "red" : "blue");
    }
    po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
    cr_assert_str_eq(shown(compiled(scope, "n_of_last(2, 2, r by y: s = \"red\")")), "true");
    cr_assert_str_eq(shown(compiled(scope, "n_of_last(3, 2, r by y: s = \"red\")")), "false");
    cr_assert_str_eq(shown(compiled(scope, "n_of_last(1, 40, r by y: s = \"green\")")), "false");
}

Test(rules, many_constants) {
    use("row: a=1; row: a=2");
    po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
    const po_rule *rule = compiled(scope, repeated("sum(row.a) + ", "0", "", 300));
    for (int i = 0; i < 3; i++) {
        cr_assert_str_eq(shown(rule), "900");
        cr_assert_eq(data.reads, 600);
    }
}

Test(rules, a_let_inside_a_range_is_not_a_field) {
    use("row: a=1 | n=7; row: a=2 | n=8; *t: b=2");
    po_rule_scope *scope = po_rule_scope_create(arena, "t", NULL);
    let(scope, "n", "this.b");
    cr_assert_str_eq(shown(compiled(scope, "count(row where a = n)")), "1");
    cr_assert_str_eq(shown(compiled(scope, "count(row where it.n = \"7\")")), "1");
}

Test(rules, scopes_share_a_run) {
    use("row: a=1; *t: b=2");
    po_rule_scope *one = po_rule_scope_create(arena, "t", NULL);
    po_rule_scope *other = po_rule_scope_create(arena, "t", NULL);
    let(one, "x", "this.b + 1");
    let(other, "y", "this.b + 2");
    let(other, "x", "y * 2");
    const po_rule *first = compiled(one, "x");
    const po_rule *second = compiled(other, "x");
    for (int i = 0; i < 3; i++) {
        cr_assert_str_eq(shown(first), "3");
        cr_assert_str_eq(shown(second), "8");
    }
}

static const char *let_error(po_rule_scope *scope, const char *name, const char *expression) {
    static po_error err;
    err = (po_error){0};
    cr_assert_eq(po_rule_let(scope, name, expression, &err), PO_E_CONFIG);
    return err.text;
}

Test(rules, wrong_lets) {
    po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
    let(scope, "total", "1");
    cr_assert_str_eq(let_error(scope, "total", "2"),
                     "'total' is already defined and cannot be a name");
    cr_assert_str_eq(let_error(scope, "where", "2"),
                     "'where' is a word of the language and cannot be a name");
    cr_assert_str_eq(let_error(scope, "b", "totl + 1"),
                     "character 1: unknown name 'totl'; did you mean 'total'?");
    cr_assert_str_eq(let_error(scope, "b", "\xff"), "the expression is not valid UTF-8");
    cr_assert_eq(po_rule_let_count(scope), 1);
}

/* ---- compiling --------------------------------------------------------------------------------
 */

static const char *compile_error(const char *expression, po_rule_type wanted,
                                 const char *tolerance) {
    static po_error err;
    const po_rule *rule;
    po_rule_scope *scope = po_rule_scope_create(arena, "t", NULL);
    err = (po_error){0};
    cr_assert_eq(po_rule_compile(scope, expression, wanted, tolerance, &rule, &err), PO_E_CONFIG,
                 "%s", expression);
    return err.text;
}

Test(rules, wanted_type_and_tolerance) {
    cr_assert_str_eq(compile_error("1 + 1", PO_RULE_TRUTH, NULL),
                     "character 1: this place needs a truth, but '1 + 1' is a number");
    cr_assert_str_eq(compile_error("true", PO_RULE_TRUTH, "-1"),
                     "the tolerance '-1' is not an amount");
    cr_assert_str_eq(compile_error("true", PO_RULE_TRUTH, "much"),
                     "the tolerance 'much' is not an amount");
    cr_assert_eq(po_rule_type_of(compiled(po_rule_scope_create(arena, NULL, NULL), "1 = 1")),
                 PO_RULE_TRUTH);
}

Test(rules, depth_is_limited) {
    static const char *const wholes[][3] = {
        {"(", "1", ")"},         {"-", "1", ""},
        {"not ", "true", ""},    {"abs(", "1", ")"},
        {"(1, ", "\"a\"", ")"},  {"let x = ", "1", "; x"},
        {"", "this", ".parent"}, {"if true then 1 else ", "1", ""}};
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) {
        const char *text = repeated(wholes[i][0], wholes[i][1], wholes[i][2], 400);
        cr_assert_not_null(
            strstr(compile_error(text, PO_RULE_ANY, NULL), "nested more than 64 levels deep"), "%s",
            wholes[i][0]);
    }
    cr_assert_not_null(strstr(compile_error(repeated("1 + ", "1", "", 5000), PO_RULE_ANY, NULL),
                              "longer than 16384 bytes"));
}

Test(rules, long_chains_are_not_deep) {
    use("-");
    po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
    cr_assert_str_eq(shown(compiled(scope, repeated("1 + ", "1", "", 4000))), "4001");
    cr_assert_str_eq(shown(compiled(scope, repeated("true and ", "true", "", 1500))), "true");
    cr_assert_str_eq(shown(compiled(scope, repeated("2 / 2 * ", "2", "", 1000))), "2 ratio");
}

Test(rules, lets_cannot_be_stacked_without_end) {
    po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
    po_error err = {0};
    po_status status = po_rule_let(scope, "a0", "1", &err);
    for (int i = 1; i < 100 && status == PO_OK; i++) {
        const char *name = po_arena_printf(arena, "a%d", i);
        const char *before = po_arena_printf(arena, "a%d", i - 1);
        status = po_rule_let(scope, name, repeated("abs(", before, ")", 10), &err);
    }
    cr_assert_eq(status, PO_E_CONFIG);
    cr_assert_not_null(strstr(err.text, "the lets are nested more than 256 levels deep"), "%s",
                       err.text);
}

Test(rules, inner_lets_are_counted) {
    po_buffer buffer = {0};
    for (int i = 0; i < 70; i++) {
        po_buffer_printf(&buffer, "%s(let x = 1; x)", i ? " + " : "");
    }
    cr_assert_not_null(strstr(compile_error(po_buffer_text(&buffer), PO_RULE_ANY, NULL),
                              "more than 64 lets in one expression"));
    po_buffer_finish(&buffer);
}

/* ---- places -----------------------------------------------------------------------------------
 */

static const char *places(const char *expression) {
    po_rule_scope *scope = po_rule_scope_create(arena, data.here ? data.here->type : NULL, NULL);
    po_rule_result result = result_of(compiled(scope, expression));
    const char *list = "";
    for (size_t i = 0; i < result.origin_count; i++) {
        list =
            po_arena_printf(arena, "%s%s%s", list, i ? " " : "", (const char *)result.origins[i]);
    }
    return list;
}

Test(rules, places_are_those_that_matter) {
    use("row: k=1 | a=$1 | b=$1; row: k=2 | a2=$2 | a=$5 | b=$9; *t: x=$1 | y=$2 | z=$9 | w=x");
    cr_assert_str_eq(places("this.x + this.y"), "x y");
    cr_assert_str_eq(places("this.x = this.x"), "x", "each once");
    cr_assert_str_eq(places("this.x = this.x and this.y = this.z and this.w = \"x\""), "y z",
                     "the one that fails");
    cr_assert_str_eq(places("this.x = this.z or this.y = this.z"), "x z y");
    cr_assert_str_eq(places("sum(row.a where k = \"1\")"), "a", "not the condition");
    cr_assert_str_eq(places("exists(row where k = \"1\")"), "k");
    cr_assert_str_eq(places("all(row: a = b)"), "a b");
    cr_assert_str_eq(places("one(row where k = \"1\").b"), "b");
    cr_assert_str_eq(places("if this.w = \"x\" then this.y else this.z"), "w y");
    cr_assert_str_eq(places("any(this.x = this.z, this.w = \"x\")"), "w");
    cr_assert_str_eq(places("(let v = this.x; v + v)"), "x");
}

Test(rules, of_a_long_sum_both_ends_are_told) {
    use("*t: x=$1");
    for (int i = 0; i < 100; i++) {
        rules_data_set(&data, rules_data_add(&data, "row"), "a", "$1");
        data_item *row = data.items.items[data.items.count - 1];
        row->fields.items[0].cell.origin = po_arena_printf(arena, "%d", i);
    }
    cr_assert_str_eq(places("sum(row.a) = this.x"), "0 1 2 3 4 5 6 7 8 9 10 11 97 98 99 x");
    cr_assert_str_eq(places("sum(row.a) = sum(row.a) + this.x + this.x"),
                     "0 1 2 3 4 5 6 7 8 9 10 11 97 98 99 x");
}

Test(rules, places_are_bounded) {
    use("*t: x=$1");
    for (int i = 0; i < 500; i++) {
        rules_data_set(&data, rules_data_add(&data, "row"), po_arena_printf(arena, "a%d", i % 2),
                       "$1");
    }
    po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
    po_rule_result result = result_of(compiled(scope, "sum(row: default(a0, 0) + default(a1, 0))"));
    cr_assert_eq(result.origin_count, PO_RULE_ORIGINS_MAX);
    cr_assert_eq(result.origin_total, 500);
}

/* ---- work -------------------------------------------------------------------------------------
 */

static void many_rows(size_t count) {
    use("-");
    for (size_t i = 0; i < count; i++) {
        data_item *row = rules_data_add(&data, "row");
        data_item *action = rules_data_add(&data, "action");
        action->parent = i % 2 ? data.items.items[0] : NULL;
        rules_data_set(&data, row, "k", po_arena_printf(arena, "%zu", i));
        rules_data_set(&data, row, "a", "$1");
        rules_data_set(&data, action, "k", po_arena_printf(arena, "%zu", count - 1 - i));
        rules_data_set(&data, action, "a", i == 5 ? "$5" : "$1");
    }
}

Test(rules, joins_are_not_quadratic) {
    many_rows(3000);
    po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
    const po_rule *rule = compiled(
        scope, "count(row as r where printed(one(action where k = r.k).a) = printed(r.a))");
    cr_assert_str_eq(shown(rule), "2999");
    cr_assert_lt(data.reads, 8 * 3000 + 100, "%zu", data.reads);
}

/* Rows without a value are found under the text that stands in for it. */
Test(rules, joins_on_a_default_are_not_quadratic) {
    many_rows(3000);
    po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
    const po_rule *rule = compiled(scope, "count(row as r where count(action where default(k, \"\") = r.k) = 1)");
    cr_assert_str_eq(shown(rule), "3000");
    cr_assert_lt(data.reads, 8 * 3000 + 100, "%zu", data.reads);
    const po_rule *blank = compiled(scope, "count(action where default(missing, \"none\") = totals.k)");
    data_item *totals = rules_data_add(&data, "totals");
    rules_data_set(&data, totals, "k", "none");
    cr_assert_str_eq(shown(blank), "3000");
}

Test(rules, work_is_limited) {
    many_rows(1300);
    po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
    const po_rule *rule = compiled(scope, "count(row as x where count(row where a + 0 > x.a) > 1)");
    po_rule_result result = result_of(rule);
    cr_assert_not(result.known);
    cr_assert_eq(result.reason, PO_REASON_STEPS);
}

/* ---- white space ------------------------------------------------------------------------------
 */

static uint64_t state = 88172645463325252u;

static size_t next_random(size_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state % below);
}

Test(rules, texts_are_the_same_when_squeezed) {
    static const char *const pieces[] = {
        "a", "b", " ", "  ", "\n", "\xC2\xA0", "\xE2\x80\x8B", "\xC3\xA9", "\t"};
    for (int i = 0; i < 20000; i++) {
        char texts[2][64] = {"", ""};
        for (int t = 0; t < 2; t++) {
            for (size_t n = next_random(6); n > 0; n--) {
                strcat(texts[t], pieces[next_random(sizeof pieces / sizeof *pieces)]);
            }
        }
        const char *a = po_text_squeezed(arena, texts[0]);
        const char *b = po_text_squeezed(arena, texts[1]);
        cr_assert_str_eq(a, po_text_squeeze(arena, texts[0]));
        cr_assert_eq(po_text_same(texts[0], texts[1]), strcmp(a, b) == 0, "'%s' '%s'", texts[0],
                     texts[1]);
    }
}

/* ---- the manual ------------------------------------------------------------------------------ */

/* Blocks of another language are no expressions: their fences are taken out. */
static void drop_other_blocks(char *text) {
    for (char *block = strstr(text, "```xml\n"); block; block = strstr(block, "```xml\n")) {
        char *end = strstr(block + 7, "```\n");
        cr_assert_not_null(end);
        memset(block, ' ', 3);
        memset(end, ' ', 3);
    }
}

/* Expressions stand in docs/rules.md in fenced blocks, divided by blank lines. */
Test(rules, examples_of_the_manual_compile) {
    char *text;
    size_t size;
    size_t count = 0;
    po_error err = {0};
    cr_assert_eq(po_file_read(arena, PO_SOURCE_DIR "/docs/rules.md", 1 << 20, &text, &size, &err),
                 PO_OK);
    drop_other_blocks(text);
    for (char *block = strstr(text, "```\n"); block; block = strstr(block, "```\n")) {
        char *end = strstr(block + 4, "```\n");
        cr_assert_not_null(end);
        *end = 0;
        for (char *part = block + 4; part; count++) {
            char *next = strstr(part, "\n\n");
            if (next) {
                *next = 0;
            }
            compiled(po_rule_scope_create(arena, "action", NULL), part);
            part = next ? next + 2 : NULL;
        }
        block = end + 4;
    }
    cr_assert_gt(count, 8);
}

/* ---- nonsense ---------------------------------------------------------------------------------
 */

static const char *const tokens[] = {"1",           "2.5",
                                     "30%",         "\"el\"",
                                     "'x'",         "row",
                                     "action",      "number",
                                     "a",           "b",
                                     "this",        "parent",
                                     "it",          "facts",
                                     ".",           ".",
                                     "(",           "(",
                                     ")",           ")",
                                     ",",           ":",
                                     ";",           "+",
                                     "-",           "*",
                                     "/",           "=",
                                     "<>",          "<",
                                     "at most",     "and",
                                     "or",          "not",
                                     "in",          "if",
                                     "then",        "else",
                                     "let",         "where",
                                     "as",          "by",
                                     "true",        "sum(",
                                     "count(",      "any(",
                                     "all(",        "min(",
                                     "max(",        "first(",
                                     "one(",        "exists(",
                                     "known(",      "default(",
                                     "round(",      "text(",
                                     "date(",       "n_of_last(1, 2, ",
                                     "matches(",    "money(",
                                     "x",           "row.a",
                                     "this.a",      "sum(row.a where",
                                     "facts.a",     "add_days(",
                                     "size(",       "\"2025-06-30\"",
                                     "school_year("};

static void make_nonsense(char *text, size_t size) {
    size_t used = 0;
    text[0] = 0;
    for (size_t n = 1 + next_random(14); n > 0; n--) {
        const char *token = tokens[next_random(sizeof tokens / sizeof *tokens)];
        used += (size_t)snprintf(text + used, size - used, "%s ", token);
    }
}

Test(rules, nonsense_is_refused_or_evaluated) {
    size_t good = 0;
    use("goal g: a=1 | number=1; *action ^g: a=$5 | b=30% | number=1.1; row: a=$1 | b=el; row: "
        "a=$2; facts: a=7");
    for (int i = 0; i < 60000; i++) {
        char text[512];
        const po_rule *rule;
        po_error err = {0};
        po_arena *own = po_arena_create();
        make_nonsense(text, sizeof text);
        po_rule_scope *scope = po_rule_scope_create(own, "action", NULL);
        if (po_rule_compile(scope, text, PO_RULE_ANY, "0", &rule, &err) == PO_OK) {
            po_rule_run *once = po_rule_run_create(&data.source);
            po_rule_result result;
            po_rule_evaluate(once, rule, data.here, &result);
            cr_assert_not_null(rules_show(own, &result));
            po_rule_run_destroy(once);
            good++;
        } else {
            cr_assert(po_text_starts(err.text, "character "), "%s: %s", text, err.text);
        }
        po_arena_destroy(own);
    }
    cr_assert_gt(good, 200, "%zu", good);
}

Test(rules, whatever_a_cell_says_can_be_reckoned_with) {
    static const char *const texts[] = {NULL,
                                        "",
                                        " ",
                                        "$",
                                        "%",
                                        "$9,223,372,036,854,775,807",
                                        "5.",
                                        ".5",
                                        "1.1234567890123",
                                        "$1.123456789 million",
                                        "-$0.5 billion",
                                        "12%",
                                        "1e9",
                                        "\xC2\xA0",
                                        "yes",
                                        "K",
                                        "7K",
                                        "2025-06-30",
                                        "2024-25",
                                        "\xE2\x80\x93",
                                        "4 . 5 6",
                                        "(1,234)"};
    static const char *const values[] = {NULL,
                                         "",
                                         "9223372036854775807",
                                         "-9223372036854775808",
                                         "0.000000001",
                                         "1.5",
                                         "2025-06-30",
                                         "yes",
                                         "el",
                                         "00",
                                         "-0",
                                         "12345678901234567890"};
    static const char *const several[] = {"el", "", "fy"};
    static const char *const rules[] = {"this.a + this.a",
                                        "this.a * this.a",
                                        "1 / this.a",
                                        "money(this.a) = percent(this.a)",
                                        "this.a = this.a",
                                        "this.a < 5",
                                        "\"el\" in this.a",
                                        "number(this.a) * 35%",
                                        "round(money(this.a), 9)",
                                        "this.a = \"el\"",
                                        "matches(this.a, \"el\")",
                                        "date(this.a) > date(\"2025-01-01\")",
                                        "school_year(this.a)",
                                        "size(this.a)",
                                        "text(this.a) = this.a",
                                        "empty(this.a) or this.a",
                                        "max(this.a, this.a)",
                                        "default(this.a, 1)",
                                        "abs(this.a)"};
    use("*row: a=1");
    po_rule_scope *scope = po_rule_scope_create(arena, "row", NULL);
    const po_rule *compiled_rules[sizeof rules / sizeof *rules];
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        compiled_rules[i] = compiled(scope, rules[i]);
    }
    for (size_t n = 0; n < sizeof texts / sizeof *texts * (sizeof values / sizeof *values) * 11 * 3;
         n++) {
        po_rule_cell *cell = &data.items.items[0]->fields.items[0].cell;
        *cell =
            (po_rule_cell){.text = texts[n % (sizeof texts / sizeof *texts)], .values = several};
        cell->value = values[n / (sizeof texts / sizeof *texts) % (sizeof values / sizeof *values)];
        cell->hint = (po_rule_hint)(n / 264 % 11);
        cell->value_count = n / 264 / 11;
        po_rule_run *once = po_rule_run_create(&data.source);
        for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
            po_rule_result result;
            po_rule_evaluate(once, compiled_rules[i], data.here, &result);
            cr_assert(result.known || result.reason != PO_REASON_NONE, "%s", rules[i]);
            cr_assert(!result.known || result.type != PO_RULE_NUMBER ||
                          po_decimal_compare(result.low, result.high) <= 0,
                      "%s", rules_show(arena, &result));
        }
        po_rule_run_destroy(once);
    }
}

Test(rules, small_things) {
    cr_assert(po_truth_possible(PO_EITHER) && po_truth_possible(PO_TRUE));
    cr_assert_not(po_truth_possible(PO_UNKNOWN) || po_truth_possible(PO_FALSE));
    cr_assert_str_eq(po_rule_reason_name(PO_REASON_NO_RECORD), "no-record");
    cr_assert_str_eq(po_rule_reason_name(PO_REASON_STEPS), "steps");
    po_rule_run_destroy(NULL);
}

Test(rules, no_parents_and_no_facts) {
    use("goal g: a=1; *action ^g: a=2; facts: a=1");
    data.source.parent = NULL;
    data.source.fact = NULL;
    po_rule_scope *scope = po_rule_scope_create(arena, "action", NULL);
    cr_assert_str_eq(shown(compiled(scope, "parent.a")), "unknown no-record parent");
    cr_assert_str_eq(shown(compiled(scope, "facts.a")), "unknown absent facts.a");
    data.here = NULL;
    cr_assert_str_eq(shown(compiled(scope, "this.a")), "unknown no-record this");
}

/* A source that answers with the number it is asked by. */
static bool read_number(void *context, const void *item, const char *name, uint32_t number, po_rule_cell *ret_cell) {
    (void)context;
    (void)item;
    (void)name;
    const char *text = po_arena_printf(arena, "%u", (unsigned)number);
    *ret_cell = (po_rule_cell){.text = text, .value = text, .hint = PO_HINT_PLAIN};
    return true;
}

static uint32_t number_of(void *context, const char *type, const char *field) {
    (void)context;
    return po_text_equal(field, "b") ? 0 : po_text_equal(type, "row") ? 7 : 8;
}

Test(rules, a_source_is_asked_by_the_number_it_gave_a_field) {
    static const po_rule_schema numbered = {.number = number_of};
    use("row: a=1; *totals: a=9");
    data.source.field = read_number;
    po_rule_scope *scope = po_rule_scope_create(arena, "totals", &numbered);
    cr_assert_str_eq(shown(compiled(scope, "this.a")), "'8'");
    cr_assert_str_eq(shown(compiled(scope, "one(row).a")), "'7'");
    cr_assert_str_eq(shown(compiled(scope, "this.b")), "'0'", "no number: by its name");
    cr_assert_str_eq(shown(compiled(scope, "(if true then one(row) else this).a")), "'0'", "which type is not known");
}
