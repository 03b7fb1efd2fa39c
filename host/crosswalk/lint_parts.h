/* SPDX-License-Identifier: Apache-2.0
 *
 * Between lint.c, lint_rows.c and lint_forbids.c only: one look at a crosswalk.
 */
#ifndef PO_CROSSWALK_LINT_PARTS_H
#define PO_CROSSWALK_LINT_PARTS_H

#include "crosswalk/crosswalk_parts.h"

typedef struct po_linter {
    const po_crosswalks *set;
    const po_crosswalk *crosswalk;
    const po_shapes *shapes; /* may be NULL */
    po_arena *arena;         /* dies with the look */
    po_diagnostics *diagnostics;
    po_map *ids; /* of rows, links, forbids, tests */
    size_t errors;
} po_linter;

/* Tell of a mistake at a line of the crosswalk (0: none is known); only errors make it fail. */
void po_lint_error(po_linter *linter, int line, const char *code, const char *format, ...)
    PO_PRINTF(4, 5);
void po_lint_warning(po_linter *linter, int line, const char *code, const char *format, ...)
    PO_PRINTF(4, 5);

/* Told when the id is taken already. */
void po_lint_id(po_linter *linter, const char *id, int line);
void po_lint_provenance(po_linter *linter, const char *id, const po_provenance *provenance,
                        int line);

/* "; did you mean ...?" or "". */
const char *po_lint_nearest_field(po_linter *linter, const po_entity_definition *entity,
                                  const char *word);
const char *po_lint_nearest_entity(po_linter *linter, const char *word);
const po_term *po_lint_term(const po_vocabulary *vocabulary, const char *id);

/* One look each: at the rows of a record (lint.c), at what must never be inferred, and at the tests (lint_forbids.c). */
void po_lint_record(po_linter *linter, const po_record_map *map);
void po_lint_forbids(po_linter *linter);
void po_lint_tests(po_linter *linter);

#endif
