/* SPDX-License-Identifier: Apache-2.0
 *
 * By which names schools and the agency are called beside a number: "Leo A. Palmiter Jr./Sr. High School" is "Palmiter" there, the
 * agency is its letters. A name that could be two is none.
 */
#include <string.h>

#include "base/text.h"
#include "model/label.h"
#include "model/site.h"

enum { SHORT_NAME_MIN = 4, LETTERS_MIN = 3 };

/* Words that many places share: they name none. */
static const char *const COMMON[] = {"area", "valley", "hills", "hill", "park", "creek", "city", "lake", "river", "north", "south", "east", "west",
                                     "central", "oaks", "view", "vista", "center", "education", "county", "new", "opportunity"};

static bool is_one_of(const char *word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

/* The first to be called so keeps the name until another is; then nobody has it. */
static void call(po_label_names *names, const char *name, void *place) {
    const char *key = po_text_key(names->arena, name);
    if (*key == '\0')
        return;
    void *before = po_map_get(names->places, key);
    po_map_set(names->places, key, before && before != place ? (void *)names : place);
}

static void call_short(po_label_names *names, const char *printed, po_entity *site) {
    const char *core = po_site_name_core(names->arena, po_text_words(names->arena, printed));
    const char *space = strrchr(core, ' '), *last = space ? space + 1 : core;
    if (*core == '\0')
        return;
    call(names, core, site);
    if (strlen(last) >= SHORT_NAME_MIN && !is_one_of(last, COMMON, sizeof COMMON / sizeof *COMMON))
        call(names, last, site);
}

static void call_site(po_label_names *names, const char *printed, po_entity *site) {
    if (po_text_empty(printed))
        return;
    call(names, printed, site);
    call_short(names, printed, site);
}

static void call_sites(po_label_names *names, const po_model *model) {
    po_entity *site;
    for (size_t i = 0; (site = po_model_nth(model, "site", i)); i++) {
        call_site(names, po_entity_text(site, "name"), site);
        for (size_t k = 0; k < site->others.count; k++)
            if (po_text_equal(site->others.items[k].field->id, "name"))
                call_site(names, site->others.items[k].value.text, site);
    }
    for (size_t i = 0; i < model->sources.count; i++)
        if ((site = po_site_of_plan(model, model->sources.items[i])))
            call_site(names, model->sources.items[i]->site_name, site);
}

/* "Sacramento County Office of Education (SCOE)": the letters in brackets, or those of its words with capitals. */
static void call_letters(po_label_names *names, const char *printed) {
    char letters[16];
    size_t count = 0;
    const char *open = strchr(printed, '(');
    size_t inside = open ? strcspn(open + 1, ") ") : 0;
    if (inside >= LETTERS_MIN)
        call(names, po_arena_copy(names->arena, open + 1, inside), &names->agency);
    for (const char *at = printed; *at && *at != '(' && count + 1 < sizeof letters; at++)
        if (*at >= 'A' && *at <= 'Z' && (at == printed || at[-1] == ' '))
            letters[count++] = *at;
    letters[count] = '\0';
    if (count >= LETTERS_MIN)
        call(names, letters, &names->agency);
}

static void call_agency(po_label_names *names, const po_model *model) {
    for (size_t i = 0; i < model->sources.count; i++) {
        const char *name = model->sources.items[i]->lea_name;
        if (po_text_empty(name))
            continue;
        call(names, po_arena_copy(names->arena, name, strcspn(name, "(")), &names->agency);
        call_letters(names, name);
    }
}

po_label_names *po_label_names_create(po_arena *arena, const po_model *model) {
    po_label_names *names = PO_NEW(arena, po_label_names);
    *names = (po_label_names){.arena = arena,
                              .groups = po_schema_vocabulary(model->schema, "student-group"),
                              .marks = po_schema_vocabulary(model->schema, "value-mark"),
                              .topics = po_schema_vocabulary(model->schema, "topic"),
                              .places = po_map_create(arena)};
    call_sites(names, model);
    call_agency(names, model);
    return names;
}

/* ---- names in a text ---- */

enum { NAME_WORDS_MAX = 6 };

/* The longest name that begins at word `at`; its length in `ret_words`, 0 for none. */
static po_entity *place_at(const po_label_names *names, char **words, size_t count, size_t *ret_words) {
    po_entity *found = NULL;
    po_buffer key = {0};
    *ret_words = 0;
    for (size_t n = 1; n <= count && n <= NAME_WORDS_MAX; n++) {
        po_buffer_add_text(&key, words[n - 1]);
        void *place = po_map_get(names->places, po_buffer_text(&key));
        if (place && place != (const void *)&names->agency && place != (const void *)names) {
            found = place;
            *ret_words = n;
        }
    }
    po_buffer_finish(&key);
    return found;
}

po_places po_places_in(const po_label_names *names, po_arena *arena, const char *text) {
    po_places places = {0};
    char **words = NULL;
    size_t count = text ? po_text_split(arena, po_text_words(arena, text), ' ', &words) : 0;
    for (size_t at = 0, taken; at < count; at += taken > 0 ? taken : 1) {
        po_entity *place = place_at(names, words + at, count - at, &taken);
        if (place)
            *PO_LIST_ADD(arena, &places.list) = place;
    }
    return places;
}
