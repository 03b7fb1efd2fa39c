/* SPDX-License-Identifier: Apache-2.0
 *
 * Matching decisions to the things of a plan. See standing.h.
 */
#include "decision/standing.h"

#include "decision/correct.h"
#include "decision/fingerprint.h"

const char *po_standing_name(po_standing_kind kind) {
    static const char *const names[PO_STANDING_KINDS] = {"applies", "matched-anew", "lapsed", "look-again"};
    return names[kind];
}

void po_standings_init(po_standings *standings, po_arena *arena) {
    *standings = (po_standings){.arena = arena, .holding = po_map_create(arena)};
}

static bool holds(const po_standing *standing) {
    return standing->kind == PO_STANDING_APPLIES || standing->kind == PO_STANDING_MATCHED_ANEW;
}

static const char *thing_key(po_arena *arena, const char *id, const char *site) {
    return po_arena_printf(arena, "%s %s", id, site ? site : "");
}

void po_standings_add(po_standings *standings, const po_standing *standing) {
    *PO_LIST_ADD(standings->arena, &standings->list) = *standing;
    if (!holds(standing))
        return;
    size_t *number = PO_NEW(standings->arena, size_t);
    *number = standings->list.count - 1;
    po_map_add(standings->holding, thing_key(standings->arena, standing->judged->id, standing->judged->site), number);
}

/* ---- candidates ------------------------------------------------------------------------------------- */

/* One decision while it is matched. Scores are likenesses of words; -1: there is none. */
typedef struct match {
    po_arena *arena;
    po_judged_list *things;
    const po_decision *decision;
    po_judged *by_id; /* the thing with its id, if it is of its kind */
    int id_score;
    bool id_same;               /* it has the same values */
    po_judged *same, *rival;    /* best with the same values; best with others */
    int same_score, rival_score;
    int next_score;             /* of the second best with the same values */
} match;

static void weigh(match *m, po_judged *judged) {
    const po_fingerprint *now = po_judged_print(m->things, judged);
    int score = po_fingerprint_likeness(&m->decision->fingerprint, now);
    bool same = po_fingerprint_same_values(&m->decision->fingerprint, now);
    if (judged == m->by_id) {
        m->id_score = score;
        m->id_same = same;
    }
    if (same && score > m->same_score) {
        m->next_score = m->same_score;
        m->same = judged;
        m->same_score = score;
    } else if (same && score > m->next_score) {
        m->next_score = score;
    } else if (!same && (score > m->rival_score || (score == m->rival_score && judged == m->by_id))) {
        m->rival = judged;
        m->rival_score = score;
    }
}

/* Things of its kind that belong to whom it belonged and count; the one with its id in any case. */
static void look(match *m) {
    const po_fingerprint *print = &m->decision->fingerprint;
    po_judged *judged = NULL;
    m->same_score = m->next_score = m->rival_score = m->id_score = -1;
    m->by_id = po_judged_find(m->things, m->decision->id, m->decision->site);
    if (m->by_id && (m->by_id->of != print->of || !po_text_equal(m->by_id->what, print->what)))
        m->by_id = NULL;
    for (size_t n = 0; (judged = po_judged_nth(m->things, print->of, print->what, n)) != NULL; n++)
        if (judged == m->by_id || (judged->counts && po_text_equal(judged->whose, print->whose)))
            weigh(m, judged);
}

/* ---- verdicts ------------------------------------------------------------------------------------------ */

static void give_reason(match *m, po_standing *standing, const char *key, const char *const *pairs, size_t count) {
    po_argument *arguments = PO_NEW_ARRAY(m->arena, po_argument, count);
    for (size_t i = 0; i < count; i++)
        arguments[i] = (po_argument){.name = pairs[2 * i], .value = pairs[2 * i + 1]};
    standing->why = key;
    standing->arguments = arguments;
    standing->argument_count = count;
}

static void verdict(po_standing *standing, po_standing_kind kind, const po_judged *judged, const char *why) {
    standing->kind = kind;
    standing->judged = judged;
    standing->why = why;
}

