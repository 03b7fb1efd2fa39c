/* SPDX-License-Identifier: Apache-2.0
 *
 * Loading a facts file: bytes, JSON, schema, structs, and what a schema cannot say. See facts.h.
 */
#include "facts/facts.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "facts/facts_parts.h"
#include "facts/json_place.h"
#include "facts/json_schema.h"

/* ---- what a schema cannot say --------------------------------------------------------------------- */

typedef struct facts_lint {
    const po_lea_facts *facts;
    const po_program *const *programs;
    size_t program_count;
    po_diagnostics *diagnostics;
    size_t mistakes;
} facts_lint;

static void tell(facts_lint *lint, po_severity severity, const char *code, int line, const char *sentence) {
    const char *place = line > 0 ? po_arena_printf(lint->diagnostics->arena, "%d", line) : NULL;
    po_diagnose(lint->diagnostics, severity, code, lint->facts->path, place, "%s", sentence);
    lint->mistakes += severity == PO_ERROR;
}

static const char *nearest_fact(facts_lint *lint, const char *name) {
    PO_LIST(const char *) names = {0};
    for (size_t i = 0; i < lint->program_count; i++)
        for (size_t k = 0; k < lint->programs[i]->facts.count; k++)
            *PO_LIST_ADD(lint->diagnostics->arena, &names) = lint->programs[i]->facts.items[k].name;
    return po_text_nearest(name, names.items, names.count);
}

static void lint_fact(facts_lint *lint, const po_given_fact *given, bool of_school) {
    po_arena *arena = lint->diagnostics->arena;
    const po_fact *fact = po_facts_declared(lint->programs, lint->program_count, given->name);
    if (!fact) {
        const char *near = nearest_fact(lint, given->name);
        tell(lint, PO_WARNING, "FACT-003", given->line,
             po_arena_printf(arena, "no installed program asks for the fact '%.80s'%s%s%s", given->name,
                             near ? "; did you mean '" : "", near ? near : "", near ? "'?" : ""));
    } else if (!po_facts_cell(arena, fact, given)) {
        tell(lint, PO_ERROR, "FACT-004", given->line,
             po_arena_printf(arena, "the fact '%s' must be of type %s: %s", fact->name, fact->type, fact->question));
    } else if (po_text_equal(fact->level, "school") != of_school) {
        tell(lint, PO_ERROR, "FACT-005", given->line,
             po_arena_printf(arena, "the fact '%s' belongs to %s", fact->name,
                             of_school ? "the district: write it under \"facts\" of the file" : "a school: write it under \"facts\" of that school"));
    }
}

static void lint_facts(facts_lint *lint, const po_given_facts *facts, bool of_school) {
    for (size_t i = 0; i < facts->count; i++)
        lint_fact(lint, &facts->items[i], of_school);
}

static void lint_days(facts_lint *lint) {
    po_arena *arena = lint->diagnostics->arena;
    char text[PO_DATE_TEXT_MAX];
    for (size_t i = 0; i < lint->facts->years.count; i++)
        if (po_date_compare(lint->facts->years.items[i].first, lint->facts->years.items[i].last) >= 0)
            tell(lint, PO_ERROR, "FACT-006", 0,
                 po_arena_printf(arena, "the school year that begins %s ends before it begins",
                                 po_date_format_iso(lint->facts->years.items[i].first, text)));
    for (size_t i = 0; i < lint->facts->closed.count; i++)
        if (po_date_compare(lint->facts->closed.items[i].from, lint->facts->closed.items[i].to) > 0)
            tell(lint, PO_ERROR, "FACT-006", 0,
                 po_arena_printf(arena, "the closed days from %s end before they begin",
                                 po_date_format_iso(lint->facts->closed.items[i].from, text)));
}

static void lint_schools(facts_lint *lint) {
    po_arena *arena = lint->diagnostics->arena;
    po_map *seen = po_map_create(arena);
    for (size_t i = 0; i < lint->facts->schools.count; i++) {
        po_facts_school *school = &lint->facts->schools.items[i];
        if (!po_map_add(seen, school->cds, school))
            tell(lint, PO_ERROR, "FACT-007", 0,
                 po_arena_printf(arena, "two schools have the code %s; each school has its own", school->cds));
        lint_facts(lint, &school->facts, true);
    }
}

/* ---- what names a duty or deadline ---------------------------------------------------------------------- */

static bool names_deadline(const po_program *program, const char *reference) {
    const char *mark = strchr(reference, '#');
    for (size_t i = 0; i < program->duties.count; i++) {
        const po_duty *duty = &program->duties.items[i];
        size_t size = mark ? (size_t)(mark - reference) : strlen(reference);
        if (strlen(duty->id) == size && strncmp(duty->id, reference, size) == 0)
            return !mark || po_duty_deadline(duty, mark + 1);
    }
    return false;
}

static const char *nearest_deadline(facts_lint *lint, const char *reference) {
    po_arena *arena = lint->diagnostics->arena;
    PO_LIST(const char *) names = {0};
    for (size_t i = 0; i < lint->program_count; i++)
        for (size_t k = 0; k < lint->programs[i]->duties.count; k++) {
            const po_duty *duty = &lint->programs[i]->duties.items[k];
            *PO_LIST_ADD(arena, &names) = duty->id;
            for (size_t d = 0; d < duty->deadlines.count; d++)
                *PO_LIST_ADD(arena, &names) = po_arena_printf(arena, "%s#%s", duty->id, duty->deadlines.items[d].name);
        }
    return po_text_nearest(reference, names.items, names.count);
}

