/* SPDX-License-Identifier: Apache-2.0
 *
 * `planonce/identify/1` (docs/identify.md lists its members).
 */
#include "identify/identify_json.h"

#include "base/text.h"

static void write_bits(po_json *json, const char *key, uint32_t bits) {
    po_json_key(json, key);
    po_json_begin_array(json);
    for (int i = 1; i < 32; i++) {
        if (bits >> i & 1) {
            po_json_integer(json, i);
        }
    }
    po_json_end_array(json);
}

static void write_groups_of(const po_rulebooks *books, po_json *json, const char *key,
                            uint64_t bits) {
    po_json_key(json, key);
    po_json_begin_array(json);
    for (unsigned g = 0; g < PO_IDENTIFY_GROUPS_MAX; g++) {
        if (bits >> g & 1) {
            po_json_string(json, po_rulebooks_group_code(books, (int)g));
        }
    }
    po_json_end_array(json);
}

static void write_truth(po_json *json, const char *key, po_truth truth) {
    po_json_key(json, key);
    if (truth == PO_TRUE || truth == PO_FALSE) {
        po_json_bool(json, truth == PO_TRUE);
    } else {
        po_json_null(json);
    }
}

static const char *confidence_text(char letter, char text[2]) {
    text[0] = letter;
    text[1] = 0;
    return text;
}

/* ---- groups ------------------------------------------------------------------------------------
 */

