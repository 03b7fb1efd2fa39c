/* SPDX-License-Identifier: Apache-2.0
 *
 * Walking the main part of a Word file (and its notes), event by event.
 *
 * "As accepted": what was inserted or moved here is kept; what was deleted or moved away is skipped with all it holds, a deleted
 * paragraph mark joins two paragraphs, a deleted row is no row. Properties "as they were before" stand inside properties and
 * are skipped too; a reader that takes them for the present ones gets styles and levels wrong.
 *
 * A story is a text of its own: the body, a text box. A text box stands inside a run of a paragraph, so the state of that paragraph is
 * put aside. Text boxes are written twice, in a new and an old form (mc:AlternateContent): the first is read.
 *
 * Not read: headers, footers, comments (parts of their own), pictures, the signs that refer to notes (they would glue themselves to
 * numbers), text hidden by a style.
 */
#include "document/docx_body.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "document/docx_field.h"
#include "document/docx_glyph.h"

enum { DEPTH_MAX = 320, STORIES_MAX = 16, ROWS_MAX = 128, LEVELS = 9 };

typedef struct paragraph {
    char style[64]; /* id; longer ones are cut alike everywhere and so never found */
    bool has_style, open, labelled, mark_deleted;
    int32_t outline, list_level;
    int64_t list;
} paragraph;

typedef struct story {
    paragraph paragraph;
    bool hidden; /* this run */
    po_docx_font font;
    unsigned fields; /* base of the fields around */
} story;

/* Each cell of a row that a page cuts notes the break for itself. */
typedef struct row_pages {
    uint32_t start, last;
    unsigned cells;
    bool text; /* in the cell under way */
} row_pages;

struct po_docx_body {
    po_arena *arena;
    po_flow *flow;
    po_docx_styles *styles;
    po_docx_numbering *numbering;
    po_docx_name open[DEPTH_MAX]; /* elements */
    bool choice_taken[DEPTH_MAX]; /* of an AlternateContent there */
    unsigned depth;
    unsigned skip_to; /* depth at whose close reading goes on; 0: not skipping */
    unsigned mute_to; /* the same for text alone */
    story stories[STORIES_MAX];
    unsigned story;
    bool placeholder; /* the content control about to show its content shows a prompt */
    bool in_text;
    po_flow_cell cell; /* properties of the one just begun */
    uint32_t skip_columns;
    po_docx_fields fields;
    po_map *notes; /* referred to: "f12", "e3" */
    bool has_footnotes, has_endnotes;
    row_pages rows[ROWS_MAX]; /* open ones */
    unsigned row_count;
    uint32_t page, last_page; /* from 1 */
    unsigned foreign;
    po_buffer label;
};

po_docx_body *po_docx_body_create(po_arena *arena, po_flow *flow, po_docx_styles *styles, po_docx_numbering *numbering) {
    po_docx_body *body = PO_NEW(arena, po_docx_body);
    body->arena = arena;
    body->flow = flow;
    body->styles = styles;
    body->numbering = numbering;
    body->notes = po_map_create(arena);
    body->page = body->last_page = 1;
    po_flow_at(flow, 1, 0);
    return body;
}

void po_docx_body_destroy(po_docx_body *body) {
    if (body) {
        po_docx_fields_finish(&body->fields);
        po_buffer_finish(&body->label);
    }
}

unsigned po_docx_body_foreign(const po_docx_body *body) {
    return body->foreign;
}

uint32_t po_docx_body_pages(const po_docx_body *body) {
    return body->last_page > 1 ? body->last_page : 0;
}

bool po_docx_body_has_notes(const po_docx_body *body, bool endnotes) {
    return endnotes ? body->has_endnotes : body->has_footnotes;
}

static story *current(po_docx_body *body) {
    return &body->stories[body->story];
}

static po_docx_name parent_of(const po_docx_body *body, unsigned generations) {
    return body->depth > generations ? body->open[body->depth - generations] : PO_DOCX_OTHER;
}

/* --- paragraphs --- */

static void begin_paragraph(po_docx_body *body) {
    paragraph *at = &current(body)->paragraph;
    if (at->mark_deleted && at->open) {
        at->mark_deleted = false; /* it goes on in this one */
        return;
    }
    *at = (paragraph){.outline = PO_DOCX_UNSET, .list = PO_DOCX_UNSET, .list_level = PO_DOCX_UNSET};
    po_flow_end(body->flow);
}

