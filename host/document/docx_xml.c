/* SPDX-License-Identifier: Apache-2.0
 *
 * Streaming one part through libxml2's SAX2.
 *
 * Names are compared once per spelling: libxml2 keeps every name once and hands out the same pointer, so a small cache
 * by pointer answers for all further elements.
 */
#include "document/docx_xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

enum { CACHE_SLOTS = 256, DEPTH_MAX = 300 };

typedef enum space { SPACE_W, SPACE_MC, SPACE_M, SPACE_REL } space;

static const struct known_name {
    const char *name;
    space in;
} known_names[] = {
    {"", SPACE_W},
#define KNOWN_NAME(constant, name, in) {name, SPACE_##in},
    PO_DOCX_NAMES(KNOWN_NAME)
#undef KNOWN_NAME
};

/* Both editions of the standard: "transitional", which everybody writes, and "strict". */
static const struct known_space {
    const char *uri;
    space in;
} known_spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", SPACE_W},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", SPACE_W},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", SPACE_MC},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", SPACE_M},
    {"http://purl.oclc.org/ooxml/officeDocument/math", SPACE_M},
    {"http://schemas.openxmlformats.org/package/2006/relationships", SPACE_REL},
};

typedef struct slot {
    const xmlChar *local, *uri;
    po_docx_name name;
} slot;

typedef struct parsing {
    const po_docx_handler *handler;
    po_docx_part *part;
    xmlParserCtxt *context;
    slot cache[CACHE_SLOTS];
    po_docx_name open[DEPTH_MAX];
    size_t depth;
    bool has_doctype;
    int mistake; /* libxml2's code of the first fatal one, or 0 */
    int line;
} parsing;

static po_docx_name find_name(const xmlChar *local, const xmlChar *uri) {
    for (size_t s = 0; uri && s < sizeof known_spaces / sizeof *known_spaces; s++) {
        if (strcmp((const char *)uri, known_spaces[s].uri) != 0) {
            continue;
        }
        for (size_t i = 1; i < sizeof known_names / sizeof *known_names; i++) {
            if (known_names[i].in == known_spaces[s].in && strcmp((const char *)local, known_names[i].name) == 0) {
                return (po_docx_name)i;
            }
        }
    }
    return PO_DOCX_OTHER;
}

static po_docx_name name_of(parsing *at, const xmlChar *local, const xmlChar *uri) {
    uintptr_t key = (uintptr_t)local ^ ((uintptr_t)uri << 3);
    slot *cached = &at->cache[(key ^ key >> 8 ^ key >> 16) % CACHE_SLOTS];
    if (cached->local != local || cached->uri != uri) {
        *cached = (slot){local, uri, find_name(local, uri)};
    }
    return cached->name;
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int space_count,
                     const xmlChar **spaces, int attribute_count, int defaulted, const xmlChar **attributes) {
    (void)prefix;
    (void)space_count;
    (void)spaces;
    (void)defaulted;
    parsing *at = user;
    if (at->depth >= DEPTH_MAX) {
        xmlStopParser(at->context);
        return;
    }
    po_docx_element element = {name_of(at, local, uri), (const unsigned char *const *)attributes, attribute_count};
    at->open[at->depth++] = element.name;
    at->handler->start(at->handler->user, &element);
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)local;
    (void)prefix;
    (void)uri;
    parsing *at = user;
    if (at->depth) {
        at->handler->end(at->handler->user, at->open[--at->depth]);
    }
}

static void on_text(void *user, const xmlChar *text, int size) {
    parsing *at = user;
    if (at->handler->text && size > 0) {
        at->handler->text(at->handler->user, (const char *)text, (size_t)size);
    }
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
    (void)name;
    (void)external;
    (void)system;
    parsing *at = user;
    at->has_doctype = true;
    xmlStopParser(at->context);
}

