/* SPDX-License-Identifier: Apache-2.0
 *
 * States: one duty for one place. Does it apply; what does each part of its evidence show; what follows from all parts together, and from what
 * checks found.
 */
#include <string.h>

#include "base/text.h"
#include "duty/state_parts.h"

enum { PLACES_MAX = 40, WORDS_MAX = 160 };

enum { AFFIRMED, HAPPENED, DENIED, ANSWERED };

typedef enum verdict { HELD, STATED, PLANNED, DENIES, ABSENT, OPEN, BY_HAND, VERDICTS } verdict;

/* ---- does it apply ----------------------------------------------------------------------------------- */

/* The plan's year is what counts; the day only where no plan year is known. */
static bool out_of_years(const po_duty_input *input, const po_duty *duty) {
    po_date from = input->as_of, until = input->as_of;
    if (input->plan_year) {
        from = (po_date){(int16_t)input->plan_year, 7, 1};
        until = (po_date){(int16_t)(input->plan_year + 1), 6, 30};
    }
    bool over = !po_date_none(duty->valid_until) && po_date_compare(from, duty->valid_until) > 0;
    bool before = !po_date_none(duty->valid_from) && po_date_compare(until, duty->valid_from) < 0;
    return over || before;
}

static const po_waiver *waiver_in(const po_waivers *list, const char *duty, po_date day) {
    for (size_t i = 0; i < list->count; i++) {
        const po_waiver *waiver = &list->items[i];
        bool begun = po_date_none(waiver->from) || po_date_compare(day, waiver->from) >= 0;
        bool ended = !po_date_none(waiver->until) && po_date_compare(day, waiver->until) > 0;
        if (po_text_equal(waiver->duty, duty) && begun && !ended)
            return waiver;
    }
    return NULL;
}

static const po_waiver *waiver_of(const po_duty_input *input, const po_shown_place *place, const char *duty) {
    const po_waiver *found = place->facts ? waiver_in(&place->facts->waivers, duty, input->as_of) : NULL;
    return found || !input->facts ? found : waiver_in(&input->facts->waivers, duty, input->as_of);
}

static void lack(const po_state_maker *maker, po_duty_instance *instance, const char *message, po_lack_reason reason, const char *detail) {
    *PO_LIST_ADD(maker->arena, &instance->missing) =
        (po_duty_lack){.message = message, .reason = reason, .detail = po_arena_dup(maker->arena, detail)};
}

/* The fact's name without "facts.". */
static const char *fact_name(const po_rule_result *when) {
    const char *name = when->missing ? when->missing : "";
    return po_text_starts(name, "facts.") ? name + 6 : name;
}

/* False: nothing more is to be asked. */
static bool applies(const po_state_maker *maker, const po_shown_place *place, const po_duty_rule *rule, po_duty_instance *instance) {
    if (out_of_years(maker->input, rule->duty)) {
        instance->state = PO_SHOWN_NOT_APPLICABLE;
        instance->not_applicable = "years";
        return false;
    }
    instance->waiver = waiver_of(maker->input, place, rule->duty->id);
    if (instance->waiver) {
        instance->state = PO_SHOWN_WAIVED;
        return false;
    }
    if (!rule->when)
        return true;
    po_rule_result when;
    po_rule_evaluate(place->run, rule->when, NULL, &when);
    if (when.truth == PO_FALSE && !when.doubt) {
        instance->state = PO_SHOWN_NOT_APPLICABLE;
        instance->not_applicable = rule->duty->when;
        return false;
    }
    if (when.truth != PO_TRUE || when.doubt)
        lack(maker, instance, NULL, PO_LACK_FACT, fact_name(&when));
    return true;
}

/* ---- where it stands --------------------------------------------------------------------------------- */

static bool has_field(const po_record_set *records, const po_field *field) {
    for (size_t i = 0; i < records->records.count; i++) {
        const po_record *record = &records->records.items[i];
        for (uint32_t k = 0; k < record->field_count; k++)
            if (record->fields[k].at == field->at && po_text_equal(record->fields[k].name, field->name))
                return true;
    }
    return false;
}

/* The file of the plan in which a field stands. */
static const po_source *file_of(const po_shown_plan *plan, const po_field *field) {
    for (size_t i = 0; plan->paper_count > 1 && i < plan->paper_count; i++)
        if (has_field(plan->papers[i]->records, field))
            return plan->papers[i]->source;
    return plan->source;
}

typedef PO_LIST(po_source_place) places;

