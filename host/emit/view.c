/* SPDX-License-Identifier: Apache-2.0
 *
 * Tools of all views. See view.h.
 */
#include "emit/view.h"

#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "emit/decision_words.h"
#include "emit/privacy.h"

/* Texts longer than this are folded on the page; what is shown of them ends at a word. */
#define LONG_TEXT 420
#define LONG_START 180
#define TITLE_MAX 90

void po_view_text(cJSON *object, const char *name, const char *text) {
    if (text && *text) {
        cJSON_AddStringToObject(object, name, text);
    } else {
        cJSON_AddNullToObject(object, name);
    }
}

/* Digits of `digits` in groups of three. */
static void add_grouped(po_buffer *out, const char *digits, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (i > 0 && (size - i) % 3 == 0) {
            po_buffer_add_char(out, ',');
        }
        po_buffer_add_char(out, digits[i]);
    }
}

void po_view_count(cJSON *object, const char *name, size_t count) {
    char digits[24];
    po_buffer out = {0};
    int size = snprintf(digits, sizeof digits, "%zu", count);
    add_grouped(&out, digits, (size_t)size);
    cJSON_AddStringToObject(object, name, po_buffer_text(&out));
    po_buffer_finish(&out);
}

void po_view_flag(cJSON *object, const char *name, bool value) {
    cJSON_AddBoolToObject(object, name, value);
}

cJSON *po_view_item(cJSON *array) {
    cJSON *item = cJSON_CreateObject();
    cJSON_AddItemToArray(array, item);
    return item;
}

/* ---- sentences -------------------------------------------------------------------------------- */

static void add_sentence(cJSON *root, const char *key, const char *sentence) {
    char part[64];
    for (const char *dot = strchr(key, '.'); dot; dot = strchr(key, '.')) {
        snprintf(part, sizeof part, "%.*s", (int)(dot - key), key);
        cJSON *next = cJSON_GetObjectItemCaseSensitive(root, part);
        root = next ? next : cJSON_AddObjectToObject(root, part);
        if (!cJSON_IsObject(root)) {
            return; /* a key that is another's beginning; the language test refuses it */
        }
        key = dot + 1;
    }
    if (!cJSON_GetObjectItemCaseSensitive(root, key)) {
        cJSON_AddStringToObject(root, key, sentence);
    }
}

void po_view_sentences(cJSON *root, const po_language *language) {
    cJSON *say = cJSON_AddObjectToObject(root, "say");
    cJSON_AddStringToObject(root, "language", po_language_tag(language));
    for (size_t i = 0; i < po_language_count(language); i++) {
        const char *key = po_language_key(language, i);
        add_sentence(say, key, po_language_raw(language, key));
    }
}

/* ---- money and dates -------------------------------------------------------------------------- */

