/* SPDX-License-Identifier: Apache-2.0
 *
 * Dates that sentences give to steps: "LCAP adoption and presentation of the local indicators was held June 24, 2025". Which words tell of which step
 * stands in program files (<stated>); here a text is cut into sentences, and each date of a sentence goes to the words it stands beside.
 *
 * A sentence is no field of a form, so what it tells is in doubt, and less is taken than could be: only whole dates (a day, month and year), no sentence
 * that denies or moves something, no date far from the step's own in the plan's year or the year before. With several dates in a sentence, words belong to
 * the date behind them if words come first in it, else to the date before them. "Will be held" announces; it does not say that it was done.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "timeline/timeline_parts.h"

enum {
    SENTENCE_BYTES = 1500, /* what is longer is a list, not a sentence, and is cut there */
    DATES_MAX = 12,
    WORDS_MAX = 320,
    DISTANCE_MAX = 330 /* days between a step's own day and one that a plan can mean */
};

typedef struct word {
    const char *text; /* folded */
    const char *from; /* in the sentence */
} word;

typedef struct dated {
    po_date date;
    const char *from, *end;
} dated;

typedef struct sentence {
    const char *about; /* folded words of what it is about, with blanks at both ends */
    word words[WORDS_MAX];
    size_t word_count;
    dated dates[DATES_MAX];
    size_t date_count;
    bool announces;
} sentence;

typedef struct reader {
    po_schedule_work *work;
    po_arena *scratch;
    const po_source *source;
    const po_lineage *lineage;
    PO_LIST(po_event) found;
} reader;

/* ---- a sentence ----------------------------------------------------------------------------------------------------- */

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) || c == '\'';
}

static void split_words(reader *rd, const char *text, sentence *out) {
    for (const char *at = text; *at && out->word_count < WORDS_MAX;) {
        size_t size = 0;
        while (is_word_byte(at[size]))
            size++;
        if (size > 0) {
            const char *folded = po_text_words(rd->scratch, po_arena_copy(rd->scratch, at, size));
            if (*folded)
                out->words[out->word_count++] = (word){.text = folded, .from = at};
        }
        at += size > 0 ? size : 1;
    }
}

static void find_dates(const char *text, sentence *out) {
    po_date date;
    const char *from;
    size_t length;
    for (const char *at = text; out->date_count < DATES_MAX && po_date_find(at, &date, &from, &length); at = from + length)
        out->dates[out->date_count++] = (dated){.date = date, .from = from, .end = from + length};
}

static bool is_one_of(const char *text, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, list[i]) == 0)
            return true;
    return false;
}

static bool has_word(const sentence *at, const char *const *list, size_t count) {
    for (size_t i = 0; i < at->word_count; i++)
        if (is_one_of(at->words[i].text, list, count))
            return true;
    return false;
}

static bool denies(const sentence *at) {
    static const char *const words[] = {"not", "cannot", "cancelled", "canceled", "postponed", "rescheduled", "instead", "unless", "prior"};
    return has_word(at, words, sizeof words / sizeof *words);
}

static size_t find_words(const sentence *at, const char *words, size_t first);

