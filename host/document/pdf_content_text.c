/* SPDX-License-Identifier: Apache-2.0
 *
 * Showing strings: bytes become text in the current mark, the pen moves (ISO 32000-1, 9.4.4).
 *
 * Words: most producers draw real space glyphs, some (LibreOffice) none and place words one by one. A string that begins away from
 * where the last one ended gets a space. Distances are taken along the direction of writing in page space: some producers
 * flip the axes (1 0 0 -1), others turn pages.
 */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "document/pdf_content_internal.h"

enum { TEXT_MAX = 64 << 20, LOCAL = 512 };

po_pdf_matrix po_pdf_multiply(const po_pdf_matrix *first, const po_pdf_matrix *second) {
    return (po_pdf_matrix){
        first->a * second->a + first->b * second->c,
        first->a * second->b + first->b * second->d,
        first->c * second->a + first->d * second->c,
        first->c * second->b + first->d * second->d,
        first->e * second->a + first->f * second->c + second->e,
        first->e * second->b + first->f * second->d + second->f,
    };
}

/* Where the pen is after `x`, `y` in text space: position, direction and size of writing in page space. */
static po_pdf_spot pen(const po_pdf_content *content, double x, double y) {
    const po_pdf_graphics *g = &content->graphics;
    po_pdf_matrix m = po_pdf_multiply(&content->text_matrix, &g->ctm);
    double along_x = m.a, along_y = m.b, forward = g->size * g->scale;
    if (g->font && po_pdf_font_vertical(g->font)) {
        along_x = -m.c;
        along_y = -m.d;
        forward = g->size;
    }
    double length = sqrt(along_x * along_x + along_y * along_y);
    if (length > 0) {
        along_x /= forward < 0 ? -length : length;
        along_y /= forward < 0 ? -length : length;
    }
    y += g->rise;
    return (po_pdf_spot){.x = (float)(m.e + x * m.a + y * m.c),
                         .y = (float)(m.f + x * m.b + y * m.d),
                         .along_x = (float)along_x,
                         .along_y = (float)along_y,
                         .em = (float)(fabs(g->size) * sqrt(m.c * m.c + m.d * m.d))};
}

/* Notes in the text how the pen got from the end of a fragment to where it goes on. */
static void step_to(po_pdf_content *content, const po_pdf_fragment *fragment, const po_pdf_spot *spot) {
    po_pdf_tally *tally = &content->marks->pages[content->page];
    po_buffer *text = &content->marks->text;
    po_pdf_step step = fragment->size ? po_pdf_spot_step(&fragment->end, spot) : PO_PDF_STEP_ON;
    if (step == PO_PDF_STEP_ON) {
        return;
    }
    char last = text->data[text->size - 1];
    bool spaced = last == ' ', letter = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
    if (step == PO_PDF_STEP_LINE) { /* amounts are cut anywhere and prove nothing */
        tally->lines_spaced += spaced;
        tally->lines_bare += letter;
    }
    bool hyphen = spaced && text->size > 1 && text->data[text->size - 2] == '-';
    if (!spaced || (hyphen && step == PO_PDF_STEP_LINE)) { /* behind a hyphen it matters that the line ended */
        po_buffer_add_char(text, step == PO_PDF_STEP_LINE ? PO_PDF_LINE_BREAK : ' ');
    }
}

/* The fragment that text shown now belongs to; NULL when it belongs to none. */
static po_pdf_fragment *current_fragment(po_pdf_content *content, const po_pdf_spot *spot) {
    po_pdf_marks *marks = content->marks;
    const po_pdf_target *target = &content->target;
    if (target->kind != PO_PDF_TARGET_MARK) {
        return NULL;
    }
    if (marks->text.size > TEXT_MAX) {
        content->limited = true;
        return NULL;
    }
    po_pdf_fragment *last = marks->count ? &marks->fragments[marks->count - 1] : NULL;
    if (last && last->container == target->container && last->mcid == target->mcid && last->page == content->page) {
        step_to(content, last, spot);
        return last;
    }
    last = po_pdf_marks_begin(marks, target->container, target->mcid, content->page);
    last->start = last->end = *spot;
    return last;
}

