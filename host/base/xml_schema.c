/* SPDX-License-Identifier: Apache-2.0
 *
 * RELAX NG as the gate for installed XML.
 */
#include "base/xml_schema.h"

#include <libxml/relaxng.h>
#include <stdio.h>

/* The line of the first error of a validation. */
typedef struct verdict {
    int line;
} verdict;

static void on_schema_error(void *user, po_xml_error error) {
    verdict *found = user;
    if (!found->line) {
        found->line = error->line > 0 ? error->line : 1;
    }
}

/* The compiled schema, or NULL with the line of its first mistake. */
static xmlRelaxNG *compile_schema(const char *path, verdict *found) {
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(path);
    if (!parser) {
        return NULL;
    }
    xmlRelaxNGSetParserStructuredErrors(parser, on_schema_error, found);
    xmlRelaxNG *schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    return schema;
}

po_status po_xml_schema_check(xmlDoc *document, const char *schema_path, const char *name,
                              po_diagnostics *diagnostics, po_error *err) {
    verdict found = {0};
    xmlRelaxNG *schema = compile_schema(schema_path, &found);
    if (!schema) {
        return po_error_set(err, PO_E_CONFIG, "the schema '%s' cannot be used: line %d", schema_path, found.line);
    }
    xmlRelaxNGValidCtxt *validation = xmlRelaxNGNewValidCtxt(schema);
    if (!validation) {
        po_out_of_memory(sizeof found);
    }
    found.line = 0;
    xmlRelaxNGSetValidStructuredErrors(validation, on_schema_error, &found);
    int result = xmlRelaxNGValidateDoc(validation, document);
    xmlRelaxNGFreeValidCtxt(validation);
    xmlRelaxNGFree(schema);
    if (result == 0) {
        return PO_OK;
    }
    char place[16];
    snprintf(place, sizeof place, "%d", found.line);
    po_diagnose(diagnostics, PO_ERROR, "XML-020", name, place, "something near this line does not follow the schema '%s'",
                schema_path);
    return PO_E_CONFIG;
}
