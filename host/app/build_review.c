/* SPDX-License-Identifier: Apache-2.0
 *
 * Build: plans laid side by side, and who would return them, when all findings are in.
 */
#include "app/build.h"

/* Inputs that were not read, or not wholly: whose they are cannot be known, so they stand with
 * every plan of the build. */
static const po_review_unread *list_unread(const po_build *build, po_arena *arena, size_t *ret_count) {
    po_review_unread *list = PO_NEW_ARRAY(arena, po_review_unread, build->documents.count);
    *ret_count = 0;
    for (size_t i = 0; i < build->documents.count; i++) {
        const po_build_document *document = &build->documents.items[i];
        if (document->reason)
            list[(*ret_count)++] = (po_review_unread){document->name, document->reason, document->partly};
    }
    return list;
}

static void make_readiness(const po_build *build, po_plan *plan) {
    po_readiness_input input = {.findings = &plan->findings,
                                .standings = &plan->standings,
                                .states = plan->states,
                                .facts = plan->facts,
                                .assumed_type = plan->known_type};
    input.programs = po_registry_programs(build->reading.registry, &input.program_count);
    po_readiness_make(plan->arena, &input, &plan->readiness);
}

void po_plan_review(const po_build *build, po_plan *plan) {
    po_review_input input = {.model = plan->model,
                             .one = &plan->one,
                             .groups = &plan->groups,
                             .findings = &plan->findings,
                             .facts = plan->facts};
    input.programs = po_registry_programs(build->reading.registry, &input.program_count);
    input.unread = list_unread(build, plan->arena, &input.unread_count);
    po_review_make(plan->arena, &input, &plan->review);
    make_readiness(build, plan);
}
