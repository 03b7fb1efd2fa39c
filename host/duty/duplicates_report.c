/* SPDX-License-Identifier: Apache-2.0
 *
 * Plans and reports as rows, in the shape in which state staff list them; and the sums. See duplicates.h.
 */
#include <string.h>

#include "base/text.h"
#include "duty/duplicates.h"

/* ---- plans and reports ----------------------------------------------------------------------- */

static const po_report_row *row_of(const po_asks *asks, const char *program, const char *instrument) {
    for (size_t i = 0; i < asks->reports.count; i++)
        if (po_text_equal(asks->reports.items[i].program, program) && po_text_equal(asks->reports.items[i].instrument, instrument))
            return &asks->reports.items[i];
    return NULL;
}

static po_report *report_for(po_arena *arena, po_duplicates *duplicates, const po_program *program, const char *instrument) {
    for (size_t i = 0; i < duplicates->reports.count; i++)
        if (duplicates->reports.items[i].program == program && po_text_equal(duplicates->reports.items[i].instrument, instrument))
            return &duplicates->reports.items[i];
    po_report *report = PO_LIST_ADD(arena, &duplicates->reports);
    *report = (po_report){.program = program,
                          .instrument = instrument,
                          .row = row_of(duplicates->asks, program->id, instrument),
                          .act = PO_ACT_KEEP};
    return report;
}

static bool listed(const po_duplicates *duplicates, const po_duty *duty) {
    for (size_t i = 0; i < duplicates->duties.count; i++)
        if (duplicates->duties.items[i]->duty == duty)
            return true;
    for (size_t i = 0; i < duplicates->unmapped.count; i++)
        if (duplicates->unmapped.items[i] == duty)
            return true;
    return false;
}

static bool has_duty(const po_report *report, const po_duty *duty) {
    for (size_t i = 0; i < report->duties.count; i++)
        if (report->duties.items[i] == duty)
            return true;
    return false;
}

/* ---- what is recommended --------------------------------------------------------------------- */

static bool in_other_paper(const po_report *report, const po_ask *ask) {
    return !has_duty(report, ask->duty) && !po_text_equal(ask->duty->instrument, report->instrument);
}

/* The pair stands between the report and another paper; two programs that list one paper do not count. */
static bool leads_out(const po_report *report, const po_duplicate_pair *pair) {
    return (has_duty(report, pair->a->duty) && in_other_paper(report, pair->b)) ||
           (has_duty(report, pair->b->duty) && in_other_paper(report, pair->a));
}

/* Only the report whose duty another does is eliminated; the one that does it is kept. */
static po_act said_of_pair(const po_duplicates *duplicates, const po_report *report, const po_duplicate_pair *pair) {
    po_act act = po_act_of_pair(duplicates->asks->asked, pair);
    return act == PO_ACT_ELIMINATE && !has_duty(report, po_covered_of(pair)->duty) ? PO_ACT_KEEP : act;
}

/* What most pairs of the cluster say that lead out of the report; of equals the act named first. */
static po_act said_of(const po_duplicates *duplicates, const po_cluster *cluster, const po_report *report, bool *ret_shared) {
    size_t votes[PO_ACT_KEEP + 1] = {0};
    po_act said = PO_ACT_CONSOLIDATE;
    bool shared = false;
    for (size_t i = 0; i < duplicates->pairs.count; i++) {
        const po_duplicate_pair *pair = &duplicates->pairs.items[i];
        if (!leads_out(report, pair) || !po_cluster_has_pair(cluster, pair))
            continue;
        shared = true;
        votes[said_of_pair(duplicates, report, pair)]++;
    }
    for (int act = PO_ACT_CONSOLIDATE; act <= PO_ACT_KEEP; act++)
        if (votes[act] > votes[said])
            said = (po_act)act;
    *ret_shared = shared;
    return shared && !cluster->agencies ? said : PO_ACT_KEEP;
}

static void add_partner(po_arena *arena, po_report *report, const po_ask *ask) {
    for (size_t i = 0; i < report->with.count; i++)
        if (po_one_paper(report->with.items[i]->duty, ask->duty))
            return;
    *PO_LIST_ADD(arena, &report->with) = ask;
}

static void follow_pair(po_arena *arena, po_report *report, const po_duplicate_pair *pair, const po_cluster *cluster) {
    bool a_is_own = has_duty(report, pair->a->duty);
    const po_ask *own = a_is_own ? pair->a : pair->b, *other = a_is_own ? pair->b : pair->a;
    po_bits common = po_bits_and(&pair->relation.both, &cluster->atoms);
    report->on = po_bits_or(&report->on, &common);
    if (po_duty_on_lea(other->duty))
        add_partner(arena, report, other);
    if (!report->weakest || po_authority_rank(own->duty->authority) < po_authority_rank(report->weakest->duty->authority))
        report->weakest = own;
}

