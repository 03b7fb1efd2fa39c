/* SPDX-License-Identifier: Apache-2.0
 *
 * Between xml.c and xml_schema.c only: RELAX NG as the gate, and the sentences that libxml2 does
 * not write.
 */
#ifndef PO_BASE_XML_SCHEMA_H
#define PO_BASE_XML_SCHEMA_H

#include "base/xml.h"

/* libxml2 before 2.12 hands a structured error handler a pointer to a mutable error. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *po_xml_error;
#else
typedef xmlError *po_xml_error;
#endif

/* Checks `document` against the schema at `schema_path`, which is compiled once for `arena` and kept with it; every mistake becomes a diagnostic for the
 * file `name`. Errors: PO_E_CONFIG, without a sentence in `err`, if there was a mistake; with one
 * if the schema itself is wrong. */
PO_NODISCARD po_status po_xml_schema_check(po_arena *arena, xmlDoc *document,
                                           const char *schema_path, const char *name, po_diagnostics *diagnostics,
                                           po_error *err);

/* Tells every mistake that can be found in a document that libxml2 refused (xml_mistakes.c);
 * returns how many there are, 0 if the schema says something that is not understood. */
size_t po_xml_tell_mistakes(const xmlDoc *document, const xmlDoc *schema, const char *schema_path,
                            const char *name, po_diagnostics *diagnostics);

#endif
