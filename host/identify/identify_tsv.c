/* SPDX-License-Identifier: Apache-2.0
 *
 * The same answers as tab-separated lines, for a spreadsheet: one line for each student group that
 * met the criteria or may have, one without a group for who has none. Tabs and line ends in names
 * become spaces; what a spreadsheet would take for a formula is written with an apostrophe.
 */
#include "base/text.h"
#include "identify/identify_json.h"

static void add_cell(po_buffer *out, const char *text, bool last) {
    const char *c = text ? text : "";
    if (*c == '=' || *c == '+' || *c == '@' || *c == '-') {
        po_buffer_add_char(out, '\'');
    }
    for (; *c; c++) {
        po_buffer_add_char(out, *c == '\t' || *c == '\n' || *c == '\r' ? ' ' : *c);
    }
    po_buffer_add_char(out, last ? '\n' : '\t');
}

static void add_bits(po_buffer *out, uint32_t bits) {
    const char *between = "";
    for (int i = 1; i < 32; i++) {
        if (bits >> i & 1) {
            po_buffer_printf(out, "%s%d", between, i);
            between = " ";
        }
    }
    po_buffer_add_char(out, '\t');
}

static const char *truth_word(po_truth truth) {
    return truth == PO_TRUE ? "yes" : truth == PO_FALSE ? "no" : "unknown";
}

void po_identified_tsv_head(po_buffer *out) {
    po_buffer_add_text(out, "cds\tname\tlea\tkind\tyear\tprogram\tidentification\tstatus\tbasis\t"
                            "identified\tsince\tcomputed\tofficial\tgroup\tgroup_met\tpriorities\t"
                            "priorities_possible\tletter\tofficial_letter\twhy\tflags\t"
                            "differences\n");
}

static void add_why(po_buffer *out, const po_group_result *group) {
    for (size_t i = 0; group && i < group->why.count; i++) {
        const po_why *why = &group->why.items[i];
        po_buffer_printf(out, "%s%s %s %d", i > 0 ? "; " : "", why->indicator->code, why->word,
                         why->year);
    }
    po_buffer_add_char(out, '\t');
}

static void add_flags(const po_rulebooks *books, po_buffer *out, const po_identified *result) {
    const char *between = "";
    for (size_t i = 0; i < result->flags.count; i++) {
        const po_flag_result *flag = &result->flags.items[i];
        po_truth truth = po_flag_truth(flag);
        uint64_t groups = po_flag_groups(flag);
        if (truth == PO_FALSE || (flag->flag->over_groups && groups == 0)) {
            continue;
        }
        po_buffer_printf(out, "%s%s%s", between, flag->flag->id,
                         truth == PO_TRUE ? "" : "?");
        for (unsigned g = 0; g < PO_IDENTIFY_GROUPS_MAX; g++) {
            if (groups >> g & 1) {
                po_buffer_printf(out, " %s", po_rulebooks_group_code(books, (int)g));
            }
        }
        between = "; ";
    }
    po_buffer_add_char(out, '\t');
}

static void add_differences(po_buffer *out, const po_identified *result) {
    for (size_t i = 0; i < result->differences.count; i++) {
        const po_difference *difference = &result->differences.items[i];
        po_buffer_printf(out, "%s%s %s: %s / %s (%s)", i > 0 ? "; " : "", difference->what,
                         difference->name, difference->official, difference->computed,
                         po_difference_reason_name(difference->reason));
    }
    po_buffer_add_char(out, '\n');
}

static void add_who(const po_identified *result, po_buffer *out) {
    const po_identify_entity *entity = result->entity;
    bool school = po_text_equal(result->identification->of, "school");
    add_cell(out, entity->cds, false);
    add_cell(out, entity->name, false);
    add_cell(out, entity->school ? entity->lea_name : NULL, false);
    add_cell(out, school ? "school" : "lea", false);
    po_buffer_printf(out, "%d\t%s\t%s\t", result->year, result->identification->book->program,
                     result->identification->id);
    add_cell(out, result->status ? result->status->id : result->set ? "unknown" : "rule-not-confirmed",
             false);
    add_cell(out, po_basis_name(result->basis), false);
    add_cell(out, truth_word(result->identified), false);
    if (result->since) {
        po_buffer_printf(out, "%d", result->since);
    }
    po_buffer_add_char(out, '\t');
    add_cell(out, !result->has_levels ? "" : result->computed ? result->computed->id : "unknown",
             false);
    add_cell(out, result->official ? result->official->words : NULL, false);
}

static void add_line(const po_rulebooks *books, const po_identified *result,
                     const po_group_result *group, po_buffer *out) {
    add_who(result, out);
    add_cell(out, group ? group->code : NULL, false);
    add_cell(out, group ? truth_word(group->met) : NULL, false);
    add_bits(out, group ? group->priorities : 0);
    add_bits(out, group ? group->possible : 0);
    add_cell(out, group ? group->letter : NULL, false);
    add_cell(out, group ? group->official_letter : NULL, false);
    add_why(out, group);
    add_flags(books, out, result);
    add_differences(out, result);
}

void po_identified_tsv(const po_rulebooks *books, const po_identified *result, po_buffer *out) {
    for (size_t i = 0; i < result->groups.count; i++) {
        add_line(books, result, &result->groups.items[i], out);
    }
    if (result->groups.count == 0) {
        add_line(books, result, NULL, out);
    }
}
