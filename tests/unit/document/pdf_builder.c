/* SPDX-License-Identifier: Apache-2.0
 *
 * See pdf_builder.h. Streams are written without filters, so that a failing test can be read with the naked eye.
 */
#include "pdf_builder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>


enum { NUMBERS_MAX = 512 };

typedef struct entry {
    char kind; /* 0, 'n' (offset), 's' (in stream), 'f' (free) */
    size_t value, index;
} entry;

struct pdf_builder {
    po_buffer out;
    entry entries[NUMBERS_MAX]; /* of the section under way */
    po_buffer held[NUMBERS_MAX]; /* object streams: bodies */
    po_buffer heads[NUMBERS_MAX];
    size_t held_count[NUMBERS_MAX];
    size_t previous; /* offset of the last cross-reference, 0 before the first */
    bool ended;
};

pdf_builder *pdf_builder_create(void) {
    pdf_builder *pdf = calloc(1, sizeof *pdf);
    po_buffer_add_text(&pdf->out, "%PDF-1.7\n");
    return pdf;
}

void pdf_builder_destroy(pdf_builder *pdf) {
    for (size_t i = 0; i < NUMBERS_MAX; i++) {
        po_buffer_finish(&pdf->held[i]);
        po_buffer_finish(&pdf->heads[i]);
    }
    po_buffer_finish(&pdf->out);
    free(pdf);
}

po_buffer *pdf_bytes(pdf_builder *pdf) {
    return &pdf->out;
}

void pdf_set(pdf_builder *pdf, unsigned number, const char *body) {
    pdf->entries[number] = (entry){'n', pdf->out.size, 0};
    po_buffer_printf(&pdf->out, "%u 0 obj\n%s\nendobj\n", number, body);
}

void pdf_free(pdf_builder *pdf, unsigned number) {
    pdf->entries[number] = (entry){'f', 0, 0};
}

void pdf_stream(pdf_builder *pdf, unsigned number, const char *dictionary, const char *data, size_t size) {
    pdf->entries[number] = (entry){'n', pdf->out.size, 0};
    po_buffer_printf(&pdf->out, "%u 0 obj\n<< %s /Length %zu >>\nstream\n", number, dictionary, size);
    po_buffer_add(&pdf->out, data, size);
    po_buffer_add_text(&pdf->out, "\nendstream\nendobj\n");
}

void pdf_stream_text(pdf_builder *pdf, unsigned number, const char *dictionary, const char *data) {
    pdf_stream(pdf, number, dictionary, data, strlen(data));
}

void pdf_set_in(pdf_builder *pdf, unsigned stream, unsigned number, const char *body) {
    pdf->entries[number] = (entry){'s', stream, pdf->held_count[stream]++};
    po_buffer_printf(&pdf->heads[stream], "%u %zu ", number, pdf->held[stream].size);
    po_buffer_printf(&pdf->held[stream], "%s\n", body);
}

static void write_object_streams(pdf_builder *pdf) {
    for (unsigned n = 0; n < NUMBERS_MAX; n++) {
        if (!pdf->held_count[n]) {
            continue;
        }
        po_buffer whole = {0};
        char dictionary[96];
        snprintf(dictionary, sizeof dictionary, "/Type /ObjStm /N %zu /First %zu", pdf->held_count[n],
                 pdf->heads[n].size);
        po_buffer_add(&whole, pdf->heads[n].data, pdf->heads[n].size);
        po_buffer_add(&whole, pdf->held[n].data, pdf->held[n].size);
        pdf_stream(pdf, n, dictionary, whole.data, whole.size);
        po_buffer_finish(&whole);
        po_buffer_clear(&pdf->held[n]);
        po_buffer_clear(&pdf->heads[n]);
        pdf->held_count[n] = 0;
    }
}

