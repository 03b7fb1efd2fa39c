/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to plan.json: the pieces its sections are made of. Each writes one compact line or one entity.
 */
#ifndef PO_EMIT_PLAN_JSON_PARTS_H
#define PO_EMIT_PLAN_JSON_PARTS_H

#include "base/json_writer.h"
#include "emit/emit.h"
#include "emit/order.h"
#include "emit/plan_facts.h"

/* What every piece needs. */
typedef struct po_plan_writer {
    po_arena *arena;
    const po_emit_plan_input *input;
    po_json *json;
} po_plan_writer;

/* Everything between the two calls is on one line. */
void po_plan_json_begin_line(po_json *json, const char *key); /* `key` NULL inside an array */
void po_plan_json_end_line(po_json *json);

/* {"id","type","code","parent","source","current","fields":{...},"others":[...]} */
void po_plan_json_entity(const po_plan_writer *writer, const po_entity *entity);

/* "key": [entities in printing order] */
void po_plan_json_entities(const po_plan_writer *writer, const char *key, const char *type);

/* "lineage": {value id: where it comes from}, for every value of every entity. */
void po_plan_json_lineage(const po_plan_writer *writer);

/* "ties", "comparison", "shared_amounts", "funds_once", "changes": what is seen of all plans together. */
void po_plan_json_one(const po_plan_writer *writer);

/* "decisions": how each decision stands. */
void po_plan_json_decisions(const po_plan_writer *writer);

/* "decision" of one thing, and "decided" where it is set aside; nothing for NULL. */
void po_plan_json_decision(const po_plan_writer *writer, const po_standing *standing, bool decided);
/* "duties" with their instances, and "checklist". */
void po_plan_json_duties(const po_plan_writer *writer, const po_plan_facts *facts);

/* "review": the consistency review record; nothing if it was not made. */
void po_plan_json_review(const po_plan_writer *writer);
/* "steps": what is shown to have been done, or announced, and when. */
void po_plan_json_steps(const po_plan_writer *writer);

/* "readiness": who would return what; nothing if it was not made. */
void po_plan_json_readiness(const po_plan_writer *writer);

/* "at": [places]; nothing for none. `with_source` names the source in each place. */
void po_plan_json_places(po_json *json, const po_source_place *places, size_t count, bool with_source);

#endif
