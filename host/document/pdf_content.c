/* SPDX-License-Identifier: Apache-2.0
 *
 * The content interpreter: operators that move text and marks, and forms (ISO 32000-1, 8.4, 8.10, 9.3, 9.4).
 *
 * Traps met in published files: marks and text objects interleave; a form painted inside a mark speaks for that mark; a form with
 * StructParents has MCIDs of its own; inline images hold bytes that look like operators; fonts are also set by gs.
 *
 * Bounds: bytes interpreted (forms count each time they are painted), depth of forms, of q, of marks, operands.
 */
#include "document/pdf_content.h"

#include <stdlib.h>
#include <string.h>

#include "document/pdf_content_internal.h"

#define OP1(a) ((uint32_t)(a))
#define OP2(a, b) ((uint32_t)(a) | (uint32_t)(b) << 8)
#define OP3(a, b, c) (OP2(a, b) | (uint32_t)(c) << 16)

static const po_pdf_matrix identity = {1, 0, 0, 1, 0, 0};

po_pdf_content *po_pdf_content_create(po_pdf_file *file, const po_pdf_pages *pages, po_pdf_marks *marks) {
    po_arena *arena = po_arena_create();
    po_pdf_content *content = PO_NEW(arena, po_pdf_content);
    content->file = file;
    content->pages = pages;
    content->marks = marks;
    content->arena = arena;
    content->fonts = po_pdf_fonts_create(arena, file);
    content->saved = PO_NEW_ARRAY(arena, po_pdf_graphics, PO_PDF_SAVED_MAX);
    content->form_count = po_pdf_file_size(file);
    content->forms = PO_NEW_ARRAY(arena, po_pdf_form, content->form_count);
    return content;
}

void po_pdf_content_destroy(po_pdf_content *content) {
    if (content) {
        free(content->operands);
        free(content->open);
        free(content->actual_memory);
        po_arena_destroy(content->arena);
    }
}

bool po_pdf_content_limited(const po_pdf_content *content) {
    return content->limited;
}

void po_pdf_content_collect(po_pdf_content *content, po_pdf_ink *ink) {
    content->ink = ink;
}

uint32_t po_pdf_content_form(const po_pdf_content *content, uint32_t number) {
    bool known = number < content->form_count && content->forms[number].known;
    return known ? content->forms[number].container : PO_PDF_NO_CONTAINER;
}

/* The nth operand as a number, 0 if it is not there. */
static double number(const po_pdf_content *content, size_t n) {
    const po_pdf_token *token = n < content->operand_count ? &content->operands[n] : NULL;
    bool numeric = token && (token->kind == PO_PDF_TOKEN_INTEGER || token->kind == PO_PDF_TOKEN_REAL);
    return numeric ? token->real : 0;
}

static po_pdf_matrix matrix_operand(const po_pdf_content *content) {
    return (po_pdf_matrix){number(content, 0), number(content, 1), number(content, 2),
                           number(content, 3), number(content, 4), number(content, 5)};
}

static bool add_operand(po_pdf_content *content, const po_pdf_token *token) {
    if (content->operand_count == content->operand_capacity) {
        if (content->operand_capacity >= PO_PDF_OPERANDS_MAX) {
            return false;
        }
        content->operand_capacity = content->operand_capacity ? content->operand_capacity * 2 : 256;
        content->operands = realloc(content->operands, content->operand_capacity * sizeof *content->operands);
        if (!content->operands) {
            po_out_of_memory(content->operand_capacity * sizeof *content->operands);
        }
    }
    content->operands[content->operand_count++] = *token;
    return true;
}

static void save(po_pdf_content *content) {
    if (content->saved_count < PO_PDF_SAVED_MAX) {
        content->saved[content->saved_count++] = content->graphics;
    } else {
        content->unsaved++;
    }
}

static void restore(po_pdf_content *content) {
    if (content->unsaved) {
        content->unsaved--;
    } else if (content->saved_count > content->saved_floor) {
        content->graphics = content->saved[--content->saved_count];
    }
}

static void next_line(po_pdf_content *content, double x, double y) {
    po_pdf_matrix *m = &content->line_matrix;
    m->e += x * m->a + y * m->c;
    m->f += x * m->b + y * m->d;
    content->text_matrix = *m;
}

