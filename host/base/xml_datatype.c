/* SPDX-License-Identifier: Apache-2.0
 *
 * The data types of a RELAX NG schema: whether a text is of one, and what one is in words.
 *
 * Why the judging is libxml2's: the same code decides at the gate, so that nothing is called a
 * mistake that the gate lets pass. The words are ours: "a whole number from 1 to 12".
 */
#include <libxml/schemasInternals.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "base/xml_grammar.h"

static const char rng_namespace[] = "http://relaxng.org/ns/structure/1.0";
static const char xsd_namespace[] = "http://www.w3.org/2001/XMLSchema";

bool po_rng_is(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && node->ns &&
           strcmp((const char *)node->ns->href, rng_namespace) == 0 &&
           (!name || strcmp((const char *)node->name, name) == 0);
}

const xmlNode *po_rng_from(const xmlNode *node) {
    while (node && !po_rng_is(node, NULL)) {
        node = node->next;
    }
    return node;
}

/* A parameter of a data pattern: its name and text. */
typedef struct parameter {
    const char *name, *text;
} parameter;

static bool next_parameter(po_arena *arena, const xmlNode **cursor, parameter *ret_parameter) {
    const xmlNode *node = po_rng_from(*cursor);
    while (node && !po_rng_is(node, "param")) {
        node = po_rng_from(node->next);
    }
    if (!node) {
        return false;
    }
    const char *name = po_xml_attribute(arena, node, "name");
    *ret_parameter = (parameter){name ? name : "", po_xml_text(arena, node)};
    *cursor = node->next;
    return true;
}

static xmlSchemaTypeType facet_of(const char *name) {
    static const struct {
        const char *name;
        xmlSchemaTypeType facet;
    } facets[] = {
        {"pattern", XML_SCHEMA_FACET_PATTERN},
        {"minInclusive", XML_SCHEMA_FACET_MININCLUSIVE},
        {"maxInclusive", XML_SCHEMA_FACET_MAXINCLUSIVE},
        {"minExclusive", XML_SCHEMA_FACET_MINEXCLUSIVE},
        {"maxExclusive", XML_SCHEMA_FACET_MAXEXCLUSIVE},
        {"length", XML_SCHEMA_FACET_LENGTH},
        {"minLength", XML_SCHEMA_FACET_MINLENGTH},
        {"maxLength", XML_SCHEMA_FACET_MAXLENGTH},
        {"totalDigits", XML_SCHEMA_FACET_TOTALDIGITS},
        {"fractionDigits", XML_SCHEMA_FACET_FRACTIONDIGITS},
    };
    for (size_t i = 0; i < sizeof facets / sizeof *facets; i++) {
        if (strcmp(facets[i].name, name) == 0) {
            return facets[i].facet;
        }
    }
    return (xmlSchemaTypeType)0;
}

/* One parameter, judged by the same code of libxml2 that the gate uses. A parameter it cannot judge
 * is not held against the text. */
static bool facet_fits(xmlSchemaType *type, xmlSchemaVal *value, const char *text,
                       const parameter *limit) {
    xmlSchemaTypeType kind = facet_of(limit->name);
    xmlSchemaFacet *facet = kind ? xmlSchemaNewFacet() : NULL;
    if (!facet) {
        return true;
    }
    facet->type = kind;
    facet->value = (const xmlChar *)limit->text;
    bool fits = xmlSchemaCheckFacet(facet, type, NULL, NULL) != 0 ||
                xmlSchemaValidateFacet(type, facet, (const xmlChar *)text, value) == 0;
    facet->value = NULL;
    xmlSchemaFreeFacet(facet);
    return fits;
}

bool po_grammar_data_fits(po_grammar *grammar, const po_pattern *data, const char *text) {
    xmlSchemaType *type =
        xmlSchemaGetPredefinedType((const xmlChar *)data->name, (const xmlChar *)xsd_namespace);
    xmlSchemaVal *value = NULL;
    if (!type) {
        return true; /* "string" and "token" of RELAX NG itself, or a type that is not known here */
    }
    bool fits = xmlSchemaValPredefTypeNode(type, (const xmlChar *)text, &value, NULL) == 0;
    const xmlNode *cursor = data->source->children;
    parameter each;
    while (fits && next_parameter(grammar->arena, &cursor, &each)) {
        fits = facet_fits(type, value, text, &each);
    }
    if (value) {
        xmlSchemaFreeValue(value);
    }
    return fits && !(data->a && po_grammar_accepts(grammar, data->a, text));
}

static const char *type_in_words(const char *type) {
    static const struct {
        const char *type, *words;
    } types[] = {
        {"integer", "a whole number"},
        {"int", "a whole number"},
        {"long", "a whole number"},
        {"short", "a whole number"},
        {"nonNegativeInteger", "a whole number, 0 or more"},
        {"unsignedInt", "a whole number, 0 or more"},
        {"positiveInteger", "a whole number, 1 or more"},
        {"decimal", "a number"},
        {"double", "a number"},
        {"date", "a date such as 2026-06-30"},
        {"gYear", "a year such as 2026"},
        {"boolean", "true or false"},
        {"anyURI", "a web address"},
        {"ID", "a name (letters, digits, '-', '_', '.'; a letter first)"},
        {"IDREF", "a name (letters, digits, '-', '_', '.'; a letter first)"},
        {"NCName", "a name (letters, digits, '-', '_', '.'; a letter first)"},
        {"NMTOKEN", "a word (letters, digits, '-', '_', '.', ':')"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(types[i].type, type) == 0) {
            return types[i].words;
        }
    }
    return "text";
}

static const char *parameter_in_words(const char *name) {
    static const struct {
        const char *name, *words;
    } parameters[] = {
        {"pattern", "of the form"},   {"minInclusive", "from"},
        {"maxInclusive", "to"},       {"minExclusive", "above"},
        {"maxExclusive", "below"},    {"length", "of exactly"},
        {"minLength", "of at least"}, {"maxLength", "of at most"},
        {"totalDigits", "digits:"},   {"fractionDigits", "digits after the point at most:"},
    };
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++) {
        if (strcmp(parameters[i].name, name) == 0) {
            return parameters[i].words;
        }
    }
    return name;
}

const char *po_grammar_describe(po_arena *arena, const po_pattern *data) {
    const char *words = type_in_words(data->name);
    const xmlNode *cursor = data->source->children;
    bool plain = true;
    parameter each;
    while (next_parameter(arena, &cursor, &each)) {
        const char *unit = strstr(each.name, "ength") ? " characters" : "";
        words = po_arena_printf(arena, "%s %s %s%s", words, parameter_in_words(each.name),
                                each.text, unit);
        plain = false;
    }
    words = plain && strcmp(words, "a number") == 0 ? "a number such as 12.50" : words;
    bool excepted = data->a && data->a->kind == PO_PATTERN_VALUE;
    return excepted ? po_arena_printf(arena, "%s other than %s", words, data->a->name) : words;
}
