/* SPDX-License-Identifier: Apache-2.0
 *
 * What Pandoc writes that is not Markdown to the Markdown library, and no text to a reader: attributes behind headings and marked words
 * ("# Goals {#goals .unnumbered}", "[underlined]{.underline}"), signs of notes ("[^2]"), fences of divisions (":::").
 */
#ifndef PO_DOCUMENT_MARKDOWN_EXTRAS_H
#define PO_DOCUMENT_MARKDOWN_EXTRAS_H

#include "base/text.h"

/* Is there anything of the kind in this line? Then `clean` holds the line without it (perhaps empty). */
bool po_markdown_extras_clean(const char *line, size_t size, po_buffer *clean);

#endif
