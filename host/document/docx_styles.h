/* SPDX-License-Identifier: Apache-2.0
 *
 * Paragraph styles of a Word file, as far as they say what a paragraph is: a heading of which level, an item of which list.
 */
#ifndef PO_DOCUMENT_DOCX_STYLES_H
#define PO_DOCUMENT_DOCX_STYLES_H

#include "document/ooxml_package.h"

typedef struct po_docx_styles po_docx_styles;

enum { PO_DOCX_UNSET = -1, PO_DOCX_BODY_TEXT = 9 /* outline level of what is no heading */ };

/* What a style gives with all that it is based on. */
typedef struct po_docx_style {
    int32_t outline;    /* 0..8, PO_DOCX_BODY_TEXT, or PO_DOCX_UNSET */
    int64_t list;       /* w:numId, 0 for none, or PO_DOCX_UNSET */
    int32_t list_level; /* 0..8 or PO_DOCX_UNSET */
} po_docx_style;

/* Reads a styles part into the package's arena; `part` NULL gives no styles. */
PO_NODISCARD po_status po_docx_styles_read(po_ooxml_package *package, const char *part, po_docx_styles **ret_styles,
                                           po_error *err);

/* The style with this id; NULL asks for the default one. Unknown ids have everything unset. */
po_docx_style po_docx_styles_find(po_docx_styles *styles, const char *id);

#endif
