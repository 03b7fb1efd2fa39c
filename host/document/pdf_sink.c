/* SPDX-License-Identifier: Apache-2.0
 *
 * Gathering text: white space squeezed, what no reader sees dropped (soft hyphens, zero-width characters), one space
 * where the pen jumped.
 */
#include "document/pdf_sink.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "document/word_cuts.h"

void po_pdf_sink_finish(po_pdf_sink *sink) {
    po_buffer_finish(&sink->text);
    free(sink->pages);
    free(sink->starts);
    *sink = (po_pdf_sink){0};
}

void po_pdf_sink_clear(po_pdf_sink *sink) {
    po_buffer_clear(&sink->text);
    sink->page_count = 0;
    sink->any = sink->space = sink->line = sink->newline = sink->glue = false;
}

static void *grow(void *old, size_t size) {
    void *grown = realloc(old, size);
    if (!grown) {
        po_out_of_memory(size);
    }
    return grown;
}

static void note_page(po_pdf_sink *sink, uint32_t page, size_t start) {
    if (sink->page_count && sink->pages[sink->page_count - 1] == page) {
        return;
    }
    if (sink->page_count == sink->page_capacity) {
        sink->page_capacity = sink->page_capacity ? sink->page_capacity * 2 : 4;
        sink->pages = grow(sink->pages, sink->page_capacity * sizeof *sink->pages);
        sink->starts = grow(sink->starts, sink->page_capacity * sizeof *sink->starts);
    }
    sink->starts[sink->page_count] = start;
    sink->pages[sink->page_count++] = page;
}

/* A line that ends in the hyphen or dash of a compound: "2025-" "26". */
static bool ends_in_hyphen(const char *text, size_t size) {
    size_t hyphen = text[size - 1] == '-' ? 1 : 0;
    if (size >= 3 && text[size - 3] == '\xE2' && text[size - 2] == '\x80') { /* U+2010 to U+2014 */
        hyphen = text[size - 1] >= '\x90' && text[size - 1] <= '\x94' ? 3 : 0;
    }
    return hyphen && size > hyphen && text[size - hyphen - 1] != ' ' && text[size - hyphen - 1] != '\n';
}

/* An amount that a narrow column cut: "$1,000,0" "00.00". Figures alone may be two years one below the other. */
static bool ends_in_amount(const char *text, size_t size) {
    bool mark = false;
    while (size && ((text[size - 1] >= '0' && text[size - 1] <= '9') || strchr("$,.", text[size - 1]))) {
        size--;
        mark = mark || text[size] == '$' || text[size] == ',';
    }
    return mark;
}

/* After a line broken without a space: whether the word goes on. Narrow columns cut words anywhere ("$750,000" ".00", "Undupli"
 * "cated"); where a page draws its spaces at line ends too, that can be told from the end of a word. */
static bool word_goes_on(const po_pdf_sink *sink, const char *bytes, size_t bytes_size) {
    const char *text = sink->text.data;
    size_t size = sink->text.size;
    char last = text[size - 1], next = bytes[0], after = bytes_size > 1 ? bytes[1] : ' ';
    bool figure = (next >= '0' && next <= '9') || next == '.' || next == ',';
    if (ends_in_hyphen(text, size) || (figure && (last == '-' || ends_in_amount(text, size))) ||
        last == '(') {
        return true;
    }
    if (!sink->own_spaces) {
        return false;
    }
    bool lower = last >= 'a' && last <= 'z', upper = last >= 'A' && last <= 'Z';
    if (next >= 'a' && next <= 'z') {
        return lower;
    }
    if (next >= 'A' && next <= 'Z') {
        return upper && !(after >= 'a' && after <= 'z'); /* "EDUCATI" "ON", but not "LCFF" "Supplemental" */
    }
    return next && strchr(".,;:!?)%", next);
}

/* Boxes and ticks of Wingdings at their private codes: what they say is read elsewhere. */
static bool is_box(uint32_t code) {
    return (code >= 0xF06F && code <= 0xF072) || code == 0xF078 || code == 0xF0A8 || (code >= 0xF0FB && code <= 0xF0FE);
}

/* Is the bullet of a symbol font, at its private code. */
static bool is_symbol(uint32_t code) {
    return code >= 0xE000 && code <= 0xF8FF && !is_box(code);
}