#if LIBXML_VERSION >= 21200
static void on_error(void *user, const xmlError *error) {
#else
static void on_error(void *user, xmlError *error) {
#endif
    parsing *at = user;
    if (error->level == XML_ERR_FATAL && at->mistake == 0) {
        at->mistake = error->code;
        at->line = error->line;
    }
}

static int read_bytes(void *user, char *buffer, int size) {
    return po_docx_part_read(user, buffer, size);
}

static po_status judge(const parsing *at, const char *part, int parsed, po_error *err) {
    po_status status = po_docx_part_status(at->part, err);
    if (status != PO_OK) {
        return status;
    }
    if (at->has_doctype) {
        return po_error_set(err, PO_E_INPUT,
                            "this Word file declares a document type in %s, which no Word file does and which could hide "
                            "traps: open it in Word and save it again",
                            part);
    }
    if (parsed != 0 && at->depth >= 256) {
        return po_error_set(err, PO_E_LIMIT,
                            "this Word file nests tables or other things more than 256 levels deep in %s: open it in Word and "
                            "flatten them, or give the PDF",
                            part);
    }
    if (parsed != 0) {
        return po_error_set(err, PO_E_INPUT,
                            "this Word file is damaged: line %d of %s cannot be understood (XML error %d): open it in Word "
                            "and save it again, or ask for a new copy",
                            at->line, part, at->mistake);
    }
    return PO_OK;
}

po_status po_docx_xml_read(po_docx_package *package, const char *part, const po_docx_handler *handler, po_error *err) {
    parsing at = {.handler = handler};
    po_status status = po_docx_part_open(package, part, &at.part, err);
    if (status != PO_OK) {
        return status;
    }
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text,
                         .internalSubset = on_doctype,
                         .serror = on_error};
    at.context = xmlCreateIOParserCtxt(&sax, &at, read_bytes, NULL, at.part, XML_CHAR_ENCODING_NONE);
    if (!at.context) { /* nothing could be read, or memory ran out */
        status = po_docx_part_status(at.part, err);
        status = status != PO_OK ? status : po_error_set(err, PO_E_INPUT, "this Word file is damaged: %s cannot be read", part);
        goto out;
    }
    (void)xmlCtxtUseOptions(at.context, XML_PARSE_NONET);
    int parsed = xmlParseDocument(at.context);
    status = judge(&at, part, parsed, err);
out:
    xmlFreeParserCtxt(at.context);
    po_docx_part_close(at.part);
    return status;
}

/* --- attributes --- */

const char *po_docx_attribute(const po_docx_element *element, const char *name, size_t *ret_size) {
    for (int i = 0; i < element->attribute_count; i++) {
        const unsigned char *const *each = &element->attributes[(size_t)i * 5];
        if (strcmp((const char *)each[0], name) == 0) {
            *ret_size = (size_t)(each[4] - each[3]);
            return (const char *)each[3];
        }
    }
    *ret_size = 0;
    return NULL;
}

bool po_docx_attribute_is(const po_docx_element *element, const char *name, const char *value) {
    size_t size = 0;
    const char *text = po_docx_attribute(element, name, &size);
    return text && size == strlen(value) && memcmp(text, value, size) == 0;
}

const char *po_docx_attribute_copy(po_arena *arena, const po_docx_element *element, const char *name) {
    size_t size = 0;
    const char *text = po_docx_attribute(element, name, &size);
    return text ? po_arena_copy(arena, text, size) : NULL;
}

uint32_t po_docx_attribute_number(const po_docx_element *element, const char *name, uint32_t fallback) {
    size_t size = 0;
    const char *text = po_docx_attribute(element, name, &size);
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return fallback;
        }
        number = number * 10 + (uint64_t)(text[i] - '0');
        number = number > UINT32_MAX ? UINT32_MAX : number;
    }
    return size ? (uint32_t)number : fallback;
}

bool po_docx_on(const po_docx_element *element) {
    return !po_docx_attribute_is(element, "val", "0") && !po_docx_attribute_is(element, "val", "false") &&
           !po_docx_attribute_is(element, "val", "off") && !po_docx_attribute_is(element, "val", "none");
}
