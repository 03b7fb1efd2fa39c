/* SPDX-License-Identifier: Apache-2.0
 *
 * Cells that list several things, one behind the other: "7136 / Title I Part A / 1000-1999: Certificated Personnel Salaries / 5711 / ...".
 *
 * Why at the end of the document: such a cell goes on over pages, and an item with it. Where the document keeps lines, an amount that
 * begins an item fills its line; where all stands in one line (transcriptions), an amount is a number of at least three digits.
 * What stands before the first amount (a source without an amount) makes no record; the cell's own text keeps it.
 */
#include <string.h>

#include "base/text.h"
#include "plugin/form_parts.h"

enum { TAIL_WORDS = 14, LOOSE_DIGITS = 3 };

typedef struct item_word {
    const char *text;
    const form_text_piece *piece;
    bool first, last; /* in its line */
} item_word;

typedef PO_LIST(item_word) item_words;

static void add_line(form_run *run, item_words *words, const form_text_piece *piece, const char *line,
                     bool first_joined) {
    char **parts;
    size_t count = po_text_split(run->arena, po_text_squeeze(run->arena, line), ' ', &parts), kept = 0;
    if (first_joined && words->count > 0)
        words->items[words->count - 1].last = false;
    for (size_t i = 0; i < count; i++)
        if (*parts[i] != '\0') {
            *PO_LIST_ADD(run->arena, words) = (item_word){
                .text = parts[i], .piece = piece, .first = kept == 0 && !first_joined, .last = false};
            kept++;
        }
    if (kept > 0)
        words->items[words->count - 1].last = true;
}

static void collect_words(form_run *run, const form_value_build *field, item_words *words) {
    for (size_t i = 0; i < field->pieces.count; i++) {
        const form_text_piece *piece = &field->pieces.items[i];
        char **lines;
        size_t count = po_text_split(run->arena, piece->text, '\n', &lines);
        for (size_t j = 0; j < count; j++)
            add_line(run, words, piece, lines[j], j == 0 && po_text_equal(piece->join, " "));
    }
}

/* "7136", "$7,136.00": digits, and how many of them. */
static size_t amount_digits(const char *text) {
    size_t digits = 0;
    if (*text == '$')
        text++;
    for (; *text != '\0'; text++) {
        if (strchr("0123456789", *text) != NULL)
            digits++;
        else if ((*text != ',' && *text != '.') || digits == 0)
            return 0;
    }
    return digits;
}

static bool fills_line(const item_words *words, size_t i) {
    return words->items[i].first && words->items[i].last && amount_digits(words->items[i].text) > 0;
}

static bool has_lines(const item_words *words) {
    for (size_t i = 0; i < words->count; i++)
        if (fills_line(words, i))
            return true;
    return false;
}

static bool begins(const item_words *words, size_t i, bool lines) {
    if (lines)
        return fills_line(words, i);
    const char *text = words->items[i].text;
    return amount_digits(text) >= LOOSE_DIGITS || (*text == '$' && amount_digits(text) > 0);
}

static void add_words(form_run *run, form_build *build, const form_target *target,
                      const item_words *words, size_t from, size_t to, const char *doubt) {
    po_buffer text = {0};
    PO_LIST(po_place) at = {0};
    if (target->field == NULL || from >= to)
        return;
    for (size_t i = from; i < to; i++) {
        const form_text_piece *piece = words->items[i].piece;
        po_buffer_printf(&text, "%s%s", i > from ? " " : "", words->items[i].text);
        for (uint32_t j = 0; j < piece->at_count && (i == from || piece != words->items[i - 1].piece); j++)
            *PO_LIST_ADD(run->arena, &at) = piece->at[j];
    }
    form_build_put(run, build, target, po_arena_dup(run->arena, po_buffer_text(&text)), at.items,
                   (uint32_t)at.count, doubt);
    po_buffer_finish(&text);
}

