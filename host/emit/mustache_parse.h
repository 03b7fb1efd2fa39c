/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the Mustache renderer: what a parsed template is.
 */
#ifndef PO_EMIT_MUSTACHE_PARSE_H
#define PO_EMIT_MUSTACHE_PARSE_H

#include "emit/mustache.h"

typedef enum po_tag_kind {
    PO_TAG_TEXT,     /* `name` is the text itself */
    PO_TAG_ESCAPED,  /* {{name}} */
    PO_TAG_RAW,      /* {{{name}}}, {{&name}} */
    PO_TAG_SECTION,  /* {{#name}} */
    PO_TAG_INVERTED, /* {{^name}} */
    PO_TAG_PARTIAL,  /* {{>name}} */
    PO_TAG_PARENT,   /* {{<name}} */
    PO_TAG_BLOCK     /* {{$name}} */
} po_tag_kind;

typedef struct po_tag {
    po_tag_kind kind;
    const char *name;   /* NUL-terminated; never NULL */
    size_t size;        /* of `name` */
    const char *indent; /* white space before a standalone partial or parent; "" otherwise */
    int line;
    PO_LIST(struct po_tag *) children;
} po_tag;

typedef struct po_template {
    const char *name;
    po_tag *root; /* a section whose children are the template */
} po_template;

/* Parses `text` into the arena; the text itself is copied piece by piece. */
PO_NODISCARD po_status po_template_parse(po_arena *arena, const char *name, const char *text,
                                         po_template **ret_template, po_error *err);

#endif
