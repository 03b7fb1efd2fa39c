/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs expressions.test: three lines for a case (expression, data, what it gives), or after %%FAIL
 * two lines (expression, the whole sentence of the error). Blank lines divide cases, '#' begins a
 * comment.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "rules_data.h"

typedef PO_LIST(char *) lines;

static lines read_lines(po_arena *arena) {
    char *data;
    size_t size;
    po_error err = {0};
    lines list = {0};
    cr_assert(po_file_read(arena, PO_SOURCE_DIR "/tests/unit/rules/expressions.test", 1 << 20,
                           &data, &size, &err) == PO_OK,
              "%s", err.text);
    for (char *line = data; line && *line;) {
        char *end = strchr(line, '\n');
        if (end) {
            *end = 0;
        }
        if (*line != '#') {
            *PO_LIST_ADD(arena, &list) = line;
        }
        line = end ? end + 1 : NULL;
    }
    return list;
}

static const char *const over = "action";

static const char *fields_of_lists[] = {"known_type", "action", "goal", NULL};
static const char *fields[] = {"number", "amount", "share",       "day",
                               "groups", "title",  "total_funds", NULL};
static const char *known_facts[] = {"el_count", "charter", NULL};

static const char *const *types(void *context) {
    (void)context;
    return (const char *const *)fields_of_lists;
}

static const char *const *fields_of(void *context, const char *type) {
    (void)context;
    return strcmp(type, "known_type") == 0 ? fields : NULL;
}

static po_rule_hint hint_of(void *context, const char *type, const char *field) {
    (void)context;
    if (strcmp(type, "known_type") != 0) {
        return PO_HINT_AUTO;
    }
    static const po_rule_hint hints[] = {PO_HINT_COUNT, PO_HINT_MONEY, PO_HINT_PERCENT,
                                         PO_HINT_DATE,  PO_HINT_CODES, PO_HINT_TEXT,
                                         PO_HINT_NUMBER};
    for (size_t i = 0; fields[i]; i++) {
        if (strcmp(fields[i], field) == 0) {
            return hints[i];
        }
    }
    return PO_HINT_AUTO;
}

static const char *const *facts(void *context) {
    (void)context;
    return known_facts;
}

static const po_rule_schema schema = {.types = types, .fields = fields_of, .hint = hint_of, .facts = facts};

/* An expression that begins with "~" is compiled with the schema, one with "~0.5~" with a
 * tolerance. */
static po_status compile(po_arena *arena, const char *expression, const char *this_type,
                         const po_rule **ret_rule, po_error *err) {
    const char *tolerance = NULL;
    const po_rule_schema *known = NULL;
    if (*expression == '~') {
        const char *end = strchr(expression + 1, '~');
        tolerance =
            end ? po_arena_copy(arena, expression + 1, (size_t)(end - expression - 1)) : NULL;
        known = end ? NULL : &schema;
        expression = end ? end + 1 : expression + 1;
    }
    po_rule_scope *scope = po_rule_scope_create(arena, this_type, known);
    return po_rule_compile(scope, expression, PO_RULE_ANY, tolerance, ret_rule, err);
}

static const char *evaluate(po_arena *arena, const char *expression, const char *text) {
    rules_data data;
    const po_rule *rule;
    po_error err = {0};
    po_rule_result result;
    rules_data_read(&data, arena, text);
    if (compile(arena, expression, data.here ? data.here->type : NULL, &rule, &err) != PO_OK) {
        return po_arena_dup(arena, err.text);
    }
    po_rule_run *run = po_rule_run_create(&data.source);
    po_rule_evaluate(run, rule, data.here, &result);
    const char *shown = rules_show(arena, &result);
    po_rule_run_destroy(run);
    return shown;
}

static size_t run_value_case(po_arena *arena, const lines *list, size_t at, size_t *failed) {
    cr_assert_lt(at + 2, list->count, "a case of fewer than three lines: %s", list->items[at]);
    const char *got = evaluate(arena, list->items[at], list->items[at + 1]);
    if (strcmp(got, list->items[at + 2]) != 0) {
        printf("  %s\n  %s\n    expected: %s\n    got:      %s\n", list->items[at],
               list->items[at + 1], list->items[at + 2], got);
        (*failed)++;
    }
    return at + 3;
}

static size_t run_fail_case(po_arena *arena, const lines *list, size_t at, size_t *failed) {
    const po_rule *rule;
    po_error err = {0};
    const char *got =
        compile(arena, list->items[at], over, &rule, &err) == PO_OK ? "(compiles)" : err.text;
    if (strcmp(got, list->items[at + 1]) != 0) {
        printf("  %s\n    expected: %s\n    got:      %s\n", list->items[at], list->items[at + 1],
               got);
        (*failed)++;
    }
    return at + 2;
}

Test(rules, expressions) {
    po_arena *arena = po_arena_create();
    lines list = read_lines(arena);
    size_t failed = 0;
    size_t cases = 0;
    for (size_t at = 0; at < list.count; cases++) {
        if (!*list.items[at]) {
            at++;
            cases--;
        } else if (strcmp(list.items[at], "%%FAIL") == 0) {
            at = run_fail_case(arena, &list, at + 1, &failed);
        } else {
            at = run_value_case(arena, &list, at, &failed);
        }
    }
    printf("%zu expressions\n", cases);
    cr_assert_eq(failed, 0, "%zu of %zu cases failed", failed, cases);
    po_arena_destroy(arena);
}
