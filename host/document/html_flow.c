/* SPDX-License-Identifier: Apache-2.0
 *
 * libxml2's HTML parser, pushed piece by piece, no tree. It closes what authors left open, so starts and ends come in pairs.
 *
 * Not here: style sheets (only `hidden` and style attributes that say so hide), scripts, forms beyond what they show: ticks, typed
 * values, the option chosen.
 */
#include "document/html_flow.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

enum { DEPTH_MAX = 512, LISTS_MAX = 64, PIECE = 1 << 15 };

typedef enum role {
    ROLE_INLINE,
    ROLE_BLOCK,
    ROLE_HEADING,
    ROLE_SKIP,
    ROLE_BREAK,
    ROLE_LIST,
    ROLE_ORDERED,
    ROLE_ITEM,
    ROLE_TABLE,
    ROLE_ROW,
    ROLE_CELL,
    ROLE_HEADER_CELL,
    ROLE_PRE,
    ROLE_INPUT,
    ROLE_OPTION,
    ROLE_GAP
} role;

static const struct known_tag {
    const char *name;
    role role;
    uint8_t level;
} known_tags[] = {
    {"address", ROLE_BLOCK, 0},    {"article", ROLE_BLOCK, 0},  {"aside", ROLE_BLOCK, 0},      {"blockquote", ROLE_BLOCK, 0},
    {"body", ROLE_BLOCK, 0},       {"br", ROLE_BREAK, 0},       {"caption", ROLE_BLOCK, 0},    {"center", ROLE_BLOCK, 0},
    {"dd", ROLE_BLOCK, 0},         {"del", ROLE_SKIP, 0},       {"details", ROLE_BLOCK, 0},    {"dir", ROLE_LIST, 0},
    {"div", ROLE_BLOCK, 0},        {"dl", ROLE_BLOCK, 0},       {"dt", ROLE_BLOCK, 0},         {"fieldset", ROLE_BLOCK, 0},
    {"figcaption", ROLE_BLOCK, 0}, {"figure", ROLE_BLOCK, 0},   {"footer", ROLE_BLOCK, 0},     {"form", ROLE_BLOCK, 0},
    {"h1", ROLE_HEADING, 1},       {"h2", ROLE_HEADING, 2},     {"h3", ROLE_HEADING, 3},       {"h4", ROLE_HEADING, 4},
    {"h5", ROLE_HEADING, 5},       {"h6", ROLE_HEADING, 6},     {"head", ROLE_SKIP, 0},        {"header", ROLE_BLOCK, 0},
    {"hr", ROLE_BLOCK, 0},         {"iframe", ROLE_SKIP, 0},    {"input", ROLE_INPUT, 0},      {"legend", ROLE_BLOCK, 0},
    {"li", ROLE_ITEM, 0},          {"main", ROLE_BLOCK, 0},     {"menu", ROLE_LIST, 0},        {"nav", ROLE_BLOCK, 0},
    {"noscript", ROLE_SKIP, 0},    {"object", ROLE_SKIP, 0},    {"ol", ROLE_ORDERED, 0},       {"option", ROLE_OPTION, 0},
    {"p", ROLE_BLOCK, 0},          {"pre", ROLE_PRE, 0},        {"rp", ROLE_SKIP, 0},          {"rt", ROLE_SKIP, 0},
    {"script", ROLE_SKIP, 0},      {"section", ROLE_BLOCK, 0},  {"style", ROLE_SKIP, 0},       {"summary", ROLE_BLOCK, 0},
    {"svg", ROLE_SKIP, 0},         {"table", ROLE_TABLE, 0},    {"td", ROLE_CELL, 0},          {"template", ROLE_SKIP, 0},
    {"textarea", ROLE_GAP, 0},     {"th", ROLE_HEADER_CELL, 0}, {"title", ROLE_SKIP, 0},       {"tr", ROLE_ROW, 0},
    {"ul", ROLE_LIST, 0},          {"wbr", ROLE_INLINE, 0},
};

typedef struct list {
    bool ordered;
    uint32_t next;
} list;

