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

#include "base/diagnose_line.h"
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

/* A schema, read and compiled once for all files that are loaded into one arena. */
typedef struct gate {
    xmlDoc *document;
    xmlRelaxNGParserCtxt *parser;
    xmlRelaxNG *schema;
    verdict fault; /* why there is no schema */
} gate;

static void gate_destroy(void *kept) {
    gate *of = kept;
    xmlRelaxNGFree(of->schema);
    xmlRelaxNGFreeParserCtxt(of->parser);
    xmlFreeDoc(of->document);
}

/* 0 if the document passes; -1 with the verdict if the schema is at fault. */
static int validate(xmlDoc *document, const gate *by, verdict *first) {
    xmlRelaxNGValidCtxt *validation = by->schema ? xmlRelaxNGNewValidCtxt(by->schema) : NULL;
    if (!validation) {
        return -1;
    }
    *first = (verdict){0};
    int result = xmlRelaxNGValidateDoc(validation, document);
    xmlRelaxNGFreeValidCtxt(validation);
    return result == 0 ? 0 : 1;
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

/* The gate of the schema at `path`; one that cannot be used has no schema, and the verdict says why. */
static po_status open_gate(po_arena *arena, const char *path, verdict *first, const gate **ret_gate, po_error *err) {
    gate *found = po_arena_kept(arena, path);
    if (!found) {
        xmlDoc *document = NULL;
        po_status status = read_schema(arena, path, &document, err);
        if (status != PO_OK) {
            return status;
        }
        found = PO_NEW(arena, gate);
        found->document = document;
        found->parser = xmlRelaxNGNewDocParserCtxt(document); /* copies it */
        found->schema = found->parser ? xmlRelaxNGParse(found->parser) : NULL;
        found->fault = *first;
        po_arena_keep(arena, path, found, gate_destroy);
    }
    *first = found->fault;
    *ret_gate = found;
    return PO_OK;
}

po_status po_xml_schema_check(po_arena *arena, xmlDoc *document, const char *schema_path,
                              const char *name, po_diagnostics *diagnostics, po_error *err) {
    verdict first = {0};
    const gate *by = NULL;
    int result = -1;
    /* RELAX NG and its data types report through these as well as through their contexts; restored
     * below. */
    xmlStructuredErrorFunc outer = xmlStructuredError;
    void *outer_user = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(&first, on_error);
    po_status status = open_gate(arena, schema_path, &first, &by, err);
    if (status == PO_OK) {
        result = validate(document, by, &first);
        status = result == 0 ? PO_OK : PO_E_CONFIG;
    }
    if (result < 0 && (status == PO_E_CONFIG)) {
        status = po_error_set(err, PO_E_CONFIG, "the schema '%s' cannot be used; line %d: %s",
                              schema_path, first.line, first.text);
    } else if (result > 0 &&
               po_xml_tell_mistakes(document, by->document, schema_path, name, diagnostics) == 0) {
        po_diagnose_line(diagnostics, PO_ERROR, "XML-020", name, first.line,
                         "the file does not follow the schema '%s'; the first thing that does not fit is near this line", schema_path);
    }
    xmlSetStructuredErrorFunc(outer_user, outer);
    return status;
}
