/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers in plain words: why the state is looking at us. First everybody is counted; then, if they are few enough to be read, each is told
 * with the levels behind it, what would end it, what follows, what cannot be told, and where the state says otherwise.
 */
#include "app/identify_run.h"
#include "base/text.h"
#include "identify/identify_json.h"

/* More are only counted: nobody reads on. */
#define TOLD_MAX 200

typedef struct telling {
    po_identify_run_state *state;
    po_arena *arena; /* of one answer */
    po_summary summary;
    size_t told;
} telling;

#define SAY(t, ...) po_language_sentence((t)->state->language, (t)->arena, __VA_ARGS__, NULL)

static const char *number(const telling *t, size_t value) {
    return po_arena_printf(t->arena, "%zu", value);
}

static const char *year_text(const telling *t, int year) {
    return po_arena_printf(t->arena, "%d", year);
}

/* "4, 5" */
static const char *bits_text(const telling *t, uint32_t bits) {
    const char *text = NULL;
    for (int i = 1; i < 32; i++) {
        if (bits >> i & 1)
            text = text ? po_arena_printf(t->arena, "%s, %d", text, i) : po_arena_printf(t->arena, "%d", i);
    }
    return text;
}

static const char *joined(const telling *t, const char *text, const char *more) {
    return text ? po_arena_printf(t->arena, "%s; %s", text, more) : more;
}

/* ---- one student group ------------------------------------------------------------------------ */

static void tell_why(const telling *t, const po_group_result *group) {
    const char *text = NULL;
    for (size_t i = 0; i < group->why.count; i++) {
        const po_why *why = &group->why.items[i];
        text = joined(t, text, po_arena_printf(t->arena, "%s %s", why->indicator->label, why->word));
    }
    if (text)
        printf("      %s\n", SAY(t, "identify.why", "levels", text, "year", year_text(t, group->why.items[0].year)));
}

static void tell_open(const telling *t, const po_group_result *group) {
    for (size_t i = 0; i < group->open.count; i++) {
        const po_open_level *open = &group->open.items[i];
        const char *indicator = open->indicator->label;
        const char *year = year_text(t, open->year);
        printf("      %s\n", open->only_lowest ? SAY(t, "identify.open_lowest", "indicator", indicator, "level",
                                                     open->next_word, "year", year)
                                               : SAY(t, "identify.open", "indicator", indicator, "year", year));
    }
}

static const char *move_text(const telling *t, const struct po_move *move) {
    const char *key = move->levels == 1 ? "identify.move_one" : "identify.move";
    return SAY(t, key, "indicator", move->indicator->label, "from", move->from, "to", move->to, "levels",
               number(t, (size_t)move->levels));
}

static void tell_endings(const telling *t, const po_group_result *group) {
    const char *text = NULL;
    for (size_t i = 0; i < group->endings.count; i++) {
        const po_ending *ending = &group->endings.items[i];
        const char *one = move_text(t, &ending->moves[0]);
        if (ending->move_count == 2)
            one = SAY(t, "identify.and", "a", one, "b", move_text(t, &ending->moves[1]));
        text = text ? SAY(t, "identify.or", "a", text, "b", one) : one;
    }
    if (text)
        printf("      %s\n", SAY(t, "identify.ends", "moves", text));
    else if (group->computed == PO_TRUE && group->why.count > 0)
        printf("      %s\n", SAY(t, "identify.ends_many"));
}

static void tell_group(const telling *t, const po_group_result *group, int year) {
    bool by_state = group->priorities == 0 && group->official_priorities != 0;
    const char *priorities = bits_text(t, by_state ? group->official_priorities : group->priorities);
    const char *key = group->met != PO_TRUE ? "identify.group_open"
                      : priorities          ? "identify.group_priorities"
                                            : "identify.group";
    printf("    %s", SAY(t, key, "group", group->label, "priorities", priorities ? priorities : ""));
    if (group->since && group->since < year && group->met == PO_TRUE)
        printf(" %s", SAY(t, "identify.group_since", "year", year_text(t, group->since)));
    putchar('\n');
    tell_why(t, group);
    tell_open(t, group);
    tell_endings(t, group);
}

