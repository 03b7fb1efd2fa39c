/* SPDX-License-Identifier: Apache-2.0
 *
 * From <deadline> and the moments inside it to po_deadline and po_moment. Only reads: dates are
 * computed by host/timeline, anchors are looked up by program_lint.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "program/program_internal.h"

static const char *const WEEKDAYS[] = {"sunday",   "monday", "tuesday", "wednesday",
                                       "thursday", "friday", "saturday"};

/* One element name of the grammar and the kind it stands for. */
static const struct {
    const char *name;
    po_moment_kind kind;
} MOMENTS[] = {{"fixed", PO_MOMENT_FIXED},       {"weekday", PO_MOMENT_WEEKDAY},
               {"offset", PO_MOMENT_OFFSET},     {"last-regular-meeting", PO_MOMENT_MEETING},
               {"earliest", PO_MOMENT_EARLIEST}, {"latest", PO_MOMENT_LATEST},
               {"dates", PO_MOMENT_DATES},       {"unset", PO_MOMENT_UNSET},
               {"by-year", PO_MOMENT_BY_YEAR},   {"every", PO_MOMENT_EVERY}};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool moment_kind(const char *name, po_moment_kind *ret_kind) {
    for (size_t i = 0; i < COUNT(MOMENTS); i++)
        if (po_text_equal(MOMENTS[i].name, name)) {
            *ret_kind = MOMENTS[i].kind;
            return true;
        }
    return false;
}

static void read_weekday(po_program_reader *reader, const xmlNode *node, po_moment *moment) {
    const char *day = po_xml_attribute(reader->arena, node, "day");
    for (size_t i = 0; i < COUNT(WEEKDAYS); i++)
        if (po_text_equal(WEEKDAYS[i], day))
            moment->weekday = (int)i;
    moment->nth = (int)po_xml_attribute_long(node, "nth", 0); /* "last" is no number: 0 */
}

static void read_dates(po_program_reader *reader, const xmlNode *node, po_moment *moment) {
    size_t count = 0;
    for (const xmlNode *date = po_xml_child(node, "date"); date; date = po_xml_next(date, "date"))
        count++;
    po_set_date *dates = PO_NEW_ARRAY(reader->arena, po_set_date, count);
    for (const xmlNode *date = po_xml_child(node, "date"); date; date = po_xml_next(date, "date")) {
        po_set_date *item = &dates[moment->date_count++];
        const char *year = po_xml_attribute(reader->arena, date, "year");
        item->school_year = po_school_year_parse(year ? year : "");
        item->date = po_program_read_date(reader, date, "day");
        item->opens = po_program_read_date(reader, date, "opens");
        item->source = po_xml_attribute(reader->arena, date, "source");
        if (item->school_year == 0)
            po_program_mistake(reader, po_xml_line(date), "PRG-007",
                               "year=\"%s\" is not a school year; write it as 2026-27",
                               year ? year : "");
    }
    moment->dates = dates;
}

static void read_moment(po_program_reader *reader, const xmlNode *node, int depth,
                        po_moment *moment);

static void read_parts(po_program_reader *reader, const xmlNode *node, int depth,
                       po_moment *moment) {
    size_t count = 0;
    for (const xmlNode *part = po_xml_child(node, NULL); part; part = po_xml_next(part, NULL))
        count++;
    po_moment *parts = PO_NEW_ARRAY(reader->arena, po_moment, count);
    for (const xmlNode *part = po_xml_child(node, NULL); part; part = po_xml_next(part, NULL))
        read_moment(reader, part, depth + 1, &parts[moment->part_count++]);
    moment->parts = parts;
}

/* "2026-27" as 2026; 0 if the attribute is absent, a mistake if it is no school year. */
static int read_year(po_program_reader *reader, const xmlNode *node, const char *name) {
    const char *text = po_xml_attribute(reader->arena, node, name);
    int year = text ? po_school_year_parse(text) : 0;
    if (text && year == 0)
        po_program_mistake(reader, po_xml_line(node), "PRG-007",
                           "%s=\"%s\" is not a school year; write it as 2026-27", name, text);
    return year;
}

/* <case from="" until=""> around one moment each. */
static void read_cases(po_program_reader *reader, const xmlNode *node, int depth,
                       po_moment *moment) {
    size_t count = 0;
    for (const xmlNode *part = po_xml_child(node, "case"); part; part = po_xml_next(part, "case"))
        count++;
    po_moment *parts = PO_NEW_ARRAY(reader->arena, po_moment, count);
    for (const xmlNode *part = po_xml_child(node, "case"); part; part = po_xml_next(part, "case")) {
        po_moment *item = &parts[moment->part_count++];
        read_moment(reader, po_xml_child(part, NULL), depth + 1, item);
        item->from = read_year(reader, part, "from");
        item->until = read_year(reader, part, "until");
    }
    moment->parts = parts;
}

/* The attributes that a kind has; the others stay zero. */
static void read_numbers(po_program_reader *reader, const xmlNode *node, po_moment *moment) {
    moment->month = (int)po_xml_attribute_long(node, "month", 0);
    moment->day = moment->kind == PO_MOMENT_FIXED ? (int)po_xml_attribute_long(node, "day", 0) : 0;
    moment->year = (int)po_xml_attribute_long(node, "year", 0);
    moment->amount = (int)po_xml_attribute_long(node, "amount", 0);
    moment->anchor = po_xml_attribute(reader->arena, node, "anchor");
    moment->unit = po_xml_attribute(reader->arena, node, "unit");
    moment->count = (int)po_xml_attribute_long(node, "count", 0);
}