/* A dictionary of the resources by kind and name, not resolved. */
static const po_pdf_object *resource(po_pdf_content *content, const char *kind, const po_pdf_token *name) {
    const po_pdf_object *list = po_pdf_get(content->file, content->resources, kind);
    return po_pdf_key_named(list, name->bytes, name->size);
}

static void set_font(po_pdf_content *content) {
    if (content->operand_count >= 2 && content->operands[0].kind == PO_PDF_TOKEN_NAME) {
        content->graphics.font =
            po_pdf_fonts_get(content->fonts, resource(content, "Font", &content->operands[0]));
        content->graphics.size = number(content, 1);
    }
}

/* gs: an ExtGState may set the font too. */
static void set_state(po_pdf_content *content) {
    if (!content->operand_count || content->operands[0].kind != PO_PDF_TOKEN_NAME) {
        return;
    }
    const po_pdf_object *state =
        po_pdf_resolve(content->file, resource(content, "ExtGState", &content->operands[0]));
    const po_pdf_object *font = po_pdf_get(content->file, state, "Font");
    if (font->type == PO_PDF_ARRAY && font->count == 2) {
        content->graphics.font = po_pdf_fonts_get(content->fonts, &font->as.items[0]);
        content->graphics.size = po_pdf_number(po_pdf_at(content->file, font, 1), 0);
    }
}

static void show_first(po_pdf_content *content, size_t n) {
    if (n < content->operand_count && content->operands[n].kind == PO_PDF_TOKEN_STRING) {
        po_pdf_content_show(content, content->operands[n].bytes, content->operands[n].size);
    }
}

static void show_array(po_pdf_content *content) {
    const po_pdf_graphics *g = &content->graphics;
    bool vertical = g->font && po_pdf_font_vertical(g->font);
    for (size_t i = 0; i < content->operand_count; i++) {
        const po_pdf_token *token = &content->operands[i];
        if (token->kind == PO_PDF_TOKEN_STRING) {
            po_pdf_content_show(content, token->bytes, token->size);
        } else if (token->kind == PO_PDF_TOKEN_INTEGER || token->kind == PO_PDF_TOKEN_REAL) {
            po_pdf_matrix *m = &content->text_matrix;
            double step = -token->real / 1000 * g->size * (vertical ? 1 : g->scale);
            m->e += step * (vertical ? m->c : m->a);
            m->f += step * (vertical ? m->d : m->b);
        }
    }
}

/* The data of an inline image ends at an EI that stands alone and is followed by text, not by more picture. */
static void skip_inline_image(po_pdf_lexer *lexer) {
    enum { PLAUSIBLE = 12 };
    const char *data = lexer->data;
    for (size_t at = lexer->at + 1; at + 1 < lexer->size; at++) {
        if (data[at] != 'E' || data[at + 1] != 'I' || !po_pdf_space((unsigned char)data[at - 1]) ||
            (at + 2 < lexer->size && !po_pdf_space((unsigned char)data[at + 2]))) {
            continue;
        }
        bool plausible = true;
        for (size_t i = at + 2; i < lexer->size && i < at + 2 + PLAUSIBLE && plausible; i++) {
            unsigned char c = (unsigned char)data[i];
            plausible = (c >= 0x20 && c < 0x7F) || (c && po_pdf_space(c));
        }
        if (plausible) {
            lexer->at = at + 2;
            return;
        }
    }
    lexer->at = lexer->size;
}

static void interpret(po_pdf_content *content, char *data, size_t size);

static po_pdf_matrix form_matrix(po_pdf_content *content, const po_pdf_object *form) {
    const po_pdf_object *list = po_pdf_get(content->file, form, "Matrix");
    double values[6] = {1, 0, 0, 1, 0, 0};
    for (size_t i = 0; i < 6 && list->type == PO_PDF_ARRAY && list->count == 6; i++) {
        values[i] = po_pdf_number(po_pdf_at(content->file, list, i), values[i]);
    }
    return (po_pdf_matrix){values[0], values[1], values[2], values[3], values[4], values[5]};
}

