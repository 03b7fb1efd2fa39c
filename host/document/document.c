/* SPDX-License-Identifier: Apache-2.0
 *
 * The document and its cursor. Blocks are only ever appended; shape and text are the readers' business.
 */
#include "document/document.h"

#include "base/limits.h"
#include "base/text.h"
#include "document/row_source.h"

po_document *po_document_create(void) {
    po_arena *arena = po_arena_create();
    po_document *document = PO_NEW(arena, po_document);
    document->arena = arena;
    po_diagnostics_init(&document->diagnostics, arena);
    return document;
}

void po_document_destroy(po_document *document) {
    if (document) {
        for (size_t i = document->sources.count; i-- > 0;) {
            po_row_source_destroy(document->sources.items[i]);
        }
        for (size_t i = document->held.count; i-- > 0;) {
            document->held.items[i].release(document->held.items[i].held);
        }
        po_arena_destroy(document->arena);
    }
}

void po_document_hold(po_document *document, void *held, void (*release)(void *held)) {
    *PO_LIST_ADD(document->arena, &document->held) = (po_held){held, release};
}

po_block *po_document_add(po_document *document, po_block_kind kind) {
    if (document->blocks.count >= PO_LIMIT_BLOCKS) {
        bool said = false;
        for (size_t i = document->diagnostics.list.count; i-- > 0 && !said;) {
            said = po_text_equal(document->diagnostics.list.items[i].code, "DOC-001");
        }
        if (!said) {
            po_diagnose(&document->diagnostics, PO_WARNING, "DOC-001", NULL, NULL,
                        "this document has more than %zu paragraphs and tables; the rest was not read",
                        (size_t)PO_LIMIT_BLOCKS);
        }
        return NULL;
    }
    po_block *block = PO_LIST_ADD(document->arena, &document->blocks);
    *block = (po_block){.kind = kind, .text = ""};
    return block;
}

static void add_part(po_buffer *text, const char *name, uint32_t number) {
    if (number) {
        po_buffer_printf(text, "%s%s %u", text->size ? ", " : "", name, number);
    }
}

const char *po_place_describe(po_arena *arena, const po_place *place) {
    po_buffer text = {0};
    bool under = po_place_is_under(place);
    if (place->sheet) {
        po_buffer_printf(&text, "%s \"%s\"", under ? "under" : "sheet", place->sheet);
    }
    add_part(&text, "page", place->page);
    add_part(&text, "table", place->table);
    add_part(&text, "row", place->row);
    add_part(&text, "column", place->column);
    add_part(&text, under ? "paragraph" : "line", place->line);
    const char *described = po_arena_dup(arena, po_buffer_text(&text));
    po_buffer_finish(&text);
    return described;
}

void po_table_cursor_init(po_table_cursor *cursor, const po_table *table) {
    *cursor = (po_table_cursor){.table = table};
}

const po_row *po_table_cursor_next(po_table_cursor *cursor) {
    const po_table *table = cursor->table;
    const po_row *row = NULL;
    if (table->source) {
        row = po_row_source_row(table->source, cursor->next);
    } else if (cursor->next < table->row_count) {
        row = &table->rows[cursor->next];
    }
    cursor->next += row != NULL;
    return row;
}

void po_table_cursor_rewind(po_table_cursor *cursor) {
    cursor->next = 0;
}

const po_error *po_table_failure(const po_table *table) {
    return table->source ? po_row_source_failure(table->source) : NULL;
}

const po_error *po_document_failure(const po_document *document) {
    const po_error *failure = NULL;
    for (size_t i = 0; i < document->sources.count && !failure; i++) {
        failure = po_row_source_failure(document->sources.items[i]);
    }
    return failure;
}
