/* SPDX-License-Identifier: Apache-2.0
 *
 * Sentences by key. See language.h. Plural forms are not handled: sentences are worded so that a number can stand
 * anywhere ("Findings: 3").
 */
#include "emit/language.h"

#include <cjson/cJSON.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/text.h"

#define ARGUMENTS_MAX 16

struct po_language {
    po_arena *arena;
    const char *tag;
    po_map *sentences; /* key -> const char*, insertion order */
};

po_language *po_language_create(const char *tag) {
    po_arena *arena = po_arena_create();
    po_language *language = PO_NEW(arena, po_language);
    language->arena = arena;
    language->tag = po_arena_dup(arena, tag);
    language->sentences = po_map_create(arena);
    return language;
}

void po_language_destroy(po_language *language) {
    if (language) {
        po_arena_destroy(language->arena);
    }
}

/* The argument name that starts after '{' at `text`, its size in *ret_size; NULL if it is no name. */
static const char *argument_at(const char *text, size_t *ret_size) {
    size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyz_0123456789");
    if (size == 0 || text[size] != '}') {
        return NULL;
    }
    *ret_size = size;
    return text;
}

/* Braces must pair and hold a name. */
static bool sentence_well_formed(const char *text) {
    for (const char *at = text; *at; at++) {
        size_t size = 0;
        if ((at[0] == '{' && at[1] == '{') || (at[0] == '}' && at[1] == '}')) {
            at++;
        } else if (*at == '}') {
            return false;
        } else if (*at == '{') {
            if (!argument_at(at + 1, &size)) {
                return false;
            }
            at += size + 1;
        }
    }
    return true;
}

static po_status add_sentence(po_language *language, const char *path, const cJSON *item,
                              po_error *err) {
    if (!cJSON_IsString(item)) {
        return po_error_set(err, PO_E_CONFIG, "%s: \"%s\" must be a sentence in quotes", path,
                            item->string);
    }
    if (!sentence_well_formed(item->valuestring)) {
        return po_error_set(err, PO_E_CONFIG,
                            "%s: \"%s\": braces must hold the name of an argument, as in {goal}; "
                            "write {{ and }} for braces",
                            path, item->string);
    }
    char *sentence = po_arena_dup(language->arena, item->valuestring);
    if (!po_map_add(language->sentences, item->string, sentence)) {
        return po_error_set(err, PO_E_CONFIG, "%s: \"%s\" is there already", path, item->string);
    }
    return PO_OK;
}

static po_status add_file(po_language *language, const char *path, const char *data, size_t size,
                          po_error *err) {
    cJSON *root = cJSON_ParseWithLength(data, size);
    po_status status = PO_OK;
    if (!cJSON_IsObject(root)) {
        status = po_error_set(err, PO_E_CONFIG, "%s is not a JSON object of sentences", path);
        goto out;
    }
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, root) {
        status = add_sentence(language, path, item, err);
        if (status) {
            goto out;
        }
    }
out:
    cJSON_Delete(root);
    return status;
}

po_status po_language_load(po_language *language, const char *path, po_error *err) {
    po_arena *arena = po_arena_create();
    char *data = NULL;
    size_t size = 0;
    po_status status = po_file_read(arena, path, PO_LIMIT_CONFIG_BYTES, &data, &size, err);
    if (status == PO_OK) {
        status = add_file(language, path, data, size, err);
    }
    po_arena_destroy(arena);
    return status;
}

po_status po_language_load_folder(po_language *language, const char *folder, po_error *err) {
    po_arena *arena = po_arena_create();
    const char *path = po_arena_printf(arena, "%s/lang/%s.json", folder, language->tag);
    po_status status = PO_OK;
    if (po_path_is_file(path)) {
        status = po_language_load(language, path, err);
    }
    po_arena_destroy(arena);
    return status;
}

const char *po_language_tag(const po_language *language) {
    return language->tag;
}

const char *po_language_raw(const po_language *language, const char *key) {
    return key ? po_map_get(language->sentences, key) : NULL;
}

bool po_language_has(const po_language *language, const char *key) {
    return po_language_raw(language, key) != NULL;
}

size_t po_language_count(const po_language *language) {
    return po_map_count(language->sentences);
}

const char *po_language_key(const po_language *language, size_t n) {
    return po_map_key(language->sentences, n);
}

static const char *argument_value(const po_argument *arguments, size_t count, const char *name,
                                  size_t size) {
    for (size_t i = 0; i < count; i++) {
        if (strlen(arguments[i].name) == size && memcmp(arguments[i].name, name, size) == 0) {
            return arguments[i].value ? arguments[i].value : "";
        }
    }
    return NULL;
}

/* Appends what stands at `at` (argument, doubled brace or character) and returns how many bytes it was. */
static size_t format_piece(po_buffer *out, const char *at, const po_argument *arguments,
                           size_t count) {
    size_t size = 0;
    const char *name = *at == '{' ? argument_at(at + 1, &size) : NULL;
    const char *value = name ? argument_value(arguments, count, name, size) : NULL;
    if (value) {
        po_buffer_add_text(out, value);
        return size + 2;
    }
    po_buffer_add_char(out, *at);
    return ((*at == '{' || *at == '}') && at[1] == *at) ? 2 : 1;
}

static void format_missing(po_buffer *out, const char *key, const po_argument *arguments,
                           size_t count) {
    po_buffer_printf(out, "[%s]", key ? key : "");
    for (size_t i = 0; i < count; i++) {
        po_buffer_printf(out, "%s %s: %s", i ? ";" : "", arguments[i].name,
                         arguments[i].value ? arguments[i].value : "");
    }
}

const char *po_language_format(const po_language *language, po_arena *arena, const char *key,
                               const po_argument *arguments, size_t count) {
    po_buffer out = {0};
    const char *sentence = po_language_raw(language, key);
    if (sentence) {
        while (*sentence) {
            sentence += format_piece(&out, sentence, arguments, count);
        }
    } else {
        format_missing(&out, key, arguments, count);
    }
    const char *text = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

const char *po_language_sentence(const po_language *language, po_arena *arena, const char *key,
                                 ...) {
    po_argument arguments[ARGUMENTS_MAX];
    size_t count = 0;
    va_list list;
    va_start(list, key);
    for (const char *name = va_arg(list, const char *); name && count < ARGUMENTS_MAX;
         name = va_arg(list, const char *)) {
        arguments[count].name = name;
        arguments[count].value = va_arg(list, const char *);
        count++;
    }
    va_end(list);
    return po_language_format(language, arena, key, arguments, count);
}
