/* SPDX-License-Identifier: Apache-2.0
 *
 * The words of a duty's state. See duty_words.h.
 */
#include "emit/duty_words.h"

#include "base/text.h"

#define SAY(input, arena, ...) po_language_sentence((input)->language, arena, __VA_ARGS__, NULL)

const char *po_duty_shown_words(po_arena *arena, const po_emit_plan_input *input, const char *message) {
    return message ? po_language_format(input->language, arena, message, NULL, 0) : NULL;
}

const char *po_duty_state_words(po_arena *arena, const po_emit_plan_input *input, po_shown_state state) {
    static const char *const keys[] = {
        [PO_SHOWN_CONFLICTING] = "shown.state.conflicting", [PO_SHOWN_NOT_FOUND] = "shown.state.not_found",
        [PO_SHOWN_UNKNOWN] = "shown.state.unknown",         [PO_SHOWN_RESIDUE] = "shown.state.residue",
        [PO_SHOWN_PLANNED] = "shown.state.planned",         [PO_SHOWN_STATED] = "shown.state.stated",
        [PO_SHOWN_ATTESTED] = "shown.state.attested",       [PO_SHOWN_SATISFIED] = "shown.state.satisfied",
        [PO_SHOWN_WAIVED] = "shown.state.waived",           [PO_SHOWN_NOT_APPLICABLE] = "shown.state.not_applicable"};
    return SAY(input, arena, keys[state]);
}

/* ---- what is missing ------------------------------------------------------------------------------- */

/* The program whose plan is meant, as people call it. */
static const char *program_title(const po_emit_plan_input *input, const char *id) {
    for (size_t i = 0; id && i < input->program_count; i++)
        if (po_text_equal(input->programs[i]->id, id))
            return input->programs[i]->short_title ? input->programs[i]->short_title : input->programs[i]->title;
    return id ? id : "?";
}

/* The question by which a fact is asked for. */
static const char *question(const po_emit_plan_input *input, const char *fact) {
    for (size_t i = 0; i < input->program_count; i++) {
        const po_fact *found = po_program_fact(input->programs[i], fact);
        if (found && found->question)
            return found->question;
    }
    return fact;
}

static const char *finding_words(po_arena *arena, const po_emit_plan_input *input, const char *id) {
    for (size_t i = 0; id && i < input->findings->list.count; i++) {
        const po_finding *finding = &input->findings->list.items[i];
        if (po_text_equal(finding->id, id))
            return po_language_format(input->language, arena, finding->message, finding->arguments, finding->argument_count);
    }
    return SAY(input, arena, "shown.lack.finding");
}

static const char *contradiction(po_arena *arena, const po_emit_plan_input *input, const char *what) {
    if (po_text_equal(what, "plan-year"))
        return SAY(input, arena, "shown.lack.two_years");
    return po_text_equal(what, "cds") ? SAY(input, arena, "shown.lack.two_codes") : SAY(input, arena, "shown.lack.two_names");
}

const char *po_duty_lack_words(po_arena *arena, const po_emit_plan_input *input, const po_duty_instance *instance, const po_duty_lack *lack) {
    const char *what = po_duty_shown_words(arena, input, lack->message);
    const char *detail = lack->detail ? lack->detail : "";
    what = what ? what : instance->duty->title;
    switch (lack->reason) {
    case PO_LACK_NO_DOCUMENT:
        return SAY(input, arena, "shown.lack.no_document", "what", what, "program", program_title(input, lack->detail));
    case PO_LACK_OTHER_YEAR:
        return SAY(input, arena, "shown.lack.other_year", "what", what, "program", program_title(input, lack->detail));
    case PO_LACK_UNDECIDED:
        return SAY(input, arena, "shown.lack.undecided", "what", what, "program", program_title(input, lack->detail));
    case PO_LACK_CONTRADICTORY:
        return contradiction(arena, input, lack->detail);
    case PO_LACK_DOUBTFUL:
        return SAY(input, arena, "shown.lack.doubtful", "what", what, "doubt", detail);
    case PO_LACK_NOT_READ:
        return lack->detail ? SAY(input, arena, "shown.lack.partly", "what", what, "reason", detail)
                            : SAY(input, arena, "shown.lack.not_read", "what", what);
    case PO_LACK_NOT_FOUND:
        return SAY(input, arena, "shown.lack.not_found", "what", what);
    case PO_LACK_DENIED:
        return SAY(input, arena, "shown.lack.denied", "what", what);
    case PO_LACK_BY_HAND:
        return SAY(input, arena, "shown.lack.by_hand", "what", what);
    case PO_LACK_FACT:
        return SAY(input, arena, "shown.lack.fact", "question", question(input, detail));
    case PO_LACK_FINDING:
    default:
        return finding_words(arena, input, lack->detail);
    }
}