static void write_table(pdf_builder *pdf, size_t previous, size_t hidden, const char *extra) {
    size_t at = pdf->out.size;
    po_buffer_add_text(&pdf->out, "xref\n0 1\n0000000000 65535 f \n");
    for (unsigned n = 1; n < NUMBERS_MAX; n++) {
        const entry *each = &pdf->entries[n];
        if (each->kind == 'n') {
            po_buffer_printf(&pdf->out, "%u 1\n%010zu 00000 n \n", n, each->value);
        } else if (each->kind == 'f') {
            po_buffer_printf(&pdf->out, "%u 1\n0000000000 00001 f \n", n);
        } else if (each->kind == 's' && hidden) { /* what old readers must not see is marked free */
            po_buffer_printf(&pdf->out, "%u 1\n0000000000 00000 f \n", n);
        }
    }
    po_buffer_printf(&pdf->out, "trailer\n<< /Size %d %s", NUMBERS_MAX, extra);
    if (previous) {
        po_buffer_printf(&pdf->out, " /Prev %zu", previous);
    }
    if (hidden) {
        po_buffer_printf(&pdf->out, " /XRefStm %zu", hidden);
    }
    po_buffer_printf(&pdf->out, " >>\nstartxref\n%zu\n%%%%EOF\n", at);
    pdf->previous = at;
}

static void add_entry(po_buffer *to, unsigned type, size_t value, size_t index) {
    const char bytes[] = {(char)type, (char)(value >> 24), (char)(value >> 16), (char)(value >> 8), (char)value,
                          (char)(index >> 8), (char)index};
    po_buffer_add(to, bytes, sizeof bytes);
}

/* A cross-reference stream as object `number`; in a hybrid file only of objects in streams. Returns its offset. */
static size_t write_xref_stream(pdf_builder *pdf, unsigned number, size_t previous, bool hybrid, const char *extra) {
    po_buffer data = {0}, index = {0}, dictionary = {0};
    size_t at = pdf->out.size;
    for (unsigned n = 0; n < NUMBERS_MAX; n++) {
        const entry *each = &pdf->entries[n];
        if (each->kind == 's' || (each->kind == 'n' && !hybrid)) {
            po_buffer_printf(&index, "%u 1 ", n);
            add_entry(&data, each->kind == 's' ? 2 : 1, each->value, each->index);
        }
    }
    if (!hybrid) {
        po_buffer_printf(&index, "%u 1 ", number);
        add_entry(&data, 1, at, 0);
    }
    po_buffer_printf(&dictionary, "/Type /XRef /W [1 4 2] /Size %d /Index [%s] %s", NUMBERS_MAX,
                     po_buffer_text(&index), extra);
    if (previous && !hybrid) {
        po_buffer_printf(&dictionary, " /Prev %zu", previous);
    }
    pdf_stream(pdf, number, dictionary.data, data.data ? data.data : "", data.size);
    po_buffer_finish(&data);
    po_buffer_finish(&index);
    po_buffer_finish(&dictionary);
    return at;
}

void pdf_end_section(pdf_builder *pdf, pdf_xref_kind kind, const char *extra) {
    enum { XREF_NUMBER = 500 };
    write_object_streams(pdf);
    size_t previous = pdf->previous;
    if (kind == PDF_XREF_STREAM) {
        pdf->previous = write_xref_stream(pdf, XREF_NUMBER, previous, false, extra);
        po_buffer_printf(&pdf->out, "startxref\n%zu\n%%%%EOF\n", pdf->previous);
    } else {
        size_t hidden = 0;
        if (kind == PDF_XREF_HYBRID) {
            hidden = write_xref_stream(pdf, XREF_NUMBER, 0, true, "");
        }
        write_table(pdf, previous, hidden, extra);
    }
    memset(pdf->entries, 0, sizeof pdf->entries);
    pdf->ended = true;
}

static const char *or_empty(const char *text) {
    return text ? text : "";
}

