/* SPDX-License-Identifier: Apache-2.0
 *
 * Sentences: what may stand in a language file, and that every key that is used exists and every key that exists is
 * used, over templates, C sources and program files.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/text.h"
#include "emit/language.h"

#define ROOT PO_SOURCE_DIR

static po_status load_text(po_arena *arena, const char *json, po_language **ret_language, po_error *err) {
    char path[] = "/tmp/planonce-language-XXXXXX";
    int fd = mkstemp(path);
    cr_assert(fd >= 0);
    cr_assert_eq(write(fd, json, strlen(json)), (ssize_t)strlen(json));
    close(fd);
    *ret_language = po_language_create("en");
    po_status status = po_language_load(*ret_language, path, err);
    unlink(path);
    (void)arena;
    return status;
}

Test(language, arguments_by_name) {
    po_error err = {0};
    po_language *language = NULL;
    po_arena *arena = po_arena_create();
    cr_assert_eq(load_text(arena, "{\"a\":\"Goal {goal} of {lea}: {goal} {{x}}\"}", &language, &err), PO_OK);
    cr_assert_str_eq(po_language_sentence(language, arena, "a", "goal", "2", "lea", "W", NULL),
                     "Goal 2 of W: 2 {x}");
    cr_assert_str_eq(po_language_sentence(language, arena, "a", "goal", "{lea}", NULL),
                     "Goal {lea} of {lea}: {lea} {x}");
    cr_assert_str_eq(po_language_sentence(language, arena, "b", "n", "3", "m", NULL, NULL), "[b] n: 3; m: ");
    cr_assert(po_language_has(language, "a"));
    cr_assert_not(po_language_has(language, NULL));
    po_language_destroy(language);
    po_arena_destroy(arena);
}

Test(language, files_that_are_wrong) {
    static const struct {
        const char *json, *says;
    } cases[] = {
        {"[]", "is not a JSON object of sentences"},
        {"{\"a\":1}", "\"a\" must be a sentence in quotes"},
        {"{\"a\":\"x\",\"a\":\"y\"}", "\"a\" is there already"},
        {"{\"a\":\"{Goal}\"}", "\"a\": braces must hold the name of an argument"},
        {"{\"a\":\"x}\"}", "\"a\": braces must hold"},
        {"{\"a\":\"{goal\"}", "\"a\": braces must hold"},
        {"{", "is not a JSON object of sentences"},
    };
    po_arena *arena = po_arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_error err = {0};
        po_language *language = NULL;
        cr_expect_eq(load_text(arena, cases[i].json, &language, &err), PO_E_CONFIG, "%s", cases[i].json);
        cr_expect_not_null(strstr(err.text, cases[i].says), "%s", err.text);
        po_language_destroy(language);
    }
    po_arena_destroy(arena);
}

Test(language, a_program_without_sentences_is_fine) {
    po_error err = {0};
    po_language *language = po_language_create("en");
    cr_assert_eq(po_language_load_folder(language, "/nowhere", &err), PO_OK);
    cr_assert_eq(po_language_count(language), 0);
    cr_assert_str_eq(po_language_tag(language), "en");
    po_language_destroy(language);
}

/* ---- every key used exists, every key that exists is used ------------------------------------- */

typedef struct usage {
    po_arena *arena;
    po_map *used; /* keys named in templates and sources */
} usage;

static bool ends_with(const char *name, const char *end) {
    size_t size = strlen(name), end_size = strlen(end);
    return size >= end_size && strcmp(name + size - end_size, end) == 0;
}

static const char *read_text(po_arena *arena, const char *path) {
    po_error err = {0};
    char *data = NULL;
    size_t size = 0;
    cr_assert_eq(po_file_read(arena, path, PO_LIMIT_CONFIG_BYTES, &data, &size, &err), PO_OK, "%s", err.text);
    return data;
}

/* Keys after each `before` up to the first character no key has. */
static void note_keys(usage *u, const char *text, const char *before) {
    for (const char *at = text; (at = strstr(at, before)) != NULL;) {
        at += strlen(before);
        size_t size = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
        const char *key = po_arena_copy(u->arena, at, size);
        if (size > 0) {
            po_map_add(u->used, key, u->used);
        }
    }
}

static void scan(usage *u, const char *folder, const char *end, const char *before) {
    const char **names = NULL;
    size_t count = 0;
    if (po_folder_list(u->arena, folder, &names, &count, NULL) != PO_OK) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *path = po_path_join(u->arena, folder, names[i]);
        if (po_path_is_folder(path)) {
            scan(u, path, end, before);
        } else if (ends_with(names[i], end)) {
            note_keys(u, read_text(u->arena, path), before);
        }
    }
}

