/* SPDX-License-Identifier: Apache-2.0
 *
 * Storage of marked content.
 *
 * Why fragments and sorting instead of a table by MCID: MCIDs are a stranger's numbers (one of a billion must not
 * cost memory), marks nest and come back, and in nearly all files fragments arrive sorted.
 */
#include "document/pdf_marks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void po_pdf_marks_init(po_pdf_marks *marks, uint32_t page_count) {
    *marks = (po_pdf_marks){.page_count = page_count, .container_count = page_count};
    marks->container_capacity = page_count + 16;
    marks->pages = calloc((size_t)page_count + 1, sizeof *marks->pages);
    marks->containers = calloc(marks->container_capacity, sizeof *marks->containers);
    if (!marks->pages || !marks->containers) {
        po_out_of_memory(page_count * sizeof *marks->pages);
    }
}

void po_pdf_marks_finish(po_pdf_marks *marks) {
    po_buffer_finish(&marks->text);
    free(marks->fragments);
    free(marks->pages);
    free(marks->containers);
    *marks = (po_pdf_marks){0};
}

static void *grown(void *items, size_t count, size_t size) {
    void *more = count > SIZE_MAX / size ? NULL : realloc(items, count * size);
    if (!more) {
        po_out_of_memory(count);
    }
    return more;
}

uint32_t po_pdf_marks_container(po_pdf_marks *marks) {
    if (marks->container_count == marks->container_capacity) {
        marks->container_capacity *= 2;
        marks->containers = grown(marks->containers, marks->container_capacity, sizeof *marks->containers);
    }
    memset(&marks->containers[marks->container_count], 0, sizeof *marks->containers);
    return marks->container_count++;
}

po_pdf_fragment *po_pdf_marks_begin(po_pdf_marks *marks, uint32_t container, uint32_t mcid, uint32_t page) {
    if (marks->count == marks->capacity) {
        marks->capacity = marks->capacity ? marks->capacity * 2 : 1024;
        marks->fragments = grown(marks->fragments, marks->capacity, sizeof *marks->fragments);
    }
    po_pdf_fragment *fragment = &marks->fragments[marks->count++];
    *fragment = (po_pdf_fragment){.container = container, .mcid = mcid, .page = page, .at = marks->text.size};
    return fragment;
}

static int compare(const void *a, const void *b) {
    const po_pdf_fragment *x = a, *y = b;
    if (x->container != y->container) {
        return x->container < y->container ? -1 : 1;
    }
    if (x->mcid != y->mcid) {
        return x->mcid < y->mcid ? -1 : 1;
    }
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Whether a page draws the spaces between words also where a line ends. Then a line broken without one is a word cut in two.
 * A page with few lines goes by those before it. */
static bool draws_spaces(po_pdf_marks *marks, uint32_t page) {
    enum { ENOUGH = 8, PART = 5 };
    const po_pdf_tally *tally = &marks->pages[page];
    marks->lines_spaced += tally->lines_spaced;
    marks->lines_bare += tally->lines_bare;
    bool enough = tally->lines_spaced + tally->lines_bare >= ENOUGH;
    size_t spaced = enough ? tally->lines_spaced : marks->lines_spaced;
    size_t bare = enough ? tally->lines_bare : marks->lines_bare;
    return spaced > bare * PART;
}

void po_pdf_marks_seal(po_pdf_marks *marks, size_t first, uint32_t page) {
    bool own_spaces = draws_spaces(marks, page);
    bool sorted = true;
    for (size_t i = first + 1; i < marks->count && sorted; i++) {
        sorted = compare(&marks->fragments[i - 1], &marks->fragments[i]) <= 0;
    }
    if (!sorted) {
        qsort(marks->fragments + first, marks->count - first, sizeof *marks->fragments, compare);
    }
    for (size_t i = first; i < marks->count; i++) {
        struct po_pdf_extent *extent = &marks->containers[marks->fragments[i].container];
        if (extent->count == 0) {
            extent->first = i;
        }
        extent->count++;
        marks->fragments[i].own_spaces = own_spaces;
    }
}

po_pdf_fragment *po_pdf_marks_find(po_pdf_marks *marks, uint32_t container, int64_t mcid, size_t *ret_count) {
    if (container >= marks->container_count || mcid < 0 || mcid > UINT32_MAX) {
        return NULL;
    }
    struct po_pdf_extent extent = marks->containers[container];
    size_t low = extent.first, high = extent.first + extent.count, end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (marks->fragments[middle].mcid < mcid) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    size_t count = 0;
    while (low + count < end && marks->fragments[low + count].mcid == mcid) {
        count++;
    }
    *ret_count = count;
    return count ? &marks->fragments[low] : NULL;
}

po_pdf_step po_pdf_spot_step(const po_pdf_spot *from, const po_pdf_spot *to) {
    float x = to->x - from->x, y = to->y - from->y;
    float along = x * to->along_x + y * to->along_y;
    float across = y * to->along_x - x * to->along_y;
    float em = from->em > to->em ? from->em : to->em;
    if (fabsf(across) > 0.5f * em) {
        return PO_PDF_STEP_LINE;
    }
    return along > 0.18f * em || along < -em ? PO_PDF_STEP_GAP : PO_PDF_STEP_ON;
}