void pdf_set_tagged(pdf_builder *pdf, const pdf_tagged *parts) {
    po_buffer text = {0};
    po_buffer_printf(&text, "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 6 0 R %s >>", or_empty(parts->catalog));
    pdf_set(pdf, 1, text.data);
    pdf_set(pdf, 2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    po_buffer_clear(&text);
    po_buffer_printf(&text,
                     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font "
                     "<< /F1 5 0 R >> %s >> /StructParents 0 %s >>",
                     or_empty(parts->resources), or_empty(parts->page));
    pdf_set(pdf, 3, text.data);
    pdf_stream_text(pdf, 4, "", parts->content);
    pdf_set(pdf, 5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    po_buffer_clear(&text);
    po_buffer_printf(&text, "<< /Type /StructTreeRoot /K %s %s >>", parts->kids, or_empty(parts->tree));
    pdf_set(pdf, 6, text.data);
    po_buffer_finish(&text);
}

static void describe_text(po_buffer *out, const char *text) {
    for (; *text; text++) {
        po_buffer_add_char(out, *text == '\n' ? '/' : *text);
    }
}

static void describe_table(po_buffer *out, const po_table *table) {
    po_buffer_printf(out, "T%u ", table->columns);
    for (uint32_t r = 0; r < table->row_count; r++) {
        po_buffer_add_char(out, '[');
        for (uint32_t c = 0; c < table->rows[r].cell_count; c++) {
            const po_cell *cell = &table->rows[r].cells[c];
            po_buffer_add_text(out, c ? "|" : "");
            describe_text(out, cell->text);
            if (cell->column_span > 1) {
                po_buffer_printf(out, "<%u>", (unsigned)cell->column_span);
            }
            if (cell->row_span > 1) {
                po_buffer_printf(out, "{%u}", (unsigned)cell->row_span);
            }
        }
        po_buffer_add_char(out, ']');
    }
}

char *document_describe(const po_document *document) {
    po_buffer out = {0};
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_block *block = &document->blocks.items[i];
        po_buffer_add_text(&out, i ? "\n" : "");
        if (block->kind == PO_BLOCK_TABLE) {
            describe_table(&out, block->table);
            continue;
        }
        if (block->kind == PO_BLOCK_PARAGRAPH) {
            po_buffer_add_text(&out, "P ");
        } else {
            po_buffer_printf(&out, "%c%u ", block->kind == PO_BLOCK_HEADING ? 'H' : 'L', (unsigned)block->level);
        }
        describe_text(&out, block->text);
    }
    for (size_t i = 0; i < document->outside.count; i++) {
        const po_outside *each = &document->outside.items[i];
        po_buffer_printf(&out, "\noutside %u-%u:%zu", each->first_page, each->last_page, each->characters);
    }
    for (size_t i = 0; i < document->diagnostics.list.count; i++) {
        po_buffer_printf(&out, "\n%s", document->diagnostics.list.items[i].code);
    }
    char *text = strdup(po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

char *pdf_describe(const char *data, size_t size, bool join) {
    po_document *document = po_document_create();
    po_error err = {0};
    po_pdf_options options = {.no_join = !join};
    po_status status = po_pdf_read((const uint8_t *)data, size, &options, document, &err);
    char *text;
    if (status == PO_OK) {
        text = document_describe(document);
    } else {
        po_buffer out = {0};
        po_buffer_printf(&out, "error: %s", err.text);
        text = strdup(out.data);
        po_buffer_finish(&out);
    }
    po_document_destroy(document);
    return text;
}

char *pdf_read(pdf_builder *pdf) {
    if (!pdf->ended) {
        pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R");
    }
    char *text = pdf_describe(pdf->out.data, pdf->out.size, true);
    return text;
}

char *pdf_read_tagged(const char *content, const char *kids) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = content, .kids = kids};
    pdf_set_tagged(pdf, &parts);
    char *text = pdf_read(pdf);
    pdf_builder_destroy(pdf);
    return text;
}
