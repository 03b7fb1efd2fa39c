/* SPDX-License-Identifier: Apache-2.0
 *
 * Words for relations, acts, owners and residues. See duplicates_words.h.
 */
#include "emit/duplicates_words.h"

#include "base/text.h"
#include "emit/mustache.h"

/* ---- acts, owners ---------------------------------------------------------------------------- */

static const char *const ACTS[] = {"consolidate", "eliminate", "truncate", "align", "keep-apart"};
static const char *const ACT_KEYS[] = {"duplicates.act.consolidate", "duplicates.act.eliminate", "duplicates.act.truncate", "duplicates.act.align",
                                       "duplicates.act.keep_apart"};

const char *po_act_id(po_act act) {
    return ACTS[act];
}

/* Two programs list duties of one and the same paper. */
static bool listed_twice(const po_cluster *cluster) {
    for (size_t i = 1; i < cluster->duties.count; i++)
        if (!po_one_paper(cluster->duties.items[0]->duty, cluster->duties.items[i]->duty))
            return false;
    return cluster->programs > 1;
}

const char *po_cluster_act_words(po_arena *arena, const po_emit_duplicates_input *input, const po_cluster *cluster) {
    if (cluster->agencies)
        return PO_WORD(input, arena, "duplicates.act.agency");
    if (cluster->act == PO_ACT_CONSOLIDATE && listed_twice(cluster))
        return PO_WORD(input, arena, "duplicates.act.count_once", "paper", cluster->duties.items[0]->duty->instrument);
    if (cluster->act == PO_ACT_ELIMINATE)
        return PO_WORD(input, arena, "duplicates.act.eliminate_duty", "duty", cluster->weakest->id);
    return PO_WORD(input, arena, ACT_KEYS[cluster->act]);
}

/* "SPSA", or "TSI plan (CSI)" where the paper is not called as its program. */
static const char *paper_of(po_arena *arena, const po_emit_duplicates_input *input, const po_ask *ask) {
    const po_asks *asks = input->duplicates->asks;
    const char *paper = ask->duty->instrument ? ask->duty->instrument : ask->duty->title;
    for (size_t i = 0; i < asks->program_count; i++)
        if (po_text_equal(asks->programs[i]->id, ask->program) && !po_text_equal(asks->programs[i]->short_title, paper))
            return po_arena_printf(arena, "%s (%s)", paper, asks->programs[i]->short_title);
    return paper;
}

const char *po_report_partners(po_arena *arena, const po_emit_duplicates_input *input, const po_report *report) {
    const char *words = "";
    for (size_t i = 0; i < report->with.count; i++)
        words = po_arena_printf(arena, "%s%s%s", words, *words ? ", " : "", paper_of(arena, input, report->with.items[i]));
    return words;
}

/* Other programs that list the same paper: "LEA, SPSA". */
static const char *listed_by(po_arena *arena, const po_duplicates *found, const po_report *report) {
    const char *programs = "";
    for (size_t i = 0; i < found->reports.count; i++)
        if (&found->reports.items[i] != report && po_text_equal(found->reports.items[i].instrument, report->instrument))
            programs = po_arena_printf(arena, "%s%s%s", programs, *programs ? ", " : "", found->reports.items[i].program->short_title);
    return programs;
}

static bool of_agencies(const po_report *report) {
    for (size_t i = 0; i < report->duties.count; i++)
        if (po_duty_on_lea(report->duties.items[i]))
            return false;
    return true;
}

/* No crosswalk says what one of its duties asks: then nobody knows what of it is asked elsewhere. */
static bool unread(const po_duplicates *found, const po_report *report) {
    for (size_t i = 0; i < report->duties.count; i++) {
        const po_ask *ask = po_asks_find(found->asks, report->duties.items[i]->id);
        if (!ask || (!ask->why && po_bits_empty(&ask->atoms)))
            return true;
    }
    return false;
}

