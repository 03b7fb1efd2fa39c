/* SPDX-License-Identifier: Apache-2.0
 *
 * The plan made by hand. See fixture.h.
 */
#include "fixture.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"

/* "type: field/type/vocabulary ..." */
static const char *const shapes[] = {
    "lea Agency Agencies cds/text name/text",
    "plan-document Document Documents contact/text contact_details/text teacher/person",
    "need Need Needs group/code/student-group topic/code/topic site/text",
    "goal Goal Goals number/text description/text type/code priorities/codes/topic rationale/text",
    "measure Measure Measures number/text name/text groups/codes/student-group site/text pupils/pupils",
    "outcome Outcome Outcomes kind/code/outcome-kind text/text school_year/school-year",
    "action Action Actions number/text title/text description/text total_funds/money contributing/yes-no",
    "expenditure Spending Spendings fund/code/fund-source stage/code/expenditure-stage amount/money school_year/text",
    "fund Figure Figures figure/text amount/money",
    "action-update Update Updates number/text title/text planned_total/money",
    "engagement Engagement Engagement partner/text process/text",
    "narrative Narrative Narratives prompt/code text/text",
    "milestone Milestone Milestones event/text date/date",
    "identification Identification Identifications status/text",
};
static const char *const vocabularies[] = {
    "student-group english-learners/English_learners foster-youth/Foster_youth",
    "topic chronic-absence/Chronic_absence priority-5/Priority_5",
    "outcome-kind baseline/Baseline year-1/Year_1_Outcome target/Target",
    "fund-source lcff/LCFF federal/Federal_funds",
    "expenditure-stage planned/Planned estimated-actual/Estimated_actual",
};

static char *spaced(po_arena *arena, const char *text) {
    char *copy = po_arena_dup(arena, text);
    for (char *at = copy; *at; at++) {
        *at = *at == '_' ? ' ' : *at;
    }
    return copy;
}

static void add_fields(po_arena *arena, po_entity_definition *entity, char **words, size_t count) {
    for (size_t i = 3; i < count; i++) {
        char **parts = NULL;
        size_t part_count = po_text_split(arena, words[i], '/', &parts);
        po_field_definition *field = PO_LIST_ADD(arena, &entity->fields);
        field->id = parts[0];
        field->label = spaced(arena, parts[0]);
        field->type = parts[1];
        field->vocabulary = part_count > 2 ? parts[2] : NULL;
    }
    for (size_t i = 0; i < entity->fields.count; i++) {
        po_map_add(entity->by_id, entity->fields.items[i].id, &entity->fields.items[i]);
    }
}

static void add_entities(po_arena *arena, po_model_schema *schema) {
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        char **words = NULL;
        size_t count = po_text_split(arena, shapes[i], ' ', &words);
        po_entity_definition *entity = PO_LIST_ADD(arena, &schema->entities);
        entity->id = words[0];
        entity->label = words[1];
        entity->plural = words[2];
        entity->by_id = po_map_create(arena);
        add_fields(arena, entity, words, count);
    }
    for (size_t i = 0; i < schema->entities.count; i++) {
        po_map_add(schema->entity_by_id, schema->entities.items[i].id, &schema->entities.items[i]);
    }
}

static void add_vocabularies(po_arena *arena, po_model_schema *schema) {
    for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++) {
        char **words = NULL;
        size_t count = po_text_split(arena, vocabularies[i], ' ', &words);
        po_vocabulary *vocabulary = PO_LIST_ADD(arena, &schema->vocabularies);
        vocabulary->id = words[0];
        vocabulary->by_key = po_map_create(arena);
        for (size_t k = 1; k < count; k++) {
            char **parts = NULL;
            (void)po_text_split(arena, words[k], '/', &parts);
            po_term *term = PO_LIST_ADD(arena, &vocabulary->terms);
            term->id = parts[0];
            term->label = spaced(arena, parts[1]);
        }
        for (size_t k = 0; k < vocabulary->terms.count; k++) {
            po_term *term = &vocabulary->terms.items[k];
            po_map_add(vocabulary->by_key, po_text_key(arena, term->id), term);
            po_map_add(vocabulary->by_key, po_text_key(arena, term->label), term);
        }
    }
    for (size_t i = 0; i < schema->vocabularies.count; i++) {
        po_map_add(schema->vocabulary_by_id, schema->vocabularies.items[i].id,
                   &schema->vocabularies.items[i]);
    }
}

