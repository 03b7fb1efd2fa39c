/* SPDX-License-Identifier: Apache-2.0
 *
 * Versions: which documents count. A folder of papers holds drafts beside adopted plans, last year's beside
 * this year's, and the same file twice. Only one version of one plan (program, CDS code, plan year) may be summed.
 *
 * The rule, in order:
 *   1. Equal bytes are one document; the others are copies.
 *   2. A plan of another year than the build is about is of another year. A document that does not say its year counts as this year's
 *      only if it is alone in its program and place; else it is undecided.
 *   3. Of several versions of one plan the adopted one counts, the latest adoption if several are dated differently.
 *   4. With none adopted, one that is not marked as a draft counts before drafts; between drafts, the later stage (adoption before hearing
 *      before plain draft).
 *   5. Files of one plan that say different things complete one another and count together: neither contradicts the other's stage or date
 *      of adoption, and at most a tenth of the smaller one's content stands in the other too. What stands in both must agree, or there is
 *      a finding (check/reading_check.h). Files whose contents are not known, or that share more, are versions.
 *      Lists of data that are published every year replace one another: the newest of its kind counts, the others are superseded.
 *   6. What is left with more than one candidate is undecided: none of them counts, and a finding asks (check/reading_check.h).
 */
#ifndef PO_MODEL_VERSIONS_H
#define PO_MODEL_VERSIONS_H

#include "model/model.h"

/* The newest plan year among the sources; 0 if none says one. */
int po_versions_newest_year(po_source *const *sources, size_t count);

/* More files of one plan than this are not joined: a season's folder holds a handful. */
#define PO_PLAN_FILES_MAX 32

/* Sets `state`, `superseded_by` and `completes` of every source. `plan_year` 0: every year counts for itself. Deterministic: ties in rule 1 go to
 * the name that sorts first. O(n log n), and for rule 5 the square of at most PO_PLAN_FILES_MAX. Uses `arena` for sorting only. */
void po_versions_decide(po_arena *arena, po_source *const *sources, size_t count, int plan_year);

#endif
