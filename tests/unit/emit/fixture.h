/* SPDX-License-Identifier: Apache-2.0
 *
 * A small plan made by hand: one made-up district, one document, two goals, a need, findings, a program with duties. What
 * the tests of plan.json, plan.html and explain stand on.
 */
#ifndef PO_TESTS_EMIT_FIXTURE_H
#define PO_TESTS_EMIT_FIXTURE_H

#include "emit/emit.h"

typedef struct fixture {
    po_arena *arena;
    po_model_schema *schema;
    po_model *model;
    po_source *source, *draft;
    po_entity *goal, *measure, *action, *need;
    po_findings findings;
    po_program *program;
    const po_program *programs[1];
    po_language *language;
    po_emit_plan_input input;
} fixture;

void fixture_make(fixture *f);
void fixture_finish(fixture *f);

/* Sets a field as if a crosswalk had done it: with lineage to page `page`, table 1, row 2. */
void fixture_set(fixture *f, po_entity *entity, const char *field, const char *text, const char *value,
                 uint32_t page);

#endif
