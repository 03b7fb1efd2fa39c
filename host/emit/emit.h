/* SPDX-License-Identifier: Apache-2.0
 *
 * The outputs, as the application sees them: one call per LEA writes plan.json and plan.html, one call
 * writes the index over several LEAs. Where the bytes go, whole or not at all, is emit/manifest.h's; other
 * outputs (calendar, duplicates) are added to the same po_output by whoever makes them.
 *
 * Deterministic: the same input gives the same bytes. Nothing here reads a clock or an environment.
 */
#ifndef PO_EMIT_EMIT_H
#define PO_EMIT_EMIT_H

#include "check/finding.h"
#include "decision/standing.h"
#include "duty/state.h"
#include "emit/language.h"
#include "emit/manifest.h"
#include "model/one_plan.h"
#include "program/program.h"
#include "review/readiness.h"
#include "review/review.h"
#include "timeline/timeline.h"

/* An input that was refused or only partly read: shown on the plan, so that nobody thinks it was used. */
typedef struct po_emit_refusal {
    const char *name;   /* file name without folder */
    const char *reason; /* a sentence */
    bool partly;        /* read, but not wholly */
} po_emit_refusal;

/* Everything a plan is made from. All borrowed until the call returns. */
typedef struct po_emit_plan_input {
    const po_model *model;       /* one LEA */
    const po_findings *findings; /* sealed */
    const po_one_plan *one;      /* what is seen of all plans together; NULL: nothing was looked at */
    const po_standings *standings; /* how decisions stand; NULL: there are none */
    const po_duty_states *states;    /* what is shown of the duties; NULL: nothing was looked at, all is unknown */
    const po_schedule *schedule;     /* what is due when; NULL: not known */
    const po_duty_rules *duty_rules; /* which of them no document can show; NULL: not known */
    const po_readiness *readiness; /* who would return what: the page readiness.html; NULL: none is written */
    const po_review *review;     /* plans side by side: the page consistency.html; NULL: none is written */
    const po_program *const *programs;
    size_t program_count;
    const po_language *language;
    const char *templates; /* folder that holds plan.html, lang/, partials/ */
    po_date as_of;         /* "today" */
    int plan_year;         /* 2025 = 2025-26; 0: the newest plan's */
    const char *version;   /* of this program, printed in the footer */
    const po_emit_refusal *refusals;
    size_t refusal_count;
    const char *calendar; /* name of the calendar page in the same folder, linked if set */
} po_emit_plan_input;

/* One LEA of several: what the index says about it. Texts live in the arena given to po_emit_plan. */
typedef struct po_emit_entry {
    const char *folder; /* "3410348-sacramento-county"; "" when the output folder itself is the plan */
    const char *cds, *name;
    int plan_year;
    size_t sources, goals, actions, needs;
    size_t findings[3]; /* by po_finding_severity; without those that are decided */
    size_t decided;     /* findings that were rejected or explained */
    size_t decisions, lapsed, unmatched; /* unmatched: to look at again */
} po_emit_entry;

/* The folder name of the model's LEA inside an output of several ("3410348-sacramento-county"): letters, digits and
 * '-' only, and never empty. */
const char *po_emit_folder_name(po_arena *arena, const po_model *model);

/* The same from the code (14 digits) and name; either may be NULL. */
const char *po_emit_folder_of(po_arena *arena, const char *cds, const char *name);

/* Adds `folder`/plan.json and `folder`/plan.html (consistency.html and readiness.html, if there is anything for them) to the output; `folder` "" is the output folder itself. `ret_entry` may be NULL.
 * Ownership: texts of *ret_entry are in `arena`. Errors: a template that is missing or wrong, a file that cannot be written. */
PO_NODISCARD po_status po_emit_plan(po_arena *arena, const po_emit_plan_input *input, const char *folder,
                                    po_output *output, po_emit_entry *ret_entry, po_error *err);

/* Adds index.html and index.json over several LEAs, in the order given. `orphans` are documents whose LEA is not known. */
typedef struct po_emit_index_input {
    const po_emit_entry *entries;
    size_t entry_count;
    const po_emit_refusal *orphans;
    size_t orphan_count;
    const po_language *language;
    const char *templates;
    po_date as_of;
    const char *version;
} po_emit_index_input;

PO_NODISCARD po_status po_emit_index(po_arena *arena, const po_emit_index_input *input, po_output *output,
                                     po_error *err);

#endif
