/* SPDX-License-Identifier: Apache-2.0
 *
 * Records under way. They are kept until the document ends, because a record may still grow on a later page (an action cut by a
 * page edge, a goal whose explanation follows its table), and are then emitted in the order in which they began, so that a parent
 * always comes before its children.
 */
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/record_json.h"
#include "plugin/form_parts.h"

form_build *form_build_row(form_run *run, const form_record *record) {
    form_build *build = PO_NEW(run->arena, form_build);
    build->record = record;
    if (record->parent != NULL)
        build->parent = run->current[record->parent->index];
    const form_build *last = run->current[record->index];
    build->number = last != NULL && last->parent == build->parent ? last->number + 1 : 1;
    if (build->parent != NULL)
        build->parent->children++;
    run->current[record->index] = build;
    *PO_LIST_ADD(run->arena, &run->builds) = build;
    return build;
}

/* The record of this type under way within the parent under way, or a new one. */
form_build *form_build_single(form_run *run, const form_record *record) {
    form_build *build = run->current[record->index];
    const form_build *parent = record->parent == NULL ? NULL : run->current[record->parent->index];
    return build != NULL && build->parent == parent ? build : form_build_row(run, record);
}

form_value_build *form_build_field(form_run *run, form_build *build, const form_target *target) {
    for (size_t i = 0; i < build->fields.count; i++)
        if (strcmp(build->fields.items[i].target->field, target->field) == 0)
            return &build->fields.items[i];
    form_value_build *field = PO_LIST_ADD(run->arena, &build->fields);
    field->target = target;
    return field;
}

/* A paragraph cut by a page goes on with a small letter where no sentence had ended; everything else is a new paragraph. */
static const char *join_of(const form_value_build *field, const char *text) {
    if (field->pieces.count == 0)
        return "";
    const char *before = field->pieces.items[field->pieces.count - 1].text;
    size_t size = strlen(before);
    bool open = size > 0 && strchr(".!?:;)", before[size - 1]) == NULL;
    return open && *text >= 'a' && *text <= 'z' ? " " : "\n";
}

static bool same_place(const po_place *a, const po_place *b) {
    return a->page == b->page && a->table == b->table && a->row == b->row &&
           a->column == b->column && a->line == b->line && po_text_equal(a->sheet, b->sheet);
}

static void add_places(po_arena *arena, form_value_build *field, const po_place *at,
                       uint32_t at_count) {
    for (uint32_t i = 0; i < at_count; i++) {
        size_t n = field->at.count;
        if (n == 0 || !same_place(&field->at.items[n - 1], &at[i]))
            *PO_LIST_ADD(arena, &field->at) = at[i];
    }
}

void form_build_put(form_run *run, form_build *build, const form_target *target, const char *text,
                    const po_place *at, uint32_t at_count, const char *doubt) {
    if (target->field == NULL || po_text_empty(text))
        return;
    form_value_build *field = form_build_field(run, build, target);
    form_text_piece piece = {.text = text, .join = join_of(field, text), .at = at, .at_count = at_count};
    *PO_LIST_ADD(run->arena, &field->pieces) = piece;
    add_places(run->arena, field, at, at_count);
    if (field->doubt == NULL)
        field->doubt = doubt;
}

static char *joined(po_arena *arena, const form_value_build *field) {
    size_t size = 1;
    for (size_t i = 0; i < field->pieces.count; i++)
        size += strlen(field->pieces.items[i].join) + strlen(field->pieces.items[i].text);
    char *text = po_arena_alloc(arena, size), *end = text;
    for (size_t i = 0; i < field->pieces.count; i++) {
        const form_text_piece *piece = &field->pieces.items[i];
        end = (char *)memcpy(end, piece->join, strlen(piece->join)) + strlen(piece->join);
        end = (char *)memcpy(end, piece->text, strlen(piece->text)) + strlen(piece->text);
    }
    *end = '\0';
    return text;
}

