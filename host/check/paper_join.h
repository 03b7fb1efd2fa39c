/* SPDX-License-Identifier: Apache-2.0
 *
 * One plan in several files: their records as one set, so that a program's checks see the whole plan. A goal stands in one file and its
 * row of the action table in another; looked at singly, both would seem to miss something.
 */
#ifndef PO_CHECK_PAPER_JOIN_H
#define PO_CHECK_PAPER_JOIN_H

#include "check/program_check.h"

/* Records of all papers in their order. One that stands in several is one record with the fields of all; of a field that stands in several the
 * first counts (whether they agree is the model's affair). The set borrows from the papers' sets, which must outlive it; the caller destroys
 * it. Errors: more records than a set holds. */
PO_NODISCARD po_status po_papers_join(const po_check_paper *papers, size_t count, po_record_set **ret_set, po_error *err);

#endif
