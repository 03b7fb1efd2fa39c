/* SPDX-License-Identifier: Apache-2.0
 *
 * Loading a form file into the shapes of form_parts.h.
 *
 * The schema has said what may stand where; what it cannot say (that a record, a choice list or a spill column named here exists there)
 * is checked here, with the line. Order in the file is kept: it breaks ties, and forms will write templates one day.
 */
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "plugin/dataset_parts.h"

#define SECTION_DEPTH_MAX 8

typedef struct loader {
    po_form *form;
    po_arena *arena;
    po_diagnostics *diagnostics;
    po_map *records, *choices;
    size_t mistakes;
} loader;

static void mistake(loader *ld, const xmlNode *node, const char *what, const char *name) {
    char place[32] = "";
    po_buffer line = {0};
    po_buffer_printf(&line, "%d", po_xml_line(node));
    strncpy(place, po_buffer_text(&line), sizeof place - 1);
    po_buffer_finish(&line);
    po_diagnose(ld->diagnostics, PO_ERROR, "FORM-001", ld->form->path, place, "%s '%s'", what, name);
    ld->mistakes++;
}

static const form_record *find_record(loader *ld, const xmlNode *node, const char *attribute,
                                      const form_record *fallback) {
    const char *name = po_xml_attribute(ld->arena, node, attribute);
    if (name == NULL)
        return fallback;
    const form_record *record = po_map_get(ld->records, name);
    if (record == NULL)
        mistake(ld, node, "the form has no record type", name);
    return record;
}

static form_target load_target(loader *ld, const xmlNode *node, const form_record *fallback) {
    form_target target = {.record = find_record(ld, node, "record", fallback),
                          .field = po_xml_attribute(ld->arena, node, "field"),
                          .type = PO_VALUE_TEXT};
    const char *type = po_xml_attribute(ld->arena, node, "type");
    if (type != NULL && !po_value_type_parse(type, &target.type))
        mistake(ld, node, "there is no type", type);
    const char *choices = po_xml_attribute(ld->arena, node, "choices");
    const po_choices *list = choices == NULL ? NULL : po_map_get(ld->choices, choices);
    if (list != NULL)
        target.choices = *list;
    else if (choices != NULL)
        mistake(ld, node, "the form has no list of choices", choices);
    if (target.field != NULL && target.record == NULL)
        mistake(ld, node, "no record type for the field", target.field);
    return target;
}

static form_target load_year(loader *ld, const xmlNode *node) {
    const xmlNode *year = po_xml_child(node, "year");
    return year == NULL ? (form_target){0} : load_target(ld, year, NULL);
}

static void add_label(loader *ld, const xmlNode *node, const form_item *item) {
    const char *key = form_fold_key(ld->arena, po_xml_text(ld->arena, node));
    if (*key == '\0') {
        mistake(ld, node, "a label needs letters or digits", po_xml_text(ld->arena, node));
        return;
    }
    *PO_LIST_ADD(ld->arena, &ld->form->label_list) =
        (form_label){.key = key,
                     .size = strlen(key),
                     .item = item,
                     .order = (uint32_t)ld->form->label_list.count,
                     .strong = po_xml_attribute_yes(node, "strong", false),
                     .start = po_xml_attribute_yes(node, "start", false)};
}

/* Labels and aliases of `node` lead to `item`. */
static void add_labels(loader *ld, const xmlNode *node, form_item *item) {
    for (const xmlNode *child = po_xml_child(node, NULL); child != NULL;
         child = po_xml_next(child, NULL)) {
        const char *name = po_xml_name(child);
        if (!po_text_equal(name, "label") && !po_text_equal(name, "alias"))
            continue;
        if (item->label == NULL)
            item->label = po_xml_text(ld->arena, child);
        add_label(ld, child, item);
    }
}

static form_item *new_item(loader *ld, form_kind kind, const form_section *section) {
    form_item *item = PO_NEW(ld->arena, form_item);
    item->kind = kind;
    item->section = section;
    return item;
}

/* A <text> is its own label. */
static void load_text(loader *ld, const xmlNode *node, const form_section *section,
                      const form_item *prompt) {
    form_item *item = new_item(ld, FORM_TEXT, section);
    item->prompt = prompt;
    item->label = po_xml_text(ld->arena, node);
    add_label(ld, node, item);
}

static void load_texts(loader *ld, const xmlNode *node, const form_section *section,
                       const form_item *prompt) {
    for (const xmlNode *text = po_xml_child(node, "text"); text != NULL;
         text = po_xml_next(text, "text"))
        load_text(ld, text, section, prompt);
}

