/* SPDX-License-Identifier: Apache-2.0
 *
 * Streaming one part through libxml2's SAX2, pushed in pieces so that a caller can stop between two of them.
 *
 * Names are compared once per spelling: libxml2 keeps every name once and hands out the same pointer, so a small cache
 * by pointer answers for all further elements.
 */
#include "document/ooxml_xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

enum {
    CACHE_SLOTS = 256,
    DEPTH_MAX = 300,
    PIECE = 16 << 10,  /* bytes between two looks at what came out */
    ENCODING_BYTES = 4 /* libxml2 tells encodings apart by these */
};

static const struct known_space {
    const char *uri;
    po_ooxml_space in;
} known_spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", PO_OOXML_W},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", PO_OOXML_W},
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", PO_OOXML_S},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", PO_OOXML_S},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", PO_OOXML_MC},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", PO_OOXML_M},
    {"http://purl.oclc.org/ooxml/officeDocument/math", PO_OOXML_M},
    {"http://schemas.openxmlformats.org/package/2006/relationships", PO_OOXML_REL},
};

typedef struct slot {
    const xmlChar *local, *uri;
    int name;
} slot;

struct po_ooxml_stream {
    const po_ooxml_vocabulary *vocabulary;
    po_ooxml_handler handler;
    po_ooxml_package *package;
    const char *name;
    po_ooxml_part *part;
    xmlParserCtxt *context;
    slot cache[CACHE_SLOTS];
    int open[DEPTH_MAX];
    size_t depth;
    bool has_doctype;
    int mistake; /* libxml2's code of the first fatal one, or 0 */
    int line;
    const char *mark; /* pieces end behind it, or NULL */
    char piece[PIECE];
    size_t held;  /* bytes in it, not yet parsed */
    size_t signs; /* of attributes, since the last '<' */
};

static int find_name(const po_ooxml_vocabulary *vocabulary, const xmlChar *local, const xmlChar *uri) {
    for (size_t s = 0; uri && s < sizeof known_spaces / sizeof *known_spaces; s++) {
        if (strcmp((const char *)uri, known_spaces[s].uri) != 0) {
            continue;
        }
        for (size_t i = 1; i < vocabulary->count; i++) {
            const po_ooxml_known *known = &vocabulary->items[i];
            if (known->in == known_spaces[s].in && strcmp((const char *)local, known->name) == 0) {
                return (int)i;
            }
        }
    }
    return 0;
}

static int name_of(po_ooxml_stream *at, const xmlChar *local, const xmlChar *uri) {
    uintptr_t key = (uintptr_t)local ^ ((uintptr_t)uri << 3);
    slot *cached = &at->cache[(key ^ key >> 8 ^ key >> 16) % CACHE_SLOTS];
    if (cached->local != local || cached->uri != uri) {
        *cached = (slot){local, uri, find_name(at->vocabulary, local, uri)};
    }
    return cached->name;
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int space_count,
                     const xmlChar **spaces, int attribute_count, int defaulted, const xmlChar **attributes) {
    (void)prefix;
    (void)space_count;
    (void)spaces;
    (void)defaulted;
    po_ooxml_stream *at = user;
    if (at->depth >= DEPTH_MAX) {
        xmlStopParser(at->context);
        return;
    }
    po_ooxml_element element = {name_of(at, local, uri), (const unsigned char *const *)attributes, attribute_count};
    at->open[at->depth++] = element.name;
    at->handler.start(at->handler.user, &element);
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)local;
    (void)prefix;
    (void)uri;
    po_ooxml_stream *at = user;
    if (at->depth) {
        at->handler.end(at->handler.user, at->open[--at->depth]);
    }
}

static void on_text(void *user, const xmlChar *text, int size) {
    po_ooxml_stream *at = user;
    if (at->handler.text && size > 0) {
        at->handler.text(at->handler.user, (const char *)text, (size_t)size);
    }
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
    (void)name;
    (void)external;
    (void)system;
    po_ooxml_stream *at = user;
    at->has_doctype = true;
    xmlStopParser(at->context);
}

