/* SPDX-License-Identifier: Apache-2.0
 *
 * Approval readiness as a page: one line for each reviewer at the top, then test by test what was
 * found, what cannot be told, and what shows it.
 */
#include "emit/readiness_view.h"

#include <string.h>

#include "base/text.h"
#include "emit/duty_words.h"
#include "emit/plan_view_parts.h"

#define PLAN_PAGE "plan.html"

typedef struct finding_lines {
    const char *title;
    const po_finding *const *items;
    size_t count;
} finding_lines;

typedef struct duty_lines {
    const char *title;
    const po_duty_instance *const *items;
    size_t count;
    bool folded;
} duty_lines;

bool po_readiness_is_shown(const po_readiness *readiness) {
    return readiness && readiness->reviewers.count > 0;
}

const char *po_readiness_answer(po_arena *arena, const po_language *language, const po_readiness_reviewer *reviewer) {
    const char *found = po_arena_printf(arena, "%zu", reviewer->found),
               *open = po_arena_printf(arena, "%zu", reviewer->open);
    if (!reviewer->reviewer->returns)
        return po_language_sentence(language, arena, "readiness.answer.reports", "found", found, "open", open, NULL);
    if (reviewer->found > 0)
        return po_language_sentence(language, arena, "readiness.answer.found", "found", found, "open", open, NULL);
    return po_language_sentence(language, arena, "readiness.answer.nothing", "open", open, NULL);
}

/* ---- lines ------------------------------------------------------------------------------------
 */

static void add_line(const po_view *view, cJSON *lines, const char *text, const char *anchor) {
    cJSON *line = po_view_item(lines);
    po_view_text(line, "text", text);
    po_view_text(line, "href", anchor ? po_arena_printf(view->arena, "%s%s", PLAN_PAGE, anchor) : NULL);
}

static cJSON *begin_group(cJSON *groups, const char *title, size_t count, bool folded) {
    cJSON *group = po_view_item(groups);
    po_view_text(group, "title", title);
    po_view_count(group, "count", count);
    po_view_flag(group, "folded", folded);
    return cJSON_AddArrayToObject(group, "lines");
}

static void add_findings(const po_view *view, cJSON *groups, const finding_lines *findings, bool folded) {
    if (findings->count == 0)
        return;
    cJSON *lines = begin_group(groups, findings->title, findings->count, folded);
    for (size_t i = 0; i < findings->count; i++) {
        const po_finding *finding = findings->items[i];
        const char *sentence = po_plan_finding_sentence(view->arena, view->input, finding);
        const char *text = finding->source ? PO_SAY(view, "readiness.finding", "document",
                                                    po_view_source_title(view, finding->source), "sentence", sentence)
                                           : sentence;
        add_line(view, lines, text, po_arena_printf(view->arena, "#f-%s", finding->id));
    }
}

/* "Goals for all pupils: Cottonwood Continuation High: Unknown: ..." */
static const char *duty_text(const po_view *view, const po_duty_instance *instance) {
    const char *state = po_duty_state_words(view->arena, view->input, instance->state);
    const char *where = instance->name ? instance->name : instance->cds;
    if (instance->schools > 0)
        where = PO_SAY(view, "readiness.schools", "count", po_arena_printf(view->arena, "%zu", instance->schools));
    return where ? PO_SAY(view, "readiness.duty_at", "duty", instance->duty->title, "where", where, "state", state)
                 : PO_SAY(view, "readiness.duty", "duty", instance->duty->title, "state", state);
}

static void add_duties(const po_view *view, cJSON *groups, const duty_lines *duties) {
    if (duties->count == 0)
        return;
    cJSON *lines = begin_group(groups, duties->title, duties->count, duties->folded);
    for (size_t i = 0; i < duties->count; i++)
        add_line(view, lines, duty_text(view, duties->items[i]),
                 po_arena_printf(view->arena, "#d-%s", duties->items[i]->duty->id));
}

static void add_undecided(const po_view *view, cJSON *groups, const po_readiness_test *test) {
    if (test->undecided.count == 0)
        return;
    cJSON *lines =
        begin_group(groups, PO_SAY(view, "readiness.undecided"), test->undecided.count, test->undecided.count > 3);
    for (size_t i = 0; i < test->undecided.count; i++) {
        const po_undecided *undecided = test->undecided.items[i];
        const char *question =
            po_review_question(view->input->programs, view->input->program_count, undecided->missing);
        const char *text = question ? PO_SAY(view, "review.check.open", "code", undecided->code, "missing", question)
                                    : PO_SAY(view, "review.check.unread", "code", undecided->code);
        if (undecided->source)
            text = PO_SAY(view, "readiness.finding", "document", po_view_source_title(view, undecided->source),
                          "sentence", text);
        add_line(view, lines, text,
                 undecided->source ? po_arena_printf(view->arena, "#s-%s", undecided->source->id) : NULL);
    }
}

