/* SPDX-License-Identifier: Apache-2.0
 *
 * What the parts of the content interpreter share: operators and forms (pdf_content.c), marks (pdf_content_marks.c), strings
 * shown (pdf_content_text.c). For these files only.
 */
#ifndef PO_DOCUMENT_PDF_CONTENT_INTERNAL_H
#define PO_DOCUMENT_PDF_CONTENT_INTERNAL_H

#include "document/pdf_content.h"

typedef struct po_pdf_matrix {
    double a, b, c, d, e, f;
} po_pdf_matrix;

typedef struct po_pdf_graphics {
    po_pdf_matrix ctm;
    po_pdf_font *font;
    double size, spacing, word_spacing, scale, leading, rise;
} po_pdf_graphics;

typedef enum po_pdf_target_kind {
    PO_PDF_TARGET_NONE,     /* no mark: text is counted only */
    PO_PDF_TARGET_ARTIFACT, /* not part of the document's text */
    PO_PDF_TARGET_MARK,     /* (container, mcid) */
    PO_PDF_TARGET_SKIP      /* marked in a form that was read before */
} po_pdf_target_kind;

typedef struct po_pdf_target {
    po_pdf_target_kind kind;
    uint32_t container, mcid;
} po_pdf_target;

/* One open BMC or BDC. `before` is what EMC returns to. */
typedef struct po_pdf_open_mark {
    po_pdf_target before;
    bool actual; /* this one brought the ActualText in force */
} po_pdf_open_mark;

typedef struct po_pdf_form {
    uint32_t container; /* or PO_PDF_NO_CONTAINER */
    bool known, silent, open;
} po_pdf_form;

struct po_pdf_content {
    po_pdf_file *file;
    po_pdf_fonts *fonts;
    const po_pdf_pages *pages;
    po_pdf_marks *marks;
    po_arena *arena;
    po_pdf_form *forms; /* by object number */
    uint32_t form_count;

    uint32_t page;      /* being read */
    uint32_t container; /* whose MCIDs those now met are */
    bool repeated;      /* inside a form whose marks were read before */
    const po_pdf_object *resources;
    unsigned form_depth;
    size_t run; /* bytes of content interpreted so far */
    size_t shows;
    bool limited;

    po_pdf_graphics graphics;
    po_pdf_graphics *saved;
    size_t saved_count, saved_floor;
    size_t unsaved; /* q past the limit, whose Q restore nothing */
    po_pdf_matrix text_matrix, line_matrix;

    po_pdf_token *operands;
    size_t operand_count, operand_capacity;

    po_pdf_target target;
    po_pdf_open_mark *open;
    size_t open_count, open_capacity, open_floor;
    const char *actual; /* ActualText in force, or NULL */
    size_t actual_size;
    bool actual_shown;
    char *actual_memory;
    po_pdf_ink *ink; /* words and lines with their places, or NULL: nobody asks */
};

#define PO_PDF_SAVED_MAX 512
#define PO_PDF_OPERANDS_MAX 65536
#define PO_PDF_OPEN_MARKS_MAX 65536
#define PO_PDF_FORM_DEPTH_MAX 32

/* po_pdf_content_marks.c */
void po_pdf_content_open_mark(po_pdf_content *content, bool properties);
void po_pdf_content_close_mark(po_pdf_content *content);

/* po_pdf_content_text.c */
void po_pdf_content_show(po_pdf_content *content, const char *bytes, size_t size);
void po_pdf_content_show_actual(po_pdf_content *content, const po_pdf_spot *spot);
po_pdf_matrix po_pdf_multiply(const po_pdf_matrix *first, const po_pdf_matrix *second);

/* pdf_content_ink.c: only while there is ink */
void po_pdf_content_ink_show(po_pdf_content *content, const char *bytes, size_t size);
void po_pdf_content_ink_path(po_pdf_content *content, const char *name, size_t size);

#endif
