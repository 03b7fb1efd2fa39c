/* SPDX-License-Identifier: Apache-2.0
 *
 * styles.xml. A style takes what it does not say from the one it is based on; chains are cut after 32 steps, so that a
 * circle ends.
 *
 * Headings are told by outline level, which survives renaming and translation, and by the built-in names ("heading 1"; Word writes them
 * in English whatever its language). "Title" is a heading of level 1.
 */
#include "document/docx_styles.h"

#include <string.h>
#include <strings.h>

#include "base/map.h"
#include "document/docx_xml.h"

enum { CHAIN_MAX = 32 };

typedef struct style {
    const char *based_on;
    po_docx_style own;
    bool resolved;
} style;

struct po_docx_styles {
    po_arena *arena;
    po_map *by_id;
    style *fallback; /* the default paragraph style */
    style *open;     /* the one being read */
    unsigned skip;   /* elements open inside something that is not of interest */
};

static const po_docx_style unset = {PO_DOCX_UNSET, PO_DOCX_UNSET, PO_DOCX_UNSET};

static void begin_style(po_docx_styles *styles, const po_docx_element *element) {
    const char *id = po_ooxml_attribute_copy(styles->arena, element, "styleId");
    size_t size = 0;
    bool typed = po_ooxml_attribute(element, "type", &size) != NULL;
    if (!id || (typed && !po_ooxml_attribute_is(element, "type", "paragraph"))) {
        styles->open = NULL;
        return;
    }
    style *added = PO_NEW(styles->arena, style);
    added->own = unset;
    styles->open = added;
    po_map_set(styles->by_id, id, added);
    if (po_ooxml_attribute_is(element, "default", "1") || po_ooxml_attribute_is(element, "default", "true")) {
        styles->fallback = added;
    }
}

/* "heading 3" is outline level 2. */
static void take_name(style *open, const char *name) {
    if (!name || open->own.outline != PO_DOCX_UNSET) {
        return;
    }
    if (strncasecmp(name, "heading ", 8) == 0 && name[8] >= '1' && name[8] <= '9' && !name[9]) {
        open->own.outline = name[8] - '1';
    } else if (strcasecmp(name, "title") == 0) {
        open->own.outline = 0;
    }
}

static void on_start(void *user, const po_docx_element *element) {
    po_docx_styles *styles = user;
    if (styles->skip) {
        styles->skip++;
        return;
    }
    if (element->name == PO_DOCX_STYLE) {
        begin_style(styles, element);
        return;
    }
    if (element->name == PO_DOCX_P_CHANGE || element->name == PO_DOCX_R_PR || element->name == PO_DOCX_TBL_PR) {
        styles->skip = 1;
        return;
    }
    style *open = styles->open;
    if (!open) {
        return;
    }
    if (element->name == PO_DOCX_NAME) {
        take_name(open, po_ooxml_attribute_copy(styles->arena, element, "val"));
    } else if (element->name == PO_DOCX_BASED_ON) {
        open->based_on = po_ooxml_attribute_copy(styles->arena, element, "val");
    } else if (element->name == PO_DOCX_OUTLINE) {
        open->own.outline = (int32_t)(po_ooxml_attribute_number(element, "val", PO_DOCX_BODY_TEXT) % 10);
    } else if (element->name == PO_DOCX_NUM_ID) {
        open->own.list = po_ooxml_attribute_number(element, "val", 0);
    } else if (element->name == PO_DOCX_ILVL) {
        open->own.list_level = (int32_t)(po_ooxml_attribute_number(element, "val", 0) % 9);
    }
}

static void on_end(void *user, po_docx_name name) {
    po_docx_styles *styles = user;
    if (styles->skip) {
        styles->skip--;
    } else if (name == PO_DOCX_STYLE) {
        styles->open = NULL;
    }
}

po_status po_docx_styles_read(po_ooxml_package *package, const char *part, po_docx_styles **ret_styles, po_error *err) {
    po_arena *arena = po_ooxml_package_arena(package);
    po_docx_styles *styles = PO_NEW(arena, po_docx_styles);
    styles->arena = arena;
    styles->by_id = po_map_create(arena);
    *ret_styles = styles;
    if (!part || !po_ooxml_package_has(package, part)) {
        return PO_OK;
    }
    po_docx_handler handler = {styles, on_start, on_end, NULL};
    return po_docx_xml_read(package, part, &handler, err);
}

static void resolve(po_docx_styles *styles, style *of) {
    const style *at = of;
    for (unsigned steps = 0; steps < CHAIN_MAX && at->based_on; steps++) {
        at = po_map_get(styles->by_id, at->based_on);
        if (!at) {
            break;
        }
        of->own.outline = of->own.outline == PO_DOCX_UNSET ? at->own.outline : of->own.outline;
        of->own.list = of->own.list == PO_DOCX_UNSET ? at->own.list : of->own.list;
        of->own.list_level = of->own.list_level == PO_DOCX_UNSET ? at->own.list_level : of->own.list_level;
    }
    of->resolved = true;
}

po_docx_style po_docx_styles_find(po_docx_styles *styles, const char *id) {
    style *found = id ? po_map_get(styles->by_id, id) : styles->fallback;
    if (!found) {
        return unset;
    }
    if (!found->resolved) {
        resolve(styles, found);
    }
    return found->own;
}
