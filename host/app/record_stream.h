/* SPDX-License-Identifier: Apache-2.0
 *
 * Record stream: what `planonce read` prints, made record by record as they come. A state file has
 * tens of thousands of them; memory must hold one.
 *
 * Nothing is printed before the document is known to be read whole: until then it waits in a
 * private file without a name, because a worker that fails on the last row leaves nothing to print.
 */
#ifndef PO_APP_RECORD_STREAM_H
#define PO_APP_RECORD_STREAM_H

#include "plugin/pool.h"

typedef struct po_record_stream po_record_stream;

/* `json`: planonce/records/1, else lines for people. Errors: PO_E_IO if there is no temporary
 * space. */
PO_NODISCARD po_status po_record_stream_create(bool json, po_record_stream **ret_stream,
                                               po_error *err);
void po_record_stream_destroy(po_record_stream *stream); /* accepts NULL */

/* For the request of the one document. */
const po_record_sink *po_record_stream_sink(const po_record_stream *stream);

/* Prints to stdout what was read; of a document that was not, an empty set (JSON) or nothing.
 * Errors: PO_E_IO. */
PO_NODISCARD po_status po_record_stream_print(po_record_stream *stream,
                                              const po_document_result *result, po_error *err);

#endif