static void write_why(po_json *json, const po_group_result *group) {
    po_json_key(json, "why");
    po_json_begin_array(json);
    for (size_t i = 0; i < group->why.count; i++) {
        const po_why *why = &group->why.items[i];
        po_json_begin_object(json);
        po_json_member(json, "indicator", why->indicator->code);
        po_json_member(json, "level", why->word);
        po_json_member_integer(json, "value", why->level);
        po_json_member_integer(json, "year", why->year);
        po_json_member_if(json, "document", why->document);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void write_open(po_json *json, const po_group_result *group) {
    if (group->open.count == 0) {
        return;
    }
    po_json_key(json, "cannot_tell");
    po_json_begin_array(json);
    for (size_t i = 0; i < group->open.count; i++) {
        const po_open_level *open = &group->open.items[i];
        po_json_begin_object(json);
        po_json_member(json, "indicator", open->indicator->code);
        po_json_member_integer(json, "at_least", open->low);
        po_json_member_integer(json, "year", open->year);
        po_json_member(json, "because", open->only_lowest ? "only-lowest-listed" : "not-given");
        po_json_member_if(json, "not_in_file", open->only_lowest ? open->next_word : NULL);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void write_endings(po_json *json, const po_group_result *group) {
    if (group->computed != PO_TRUE) {
        return;
    }
    po_json_key(json, "ends");
    po_json_begin_array(json);
    for (size_t i = 0; i < group->endings.count; i++) {
        const po_ending *ending = &group->endings.items[i];
        po_json_begin_object(json);
        po_json_member_integer(json, "levels", ending->levels);
        po_json_key(json, "moves");
        po_json_begin_array(json);
        for (size_t m = 0; m < ending->move_count; m++) {
            po_json_begin_object(json);
            po_json_member(json, "indicator", ending->moves[m].indicator->code);
            po_json_member(json, "from", ending->moves[m].from);
            po_json_member(json, "to", ending->moves[m].to);
            po_json_member_integer(json, "levels", ending->moves[m].levels);
            po_json_end_object(json);
        }
        po_json_end_array(json);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void write_group(po_json *json, const po_group_result *group) {
    bool by_state = group->priorities == 0 && group->official_priorities != 0;
    po_json_begin_object(json);
    po_json_member(json, "group", group->code);
    po_json_member(json, "id", group->id);
    po_json_member(json, "name", group->label);
    write_truth(json, "met", group->met);
    write_truth(json, "computed", group->computed);
    write_bits(json, "priorities", by_state ? group->official_priorities : group->priorities);
    if (group->possible) {
        write_bits(json, "priorities_possible", group->possible);
    }
    po_json_member_if(json, "letter", group->letter ? group->letter : group->official_letter);
    po_json_member_integer_if(json, "since", group->since);
    if (group->official_known) {
        po_json_key(json, "official");
        po_json_begin_object(json);
        po_json_member_bool(json, "met", group->official);
        po_json_member_if(json, "letter", group->official_letter);
        write_bits(json, "priorities", group->official_priorities);
        po_json_end_object(json);
    }
    write_why(json, group);
    write_open(json, group);
    write_endings(json, group);
    po_json_end_object(json);
}

static void write_groups(po_json *json, const po_identified *result) {
    po_json_key(json, "groups");
    po_json_begin_array(json);
    for (size_t i = 0; i < result->groups.count; i++) {
        if (result->groups.items[i].met == PO_TRUE) {
            write_group(json, &result->groups.items[i]);
        }
    }
    po_json_end_array(json);
    po_json_key(json, "groups_possible");
    po_json_begin_array(json);
    for (size_t i = 0; i < result->groups.count; i++) {
        if (result->groups.items[i].met != PO_TRUE) {
            write_group(json, &result->groups.items[i]);
        }
    }
    po_json_end_array(json);
}

/* ---- flags, methods, status --------------------------------------------------------------------
 */

static void write_flag(const po_rulebooks *books, po_json *json, const po_flag_result *flag,
                       bool computed) {
    if (flag->flag->over_groups) {
        write_groups_of(books, json, flag->flag->id, computed ? flag->groups : po_flag_groups(flag));
    } else {
        write_truth(json, flag->flag->id, computed ? flag->truth : po_flag_truth(flag));
    }
}

/* As the state said, else as computed. A flag over groups is the list of them; over the entity yes,
 * no, or null where it is not known. */
static void write_flags(const po_rulebooks *books, po_json *json, const po_identified *result) {
    po_json_key(json, "flags");
    po_json_begin_object(json);
    for (size_t i = 0; i < result->flags.count; i++) {
        write_flag(books, json, &result->flags.items[i], false);
    }
    po_json_end_object(json);
    po_json_key(json, "flags_computed");
    po_json_begin_object(json);
    for (size_t i = 0; i < result->flags.count; i++) {
        write_flag(books, json, &result->flags.items[i], true);
    }
    po_json_end_object(json);
    po_json_key(json, "flags_possible");
    po_json_begin_object(json);
    for (size_t i = 0; i < result->flags.count; i++) {
        const po_flag_result *flag = &result->flags.items[i];
        if (flag->possible) {
            write_groups_of(books, json, flag->flag->id, flag->possible);
        }
    }
    po_json_end_object(json);
}

static void write_official(const po_rulebooks *books, po_json *json, const po_identified *result) {
    const po_official_row *official = result->official;
    if (!official) {
        return;
    }
    po_json_key(json, "official");
    po_json_begin_object(json);
    po_json_member_if(json, "status", official->status ? official->status->id : NULL);
    po_json_member(json, "words", official->words);
    po_json_member_bool(json, "as_notified", official->notified);
    po_json_member_if(json, "letter_date", official->letter_date);
    po_json_member_if(json, "exit", official->exit);
    if (official->methods_given) {
        write_bits(json, "methods", official->methods);
    }
    if (official->groups) {
        write_groups_of(books, json, "groups", official->groups);
    }
    for (size_t i = 0; i < result->flags.count; i++) {
        const po_flag_result *flag = &result->flags.items[i];
        if (flag->official_known && flag->flag->over_groups) {
            write_groups_of(books, json, flag->flag->id, flag->official_groups);
        } else if (flag->official_known) {
            po_json_member_bool(json, flag->flag->id, flag->official);
        }
    }
    po_json_end_object(json);
}

static void write_differences(po_json *json, const po_identified *result) {
    po_json_key(json, "differences");
    po_json_begin_array(json);
    for (size_t i = 0; i < result->differences.count; i++) {
        const po_difference *difference = &result->differences.items[i];
        po_json_begin_object(json);
        po_json_member(json, "what", difference->what);
        po_json_member(json, "of", difference->name);
        po_json_member(json, "official", difference->official);
        po_json_member(json, "computed", difference->computed);
        po_json_member(json, "reason", po_difference_reason_name(difference->reason));
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void write_methods(po_json *json, const po_identified *result) {
    uint32_t sure = 0;
    uint32_t possible = 0;
    for (size_t i = 0; i < result->methods.count; i++) {
        const po_method_result *method = &result->methods.items[i];
        sure |= method->truth == PO_TRUE ? UINT32_C(1) << method->number : 0;
        possible |= method->truth == PO_EITHER ? UINT32_C(1) << method->number : 0;
    }
    write_bits(json, "methods", sure);
    if (possible) {
        write_bits(json, "methods_possible", possible);
    }
}

static const char *status_text(const po_identified *result) {
    return result->status  ? result->status->id
           : result->set   ? "unknown"
                           : "rule-not-confirmed";
}

static void write_status(po_json *json, const po_identified *result) {
    char letter[2];
    po_json_member(json, "status", status_text(result));
    po_json_member_if(json, "label", result->status ? result->status->label : NULL);
    po_json_member(json, "basis", po_basis_name(result->basis));
    write_truth(json, "identified", result->identified);
    po_json_member_integer_if(json, "since", result->since);
    if (!result->set) {
        po_json_member(json, "rule", "rule not confirmed");
        return;
    }
    po_json_key(json, "rule");
    po_json_begin_object(json);
    po_json_member(json, "citation", result->set->citation);
    po_json_member(json, "confidence", confidence_text(result->set->confidence, letter));
    po_json_end_object(json);
    if (result->has_levels) {
        po_json_member(json, "computed", result->computed ? result->computed->id : "unknown");
    }
    if (result->has_levels && !result->computed) {
        po_json_key(json, "computed_possible");
        po_json_begin_array(json);
        for (size_t i = 0; i < result->possible_count; i++) {
            po_json_string(json, result->possible[i]->id);
        }
        po_json_end_array(json);
    }
}

void po_identified_write(const po_rulebooks *books, const po_identified *result, po_json *json) {
    const po_identify_entity *entity = result->entity;
    bool district = po_text_equal(result->identification->of, "district");
    bool charter = po_text_equal(result->identification->of, "charter");
    po_json_begin_object(json);
    po_json_member(json, "cds", entity->cds);
    po_json_member_if(json, "name", entity->name);
    po_json_member_if(json, "lea", entity->school ? entity->lea_name : NULL);
    po_json_member(json, "kind", district || charter ? "lea" : "school");
    if (entity->charter) {
        po_json_member_bool(json, "charter", true);
    }
    po_json_member_integer(json, "year", result->year);
    po_json_member(json, "program", result->identification->book->program);
    po_json_member(json, "identification", result->identification->id);
    write_status(json, result);
    write_methods(json, result);
    write_groups(json, result);
    write_flags(books, json, result);
    write_official(books, json, result);
    write_differences(json, result);
    po_json_end_object(json);
}

/* ---- the comparison of rules -------------------------------------------------------------------
 */

static void write_compared(po_json *json, const po_compared *compared) {
    char letter[2];
    po_json_begin_object(json);
    po_json_member(json, "id", compared->id);
    po_json_member(json, "program", compared->program);
    po_json_member(json, "title", compared->title);
    po_json_member(json, "law", compared->law);
    po_json_member(json, "who", compared->who);
    po_json_member(json, "indicators", compared->indicators);
    po_json_member(json, "thresholds", compared->thresholds);
    po_json_member(json, "group_size", compared->group_size);
    po_json_member(json, "groups", compared->groups);
    po_json_member(json, "years", compared->years);
    po_json_member(json, "data", compared->data);
    po_json_member(json, "dates", compared->dates);
    po_json_member(json, "confidence", confidence_text(compared->confidence, letter));
    po_json_member_if(json, "doubt", compared->doubt);
    po_json_end_object(json);
}

void po_rules_compared_write(const po_rulebooks *books, po_json *json) {
    po_json_begin_object(json);
    po_json_member(json, "format", "planonce/rules-compared/1");
    po_json_key(json, "rules");
    po_json_begin_array(json);
    for (size_t b = 0; b < books->books.count; b++) {
        const po_rulebook *book = books->books.items[b];
        for (size_t i = 0; i < book->compared.count; i++) {
            write_compared(json, &book->compared.items[i]);
        }
    }
    po_json_end_array(json);
    po_rule_sets_write(books, json);
    po_json_end_object(json);
}

static void write_set(po_json *json, const po_identification *identification,
                      const po_rule_set *set) {
    char letter[2];
    po_json_begin_object(json);
    po_json_member(json, "identification", identification->id);
    po_json_member_integer(json, "from", set->from);
    po_json_member_integer(json, "until", set->until);
    po_json_member(json, "confidence", confidence_text(set->confidence, letter));
    po_json_member(json, "citation", set->citation);
    po_json_key(json, "notes");
    po_json_begin_array(json);
    for (size_t i = 0; i < set->note_count; i++) {
        po_json_string(json, set->notes[i]);
    }
    po_json_end_array(json);
    po_json_end_object(json);
}

void po_rule_sets_write(const po_rulebooks *books, po_json *json) {
    po_json_key(json, "rule_sets");
    po_json_begin_array(json);
    for (size_t b = 0; b < books->books.count; b++) {
        const po_rulebook *book = books->books.items[b];
        for (size_t i = 0; i < book->identifications.count; i++) {
            const po_identification *identification = &book->identifications.items[i];
            for (size_t s = 0; s < identification->sets.count; s++) {
                write_set(json, identification, &identification->sets.items[s]);
            }
        }
    }
    po_json_end_array(json);
}
