/* SPDX-License-Identifier: Apache-2.0
 *
 * Build: from input files to one plan per LEA. The order of the house: documents are read (each in its own process), their records are
 * spooled, documents are grouped by LEA, and LEA by LEA the records become a model with findings. What becomes of a plan (files, a list on the
 * terminal) is the command's business.
 *
 *     po_build_create -> po_build_read -> for each group: po_build_plan -> po_plan_finish -> po_build_destroy
 */
#ifndef PO_APP_BUILD_H
#define PO_APP_BUILD_H

#include "app/groups.h"
#include "app/inputs.h"
#include "app/progress.h"
#include "app/reading.h"
#include "app/spool.h"
#include "check/group_match.h"
#include "check/program_check.h"
#include "crosswalk/crosswalk.h"
#include "decision/correct.h"
#include "duty/state.h"
#include "emit/language.h"
#include "facts/facts.h"
#include "model/one_plan.h"
#include "review/readiness.h"
#include "review/review.h"
#include "timeline/timeline.h"

/* Installed definitions, loaded once. */
typedef struct po_definitions {
    po_arena *arena;
    const po_model_schema *schema;
    po_crosswalks *crosswalks;
    po_language *language;
} po_definitions;

typedef struct po_build {
    po_arena *arena; /* of the run: documents, sources, groups */
    const po_install *install;
    po_reading reading;
    po_definitions definitions;
    po_map *checks; /* program id -> po_checks* */
    po_duty_rules *duty_rules; /* what shows the duties of all programs */
    PO_LIST(const po_lea_facts *) facts; /* of districts, as given with --lea */
    PO_LIST(const po_decisions *) decisions; /* read by build_decisions.c */
    po_timeline *timeline;
    po_date as_of; /* "today"; set by the command before plans are made */
    po_spool *spool;
    po_progress progress;
    PO_LIST(po_build_document) documents; /* in input order, then parts of them (build_data.c) */
    size_t inputs;                        /* documents that are no parts */
    size_t refused, partly, unrecognised;
} po_build;

/* One LEA's plan. */
typedef struct po_plan {
    po_arena *arena;
    po_model *model;
    po_one_plan one; /* in the model's arena */
    po_group_matches groups;
    po_findings findings;
    po_review review; /* made when the findings are sealed */
    po_readiness readiness;
    int plan_year;
    const po_lea_facts *facts; /* of this LEA; NULL if none were given */
    const char *known_type;    /* po_build_known_type */
    po_judge_input judged;     /* what could be decided about */
    po_standings standings;    /* how the decisions about this LEA stand */
    po_schedule_input schedule_input;
    po_schedule schedule;
    po_duty_states *states; /* of every duty */
} po_plan;

/* Loads everything installed, reads the districts' facts, and starts the workers' spawner; no stranger's byte has been read when it returns.
 * Mistakes in facts are said on stderr with their lines. Errors: of installed files; as of po_lea_facts_load; two files about one LEA. */
PO_NODISCARD po_status po_build_create(const po_install *install, const po_reading_options *options,
                                       po_build **ret_build, po_error *err);
void po_build_destroy(po_build *build); /* accepts NULL */

/* The facts of the LEA with this code, or NULL. */
const po_lea_facts *po_build_facts(const po_build *build, const char *cds);

/* build_decisions.c: reads the files of decisions that were named; else decisions.json in the output folder (NULL: none) and its folders of LEAs, and in
 * each folder among the inputs. Mistakes are said on stderr with their lines. Errors: as of po_decisions_load; two files about one LEA. */
PO_NODISCARD po_status po_build_read_decisions(po_build *build, const po_reading_options *options, const char *output, char *const *paths,
                                               size_t path_count, po_error *err);

/* Says on stderr which files of decisions are about none of these LEAs. */
void po_build_unused_decisions(const po_build *build, const po_groups *groups);

/* The decisions about this LEA, or NULL. */
const po_decisions *po_build_decisions(const po_build *build, const po_group *group);

/* build_decisions.c: replaces in the records what decisions correct; what was done is marked in the model by po_corrections_mark. */
PO_NODISCARD po_status po_plan_correct(po_build *build, const po_group *group, const po_correct_paper *papers, size_t count, po_plan *plan,
                                       po_corrections *ret_corrections, po_error *err);

/* build_decisions.c: how the other decisions stand, once the findings are sealed. */
void po_plan_judge(po_build *build, const po_group *group, po_plan *plan);

/* Reads every input. What could not be read is said on stderr, kept in `documents`, and counted; the rest goes on. Errors: only what
 * makes going on impossible (no temporary space). */
PO_NODISCARD po_status po_build_read(po_build *build, const po_inputs *inputs, po_error *err);

/* For build_data.c: what is known of a document whose records were read, which are spooled under its number. */
PO_NODISCARD po_status po_build_keep(po_build *build, po_build_document *document, const po_record_set *records, po_error *err);

/* build_data.c: reads the state files that were left for later, for the LEAs of the documents that were read. */
PO_NODISCARD po_status po_build_read_data(po_build *build, po_error *err);

/* The LEAs among the documents, in the order of their codes. */
void po_build_groups(po_build *build, po_groups *ret_groups);

/* nameless.c: gives documents that name no agency by their nature to the one they can only be of. True if any was given. */
bool po_build_place_nameless(po_build *build, const po_groups *groups);

/* Builds one LEA's model and findings. `plan_year` 0: the newest plan's. The caller finishes the plan. */
PO_NODISCARD po_status po_build_plan(po_build *build, const po_group *group, int plan_year, po_plan *ret_plan,
                                     po_error *err);
void po_plan_finish(po_plan *plan);

/* build_review.c: lays the plans of an LEA side by side, and what was found to those who would return a plan for it; after the findings are sealed and the duties' states made. */
void po_plan_review(const po_build *build, po_plan *plan);

/* What an LEA is taken for in a calendar while its facts do not say: by its code, else a school district. */
const char *po_build_assumed_type(const char *cds);
/* What it surely is, by code and printed name; NULL where there is no code, or where they disagree: districts print a school's code by mistake, and
 * from a wrong kind it would follow that duties do not apply. */
const char *po_build_known_type(const char *cds, const char *name);

/* PO_EXIT_DONE, or PO_EXIT_PARTLY when some input was refused or only partly read. */
int po_build_exit_code(const po_build *build);

#endif
