/* SPDX-License-Identifier: Apache-2.0
 *
 * Labels in a page: where the words of a column's label stand, on one line or wrapped over several, one below the other.
 *
 * Labels are compared letter by letter, not word by word: a narrow column cuts words ("Non-" over "personnel"). From each
 * word that some label begins with, the next word is looked for to its right, else below what was found so far. Every step can go wrong in a
 * few ways only, and steps are counted, so a page of one word repeated costs no more than another.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "document/geometry_parts.h"

enum {
    STARTS_BITS = 1 << 15,
    START_MAX = 4,       /* bytes of a key that its start is told by */
    HEAD = 8,            /* bytes of a key that are compared as one number */
    STEPS_MAX = 2000,    /* words looked at for one label */
    STEPS_PER_WORD = 200, /* words looked at on a page, on average */
    BELOW_MAX = 6,       /* words of a line below that may go on */
    LINES_BELOW = 6,     /* lines looked at below, within the pitch */
    LABELS_TRIED = 64,   /* of one start */
    TEXT_WHOLE = 16,     /* known text of so many letters may be followed by more on its line */
    TEXT_PART = 24       /* a line of so many letters that known text begins with is known */
};

/* Of the first bytes of a key, at most START_MAX; one byte stands for itself. */
static size_t start_of(const char *key, size_t size) {
    size_t hash = (unsigned char)key[0];
    for (size_t i = 1; i < size && i < START_MAX; i++) {
        hash = hash * 257 + (unsigned char)key[i];
    }
    return (size < 2 ? hash : hash * 31) % STARTS_BITS;
}

static bool same_key(const po_hint_label *a, const po_hint_label *b) {
    return a->size == b->size && memcmp(a->key, b->key, a->size) == 0;
}

static void note_ends(po_geometry *geometry) {
    const po_table_hints *hints = geometry->hints;
    geometry->ends = PO_NEW_ARRAY(geometry->arena, uint32_t, hints->label_count + 1);
    geometry->found = PO_NEW_ARRAY(geometry->arena, uint32_t, hints->table_count + 1);
    for (size_t i = hints->label_count; i-- > 0;) {
        bool last = i + 1 == hints->label_count || !same_key(&hints->labels[i], &hints->labels[i + 1]);
        geometry->ends[i] = last ? (uint32_t)i + 1 : geometry->ends[i + 1];
    }
}

/* The first bytes of a key as a number, in the order of keys. */
static uint64_t head_of(const char *key, size_t size) {
    unsigned char bytes[HEAD] = {0};
    uint64_t head = 0;
    memcpy(bytes, key, size < HEAD ? size : HEAD);
    for (size_t i = 0; i < HEAD; i++) {
        head = head << 8 | bytes[i];
    }
    return head;
}

static void note_starts(po_geometry *geometry, const po_hint_label *label) {
    for (size_t size = 2; size <= label->size && size <= START_MAX; size++) {
        geometry->starts[start_of(label->key, size)] |= 1;
    }
    if (label->size > 0) {
        geometry->starts[(unsigned char)label->key[0]] |= 2;
    }
}

static void note_folds(po_geometry *geometry) {
    for (int c = 'a'; c <= 'z'; c++) {
        geometry->fold[c] = geometry->fold[c - ('a' - 'A')] = (char)c;
    }
    for (int c = '0'; c <= '9'; c++) {
        geometry->fold[c] = (char)c;
    }
    geometry->fold['#'] = '#';
}

void geo_labels_prepare(po_geometry *geometry) {
    const po_table_hints *hints = geometry->hints;
    if (!hints) {
        return;
    }
    note_folds(geometry);
    note_ends(geometry);
    geometry->starts = PO_NEW_ARRAY(geometry->arena, uint8_t, STARTS_BITS);
    geometry->heads = PO_NEW_ARRAY(geometry->arena, uint64_t, hints->label_count + 1);
    for (size_t i = 0; i < hints->label_count; i++) {
        note_starts(geometry, &hints->labels[i]);
        geometry->heads[i] = head_of(hints->labels[i].key, hints->labels[i].size);
    }
}

static size_t wide_key(po_geometry *geometry, const po_geometry_word *word, char key[GEO_KEY_MAX]) {
    if (word->size > GEO_KEY_MAX * 4) {
        return 0;
    }
    const char *folded = po_text_key(geometry->scratch, po_arena_copy(geometry->scratch, word->text, word->size));
    size_t size = strnlen(folded, GEO_KEY_MAX);
    memcpy(key, folded, size);
    return size;
}

static size_t word_key(po_geometry *geometry, const po_geometry_word *word, char key[GEO_KEY_MAX]) {
    size_t size = 0;
    for (uint32_t i = 0; i < word->size && size < GEO_KEY_MAX; i++) {
        unsigned char c = (unsigned char)word->text[i];
        if (c >= 0x80) {
            return wide_key(geometry, word, key);
        }
        key[size] = geometry->fold[c];
        size += geometry->fold[c] != '\0';
    }
    return size;
}

