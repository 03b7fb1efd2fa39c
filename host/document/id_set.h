/* SPDX-License-Identifier: Apache-2.0
 *
 * The ids of records that went by: whether one is taken, and whether a parent came before. Records
 * of a state file go by the ten thousand and are not kept, so neither are their ids: eight bytes of
 * each are, under a key of this process.
 *
 * Two different ids are taken for one with a likelihood below one in a billion for the largest
 * file; the record is then refused as given twice. Nobody outside knows the key, so nobody can
 * bring it about.
 */
#ifndef PO_DOCUMENT_ID_SET_H
#define PO_DOCUMENT_ID_SET_H

#include "base/status.h"

typedef struct po_id_set po_id_set;

po_id_set *po_id_set_create(void);
void po_id_set_destroy(po_id_set *set); /* accepts NULL */

/* False if the id is there already. */
bool po_id_set_add(po_id_set *set, const char *id);
bool po_id_set_has(const po_id_set *set, const char *id);
size_t po_id_set_count(const po_id_set *set);

#endif