static bool is_there(const places *list, const po_source_place *place) {
    for (size_t i = 0; i < list->count; i++) {
        const po_source_place *other = &list->items[i];
        if (other->source == place->source && other->page == place->page && other->table == place->table && other->row == place->row &&
            other->column == place->column && other->line == place->line && po_text_equal(other->sheet, place->sheet))
            return true;
    }
    return false;
}

static places places_of(po_arena *arena, const po_shown_plan *plan, const po_rule_result *result) {
    places list = {0};
    for (size_t i = 0; i < result->origin_count; i++) {
        const po_field *field = result->origins[i];
        const po_source *source = file_of(plan, field);
        for (uint32_t k = 0; k < field->at_count && list.count < PLACES_MAX; k++) {
            const po_place *at = &field->at[k];
            po_source_place place = {source, at->page, at->table, at->row, at->column, at->line, at->sheet};
            if (is_there(&list, &place))
                continue;
            place.sheet = po_arena_dup(arena, at->sheet);
            *PO_LIST_ADD(arena, &list) = place;
        }
    }
    return list;
}

/* The record that holds a field of a view. */
static const po_record *record_of(const po_record_set *records, const po_field *field) {
    for (size_t i = 0; i < records->records.count; i++) {
        const po_record *record = &records->records.items[i];
        if (field >= record->fields && field < record->fields + record->field_count)
            return record;
    }
    return NULL;
}

static const char *const *fields_of(po_arena *arena, const po_record_set *records, const po_rule_result *result) {
    const char **names = PO_NEW_ARRAY(arena, const char *, result->origin_count);
    for (size_t i = 0; i < result->origin_count; i++) {
        const po_field *field = result->origins[i];
        const po_record *record = record_of(records, field);
        names[i] = po_arena_printf(arena, "%s %s", record ? record->id : "?", field->name);
    }
    return names;
}

static const char *words_of(po_arena *arena, const po_rule_result *result) {
    const po_field *field = result->origin_count ? result->origins[0] : NULL;
    const char *text = field ? po_text_squeeze(arena, field->text) : NULL; /* a copy: records go */
    if (!text || strlen(text) <= WORDS_MAX)
        return text;
    size_t size = WORDS_MAX;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    return po_arena_printf(arena, "%.*s\xE2\x80\xA6", (int)size, text);
}

/* ---- one part ----------------------------------------------------------------------------------------- */

typedef struct part_look {
    po_state_maker *maker;
    const po_plan_look *look;
    const po_evidence_compiled *part;
    po_duty_instance *instance;
} part_look;

/* Surely true, and on something that stands somewhere. */
static bool surely(const po_rule_result *result) {
    return result->truth == PO_TRUE && !result->doubt && result->origin_count > 0;
}

static void keep_shown(const part_look *at, const po_rule_result *result, const char *value) {
    po_arena *arena = at->maker->arena;
    const places list = places_of(arena, at->look->plan, result);
    bool event = at->part->part->kind == PO_PART_EVENT;
    const po_stated_records *stated = &at->look->plan->stated;
    *PO_LIST_ADD(arena, &at->instance->shown) = (po_duty_shown){.message = at->part->part->message,
                                                                .source = at->look->plan->source,
                                                                .at = list.items,
                                                                .at_count = list.count,
                                                                .value = po_arena_dup(arena, value),
                                                                .words = words_of(arena, result),
                                                                .fields = fields_of(arena, event ? stated->happened : stated->affirmed, result),
                                                                .field_count = result->origin_count,
                                                                .text = result->origin_count ? ((const po_field *)result->origins[0])->at : NULL};
}

static void keep_conflict(const part_look *at, const po_rule_result *result) {
    po_arena *arena = at->maker->arena;
    const places list = places_of(arena, at->look->plan, result);
    *PO_LIST_ADD(arena, &at->instance->conflicts) = (po_duty_conflict){.message = at->part->part->message,
                                                                       .words = words_of(arena, result),
                                                                       .source = at->look->plan->source,
                                                                       .at = list.items,
                                                                       .at_count = list.count};
}

/* Whether the document says the opposite. What it affirms in other sentences does not take that back where the author asked for it
 * (`against`); else only where nothing affirms. */
static bool denies(const part_look *at, bool affirmed) {
    const po_rule *rule = at->part->against ? at->part->against : affirmed ? NULL : at->part->shown;
    po_rule_result result;
    if (!rule)
        return false;
    po_rule_evaluate(at->look->runs[DENIED], rule, NULL, &result);
    if (result.truth != PO_TRUE || result.origin_count == 0)
        return false;
    keep_conflict(at, &result);
    return true;
}