/* Where a prompt's answer goes. A prompt that `begins` again, after others of its record were answered, belongs to another record of the same
 * kind, whose own table was lost (a goal's heading that the document's producer dropped). */
form_build *form_build_for_prompt(form_run *run, const form_item *prompt, bool begins) {
    form_build *build = form_build_single(run, prompt->target.record);
    bool other = prompt->numbered || (build->record->rows && build->last_prompt != prompt);
    bool again = begins && other && form_build_has(build, prompt->target.field);
    if (again)
        build = form_build_row(run, prompt->target.record);
    build->last_prompt = prompt;
    return build;
}

bool form_build_has(const form_build *build, const char *field) {
    for (size_t i = 0; build != NULL && field != NULL && i < build->fields.count; i++)
        if (strcmp(build->fields.items[i].target->field, field) == 0)
            return build->fields.items[i].pieces.count > 0;
    return false;
}

const char *form_build_text(po_arena *arena, const form_build *build, const char *field) {
    for (size_t i = 0; build != NULL && i < build->fields.count; i++)
        if (strcmp(build->fields.items[i].target->field, field) == 0)
            return joined(arena, &build->fields.items[i]);
    return NULL;
}

/* ---- ids ---- */

/* What a value adds to an id: letters, digits, points and brackets; other runs become one '-'. */
static void add_slug(po_buffer *id, const char *text) {
    size_t begin = id->size;
    for (; *text != '\0' && id->size - begin < 48; text++) {
        char c = *text;
        bool kept = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    c == '.' || c == '(' || c == ')';
        if (kept)
            po_buffer_add_char(id, c);
        else if (id->size > begin && id->data[id->size - 1] != '-')
            po_buffer_add_char(id, '-');
    }
    while (id->size > begin && id->data[id->size - 1] == '-')
        id->data[--id->size] = '\0';
}

/* The value of a field, or its text if it has none; "" without the field. */
static const char *field_value(form_run *run, const form_build *build, const char *name) {
    for (size_t i = 0; i < build->fields.count; i++) {
        const form_target *target = build->fields.items[i].target;
        if (strcmp(target->field, name) != 0)
            continue;
        po_value value;
        const char *text = joined(run->arena, &build->fields.items[i]);
        po_value_read(run->arena, target->type, text, &target->choices, &value);
        return value.value != NULL ? value.value : text;
    }
    return "";
}

/* The parent's id behind its type: "goal-2" -> "2". */
static const char *parent_tail(const form_build *build) {
    const char *dash = build->parent == NULL ? NULL : strchr(build->parent->id, '-');
    return dash == NULL ? "0" : dash + 1;
}

static const char *slug_source(form_run *run, const form_build *build, const char *name,
                               size_t size) {
    const char *what = po_arena_copy(run->arena, name, size);
    if (strcmp(what, "n") == 0)
        return po_arena_printf(run->arena, "%u", build->number);
    if (strcmp(what, "parent") == 0)
        return parent_tail(build);
    if (strcmp(what, "parent-n") == 0)
        return po_arena_printf(run->arena, "%s-%u", parent_tail(build), build->number);
    if (!po_text_starts(what, "parent."))
        return field_value(run, build, what);
    const char *value = field_value(run, build, what + strlen("parent."));
    bool alone = *value != '\0' && strpbrk(value, ".(") == NULL && build->parent != NULL;
    return alone ? po_arena_printf(run->arena, "%s.%s", parent_tail(build), value) : value;
}

/* {a|b}: the first that is there; none of them: the count within the parent. */
static void add_placeholder(form_run *run, const form_build *build, const char *name, size_t size,
                            po_buffer *id) {
    size_t begin = id->size;
    for (size_t used = 0; used < size && id->size == begin;) {
        size_t part = strcspn(name + used, "|}");
        add_slug(id, slug_source(run, build, name + used, part));
        used += part + 1;
    }
    if (id->size == begin)
        po_buffer_printf(id, "n%u", build->number);
}

