/* SPDX-License-Identifier: Apache-2.0
 *
 * Markdown through libcmark-gfm with its table extension, chunk by chunk (markdown_lines.h).
 *
 * Machine transcriptions of printed plans mark their pages with comments (<!-- Page 12 -->), invent links to pictures that are nowhere, and
 * repeat the foot of each page as a paragraph ("Page 12 of 70"). The marks give places their pages; pictures are passed over;
 * a foot is passed over when it stands right before a page mark, or at the end of a file that has any.
 *
 * Lists get the labels that a reader of the page would see, bullets as U+2022. What HTML there is goes through the HTML
 * reader, one run of it at a time.
 */
#include "document/markdown_reader.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "document/html_flow.h"
#include "document/markdown_lines.h"
#include "document/table_join.h"

enum {
    SEARCH = 1 << 16, /* bytes in which Markdown has to show itself */
    FOOT_MAX = 300,   /* bytes of a page's foot */
    LISTS_MAX = 64
};

typedef struct list {
    bool ordered;
    int next;
    char after; /* "1." or "1)" */
} list;

typedef struct walk {
    po_document *document;
    po_flow *flow;
    const po_markdown_chunk *chunk;
    po_html_flow *html; /* a run of HTML blocks */
    list lists[LISTS_MAX];
    unsigned list_count;
    bool item_open; /* an item began; its first paragraph goes into it */
    bool has_pages, in_table;
    bool resume; /* the next table goes on with the last one */
    uint32_t page;
    po_error *err;
    po_status status;
} walk;

/* --- recognition --- */

static bool starts(const char *text, size_t size, const char *word) {
    size_t length = strlen(word);
    return size >= length && memcmp(text, word, length) == 0;
}

/* What only Markdown has, weighed: page marks and table rulers settle it, headings and bold lines add up. */
static unsigned weigh_line(const char *text, size_t size) {
    size_t signs = 0;
    while (signs < size && text[signs] == '#') {
        signs++;
    }
    if (signs > 0 && signs <= 6 && signs + 1 < size && text[signs] == ' ' && text[signs + 1] != ' ') {
        return signs > 1 ? 3 : 2;
    }
    if (size >= 5 && text[0] == '|' && memmem(text, size, "--", 2) && po_markdown_is_delimiter(text, size)) {
        return 4;
    }
    if (starts(text, size, "<!-- Page ") || starts(text, size, "```")) {
        return 4;
    }
    bool strong = starts(text, size, "**") && memmem(text + 2, size - 2, "**", 2);
    return strong || starts(text, size, "- ") || starts(text, size, "* ") || starts(text, size, "![") ? 1 : 0;
}

static bool named_markdown(const char *name) {
    const char *dot = name ? strrchr(name, '.') : NULL;
    return dot && (strcasecmp(dot, ".md") == 0 || strcasecmp(dot, ".markdown") == 0);
}

static bool recognise(const uint8_t *data, size_t size, const char *name) {
    const char *text = (const char *)data;
    size_t searched = size < SEARCH ? size : SEARCH;
    if (memchr(text, '\0', searched) || memchr(text, '\f', searched)) {
        return false; /* not text; or laid-out text, whose pages end in form feeds */
    }
    unsigned weight = named_markdown(name) ? 4 : 0;
    for (size_t at = starts(text, size, "\xEF\xBB\xBF") ? 3 : 0; at < searched && weight < 4;) {
        const char *end = memchr(text + at, '\n', searched - at);
        size_t line = end ? (size_t)(end - text) - at : searched - at;
        line -= line && text[at + line - 1] == '\r';
        weight += weigh_line(text + at, line);
        at = end ? (size_t)(end - text) + 1 : searched;
    }
    return weight >= 4;
}

/* --- places --- */

/* The line of the file that a node begins on. */
static uint32_t line_of(const walk *at, cmark_node *node) {
    int start = cmark_node_get_start_line(node);
    return start > 0 && (size_t)start <= at->chunk->line_count ? at->chunk->lines[start - 1] : 0;
}

static void go_to(walk *at, cmark_node *node) {
    uint32_t line = line_of(at, node);
    if (line) {
        po_flow_at(at->flow, at->page, line);
    }
}

