/* SPDX-License-Identifier: Apache-2.0
 *
 * A list of decisions: names of kinds, finding, replacing, withdrawing, and what is wrong with one beyond its shape.
 */
#include "decision/decision.h"

#include <string.h>

#include "base/limits.h"
#include "decision/role.h"

static const char *const KINDS[PO_DECISION_KINDS] = {"accept", "reject", "explain", "correct", "confirm"};
static const char *const JUDGED[PO_JUDGED_KINDS] = {"finding", "value", "tie", "shared-amount", "duty"};

const char *po_decision_kind_name(po_decision_kind kind) {
    return KINDS[kind];
}

bool po_decision_kind_parse(const char *name, po_decision_kind *ret_kind) {
    for (size_t i = 0; i < PO_DECISION_KINDS; i++)
        if (po_text_equal(KINDS[i], name)) {
            *ret_kind = (po_decision_kind)i;
            return true;
        }
    return false;
}

const char *po_judged_kind_name(po_judged_kind kind) {
    return JUDGED[kind];
}

bool po_judged_kind_parse(const char *name, po_judged_kind *ret_kind) {
    for (size_t i = 0; i < PO_JUDGED_KINDS; i++)
        if (po_text_equal(JUDGED[i], name)) {
            *ret_kind = (po_judged_kind)i;
            return true;
        }
    return false;
}

bool po_decisions_about(po_arena *arena, const po_decisions *decisions, const char *cds, const char *name) {
    if (decisions->cds && cds)
        return po_text_equal(decisions->cds, cds);
    if (!decisions->cds && !decisions->name)
        return true;
    return decisions->name && name && po_text_equal(po_text_words(arena, decisions->name), po_text_words(arena, name));
}

/* ---- the list ---------------------------------------------------------------------------------- */

po_decision *po_decisions_find(const po_decisions *decisions, const char *id, const char *site) {
    for (size_t i = 0; i < decisions->list.count; i++)
        if (po_text_equal(decisions->list.items[i].id, id) && po_text_equal(decisions->list.items[i].site, site))
            return &decisions->list.items[i];
    return NULL;
}

bool po_decisions_put(po_arena *arena, po_decisions *decisions, const po_decision *decision) {
    po_decision *old = po_decisions_find(decisions, decision->id, decision->site);
    if (old)
        *old = *decision;
    else
        *PO_LIST_ADD(arena, &decisions->list) = *decision;
    return old != NULL;
}

bool po_decisions_withdraw(po_decisions *decisions, const char *id, const char *site) {
    po_decision *old = po_decisions_find(decisions, id, site);
    if (!old)
        return false;
    for (po_decision *end = decisions->list.items + --decisions->list.count; old < end; old++)
        old[0] = old[1];
    return true;
}

/* ---- what a schema cannot say -------------------------------------------------------------------- */

/* A confirmation is of a duty, a correction of a value; the others of anything but a duty. */
static const char *kind_mistake(po_arena *arena, const po_decision *decision) {
    po_judged_kind of = decision->fingerprint.of;
    bool right = decision->kind == PO_DECISION_CONFIRM   ? of == PO_JUDGED_DUTY
                 : decision->kind == PO_DECISION_CORRECT ? of == PO_JUDGED_VALUE
                                                         : of != PO_JUDGED_DUTY;
    if (right)
        return NULL;
    const char *cure = of == PO_JUDGED_DUTY ? "a duty is confirmed, with a pointer to the proof" : "only a duty is confirmed, and only a value corrected";
    return po_arena_printf(arena, "a %s cannot be decided with '%s': %s", po_judged_kind_name(of), po_decision_kind_name(decision->kind), cure);
}

static const char *needs(po_arena *arena, const po_decision *decision) {
    if (decision->kind == PO_DECISION_CORRECT && po_text_empty(decision->text))
        return "a correction needs 'text': what the document really says";
    if (decision->kind != PO_DECISION_CORRECT && (decision->text || decision->value))
        return po_arena_printf(arena, "'%s' takes neither 'text' nor 'value'; they belong to 'correct'", po_decision_kind_name(decision->kind));
    if (decision->kind == PO_DECISION_CONFIRM && po_text_empty(decision->pointer))
        return "a confirmation needs 'pointer': where the proof lies, such as \"board minutes of 2026-06-23, item 9\"";
    if (decision->kind == PO_DECISION_CONFIRM && !po_text_equal(decision->duty, decision->fingerprint.what))
        return "a confirmation needs 'duty', the id of the duty, as its fingerprint has it under 'what'";
    if (decision->kind != PO_DECISION_CONFIRM && (decision->duty || decision->site || decision->pointer))
        return po_arena_printf(arena, "'%s' takes no 'duty', 'site' or 'pointer'; they belong to 'confirm'", po_decision_kind_name(decision->kind));
    return NULL;
}

static const char *text_mistake(po_arena *arena, const char *name, const char *text) {
    if (text && strlen(text) > PO_LIMIT_DECISION_TEXT)
        return po_arena_printf(arena, "'%s' is longer than %zu bytes; say it shorter", name, PO_LIMIT_DECISION_TEXT);
    if (text && po_text_has_address(text))
        return po_arena_printf(arena, "'%s' holds an e-mail address; name an office or a place instead, for this is printed on pages", name);
    return NULL;
}

const char *po_decision_mistake(po_arena *arena, const po_decision *decision) {
    if (po_text_empty(decision->id))
        return "the id is empty; take it from the page or from planonce explain";
    if (po_text_empty(decision->reason))
        return "the reason is empty; say why in a sentence, for those who read it next year";
    const char *mistake = po_role_mistake(arena, decision->role);
    if (!mistake)
        mistake = text_mistake(arena, "reason", decision->reason);
    if (!mistake)
        mistake = text_mistake(arena, "pointer", decision->pointer);
    if (!mistake)
        mistake = text_mistake(arena, "role", decision->role);
    if (!mistake && decision->text && strlen(decision->text) > PO_LIMIT_FIELD_BYTES)
        mistake = "'text' is longer than any field of a document";
    if (!mistake)
        mistake = kind_mistake(arena, decision);
    return mistake ? mistake : needs(arena, decision);
}
