/* SPDX-License-Identifier: Apache-2.0
 *
 * The elements of Word's XML that mean something here, for document/ooxml_xml.h.
 */
#ifndef PO_DOCUMENT_DOCX_XML_H
#define PO_DOCUMENT_DOCX_XML_H

#include "document/ooxml_xml.h"

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
    X(R_CHANGE, "rPrChange", W) X(R_FONTS, "rFonts", W) X(R_PR, "rPr", W)     \
    X(RESULT, "result", W) X(RT, "rt", W) X(SDT, "sdt", W) X(SDT_CONTENT, "sdtContent", W) X(SDT_PR, "sdtPr", W)   \
    X(SECT_CHANGE, "sectPrChange", W) X(SECT_PR, "sectPr", W) X(SHOWING_PLACEHOLDER, "showingPlcHdr", W)           \
    X(START, "start", W) X(START_OVERRIDE, "startOverride", W) X(STYLE, "style", W) X(SUB_DOC, "subDoc", W)        \
    X(SYM, "sym", W) X(T, "t", W) X(TAB, "tab", W) X(TBL, "tbl", W) X(TBL_CHANGE, "tblPrChange", W)                \
    X(TBL_EX_CHANGE, "tblPrExChange", W) X(TBL_GRID, "tblGrid", W) X(TBL_HEADER, "tblHeader", W)                   \
    X(TBL_PR, "tblPr", W) X(TC, "tc", W) X(TC_CHANGE, "tcPrChange", W) X(TC_PR, "tcPr", W) X(TR, "tr", W)          \
    X(TR_CHANGE, "trPrChange", W) X(TR_PR, "trPr", W) X(TXBX, "txbxContent", W) X(VANISH, "vanish", W)             \
    X(V_MERGE, "vMerge", W)

enum {
    PO_DOCX_OTHER,
#define PO_DOCX_NAME_CONSTANT(constant, name, space) PO_DOCX_##constant,
    PO_DOCX_NAMES(PO_DOCX_NAME_CONSTANT)
#undef PO_DOCX_NAME_CONSTANT
};

typedef int po_docx_name;
typedef po_ooxml_element po_docx_element;
typedef po_ooxml_handler po_docx_handler;

/* Reads a part to its end (po_ooxml_read). */
PO_NODISCARD po_status po_docx_xml_read(po_ooxml_package *package, const char *part, const po_docx_handler *handler,
                                        po_error *err);

/* A switch of Word's: on unless `val` says 0, false, off or none. */
bool po_docx_on(const po_docx_element *element);

#endif