/* Of the same thing, that says something else now. */
static void lapse(match *m, po_standing *standing, po_judged *judged) {
    const po_fingerprint *now = po_judged_print(m->things, judged);
    const char *before = po_fingerprint_only(m->arena, &m->decision->fingerprint, now);
    const char *after = po_fingerprint_only(m->arena, now, &m->decision->fingerprint);
    verdict(standing, PO_STANDING_LAPSED, judged, "decision.why.reworded");
    if (po_correction_said(m->arena, m->decision, judged)) {
        const char *const pairs[] = {"text", m->decision->text};
        give_reason(m, standing, "decision.why.said", pairs, 1);
    } else if (*before && *after) {
        const char *const pairs[] = {"before", before, "after", after};
        give_reason(m, standing, "decision.why.changed", pairs, 2);
    }
}

/* The id leads to a thing with the same values and like words, and no other fits its words better. */
static bool holds_by_id(const match *m) {
    return m->by_id && m->id_same && m->id_score >= PO_LIKENESS_BY_ID && m->id_score >= m->same_score && m->id_score >= m->rival_score;
}

/* One thing alone has the same values and like words: ahead of all others with these values, and of what may be the same thing with other values. Where
 * the id leads to something with the same values, only wholly the same words can outweigh it. */
static bool holds_anew(const match *m) {
    return m->same_score >= PO_LIKENESS_ANEW && m->same_score - m->next_score >= PO_LIKENESS_LEAD &&
           m->same_score - m->rival_score >= PO_LIKENESS_LEAD && (!m->by_id || !m->id_same || m->same_score == 100);
}

/* The same thing, which says something else: known by its id, or by its words alone. */
static bool has_lapsed(const match *m) {
    if (m->rival && m->rival == m->by_id)
        return m->rival_score >= PO_LIKENESS_BY_ID && m->rival_score >= m->same_score;
    return m->rival_score >= PO_LIKENESS_ANEW && m->rival_score - m->same_score >= PO_LIKENESS_LEAD && (!m->by_id || m->id_score < PO_LIKENESS_BY_ID);
}

static void decide(match *m, po_standing *standing) {
    look(m);
    if (holds_by_id(m))
        verdict(standing, PO_STANDING_APPLIES, m->by_id, "decision.why.same");
    else if (holds_anew(m))
        verdict(standing, PO_STANDING_MATCHED_ANEW, m->same, "decision.why.moved");
    else if (has_lapsed(m))
        lapse(m, standing, m->rival);
    else if (m->same_score >= PO_LIKENESS_ANEW)
        verdict(standing, PO_STANDING_LOOK_AGAIN, NULL, "decision.why.several");
    else
        verdict(standing, PO_STANDING_LOOK_AGAIN, NULL, m->by_id ? "decision.why.other" : "decision.why.gone");
}

void po_standings_make(po_standings *standings, const po_decisions *decisions, po_judged_list *things,
                       bool (*wanted)(const po_decision *)) {
    for (size_t i = 0; i < decisions->list.count; i++) {
        const po_decision *decision = &decisions->list.items[i];
        if (wanted && !wanted(decision))
            continue;
        match m = {.arena = standings->arena, .things = things, .decision = decision};
        po_standing standing = {.decision = decision};
        decide(&m, &standing);
        po_standings_add(standings, &standing);
    }
}

/* ---- asking ---------------------------------------------------------------------------------------------- */

const po_standing *po_standing_of(const po_standings *standings, const char *id, const char *site) {
    const size_t *number = standings && id ? po_map_get(standings->holding, thing_key(standings->arena, id, site)) : NULL;
    return number ? &standings->list.items[*number] : NULL;
}

const po_decision *po_standing_confirmed(const po_standings *standings, const char *duty, const char *site) {
    const po_standing *standing = po_standing_of(standings, duty, site);
    return standing && standing->decision->kind == PO_DECISION_CONFIRM ? standing->decision : NULL;
}

bool po_standing_sets_aside(const po_standing *standing, const po_finding *finding) {
    if (!standing)
        return false;
    po_decision_kind kind = standing->decision->kind;
    return kind == PO_DECISION_REJECT || (kind == PO_DECISION_EXPLAIN && finding->severity != PO_FINDING_REQUIRED);
}

size_t po_standings_count(const po_standings *standings, po_standing_kind kind) {
    size_t count = 0;
    for (size_t i = 0; standings && i < standings->list.count; i++)
        count += standings->list.items[i].kind == kind;
    return count;
}
