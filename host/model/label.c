/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading labels. See label.h: the longest name first, and what no name fits is kept as it is.
 */
#include "model/label.h"

#include <string.h>

#include "base/text.h"

enum { PHRASE_MAX = 6, CODE_MAX = 3, LONG_WORD = 7 };

/* One run under way. */
typedef struct reading {
    const po_label_names *names;
    const po_value_token *tokens;
    size_t count;
    bool prose;
    po_label *label;
    po_buffer rest, rest_text;
} reading;

/* Short words are codes only in capitals ("AS" is Asian, "as" is a word); in prose single words name a group only where they cannot be
 * anything else. */
static bool may_be_group(const reading *r, const po_value_token *token, size_t words) {
    const char *text = token->text;
    size_t size = strlen(text);
    if (words > 1)
        return true;
    bool capitals = size > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
    if (r->prose)
        return capitals || size >= LONG_WORD;
    return capitals || size > CODE_MAX || po_text_equal(token->key, "all");
}

static void take_group(reading *r, const po_term *term) {
    po_label *label = r->label;
    label->groups_differ |= label->group && !po_text_equal(label->group, term->id);
    label->rest_first |= !label->group && r->rest.size > 0;
    if (!label->group)
        label->group = term->id;
}

static bool is_kind(const po_term *term, const char *id) {
    return po_text_equal(term->id, id) || po_text_equal(term->broader, id);
}

/* "EL: n/a SED: 12 %": what stood before it labels no number. */
static void forget_label(reading *r) {
    r->label->group = NULL;
    r->label->groups_differ = r->label->rest_first = false;
    r->label->rest_words = 0;
    po_buffer_clear(&r->rest);
    po_buffer_clear(&r->rest_text);
}

/* Marks that say when, how much or for whom; the others say who counted. */
static void take_mark(reading *r, const po_term *term) {
    po_label *label = r->label;
    if (is_kind(term, "no-value")) {
        forget_label(r);
    } else if (is_kind(term, "points")) {
        label->side = po_text_equal(term->id, "points-below") ? -1 : po_text_equal(term->id, "points-above") ? 1 : 2;
    } else if (is_kind(term, "percent")) {
        label->percent = true;
    } else if (is_kind(term, "whole-agency")) {
        label->place = label->place ? label->place : &r->names->agency;
    } else if (!is_kind(term, "performance-level") && !is_kind(term, "plain-word")) {
        label->ends |= is_kind(term, "year-ending");
        label->begins |= is_kind(term, "year-beginning");
        bool moment = is_kind(term, "year-ending") || is_kind(term, "year-beginning") || is_kind(term, "mid-year");
        if (moment)
            label->moment = term->broader ? term->broader : term->id;
        if (!label->origin && (term->broader || !moment))
            label->origin = term->id;
    }
}

/* Keys of the words from `at` on, together, as long as they are words with nothing but gaps between them. */
static size_t phrase(const reading *r, size_t at, size_t words, po_buffer *out) {
    po_buffer_clear(out);
    for (size_t i = 0; i < words; i++) {
        if (at + i >= r->count || r->tokens[at + i].kind != PO_VALUE_WORD)
            return i;
        po_buffer_add_text(out, r->tokens[at + i].key);
    }
    return words;
}

/* What `words` words from `at` on name; false if nothing. */
static bool take_phrase(reading *r, size_t at, size_t words, const char *key) {
    const po_term *group = r->names->groups ? po_map_get(r->names->groups->by_key, key) : NULL;
    const po_term *mark = r->names->marks ? po_map_get(r->names->marks->by_key, key) : NULL;
    const void *place = po_map_get(r->names->places, key);
    if (place == r->names)
        place = NULL; /* a name that several have */
    if (group && !may_be_group(r, &r->tokens[at], words))
        group = NULL;
    if (group)
        take_group(r, group);
    else if (place)
        r->label->place = place;
    else if (mark)
        take_mark(r, mark);
    return group || place || mark;
}

static size_t take_words(reading *r, size_t at) {
    po_buffer key = {0};
    size_t taken = 0, longest = phrase(r, at, PHRASE_MAX, &key);
    for (size_t words = longest; words > 0 && taken == 0; words--) {
        (void)phrase(r, at, words, &key);
        if (key.size > 0 && take_phrase(r, at, words, po_buffer_text(&key)))
            taken = words;
    }
    po_buffer_finish(&key);
    if (taken > 0)
        return taken;
    if (*r->tokens[at].key != '\0') {
        const char *gap = r->rest.size > 0 ? " " : "";
        po_buffer_printf(&r->rest, "%s%s", gap, r->tokens[at].key);
        po_buffer_printf(&r->rest_text, "%s%s", gap, r->tokens[at].text);
        r->label->rest_words++;
    }
    return 1;
}

static void take_year(po_label *label, const po_value_token *token) {
    int *year = token->kind == PO_VALUE_YEAR ? &label->year : &label->calendar;
    label->years_differ |= *year != 0 && *year != token->year;
    *year = token->year;
}

void po_label_read(const po_label_names *names, const po_value_token *tokens, size_t count, bool prose, po_label *ret_label) {
    *ret_label = (po_label){.rest = "", .rest_text = ""};
    reading r = {.names = names, .tokens = tokens, .count = count, .prose = prose, .label = ret_label};
    for (size_t at = 0; at < count;) {
        if (tokens[at].kind == PO_VALUE_WORD) {
            at += take_words(&r, at);
            continue;
        }
        if (tokens[at].kind == PO_VALUE_YEAR || tokens[at].kind == PO_VALUE_CALENDAR)
            take_year(ret_label, &tokens[at]);
        at++;
    }
    if (r.rest.size > 0) {
        ret_label->rest = po_arena_dup(names->arena, r.rest.data);
        ret_label->rest_text = po_arena_dup(names->arena, r.rest_text.data);
    }
    po_buffer_finish(&r.rest);
    po_buffer_finish(&r.rest_text);
}

size_t po_label_unit(const po_label_names *names, const po_value_token *tokens, size_t count, po_label *label) {
    if (count > 0 && tokens[0].kind == PO_VALUE_MARK && tokens[0].text[0] == '%') {
        label->percent = true;
        return 1;
    }
    reading r = {.names = names, .tokens = tokens, .count = count, .label = label};
    po_buffer key = {0};
    size_t taken = 0;
    for (size_t words = phrase(&r, 0, PHRASE_MAX, &key); words > 0 && taken == 0; words--) {
        (void)phrase(&r, 0, words, &key);
        const po_term *mark = names->marks ? po_map_get(names->marks->by_key, po_buffer_text(&key)) : NULL;
        if (mark && (is_kind(mark, "points") || is_kind(mark, "percent"))) {
            take_mark(&r, mark);
            taken = words;
        }
    }
    po_buffer_finish(&key);
    return taken;
}
