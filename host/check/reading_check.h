/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings of the host about the documents themselves and about values that disagree: what a
 * planner has to settle before the plan can be trusted. Codes READ-001... and MODEL-001...
 * (docs/findings.md); the message keys are listed at the top of reading_check.c.
 */
#ifndef PO_CHECK_READING_CHECK_H
#define PO_CHECK_READING_CHECK_H

#include "check/finding.h"
#include "document/record.h"

/* Sources: versions that are undecided or superseded, plans of another year, copies, documents
 * whose LEA, year or program is not known. Values: fields of current entities in which documents
 * disagree. Findings of one LEA. */
void po_reading_checks(const po_model *model, po_findings *findings);

/* What the reader said about one document: each warning or error diagnostic of a read document
 * becomes "worth a look" with its code and place (pages outside the document's structure, forms
 * that did not fit). */
void po_reading_check_diagnostics(const po_record_set *records, const po_source *source,
                                  po_findings *findings);

/* Why a document is not in the plan. */
typedef enum po_unread_kind {
    PO_UNREAD_UNRECOGNISED, /* belongs to no installed program */
    PO_UNREAD_NO_FORM,      /* its program has no form or plugin that reads this edition */
    PO_UNREAD_FAILED,       /* damaged, encrypted, too large, refused, crashed: `reason` says */
    PO_UNREAD_NO_LEA        /* read, but whose it is cannot be seen */
} po_unread_kind;

/* A document that joined no plan; `name` and `reason` are shown (reason may be NULL). */
void po_reading_check_unread(po_unread_kind kind, const char *name, const char *program_title,
                             const char *reason, po_findings *findings);

#endif
