/* SPDX-License-Identifier: Apache-2.0
 *
 * Gathering text: white space squeezed, what no reader sees dropped (soft hyphens, zero-width characters), one space
 * where the pen jumped.
 */
#include "document/pdf_sink.h"

#include <stdlib.h>

#include "base/utf8.h"

void po_pdf_sink_finish(po_pdf_sink *sink) {
    po_buffer_finish(&sink->text);
    free(sink->pages);
    *sink = (po_pdf_sink){0};
}

void po_pdf_sink_clear(po_pdf_sink *sink) {
    po_buffer_clear(&sink->text);
    sink->page_count = 0;
    sink->any = sink->space = sink->newline = sink->glue = false;
}

static void note_page(po_pdf_sink *sink, uint32_t page) {
    if (sink->page_count && sink->pages[sink->page_count - 1] == page) {
        return;
    }
    if (sink->page_count == sink->page_capacity) {
        sink->page_capacity = sink->page_capacity ? sink->page_capacity * 2 : 4;
        uint32_t *pages = realloc(sink->pages, sink->page_capacity * sizeof *pages);
        if (!pages) {
            po_out_of_memory(sink->page_capacity * sizeof *pages);
        }
        sink->pages = pages;
    }
    sink->pages[sink->page_count++] = page;
}

/* White space that is due, then the letters. */
static void add_visible(po_pdf_sink *sink, const char *bytes, size_t size) {
    if (sink->text.size && sink->newline) {
        po_buffer_add_char(&sink->text, '\n');
    } else if (sink->text.size && sink->space) {
        po_buffer_add_char(&sink->text, ' ');
    }
    sink->space = sink->newline = sink->glue = false;
    po_buffer_add(&sink->text, bytes, size);
}

/* Invisible: neither a gap nor a letter. */
static bool is_nothing(uint32_t code) {
    return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF || code == 0x180E;
}

static bool is_plain(char c) {
    return c > ' ' && c < 0x7F;
}

void po_pdf_sink_add(po_pdf_sink *sink, const po_pdf_fragment *fragment, const char *text, size_t size) {
    if (sink->any && (sink->last_page != fragment->page || po_pdf_spot_gap(&sink->last, &fragment->start))) {
        sink->space = true;
    }
    sink->any = true;
    sink->last = fragment->end;
    sink->last_page = fragment->page;
    bool visible = false;
    for (size_t at = 0; at < size;) {
        size_t from = at;
        while (at < size && is_plain(text[at])) {
            at++;
        }
        uint32_t code = at > from ? 'x' : po_utf8_next(text, size, &at);
        if (at - from == 1 && (code < ' ' || code == 0x7F)) {
            code = ' ';
        }
        if (is_nothing(code)) {
            continue;
        }
        if (po_utf8_is_space(code)) {
            sink->space = true;
        } else {
            add_visible(sink, text + from, at - from);
            visible = true;
        }
    }
    if (visible) {
        note_page(sink, fragment->page);
    }
}

void po_pdf_sink_break(po_pdf_sink *sink) {
    sink->any = false; /* where the next paragraph begins is no gap */
    if (!sink->glue) {
        sink->newline = true;
    } else {
        sink->space = true;
    }
}
