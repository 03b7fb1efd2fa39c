/* SPDX-License-Identifier: Apache-2.0
 *
 * Heading and table of a worksheet. Tables are numbered in the order of the tabs.
 */
#include "document/sheet_blocks.h"

static void say_hidden(po_document *document, const char *name) {
    po_diagnose(&document->diagnostics, PO_NOTE, "TAB-001", NULL, NULL,
                "the worksheet \"%s\" is hidden: people who open the workbook do not see it; it was read all the same",
                name);
}

po_table *po_sheet_blocks_add(po_document *document, const char *name, bool hidden) {
    const po_place at = {.table = (uint32_t)document->sources.count + 1, .sheet = name};
    po_table *table = PO_NEW(document->arena, po_table);
    *table = (po_table){.number = at.table, .sheet = name, .hidden = hidden};
    if (name) {
        po_block *heading = po_document_add(document, PO_BLOCK_HEADING);
        if (!heading) {
            return NULL;
        }
        heading->text = name;
        heading->at = (po_place){.sheet = name};
    }
    po_block *block = po_document_add(document, PO_BLOCK_TABLE);
    if (!block) {
        return NULL;
    }
    block->table = table;
    block->at = at;
    if (hidden) {
        say_hidden(document, name);
    }
    return table;
}

po_status po_sheet_blocks_check(const po_document *document, const char *noun, po_error *err) {
    for (size_t i = 0; i < document->sources.count; i++) {
        po_row_source *source = document->sources.items[i];
        if (po_row_source_row(source, 0)) {
            return PO_OK;
        }
        const po_error *failure = po_row_source_failure(source);
        if (failure) {
            return po_error_set(err, failure->status, "%s", failure->text);
        }
    }
    return po_error_set(err, PO_E_INPUT,
                        "this %s holds nothing: check that it is the right file, or ask for a new copy", noun);
}
