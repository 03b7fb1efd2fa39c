/* SPDX-License-Identifier: Apache-2.0
 *
 * Duties asked twice, in the formats of `planonce duplicates`: planonce/duplicates/1 for machines, CSV for spreadsheets, a page for
 * people, and the same page as plain text. Nothing here decides anything: what is shown was found by duty/duplicates.h.
 */
#ifndef PO_EMIT_DUPLICATES_H
#define PO_EMIT_DUPLICATES_H

#include "base/text.h"
#include "duty/duplicates.h"
#include "duty/similar.h"
#include "emit/language.h"

typedef struct po_emit_duplicates_input {
    const po_duplicates *duplicates;
    const po_similar_pair *suggestions; /* by wording, for duties without rows; never counted */
    size_t suggestion_count;
    const char *proposed;               /* title of a proposed program that takes part, or NULL */
    const po_language *language;
    const char *templates; /* folder */
    const char *version;   /* of this program */
} po_emit_duplicates_input;

/* `format`: "json", "csv", "html" or "text". Appended to `out`. Errors: PO_E_USAGE for another format; a template that is missing or wrong. */
PO_NODISCARD po_status po_emit_duplicates(po_arena *arena, const po_emit_duplicates_input *input, const char *format, po_buffer *out,
                                          po_error *err);

#endif
