/* SPDX-License-Identifier: Apache-2.0
 *
 * What is wrong with a crosswalk beyond its grammar: the whole, ids, provenance, and fields neither
 * mapped nor unmapped. Rows are looked at in lint_rows.c, forbids and tests in lint_forbids.c.
 * Every sentence names what stands there and what would be right.
 */
#include <stdarg.h>
#include <string.h>

#include "base/diagnose_line.h"
#include "base/text.h"
#include "crosswalk/lint_parts.h"

void po_lint_error(po_linter *linter, int line, const char *code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    po_diagnose_line_with(linter->diagnostics, PO_ERROR, code, linter->crosswalk->path, line, format, arguments);
    va_end(arguments);
    linter->errors++;
}

void po_lint_warning(po_linter *linter, int line, const char *code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    po_diagnose_line_with(linter->diagnostics, PO_WARNING, code, linter->crosswalk->path, line, format, arguments);
    va_end(arguments);
}

void po_lint_id(po_linter *linter, const char *id, int line) {
    const char *taken = po_map_get(linter->ids, id);
    if (taken)
        po_lint_error(linter, line, "XW-401",
                      "the id \"%s\" is taken on line %s: give this one another", id, taken);
    else
        po_map_set(linter->ids, id, po_arena_printf(linter->arena, "%d", line));
}

void po_lint_provenance(po_linter *linter, const char *id, const po_provenance *provenance,
                        int line) {
    if (!provenance->by || po_text_empty(provenance->by))
        po_lint_error(linter, line, "XW-402",
                      "%s has no provenance: say who wrote it, when and why, here, for its record "
                      "or for the whole file",
                      id);
    else if (po_text_empty(provenance->why))
        po_lint_error(
            linter, line, "XW-402",
            "the provenance of %s does not say why: write what it rests on between its tags", id);
    else if (provenance->reviewed && po_text_empty(provenance->reviewer))
        po_lint_error(linter, line, "XW-403",
                      "%s is marked as reviewed, but no reviewer is named: add reviewer=\"...\", "
                      "or say reviewed=\"no\"",
                      id);
}

static const char *nearest(po_linter *linter, const char *word, const char *const *candidates,
                           size_t count) {
    const char *near = po_text_nearest(word, candidates, count);
    return near ? po_arena_printf(linter->arena, "; did you mean \"%s\"?", near) : "";
}

const char *po_lint_nearest_field(po_linter *linter, const po_entity_definition *entity,
                                  const char *word) {
    const char **ids = PO_NEW_ARRAY(linter->arena, const char *, entity->fields.count);
    for (size_t i = 0; i < entity->fields.count; i++)
        ids[i] = entity->fields.items[i].id;
    return nearest(linter, word, ids, entity->fields.count);
}

const char *po_lint_nearest_entity(po_linter *linter, const char *word) {
    const po_model_schema *schema = linter->set->schema;
    const char **ids = PO_NEW_ARRAY(linter->arena, const char *, schema->entities.count);
    for (size_t i = 0; i < schema->entities.count; i++)
        ids[i] = schema->entities.items[i].id;
    return nearest(linter, word, ids, schema->entities.count);
}