/* ---- one label from one word ---- */

typedef struct search {
    geo_page *page;
    const char *key;
    size_t size;
    geo_hit hit;
    unsigned steps;
} search;

static bool all_digits(const geo_key *key) {
    for (uint32_t i = 0; i < key->size; i++) {
        if (key->text[i] < '0' || key->text[i] > '9') {
            return false;
        }
    }
    return true;
}

/* How many bytes of the label at `at` the word is; SIZE_MAX if it is something else. */
static size_t matched(const search *s, size_t at, uint32_t word) {
    const geo_key *key = &s->page->keys[word];
    if (at < s->size && s->key[at] == PO_HINT_YEAR) {
        return (key->size == 6 || key->size == 8) && all_digits(key) ? 1 : SIZE_MAX;
    }
    if (key->size == 0) {
        return 0;
    }
    bool same = key->size <= s->size - at && key->text[0] == s->key[at] && memcmp(s->key + at, key->text, key->size) == 0;
    return same ? key->size : SIZE_MAX;
}

static bool extend(search *s, size_t at);

/* Takes a word into the hit, goes on, and takes it out again if that leads nowhere. */
static bool try_word(search *s, size_t at, uint32_t word) {
    if (s->steps == 0 || s->hit.count == GEO_LABEL_WORDS_MAX) {
        return false;
    }
    s->steps--;
    size_t size = matched(s, at, word);
    if (size == SIZE_MAX) {
        return false;
    }
    const po_geometry_word *from = &s->page->words[word];
    uint32_t bottom = s->hit.bottom, count = s->hit.count;
    float x0 = s->hit.x0, x1 = s->hit.x1;
    s->hit.words[s->hit.count++] = word;
    s->hit.bottom = s->page->line_of[word];
    if (size > 0) { /* a sign may stand in the column beside */
        s->hit.x0 = from->x0 < x0 ? from->x0 : x0;
        s->hit.x1 = from->x1 > x1 ? from->x1 : x1;
    }
    if (extend(s, at + size)) {
        return true;
    }
    s->hit.bottom = bottom;
    s->hit.count = count;
    s->hit.x0 = x0;
    s->hit.x1 = x1;
    return false;
}

/* The words that may go on with what was found so far: the next to the right, then those below, line by line. */
typedef struct next_words {
    uint32_t words[1 + LINES_BELOW * BELOW_MAX];
    uint32_t count;
} next_words;

static void add_right(const geo_page *page, uint32_t last, next_words *next) {
    const geo_line *line = &page->lines[page->line_of[last]];
    bool near = last + 1 < line->first + line->count &&
                page->words[last + 1].x0 - page->words[last].x1 < 2 * page->from->scale.gap;
    if (near) {
        next->words[next->count++] = last + 1;
    }
}

