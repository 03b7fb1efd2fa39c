/* SPDX-License-Identifier: Apache-2.0
 *
 * numbering.xml. A list (w:num) is an instance of an abstract one; instances share its count, unless one overrides the start.
 *
 * Every bullet is read as U+2022: which glyph it is depends on fonts like Symbol and Wingdings, whose codes are not letters.
 * Not here: picture bullets (a bullet), numbers in words and in other scripts (shown as figures).
 */
#include "document/docx_numbering.h"

#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "document/docx_xml.h"

enum { LEVELS = 9, COUNT_MAX = 1000000, LETTERS_MAX = 26 * 8, ROMAN_MAX = 3999, LABEL_MAX = 80 };

typedef enum format { FORMAT_DECIMAL, FORMAT_ZERO, FORMAT_LOWER, FORMAT_UPPER, FORMAT_ROMAN, FORMAT_UPPER_ROMAN,
                      FORMAT_BULLET, FORMAT_NONE } format;

typedef struct level {
    format format;
    const char *text; /* "%1.%2"; NULL: none */
    uint32_t start;
    bool legal; /* figures whatever the other levels are */
} level;

typedef struct abstract {
    level levels[LEVELS];
    uint32_t counts[LEVELS];
    bool counted[LEVELS];
} abstract;

typedef struct list {
    abstract *of;
    level *own[LEVELS];          /* overridden here, or NULL */
    uint32_t starts[LEVELS];     /* overridden here */
    bool restarts[LEVELS];       /* and not yet used */
} list;

struct po_docx_numbering {
    po_arena *arena;
    po_map *abstracts, *lists;
    abstract *in_abstract; /* while reading */
    list *in_list;
    uint32_t override;
    level *open;
};

/* --- reading --- */

static void begin_abstract(po_docx_numbering *at, const po_docx_element *element) {
    const char *id = po_ooxml_attribute_copy(at->arena, element, "abstractNumId");
    at->in_list = NULL;
    at->in_abstract = PO_NEW(at->arena, abstract);
    po_map_set(at->abstracts, id ? id : "", at->in_abstract);
}

static void begin_list(po_docx_numbering *at, const po_docx_element *element) {
    const char *id = po_ooxml_attribute_copy(at->arena, element, "numId");
    at->in_abstract = NULL;
    at->in_list = PO_NEW(at->arena, list);
    po_map_set(at->lists, id ? id : "", at->in_list);
}

static void begin_level(po_docx_numbering *at, const po_docx_element *element) {
    uint32_t index = po_ooxml_attribute_number(element, "ilvl", 0);
    at->open = NULL;
    if (index >= LEVELS) {
        return;
    }
    if (at->in_list) {
        at->open = PO_NEW(at->arena, level);
        at->in_list->own[index] = at->open;
    } else if (at->in_abstract) {
        at->open = &at->in_abstract->levels[index];
    }
}

static format format_of(const po_docx_element *element) {
    static const struct {
        const char *name;
        format format;
    } formats[] = {{"bullet", FORMAT_BULLET},       {"none", FORMAT_NONE},
                   {"lowerLetter", FORMAT_LOWER},   {"upperLetter", FORMAT_UPPER},
                   {"lowerRoman", FORMAT_ROMAN},    {"upperRoman", FORMAT_UPPER_ROMAN},
                   {"decimalZero", FORMAT_ZERO}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (po_ooxml_attribute_is(element, "val", formats[i].name)) {
            return formats[i].format;
        }
    }
    return FORMAT_DECIMAL;
}

static void in_level(po_docx_numbering *at, const po_docx_element *element) {
    if (element->name == PO_DOCX_NUM_FMT) {
        at->open->format = format_of(element);
    } else if (element->name == PO_DOCX_LVL_TEXT) {
        const char *text = po_ooxml_attribute_copy(at->arena, element, "val");
        at->open->text = text && strlen(text) <= LABEL_MAX ? text : NULL;
    } else if (element->name == PO_DOCX_START) {
        at->open->start = po_ooxml_attribute_number(element, "val", 1);
    } else if (element->name == PO_DOCX_IS_LGL) {
        at->open->legal = po_docx_on(element);
    }
}

static void in_list(po_docx_numbering *at, const po_docx_element *element) {
    if (element->name == PO_DOCX_ABSTRACT_NUM_ID) {
        const char *id = po_ooxml_attribute_copy(at->arena, element, "val");
        at->in_list->of = po_map_get(at->abstracts, id ? id : "");
    } else if (element->name == PO_DOCX_LVL_OVERRIDE) {
        at->override = po_ooxml_attribute_number(element, "ilvl", 0);
    } else if (element->name == PO_DOCX_START_OVERRIDE && at->override < LEVELS) {
        at->in_list->starts[at->override] = po_ooxml_attribute_number(element, "val", 1);
        at->in_list->restarts[at->override] = true;
    }
}

