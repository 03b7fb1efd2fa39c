/* SPDX-License-Identifier: Apache-2.0
 *
 * What the tests of duties share: the installed crosswalks loaded, and vocabularies and duties made up from a number.
 */
#ifndef PO_TEST_DUTY_SUPPORT_H
#define PO_TEST_DUTY_SUPPORT_H

#include "duty/ask.h"

typedef struct duty_bench {
    po_arena *arena;
    po_diagnostics diagnostics;
    const po_model_schema *schema;
    po_crosswalks *crosswalks;
    const po_asked *asked;
    const po_program *programs[8];
    size_t program_count;
    po_asks *asks;
    po_error err;
} duty_bench;

/* The installed programs and crosswalks. */
void bench_start(duty_bench *bench);
void bench_stop(duty_bench *bench);

enum { TOY_ATOMS = 9, TOY_FACETS = 2, TOY_VALUES = 5, TOY_DUTIES = 6 };

/* A vocabulary and duties made up from `seed`; parents are kept beside, so that a test can walk the orders itself. SIZE_MAX: none. */
typedef struct duty_toy {
    po_asked asked;
    size_t above[TOY_ATOMS], value_above[TOY_FACETS][TOY_VALUES];
    po_asks asks;
    po_ask *duties;
} duty_toy;

void toy_make(po_arena *arena, uint32_t seed, duty_toy *toy);

#endif
