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

void geo_labels_prepare(po_geometry *geometry) {
    geometry->starts = PO_NEW_ARRAY(geometry->arena, uint8_t, STARTS_BITS);
    if (geometry->hints) {
        note_ends(geometry);
    }
    for (size_t i = 0; geometry->hints && i < geometry->hints->label_count; i++) {
        const po_hint_label *label = &geometry->hints->labels[i];
        if (label->size > 0) {
            for (size_t size = 2; size <= label->size && size <= START_MAX; size++) {
                geometry->starts[start_of(label->key, size)] |= 1;
            }
            geometry->starts[(unsigned char)label->key[0]] |= 2;
        }
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

size_t geo_word_key(po_geometry *geometry, const po_geometry_word *word, char key[GEO_KEY_MAX]) {
    size_t size = 0;
    for (uint32_t i = 0; i < word->size && size < GEO_KEY_MAX; i++) {
        char c = word->text[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '#') {
            key[size++] = c;
        } else if (c >= 'A' && c <= 'Z') {
            key[size++] = (char)(c + ('a' - 'A'));
        } else if ((unsigned char)c >= 0x80) {
            return wide_key(geometry, word, key);
        }
    }
    return size;
}

/* ---- one label from one word ---- */

typedef struct search {
    po_geometry *geometry;
    geo_page *page;
    const char *key;
    size_t size;
    geo_hit hit;
    unsigned steps;
} search;

/* Nearly every word that is tried begins with another letter: seen before its key is made. Only for plain letters and digits. */
static bool begins_otherwise(const po_geometry_word *word, char wanted) {
    char first = word->size > 0 ? word->text[0] : ' ';
    first = first >= 'A' && first <= 'Z' ? (char)(first + ('a' - 'A')) : first;
    bool plain = (first >= 'a' && first <= 'z') || (first >= '0' && first <= '9');
    return plain && first != wanted && wanted != PO_HINT_YEAR;
}

/* How many bytes of the label at `at` the word is; SIZE_MAX if it is something else. */
static size_t matched(search *s, size_t at, uint32_t word) {
    char key[GEO_KEY_MAX];
    if (at < s->size && begins_otherwise(&s->page->words[word], s->key[at])) {
        return SIZE_MAX;
    }
    size_t size = geo_word_key(s->geometry, &s->page->words[word], key);
    if (at < s->size && s->key[at] == PO_HINT_YEAR) {
        size_t digits = size ? strspn(key, "0123456789") : 0;
        return size == 6 || size == 8 ? (digits >= size ? 1 : SIZE_MAX) : SIZE_MAX;
    }
    return size <= s->size - at && memcmp(s->key + at, key, size) == 0 ? size : SIZE_MAX;
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
    s->hit.x0 = from->x0 < x0 ? from->x0 : x0;
    s->hit.x1 = from->x1 > x1 ? from->x1 : x1;
    if (extend(s, at + size)) {
        return true;
    }
    s->hit.bottom = bottom;
    s->hit.count = count;
    s->hit.x0 = x0;
    s->hit.x1 = x1;
    return false;
}

static bool extend_right(search *s, size_t at, uint32_t last) {
    const geo_line *line = &s->page->lines[s->page->line_of[last]];
    uint32_t next = last + 1;
    if (next >= line->first + line->count) {
        return false;
    }
    float white = s->page->words[next].x0 - s->page->words[last].x1;
    return white < 2 * s->page->from->scale.gap && try_word(s, at, next);
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
static bool ruled_off(const search *s, float above, float here) {
    const geo_page *page = s->page;
    float middle = (s->hit.x0 + s->hit.x1) / 2;
    for (size_t i = geo_rule_below(page, above); i < page->level_count && page->rules[i].y0 < here; i++) {
        if (page->rules[i].x0 <= middle && page->rules[i].x1 >= middle) {
            return true;
        }
    }
    return false;
}

static bool extend_below(search *s, size_t at, uint32_t last) {
    const geo_page *page = s->page;
    const po_geometry_scale *scale = &page->from->scale;
    uint32_t from = page->line_of[last];
    float slack = 2 * scale->letter;
    for (uint32_t l = from + 1; l < page->line_count && l <= from + LINES_BELOW; l++) {
        const geo_line *line = &page->lines[l];
        if (line->y - page->lines[from].y > 2.1F * scale->pitch || ruled_off(s, page->lines[from].y, line->y)) {
            break;
        }
        size_t word = first_right_of(page, line, s->hit.x0 - slack);
        for (unsigned tried = 0; tried < BELOW_MAX && word < line->first + line->count; tried++, word++) {
            if (page->words[word].x0 >= s->hit.x1 + slack) {
                break;
            }
            if (try_word(s, at, (uint32_t)word)) {
                return true;
            }
        }
    }
    return false;
}

/* Signs behind a label's last word belong to it: "Allocation ($)". */
static void take_signs(search *s) {
    char key[GEO_KEY_MAX];
    uint32_t last = s->hit.words[s->hit.count - 1];
    const geo_line *line = &s->page->lines[s->page->line_of[last]];
    for (uint32_t next = last + 1; next < line->first + line->count && s->hit.count < GEO_LABEL_WORDS_MAX; next++) {
        const po_geometry_word *word = &s->page->words[next];
        if (word->x0 - s->page->words[next - 1].x1 >= 2 * s->page->from->scale.gap || word->size >= GEO_KEY_MAX ||
            geo_word_key(s->geometry, word, key) > 0) {
            return;
        }
        s->hit.words[s->hit.count++] = next;
        s->hit.x1 = word->x1 > s->hit.x1 ? word->x1 : s->hit.x1;
    }
}

static bool extend(search *s, size_t at) {
    if (at == s->size) {
        take_signs(s);
        return true;
    }
    uint32_t last = s->hit.words[s->hit.count - 1];
    return extend_right(s, at, last) || extend_below(s, at, last);
}

/* ---- all labels ---- */

/* The first label that is not before the key. */
static size_t lower_label(const po_table_hints *hints, const char *key, size_t size) {
    size_t low = 0, high = hints->label_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const po_hint_label *label = &hints->labels[middle];
        int order = memcmp(label->key, key, label->size < size ? label->size : size);
        if (order < 0 || (order == 0 && label->size < size)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void find_at(po_geometry *geometry, geo_page *page, uint32_t word, const char *key, size_t size,
                    size_t *steps) {
    const po_table_hints *hints = geometry->hints;
    size_t tried = 0;
    for (size_t i = lower_label(hints, key, size); i < hints->label_count; i = geometry->ends[i]) {
        const po_hint_label *label = &hints->labels[i];
        if (label->size < size || memcmp(label->key, key, size) != 0 || page->hits.count == GEO_HITS_MAX) {
            return;
        }
        if (++tried > LABELS_TRIED) {
            return;
        }
        const po_geometry_word *from = &page->words[word];
        search s = {.geometry = geometry, .page = page, .key = label->key, .size = label->size};
        s.hit = (geo_hit){.label = (uint32_t)i, .words = {word}, .count = 1, .x0 = from->x0, .x1 = from->x1};
        s.hit.top = s.hit.bottom = page->line_of[word];
        unsigned given = *steps < STEPS_MAX ? (unsigned)*steps : STEPS_MAX;
        s.steps = given;
        if (extend(&s, size)) {
            *PO_LIST_ADD(geometry->scratch, &page->hits) = s.hit;
        }
        *steps -= given - s.steps;
    }
}

static bool may_start(const po_geometry *geometry, const char *key, size_t size) {
    return size == 1 ? (geometry->starts[(unsigned char)key[0]] & 2) : geometry->starts[start_of(key, size)] & 1;
}

void geo_labels_find(po_geometry *geometry, geo_page *page) {
    char key[GEO_KEY_MAX];
    size_t steps = (size_t)STEPS_PER_WORD * page->count + STEPS_MAX;
    for (uint32_t word = 0; geometry->hints && word < page->count; word++) {
        const po_geometry_word *from = &page->words[word];
        uint32_t line = page->line_of[word];
        if (from->size < GEO_KEY_MAX && (!page->lines[line].furniture || line < page->head_lines)) {
            size_t size = geo_word_key(geometry, from, key);
            if (size > 0 && may_start(geometry, key, size)) {
                find_at(geometry, page, word, key, size, &steps);
            }
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
static size_t text_key(po_geometry *geometry, const geo_page *page, const geo_line *line, char *out, size_t room) {
    size_t size = 0;
    char key[GEO_KEY_MAX];
    for (size_t w = line->first; w < line->first + line->count; w++) {
        size_t length = geo_word_key(geometry, &page->words[w], key);
        if (length > room - size) {
            break;
        }
        bool year = (length == 6 || length == 8) && memcmp(key, "20", 2) == 0 && memchr(page->words[w].text, '-', page->words[w].size);
        if (year) {
            out[size++] = PO_HINT_YEAR;
        } else {
            memcpy(out + size, key, length);
            size += length;
        }
    }
    return size;
}

const po_hint_text *geo_known_text(po_geometry *geometry, const geo_page *page, uint32_t line) {
    char key[512];
    const po_table_hints *hints = geometry->hints;
    size_t size = text_key(geometry, page, &page->lines[line], key, sizeof key);
    if (!hints || size < 3) {
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
