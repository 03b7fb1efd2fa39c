/* SPDX-License-Identifier: Apache-2.0
 *
 * Index of site names. See site.h.
 */
#include "model/site.h"

#include <string.h>

#include "base/text.h"

struct po_site_index {
    po_arena *arena;
    po_map *by_name; /* words of the name, those for the kind of school in one spelling */
    po_map *by_core; /* without the kind of school */
};

/* What the maps hold: the site, or that several share the name. */
typedef struct po_named_site {
    po_entity *site;
    bool several;
} po_named_site;

/* Words for the kind of school, as printed and in one spelling; an empty spelling is left out. */
static const struct po_kind_word {
    const char *printed, *spelling;
} kind_words[] = {{"school", ""},         {"the", ""},          {"elementary", "elementary"},
                  {"elem", "elementary"}, {"es", "elementary"}, {"primary", "elementary"},
                  {"middle", "middle"},   {"ms", "middle"},     {"intermediate", "intermediate"},
                  {"high", "high"},       {"hs", "high"},       {"junior", "junior"},
                  {"jr", "junior"},       {"senior", "senior"}, {"sr", "senior"}};

static const struct po_kind_word *kind_word(const char *word, size_t size) {
    for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words; i++)
        if (strlen(kind_words[i].printed) == size &&
            strncmp(kind_words[i].printed, word, size) == 0)
            return &kind_words[i];
    return NULL;
}

/* A name made ready for comparing: in one spelling, and its core. `has_kind`: it says what kind of
 * school it is. */
typedef struct po_site_name {
    const char *name, *core;
    bool has_kind;
} po_site_name;

static po_site_name site_name(po_arena *arena, const char *printed) {
    po_site_name made = {0};
    po_buffer name = {0}, core = {0};
    const char *words = po_text_words(arena, printed);
    for (const char *at = words; *at; at += *at == ' ') {
        size_t size = strcspn(at, " ");
        const struct po_kind_word *kind = kind_word(at, size);
        po_buffer_printf(&name, "%.*s ", kind ? (int)strlen(kind->spelling) : (int)size,
                         kind ? kind->spelling : at);
        if (!kind)
            po_buffer_printf(&core, "%.*s ", (int)size, at);
        made.has_kind |= kind && *kind->spelling;
        at += size;
    }
    made.name = po_text_squeeze(arena, po_buffer_text(&name));
    made.core = po_text_squeeze(arena, po_buffer_text(&core));
    po_buffer_finish(&name);
    po_buffer_finish(&core);
    return made;
}

static void name_site(po_site_index *index, po_map *map, const char *name, po_entity *site) {
    po_named_site *named = po_map_get(map, name);
    if (!named) {
        named = PO_NEW(index->arena, po_named_site);
        named->site = site;
        po_map_set(map, name, named);
    } else if (named->site != site) {
        named->several = true;
    }
}

static void add_name(po_site_index *index, const char *name, po_entity *site) {
    po_site_name made = site_name(index->arena, name);
    if (!*made.core)
        return;
    name_site(index, index->by_name, made.name, site);
    name_site(index, index->by_core, made.core, site);
}

static void add_site(po_site_index *index, po_entity *site) {
    const char *name = po_entity_text(site, "name");
    if (name)
        add_name(index, name, site);
    for (size_t i = 0; i < site->others.count; i++) {
        const po_slot *other = &site->others.items[i];
        if (po_text_equal(other->field->id, "name") && other->value.text)
            add_name(index, other->value.text, site);
    }
}

po_entity *po_site_of_plan(const po_model *model, const po_source *source) {
    po_entity *site;
    for (size_t i = 0; source->site_name && source->cds && (site = po_model_nth(model, "site", i)); i++)
        if (po_text_equal(po_entity_text(site, "cds"), source->cds))
            return site;
    return NULL;
}

po_site_index *po_site_index_create(po_arena *arena, const po_model *model) {
    po_site_index *index = PO_NEW(arena, po_site_index);
    index->arena = arena;
    index->by_name = po_map_create(arena);
    index->by_core = po_map_create(arena);
    po_entity *site;
    for (size_t i = 0; (site = po_model_nth(model, "site", i)); i++)
        add_site(index, site);
    for (size_t i = 0; i < model->sources.count; i++)
        if ((site = po_site_of_plan(model, model->sources.items[i])))
            add_name(index, model->sources.items[i]->site_name, site);
    return index;
}

static po_site_match match_of(const po_named_site *named, po_entity **ret_site) {
    if (!named)
        return PO_SITE_UNKNOWN;
    if (named->several)
        return PO_SITE_SEVERAL;
    *ret_site = named->site;
    return PO_SITE_UNIQUE;
}

po_site_match po_site_find(const po_site_index *index, const char *name, po_entity **ret_site) {
    po_arena *scratch = po_arena_create();
    po_site_name asked = site_name(scratch, name ? name : "");
    po_site_match match = match_of(po_map_get(index->by_name, asked.name), ret_site);
    if (match == PO_SITE_UNKNOWN && !asked.has_kind)
        match = match_of(po_map_get(index->by_core, asked.core), ret_site);
    po_arena_destroy(scratch);
    return match;
}

/* Words that say what kind of place it is, at the end of its name. */
static bool is_kind(const char *word) {
    static const char *const kinds[] = {"school",       "elementary", "elem",    "middle",      "intermediate", "high",    "junior", "jr",
                                        "senior",       "sr",         "primary", "community",   "continuation", "academy", "charter",
                                        "alternative",  "day",        "the",     "independent", "study",        "program"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], word) == 0)
            return true;
    return false;
}

char *po_site_name_core(po_arena *arena, const char *words) {
    char *core = po_arena_dup(arena, words);
    while (*core) {
        char *space = strrchr(core, ' ');
        if (!is_kind(space ? space + 1 : core))
            break;
        *(space ? space : core) = '\0';
    }
    return core;
}
