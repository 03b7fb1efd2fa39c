/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to host/duty: what the makers of states share.
 */
#ifndef PO_DUTY_STATE_PARTS_H
#define PO_DUTY_STATE_PARTS_H

#include "check/record_source.h"
#include "duty/state.h"

/* A plan that counts, in one or several files, as its texts affirm, tell as happened, and deny. */
typedef struct po_shown_plan {
    const po_source *source;
    const po_record_set *records;
    po_record_set *joined; /* destroyed at the end; NULL: one file */
    const po_duty_paper **papers; /* at least one */
    size_t paper_count;
    po_stated_records stated;
    const char *contradiction, *unread;
} po_shown_plan;

#define PO_SHOWN_VIEWS 4

/* A plan as one school or the LEA looks at it: facts differ. */
typedef struct po_plan_look {
    const po_shown_plan *plan;
    po_record_view views[PO_SHOWN_VIEWS]; /* affirmed, happened, denied, answered */
    po_rule_run *runs[PO_SHOWN_VIEWS];
} po_plan_look;

/* What a place has of a program. */
typedef struct po_look_answer {
    po_plan_look *look; /* NULL: `reason` */
    po_lack_reason reason;
} po_look_answer;

/* The LEA, or one school. */
typedef struct po_shown_place {
    const char *cds, *name; /* of the school; NULL: the LEA */
    const po_entity *site;
    const po_facts_school *facts;
    bool has_plan;
    po_map *cells; /* facts.<name> */
    po_rule_run *run; /* for conditions: facts only */
    po_record_view view;
    po_map *looks; /* source id -> po_plan_look */
    po_map *answers; /* program -> po_look_answer */
} po_shown_place;

typedef struct po_state_maker {
    po_arena *arena;   /* of the result */
    po_arena *scratch; /* of the work */
    const po_duty_input *input;
    po_duty_states *states;
    PO_LIST(po_shown_plan *) plans;
    PO_LIST(po_shown_place *) places; /* the LEA first */
} po_state_maker;

struct po_duty_states {
    po_arena *arena;
    const po_duty_rules *rules;
    PO_LIST(po_duty_instance *) list;
    po_map *by_key; /* "duty cds" -> instance; "duty" for the LEA, "duty *" for schools without a plan */
    po_map *by_duty; /* duty -> list of instances (po_instances) */
};

typedef struct po_instances {
    PO_LIST(po_duty_instance *) list;
} po_instances;

/* state_papers.c */
void po_state_collect_plans(po_state_maker *maker);
void po_state_collect_places(po_state_maker *maker);
void po_state_release(po_state_maker *maker);
/* The plan of this program that speaks for the place, or NULL and why there is none. */
po_plan_look *po_state_look(po_state_maker *maker, po_shown_place *place, const char *program, po_lack_reason *ret_reason);

/* state_judge.c */
void po_state_judge(po_state_maker *maker, po_shown_place *place, const po_duty_rule *rule, po_duty_instance *instance);

/* state_use.c: what other duties' evidence says of this one. */
void po_state_relate(po_state_maker *maker);

#endif
