/* SPDX-License-Identifier: Apache-2.0
 *
 * Installed XML (program files, forms, crosswalks, model): parsed by libxml2 without network, without entity
 * expansion, capped in size; gated by RELAX NG; and every mistake told in a sentence of our own that names file, line,
 * element, attribute, value, what is allowed and the nearest spelling, because libxml2's RELAX NG messages do not say what was wrong.
 * Never for a stranger's document.
 */
#ifndef PO_BASE_XML_H
#define PO_BASE_XML_H

#include <libxml/tree.h>

#include "base/diagnostic.h"

typedef struct po_xml {
    xmlDoc *document; /* freed by po_xml_finish */
    const char *path; /* in the arena given to po_xml_load */
} po_xml;

/* Parses `path`; with `schema_path` (a .rng, may be NULL) validates it. Mistakes go to `diagnostics` (several, each with line); the
 * status is PO_E_CONFIG if there was any. On success the caller ends with po_xml_finish. */
PO_NODISCARD po_status po_xml_load(po_arena *arena, const char *path, const char *schema_path,
                                   po_diagnostics *diagnostics, po_xml *ret_xml, po_error *err);

/* The same for bytes in memory; `name` stands where the path would. */
PO_NODISCARD po_status po_xml_parse(po_arena *arena, const char *data, size_t size, const char *name,
                                    const char *schema_path, po_diagnostics *diagnostics, po_xml *ret_xml,
                                    po_error *err);
void po_xml_finish(po_xml *xml);

/* Element children, in order: first, then next; `name` NULL for any. NULL at the end. */
const xmlNode *po_xml_child(const xmlNode *parent, const char *name);
const xmlNode *po_xml_next(const xmlNode *node, const char *name);
const char *po_xml_name(const xmlNode *node);

/* Attribute value copied to the arena, or NULL / the fallback. */
const char *po_xml_attribute(po_arena *arena, const xmlNode *node, const char *name);
long po_xml_attribute_long(const xmlNode *node, const char *name, long fallback);
bool po_xml_attribute_yes(const xmlNode *node, const char *name, bool fallback); /* "yes"/"no" */

/* The element's text with that of the elements in it, squeezed (one line), in the arena; "" if none. */
const char *po_xml_text(po_arena *arena, const xmlNode *node);
int po_xml_line(const xmlNode *node);

#endif