/* "A regularly scheduled meeting" has been. */
static bool announces(const sentence *at) {
    static const char *const words[] = {"will", "shall", "upcoming", "planned", "scheduled for", "scheduled to", "scheduled on", "plans to"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (find_words(at, words[i], 0) < at->word_count)
            return true;
    return false;
}

/* ---- words of a step --------------------------------------------------------------------------------------------------- */

/* Where the words begin in the sentence, from the `first`th word on; `count` of words if they do not stand there. */
static size_t find_words(const sentence *at, const char *words, size_t first) {
    for (size_t i = first; i < at->word_count; i++) {
        const char *left = words;
        for (size_t k = i; k < at->word_count; k++) {
            size_t size = strlen(at->words[k].text);
            if (strncmp(left, at->words[k].text, size) != 0 || (left[size] != ' ' && left[size] != '\0'))
                break;
            if (left[size] == '\0')
                return i;
            left += size + 1;
        }
    }
    return at->word_count;
}

static bool also_there(reader *rd, const sentence *at, const char *words) {
    return find_words(at, words, 0) < at->word_count || strstr(at->about, po_arena_printf(rd->scratch, " %s ", words)) != NULL;
}

/* "The agenda for the public hearing was posted June 6": the words only say to what something else belongs, unless their own day follows at once ("in
 * advance of the public hearing on June 10"). */
static bool only_named(const sentence *at, size_t index, const char *words) {
    static const char *const before[] = {"before", "advance", "notice", "after", "following", "agenda", "until", "preparation"};
    static const char *const joints[] = {"on", "of", "held", "scheduled", "for", "set"};
    size_t from = index > 3 ? index - 3 : 0, end = index + 1;
    bool named = false;
    for (size_t i = from; i < index; i++)
        named = named || is_one_of(at->words[i].text, before, sizeof before / sizeof *before);
    if (!named)
        return false;
    for (const char *space = words; (space = strchr(space, ' ')); space++)
        end++;
    while (end < at->word_count && is_one_of(at->words[end].text, joints, sizeof joints / sizeof *joints))
        end++;
    for (size_t i = 0; i < at->date_count && end < at->word_count; i++)
        if (at->dates[i].from == at->words[end].from)
            return false;
    return true;
}

/* Where a step's words stand, or NULL. */
static const char *find_stated(reader *rd, const sentence *at, const po_stated_words *stated) {
    for (size_t i = 1; i < stated->part_count; i++)
        if (!also_there(rd, at, stated->parts[i]))
            return NULL;
    size_t index = stated->part_count > 0 ? find_words(at, stated->parts[0], 0) : at->word_count;
    bool denied = index > 0 && index < at->word_count && strcmp(at->words[index - 1].text, "no") == 0;
    bool there = index < at->word_count && !denied && !only_named(at, index, stated->parts[0]);
    return there ? at->words[index].from : NULL;
}

static const char *find_step(reader *rd, const sentence *at, const po_step *step) {
    for (size_t i = 0; i < step->deadline->stated.count; i++) {
        const char *from = find_stated(rd, at, &step->deadline->stated.items[i]);
        if (from)
            return from;
    }
    return NULL;
}

/* ---- words and dates ----------------------------------------------------------------------------------------------------- */

/* Whether in this sentence the words of steps come before their dates. */
static bool words_first(reader *rd, const sentence *at) {
    const po_timeline *timeline = rd->work->schedule->input->timeline;
    for (size_t i = 0; i < timeline->steps.count; i++) {
        const po_step *step = &timeline->steps.items[i];
        const char *from = po_text_equal(step->program->id, rd->source->program) ? find_step(rd, at, step) : NULL;
        if (from && from < at->dates[0].from)
            return true;
    }
    return false;
}

static const dated *date_of(const sentence *at, const char *words, bool first) {
    const dated *found = &at->dates[first ? at->date_count - 1 : 0];
    for (size_t i = 0; i < at->date_count; i++) {
        const dated *date = &at->dates[first ? at->date_count - 1 - i : i];
        if (first ? date->from > words : date->from < words)
            found = date;
    }
    return found;
}

/* The plan's own year or the one before (whose mid-year report and hearing a plan tells of too); a step without a day of its own: the plan's. */
static int plan_year_of(const reader *rd, const po_step *step, po_date date) {
    int32_t distance;
    int own = rd->source->plan_year, year = po_schedule_nearest_year(rd->work, step, date, &distance);
    if (distance == INT32_MAX)
        return po_date_school_year(date) == own || po_date_school_year(date) == own - 1 ? own : 0;
    return distance <= DISTANCE_MAX && (year == own || year == own - 1) ? year : 0;
}

static void add_found(reader *rd, const po_step *step, const sentence *at, const dated *date) {
    int year = plan_year_of(rd, step, date->date);
    if (year == 0)
        return;
    *PO_LIST_ADD(rd->scratch, &rd->found) = (po_event){.step = step,
                                                       .plan_year = year,
                                                       .cds = po_source_is_school(rd->source) ? rd->source->cds : NULL,
                                                       .date = date->date,
                                                       .kind = PO_EVENT_STATED,
                                                       .source = rd->source,
                                                       .at = rd->lineage ? rd->lineage->at : NULL,
                                                       .at_count = rd->lineage ? rd->lineage->at_count : 0,
                                                       .sentence = true,
                                                       .announced = at->announces};
}

/* A step that is shown by adoption is shown by the sentence about the adoption of the same program too. */
static void add_adopted(reader *rd, const po_step *step, const sentence *at, const dated *date) {
    const po_timeline *timeline = rd->work->schedule->input->timeline;
    for (size_t i = 0; step->deadline->shown_by_adoption && i < timeline->steps.count; i++) {
        const po_step *other = &timeline->steps.items[i];
        if (other != step && other->program == step->program && other->deadline->shown_by_adoption)
            add_found(rd, other, at, date);
    }
}

static void read_sentence(reader *rd, const char *text, const char *about) {
    sentence whole = {0}, *at = &whole;
    find_dates(text, at);
    if (at->date_count == 0)
        return;
    at->about = po_arena_printf(rd->scratch, " %s ", about ? po_text_words(rd->scratch, about) : "");
    split_words(rd, text, at);
    if (denies(at))
        return;
    at->announces = announces(at);
    const po_timeline *timeline = rd->work->schedule->input->timeline;
    bool first = words_first(rd, at);
    for (size_t i = 0; i < timeline->steps.count; i++) {
        const po_step *step = &timeline->steps.items[i];
        const char *from = po_text_equal(step->program->id, rd->source->program) ? find_step(rd, at, step) : NULL;
        if (!from)
            continue;
        add_found(rd, step, at, date_of(at, from, first));
        add_adopted(rd, step, at, date_of(at, from, first));
    }
}

/* ---- a text -------------------------------------------------------------------------------------------------------------- */

/* A point ends a sentence before a capital letter ("2025. The", "LCAP.The"), not in "Feb. 5" or "No. 3". */
static bool ends_here(const char *at) {
    if (*at == '\n' || *at == ';')
        return true;
    if (strncmp(at, "\xE2\x80\xA2", 3) == 0)
        return true;
    if (*at != '.' && *at != '!' && *at != '?')
        return false;
    const char *next = at + 1 + strspn(at + 1, " ");
    return *next >= 'A' && *next <= 'Z';
}

static void read_text(reader *rd, const po_value *value, const char *about) {
    if (!value || !value->text)
        return;
    rd->lineage = value->lineage;
    for (const char *from = value->text; *from;) {
        size_t size = 0;
        while (from[size] && size < SENTENCE_BYTES && !ends_here(from + size))
            size++;
        if (size > 0)
            read_sentence(rd, po_arena_copy(rd->scratch, from, size), about);
        from += size + (from[size] != '\0');
    }
}

static bool counts(const po_source *source) {
    return source && source->plan_year && (source->state == PO_SOURCE_CURRENT || source->state == PO_SOURCE_OTHER_YEAR);
}

static void read_entities(po_schedule_work *work, reader *rd, const char *type, const char *const *fields, const char *about) {
    const po_entity *entity;
    for (size_t i = 0; (entity = po_model_nth(work->schedule->input->model, type, i)); i++) {
        rd->source = entity->source;
        if (!counts(entity->source))
            continue;
        for (const char *const *field = fields; *field; field++)
            read_text(rd, po_entity_get(entity, *field), about ? po_entity_text(entity, about) : NULL);
    }
}

static int latest_first(const void *a, const void *b) {
    const po_event *left = a, *right = b;
    int order = strcmp(left->step->ref, right->step->ref);
    order = order ? order : po_date_compare(right->date, left->date);
    order = order ? order : left->announced - right->announced;
    return order ? order : strcmp(left->source->id, right->source->id);
}

void po_schedule_collect_stated(po_schedule_work *work) {
    static const char *const prose[] = {"text", NULL}, *const engaged[] = {"process", "partner", NULL};
    reader rd = {.work = work, .scratch = po_arena_create()};
    read_entities(work, &rd, "narrative", prose, NULL);
    read_entities(work, &rd, "engagement", engaged, "partner");
    if (rd.found.count > 1)
        qsort(rd.found.items, rd.found.count, sizeof *rd.found.items, latest_first);
    for (size_t i = 0; i < rd.found.count; i++)
        po_schedule_add_event(work, rd.found.items[i]);
    po_arena_destroy(rd.scratch);
}
