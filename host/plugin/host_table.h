/* SPDX-License-Identifier: Apache-2.0
 *
 * The host as a plugin sees it: the `planonce_host` table and its extensions. It checks what a
 * plugin emits, copies it before it returns, and sends it to the wire.
 *
 * What is refused is refused for good: after the first record that breaks the contract (an id given
 * twice, a parent that did not come before, a value that is not canonical) every further emit is
 * refused too, and the document with it. Half a plan read silently is worse than none, and a vendor
 * sees the sentence.
 *
 * Leaves to others: what the records mean (crosswalk/), checking once more in the host
 * (wire_decode.c), because a plugin can bypass all of this by writing to the socket itself.
 */
#ifndef PO_PLUGIN_HOST_TABLE_H
#define PO_PLUGIN_HOST_TABLE_H

#include "planonce/plugin.h"
#include "plugin/form.h"
#include "plugin/wire.h"

typedef struct po_host_table po_host_table;

typedef struct po_host_setup {
    po_wire_writer *writer;
    const po_document *document;
    const char *program;
    const po_form *form;         /* the one that fits best, or NULL */
    const po_form *const *forms; /* of all programs */
    size_t form_count;
    const char *scope; /* or NULL */
    const char *name;  /* of the file, or NULL */
} po_host_setup;

/* Ownership: the caller destroys it; everything in `setup` must outlive it. */
po_host_table *po_host_table_create(const po_host_setup *setup);
void po_host_table_destroy(po_host_table *table); /* accepts NULL */

const planonce_host *po_host_table_host(const po_host_table *table);

/* Runs the form and sends its records, as a program without a library is read. */
PO_NODISCARD po_status po_host_table_run_form(po_host_table *table, const po_form *form,
                                              po_error *err);

/* Sends a diagnostic, up to PO_LIMIT_DIAGNOSTICS; further ones are counted. */
void po_host_table_diagnose(po_host_table *table, const po_diagnostic *diagnostic);
size_t po_host_table_dropped(const po_host_table *table);

/* The first refusal or limit, as a sentence; `status` PO_OK if there was none. */
const po_error *po_host_table_failure(const po_host_table *table);

#endif
