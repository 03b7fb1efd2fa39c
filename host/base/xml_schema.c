/* SPDX-License-Identifier: Apache-2.0
 *
 * RELAX NG as the gate for installed XML.
 *
 * Why two passes: libxml2 decides; when it refuses, xml_mistakes.c finds out why. Should that find
 * nothing, one sentence says so honestly and gives libxml2's line. libxml2's own messages reach
 * the user only if the schema is at fault.
 */
#include "base/xml_schema.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"

/* The first thing that libxml2 says. */
typedef struct verdict {
    int line;
    char text[200];
} verdict;

static void on_error(void *user, po_xml_error error) {
    verdict *first = user;
    if (!first->line) {
        const char *text = error->message ? error->message : "";
        first->line = error->line > 0 ? error->line : 1;
        snprintf(first->text, sizeof first->text, "%.*s", (int)strcspn(text, "\r\n"), text);
    }
}

/* 0 if the document passes; -1 with the verdict if the schema is at fault. */
static int validate(xmlDoc *document, xmlDoc *schema_document, verdict *first) {
    int result = -1;
    xmlRelaxNGValidCtxt *validation = NULL;
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewDocParserCtxt(schema_document); /* copies it */
    xmlRelaxNG *schema = parser ? xmlRelaxNGParse(parser) : NULL;
    if (!schema) {
        goto out;
    }
    validation = xmlRelaxNGNewValidCtxt(schema);
    if (!validation) {
        goto out;
    }
    *first = (verdict){0};
    result = xmlRelaxNGValidateDoc(validation, document);
    result = result == 0 ? 0 : 1;
out:
    xmlRelaxNGFreeValidCtxt(validation);
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(parser);
    return result;
}

static po_status read_schema(po_arena *arena, const char *path, xmlDoc **ret_document,
                             po_error *err) {
    char *data = NULL;
    size_t size = 0;
    po_status status = po_file_read(arena, path, PO_LIMIT_CONFIG_BYTES, &data, &size, err);
    if (status != PO_OK) {
        po_error_context(err, "reading a schema");
        return status;
    }
    xmlDoc *document =
        xmlReadMemory(data, (int)size, path, NULL, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    if (!document) {
        return PO_E_CONFIG;
    }
    *ret_document = document;
    return PO_OK;
}

po_status po_xml_schema_check(xmlDoc *document, const char *schema_path, const char *name,
                              po_diagnostics *diagnostics, po_error *err) {
    verdict first = {0};
    xmlDoc *schema = NULL;
    int result = -1;
    /* RELAX NG and its data types report through these as well as through their contexts; restored
     * below. */
    xmlStructuredErrorFunc outer = xmlStructuredError;
    void *outer_user = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(&first, on_error);
    po_arena *arena = po_arena_create();
    po_status status = read_schema(arena, schema_path, &schema, err);
    if (status == PO_OK) {
        result = validate(document, schema, &first);
        status = result == 0 ? PO_OK : PO_E_CONFIG;
    }
    if (result < 0 && (status == PO_E_CONFIG)) {
        status = po_error_set(err, PO_E_CONFIG, "the schema '%s' cannot be used; line %d: %s",
                              schema_path, first.line, first.text);
    } else if (result > 0 &&
               po_xml_tell_mistakes(document, schema, schema_path, name, diagnostics) == 0) {
        char place[16];
        snprintf(place, sizeof place, "%d", first.line);
        po_diagnose(diagnostics, PO_ERROR, "XML-020", name, place,
                    "the file does not follow the schema '%s'; the first thing that does not fit "
                    "is near this line",
                    schema_path);
    }
    xmlFreeDoc(schema);
    po_arena_destroy(arena);
    xmlSetStructuredErrorFunc(outer_user, outer);
    return status;
}