/* Interprets a form in the state of its own that 8.10.1 gives it, then puts everything back. */
static void run_form(po_pdf_content *content, const po_pdf_object *form, char *data, size_t size) {
    po_pdf_content outer = *content;
    po_pdf_matrix matrix = form_matrix(content, form);
    const po_pdf_object *resources = po_pdf_get(content->file, form, "Resources");
    save(content);
    content->graphics.ctm = po_pdf_multiply(&matrix, &content->graphics.ctm);
    content->resources = resources->type == PO_PDF_DICTIONARY ? resources : content->resources;
    content->saved_floor = content->saved_count;
    content->open_floor = content->open_count;
    content->form_depth++;
    interpret(content, data, size);
    while (content->open_count > content->open_floor) {
        po_pdf_content_close_mark(content);
    }
    content->form_depth = outer.form_depth;
    content->resources = outer.resources;
    content->graphics = outer.graphics;
    content->saved_count = outer.saved_count;
    content->saved_floor = outer.saved_floor;
    content->unsaved = outer.unsaved;
    content->open_floor = outer.open_floor;
    content->text_matrix = outer.text_matrix;
    content->line_matrix = outer.line_matrix;
    content->container = outer.container;
    content->repeated = outer.repeated;
}

/* A form whose marks are its own gets a container, and they are read the first time it is painted only. */
static void enter_container(po_pdf_content *content, po_pdf_form *form, const po_pdf_object *dictionary) {
    bool own = po_pdf_get(content->file, dictionary, "StructParents")->type == PO_PDF_INTEGER;
    if (!form->known) {
        form->container = own ? po_pdf_marks_container(content->marks) : PO_PDF_NO_CONTAINER;
        form->known = true;
    } else if (own) {
        content->repeated = true;
    }
    if (own) {
        content->container = form->container;
    }
}

static void paint(po_pdf_content *content) {
    if (!content->operand_count || content->operands[0].kind != PO_PDF_TOKEN_NAME) {
        return;
    }
    const po_pdf_object *reference = resource(content, "XObject", &content->operands[0]);
    const po_pdf_object *dictionary = po_pdf_resolve(content->file, reference);
    if (!dictionary->stream || reference->type != PO_PDF_REFERENCE || reference->as.number >= content->form_count ||
        !po_pdf_is_name(po_pdf_get(content->file, dictionary, "Subtype"), "Form")) {
        return;
    }
    po_pdf_form *form = &content->forms[reference->as.number];
    if (form->open || form->silent) {
        return;
    }
    if (content->form_depth >= PO_PDF_FORM_DEPTH_MAX) {
        content->limited = true;
        return;
    }
    size_t size = 0, shows = content->shows;
    char *data = po_pdf_file_stream(content->file, reference->as.number, &size);
    uint32_t container = content->container;
    bool repeated = content->repeated;
    if (data) {
        form->open = true;
        enter_container(content, form, dictionary);
        run_form(content, dictionary, data, size);
        form->open = false;
        form->silent = content->shows == shows;
    }
    content->container = container;
    content->repeated = repeated;
    free(data);
}

static void text_state_operator(po_pdf_content *content, uint32_t op) {
    po_pdf_graphics *g = &content->graphics;
    switch (op) {
    case OP2('T', 'c'):
        g->spacing = number(content, 0);
        break;
    case OP2('T', 'w'):
        g->word_spacing = number(content, 0);
        break;
    case OP2('T', 'z'):
        g->scale = number(content, 0) / 100;
        break;
    case OP2('T', 'L'):
        g->leading = number(content, 0);
        break;
    case OP2('T', 's'):
        g->rise = number(content, 0);
        break;
    case OP2('T', 'f'):
        set_font(content);
        break;
    default:
        break;
    }
}

