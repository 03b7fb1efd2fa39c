/* SPDX-License-Identifier: Apache-2.0
 *
 * Demands over the model. See demand_check.h.
 */
#include "check/demand_check.h"

#include <string.h>

#include "base/text.h"
#include "check/demand_text.h"
#include "model/cds.h"

typedef enum verdict { HELD, FAILED, UNKNOWN } verdict;

/* What an identification is about. */
typedef struct subject {
    const po_entity *identification;
    const char *site_cds;  /* canonical, or NULL: the district as a whole */
    const char *site_name; /* NULL: not known */
    const char *groups, *about; /* labels, for the message */
} subject;

/* Needs by identification and actions by need, gathered once. */
typedef struct po_demander {
    const po_model *model;
    const po_program *program;
    const po_demand *demand;
    po_findings *findings;
    po_arena *arena;
    po_map *flagged;   /* identification id -> entity_list of needs */
    po_map *answers;   /* need id -> entity_list of actions */
    po_map *parts;     /* need id -> entity_list of needs that are part of it, or it of them */
    po_map *texts;     /* entity id -> po_demand_text */
    po_map *site_names; /* code -> name */
} po_demander;

typedef struct entity_list {
    PO_LIST(const po_entity *) list;
} entity_list;

/* ---- gathering --------------------------------------------------------------------------------- */

static void add_to(po_arena *arena, po_map *map, const char *key, const po_entity *entity) {
    entity_list *list = po_map_get(map, key);
    if (!list) {
        list = PO_NEW(arena, entity_list);
        po_map_set(map, key, list);
    }
    *PO_LIST_ADD(arena, &list->list) = entity;
}

static void gather_links(po_demander *demander) {
    for (size_t i = 0; i < demander->model->links.count; i++) {
        const po_link *link = &demander->model->links.items[i];
        if (po_text_equal(link->kind, "flags"))
            add_to(demander->arena, demander->flagged, link->from->id, link->to);
        else if (po_text_equal(link->kind, "addresses") && po_entity_is(link->from, "action"))
            add_to(demander->arena, demander->answers, link->to->id, link->from);
        else if (po_text_equal(link->kind, "part-of")) {
            add_to(demander->arena, demander->parts, link->from->id, link->to);
            add_to(demander->arena, demander->parts, link->to->id, link->from);
        }
    }
}

static const char *canonical(po_arena *arena, const char *printed) {
    char code[PO_CDS_TEXT_MAX];
    po_cds_reading reading;
    return printed && po_cds_parse(printed, code, &reading) ? po_arena_dup(arena, code) : NULL;
}

static void gather_sites(po_demander *demander) {
    const po_entity *site;
    for (size_t i = 0; (site = po_model_nth(demander->model, "site", i)); i++) {
        const char *code = canonical(demander->arena, po_entity_text(site, "cds"));
        if (code && po_entity_text(site, "name"))
            po_map_add(demander->site_names, code, po_arena_dup(demander->arena, po_entity_text(site, "name")));
    }
}

static const po_demand_text *text_of(po_demander *demander, const po_entity *entity, const char *const *fields, size_t count) {
    po_demand_text *text = po_map_get(demander->texts, entity->id);
    if (text)
        return text;
    po_buffer all = {0};
    for (size_t i = 0; i < count; i++) {
        const char *part = po_schema_field(entity->definition, fields[i]) ? po_entity_text(entity, fields[i]) : NULL;
        po_buffer_add_text(&all, part ? part : "");
        po_buffer_add_char(&all, '\n');
    }
    text = PO_NEW(demander->arena, po_demand_text);
    *text = po_demand_text_make(demander->arena, po_buffer_text(&all));
    po_buffer_finish(&all);
    po_map_set(demander->texts, entity->id, text);
    return text;
}

/* ---- who was identified for what -------------------------------------------------------------- */