/* The number in "<!-- Page 12 -->", or 0. */
static uint32_t page_mark(const char *text) {
    const char *at = text ? strstr(text, "<!--") : NULL;
    at = at ? strcasestr(at, "page") : NULL;
    if (!at || at - text > 16) {
        return 0;
    }
    at += 4;
    while (*at == ' ' || *at == ':' || *at == '=') {
        at++;
    }
    uint32_t number = 0;
    for (; *at >= '0' && *at <= '9' && number <= PO_LIMIT_PAGES; at++) {
        number = number * 10 + (uint32_t)(*at - '0');
    }
    return number <= PO_LIMIT_PAGES ? number : 0;
}

static bool turn_page(walk *at, const char *text) {
    uint32_t page = page_mark(text);
    if (page) {
        at->has_pages = true;
        at->page = page;
        at->document->pages = page > at->document->pages ? page : at->document->pages;
        po_flow_at(at->flow, page, 0);
    }
    return page != 0;
}

/* --- feet of pages --- */

static void add_plain_text(cmark_node *root, po_buffer *text) {
    cmark_iter *iter = cmark_iter_new(root);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE && text->size <= FOOT_MAX) {
        const char *literal = cmark_node_get_literal(cmark_iter_get_node(iter));
        po_buffer_add_text(text, literal ? literal : " ");
    }
    cmark_iter_free(iter);
}

/* "Page 12 of 70" somewhere in it. */
static bool names_page(const char *text) {
    for (const char *at = text; (at = strcasestr(at, "page ")) != NULL;) {
        at += 5;
        at += strspn(at, " ");
        size_t number = strspn(at, "0123456789");
        at += number;
        const char *of = at + strspn(at, " ");
        if (number && strncasecmp(of, "of ", 3) == 0 && of[3 + strspn(of + 3, " ")] >= '0' && of[3 + strspn(of + 3, " ")] <= '9') {
            return true;
        }
    }
    return false;
}

static bool is_page_foot(const walk *at, cmark_node *paragraph) {
    cmark_node *next = cmark_node_next(paragraph);
    bool last = next ? cmark_node_get_type(next) == CMARK_NODE_HTML_BLOCK && page_mark(cmark_node_get_literal(next)) : at->has_pages;
    if (!last || !cmark_node_parent(paragraph) || cmark_node_get_type(cmark_node_parent(paragraph)) != CMARK_NODE_DOCUMENT) {
        return false;
    }
    po_buffer text = {0};
    add_plain_text(paragraph, &text);
    bool foot = text.size <= FOOT_MAX && names_page(po_buffer_text(&text));
    po_buffer_finish(&text);
    return foot;
}

/* --- HTML --- */

static void end_html(walk *at) {
    if (at->html) {
        po_status status = po_html_flow_end(at->html, at->err);
        at->status = at->status == PO_OK ? status : at->status;
        po_html_flow_destroy(at->html);
        at->html = NULL;
    }
}

static void add_html(walk *at, cmark_node *node) {
    const char *text = cmark_node_get_literal(node);
    if (!text || turn_page(at, text)) {
        return;
    }
    if (!at->html) {
        at->html = po_html_flow_create(at->flow, at->page, line_of(at, node));
    }
    if (at->status == PO_OK) {
        at->status = po_html_flow_feed(at->html, text, strlen(text), at->err);
    }
}

/* Inside a line only breaks and page marks mean something. */
static void add_inline_html(walk *at, const char *text) {
    if (text && (strncasecmp(text, "<br", 3) == 0 || strncasecmp(text, "</br", 4) == 0)) {
        po_flow_line(at->flow);
    } else {
        (void)turn_page(at, text);
    }
}

/* --- lists and paragraphs --- */

