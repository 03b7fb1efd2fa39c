/* SPDX-License-Identifier: Apache-2.0
 *
 * Loading data sets of a form file into the shapes of dataset_parts.h. The schema has said what may
 * stand where; names that must exist, and placeholders, are checked here.
 */
#include <string.h>

#include "base/text.h"
#include "plugin/dataset_parts.h"

static const struct {
    const char *name;
    dataset_type type;
} type_names[] = {{"text", DATASET_TEXT},     {"number", DATASET_NUMBER}, {"money", DATASET_MONEY},
                  {"yes-no", DATASET_YES_NO}, {"date", DATASET_DATE},     {"cds", DATASET_CDS},
                  {"year", DATASET_YEAR},     {"codes", DATASET_CODES},   {"list", DATASET_LIST}};

static const struct {
    const char *name;
    dataset_hole hole;
} hole_names[] = {{"{year}", HOLE_YEAR},
                  {"{years}", HOLE_YEARS},
                  {"{n}", HOLE_NUMBER},
                  {"{member}", HOLE_MEMBER},
                  {"{*}", HOLE_ANY}};

static const char *attribute(dataset_loader *ld, const xmlNode *node, const char *name) {
    return po_xml_attribute(ld->arena, node, name);
}

static dataset_type load_type(dataset_loader *ld, const xmlNode *node,
                              const dataset_choices *choices) {
    const char *name = attribute(ld, node, "type");
    for (size_t i = 0; name != NULL && i < sizeof type_names / sizeof *type_names; i++)
        if (strcmp(name, type_names[i].name) == 0)
            return type_names[i].type;
    if (name != NULL)
        ld->mistake(ld->context, node, "there is no type", name);
    return choices != NULL ? DATASET_CHOICE : DATASET_TEXT;
}

static const dataset_choices *load_choices(dataset_loader *ld, const xmlNode *node,
                                           const char *name) {
    const char *wanted = attribute(ld, node, name);
    const po_choices *list = wanted == NULL ? NULL : po_map_get(ld->choices, wanted);
    if (list == NULL) {
        if (wanted != NULL)
            ld->mistake(ld->context, node, "the form has no list of choices", wanted);
        return NULL;
    }
    dataset_choices *choices = PO_NEW(ld->arena, dataset_choices);
    choices->list = list;
    choices->by_key = po_map_create(ld->arena);
    for (size_t i = 0; i < list->count; i++) {
        po_choice *choice = PO_NEW(ld->arena, po_choice);
        *choice = list->items[i];
        for (size_t j = 0; j < choice->key_count; j++)
            if (*choice->keys[j] != '\0')
                (void)po_map_add(choices->by_key, choice->keys[j], choice);
    }
    return choices;
}

static const form_record *load_record(dataset_loader *ld, const xmlNode *node) {
    const char *type = attribute(ld, node, "record");
    const form_record *record = type == NULL ? NULL : po_map_get(ld->records, type);
    if (type != NULL && record == NULL)
        ld->mistake(ld->context, node, "the form has no record type", type);
    return record;
}

/* A label with a placeholder becomes a pattern; false if it has none. */
static bool load_pattern(dataset_loader *ld, const char *label, dataset_pattern *ret_pattern) {
    for (size_t i = 0; i < sizeof hole_names / sizeof *hole_names; i++) {
        const char *at = strstr(label, hole_names[i].name);
        if (at == NULL)
            continue;
        ret_pattern->hole = hole_names[i].hole;
        ret_pattern->before =
            po_text_key(ld->arena, po_arena_copy(ld->arena, label, (size_t)(at - label)));
        ret_pattern->behind = po_text_key(ld->arena, at + strlen(hole_names[i].name));
        ret_pattern->before_size = strlen(ret_pattern->before);
        ret_pattern->behind_size = strlen(ret_pattern->behind);
        return true;
    }
    return false;
}

static void load_label(dataset_loader *ld, const xmlNode *node, form_dataset *dataset,
                       dataset_column *column) {
    const char *label = po_xml_text(ld->arena, node), *key = po_text_key(ld->arena, label);
    dataset_pattern pattern = {0};
    if (column->label == NULL)
        column->label = label;
    if (load_pattern(ld, label, &pattern)) {
        *PO_LIST_ADD(ld->arena, &column->patterns) = pattern;
        if (pattern.hole == HOLE_MEMBER && column->members == NULL)
            ld->mistake(ld->context, node, "a label with {member} needs choices:", label);
    } else if (*key == '\0' || (!po_map_add(dataset->by_label, key, column) &&
                                po_map_get(dataset->by_label, key) != column)) {
        ld->mistake(ld->context, node,
                    "a label is empty, or two columns of the data set have it:", label);
    }
}

static void load_labels(dataset_loader *ld, const xmlNode *node, form_dataset *dataset,
                        dataset_column *column) {
    for (const xmlNode *label = po_xml_child(node, NULL); label != NULL;
         label = po_xml_next(label, NULL))
        load_label(ld, label, dataset, column);
}

