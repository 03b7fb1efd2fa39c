/* SPDX-License-Identifier: Apache-2.0
 *
 * The decisions file: what is written is read again, the same decisions are the same bytes, and every mistake has its line.
 */
#include "decision/decision.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"

static po_arena *arena;
static po_diagnostics diagnostics;
static char path[] = "/tmp/planonce-decisions-XXXXXX";

static void set_up(void) {
    arena = po_arena_create();
    po_diagnostics_init(&diagnostics, arena);
    int file = mkstemp(path);
    cr_assert(file >= 0);
    close(file);
}

static void tear_down(void) {
    unlink(path);
    po_arena_destroy(arena);
}

TestSuite(decision, .init = set_up, .fini = tear_down);

static po_status load_bytes(const char *text, size_t size, po_decisions **ret_decisions) {
    po_error err = {0};
    cr_assert_eq(po_file_write(path, text, size, &err), PO_OK);
    po_status status = po_decisions_load(arena, path, PO_SOURCE_DIR "/crosswalks", &diagnostics, ret_decisions, &err);
    cr_expect_eq(status == PO_OK, err.text[0] == '\0');
    return status;
}

static po_status load(const char *text, po_decisions **ret_decisions) {
    return load_bytes(text, strlen(text), ret_decisions);
}

/* One mistake with this code and line, told with this word. */
static void refused(const char *text, const char *code, const char *line, const char *word) {
    po_decisions *decisions = NULL;
    size_t before = diagnostics.list.count;
    cr_assert_eq(load(text, &decisions), PO_E_INPUT, "%s", text);
    cr_assert_gt(diagnostics.list.count, before, "%s", text);
    const po_diagnostic *said = &diagnostics.list.items[before];
    cr_expect_str_eq(said->code, code, "%s: %s", said->code, said->text);
    cr_expect_str_eq(said->place, line, "%s: %s", said->place, said->text);
    cr_expect_not_null(strstr(said->text, word), "%s", said->text);
}

#define HEAD "{\"format\": \"planonce/decisions/1\",\n \"lea\": {\"cds\": \"50 79901 0000000\"},\n \"decisions\": [\n"
#define PRINT "\"fingerprint\": {\"of\": \"finding\", \"what\": \"LCAP-X\", \"words\": [\"b\", \"a\"], \"values\": [\"2\", \"1\"]}"
#define REST "\"reason\": \"It is so.\", \"role\": \"business office\", \"date\": \"2026-06-01\""
#define ONE "{\"id\": \"abc\", \"kind\": \"explain\", " PRINT ", " REST "}"

Test(decision, is_read_and_written_the_same) {
    po_decisions *first = NULL, *second = NULL;
    cr_assert_eq(load(HEAD ONE "]}", &first), PO_OK);
    cr_assert_eq(first->list.count, 1);
    cr_expect_str_eq(first->cds, "50799010000000");
    const po_decision *decision = &first->list.items[0];
    cr_expect_eq(decision->kind, PO_DECISION_EXPLAIN);
    cr_expect_eq(decision->date.month, 6);
    cr_expect_str_eq(decision->fingerprint.words[0], "a", "sorted when it is read");
    cr_expect_str_eq(decision->fingerprint.values[1], "2");
    po_buffer one = {0}, two = {0};
    po_decisions_write(first, &one);
    cr_assert_eq(load_bytes(one.data, one.size, &second), PO_OK);
    po_decisions_write(second, &two);
    cr_expect_str_eq(one.data, two.data);
    po_buffer_finish(&one);
    po_buffer_finish(&two);
}

Test(decision, is_put_sorted_replaced_and_withdrawn) {
    po_decisions *decisions = NULL;
    cr_assert_eq(load(HEAD ONE "]}", &decisions), PO_OK);
    po_decision other = decisions->list.items[0];
    other.id = "aaa";
    cr_expect_not(po_decisions_put(arena, decisions, &other));
    other.kind = PO_DECISION_REJECT;
    cr_expect(po_decisions_put(arena, decisions, &other));
    cr_expect_eq(decisions->list.count, 2);
    po_buffer out = {0};
    po_decisions_write(decisions, &out);
    cr_expect_lt(strstr(out.data, "aaa"), strstr(out.data, "abc"));
    po_buffer_finish(&out);
    cr_expect_eq(po_decisions_find(decisions, "aaa", NULL)->kind, PO_DECISION_REJECT);
    cr_expect(po_decisions_withdraw(decisions, "aaa", NULL));
    cr_expect_not(po_decisions_withdraw(decisions, "aaa", NULL));
    cr_expect_eq(decisions->list.count, 1);
}

