/* SPDX-License-Identifier: Apache-2.0
 *
 * The part of JSON Schema that our published schemas use, so that the file people's editors read is the one the program itself goes by. Every
 * mistake is a sentence with its line: what stands there, what would be right, the nearest spelling.
 *
 * Understood: type, enum, properties, required, additionalProperties (false or a schema), items, minimum, maxItems, format (date, school-year,
 * cds), $ref into $defs, and x-name (what the thing is called in sentences). Anything else in a schema is left to editors.
 */
#ifndef PO_FACTS_JSON_SCHEMA_H
#define PO_FACTS_JSON_SCHEMA_H

#include <cjson/cJSON.h>

#include "base/diagnostic.h"

/* Nested deeper than any schema of ours. */
#define PO_JSON_SCHEMA_DEPTH 16

/* Compares `value`, parsed from `text`, with `schema`. Mistakes go to `diagnostics` [FACT-002] under `file`. Returns how many there were. */
size_t po_json_schema_check(const cJSON *schema, const cJSON *value, const char *text, const char *file,
                            po_diagnostics *diagnostics);

/* The same, with mistakes under another code. */
size_t po_json_schema_check_as(const cJSON *schema, const cJSON *value, const char *text, const char *file, const char *code,
                               po_diagnostics *diagnostics);

#endif
