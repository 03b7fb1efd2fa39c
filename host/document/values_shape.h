/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the reader of text files of values: whether a text is a table of values, what parts its values, and
 * whether quotation marks quote or are letters.
 *
 * A text is such a table when one mark (tab, pipe, semicolon, comma) parts most of its lines into the same number of
 * values. Tabs hardly occur in prose, so half of the lines and two values are enough; commas do, so it takes three
 * values, in four of five lines, of a length that values have. A name that ends in .csv, .tsv or .tab halves what is
 * asked of the other marks.
 */
#ifndef PO_DOCUMENT_VALUES_SHAPE_H
#define PO_DOCUMENT_VALUES_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct po_values_shape {
    char mark;        /* between two values */
    bool quotes;      /* a quotation mark at a value's beginning quotes */
    uint32_t columns; /* of most lines */
} po_values_shape;

/* False if it is no table of values. `name` may be NULL. Looks at a bounded beginning of the file; whether tabs and
 * pipes are used with quotation marks is then looked for in all of it, because one that is only a letter ("12\" pipe")
 * would swallow the lines that follow. */
bool po_values_shape_find(const uint8_t *data, size_t size, const char *name, po_values_shape *ret_shape);

#endif
