/* SPDX-License-Identifier: Apache-2.0
 *
 * Tying goals. See ties.h.
 */
#include "model/ties.h"

#include <string.h>

#include "base/text.h"

enum { WORDS_MIN = 4 /* bytes: shorter words name no goal */ };

/* Does `goal` stand in the LEA's own plan of the year of `source`, a plan of another program? */
static bool is_candidate(const po_entity *goal, const po_source *source) {
    const po_source *own = goal->source;
    return po_entity_current(goal) && own && own->cds && own->plan_year == source->plan_year &&
           po_text_equal(own->cds, po_source_lea(source)) && !po_text_equal(own->program, source->program);
}

/* Goals that could be candidates at all, so that a school's goal is not laid beside those of all other schools. */
typedef PO_LIST(po_entity *) own_goals;

static own_goals collect_own(po_arena *arena, const po_model *model) {
    own_goals own = {0};
    po_entity *goal;
    for (size_t i = 0; (goal = po_model_nth(model, "goal", i)); i++)
        if (goal->source && goal->source->cds && po_entity_current(goal) && !po_source_is_school(goal->source))
            *PO_LIST_ADD(arena, &own) = goal;
    return own;
}

static bool follows_another(const po_entity *goal) {
    const po_value *aligned = po_entity_get(goal, "aligned");
    return aligned && !po_text_empty(aligned->text);
}

/* A goal that may be tied: of a school's plan, or one of the LEA's that names a goal of another of its plans. */
static bool may_follow(const po_entity *goal) {
    return po_entity_current(goal) && goal->source && (po_source_is_school(goal->source) || follows_another(goal));
}

static bool is_possible(const own_goals *own, const po_entity *goal) {
    if (!may_follow(goal))
        return false;
    for (size_t i = 0; i < own->count; i++)
        if (is_candidate(own->items[i], goal->source))
            return true;
    return false;
}

bool po_tie_possible(const po_model *model, const po_entity *goal) {
    po_arena *scratch = po_arena_create();
    own_goals own = collect_own(scratch, model);
    bool possible = is_possible(&own, goal);
    po_arena_destroy(scratch);
    return possible;
}

bool po_tie_readable(const po_model *model, const po_entity *goal) {
    const po_entity *other;
    for (size_t i = 0; (other = po_model_nth(model, "goal", i)); i++) {
        if (!is_candidate(other, goal->source))
            continue;
        const po_value *description = po_entity_get(other, "description");
        if (!description || description->doubt || po_text_empty(description->text))
            return false;
    }
    return true;
}

bool po_tie_made(const po_model *model, const po_entity *goal) {
    for (size_t i = 0; i < model->links.count; i++) {
        const po_link *link = &model->links.items[i];
        if (link->from == goal && po_text_equal(link->kind, "serves") && po_entity_is(link->to, "goal"))
            return true;
    }
    return false;
}

/* "Goal 2", "LCAP Goal #2: Literacy", "2": the number; NULL where several or none are meant. */
static const char *number_named(po_arena *arena, const char *text) {
    char **words;
    const char *found = NULL;
    size_t count = po_text_split(arena, po_text_words(arena, text), ' ', &words);
    for (size_t i = 0; i < count; i++) {
        bool number = strspn(words[i], "0123456789") == strlen(words[i]) && strlen(words[i]) <= 2;
        bool behind = i > 0 && (strcmp(words[i - 1], "goal") == 0 || strcmp(words[i - 1], "goals") == 0);
        if (!number || *words[i] == '\0' || (!behind && i > 0))
            continue;
        if (found && strcmp(found, words[i]) != 0)
            return NULL;
        found = words[i];
    }
    return found;
}

/* ---- ways in which words can mean a goal ---- */

typedef bool (*match)(po_arena *arena, const po_entity *goal, const char *words);

static const char *words_of(po_arena *arena, const po_entity *goal, const char *field) {
    const char *text = po_entity_text(goal, field);
    return text ? po_text_words(arena, text) : "";
}