static verdict judge_event(const part_look *at, const po_rule_result *shown) {
    char text[PO_DATE_TEXT_MAX];
    po_rule_result date = {0};
    if (at->part->date)
        po_rule_evaluate(at->look->runs[HAPPENED], at->part->date, NULL, &date);
    bool dated = date.known && !date.doubt;
    keep_shown(at, shown, dated ? po_date_format_iso(date.date, text) : NULL);
    bool to_come = dated && po_date_compare(date.date, at->maker->input->as_of) > 0;
    return to_come ? PLANNED : STATED;
}

static verdict judge_silence(const part_look *at, const po_rule_result *shown) {
    const char *message = at->part->part->message;
    const po_shown_plan *plan = at->look->plan;
    if (shown->truth == PO_TRUE || (shown->doubt && shown->truth != PO_FALSE)) {
        lack(at->maker, at->instance, message, PO_LACK_DOUBTFUL, shown->doubt);
        return OPEN;
    }
    po_rule_result answered;
    po_rule_evaluate(at->look->runs[ANSWERED], at->part->shown, NULL, &answered);
    if (answered.truth == PO_TRUE) { /* it is written there, in words that deny */
        lack(at->maker, at->instance, message, PO_LACK_DENIED, NULL);
        return OPEN;
    }
    po_rule_result looked = {.truth = PO_UNKNOWN};
    if (at->part->looked && !plan->unread)
        po_rule_evaluate(at->look->runs[AFFIRMED], at->part->looked, NULL, &looked);
    bool found = looked.truth == PO_TRUE && !looked.doubt;
    lack(at->maker, at->instance, message, found ? PO_LACK_NOT_FOUND : PO_LACK_NOT_READ, plan->unread);
    return found ? ABSENT : OPEN;
}

static verdict judge_read(const part_look *at) {
    bool event = at->part->part->kind == PO_PART_EVENT;
    po_rule_result shown;
    po_rule_evaluate(at->look->runs[event ? HAPPENED : AFFIRMED], at->part->shown, NULL, &shown);
    if (denies(at, surely(&shown)))
        return DENIES;
    if (!surely(&shown))
        return judge_silence(at, &shown);
    if (event)
        return judge_event(at, &shown);
    keep_shown(at, &shown, NULL);
    return HELD;
}

static verdict judge_part(po_state_maker *maker, po_shown_place *place, const po_evidence_compiled *part, po_duty_instance *instance) {
    const po_evidence_part *asked = part->part;
    if (asked->kind == PO_PART_BY_HAND) {
        lack(maker, instance, asked->message, PO_LACK_BY_HAND, NULL);
        return BY_HAND;
    }
    po_lack_reason reason = PO_LACK_NO_DOCUMENT;
    po_plan_look *look = po_state_look(maker, place, asked->in, &reason);
    if (!look) {
        lack(maker, instance, asked->message, reason, asked->in);
        return OPEN;
    }
    if (look->plan->contradiction) {
        lack(maker, instance, asked->message, PO_LACK_CONTRADICTORY, look->plan->contradiction);
        return OPEN;
    }
    return judge_read(&(part_look){maker, look, part, instance});
}

/* ---- all parts ---------------------------------------------------------------------------------------- */

typedef struct tally {
    size_t of[VERDICTS];
    size_t count;
} tally;

static po_shown_state weigh(const tally *t) {
    size_t shown = t->of[HELD] + t->of[STATED] + t->of[PLANNED];
    if (t->of[DENIES] > 0)
        return PO_SHOWN_CONFLICTING;
    if (t->count > 0 && t->of[HELD] == t->count)
        return PO_SHOWN_SATISFIED;
    if (t->count > 0 && shown == t->count)
        return t->of[PLANNED] > 0 ? PO_SHOWN_PLANNED : PO_SHOWN_STATED;
    if (t->of[HELD] > 0)
        return PO_SHOWN_RESIDUE;
    size_t looked_for = t->count - t->of[BY_HAND];
    return looked_for > 0 && t->of[ABSENT] == looked_for ? PO_SHOWN_NOT_FOUND : PO_SHOWN_UNKNOWN;
}

static bool about_plan(const po_finding *finding, const po_source *source) {
    bool here = finding->source && po_source_plan(finding->source) == source;
    for (size_t k = 0; !here && k < finding->at_count; k++)
        here = finding->at[k].source && po_source_plan(finding->at[k].source) == source;
    return here;
}

/* Whether it is about one of the plans that could show the duty here. */
static bool about_place(po_state_maker *maker, po_shown_place *place, const po_duty_rule *rule, const po_finding *finding) {
    for (size_t i = 0; i < rule->parts.count; i++) {
        po_lack_reason reason;
        const po_plan_look *look = po_state_look(maker, place, rule->parts.items[i].part->in, &reason);
        if (look && about_plan(finding, look->plan->source))
            return true;
    }
    return false;
}