#if LIBXML_VERSION >= 21200
static void on_error(void *user, const xmlError *error) {
#else
static void on_error(void *user, xmlError *error) {
#endif
    po_ooxml_stream *at = user;
    if (error->level == XML_ERR_FATAL && at->mistake == 0) {
        at->mistake = error->code;
        at->line = error->line;
    }
}

static po_status judge(const po_ooxml_stream *at, int parsed, po_error *err) {
    const po_ooxml_family *family = po_ooxml_package_family(at->package);
    po_status status = po_ooxml_part_status(at->part, err);
    if (status != PO_OK) {
        return status;
    }
    if (at->has_doctype) {
        return po_error_set(err, PO_E_INPUT,
                            "this %s declares a document type in %s, which no %s does and which could hide "
                            "traps: open it in %s and save it again",
                            family->noun, at->name, family->noun, family->program);
    }
    if (parsed != 0 && at->depth >= 256) {
        return po_error_set(err, PO_E_LIMIT,
                            "this %s nests tables or other things more than 256 levels deep in %s: open it in %s and "
                            "flatten them, or give the PDF",
                            family->noun, at->name, family->program);
    }
    if (parsed != 0) {
        return po_error_set(err, PO_E_INPUT,
                            "this %s is damaged: line %d of %s cannot be understood (XML error %d): open it in %s "
                            "and save it again, or ask for a new copy",
                            family->noun, at->line, at->name, at->mistake ? at->mistake : parsed, family->program);
    }
    return PO_OK;
}

static po_status create_parser(po_ooxml_stream *at, po_error *err) {
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text,
                         .internalSubset = on_doctype,
                         .serror = on_error};
    char first[ENCODING_BYTES];
    int size = 0;
    for (int got = 1; got > 0 && size<ENCODING_BYTES; size += got> 0 ? got : 0) {
        got = po_ooxml_part_read(at->part, first + size, ENCODING_BYTES - size);
    }
    po_status status = po_ooxml_part_status(at->part, err);
    if (status != PO_OK) {
        return status;
    }
    at->context = xmlCreatePushParserCtxt(&sax, at, first, size, NULL);
    if (!at->context) {
        po_out_of_memory(sizeof(xmlParserCtxt));
    }
    /* NOENT: "&amp;" in an attribute is '&' and not "&#38;". There are no other entities: a document type, which could
     * define some, stops the parser. */
    (void)xmlCtxtUseOptions(at->context, XML_PARSE_NONET | XML_PARSE_NOENT);
    return PO_OK;
}

po_status po_ooxml_stream_open(po_ooxml_package *package, const char *part, const po_ooxml_vocabulary *vocabulary,
                               const po_ooxml_handler *handler, po_ooxml_stream **ret_stream, po_error *err) {
    po_ooxml_stream *at = calloc(1, sizeof *at);
    if (!at) {
        po_out_of_memory(sizeof *at);
    }
    at->vocabulary = vocabulary;
    at->handler = *handler;
    at->package = package;
    at->name = part;
    po_status status = po_ooxml_part_open(package, part, &at->part, err);
    if (status == PO_OK) {
        status = create_parser(at, err);
    }
    if (status != PO_OK) {
        po_ooxml_stream_close(at);
        return status;
    }
    *ret_stream = at;
    return PO_OK;
}

void po_ooxml_stream_cut(po_ooxml_stream *stream, const char *mark) {
    stream->mark = mark;
}

/* How much of the piece to parse: up to behind the last mark, else all. */
static size_t cut_piece(const po_ooxml_stream *at) {
    size_t length = at->mark ? strlen(at->mark) : 0;
    for (size_t end = at->held; length && end >= length; end--) {
        if (at->piece[end - 1] == at->mark[length - 1] && memcmp(at->piece + end - length, at->mark, length) == 0) {
            return end;
        }
    }
    return at->held;
}

