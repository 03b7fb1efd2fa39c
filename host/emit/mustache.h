/* SPDX-License-Identifier: Apache-2.0
 *
 * Our Mustache: how every page is made from templates/ and a view object. A template is parsed once and rendered
 * many times.
 *
 * The whole behaviour of the Mustache specification (mustache(5)) but lambdas, which the view, being data,
 * cannot hold: variables escaped for HTML, {{{raw}}} and {{&raw}}, sections over lists, objects and plain values,
 * inverted sections, comments, {{=<% %>=}} delimiters, dotted names, the implicit iterator {{.}}, partials that take the
 * indentation of their line, lines of their own for standalone tags; and of the optional parts inheritance
 * ({{<parent}} with {{$block}}, without re-indenting blocks) and dynamic names ({{>*name}}). A name or a partial that does
 * not exist is empty, as the specification says. An empty text counts as false in a section.
 *
 * The view is a cJSON tree. Numbers are printed as their shortest decimal; what must look a certain way is put in as
 * text. Ownership: a set owns its templates; the view is borrowed.
 */
#ifndef PO_EMIT_MUSTACHE_H
#define PO_EMIT_MUSTACHE_H

#include <cjson/cJSON.h>

#include "base/text.h"

/* Templates by name, and the partials they call. */
typedef struct po_mustache po_mustache;

/* `folder`: where templates are found on first use, as <folder>/<name> or <folder>/<name>.html; NULL: only what po_mustache_add
 * gave. */
po_mustache *po_mustache_create(const char *folder);
void po_mustache_destroy(po_mustache *set); /* accepts NULL */

/* Parses `text` as the template `name`. Errors: unclosed or unopened sections, tags without end, a bad delimiter
 * change; the sentence names template, line and tag. */
PO_NODISCARD po_status po_mustache_add(po_mustache *set, const char *name, const char *text, po_error *err);

/* From now on a partial that cannot be found is an error: for installed templates, where it is a typing mistake. */
void po_mustache_require_partials(po_mustache *set);

/* Appends the template `name` rendered with `view`. Errors: those of parsing, for templates read now; a partial that
 * cannot be found; templates nested deeper than PO_MUSTACHE_DEPTH_MAX. */
PO_NODISCARD po_status po_mustache_render(po_mustache *set, const char *name, const cJSON *view, po_buffer *out,
                                          po_error *err);

/* Sections and partials inside one another. A partial may call itself over nested data; endless calls end here. */
#define PO_MUSTACHE_DEPTH_MAX 64

/* Appends `text` with the five characters that mean something in HTML replaced. */
void po_html_escape(po_buffer *out, const char *text);

#endif
