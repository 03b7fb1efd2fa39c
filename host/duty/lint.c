/* SPDX-License-Identifier: Apache-2.0
 *
 * What is wrong with duty rows. See lint.h. Every sentence names what stands there and what would be right.
 */
#include "duty/lint.h"

#include <stdarg.h>

#include "base/diagnose_line.h"
#include "base/text.h"
#include "duty/relate.h"

typedef struct po_duty_linter {
    const po_asks *set;
    po_arena *arena; /* dies with the look */
    po_diagnostics *diagnostics;
    size_t errors;
} po_duty_linter;

static void tell(po_duty_linter *linter, const char *path, int line, const char *code, const char *format, ...) PO_PRINTF(5, 6);

static void tell(po_duty_linter *linter, const char *path, int line, const char *code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    po_diagnose_line_with(linter->diagnostics, PO_ERROR, code, path, line, format, arguments);
    va_end(arguments);
    linter->errors++;
}

static const char *nearest(po_duty_linter *linter, const char *word, const po_map *map) {
    const char **ids = PO_NEW_ARRAY(linter->arena, const char *, po_map_count(map));
    for (size_t i = 0; i < po_map_count(map); i++)
        ids[i] = po_map_key(map, i);
    const char *near = po_text_nearest(word, ids, po_map_count(map));
    return near ? po_arena_printf(linter->arena, "; did you mean \"%s\"?", near) : "";
}

static void lint_origin(po_duty_linter *linter, const po_origin *origin, const char *what, const char *path, int line) {
    if (!origin->by || po_text_empty(origin->by) || po_text_empty(origin->why))
        tell(linter, path, line, "XW-610", "%s has no provenance: say who wrote it, when and why, here or for all <duties>", what);
    else if (origin->reviewed && po_text_empty(origin->reviewer))
        tell(linter, path, line, "XW-610", "%s is marked as reviewed, but no reviewer is named: add reviewer=\"...\"", what);
}

/* ---- duties ---------------------------------------------------------------------------------- */

static void lint_values(po_duty_linter *linter, const po_facet *facet, const po_facet_row *row, const char *path) {
    char **names = NULL;
    size_t count = po_text_equal(row->is, "-") ? 0 : po_text_split(linter->arena, row->is, ' ', &names);
    for (size_t i = 0; i < count; i++)
        if (!po_map_get(facet->by_id, names[i]))
            tell(linter, path, row->line, "XW-612", "the facet %s has no value \"%s\"%s", facet->id, names[i],
                 nearest(linter, names[i], facet->by_id));
}

static void lint_facets(po_duty_linter *linter, const po_facet_rows *rows, const char *what, const char *path) {
    for (size_t i = 0; i < rows->count; i++) {
        const po_facet_row *row = &rows->items[i];
        const po_facet *facet = po_map_get(linter->set->asked->facet_by_id, row->of);
        if (!facet)
            tell(linter, path, row->line, "XW-612", "there is no facet \"%s\"%s", row->of,
                 nearest(linter, row->of, linter->set->asked->facet_by_id));
        else
            lint_values(linter, facet, row, path);
        for (size_t n = 0; n < i; n++)
            if (po_text_equal(rows->items[n].of, row->of))
                tell(linter, path, row->line, "XW-611", "%s says twice what its %s is: put the values into one row", what, row->of);
    }
}

static void lint_atoms(po_duty_linter *linter, const po_ask *ask) {
    for (size_t i = 0; i < ask->rows.count; i++) {
        const po_atom_row *row = &ask->rows.items[i];
        if (!po_asked_atom(linter->set->asked, row->ref))
            tell(linter, ask->path, row->line, "XW-612", "%s asks \"%s\", but there is no such atom%s", ask->id, row->ref,
                 nearest(linter, row->ref, linter->set->asked->atom_by_id));
        for (size_t n = 0; n < i; n++)
            if (po_text_equal(ask->rows.items[n].ref, row->ref))
                tell(linter, ask->path, row->line, "XW-611", "%s asks \"%s\" twice", ask->id, row->ref);
    }
}

static bool has_program(const po_asks *set, const char *id) {
    for (size_t i = 0; i < set->program_count; i++)
        if (po_text_equal(set->programs[i]->id, id))
            return true;
    return false;
}