static const po_term *term_of(const po_demander *demander, const char *vocabulary, const char *id) {
    return id ? po_vocabulary_find(po_schema_vocabulary(demander->model->schema, vocabulary), id) : NULL;
}

/* Calls `each` for every code of the two fields; stops at false. */
static bool each_term(const po_demander *demander, const po_entity *entity, const char *one, const char *several,
                      const char *vocabulary, bool (*each)(void *context, const po_term *term), void *context) {
    const po_value *values[] = {po_entity_get(entity, one), po_entity_get(entity, several)};
    for (int i = 0; i < 2; i++) {
        const po_term *term = values[i] ? term_of(demander, vocabulary, values[i]->value) : NULL;
        if (term && !each(context, term))
            return false;
        for (uint32_t n = 0; values[i] && n < values[i]->value_count; n++) {
            term = term_of(demander, vocabulary, values[i]->values[n]);
            if (term && !each(context, term))
                return false;
        }
    }
    return true;
}

static bool add_label(void *context, const po_term *term) {
    po_buffer *labels = context;
    po_buffer_add_text(labels, labels->size > 0 ? ", " : "");
    po_buffer_add_text(labels, term->label);
    return true;
}

static const char *labels_of(const po_demander *demander, const po_entity *entity, const char *one, const char *several,
                             const char *vocabulary) {
    po_buffer labels = {0};
    (void)each_term(demander, entity, one, several, vocabulary, add_label, &labels);
    const char *copy = po_arena_dup(demander->findings->arena, po_buffer_text(&labels));
    po_buffer_finish(&labels);
    return copy;
}

static subject subject_of(const po_demander *demander, const po_entity *identification) {
    subject of = {.identification = identification};
    const char *code = canonical(demander->arena, po_entity_text(identification, "site"));
    if (code && po_cds_is_school(code)) {
        of.site_cds = code;
        of.site_name = po_map_get(demander->site_names, code);
    }
    of.groups = labels_of(demander, identification, "group", "groups", "student-group");
    of.about = labels_of(demander, identification, "topic", "topics", "topic");
    return of;
}

/* ---- named ------------------------------------------------------------------------------------- */

typedef struct naming {
    po_arena *arena;
    const po_demand_text *text;
} naming;

static bool term_named(void *context, const po_term *term) {
    const naming *in = context;
    return po_text_equal(term->id, "all-students") || po_demand_names_term(in->arena, in->text, term);
}

static verdict named_in(const po_demander *demander, const subject *of, const po_demand_text *text) {
    naming in = {demander->arena, text};
    if (of->site_cds && !of->site_name)
        return UNKNOWN;
    po_demand_naming school = of->site_cds ? po_demand_names_school(demander->arena, text, of->site_name) : PO_DEMAND_NAMED;
    if (school == PO_DEMAND_NOT_NAMED)
        return FAILED;
    if (!each_term(demander, of->identification, "group", "groups", "student-group", term_named, &in))
        return FAILED;
    bool all = each_term(demander, of->identification, "topic", "topics", "topic", term_named, &in);
    return all && school == PO_DEMAND_NAMED ? HELD : UNKNOWN;
}

static bool of_plan(const po_demander *demander, const po_entity *entity) {
    return entity->source && po_entity_current(entity) && po_text_equal(entity->source->program, demander->program->id);
}

static const po_entity *answer_to(const po_demander *demander, const char *site_cds) {
    const po_entity *narrative;
    for (size_t i = 0; (narrative = po_model_nth(demander->model, "narrative", i)); i++)
        if (of_plan(demander, narrative) && po_text_equal(po_entity_value(narrative, "prompt"), demander->demand->prompt) &&
            (!site_cds || po_text_equal(narrative->source->cds, site_cds)))
            return narrative;
    return NULL;
}

static verdict judge_named(po_demander *demander, const subject *of) {
    static const char *const fields[] = {"text"};
    const po_entity *narrative = answer_to(demander, NULL);
    return narrative ? named_in(demander, of, text_of(demander, narrative, fields, 1)) : UNKNOWN;
}

