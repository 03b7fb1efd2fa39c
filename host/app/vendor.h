/* SPDX-License-Identifier: Apache-2.0
 *
 * What a program brings along: the crosswalk that stands in its own folder, beside those of crosswalks/. A mistake in one costs that program its
 * crosswalk and nobody else anything; what it means for a document of the program is said where the document is read (XW-206).
 *
 * Left to others: what a crosswalk says (crosswalk/), which programs there are (plugin/registry.h).
 */
#ifndef PO_APP_VENDOR_H
#define PO_APP_VENDOR_H

#include "crosswalk/crosswalk.h"
#include "plugin/registry.h"

/* Adds `folder`/crosswalk.xml of every program in use that has one to `set`, before anything is made of it. Mistakes are told in `diagnostics`.
 * False if one was left out for them. */
bool po_vendor_crosswalks(const po_registry *registry, po_crosswalks *set, po_diagnostics *diagnostics);

#endif