struct po_html_flow {
    po_flow *flow;
    htmlParserCtxt *context;
    uint8_t roles[DEPTH_MAX + 1]; /* of open elements */
    unsigned depth, beyond;
    unsigned skip_to; /* depth at whose end reading goes on; 0: not skipping */
    unsigned pre;
    list lists[LISTS_MAX];
    unsigned list_count;
    uint32_t page, line;
    bool pending_item; /* an item began and has no text yet */
    bool too_deep;
};

static const struct known_tag *find_tag(const char *name) {
    size_t low = 0, high = sizeof known_tags / sizeof *known_tags;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, known_tags[middle].name);
        if (order == 0) {
            return &known_tags[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

static const char *attribute(const xmlChar **attributes, const char *name) {
    for (size_t i = 0; attributes && attributes[i]; i += 2) {
        if (strcasecmp((const char *)attributes[i], name) == 0) {
            return attributes[i + 1] ? (const char *)attributes[i + 1] : "";
        }
    }
    return NULL;
}

static uint32_t number_of(const xmlChar **attributes, const char *name, uint32_t fallback) {
    const char *text = attribute(attributes, name);
    uint32_t number = 0;
    while (text && *text == ' ') {
        text++;
    }
    if (!text || *text < '0' || *text > '9') {
        return fallback;
    }
    for (; *text >= '0' && *text <= '9' && number < 100000000; text++) {
        number = number * 10 + (uint32_t)(*text - '0');
    }
    return number;
}

/* "display: none" in whatever spacing and case. */
static bool style_hides(const char *style) {
    char solid[256];
    size_t size = 0;
    for (; style && *style && size < sizeof solid - 1; style++) {
        if (*style != ' ' && *style != '\t' && *style != '\n' && *style != '\r') {
            solid[size++] = *style;
        }
    }
    solid[size] = '\0';
    return strcasestr(solid, "display:none") || strcasestr(solid, "visibility:hidden") || strcasestr(solid, "mso-hide:all");
}

/* --- lists --- */

static void begin_list(po_html_flow *html, bool ordered, const xmlChar **attributes) {
    po_flow_end(html->flow);
    if (html->list_count < LISTS_MAX) {
        html->lists[html->list_count] = (list){ordered, number_of(attributes, "start", 1)};
    }
    html->list_count++;
}

static void begin_item(po_html_flow *html, const xmlChar **attributes) {
    char label[16] = "\xE2\x80\xA2";
    unsigned level = html->list_count ? html->list_count : 1;
    list *of = html->list_count && html->list_count <= LISTS_MAX ? &html->lists[html->list_count - 1] : NULL;
    if (of && of->ordered) {
        of->next = number_of(attributes, "value", of->next);
        (void)snprintf(label, sizeof label, "%u.", of->next++);
    }
    po_flow_block(html->flow, PO_BLOCK_LIST_ITEM, (uint8_t)(level < 255 ? level : 255));
    po_flow_label(html->flow, label);
    html->pending_item = true;
}

/* A paragraph inside an item that has no text yet is the item; a further one is a further line of it. */
static bool inside_item(const po_html_flow *html) {
    for (unsigned i = html->depth; i-- > 1;) {
        role of = (role)html->roles[i];
        if (of == ROLE_ITEM) {
            return true;
        }
        if (of == ROLE_CELL || of == ROLE_HEADER_CELL || of == ROLE_TABLE || of == ROLE_LIST || of == ROLE_ORDERED) {
            return false;
        }
    }
    return false;
}

/* --- elements --- */

static void begin_block(po_html_flow *html) {
    if (inside_item(html)) {
        if (!html->pending_item) {
            po_flow_line(html->flow);
        }
    } else {
        po_flow_block(html->flow, PO_BLOCK_PARAGRAPH, 0);
    }
}

static void end_block(po_html_flow *html) {
    if (inside_item(html)) {
        if (!html->pending_item) {
            po_flow_line(html->flow);
        }
    } else {
        po_flow_end(html->flow);
    }
}

static void begin_cell(po_html_flow *html, const xmlChar **attributes, bool header) {
    po_flow_cell cell = {.column_span = number_of(attributes, "colspan", 1),
                         .row_span = number_of(attributes, "rowspan", 1),
                         .header = header};
    po_flow_cell_begin(html->flow, &cell);
}

/* What a form shows: a tick box, or what was typed into it. */
static void add_input(po_html_flow *html, const xmlChar **attributes) {
    const char *type = attribute(attributes, "type"), *value = attribute(attributes, "value");
    type = type ? type : "text";
    if (strcasecmp(type, "checkbox") == 0 || strcasecmp(type, "radio") == 0) {
        po_flow_text(html->flow, attribute(attributes, "checked") ? "\xE2\x98\x92 " : "\xE2\x98\x90 ", 4);
        html->pending_item = false;
    } else if (value && (strcasecmp(type, "text") == 0 || strcasecmp(type, "number") == 0 || strcasecmp(type, "date") == 0)) {
        po_flow_text(html->flow, value, strlen(value));
        html->pending_item = false;
    }
}

static bool is_hidden(role of, const xmlChar **attributes) {
    if (of == ROLE_SKIP || (of == ROLE_OPTION && !attribute(attributes, "selected"))) {
        return true;
    }
    return attribute(attributes, "hidden") || style_hides(attribute(attributes, "style"));
}

static void begin_element(po_html_flow *html, const struct known_tag *tag, const xmlChar **attributes) {
    switch (tag->role) {
    case ROLE_BLOCK:
        begin_block(html);
        break;
    case ROLE_PRE:
        begin_block(html);
        html->pre++;
        break;
    case ROLE_HEADING:
        po_flow_block(html->flow, PO_BLOCK_HEADING, tag->level);
        break;
    case ROLE_BREAK:
        po_flow_line(html->flow);
        break;
    case ROLE_LIST:
    case ROLE_ORDERED:
        begin_list(html, tag->role == ROLE_ORDERED, attributes);
        break;
    case ROLE_ITEM:
        begin_item(html, attributes);
        break;
    case ROLE_TABLE:
        (void)po_flow_table_begin(html->flow);
        break;
    case ROLE_ROW:
        po_flow_row_begin(html->flow);
        break;
    case ROLE_CELL:
    case ROLE_HEADER_CELL:
        begin_cell(html, attributes, tag->role == ROLE_HEADER_CELL);
        break;
    case ROLE_INPUT:
        add_input(html, attributes);
        break;
    case ROLE_GAP:
    case ROLE_OPTION:
        po_flow_text(html->flow, " ", 1);
        break;
    case ROLE_INLINE:
    case ROLE_SKIP:
    default:
        break;
    }
}

static void end_element(po_html_flow *html, role of) {
    switch (of) {
    case ROLE_PRE:
        html->pre -= html->pre > 0;
        end_block(html);
        break;
    case ROLE_BLOCK:
        end_block(html);
        break;
    case ROLE_HEADING:
    case ROLE_ITEM:
        html->pending_item = false;
        po_flow_end(html->flow);
        break;
    case ROLE_LIST:
    case ROLE_ORDERED:
        html->list_count -= html->list_count > 0;
        po_flow_end(html->flow);
        break;
    case ROLE_TABLE:
        po_flow_table_end(html->flow);
        break;
    case ROLE_ROW:
        po_flow_row_end(html->flow);
        break;
    case ROLE_CELL:
    case ROLE_HEADER_CELL:
        po_flow_cell_end(html->flow);
        break;
    case ROLE_INLINE:
    case ROLE_BREAK:
    case ROLE_SKIP:
    case ROLE_INPUT:
    case ROLE_OPTION:
    case ROLE_GAP:
    default:
        break;
    }
}

static void note_line(po_html_flow *html) {
    if (html->line && html->context->input) {
        int line = html->context->input->line;
        po_flow_at(html->flow, html->page, html->line + (line > 0 ? (uint32_t)line - 1 : 0));
    }
}

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes) {
    po_html_flow *html = user;
    if (html->depth >= DEPTH_MAX) {
        html->beyond++;
        html->too_deep = true;
        xmlStopParser(html->context);
        return;
    }
    static const struct known_tag unknown = {"", ROLE_INLINE, 0};
    const struct known_tag *tag = find_tag((const char *)name);
    tag = tag ? tag : &unknown;
    html->roles[++html->depth] = (uint8_t)tag->role;
    if (html->skip_to) {
        return;
    }
    if (is_hidden(tag->role, attributes)) {
        html->skip_to = html->depth;
        return;
    }
    note_line(html);
    begin_element(html, tag, attributes);
}

static void on_end(void *user, const xmlChar *name) {
    po_html_flow *html = user;
    (void)name;
    if (html->beyond || html->depth == 0) {
        html->beyond -= html->beyond > 0;
        return;
    }
    if (!html->skip_to) {
        end_element(html, (role)html->roles[html->depth]);
    } else if (html->skip_to == html->depth) {
        html->skip_to = 0;
    }
    html->depth--;
}

static void add_lines(po_html_flow *html, const char *text, size_t size) {
    const char *end = text + size, *cut;
    while ((cut = memchr(text, '\n', (size_t)(end - text)))) {
        po_flow_text(html->flow, text, (size_t)(cut - text));
        po_flow_line(html->flow);
        text = cut + 1;
    }
    po_flow_text(html->flow, text, (size_t)(end - text));
}

static bool has_visible(const char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)text[i] > ' ') {
            return true;
        }
    }
    return false;
}

