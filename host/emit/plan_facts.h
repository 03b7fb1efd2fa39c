/* SPDX-License-Identifier: Apache-2.0
 *
 * What plan.json and plan.html both say, worked out once: whose plan it is, which programs it reads, the money by fund,
 * the sentences of findings, the state of duties.
 */
#ifndef PO_EMIT_PLAN_FACTS_H
#define PO_EMIT_PLAN_FACTS_H

#include "emit/emit.h"
#include "emit/order.h"
#include "model/funds.h"

/* A fund's total in one document. Totals of two documents are never added: the same dollar may stand in both. */
typedef struct po_plan_fund {
    const char *id; /* stable, made as all ids are */
    const po_source *source;
    po_fund_total total;
} po_plan_fund;

typedef struct po_plan_facts {
    const po_entity *lea; /* NULL if nothing made one */
    const char *cds, *name; /* NULL unknown */
    int plan_year;          /* 0 unknown */
    const po_program *const *programs; /* by id */
    size_t program_count;
    po_ordered_sources sources;
    PO_LIST(po_plan_fund) funds;
} po_plan_facts;

void po_plan_facts_collect(po_arena *arena, const po_emit_plan_input *input, po_plan_facts *ret_facts);

/* How many sources of this program count. */
size_t po_plan_source_count(const po_plan_facts *facts, const char *program);

const char *po_plan_finding_sentence(po_arena *arena, const po_emit_plan_input *input,
                                     const po_finding *finding);
const char *po_plan_finding_action(po_arena *arena, const po_emit_plan_input *input,
                                   const po_finding *finding); /* NULL if none is known */

/* The weakest state of the duty's instances; where nothing was looked at, "unknown", or "not-applicable" outside its years. */
const char *po_plan_duty_state(const po_emit_plan_input *input, const po_duty *duty);

/* The label of a term, or the term as it is; NULL stays NULL. */
const char *po_plan_term(const po_model *model, const char *vocabulary, const char *term);

#endif