static void load_heading(loader *ld, const xmlNode *node, const form_section *section) {
    form_item *item = new_item(ld, FORM_TEXT, section);
    item->year = load_year(ld, node);
    add_labels(ld, node, item);
    load_texts(ld, node, section, NULL);
}

/* What a numbered label asks when it stands again, with a colon. */
static const form_item *load_again(loader *ld, const xmlNode *node, const form_item *first, const form_section *section) {
    const char *field = po_xml_attribute(ld->arena, node, "again");
    if (field == NULL)
        return NULL;
    form_item *item = new_item(ld, FORM_PROMPT, section);
    item->target = (form_target){.record = first->target.record, .field = field, .type = PO_VALUE_TEXT};
    item->lead = item->target;
    item->lead.field = NULL;
    item->label = po_xml_text(ld->arena, po_xml_child(node, "label"));
    return item;
}

static void load_prompt(loader *ld, const xmlNode *node, const form_section *section) {
    form_item *item = new_item(ld, FORM_PROMPT, section);
    item->target = load_target(ld, node, section->record);
    item->numbered = po_xml_attribute_yes(node, "numbered", false);
    item->one_line = item->numbered || po_xml_attribute_yes(node, "one-line", false);
    item->again = load_again(ld, node, item, section);
    item->lead = item->target;
    item->lead.field = po_xml_attribute(ld->arena, node, "lead");
    item->year = load_year(ld, node);
    add_labels(ld, node, item);
    load_texts(ld, node, section, item);
}

static void load_sentence(loader *ld, const xmlNode *node, form_section *section) {
    form_sentence *sentence = PO_NEW(ld->arena, form_sentence);
    const char *wrong = NULL;
    const form_record *record = find_record(ld, node, "record", section->record);
    if (!form_sentence_parse(ld->arena, po_xml_text(ld->arena, node), record, sentence, &wrong))
        mistake(ld, node, "this sentence cannot be read, see", wrong);
    else
        *PO_LIST_ADD(ld->arena, &section->sentences) = sentence;
}

/* ---- tables ---- */

static void add_header(loader *ld, const char *key, const form_table *table,
                       const form_column *column) {
    form_headers *headers = po_map_get(ld->form->headers, key);
    if (*key == '\0')
        return;
    if (headers == NULL) {
        headers = PO_NEW(ld->arena, form_headers);
        (void)po_map_add(ld->form->headers, key, headers);
    }
    for (size_t i = 0; i < headers->count; i++)
        if (headers->items[i].table == table)
            return; /* the first column of a table with this label keeps it */
    *PO_LIST_ADD(ld->arena, headers) = (form_header){.table = table, .column = column};
}

static form_target load_part(loader *ld, const xmlNode *node, const char *name,
                             const form_record *record) {
    const xmlNode *part = po_xml_child(node, name);
    return part == NULL ? (form_target){0} : load_target(ld, part, record);
}

static const form_items *load_items(loader *ld, const xmlNode *column) {
    const xmlNode *node = po_xml_child(column, "items");
    if (node == NULL)
        return NULL;
    form_items *items = PO_NEW(ld->arena, form_items);
    items->record = find_record(ld, node, "record", NULL);
    items->head = load_part(ld, node, "head", items->record);
    items->body = load_part(ld, node, "body", items->record);
    items->tail = load_part(ld, node, "tail", items->record);
    items->rest = load_part(ld, node, "rest", items->record);
    items->beside = po_xml_attribute(ld->arena, node, "beside");
    return items;
}

/* <count field= choices= number=>, or a table's column of kinds. */
static const form_count *load_count(loader *ld, const xmlNode *node, const form_target *kind,
                                    const char *number) {
    form_count *count = PO_NEW(ld->arena, form_count);
    count->kind = *kind;
    count->number = (form_target){.record = kind->record, .field = number, .type = PO_VALUE_NUMBER};
    if (kind->choices.count == 0 || kind->field == NULL)
        mistake(ld, node, "what is counted by kind needs a field with choices for", number);
    return count;
}

static const form_options *load_options(loader *ld, const xmlNode *node,
                                        const form_section *section) {
    form_options *options = PO_NEW(ld->arena, form_options);
    options->target = load_target(ld, node, section->record);
    options->target.type = PO_VALUE_TICKS;
    options->detail = (form_target){.record = options->target.record,
                                    .field = po_xml_attribute(ld->arena, node, "detail")};
    return options;
}

