/* SPDX-License-Identifier: Apache-2.0
 *
 * Identify, as the command runs it: what is installed is loaded, files are read one after another
 * and forgotten, and what they say is kept as evidence.
 *
 *     po_identify_run_start -> po_identify_run_read -> ... evidence ... -> po_identify_run_finish
 */
#ifndef PO_APP_IDENTIFY_RUN_H
#define PO_APP_IDENTIFY_RUN_H

#include "app/inputs.h"
#include "app/reading.h"
#include "emit/language.h"
#include "facts/facts.h"
#include "identify/identify.h"
#include "identify/summary.h"

typedef struct po_identify_run_state {
    po_arena *arena;
    po_reading reading;
    const po_model_schema *schema;
    po_language *language;
    po_rulebooks *books;
    po_evidence *evidence;
    size_t refused, partly, unrecognised, used;
} po_identify_run_state;

/* Loads rulebooks and sentences; with `options` also starts the reading of documents (NULL: only
 * what is installed is asked). Errors: of installed files, as of po_reading_start. */
PO_NODISCARD po_status po_identify_run_start(const po_install *install,
                                             const po_reading_options *options,
                                             po_identify_run_state *ret_state, po_error *err);
void po_identify_run_finish(po_identify_run_state *state);

/* Reads every input, in their order, and the facts of districts; then seals the evidence. */
PO_NODISCARD po_status po_identify_run_read(po_identify_run_state *state, const po_install *install,
                                            const po_reading_options *options,
                                            const po_inputs *inputs, po_error *err);

/* Prints answers for people (identify_text.c). */
void po_identify_print_text(po_identify_run_state *state, po_identify *identify);

/* Prints the comparison of rules: "text", "json" or "html" (identify_compare.c).
 * Errors: a template that cannot be read. */
PO_NODISCARD po_status po_identify_print_compared(po_identify_run_state *state,
                                                  const po_install *install, const char *format,
                                                  po_error *err);

#endif
