/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose plan a document is, for which year, and which version: read from its records by the crosswalk's <identify> part, so that the host knows no
 * program by name. And, among several documents of one LEA, which of them counts.
 *
 * Nothing is taken from file names: a draft that was renamed is still a draft.
 */
#ifndef PO_CROSSWALK_SOURCE_IDENTIFY_H
#define PO_CROSSWALK_SOURCE_IDENTIFY_H

#include "crosswalk/crosswalk.h"

/* Fills name, sha256, media_type, pages, program, template_id and records from the set; cds, lea_name, plan_year, period, version,
 * version_evidence and adopted as far as the document shows them; id. `program_title` and `visibility` are the caller's (from the program file).
 * Strings are copied into `arena`, which must outlive every model the source joins. A CDS code that had to be mended, or could not be read, is
 * said in `diagnostics`. */
void po_source_identify(const po_crosswalks *set, po_arena *arena, const po_record_set *records,
                        po_diagnostics *diagnostics, po_source *ret_source);

/* Decides the state of the sources of one LEA. Equal bytes: the first is kept, the others are copies. Versions of one plan (same program, CDS and
 * period, each with records of the plan's principal types): the latest adopted counts; without an adopted one, the latest stage, if only one
 * has it; else all are undecided. Files that complete a plan (no principal records) are current. `records[i]` belongs to `sources[i]`.
 * Undecided and superseded ones are said in `diagnostics`. Independent of the order in which sources are given, but for copies. */
void po_sources_settle(const po_crosswalks *set, po_source *const *sources,
                       const po_record_set *const *records, size_t count, po_diagnostics *diagnostics);

#endif
