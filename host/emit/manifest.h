/* SPDX-License-Identifier: Apache-2.0
 *
 * The output folder: all of it or none of it.
 *
 * Files gather in a folder of their own inside the wanted one; only when everything is there do they take their
 * places, in one burst of renames, manifest.json (`planonce/manifest/1`, the SHA-256 of every file) last. A build that dies before that
 * leaves what was there untouched; one that dies in the burst leaves no manifest, and is finished by building again.
 * A folder that is not ours is never written to. What a person put into or changed in a folder of ours is moved to
 * kept/, never overwritten.
 *
 * Facts of the run (times, sandbox level) go to run.json, which the manifest names but does not hash: it is
 * outside the promise that the same inputs give the same bytes.
 */
#ifndef PO_EMIT_MANIFEST_H
#define PO_EMIT_MANIFEST_H

#include "base/diagnostic.h"

typedef struct po_output po_output;

/* Prepares to write `folder`, which need not exist. Errors: a sentence if it holds anything while it carries no manifest of
 * ours, if it is a file, or if nothing can be written in it. */
PO_NODISCARD po_status po_output_begin(const char *folder, po_output **ret_output, po_error *err);

/* Adds one file. `name` is relative and may name folders with '/' ("3410348-sacramento/plan.json"). Not
 * "manifest.json". Errors: a name that leaves the folder or was added before; the system's refusal. */
PO_NODISCARD po_status po_output_add(po_output *output, const char *name, const char *data, size_t size,
                                     po_error *err);

/* Adds run.json, outside the hashes. */
PO_NODISCARD po_status po_output_add_run(po_output *output, const char *data, size_t size, po_error *err);

/* Where commit says what it kept (notes, OUT-001); `diagnostics` must outlive the output. */
void po_output_report_to(po_output *output, po_diagnostics *diagnostics);

/* Writes the manifests (one for the whole, one in each sub-folder, so that a plan's folder can be passed on alone), puts
 * everything in its place, removes what an earlier build left and this one no longer makes, and frees the output, whether it
 * succeeds or not. */
PO_NODISCARD po_status po_output_commit(po_output *output, po_error *err);

/* Takes back everything not committed and frees. Accepts NULL. */
void po_output_abandon(po_output *output);

/* True if `folder` holds a manifest of ours: never to be read as input. */
bool po_output_is_ours(const char *folder);

#endif
