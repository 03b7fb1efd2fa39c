/* SPDX-License-Identifier: Apache-2.0
 *
 * Recognition over blocks: every sign of every program is looked for in one pass; each counts once.
 *
 * A label counts as a whole line or cell, with or without what its printing has in brackets ("Plan Summary [2025-26]"); a phrase anywhere in a
 * line; columns when three in four of them head one row, because editions add and drop columns. A label or phrase that stands for
 * another program has a negative weight in its program file.
 */
#include "plugin/recognise.h"

#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "plugin/form_parts.h"

enum {
    LINE_BYTES = 4096, /* of a long paragraph, its beginning */
    LABEL_BYTES = 400, /* longer text is no label */
    HEADER_ROWS = 12   /* a header stands within the first rows of a table */
};

/* One sign under watch. `row` and `columns_found` are the count within the row numbered `row`. */
typedef struct watch {
    const po_sign *sign;
    uint32_t program;
    uint32_t row, columns_found;
    bool found;
} watch;
typedef PO_LIST(watch *) watch_list;

typedef struct watcher {
    po_arena *arena;
    po_map *labels, *columns; /* key -> watch_list */
    PO_LIST(watch) watches;
    watch_list phrases;
    uint32_t row; /* counts the rows of all tables */
} watcher;

static void index_watch(po_arena *arena, po_map *map, const char *key, watch *w) {
    watch_list *list = po_map_get(map, key);
    if (*key == '\0')
        return;
    if (list == NULL) {
        list = PO_NEW(arena, watch_list);
        (void)po_map_add(map, key, list);
    }
    *PO_LIST_ADD(arena, list) = w;
}

static void add_watch(watcher *wr, watch *w) {
    const po_sign *sign = w->sign;
    if (sign->kind == PO_SIGN_LABEL)
        index_watch(wr->arena, wr->labels, sign->key, w);
    else if (sign->kind == PO_SIGN_PHRASE)
        *PO_LIST_ADD(wr->arena, &wr->phrases) = w;
    else
        for (size_t i = 0; i < sign->column_count; i++)
            index_watch(wr->arena, wr->columns, sign->columns[i], w);
}

static void init_watcher(watcher *wr, const po_program *const *programs, size_t count, po_arena *arena) {
    *wr = (watcher){.arena = arena};
    wr->labels = po_map_create(arena);
    wr->columns = po_map_create(arena);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < programs[i]->signs.count; j++)
            *PO_LIST_ADD(arena, &wr->watches) =
                (watch){.sign = &programs[i]->signs.items[j], .program = (uint32_t)i};
    for (size_t i = 0; i < wr->watches.count; i++)
        add_watch(wr, &wr->watches.items[i]);
}

static void see_label(watcher *wr, const char *key) {
    const watch_list *list = po_map_get(wr->labels, key);
    for (size_t i = 0; list != NULL && i < list->count; i++)
        list->items[i]->found = true;
}

static void see_phrases(watcher *wr, const char *key) {
    size_t size = strlen(key);
    for (size_t i = 0; i < wr->phrases.count; i++) {
        watch *w = wr->phrases.items[i];
        if (!w->found && *w->sign->key != '\0' && strlen(w->sign->key) <= size)
            w->found = strstr(key, w->sign->key) != NULL;
    }
}

static void see_line(watcher *wr, const char *text) {
    size_t size = strnlen(text, LINE_BYTES);
    bool cut = size == LINE_BYTES;
    while (cut && size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--; /* never inside a character */
    const char *line = po_arena_copy(wr->arena, text, size);
    const char *key = po_text_key(wr->arena, line);
    see_phrases(wr, key);
    if (size > LABEL_BYTES)
        return;
    see_label(wr, key);
    see_label(wr, po_text_key(wr->arena, form_short_label(wr->arena, line)));
}

static void see_column(watcher *wr, const char *text) {
    if (strlen(text) > LABEL_BYTES)
        return;
    const char *key = po_text_key(wr->arena, text);
    const watch_list *list = po_map_get(wr->columns, key);
    if (list == NULL)
        list = po_map_get(wr->columns, po_text_key(wr->arena, form_short_label(wr->arena, text)));
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        watch *w = list->items[i];
        w->columns_found = w->row == wr->row ? w->columns_found + 1 : 1;
        w->row = wr->row;
        w->found |= (size_t)4 * w->columns_found >= 3 * w->sign->column_count;
    }
}

static void see_table(watcher *wr, const po_table *table) {
    for (uint32_t r = 0; r < table->row_count && r < HEADER_ROWS; r++) {
        wr->row++;
        for (uint32_t c = 0; c < table->rows[r].cell_count; c++) {
            see_column(wr, table->rows[r].cells[c].text);
            see_line(wr, table->rows[r].cells[c].text);
        }
    }
}

static void see_document(watcher *wr, const po_document *document) {
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_block *block = &document->blocks.items[i];
        if (block->kind != PO_BLOCK_TABLE)
            see_line(wr, block->text);
        else if (block->table != NULL)
            see_table(wr, block->table);
    }
}

static void add_up(const watcher *wr, po_candidate *candidates) {
    for (size_t i = 0; i < wr->watches.count; i++) {
        const watch *w = &wr->watches.items[i];
        if (!w->found)
            continue;
        candidates[w->program].score += w->sign->weight;
        candidates[w->program].signs_found++;
    }
}

static void choose(const po_candidate *candidates, size_t count, po_recognition *recognition) {
    for (size_t i = 0; i < count; i++) {
        const po_candidate *candidate = &candidates[i];
        if (candidate->signs_found == 0 ||
            candidate->score < candidate->program->recognition_threshold)
            continue;
        if (recognition->program == NULL || candidate->score > recognition->score) {
            recognition->program = candidate->program;
            recognition->score = candidate->score;
            recognition->tied = NULL;
        } else if (candidate->score == recognition->score && recognition->tied == NULL) {
            recognition->tied = candidate->program;
        }
    }
}

void po_recognise(const po_document *document, const po_program *const *programs, size_t count,
                  po_arena *arena, po_recognition *ret_recognition) {
    watcher wr;
    po_arena *scratch = po_arena_create();
    po_candidate *candidates = PO_NEW_ARRAY(arena, po_candidate, count + 1);
    for (size_t i = 0; i < count; i++)
        candidates[i].program = programs[i];
    init_watcher(&wr, programs, count, scratch);
    see_document(&wr, document);
    add_up(&wr, candidates);
    po_arena_destroy(scratch);
    *ret_recognition = (po_recognition){.candidates = candidates, .candidate_count = count};
    choose(candidates, count, ret_recognition);
}

void po_recognise_form(const po_document *document, const po_form *const *forms, size_t count,
                       po_recognition *recognition) {
    if (recognition->program == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        size_t index;
        int score;
        if (!po_text_equal(po_form_program(forms[i]), recognition->program->id) ||
            !po_form_choose(&forms[i], 1, document, &index, &score))
            continue;
        bool later = recognition->form != NULL && score == recognition->form_score &&
                     strcmp(po_form_id(forms[i]), recognition->form_id) > 0;
        if (recognition->form == NULL || score > recognition->form_score || later) {
            recognition->form = forms[i];
            recognition->form_id = po_form_id(forms[i]);
            recognition->form_score = score;
        }
    }
}