static void load_column(loader *ld, const xmlNode *node, form_table *table) {
    form_column *column = PO_NEW(ld->arena, form_column);
    const char *role = po_xml_attribute(ld->arena, node, "role");
    column->target = load_target(ld, node, table->record);
    column->target.items = load_items(ld, node);
    column->required = po_xml_attribute_yes(node, "required", false);
    const char *anchor = po_xml_attribute(ld->arena, node, "anchor");
    column->anchor = po_text_equal(anchor, "yes");
    column->fallback = po_text_equal(anchor, "fallback");
    column->ticks = po_xml_attribute_yes(node, "ticks", false);
    column->pair_labels = po_text_equal(role, "labels");
    column->pair_values = po_text_equal(role, "values");
    column->label = po_xml_text(ld->arena, po_xml_child(node, "label"));
    column->index = (uint32_t)table->columns.count;
    table->required += column->required;
    *PO_LIST_ADD(ld->arena, &table->columns) = column;
}

/* Whole labels of all columns first, then labels without what stands in brackets or numbers them, so that a shortened
 * label never takes a whole one away from another column. */
static void add_headers(loader *ld, const xmlNode *node, const form_table *table, bool shortened) {
    size_t n = 0;
    for (const xmlNode *column = po_xml_child(node, "column"); column != NULL;
         column = po_xml_next(column, "column"), n++)
        for (const xmlNode *child = po_xml_child(column, NULL); child != NULL;
             child = po_xml_next(child, NULL)) {
            const char *text = po_xml_text(ld->arena, child);
            if (shortened)
                text = form_short_label(ld->arena, text);
            add_header(ld, form_fold_key(ld->arena, text), table, table->columns.items[n]);
        }
}

static void load_pairs(loader *ld, const xmlNode *node, form_table *table) {
    for (const xmlNode *pair = po_xml_child(node, "pair"); pair != NULL;
         pair = po_xml_next(pair, "pair")) {
        form_target *target = PO_NEW(ld->arena, form_target);
        *target = load_target(ld, pair, table->record);
        if (table->pairs == NULL)
            table->pairs = po_map_create(ld->arena);
        for (const xmlNode *label = po_xml_child(pair, NULL); label != NULL;
             label = po_xml_next(label, NULL))
            (void)po_map_add(table->pairs, form_fold_key(ld->arena, po_xml_text(ld->arena, label)),
                             target);
    }
}

static void find_spill(loader *ld, const xmlNode *node, form_table *table) {
    const char *spill = po_xml_attribute(ld->arena, node, "spill");
    for (size_t i = 0; spill != NULL && i < table->columns.count; i++)
        if (po_text_equal(table->columns.items[i]->target.field, spill))
            table->spill = table->columns.items[i];
    if (spill != NULL && table->spill == NULL)
        mistake(ld, node, "the table has no column for the field", spill);
}

/* Items whose bodies stand in another column: it must be there. */
static void find_beside(loader *ld, const xmlNode *node, const form_table *table) {
    for (size_t i = 0; i < table->columns.count; i++) {
        const form_items *items = table->columns.items[i]->target.items;
        const char *beside = items == NULL ? NULL : items->beside;
        bool found = beside == NULL;
        for (size_t j = 0; j < table->columns.count && !found; j++)
            found = j != i && po_text_equal(table->columns.items[j]->target.field, beside);
        if (!found)
            mistake(ld, node, "the table has no other column for the field", beside);
    }
}

/* The first column with choices says of which kind a row is. */
static void find_count(loader *ld, const xmlNode *node, form_table *table) {
    const char *number = po_xml_attribute(ld->arena, node, "count");
    for (size_t i = 0; number != NULL && table->count == NULL && i < table->columns.count; i++)
        if (table->columns.items[i]->target.choices.count > 0)
            table->count = load_count(ld, node, &table->columns.items[i]->target, number);
    if (number != NULL && table->count == NULL)
        mistake(ld, node, "the table has no column with choices to count by for the field", number);
}

static void load_table(loader *ld, const xmlNode *node, const form_section *section) {
    form_table *table = PO_NEW(ld->arena, form_table);
    table->name = po_xml_attribute(ld->arena, node, "name");
    table->title = po_xml_attribute(ld->arena, node, "title");
    table->section = section;
    table->record = find_record(ld, node, "record", section->record);
    table->each_row = po_text_equal(po_xml_attribute(ld->arena, node, "each"), "row");
    table->strong = po_xml_attribute_yes(node, "strong", false);
    table->min = (uint32_t)po_xml_attribute_long(node, "min", 2);
    table->totals = find_record(ld, node, "totals", NULL);
    table->index = (uint32_t)ld->form->tables.count;
    for (const xmlNode *column = po_xml_child(node, "column"); column != NULL;
         column = po_xml_next(column, "column"))
        load_column(ld, column, table);
    find_spill(ld, node, table);
    find_beside(ld, node, table);
    find_count(ld, node, table);
    add_headers(ld, node, table, false);
    add_headers(ld, node, table, true);
    load_pairs(ld, node, table);
    if (table->title == NULL)
        table->title = table->name;
    form_record *rows = !table->each_row || table->record == NULL
                            ? NULL
                            : po_map_get(ld->records, table->record->type);
    if (rows != NULL)
        rows->rows = true;
    *PO_LIST_ADD(ld->arena, &ld->form->tables) = table;
}