static const char BULLET[] = "\xE2\x80\xA2";
enum { BULLET_SIZE = sizeof BULLET - 1 }; /* as any private code's */

/* Before more text in the same line: a symbol alone at the line's start is its bullet, also where no label is tagged. */
static void name_bullet(po_pdf_sink *sink) {
    size_t size = sink->text.size, at = size - BULLET_SIZE;
    char *text = sink->text.data;
    if (size >= BULLET_SIZE && (at == 0 || text[at - 1] == '\n') && is_symbol(po_utf8_next(text, size, &at)) && at == size) {
        memcpy(text + size - BULLET_SIZE, BULLET, BULLET_SIZE);
    }
}

/* What stands between two lines: nothing if a word goes on, a mark where the whole document has to tell (document/word_cuts.h), else a space. */
static void add_line_end(po_pdf_sink *sink, const char *bytes, size_t size) {
    char mark = po_word_cut_mark(sink->text.data, sink->text.size, bytes, size, sink->space);
    bool hangs = sink->text.data[sink->text.size - 1] == '-' && po_word_hyphen_hangs(bytes, size);
    if (mark && (mark != PO_CUT_LETTER || !sink->own_spaces)) {
        po_buffer_add_char(&sink->text, mark);
    } else if (sink->space || hangs || !word_goes_on(sink, bytes, size)) {
        po_buffer_add_char(&sink->text, ' ');
    }
}

/* White space that is due, then the letters. */
static void add_visible(po_pdf_sink *sink, const char *bytes, size_t size) {
    if (sink->text.size && (sink->space || sink->line)) {
        name_bullet(sink);
    }
    if (sink->text.size && sink->newline) {
        po_buffer_add_char(&sink->text, '\n');
    } else if (sink->text.size && sink->line) {
        add_line_end(sink, bytes, size);
    } else if (sink->text.size && sink->space) {
        po_buffer_add_char(&sink->text, ' ');
    }
    sink->space = sink->newline = sink->glue = sink->line = false;
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
    if (sink->any) {
        bool turned = sink->last_page != fragment->page;
        po_pdf_step step = turned ? PO_PDF_STEP_LINE : po_pdf_spot_step(&sink->last, &fragment->start);
        sink->line = sink->line || step == PO_PDF_STEP_LINE;
        sink->space = sink->space || step == PO_PDF_STEP_GAP;
    }
    sink->any = true;
    sink->own_spaces = fragment->own_spaces && (!sink->page_count || sink->last_page == fragment->page);
    sink->last = fragment->end;
    sink->last_page = fragment->page;
    bool visible = false;
    size_t start = sink->text.size;
    for (size_t at = 0; at < size;) {
        size_t from = at;
        while (at < size && is_plain(text[at])) {
            at++;
        }
        uint32_t code = at > from ? 'x' : po_utf8_next(text, size, &at);
        if (code == PO_PDF_LINE_BREAK) {
            sink->line = true;
            continue;
        }
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
        note_page(sink, fragment->page, start);
    }
}

void po_pdf_sink_break(po_pdf_sink *sink) {
    sink->any = sink->line = false; /* where the next paragraph begins is no gap */
    if (!sink->glue) {
        sink->newline = true;
    } else {
        sink->space = true;
    }
}

static bool is_bullet(uint32_t code) {
    static const uint16_t bullets[] = {'*', 'o', 0xB7, 0x2023, 0x2043, 0x2219, 0x25A0, 0x25AA, 0x25CB, 0x25CF, 0x25E6, 0x27A2};
    bool found = is_symbol(code);
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        found = found || code == bullets[i];
    }
    return found;
}

void po_pdf_sink_label(po_pdf_sink *sink) {
    const char *text = sink->text.data;
    size_t from = sink->text.size;
    while (from && text[from - 1] != '\n' && text[from - 1] != ' ') {
        from--;
    }
    size_t next = from;
    if (!sink->newline && next < sink->text.size && is_bullet(po_utf8_next(text, sink->text.size, &next)) && next == sink->text.size) {
        sink->text.size = from;
        po_buffer_add(&sink->text, BULLET, BULLET_SIZE);
    }
    sink->glue = sink->text.size > 0;
    sink->space = true;
}