/* ---- answered ---------------------------------------------------------------------------------- */

static const po_source *plan_of_site(const po_demander *demander, const char *cds) {
    for (size_t i = 0; i < demander->model->sources.count; i++) {
        const po_source *source = demander->model->sources.items[i];
        if (source->state == PO_SOURCE_CURRENT && po_text_equal(source->program, demander->program->id) &&
            po_text_equal(source->cds, cds))
            return source;
    }
    return NULL;
}

/* Without the school's plan nothing is known of it. */
static verdict judge_answered(po_demander *demander, const subject *of) {
    if (!of->site_cds || !plan_of_site(demander, of->site_cds))
        return UNKNOWN;
    const po_entity *narrative = answer_to(demander, of->site_cds);
    return narrative && !po_text_empty(po_entity_text(narrative, "text")) ? HELD : FAILED;
}

/* ---- addressed --------------------------------------------------------------------------------- */

static bool answered_by_plan(const po_demander *demander, const char *need) {
    const entity_list *actions = po_map_get(demander->answers, need);
    for (size_t i = 0; actions && i < actions->list.count; i++)
        if (of_plan(demander, actions->list.items[i]))
            return true;
    return false;
}

/* All needs that were flagged have an action of this plan, or one of their narrower or broader needs has. */
static bool all_addressed(const po_demander *demander, const entity_list *needs) {
    for (size_t i = 0; i < needs->list.count; i++) {
        const entity_list *parts = po_map_get(demander->parts, needs->list.items[i]->id);
        bool found = answered_by_plan(demander, needs->list.items[i]->id);
        for (size_t n = 0; parts && n < parts->list.count && !found; n++)
            found = answered_by_plan(demander, parts->list.items[n]->id);
        if (!found)
            return false;
    }
    return needs->list.count > 0;
}

static bool speaks_of(const po_demander *demander, const subject *of, const po_demand_text *text) {
    naming in = {demander->arena, text};
    return of->site_cds ? po_demand_names_school(demander->arena, text, of->site_name) != PO_DEMAND_NOT_NAMED
                        : each_term(demander, of->identification, "group", "groups", "student-group", term_named, &in);
}

/* Does any entity of this type of the plan speak of the school, or of the group where no school is meant? */
static bool type_speaks(po_demander *demander, const subject *of, const char *type, const char *const *fields, size_t count) {
    const po_entity *entity;
    for (size_t i = 0; (entity = po_model_nth(demander->model, type, i)); i++)
        if (of_plan(demander, entity) && speaks_of(demander, of, text_of(demander, entity, fields, count)))
            return true;
    return false;
}

/* The answer to the prompt speaks of it and refers to actions of the plan: what they do for it stands there. */
static bool tied_in_answer(po_demander *demander, const subject *of) {
    static const char *const fields[] = {"text"};
    const po_entity *action, *narrative = answer_to(demander, NULL);
    const po_demand_text *text = narrative ? text_of(demander, narrative, fields, 1) : NULL;
    if (!text || !speaks_of(demander, of, text))
        return false;
    for (size_t i = 0; (action = po_model_nth(demander->model, "action", i)); i++)
        if (of_plan(demander, action) && action->code && po_demand_names_action(text, action->code))
            return true;
    return false;
}

/* An action that names it, a goal or measure about it, or an answer that ties it to actions: whether that suffices somebody has to judge. */
static bool spoken_of(po_demander *demander, const subject *of) {
    static const char *const action[] = {"title", "description", "location", "identified_need", "how_addressed"};
    static const char *const goal[] = {"title", "description", "rationale"};
    static const char *const measure[] = {"name"}, *const outcome[] = {"text"};
    if (type_speaks(demander, of, "action", action, sizeof action / sizeof *action))
        return true;
    if (of->site_cds && (type_speaks(demander, of, "goal", goal, sizeof goal / sizeof *goal) || type_speaks(demander, of, "measure", measure, 1) ||
                         type_speaks(demander, of, "outcome", outcome, 1)))
        return true;
    return tied_in_answer(demander, of);
}