/* ---- sections ---- */

static void load_section(loader *ld, const xmlNode *node, const form_section *parent);

static const form_count *load_count_lines(loader *ld, const xmlNode *node,
                                          const form_section *section) {
    form_target kind = load_target(ld, node, section->record);
    return load_count(ld, node, &kind, po_xml_attribute(ld->arena, node, "number"));
}

static void load_member(loader *ld, const xmlNode *node, form_section *section) {
    const char *name = po_xml_name(node);
    if (po_text_equal(name, "text"))
        load_text(ld, node, section, NULL);
    else if (po_text_equal(name, "heading"))
        load_heading(ld, node, section);
    else if (po_text_equal(name, "prompt"))
        load_prompt(ld, node, section);
    else if (po_text_equal(name, "table"))
        load_table(ld, node, section);
    else if (po_text_equal(name, "sentence"))
        load_sentence(ld, node, section);
    else if (po_text_equal(name, "options"))
        section->options = load_options(ld, node, section);
    else if (po_text_equal(name, "count"))
        section->count = load_count_lines(ld, node, section);
    else if (po_text_equal(name, "section"))
        load_section(ld, node, section);
}

static void load_section(loader *ld, const xmlNode *node, const form_section *parent) {
    form_section *section = PO_NEW(ld->arena, form_section);
    form_item *item = new_item(ld, FORM_SECTION, section);
    section->name = po_xml_attribute(ld->arena, node, "name");
    section->parent = parent;
    section->depth = parent == NULL ? 0 : parent->depth + 1;
    section->skip = po_xml_attribute_yes(node, "skip", false);
    section->closed = po_xml_attribute_yes(node, "closed", false);
    section->quiet = po_xml_attribute_yes(node, "quiet", false);
    section->record = find_record(ld, node, "record", parent == NULL ? NULL : parent->record);
    if (section->depth > SECTION_DEPTH_MAX) {
        mistake(ld, node, "sections stand too deep in one another at", section->name);
        return;
    }
    item->year = load_year(ld, node);
    add_labels(ld, node, item);
    *PO_LIST_ADD(ld->arena, &ld->form->sections) = section;
    for (const xmlNode *child = po_xml_child(node, NULL); child != NULL;
         child = po_xml_next(child, NULL))
        load_member(ld, child, section);
}

/* ---- the head of the form ---- */

static void load_records(loader *ld, const xmlNode *root) {
    for (const xmlNode *node = po_xml_child(root, "record"); node != NULL;
         node = po_xml_next(node, "record")) {
        form_record *record = PO_NEW(ld->arena, form_record);
        record->type = po_xml_attribute(ld->arena, node, "type");
        record->id = po_xml_attribute(ld->arena, node, "id");
        record->parent = find_record(ld, node, "parent", NULL);
        record->index = (uint32_t)ld->form->records.count;
        *PO_LIST_ADD(ld->arena, &ld->form->records) = record;
        if (record->type != NULL && !po_map_add(ld->records, record->type, record))
            mistake(ld, node, "this record type is there twice:", record->type);
    }
}

static po_choice load_choice(loader *ld, const xmlNode *node) {
    PO_LIST(const char *) keys = {0};
    po_choice choice = {.name = po_xml_attribute(ld->arena, node, "name")};
    *PO_LIST_ADD(ld->arena, &keys) = po_text_key(ld->arena, choice.name == NULL ? "" : choice.name);
    for (const xmlNode *alias = po_xml_child(node, "alias"); alias != NULL;
         alias = po_xml_next(alias, "alias"))
        *PO_LIST_ADD(ld->arena, &keys) = po_text_key(ld->arena, po_xml_text(ld->arena, alias));
    choice.keys = keys.items;
    choice.key_count = keys.count;
    return choice;
}