/* Of a cluster that says what is recommended: the pairs that say so. */
static void follow(po_arena *arena, const po_duplicates *duplicates, po_report *report, const po_cluster *cluster) {
    for (size_t i = 0; i < duplicates->pairs.count; i++) {
        const po_duplicate_pair *pair = &duplicates->pairs.items[i];
        if (leads_out(report, pair) && po_cluster_has_pair(cluster, pair) && said_of_pair(duplicates, report, pair) == report->act)
            follow_pair(arena, report, pair, cluster);
    }
}

/* A report is recommended what most of its clusters with other papers say of it. */
static void recommend(po_arena *arena, const po_duplicates *duplicates, po_report *report) {
    size_t votes[PO_ACT_KEEP + 1] = {0};
    po_act *said = po_arena_alloc(arena, (duplicates->clusters.count + 1) * sizeof *said);
    for (size_t i = 0; i < duplicates->clusters.count; i++) {
        const po_cluster *cluster = &duplicates->clusters.items[i];
        bool shared = false;
        said[i] = said_of(duplicates, cluster, report, &shared);
        votes[said[i]] += shared;
        report->shared += shared;
    }
    votes[PO_ACT_KEEP] = 0;
    for (int act = PO_ACT_CONSOLIDATE; act < PO_ACT_KEEP; act++)
        if (votes[act] > votes[report->act])
            report->act = (po_act)act;
    for (size_t i = 0; i < duplicates->clusters.count && report->act != PO_ACT_KEEP; i++)
        if (said[i] == report->act)
            follow(arena, duplicates, report, &duplicates->clusters.items[i]);
}

/* "lcap.L01 lcap.L29" holds an id of the report's. */
static bool serves_report(po_arena *arena, const po_report *report, const char *serves) {
    char **ids = NULL;
    size_t count = serves ? po_text_split(arena, serves, ' ', &ids) : 0;
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < report->duties.count; n++)
            if (po_text_equal(ids[i], report->duties.items[n]->id))
                return true;
    return false;
}

/* Whether a template in force asks it on the day. */
static bool asked_on(const po_prompt *prompt, po_date day) {
    po_date until;
    return !prompt->until || !po_date_parse_iso(prompt->until, &until) || po_date_compare(day, until) <= 0;
}

/* Whether the duty still asks, or will: what was asked only for one that ended or is left out becomes a candidate. */
static bool asks_on(const po_duplicates *duplicates, const char *id) {
    const po_ask *ask = po_asks_find(duplicates->asks, id);
    const char *without = duplicates->without;
    if (!ask || !ask->duty || (without && (po_text_equal(without, ask->program) || po_text_equal(without, id))))
        return false;
    return po_date_none(ask->duty->valid_until) || po_date_compare(duplicates->as_of, ask->duty->valid_until) <= 0;
}

static bool served(po_arena *arena, const po_duplicates *duplicates, const char *serves) {
    char **ids = NULL;
    size_t count = serves ? po_text_split(arena, serves, ' ', &ids) : 0;
    for (size_t i = 0; i < count; i++)
        if (asks_on(duplicates, ids[i]))
            return true;
    return false;
}

static void count_prompts(po_arena *arena, po_duplicates *duplicates) {
    size_t count = 0;
    const po_prompt *prompts = po_crosswalks_prompts(arena, duplicates->asks->crosswalks, &count);
    for (size_t i = 0; prompts && i < count; i++) {
        const po_prompt *prompt = &prompts[i];
        if (!asked_on(prompt, duplicates->as_of))
            continue;
        duplicates->sums.prompts++;
        for (size_t n = 0; n < duplicates->reports.count; n++)
            duplicates->reports.items[n].prompts += serves_report(arena, &duplicates->reports.items[n], prompt->serves);
        if (!served(arena, duplicates, prompt->serves))
            *PO_LIST_ADD(arena, &duplicates->prompts_without) =
                po_arena_printf(arena, "%s %s.%s%s%s%s", prompt->program, prompt->record, prompt->field, prompt->label ? " (" : "",
                                prompt->label ? prompt->label : "", prompt->label ? ")" : "");
    }
    duplicates->sums.prompts_without_duty = duplicates->prompts_without.count;
}

