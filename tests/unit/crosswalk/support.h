/* SPDX-License-Identifier: Apache-2.0
 *
 * The installed model, lexicon and crosswalks, and crosswalks written in a test.
 */
#ifndef PO_TEST_CROSSWALK_SUPPORT_H
#define PO_TEST_CROSSWALK_SUPPORT_H

#include "crosswalk/crosswalk_parts.h"

typedef struct po_bench {
    po_arena *arena;
    po_diagnostics diagnostics;
    const po_model_schema *schema;
    po_crosswalks *set;
    po_error err;
} po_bench;

/* With the crosswalks of the project. */
void bench_start(po_bench *bench);
/* Without any. */
void bench_start_empty(po_bench *bench);
void bench_stop(po_bench *bench);

/* A file of the test's own, with this text; the path belongs to the bench. */
const char *bench_file(po_bench *bench, const char *name, const char *text);

/* A crosswalk "toy" for the program "toy" whose <fields>, <forbids> and <tests> are given; added to
 * the set. */
po_status bench_add(po_bench *bench, const char *fields, const char *rest);
const po_crosswalk *bench_toy(const po_bench *bench);

/* The row with this id in the toy. */
const po_field_row *bench_row(const po_bench *bench, const char *id);

/* Whether a diagnostic with this code holds the words. */
bool bench_said(const po_bench *bench, const char *code, const char *words);

/* A record set of the toy program; fields "name=text" or "name:value=text", ended by NULL. */
po_record_set *bench_records(void);
void bench_record(po_record_set *records, const char *id, const char *type, const char *parent,
                  const char *const *fields);

#endif