static const char *format_number(po_arena *arena, po_decimal number, const char *mark) {
    char digits[PO_DECIMAL_TEXT_MAX];
    po_decimal_format(number, digits);
    const char *unsigned_digits = digits[0] == '-' ? digits + 1 : digits;
    size_t whole = strcspn(unsigned_digits, ".");
    po_buffer out = {0};
    po_buffer_add_text(&out, digits[0] == '-' ? "-" : "");
    po_buffer_add_text(&out, mark);
    add_grouped(&out, unsigned_digits, whole);
    if (strcmp(unsigned_digits + whole, ".00") != 0) {
        po_buffer_add_text(&out, unsigned_digits + whole);
    }
    const char *text = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

const char *po_view_number(po_arena *arena, po_decimal number) {
    return format_number(arena, number, "");
}

const char *po_view_money(po_arena *arena, po_decimal amount) {
    po_decimal cents;
    bool fits = po_decimal_rescale(amount, 2, PO_ROUND_HALF_UP, &cents);
    return format_number(arena, fits ? cents : amount, "$");
}

const char *po_view_date(const po_language *language, po_arena *arena, po_date date) {
    static const char *const months[] = {"date.january", "date.february", "date.march",
                                         "date.april",   "date.may",      "date.june",
                                         "date.july",    "date.august",   "date.september",
                                         "date.october", "date.november", "date.december"};
    if (!po_date_valid(date)) {
        return NULL;
    }
    const char *day = po_arena_printf(arena, "%d", date.day);
    const char *year = po_arena_printf(arena, "%d", date.year);
    return po_language_sentence(language, arena, months[date.month - 1], "day", day, "year", year,
                                NULL);
}

const char *po_view_year(po_arena *arena, int first_year) {
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    return first_year ? po_arena_dup(arena, po_school_year_format(first_year, year)) : NULL;
}

/* ---- values ----------------------------------------------------------------------------------- */

static const char *shown_codes(const po_view *view, const po_slot *slot) {
    const po_value *value = &slot->value;
    po_buffer out = {0};
    for (uint32_t i = 0; i < value->value_count; i++) {
        po_buffer_add_text(&out, i ? "; " : "");
        po_buffer_add_text(&out, po_plan_term(view->input->model, slot->field->vocabulary,
                                              value->values[i]));
    }
    const char *text = po_arena_dup(view->arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

const char *po_view_shown(const po_view *view, const po_entity *entity, const po_slot *slot) {
    const po_value *value = &slot->value;
    const char *type = slot->field->type;
    po_decimal number;
    po_date date;
    if (po_privacy_of(entity, slot->field, value) != PO_PRIVACY_SHOW) {
        return po_privacy_text(view->input->language, view->arena, entity, slot);
    }
    if (value->value_count > 0 && slot->field->vocabulary) {
        return shown_codes(view, slot);
    }
    if (value->value && po_text_equal(type, "code")) {
        return po_plan_term(view->input->model, slot->field->vocabulary, value->value);
    }
    if (value->value && po_text_equal(type, "money") && po_decimal_parse(value->value, &number)) {
        return po_view_money(view->arena, number);
    }
    if (value->value && po_text_equal(type, "date") && po_date_parse_iso(value->value, &date)) {
        return po_view_date(view->input->language, view->arena, date);
    }
    if (po_text_equal(type, "school-year")) {
        return value->value; /* the text it was found in is the outcome's own */
    }
    return value->text ? value->text : value->value;
}

static const po_slot *find_slot(const po_entity *entity, const char *field) {
    for (size_t i = 0; field && i < entity->slots.count; i++) {
        if (po_text_equal(entity->slots.items[i].field->id, field)) {
            return &entity->slots.items[i];
        }
    }
    return NULL;
}

const char *po_view_field(const po_view *view, const po_entity *entity, const char *field) {
    const po_slot *slot = find_slot(entity, field);
    return slot ? po_view_shown(view, entity, slot) : NULL;
}

/* The first words of a long text, up to a gap. */
static const char *text_start(po_arena *arena, const char *text, size_t limit) {
    size_t size = limit;
    while (size > limit / 2 && text[size] != ' ' && text[size] != '\n') {
        size--;
    }
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80) {
        size--; /* never inside a character */
    }
    return po_arena_copy(arena, text, size);
}

void po_view_value(const po_view *view, cJSON *object, const char *name, const po_entity *entity,
                   const char *field) {
    const po_slot *slot = find_slot(entity, field);
    const char *text = slot ? po_view_shown(view, entity, slot) : NULL;
    if (!slot || po_text_empty(text)) {
        cJSON_AddNullToObject(object, name);
        return;
    }
    cJSON *item = cJSON_AddObjectToObject(object, name);
    bool first = slot->value.id && po_map_add(view->shown, slot->value.id, view->shown);
    bool is_long = strlen(text) > LONG_TEXT;
    po_view_text(item, "id", first ? slot->value.id : NULL);
    po_view_text(item, "text", text);
    po_view_flag(item, "long", is_long);
    po_view_text(item, "start", is_long ? text_start(view->arena, text, LONG_START) : NULL);
}

static void add_doubts(po_map *seen, cJSON *list, const po_entity *entity) {
    for (size_t i = 0; i < entity->slots.count; i++) {
        const char *doubt = entity->slots.items[i].value.doubt;
        if (doubt && po_map_add(seen, doubt, seen)) {
            cJSON_AddItemToArray(list, cJSON_CreateString(doubt));
        }
    }
}

/* Where a person decided that the document was misread, what was read stands beside what is shown. */
static void add_misreads(const po_view *view, cJSON *list, const po_entity *entity) {
    for (size_t i = 0; i < entity->slots.count; i++) {
        const char *sentence = po_correction_sentence(view->arena, view->input->language, &entity->slots.items[i]);
        if (sentence) {
            cJSON_AddItemToArray(list, cJSON_CreateString(sentence));
        }
    }
}

void po_view_doubts(const po_view *view, cJSON *object, const po_entity *entity,
                    const char *parts) {
    po_map *seen = po_map_create(view->arena);
    cJSON *list = cJSON_AddArrayToObject(object, "doubts");
    const po_ordered_entities children = po_family_children(&view->family, entity);
    cJSON *misreads = cJSON_AddArrayToObject(object, "misreads");
    add_doubts(seen, list, entity);
    add_misreads(view, misreads, entity);
    for (size_t i = 0; parts && i < children.count; i++) {
        if (po_entity_is(children.items[i], parts)) {
            add_doubts(seen, list, children.items[i]);
            add_misreads(view, misreads, children.items[i]);
        }
    }
}

/* ---- names of things -------------------------------------------------------------------------- */

static void add_place_part(po_arena *arena, const po_language *language, po_buffer *out, const char *key, const char *text) {
    if (out->size > 0) {
        po_buffer_add_text(out, ", ");
    }
    po_buffer_add_text(out, po_language_sentence(language, arena, key, "n", text, NULL));
}

const char *po_view_place(const po_view *view, const po_source_place *place) {
    return po_place_words(view->arena, view->input->language, place);
}

const char *po_place_words(po_arena *arena, const po_language *language, const po_source_place *place) {
    bool under = po_source_place_is_under(place);
    const struct {
        const char *key;
        uint32_t number;
    } parts[] = {{"place.page", place->page},
                 {"place.table", place->table},
                 {"place.row", place->row},
                 {"place.column", place->column},
                 {under ? "place.paragraph" : "place.line", place->line}};
    po_buffer out = {0};
    if (place->sheet) {
        add_place_part(arena, language, &out, under ? "place.under" : "place.sheet", place->sheet);
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].number) {
            add_place_part(arena, language, &out, parts[i].key, po_arena_printf(arena, "%u", parts[i].number));
        }
    }
    const char *text = out.size ? po_arena_dup(arena, out.data) : NULL;
    po_buffer_finish(&out);
    return text;
}

