/* SPDX-License-Identifier: Apache-2.0
 *
 * Alike wording. See similar.h.
 */
#include "duty/similar.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* The words of one duty, each once. */
typedef struct po_word_bag {
    const po_duty *duty;
    const char *program;
    bool mapped;
    po_map *words; /* stem -> the map itself: only the keys count */
    unsigned weight;
} po_word_bag;

typedef struct po_word_bags {
    po_arena *arena;
    struct sb_stemmer *stemmer;
    po_map *uses; /* stem -> size_t*: duties that use it */
    PO_LIST(po_word_bag) bags;
} po_word_bags;

static const char *stem(const po_word_bags *bags, const char *word) {
    const sb_symbol *found =
        bags->stemmer ? sb_stemmer_stem(bags->stemmer, (const sb_symbol *)word, (int)strlen(word)) : NULL;
    return found ? po_arena_copy(bags->arena, (const char *)found, (size_t)sb_stemmer_length(bags->stemmer)) : word;
}

static void add_words(po_word_bags *bags, po_word_bag *bag, const char *text) {
    char **words = NULL;
    size_t count = text ? po_text_split(bags->arena, po_text_words(bags->arena, text), ' ', &words) : 0;
    for (size_t i = 0; i < count; i++) {
        const char *key = strlen(words[i]) > 2 ? stem(bags, words[i]) : NULL;
        if (!key || !po_map_add(bag->words, key, bag->words))
            continue;
        size_t *uses = po_map_get(bags->uses, key);
        if (!uses) {
            uses = PO_NEW(bags->arena, size_t);
            po_map_add(bags->uses, key, uses);
        }
        ++*uses;
    }
}

static void add_bag(po_word_bags *bags, const po_duty *duty, const char *program, bool mapped) {
    po_word_bag *bag = PO_LIST_ADD(bags->arena, &bags->bags);
    *bag = (po_word_bag){.duty = duty, .program = program, .mapped = mapped, .words = po_map_create(bags->arena)};
    add_words(bags, bag, duty->title);
    add_words(bags, bag, duty->text);
}

/* Eight times the binary logarithm of how rare the word is, in whole numbers. */
static unsigned weight_of(const po_word_bags *bags, const char *word) {
    const size_t *uses = po_map_get(bags->uses, word);
    size_t rare = uses ? bags->bags.count * bags->bags.count / (*uses * *uses) : 1;
    unsigned weight = 0;
    while (rare > 1) {
        rare /= 2;
        weight += 4;
    }
    return weight;
}

static unsigned common_weight(const po_word_bags *bags, const po_word_bag *a, const po_word_bag *b) {
    unsigned weight = 0;
    for (size_t i = 0; i < po_map_count(a->words); i++)
        if (po_map_get(b->words, po_map_key(a->words, i)))
            weight += weight_of(bags, po_map_key(a->words, i));
    return weight;
}

/* The few weightiest words in both, in the order of the first. */
static const char *common_words(const po_word_bags *bags, const po_word_bag *a, const po_word_bag *b) {
    enum { SHOWN = 5, WEIGHTY = 12 };
    const char *words = "";
    int shown = 0;
    for (size_t i = 0; i < po_map_count(a->words) && shown < SHOWN; i++) {
        const char *word = po_map_key(a->words, i);
        if (!po_map_get(b->words, word) || weight_of(bags, word) < WEIGHTY)
            continue;
        words = po_arena_printf(bags->arena, "%s%s%s", words, *words ? " " : "", word);
        shown++;
    }
    return words;
}

static int compare(const void *left, const void *right) {
    const po_similar_pair *a = left, *b = right;
    if (a->per_mille != b->per_mille)
        return a->per_mille < b->per_mille ? 1 : -1;
    return strcmp(a->b->id, b->b->id);
}

/* The whole part. */
static unsigned square_root(unsigned number) {
    unsigned root = 0;
    for (unsigned bit = 1u << 15; bit > 0; bit >>= 1)
        if ((root | bit) * (root | bit) <= number)
            root |= bit;
    return root;
}

typedef PO_LIST(po_similar_pair) po_similar_pairs;

static void add_best(po_word_bags *bags, const po_word_bag *bag, po_similar_pairs *pairs) {
    po_similar_pairs found = {0};
    for (size_t i = 0; i < bags->bags.count; i++) {
        const po_word_bag *other = &bags->bags.items[i];
        unsigned mean = square_root(bag->weight * other->weight);
        if (po_text_equal(other->program, bag->program) || mean == 0)
            continue;
        unsigned share = common_weight(bags, bag, other) * 1000 / mean;
        if (share >= PO_SIMILAR_LEAST)
            *PO_LIST_ADD(bags->arena, &found) = (po_similar_pair){bag->duty, other->duty, share, common_words(bags, bag, other)};
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, compare);
    for (size_t i = 0; i < found.count && i < PO_SIMILAR_MOST; i++)
        *PO_LIST_ADD(bags->arena, pairs) = found.items[i];
}

static const char *program_of(const po_asks *asks, const po_duty *duty) {
    for (size_t p = 0; p < asks->program_count; p++)
        if (po_program_duty(asks->programs[p], duty->id) == duty)
            return asks->programs[p]->id;
    return "";
}

const po_similar_pair *po_similar_find(po_arena *arena, const po_duplicates *duplicates, size_t *ret_count) {
    po_word_bags bags = {.arena = arena, .stemmer = sb_stemmer_new("english", "UTF_8"), .uses = po_map_create(arena)};
    po_similar_pairs pairs = {0};
    for (size_t i = 0; i < duplicates->duties.count; i++)
        add_bag(&bags, duplicates->duties.items[i]->duty, duplicates->duties.items[i]->program, true);
    for (size_t i = 0; i < duplicates->unmapped.count; i++) {
        const po_duty *duty = duplicates->unmapped.items[i];
        const po_ask *ask = po_asks_find(duplicates->asks, duty->id);
        add_bag(&bags, duty, program_of(duplicates->asks, duty), ask != NULL);
    }
    for (size_t i = 0; i < bags.bags.count; i++)
        bags.bags.items[i].weight = common_weight(&bags, &bags.bags.items[i], &bags.bags.items[i]);
    for (size_t i = 0; i < bags.bags.count; i++)
        if (!bags.bags.items[i].mapped)
            add_best(&bags, &bags.bags.items[i], &pairs);
    sb_stemmer_delete(bags.stemmer);
    *ret_count = pairs.count;
    return pairs.items;
}