static void on_start(void *user, const po_docx_element *element) {
    po_docx_numbering *at = user;
    if (element->name == PO_DOCX_ABSTRACT_NUM) {
        begin_abstract(at, element);
    } else if (element->name == PO_DOCX_NUM) {
        begin_list(at, element);
    } else if (element->name == PO_DOCX_LVL) {
        begin_level(at, element);
    } else if (at->open) {
        in_level(at, element);
    } else if (at->in_list) {
        in_list(at, element);
    }
}

static void on_end(void *user, po_docx_name name) {
    po_docx_numbering *at = user;
    if (name == PO_DOCX_LVL) {
        at->open = NULL;
    } else if (name == PO_DOCX_NUM) {
        at->in_list = NULL;
    } else if (name == PO_DOCX_ABSTRACT_NUM) {
        at->in_abstract = NULL;
    }
}

po_status po_docx_numbering_read(po_ooxml_package *package, const char *part, po_docx_numbering **ret_numbering,
                                 po_error *err) {
    po_arena *arena = po_ooxml_package_arena(package);
    po_docx_numbering *numbering = PO_NEW(arena, po_docx_numbering);
    numbering->arena = arena;
    numbering->abstracts = po_map_create(arena);
    numbering->lists = po_map_create(arena);
    *ret_numbering = numbering;
    if (!part || !po_ooxml_package_has(package, part)) {
        return PO_OK;
    }
    po_docx_handler handler = {numbering, on_start, on_end, NULL};
    return po_docx_xml_read(package, part, &handler, err);
}

/* --- counting --- */

static const level *level_of(const list *of, uint32_t index) {
    return of->own[index] ? of->own[index] : &of->of->levels[index];
}

static void count(list *of, uint32_t index) {
    abstract *shared = of->of;
    for (uint32_t i = 0; i <= index; i++) { /* levels above that never had a paragraph stand at their start */
        bool restart = of->restarts[i];
        if (restart || !shared->counted[i]) {
            shared->counts[i] = restart ? of->starts[i] : level_of(of, i)->start;
            of->restarts[i] = false;
            shared->counted[i] = true;
        } else if (i == index && shared->counts[i] < COUNT_MAX) {
            shared->counts[i]++;
        }
    }
    for (uint32_t i = index + 1; i < LEVELS; i++) {
        shared->counted[i] = false;
    }
}

/* a to z, then aa, bb, as Word does. */
static void add_letters(po_buffer *label, uint32_t number, char first) {
    if (number == 0 || number > LETTERS_MAX) {
        po_buffer_printf(label, "%u", number);
        return;
    }
    for (uint32_t i = 0; i <= (number - 1) / 26; i++) {
        po_buffer_add_char(label, (char)(first + (char)((number - 1) % 26)));
    }
}

static void add_roman(po_buffer *label, uint32_t number, bool upper) {
    static const struct {
        uint32_t value;
        const char *lower, *upper;
    } signs[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"}, {100, "c", "C"},
                 {90, "xc", "XC"}, {50, "l", "L"},    {40, "xl", "XL"}, {10, "x", "X"},   {9, "ix", "IX"},
                 {5, "v", "V"},    {4, "iv", "IV"},   {1, "i", "I"}};
    if (number == 0 || number > ROMAN_MAX) {
        po_buffer_printf(label, "%u", number);
        return;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        for (; number >= signs[i].value; number -= signs[i].value) {
            po_buffer_add_text(label, upper ? signs[i].upper : signs[i].lower);
        }
    }
}

static void add_number(po_buffer *label, uint32_t number, format as) {
    switch (as) {
    case FORMAT_LOWER:
    case FORMAT_UPPER:
        add_letters(label, number, as == FORMAT_UPPER ? 'A' : 'a');
        break;
    case FORMAT_ROMAN:
    case FORMAT_UPPER_ROMAN:
        add_roman(label, number, as == FORMAT_UPPER_ROMAN);
        break;
    case FORMAT_ZERO:
        po_buffer_printf(label, "%02u", number);
        break;
    case FORMAT_DECIMAL:
        po_buffer_printf(label, "%u", number);
        break;
    case FORMAT_BULLET:
    case FORMAT_NONE:
    default:
        break;
    }
}

static void write_label(const list *of, uint32_t index, po_buffer *label) {
    const level *at = level_of(of, index);
    if (at->format == FORMAT_BULLET) {
        po_buffer_add_text(label, "\xE2\x80\xA2");
        return;
    }
    for (const char *c = at->text ? at->text : ""; *c; c++) {
        if (*c != '%' || c[1] < '1' || c[1] > '9') {
            po_buffer_add_char(label, *c);
            continue;
        }
        uint32_t which = (uint32_t)(*++c - '1');
        const level *named = level_of(of, which);
        bool figures = at->legal && named->format != FORMAT_ZERO;
        add_number(label, of->of->counts[which], figures ? FORMAT_DECIMAL : named->format);
    }
}

bool po_docx_numbering_next(po_docx_numbering *numbering, uint32_t id, uint32_t index, po_buffer *label) {
    char key[16];
    (void)snprintf(key, sizeof key, "%u", id);
    list *found = po_map_get(numbering->lists, key);
    if (!found || !found->of || index >= LEVELS) {
        return false;
    }
    count(found, index);
    write_label(found, index, label);
    return true;
}