static const char *program_short(const po_view *view, const char *id) {
    for (size_t i = 0; i < view->facts->program_count; i++) {
        const po_program *program = view->facts->programs[i];
        if (po_text_equal(program->id, id)) {
            return program->short_title ? program->short_title : program->title;
        }
    }
    return id ? id : "";
}

static const char *plan_title(const po_view *view, const po_source *source) {
    const char *program = program_short(view, source->program);
    const char *year = po_view_year(view->arena, source->plan_year);
    if (year && source->version) {
        return PO_SAY(view, "source.title_version", "program", program, "year", year, "version",
                      source->version);
    }
    return year ? PO_SAY(view, "source.title", "program", program, "year", year) : program;
}

/* Plans of several schools have one title: the school's name tells them apart. */
const char *po_view_source_title(const po_view *view, const po_source *source) {
    const char *title = plan_title(view, source);
    return source->site_name ? PO_SAY(view, "source.title_school", "title", title, "school", source->site_name) : title;
}

/* What the thing itself says it is: a title, a name, the words of a goal; a need is its group and topic. */
static const char *entity_words(const po_view *view, const po_entity *entity) {
    static const char *const fields[] = {"title",  "name",    "description", "event", "status",
                                         "prompt", "partner", "figure",      "lea_name"};
    const char *words = NULL;
    for (size_t i = 0; i < sizeof fields / sizeof *fields && !words; i++) {
        words = po_view_field(view, entity, fields[i]);
    }
    const char *group = words ? NULL : po_view_field(view, entity, "group");
    const char *topic = words ? NULL : po_view_field(view, entity, "topic");
    if (group && topic) {
        words = PO_SAY(view, "entity.need", "group", group, "topic", topic);
    }
    if (words && strlen(words) > TITLE_MAX) {
        words = po_arena_printf(view->arena, "%s…", text_start(view->arena, words, TITLE_MAX));
    }
    return words ? words : "";
}

const char *po_view_entity_title(const po_view *view, const po_entity *entity) {
    const char *type = entity->definition->label, *words = entity_words(view, entity);
    if (!entity->code || !entity->source) {
        return *words ? PO_SAY(view, "entity.plain", "type", type, "name", words) : type;
    }
    return PO_SAY(view, "entity.title", "type", type, "code", entity->code, "program",
                  program_short(view, entity->source->program), "name", words);
}
