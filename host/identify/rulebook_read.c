/* SPDX-License-Identifier: Apache-2.0
 *
 * From the elements of plugins/<id>/rules.xml to the structs of rulebook.h. The grammar has been
 * checked before. Rule sets: rule_set_read.c.
 */
#include <stdarg.h>
#include <stdlib.h>

#include "base/diagnose_line.h"
#include "base/file.h"
#include "base/text.h"
#include "identify/rulebook_parts.h"

void po_rulebook_mistake(po_rulebook_reader *reader, const xmlNode *node, const char *code,
                         const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    po_diagnose_line_with(reader->diagnostics, PO_ERROR, code, reader->path, po_xml_line(node), format, arguments);
    va_end(arguments);
    reader->errors++;
}

static const char *attribute(po_rulebook_reader *reader, const xmlNode *node, const char *name) {
    return po_xml_attribute(reader->arena, node, name);
}

static const char *child_text(po_rulebook_reader *reader, const xmlNode *node, const char *name) {
    const xmlNode *child = po_xml_child(node, name);
    const char *text = child ? po_xml_text(reader->arena, child) : NULL;
    return po_text_empty(text) ? NULL : text;
}

size_t po_rulebook_words(po_rulebook_reader *reader, const xmlNode *node, const char *name,
                         char separator, char ***ret_words) {
    const char *text = attribute(reader, node, name);
    *ret_words = NULL;
    return text ? po_text_split(reader->arena, text, separator, ret_words) : 0;
}

uint64_t po_rulebook_groups(po_rulebook_reader *reader, const xmlNode *node, const char *name) {
    char **words;
    uint64_t bits = 0;
    size_t count = po_rulebook_words(reader, node, name, ' ', &words);
    for (size_t i = 0; i < count; i++) {
        int group = po_rulebooks_group(reader->books, words[i]);
        if (group < 0) {
            po_rulebook_mistake(reader, node, "IDR-001",
                                "'%s' is no student group of crosswalks/model.xml", words[i]);
        } else {
            bits |= UINT64_C(1) << group;
        }
    }
    return bits;
}

/* ---- what files call things -------------------------------------------------------------------
 */

static void read_dashboards(po_rulebook_reader *reader, const xmlNode *root) {
    char **words;
    const xmlNode *node = po_xml_child(root, "dashboards");
    size_t count = node ? po_rulebook_words(reader, node, "years", ' ', &words) : 0;
    if (count > PO_IDENTIFY_YEARS_MAX) {
        po_rulebook_mistake(reader, node, "IDR-005", "at most %u years are kept",
                            PO_IDENTIFY_YEARS_MAX);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        int year = (int)strtol(words[i], NULL, 10);
        size_t before = reader->book->dashboards.count;
        if (before > 0 && reader->book->dashboards.items[before - 1] >= year) {
            po_rulebook_mistake(reader, node, "IDR-005",
                                "the years of Dashboards must ascend; %d stands too late", year);
        }
        *PO_LIST_ADD(reader->arena, &reader->book->dashboards) = year;
    }
}

static void read_groups(po_rulebook_reader *reader, const xmlNode *root) {
    const xmlNode *node = po_xml_child(po_xml_child(root, "groups"), "group");
    for (; node; node = po_xml_next(node, "group")) {
        const char *id = attribute(reader, node, "id");
        int group = po_rulebooks_group(reader->books, id);
        if (group < 0) {
            po_rulebook_mistake(reader, node, "IDR-001",
                                "'%s' is no student group of crosswalks/model.xml", id);
        } else {
            reader->books->group_codes[group] = attribute(reader, node, "code");
        }
    }
}

static void name_indicator(po_rulebook_reader *reader, const xmlNode *node, size_t index,
                           const char *name) {
    po_indicator *indicator = &reader->books->indicators.items[index];
    const char *key = po_text_key(reader->arena, name);
    const po_indicator *other = po_map_get(reader->books->indicator_by_key, key);
    if (other && other != indicator) {
        po_rulebook_mistake(reader, node, "IDR-004", "'%s' already names the indicator '%s'", name,
                            other->id);
    }
    po_map_set(reader->books->indicator_by_key, key, indicator);
}