static po_model_schema *make_schema(po_arena *arena) {
    po_model_schema *schema = PO_NEW(arena, po_model_schema);
    schema->version = "test";
    schema->entity_by_id = po_map_create(arena);
    schema->vocabulary_by_id = po_map_create(arena);
    add_entities(arena, schema);
    add_vocabularies(arena, schema);
    return schema;
}

void fixture_set(fixture *f, po_entity *entity, const char *field, const char *text, const char *value,
                 uint32_t page) {
    po_source_place *place = PO_NEW(f->model->arena, po_source_place);
    *place = (po_source_place){.source = entity->source, .page = page, .table = 1, .row = 2};
    po_lineage *lineage = PO_NEW(f->model->arena, po_lineage);
    *lineage = (po_lineage){.source = entity->source, .record_id = "record-1", .record_type = "thing",
                            .record_field = field, .crosswalk = "toy", .row = "F-1",
                            .operations = "copy", .at = place, .at_count = 1};
    const po_value set = {.text = text, .value = value, .lineage = lineage};
    cr_assert(po_model_set(f->model, entity, field, &set), "%s has no field %s",
              entity->definition->id, field);
}

static po_entity *make(fixture *f, const char *type, const char *code, po_entity *parent) {
    const char *parts[] = {code, parent ? parent->id : NULL};
    po_entity *entity = po_model_entity(f->model, type, f->source, parts, 2, NULL);
    entity->code = code;
    entity->parent = parent;
    return entity;
}

static po_source *add_source(fixture *f, const char *id, const char *name, po_source_state state) {
    po_source *source = po_model_add_source(f->model);
    *source = (po_source){.id = id, .name = name, .sha256 = "00", .program = "toy",
                          .program_title = "Toy plan", .visibility = "public",
                          .cds = "99999990000000", .lea_name = "Willow Creek & Union",
                          .plan_year = 2025, .period = "2025-26", .pages = 12, .records = 30,
                          .state = state};
    return source;
}

static void make_goal(fixture *f) {
    f->goal = make(f, "goal", "1", NULL);
    fixture_set(f, f->goal, "number", "1", NULL, 5);
    fixture_set(f, f->goal, "description", "Every pupil <reads>", NULL, 5);
    f->measure = make(f, "measure", "1.1", f->goal);
    fixture_set(f, f->measure, "name", "Chronic absence", NULL, 6);
    fixture_set(f, f->measure, "pupils", "7", "7", 6);
    po_entity *outcome = make(f, "outcome", "1.1/baseline", f->measure);
    fixture_set(f, outcome, "kind", "Baseline", "baseline", 6);
    fixture_set(f, outcome, "text", "21.4 % (2023-24)", NULL, 6);
    fixture_set(f, outcome, "school_year", "2023-24", "2023-24", 6);
    f->action = make(f, "action", "1.1", f->goal);
    fixture_set(f, f->action, "title", "Small groups", NULL, 7);
    fixture_set(f, f->action, "total_funds", "$12,345", "12345.00", 7);
    po_entity *expenditure = make(f, "expenditure", "1.1/lcff", f->action);
    fixture_set(f, expenditure, "fund", "LCFF Funds", "lcff", 9);
    fixture_set(f, expenditure, "stage", "planned", "planned", 9);
    fixture_set(f, expenditure, "amount", "$12,345", "12345.00", 9);
}

