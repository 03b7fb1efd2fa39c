/* SPDX-License-Identifier: Apache-2.0
 *
 * States: which plan speaks for whom, and what is known of the LEA and each school. A plan that is not the one that counts, is of another
 * year, or contradicts itself on whose it is, speaks for nobody.
 */
#include <string.h>

#include "base/text.h"
#include "check/paper_join.h"
#include "crosswalk/source_identify.h"
#include "duty/state_parts.h"
#include "model/cds.h"
#include "model/site.h"

enum { YEARS_AHEAD = 2 };

/* ---- plans ----------------------------------------------------------------------------------------- */

/* Notes of the reader that something stands in the document which no field holds. */
static bool left_out(const char *code) {
    static const char *const codes[] = {"FORM-010", "FORM-011", "FORM-012", "FORM-013", "FORM-015"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (po_text_equal(codes[i], code))
            return true;
    return false;
}

static const char *first_remark(const po_duty_paper *paper) {
    if (paper->unread)
        return paper->unread;
    const po_diagnostics *said = &paper->records->diagnostics;
    for (size_t i = 0; i < said->list.count; i++)
        if (said->list.items[i].severity != PO_NOTE || left_out(said->list.items[i].code))
            return said->list.items[i].text;
    return NULL;
}

/* Whether two names may be one school's: the words before the kind of school. */
static bool same_name(po_arena *arena, const char *a, const char *b) {
    const char *first = po_site_name_core(arena, po_text_words(arena, a));
    const char *second = po_site_name_core(arena, po_text_words(arena, b));
    return po_text_equal(first, second);
}

static bool named_otherwise(po_arena *arena, const po_source *source, const po_value *name) {
    bool own = name->lineage && name->lineage->source == source;
    return !own && !po_text_empty(name->text) && !same_name(arena, name->text, source->site_name);
}

/* Words that say what kind of agency it is, and not which. */
static bool says_kind(const char *word) {
    static const char *const words[] = {"school", "schools", "district", "unified", "elementary", "union", "high", "joint", "county", "office",
                                        "education", "superintendent", "public", "charter", "academy", "city"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (po_text_equal(words[i], word))
            return true;
    return strlen(word) < 4;
}

/* Whether two names of agencies have a word in common that says which it is, or one of them has none. */
static bool same_agency(po_arena *arena, const char *a, const char *b) {
    char **words = NULL;
    const char *other = po_arena_printf(arena, " %s ", po_text_words(arena, b));
    size_t count = po_text_split(arena, po_text_words(arena, a), ' ', &words), telling = 0;
    for (size_t i = 0; i < count; i++) {
        if (says_kind(words[i]))
            continue;
        telling++;
        if (strstr(other, po_arena_printf(arena, " %s ", words[i])))
            return true;
    }
    return telling == 0;
}

/* Another document with this code is of an agency by another name: one of the codes is wrong, and nobody can tell which. */
static bool another_agency(po_arena *arena, const po_duty_input *input, const po_source *source) {
    for (size_t i = 0; i < input->paper_count; i++) {
        const po_source *other = input->papers[i].source;
        if (other != source && !other->data && !po_text_empty(other->lea_name) && !po_text_empty(source->lea_name) &&
            po_text_equal(po_source_lea(other), po_source_lea(source)) && !same_agency(arena, source->lea_name, other->lea_name))
            return true;
    }
    return false;
}

/* Other documents call the school with this code by another name, or give the school of this name another code. */
static bool another_school(po_arena *arena, const po_model *model, const po_source *source) {
    const po_entity *site = NULL;
    for (size_t i = 0; source->site_name && (site = po_model_nth(model, "site", i)) != NULL; i++) {
        const char *cds = po_entity_value(site, "cds") ? po_entity_value(site, "cds") : po_entity_text(site, "cds");
        char code[PO_CDS_TEXT_MAX];
        if (!cds || !po_cds_parse(cds, code, NULL))
            continue;
        const po_value *name = po_entity_get(site, "name");
        bool here = po_text_equal(code, source->cds);
        if (here && name && named_otherwise(arena, source, name))
            return true;
        for (size_t k = 0; here && k < site->others.count; k++)
            if (po_text_equal(site->others.items[k].field->id, "name") && named_otherwise(arena, source, &site->others.items[k].value))
                return true;
        if (!here && name && !po_text_empty(name->text) && same_name(arena, name->text, source->site_name))
            return true;
    }
    return false;
}

/* Its files as one; false: they are too large together, and a part of a plan shows nothing. */
static bool read_plan(po_state_maker *maker, po_shown_plan *plan) {
    const po_duty_input *input = maker->input;
    po_check_paper *files = PO_NEW_ARRAY(maker->scratch, po_check_paper, plan->paper_count);
    for (size_t i = 0; i < plan->paper_count; i++) {
        const po_duty_paper *paper = plan->papers[i];
        files[i] = (po_check_paper){paper->records, paper->source};
        plan->unread = plan->unread ? plan->unread : first_remark(paper);
        if (!plan->contradiction)
            plan->contradiction = po_source_contradiction(input->crosswalks, paper->records, paper->source);
    }
    if (!plan->contradiction && plan->source->plan_year > po_date_school_year(input->as_of) + YEARS_AHEAD)
        plan->contradiction = "plan-year"; /* no plan is made so early: the year was misread or mistyped */
    if (!plan->contradiction && another_school(maker->scratch, input->model, plan->source))
        plan->contradiction = "site-name";
    if (!plan->contradiction && another_agency(maker->scratch, input, plan->source))
        plan->contradiction = "lea-name";
    po_error err = {0};
    if (plan->paper_count > 1 && po_papers_join(files, plan->paper_count, &plan->joined, &err) != PO_OK)
        return false;
    plan->records = plan->joined ? plan->joined : files[0].records;
    const char *prompts = po_map_get(input->rules->prompts, plan->source->program);
    plan->stated = po_statements_records(maker->scratch, input->rules->statements, prompts, plan->records);
    return true;
}

static bool speaks(const po_duty_paper *paper) {
    return paper->records && paper->source->program && paper->source->state == PO_SOURCE_CURRENT && !paper->source->data;
}

void po_state_collect_plans(po_state_maker *maker) {
    const po_duty_input *input = maker->input;
    for (size_t i = 0; i < input->paper_count; i++) {
        const po_source *source = input->papers[i].source;
        if (!speaks(&input->papers[i]) || source->completes)
            continue;
        po_shown_plan *plan = PO_NEW(maker->scratch, po_shown_plan);
        *plan = (po_shown_plan){.source = source, .papers = PO_NEW_ARRAY(maker->scratch, const po_duty_paper *, input->paper_count)};
        for (size_t k = 0; k < input->paper_count; k++)
            if (speaks(&input->papers[k]) && po_source_plan(input->papers[k].source) == source)
                plan->papers[plan->paper_count++] = &input->papers[k];
        if (read_plan(maker, plan))
            *PO_LIST_ADD(maker->scratch, &maker->plans) = plan;
    }
}

/* ---- facts ------------------------------------------------------------------------------------------ */

static void set_text(po_arena *arena, po_map *cells, const char *name, const char *text, po_rule_hint hint) {
    if (!text || po_map_get(cells, name))
        return;
    po_rule_cell *cell = PO_NEW(arena, po_rule_cell);
    *cell = (po_rule_cell){.text = text, .value = text, .hint = hint};
    po_map_set(cells, name, cell);
}

/* What documents print of the district, where its facts do not say it: of the program's plan that counts, and of its data files. */
static void add_printed(po_state_maker *maker, po_shown_place *place, const po_fact_rule *printed) {
    if (po_map_get(place->cells, printed->fact->name) || (po_text_equal(printed->fact->level, "school") && !place->cds))
        return;
    const po_duty_input *input = maker->input;
    po_record_view view;
    const po_record_set nothing = {0};
    po_record_view_init(&view, maker->scratch, &nothing, place->cells);
    for (size_t i = 0; i < input->paper_count; i++) {
        const po_source *source = input->papers[i].source;
        bool counts = source->state == PO_SOURCE_CURRENT && po_text_equal(source->program, printed->program->id);
        bool mine = source->data || !source->cds || po_text_equal(source->cds, place->cds) || !po_source_is_school(source);
        if (counts && mine && input->papers[i].records)
            po_record_view_add(&view, maker->scratch, input->papers[i].records);
    }
    po_rule_run *run = po_rule_run_create(&view.source);
    po_rule_result result;
    char number[PO_DECIMAL_TEXT_MAX];
    po_rule_evaluate(run, printed->rule, NULL, &result);
    /* Conditions ask for the code ("atsi"), whatever was printed ("ATSI"); of several, which is meant is not known. */
    const char *said = result.code_count == 0 ? result.canonical : result.code_count == 1 ? result.codes[0] : NULL;
    if (result.known && !result.doubt && result.type == PO_RULE_NUMBER)
        set_text(maker->scratch, place->cells, printed->fact->name, po_arena_dup(maker->scratch, po_decimal_format(result.value, number)),
                 po_text_equal(printed->fact->type, "money") ? PO_HINT_MONEY : PO_HINT_COUNT);
    else if (result.known && !result.doubt && result.type == PO_RULE_TRUTH && result.truth <= PO_TRUE)
        set_text(maker->scratch, place->cells, printed->fact->name, result.truth == PO_TRUE ? "yes" : "no", PO_HINT_YES_NO);
    else if (result.known && !result.doubt && said)
        set_text(maker->scratch, place->cells, printed->fact->name, po_arena_dup(maker->scratch, said), PO_HINT_TEXT);
    po_rule_run_destroy(run);
}

static void learn(po_state_maker *maker, po_shown_place *place) {
    const po_duty_input *input = maker->input;
    const po_duty_rules *rules = input->rules;
    const po_record_set nothing = {0};
    place->cells = po_facts_cells(maker->scratch, input->facts, place->facts, rules->programs, rules->program_count);
    set_text(maker->scratch, place->cells, "lea_type", input->facts && input->facts->type ? input->facts->type : input->assumed_type, PO_HINT_TEXT);
    set_text(maker->scratch, place->cells, "lea_cds", input->cds, PO_HINT_TEXT);
    set_text(maker->scratch, place->cells, "lea_code", input->cds ? po_arena_copy(maker->scratch, input->cds, 7) : NULL, PO_HINT_TEXT);
    set_text(maker->scratch, place->cells, "site_cds", place->cds, PO_HINT_TEXT);
    set_text(maker->scratch, place->cells, "site_name", place->name, PO_HINT_TEXT);
    if (input->plan_year)
        set_text(maker->scratch, place->cells, "plan_year", po_arena_printf(maker->scratch, "%d", input->plan_year), PO_HINT_COUNT);
    for (size_t i = 0; i < rules->facts.count; i++)
        add_printed(maker, place, &rules->facts.items[i]);
    po_record_view_init(&place->view, maker->scratch, &nothing, place->cells);
    place->run = po_rule_run_create(&place->view.source);
    place->looks = po_map_create(maker->scratch);
    place->answers = po_map_create(maker->scratch);
}

/* ---- places ----------------------------------------------------------------------------------------- */

static po_shown_place *place_of(po_state_maker *maker, const char *cds) {
    for (size_t i = 1; i < maker->places.count; i++)
        if (cds && po_text_equal(maker->places.items[i]->cds, cds))
            return maker->places.items[i];
    return NULL;
}

static po_shown_place *add_place(po_state_maker *maker, const char *cds, const char *name, const po_entity *site) {
    po_shown_place *place = place_of(maker, cds);
    if (!place) {
        place = PO_NEW(maker->scratch, po_shown_place);
        place->cds = po_arena_dup(maker->arena, cds);
        *PO_LIST_ADD(maker->scratch, &maker->places) = place;
    }
    place->name = place->name ? place->name : po_arena_dup(maker->arena, name);
    place->site = place->site ? place->site : site;
    return place;
}

static void add_sites(po_state_maker *maker) {
    const po_entity *site = NULL;
    for (size_t i = 0; (site = po_model_nth(maker->input->model, "site", i)) != NULL; i++) {
        const char *printed = po_entity_value(site, "cds") ? po_entity_value(site, "cds") : po_entity_text(site, "cds");
        char cds[PO_CDS_TEXT_MAX];
        bool known = printed && po_cds_parse(printed, cds, NULL) && po_cds_is_school(cds);
        bool ours = !known || !maker->input->cds || po_cds_same_lea(cds, maker->input->cds);
        if (ours && (known || !printed))
            add_place(maker, known ? cds : NULL, po_entity_text(site, "name"), site);
    }
}

static void add_given_schools(po_state_maker *maker) {
    const po_lea_facts *facts = maker->input->facts;
    for (size_t i = 0; facts && i < facts->schools.count; i++) {
        po_shown_place *place = add_place(maker, facts->schools.items[i].cds, facts->schools.items[i].name, NULL);
        place->facts = &facts->schools.items[i];
        place->has_plan = true; /* the district speaks of it: it has a line of its own */
    }
}

static int by_code(const void *a, const void *b) {
    const po_shown_place *left = *(po_shown_place *const *)a, *right = *(po_shown_place *const *)b;
    if (!left->cds || !right->cds)
        return (left->cds == NULL) - (right->cds == NULL);
    return strcmp(left->cds, right->cds);
}

static void sort_schools(po_state_maker *maker) {
    /* An insertion sort keeps those without a code in the order of the model. */
    for (size_t i = 2; i < maker->places.count; i++) {
        po_shown_place *place = maker->places.items[i];
        size_t k = i;
        for (; k > 1 && by_code(&maker->places.items[k - 1], &place) > 0; k--)
            maker->places.items[k] = maker->places.items[k - 1];
        maker->places.items[k] = place;
    }
}

void po_state_collect_places(po_state_maker *maker) {
    po_shown_place *lea = PO_NEW(maker->scratch, po_shown_place);
    *PO_LIST_ADD(maker->scratch, &maker->places) = lea;
    lea->has_plan = true;
    add_given_schools(maker);
    add_sites(maker);
    for (size_t i = 0; i < maker->plans.count; i++) {
        const po_source *source = maker->plans.items[i]->source;
        bool school = po_source_is_school(source) || (source->cds && po_cds_is_school(source->cds) && source->site_name);
        if (school)
            add_place(maker, source->cds, source->site_name, NULL)->has_plan = true;
    }
    sort_schools(maker);
    for (size_t i = 0; i < maker->places.count; i++)
        learn(maker, maker->places.items[i]);
}

/* ---- which plan ------------------------------------------------------------------------------------- */

static bool of_place(const po_state_maker *maker, const po_shown_place *place, const po_source *source) {
    if (place->cds && po_text_equal(source->cds, place->cds))
        return true;
    if (po_source_is_school(source) || source->site_name)
        return false; /* another school's */
    return !source->cds || !maker->input->cds || po_text_equal(source->cds, maker->input->cds);
}

static po_shown_plan *plan_of(const po_state_maker *maker, const po_shown_place *place, const char *program) {
    po_shown_plan *found = NULL;
    for (size_t i = 0; i < maker->plans.count; i++) {
        po_shown_plan *plan = maker->plans.items[i];
        if (!po_text_equal(plan->source->program, program) || !of_place(maker, place, plan->source))
            continue;
        if (!found || (place->cds && po_text_equal(plan->source->cds, place->cds)))
            found = plan; /* the school's own before the district's */
    }
    return found;
}

/* Why no plan speaks: the nearest thing that is here. */
static po_lack_reason why_none(const po_state_maker *maker, const po_shown_place *place, const char *program) {
    po_lack_reason reason = PO_LACK_NO_DOCUMENT;
    for (size_t i = 0; i < maker->input->paper_count; i++) {
        const po_source *source = maker->input->papers[i].source;
        if (!po_text_equal(source->program, program) || source->data || !of_place(maker, place, source))
            continue;
        if (source->state == PO_SOURCE_UNDECIDED)
            return PO_LACK_UNDECIDED;
        reason = PO_LACK_OTHER_YEAR;
    }
    return reason;
}

static po_plan_look *find_look(const po_state_maker *maker, po_shown_place *place, const char *program, po_lack_reason *ret_reason) {
    const po_shown_plan *plan = plan_of(maker, place, program);
    if (plan && maker->input->plan_year && plan->source->plan_year != maker->input->plan_year)
        plan = NULL;
    if (!plan || !plan->source->plan_year) {
        *ret_reason = why_none(maker, place, program);
        return NULL;
    }
    po_plan_look *look = po_map_get(place->looks, plan->source->id);
    if (look)
        return look;
    look = PO_NEW(maker->scratch, po_plan_look);
    look->plan = plan;
    const po_record_set *sets[PO_SHOWN_VIEWS] = {plan->stated.affirmed, plan->stated.happened, plan->stated.denied, plan->stated.answered};
    for (size_t n = 0; n < PO_SHOWN_VIEWS; n++) {
        po_record_view_init(&look->views[n], maker->scratch, sets[n], place->cells);
        look->runs[n] = po_rule_run_create(&look->views[n].source);
    }
    po_map_set(place->looks, plan->source->id, look);
    return look;
}

/* Every duty of a program asks again: the plans are gone through once for each place. */
po_plan_look *po_state_look(po_state_maker *maker, po_shown_place *place, const char *program, po_lack_reason *ret_reason) {
    po_look_answer *answer = po_map_get(place->answers, program);
    if (!answer) {
        answer = PO_NEW(maker->scratch, po_look_answer);
        answer->look = find_look(maker, place, program, &answer->reason);
        po_map_set(place->answers, program, answer);
    }
    if (!answer->look)
        *ret_reason = answer->reason;
    return answer->look;
}

void po_state_release(po_state_maker *maker) {
    for (size_t i = 0; i < maker->places.count; i++) {
        po_shown_place *place = maker->places.items[i];
        for (size_t k = 0; k < po_map_count(place->looks); k++) {
            po_plan_look *look = po_map_value(place->looks, k);
            for (size_t n = 0; n < PO_SHOWN_VIEWS; n++)
                po_rule_run_destroy(look->runs[n]);
        }
        po_rule_run_destroy(place->run);
    }
    for (size_t i = 0; i < maker->plans.count; i++)
        po_record_set_destroy(maker->plans.items[i]->joined);
}