/* The longest choice that begins at word `from`: its end. SIZE_MAX: none. A choice's alias is only its beginning. */
static size_t choice_end(form_run *run, const po_choices *choices, const item_words *words,
                         size_t from, size_t to) {
    size_t end = SIZE_MAX;
    po_buffer text = {0};
    for (size_t i = from; i < to && i - from < TAIL_WORDS; i++) {
        po_buffer_add_text(&text, words->items[i].text);
        const char *key = po_text_key(run->arena, po_buffer_text(&text));
        for (size_t c = 0; c < choices->count; c++)
            for (size_t k = 0; k < choices->items[c].key_count; k++)
                if (po_text_equal(key, choices->items[c].keys[k]))
                    end = k == 0 ? i + 1 : to;
    }
    po_buffer_finish(&text);
    return end;
}

/* The record made. */
static form_build *put_item(form_run *run, form_build *parent, const form_value_build *field,
                     const item_words *words, size_t from, size_t to) {
    const form_items *items = field->target->items;
    size_t tail = to, tail_end = to;
    for (size_t i = from + 1; i < to && tail == to; i++) {
        size_t end = choice_end(run, &items->tail.choices, words, i, to);
        if (end != SIZE_MAX) {
            tail = i;
            tail_end = end;
        }
    }
    if (items->record->parent == parent->record)
        run->current[parent->record->index] = parent;
    form_build *build = form_build_row(run, items->record);
    add_words(run, build, &items->head, words, from, from + 1, field->doubt);
    add_words(run, build, &items->body, words, from + 1, tail, field->doubt);
    add_words(run, build, &items->tail, words, tail, tail_end, field->doubt);
    add_words(run, build, &items->rest, words, tail_end, to, field->doubt);
    return build;
}

typedef PO_LIST(form_build *) made_items;

static const form_value_build *field_named(const form_build *build, const char *name) {
    for (size_t i = 0; i < build->fields.count; i++)
        if (po_text_equal(build->fields.items[i].target->field, name))
            return &build->fields.items[i];
    return NULL;
}

/* Bodies in a column of their own: one line for each amount, or one for all of them. Where neither is so, nothing tells which is whose. */
static void put_beside(form_run *run, const form_build *build, const form_items *items, const made_items *made) {
    const form_value_build *column = items->beside == NULL ? NULL : field_named(build, items->beside);
    char **lines;
    size_t count = 0, all = column == NULL ? 0
                                           : po_text_split(run->arena, form_build_text(run->arena, build, items->beside), '\n', &lines);
    for (size_t i = 0; i < all; i++)
        if (!po_text_empty(lines[i]))
            lines[count++] = po_text_squeeze(run->arena, lines[i]);
    for (size_t i = 0; i < made->count && (count == 1 || count == made->count); i++)
        if (!form_build_has(made->items[i], items->body.field))
            form_build_put(run, made->items[i], &items->body, lines[count == 1 ? 0 : i], column->at.items,
                           (uint32_t)column->at.count, column->doubt);
}

static void expand(form_run *run, form_build *build, const form_value_build *field) {
    item_words words = {0};
    collect_words(run, field, &words);
    bool lines = has_lines(&words);
    made_items made = {0};
    for (size_t i = 0; i < words.count; i++) {
        if (!begins(&words, i, lines))
            continue;
        size_t to = i + 1;
        while (to < words.count && !begins(&words, to, lines))
            to++;
        *PO_LIST_ADD(run->arena, &made) = put_item(run, build, field, &words, i, to);
    }
    put_beside(run, build, field->target->items, &made);
}

void form_items_expand(form_run *run) {
    PO_LIST(form_build *) before = {0};
    for (size_t i = 0; i < run->builds.count; i++)
        *PO_LIST_ADD(run->arena, &before) = run->builds.items[i];
    run->builds.items = NULL;
    run->builds.count = run->builds.capacity = 0;
    for (size_t i = 0; i < before.count; i++) {
        form_build *build = before.items[i];
        *PO_LIST_ADD(run->arena, &run->builds) = build;
        for (size_t f = 0; f < build->fields.count; f++)
            if (build->fields.items[f].target->items != NULL)
                expand(run, build, &build->fields.items[f]);
    }
}
