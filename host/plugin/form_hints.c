/* SPDX-License-Identifier: Apache-2.0
 *
 * What forms know of tables, told to the readers: labels of columns, and the text that stands outside of tables.
 *
 * Why here: readers know no program and no form (document/table_hints.h); forms know no places on a page.
 */
#include <stdlib.h>
#include <string.h>

#include "plugin/form_parts.h"

typedef struct collected {
    po_arena *arena;
    PO_LIST(po_table_hint) tables;
    PO_LIST(po_hint_label) labels;
    PO_LIST(po_hint_text) texts;
} collected;

static bool is_amount(po_value_type type) {
    return type == PO_VALUE_MONEY || type == PO_VALUE_PERCENT;
}

static void add_tables(collected *to, const po_form *form) {
    for (size_t t = 0; t < form->tables.count; t++) {
        const form_table *table = form->tables.items[t];
        po_hint_column *columns = PO_NEW_ARRAY(to->arena, po_hint_column, table->columns.count);
        for (size_t c = 0; c < table->columns.count; c++) {
            const form_column *from = table->columns.items[c];
            columns[c] = (po_hint_column){.required = from->required,
                                          .anchor = from->anchor,
                                          .amount = from->pair_values || is_amount(from->target.type),
                                          .pair = from->pair_values};
        }
        *PO_LIST_ADD(to->arena, &to->tables) = (po_table_hint){.min = table->min,
                                                               .required = table->required,
                                                               .columns = columns,
                                                               .column_count = (uint32_t)table->columns.count};
    }
}

static void add_labels(collected *to, const po_form *form, size_t first_table) {
    for (size_t i = 0; i < po_map_count(form->headers); i++) {
        const char *key = po_map_key(form->headers, i);
        const form_headers *headers = po_map_value(form->headers, i);
        for (size_t h = 0; h < headers->count && *key != '\0'; h++)
            *PO_LIST_ADD(to->arena, &to->labels) =
                (po_hint_label){.key = key,
                                .size = (uint32_t)strlen(key),
                                .table = (uint32_t)first_table + headers->items[h].table->index,
                                .column = headers->items[h].column->index};
    }
}

static void add_texts(collected *to, const po_form *form) {
    for (size_t i = 0; i < form->index.count; i++) {
        const form_label *label = &form->index.labels[i];
        if (label->item->kind != FORM_IGNORE)
            *PO_LIST_ADD(to->arena, &to->texts) = (po_hint_text){
                .key = label->key,
                .size = (uint32_t)label->size,
                .amount = label->item->kind == FORM_PROMPT && is_amount(label->item->target.type)};
    }
}

/* Running text that holds values is known by its first words. */
static void add_sentences(collected *to, const po_form *form) {
    for (size_t i = 0; i < form->sections.count; i++)
        for (size_t j = 0; j < form->sections.items[i]->sentences.count; j++) {
            const form_piece *first = &form->sections.items[i]->sentences.items[j]->pieces.items[0];
            *PO_LIST_ADD(to->arena, &to->texts) =
                (po_hint_text){.key = first->literal, .size = (uint32_t)first->size};
        }
}

/* Shorter keys before longer ones that begin with them. */
static int compare_keys(const char *a, uint32_t a_size, const char *b, uint32_t b_size) {
    int order = memcmp(a, b, a_size < b_size ? a_size : b_size);
    return order != 0 ? order : (a_size > b_size) - (a_size < b_size);
}

static int compare_labels(const void *a, const void *b) {
    const po_hint_label *x = a, *y = b;
    int order = compare_keys(x->key, x->size, y->key, y->size);
    if (order != 0)
        return order;
    return x->table != y->table ? (x->table > y->table) - (x->table < y->table)
                                : (x->column > y->column) - (x->column < y->column);
}

static int compare_texts(const void *a, const void *b) {
    const po_hint_text *x = a, *y = b;
    return compare_keys(x->key, x->size, y->key, y->size);
}

const po_table_hints *po_form_table_hints(po_arena *arena, const po_form *const *forms,
                                          size_t count) {
    collected to = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        size_t first = to.tables.count;
        add_tables(&to, forms[i]);
        add_labels(&to, forms[i], first);
        add_texts(&to, forms[i]);
        add_sentences(&to, forms[i]);
    }
    if (to.labels.count > 0)
        qsort(to.labels.items, to.labels.count, sizeof *to.labels.items, compare_labels);
    if (to.texts.count > 0)
        qsort(to.texts.items, to.texts.count, sizeof *to.texts.items, compare_texts);
    po_table_hints *hints = PO_NEW(arena, po_table_hints);
    *hints = (po_table_hints){.tables = to.tables.items,
                              .table_count = to.tables.count,
                              .labels = to.labels.items,
                              .label_count = to.labels.count,
                              .texts = to.texts.items,
                              .text_count = to.texts.count};
    return hints;
}
