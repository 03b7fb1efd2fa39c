/* SPDX-License-Identifier: Apache-2.0
 *
 * Marked content: BMC, BDC, EMC (ISO 32000-1, 14.6).
 *
 * Why a full stack: sequences without MCID nest inside those with one (bullets, hyphens), and their EMC must not end the
 * outer one; the usual shortcut loses the rest of the outer text. Marks cross q/Q and BT/ET freely; only EMC, or the end of the
 * form they were opened in, ends them.
 *
 * Text goes to the innermost MCID. An artifact inside an MCID stays with the MCID: text is never lost to a nested tag.
 */
#include <stdlib.h>
#include <string.h>

#include "document/pdf_content_internal.h"

typedef struct properties {
    int64_t mcid; /* -1 without */
    const char *actual;
    size_t actual_size;
    bool has_actual;
} properties;

static void take_actual(properties *of, const char *bytes, size_t size) {
    of->actual = bytes;
    of->actual_size = size;
    of->has_actual = true;
}

/* An inline dictionary, as it stands among the operands. */
static void read_inline(const po_pdf_content *content, size_t at, properties *ret_properties) {
    unsigned depth = 0;
    for (; at + 1 < content->operand_count; at++) {
        const po_pdf_token *token = &content->operands[at], *value = token + 1;
        if (token->kind == PO_PDF_TOKEN_OPEN_DICTIONARY || token->kind == PO_PDF_TOKEN_OPEN_ARRAY) {
            depth++;
        } else if (token->kind == PO_PDF_TOKEN_CLOSE_DICTIONARY || token->kind == PO_PDF_TOKEN_CLOSE_ARRAY) {
            depth--;
        } else if (depth == 1 && token->kind == PO_PDF_TOKEN_NAME) {
            if (token->size == 4 && memcmp(token->bytes, "MCID", 4) == 0 && value->kind == PO_PDF_TOKEN_INTEGER) {
                ret_properties->mcid = value->integer;
            } else if (token->size == 10 && memcmp(token->bytes, "ActualText", 10) == 0 &&
                       value->kind == PO_PDF_TOKEN_STRING) {
                take_actual(ret_properties, value->bytes, value->size);
            }
            at += value->kind == PO_PDF_TOKEN_NAME; /* a value, not the next key */
        }
    }
}

/* A name that stands for a dictionary of the resources. */
static void read_named(po_pdf_content *content, const po_pdf_token *name, properties *ret_properties) {
    const po_pdf_object *list = po_pdf_get(content->file, content->resources, "Properties");
    const po_pdf_object *dictionary =
        po_pdf_resolve(content->file, po_pdf_key_named(list, name->bytes, name->size));
    const po_pdf_object *actual = po_pdf_get(content->file, dictionary, "ActualText");
    po_pdf_integer(po_pdf_get(content->file, dictionary, "MCID"), &ret_properties->mcid);
    if (actual->type == PO_PDF_STRING) {
        take_actual(ret_properties, actual->as.bytes, actual->count);
    }
}

static bool push(po_pdf_content *content) {
    if (content->open_count == content->open_capacity) {
        if (content->open_capacity >= PO_PDF_OPEN_MARKS_MAX) {
            return false;
        }
        content->open_capacity = content->open_capacity ? content->open_capacity * 2 : 64;
        content->open = realloc(content->open, content->open_capacity * sizeof *content->open);
        if (!content->open) {
            po_out_of_memory(content->open_capacity * sizeof *content->open);
        }
    }
    content->open[content->open_count++] = (po_pdf_open_mark){.before = content->target};
    return true;
}

static void begin_actual(po_pdf_content *content, const properties *of) {
    po_arena *scratch = po_arena_create();
    const char *text = po_pdf_text_string(scratch, of->actual, of->actual_size);
    content->actual_size = strlen(text);
    content->actual_memory = realloc(content->actual_memory, content->actual_size + 1);
    if (!content->actual_memory) {
        po_out_of_memory(content->actual_size);
    }
    memcpy(content->actual_memory, text, content->actual_size + 1);
    content->actual = content->actual_memory;
    content->actual_shown = false;
    content->open[content->open_count - 1].actual = true;
    po_arena_destroy(scratch);
}

void po_pdf_content_open_mark(po_pdf_content *content, bool with_properties) {
    properties of = {.mcid = -1};
    size_t count = content->operand_count;
    const po_pdf_token *tag = count ? &content->operands[0] : NULL;
    if (with_properties && count >= 2 && content->operands[1].kind == PO_PDF_TOKEN_NAME) {
        read_named(content, &content->operands[1], &of);
    } else if (with_properties && count >= 2) {
        read_inline(content, 1, &of);
    }
    if (!push(content)) {
        content->limited = true;
        return;
    }
    if (of.mcid >= 0 && of.mcid <= UINT32_MAX) {
        content->target.kind = content->repeated ? PO_PDF_TARGET_SKIP : PO_PDF_TARGET_MARK;
        content->target.container = content->container;
        content->target.mcid = (uint32_t)of.mcid;
    } else if (content->target.kind == PO_PDF_TARGET_NONE && tag && tag->kind == PO_PDF_TOKEN_NAME &&
               tag->size == 8 && memcmp(tag->bytes, "Artifact", 8) == 0) {
        content->target.kind = PO_PDF_TARGET_ARTIFACT;
    }
    if (of.has_actual && !content->actual) {
        begin_actual(content, &of);
    }
}

void po_pdf_content_close_mark(po_pdf_content *content) {
    if (content->open_count <= content->open_floor) {
        return;
    }
    po_pdf_open_mark *mark = &content->open[content->open_count - 1];
    if (mark->actual) {
        if (!content->actual_shown) { /* a replacement for something that has no letters, an image of a word */
            po_pdf_fragment *last = content->marks->count ? &content->marks->fragments[content->marks->count - 1] : NULL;
            po_pdf_spot spot = last ? last->end : (po_pdf_spot){0};
            po_pdf_content_show_actual(content, &spot);
        }
        content->actual = NULL;
    }
    content->target = mark->before;
    content->open_count--;
}