Test(language, every_key_exists_and_is_used) {
    po_error err = {0};
    usage templates = {.arena = po_arena_create()}, sources = {.arena = po_arena_create()};
    templates.used = po_map_create(templates.arena);
    sources.used = po_map_create(sources.arena);
    po_language *language = po_language_create("en");
    cr_assert_eq(po_language_load_folder(language, ROOT "/templates", &err), PO_OK, "%s", err.text);
    scan(&templates, ROOT "/templates", ".html", "say.");
    scan(&sources, ROOT "/host", ".c", "\"");
    scan(&sources, ROOT "/host", ".h", "\"");
    for (size_t i = 0; i < po_map_count(templates.used); i++) {
        const char *key = po_map_key(templates.used, i);
        cr_expect(po_language_has(language, key), "a template uses %s, which is in no language file", key);
    }
    for (size_t i = 0; i < po_language_count(language); i++) {
        const char *key = po_language_key(language, i);
        /* "<message>.do" is what to do about the finding "<message>" (check/finding.h) */
        const char *base = ends_with(key, ".do") ? po_arena_copy(sources.arena, key, strlen(key) - 3) : key;
        cr_expect(po_map_get(templates.used, key) || po_map_get(sources.used, base),
                  "nothing uses the sentence %s", key);
    }
    po_language_destroy(language);
    po_arena_destroy(templates.arena);
    po_arena_destroy(sources.arena);
}

/* Keys in C stand as whole words in quotes after one of these calls. */
Test(language, keys_in_sources_exist) {
    static const char *const calls[] = {"PO_SAY(view, \"", "SAY(e, \"", "language, arena, \"",
                                        "language, view->arena, \"", "e->language, e->arena, \"",
                                        "tell_if(e, \"", ".help = \""};
    po_error err = {0};
    usage u = {.arena = po_arena_create()};
    u.used = po_map_create(u.arena);
    po_language *language = po_language_create("en");
    cr_assert_eq(po_language_load_folder(language, ROOT "/templates", &err), PO_OK, "%s", err.text);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        scan(&u, ROOT "/host", ".c", calls[i]);
    }
    scan(&u, ROOT "/host/app", ".h", ".help = \"");
    cr_assert(po_map_count(u.used) > 40);
    for (size_t i = 0; i < po_map_count(u.used); i++) {
        const char *key = po_map_key(u.used, i);
        cr_expect(po_language_has(language, key), "a source uses %s, which is in no language file", key);
    }
    po_language_destroy(language);
    po_arena_destroy(u.arena);
}

/* A key that is the beginning of another ("a" and "a.b") cannot be a name in a template. */
Test(language, no_key_is_the_beginning_of_another) {
    po_error err = {0};
    po_arena *arena = po_arena_create();
    po_language *language = po_language_create("en");
    cr_assert_eq(po_language_load_folder(language, ROOT "/templates", &err), PO_OK, "%s", err.text);
    for (size_t i = 0; i < po_language_count(language); i++) {
        const char *key = po_language_key(language, i);
        for (const char *dot = strchr(key, '.'); dot; dot = strchr(dot + 1, '.')) {
            const char *start = po_arena_copy(arena, key, (size_t)(dot - key));
            cr_expect(strcmp(dot, ".do") == 0 || !po_language_has(language, start), "%s is the beginning of %s", start, key);
        }
    }
    po_language_destroy(language);
    po_arena_destroy(arena);
}

/* message="...", action="..." and school="..." of a program file stand in its own language file, and nothing else does. */
static void check_program(const char *folder) {
    po_error err = {0};
    usage u = {.arena = po_arena_create()};
    u.used = po_map_create(u.arena);
    po_language *language = po_language_create("en");
    cr_expect_eq(po_language_load_folder(language, folder, &err), PO_OK, "%s", err.text);
    scan(&u, folder, ".xml", " message=\"");
    size_t messages = po_map_count(u.used);
    for (size_t i = 0; i < messages; i++) {
        const char *key = po_map_key(u.used, i);
        const char *action = po_arena_printf(u.arena, "%s.do", key);
        cr_expect(po_language_has(language, key), "%s: the sentence %s is missing", folder, key);
        po_map_add(u.used, action, u.used);
    }
    scan(&u, folder, ".xml", " action=\"");
    scan(&u, folder, ".xml", " school=\"");
    for (size_t i = 0; i < po_language_count(language); i++) {
        const char *key = po_language_key(language, i);
        cr_expect(po_map_get(u.used, key), "%s: nothing uses the sentence %s", folder, key);
    }
    po_language_destroy(language);
    po_arena_destroy(u.arena);
}

Test(language, program_files_and_their_sentences_agree) {
    po_arena *arena = po_arena_create();
    const char **names = NULL;
    size_t count = 0;
    cr_assert_eq(po_folder_list(arena, ROOT "/plugins", &names, &count, NULL), PO_OK);
    for (size_t i = 0; i < count; i++) {
        const char *folder = po_path_join(arena, ROOT "/plugins", names[i]);
        if (po_path_is_file(po_path_join(arena, folder, "program.xml"))) {
            check_program(folder);
        }
    }
    po_arena_destroy(arena);
}
