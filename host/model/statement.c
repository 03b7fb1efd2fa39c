/* SPDX-License-Identifier: Apache-2.0
 *
 * Statements of an outcome. See statement.h: better none than one with the wrong label.
 */
#include "model/statement.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "model/label.h"
#include "model/wordset.h"

enum { PART_WORDS_MAX = 3 /* more words beside a number are prose */ };

struct po_statement_reader {
    po_arena *arena;
    po_label_names *names;
    po_map *site_of_cds; /* of a school's plan -> its site */
};

po_statement_reader *po_statement_reader_create(po_arena *arena, const po_model *model) {
    po_statement_reader *reader = PO_NEW(arena, po_statement_reader);
    *reader = (po_statement_reader){arena, po_label_names_create(arena, model), po_map_create(arena)};
    po_entity *site;
    for (size_t i = 0; (site = po_model_nth(model, "site", i)); i++) {
        const char *cds = po_entity_text(site, "cds");
        if (cds)
            po_map_add(reader->site_of_cds, cds, site);
    }
    return reader;
}

/* ---- the measure ---- */

static void read_name(const po_statement_reader *reader, const po_entity *measure, po_label *ret_label) {
    *ret_label = (po_label){.rest = "", .rest_text = ""};
    const char *name = po_entity_text(measure, "name");
    po_arena *scratch = po_arena_create();
    po_value_tokens tokens;
    if (name && po_value_tokens_read(scratch, name, &tokens))
        po_label_read(reader->names, tokens.list.items, tokens.list.count, true, ret_label);
    po_arena_destroy(scratch);
}

const char *po_measure_group(const po_statement_reader *reader, const po_entity *measure) {
    po_label label;
    read_name(reader, measure, &label);
    if (label.groups_differ)
        return NULL;
    return label.group ? label.group : "all-students";
}

static const po_entity *site_at(const po_statement_reader *reader, const void *place) {
    return place && place != &reader->names->agency ? place : NULL;
}

static const po_entity *own_site(const po_statement_reader *reader, const po_source *source) {
    return po_source_is_school(source) ? po_map_get(reader->site_of_cds, source->cds) : NULL;
}

static const po_entity *place_of(const po_statement_reader *reader, const po_entity *measure, const po_label *name) {
    const char *printed = po_schema_field(measure->definition, "site") ? po_entity_text(measure, "site") : NULL;
    const char *key = printed ? po_text_key(reader->arena, printed) : NULL;
    const void *place = key ? po_map_get(reader->names->places, key) : NULL;
    if (place == reader->names)
        place = NULL;
    place = place ? place : name->place;
    return place ? site_at(reader, place) : own_site(reader, measure->source);
}

const po_entity *po_measure_site(const po_statement_reader *reader, const po_entity *measure) {
    po_label label;
    read_name(reader, measure, &label);
    return place_of(reader, measure, &label);
}

/* Words that showed the topics and the scale: equal topics and scales say them already. */
static void drop_evidence(po_arena *arena, const po_entity *measure, const char *field, po_map *dropped) {
    const po_value *value = po_entity_get(measure, field);
    const char *evidence = value && value->lineage && value->lineage->evidence ? value->lineage->evidence : NULL;
    const char *text = value ? value->text : NULL;
    const char *sources[] = {evidence, text};
    for (size_t i = 0; i < 2; i++) {
        po_wordset words = po_wordset_make(arena, sources[i], 1);
        for (size_t k = 0; sources[i] && k < words.count; k++)
            po_map_add(dropped, words.items[k], dropped);
    }
}

/* Words of a name that carry no meaning of their own there. */
static bool is_filler(const char *word) {
    static const char *const FILLERS[] = {"a",    "an",   "and",     "are",  "as",        "at",     "be",         "by",    "for",   "from",
                                          "in",   "is",   "level",   "of",   "on",        "or",     "pupil",      "student", "that",  "the",
                                          "their", "this", "to",      "who",  "with",      "will",   "percent",    "percentage", "rate",  "number",
                                          "measured", "measure", "indicator", "metric", "priority", "score", "result", "increase", "decrease", "academic"};
    for (size_t i = 0; i < sizeof FILLERS / sizeof *FILLERS; i++)
        if (strcmp(word, FILLERS[i]) == 0)
            return true;
    return false;
}

/* "Priority 4A" behind a name tells where it belongs, not what it counts. */
static bool is_priority(const char *word) {
    size_t digits = strspn(word, "0123456789");
    return digits > 0 && digits <= 2 && word[digits] >= 'a' && word[digits] <= 'h' && word[digits + 1] == '\0';
}

static bool is_topic(const po_statement_reader *reader, const char *word) {
    return reader->names->topics && po_map_get(reader->names->topics->by_key, word) != NULL;
}