/* ---- one answer ------------------------------------------------------------------------------- */

static const char *possible_text(const telling *t, const po_identified *result) {
    const char *text = NULL;
    for (size_t i = 0; i < result->possible_count; i++) {
        const char *label = result->possible[i]->label;
        text = text ? SAY(t, "identify.or", "a", text, "b", label) : label;
    }
    return text ? text : "";
}

static const char *status_line(const telling *t, const po_identified *result) {
    const char *year = year_text(t, result->year);
    const char *basis = result->basis == PO_BASIS_OFFICIAL   ? "identify.official"
                        : result->basis == PO_BASIS_NOTIFIED ? "identify.notified"
                                                             : "identify.computed";
    if (!result->status && !result->set)
        return SAY(t, "identify.no_rule", "year", year, "title", result->identification->title);
    if (!result->status)
        return SAY(t, "identify.unknown", "year", year, "possible", possible_text(t, result));
    if (result->identification->book->dashboards.count == 0)
        return SAY(t, "identify.status_of_letter", "status", result->status->label, "year", year, "basis",
                   SAY(t, basis, "letter", result->official->letter_date ? result->official->letter_date : ""));
    return SAY(t, "identify.status", "status", result->status->label, "year", year, "basis",
               SAY(t, basis, "letter",
                   result->official && result->official->letter_date ? result->official->letter_date : ""));
}

static void tell_flags(const telling *t, const po_identified *result) {
    for (size_t i = 0; i < result->flags.count; i++) {
        const po_flag_result *flag = &result->flags.items[i];
        const char *text = NULL;
        for (unsigned g = 0; g < PO_IDENTIFY_GROUPS_MAX; g++) {
            if (po_flag_groups(flag) >> g & 1)
                text = joined(t, text, t->state->books->groups->terms.items[g].label);
        }
        if (po_flag_truth(flag) != PO_TRUE)
            continue;
        printf("    %s (%s)%s%s\n", flag->flag->label, flag->flag->law, text ? ": " : "", text ? text : "");
        for (size_t n = 0; n < flag->flag->follow_count; n++)
            printf("      %s\n", flag->flag->follows[n]);
    }
}

static void tell_follows(const telling *t, const po_identified *result) {
    for (size_t i = 0; result->status && i < result->status->follow_count; i++)
        printf("    %s\n", SAY(t, "identify.follows", "text", result->status->follows[i]));
}

static const char *reason_text(const telling *t, po_difference_reason reason) {
    static const char *const keys[] = {"identify.reason_missing", "identify.reason_local", "identify.reason_carried",
                                       "identify.reason_rule", "identify.reason_source"};
    return SAY(t, keys[reason]);
}

static void tell_differences(const telling *t, const po_identified *result) {
    for (size_t i = 0; i < result->differences.count; i++) {
        const po_difference *difference = &result->differences.items[i];
        printf("    %s\n", SAY(t, "identify.difference", "what", difference->name, "official", difference->official,
                               "computed", difference->computed, "reason", reason_text(t, difference->reason)));
    }
}

static void tell_rule(const telling *t, const po_identified *result) {
    if (result->set && result->set->confidence != 'H')
        printf("    %s\n", SAY(t, "identify.confidence", "citation", result->set->citation));
}

/* Other ways in, of which these files say nothing. */
static void tell_open_methods(const telling *t, const po_identified *result) {
    for (size_t i = 0; i < result->methods.count && !result->status; i++) {
        if (result->methods.items[i].truth == PO_EITHER)
            printf("    %s\n", SAY(t, "identify.method_open", "method", result->methods.items[i].label));
    }
}

static bool is_told(const po_identified *result) {
    return result->identified != PO_FALSE || result->differences.count > 0;
}