static dataset_column *new_column(dataset_loader *ld, const xmlNode *node, form_dataset *dataset) {
    dataset_column *column = PO_NEW(ld->arena, dataset_column);
    column->field = attribute(ld, node, "field");
    column->required = po_xml_attribute_yes(node, "required", false);
    column->index = (uint32_t)dataset->columns.count;
    *PO_LIST_ADD(ld->arena, &dataset->columns) = column;
    return column;
}

static void load_column(dataset_loader *ld, const xmlNode *node, form_dataset *dataset) {
    dataset_column *column = new_column(ld, node, dataset);
    column->choices = load_choices(ld, node, "choices");
    column->type = load_type(ld, node, column->choices);
    column->key = po_xml_attribute_yes(node, "key", false);
    column->own = po_xml_attribute_yes(node, "own", false);
    column->quiet = po_xml_attribute_yes(node, "quiet", false);
    column->until = attribute(ld, node, "until");
    column->until_in = attribute(ld, node, "until-in");
    column->part = (uint8_t)po_xml_attribute_long(node, "part", 0);
    load_labels(ld, node, dataset, column);
}

static void load_family(dataset_loader *ld, const xmlNode *node, form_dataset *dataset) {
    dataset_column *column = new_column(ld, node, dataset);
    const char *of = attribute(ld, node, "of");
    column->role = po_text_equal(of, "years")   ? DATASET_YEARS
                   : po_text_equal(of, "flags") ? DATASET_FLAGS
                                                : DATASET_CHILDREN;
    column->members = load_choices(ld, node, "choices");
    column->choices = load_choices(ld, node, "values");
    column->type = load_type(ld, node, column->choices);
    column->record = load_record(ld, node);
    column->member = attribute(ld, node, "member");
    if (column->role == DATASET_CHILDREN && (column->record == NULL || column->member == NULL))
        ld->mistake(
            ld->context, node,
            "a family of records needs a record type and a field for its members:", column->field);
    load_labels(ld, node, dataset, column);
}

static void load_otherwise(dataset_loader *ld, const xmlNode *node, form_dataset *dataset) {
    const char *field = attribute(ld, node, "field");
    for (const xmlNode *child = po_xml_child(node, NULL); child != NULL;
         child = po_xml_next(child, NULL)) {
        const char *name = po_xml_name(child), *text = po_xml_text(ld->arena, child);
        dataset_otherwise *item = PO_LIST_ADD(ld->arena, &dataset->otherwise);
        item->field = field;
        item->value = attribute(ld, child, "value");
        item->reason = po_text_equal(name, "column") ? OTHERWISE_COLUMN
                       : po_text_equal(name, "name") ? OTHERWISE_NAME
                                                     : OTHERWISE_ALWAYS;
        item->text = item->reason == OTHERWISE_ALWAYS ? text : po_text_key(ld->arena, text);
    }
}

static void check_dataset(dataset_loader *ld, const xmlNode *node, form_dataset *dataset) {
    bool by_code = false;
    for (size_t i = 0; i < dataset->columns.count; i++) {
        by_code |= dataset->columns.items[i]->key && dataset->columns.items[i]->type == DATASET_CDS;
        dataset->by_day |= dataset->columns.items[i]->key && dataset->columns.items[i]->type == DATASET_DATE;
    }
    if (by_code == dataset->by_day)
        ld->mistake(ld->context, node, "a data set needs a key column, of type cds or of type date:", dataset->name);
}

static void load_dataset(dataset_loader *ld, const xmlNode *node) {
    form_dataset *dataset = PO_NEW(ld->arena, form_dataset);
    dataset->name = attribute(ld, node, "name");
    dataset->title = attribute(ld, node, "title");
    dataset->record = load_record(ld, node);
    dataset->min = (uint32_t)po_xml_attribute_long(node, "min", 2);
    dataset->own_schools = po_text_equal(attribute(ld, node, "schools"), "own");
    dataset->by_label = po_map_create(ld->arena);
    for (const xmlNode *child = po_xml_child(node, NULL); child != NULL;
         child = po_xml_next(child, NULL)) {
        const char *name = po_xml_name(child);
        if (po_text_equal(name, "column"))
            load_column(ld, child, dataset);
        else if (po_text_equal(name, "family"))
            load_family(ld, child, dataset);
        else if (po_text_equal(name, "otherwise"))
            load_otherwise(ld, child, dataset);
        else if (po_text_equal(name, "tell"))
            dataset_tell_load(ld, child, dataset);
        else if (po_text_equal(name, "year"))
            dataset->year = attribute(ld, child, "field");
    }
    check_dataset(ld, node, dataset);
    *PO_LIST_ADD(ld->arena, &ld->form->datasets) = dataset;
}

void dataset_load_all(dataset_loader *ld, const xmlNode *root) {
    ld->form->blanks = po_map_create(ld->arena);
    for (const xmlNode *node = po_xml_child(root, "blank"); node != NULL;
         node = po_xml_next(node, "blank"))
        (void)po_map_add(ld->form->blanks, po_xml_text(ld->arena, node), ld->form);
    for (const xmlNode *node = po_xml_child(root, "dataset"); node != NULL;
         node = po_xml_next(node, "dataset"))
        load_dataset(ld, node);
}
