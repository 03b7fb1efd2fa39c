/* SPDX-License-Identifier: Apache-2.0
 *
 * Schools without a plan: one that gave last year's only, and one that the district's plan names while only others gave theirs. Said only
 * where school plans of the year are here: a district that hands in its own plan alone is not asked for others.
 */
#include <string.h>

#include "base/text.h"
#include "check/plan_check_parts.h"
#include "model/label.h"
#include "model/site.h"

enum { NAME_WORDS_MAX = 5, PLACE_WORDS_MAX = 3 };

typedef struct school_look {
    const po_model *model;
    po_findings *findings;
    int plan_year;
    po_map *programs; /* program -> a source: schools gave its plans for the year */
    po_map *given;    /* "program cds" -> the source that counts */
    po_map *newest;   /* "program cds" -> its newest plan of another year */
    po_map *said;     /* names that were spoken of */
    po_label_names *names;
    po_site_index *sites;
} school_look;

static bool is_school_plan(const po_source *source) {
    return source->program && po_source_is_school(source);
}

static const char *key_of(const school_look *look, const po_source *source) {
    return po_arena_printf(look->findings->arena, "%s %s", source->program, source->cds);
}

static void note_source(school_look *look, po_source *source) {
    if (!is_school_plan(source))
        return;
    const char *key = key_of(look, source);
    if (source->state == PO_SOURCE_CURRENT || source->state == PO_SOURCE_UNDECIDED) {
        po_map_add(look->programs, source->program, source);
        po_map_add(look->given, key, source);
    } else if (source->state == PO_SOURCE_OTHER_YEAR && source->site_name) {
        const po_source *newest = po_map_get(look->newest, key);
        if (!newest || newest->plan_year < source->plan_year)
            po_map_set(look->newest, key, source);
    }
}

/* ---- gave an older plan only ---- */

static void check_older(school_look *look, const po_source *source) {
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    if (!po_map_get(look->programs, source->program) || po_map_get(look->given, key_of(look, source)))
        return;
    po_finding *finding = po_plan_finding(look->findings, "PLAN-002", "plan.no-school");
    finding->program = source->program;
    finding->source = source;
    finding->about = po_arena_printf(look->findings->arena, "plan of %s", source->cds);
    po_plan_say(look->findings, finding, "school", source->site_name);
    po_plan_say(look->findings, finding, "program", source->program_title ? source->program_title : source->program);
    po_plan_say(look->findings, finding, "year", po_school_year_format(look->plan_year, year));
    po_plan_say(look->findings, finding, "other", po_school_year_format(source->plan_year, year));
}

/* ---- named by the district's plan ---- */

/* "Elementary Schools", "Title I sites": many, and no name. */
static bool is_kind_of_schools(const char *words) {
    static const char *const MANY[] = {"schools", "sites", "campuses", "grades", "students", "programs"};
    const char *last = strrchr(words, ' ');
    last = last ? last + 1 : words;
    for (size_t i = 0; i < sizeof MANY / sizeof *MANY; i++)
        if (strcmp(last, MANY[i]) == 0)
            return true;
    return strncmp(words, "all ", 4) == 0 || strcmp(words, "all") == 0 || strncmp(words, "title i", 7) == 0;
}

static size_t count_words(const char *words) {
    size_t count = *words != '\0';
    for (; *words; words++)
        count += *words == ' ';
    return count;
}

/* A name as people write one: capitals, few words, no numbers. */
static bool is_name(po_arena *arena, const char *printed) {
    const char *words = po_text_words(arena, printed);
    size_t count = count_words(words);
    bool capital = printed[0] >= 'A' && printed[0] <= 'Z';
    return capital && count > 0 && count <= NAME_WORDS_MAX && !strpbrk(printed, "0123456789:%$") && !is_kind_of_schools(words);
}

static bool is_given(const school_look *look, const po_entity *site, const char *program) {
    const char *cds = po_entity_text(site, "cds");
    const char *key = po_arena_printf(look->findings->arena, "%s %s", program, cds ? cds : "");
    return po_map_get(look->given, key) || po_map_get(look->newest, key); /* the newest has been spoken of */
}

static void say_named(school_look *look, const char *name, const po_entity *action, const po_value *location, const po_source *example) {
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    if (!po_map_add(look->said, po_text_key(look->findings->arena, name), look))
        return;
    po_finding *finding = po_plan_finding(look->findings, "PLAN-003", "plan.school-named");
    finding->program = example->program;
    finding->source = action->source;
    finding->about = po_arena_printf(look->findings->arena, "plan of %s", po_text_words(look->findings->arena, name));
    po_plan_say(look->findings, finding, "school", name);
    po_plan_say(look->findings, finding, "program", example->program_title ? example->program_title : example->program);
    po_plan_say(look->findings, finding, "year", po_school_year_format(look->plan_year, year));
    po_plan_place(look->findings, finding, location);
}