static bool tell(void *context, const po_identified *result) {
    telling *t = context;
    if (!is_told(result))
        return true;
    t->arena = po_arena_create();
    const po_identify_entity *entity = result->entity;
    const char *name = entity->name ? entity->name : entity->cds;
    printf("\n%s (%s)\n  %s\n", name, entity->cds, status_line(t, result));
    if (result->since && result->since < result->year)
        printf("    %s\n", SAY(t, "identify.since", "year", year_text(t, result->since)));
    for (size_t i = 0; i < result->groups.count; i++)
        tell_group(t, &result->groups.items[i], result->year);
    tell_open_methods(t, result);
    tell_flags(t, result);
    tell_follows(t, result);
    tell_rule(t, result);
    tell_differences(t, result);
    po_arena_destroy(t->arena);
    return true;
}

/* ---- all answers ------------------------------------------------------------------------------ */

static bool count(void *context, const po_identified *result) {
    telling *t = context;
    po_summary_add(&t->summary, result);
    t->told += is_told(result);
    return true;
}

static void tell_counts(const telling *t) {
    const po_summary *summary = &t->summary;
    for (size_t i = 0; i < summary->statuses.count; i++) {
        const po_status_count *status = &summary->statuses.items[i];
        const char *label = po_text_equal(status->status, "unknown") ? SAY(t, "identify.count_unknown")
                            : po_text_equal(status->status, "rule-not-confirmed")
                                ? SAY(t, "identify.count_no_rule")
                                : status->label;
        printf("  %s\n", SAY(t, "identify.count", "title", status->identification->title, "year",
                             year_text(t, status->year), "status", label, "count", number(t, status->count)));
    }
}

static void tell_together(const telling *t) {
    const po_summary *summary = &t->summary;
    for (size_t i = 0; i < summary->together.count; i++) {
        const po_together_count *together = &summary->together.items[i];
        printf("  %s\n", SAY(t, "identify.together", "programs",
                             po_summary_families(summary, t->arena, together->families), "count",
                             number(t, together->count), "agencies", number(t, summary->agencies), "charters",
                             number(t, together->with_charters)));
    }
}

static void tell_stability(const telling *t) {
    for (size_t i = 0; i < t->summary.stability.count; i++) {
        const po_stability *stability = &t->summary.stability.items[i];
        const char *years = NULL;
        for (size_t y = 0; y < stability->years.count; y++)
            years = years ? po_arena_printf(t->arena, "%s, %d", years, stability->years.items[y])
                          : year_text(t, stability->years.items[y]);
        printf("  %s\n", SAY(t, "identify.stability", "years", years, "known", number(t, stability->known), "ever",
                             number(t, stability->ever), "every", number(t, stability->every)));
    }
}

static void tell_row_checks(const telling *t) {
    size_t count;
    const po_row_check_count *checks = po_evidence_checks(t->state->evidence, &count);
    for (size_t i = 0; i < count; i++) {
        if (checks[i].held + checks[i].failed == 0)
            continue;
        printf("  %s\n", SAY(t, "identify.row_check", "title", checks[i].check->title, "held",
                             number(t, checks[i].held), "rows", number(t, checks[i].held + checks[i].failed)));
        if (checks[i].failed > 0)
            printf("    %s\n", SAY(t, "identify.row_failed", "place", checks[i].first));
    }
}

void po_identify_print_text(po_identify_run_state *state, po_identify *identify) {
    telling t = {.state = state, .arena = state->arena};
    po_summary_start(state->arena, &t.summary);
    po_identify_run(identify, count, &t);
    po_summary_finish(&t.summary);
    puts(SAY(&t, "identify.title"));
    if (t.told <= TOLD_MAX)
        po_identify_run(identify, tell, &t);
    else
        printf("%s\n", SAY(&t, "identify.too_many", "count", number(&t, t.told)));
    t.arena = state->arena;
    printf("\n%s\n", SAY(&t, "identify.counts"));
    tell_counts(&t);
    tell_together(&t);
    tell_stability(&t);
    tell_row_checks(&t);
}