static void load_choices(loader *ld, const xmlNode *root) {
    for (const xmlNode *node = po_xml_child(root, "choices"); node != NULL;
         node = po_xml_next(node, "choices")) {
        po_choices *choices = PO_NEW(ld->arena, po_choices);
        PO_LIST(po_choice) items = {0};
        for (const xmlNode *child = po_xml_child(node, "choice"); child != NULL;
             child = po_xml_next(child, "choice"))
            *PO_LIST_ADD(ld->arena, &items) = load_choice(ld, child);
        choices->items = items.items;
        choices->count = items.count;
        const char *name = po_xml_attribute(ld->arena, node, "name");
        if (name != NULL && !po_map_add(ld->choices, name, choices))
            mistake(ld, node, "this list of choices is there twice:", name);
    }
}

static void load_marks(loader *ld, const xmlNode *root) {
    for (const xmlNode *node = po_xml_child(root, "mark"); node != NULL;
         node = po_xml_next(node, "mark")) {
        form_mark *mark = PO_NEW(ld->arena, form_mark);
        mark->weight = (int)po_xml_attribute_long(node, "weight", 1);
        (void)po_map_add(ld->form->marks, form_fold_key(ld->arena, po_xml_text(ld->arena, node)), mark);
    }
    for (const xmlNode *node = po_xml_child(root, "total"); node != NULL;
         node = po_xml_next(node, "total"))
        (void)po_map_add(ld->form->totals, form_fold_key(ld->arena, po_xml_text(ld->arena, node)),
                         ld->form);
}

static void load_ignores(loader *ld, const xmlNode *root) {
    form_item *item = new_item(ld, FORM_IGNORE, NULL);
    for (const xmlNode *node = po_xml_child(root, "ignore"); node != NULL;
         node = po_xml_next(node, "ignore"))
        add_label(ld, node, item);
}

static void dataset_mistake(void *context, const xmlNode *node, const char *what, const char *name) {
    mistake(context, node, what, name);
}

static void load_datasets(loader *ld, const xmlNode *root) {
    dataset_loader datasets = {.arena = ld->arena,
                               .form = ld->form,
                               .records = ld->records,
                               .choices = ld->choices,
                               .context = ld,
                               .mistake = dataset_mistake};
    dataset_load_all(&datasets, root);
}

static void load_root(loader *ld, const xmlNode *root) {
    po_form *form = ld->form;
    form->id = po_xml_attribute(ld->arena, root, "id");
    form->program = po_xml_attribute(ld->arena, root, "program");
    form->title = po_xml_attribute(ld->arena, root, "title");
    form->headers = po_map_create(ld->arena);
    form->totals = po_map_create(ld->arena);
    form->marks = po_map_create(ld->arena);
    load_records(ld, root);
    load_choices(ld, root);
    load_marks(ld, root);
    load_ignores(ld, root);
    for (const xmlNode *node = po_xml_child(root, "section"); node != NULL;
         node = po_xml_next(node, "section"))
        load_section(ld, node, NULL);
    load_datasets(ld, root);
    form_index_build(ld->arena, form->label_list.items, form->label_list.count, &form->index);
}

po_status po_form_load(po_arena *arena, const char *path, const char *schema_folder,
                       po_diagnostics *diagnostics, const po_form **ret_form, po_error *err) {
    po_xml xml = {0};
    const char *schema = schema_folder == NULL ? NULL : po_path_join(arena, schema_folder, "form.rng");
    po_status status = po_xml_load(arena, path, schema, diagnostics, &xml, err);
    if (status != PO_OK)
        return status;
    loader ld = {.form = PO_NEW(arena, po_form), .arena = arena, .diagnostics = diagnostics};
    ld.form->path = po_arena_dup(arena, path);
    ld.records = po_map_create(arena);
    ld.choices = po_map_create(arena);
    const xmlNode *root = xmlDocGetRootElement(xml.document);
    if (root == NULL || !po_text_equal(po_xml_name(root), "form")) {
        status = po_error_set(err, PO_E_CONFIG, "%s is not a form: its first element must be <form>",
                              path);
        goto out;
    }
    load_root(&ld, root);
    if (ld.form->id == NULL || ld.mistakes > 0) {
        status = po_error_set(err, PO_E_CONFIG, "the form %s has %zu mistakes", path, ld.mistakes);
        goto out;
    }
    *ret_form = ld.form;
out:
    po_xml_finish(&xml);
    return status;
}

bool po_form_is_data(const po_form *form) {
    return form->datasets.count > 0;
}

bool po_form_by_agency(const po_form *form) {
    for (size_t i = 0; i < form->datasets.count; i++)
        if (!form->datasets.items[i]->by_day)
            return true;
    return false;
}

const char *po_form_id(const po_form *form) {
    return form->id;
}

const char *po_form_program(const po_form *form) {
    return form->program;
}

const char *po_form_title(const po_form *form) {
    return form->title;
}

const char *po_form_path(const po_form *form) {
    return form->path;
}
