/* SPDX-License-Identifier: Apache-2.0
 *
 * Decisions: what people decided about a plan, kept outside of it (`planonce/decisions/1`, decisions.json; docs/decisions-format.md), so that it
 * survives the next build. A finding, value, tie or shared amount is accepted, rejected or explained; a value that was misread is corrected; a duty
 * that no document can show is confirmed by a role, with the day and where the proof lies.
 *
 * The file is written by `planonce decide` or by hand, and is read against the schema that is published
 * (crosswalks/decisions.schema.json): every mistake is told with its line.
 *
 * Left to others: what a thing is known by (fingerprint.h, judged.h), whether a decision still holds (standing.h), replacing values
 * (correct.h).
 */
#ifndef PO_DECISION_DECISION_H
#define PO_DECISION_DECISION_H

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/text.h"

#define PO_DECISIONS_FORMAT "planonce/decisions/1"
#define PO_DECISIONS_NAME "decisions.json" /* what the file is called where nobody named one */

typedef enum po_decision_kind {
    PO_DECISION_ACCEPT,  /* it is right, and stays to be done */
    PO_DECISION_REJECT,  /* it is not so */
    PO_DECISION_EXPLAIN, /* it is so, for this reason */
    PO_DECISION_CORRECT, /* the document says something else than was read */
    PO_DECISION_CONFIRM  /* the duty was done, and this is where the proof lies */
} po_decision_kind;
#define PO_DECISION_KINDS 5

const char *po_decision_kind_name(po_decision_kind kind); /* "accept" ... */
bool po_decision_kind_parse(const char *name, po_decision_kind *ret_kind);

/* What kinds of things are judged. */
typedef enum po_judged_kind {
    PO_JUDGED_FINDING,
    PO_JUDGED_VALUE,
    PO_JUDGED_TIE,
    PO_JUDGED_SHARED, /* an amount that stands in two documents */
    PO_JUDGED_DUTY
} po_judged_kind;
#define PO_JUDGED_KINDS 5

const char *po_judged_kind_name(po_judged_kind kind); /* "finding", "value", "tie", "shared-amount", "duty" */
bool po_judged_kind_parse(const char *name, po_judged_kind *ret_kind);

/* What was judged, without its position or the name of its file: see fingerprint.h. */
typedef struct po_fingerprint {
    po_judged_kind of;
    const char *what;  /* code of a finding, type and field of a value and the record field it was read from, id of a duty: never guessed across */
    const char *whose; /* program, CDS code and period it belongs to, or "" */
    const char *const *words; /* folded, sorted, each once */
    size_t word_count;
    const char *const *values; /* numbers, amounts, codes; sorted */
    size_t value_count;
} po_fingerprint;

typedef struct po_decision {
    const char *id; /* of what was judged */
    po_decision_kind kind;
    const char *about; /* what it was called then, for people; may be NULL */
    po_fingerprint fingerprint;
    const char *reason, *role; /* a role, never a person */
    po_date date;
    const char *text, *value;          /* correct: as the document prints it; canonical, or NULL if the text says it */
    const char *duty, *site, *pointer; /* confirm: site 14 digits, or NULL for the agency */
} po_decision;

typedef struct po_decisions {
    const char *path;
    const char *cds, *name; /* of the agency; the name counts where there is no code; NULL both: any */
    PO_LIST(po_decision) list;
} po_decisions;

/* Reads a decisions file. Ownership: everything belongs to `arena`. Errors: PO_E_INPUT for any mistake, each told in `diagnostics` with its
 * line [DEC-001..004]; PO_E_IO; PO_E_LIMIT. */
PO_NODISCARD po_status po_decisions_load(po_arena *arena, const char *path, const char *schema_folder, po_diagnostics *diagnostics,
                                         po_decisions **ret_decisions, po_error *err);

/* The same from bytes that are in memory; `path` is only told. */
PO_NODISCARD po_status po_decisions_parse(po_arena *arena, const char *path, const char *text, size_t size, const char *schema_folder,
                                          po_diagnostics *diagnostics, po_decisions **ret_decisions, po_error *err);

/* Whether the decisions are about the agency with this code and name; either may be NULL. */
bool po_decisions_about(po_arena *arena, const po_decisions *decisions, const char *cds, const char *name);

/* The decision about this thing (and site, NULL for none), or NULL. A thing has one decision: the last. */
po_decision *po_decisions_find(const po_decisions *decisions, const char *id, const char *site);

/* Adds one, or takes the place of the one about the same thing; true if one was replaced. Copies the struct only. */
bool po_decisions_put(po_arena *arena, po_decisions *decisions, const po_decision *decision);

/* Takes it out; false if there is none. */
bool po_decisions_withdraw(po_decisions *decisions, const char *id, const char *site);

/* Sorts by id, then site, and appends the file's bytes: the same decisions are the same bytes. */
void po_decisions_write(po_decisions *decisions, po_buffer *out);

/* What is wrong with a decision, as a sentence in `arena`; NULL if nothing is. */
const char *po_decision_mistake(po_arena *arena, const po_decision *decision);

#endif
