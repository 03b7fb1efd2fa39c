/* SPDX-License-Identifier: Apache-2.0
 *
 * Sentences: values that a template prints inside running text ("The total revenue projected for {*} is {total_revenue:money}, of which ...").
 *
 * Why over the whole section and not line by line: such paragraphs are cut by pages, columns and text boxes. Literals are
 * compared folded, so spaces, dashes and quotation marks do not count; a capture is what stands between two literals, as printed.
 * A literal that is missing (an editor deleted half the sentence) costs the capture before it and no more.
 */
#include <string.h>

#include "base/text.h"
#include "plugin/form_parts.h"

enum {
    LONG_LITERAL = 16,    /* key bytes that do not stand inside another word */
    TRIES = 8,            /* places at which a sentence may begin */
    VALUE_WINDOW = 160,   /* key bytes within which words that follow words must come */
    AMOUNT_WINDOW = 40,   /* the same after an amount, a date or a code: more is a sentence, not an amount */
    NAME_WINDOW = 400     /* the same after a {*} */
};

/* "{name:type}", "{*}"; `text` stands behind the brace. */
static bool parse_capture(po_arena *arena, const char *text, size_t size, const form_record *record,
                          form_piece *ret_piece) {
    const char *inside = po_arena_copy(arena, text, size), *colon = strchr(inside, ':');
    if (strcmp(inside, "*") == 0)
        return true;
    ret_piece->target.record = record;
    ret_piece->target.field =
        colon == NULL ? inside : po_arena_copy(arena, inside, (size_t)(colon - inside));
    if (record == NULL || *ret_piece->target.field == '\0')
        return false;
    return colon == NULL || po_value_type_parse(colon + 1, &ret_piece->target.type);
}

static void add_literal(po_arena *arena, const char *text, size_t size, form_sentence *sentence) {
    const char *key = form_fold_key(arena, po_arena_copy(arena, text, size));
    if (*key != '\0')
        *PO_LIST_ADD(arena, &sentence->pieces) = (form_piece){.literal = key, .size = strlen(key)};
}

bool form_sentence_parse(po_arena *arena, const char *text, const form_record *record,
                         form_sentence *ret_sentence, const char **ret_mistake) {
    *ret_sentence = (form_sentence){0};
    const char *from = text;
    for (const char *p = text; *p != '\0'; p++) {
        if (*p != '{' || strncmp(p, "{year}", 6) == 0)
            continue;
        const char *end = strchr(p, '}');
        form_piece piece = {0};
        add_literal(arena, from, (size_t)(p - from), ret_sentence);
        *ret_mistake = p;
        if (end == NULL || !parse_capture(arena, p + 1, (size_t)(end - p) - 1, record, &piece))
            return false;
        *PO_LIST_ADD(arena, &ret_sentence->pieces) = piece;
        p = end;
        from = end + 1;
    }
    add_literal(arena, from, strlen(from), ret_sentence);
    *ret_mistake = "it must begin with words of the template";
    return ret_sentence->pieces.count > 0 && ret_sentence->pieces.items[0].literal != NULL;
}

/* ---- running ---- */

typedef struct section_text {
    const char *text;
    form_folded folded;
    const form_buffered *parts;
    size_t *starts; /* where each part begins in `text` */
    size_t part_count;
} section_text;

static void join_parts(form_run *run, section_text *ret_text) {
    po_buffer text = {0};
    size_t count = run->buffered.count;
    *ret_text = (section_text){.parts = run->buffered.items, .part_count = count,
                               .starts = PO_NEW_ARRAY(run->arena, size_t, count + 1)};
    for (size_t i = 0; i < count; i++) {
        ret_text->starts[i] = text.size;
        po_buffer_add_text(&text, run->buffered.items[i].text);
        po_buffer_add_char(&text, '\n');
    }
    ret_text->text = po_arena_dup(run->arena, po_buffer_text(&text));
    po_buffer_finish(&text);
    form_fold(run->arena, ret_text->text, strlen(ret_text->text), &ret_text->folded);
}

/* Does the literal's hit begin and end between words? "is" also stands inside "District". */
static bool whole_words(const form_folded *folded, size_t hit, size_t size) {
    bool begins = hit == 0 || folded->from[hit] > folded->to[hit - 1];
    size_t end = hit + size;
    return begins && (end >= folded->size || folded->from[end] > folded->to[end - 1]);
}

/* The literal in the key at or after `from`, beginning within `window`; SIZE_MAX if it is not there. A long literal may have lost the gaps around
 * it (some producers print no spaces). */
static size_t find(const form_folded *folded, const form_piece *literal, size_t from, size_t window) {
    size_t left = folded->size - from, reach = window < left ? window + literal->size : left;
    size_t end = from + (reach < left ? reach : left);
    while (end - from >= literal->size) {
        const char *hit = memmem(folded->key + from, end - from, literal->literal, literal->size);
        if (hit == NULL)
            break;
        size_t at = (size_t)(hit - folded->key);
        if (literal->size >= LONG_LITERAL || whole_words(folded, at, literal->size))
            return at;
        from = at + 1;
    }
    return SIZE_MAX;
}