const char *po_report_act_words(po_arena *arena, const po_emit_duplicates_input *input, const po_report *report) {
    const char *programs = listed_by(arena, input->duplicates, report);
    if (unread(input->duplicates, report) && report->act == PO_ACT_KEEP)
        return PO_WORD(input, arena, "duplicates.act.unread");
    if (of_agencies(report))
        return PO_WORD(input, arena, "duplicates.act.agency");
    if (report->act != PO_ACT_KEEP)
        return PO_WORD(input, arena, "duplicates.recommended", "act", PO_WORD(input, arena, ACT_KEYS[report->act]), "with",
                       po_report_partners(arena, input, report), "on", po_atom_labels(arena, input->duplicates->asks->asked, &report->on));
    if (report->shared > 0)
        return PO_WORD(input, arena, "duplicates.act.keeps");
    return *programs ? PO_WORD(input, arena, "duplicates.act.one_paper", "programs", programs) : PO_WORD(input, arena, "duplicates.act.none");
}

const char *po_report_owner_words(po_arena *arena, const po_emit_duplicates_input *input, const po_report *report) {
    return po_arena_printf(arena, "%s (%s)", po_owner_words(arena, input, report->weakest->duty->authority), report->weakest->id);
}

const char *po_report_act_id(const po_report *report) {
    return report->act == PO_ACT_KEEP || of_agencies(report) ? "none" : ACTS[report->act];
}

/* Who can change what rests on an authority. */
typedef struct po_owner {
    const char *authority, *id, *key, *instrument_key;
} po_owner;

static const po_owner *owner_of(const char *authority) {
    static const po_owner OWNERS[] = {
        {"local", "lea", "duplicates.owner.lea", "duplicates.by.local_policy"},
        {"practice", "lea", "duplicates.owner.lea", "duplicates.by.local_policy"},
        {"grant-terms", "department", "duplicates.owner.department", "duplicates.by.grant_terms"},
        {"agency-guidance", "department", "duplicates.owner.department", "duplicates.by.guidance"},
        {"sbe-template", "state-board", "duplicates.owner.state_board", "duplicates.by.template"},
        {"state-regulation", "state-board", "duplicates.owner.state_board", "duplicates.by.regulation"},
        {"budget-act", "legislature", "duplicates.owner.legislature", "duplicates.by.budget_act"},
        {"state-statute", "legislature", "duplicates.owner.legislature", "duplicates.by.statute"},
        {"essa-state-plan", "state-board-with-federal-department", "duplicates.owner.state_board_federal", "duplicates.by.state_plan"},
        {"federal-regulation", "federal-department", "duplicates.owner.federal_department", "duplicates.by.federal_regulation"},
        {"federal-statute", "congress", "duplicates.owner.congress", "duplicates.by.federal_statute"},
    };
    for (size_t i = 0; i < sizeof OWNERS / sizeof *OWNERS; i++)
        if (po_text_equal(OWNERS[i].authority, authority))
            return &OWNERS[i];
    return &OWNERS[0];
}

const char *po_owner_id(const char *authority) {
    return owner_of(authority)->id;
}

const char *po_owner_words(po_arena *arena, const po_emit_duplicates_input *input, const char *authority) {
    return PO_WORD(input, arena, owner_of(authority)->key);
}

const char *po_instrument_words(po_arena *arena, const po_emit_duplicates_input *input, const char *authority) {
    return PO_WORD(input, arena, owner_of(authority)->instrument_key);
}

/* ---- facets, residues ------------------------------------------------------------------------ */

static const char *values_of(po_arena *arena, const po_facet *facet, const po_bits *values) {
    const char *labels = "";
    for (size_t i = 0; i < facet->values.count; i++)
        if (po_bits_has(values, i))
            labels = po_arena_printf(arena, "%s%s%s", labels, *labels ? ", " : "", facet->values.items[i].label);
    return labels;
}

const char *po_facet_words(po_arena *arena, const po_asked *asked, const po_ask *ask, uint32_t facets) {
    const char *words = "";
    for (size_t i = 0; i < asked->facets.count; i++)
        if (facets >> i & 1 && !po_bits_empty(&ask->facets[i]))
            words = po_arena_printf(arena, "%s%s%s: %s", words, *words ? "; " : "", asked->facets.items[i].label,
                                    values_of(arena, &asked->facets.items[i], &ask->facets[i]));
    return words;
}