/* An event, waiver or practice that leads nowhere would be lost without a word. */
static void lint_reference(facts_lint *lint, const char *what, const char *reference, int line) {
    for (size_t i = 0; i < lint->program_count; i++)
        if (names_deadline(lint->programs[i], reference))
            return;
    const char *near = nearest_deadline(lint, reference);
    tell(lint, PO_ERROR, "FACT-008", line,
         po_arena_printf(lint->diagnostics->arena, "%s names '%.80s', which no installed program has%s%s%s", what, reference,
                         near ? "; did you mean '" : "", near ? near : "", near ? "'?" : ""));
}

static void lint_references(facts_lint *lint, const po_fact_events *events, const po_waivers *waivers) {
    for (size_t i = 0; i < events->count; i++)
        lint_reference(lint, "an event", events->items[i].deadline, events->items[i].line);
    for (size_t i = 0; i < waivers->count; i++)
        lint_reference(lint, "a waiver", waivers->items[i].duty, 0);
}

static void lint_all_references(facts_lint *lint) {
    const po_lea_facts *facts = lint->facts;
    lint_references(lint, &facts->events, &facts->waivers);
    for (size_t i = 0; i < facts->schools.count; i++)
        lint_references(lint, &facts->schools.items[i].events, &facts->schools.items[i].waivers);
    for (size_t i = 0; i < facts->practices.count; i++)
        lint_reference(lint, "a practice", facts->practices.items[i].deadline, 0);
}

size_t po_facts_lint(const po_lea_facts *facts, const po_program *const *programs, size_t program_count,
                     po_diagnostics *diagnostics) {
    facts_lint lint = {
        .facts = facts, .programs = programs, .program_count = program_count, .diagnostics = diagnostics};
    lint_facts(&lint, &facts->facts, false);
    lint_schools(&lint);
    lint_days(&lint);
    lint_all_references(&lint);
    return lint.mistakes;
}

/* ---- loading --------------------------------------------------------------------------------------- */

/* The bytes as JSON; the caller deletes it. */
static po_status parse(po_arena *arena, const char *path, char **ret_text, cJSON **ret_json, po_diagnostics *diagnostics,
                       po_error *err) {
    size_t size = 0;
    po_status status = po_file_read(arena, path, PO_LIMIT_FACTS_BYTES, ret_text, &size, err);
    if (status != PO_OK)
        return status;
    if (!po_utf8_valid(*ret_text, size) || strlen(*ret_text) != size)
        return po_error_set(err, PO_E_INPUT, "'%s' is not a text in UTF-8; save it again as UTF-8", path);
    const char *end = NULL;
    *ret_json = cJSON_ParseWithOpts(*ret_text, &end, true);
    if (*ret_json)
        return PO_OK;
    size_t offset = end && end >= *ret_text ? (size_t)(end - *ret_text) : 0;
    const char *place = po_arena_printf(diagnostics->arena, "%d", po_json_line_at(*ret_text, offset));
    po_diagnose(diagnostics, PO_ERROR, "FACT-001", path, place,
                "this is not JSON from here on; look for a missing comma, quotation mark or bracket here or in the line before");
    return po_error_set(err, PO_E_INPUT, "the facts file '%s' could not be read", path);
}

static po_status load_schema(po_arena *arena, const char *folder, cJSON **ret_schema, po_error *err) {
    char *text = NULL;
    size_t size = 0;
    const char *path = po_path_join(arena, folder, "facts.schema.json");
    po_status status = po_file_read(arena, path, PO_LIMIT_CONFIG_BYTES, &text, &size, err);
    if (status != PO_OK)
        return status;
    *ret_schema = cJSON_Parse(text);
    return *ret_schema ? PO_OK : po_error_set(err, PO_E_CONFIG, "%s is not JSON; install planonce again", path);
}

po_status po_lea_facts_load(po_arena *arena, const char *path, const char *schema_folder,
                            const po_program *const *programs, size_t program_count, po_diagnostics *diagnostics,
                            po_lea_facts **ret_facts, po_error *err) {
    cJSON *schema = NULL, *json = NULL;
    char *text = NULL;
    po_status status = load_schema(arena, schema_folder, &schema, err);
    if (status == PO_OK)
        status = parse(arena, path, &text, &json, diagnostics, err);
    if (status != PO_OK)
        goto out;
    po_lea_facts *facts = PO_NEW(arena, po_lea_facts);
    facts->path = po_arena_dup(arena, path);
    size_t mistakes = po_json_schema_check(schema, json, text, path, diagnostics);
    if (mistakes == 0) {
        po_facts_read(arena, json, text, facts);
        mistakes = po_facts_lint(facts, programs, program_count, diagnostics);
    }
    if (mistakes > 0)
        status = po_error_set(err, PO_E_INPUT, "the facts file '%s' has %zu mistake%s", path, mistakes, mistakes == 1 ? "" : "s");
    else
        *ret_facts = facts;
out:
    cJSON_Delete(schema);
    cJSON_Delete(json);
    return status;
}
