/* SPDX-License-Identifier: Apache-2.0
 *
 * Fields nest: an instruction may hold fields whose results are part of the instruction. So text counts only where no open
 * field is still in its instruction. More than PO_DOCX_FIELDS_MAX nested ones are counted, not remembered.
 */
#include "document/docx_field.h"

#include <string.h>

void po_docx_fields_finish(po_docx_fields *fields) {
    po_buffer_finish(&fields->entry);
}

bool po_docx_fields_in_code(const po_docx_fields *fields) {
    return fields->codes > 0;
}

static void begin(po_docx_fields *fields) {
    if (fields->count == PO_DOCX_FIELDS_MAX) {
        fields->beyond++;
        return;
    }
    fields->in_code[fields->count++] = true;
    fields->codes++;
}

static void separate(po_docx_fields *fields) {
    if (!fields->beyond && fields->count && fields->in_code[fields->count - 1]) {
        fields->in_code[fields->count - 1] = false;
        fields->codes--;
    }
}

static void end(po_docx_fields *fields) {
    if (fields->beyond) {
        fields->beyond--;
    } else if (fields->count > fields->base) { /* one that was never begun has no end */
        separate(fields);
        fields->count--;
    }
}

static void take_form(po_docx_fields *fields, const po_docx_element *element) {
    if (element->name == PO_DOCX_CHECK_BOX || element->name == PO_DOCX_DD_LIST) {
        fields->form = element->name == PO_DOCX_CHECK_BOX ? PO_DOCX_FORM_BOX : PO_DOCX_FORM_LIST;
        fields->ticked = fields->has_result = false;
        fields->chosen = fields->entries = 0;
        po_buffer_clear(&fields->entry);
    } else if (fields->form == PO_DOCX_FORM_BOX) { /* `checked` stands after `default` and counts more */
        fields->ticked = po_docx_on(element);
    } else if (fields->form == PO_DOCX_FORM_LIST && element->name == PO_DOCX_LIST_ENTRY) {
        size_t size = 0;
        const char *text = po_ooxml_attribute(element, "val", &size);
        if (text && fields->entries++ == fields->chosen) {
            po_buffer_clear(&fields->entry);
            po_buffer_add(&fields->entry, text, size);
        }
    } else if (element->name == PO_DOCX_RESULT || !fields->has_result) {
        fields->has_result = element->name == PO_DOCX_RESULT;
        fields->chosen = po_ooxml_attribute_number(element, "val", 0);
    }
}

bool po_docx_fields_start(po_docx_fields *fields, const po_docx_element *element) {
    if (element->name == PO_DOCX_FLD_CHAR) {
        if (po_ooxml_attribute_is(element, "fldCharType", "begin")) {
            begin(fields);
        } else if (po_ooxml_attribute_is(element, "fldCharType", "separate")) {
            separate(fields);
        } else if (po_ooxml_attribute_is(element, "fldCharType", "end")) {
            end(fields);
        }
        return true;
    }
    bool of_form = element->name == PO_DOCX_CHECK_BOX || element->name == PO_DOCX_DD_LIST;
    bool in_form = fields->form != PO_DOCX_FORM_NONE &&
                   (element->name == PO_DOCX_CHECKED || element->name == PO_DOCX_DEFAULT ||
                    element->name == PO_DOCX_LIST_ENTRY || element->name == PO_DOCX_RESULT);
    if (of_form || in_form) {
        take_form(fields, element);
    }
    return of_form || in_form || element->name == PO_DOCX_FF_DATA;
}

const char *po_docx_fields_end(po_docx_fields *fields, po_docx_name name) {
    if (name != PO_DOCX_CHECK_BOX && name != PO_DOCX_DD_LIST) {
        return "";
    }
    bool box = fields->form == PO_DOCX_FORM_BOX;
    fields->form = PO_DOCX_FORM_NONE;
    if (box) {
        return fields->ticked ? "\xE2\x98\x92" : "\xE2\x98\x90"; /* U+2612, U+2610 */
    }
    return po_buffer_text(&fields->entry);
}