/* A label is counted even if nothing follows it, as Word does. True if the paragraph is one of a list. */
static bool add_label(po_docx_body *body, int64_t list, int32_t level) {
    po_buffer_clear(&body->label);
    return list > 0 && list <= UINT32_MAX &&
           po_docx_numbering_next(body->numbering, (uint32_t)list, (uint32_t)level, &body->label) && body->label.size;
}

/* All properties are known: what kind of block it is. */
static void open_paragraph(po_docx_body *body) {
    paragraph *at = &current(body)->paragraph;
    if (at->open) {
        return;
    }
    at->open = true;
    po_docx_style style = po_docx_styles_find(body->styles, at->has_style ? at->style : NULL);
    int32_t outline = at->outline != PO_DOCX_UNSET ? at->outline : style.outline;
    int64_t list = at->list != PO_DOCX_UNSET ? at->list : style.list;
    int32_t level = at->list_level != PO_DOCX_UNSET ? at->list_level : style.list_level;
    level = level == PO_DOCX_UNSET ? 0 : level;
    bool labelled = add_label(body, list, level);
    if (outline >= 0 && outline < PO_DOCX_BODY_TEXT) {
        po_flow_block(body->flow, PO_BLOCK_HEADING, (uint8_t)(outline < 6 ? outline + 1 : 6));
    } else if (labelled) {
        po_flow_block(body->flow, PO_BLOCK_LIST_ITEM, (uint8_t)(level + 1));
    } else {
        po_flow_block(body->flow, PO_BLOCK_PARAGRAPH, 0);
    }
    if (labelled) {
        po_flow_label(body->flow, po_buffer_text(&body->label));
    }
}

static void end_paragraph(po_docx_body *body) {
    open_paragraph(body); /* an empty item counts */
    if (!current(body)->paragraph.mark_deleted) {
        current(body)->paragraph.open = false;
        po_flow_label_alone(body->flow);
        po_flow_end(body->flow);
    }
}

static void paragraph_property(po_docx_body *body, const po_docx_element *element) {
    paragraph *at = &current(body)->paragraph;
    size_t size = 0;
    const char *text = NULL;
    switch ((int)element->name) {
    case PO_DOCX_P_STYLE:
        text = po_ooxml_attribute(element, "val", &size);
        size = size < sizeof at->style - 1 ? size : sizeof at->style - 1;
        if (text) {
            memcpy(at->style, text, size);
            at->style[size] = '\0';
            at->has_style = true;
        }
        break;
    case PO_DOCX_NUM_ID:
        at->list = po_ooxml_attribute_number(element, "val", 0);
        break;
    case PO_DOCX_ILVL:
        at->list_level = (int32_t)(po_ooxml_attribute_number(element, "val", 0) % LEVELS);
        break;
    case PO_DOCX_OUTLINE:
        at->outline = (int32_t)(po_ooxml_attribute_number(element, "val", PO_DOCX_BODY_TEXT) % 10);
        break;
    default:
        break;
    }
}

/* --- text --- */

static bool text_counts(const po_docx_body *body) {
    return !body->mute_to && !body->stories[body->story].hidden;
}

static void add_text(po_docx_body *body, const char *text, size_t size) {
    if (text_counts(body) && !po_docx_fields_in_code(&body->fields)) {
        open_paragraph(body);
        po_flow_text(body->flow, text, size);
        if (body->row_count) {
            body->rows[body->row_count - 1].text = true;
        }
    }
}

static void add_code_point(po_docx_body *body, uint32_t code) {
    char bytes[4];
    add_text(body, bytes, po_utf8_encode(code, bytes));
}

/* Letters of symbol fonts come as U+F000 to U+F0FF (EF 80 80 to EF 83 BF). */
static void add_run_text(po_docx_body *body, const char *text, size_t size) {
    const char *end = text + size, *found;
    while ((found = memchr(text, 0xEF, (size_t)(end - text))) && end - found >= 3) {
        bool symbol = (unsigned char)found[1] >= 0x80 && (unsigned char)found[1] <= 0x83;
        add_text(body, text, (size_t)(found - text) + (symbol ? 0 : 3));
        if (symbol) {
            uint32_t code = ((uint32_t)(unsigned char)found[1] & 0x3F) << 6 | ((uint32_t)(unsigned char)found[2] & 0x3F);
            add_code_point(body, po_docx_glyph(current(body)->font, code));
        }
        text = found + 3;
    }
    add_text(body, text, (size_t)(end - text));
}