static void text_operator(po_pdf_content *content, uint32_t op) {
    po_pdf_graphics *g = &content->graphics;
    switch (op) {
    case OP2('T', 'J'):
        show_array(content);
        break;
    case OP2('T', 'j'):
        show_first(content, 0);
        break;
    case OP2('T', 'm'):
        content->text_matrix = content->line_matrix = matrix_operand(content);
        break;
    case OP2('T', 'd'):
        next_line(content, number(content, 0), number(content, 1));
        break;
    case OP2('T', 'D'):
        g->leading = -number(content, 1);
        next_line(content, number(content, 0), number(content, 1));
        break;
    case OP2('T', '*'):
        next_line(content, 0, -g->leading);
        break;
    default:
        text_state_operator(content, op);
    }
}

static void quote_operator(po_pdf_content *content, bool twice) {
    if (twice) {
        content->graphics.word_spacing = number(content, 0);
        content->graphics.spacing = number(content, 1);
    }
    next_line(content, 0, -content->graphics.leading);
    show_first(content, twice ? 2 : 0);
}

static void operate(po_pdf_content *content, uint32_t op, po_pdf_lexer *lexer) {
    po_pdf_matrix matrix;
    switch (op) {
    case OP1('q'):
        save(content);
        break;
    case OP1('Q'):
        restore(content);
        break;
    case OP2('c', 'm'):
        matrix = matrix_operand(content);
        content->graphics.ctm = po_pdf_multiply(&matrix, &content->graphics.ctm);
        break;
    case OP2('B', 'T'):
        content->text_matrix = content->line_matrix = identity;
        break;
    case OP1('\''):
    case OP1('"'):
        quote_operator(content, op == OP1('"'));
        break;
    case OP3('B', 'D', 'C'):
    case OP3('B', 'M', 'C'):
        po_pdf_content_open_mark(content, op == OP3('B', 'D', 'C'));
        break;
    case OP3('E', 'M', 'C'):
        po_pdf_content_close_mark(content);
        break;
    case OP2('D', 'o'):
        paint(content);
        break;
    case OP2('g', 's'):
        set_state(content);
        break;
    case OP2('I', 'D'):
        skip_inline_image(lexer);
        break;
    default:
        if ((op & 0xFF) == 'T') {
            text_operator(content, op);
        }
    }
}

static uint32_t operator_code(const po_pdf_token *token) {
    uint32_t code = 0;
    if (token->size <= 3) {
        for (uint32_t i = 0; i < token->size; i++) {
            code |= (uint32_t)(unsigned char)token->bytes[i] << (8 * i);
        }
    }
    return code;
}

static void interpret(po_pdf_content *content, char *data, size_t size) {
    enum { COST_OF_A_FORM = 1024 }; /* bytes of content that take as long as opening one */
    content->run += size + COST_OF_A_FORM;
    if (content->run > PO_LIMIT_INFLATED_BYTES) {
        content->limited = true;
        return;
    }
    po_pdf_lexer lexer;
    po_pdf_lexer_init(&lexer, data, size);
    po_pdf_token token;
    content->operand_count = 0;
    while (po_pdf_lexer_next(&lexer, &token) != PO_PDF_TOKEN_END) {
        if (token.kind != PO_PDF_TOKEN_WORD) {
            add_operand(content, &token);
            continue;
        }
        uint32_t op = operator_code(&token);
        operate(content, op, &lexer);
        if (content->ink) {
            po_pdf_content_ink_path(content, token.bytes, token.size);
        }
        content->operand_count = 0;
    }
    content->operand_count = 0;
}

void po_pdf_content_read(po_pdf_content *content, uint32_t page) {
    const po_pdf_page *from = &content->pages->list.items[page];
    size_t size = 0, first = content->marks->count;
    char *data = po_pdf_page_content(content->file, from, &size);
    if (content->ink) {
        po_pdf_ink_clear(content->ink);
    }
    if (data) {
        content->page = content->container = page;
        content->resources = from->resources;
        content->graphics = (po_pdf_graphics){.ctm = identity, .scale = 1};
        content->saved_count = content->saved_floor = content->unsaved = 0;
        content->open_count = content->open_floor = 0;
        content->target = (po_pdf_target){0};
        content->actual = NULL;
        content->text_matrix = content->line_matrix = identity;
        interpret(content, data, size);
        while (content->open_count) { /* marks that the page left open */
            po_pdf_content_close_mark(content);
        }
    }
    free(data);
    po_pdf_marks_seal(content->marks, first, page);
}