static verdict judge_addressed(po_demander *demander, const subject *of) {
    const entity_list *needs = po_map_get(demander->flagged, of->identification->id);
    if (of->site_cds && !of->site_name)
        return UNKNOWN;
    if (needs && all_addressed(demander, needs))
        return HELD;
    return spoken_of(demander, of) ? UNKNOWN : FAILED;
}

/* ---- goal -------------------------------------------------------------------------------------- */

static verdict judge_goal(po_demander *demander, const subject *of) {
    static const char *const fields[] = {"title", "description", "rationale"};
    const po_entity *goal;
    bool any = false;
    for (size_t i = 0; (goal = po_model_nth(demander->model, "goal", i)); i++) {
        if (!of_plan(demander, goal) || !po_text_equal(po_entity_value(goal, "type"), demander->demand->goal_type))
            continue;
        any = true;
        if (!of->site_cds || (of->site_name && po_demand_names_school(demander->arena, text_of(demander, goal, fields, 3), of->site_name) != PO_DEMAND_NOT_NAMED))
            return HELD;
    }
    return any ? UNKNOWN : FAILED;
}

/* ---- verdicts ---------------------------------------------------------------------------------- */

static verdict judge(po_demander *demander, const subject *of) {
    const char *show = demander->demand->show;
    return po_text_equal(show, "named")      ? judge_named(demander, of)
           : po_text_equal(show, "answered") ? judge_answered(demander, of)
           : po_text_equal(show, "goal")     ? judge_goal(demander, of)
                                             : judge_addressed(demander, of);
}

/* The plan that should answer: the school's for "answered", else the district's own. */
static const po_source *plan_asked(const po_demander *demander, const subject *of) {
    if (po_text_equal(demander->demand->show, "answered"))
        return of->site_cds ? plan_of_site(demander, of->site_cds) : NULL;
    for (size_t i = 0; i < demander->model->sources.count; i++) {
        const po_source *source = demander->model->sources.items[i];
        if (source->state == PO_SOURCE_CURRENT && po_text_equal(source->program, demander->program->id) && !source->data &&
            !po_source_is_school(source))
            return source;
    }
    return NULL;
}

static void say_failed(const po_demander *demander, const subject *of, const po_source *plan) {
    const po_demand *demand = demander->demand;
    po_arena *arena = demander->findings->arena;
    po_argument *arguments = PO_NEW_ARRAY(arena, po_argument, 3);
    const char *school = of->site_name ? of->site_name : of->site_cds ? of->site_cds : "";
    arguments[0] = (po_argument){.name = "school", .value = po_arena_dup(arena, school)};
    arguments[1] = (po_argument){.name = "group", .value = of->groups};
    arguments[2] = (po_argument){.name = "about", .value = of->about};
    const po_value *printed = po_entity_get(of->identification, "status");
    po_finding_severity severity = PO_FINDING_WORTH_A_LOOK;
    (void)po_finding_severity_parse(demand->severity, &severity); /* the schema knows no other words */
    po_finding finding = {.code = po_arena_dup(arena, demand->code),
                          .severity = severity,
                          .program = plan->program,
                          .source = plan,
                          .message = po_arena_dup(arena, of->site_cds ? demand->school : demand->message),
                          .action = po_arena_dup(arena, demand->action),
                          .arguments = arguments,
                          .argument_count = 3,
                          .citation = po_arena_dup(arena, demand->citation),
                          .who = po_arena_dup(arena, demand->who),
                          .duty = po_arena_dup(arena, demand->duty),
                          .about = of->identification->id};
    if (printed && printed->lineage) {
        finding.at = printed->lineage->at;
        finding.at_count = printed->lineage->at_count;
    }
    *po_findings_add(demander->findings) = finding;
}