const char *po_residue_words(po_arena *arena, const po_emit_duplicates_input *input, const po_ask *a, const po_ask *b, const po_bits *only_a) {
    const po_asked *asked = input->duplicates->asks->asked;
    const char *atoms = po_atom_labels(arena, asked, only_a);
    const char *facets = po_facet_words(arena, asked, a, po_facets_uncovered(asked, a, b));
    if (*atoms && *facets)
        return PO_WORD(input, arena, "duplicates.residue.both", "a", a->id, "b", b->id, "atoms", atoms, "facets", facets);
    if (*atoms)
        return PO_WORD(input, arena, "duplicates.residue.atoms", "a", a->id, "b", b->id, "atoms", atoms);
    return *facets ? PO_WORD(input, arena, "duplicates.residue.facets", "a", a->id, "b", b->id, "facets", facets) : NULL;
}

static const char *ids_of(po_arena *arena, const po_coverage *coverage) {
    const char *ids = "";
    for (size_t i = 0; i < coverage->by_count; i++)
        ids = po_arena_printf(arena, "%s%s%s", ids, *ids ? ", " : "", coverage->by[i]->id);
    return ids;
}

const char *po_joint_words(po_arena *arena, const po_emit_duplicates_input *input, const po_joint *joint) {
    const po_asked *asked = input->duplicates->asks->asked;
    const po_coverage *coverage = &joint->coverage;
    const char *by = ids_of(arena, coverage), *left = po_atom_labels(arena, asked, &coverage->residue);
    const char *elsewhere = po_atom_labels(arena, asked, &coverage->elsewhere);
    if (coverage->whole)
        return PO_WORD(input, arena, "duplicates.joint.whole", "duty", joint->duty->id, "by", by);
    const char *first = coverage->by_count > 0 ? PO_WORD(input, arena, "duplicates.joint.partly", "by", by) : "";
    const char *second = *elsewhere ? PO_WORD(input, arena, "duplicates.joint.elsewhere", "atoms", elsewhere) : "";
    const char *third = *left ? PO_WORD(input, arena, "duplicates.joint.left", "atoms", left) : "";
    return po_text_squeeze(arena, po_arena_printf(arena, "%s %s %s", first, second, third));
}

const char *po_relation_words(po_arena *arena, const po_emit_duplicates_input *input, const po_duplicate_pair *pair) {
    static const char *const KEYS[PO_RELATION_COUNT] = {"duplicates.relation.equal",    "duplicates.relation.equivalent",
                                                        "duplicates.relation.subset",   "duplicates.relation.superset",
                                                        "duplicates.relation.intersects", "duplicates.relation.none"};
    return PO_WORD(input, arena, KEYS[pair->relation.kind], "a", pair->a->id, "b", pair->b->id);
}

/* ---- the formats ----------------------------------------------------------------------------- */

static po_status render(po_arena *arena, const po_emit_duplicates_input *input, const char *name, po_buffer *out, po_error *err) {
    po_mustache *set = po_mustache_create(input->templates);
    po_mustache_require_partials(set);
    cJSON *view = po_duplicates_view_create(arena, input);
    po_status status = po_mustache_render(set, name, view, out, err);
    cJSON_Delete(view);
    po_mustache_destroy(set);
    return status;
}

po_status po_emit_duplicates(po_arena *arena, const po_emit_duplicates_input *input, const char *format, po_buffer *out, po_error *err) {
    if (po_text_equal(format, "html"))
        return render(arena, input, "duplicates", out, err);
    if (po_text_equal(format, "text"))
        return render(arena, input, "duplicates.txt", out, err);
    if (po_text_equal(format, "json"))
        po_duplicates_json_write(arena, input, out);
    else if (po_text_equal(format, "csv"))
        po_duplicates_csv_write(arena, input, out);
    else
        return po_error_set(err, PO_E_USAGE, "there is no format '%s'; take text, json, csv or html", format);
    return PO_OK;
}
