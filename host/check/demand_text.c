/* SPDX-License-Identifier: Apache-2.0
 *
 * Names in texts. See demand_text.h.
 */
#include "check/demand_text.h"

#include <string.h>

#include "base/text.h"
#include "model/site.h"

enum {
    BASE_MIN = 4, /* letters of a school's name without its kind */
    SHORT_MIN = 3 /* of its last word alone: "Rea" */
};

po_demand_text po_demand_text_make(po_arena *arena, const char *text) {
    if (!text)
        return (po_demand_text){"", ""};
    return (po_demand_text){po_arena_printf(arena, " %s ", text),
                            po_arena_printf(arena, " %s ", po_text_words(arena, text))};
}

static bool has_words(po_arena *arena, const po_demand_text *text, const char *words) {
    return *words && strstr(text->words, po_arena_printf(arena, " %s ", words)) != NULL;
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* ---- schools --------------------------------------------------------------------------------- */

/* Words of a school's name that tell no school from another. */
static bool is_generic(po_arena *arena, const char *word) {
    static const char *const WORDS[] = {"jr", "sr", "dr", "special", "education", "center", "community", "continuation", "independent", "study", "program"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(word, WORDS[i]) == 0)
            return true;
    return strlen(word) < 2 || *po_site_name_core(arena, word) == '\0';
}

static char folded(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Does the printed word say `word` (folded)? Doubled letters are written single and single ones doubled too often to tell names apart. */
static bool same_name(const char *printed, const char *word) {
    while (*word && folded(*printed) == *word) {
        char letter = *word;
        word += strspn(word, (char[]){letter, '\0'});
        while (folded(*printed) == letter)
            printed++;
    }
    return *word == '\0' && !is_letter(*printed);
}

/* The word as a name is written: whole, with a capital. `word` is folded. */
static bool has_capital_word(const po_demand_text *text, const char *word) {
    for (const char *at = text->printed; *at; at++)
        if (*at >= 'A' && *at <= 'Z' && !is_letter(at[-1]) && same_name(at, word))
            return true;
    return false;
}

/* "Clara J. King Elementary" as "King"; "Loma Prieta Elementary" as "Loma Elementary"; "Monte Vista High/Cloud Campus" as "Monte Vista/Cloud Campus". */
static bool named_short(po_arena *arena, const po_demand_text *text, const char *words) {
    char **parts = NULL;
    size_t count = po_text_split(arena, words, ' ', &parts);
    const char *bare = "", *first = NULL, *last = NULL;
    for (size_t i = 0; i < count; i++) {
        if (is_generic(arena, parts[i])) {
            if (first && has_words(arena, text, po_arena_printf(arena, "%s %s", first, parts[i])))
                return true;
            continue;
        }
        first = first ? first : parts[i];
        last = parts[i];
        bare = po_arena_printf(arena, "%s%s%s", bare, *bare ? " " : "", parts[i]);
    }
    return (last && strlen(last) >= SHORT_MIN && has_capital_word(text, last)) || has_words(arena, text, bare);
}

po_demand_naming po_demand_names_school(po_arena *arena, const po_demand_text *text, const char *name) {
    const char *words = po_text_words(arena, name);
    if (has_words(arena, text, words))
        return PO_DEMAND_NAMED;
    const char *base = po_site_name_core(arena, words);
    if (strlen(base) >= BASE_MIN && has_words(arena, text, base))
        return PO_DEMAND_NAMED;
    return named_short(arena, text, words) ? PO_DEMAND_NAMED_SHORT : PO_DEMAND_NOT_NAMED;
}

/* ---- actions, terms -------------------------------------------------------------------------- */

bool po_demand_names_action(const po_demand_text *text, const char *code) {
    size_t size = strlen(code);
    for (const char *hit = strstr(text->printed, "Action"); hit; hit = strstr(hit + 1, "Action")) {
        const char *at = hit + strlen("Action");
        at += *at == 's';
        at += strspn(at, " \n");
        if (strncmp(at, code, size) != 0)
            continue;
        bool more = is_letter(at[size]) || at[size] == '(' || (at[size] == '.' && is_letter(at[size + 1]));
        if (size > 0 && !more)
            return true;
    }
    return false;
}

/* "SWD", "2+": capitals and signs only. */
static bool is_code(const char *name) {
    size_t size = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+");
    return size >= 2 && size <= 5 && name[size] == '\0';
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
