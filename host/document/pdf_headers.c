/* SPDX-License-Identifier: Apache-2.0
 *
 * IDs are byte strings that may hold zeros: they are kept in hexadecimal figures, cut alike everywhere.
 */
#include "document/pdf_headers.h"

#include "base/map.h"

enum { ID_MAX = 64, NAMED_MAX = 16 };

struct po_pdf_headers {
    po_arena *arena;
    po_pdf_file *file;
    po_map *columns; /* of uint32_t */
};

po_pdf_headers *po_pdf_headers_create(po_arena *arena, po_pdf_file *file) {
    po_pdf_headers *headers = PO_NEW(arena, po_pdf_headers);
    *headers = (po_pdf_headers){arena, file, po_map_create(arena)};
    return headers;
}

static void write_key(const po_pdf_object *id, char ret_key[2 * ID_MAX + 1]) {
    static const char figures[] = "0123456789abcdef";
    size_t size = id->count < ID_MAX ? id->count : ID_MAX;
    for (size_t i = 0; i < size; i++) {
        ret_key[2 * i] = figures[(unsigned char)id->as.bytes[i] >> 4];
        ret_key[2 * i + 1] = figures[(unsigned char)id->as.bytes[i] & 15];
    }
    ret_key[2 * size] = '\0';
}

void po_pdf_headers_note(po_pdf_headers *headers, const po_pdf_object *id, uint32_t column) {
    char key[2 * ID_MAX + 1];
    if (id->type == PO_PDF_STRING && id->count) {
        uint32_t *kept = PO_NEW(headers->arena, uint32_t);
        *kept = column;
        write_key(id, key);
        po_map_set(headers->columns, key, kept);
    }
}

bool po_pdf_headers_find(const po_pdf_headers *headers, const po_pdf_object *list, uint32_t *ret_column) {
    char key[2 * ID_MAX + 1];
    bool any = false;
    uint32_t count = list->type == PO_PDF_ARRAY ? list->count : 1;
    for (uint32_t i = 0; i < count && i < NAMED_MAX; i++) {
        const po_pdf_object *id = list->type == PO_PDF_ARRAY ? po_pdf_at(headers->file, list, i) : list;
        if (id->type == PO_PDF_STRING && id->count) {
            write_key(id, key);
            const uint32_t *found = po_map_get(headers->columns, key);
            if (found) {
                *ret_column = any && *ret_column > *found ? *ret_column : *found;
                any = true;
            }
        }
    }
    return any;
}
