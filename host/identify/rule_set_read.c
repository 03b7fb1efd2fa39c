/* SPDX-License-Identifier: Apache-2.0
 *
 * One <rule-set> of a rulebook: the years it is for, the groups, how levels are told and how large
 * a group must be, and the expressions, compiled in the order in which they stand, so that each sees
 * the names of those before it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "identify/rulebook_parts.h"

static const char *attribute(po_rulebook_reader *reader, const xmlNode *node, const char *name) {
    return po_xml_attribute(reader->arena, node, name);
}

static uint32_t bits_of(po_rulebook_reader *reader, const xmlNode *node, const char *name) {
    char **words;
    uint32_t bits = 0;
    size_t count = node ? po_rulebook_words(reader, node, name, ' ', &words) : 0;
    for (size_t i = 0; i < count; i++) {
        long number = strtol(words[i], NULL, 10);
        if (number < 1 || number > 31) {
            po_rulebook_mistake(reader, node, "IDR-006", "'%s' is no state priority", words[i]);
        } else {
            bits |= UINT32_C(1) << number;
        }
    }
    return bits;
}

/* ---- who, how large, which levels --------------------------------------------------------------
 */

static void read_for(po_rulebook_reader *reader, const xmlNode *node, po_rule_set *set) {
    const xmlNode *groups = po_xml_child(node, "for");
    set->group_bits = po_rulebook_groups(reader, groups, "groups");
    for (unsigned g = 0; g < PO_IDENTIFY_GROUPS_MAX; g++) {
        if (set->group_bits >> g & 1) {
            *PO_LIST_ADD(reader->arena, &set->groups) = (uint8_t)g;
        }
    }
}

static void read_level(po_rulebook_reader *reader, const xmlNode *node, po_rule_set *set) {
    char **words;
    size_t count = po_rulebook_words(reader, node, "indicators", ' ', &words);
    const char *from = attribute(reader, node, "from-group");
    po_rule_level level = {
        .by = po_text_equal(attribute(reader, node, "by"), "colour") ? PO_BY_COLOUR : PO_BY_STATUS,
        .used = true,
        .groups = po_rulebook_groups(reader, node, "groups"),
        .from_group = from ? po_rulebooks_group(reader->books, from) : -1};
    if (from && level.from_group < 0) {
        po_rulebook_mistake(reader, node, "IDR-001",
                            "'%s' is no student group of crosswalks/model.xml", from);
    }
    for (size_t i = 0; i < count; i++) {
        int indicator = po_rulebooks_indicator(reader->books, words[i]);
        if (indicator < 0) {
            po_rulebook_mistake(reader, node, "IDR-004", "'%s' is no indicator of <indicators>",
                                words[i]);
        } else {
            *PO_LIST_ADD(reader->arena, &set->levels[indicator]) = level;
        }
    }
}

/* A size without groups is for all of them, and for the records of schools. */
static void read_size(po_rulebook_reader *reader, const xmlNode *node, po_rule_set *set) {
    uint64_t groups = po_rulebook_groups(reader, node, "groups");
    long least = po_xml_attribute_long(node, "at-least", 0);
    if (groups == 0) {
        set->size_school = (uint16_t)least;
    }
    for (unsigned g = 0; g < PO_IDENTIFY_GROUPS_MAX; g++) {
        if (groups == 0 || (groups >> g & 1)) {
            set->size[g] = (uint16_t)least;
        }
    }
}

static void read_rate(po_rulebook_reader *reader, const xmlNode *node, po_rule_set *set) {
    const xmlNode *rate = po_xml_child(node, "rate");
    set->rate_indicator = -1;
    if (!rate) {
        return;
    }
    const char *name = attribute(reader, rate, "indicator");
    set->rate_indicator = po_rulebooks_indicator(reader->books, name);
    set->rate_years = (int)po_xml_attribute_long(rate, "years", 1);
    if (set->rate_indicator < 0) {
        po_rulebook_mistake(reader, rate, "IDR-004", "'%s' is no indicator of <indicators>", name);
    }
}

static void read_frame(po_rulebook_reader *reader, const xmlNode *node, po_rule_set *set) {
    PO_LIST(const char *) notes = {0};
    read_for(reader, node, set);
    for (const xmlNode *n = po_xml_child(node, "level"); n; n = po_xml_next(n, "level")) {
        read_level(reader, n, set);
    }
    for (const xmlNode *n = po_xml_child(node, "size"); n; n = po_xml_next(n, "size")) {
        read_size(reader, n, set);
    }
    for (const xmlNode *n = po_xml_child(node, "note"); n; n = po_xml_next(n, "note")) {
        *PO_LIST_ADD(reader->arena, &notes) = po_xml_text(reader->arena, n);
    }
    set->notes = notes.items;
    set->note_count = notes.count;
    read_rate(reader, node, set);
    set->local = bits_of(reader, po_xml_child(node, "local"), "priorities");
    set->local_county_office = bits_of(reader, po_xml_child(node, "local"), "county-office");
}

/* ---- expressions -------------------------------------------------------------------------------
 */

typedef PO_LIST(const char *) value_names;

/* The slot of a derived value; the same name has the same slot in all rule sets. */
static size_t slot_of(po_rulebook_reader *reader, const xmlNode *node, void *list,
                      const char *name) {
    value_names *names = list;
    for (size_t i = 0; i < names->count; i++) {
        if (po_text_equal(names->items[i], name)) {
            return i;
        }
    }
    if (names->count == PO_IDENTIFY_VALUES_MAX) {
        po_rulebook_mistake(reader, node, "IDR-005", "at most %u named values are kept",
                            PO_IDENTIFY_VALUES_MAX);
        return 0;
    }
    *PO_LIST_ADD(reader->arena, names) = name;
    return names->count - 1;
}

