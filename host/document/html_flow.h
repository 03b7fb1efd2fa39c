/* SPDX-License-Identifier: Apache-2.0
 *
 * HTML as it comes, into a flow: what a page shows, without scripts, styles and what is hidden. Used for HTML files and for
 * pieces of HTML inside Markdown.
 */
#ifndef PO_DOCUMENT_HTML_FLOW_H
#define PO_DOCUMENT_HTML_FLOW_H

#include "document/flow.h"

typedef struct po_html_flow po_html_flow;

/* `page` and `line` (0: count no lines) are where the first byte stands. Ownership: the caller destroys it; the flow outlives it. */
po_html_flow *po_html_flow_create(po_flow *flow, uint32_t page, uint32_t line);
void po_html_flow_destroy(po_html_flow *html); /* accepts NULL */

/* UTF-8, in pieces cut anywhere. Errors: PO_E_LIMIT for elements nested beyond reason. */
PO_NODISCARD po_status po_html_flow_feed(po_html_flow *html, const char *text, size_t size, po_error *err);

/* Closes what is open. */
PO_NODISCARD po_status po_html_flow_end(po_html_flow *html, po_error *err);

#endif
