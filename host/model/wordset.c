/* SPDX-License-Identifier: Apache-2.0
 *
 * Sets of words. See wordset.h.
 */
#include "model/wordset.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* "rates" is "rate"; "access" and "us" stay as they are. */
static void cut_plural(char *word) {
    size_t size = strlen(word);
    if (size > 3 && word[size - 1] == 's' && word[size - 2] != 's' && word[size - 2] != 'u')
        word[size - 1] = '\0';
}

static int by_text(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static size_t drop_repeats(const char **items, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || strcmp(items[kept - 1], items[i]) != 0)
            items[kept++] = items[i];
    return kept;
}

po_wordset po_wordset_make(po_arena *arena, const char *text, size_t shortest) {
    char **words = NULL;
    size_t count = text ? po_text_split(arena, po_text_words(arena, text), ' ', &words) : 0;
    count = count < PO_WORDSET_MAX ? count : PO_WORDSET_MAX;
    po_wordset set = {PO_NEW_ARRAY(arena, const char *, count), 0};
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) < shortest)
            continue;
        cut_plural(words[i]);
        set.items[set.count++] = words[i];
    }
    if (set.count > 1)
        qsort(set.items, set.count, sizeof *set.items, by_text);
    set.count = drop_repeats(set.items, set.count);
    return set;
}

size_t po_wordset_common(const po_wordset *a, const po_wordset *b) {
    size_t common = 0;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        int order = strcmp(a->items[i], b->items[k]);
        common += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    return common;
}

bool po_wordset_equal(const po_wordset *a, const po_wordset *b) {
    return a->count == b->count && po_wordset_common(a, b) == a->count;
}

unsigned po_wordset_within(const po_wordset *a, const po_wordset *b) {
    size_t smaller = a->count < b->count ? a->count : b->count;
    return smaller == 0 ? 0 : (unsigned)(po_wordset_common(a, b) * 100 / smaller);
}

unsigned po_wordset_alike(const po_wordset *a, const po_wordset *b) {
    size_t common = po_wordset_common(a, b), all = a->count + b->count - common;
    return all == 0 ? 0 : (unsigned)(common * 100 / all);
}

const char *po_wordset_text(po_arena *arena, const po_wordset *set) {
    po_buffer out = {0};
    for (size_t i = 0; i < set->count; i++) {
        po_buffer_add_text(&out, i > 0 ? " " : "");
        po_buffer_add_text(&out, set->items[i]);
    }
    const char *text = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}
