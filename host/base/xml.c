/* SPDX-License-Identifier: Apache-2.0
 *
 * Installed XML: loading and reading.
 *
 * Why a wrapper: the same options everywhere (no network, no DTD, no entities, UTF-8 only, capped),
 * errors captured per call instead of printed, and told in words that an author of a program file
 * understands. A file with a DOCTYPE is refused before its declarations are read. Not handled:
 * namespaces (our formats have none), writing.
 */
#include "base/xml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/xml_schema.h"

/* What is known while one file is being parsed; the parser context's _private. */
typedef struct parsing {
    po_diagnostics *diagnostics;
    const char *name;
    size_t mistakes;
} parsing;

static void place_of(char out[32], int line, int column) {
    if (column > 0) {
        snprintf(out, 32, "%d:%d", line, column);
    } else {
        snprintf(out, 32, "%d", line);
    }
}

/* --- malformed XML --- */

/* Mistakes that need no name from the file: what the parser saw, and what was expected there. */
static const char *plain_sentence(int code) {
    switch (code) {
    case XML_ERR_DOCUMENT_EMPTY:
        return "the file is empty or does not begin with '<'";
    case XML_ERR_DOCUMENT_END:
        return "something stands after the end of the root element; a file has one root element "
               "and nothing after it";
    case XML_ERR_NAME_REQUIRED:
        return "a name was expected; a plain '&' in text is written '&amp;', a plain '<' is "
               "written '&lt;'";
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
        return "';' was expected after '&' and a name; a plain '&' in text is written '&amp;'";
    case XML_ERR_LT_IN_ATTRIBUTE:
        return "'<' stands in an attribute value; write '&lt;', or close the value with a "
               "quotation mark before it";
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
        return "a quotation mark was expected before the attribute value";
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
        return "a quotation mark was expected at the end of the attribute value";
    case XML_ERR_SPACE_REQUIRED:
        return "a space was expected before the next attribute";
    case XML_ERR_INVALID_CHAR:
        return "a character stands here that XML does not allow, such as a control character";
    case XML_ERR_COMMENT_NOT_FINISHED:
        return "a comment is not closed; '-->' was expected";
    case XML_ERR_HYPHEN_IN_COMMENT:
        return "'--' stands inside a comment, which XML does not allow";
    case XML_ERR_CDATA_NOT_FINISHED:
        return "a CDATA section is not closed; ']]>' was expected";
    case XML_ERR_MISPLACED_CDATA_END:
        return "']]>' stands in text; write ']]&gt;'";
    case XML_ERR_RESERVED_XML_NAME:
        return "the XML declaration stands after the beginning of the file; it must be the very "
               "first thing";
    case XML_ERR_INVALID_CHARREF:
    case XML_ERR_INVALID_DEC_CHARREF:
    case XML_ERR_INVALID_HEX_CHARREF:
        return "a character reference ('&#...;') is not one that XML allows";
    default:
        return NULL;
    }
}

static const char *or_what(const char *text) {
    return text ? text : "?";
}

/* The line on which libxml2 says an element was opened; 0 if its message holds none. */
static int line_in_message(const char *message) {
    const char *found = message ? strstr(message, " line ") : NULL;
    int line = 0;
    for (found = found ? found + 6 : ""; *found >= '0' && *found <= '9' && line < 100000000;
         found++) {
        line = line * 10 + (*found - '0');
    }
    return line;
}

static void add_malformed(parsing *state, const char *place, const char *format, ...)
    PO_PRINTF(3, 4);

static void add_malformed(parsing *state, const char *place, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    char *valid = text; /* a name cut by the end of `text` must not leave half a character */
    for (size_t size = strlen(text); size > 0 && !po_utf8_valid(text, size); size--) {
        valid[size - 1] = '\0';
    }
    po_diagnose(state->diagnostics, PO_ERROR, "XML-001", state->name, place, "%s", text);
}

/* libxml2's own words, for what has no sentence of ours: one line, without its full stop or line
 * end. */
static void diagnose_other(parsing *state, const char *place, const char *message) {
    if (message && strstr(message, "Excessive depth")) {
        add_malformed(state, place, "elements are nested too deep; at most 256 levels are read");
        return;
    }
    size_t size = message ? strcspn(message, "\r\n") : 0;
    add_malformed(state, place, "this is not well-formed XML: %.*s", (int)size,
                  message ? message : "");
}

