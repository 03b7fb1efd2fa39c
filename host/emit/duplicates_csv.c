/* SPDX-License-Identifier: Apache-2.0
 *
 * Duties asked twice for spreadsheets (RFC 4180, CRLF): one row per pair, then one per plan or report,
 * then one for each thing that is asked several times, told apart by the first column. A cell
 * that a spreadsheet would take for a formula gets an apostrophe in front.
 */
#include <string.h>

#include "emit/duplicates_words.h"

static void add_cell(po_buffer *out, const char *text, bool last) {
    po_buffer_add_char(out, '"');
    if (text && *text && strchr("=+-@\t", *text))
        po_buffer_add_char(out, '\'');
    for (const char *at = text ? text : ""; *at; at++) {
        if (*at == '"')
            po_buffer_add_char(out, '"');
        po_buffer_add_char(out, *at);
    }
    po_buffer_add_text(out, last ? "\"\r\n" : "\",");
}

static void add_row(po_buffer *out, const char *const *cells, size_t count) {
    for (size_t i = 0; i < count; i++)
        add_cell(out, cells[i], i + 1 == count);
}

#define ADD_ROW(out, ...) add_row(out, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void add_pair(po_arena *arena, const po_emit_duplicates_input *input, const po_duplicate_pair *pair, po_buffer *out) {
    const po_asked *asked = input->duplicates->asks->asked;
    const po_relation *relation = &pair->relation;
    ADD_ROW(out, "pair", pair->a->id, pair->a->duty->title, pair->a->duty->citation, pair->b->id, pair->b->duty->title, pair->b->duty->citation,
            po_relation_name(relation->kind), po_facet_names(arena, asked, relation->kind == PO_EQUAL ? 0 : relation->differs, true),
            po_atom_labels(arena, asked, &relation->both), po_residue_words(arena, input, pair->a, pair->b, &relation->only_a),
            po_residue_words(arena, input, pair->b, pair->a, &relation->only_b), relation->asserted ? "asserted" : "computed",
            pair->reuse ? pair->reuse->cite : "");
}

static const char *ids_of(po_arena *arena, const po_report *report) {
    const char *ids = "";
    for (size_t i = 0; i < report->duties.count; i++)
        ids = po_arena_printf(arena, "%s%s%s", ids, *ids ? " " : "", report->duties.items[i]->id);
    return ids;
}

static void add_report(po_arena *arena, const po_emit_duplicates_input *input, const po_report *report, po_buffer *out) {
    const po_duty *first = report->duties.items[0];
    ADD_ROW(out, "report", report->program->id, report->instrument, report->row ? report->row->purpose : first->purpose, first->authority,
            first->bearer, first->preparer, first->approver, first->recipient, report->row ? report->row->system : "",
            report->row ? report->row->frequency : "", first->timing, po_arena_printf(arena, "%zu", report->prompts), ids_of(arena, report),
            po_report_act_words(arena, input, report),
            report->weakest && !po_text_equal(po_report_act_id(report), "none") ? po_report_owner_words(arena, input, report) : "");
}

static const char *members_of(po_arena *arena, const po_cluster *cluster) {
    const char *ids = "";
    for (size_t i = 0; i < cluster->duties.count; i++)
        ids = po_arena_printf(arena, "%s%s%s", ids, *ids ? " " : "", cluster->duties.items[i]->id);
    return ids;
}

/* What may not be merged, and why, in one cell. */
static const char *not_merged(po_arena *arena, const po_emit_duplicates_input *input, const po_cluster *cluster) {
    const char *words = cluster->federal_floor ? PO_WORD(input, arena, "duplicates.floor") : "";
    for (size_t i = 0; i < cluster->apart.count; i++)
        words = po_arena_printf(arena, "%s%s%s", words, *words ? " " : "",
                                PO_WORD(input, arena, "duplicates.apart", "a", cluster->apart.items[i].a, "b", cluster->apart.items[i].b, "why",
                                        cluster->apart.items[i].why));
    return words;
}

static void add_cluster(po_arena *arena, const po_emit_duplicates_input *input, const po_cluster *cluster, po_buffer *out) {
    const po_asked *asked = input->duplicates->asks->asked;
    bool proposed = cluster->act != PO_ACT_KEEP;
    const char *authority = cluster->weakest->duty->authority;
    ADD_ROW(out, "cluster", cluster->label, members_of(arena, cluster), po_cluster_act_words(arena, input, cluster),
            proposed ? po_owner_words(arena, input, authority) : "", proposed ? po_instrument_words(arena, input, authority) : "",
            proposed ? cluster->weakest->id : "", proposed ? po_facet_names(arena, asked, cluster->align, true) : "",
            cluster->reuse ? cluster->reuse->cite : "", not_merged(arena, input, cluster));
}

void po_duplicates_csv_write(po_arena *arena, const po_emit_duplicates_input *input, po_buffer *out) {
    const po_duplicates *found = input->duplicates;
    char date[PO_DATE_TEXT_MAX];
    ADD_ROW(out, "note", PO_WORD(input, arena, "duplicates.caveat"));
    ADD_ROW(out, "note",
            PO_WORD(input, arena, "duplicates.counted", "version", found->asks->asked->version, "date",
                    po_date_format_iso(found->as_of, date), "reviewed", po_arena_printf(arena, "%zu", found->sums.rows_reviewed), "rows",
                    po_arena_printf(arena, "%zu", found->sums.rows)));
    ADD_ROW(out, "kind", "a", "a title", "a citation", "b", "b title", "b citation", "relation", "differs in", "both ask", "residue a", "residue b",
            "basis", "may be written once");
    for (size_t i = 0; i < found->pairs.count; i++)
        add_pair(arena, input, &found->pairs.items[i], out);
    ADD_ROW(out, "kind", "program", "report", "purpose", "authority", "level", "preparer", "approver", "recipient", "system", "frequency", "due",
            "prompts", "duties", "recommendation", "owner");
    for (size_t i = 0; i < found->reports.count; i++)
        add_report(arena, input, &found->reports.items[i], out);
    ADD_ROW(out, "kind", "asks", "duties", "recommendation", "who could", "by", "through", "to be made alike first", "may be written once",
            "may not be merged");
    for (size_t i = 0; i < found->clusters.count; i++)
        add_cluster(arena, input, &found->clusters.items[i], out);
}
