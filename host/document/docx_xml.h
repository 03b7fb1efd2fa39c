/* SPDX-License-Identifier: Apache-2.0
 *
 * One XML part of a Word file, streamed: events with names already told apart, no tree.
 *
 * Why SAX and not a tree or the reader interface: a document part of 100 MB must not become a gigabyte, and a reader builds and frees a
 * node for each event, which costs as much again as parsing. Document types are refused (they could define entities), nothing external is
 * fetched, and libxml2's own limits stay on: 256 levels, 10 MB for one text.
 */
#ifndef PO_DOCUMENT_DOCX_XML_H
#define PO_DOCUMENT_DOCX_XML_H

#include "base/text.h"
#include "document/docx_package.h"

/* Elements that mean something here: constant, local name, vocabulary. */
#define PO_DOCX_NAMES(X)                                                                           \
    X(ABSTRACT_NUM, "abstractNum", W) X(ABSTRACT_NUM_ID, "abstractNumId", W) X(ALT_CHUNK, "altChunk", W)           \
    X(ALTERNATE, "AlternateContent", MC) X(BASED_ON, "basedOn", W) X(BODY, "body", W) X(BR, "br", W)               \
    X(CHECK_BOX, "checkBox", W) X(CHECKED, "checked", W) X(CHOICE, "Choice", MC) X(CR, "cr", W)                    \
    X(DD_LIST, "ddList", W) X(DEFAULT, "default", W) X(DEL, "del", W) X(DEL_INSTR, "delInstrText", W)              \
    X(DEL_TEXT, "delText", W) X(DOC_DEFAULTS, "docDefaults", W) X(DOCUMENT, "document", W)                         \
    X(ENDNOTE, "endnote", W) X(ENDNOTE_REF, "endnoteReference", W) X(FALLBACK, "Fallback", MC)                     \
    X(FF_DATA, "ffData", W) X(FLD_CHAR, "fldChar", W) X(FOOTNOTE, "footnote", W)                                   \
    X(FOOTNOTE_REF, "footnoteReference", W) X(GRID_BEFORE, "gridBefore", W) X(GRID_SPAN, "gridSpan", W)            \
    X(H_MERGE, "hMerge", W) X(ILVL, "ilvl", W) X(INSTR, "instrText", W) X(IS_LGL, "isLgl", W)                      \
    X(LIST_ENTRY, "listEntry", W) X(LVL, "lvl", W) X(LVL_OVERRIDE, "lvlOverride", W) X(LVL_TEXT, "lvlText", W)     \
    X(MATH_T, "t", M) X(MOVE_FROM, "moveFrom", W) X(NAME, "name", W) X(NO_BREAK, "noBreakHyphen", W)               \
    X(NUM, "num", W) X(NUM_CHANGE, "numberingChange", W) X(NUM_FMT, "numFmt", W) X(NUM_ID, "numId", W)             \
    X(NUM_PR, "numPr", W) X(OUTLINE, "outlineLvl", W) X(P, "p", W) X(P_CHANGE, "pPrChange", W) X(P_PR, "pPr", W)   \
    X(P_STYLE, "pStyle", W) X(PAGE_BREAK, "lastRenderedPageBreak", W) X(PTAB, "ptab", W) X(R, "r", W)              \
    X(R_CHANGE, "rPrChange", W) X(R_FONTS, "rFonts", W) X(R_PR, "rPr", W) X(RELATIONSHIP, "Relationship", REL)     \
    X(RESULT, "result", W) X(RT, "rt", W) X(SDT, "sdt", W) X(SDT_CONTENT, "sdtContent", W) X(SDT_PR, "sdtPr", W)   \
    X(SECT_CHANGE, "sectPrChange", W) X(SECT_PR, "sectPr", W) X(SHOWING_PLACEHOLDER, "showingPlcHdr", W)           \
    X(START, "start", W) X(START_OVERRIDE, "startOverride", W) X(STYLE, "style", W) X(SUB_DOC, "subDoc", W)        \
    X(SYM, "sym", W) X(T, "t", W) X(TAB, "tab", W) X(TBL, "tbl", W) X(TBL_CHANGE, "tblPrChange", W)                \
    X(TBL_EX_CHANGE, "tblPrExChange", W) X(TBL_GRID, "tblGrid", W) X(TBL_HEADER, "tblHeader", W)                   \
    X(TBL_PR, "tblPr", W) X(TC, "tc", W) X(TC_CHANGE, "tcPrChange", W) X(TC_PR, "tcPr", W) X(TR, "tr", W)          \
    X(TR_CHANGE, "trPrChange", W) X(TR_PR, "trPr", W) X(TXBX, "txbxContent", W) X(VANISH, "vanish", W)             \
    X(V_MERGE, "vMerge", W)

typedef enum po_docx_name {
    PO_DOCX_OTHER,
#define PO_DOCX_NAME_CONSTANT(constant, name, space) PO_DOCX_##constant,
    PO_DOCX_NAMES(PO_DOCX_NAME_CONSTANT)
#undef PO_DOCX_NAME_CONSTANT
} po_docx_name;

/* Borrowed until the event returns. */
typedef struct po_docx_element {
    po_docx_name name;
    const unsigned char *const *attributes; /* libxml2's: local name, prefix, URI, value, end of value */
    int attribute_count;
} po_docx_element;

typedef struct po_docx_handler {
    void *user;
    void (*start)(void *user, const po_docx_element *element);
    void (*end)(void *user, po_docx_name name);
    void (*text)(void *user, const char *text, size_t size); /* may come in pieces */
} po_docx_handler;

/* Reads a part to its end. Errors: PO_E_INPUT or PO_E_LIMIT with a sentence. */
PO_NODISCARD po_status po_docx_xml_read(po_docx_package *package, const char *part, const po_docx_handler *handler,
                                        po_error *err);

/* An attribute by its local name. The text is not NUL-terminated; NULL and 0 if there is none. */
const char *po_docx_attribute(const po_docx_element *element, const char *name, size_t *ret_size);
bool po_docx_attribute_is(const po_docx_element *element, const char *name, const char *value);

/* A copy in the arena; NULL if there is none. */
const char *po_docx_attribute_copy(po_arena *arena, const po_docx_element *element, const char *name);

/* A whole number of 0 or more; one too large gives UINT32_MAX, anything else `fallback`. */
uint32_t po_docx_attribute_number(const po_docx_element *element, const char *name, uint32_t fallback);

/* A switch of Word's: on unless `val` says 0, false, off or none. */
bool po_docx_on(const po_docx_element *element);

#endif