static void diagnose_malformed(parsing *state, po_xml_error error) {
    char place[32];
    place_of(place, error->line, error->int2);
    int opened = line_in_message(error->message);
    const char *plain = plain_sentence(error->code);
    if (plain) {
        add_malformed(state, place, "%s", plain);
        return;
    }
    switch (error->code) {
    case XML_ERR_TAG_NAME_MISMATCH: /* the found name last: it may be so long that it is cut */
        add_malformed(state, place,
                      "'</%s>' was expected, for the element opened on line %d; found '</%s>'",
                      or_what(error->str1), opened, or_what(error->str2));
        break;
    case XML_ERR_TAG_NOT_FINISHED:
        add_malformed(
            state, place,
            "the file ends before element '%s', opened on line %d, is closed; '</%s>' was expected",
            or_what(error->str1), opened, or_what(error->str1));
        break;
    case XML_ERR_GT_REQUIRED:
        add_malformed(state, place, "a tag is not closed; '>' was expected");
        break;
    case XML_ERR_ATTRIBUTE_REDEFINED:
        add_malformed(state, place, "attribute '%s' is given twice in one element",
                      or_what(error->str1));
        break;
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
        add_malformed(state, place, "attribute '%s' has no value; '=\"...\"' was expected after it",
                      or_what(error->str1));
        break;
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
        add_malformed(state, place, "'%s:%s' has a prefix; these files have none: remove it",
                      or_what(error->str1), or_what(error->str2));
        break;
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
        add_malformed(
            state, place,
            "'&%s;' is not known in XML; write the character itself or its number ('&#160;')",
            or_what(error->str1));
        break;
    default:
        diagnose_other(state, place, error->message);
    }
}

/* Only the first is told: what libxml2 says after it are consequences. */
static void on_parse_error(void *user, po_xml_error error) {
    xmlParserCtxt *context = user;
    parsing *state = context->_private;
    if (error->level >= XML_ERR_ERROR && error->code != XML_ERR_USER_STOP &&
        state->mistakes++ == 0) {
        diagnose_malformed(state, error);
    }
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system) {
    (void)name;
    (void)external;
    (void)system;
    xmlParserCtxt *context = user;
    parsing *state = context->_private;
    if (state->mistakes++ == 0) {
        char place[32];
        place_of(place, xmlSAX2GetLineNumber(context), 0);
        po_diagnose(state->diagnostics, PO_ERROR, "XML-002", state->name, place,
                    "the file has a DOCTYPE; it is not allowed here, because it could define "
                    "entities: remove the line");
    }
    xmlStopParser(context);
}

/* --- bytes --- */

/* Says where the first byte is that is not UTF-8. */
static void diagnose_encoding(parsing *state, const char *data, size_t size) {
    int line = 1, column = 1;
    unsigned char found = 0;
    for (size_t i = 0; i < size;) {
        size_t start = i;
        uint32_t code = po_utf8_next(data, size, &i);
        found = (unsigned char)data[start];
        if (found == 0 || (code == 0xFFFD && i - start == 1)) {
            break;
        }
        column = code == '\n' ? 1 : column + 1;
        line += code == '\n';
    }
    char place[32];
    place_of(place, line, column);
    state->mistakes++;
    po_diagnose(state->diagnostics, PO_ERROR, "XML-003", state->name, place,
                "the file is not UTF-8 text (byte 0x%02X); save it with the encoding UTF-8",
                (unsigned)found);
}

/* An encoding other than UTF-8 named in the first line would be a lie, since the bytes are UTF-8.
 */
static void check_declared_encoding(parsing *state, const xmlDoc *document) {
    const char *encoding = document ? (const char *)document->encoding : NULL;
    if (encoding && strcmp(encoding, "UTF-8") != 0 && strcmp(encoding, "utf-8") != 0) {
        state->mistakes++;
        po_diagnose(state->diagnostics, PO_ERROR, "XML-003", state->name, "1",
                    "the XML declaration says encoding=\"%s\"; only \"UTF-8\" is read", encoding);
    }
}

static xmlDoc *parse_bytes(parsing *state, const char *data, size_t size) {
    xmlParserCtxt *context = xmlNewParserCtxt();
    if (!context) {
        po_out_of_memory(sizeof *context);
    }
    context->_private = state;
    context->sax->serror = on_parse_error;
    context->sax->internalSubset = on_doctype;
    const int options = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES
#if LIBXML_VERSION >= 21300
                        | XML_PARSE_NO_XXE
#endif
        ;
    xmlDoc *document = xmlCtxtReadMemory(context, data, (int)size, state->name, NULL, options);
    check_declared_encoding(state, document);
    xmlFreeParserCtxt(context);
    return document;
}

/* --- loading --- */

/* The one sentence that stands for all the mistakes. `before` is how many diagnostics there were.
 */
static void refuse_file(const parsing *state, size_t before, po_error *err) {
    const po_diagnostics *all = state->diagnostics;
    if (all->list.count <= before) { /* the list was full */
        po_error_set(err, PO_E_CONFIG, "%s does not follow its format", state->name);
        return;
    }
    const po_diagnostic *first = &all->list.items[before];
    const char *place = first->place ? first->place : "1";
    size_t more = all->list.count - before - 1;
    if (more == 0) {
        po_error_set(err, PO_E_CONFIG, "%s:%s: %s", state->name, place, first->text);
        return;
    }
    po_error_set(err, PO_E_CONFIG, "%s:%s: %s (and %zu more mistake%s)", state->name, place,
                 first->text, more, more == 1 ? "" : "s");
}