static void say_unknown(const po_demander *demander, const subject *of, const po_source *plan) {
    po_findings *findings = demander->findings;
    findings->unknown++;
    *PO_LIST_ADD(findings->arena, &findings->undecided) =
        (po_undecided){.code = po_arena_dup(findings->arena, demander->demand->code),
                       .program = plan->program,
                       .about = of->identification->id,
                       .source = plan,
                       .reason = "absent",
                       .missing = po_arena_printf(findings->arena, "%s %s %s", of->site_name ? of->site_name : "", of->groups, of->about)};
}

/* A plan rests on the list of the year before it: an older one, where the newer was not given, says no more who is identified. */
static bool stale(const po_entity *identification, const po_source *plan) {
    const po_source *list = identification->source;
    return list && list->list_year > 0 && plan->plan_year > 0 && list->list_year < plan->plan_year - 1;
}

static void ask(po_demander *demander, const po_entity *identification) {
    subject of = subject_of(demander, identification);
    const po_source *plan = plan_asked(demander, &of);
    if (!plan)
        return;
    verdict found = stale(identification, plan) ? UNKNOWN : judge(demander, &of);
    demander->findings->checked++;
    demander->findings->held += found == HELD;
    if (found == FAILED)
        say_failed(demander, &of, plan);
    else if (found == UNKNOWN)
        say_unknown(demander, &of, plan);
}

static bool is_of(const po_demand *demand, const po_entity *identification) {
    const char *status = po_entity_value(identification, "status");
    for (size_t i = 0; status && i < demand->of_count; i++)
        if (po_text_equal(status, demand->of[i]))
            return true;
    return false;
}

static bool in_force(const po_demand *demand, int plan_year) {
    return po_date_none(demand->until) || plan_year == 0 || plan_year < demand->until.year;
}

/* No paper says that anybody was identified: a list that was not given, or one without this district. Which, nobody can tell here. */
static void say_not_given(const po_demander *demander) {
    const po_source *plan = plan_asked(demander, &(subject){0});
    po_findings *findings = demander->findings;
    if (!plan)
        return;
    findings->checked++;
    findings->unknown++;
    *PO_LIST_ADD(findings->arena, &findings->undecided) =
        (po_undecided){.code = po_arena_dup(findings->arena, demander->demand->code),
                       .program = plan->program,
                       .about = "identifications",
                       .source = plan,
                       .reason = "absent",
                       .missing = po_arena_printf(findings->arena, "identification %s", demander->demand->of[0])};
}

static void run_demand(po_demander *demander, int plan_year) {
    const po_entity *identification;
    bool any = false;
    if (!in_force(demander->demand, plan_year))
        return;
    for (size_t i = 0; (identification = po_model_nth(demander->model, "identification", i)); i++)
        if (po_entity_current(identification) && is_of(demander->demand, identification)) {
            ask(demander, identification);
            any = true;
        }
    if (!any && demander->demand->of_count > 0)
        say_not_given(demander);
}

void po_demand_checks(const po_model *model, const po_program *const *programs, size_t count, int plan_year,
                      po_findings *findings) {
    po_arena *arena = po_arena_create();
    po_demander demander = {.model = model,
                            .findings = findings,
                            .arena = arena,
                            .flagged = po_map_create(arena),
                            .answers = po_map_create(arena),
                            .parts = po_map_create(arena),
                            .texts = po_map_create(arena),
                            .site_names = po_map_create(arena)};
    gather_links(&demander);
    gather_sites(&demander);
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < programs[i]->demands.count; n++) {
            demander.program = programs[i];
            demander.demand = &programs[i]->demands.items[n];
            run_demand(&demander, plan_year);
        }
    po_arena_destroy(arena);
}