/* The first word of a line that ends right of `x`. Words of a line are sorted by where they begin. */
static size_t first_right_of(const geo_page *page, const geo_line *line, float x) {
    size_t low = line->first, high = line->first + line->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (page->words[middle].x1 <= x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Is there a level line between two base lines, under the middle of what was found so far? A label does not go on below it. */
static bool ruled_off(const geo_page *page, const geo_hit *hit, float above, float here) {
    float middle = (hit->x0 + hit->x1) / 2;
    for (size_t i = geo_rule_below(page, above); i < page->level_count && page->rules[i].y0 < here; i++) {
        if (page->rules[i].x0 <= middle && page->rules[i].x1 >= middle) {
            return true;
        }
    }
    return false;
}

static void add_below(const geo_page *page, const geo_hit *hit, uint32_t last, next_words *next) {
    const po_geometry_scale *scale = &page->from->scale;
    uint32_t from = page->line_of[last];
    float slack = 2 * scale->letter;
    for (uint32_t l = from + 1; l < page->line_count && l <= from + LINES_BELOW; l++) {
        const geo_line *line = &page->lines[l];
        if (line->y - page->lines[from].y > 2.1F * scale->pitch || ruled_off(page, hit, page->lines[from].y, line->y)) {
            break;
        }
        size_t word = first_right_of(page, line, hit->x0 - slack);
        for (unsigned taken = 0; taken < BELOW_MAX && word < line->first + line->count; taken++, word++) {
            if (page->words[word].x0 >= hit->x1 + slack) {
                break;
            }
            next->words[next->count++] = (uint32_t)word;
        }
    }
}

static void find_next(const geo_page *page, const geo_hit *hit, next_words *ret_next) {
    uint32_t last = hit->words[hit->count - 1];
    ret_next->count = 0;
    add_right(page, last, ret_next);
    add_below(page, hit, last, ret_next);
}

/* Signs behind a label's last word belong to it: "Allocation ($)". */
static void take_signs(search *s) {
    uint32_t last = s->hit.words[s->hit.count - 1];
    const geo_line *line = &s->page->lines[s->page->line_of[last]];
    for (uint32_t next = last + 1; next < line->first + line->count && s->hit.count < GEO_LABEL_WORDS_MAX; next++) {
        const po_geometry_word *word = &s->page->words[next];
        if (word->x0 - s->page->words[next - 1].x1 >= 2 * s->page->from->scale.gap || word->size >= GEO_KEY_MAX ||
            s->page->keys[next].size > 0) {
            return;
        }
        s->hit.words[s->hit.count++] = next;
        s->hit.x1 = word->x1 > s->hit.x1 ? word->x1 : s->hit.x1;
    }
}

static bool try_next(search *s, size_t at, const next_words *next) {
    for (uint32_t i = 0; i < next->count; i++) {
        if (try_word(s, at, next->words[i])) {
            return true;
        }
    }
    return false;
}

static bool extend(search *s, size_t at) {
    next_words next;
    if (at == s->size) {
        take_signs(s);
        return true;
    }
    find_next(s->page, &s->hit, &next);
    return try_next(s, at, &next);
}

/* ---- all labels ---- */

/* The first label that may begin with the key. */
static size_t lower_label(const po_geometry *geometry, uint64_t head) {
    size_t low = 0, high = geometry->hints->label_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (geometry->heads[middle] < head) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* One word, and what the labels that begin with it may go on with: the same for all of them. */
typedef struct start {
    geo_hit hit;
    next_words next;
    uint64_t letters[4]; /* a bit for each byte that the next words begin with */
    bool anything;       /* one of them is only signs, which belong to any label */
} start;

static void add_letter(start *begun, char letter) {
    begun->letters[(unsigned char)letter / 64] |= (uint64_t)1 << ((unsigned char)letter % 64);
}

static bool has_letter(const start *begun, char letter) {
    return begun->letters[(unsigned char)letter / 64] >> ((unsigned char)letter % 64) & 1;
}

static void begin_at(const geo_page *page, uint32_t word, start *ret_start) {
    const po_geometry_word *from = &page->words[word];
    ret_start->hit.words[0] = word;
    ret_start->hit.count = 1;
    ret_start->hit.x0 = from->x0;
    ret_start->hit.x1 = from->x1;
    ret_start->hit.top = ret_start->hit.bottom = page->line_of[word];
    ret_start->anything = false;
    memset(ret_start->letters, 0, sizeof ret_start->letters);
    find_next(page, &ret_start->hit, &ret_start->next);
    for (uint32_t i = 0; i < ret_start->next.count; i++) {
        const geo_key *key = &page->keys[ret_start->next.words[i]];
        ret_start->anything |= key->size == 0;
        add_letter(ret_start, key->size ? key->text[0] : '\0');
        if (key->size == 6 || key->size == 8) {
            add_letter(ret_start, PO_HINT_YEAR);
        }
    }
}

static void find_label(po_geometry *geometry, geo_page *page, const start *begun, size_t label, size_t at, size_t *steps) {
    const po_hint_label *wanted = &geometry->hints->labels[label];
    search s = {.page = page, .key = wanted->key, .size = wanted->size, .hit = begun->hit};
    unsigned given = *steps < STEPS_MAX ? (unsigned)*steps : STEPS_MAX;
    s.hit.label = (uint32_t)label;
    s.steps = given;
    if (at == s.size ? extend(&s, at) : try_next(&s, at, &begun->next)) {
        *PO_LIST_ADD(geometry->scratch, &page->hits) = s.hit;
    }
    *steps -= given - s.steps;
}

/* The byte of a label behind a key it begins with, 0 at its end. Read from its head where that has it: labels are many, and lie far apart. */
static char byte_behind(const po_geometry *geometry, size_t label, size_t at) {
    if (at < HEAD) {
        return (char)(unsigned char)(geometry->heads[label] >> (8 * (HEAD - 1 - at)));
    }
    const po_hint_label *wanted = &geometry->hints->labels[label];
    return at < wanted->size ? wanted->key[at] : '\0';
}

/* Does the label begin with a key of which it has the first `compared` bytes? */
static bool has_rest(const po_hint_label *label, const geo_key *key, size_t compared) {
    return key->size <= compared ||
           (label->size >= key->size && memcmp(label->key + compared, key->text + compared, key->size - compared) == 0);
}

static void find_at(po_geometry *geometry, geo_page *page, uint32_t word, start *begun, size_t *steps) {
    const po_table_hints *hints = geometry->hints;
    const geo_key *key = &page->keys[word];
    size_t tried = 0, compared = key->size < HEAD ? key->size : HEAD;
    unsigned shift = 8 * (unsigned)(HEAD - compared);
    uint64_t head = head_of(key->text, key->size);
    for (size_t i = lower_label(geometry, head); i < hints->label_count; i = geometry->ends[i]) {
        if (geometry->heads[i] >> shift != head >> shift || page->hits.count == GEO_HITS_MAX || tried == LABELS_TRIED) {
            return;
        }
        if (!has_rest(&hints->labels[i], key, compared)) {
            continue;
        }
        if (tried++ == 0) {
            begin_at(page, word, begun);
        }
        char behind = byte_behind(geometry, i, key->size);
        if (behind == '\0' || begun->anything || has_letter(begun, behind)) {
            find_label(geometry, page, begun, i, key->size, steps);
        }
    }
}

static bool may_start(const po_geometry *geometry, const geo_key *key) {
    return key->size == 1 ? (geometry->starts[(unsigned char)key->text[0]] & 2)
                          : geometry->starts[start_of(key->text, key->size)] & 1;
}

/* The keys of all words of the page. A plain word's key is no longer than the word. */
static void make_keys(po_geometry *geometry, geo_page *page) {
    size_t room = GEO_KEY_MAX;
    for (size_t i = 0; i < page->count; i++) {
        room += page->words[i].size < GEO_KEY_MAX ? page->words[i].size : GEO_KEY_MAX;
    }
    char *texts = PO_NEW_ARRAY(geometry->scratch, char, room);
    page->keys = PO_NEW_ARRAY(geometry->scratch, geo_key, page->count + 1);
    for (size_t i = 0, at = 0; i < page->count; i++) {
        char key[GEO_KEY_MAX];
        size_t size = word_key(geometry, &page->words[i], key);
        bool plain = size <= page->words[i].size;
        char *text = plain ? texts + at : PO_NEW_ARRAY(geometry->scratch, char, size);
        memcpy(text, key, size);
        page->keys[i] = (geo_key){text, (uint32_t)size};
        at += plain ? size : 0;
    }
}

void geo_labels_find(po_geometry *geometry, geo_page *page) {
    size_t steps = (size_t)STEPS_PER_WORD * page->count + STEPS_MAX;
    if (!geometry->hints) {
        return;
    }
    make_keys(geometry, page);
    start begun = {.anything = false};
    for (uint32_t word = 0; word < page->count; word++) {
        const geo_key *key = &page->keys[word];
        uint32_t line = page->line_of[word];
        bool body = !page->lines[line].furniture || line < page->head_lines;
        if (body && page->words[word].size < GEO_KEY_MAX && key->size > 0 && may_start(geometry, key)) {
            find_at(geometry, page, word, &begun, &steps);
        }
    }
}

/* ---- known text ---- */

static size_t lower_text(const po_table_hints *hints, const char *key, size_t size) {
    size_t low = 0, high = hints->text_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const po_hint_text *text = &hints->texts[middle];
        int order = memcmp(text->key, key, text->size < size ? text->size : size);
        if (order < 0 || (order == 0 && text->size < size)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The line's key, a school year as one byte, as labels have it. */
static size_t text_key(const geo_page *page, const geo_line *line, char *out, size_t room) {
    size_t size = 0;
    for (size_t w = line->first; w < line->first + line->count; w++) {
        const geo_key *key = &page->keys[w];
        if (key->size > room - size) {
            break;
        }
        bool year = (key->size == 6 || key->size == 8) && memcmp(key->text, "20", 2) == 0 &&
                    memchr(page->words[w].text, '-', page->words[w].size);
        if (year) {
            out[size++] = PO_HINT_YEAR;
        } else {
            memcpy(out + size, key->text, key->size);
            size += key->size;
        }
    }
    return size;
}

const po_hint_text *geo_known_text(const po_geometry *geometry, const geo_page *page, uint32_t line) {
    char key[512];
    const po_table_hints *hints = geometry->hints;
    size_t size = hints ? text_key(page, &page->lines[line], key, sizeof key) : 0;
    if (size < 3) {
        return NULL;
    }
    size_t at = lower_text(hints, key, size);
    if (at < hints->text_count && hints->texts[at].size >= size && memcmp(hints->texts[at].key, key, size) == 0 &&
        (hints->texts[at].size == size || size >= TEXT_PART)) {
        return &hints->texts[at];
    }
    /* the longest text that the line begins with is among those just before it */
    for (unsigned back = 0; at > 0 && back < 8; back++) {
        const po_hint_text *text = &hints->texts[--at];
        if (text->size >= TEXT_WHOLE && text->size <= size && memcmp(text->key, key, text->size) == 0) {
            return text;
        }
    }
    return NULL;
}