static bool has_number(po_arena *arena, const po_entity *goal, const char *number) {
    (void)arena;
    return po_text_equal(goal->code, number);
}

static bool begins_with(po_arena *arena, const po_entity *goal, const char *words) {
    const char *description = words_of(arena, goal, "description");
    size_t size = strlen(words);
    bool begins = strncmp(description, words, size) == 0 && strchr(" ", description[size]) != NULL;
    return begins || po_text_equal(words_of(arena, goal, "title"), words);
}

static bool holds(po_arena *arena, const po_entity *goal, const char *words) {
    const char *around = po_arena_printf(arena, " %s ", words_of(arena, goal, "description"));
    return strstr(around, po_arena_printf(arena, " %s ", words)) != NULL;
}

/* Several words, every one of which stands in the field, in whatever order (laid-out text may part them). */
static bool all_words(po_arena *arena, const po_entity *goal, const char *field, const char *words) {
    const char *around = po_arena_printf(arena, " %s ", words_of(arena, goal, field));
    char **parts;
    size_t count = po_text_split(arena, words, ' ', &parts);
    for (size_t i = 0; i < count; i++)
        if (!strstr(around, po_arena_printf(arena, " %s ", parts[i])))
            return false;
    return count > 1;
}

/* "Equity Multiplier Goal" is an Equity Multiplier Focus Goal. */
static bool is_kind(po_arena *arena, const po_entity *goal, const char *words) {
    return all_words(arena, goal, "type", words);
}

static bool has_words(po_arena *arena, const po_entity *goal, const char *words) {
    return all_words(arena, goal, "description", words);
}

/* The program whose goal is meant, where the words say it ("LCAP Goal 1"); NULL: they do not. */
static const char *program_named(const own_goals *candidates, const po_entity *goal, const char *words) {
    po_arena *scratch = po_arena_create();
    const char *around = po_arena_printf(scratch, " %s ", words), *found = NULL;
    for (size_t i = 0; !found && i < candidates->count; i++) {
        const po_source *own = candidates->items[i]->source;
        if (!is_candidate(candidates->items[i], goal->source))
            continue;
        const char *title = own->program_title ? po_text_words(scratch, own->program_title) : "";
        bool named = (own->program && strstr(around, po_arena_printf(scratch, " %s ", po_text_words(scratch, own->program)))) ||
                     (*title && strstr(around, po_arena_printf(scratch, " %s ", title)));
        found = named ? own->program : NULL;
    }
    po_arena_destroy(scratch);
    return found;
}

/* A plan that follows another is not the one that others follow, unless they say so. */
static bool is_meant(const po_entity *other, const po_entity *goal, const char *program) {
    return is_candidate(other, goal->source) && (program ? po_text_equal(other->source->program, program) : !follows_another(other));
}

/* The only goal of the LEA's plan that matches. */
static po_entity *only(const own_goals *own, const po_entity *goal, const char *program, match matches, const char *words) {
    po_entity *found = NULL;
    po_arena *scratch = po_arena_create();
    size_t count = 0;
    for (size_t i = 0; i < own->count; i++)
        if (is_meant(own->items[i], goal, program) && matches(scratch, own->items[i], words)) {
            found = own->items[i];
            count++;
        }
    po_arena_destroy(scratch);
    return count == 1 ? found : NULL;
}

static void tie(po_model *model, const own_goals *own, po_entity *goal, const po_value *aligned, po_ties_counts *counts) {
    static const match ways[] = {begins_with, holds, is_kind, has_words};
    po_arena *scratch = po_arena_create();
    const char *number = number_named(scratch, aligned->text), *words = po_text_words(scratch, aligned->text);
    const char *program = program_named(own, goal, words);
    po_entity *to = number ? only(own, goal, program, has_number, number) : NULL;
    counts->by_number += to != NULL;
    for (size_t i = 0; !to && strlen(words) >= WORDS_MIN && i < sizeof ways / sizeof *ways; i++) {
        to = only(own, goal, program, ways[i], words);
        counts->by_text += to != NULL;
    }
    if (to)
        po_model_link(model, "serves", goal, to, aligned->text, aligned->lineage);
    else
        counts->unmatched++;
    po_arena_destroy(scratch);
}