static void add_symbol(po_docx_body *body, const po_docx_element *element) {
    size_t size = 0, font_size = 0;
    const char *digits = po_ooxml_attribute(element, "char", &size);
    const char *font = po_ooxml_attribute(element, "font", &font_size);
    uint32_t code = 0;
    for (size_t i = 0; i < size && i < 6; i++) {
        char c = digits[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                                : 0;
        code = code << 4 | digit;
    }
    bool plain = code >= 0x100 && !(code >= 0xF000 && code <= 0xF0FF);
    add_code_point(body, plain ? code : po_docx_glyph(po_docx_font_find(font ? font : "", font_size), code));
}

static void note_reference(po_docx_body *body, const po_docx_element *element, const char *kind) {
    const char *id = po_ooxml_attribute_copy(body->arena, element, "id");
    if (id && text_counts(body)) {
        po_map_set(body->notes, po_arena_printf(body->arena, "%s%s", kind, id), body);
        body->has_footnotes = body->has_footnotes || *kind == 'f';
        body->has_endnotes = body->has_endnotes || *kind == 'e';
    }
}

/* --- tables --- */

static void turn_to(po_docx_body *body, uint32_t page) {
    body->page = page;
    body->last_page = page > body->last_page ? page : body->last_page;
    po_flow_at(body->flow, page, 0);
}

static void begin_row(po_docx_body *body) {
    po_flow_row_begin(body->flow);
    body->skip_columns = 0;
    if (body->row_count < ROWS_MAX) {
        body->rows[body->row_count++] = (row_pages){.start = body->page, .last = body->page};
    }
}

static void begin_cell(po_docx_body *body) {
    if (body->skip_columns) {
        po_flow_skip_columns(body->flow, body->skip_columns);
        body->skip_columns = 0;
    }
    if (body->row_count) {
        row_pages *row = &body->rows[body->row_count - 1];
        row->cells++;
        row->text = false;
        turn_to(body, row->start);
    }
    current(body)->paragraph.mark_deleted = false; /* nothing is joined over the border of a cell */
    body->cell = (po_flow_cell){0};
    po_flow_cell_begin(body->flow, &body->cell);
}

static void end_row(po_docx_body *body) {
    if (body->row_count) {
        turn_to(body, body->rows[--body->row_count].last);
    }
}

/* A break before any text of a row moves the whole row; further cells may note the same one again. */
static void break_page(po_docx_body *body) {
    row_pages *row = body->row_count ? &body->rows[body->row_count - 1] : NULL;
    if (!row) {
        turn_to(body, body->page + 1);
        return;
    }
    bool at_top = !row->text;
    if (!at_top || row->cells <= 1) {
        turn_to(body, body->page + 1);
    }
    row->start = at_top && row->cells <= 1 ? body->page : row->start;
    row->last = body->page > row->last ? body->page : row->last;
}

static void cell_property(po_docx_body *body, const po_docx_element *element) {
    if (element->name == PO_DOCX_GRID_SPAN) {
        body->cell.column_span = po_ooxml_attribute_number(element, "val", 1);
    } else if (element->name == PO_DOCX_V_MERGE) {
        body->cell.starts = po_ooxml_attribute_is(element, "val", "restart");
        body->cell.continues = !body->cell.starts;
    }
}

/* --- stories --- */

static void begin_box(po_docx_body *body) {
    if (body->story + 1 >= STORIES_MAX || !po_flow_box_begin(body->flow)) {
        body->skip_to = body->depth; /* boxes in boxes, sixteen deep: nobody draws that */
        return;
    }
    story *added = &body->stories[++body->story];
    *added = (story){.fields = body->fields.base};
    body->fields.base = body->fields.count;
}

static void end_box(po_docx_body *body) {
    if (body->story) {
        body->fields.base = current(body)->fields;
        body->story--;
        po_flow_box_end(body->flow);
    }
}

/* Only the first form in which a drawing is given. */
static void begin_choice(po_docx_body *body) {
    bool *taken = &body->choice_taken[body->depth - 1];
    if (*taken) {
        body->skip_to = body->depth;
    }
    *taken = true;
}

static bool note_wanted(po_docx_body *body, const po_docx_element *element) {
    const char *id = po_ooxml_attribute_copy(body->arena, element, "id");
    const char *kind = element->name == PO_DOCX_FOOTNOTE ? "f" : "e";
    return id && po_map_get(body->notes, po_arena_printf(body->arena, "%s%s", kind, id));
}

/* --- events --- */

/* Never the present text: deleted, an instruction, or properties as they were. */
static bool is_skipped(const po_docx_body *body, po_docx_name name) {
    switch ((int)name) {
    case PO_DOCX_DEL:
    case PO_DOCX_MOVE_FROM:
    case PO_DOCX_DEL_TEXT:
    case PO_DOCX_DEL_INSTR:
    case PO_DOCX_INSTR:
    case PO_DOCX_P_CHANGE:
    case PO_DOCX_R_CHANGE:
    case PO_DOCX_SECT_CHANGE:
    case PO_DOCX_TBL_CHANGE:
    case PO_DOCX_TBL_EX_CHANGE:
    case PO_DOCX_TC_CHANGE:
    case PO_DOCX_TR_CHANGE:
    case PO_DOCX_NUM_CHANGE:
    case PO_DOCX_SECT_PR:
    case PO_DOCX_TBL_PR:
    case PO_DOCX_TBL_GRID:
    case PO_DOCX_RT:
        return true;
    case PO_DOCX_TAB: /* tab stops are not tabs */
        return parent_of(body, 1) != PO_DOCX_R;
    default:
        return false;
    }
}

/* Marks of deletion among the properties: of a row, of the end of a paragraph. */
static void deleted_whole(po_docx_body *body) {
    if (parent_of(body, 1) == PO_DOCX_TR_PR) {
        unsigned row = body->depth - 1;
        while (row > 0 && body->open[row] != PO_DOCX_TR) {
            row--;
        }
        body->skip_to = row;
        po_flow_row_drop(body->flow);
        end_row(body);
    } else if (parent_of(body, 1) == PO_DOCX_R_PR && parent_of(body, 2) == PO_DOCX_P_PR) {
        current(body)->paragraph.mark_deleted = true;
    }
}

static void start_in_run(po_docx_body *body, const po_docx_element *element) {
    size_t size = 0;
    const char *font = NULL;
    switch ((int)element->name) {
    case PO_DOCX_T:
    case PO_DOCX_MATH_T:
        body->in_text = true;
        break;
    case PO_DOCX_TAB:
    case PO_DOCX_PTAB:
        add_text(body, " ", 1);
        break;
    case PO_DOCX_BR:
    case PO_DOCX_CR:
        if (text_counts(body) && !po_docx_fields_in_code(&body->fields)) {
            po_flow_line(body->flow);
        }
        break;
    case PO_DOCX_NO_BREAK:
        add_text(body, "-", 1);
        break;
    case PO_DOCX_SYM:
        add_symbol(body, element);
        break;
    case PO_DOCX_PAGE_BREAK:
        break_page(body);
        break;
    case PO_DOCX_FOOTNOTE_REF:
        note_reference(body, element, "f");
        break;
    case PO_DOCX_ENDNOTE_REF:
        note_reference(body, element, "e");
        break;
    case PO_DOCX_VANISH:
        current(body)->hidden = parent_of(body, 2) == PO_DOCX_R && po_docx_on(element);
        break;
    case PO_DOCX_R_FONTS:
        font = po_ooxml_attribute(element, "ascii", &size);
        current(body)->font = po_docx_font_find(font ? font : "", size);
        break;
    default:
        paragraph_property(body, element);
        break;
    }
}

static void start_in_table(po_docx_body *body, const po_docx_element *element) {
    switch ((int)element->name) {
    case PO_DOCX_TBL:
        current(body)->paragraph.mark_deleted = false;
        (void)po_flow_table_begin(body->flow);
        break;
    case PO_DOCX_TR:
        begin_row(body);
        break;
    case PO_DOCX_TC:
        begin_cell(body);
        break;
    case PO_DOCX_GRID_BEFORE:
        body->skip_columns = po_ooxml_attribute_number(element, "val", 0);
        break;
    case PO_DOCX_TBL_HEADER:
        if (po_docx_on(element)) {
            po_flow_row_header(body->flow);
        }
        break;
    default:
        cell_property(body, element);
        break;
    }
}

/* What holds text, and what decides whether it counts. */
static void start_holder(po_docx_body *body, const po_docx_element *element) {
    switch ((int)element->name) {
    case PO_DOCX_P:
        begin_paragraph(body);
        break;
    case PO_DOCX_R:
        current(body)->hidden = false;
        current(body)->font = PO_DOCX_FONT_WINGDINGS;
        break;
    case PO_DOCX_TXBX:
        begin_box(body);
        break;
    case PO_DOCX_ALTERNATE:
        body->choice_taken[body->depth] = false;
        break;
    case PO_DOCX_CHOICE:
    case PO_DOCX_FALLBACK:
        begin_choice(body);
        break;
    case PO_DOCX_SDT:
        body->placeholder = false;
        break;
    case PO_DOCX_SHOWING_PLACEHOLDER:
        body->placeholder = po_docx_on(element);
        break;
    case PO_DOCX_SDT_CONTENT:
        body->mute_to = body->placeholder && !body->mute_to ? body->depth : body->mute_to;
        body->placeholder = false;
        break;
    case PO_DOCX_FOOTNOTE:
    case PO_DOCX_ENDNOTE:
        body->skip_to = note_wanted(body, element) ? 0 : body->depth;
        break;
    case PO_DOCX_ALT_CHUNK:
    case PO_DOCX_SUB_DOC:
        body->foreign++;
        break;
    default:
        start_in_run(body, element);
        break;
    }
}

static void on_start(void *user, const po_docx_element *element) {
    po_docx_body *body = user;
    if (body->depth + 1 >= DEPTH_MAX) {
        return; /* the parser stops earlier */
    }
    body->open[++body->depth] = element->name;
    if (body->skip_to || element->name == PO_DOCX_OTHER) {
        return;
    }
    if (is_skipped(body, element->name)) {
        body->skip_to = body->depth;
        if (element->name == PO_DOCX_DEL || element->name == PO_DOCX_MOVE_FROM) {
            deleted_whole(body);
        }
        return;
    }
    if (po_docx_fields_start(&body->fields, element)) {
        return;
    }
    switch ((int)element->name) {
    case PO_DOCX_TBL:
    case PO_DOCX_TR:
    case PO_DOCX_TC:
    case PO_DOCX_GRID_BEFORE:
    case PO_DOCX_GRID_SPAN:
    case PO_DOCX_TBL_HEADER:
    case PO_DOCX_V_MERGE:
        start_in_table(body, element);
        break;
    default:
        start_holder(body, element);
        break;
    }
}

static void end_element(po_docx_body *body, po_docx_name name) {
    switch ((int)name) {
    case PO_DOCX_P:
        end_paragraph(body);
        break;
    case PO_DOCX_T:
    case PO_DOCX_MATH_T:
        body->in_text = false;
        break;
    case PO_DOCX_TC_PR:
        po_flow_cell_change(body->flow, &body->cell);
        break;
    case PO_DOCX_TC:
        po_flow_cell_end(body->flow);
        break;
    case PO_DOCX_TR:
        po_flow_row_end(body->flow);
        end_row(body);
        break;
    case PO_DOCX_TBL:
        po_flow_table_end(body->flow);
        break;
    case PO_DOCX_TXBX:
        end_box(body);
        break;
    default:
        break;
    }
}

/* What an old form shows counts although the field it belongs to never shows a result. */
static void end_form(po_docx_body *body, po_docx_name name) {
    const char *shown = po_docx_fields_end(&body->fields, name);
    if (*shown && body->fields.codes <= 1 && text_counts(body)) {
        open_paragraph(body);
        po_flow_text(body->flow, shown, strlen(shown));
    }
}

static void on_end(void *user, po_docx_name name) {
    po_docx_body *body = user;
    unsigned depth = body->depth;
    if (depth == 0) {
        return;
    }
    if (!body->skip_to && name != PO_DOCX_OTHER) {
        end_element(body, name);
        end_form(body, name);
    } else if (body->skip_to == depth) {
        body->skip_to = 0;
    }
    if (body->mute_to == depth) {
        body->mute_to = 0;
    }
    body->depth--;
}

static void on_text(void *user, const char *text, size_t size) {
    po_docx_body *body = user;
    if (body->in_text && !body->skip_to) {
        add_run_text(body, text, size);
    }
}

po_docx_handler po_docx_body_handler(po_docx_body *body) {
    return (po_docx_handler){body, on_start, on_end, on_text};
}
