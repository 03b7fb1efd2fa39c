/* SPDX-License-Identifier: Apache-2.0
 *
 * The zip that a Word file or an Excel workbook is: its parts by name, and the guards against archives made to hurt.
 *
 * Everything stays in memory and streams: no part is unpacked as a whole. What is counted is what really comes out,
 * never what the archive says of itself. A part that stands twice is refused when asked for, because programs differ in
 * which one they take.
 */
#ifndef PO_DOCUMENT_OOXML_PACKAGE_H
#define PO_DOCUMENT_OOXML_PACKAGE_H

#include "base/arena.h"

typedef struct po_ooxml_package po_ooxml_package;
typedef struct po_ooxml_part po_ooxml_part;

/* What people call such a file and the program that writes it, for sentences; and how much one part may unpack to: more
 * where parts are streamed and nothing of them is kept. */
typedef struct po_ooxml_family {
    const char *noun;    /* "Word file": "this Word file is damaged" */
    const char *program; /* "Word": "open it in Word and save it again" */
    size_t part_bytes;
} po_ooxml_family;

/* Ownership: the caller destroys it; `data` and `family` outlive it. Errors: PO_E_INPUT, PO_E_LIMIT with a sentence. */
PO_NODISCARD po_status po_ooxml_package_open(const uint8_t *data, size_t size, const po_ooxml_family *family,
                                             po_ooxml_package **ret_package, po_error *err);
void po_ooxml_package_destroy(po_ooxml_package *package); /* accepts NULL */

/* Memory that lives as long as the package. */
po_arena *po_ooxml_package_arena(po_ooxml_package *package);

const po_ooxml_family *po_ooxml_package_family(const po_ooxml_package *package);

/* Part names as in the archive, without a slash in front; letters' case does not count. */
bool po_ooxml_package_has(const po_ooxml_package *package, const char *part);

/* `target` of a relationship as seen from `part`: "styles.xml" from "word/document.xml" is "word/styles.xml". */
const char *po_ooxml_resolve(po_arena *arena, const char *part, const char *target);

/* One part being read. Several may be open at a time; all are closed before the package is destroyed. */
PO_NODISCARD po_status po_ooxml_part_open(po_ooxml_package *package, const char *name, po_ooxml_part **ret_part,
                                          po_error *err);
void po_ooxml_part_close(po_ooxml_part *part); /* accepts NULL */

/* Bytes read, 0 at the end, -1 when the part is damaged or a limit was reached: po_ooxml_part_status then says which.
 */
int po_ooxml_part_read(po_ooxml_part *part, char *buffer, int size);
po_status po_ooxml_part_status(const po_ooxml_part *part, po_error *err);

#endif
