/* SPDX-License-Identifier: Apache-2.0
 *
 * Shared strings. An item is <si> with one <t>, or with runs (<r><t>) and readings aids (<rPh><t>) beside each other.
 */
#include "document/xlsx_strings.h"

#include "base/limits.h"
#include "document/sheet_value.h"
#include "document/xlsx_names.h"

const char po_xlsx_too_long[] = "longer than a cell can be; only its beginning was read";

typedef struct reading {
    po_arena *arena;
    po_xlsx_strings list;
    po_buffer text;
    size_t kept; /* bytes */
    bool in_text, in_aid, cut, full;
} reading;

static void on_start(void *user, const po_ooxml_element *element) {
    reading *at = user;
    if (element->name == PO_XLSX_SI) {
        po_buffer_clear(&at->text);
        at->cut = false;
    } else if (element->name == PO_XLSX_R_PH) {
        at->in_aid = true;
    } else if (element->name == PO_XLSX_T) {
        at->in_text = !at->in_aid;
    }
}

static void add_string(reading *at) {
    if (at->list.count >= PO_LIMIT_SHARED_STRINGS || at->kept > PO_LIMIT_SHARED_BYTES) {
        at->full = true;
        return;
    }
    *PO_LIST_ADD(at->arena, &at->list) = (po_xlsx_string){
        po_sheet_text(at->arena, po_buffer_text(&at->text), at->text.size, true), at->cut ? po_xlsx_too_long : NULL};
    at->kept += at->text.size;
}

static void on_end(void *user, int name) {
    reading *at = user;
    if (name == PO_XLSX_SI) {
        add_string(at);
    } else if (name == PO_XLSX_R_PH) {
        at->in_aid = false;
    } else if (name == PO_XLSX_T) {
        at->in_text = false;
    }
}

static void on_text(void *user, const char *text, size_t size) {
    reading *at = user;
    if (!at->in_text) {
        return;
    }
    at->cut = at->cut || size > PO_LIMIT_CELL_BYTES - at->text.size;
    if (!at->cut) {
        po_buffer_add(&at->text, text, size);
    }
}

static po_status read_all(reading *at, po_ooxml_package *package, const char *part, po_error *err) {
    po_ooxml_handler handler = {at, on_start, on_end, on_text};
    po_ooxml_stream *stream = NULL;
    po_status status = po_ooxml_stream_open(package, part, &po_xlsx_vocabulary, &handler, &stream, err);
    for (bool more = true; status == PO_OK && more && !at->full;) {
        status = po_ooxml_stream_step(stream, &more, err);
    }
    if (status == PO_OK && at->full) {
        status = po_error_set(
            err, PO_E_LIMIT,
            "this workbook holds more than %zu different texts or %zu MB of them, which is more than is read: "
            "give it in parts",
            PO_LIMIT_SHARED_STRINGS, PO_LIMIT_SHARED_BYTES >> 20);
    }
    po_ooxml_stream_close(stream);
    return status;
}

po_status po_xlsx_strings_read(po_ooxml_package *package, const char *part, po_arena *arena,
                               po_xlsx_strings *ret_strings, po_error *err) {
    reading at = {.arena = arena};
    po_status status = part && po_ooxml_package_has(package, part) ? read_all(&at, package, part, err) : PO_OK;
    if (status == PO_OK) {
        *ret_strings = at.list;
    }
    po_buffer_finish(&at.text);
    return status;
}