static void lint_ask(po_duty_linter *linter, const po_ask *ask) {
    lint_origin(linter, &ask->origin, ask->id, ask->path, ask->line);
    if (!ask->duty && !has_program(linter->set, ask->program))
        tell(linter, ask->path, ask->line, "XW-612", "\"%s\" is a duty of the program %s, which is not installed or was refused (planonce programs says why)",
             ask->id, ask->program);
    else if (!ask->duty)
        tell(linter, ask->path, ask->line, "XW-612", "the program %s has no duty \"%s\"", ask->program, ask->id);
    if (po_map_get(linter->set->by_id, ask->id) != ask)
        tell(linter, ask->path, ask->line, "XW-611", "what %s asks is said twice: put the rows into one <duty>", ask->id);
    if (ask->without && po_text_empty(ask->why))
        tell(linter, ask->path, ask->line, "XW-613", "%s is without atoms, but no reason is written between the tags", ask->id);
    if (ask->as && !ask->asking)
        tell(linter, ask->path, ask->line, "XW-612", "%s is asked as \"%s\", but there is no such <asking> in this file",
             ask->id, ask->as);
    lint_atoms(linter, ask);
    lint_facets(linter, &ask->facet_rows, ask->id, ask->path);
}

static void lint_askings(po_duty_linter *linter) {
    po_map *seen = po_map_create(linter->arena);
    for (size_t i = 0; i < linter->set->list.count; i++) {
        const po_ask *ask = &linter->set->list.items[i];
        if (!ask->asking)
            continue;
        const char *key = po_arena_printf(linter->arena, "%s %s", ask->program, ask->as);
        if (!po_map_add(seen, key, seen))
            continue;
        lint_origin(linter, &ask->asking->origin, ask->as, ask->path, ask->asking->line);
        lint_facets(linter, &ask->asking->facets, ask->as, ask->path);
    }
}

/* A duty of a program that has duty rows must have one itself: what is left out is said. Of a program without any it is said once. */
static void lint_missing(po_duty_linter *linter) {
    const po_asks *set = linter->set;
    for (size_t p = 0; p < set->program_count; p++) {
        const po_program *program = set->programs[p];
        const char *path = NULL;
        for (size_t i = 0; i < set->list.count; i++)
            if (po_text_equal(set->list.items[i].program, program->id))
                path = set->list.items[i].path;
        for (size_t d = 0; path && d < program->duties.count; d++) {
            const char *id = program->duties.items[d].id;
            if (!po_asks_find(set, id))
                tell(linter, path, 0, "XW-614", "what %s asks is not said: give it atoms, or list it under <without-atoms> with a reason", id);
        }
        if (!path && program->duties.count > 0 && set->list.count > 0)
            tell(linter, program->path, 0, "XW-614",
                 "what its %zu duties ask is said in no crosswalk: give each of them atoms, or list it under <without-atoms> with a reason",
                 program->duties.count);
    }
}

static void lint_unused(po_duty_linter *linter) {
    const po_asked *asked = linter->set->asked;
    po_bits used = {0};
    for (size_t i = 0; i < linter->set->list.count; i++)
        used = po_bits_or(&used, &linter->set->list.items[i].direct);
    for (size_t i = 0; i < asked->atoms.count && linter->set->list.count > 0; i++)
        if (!po_bits_has(&used, i))
            tell(linter, asked->path, asked->atoms.items[i].line, "XW-615", "no duty asks the atom \"%s\": use it or take it out",
                 asked->atoms.items[i].id);
}

/* ---- asserted relations, re-use ---------------------------------------------------------------- */

static void lint_known(po_duty_linter *linter, const char *id, const char *path, int line) {
    if (!po_asks_find(linter->set, id))
        tell(linter, path, line, "XW-612", "there is no duty \"%s\" with rows%s", id, nearest(linter, id, linter->set->by_id));
}

static void lint_relation(po_duty_linter *linter, const po_asserted *row, size_t n) {
    lint_known(linter, row->a, row->path, row->line);
    lint_known(linter, row->b, row->path, row->line);
    lint_origin(linter, &row->origin, "the relation", row->path, row->line);
    if (po_text_empty(row->why))
        tell(linter, row->path, row->line, "XW-613", "the relation of %s and %s does not say why", row->a, row->b);
    if (row->kind == PO_INTERSECTS && (po_text_empty(row->overlap) || po_text_empty(row->residue_a) || po_text_empty(row->residue_b)))
        tell(linter, row->path, row->line, "XW-616",
             "a bare intersects-with says nothing: write what %s and %s have in common (<overlap>) and what remains of each", row->a, row->b);
    if (row->kind == PO_EQUAL && row->differs && !po_text_equal(row->differs, "-"))
        tell(linter, row->path, row->line, "XW-617", "%s and %s are called equal-to and differ in %s: one of the two is wrong", row->a, row->b,
             row->differs);
    for (size_t i = 0; i < n; i++) {
        const po_asserted *other = &linter->set->asserted.items[i];
        if ((po_text_equal(other->a, row->a) && po_text_equal(other->b, row->b)) ||
            (po_text_equal(other->a, row->b) && po_text_equal(other->b, row->a)))
            tell(linter, row->path, row->line, "XW-611", "the relation of %s and %s stands twice", row->a, row->b);
    }
}

