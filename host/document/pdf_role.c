/* SPDX-License-Identifier: Apache-2.0
 *
 * Structure types by name.
 *
 * Why unknown types are no error: a county's file keeps its largest table under elements called "UnknownNodeType" that no role map
 * explains. Readers that drop them lose the table.
 */
#include "document/pdf_role.h"

enum { ROLE_STEPS = 32 };

typedef struct standard_type {
    const char *name;
    uint8_t role, level;
} standard_type;

static const standard_type types[] = {
    {"P", PO_PDF_ROLE_PARAGRAPH, 0},      {"TD", PO_PDF_ROLE_CELL, 0},
    {"TR", PO_PDF_ROLE_ROW, 0},           {"TH", PO_PDF_ROLE_HEADER_CELL, 0},
    {"Span", PO_PDF_ROLE_INLINE, 0},      {"Table", PO_PDF_ROLE_TABLE, 0},
    {"LI", PO_PDF_ROLE_ITEM, 0},          {"Lbl", PO_PDF_ROLE_LABEL, 0},
    {"LBody", PO_PDF_ROLE_ITEM_BODY, 0},  {"L", PO_PDF_ROLE_LIST, 0},
    {"Link", PO_PDF_ROLE_INLINE, 0},      {"H1", PO_PDF_ROLE_HEADING, 1},
    {"H2", PO_PDF_ROLE_HEADING, 2},       {"H3", PO_PDF_ROLE_HEADING, 3},
    {"H4", PO_PDF_ROLE_HEADING, 4},       {"H5", PO_PDF_ROLE_HEADING, 5},
    {"H6", PO_PDF_ROLE_HEADING, 6},       {"H", PO_PDF_ROLE_HEADING, 0},
    {"Title", PO_PDF_ROLE_HEADING, 0},    {"TBody", PO_PDF_ROLE_ROWS, 0},
    {"THead", PO_PDF_ROLE_ROWS, 0},       {"TFoot", PO_PDF_ROLE_ROWS, 0},
    {"Document", PO_PDF_ROLE_GROUP, 0},   {"DocumentFragment", PO_PDF_ROLE_GROUP, 0},
    {"Part", PO_PDF_ROLE_GROUP, 0},       {"Sect", PO_PDF_ROLE_GROUP, 0},
    {"Art", PO_PDF_ROLE_GROUP, 0},        {"Div", PO_PDF_ROLE_GROUP, 0},
    {"Aside", PO_PDF_ROLE_GROUP, 0},      {"BlockQuote", PO_PDF_ROLE_GROUP, 0},
    {"TOC", PO_PDF_ROLE_GROUP, 0},        {"TOCI", PO_PDF_ROLE_PARAGRAPH, 0},
    {"Index", PO_PDF_ROLE_GROUP, 0},      {"Caption", PO_PDF_ROLE_PARAGRAPH, 0},
    {"Note", PO_PDF_ROLE_UNKNOWN, 0},     {"FENote", PO_PDF_ROLE_UNKNOWN, 0},
    {"Figure", PO_PDF_ROLE_UNKNOWN, 0},   {"Formula", PO_PDF_ROLE_INLINE, 0},
    {"Form", PO_PDF_ROLE_INLINE, 0},      {"Quote", PO_PDF_ROLE_INLINE, 0},
    {"Reference", PO_PDF_ROLE_INLINE, 0}, {"BibEntry", PO_PDF_ROLE_INLINE, 0},
    {"Code", PO_PDF_ROLE_INLINE, 0},      {"Annot", PO_PDF_ROLE_INLINE, 0},
    {"Ruby", PO_PDF_ROLE_INLINE, 0},      {"RB", PO_PDF_ROLE_INLINE, 0},
    {"RT", PO_PDF_ROLE_INLINE, 0},        {"RP", PO_PDF_ROLE_INLINE, 0},
    {"Warichu", PO_PDF_ROLE_INLINE, 0},   {"WT", PO_PDF_ROLE_INLINE, 0},
    {"WP", PO_PDF_ROLE_INLINE, 0},        {"Sub", PO_PDF_ROLE_INLINE, 0},
    {"Em", PO_PDF_ROLE_INLINE, 0},        {"Strong", PO_PDF_ROLE_INLINE, 0},
    {"NonStruct", PO_PDF_ROLE_UNKNOWN, 0},{"Private", PO_PDF_ROLE_UNKNOWN, 0},
    {"Artifact", PO_PDF_ROLE_ARTIFACT, 0},
};

static const standard_type *find_standard(const po_pdf_object *name) {
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (po_pdf_is_name(name, types[i].name)) {
            return &types[i];
        }
    }
    return NULL;
}

/* H7 and deeper (PDF 2.0): a heading below six levels. */
static bool is_deep_heading(const po_pdf_object *name) {
    return name->count >= 2 && name->count <= 3 && name->as.bytes[0] == 'H' && name->as.bytes[1] >= '1' &&
           name->as.bytes[1] <= '9' && (name->count == 2 || (name->as.bytes[2] >= '0' && name->as.bytes[2] <= '9'));
}

po_pdf_role po_pdf_role_find(po_pdf_file *file, const po_pdf_object *role_map, const po_pdf_object *type,
                             uint8_t *ret_level) {
    *ret_level = 0;
    for (int step = 0; step < ROLE_STEPS && type->type == PO_PDF_NAME; step++) {
        const standard_type *standard = find_standard(type);
        if (standard) {
            *ret_level = standard->level;
            return (po_pdf_role)standard->role;
        }
        if (is_deep_heading(type)) {
            *ret_level = 6;
            return PO_PDF_ROLE_HEADING;
        }
        type = po_pdf_resolve(file, po_pdf_key_named(role_map, type->as.bytes, type->count));
    }
    return PO_PDF_ROLE_UNKNOWN;
}
