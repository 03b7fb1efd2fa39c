/* SPDX-License-Identifier: Apache-2.0
 *
 * The zip that a Word file is: its parts by name, its relationships, and the guards against archives made to hurt.
 *
 * Everything stays in memory and streams: no part is unpacked as a whole. What is counted is what really comes out, never what the archive
 * says of itself. A part that stands twice is refused when asked for, because programs differ in which one they take.
 */
#ifndef PO_DOCUMENT_DOCX_PACKAGE_H
#define PO_DOCUMENT_DOCX_PACKAGE_H

#include "base/arena.h"

typedef struct po_docx_package po_docx_package;
typedef struct po_docx_part po_docx_part;

/* Ownership: the caller destroys it; `data` outlives it. Errors: PO_E_INPUT, PO_E_LIMIT with a sentence. */
PO_NODISCARD po_status po_docx_package_open(const uint8_t *data, size_t size, po_docx_package **ret_package, po_error *err);
void po_docx_package_destroy(po_docx_package *package); /* accepts NULL */

/* Memory that lives as long as the package. */
po_arena *po_docx_package_arena(po_docx_package *package);

/* Part names as in the archive, without a slash in front; letters' case does not count. */
bool po_docx_package_has(const po_docx_package *package, const char *part);

/* `target` of a relationship as seen from `part`: "styles.xml" from "word/document.xml" is "word/styles.xml". */
const char *po_docx_resolve(po_arena *arena, const char *part, const char *target);

/* One part being read. At most one is open at a time. */
PO_NODISCARD po_status po_docx_part_open(po_docx_package *package, const char *name, po_docx_part **ret_part,
                                         po_error *err);
void po_docx_part_close(po_docx_part *part); /* accepts NULL */

/* Bytes read, 0 at the end, -1 when the part is damaged or a limit was reached: po_docx_part_status then says which. */
int po_docx_part_read(po_docx_part *part, char *buffer, int size);
po_status po_docx_part_status(const po_docx_part *part, po_error *err);

#endif