static const char *make_id(form_run *run, const form_build *build, po_map *ids) {
    po_buffer id = {0};
    for (const char *p = build->record->id; *p != '\0';) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (end != NULL) {
            add_placeholder(run, build, p + 1, (size_t)(end - p) - 1, &id);
            p = end + 1;
        } else {
            po_buffer_add_char(&id, *p++);
        }
    }
    const char *wanted = po_arena_dup(run->arena, po_buffer_text(&id)), *unique = wanted;
    po_buffer_finish(&id);
    uint32_t *count = po_map_get(ids, wanted);
    if (count == NULL) {
        count = PO_NEW(run->arena, uint32_t);
        (void)po_map_add(ids, wanted, count);
    }
    if (++*count > 1)
        unique = po_arena_printf(run->arena, "%s~%u", wanted, *count);
    return unique;
}

/* ---- emission ---- */

static const char *fit(form_run *run, form_value_build *field, char *text) {
    if (strlen(text) <= PO_LIMIT_FIELD_BYTES)
        return text;
    size_t size = PO_LIMIT_FIELD_BYTES;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    text[size] = '\0';
    field->doubt = "the text is longer than the limit for one field and was cut";
    form_say(run, PO_WARNING, "FORM-015", field->at.items, field->doubt);
    return text;
}

/* A field of a table without end has a place on each of its pages: the first of them are kept. */
static uint32_t bounded(form_run *run, form_value_build *field, size_t count, uint32_t limit) {
    if (count <= limit)
        return (uint32_t)count;
    if (field->doubt == NULL)
        form_say(run, PO_WARNING, "FORM-015", field->at.items, "the text has more values or places than one field may have");
    field->doubt = "the text has more values or places than one field may have";
    return limit;
}

static void finish_field(form_run *run, form_value_build *field, po_field *ret_field) {
    po_value value;
    const char *text = fit(run, field, joined(run->arena, field));
    po_value_read(run->arena, field->target->type, text, &field->target->choices, &value);
    uint32_t values = bounded(run, field, value.value_count, PO_RECORD_VALUES_MAX);
    uint32_t places = bounded(run, field, field->at.count, PO_RECORD_PLACES_MAX);
    *ret_field = (po_field){.name = field->target->field,
                            .text = text,
                            .value = value.value,
                            .values = value.values,
                            .value_count = values,
                            .at = field->at.items,
                            .at_count = places,
                            .doubt = value.doubt != NULL ? value.doubt : field->doubt};
}

static po_status emit_one(form_run *run, form_build *build, po_map *ids) {
    po_field *fields = PO_NEW_ARRAY(run->arena, po_field, build->fields.count + 1);
    for (size_t i = 0; i < build->fields.count; i++)
        finish_field(run, &build->fields.items[i], &fields[i]);
    build->id = make_id(run, build, ids);
    if (strchr(build->id, '~') != NULL)
        form_say(run, PO_NOTE, "FORM-014", build->fields.count == 0 ? NULL : build->fields.items[0].at.items,
                 po_arena_printf(run->arena, "a second %s has the same number; it is called %s",
                                 build->record->type, build->id));
    po_record record = {.id = build->id,
                        .type = build->record->type,
                        .parent = build->parent == NULL ? NULL : build->parent->id,
                        .fields = fields,
                        .field_count = (uint32_t)build->fields.count};
    return run->sink->emit(run->sink->context, &record);
}

po_status form_build_emit(form_run *run, po_error *err) {
    po_map *ids = po_map_create(run->arena);
    form_items_expand(run);
    for (size_t i = 0; i < run->builds.count; i++) {
        if (run->builds.items[i]->fields.count == 0 && run->builds.items[i]->children == 0)
            continue;
        po_status status = emit_one(run, run->builds.items[i], ids);
        if (status != PO_OK)
            return po_error_set(err, status, "the receiver of the form's records stopped at %s",
                                run->builds.items[i]->id);
    }
    return PO_OK;
}
