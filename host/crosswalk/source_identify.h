/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose plan a document is, for which year, and which version: read from its records by the
 * crosswalk's <identify> part, so that the host knows no program by name. Which of several versions
 * counts is decided by model/versions.h.
 *
 * Nothing is taken from file names: a draft that was renamed is still a draft.
 */
#ifndef PO_CROSSWALK_SOURCE_IDENTIFY_H
#define PO_CROSSWALK_SOURCE_IDENTIFY_H

#include "crosswalk/crosswalk.h"

/* Fills name, sha256, media_type, pages, program, template_id and records from the set; cds,
 * lea_name, plan_year, period, version, version_evidence and adopted as far as the document shows
 * them; id. `program_title` and `visibility` are the caller's (from the program file). Strings are
 * copied into `arena`, which must outlive every model the source joins. A CDS code that had to be
 * mended, or could not be read, is said in `diagnostics`. */
void po_source_identify(const po_crosswalks *set, po_arena *arena, const po_record_set *records,
                        po_diagnostics *diagnostics, po_source *ret_source);

/* Where a document's own signs of whose plan it is disagree: "cds", "plan-year", or "site-name" (a school that it calls by two names); NULL if they
 * agree. The first sign told the source; one that tells another makes all of it uncertain. */
const char *po_source_contradiction(const po_crosswalks *set, const po_record_set *records, const po_source *source);

#endif
