/* SPDX-License-Identifier: Apache-2.0
 *
 * Recognition over blocks: every sign of every program is looked for in one pass; each counts once.
 *
 * A label counts as a whole line or cell, with or without what its printing has in brackets ("Plan Summary [2025-26]"); a phrase anywhere in a
 * line; columns when three in four of them head one row, because editions add and drop columns ({year}, {years} and {n} at the end of one stand for any). A label or phrase that stands for
 * another program has a negative weight in its program file.
 */
#include "plugin/recognise.h"

#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/text.h"
#include "plugin/form_parts.h"

enum {
    LINE_BYTES = 4096, /* of a long paragraph, its beginning */
    LABEL_BYTES = 400, /* longer text is no label */
    HEADER_ROWS = 12   /* a header stands within the first rows of a table */
};

/* One sign under watch. `columns_found` are those within the row numbered `row`. */
typedef struct watch {
    const po_sign *sign;
    uint32_t program;
    uint32_t row;
    uint64_t columns_found; /* a bit for each */
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
    see_label(wr, po_text_key(wr->arena, form_short_label(wr->arena, line + form_number_size(line))));
}

/* "assistancestatus2024" -> "assistancestatusyear", "titlei2223" -> "titleiyears", "metmethod1" -> "metmethodn": as a sign writes {year}, {years}
 * and {n}, so that next year's columns are known too. NULL if the label does not end in such a number. */
static const char *without_number(po_arena *arena, const char *key) {
    size_t size = strlen(key), digits = 0;
    while (digits < size && key[size - digits - 1] >= '0' && key[size - digits - 1] <= '9')
        digits++;
    const char *number = key + size - digits;
    if (digits == 0 || digits == size || (digits > 2 && digits != 4))
        return NULL;
    const char *name = digits < 4 ? "n" : strncmp(number, "20", 2) == 0 ? "year" : "years";
    return po_arena_printf(arena, "%.*s%s", (int)(size - digits), key, name);
}

/* The signs with this column; `ret_key`: as they write it. */
static const watch_list *find_column(watcher *wr, const char *text, const char **ret_key) {
    const char *whole = po_text_key(wr->arena, text);
    const char *keys[] = {whole, po_text_key(wr->arena, form_short_label(wr->arena, text)), without_number(wr->arena, whole)};
    const watch_list *list = NULL;
    for (size_t i = 0; list == NULL && i < sizeof keys / sizeof *keys; i++) {
        *ret_key = keys[i];
        list = keys[i] == NULL ? NULL : po_map_get(wr->columns, keys[i]);
    }
    return list;
}

static uint32_t count_bits(uint64_t bits) {
    uint32_t count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

/* A column counts once, however many of a year or a number stand in the row. */
static void see_column(watcher *wr, const char *text) {
    const char *key = NULL;
    const watch_list *list = strlen(text) > LABEL_BYTES ? NULL : find_column(wr, text, &key);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        watch *w = list->items[i];
        if (w->row != wr->row)
            w->columns_found = 0;
        for (size_t c = 0; c < w->sign->column_count && c < 64; c++)
            if (strcmp(w->sign->columns[c], key) == 0)
                w->columns_found |= (uint64_t)1 << c;
        w->row = wr->row;
        w->found |= (size_t)4 * count_bits(w->columns_found) >= 3 * w->sign->column_count;
    }
}

static void see_table(watcher *wr, const po_table *table) {
    uint32_t most = table->source != NULL ? PO_LIMIT_SIGN_ROWS : HEADER_ROWS;
    po_table_cursor cursor;
    const po_row *row = NULL;
    po_table_cursor_init(&cursor, table);
    for (uint32_t r = 0; r < most && (row = po_table_cursor_next(&cursor)) != NULL; r++) {
        wr->row++;
        for (uint32_t c = 0; c < row->cell_count; c++) {
            see_column(wr, row->cells[c].text);
            see_line(wr, row->cells[c].text);
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
