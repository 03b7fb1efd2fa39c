/* SPDX-License-Identifier: Apache-2.0
 *
 * The words of a duty's state: what is missing, what contradicts, what to do. plan.json and plan.html say the same.
 */
#ifndef PO_EMIT_DUTY_WORDS_H
#define PO_EMIT_DUTY_WORDS_H

#include "emit/emit.h"

/* "The council's approval with its date: the plan was wholly read, and it is not there." */
const char *po_duty_lack_words(po_arena *arena, const po_emit_plan_input *input, const po_duty_instance *instance, const po_duty_lack *lack);

/* "The document says the opposite about ...: "..."" */
const char *po_duty_conflict_words(po_arena *arena, const po_emit_plan_input *input, const po_duty_conflict *conflict);

/* What is shown; NULL where another duty's evidence is meant. */
const char *po_duty_shown_words(po_arena *arena, const po_emit_plan_input *input, const char *message);

/* What to do first, or NULL: nothing is to be done, or nobody knows. */
const char *po_duty_to_do(po_arena *arena, const po_emit_plan_input *input, const po_duty_instance *instance);

/* "Shown in the plan": the state in plain words. */
const char *po_duty_state_words(po_arena *arena, const po_emit_plan_input *input, po_shown_state state);

/* Duties that somebody has to confirm by hand: nothing that is read can show them, and they may apply. */
bool po_duty_on_checklist(const po_emit_plan_input *input, const po_duty_instance *instance);

#endif
