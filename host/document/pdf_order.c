/* SPDX-License-Identifier: Apache-2.0
 *
 * Boxes of cells and rows, page by page, and the two things that no sound table does.
 *
 * A fragment tells where it begins and where it ends, not how far its lines reach between; so a box may be too narrow, never too wide.
 */
#include "document/pdf_order.h"

#include <math.h>

/* Letters stand out of their line by this part of their size: text is no contradiction before it overlaps by more. */
#define SLACK 0.75F

static float larger(float a, float b) {
    return a > b ? a : b;
}

static float smaller(float a, float b) {
    return a < b ? a : b;
}

static void widen(po_pdf_box *box, const po_pdf_box *by) {
    box->left = smaller(box->left, by->left);
    box->right = larger(box->right, by->right);
    box->top = smaller(box->top, by->top);
    box->bottom = larger(box->bottom, by->bottom);
    box->em = smaller(box->em, by->em);
}

static void add_box(po_pdf_boxes *boxes, const po_pdf_box *added) {
    for (uint32_t i = 0; i < boxes->count; i++) {
        if (boxes->items[i].page == added->page) {
            widen(&boxes->items[i], added);
            return;
        }
    }
    if (boxes->count < PO_PDF_BOXES_MAX) {
        boxes->items[boxes->count++] = *added;
    }
}

void po_pdf_boxes_add(po_pdf_boxes *boxes, const po_pdf_fragment *fragment) {
    const po_pdf_spot *start = &fragment->start, *end = &fragment->end;
    float x = start->along_x, y = start->along_y;
    if (!fragment->characters || !(start->em > 0) || fabsf(x * end->along_y - y * end->along_x) > 0.1F) {
        return;
    }
    float begins = start->x * x + start->y * y, ends = end->x * x + end->y * y;
    float first = start->x * y - start->y * x, last = end->x * y - end->y * x;
    if (!isfinite(begins) || !isfinite(ends) || !isfinite(first) || !isfinite(last)) {
        return;
    }
    add_box(boxes, &(po_pdf_box){fragment->page, smaller(begins, ends), larger(begins, ends), smaller(first, last) - start->em,
                                 larger(first, last), start->em});
}

static const po_pdf_box *on_page(const po_pdf_boxes *boxes, uint32_t page) {
    for (uint32_t i = 0; i < boxes->count; i++) {
        if (boxes->items[i].page == page) {
            return &boxes->items[i];
        }
    }
    return NULL;
}

/* A cell that begins left of the one before it, or on an earlier page. */
static bool goes_back(const po_pdf_boxes *before, const po_pdf_boxes *cell) {
    for (uint32_t i = 0; i < cell->count; i++) {
        const po_pdf_box *box = &cell->items[i], *other = on_page(before, box->page);
        if (other && box->left < other->left - SLACK * box->em) {
            return true;
        }
    }
    return false;
}

static void note_pages(po_pdf_order *order, const po_pdf_boxes *cell) {
    for (uint32_t i = 0; i < cell->count; i++) {
        uint32_t page = cell->items[i].page;
        order->first_page = order->any && order->first_page < page ? order->first_page : page;
        order->last_page = order->any && order->last_page > page ? order->last_page : page;
        order->any = true;
    }
}

void po_pdf_order_cell(po_pdf_order *order, const po_pdf_boxes *cell, bool spans) {
    if (order->cell_count < PO_PDF_EDGES_MAX) {
        order->row_edges[order->cell_count] = cell->count ? cell->items[0].left : PO_PDF_NO_EDGE;
    }
    order->cell_count++;
    if (!cell->count) {
        return;
    }
    note_pages(order, cell);
    order->faults += goes_back(&order->cell, cell);
    order->cell = *cell;
    for (uint32_t i = 0; i < cell->count && !spans; i++) {
        add_box(&order->row, &cell->items[i]);
    }
}

/* A row that begins above the end of the row before it. */
static bool climbs(const po_pdf_boxes *before, const po_pdf_boxes *row) {
    for (uint32_t i = 0; i < row->count; i++) {
        const po_pdf_box *box = &row->items[i], *other = on_page(before, box->page);
        if (other && box->top < other->bottom - SLACK * box->em) {
            return true;
        }
    }
    return false;
}

/* A row with fewer cells than the one before, each of which stands right of its column. */
static bool is_shifted(const po_pdf_order *order) {
    uint32_t shifted = 0, filled = 0;
    for (uint32_t i = 0; i < order->cell_count && i < PO_PDF_EDGES_MAX; i++) {
        if (order->row_edges[i] > PO_PDF_NO_EDGE) {
            float next = i + 1 < order->edge_count ? order->edges[i + 1] : PO_PDF_NO_EDGE;
            filled++;
            shifted += next > PO_PDF_NO_EDGE && order->row_edges[i] > next - 1;
        }
    }
    return filled > 1 && shifted == filled;
}

static void learn_edges(po_pdf_order *order) {
    uint32_t count = order->cell_count < PO_PDF_EDGES_MAX ? order->cell_count : PO_PDF_EDGES_MAX;
    if (count < order->edge_count) {
        order->shifts += is_shifted(order);
    } else {
        for (uint32_t i = 0; i < count; i++) { /* labels of headers stand in the middle, so the first text counts */
            float left = order->row_edges[i];
            bool known = count == order->edge_count && order->edges[i] > PO_PDF_NO_EDGE;
            order->edges[i] = known && (left == PO_PDF_NO_EDGE || order->edges[i] < left) ? order->edges[i] : left;
        }
        order->edge_count = count;
    }
    order->cell_count = 0;
}

void po_pdf_order_row(po_pdf_order *order) {
    order->cell.count = 0;
    learn_edges(order);
    if (!order->row.count) {
        return;
    }
    order->faults += climbs(&order->last_row, &order->row);
    order->last_row = order->row;
    order->row.count = 0;
}
