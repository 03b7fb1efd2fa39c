/* SPDX-License-Identifier: Apache-2.0
 *
 * Word's vocabulary for the streaming of parts; and how Word writes a switch.
 */
#include "document/docx_xml.h"

static const po_ooxml_known names[] = {
    {"", PO_OOXML_W},
#define KNOWN_NAME(constant, name, in) {name, PO_OOXML_##in},
    PO_DOCX_NAMES(KNOWN_NAME)
#undef KNOWN_NAME
};

static const po_ooxml_vocabulary vocabulary = {names, sizeof names / sizeof *names};

po_status po_docx_xml_read(po_ooxml_package *package, const char *part, const po_docx_handler *handler, po_error *err) {
    return po_ooxml_read(package, part, &vocabulary, handler, err);
}

bool po_docx_on(const po_docx_element *element) {
    return !po_ooxml_attribute_is(element, "val", "0") && !po_ooxml_attribute_is(element, "val", "false") &&
           !po_ooxml_attribute_is(element, "val", "off") && !po_ooxml_attribute_is(element, "val", "none");
}