/* The document if it is well-formed and passes the schema; else NULL, and the error is set. */
static xmlDoc *read_document(po_arena *arena, parsing *state, const char *data, size_t size,
                             const char *schema_path, po_error *err) {
    size_t before = state->diagnostics->list.count;
    xmlDoc *document = NULL;
    po_status status = PO_OK;
    po_error inner = {0};
    if (!po_utf8_valid(data, size)) {
        diagnose_encoding(state, data, size);
    } else {
        document = parse_bytes(state, data, size);
    }
    if (!document || state->mistakes) {
        status = PO_E_CONFIG;
    } else if (schema_path) {
        status =
            po_xml_schema_check(arena, document, schema_path, state->name, state->diagnostics, &inner);
    }
    if (status == PO_OK) {
        return document;
    }
    if (inner.text[0]) {
        po_error_set(err, status, "%s", inner.text);
    } else {
        refuse_file(state, before, err);
    }
    xmlFreeDoc(document);
    return NULL;
}

po_status po_xml_parse(po_arena *arena, const char *data, size_t size, const char *name,
                       const char *schema_path, po_diagnostics *diagnostics, po_xml *ret_xml,
                       po_error *err) {
    if (size > PO_LIMIT_CONFIG_BYTES) {
        return po_error_set(err, PO_E_LIMIT,
                            "%s is %zu bytes long; an XML file of at most %zu bytes is read", name,
                            size, PO_LIMIT_CONFIG_BYTES);
    }
    po_diagnostics own; /* a caller who wants no list still gets the sentence */
    po_diagnostics_init(&own, arena);
    po_error inner = {0};
    parsing state = {.diagnostics = diagnostics ? diagnostics : &own, .name = name};
    xmlDoc *document = read_document(arena, &state, data, size, schema_path, &inner);
    if (!document) {
        return po_error_set(err, inner.status, "%s", inner.text);
    }
    *ret_xml = (po_xml){.document = document, .path = po_arena_dup(arena, name)};
    return PO_OK;
}

po_status po_xml_load(po_arena *arena, const char *path, const char *schema_path,
                      po_diagnostics *diagnostics, po_xml *ret_xml, po_error *err) {
    char *data = NULL;
    size_t size = 0;
    po_status status = po_file_read(arena, path, PO_LIMIT_CONFIG_BYTES, &data, &size, err);
    if (status != PO_OK) {
        return status;
    }
    return po_xml_parse(arena, data, size, path, schema_path, diagnostics, ret_xml, err);
}

void po_xml_finish(po_xml *xml) {
    if (xml) {
        xmlFreeDoc(xml->document);
        *xml = (po_xml){0};
    }
}

/* --- reading the tree --- */

static const xmlNode *first_element(const xmlNode *node, const char *name) {
    while (node && (node->type != XML_ELEMENT_NODE ||
                    (name && strcmp((const char *)node->name, name) != 0))) {
        node = node->next;
    }
    return node;
}

const xmlNode *po_xml_child(const xmlNode *parent, const char *name) {
    return parent ? first_element(parent->children, name) : NULL;
}

const xmlNode *po_xml_next(const xmlNode *node, const char *name) {
    return node ? first_element(node->next, name) : NULL;
}

const char *po_xml_name(const xmlNode *node) {
    return (const char *)node->name;
}

/* The value as the parser left it: without entities it is one text node, or none for "". NULL: no
 * such attribute. */
static const char *attribute_value(const xmlNode *node, const char *name) {
    for (const xmlAttr *each = node ? node->properties : NULL; each; each = each->next) {
        if (strcmp((const char *)each->name, name) == 0) {
            const char *value = each->children ? (const char *)each->children->content : NULL;
            return value ? value : "";
        }
    }
    return NULL;
}

const char *po_xml_attribute(po_arena *arena, const xmlNode *node, const char *name) {
    return po_arena_dup(arena, attribute_value(node, name));
}

long po_xml_attribute_long(const xmlNode *node, const char *name, long fallback) {
    const char *text = attribute_value(node, name);
    if (!text) {
        return fallback;
    }
    bool negative = *text == '-';
    text += negative;
    if (!*text) {
        return fallback;
    }
    long number = 0;
    for (; *text; text++) {
        long digit = *text - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, negative ? -digit : digit, &number)) {
            return fallback;
        }
    }
    return number;
}

bool po_xml_attribute_yes(const xmlNode *node, const char *name, bool fallback) {
    const char *text = attribute_value(node, name);
    if (!text) {
        return fallback;
    }
    return strcmp(text, "yes") == 0 || (strcmp(text, "no") != 0 && fallback);
}

const char *po_xml_text(po_arena *arena, const xmlNode *node) {
    xmlChar *content = node ? xmlNodeGetContent(node) : NULL;
    const char *text = content ? po_text_squeeze(arena, (const char *)content) : "";
    xmlFree(content);
    return text;
}

int po_xml_line(const xmlNode *node) {
    long line = node ? xmlGetLineNo(node) : 0;
    return line > 0 ? (int)line : 0;
}
