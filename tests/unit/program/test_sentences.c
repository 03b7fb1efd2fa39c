/* SPDX-License-Identifier: Apache-2.0
 *
 * What a check says: every code stands in docs/findings.md, every key in the program's language
 * file, every word in braces is one of the check's arguments, and no sentence stands there unused.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/text.h"
#include "program/program.h"

static po_arena *arena;
static po_program *program;
static const char *language;

static const char *whole_file(const char *path) {
    char *data = NULL;
    size_t size = 0;
    po_error err = {0};
    cr_assert_eq(po_file_read(arena, path, PO_LIMIT_CONFIG_BYTES, &data, &size, &err), PO_OK, "%s",
                 err.text);
    return data;
}

static void load(const char *id) {
    arena = po_arena_create();
    po_diagnostics diagnostics;
    po_diagnostics_init(&diagnostics, arena);
    po_error err = {0};
    const char *folder = po_arena_printf(arena, "%s/plugins/%s", PO_SOURCE_DIR, id);
    cr_assert_eq(po_program_load(arena, folder, PO_SOURCE_DIR "/crosswalks", &diagnostics, &program, &err),
                 PO_OK, "%s", err.text);
    language = whole_file(po_arena_printf(arena, "%s/lang/en.json", folder));
}

static void load_lcap(void) {
    load("lcap");
}

static void load_spsa(void) {
    load("spsa");
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(lcap_sentences, .init = load_lcap, .fini = tear_down);
TestSuite(spsa_sentences, .init = load_spsa, .fini = tear_down);

/* The sentence of a key: the language file has one member per line. NULL if it is absent. */
static const char *sentence(const char *key) {
    const char *at = strstr(language, po_arena_printf(arena, "\"%s\": \"", key));
    return at ? po_arena_copy(arena, at, strcspn(at, "\n")) : NULL;
}

static bool has_argument(const po_check *check, const char *name) {
    if (po_text_equal(name, "doubt") || (po_text_equal(name, "gap") && check->gap))
        return true;
    for (size_t i = 0; i < check->let_count; i++)
        if (po_text_equal(check->lets[i].name, name))
            return true;
    return false;
}

static void arguments_are_given(const po_check *check, const char *text) {
    for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
        const char *name = po_arena_copy(arena, at + 1, strcspn(at + 1, "}"));
        cr_assert(has_argument(check, name), "%s speaks of {%s}, which is none of its arguments",
                  check->code, name);
    }
}

static void every_code_is_documented(void) {
    const char *documented = whole_file(PO_SOURCE_DIR "/docs/findings.md");
    for (size_t i = 0; i < program->checks.count; i++)
        cr_assert(
            strstr(documented, po_arena_printf(arena, "| `%s` |", program->checks.items[i].code)),
            "%s is not in docs/findings.md", program->checks.items[i].code);
    for (size_t i = 0; i < program->demands.count; i++)
        cr_assert(
            strstr(documented, po_arena_printf(arena, "| `%s` |", program->demands.items[i].code)),
            "%s is not in docs/findings.md", program->demands.items[i].code);
}

/* What a demand says takes the arguments that host/check/demand_check.h gives. */
static void demands_have_sentences(void) {
    static const char *const given[] = {"school", "group", "about"};
    for (size_t i = 0; i < program->demands.count; i++) {
        const po_demand *demand = &program->demands.items[i];
        const char *const keys[] = {demand->message, demand->school, demand->action};
        for (size_t k = 0; k < 3; k++) {
            const char *text = sentence(keys[k]);
            cr_assert(text, "%s: lang/en.json has no key %s", demand->code, keys[k]);
            for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
                const char *name = po_arena_copy(arena, at + 1, strcspn(at + 1, "}"));
                cr_assert(po_text_equal(name, given[0]) || po_text_equal(name, given[1]) || po_text_equal(name, given[2]),
                          "%s speaks of {%s}", demand->code, name);
            }
        }
    }
}

static void every_key_has_a_sentence(void) {
    for (size_t i = 0; i < program->checks.count; i++) {
        const po_check *check = &program->checks.items[i];
        const char *const keys[] = {check->message, check->action};
        for (size_t k = 0; k < 2; k++) {
            const char *text = sentence(keys[k]);
            cr_assert(text, "%s: lang/en.json has no key %s", check->code, keys[k]);
            arguments_are_given(check, text);
        }
    }
    demands_have_sentences();
}

static void no_sentence_is_unused(void) {
    po_map *used = po_map_create(arena);
    for (size_t i = 0; i < program->checks.count; i++) {
        po_map_set(used, program->checks.items[i].message, program);
        po_map_set(used, program->checks.items[i].action, program);
    }
    for (size_t i = 0; i < program->demands.count; i++) {
        po_map_set(used, program->demands.items[i].message, program);
        po_map_set(used, program->demands.items[i].school, program);
        po_map_set(used, program->demands.items[i].action, program);
    }
    for (size_t i = 0; i < program->evidence.count; i++)
        for (size_t k = 0; k < program->evidence.items[i].parts.count; k++) {
            const char *message = program->evidence.items[i].parts.items[k].message;
            po_map_set(used, message, program);
            po_map_set(used, po_arena_printf(arena, "%s.do", message), program);
        }
    for (const char *line = strstr(language, "\n  \""); line; line = strstr(line + 1, "\n  \"")) {
        const char *key = po_arena_copy(arena, line + 4, strcspn(line + 4, "\""));
        cr_assert(po_map_get(used, key), "no check speaks the sentence %s", key);
    }
}

Test(lcap_sentences, every_code_is_documented) {
    every_code_is_documented();
}

Test(lcap_sentences, every_key_has_a_sentence) {
    every_key_has_a_sentence();
}

Test(lcap_sentences, no_sentence_is_unused) {
    no_sentence_is_unused();
}

Test(spsa_sentences, every_code_is_documented) {
    every_code_is_documented();
}

Test(spsa_sentences, every_key_has_a_sentence) {
    every_key_has_a_sentence();
}

Test(spsa_sentences, no_sentence_is_unused) {
    no_sentence_is_unused();
}
