/* SPDX-License-Identifier: Apache-2.0
 *
 * <tell>: a field that no column holds, told by words in other columns: that an event of a calendar is a meeting of the board, and a special one.
 *
 * Columns are asked in the form's order and each by all phrases in the form's order; the first phrase that stands there as whole words
 * tells. Printed is the phrase and not the cell, which may hold a text about persons.
 */
#include <string.h>

#include "base/text.h"
#include "plugin/dataset_parts.h"

enum { TELL_BYTES = 4096 }; /* of a long text, its beginning */

/* ---- loading --------------------------------------------------------------------------------------------------- */

static bool has_column(const form_dataset *dataset, const char *field) {
    for (size_t i = 0; i < dataset->columns.count; i++)
        if (po_text_equal(dataset->columns.items[i]->field, field))
            return true;
    return false;
}

void dataset_tell_load(dataset_loader *ld, const xmlNode *node, form_dataset *dataset) {
    dataset_tell *tell = PO_LIST_ADD(ld->arena, &dataset->tells);
    const char *from = po_xml_attribute(ld->arena, node, "from");
    tell->field = po_xml_attribute(ld->arena, node, "field");
    tell->when = po_xml_attribute(ld->arena, node, "when");
    tell->from_count = po_text_split(ld->arena, from ? from : "", ' ', &tell->from);
    for (size_t i = 0; i < tell->from_count; i++)
        if (!has_column(dataset, tell->from[i]))
            ld->mistake(ld->context, node, "no column before this has the field", tell->from[i]);
    for (const xmlNode *as = po_xml_child(node, "as"); as != NULL; as = po_xml_next(as, "as")) {
        dataset_phrase *phrase = PO_LIST_ADD(ld->arena, &tell->phrases);
        phrase->value = po_xml_attribute(ld->arena, as, "value");
        phrase->doubt = po_xml_attribute(ld->arena, as, "doubt");
        phrase->printed = po_xml_text(ld->arena, as);
        phrase->words = po_arena_printf(ld->arena, " %s ", po_text_words(ld->arena, phrase->printed));
    }
}

/* ---- a row ------------------------------------------------------------------------------------------------------- */

static const po_cell *cell_of(const dataset_run *run, const char *field) {
    for (size_t i = 0; i < run->layout->slots.count; i++) {
        const dataset_slot *slot = run->layout->slots.items[i];
        if (po_text_equal(slot->field, field) && run->cells[slot->grid] != NULL)
            return run->cells[slot->grid];
    }
    return NULL;
}

static const dataset_phrase *phrase_in(dataset_run *run, const dataset_tell *tell, const po_cell *cell) {
    size_t size = strnlen(cell->text, TELL_BYTES);
    bool cut = size == TELL_BYTES;
    while (cut && size > 0 && ((unsigned char)cell->text[size] & 0xC0) == 0x80)
        size--; /* never inside a character */
    const char *beginning = po_arena_copy(run->scratch, cell->text, size);
    const char *words = po_arena_printf(run->scratch, " %s ", po_text_words(run->scratch, beginning));
    for (size_t i = 0; i < tell->phrases.count; i++)
        if (strstr(words, tell->phrases.items[i].words) != NULL)
            return &tell->phrases.items[i];
    return NULL;
}

bool dataset_tell_read(dataset_run *run, const dataset_tell *tell, po_field *ret_field) {
    *ret_field = (po_field){0};
    for (size_t i = 0; i < tell->from_count; i++) {
        const po_cell *cell = cell_of(run, tell->from[i]);
        const dataset_phrase *phrase = cell != NULL ? phrase_in(run, tell, cell) : NULL;
        if (phrase == NULL)
            continue;
        *ret_field = (po_field){.name = tell->field, .text = phrase->printed, .value = phrase->value, .at = cell->at,
                                .at_count = cell->at_count, .doubt = phrase->doubt};
        return strcmp(phrase->value, "-") != 0;
    }
    return false;
}
