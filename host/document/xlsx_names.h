/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the reader of workbooks: the elements of its XML that mean something here, for document/ooxml_xml.h.
 */
#ifndef PO_DOCUMENT_XLSX_NAMES_H
#define PO_DOCUMENT_XLSX_NAMES_H

#include "document/ooxml_xml.h"

/* Constant and local name. */
#define PO_XLSX_NAMES(X)                                                                                               \
    X(C, "c")                                                                                                          \
    X(CELL_XFS, "cellXfs")                                                                                             \
    X(COL, "col") X(DIMENSION, "dimension") X(F, "f") X(IS, "is") X(MERGE_CELL, "mergeCell") X(NUM_FMT, "numFmt")      \
        X(R_PH, "rPh") X(ROW, "row") X(SHEET, "sheet") X(SHEET_DATA, "sheetData") X(SI, "si") X(SST, "sst") X(T, "t")  \
            X(V, "v") X(WORKBOOK_PR, "workbookPr") X(XF, "xf")

enum {
    PO_XLSX_OTHER,
#define PO_XLSX_NAME_CONSTANT(constant, name) PO_XLSX_##constant,
    PO_XLSX_NAMES(PO_XLSX_NAME_CONSTANT)
#undef PO_XLSX_NAME_CONSTANT
};

extern const po_ooxml_vocabulary po_xlsx_vocabulary;

#endif