void po_duplicates_report(po_arena *arena, po_duplicates *duplicates) {
    const po_asks *asks = duplicates->asks;
    for (size_t p = 0; p < asks->program_count; p++)
        for (size_t d = 0; d < asks->programs[p]->duties.count; d++) {
            const po_duty *duty = &asks->programs[p]->duties.items[d];
            if (!duty->instrument || !listed(duplicates, duty))
                continue;
            po_report *report = report_for(arena, duplicates, asks->programs[p], duty->instrument);
            *PO_LIST_ADD(arena, &report->duties) = duty;
        }
    for (size_t i = 0; i < duplicates->reports.count; i++)
        recommend(arena, duplicates, &duplicates->reports.items[i]);
    count_prompts(arena, duplicates);
}

/* ---- sums ------------------------------------------------------------------------------------ */

static po_bits atoms_of(const po_duplicates *duplicates, const char *program) {
    po_bits atoms = {0};
    for (size_t i = 0; i < duplicates->duties.count; i++)
        if (po_text_equal(duplicates->duties.items[i]->program, program))
            atoms = po_bits_or(&atoms, &duplicates->duties.items[i]->atoms);
    return atoms;
}

static void count_twice(const po_duplicates *duplicates, po_bits *all, po_bits *twice) {
    for (size_t i = 0; i < duplicates->duties.count; i++) {
        const po_bits *atoms = &duplicates->duties.items[i]->atoms;
        po_bits again = po_bits_and(all, atoms);
        *twice = po_bits_or(twice, &again);
        *all = po_bits_or(all, atoms);
    }
}

static void count_pairs(po_arena *arena, po_duplicates *duplicates, po_bits *programs) {
    const po_asks *asks = duplicates->asks;
    for (size_t i = 0; i < asks->program_count; i++)
        for (size_t n = i + 1; n < asks->program_count; n++) {
            po_bits a = atoms_of(duplicates, asks->programs[i]->id), b = atoms_of(duplicates, asks->programs[n]->id);
            po_bits both = po_bits_and(&a, &b);
            *programs = po_bits_or(programs, &both);
            *PO_LIST_ADD(arena, &duplicates->sums.by_pair) =
                (po_program_pair){asks->programs[i]->id, asks->programs[n]->id, po_bits_count(&both),
                                  po_asked_coarse_count(asks->asked, &both)};
        }
}

/* Model fields by where they go: one that rows of two programs fill is asked twice. */
static void count_fields(po_arena *arena, po_duplicates *duplicates) {
    size_t count = 0;
    const po_crosswalk_row *rows = po_crosswalks_rows(arena, duplicates->asks->crosswalks, &count);
    po_map *first = po_map_create(arena), *twice = po_map_create(arena);
    for (size_t i = 0; i < count; i++) {
        char *program = po_arena_dup(arena, rows[i].program);
        if (!po_map_add(first, rows[i].target, program) && !po_text_equal(po_map_get(first, rows[i].target), program))
            po_map_add(twice, rows[i].target, program);
    }
    duplicates->sums.fields = po_map_count(first);
    duplicates->sums.fields_twice = po_map_count(twice);
}

void po_duplicates_count(po_arena *arena, po_duplicates *duplicates) {
    po_duplicate_sums *sums = &duplicates->sums;
    const po_asked *asked = duplicates->asks->asked;
    po_bits all = {0}, twice = {0}, programs = {0};
    count_twice(duplicates, &all, &twice);
    count_pairs(arena, duplicates, &programs);
    count_fields(arena, duplicates);
    sums->duties = duplicates->duties.count + duplicates->unmapped.count;
    sums->duties_without_rows = duplicates->unmapped.count;
    for (size_t i = 0; i < duplicates->duties.count; i++) {
        const po_ask *ask = duplicates->duties.items[i];
        sums->duties_on_lea += po_duty_on_lea(ask->duty);
        sums->rows += ask->rows.count;
        sums->rows_reviewed += ask->origin.reviewed ? ask->rows.count : 0;
    }
    for (size_t i = 0; i < duplicates->unmapped.count; i++)
        sums->duties_on_lea += po_duty_on_lea(duplicates->unmapped.items[i]);
    sums->atoms = po_bits_count(&all);
    sums->atoms_merged = po_asked_coarse_count(asked, &all);
    sums->atoms_twice = po_bits_count(&twice);
    sums->atoms_twice_merged = po_asked_coarse_count(asked, &twice);
    sums->atoms_programs = po_bits_count(&programs);
    sums->atoms_programs_merged = po_asked_coarse_count(asked, &programs);
}
