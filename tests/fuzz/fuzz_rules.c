/* SPDX-License-Identifier: Apache-2.0
 *
 * Expressions of the rules language, compiled and evaluated over a few records. Lines before the
 * last are lets (a, b, ...).
 */
#include <string.h>

#include "../unit/rules/rules_data.h"
#include "fuzz.h"

static const char records[] =
    "goal g1: number=1 | title=Learning; *action ^g1: number=1.10 | total=$1,234.50 | share=35.98%;"
    "action ^g1: number=2 | groups=[el, li] | on=May 1, 2025 => 2025-05-01 | total=$3!;"
    "facts: el_count=30";

static void evaluate(po_arena *arena, const po_rule *rule) {
    rules_data data;
    rules_data_read(&data, arena, records);
    po_rule_run *run = po_rule_run_create(&data.source);
    for (size_t i = 0; i < data.items.count; i++) {
        po_rule_result result;
        if (strcmp(data.items.items[i]->type, "action") == 0) {
            po_rule_evaluate(run, rule, data.items.items[i], &result);
            FUZZ_HOLDS(rules_show(arena, &result));
        }
    }
    po_rule_run_destroy(run);
}

static po_status read_lets(po_rule_scope *scope, char **text, po_error *err) {
    po_status status = PO_OK;
    char name[] = "a", *end;
    while (status == PO_OK && name[0] <= 'z' && (end = strchr(*text, '\n'))) {
        *end = '\0';
        status = po_rule_let(scope, name, *text, err);
        *text = end + 1;
        name[0]++;
    }
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    po_arena *arena = po_arena_create();
    po_rule_scope *scope = po_rule_scope_create(arena, "action", NULL);
    char *text = fuzz_text(arena, data, size);
    const po_rule *rule = NULL;
    po_error err = {0};
    if (read_lets(scope, &text, &err) == PO_OK &&
        po_rule_compile(scope, text, PO_RULE_ANY, "0.01", &rule, &err) == PO_OK) {
        evaluate(arena, rule);
    }
    FUZZ_HOLDS(rule || err.text[0]);
    po_arena_destroy(arena);
    return 0;
}
