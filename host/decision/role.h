/* SPDX-License-Identifier: Apache-2.0
 *
 * Who decided is told as a role, never as a person: what is written here is printed on pages that go to boards and counties. A role names an
 * office ("director of federal programs"); what looks like somebody's name or address is refused.
 */
#ifndef PO_DECISION_ROLE_H
#define PO_DECISION_ROLE_H

#include "base/arena.h"

/* Why this cannot stand as a role, as a sentence in `arena`; NULL if it can. */
const char *po_role_mistake(po_arena *arena, const char *role);

/* Whether there is an e-mail address in a text. */
bool po_text_has_address(const char *text);

#endif
