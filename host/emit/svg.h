/* SPDX-License-Identifier: Apache-2.0
 *
 * Small bar charts as SVG, the only markup made in C. Every chart carries a title and a description with all its
 * numbers, so that it says the same to somebody who does not see it; the page prints the same numbers in a
 * table beside it. Colours come from the page (class "bar"), so that print and dark mode can change them.
 *
 * Positions are whole units worked out in integers: the same numbers give the same bytes.
 */
#ifndef PO_EMIT_SVG_H
#define PO_EMIT_SVG_H

#include "base/decimal.h"
#include "base/text.h"

typedef struct po_svg_bar {
    const char *label;
    const char *shown;  /* the value as people read it: "$1,234" */
    po_decimal value;   /* negative values draw no bar */
    const char *class_name; /* further CSS class, or NULL */
} po_svg_bar;

/* Appends a chart of horizontal bars, the longest as wide as there is room. `id` is unique on the page. */
void po_svg_bars(po_buffer *out, const char *id, const char *title, const char *description,
                 const po_svg_bar *bars, size_t count);

#endif