static void on_text(void *user, const xmlChar *text, int size) {
    po_html_flow *html = user;
    if (html->skip_to || size <= 0) {
        return;
    }
    note_line(html);
    html->pending_item = html->pending_item && !has_visible((const char *)text, (size_t)size);
    if (html->pre) {
        add_lines(html, (const char *)text, (size_t)size);
    } else {
        po_flow_text(html->flow, (const char *)text, (size_t)size);
    }
}

/* --- parsing --- */

static void on_mistake(void *user, const char *message, ...) PO_PRINTF(2, 3);
static void on_mistake(void *user, const char *message, ...) { /* authors' mistakes are no news */
    (void)user;
    (void)message;
}

po_html_flow *po_html_flow_create(po_flow *flow, uint32_t page, uint32_t line) {
    po_html_flow *html = calloc(1, sizeof *html);
    if (!html) {
        po_out_of_memory(sizeof *html);
    }
    html->flow = flow;
    html->page = page;
    html->line = line;
    htmlSAXHandler sax = {.startElement = on_start,
                          .endElement = on_end,
                          .characters = on_text,
                          .ignorableWhitespace = on_text,
                          .error = on_mistake,
                          .warning = on_mistake,
                          .fatalError = on_mistake};
    html->context = htmlCreatePushParserCtxt(&sax, html, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!html->context) {
        po_out_of_memory(sizeof sax);
    }
    (void)htmlCtxtUseOptions(html->context, HTML_PARSE_IGNORE_ENC | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                                HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER);
    return html;
}

void po_html_flow_destroy(po_html_flow *html) {
    if (html) {
        htmlFreeParserCtxt(html->context);
        free(html);
    }
}

static po_status judge(const po_html_flow *html, po_error *err) {
    if (html->too_deep) {
        return po_error_set(err, PO_E_LIMIT,
                            "this HTML file nests its elements more than %d deep; it is no ordinary page: save it from Word "
                            "or print it to PDF",
                            DEPTH_MAX);
    }
    return PO_OK;
}

po_status po_html_flow_feed(po_html_flow *html, const char *text, size_t size, po_error *err) {
    for (size_t at = 0; at < size && !html->too_deep;) {
        size_t piece = size - at < PIECE ? size - at : PIECE;
        (void)htmlParseChunk(html->context, text + at, (int)piece, 0);
        at += piece;
    }
    return judge(html, err);
}

po_status po_html_flow_end(po_html_flow *html, po_error *err) {
    if (!html->too_deep) {
        (void)htmlParseChunk(html->context, "", 0, 1);
    }
    return judge(html, err);
}