static void move_pen(po_pdf_content *content, double x, double y) {
    po_pdf_matrix *m = &content->text_matrix;
    m->e += x * m->a + y * m->c;
    m->f += x * m->b + y * m->d;
}

typedef struct shown {
    size_t characters, unreadable;
    double advance; /* spacing after the last glyph included: that is where the next one is expected */
} shown;

static bool is_blank(po_pdf_packed text) {
    return text == ' ' || text == 0xA0C2 /* NBSP */ || text == PO_PDF_NO_TEXT || text == 0;
}

/* Turns bytes into text (added to `out` unless it is NULL) and width. */
static void decode(const po_pdf_graphics *g, const char *bytes, size_t size, po_buffer *out, shown *ret_shown) {
    static const po_pdf_packed replacement = 0xBDBFEF;
    char local[LOCAL];
    size_t filled = 0;
    *ret_shown = (shown){0};
    for (size_t at = 0; at < size;) {
        po_pdf_glyph glyph;
        bool space;
        at += po_pdf_font_next(g->font, bytes + at, size - at, &glyph, &space);
        ret_shown->advance += (double)glyph.advance * g->size + g->spacing + (space ? g->word_spacing : 0);
        ret_shown->characters += !is_blank(glyph.text);
        ret_shown->unreadable += glyph.text == replacement;
        char buffer[4];
        size_t length;
        const char *text = po_pdf_font_text(g->font, &glyph, buffer, &length);
        if (!out || length == 0) {
            continue;
        }
        if (length > LOCAL - filled) {
            po_buffer_add(out, local, filled);
            filled = 0;
        }
        if (length > LOCAL) {
            po_buffer_add(out, text, length);
        } else {
            memcpy(local + filled, text, length);
            filled += length;
        }
    }
    if (filled) {
        po_buffer_add(out, local, filled);
    }
}

static void count(po_pdf_content *content, const shown *done) {
    po_pdf_tally *tally = &content->marks->pages[content->page];
    if (content->target.kind == PO_PDF_TARGET_MARK) {
        tally->marked += done->characters;
    } else if (content->target.kind == PO_PDF_TARGET_NONE) {
        tally->unmarked += done->characters;
    }
}

void po_pdf_content_show_actual(po_pdf_content *content, const po_pdf_spot *spot) {
    po_pdf_fragment *fragment = current_fragment(content, spot);
    content->actual_shown = true;
    if (!fragment) {
        return;
    }
    po_buffer_add(&content->marks->text, content->actual, content->actual_size);
    fragment->size = content->marks->text.size - fragment->at;
    shown done = {0};
    for (size_t at = 0; at < content->actual_size;) {
        done.characters += !po_utf8_is_space(po_utf8_next(content->actual, content->actual_size, &at));
    }
    fragment->characters += (uint32_t)done.characters;
    count(content, &done);
}

void po_pdf_content_show(po_pdf_content *content, const char *bytes, size_t size) {
    const po_pdf_graphics *g = &content->graphics;
    content->shows++;
    if (!g->font || size == 0) {
        return;
    }
    if (content->ink) {
        po_pdf_content_ink_show(content, bytes, size);
    }
    po_pdf_spot spot = pen(content, 0, 0);
    if (content->actual && !content->actual_shown) {
        po_pdf_content_show_actual(content, &spot);
    }
    po_pdf_fragment *fragment = current_fragment(content, &spot);
    shown done;
    decode(g, bytes, size, fragment && !content->actual ? &content->marks->text : NULL, &done);
    bool vertical = po_pdf_font_vertical(g->font);
    if (fragment) {
        fragment->end = pen(content, vertical ? 0 : done.advance * g->scale, vertical ? done.advance : 0);
        fragment->size = content->marks->text.size - fragment->at;
    }
    if (!content->actual) {
        if (fragment) {
            fragment->characters += (uint32_t)done.characters;
            fragment->unreadable += (uint32_t)done.unreadable;
        }
        count(content, &done);
    }
    move_pen(content, vertical ? 0 : done.advance * g->scale, vertical ? done.advance : 0);
}