void po_ties_derive(po_model *model, po_ties_counts *ret_counts) {
    po_ties_counts counts = {0};
    po_arena *scratch = po_arena_create();
    own_goals own = collect_own(scratch, model);
    po_entity *goal;
    for (size_t i = 0; (goal = po_model_nth(model, "goal", i)); i++) {
        if (!is_possible(&own, goal))
            continue;
        const po_value *aligned = po_entity_get(goal, "aligned");
        if (aligned && !po_text_empty(aligned->text))
            tie(model, &own, goal, aligned, &counts);
        else
            counts.not_stated++;
    }
    po_arena_destroy(scratch);
    if (ret_counts)
        *ret_counts = counts;
}

/* ---- goal by goal ---- */

const char *po_tie_way_name(po_tie_way way) {
    static const char *const NAMES[] = {"number", "words", "not-stated", "unmatched", "no-plan"};
    return NAMES[way];
}

static bool names_by_number(const po_value *words, const po_entity *named) {
    po_arena *scratch = po_arena_create();
    const char *number = number_named(scratch, words->text);
    bool same = number && po_text_equal(number, named->code);
    po_arena_destroy(scratch);
    return same;
}

static po_tie_way way_of(const po_tie *tie, bool has_plan) {
    if (tie->named)
        return names_by_number(tie->words, tie->named) ? PO_TIE_NUMBER : PO_TIE_WORDS;
    if (!tie->words || po_text_empty(tie->words->text))
        return PO_TIE_NOT_STATED;
    return has_plan ? PO_TIE_UNMATCHED : PO_TIE_NO_PLAN;
}

/* A goal of which only the number was printed says nothing. */
static bool is_blank(const po_entity *goal) {
    return po_text_empty(po_entity_text(goal, "title")) && po_text_empty(po_entity_text(goal, "description"));
}

static po_map *tied_goals(const po_model *model) {
    po_map *tied = po_map_create(model->arena);
    for (size_t i = 0; i < model->links.count; i++) {
        const po_link *link = &model->links.items[i];
        if (po_text_equal(link->kind, "serves") && po_entity_is(link->from, "goal") && po_entity_is(link->to, "goal"))
            po_map_add(tied, link->from->id, link->to);
    }
    return tied;
}

/* Years of which the LEA's own plan with goals is here. */
static po_map *own_years(const po_model *model) {
    po_map *years = po_map_create(model->arena);
    const po_entity *goal;
    for (size_t i = 0; (goal = po_model_nth(model, "goal", i)); i++)
        if (goal->source && po_entity_current(goal) && goal->source->cds && !po_source_is_school(goal->source))
            po_map_add(years, po_arena_printf(model->arena, "%d", goal->source->plan_year), years);
    return years;
}

void po_ties_list(const po_model *model, po_ties *ret_ties) {
    *ret_ties = (po_ties){0};
    const po_map *tied = tied_goals(model), *years = own_years(model);
    const po_entity *goal;
    for (size_t i = 0; (goal = po_model_nth(model, "goal", i)); i++) {
        if (!po_entity_current(goal) || !po_source_is_school(goal->source) || is_blank(goal))
            continue;
        po_tie *tie = PO_LIST_ADD(model->arena, &ret_ties->list);
        *tie = (po_tie){.goal = goal, .named = po_map_get(tied, goal->id), .words = po_entity_get(goal, "aligned")};
        const char *year = po_arena_printf(model->arena, "%d", goal->source->plan_year);
        tie->way = way_of(tie, po_map_get(years, year) != NULL);
    }
}