const char *po_measure_rest(const po_statement_reader *reader, const po_entity *measure) {
    po_arena *scratch = po_arena_create();
    po_map *dropped = po_map_create(scratch);
    po_label label;
    read_name(reader, measure, &label);
    drop_evidence(scratch, measure, "topics", dropped);
    drop_evidence(scratch, measure, "scale", dropped);
    po_wordset words = po_wordset_make(scratch, label.rest, 1), kept = {PO_NEW_ARRAY(scratch, const char *, words.count), 0};
    bool priority = strstr(label.rest, "priority") != NULL;
    for (size_t i = 0; i < words.count; i++)
        if (!is_filler(words.items[i]) && !(priority && is_priority(words.items[i])) && !po_map_get(dropped, words.items[i]) && !is_topic(reader, words.items[i]))
            kept.items[kept.count++] = words.items[i];
    const char *rest = po_wordset_text(reader->arena, &kept);
    po_arena_destroy(scratch);
    return rest;
}

/* ---- one text ---- */

/* A text under way. */
typedef struct po_stating {
    const po_statement_reader *reader;
    const po_entity *outcome;
    const po_label *name; /* of the measure */
    const po_entity *measure;
    po_arena *scratch;
    po_value_tokens tokens;
    const void *place;  /* carried on from label to label */
    const char *part, *part_text; /* likewise */
    po_label before;    /* years and moments likewise */
    po_label whole;     /* everything the text says */
    bool lost;          /* it cannot be taken apart */
    po_statements *out;
} po_stating;

static size_t next_number(const po_stating *s, size_t from) {
    while (from < s->tokens.list.count && s->tokens.list.items[from].kind != PO_VALUE_NUMBER)
        from++;
    return from;
}

static bool is_points(const po_stating *s, const po_label *unit) {
    const char *scale = po_schema_field(s->measure->definition, "scale") ? po_entity_value(s->measure, "scale") : NULL;
    return unit->side != 0 || (scale && strncmp(scale, "distance-", 9) == 0 && !unit->percent);
}

/* The sign of a number in points: by words, or by a dash that can be nothing but a minus. A percentage has none. False: it cannot be told. */
static bool read_sign(const po_stating *s, size_t at, const po_label *unit, po_decimal *number) {
    const po_value_token *tokens = s->tokens.list.items;
    bool dash = at > 0 && tokens[at - 1].kind == PO_VALUE_MARK && tokens[at - 1].text[0] == '-';
    if (unit->side == -1)
        number->units = -number->units;
    if (!is_points(s, unit) || unit->side == -1 || unit->side == 1 || !dash)
        return true;
    bool attached = !tokens[at].gap;
    bool alone = at == 1 || (tokens[at - 2].kind == PO_VALUE_MARK && strchr(":(", tokens[at - 2].text[0]));
    if (attached && alone)
        number->units = -number->units;
    return attached && alone;
}

static po_stated_unit unit_of(const po_stating *s, const po_label *unit) {
    if (is_points(s, unit))
        return PO_STATED_POINTS;
    const char *scale = po_schema_field(s->measure->definition, "scale") ? po_entity_value(s->measure, "scale") : NULL;
    bool share = unit->percent || s->name->percent || po_text_equal(scale, "rate") || po_text_equal(scale, "percent-met");
    return share ? PO_STATED_PERCENT : PO_STATED_PLAIN;
}

/* A calendar year means the school year that ended or began in it, if anything says which. */
static const char *year_text(const po_stating *s, const po_label *own, const po_label *text) {
    const po_label *from = own->year || own->calendar ? own : text;
    char *out = po_arena_alloc(s->reader->arena, PO_SCHOOL_YEAR_TEXT_MAX);
    if (from->years_differ)
        return NULL;
    if (from->year)
        return po_school_year_format(from->year, out);
    if (!from->calendar)
        return NULL;
    bool ends = own->ends || text->ends || s->name->ends, begins = own->begins || text->begins;
    if (ends == begins)
        return po_arena_printf(s->reader->arena, "%d", from->calendar);
    return po_school_year_format(from->calendar - (ends ? 1 : 0), out);
}

static void add_when(const po_stating *s, const po_label *label, po_statement *statement) {
    const po_label *text = &s->whole;
    bool several = text->years_differ;
    statement->year = year_text(s, label, several ? &s->before : text);
    statement->moment = label->moment ? label->moment : several ? s->before.moment : text->moment;
    statement->origin = label->origin ? label->origin : text->origin ? text->origin : s->name->origin;
}

static const char *group_of(const po_stating *s, const po_label *label) {
    if (label->group)
        return label->groups_differ ? NULL : label->group;
    if (s->name->groups_differ)
        return NULL;
    return s->name->group ? s->name->group : "all-students";
}

static void add_statement(po_stating *s, const po_label *label, size_t at, const po_label *unit) {
    po_decimal number = s->tokens.list.items[at].number;
    const char *group = group_of(s, label);
    if (!group || label->rest_words > PART_WORDS_MAX || !read_sign(s, at, unit, &number)) {
        s->lost = true;
        return;
    }
    const void *place = label->place ? label->place : s->place;
    bool carried = label->group && !label->place && !*label->rest;
    po_statement *statement = PO_LIST_ADD(s->reader->arena, &s->out->list);
    *statement = (po_statement){.outcome = s->outcome,
                                .group = group,
                                .site = place ? site_at(s->reader, place) : place_of(s->reader, s->measure, s->name),
                                .part = carried ? s->part : label->rest,
                                .part_text = carried ? s->part_text : label->rest_text,
                                .number = number,
                                .unit = unit_of(s, unit)};
    add_when(s, label, statement);
}

