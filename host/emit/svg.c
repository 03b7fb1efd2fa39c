/* SPDX-License-Identifier: Apache-2.0
 *
 * Small bar charts as SVG. See svg.h.
 */
#include "emit/svg.h"

#include "emit/mustache.h" /* po_html_escape */

/* In units of the view box. */
#define WIDTH 640
#define ROW 44
#define LABEL_LINE 16
#define BAR_TOP 22
#define BAR_HEIGHT 14

static void add_element(po_buffer *out, const char *name, const char *id, const char *text) {
    po_buffer_printf(out, "<%s id=\"%s-%s\">", name, id, name);
    po_html_escape(out, text);
    po_buffer_printf(out, "</%s>", name);
}

/* value / max * WIDTH, down to a whole unit; a value above zero is never invisible. */
static int bar_width(po_decimal value, po_decimal max) {
    po_decimal scaled, width;
    if (po_decimal_compare(value, po_decimal_of(0, 0)) <= 0 ||
        !po_decimal_multiply(po_decimal_reduce(value), po_decimal_of(WIDTH, 0), &scaled) ||
        !po_decimal_divide(scaled, max, 0, PO_ROUND_FLOOR, &width)) {
        return 0;
    }
    return width.units < 1 ? 1 : (int)width.units;
}

static void add_row(po_buffer *out, const po_svg_bar *bar, size_t row, po_decimal max) {
    int top = (int)row * ROW;
    po_buffer_printf(out, "<text x=\"0\" y=\"%d\">", top + LABEL_LINE);
    po_html_escape(out, bar->label);
    po_buffer_printf(out, "</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">", WIDTH,
                     top + LABEL_LINE);
    po_html_escape(out, bar->shown);
    po_buffer_printf(out,
                     "</text><rect class=\"track\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                     "<rect class=\"bar%s%s\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
                     top + BAR_TOP, WIDTH, BAR_HEIGHT, bar->class_name ? " " : "",
                     bar->class_name ? bar->class_name : "", top + BAR_TOP,
                     bar_width(bar->value, max), BAR_HEIGHT);
}

void po_svg_bars(po_buffer *out, const char *id, const char *title, const char *description,
                 const po_svg_bar *bars, size_t count) {
    po_decimal max = po_decimal_of(0, 0);
    for (size_t i = 0; i < count; i++) {
        max = po_decimal_compare(bars[i].value, max) > 0 ? bars[i].value : max;
    }
    po_buffer_printf(out,
                     "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" "
                     "aria-labelledby=\"%s-title %s-desc\">",
                     WIDTH, (int)count * ROW, id, id);
    add_element(out, "title", id, title);
    add_element(out, "desc", id, description);
    po_buffer_add_char(out, '\n');
    for (size_t i = 0; i < count; i++) {
        add_row(out, &bars[i], i, max);
    }
    po_buffer_add_text(out, "</svg>");
}