static void begin_list(walk *at, cmark_node *node) {
    if (at->list_count < LISTS_MAX) {
        at->lists[at->list_count] = (list){.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
                                           .next = cmark_node_get_list_start(node),
                                           .after = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.'};
    }
    at->list_count++;
}

static void begin_item(walk *at) {
    char label[24] = "\xE2\x80\xA2";
    list *of = at->list_count && at->list_count <= LISTS_MAX ? &at->lists[at->list_count - 1] : NULL;
    if (of && of->ordered) {
        (void)snprintf(label, sizeof label, "%d%c", of->next++, of->after);
    }
    po_flow_block(at->flow, PO_BLOCK_LIST_ITEM, (uint8_t)(at->list_count < 255 ? at->list_count : 255));
    po_flow_label(at->flow, label);
    at->item_open = true;
}

static bool in_item(cmark_node *node) {
    cmark_node *parent = cmark_node_parent(node);
    return parent && cmark_node_get_type(parent) == CMARK_NODE_ITEM;
}

/* False: it is passed over. */
static bool begin_paragraph(walk *at, cmark_node *node) {
    if (is_page_foot(at, node)) {
        return false;
    }
    if (!in_item(node)) {
        po_flow_block(at->flow, PO_BLOCK_PARAGRAPH, 0);
    } else if (!at->item_open) {
        po_flow_line(at->flow);
    }
    at->item_open = false;
    return true;
}

static void add_code(walk *at, const char *text) {
    po_flow_block(at->flow, PO_BLOCK_PARAGRAPH, 0);
    for (const char *cut; text && (cut = strchr(text, '\n')); text = cut + 1) {
        po_flow_text(at->flow, text, (size_t)(cut - text));
        po_flow_line(at->flow);
    }
    po_flow_text(at->flow, text ? text : "", text ? strlen(text) : 0);
    po_flow_end(at->flow);
}

/* --- tables --- */

typedef enum table_part { PART_NONE, PART_TABLE, PART_ROW, PART_HEADER_ROW, PART_CELL } table_part;

/* The extension's node types are numbers given at run time; their names are fixed. */
static table_part part_of(cmark_node *node) {
    const char *type = cmark_node_get_type_string(node);
    return strcmp(type, "table_cell") == 0     ? PART_CELL
           : strcmp(type, "table_row") == 0    ? PART_ROW
           : strcmp(type, "table_header") == 0 ? PART_HEADER_ROW
           : strcmp(type, "table") == 0        ? PART_TABLE
                                               : PART_NONE;
}

/* A row of a table cut by a page is no header only because Markdown wants one. */
static bool goes_on(const walk *at) {
    const po_document *document = at->document;
    if (document->blocks.count < 2) {
        return false;
    }
    const po_block *before = &document->blocks.items[document->blocks.count - 2];
    return before->table && before->table->last_page && before->table->last_page + 1 == at->page;
}

static void enter_table(walk *at) {
    if (!at->resume) {
        (void)po_flow_table_begin(at->flow);
    }
    at->resume = false;
    at->in_table = true;
}

/* False: an invented header, passed over. */
static bool enter_row(walk *at, cmark_node *node, bool header) {
    if (header && !line_of(at, node)) {
        return false;
    }
    po_flow_row_begin(at->flow);
    if (header && !goes_on(at)) {
        po_flow_row_header(at->flow);
    }
    return true;
}

static bool enter_part(walk *at, cmark_node *node) {
    static const po_flow_cell cell = {.column_span = 1, .row_span = 1};
    table_part part = part_of(node);
    switch (part) {
    case PART_TABLE:
        enter_table(at);
        return true;
    case PART_ROW:
    case PART_HEADER_ROW:
        return enter_row(at, node, part == PART_HEADER_ROW);
    case PART_CELL:
        po_flow_cell_begin(at->flow, &cell);
        return true;
    case PART_NONE:
    default:
        return true;
    }
}

/* A table that the chunk cut stays open: it is its last block. */
static void leave_part(walk *at, cmark_node *node, bool cut) {
    switch (part_of(node)) {
    case PART_TABLE:
        at->in_table = false;
        at->resume = cut && !cmark_node_next(node);
        if (!at->resume) {
            po_flow_table_end(at->flow);
        }
        break;
    case PART_ROW:
    case PART_HEADER_ROW:
        po_flow_row_end(at->flow);
        break;
    case PART_CELL:
        po_flow_cell_end(at->flow);
        break;
    case PART_NONE:
    default:
        break;
    }
}

/* --- the walk --- */

static bool is_block(cmark_node_type type) {
    return (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
}

/* False: what the node holds is passed over. */
static bool enter_block(walk *at, cmark_node *node, cmark_node_type type) {
    if (type == CMARK_NODE_HTML_BLOCK) {
        add_html(at, node);
        return true;
    }
    end_html(at);
    go_to(at, node);
    if (type == CMARK_NODE_HEADING) {
        po_flow_block(at->flow, PO_BLOCK_HEADING, (uint8_t)cmark_node_get_heading_level(node));
    } else if (type == CMARK_NODE_PARAGRAPH) {
        return begin_paragraph(at, node);
    } else if (type == CMARK_NODE_LIST) {
        begin_list(at, node);
    } else if (type == CMARK_NODE_ITEM) {
        begin_item(at);
    } else if (type == CMARK_NODE_CODE_BLOCK) {
        add_code(at, cmark_node_get_literal(node));
    } else {
        return enter_part(at, node);
    }
    return true;
}

static bool enter_inline(walk *at, cmark_node *node, cmark_node_type type) {
    const char *text = cmark_node_get_literal(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
        po_flow_text(at->flow, text ? text : "", text ? strlen(text) : 0);
    } else if (type == CMARK_NODE_SOFTBREAK) {
        po_flow_text(at->flow, " ", 1);
    } else if (type == CMARK_NODE_LINEBREAK) {
        po_flow_line(at->flow);
    } else if (type == CMARK_NODE_HTML_INLINE) {
        add_inline_html(at, text);
    }
    return type != CMARK_NODE_IMAGE;
}

static void leave(walk *at, cmark_node *node, cmark_node_type type, bool cut) {
    if (type == CMARK_NODE_LIST) {
        at->list_count -= at->list_count > 0;
        po_flow_end(at->flow);
    } else if (type == CMARK_NODE_ITEM) {
        at->item_open = false;
        po_flow_end(at->flow);
    } else if (type == CMARK_NODE_HEADING || (type == CMARK_NODE_PARAGRAPH && !in_item(node))) {
        po_flow_end(at->flow);
    } else if (is_block(type)) {
        leave_part(at, node, cut);
    }
}

static void walk_tree(walk *at, cmark_node *root, bool cut) {
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE && at->status == PO_OK;) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_DOCUMENT) {
            continue;
        }
        bool block = is_block(type);
        if (event == CMARK_EVENT_EXIT) {
            leave(at, node, type, cut);
        } else if (!(block ? enter_block(at, node, type) : enter_inline(at, node, type)) && cmark_node_first_child(node)) {
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
            leave(at, node, block ? type : CMARK_NODE_TEXT, cut);
        }
    }
    cmark_iter_free(iter);
    end_html(at);
}

