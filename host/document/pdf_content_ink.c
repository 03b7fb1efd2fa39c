/* SPDX-License-Identifier: Apache-2.0
 *
 * Words and ruling lines of a page with their places (ISO 32000-1, 8.5, 9.4.4).
 *
 * Words: glyphs that follow each other on one base line closely are one word, whether one string shows them or several; a
 * space glyph or a step ends it. Lines: painted segments of paths; filled shapes that are thin; a clipping path (W n) paints
 * nothing. Colour is not looked at: a line in the colour of the paper still parts cells.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "document/pdf_content_internal.h"

enum {
    WORDS_MAX = 400000, /* of one page */
    LINES_MAX = 200000,
    PATH_MAX = 50000,
    TEXT_MAX = 16 << 20
};

static const double thin = 3.0;        /* points: a filled shape no thicker is a line */
static const double near_step = 0.15;  /* ems: a step forward that parts no word */
static const double back_step = 0.3;   /* ems: a step back likewise */
static const double off_line = 0.12;   /* ems off the base line */

void po_pdf_ink_clear(po_pdf_ink *ink) {
    po_buffer_clear(&ink->text);
    ink->word_count = ink->line_count = ink->path_count = 0;
    ink->word_open = false;
}

void po_pdf_ink_finish(po_pdf_ink *ink) {
    po_buffer_finish(&ink->text);
    free(ink->words);
    free(ink->lines);
    free(ink->path);
    *ink = (po_pdf_ink){0};
}

static void *room(void *items, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity) {
        return items;
    }
    *capacity = *capacity ? *capacity * 2 : 256;
    void *more = realloc(items, *capacity * size);
    if (!more) {
        po_out_of_memory(*capacity * size);
    }
    return more;
}

/* ---- words ---- */

typedef struct glyph_place {
    double x0, y0, x1, y1, along_x, along_y, em;
} glyph_place;

static bool goes_on(const po_pdf_ink *ink, const glyph_place *at) {
    if (!ink->word_open || !ink->word_count) {
        return false;
    }
    const po_pdf_ink_word *last = &ink->words[ink->word_count - 1];
    double x = at->x0 - last->x1, y = at->y0 - last->y1;
    double along = x * last->along_x + y * last->along_y, across = y * last->along_x - x * last->along_y;
    double turned = at->along_x * last->along_x + at->along_y * last->along_y;
    return turned > 0.99 && fabs(across) <= off_line * at->em && along <= near_step * at->em && along >= -back_step * at->em;
}

static void add_glyph(po_pdf_ink *ink, const glyph_place *at, const char *text, size_t size) {
    if (!goes_on(ink, at)) {
        if (ink->word_count == WORDS_MAX) {
            ink->limited = true;
            return;
        }
        ink->words = room(ink->words, ink->word_count, &ink->word_capacity, sizeof *ink->words);
        ink->words[ink->word_count++] = (po_pdf_ink_word){.at = ink->text.size,
                                                          .x0 = (float)at->x0,
                                                          .y0 = (float)at->y0,
                                                          .along_x = (float)at->along_x,
                                                          .along_y = (float)at->along_y,
                                                          .em = (float)at->em};
        ink->word_open = true;
    }
    po_pdf_ink_word *word = &ink->words[ink->word_count - 1];
    po_buffer_add(&ink->text, text, size);
    word->size += size;
    word->x1 = (float)at->x1;
    word->y1 = (float)at->y1;
}

static bool is_blank(const char *text, size_t size) {
    return size == 0 || (size == 1 && (unsigned char)text[0] <= ' ') || (size == 2 && memcmp(text, "\xC2\xA0", 2) == 0) ||
           (size == 3 && memcmp(text, "\xE2\x80\x8B", 3) == 0);
}

void po_pdf_content_ink_show(po_pdf_content *content, const char *bytes, size_t size) {
    const po_pdf_graphics *g = &content->graphics;
    po_pdf_ink *ink = content->ink;
    if (po_pdf_font_vertical(g->font) || ink->text.size > TEXT_MAX) {
        ink->limited = ink->limited || ink->text.size > TEXT_MAX;
        return;
    }
    po_pdf_matrix m = po_pdf_multiply(&content->text_matrix, &g->ctm);
    double length = sqrt(m.a * m.a + m.b * m.b), forward = g->size * g->scale < 0 ? -1 : 1;
    glyph_place place = {.em = fabs(g->size) * sqrt(m.c * m.c + m.d * m.d)};
    place.along_x = length > 0 ? forward * m.a / length : 1;
    place.along_y = length > 0 ? forward * m.b / length : 0;
    double e = m.e + g->rise * m.c, f = m.f + g->rise * m.d, x = 0;
    for (size_t at = 0; at < size;) {
        po_pdf_glyph glyph;
        bool space;
        char buffer[4];
        size_t count;
        at += po_pdf_font_next(g->font, bytes + at, size - at, &glyph, &space);
        const char *text = po_pdf_font_text(g->font, &glyph, buffer, &count);
        double wide = (double)glyph.advance * g->size * g->scale;
        if (is_blank(text, count)) {
            ink->word_open = false;
        } else {
            place.x0 = e + x * m.a;
            place.y0 = f + x * m.b;
            place.x1 = e + (x + wide) * m.a;
            place.y1 = f + (x + wide) * m.b;
            add_glyph(ink, &place, text, count);
        }
        x += wide + (g->spacing + (space ? g->word_spacing : 0)) * g->scale;
    }
}

