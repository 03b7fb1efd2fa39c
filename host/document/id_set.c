/* SPDX-License-Identifier: Apache-2.0
 *
 * A hash table of 64-bit fingerprints, at most half full. The fingerprint is SipHash-1-3, keyed by
 * the addresses that the system chose for this process: its order is never seen, so outputs do not
 * depend on it.
 */
#include "document/id_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define FIRST_SLOTS ((size_t)1024)

struct po_id_set {
    uint64_t key[2];
    uint64_t *slots; /* 0: free */
    size_t count, capacity;
};

static uint64_t *new_slots(size_t capacity) {
    uint64_t *slots = calloc(capacity, sizeof *slots);
    if (slots == NULL)
        po_out_of_memory(capacity * sizeof *slots);
    return slots;
}

po_id_set *po_id_set_create(void) {
    po_id_set *set = calloc(1, sizeof *set);
    if (set == NULL)
        po_out_of_memory(sizeof *set);
    set->capacity = FIRST_SLOTS;
    set->slots = new_slots(FIRST_SLOTS);
    set->key[0] = (uint64_t)(uintptr_t)set->slots * 0x9E3779B97F4A7C15u;
    set->key[1] = (uint64_t)(uintptr_t)&set ^ (uint64_t)(uintptr_t)po_id_set_create;
    return set;
}

void po_id_set_destroy(po_id_set *set) {
    if (set == NULL)
        return;
    free(set->slots);
    free(set);
}

static uint64_t turn(uint64_t value, unsigned bits) {
    return value << bits | value >> (64 - bits);
}

static void mix(uint64_t v[4]) {
    v[0] += v[1];
    v[1] = turn(v[1], 13) ^ v[0];
    v[0] = turn(v[0], 32);
    v[2] += v[3];
    v[3] = turn(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = turn(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = turn(v[1], 17) ^ v[2];
    v[2] = turn(v[2], 32);
}

static void take_word(uint64_t v[4], uint64_t word) {
    v[3] ^= word;
    mix(v);
    v[0] ^= word;
}

/* SipHash-1-3 (Aumasson, Bernstein); never 0, which marks a free slot. */
static uint64_t fingerprint(const po_id_set *set, const char *id) {
    uint64_t v[4] = {set->key[0] ^ 0x736f6d6570736575u, set->key[1] ^ 0x646f72616e646f6du,
                     set->key[0] ^ 0x6c7967656e657261u, set->key[1] ^ 0x7465646279746573u};
    size_t size = strlen(id), left = size;
    for (; left >= 8; left -= 8, id += 8) {
        uint64_t word;
        memcpy(&word, id, 8);
        take_word(v, word);
    }
    uint64_t last = (uint64_t)(size & 0xff) << 56;
    for (size_t i = 0; i < left; i++)
        last |= (uint64_t)(unsigned char)id[i] << (8 * i);
    take_word(v, last);
    v[2] ^= 0xff;
    for (int i = 0; i < 3; i++)
        mix(v);
    uint64_t hash = v[0] ^ v[1] ^ v[2] ^ v[3];
    return hash == 0 ? 1 : hash;
}

/* Where the fingerprint stands, or the free slot where it would. */
static size_t find(const uint64_t *slots, size_t capacity, uint64_t hash) {
    size_t slot = (size_t)hash & (capacity - 1);
    while (slots[slot] != 0 && slots[slot] != hash)
        slot = (slot + 1) & (capacity - 1);
    return slot;
}

static void grow(po_id_set *set) {
    size_t capacity = set->capacity * 2;
    uint64_t *slots = new_slots(capacity);
    for (size_t i = 0; i < set->capacity; i++)
        if (set->slots[i] != 0)
            slots[find(slots, capacity, set->slots[i])] = set->slots[i];
    free(set->slots);
    set->slots = slots;
    set->capacity = capacity;
}

bool po_id_set_add(po_id_set *set, const char *id) {
    uint64_t hash = fingerprint(set, id);
    size_t slot = find(set->slots, set->capacity, hash);
    if (set->slots[slot] == hash)
        return false;
    set->slots[slot] = hash;
    if (++set->count * 2 > set->capacity)
        grow(set);
    return true;
}

bool po_id_set_has(const po_id_set *set, const char *id) {
    uint64_t hash = fingerprint(set, id);
    return set->slots[find(set->slots, set->capacity, hash)] == hash;
}

size_t po_id_set_count(const po_id_set *set) {
    return set->count;
}