const po_term *po_lint_term(const po_vocabulary *vocabulary, const char *id) {
    for (size_t i = 0; vocabulary && id && i < vocabulary->terms.count; i++)
        if (po_text_equal(vocabulary->terms.items[i].id, id))
            return &vocabulary->terms.items[i];
    return NULL;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool all_reviewed(const po_crosswalk *crosswalk) {
    for (size_t i = 0; i < crosswalk->records.count; i++)
        for (size_t n = 0; n < crosswalk->records.items[i].rows.count; n++)
            if (!crosswalk->records.items[i].rows.items[n].provenance.reviewed)
                return false;
    return true;
}

static void lint_head(po_linter *linter) {
    const po_crosswalk *crosswalk = linter->crosswalk;
    bool claims = po_text_equal(crosswalk->status, "reviewed") ||
                  po_text_equal(crosswalk->status, "authoritative");
    if (claims && !all_reviewed(crosswalk))
        po_lint_error(
            linter, 1, "XW-417",
            "the crosswalk says it is %s, but some of its rows are not reviewed: it is a draft",
            crosswalk->status);
    if (!po_text_equal(crosswalk->model, linter->set->schema->version))
        po_lint_error(linter, 1, "XW-419",
                      "it was written for model %s, and the model here is %s: look at what "
                      "changed, then write model=\"%s\"",
                      crosswalk->model, linter->set->schema->version, linter->set->schema->version);
}

/* ---- record fields against the forms ----------------------------------------------------------
 */

static bool is_unmapped(const po_record_map *map, const char *field) {
    for (size_t i = 0; i < map->unmapped.count; i++)
        if (po_text_equal(map->unmapped.items[i].field, field))
            return true;
    return false;
}

static void lint_missing(po_linter *linter, const po_record_map *map, const char *type,
                         const po_map *fields) {
    for (size_t i = 0; i < po_map_count(fields); i++) {
        const char *field = po_map_key(fields, i);
        if (!map)
            po_lint_error(
                linter, 0, "XW-411",
                "records of type %s are read (%s), but there is no <record type=\"%s\"> here", type,
                (const char *)po_map_value(fields, i), type);
        else if (!po_map_get(map->known, field) && !is_unmapped(map, field))
            po_lint_error(linter, map->line, "XW-411",
                          "the field %s of %s is neither mapped nor listed as unmapped: map it, or "
                          "add <unmapped field=\"%s\" reason=\"...\">",
                          field, type, field);
        if (!map)
            return;
    }
}

/* "status_2024" of a family of years "status". */
static bool is_of_year(const po_linter *linter, const po_record_map *map, const char *field) {
    const char *year = strrchr(field, '_');
    if (!year || year[1] == '\0' || strspn(year + 1, "0123456789") != strlen(year + 1))
        return false;
    return po_map_get(linter->shapes->families, po_arena_printf(linter->arena, "%s %s %.*s", linter->crosswalk->program, map->type,
                                                                (int)(year - field), field)) != NULL;
}

static void lint_stale(po_linter *linter, const po_record_map *map, const po_map *fields) {
    for (size_t i = 0; fields && i < po_map_count(map->known); i++)
        if (!po_map_get(fields, po_map_key(map->known, i)))
            po_lint_warning(linter, map->line, "XW-412",
                            "no form of this program reads a field %s of %s",
                            po_map_key(map->known, i), map->type);
    for (size_t i = 0; fields && i < map->unmapped.count; i++)
        if (!po_map_get(fields, map->unmapped.items[i].field) && !is_of_year(linter, map, map->unmapped.items[i].field))
            po_lint_warning(linter, map->unmapped.items[i].line, "XW-412",
                            "no form of this program reads a field %s of %s",
                            map->unmapped.items[i].field, map->type);
}

static void lint_shapes(po_linter *linter) {
    const po_crosswalk *crosswalk = linter->crosswalk;
    const char *prefix = po_arena_printf(linter->arena, "%s ", crosswalk->program);
    for (size_t i = 0; i < po_map_count(linter->shapes->types); i++) {
        const char *key = po_map_key(linter->shapes->types, i);
        if (!po_text_starts(key, prefix))
            continue;
        const char *type = key + strlen(prefix);
        lint_missing(linter, po_map_get(crosswalk->by_type, type), type,
                     po_map_value(linter->shapes->types, i));
    }
    for (size_t i = 0; i < crosswalk->records.count; i++) {
        const po_record_map *map = &crosswalk->records.items[i];
        lint_stale(linter, map,
                   po_map_get(linter->shapes->types,
                              po_arena_printf(linter->arena, "%s%s", prefix, map->type)));
    }
}

static void lint_crosswalk(po_linter *linter) {
    const po_crosswalk *crosswalk = linter->crosswalk;
    lint_head(linter);
    for (size_t i = 0; i < crosswalk->records.count; i++) {
        const po_record_map *map = &crosswalk->records.items[i];
        if (po_map_get(crosswalk->by_type, map->type) != map)
            po_lint_error(linter, map->line, "XW-401",
                          "records of type %s are mapped twice: put the rows into one <record>",
                          map->type);
        po_lint_record(linter, map);
    }
    if (linter->shapes)
        lint_shapes(linter);
    po_lint_forbids(linter);
    po_lint_tests(linter);
}

/* ---- counts ---------------------------------------------------------------------------------- */

static void count_crosswalk(const po_crosswalk *crosswalk, po_crosswalk_counts *counts) {
    size_t *const by_class[] = {&counts->iso, &counts->complement, &counts->forward,
                                &counts->manual};
    counts->crosswalks++;
    counts->records += crosswalk->records.count;
    counts->forbids += crosswalk->forbids.count;
    for (size_t i = 0; i < crosswalk->records.count; i++) {
        const po_record_map *map = &crosswalk->records.items[i];
        counts->rows += map->rows.count;
        counts->unmapped += map->unmapped.count;
        for (size_t n = 0; n < map->rows.count; n++) {
            ++*by_class[map->rows.items[n].computed];
            counts->reviewed += map->rows.items[n].provenance.reviewed;
        }
    }
}

bool po_crosswalk_check(const po_crosswalks *set, const po_shapes *shapes,
                        po_diagnostics *diagnostics, po_crosswalk_counts *ret_counts) {
    size_t errors = 0;
    *ret_counts = (po_crosswalk_counts){.shape_fields = shapes ? shapes->fields : 0};
    for (size_t i = 0; i < set->list.count; i++) {
        po_arena *arena = po_arena_create();
        po_linter linter = {set,         set->list.items[i],   shapes, arena,
                            diagnostics, po_map_create(arena), 0};
        lint_crosswalk(&linter);
        count_crosswalk(set->list.items[i], ret_counts);
        errors += linter.errors;
        po_arena_destroy(arena);
    }
    return errors == 0;
}

const char *po_crosswalk_summary(po_arena *arena, const po_crosswalk_counts *counts) {
    const char *rows =
        po_arena_printf(arena,
                        "%zu crosswalk%s: %zu rows (%zu iso, %zu complement, %zu forward, %zu "
                        "manual; %zu reviewed), "
                        "%zu fields left unmapped with a reason, %zu forbidden inferences",
                        counts->crosswalks, counts->crosswalks == 1 ? "" : "s", counts->rows,
                        counts->iso, counts->complement, counts->forward, counts->manual,
                        counts->reviewed, counts->unmapped, counts->forbids);
    if (counts->tests == 0)
        return rows;
    return po_arena_printf(arena,
                           "%s; %zu tests with %zu expectations (%zu failed), %zu laws (%zu "
                           "failed), %zu of %zu rows tried by a test",
                           rows, counts->tests, counts->expectations, counts->tests_failed,
                           counts->laws, counts->laws_failed, counts->rows_tested, counts->rows);
}