static const char *field_name(po_arena *arena, const char *id) {
    char *name = po_arena_dup(arena, id);
    for (char *c = name; *c; c++) {
        *c = *c == '-' ? '_' : *c;
    }
    return name;
}

/* The same indicator may stand in several books; it is one. */
static void read_indicator(po_rulebook_reader *reader, const xmlNode *node) {
    po_rulebooks *books = reader->books;
    const char *id = attribute(reader, node, "id");
    char **names;
    size_t count = po_rulebook_words(reader, node, "names", '|', &names);
    if (po_rulebooks_indicator(books, id) >= 0) {
        return;
    }
    if (books->indicators.count == PO_IDENTIFY_INDICATORS_MAX) {
        po_rulebook_mistake(reader, node, "IDR-005", "at most %u indicators are kept",
                            PO_IDENTIFY_INDICATORS_MAX);
        return;
    }
    size_t index = books->indicators.count++;
    books->indicators.items[index] =
        (po_indicator){.id = id,
                       .code = attribute(reader, node, "code"),
                       .label = attribute(reader, node, "label"),
                       .field = field_name(reader->arena, id),
                       .down = po_text_equal(attribute(reader, node, "scale"), "down"),
                       .names = (const char *const *)names,
                       .name_count = count};
    name_indicator(reader, node, index, id);
    name_indicator(reader, node, index, books->indicators.items[index].code);
    for (size_t i = 0; i < count; i++) {
        name_indicator(reader, node, index, names[i]);
    }
}

static void read_words(po_rulebook_reader *reader, const xmlNode *node) {
    char **words;
    size_t count = po_rulebook_words(reader, node, "list", '|', &words);
    po_level_by by = po_text_equal(attribute(reader, node, "by"), "colour") ? PO_BY_COLOUR
                                                                            : PO_BY_STATUS;
    bool down = po_text_equal(attribute(reader, node, "scale"), "down");
    if (count != 5) {
        po_rulebook_mistake(reader, node, "IDR-006", "five words are expected, the lowest level "
                                                     "first, with '|' between them");
        return;
    }
    reader->books->words[by][down] = (const char *const *)words;
}

/* ---- inputs ------------------------------------------------------------------------------------
 */

static po_input_gives gives_of(const char *word) {
    static const char *const words[] = {"levels", "lowest", "local", "official",
                                        "official-groups", "listed"};
    size_t i = 0;
    while (i < 5 && !po_text_equal(words[i], word)) {
        i++;
    }
    return (po_input_gives)i;
}

static void read_input(po_rulebook_reader *reader, const xmlNode *node) {
    po_rule_input *input = PO_LIST_ADD(reader->arena, &reader->book->inputs);
    *input = (po_rule_input){.gives = gives_of(attribute(reader, node, "gives")),
                             .record = attribute(reader, node, "record"),
                             .identification = attribute(reader, node, "identification"),
                             .flag = attribute(reader, node, "flag"),
                             .shift = (int)po_xml_attribute_long(node, "shift", 0)};
    for (const xmlNode *field = po_xml_child(node, "field"); field;
         field = po_xml_next(field, "field")) {
        *PO_LIST_ADD(reader->arena, &input->fields) =
            (po_input_field){.role = attribute(reader, field, "role"),
                             .name = attribute(reader, field, "name"),
                             .of = attribute(reader, field, "of")};
    }
}

/* Facts that official records of an identification give are fields of its years. */
static void collect_facts(po_rulebook_reader *reader, po_identification *identification) {
    for (size_t i = 0; i < reader->book->inputs.count; i++) {
        const po_rule_input *input = &reader->book->inputs.items[i];
        bool own = po_text_equal(input->identification, identification->id);
        for (size_t f = 0; own && f < input->fields.count; f++) {
            const po_input_field *field = &input->fields.items[f];
            if (po_text_equal(field->role, "fact")) {
                *PO_LIST_ADD(reader->arena, &identification->facts) = field->of ? field->of
                                                                                : field->name;
            }
        }
    }
}

