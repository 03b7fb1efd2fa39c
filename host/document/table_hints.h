/* SPDX-License-Identifier: Apache-2.0
 *
 * What reading by position has to know of the tables it may meet: the labels of their columns, as data.
 *
 * Why: on a page without structure nothing says "here a table begins" but the words of its header. The readers know no program; the host
 * hands them the labels of all installed forms (plugin/form.h, po_form_table_hints).
 *
 * Keys are folded as po_text_key folds; PO_HINT_YEAR stands for a school year ("2025-26").
 */
#ifndef PO_DOCUMENT_TABLE_HINTS_H
#define PO_DOCUMENT_TABLE_HINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PO_HINT_YEAR '\001'

typedef struct po_hint_column {
    bool required;
    bool anchor; /* text here begins a row */
    bool amount; /* holds money, percentages or other numbers */
    bool pair;   /* every amount in it is a row of its own, beside whose label it stands */
} po_hint_column;

typedef struct po_table_hint {
    uint32_t min;      /* columns that must be found */
    uint32_t required; /* of them, columns that must be among them */
    const po_hint_column *columns;
    uint32_t column_count;
} po_table_hint;

/* One spelling of a column's label. */
typedef struct po_hint_label {
    const char *key;
    uint32_t size;
    uint32_t table, column;
} po_hint_label;

typedef struct po_hint_text {
    const char *key;
    uint32_t size;
    bool amount; /* asks for an amount, which stands behind it in the line */
} po_hint_text;

/* Lists are sorted by key. `texts`: headings, prompts and known sentences, none of which stands inside a table. */
typedef struct po_table_hints {
    const po_table_hint *tables;
    size_t table_count;
    const po_hint_label *labels;
    size_t label_count;
    const po_hint_text *texts;
    size_t text_count;
} po_table_hints;

#endif