/* ---- lines ---- */

static void add_segment(po_pdf_ink *ink, float x, float y) {
    if (ink->path_count < PATH_MAX) {
        ink->path = room(ink->path, ink->path_count, &ink->path_capacity, sizeof *ink->path);
        ink->path[ink->path_count++] = (po_pdf_ink_line){ink->at_x, ink->at_y, x, y};
    }
    ink->at_x = x;
    ink->at_y = y;
}

static void add_line(po_pdf_ink *ink, float x0, float y0, float x1, float y1) {
    if (ink->line_count == LINES_MAX) {
        ink->limited = true;
        return;
    }
    ink->lines = room(ink->lines, ink->line_count, &ink->line_capacity, sizeof *ink->lines);
    ink->lines[ink->line_count++] = (po_pdf_ink_line){x0, y0, x1, y1};
}

/* Segments that run along an axis; slanted ones are drawings. */
static void stroke(po_pdf_ink *ink) {
    for (size_t i = 0; i < ink->path_count; i++) {
        const po_pdf_ink_line *s = &ink->path[i];
        bool upright = fabsf(s->x0 - s->x1) < 0.5F, level = fabsf(s->y0 - s->y1) < 0.5F;
        if (upright != level) {
            add_line(ink, s->x0, s->y0, upright ? s->x0 : s->x1, level ? s->y0 : s->y1);
        }
    }
}

/* The path's shapes, each from where its segments stop touching: thin ones are lines through their middle. */
static void fill(po_pdf_ink *ink) {
    for (size_t i = 0; i < ink->path_count;) {
        const po_pdf_ink_line *s = &ink->path[i];
        float x0 = fminf(s->x0, s->x1), x1 = fmaxf(s->x0, s->x1), y0 = fminf(s->y0, s->y1), y1 = fmaxf(s->y0, s->y1);
        for (i++; i < ink->path_count && ink->path[i].x0 == s->x1 && ink->path[i].y0 == s->y1; i++) {
            s = &ink->path[i];
            x0 = fminf(x0, s->x1);
            x1 = fmaxf(x1, s->x1);
            y0 = fminf(y0, s->y1);
            y1 = fmaxf(y1, s->y1);
        }
        double wide = x1 - x0, high = y1 - y0;
        if (wide <= thin && high > thin) {
            add_line(ink, (x0 + x1) / 2, y0, (x0 + x1) / 2, y1);
        } else if (high <= thin && wide > thin) {
            add_line(ink, x0, (y0 + y1) / 2, x1, (y0 + y1) / 2);
        }
    }
}

static void point(const po_pdf_content *content, double x, double y, float *ret_x, float *ret_y) {
    const po_pdf_matrix *m = &content->graphics.ctm;
    *ret_x = (float)(x * m->a + y * m->c + m->e);
    *ret_y = (float)(x * m->b + y * m->d + m->f);
}

static double operand(const po_pdf_content *content, size_t n) {
    const po_pdf_token *token = n < content->operand_count ? &content->operands[n] : NULL;
    bool numeric = token && (token->kind == PO_PDF_TOKEN_INTEGER || token->kind == PO_PDF_TOKEN_REAL);
    return numeric ? token->real : 0;
}

static void move_to(po_pdf_content *content, double x, double y) {
    po_pdf_ink *ink = content->ink;
    point(content, x, y, &ink->at_x, &ink->at_y);
    ink->start_x = ink->at_x;
    ink->start_y = ink->at_y;
}

static void line_to(po_pdf_content *content, double x, double y) {
    float to_x, to_y;
    point(content, x, y, &to_x, &to_y);
    add_segment(content->ink, to_x, to_y);
}

static void rectangle(po_pdf_content *content) {
    double x = operand(content, 0), y = operand(content, 1), w = operand(content, 2), h = operand(content, 3);
    move_to(content, x, y);
    line_to(content, x + w, y);
    line_to(content, x + w, y + h);
    line_to(content, x, y + h);
    add_segment(content->ink, content->ink->start_x, content->ink->start_y);
}

static void paint(po_pdf_ink *ink, bool stroked, bool filled, bool closed) {
    if (closed) {
        add_segment(ink, ink->start_x, ink->start_y);
    }
    if (filled) {
        fill(ink);
    }
    if (stroked) {
        stroke(ink);
    }
    ink->path_count = 0;
}

void po_pdf_content_ink_path(po_pdf_content *content, const char *name, size_t size) {
    po_pdf_ink *ink = content->ink;
    char op = size ? name[0] : '\0';
    if (size == 2 && memcmp(name, "re", 2) == 0) {
        rectangle(content);
    } else if (size == 2 && name[1] != '*') {
        return;
    } else if (size > 2) {
        return;
    } else if (op == 'm') {
        move_to(content, operand(content, 0), operand(content, 1));
    } else if (op == 'l') {
        line_to(content, operand(content, 0), operand(content, 1));
    } else if (op == 'h') {
        add_segment(ink, ink->start_x, ink->start_y);
    } else if (op == 'c' || op == 'v' || op == 'y') { /* curves are drawings; the pen moves */
        size_t last = op == 'c' ? 4 : 2;
        point(content, operand(content, last), operand(content, last + 1), &ink->at_x, &ink->at_y);
    } else if (op && strchr("SsfFBbn", op)) {
        bool stroked = strchr("SsBb", op) != NULL, filled = strchr("fFBb", op) != NULL;
        paint(ink, stroked, filled, op == 's' || op == 'b');
    }
}