/* What stands before a group holds for the groups that follow: "K-8 All: 12% EL: 15%". */
static void carry_on(po_stating *s, const po_label *label) {
    bool carries = label->rest_first, keeps = label->group && !label->place && !*label->rest;
    if (label->place)
        s->place = label->place;
    s->part = carries ? label->rest : keeps ? s->part : "";
    s->part_text = carries ? label->rest_text : keeps ? s->part_text : "";
    if (label->year || label->calendar || label->moment)
        s->before = *label;
}

static bool says_something(const po_label *label) {
    return label->group || label->place || *label->rest || label->year || label->calendar;
}

/* One number alone: what stands around it is its label. */
static void read_alone(po_stating *s, size_t at) {
    po_label unit = {0};
    const po_value_token *items = s->tokens.list.items;
    size_t behind = at + 1 + po_label_unit(s->reader->names, items + at + 1, s->tokens.list.count - at - 1, &unit);
    po_value_token *around = PO_NEW_ARRAY(s->scratch, po_value_token, s->tokens.list.count);
    size_t count = 0;
    for (size_t i = 0; i < s->tokens.list.count; i++)
        if (i < at || i >= behind)
            around[count++] = items[i];
    po_label label;
    po_label_read(s->reader->names, around, count, false, &label);
    unit.side = unit.side ? unit.side : label.side;
    unit.percent |= label.percent;
    add_statement(s, &label, at, &unit);
}

/* Several: each has its label before it, and nothing is left behind the last. */
static void read_several(po_stating *s) {
    const po_value_token *items = s->tokens.list.items;
    size_t count = s->tokens.list.count, from = 0;
    for (size_t at = next_number(s, 0); at < count && !s->lost; at = next_number(s, from)) {
        po_label label, unit = {0};
        po_label_read(s->reader->names, items + from, at - from, false, &label);
        s->lost |= !says_something(&label);
        from = at + 1 + po_label_unit(s->reader->names, items + at + 1, count - at - 1, &unit);
        if (label.years_differ || s->lost)
            s->lost = true;
        else
            add_statement(s, &label, at, &unit);
        carry_on(s, &label);
    }
    po_label behind;
    po_label_read(s->reader->names, items + from, count - from, false, &behind);
    s->lost |= behind.group || behind.place || *behind.rest;
}

/* Two numbers under one label: the cell holds something else than was understood. */
static bool has_repeats(const po_stating *s) {
    po_map *seen = po_map_create(s->scratch);
    for (size_t i = 0; i < s->out->list.count; i++) {
        const po_statement *one = &s->out->list.items[i];
        const char *key = po_arena_printf(s->scratch, "%s|%s|%s|%s|%s", one->group, one->site ? one->site->id : "", one->part,
                                          one->year ? one->year : "", one->moment ? one->moment : "");
        if (!po_map_add(seen, key, seen))
            return true;
    }
    return false;
}

void po_statements_read(const po_statement_reader *reader, const po_entity *measure, const po_entity *outcome,
                        po_statements *ret_statements) {
    *ret_statements = (po_statements){0};
    const char *text = po_entity_text(outcome, "text");
    po_label name;
    read_name(reader, measure, &name);
    po_stating s = {.reader = reader,
                    .outcome = outcome,
                    .name = &name,
                    .measure = measure,
                    .scratch = po_arena_create(),
                    .part = "",
                    .part_text = "",
                    .out = ret_statements};
    if (!po_text_empty(text) && po_value_tokens_read(s.scratch, text, &s.tokens)) {
        po_label_read(reader->names, s.tokens.list.items, s.tokens.list.count, false, &s.whole);
        size_t first = next_number(&s, 0), count = s.tokens.list.count;
        if (first < count && next_number(&s, first + 1) == count)
            read_alone(&s, first);
        else if (first < count)
            read_several(&s);
        if (s.lost || has_repeats(&s))
            *ret_statements = (po_statements){0};
    }
    po_arena_destroy(s.scratch);
}

/* ---- comparing ---- */

/* Half of the last printed digit, with one digit more. */
static po_decimal half_digit(po_decimal number) {
    return po_decimal_of(5, (uint8_t)(number.scale + 1));
}

bool po_statements_differ(const po_statement *a, const po_statement *b) {
    po_decimal gap, room;
    if (a->unit != b->unit || a->number.scale >= PO_DECIMAL_SCALE_MAX || b->number.scale >= PO_DECIMAL_SCALE_MAX ||
        !po_decimal_subtract(a->number, b->number, &gap) || !po_decimal_add(half_digit(a->number), half_digit(b->number), &room))
        return false;
    gap.units = gap.units < 0 ? -gap.units : gap.units;
    return po_decimal_compare(gap, room) > 0;
}
