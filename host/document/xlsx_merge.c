/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking for "mergeCell" in the bytes as they are unpacked; sheets in UTF-16, which nobody writes, are parsed in any
 * case.
 */
#include "document/xlsx_merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document/xlsx_names.h"

static const char wanted[] = "mergeCell";

enum { WANTED = sizeof wanted - 1, PIECE = 64 << 10 };

bool po_xlsx_reference(const char *text, size_t size, uint32_t *ret_row, uint32_t *ret_column) {
    uint64_t column = 0, row = 0;
    size_t at = 0;
    for (; at < size && column <= PO_LIMIT_TABLE_COLUMNS; at++) {
        char c = (char)(text[at] & ~0x20);
        if (c < 'A' || c > 'Z') {
            break;
        }
        column = column * 26 + (uint64_t)(c - 'A' + 1);
    }
    size_t digits = at;
    for (; at < size && row <= PO_LIMIT_SHEET_ROWS && text[at] >= '0' && text[at] <= '9'; at++) {
        row = row * 10 + (uint64_t)(text[at] - '0');
    }
    if (at < size || size == 0 || column > PO_LIMIT_TABLE_COLUMNS || row > PO_LIMIT_SHEET_ROWS ||
        (at > digits && row == 0)) {
        return false;
    }
    *ret_row = (uint32_t)row;
    *ret_column = (uint32_t)column;
    return true;
}

typedef struct reading {
    po_arena *arena;
    po_xlsx_merges merges;
} reading;

/* "A1:C1" */
static void on_start(void *user, const po_ooxml_element *element) {
    reading *at = user;
    size_t size = 0;
    const char *ref = element->name == PO_XLSX_MERGE_CELL ? po_ooxml_attribute(element, "ref", &size) : NULL;
    const char *colon = ref ? memchr(ref, ':', size) : NULL;
    uint32_t row = 0, column = 0, last_row = 0, last_column = 0;
    if (!colon || !po_xlsx_reference(ref, (size_t)(colon - ref), &row, &column) ||
        !po_xlsx_reference(colon + 1, size - (size_t)(colon - ref) - 1, &last_row, &last_column) || !row || !column ||
        last_row < row || last_column < column) {
        return;
    }
    if (at->merges.list.count >= PO_LIMIT_MERGES) {
        at->merges.dropped++;
        return;
    }
    *PO_LIST_ADD(at->arena, &at->merges.list) =
        (po_xlsx_merge){row, column, last_row - row + 1, last_column - column + 1};
}

static void on_end(void *user, int name) {
    (void)user;
    (void)name;
}

static int compare(const void *a, const void *b) {
    const po_xlsx_merge *one = a, *two = b;
    return one->row != two->row ? (one->row > two->row) - (one->row < two->row)
                                : (one->column > two->column) - (one->column < two->column);
}

static bool is_wide(const char *bytes, size_t size) {
    return size >= 2 && (bytes[0] == '\0' || bytes[1] == '\0' || (unsigned char)bytes[0] >= 0xFE);
}

/* To the end, even when it was found on the way: so that damage shows. */
static bool look_through(po_ooxml_part *part) {
    char *bytes = malloc(PIECE + WANTED);
    bool found = false, first = true;
    size_t kept = 0;
    if (!bytes) {
        po_out_of_memory(PIECE + WANTED);
    }
    for (int got; (got = po_ooxml_part_read(part, bytes + kept, PIECE)) > 0; first = false) {
        size_t size = kept + (size_t)got;
        found = found || (first && is_wide(bytes, size)) || memmem(bytes, size, wanted, WANTED);
        kept = size < WANTED ? size : WANTED;
        memmove(bytes, bytes + size - kept, kept);
    }
    free(bytes);
    return found;
}

po_status po_xlsx_merges_read(po_ooxml_package *package, const char *part, po_arena *arena, po_xlsx_merges *ret_merges,
                              po_error *err) {
    reading at = {.arena = arena};
    po_ooxml_part *bytes = NULL;
    po_status status = po_ooxml_part_open(package, part, &bytes, err);
    if (status != PO_OK) {
        return status;
    }
    bool found = look_through(bytes);
    status = po_ooxml_part_status(bytes, err);
    po_ooxml_part_close(bytes);
    if (status == PO_OK && found) {
        po_ooxml_handler handler = {&at, on_start, on_end, NULL};
        status = po_ooxml_read(package, part, &po_xlsx_vocabulary, &handler, err);
    }
    if (status == PO_OK) {
        if (at.merges.list.count) {
            qsort(at.merges.list.items, at.merges.list.count, sizeof *at.merges.list.items, compare);
        }
        *ret_merges = at.merges;
    }
    return status;
}

const po_xlsx_merge *po_xlsx_merges_find(const po_xlsx_merges *merges, uint32_t row, uint32_t column) {
    const po_xlsx_merge key = {.row = row, .column = column};
    return merges->list.count ? bsearch(&key, merges->list.items, merges->list.count, sizeof key, compare) : NULL;
}