/* `text` without the grades that may follow the last name ("Palmiter 7 - 12", "Hill TK-5"). */
static const char *without_grades(po_arena *arena, const char *text) {
    char *name = po_text_squeeze(arena, text);
    size_t size = strcspn(name, "0123456789");
    if (name[size] == '\0')
        return name;
    if (size >= 2 && (name[size - 1] == '-') && (name[size - 2] == 'K'))
        size -= size >= 3 && name[size - 3] == 'T' ? 3 : 2;
    return po_text_squeeze(arena, po_arena_copy(arena, name, size));
}

/* The school of that name, by its whole name or what it is called for short; `ret_open`: it could be several, or is the district. */
static const po_entity *school_called(const school_look *look, const char *name, bool *ret_open) {
    po_entity *site = NULL;
    po_site_match match = po_site_find(look->sites, name, &site);
    void *place = match == PO_SITE_UNKNOWN ? po_map_get(look->names->places, po_text_key(look->findings->arena, name)) : site;
    *ret_open = match == PO_SITE_SEVERAL || place == (void *)look->names || place == (void *)&look->names->agency;
    return *ret_open ? NULL : place;
}

static void check_name(school_look *look, const char *printed, const po_entity *action, const po_value *location) {
    bool open;
    const char *name = without_grades(look->findings->arena, printed);
    const po_entity *place = school_called(look, name, &open);
    if (open || !is_name(look->findings->arena, name))
        return;
    for (size_t i = 0; i < po_map_count(look->programs); i++)
        if (!place || !is_given(look, place, po_map_key(look->programs, i)))
            say_named(look, name, action, location, po_map_value(look->programs, i));
}

/* Which kind of list begins with these words; NULL: none. */
static const po_term *kind_at(const school_look *look, char **words, size_t count, size_t *ret_words) {
    const po_vocabulary *kinds = po_schema_vocabulary(look->model->schema, "location-kind");
    for (size_t n = count < PLACE_WORDS_MAX ? count : PLACE_WORDS_MAX; kinds && n > 0; n--) {
        po_buffer key = {0};
        for (size_t i = 0; i < n; i++)
            po_buffer_add_text(&key, words[i]);
        const po_term *term = po_vocabulary_find(kinds, po_buffer_text(&key));
        po_buffer_finish(&key);
        if (term) {
            *ret_words = n;
            return term;
        }
    }
    return NULL;
}

static void check_list(school_look *look, const char *list, const po_entity *action, const po_value *location) {
    po_arena *arena = look->findings->arena;
    char **parts;
    size_t count = po_text_split(arena, list, ',', &parts);
    for (size_t i = 0; i < count; i++) {
        const char *part = strncmp(parts[i], "and ", 4) == 0 ? parts[i] + 4 : parts[i];
        const char *and = strstr(part, " and ");
        check_name(look, and ? po_arena_copy(arena, part, (size_t)(and - part)) : part, action, location);
        if (and)
            check_name(look, and + 5, action, location);
    }
}

/* The words behind "Specific Schools" up to the next kind of list. */
static void check_location(school_look *look, const po_entity *action) {
    po_arena *arena = look->findings->arena;
    const po_value *location = po_entity_get(action, "location");
    char **words = NULL;
    size_t count = location && !location->doubt ? po_text_split(arena, po_text_squeeze(arena, location->text), ' ', &words) : 0;
    po_buffer list = {0};
    bool inside = false;
    for (size_t at = 0, taken; at < count; at += taken) {
        const po_term *kind = kind_at(look, words + at, count - at, &taken);
        if (kind) {
            inside = po_text_equal(kind->id, "specific-schools");
            continue;
        }
        taken = 1;
        if (inside && strcmp(words[at], ":") != 0)
            po_buffer_printf(&list, "%s ", words[at]);
    }
    if (list.size > 0)
        check_list(look, list.data, action, location);
    po_buffer_finish(&list);
}

void po_check_schools(const po_model *model, int plan_year, po_findings *findings) {
    po_arena *arena = findings->arena;
    school_look look = {.model = model,
                        .findings = findings,
                        .plan_year = plan_year,
                        .programs = po_map_create(arena),
                        .given = po_map_create(arena),
                        .newest = po_map_create(arena),
                        .said = po_map_create(arena),
                        .names = po_label_names_create(arena, model),
                        .sites = po_site_index_create(arena, model)};
    for (size_t i = 0; i < model->sources.count; i++)
        note_source(&look, model->sources.items[i]);
    for (size_t i = 0; i < po_map_count(look.newest); i++)
        check_older(&look, po_map_value(look.newest, i));
    const po_entity *action;
    for (size_t i = 0; po_map_count(look.programs) > 0 && (action = po_model_nth(model, "action", i)); i++)
        if (action->source && po_entity_current(action) && !is_school_plan(action->source))
            check_location(&look, action);
}