Test(decision, mistakes_of_shape_have_lines) {
    refused("{\"format\": \"planonce/decisions/1\",\n \"decisions\": [}", "DEC-001", "2", "JSON");
    refused("[1]", "DEC-002", "1", "object");
    refused("{\"format\": \"planonce/decisions/1\"}", "DEC-002", "1", "decisions");
    refused(HEAD "{\"id\": 5, \"kind\": \"explain\", " PRINT ", " REST "}]}", "DEC-002", "4", "a number");
    refused(HEAD "{\"id\": \"abc\", \"kind\": \"acept\", " PRINT ", " REST "}]}", "DEC-002", "4", "accept");
    refused(HEAD "{\"id\": \"abc\", \"kind\": \"accept\", \"resaon\": \"x\", " PRINT ", " REST "}]}", "DEC-002", "4", "reason");
    refused(HEAD "{\"id\": \"abc\", \"id\": \"abd\", \"kind\": \"accept\", " PRINT ", " REST "}]}", "DEC-002", "4", "twice");
    refused(HEAD "{\"id\": \"abc\", \"kind\": \"accept\", " PRINT ", \"reason\": \"x\", \"role\": \"office\", \"date\": \"2026-02-30\"}]}",
            "DEC-002", "4", "calendar");
    refused(HEAD "{\"id\": \"abc\", \"kind\": \"accept\", \"fingerprint\": {\"of\": \"pair\", \"what\": \"x\"}, " REST "}]}", "DEC-002", "4", "finding");
}

Test(decision, mistakes_of_meaning_have_lines) {
    refused(HEAD ONE ",\n" ONE "]}", "DEC-004", "5", "twice");
    refused(HEAD "{\"id\": \"abc\", \"kind\": \"correct\", \"text\": \"5\", " PRINT ", " REST "}]}", "DEC-003", "4", "value");
    refused(HEAD "{\"id\": \"abc\", \"kind\": \"accept\", \"text\": \"5\", " PRINT ", " REST "}]}", "DEC-003", "4", "correct");
    refused(HEAD "{\"id\": \"abc\", \"kind\": \"accept\", " PRINT ", \"reason\": \" \", \"role\": \"office\", \"date\": \"2026-06-01\"}]}", "DEC-003",
            "4", "why");
    refused(HEAD "{\"id\": \"abc\", \"kind\": \"accept\", " PRINT ", \"reason\": \"x\", \"role\": \"Ann Example\", \"date\": \"2026-06-01\"}]}", "DEC-003",
            "4", "name");
    refused(HEAD "{\"id\": \"abc\", \"kind\": \"accept\", " PRINT
                 ", \"reason\": \"ask ann@example.org\", \"role\": \"office\", \"date\": \"2026-06-01\"}]}",
            "DEC-003", "4", "address");
#define DUTY "\"fingerprint\": {\"of\": \"duty\", \"what\": \"lcap.L26\"}"
    refused(HEAD "{\"id\": \"lcap.L26\", \"kind\": \"explain\", " DUTY ", " REST "}]}", "DEC-003", "4", "confirmed");
    refused(HEAD "{\"id\": \"lcap.L26\", \"kind\": \"confirm\", \"duty\": \"lcap.L26\", " DUTY ", " REST "}]}", "DEC-003", "4", "pointer");
    refused(HEAD "{\"id\": \"lcap.L26\", \"kind\": \"confirm\", \"pointer\": \"minutes\", " DUTY ", " REST "}]}", "DEC-003", "4", "duty");
}

static char *repeated(const char *head, const char *piece, size_t count, const char *tail) {
    po_buffer text = {0};
    po_buffer_add_text(&text, head);
    for (size_t i = 0; i < count; i++)
        po_buffer_add_text(&text, piece);
    po_buffer_add_text(&text, tail);
    char *copy = po_arena_dup(arena, po_buffer_text(&text));
    po_buffer_finish(&text);
    return copy;
}

Test(decision, hostile_files_cost_little) {
    refused(repeated("", "[", 100000, ""), "DEC-001", "1", "deeper");
    refused(repeated("{", "\"a\":1,", 500000, "\"b\":1}"), "DEC-001", "1", "members");
    refused("{\"a\": \"unclosed", "DEC-001", "1", "JSON");
    refused(repeated(HEAD, "5,", 10000, "5]}"), "DEC-002", "3", "10000");
    po_decisions *decisions = NULL;
    cr_expect_eq(load_bytes("{\"\xff\"}", 5, &decisions), PO_E_INPUT);
    cr_expect_eq(load_bytes("{}\0{}", 5, &decisions), PO_E_INPUT);
}

Test(decision, a_reason_has_a_limit) {
    const char *head = HEAD "{\"id\": \"abc\", \"kind\": \"accept\", " PRINT ", \"role\": \"office\", \"date\": \"2026-06-01\", \"reason\": \"";
    refused(repeated(head, "x", PO_LIMIT_DECISION_TEXT + 1, "\"}]}"), "DEC-003", "4", "longer");
    po_decisions *decisions = NULL;
    cr_expect_eq(load(repeated(head, "x", PO_LIMIT_DECISION_TEXT, "\"}]}"), &decisions), PO_OK);
}