static bool listed(char *const *codes, size_t count, const char *code) {
    for (size_t i = 0; i < count; i++)
        if (po_text_equal(codes[i], code))
            return true;
    return false;
}

static bool contradicts(const po_duty_rule *rule, const po_finding *finding) {
    return rule->rule && listed(rule->rule->conflicts, rule->rule->conflict_count, finding->code);
}

static bool counts_against(const po_duty_rule *rule, const po_finding *finding) {
    bool named = rule->rule && listed(rule->rule->findings, rule->rule->finding_count, finding->code);
    return named || contradicts(rule, finding) || po_text_equal(finding->duty, rule->duty->id);
}

static void weigh_finding(const po_state_maker *maker, const po_duty_rule *rule, const po_finding *finding, bool held, po_duty_instance *instance) {
    if (contradicts(rule, finding)) {
        *PO_LIST_ADD(maker->arena, &instance->conflicts) =
            (po_duty_conflict){.finding = finding->id, .source = finding->source, .at = finding->at, .at_count = finding->at_count};
        instance->state = PO_SHOWN_CONFLICTING;
        return;
    }
    lack(maker, instance, NULL, PO_LACK_FINDING, finding->id);
    bool stated = instance->state == PO_SHOWN_STATED || instance->state == PO_SHOWN_PLANNED;
    if (instance->state == PO_SHOWN_SATISFIED || (stated && held && finding->severity != PO_FINDING_WORTH_A_LOOK))
        instance->state = PO_SHOWN_RESIDUE;
}

/* What a check found against the duty: what was read stays shown, but it does not satisfy. */
static void weigh_findings(po_state_maker *maker, po_shown_place *place, const po_duty_rule *rule, bool held, po_duty_instance *instance) {
    const po_findings *findings = maker->input->findings;
    for (size_t i = 0; findings && i < findings->list.count; i++) {
        const po_finding *finding = &findings->list.items[i];
        if (counts_against(rule, finding) && about_place(maker, place, rule, finding))
            weigh_finding(maker, rule, finding, held, instance);
    }
}

/* A role confirmed it in the district's facts: only where the confirmed day is the whole of what the duty asks. */
static void attested_in_facts(const po_state_maker *maker, const po_shown_place *place, po_duty_instance *instance) {
    const po_lea_facts *facts = maker->input->facts;
    const po_fact_events *events = place->facts ? &place->facts->events : facts && !place->cds ? &facts->events : NULL;
    const po_duty *duty = instance->duty;
    for (size_t i = 0; events && duty->deadlines.count == 1 && i < events->count; i++) {
        const po_fact_event *event = &events->items[i];
        const char *name = po_arena_printf(maker->scratch, "%s#%s", duty->id, duty->deadlines.items[0].name);
        bool past = po_date_compare(event->date, maker->input->as_of) <= 0;
        if (!event->attested_by || !past || event->plan_year != maker->input->plan_year || !po_text_equal(event->deadline, name))
            continue;
        po_duty_attest *attest = PO_NEW(maker->arena, po_duty_attest);
        *attest = (po_duty_attest){event->attested_by, event->pointer, event->attested_on};
        instance->attest = attest;
        if (instance->state > PO_SHOWN_CONFLICTING && instance->state < PO_SHOWN_ATTESTED)
            instance->state = PO_SHOWN_ATTESTED;
    }
}

void po_state_judge(po_state_maker *maker, po_shown_place *place, const po_duty_rule *rule, po_duty_instance *instance) {
    instance->state = PO_SHOWN_UNKNOWN;
    if (!applies(maker, place, rule, instance))
        return;
    bool unsure = instance->missing.count > 0; /* whether it applies is not known */
    tally t = {.count = rule->parts.count};
    for (size_t i = 0; i < rule->parts.count; i++)
        t.of[judge_part(maker, place, &rule->parts.items[i], instance)]++;
    if (rule->parts.count == 0)
        lack(maker, instance, NULL, PO_LACK_BY_HAND, NULL);
    instance->state = weigh(&t);
    weigh_findings(maker, place, rule, t.of[HELD] > 0, instance);
    attested_in_facts(maker, place, instance);
    if (unsure && instance->state != PO_SHOWN_ATTESTED)
        instance->state = PO_SHOWN_UNKNOWN;
    if (unsure)
        instance->missing.count = 1; /* what would be missing is not worth saying before it is known to apply */
}
