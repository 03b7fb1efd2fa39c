/* SPDX-License-Identifier: Apache-2.0
 *
 * For tests of reading by position: a small set of labels, and a document as text: "P text", "L text" for list items, tables as
 * "| a | b |" lines, "?" before a doubted cell.
 */
#ifndef PO_TEST_GEOMETRY_EXPECT_H
#define PO_TEST_GEOMETRY_EXPECT_H

#include "base/text.h"
#include "document/document.h"
#include "document/table_hints.h"

static const po_hint_column geometry_actions[] = {{.anchor = true, .required = true}, {0}, {0}, {.amount = true}};
static const po_hint_column geometry_people[] = {{0}, {0}};
static const po_hint_column geometry_pairs[] = {{.amount = true}, {0}, {.amount = true, .pair = true}};

static const po_table_hint geometry_tables[] = {
    {.min = 3, .required = 1, .columns = geometry_actions, .column_count = 4},
    {.min = 2, .columns = geometry_people, .column_count = 2},
    {.min = 3, .columns = geometry_pairs, .column_count = 3},
};

#define GEOMETRY_LABEL(key, table, column) {key, sizeof(key) - 1, table, column}

static const po_hint_label geometry_labels[] = {
    GEOMETRY_LABEL("action#", 0, 0),      GEOMETRY_LABEL("description", 0, 2), GEOMETRY_LABEL("grant", 2, 0),
    GEOMETRY_LABEL("partner", 1, 0),      GEOMETRY_LABEL("planplusmore", 1, 0), GEOMETRY_LABEL("process", 1, 1),
    GEOMETRY_LABEL("title", 0, 1),        GEOMETRY_LABEL("totalfunds", 0, 3),  GEOMETRY_LABEL("totallcff", 2, 2),
    GEOMETRY_LABEL("totalsbytype", 2, 1), GEOMETRY_LABEL("waysandtools", 1, 1),
};

#define GEOMETRY_TEXT(key) {key, sizeof(key) - 1, false}
#define GEOMETRY_AMOUNT(key) {key, sizeof(key) - 1, true}

static const po_hint_text geometry_texts[] = {GEOMETRY_TEXT("goalanalysis\001"), GEOMETRY_TEXT("requireddescriptions"),
                                              GEOMETRY_AMOUNT("subtotalofallfunds")};

static const po_table_hints geometry_hints = {
    .tables = geometry_tables,
    .table_count = sizeof geometry_tables / sizeof *geometry_tables,
    .labels = geometry_labels,
    .label_count = sizeof geometry_labels / sizeof *geometry_labels,
    .texts = geometry_texts,
    .text_count = sizeof geometry_texts / sizeof *geometry_texts,
};

static inline void geometry_write_table(po_buffer *out, const po_table *table) {
    for (uint32_t r = 0; r < table->row_count; r++) {
        po_buffer_add_text(out, "|");
        for (uint32_t c = 0; c < table->rows[r].cell_count; c++) {
            const po_cell *cell = &table->rows[r].cells[c];
            po_buffer_printf(out, " %s", cell->doubt ? "?" : "");
            for (const char *at = cell->text; *at; at++) {
                po_buffer_add_char(out, *at == '\n' ? '/' : *at);
            }
            po_buffer_add_text(out, " |");
        }
        po_buffer_add_char(out, '\n');
    }
}

static inline void geometry_write(po_buffer *out, const po_document *document) {
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_block *block = &document->blocks.items[i];
        if (block->kind == PO_BLOCK_TABLE) {
            geometry_write_table(out, block->table);
        } else {
            po_buffer_printf(out, "%c %s\n", block->kind == PO_BLOCK_LIST_ITEM ? 'L' : 'P', block->text);
        }
    }
}

#endif