static size_t count_signs(const char *text, size_t size) {
    size_t count = 0;
    for (size_t i = 1; i < size; i++) {
        count += text[i - 1] == '=' && (text[i] == '"' || text[i] == '\'');
    }
    return count;
}

/* libxml2 compares every attribute of an element with every other. No '<' stands in a tag, so what matters is a run
 * without one that goes on from piece to piece. */
static po_status watch_attributes(po_ooxml_stream *at, size_t size, po_error *err) {
    const po_ooxml_family *family = po_ooxml_package_family(at->package);
    const char *first = memchr(at->piece, '<', size), *last = memrchr(at->piece, '<', size);
    at->signs += count_signs(at->piece, first ? (size_t)(first - at->piece) : size);
    if (at->signs > PO_LIMIT_TAG_ATTRIBUTES) {
        return po_error_set(
            err, PO_E_LIMIT,
            "an element in %s of this %s has more than %zu attributes, as none has: open it in %s and save it again",
            at->name, family->noun, PO_LIMIT_TAG_ATTRIBUTES, family->program);
    }
    if (last) {
        at->signs = count_signs(last, size - (size_t)(last - at->piece));
    }
    return PO_OK;
}

po_status po_ooxml_stream_step(po_ooxml_stream *stream, bool *ret_more, po_error *err) {
    int got = po_ooxml_part_read(stream->part, stream->piece + stream->held, (int)(PIECE - stream->held));
    stream->held += got > 0 ? (size_t)got : 0;
    size_t size = got > 0 ? cut_piece(stream) : stream->held;
    po_status status = watch_attributes(stream, size, err);
    if (status != PO_OK) {
        return status;
    }
    int parsed = got < 0 ? 0 : xmlParseChunk(stream->context, stream->piece, (int)size, got == 0);
    stream->held -= size;
    memmove(stream->piece, stream->piece + size, stream->held);
    *ret_more = got > 0;
    return got < 0 || parsed != 0 || stream->has_doctype ? judge(stream, parsed, err) : PO_OK;
}

void po_ooxml_stream_close(po_ooxml_stream *stream) {
    if (stream) {
        xmlFreeParserCtxt(stream->context);
        po_ooxml_part_close(stream->part);
        free(stream);
    }
}

po_status po_ooxml_read(po_ooxml_package *package, const char *part, const po_ooxml_vocabulary *vocabulary,
                        const po_ooxml_handler *handler, po_error *err) {
    po_ooxml_stream *stream = NULL;
    po_status status = po_ooxml_stream_open(package, part, vocabulary, handler, &stream, err);
    for (bool more = true; status == PO_OK && more;) {
        status = po_ooxml_stream_step(stream, &more, err);
    }
    po_ooxml_stream_close(stream);
    return status;
}

/* --- attributes --- */

const char *po_ooxml_attribute(const po_ooxml_element *element, const char *name, size_t *ret_size) {
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

bool po_ooxml_attribute_is(const po_ooxml_element *element, const char *name, const char *value) {
    size_t size = 0;
    const char *text = po_ooxml_attribute(element, name, &size);
    return text && size == strlen(value) && memcmp(text, value, size) == 0;
}

const char *po_ooxml_attribute_copy(po_arena *arena, const po_ooxml_element *element, const char *name) {
    size_t size = 0;
    const char *text = po_ooxml_attribute(element, name, &size);
    return text ? po_arena_copy(arena, text, size) : NULL;
}

uint32_t po_ooxml_attribute_number(const po_ooxml_element *element, const char *name, uint32_t fallback) {
    size_t size = 0;
    const char *text = po_ooxml_attribute(element, name, &size);
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

bool po_ooxml_attribute_true(const po_ooxml_element *element, const char *name) {
    return po_ooxml_attribute_is(element, name, "1") || po_ooxml_attribute_is(element, name, "true");
}