static void make_rest(fixture *f) {
    static const char *const parts[] = {"english-learners", "chronic-absence"};
    f->need = po_model_entity(f->model, "need", NULL, parts, 2, NULL);
    const po_value group = {.text = "English learners", .value = "english-learners", .rule = "named by a measure"};
    const po_value topic = {.text = "Chronic absence", .value = "chronic-absence", .rule = "named by a measure"};
    cr_assert(po_model_set(f->model, f->need, "group", &group));
    cr_assert(po_model_set(f->model, f->need, "topic", &topic));
    po_model_link(f->model, "measures", f->measure, f->need, NULL, NULL);
    po_entity *document = make(f, "plan-document", "toy", NULL);
    fixture_set(f, document, "contact", "Superintendent", NULL, 1);
    fixture_set(f, document, "teacher", "A name that stays inside", NULL, 1);
    po_entity *milestone = make(f, "milestone", "adopted", NULL);
    fixture_set(f, milestone, "event", "Adoption by the board", NULL, 2);
    fixture_set(f, milestone, "date", "6/24/2025", "2025-06-24", 2);
    po_entity *narrative = make(f, "narrative", "general", NULL);
    fixture_set(f, narrative, "prompt", "General", NULL, 2);
    fixture_set(f, narrative, "text", "One line.\nAnother line.", NULL, 2);
}

static void make_findings(fixture *f) {
    static const po_argument arguments[] = {{"action", "1.1"}};
    po_source_place *place = PO_NEW(f->arena, po_source_place);
    *place = (po_source_place){.source = f->source, .page = 7, .table = 1, .row = 2};
    f->findings.arena = f->arena;
    po_finding *finding = PO_LIST_ADD(f->arena, &f->findings.list);
    *finding = (po_finding){.id = "findingid", .code = "TOY-1", .severity = PO_FINDING_RETURNED,
                            .program = "toy", .message = "toy.message", .action = "toy.message.do",
                            .arguments = arguments, .argument_count = 1, .citation = "EC 1",
                            .who = "district", .gap = "12.50", .duty = "toy.T1",
                            .source = f->source, .at = place, .at_count = 1};
    f->findings.checked = 4;
    f->findings.held = 2;
    f->findings.unknown = 1;
}

static void make_program(fixture *f) {
    f->program = PO_NEW(f->arena, po_program);
    f->program->id = "toy";
    f->program->title = "Toy plan";
    f->program->short_title = "Toy";
    po_duty *duty = PO_LIST_ADD(f->arena, &f->program->duties);
    *duty = (po_duty){.id = "toy.T1", .title = "Print the total", .citation = "EC 1", .confidence = 'H',
                      .checked = "2025-01-15"};
    duty = PO_LIST_ADD(f->arena, &f->program->duties);
    *duty = (po_duty){.id = "toy.T2", .title = "Of old", .citation = "EC 2", .confidence = 'M',
                      .valid_until = {2020, 6, 30}};
    f->programs[0] = f->program;
}

void fixture_make(fixture *f) {
    po_error err = {0};
    *f = (fixture){.arena = po_arena_create()};
    f->schema = make_schema(f->arena);
    f->model = po_model_create(f->schema);
    f->source = add_source(f, "sourceid", "willow.pdf", PO_SOURCE_CURRENT);
    f->draft = add_source(f, "draftid", "willow draft.pdf", PO_SOURCE_SUPERSEDED);
    f->draft->superseded_by = f->source;
    make_goal(f);
    make_rest(f);
    make_findings(f);
    make_program(f);
    f->language = po_language_create("en");
    cr_assert_eq(po_language_load_folder(f->language, PO_SOURCE_DIR "/templates", &err), PO_OK, "%s",
                 err.text);
    cr_assert_eq(po_language_load(f->language, PO_SOURCE_DIR "/tests/unit/emit/toy.json", &err), PO_OK,
                 "%s", err.text);
    f->input = (po_emit_plan_input){.model = f->model, .findings = &f->findings,
                                    .programs = f->programs, .program_count = 1,
                                    .language = f->language,
                                    .templates = PO_SOURCE_DIR "/templates",
                                    .as_of = {2025, 5, 1}, .version = "0.1.0"};
}

void fixture_finish(fixture *f) {
    po_language_destroy(f->language);
    po_model_destroy(f->model);
    po_arena_destroy(f->arena);
}