static char *trimmed(po_arena *arena, const char *text, size_t from, size_t to) {
    while (from < to && strchr(" \n,.:;)", text[from]) != NULL)
        from++;
    while (to > from && strchr(" \n,;", text[to - 1]) != NULL)
        to--;
    return po_arena_copy(arena, text + from, to - from);
}

static void put_places(form_run *run, const section_text *text, form_value_build *field, size_t from,
                       size_t to) {
    for (size_t i = 0; i < text->part_count; i++) {
        size_t end = i + 1 < text->part_count ? text->starts[i + 1] : SIZE_MAX;
        if (end <= from || text->starts[i] >= to)
            continue;
        for (uint32_t j = 0; j < text->parts[i].at_count; j++)
            *PO_LIST_ADD(run->arena, &field->at) = text->parts[i].at[j];
    }
}

/* Words where a date should stand may be a person's name (a signature block) and are not kept. */
static bool is_date(po_arena *arena, const char *text) {
    po_value value;
    po_value_read(arena, PO_VALUE_DATE, text, NULL, &value);
    return value.value != NULL;
}

/* Stores what stands between two bytes of the key; a field that an earlier sentence has filled stays. */
static void capture(form_run *run, const section_text *text, const form_piece *piece, size_t from,
                    size_t to) {
    if (piece->target.field == NULL)
        return;
    size_t begin = from == 0 ? 0 : text->folded.to[from - 1];
    size_t end = to < text->folded.size ? text->folded.from[to] : strlen(text->text);
    char *value = trimmed(run->arena, text->text, begin, end);
    size_t size = strlen(value);
    if (piece->target.type != PO_VALUE_TEXT && size > 0 && value[size - 1] == '.')
        value[size - 1] = '\0';
    if (po_text_empty(value) || (piece->target.type == PO_VALUE_DATE && !is_date(run->arena, value)))
        return;
    form_build *build = form_build_single(run, piece->target.record);
    if (form_build_has(build, piece->target.field))
        return;
    form_build_put(run, build, &piece->target, value, NULL, 0, NULL);
    put_places(run, text, form_build_field(run, build, &piece->target), begin, end);
}

static size_t window_of(const form_piece *capture_piece) {
    if (capture_piece->target.field == NULL)
        return NAME_WINDOW;
    return capture_piece->target.type == PO_VALUE_TEXT ? SIZE_MAX : AMOUNT_WINDOW;
}

/* Goes along the sentence from its first literal at `at`; stores captures if `store`. Returns how many literals were found. */
static size_t follow(form_run *run, const form_sentence *sentence, const section_text *text, size_t at,
                     bool store) {
    const form_piece *pieces = sentence->pieces.items, *waiting = NULL;
    size_t found = 1;
    at += pieces[0].size;
    for (size_t i = 1; i < sentence->pieces.count; i++) {
        if (pieces[i].literal == NULL) {
            waiting = &pieces[i];
            continue;
        }
        size_t window = waiting == NULL ? VALUE_WINDOW : window_of(waiting);
        size_t hit = find(&text->folded, &pieces[i], at, window);
        if (hit != SIZE_MAX) {
            if (waiting != NULL && store)
                capture(run, text, waiting, at, hit);
            at = hit + pieces[i].size;
            found++;
        }
        if (hit != SIZE_MAX || waiting == NULL || window != SIZE_MAX)
            waiting = NULL;
    }
    if (waiting != NULL && store)
        capture(run, text, waiting, at, text->folded.size);
    return found;
}

/* The first place where the sentence begins and goes on. */
static void run_sentence(form_run *run, const form_sentence *sentence, const section_text *text) {
    const form_piece *first = &sentence->pieces.items[0];
    size_t literals = 0, from = 0;
    if (first->literal == NULL)
        return; /* form_load refuses a sentence that does not begin with words */
    for (size_t i = 0; i < sentence->pieces.count; i++)
        literals += sentence->pieces.items[i].literal != NULL;
    for (int i = 0; i < TRIES && from < text->folded.size; i++) {
        size_t at = find(&text->folded, first, from, SIZE_MAX);
        if (at == SIZE_MAX)
            return;
        if (2 * follow(run, sentence, text, at, false) > literals || literals == 1) {
            (void)follow(run, sentence, text, at, true);
            return;
        }
        from = at + 1;
    }
}

void form_sentences_run(form_run *run, const form_section *section) {
    section_text text;
    join_parts(run, &text);
    for (size_t i = 0; i < section->sentences.count; i++)
        run_sentence(run, section->sentences.items[i], &text);
    run->buffered.count = 0;
}
