/* SPDX-License-Identifier: Apache-2.0
 *
 * Names in texts. See demand_text.h.
 */
#include "check/demand_text.h"

#include <string.h>

#include "base/text.h"
#include "model/site.h"

enum { BASE_MIN = 4 }; /* letters of a school's name without its kind */

po_demand_text po_demand_text_make(po_arena *arena, const char *text) {
    if (!text)
        return (po_demand_text){"", ""};
    return (po_demand_text){po_arena_printf(arena, " %s ", text),
                            po_arena_printf(arena, " %s ", po_text_words(arena, text))};
}

static bool has_words(po_arena *arena, const po_demand_text *text, const char *words) {
    return *words && strstr(text->words, po_arena_printf(arena, " %s ", words)) != NULL;
}

bool po_demand_names_school(po_arena *arena, const po_demand_text *text, const char *name) {
    const char *words = po_text_words(arena, name);
    if (has_words(arena, text, words))
        return true;
    const char *base = po_site_name_core(arena, words);
    return strlen(base) >= BASE_MIN && has_words(arena, text, base);
}

/* "SWD": capitals only. */
static bool is_code(const char *name) {
    size_t size = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return size >= 2 && size <= 5 && name[size] == '\0';
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool has_code(const po_demand_text *text, const char *code) {
    size_t size = strlen(code);
    for (const char *hit = strstr(text->printed, code); hit; hit = strstr(hit + 1, code))
        if (!is_letter(hit[-1]) && (!is_letter(hit[size]) || (hit[size] == 's' && !is_letter(hit[size + 1]))))
            return true;
    return false;
}

static bool has_name(po_arena *arena, const po_demand_text *text, const char *name) {
    if (is_code(name))
        return has_code(text, name);
    const char *words = po_text_words(arena, name);
    return strlen(words) > 2 && (has_words(arena, text, words) || has_words(arena, text, po_arena_printf(arena, "%ss", words)));
}

bool po_demand_names_term(po_arena *arena, const po_demand_text *text, const po_term *term) {
    if (has_name(arena, text, term->label))
        return true;
    for (size_t i = 0; i < term->name_count; i++)
        if (has_name(arena, text, term->names[i]))
            return true;
    return false;
}