static void read_moment(po_program_reader *reader, const xmlNode *node, int depth,
                        po_moment *moment) {
    moment->kind = PO_MOMENT_UNSET;
    if (depth >= PO_MOMENT_DEPTH) {
        po_program_mistake(reader, po_xml_line(node), "PRG-008",
                           "a deadline may be nested %d deep, not deeper", PO_MOMENT_DEPTH);
        return;
    }
    if (!moment_kind(po_xml_name(node), &moment->kind))
        return; /* the grammar knows no other element here */
    read_numbers(reader, node, moment);
    if (moment->kind == PO_MOMENT_WEEKDAY)
        read_weekday(reader, node, moment);
    else if (moment->kind == PO_MOMENT_DATES)
        read_dates(reader, node, moment);
    else if (moment->kind == PO_MOMENT_UNSET)
        moment->note = po_xml_text(reader->arena, node);
    else if (moment->kind == PO_MOMENT_BY_YEAR)
        read_cases(reader, node, depth, moment);
    else if (moment->kind != PO_MOMENT_FIXED && !moment->anchor)
        read_parts(reader, node, depth, moment);
}

/* The moment that begins at `node`, in the arena. */
const po_moment *po_moment_read(po_program_reader *reader, const xmlNode *node) {
    po_moment *moment = PO_NEW(reader->arena, po_moment);
    read_moment(reader, node, 0, moment);
    return moment;
}

static void read_conditions(po_program_reader *reader, const xmlNode *node, po_deadline *deadline) {
    const xmlNode *when = po_xml_child(node, "when"), *opens = po_xml_child(node, "opens");
    const char *needs = po_xml_attribute(reader->arena, node, "needs");
    char **pieces = NULL;
    deadline->when = when ? po_xml_text(reader->arena, when) : NULL;
    deadline->opens = opens ? po_moment_read(reader, po_xml_child(opens, NULL)) : NULL;
    deadline->need_count = needs ? po_text_split(reader->arena, needs, ' ', &pieces) : 0;
    deadline->needs = (const char *const *)pieces;
    deadline->expected_without = po_xml_attribute(reader->arena, node, "expected-without");
    deadline->shown_by_adoption = po_xml_attribute(reader->arena, node, "shown-by") != NULL;
    deadline->each_school = po_xml_attribute(reader->arena, node, "each") != NULL;
    deadline->same_day = po_xml_attribute_yes(node, "same-day", false);
    for (const xmlNode *stated = po_xml_child(node, "stated"); stated; stated = po_xml_next(stated, "stated")) {
        po_stated_words *words = PO_LIST_ADD(reader->arena, &deadline->stated);
        words->part_count = po_text_split(reader->arena, po_xml_text(reader->arena, stated), '+', &words->parts);
        for (size_t i = 0; i < words->part_count; i++)
            words->parts[i] = po_text_words(reader->arena, words->parts[i]);
    }
    deadline->line = po_xml_line(node);
}

/* <for lea="charter">: the deadline once more, with what differs for LEAs of this type. */
static void read_variant(po_program_reader *reader, const xmlNode *node, const po_deadline *base, po_deadline *variant) {
    const xmlNode *title = po_xml_child(node, "title"), *rule = po_xml_next(title, NULL);
    const char *role = po_xml_attribute(reader->arena, node, "role");
    *variant = *base;
    variant->variants.count = 0;
    variant->lea = po_xml_attribute(reader->arena, node, "lea");
    variant->title = po_xml_text(reader->arena, title);
    variant->role = role ? role : base->role;
    variant->recipient = po_xml_attribute(reader->arena, node, "recipient");
    variant->citation = po_xml_attribute(reader->arena, node, "citation");
    variant->extends = po_xml_attribute_yes(node, "extends", base->extends);
    variant->moment = rule ? po_moment_read(reader, rule) : base->moment;
    variant->line = po_xml_line(node);
}

static void read_variants(po_program_reader *reader, const xmlNode *node, po_deadline *deadline) {
    const po_deadline base = *deadline;
    for (const xmlNode *child = po_xml_child(node, "for"); child; child = po_xml_next(child, "for"))
        read_variant(reader, child, &base, PO_LIST_ADD(reader->arena, &deadline->variants));
}

const po_deadline *po_deadline_for(const po_deadline *deadline, const char *lea_type) {
    for (size_t i = 0; i < deadline->variants.count; i++)
        if (po_text_equal(deadline->variants.items[i].lea, lea_type))
            return &deadline->variants.items[i];
    return deadline;
}

void po_deadline_read(po_program_reader *reader, const xmlNode *node, po_deadline *ret_deadline) {
    const xmlNode *title = po_xml_child(node, "title");
    const char *act = po_xml_attribute(reader->arena, node, "act");
    const char *repeats = po_xml_attribute(reader->arena, node, "repeats");
    const char *confidence = po_xml_attribute(reader->arena, node, "confidence");
    ret_deadline->name = po_xml_attribute(reader->arena, node, "name");
    ret_deadline->title = po_xml_text(reader->arena, title);
    ret_deadline->kind = po_xml_attribute(reader->arena, node, "kind");
    ret_deadline->act = act ? act : "by";
    ret_deadline->extends = po_xml_attribute_yes(node, "extends", false);
    ret_deadline->repeats = repeats ? repeats : "yearly";
    ret_deadline->role = po_xml_attribute(reader->arena, node, "role");
    ret_deadline->confidence = confidence ? confidence[0] : 0;
    const xmlNode *rule = po_xml_next(title, NULL);
    if (rule && po_text_equal(po_xml_name(rule), "when"))
        rule = po_xml_next(rule, NULL);
    ret_deadline->moment = po_moment_read(reader, rule);
    read_conditions(reader, node, ret_deadline);
    read_variants(reader, node, ret_deadline);
}