static void add_groups(const po_view *view, cJSON *item, const po_readiness_test *test) {
    cJSON *groups = cJSON_AddArrayToObject(item, "groups");
    add_findings(view, groups, &(finding_lines){PO_SAY(view, "readiness.found"), test->found.items, test->found.count},
                 false);
    add_duties(view, groups,
               &(duty_lines){PO_SAY(view, "readiness.against"), test->against.items, test->against.count, false});
    add_duties(view, groups,
               &(duty_lines){PO_SAY(view, "readiness.open"), test->open.items, test->open.count, test->open.count > 6});
    add_undecided(view, groups, test);
    add_findings(view, groups, &(finding_lines){PO_SAY(view, "readiness.looks"), test->looks.items, test->looks.count},
                 true);
    add_findings(view, groups,
                 &(finding_lines){PO_SAY(view, "readiness.decided"), test->decided.items, test->decided.count}, true);
    add_duties(view, groups,
               &(duty_lines){PO_SAY(view, "readiness.shown"), test->shown.items, test->shown.count, true});
    po_view_flag(item, "any_groups", cJSON_GetArraySize(groups) > 0);
}

/* ---- reviewers --------------------------------------------------------------------------------
 */

static void add_test(const po_view *view, cJSON *tests, const po_readiness_test *test) {
    static const char *const KEYS[] = {"readiness.state.not_met", "readiness.state.unknown", "readiness.state.met",
                                       "readiness.state.not_asked"};
    static const char *const CLASSES[] = {"required", "returned", "look", "soft"};
    cJSON *item = po_view_item(tests);
    po_view_text(item, "title", test->test->title);
    po_view_text(item, "citation", test->test->citation);
    po_view_text(item, "state", PO_SAY(view, KEYS[test->state]));
    po_view_text(item, "class", CLASSES[test->state]);
    add_groups(view, item, test);
}

static void add_reviewer(const po_view *view, cJSON *list, const po_readiness_reviewer *reviewer) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "id", po_arena_printf(view->arena, "%s-%s", reviewer->program->id, reviewer->reviewer->id));
    po_view_text(item, "title", reviewer->reviewer->title);
    po_view_text(item, "program", reviewer->program->short_title);
    po_view_text(item, "text", reviewer->reviewer->text);
    po_view_text(item, "citation", reviewer->reviewer->citation);
    po_view_text(item, "answer", po_readiness_answer(view->arena, view->input->language, reviewer));
    po_view_flag(item, "unsure", reviewer->unsure);
    cJSON *tests = cJSON_AddArrayToObject(item, "tests");
    for (size_t i = 0; i < reviewer->tests.count; i++)
        add_test(view, tests, reviewer->tests.items[i]);
}

cJSON *po_readiness_view_create(po_arena *arena, const po_emit_plan_input *input, const po_plan_facts *facts) {
    po_view view = {arena, input, facts, po_family_collect(arena, input->model), po_map_create(arena)};
    const po_readiness_test *nobody = &input->readiness->nobody;
    cJSON *root = cJSON_CreateObject();
    po_view_sentences(root, input->language);
    po_view_text(root, "lea", facts->name ? facts->name : PO_SAY(&view, "lea.unknown"));
    po_view_text(root, "year", po_view_year(arena, facts->plan_year));
    po_view_text(root, "as_of", po_view_date(input->language, arena, input->as_of));
    po_view_text(root, "version", input->version);
    po_view_text(root, "plan", PLAN_PAGE);
    cJSON *reviewers = cJSON_AddArrayToObject(root, "reviewers");
    for (size_t i = 0; i < input->readiness->reviewers.count; i++)
        add_reviewer(&view, reviewers, &input->readiness->reviewers.items[i]);
    cJSON *rest = cJSON_AddObjectToObject(root, "nobody");
    po_view_text(rest, "answer",
                 po_language_sentence(input->language, arena, "readiness.answer.nobody", "found",
                                      po_arena_printf(arena, "%zu", po_readiness_found(nobody)), "open",
                                      po_arena_printf(arena, "%zu", po_readiness_open(nobody)), NULL));
    add_groups(&view, rest, nobody);
    return root;
}