static void read_conditions(po_rulebook_reader *reader, const xmlNode *node,
                            po_identification *identification, po_rule_set *set) {
    for (const xmlNode *n = po_xml_child(node, "condition"); n; n = po_xml_next(n, "condition")) {
        po_derived derived = {.name = attribute(reader, n, "name"),
                              .label = attribute(reader, n, "label"),
                              .number = (int)po_xml_attribute_long(n, "priority", 0)};
        derived.rule = po_rulebook_compile(reader, identification, PO_OVER_GROUP, true, n);
        derived.slot = slot_of(reader, n, &identification->group_values, derived.name);
        *PO_LIST_ADD(reader->arena, &set->conditions) = derived;
    }
}

static void read_methods(po_rulebook_reader *reader, const xmlNode *node,
                         po_identification *identification, po_rule_set *set) {
    for (const xmlNode *n = po_xml_child(node, "method"); n; n = po_xml_next(n, "method")) {
        po_derived derived = {.name = attribute(reader, n, "name"),
                              .label = attribute(reader, n, "label"),
                              .number = (int)po_xml_attribute_long(n, "number", 0)};
        derived.rule = po_rulebook_compile(reader, identification, PO_OVER_YEAR, false, n);
        derived.slot = slot_of(reader, n, &identification->year_values, derived.name);
        *PO_LIST_ADD(reader->arena, &set->methods) = derived;
    }
}

static void read_letters(po_rulebook_reader *reader, const xmlNode *node, po_rule_set *set) {
    for (const xmlNode *n = po_xml_child(node, "letter"); n; n = po_xml_next(n, "letter")) {
        *PO_LIST_ADD(reader->arena, &set->letters) =
            (po_rule_letter){.code = attribute(reader, n, "code"),
                             .priorities = bits_of(reader, n, "priorities")};
    }
}

static void read_flagged(po_rulebook_reader *reader, const xmlNode *node,
                         po_identification *identification, po_rule_set *set) {
    for (const xmlNode *n = po_xml_child(node, "flagged"); n; n = po_xml_next(n, "flagged")) {
        const char *id = attribute(reader, n, "flag");
        size_t i = 0;
        while (i < identification->flags.count &&
               !po_text_equal(identification->flags.items[i].id, id)) {
            i++;
        }
        if (i == identification->flags.count) {
            po_rulebook_mistake(reader, n, "IDR-007", "no <flag id=\"%s\"> stands above", id);
            continue;
        }
        const po_rule_flag *flag = &identification->flags.items[i];
        po_rule_over over = flag->over_groups ? PO_OVER_GROUP : PO_OVER_YEAR;
        *PO_LIST_ADD(reader->arena, &set->flagged) = (po_flagged){
            .flag = flag,
            .rule = po_rulebook_compile(reader, identification, over, false, n)};
    }
}

static void read_outcomes(po_rulebook_reader *reader, const xmlNode *node,
                          po_identification *identification, po_rule_set *set) {
    for (const xmlNode *n = po_xml_child(node, "outcome"); n; n = po_xml_next(n, "outcome")) {
        const char *id = attribute(reader, n, "status");
        po_rule_outcome outcome = {.status = po_identification_status(identification, id)};
        if (!outcome.status) {
            po_rulebook_mistake(reader, n, "IDR-007", "no <status id=\"%s\"> stands above", id);
        }
        if (!po_text_empty(po_xml_text(reader->arena, n))) {
            outcome.rule = po_rulebook_compile(reader, identification, PO_OVER_YEAR, false, n);
        }
        *PO_LIST_ADD(reader->arena, &set->outcomes) = outcome;
    }
}

static void check_years(po_rulebook_reader *reader, const xmlNode *node,
                        const po_identification *identification, const po_rule_set *set) {
    if (set->from > set->until) {
        po_rulebook_mistake(reader, node, "IDR-008", "from=\"%d\" lies after until=\"%d\"",
                            set->from, set->until);
    }
    for (size_t i = 0; i < identification->sets.count; i++) {
        const po_rule_set *other = &identification->sets.items[i];
        if (set->from <= other->until && other->from <= set->until) {
            po_rulebook_mistake(reader, node, "IDR-008",
                                "the rule set of %d to %d is for years of this one, too",
                                other->from, other->until);
        }
    }
}

void po_rule_set_read(po_rulebook_reader *reader, po_identification *identification,
                      const xmlNode *node) {
    const char *confidence = attribute(reader, node, "confidence");
    po_rule_set set = {.from = (int)po_xml_attribute_long(node, "from", 0),
                       .until = (int)po_xml_attribute_long(node, "until", 0),
                       .confidence = confidence ? confidence[0] : 'K',
                       .citation = po_xml_text(reader->arena, po_xml_child(node, "citation"))};
    check_years(reader, node, identification, &set);
    read_frame(reader, node, &set);
    read_conditions(reader, node, identification, &set);
    set.met = po_rulebook_compile(reader, identification, PO_OVER_GROUP, false,
                                  po_xml_child(node, "met"));
    read_letters(reader, node, &set);
    read_methods(reader, node, identification, &set);
    set.eligible = po_rulebook_compile(reader, identification, PO_OVER_YEAR, false,
                                       po_xml_child(node, "eligible"));
    read_flagged(reader, node, identification, &set);
    read_outcomes(reader, node, identification, &set);
    *PO_LIST_ADD(reader->arena, &identification->sets) = set;
}