static void lint_reuse_side(po_duty_linter *linter, const po_reuse *reuse, const char *served) {
    lint_known(linter, served, reuse->path, reuse->line);
    const char *why = reuse->only ? NULL : po_crosswalks_forbid(linter->set->crosswalks, "satisfies", reuse->writes, served);
    if (why)
        tell(linter, reuse->path, reuse->line, "XW-618", "%s lets %s serve %s, which is forbidden: %s", reuse->id, reuse->writes, served, why);
}

static void lint_only(po_duty_linter *linter, const po_reuse *reuse) {
    char **names = NULL;
    size_t count = reuse->only ? po_text_split(linter->arena, reuse->only, ' ', &names) : 0;
    for (size_t i = 0; i < count; i++)
        if (!po_asked_atom(linter->set->asked, names[i]))
            tell(linter, reuse->path, reuse->line, "XW-612", "%s serves \"%s\", but there is no such atom%s", reuse->id, names[i],
                 nearest(linter, names[i], linter->set->asked->atom_by_id));
}

static void lint_reuse(po_duty_linter *linter, const po_reuse *reuse, size_t n) {
    lint_known(linter, reuse->writes, reuse->path, reuse->line);
    lint_origin(linter, &reuse->origin, reuse->id, reuse->path, reuse->line);
    for (size_t i = 0; i < reuse->serves_count; i++)
        lint_reuse_side(linter, reuse, reuse->serves[i]);
    lint_only(linter, reuse);
    if (po_text_empty(reuse->cite) || po_text_empty(reuse->title))
        tell(linter, reuse->path, reuse->line, "XW-613", "%s lacks its title or the law it rests on", reuse->id);
    for (size_t i = 0; i < n; i++)
        if (po_text_equal(linter->set->reuses.items[i].id, reuse->id))
            tell(linter, reuse->path, reuse->line, "XW-611", "the id \"%s\" is taken: give this one another", reuse->id);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void count_asks(const po_asks *set, po_duty_counts *counts) {
    for (size_t p = 0; p < set->program_count; p++)
        counts->duties += set->programs[p]->duties.count;
    for (size_t i = 0; i < set->list.count; i++) {
        const po_ask *ask = &set->list.items[i];
        counts->mapped += ask->rows.count > 0;
        counts->without += ask->without != NULL;
        counts->atom_rows += ask->rows.count;
        counts->facet_rows += ask->facet_rows.count;
        counts->reviewed_rows += ask->origin.reviewed ? ask->rows.count : 0;
    }
    counts->atoms = set->asked->atoms.count;
    counts->asserted = set->asserted.count;
    counts->reuses = set->reuses.count;
    counts->tests = set->tests.count;
}

bool po_duties_check(const po_asks *asks, po_diagnostics *diagnostics, po_duty_counts *ret_counts) {
    po_duty_linter linter = {asks, po_arena_create(), diagnostics, 0};
    for (size_t i = 0; i < asks->list.count; i++)
        lint_ask(&linter, &asks->list.items[i]);
    lint_askings(&linter);
    lint_missing(&linter);
    lint_unused(&linter);
    for (size_t i = 0; i < asks->asserted.count; i++)
        lint_relation(&linter, &asks->asserted.items[i], i);
    for (size_t i = 0; i < asks->reuses.count; i++)
        lint_reuse(&linter, &asks->reuses.items[i], i);
    *ret_counts = (po_duty_counts){0};
    count_asks(asks, ret_counts);
    po_arena_destroy(linter.arena);
    return linter.errors == 0;
}

const char *po_duties_summary(po_arena *arena, const po_duty_counts *counts) {
    const char *rows = po_arena_printf(arena,
                                       "%zu duties: %zu with what they ask, %zu without, with a reason; %zu atoms, %zu rows (%zu reviewed), %zu "
                                       "facet rows of their own, %zu asserted relations, %zu authorised re-uses",
                                       counts->duties, counts->mapped, counts->without, counts->atoms, counts->atom_rows,
                                       counts->reviewed_rows, counts->facet_rows, counts->asserted, counts->reuses);
    if (counts->tests == 0)
        return rows;
    return po_arena_printf(arena, "%s; %zu tests of pairs (%zu failed)", rows, counts->tests, counts->tests_failed);
}