const char *po_duty_conflict_words(po_arena *arena, const po_emit_plan_input *input, const po_duty_conflict *conflict) {
    if (conflict->finding)
        return finding_words(arena, input, conflict->finding);
    return SAY(input, arena, "shown.conflict", "what", po_duty_shown_words(arena, input, conflict->message), "words",
               conflict->words ? conflict->words : "?");
}

/* ---- what to do ------------------------------------------------------------------------------------ */

static const char *do_of(po_arena *arena, const po_emit_plan_input *input, const char *message) {
    const char *key = message ? po_arena_printf(arena, "%s.do", message) : NULL;
    return key && po_language_has(input->language, key) ? po_language_format(input->language, arena, key, NULL, 0) : NULL;
}

static const char *do_lack(po_arena *arena, const po_emit_plan_input *input, const po_duty_lack *lack) {
    switch (lack->reason) {
    case PO_LACK_NO_DOCUMENT:
    case PO_LACK_OTHER_YEAR:
        return SAY(input, arena, "shown.do.document", "program", program_title(input, lack->detail));
    case PO_LACK_UNDECIDED:
    case PO_LACK_CONTRADICTORY:
        return SAY(input, arena, "shown.do.settle");
    case PO_LACK_FACT:
        return SAY(input, arena, "shown.do.fact", "fact", lack->detail ? lack->detail : "?");
    case PO_LACK_BY_HAND:
        return lack->message ? do_of(arena, input, lack->message) : SAY(input, arena, "shown.do.by_hand");
    case PO_LACK_DOUBTFUL:
        return SAY(input, arena, "shown.do.doubtful");
    case PO_LACK_NOT_READ:
    case PO_LACK_NOT_FOUND:
    case PO_LACK_DENIED:
        return do_of(arena, input, lack->message);
    case PO_LACK_FINDING:
    default:
        return SAY(input, arena, "shown.do.finding");
    }
}

const char *po_duty_to_do(po_arena *arena, const po_emit_plan_input *input, const po_duty_instance *instance) {
    bool done = instance->state == PO_SHOWN_SATISFIED || instance->state >= PO_SHOWN_WAIVED || instance->state == PO_SHOWN_ATTESTED;
    if (done)
        return NULL;
    if (instance->conflicts.count > 0)
        return SAY(input, arena, "shown.do.conflict");
    for (size_t i = 0; i < instance->missing.count; i++) {
        const char *text = do_lack(arena, input, &instance->missing.items[i]);
        if (text)
            return text;
    }
    bool stated = instance->state == PO_SHOWN_STATED || instance->state == PO_SHOWN_PLANNED;
    return stated ? SAY(input, arena, "shown.do.stated") : NULL;
}

bool po_duty_on_checklist(const po_emit_plan_input *input, const po_duty_instance *instance) {
    return input->duty_rules && po_duty_by_hand(input->duty_rules, instance->duty->id) && instance->state != PO_SHOWN_NOT_APPLICABLE &&
           instance->state != PO_SHOWN_WAIVED;
}
