/* SPDX-License-Identifier: Apache-2.0
 *
 * One run of a form over a document: one pass over its blocks, then the records are emitted. Also which form fits a document.
 */
#include <string.h>

#include "base/text.h"
#include "plugin/dataset_parts.h"

void form_say(form_run *run, po_severity severity, const char *code, const po_place *place,
              const char *text) {
    if (run->sink->diagnose != NULL)
        run->sink->diagnose(run->sink->context, severity, code, place, text);
}

/* A line of a table of contents: a label, dots, a page number. It is no heading. */
static bool is_contents(const char *text) {
    return strstr(text, ".....") != NULL || strstr(text, ". . . . .") != NULL ||
           strstr(text, "\xE2\x80\xA6\xE2\x80\xA6") != NULL;
}

static void take_text(form_run *run, const po_block *block) {
    char **lines;
    if (is_contents(block->text))
        return;
    size_t count = po_text_split(run->arena, block->text, '\n', &lines);
    for (size_t i = 0; i < count; i++) {
        form_line line = {.text = lines[i],
                          .at = &block->at,
                          .at_count = 1,
                          .doubt = block->doubt,
                          .heading = block->kind == PO_BLOCK_HEADING,
                          .level = block->level};
        form_take_line(run, &line);
    }
}

static void take_block(form_run *run, const po_block *block) {
    if (block->kind != PO_BLOCK_TABLE) {
        take_text(run, block);
    } else if (block->table != NULL && block->table->row_count > 0) {
        form_flush(run);
        form_take_table(run, block);
    }
}

static void finish_document(form_run *run) {
    form_flush(run);
    if (run->section != NULL && run->section->sentences.count > 0)
        form_sentences_run(run, run->section);
}

po_status po_form_run(const po_form *form, const po_document *document, const po_form_sink *sink,
                      po_error *err) {
    if (po_form_is_data(form))
        return dataset_run_document(form, document, sink, err);
    po_arena *arena = po_arena_create();
    form_run *run = PO_NEW(arena, form_run);
    *run = (form_run){.form = form, .document = document, .sink = sink, .arena = arena};
    run->current = PO_NEW_ARRAY(arena, form_build *, form->records.count + 1);
    run->found = PO_NEW_ARRAY(arena, form_headers, form->tables.count + 1);
    run->touched = PO_NEW_ARRAY(arena, uint32_t, form->tables.count + 1);
    run->said = po_map_create(arena);
    for (size_t i = 0; i < document->blocks.count; i++)
        take_block(run, &document->blocks.items[i]);
    finish_document(run);
    po_status status = form_build_emit(run, err);
    po_arena_destroy(arena);
    return status;
}

/* ---- which form fits ---- */

typedef struct scorer {
    const po_form *form;
    po_arena *arena;
    po_map *found;
    int score;
} scorer;

static void score_text(scorer *s, const char *text) {
    if (strlen(text) > 1000)
        return;
    const char *key = form_fold_key(s->arena, text);
    if (po_map_get(s->form->marks, key) == NULL)
        key = form_fold_key(s->arena, text + form_number_size(text));
    const form_mark *mark = po_map_get(s->form->marks, key);
    if (mark != NULL && po_map_add(s->found, key, s->found))
        s->score += mark->weight;
}

/* Only the first rows can hold labels; a long table costs no more than a short one. */
static void score_table(scorer *s, const po_table *table) {
    for (uint32_t r = 0; r < table->row_count && r < 12; r++)
        for (uint32_t c = 0; c < table->rows[r].cell_count; c++)
            score_text(s, table->rows[r].cells[c].text);
}

int po_form_score(const po_form *form, const po_document *document) {
    if (po_form_is_data(form))
        return dataset_score(form, document);
    scorer s = {.form = form, .arena = po_arena_create()};
    s.found = po_map_create(s.arena);
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_block *block = &document->blocks.items[i];
        if (block->kind != PO_BLOCK_TABLE)
            score_text(&s, block->text);
        else if (block->table != NULL)
            score_table(&s, block->table);
    }
    po_arena_destroy(s.arena);
    return s.score;
}

bool po_form_choose(const po_form *const *forms, size_t count, const po_document *document,
                    size_t *ret_index, int *ret_score) {
    bool any = false;
    int best_score = 0;
    size_t best = 0;
    for (size_t i = 0; i < count; i++) {
        int score = po_form_score(forms[i], document);
        bool later = any && score == best_score && strcmp(forms[i]->id, forms[best]->id) > 0;
        if (score > best_score || later) {
            any = true;
            best = i;
            best_score = score;
        }
    }
    if (any) {
        *ret_index = best;
        *ret_score = best_score;
    }
    return any;
}