static void read_row_check(po_rulebook_reader *reader, const xmlNode *node) {
    const xmlNode *when = po_xml_child(node, "when");
    po_row_check check = {.id = attribute(reader, node, "id"),
                          .title = attribute(reader, node, "title")};
    check.when = when ? po_rulebook_compile(reader, NULL, PO_OVER_ROW, true, when) : NULL;
    check.holds = po_rulebook_compile(reader, NULL, PO_OVER_ROW, true, po_xml_child(node, "assert"));
    *PO_LIST_ADD(reader->arena, &reader->book->row_checks) = check;
}

static void read_compared(po_rulebook_reader *reader, const xmlNode *node) {
    const char *confidence = attribute(reader, node, "confidence");
    *PO_LIST_ADD(reader->arena, &reader->book->compared) =
        (po_compared){.program = reader->book->program,
                      .id = attribute(reader, node, "id"),
                      .title = attribute(reader, node, "title"),
                      .law = attribute(reader, node, "law"),
                      .who = child_text(reader, node, "who"),
                      .indicators = child_text(reader, node, "indicators"),
                      .thresholds = child_text(reader, node, "thresholds"),
                      .group_size = child_text(reader, node, "group-size"),
                      .groups = child_text(reader, node, "groups"),
                      .years = child_text(reader, node, "years"),
                      .data = child_text(reader, node, "data"),
                      .dates = child_text(reader, node, "dates"),
                      .doubt = child_text(reader, node, "doubt"),
                      .confidence = confidence ? confidence[0] : 'K'};
}

/* ---- identifications ---------------------------------------------------------------------------
 */

static size_t read_texts(po_rulebook_reader *reader, const xmlNode *node, const char *name,
                         const char *const **ret_texts) {
    PO_LIST(const char *) texts = {0};
    for (const xmlNode *child = po_xml_child(node, name); child; child = po_xml_next(child, name)) {
        *PO_LIST_ADD(reader->arena, &texts) = po_xml_text(reader->arena, child);
    }
    *ret_texts = texts.items;
    return texts.count;
}

static void read_status(po_rulebook_reader *reader, const xmlNode *node,
                        po_identification *identification) {
    po_rule_status *status = PO_LIST_ADD(reader->arena, &identification->statuses);
    char **words, **duties;
    status->id = attribute(reader, node, "id");
    status->label = attribute(reader, node, "label");
    const char *family = attribute(reader, node, "family");
    status->family = family ? family : status->label;
    status->in = po_xml_attribute_yes(node, "in", false);
    status->entered = po_xml_attribute_yes(node, "entered", false);
    status->word_count = po_rulebook_words(reader, node, "words", '|', &words);
    for (size_t i = 0; i < status->word_count; i++) {
        words[i] = po_text_key(reader->arena, words[i]);
    }
    status->words = (const char *const *)words;
    status->duty_count = po_rulebook_words(reader, node, "duties", ' ', &duties);
    status->duties = (const char *const *)duties;
    status->follow_count = read_texts(reader, node, "follows", &status->follows);
}

static void read_flag(po_rulebook_reader *reader, const xmlNode *node,
                      po_identification *identification) {
    po_rule_flag *flag = PO_LIST_ADD(reader->arena, &identification->flags);
    char **duties;
    flag->id = attribute(reader, node, "id");
    flag->label = attribute(reader, node, "label");
    flag->law = attribute(reader, node, "law");
    flag->notice = attribute(reader, node, "notice");
    flag->over_groups = po_text_equal(attribute(reader, node, "over"), "groups");
    flag->duty_count = po_rulebook_words(reader, node, "duties", ' ', &duties);
    flag->duties = (const char *const *)duties;
    flag->follow_count = read_texts(reader, node, "follows", &flag->follows);
}

