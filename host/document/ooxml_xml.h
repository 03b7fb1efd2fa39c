/* SPDX-License-Identifier: Apache-2.0
 *
 * One XML part of a Word file or workbook, streamed: events with names already told apart, no tree.
 *
 * Why SAX and not a tree or the reader interface: a part of 100 MB must not become a gigabyte, and a reader builds and
 * frees a node for each event, which costs as much again as parsing. Document types are refused (they could define
 * entities), nothing external is fetched, and libxml2's own limits stay on: 256 levels, 10 MB for one attribute.
 */
#ifndef PO_DOCUMENT_OOXML_XML_H
#define PO_DOCUMENT_OOXML_XML_H

#include "base/text.h"
#include "document/ooxml_package.h"

/* The vocabularies that elements come from, each in both editions of the standard where there are two. */
typedef enum po_ooxml_space {
    PO_OOXML_W,  /* text of Word */
    PO_OOXML_S,  /* sheets of Excel */
    PO_OOXML_MC, /* what to do with what a program does not know */
    PO_OOXML_M,  /* formulas of Word */
    PO_OOXML_REL /* relationships between parts */
} po_ooxml_space;

typedef struct po_ooxml_known {
    const char *name;
    po_ooxml_space in;
} po_ooxml_known;

/* Elements that mean something to a reader: their indexes are the names that its handler gets. Item 0 stands for all
 * others. */
typedef struct po_ooxml_vocabulary {
    const po_ooxml_known *items;
    size_t count;
} po_ooxml_vocabulary;

/* Borrowed until the event returns. */
typedef struct po_ooxml_element {
    int name;
    const unsigned char *const *attributes; /* libxml2's: local name, prefix, URI, value, end of value */
    int attribute_count;
} po_ooxml_element;

typedef struct po_ooxml_handler {
    void *user;
    void (*start)(void *user, const po_ooxml_element *element);
    void (*end)(void *user, int name);
    void (*text)(void *user, const char *text, size_t size); /* may come in pieces; NULL: not wanted */
} po_ooxml_handler;

/* Reads a part to its end. Errors: PO_E_INPUT or PO_E_LIMIT with a sentence. */
PO_NODISCARD po_status po_ooxml_read(po_ooxml_package *package, const char *part, const po_ooxml_vocabulary *vocabulary,
                                     const po_ooxml_handler *handler, po_error *err);

/* The same piece by piece. `part`, `vocabulary` and `handler` outlive the stream; the caller closes it, before the
 * package. */
typedef struct po_ooxml_stream po_ooxml_stream;
PO_NODISCARD po_status po_ooxml_stream_open(po_ooxml_package *package, const char *part,
                                            const po_ooxml_vocabulary *vocabulary, const po_ooxml_handler *handler,
                                            po_ooxml_stream **ret_stream, po_error *err);
/* Pieces end behind the last `mark` in them, if there is one: so that what a piece gives is whole ("row>"). `mark`
 * outlives the stream. */
void po_ooxml_stream_cut(po_ooxml_stream *stream, const char *mark);
/* Events of the next few kilobytes. `ret_more` is false when the part has ended. Errors as above. */
PO_NODISCARD po_status po_ooxml_stream_step(po_ooxml_stream *stream, bool *ret_more, po_error *err);
void po_ooxml_stream_close(po_ooxml_stream *stream); /* accepts NULL */

/* An attribute by its local name. The text is not NUL-terminated; NULL and 0 if there is none. */
const char *po_ooxml_attribute(const po_ooxml_element *element, const char *name, size_t *ret_size);
bool po_ooxml_attribute_is(const po_ooxml_element *element, const char *name, const char *value);

/* A copy in the arena; NULL if there is none. */
const char *po_ooxml_attribute_copy(po_arena *arena, const po_ooxml_element *element, const char *name);

/* A whole number of 0 or more; one too large gives UINT32_MAX, anything else `fallback`. */
uint32_t po_ooxml_attribute_number(const po_ooxml_element *element, const char *name, uint32_t fallback);

/* A switch as XML Schema writes them: "1" or "true". */
bool po_ooxml_attribute_true(const po_ooxml_element *element, const char *name);

#endif
