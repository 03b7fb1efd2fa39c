/* SPDX-License-Identifier: Apache-2.0
 *
 * Spool: records between reading and planning. Ten thousand documents are read before the first plan is written (an LEA's papers may be
 * anywhere among them); memory must hold one LEA, not all. So each document's records go to a private temporary file, as
 * `planonce/records/1`, and come back when their LEA's turn comes.
 */
#ifndef PO_APP_SPOOL_H
#define PO_APP_SPOOL_H

#include "document/record.h"

typedef struct po_spool po_spool;

/* A private folder below $TMPDIR (else /tmp), removed by destroy. */
PO_NODISCARD po_status po_spool_create(po_spool **ret_spool, po_error *err);
void po_spool_destroy(po_spool *spool); /* accepts NULL */

/* Keeps the records under `number`. Errors: PO_E_IO. */
PO_NODISCARD po_status po_spool_put(po_spool *spool, uint64_t number, const po_record_set *records,
                                    po_error *err);

/* Brings them back; the caller destroys them. Errors: as of po_record_set_read, PO_E_IO. */
PO_NODISCARD po_status po_spool_get(po_spool *spool, uint64_t number, po_record_set **ret_records,
                                    po_error *err);

#endif