static void read_identification(po_rulebook_reader *reader, const xmlNode *node) {
    po_identification *identification =
        PO_LIST_ADD(reader->arena, &reader->book->identifications);
    identification->book = reader->book;
    identification->id = attribute(reader, node, "id");
    identification->title = attribute(reader, node, "title");
    identification->of = attribute(reader, node, "of");
    collect_facts(reader, identification);
    for (const xmlNode *child = po_xml_child(node, NULL); child; child = po_xml_next(child, NULL)) {
        const char *name = po_xml_name(child);
        if (po_text_equal(name, "status")) {
            read_status(reader, child, identification);
        } else if (po_text_equal(name, "flag")) {
            read_flag(reader, child, identification);
        } else {
            po_rule_set_read(reader, identification, child);
        }
    }
}

void po_rulebook_read(po_rulebook_reader *reader, const xmlNode *root) {
    reader->book->checked = attribute(reader, root, "checked");
    read_dashboards(reader, root);
    read_groups(reader, root);
    const xmlNode *indicator = po_xml_child(po_xml_child(root, "indicators"), "indicator");
    for (; indicator; indicator = po_xml_next(indicator, "indicator")) {
        read_indicator(reader, indicator);
    }
    for (const xmlNode *child = po_xml_child(root, NULL); child; child = po_xml_next(child, NULL)) {
        const char *name = po_xml_name(child);
        if (po_text_equal(name, "words")) {
            read_words(reader, child);
        } else if (po_text_equal(name, "input")) {
            read_input(reader, child);
        } else if (po_text_equal(name, "row-check")) {
            read_row_check(reader, child);
        } else if (po_text_equal(name, "compared")) {
            read_compared(reader, child);
        } else if (po_text_equal(name, "identification")) {
            read_identification(reader, child);
        }
    }
}

static void check_program(po_rulebook_reader *reader, const xmlNode *root) {
    const char *program = attribute(reader, root, "program");
    if (!po_text_equal(program, reader->book->program)) {
        po_rulebook_mistake(reader, root, "IDR-003",
                            "program=\"%s\" is not the program whose folder this is: '%s'", program,
                            reader->book->program);
    }
}

po_status po_rulebooks_add(po_rulebooks *books, const char *program, const char *folder,
                           const char *schema_folder, po_diagnostics *diagnostics, po_error *err) {
    const char *path = po_path_join(books->arena, folder, "rules.xml");
    po_xml xml = {0};
    if (!po_path_is_file(path)) {
        return PO_OK;
    }
    if (!books->indicators.items) { /* one array that never moves: names point into it */
        books->indicators.items = PO_NEW_ARRAY(books->arena, po_indicator,
                                               PO_IDENTIFY_INDICATORS_MAX);
        books->indicators.capacity = PO_IDENTIFY_INDICATORS_MAX;
    }
    const char *schema = po_path_join(books->arena, schema_folder, "rules.rng");
    po_status status = po_xml_load(books->arena, path, schema, diagnostics, &xml, err);
    if (status != PO_OK) {
        return status;
    }
    po_rulebook *book = PO_NEW(books->arena, po_rulebook);
    book->program = po_arena_dup(books->arena, program);
    book->path = path;
    po_rulebook_reader reader = {.arena = books->arena,
                                 .books = books,
                                 .book = book,
                                 .path = path,
                                 .diagnostics = diagnostics};
    const xmlNode *root = xmlDocGetRootElement(xml.document);
    check_program(&reader, root);
    po_rulebook_read(&reader, root);
    po_xml_finish(&xml);
    if (reader.errors > 0) {
        return po_error_set(err, PO_E_CONFIG, "%s: %zu mistakes in the rules", path, reader.errors);
    }
    *PO_LIST_ADD(books->arena, &books->books) = book;
    return PO_OK;
}