/* --- reading --- */

static po_status read_chunk(walk *at, const po_markdown_chunk *chunk, bool cut) {
    cmark_syntax_extension *tables = cmark_find_syntax_extension("table");
    if (!tables) {
        return po_error_set(at->err, PO_E_STATE, "the Markdown library lacks its table extension");
    }
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_VALIDATE_UTF8, cmark_get_arena_mem_allocator());
    (void)cmark_parser_attach_syntax_extension(parser, tables);
    cmark_parser_feed(parser, chunk->text.data, chunk->text.size);
    cmark_node *root = cmark_parser_finish(parser);
    at->chunk = chunk;
    at->list_count = 0;
    at->resume = at->resume && chunk->resumes_table;
    walk_tree(at, root, cut);
    cmark_arena_reset(); /* parser and tree at once, in a third of the time that freeing each node takes */
    return at->status;
}

static void say_limits(const po_markdown_lines *lines, po_document *document) {
    if (lines->too_wide) {
        po_diagnose(&document->diagnostics, PO_WARNING, "MD-001", NULL, NULL,
                    "a table has rows of more than 512 cells; those beyond were not read");
    }
}

static po_status read_markdown(const uint8_t *data, size_t size, const po_read_options *options, po_document *document,
                               po_error *err) {
    (void)options;
    document->media_type = "text/markdown";
    cmark_gfm_core_extensions_ensure_registered();
    size_t mark = starts((const char *)data, size, "\xEF\xBB\xBF") ? 3 : 0;
    po_markdown_lines lines;
    po_markdown_lines_init(&lines, (const char *)data + mark, size - mark);
    po_markdown_chunk chunk = {0};
    walk at = {.document = document, .flow = po_flow_create(document), .err = err};
    po_status status = PO_OK;
    while (status == PO_OK && !po_flow_full(at.flow) && po_markdown_lines_next(&lines, &chunk)) {
        status = read_chunk(&at, &chunk, lines.in_table);
    }
    po_flow_finish(at.flow);
    po_markdown_chunk_finish(&chunk);
    po_flow_destroy(at.flow);
    if (status == PO_OK && document->blocks.count == 0) {
        return po_error_set(err, PO_E_INPUT, "this Markdown file holds no text: ask for the document it was made from");
    }
    if (status == PO_OK) {
        say_limits(&lines, document);
        po_tables_join(document);
    }
    return status;
}

const po_reader po_reader_markdown = {"text/markdown", "Markdown text", recognise, read_markdown};
