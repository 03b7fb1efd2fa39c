/* SPDX-License-Identifier: Apache-2.0
 *
 * A RELAX NG schema as patterns, for xml_schema.c only: what may stand in an element, what may
 * stand next, what is still needed. Whether a file is right is libxml2's word; this part only finds
 * out what is wrong with a wrong one.
 */
#ifndef PO_BASE_XML_GRAMMAR_H
#define PO_BASE_XML_GRAMMAR_H

#include <libxml/tree.h>

#include "base/map.h"

typedef enum po_pattern_kind {
    PO_PATTERN_NONE, /* nothing fits: RELAX NG's notAllowed */
    PO_PATTERN_EMPTY,
    PO_PATTERN_TEXT,
    PO_PATTERN_DATA,
    PO_PATTERN_VALUE,
    PO_PATTERN_LIST,
    PO_PATTERN_ATTRIBUTE,
    PO_PATTERN_ELEMENT,
    PO_PATTERN_GROUP,
    PO_PATTERN_INTERLEAVE,
    PO_PATTERN_CHOICE,
    PO_PATTERN_MORE /* one or more */
} po_pattern_kind;

typedef struct po_pattern po_pattern;
typedef PO_LIST(po_pattern *) po_patterns;

/* Invariant: patterns are never changed once another one holds them, but for what is filled in on
 * first use. */
struct po_pattern {
    po_pattern_kind kind;
    bool nullable;     /* fits where nothing stands */
    bool any_name;     /* element, attribute: every name fits */
    bool exact;        /* value: white space counts */
    bool visited;      /* element: seen by po_grammar_homes */
    const char *name;  /* element, attribute: its name; data: its type; value: the value */
    po_pattern *a, *b; /* parts; attribute, list: a is the content; data: a is what is excepted */
    const xmlNode *source; /* element, data: where it stands in the schema */
    po_pattern
        *content; /* element: filled in by po_grammar_content, for a schema may be recursive */
    po_patterns
        leaves; /* element: attributes, elements, text, data and values of the content, in order */
};

/* What happens next in the document. */
typedef struct po_event {
    po_pattern_kind kind; /* PO_PATTERN_ATTRIBUTE, PO_PATTERN_ELEMENT or PO_PATTERN_TEXT */
    const char *name;     /* of the attribute or element */
    const char *value;    /* of the attribute (NULL: whatever it is), or the text */
    bool lenient;         /* what must stand before it may be missing */
} po_event;

/* One thing that is needed: any of these leaves. */
typedef struct po_need {
    po_patterns leaves;
} po_need;
typedef PO_LIST(po_need) po_needs;

typedef struct po_grammar {
    po_arena *arena;
    po_map *defines;
    PO_LIST(xmlDoc *) included;
    po_pattern none, empty, text;
    po_pattern *start;
    unsigned depth;
    size_t patterns;
    bool given_up; /* the schema says something that is not understood here, or is too deep */
} po_grammar;

/* Reads the schema; `document` must live as long as the grammar. */
void po_grammar_init(po_grammar *grammar, po_arena *arena, const xmlDoc *document,
                     const char *path);
void po_grammar_finish(po_grammar *grammar);

/* The content of an element pattern; fills in its leaves too. */
po_pattern *po_grammar_content(po_grammar *grammar, po_pattern *element);
void po_grammar_leaves(po_grammar *grammar, po_pattern *pattern, po_patterns *leaves);

/* What is left of the pattern after the event (Brzozowski's derivative); kind PO_PATTERN_NONE if it
 * does not fit. */
po_pattern *po_grammar_derive(po_grammar *grammar, po_pattern *pattern, const po_event *event);

/* The pattern after the start tag. Attributes that are still needed make it PO_PATTERN_NONE, or
 * with `lenient` nothing. */
po_pattern *po_grammar_close(po_grammar *grammar, po_pattern *pattern, bool lenient);

/* What must still come for the pattern to be complete. Not every condition, but every one that is
 * given holds. */
void po_grammar_needs(po_grammar *grammar, po_pattern *pattern, po_needs *needs);

/* The elements and attributes that may come next. */
void po_grammar_first(po_grammar *grammar, po_pattern *pattern, po_patterns *leaves);

/* True if the text fits a content pattern (of an attribute, or of an element without child
 * elements). */
bool po_grammar_accepts(po_grammar *grammar, po_pattern *content, const char *text);

/* Map from every element name of the schema to the po_patterns of the elements that it may stand
 * in. */
po_map *po_grammar_homes(po_grammar *grammar);

/* True if the text is of the data type, with its parameters (xml_datatype.c). */
bool po_grammar_data_fits(po_grammar *grammar, const po_pattern *data, const char *text);

/* What a data pattern expects, in words: "a whole number from 1 to 12". */
const char *po_grammar_describe(po_arena *arena, const po_pattern *data);

/* Nodes of a schema: whether one is a RELAX NG element (of this name, or NULL), and the next that
 * is. */
bool po_rng_is(const xmlNode *node, const char *name);
const xmlNode *po_rng_from(const xmlNode *node);

#endif
