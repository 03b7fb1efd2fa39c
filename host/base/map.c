/* SPDX-License-Identifier: Apache-2.0
 *
 * Map from strings to pointers: open addressing over an insertion-ordered list of entries.
 *
 * Why: labels and ids come from strangers' documents. SipHash-1-3 spreads them; should somebody
 * still prepare keys that collide, a long probe makes the map hash again with a seed made from all
 * the keys in it, which nobody can know while choosing them. No randomness, so that a run is
 * repeatable. Not handled: removal.
 */
#include "base/map.h"

#include <string.h>

enum {
    SLOTS_FIRST = 16,
    PROBE_LONG = 128 /* at half load, honest keys do not come near it */
};

typedef struct entry {
    const char *key;
    void *value;
    uint64_t hash;
} entry;

/* Invariant: slot_count is a power of two and at least twice entries.count; a slot holds 0 (free)
 * or index + 1. */
struct po_map {
    po_arena *arena;
    PO_LIST(entry) entries;
    uint32_t *slots;
    size_t slot_count;
    uint64_t seed;
    bool reseeded; /* at most once per size, so that adding stays linear */
};

static uint64_t rotate(uint64_t x, int bits) {
    return (x << bits) | (x >> (64 - bits));
}

static void sip_round(uint64_t v[4]) {
    v[0] += v[1];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[0] = rotate(v[0], 32);
    v[2] += v[3];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[2] = rotate(v[2], 32);
}

/* SipHash-1-3 (https://www.aumasson.jp/siphash/), little-endian by construction. */
static uint64_t hash_of(uint64_t seed, const char *key, size_t size) {
    uint64_t v[4] = {seed ^ UINT64_C(0x736f6d6570736575), UINT64_C(0x646f72616e646f6d),
                     seed ^ UINT64_C(0x6c7967656e657261), UINT64_C(0x7465646279746573)};
    size_t whole = size / 8 * 8;
    for (size_t i = 0; i <= whole; i += 8) {
        uint64_t word = 0;
        size_t left = i < whole ? 8 : size - whole;
        for (size_t n = 0; n < left; n++) {
            word |= (uint64_t)(unsigned char)key[i + n] << (8 * n);
        }
        if (i == whole) {
            word |= (uint64_t)size << 56;
        }
        v[3] ^= word;
        sip_round(v);
        v[0] ^= word;
    }
    v[2] ^= 0xFF;
    sip_round(v);
    sip_round(v);
    sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

po_map *po_map_create(po_arena *arena) {
    po_map *map = PO_NEW(arena, po_map);
    map->arena = arena;
    map->seed = UINT64_C(0x706c616e6f6e6365);
    return map;
}

/* Puts entry `index` into a free slot; returns how far it had to go. */
static size_t place(po_map *map, size_t index) {
    size_t mask = map->slot_count - 1;
    size_t at = (size_t)map->entries.items[index].hash & mask;
    size_t distance = 0;
    while (map->slots[at]) {
        at = (at + 1) & mask;
        distance++;
    }
    map->slots[at] = (uint32_t)(index + 1);
    return distance;
}

static void grow(po_map *map) {
    map->slot_count = map->slot_count ? map->slot_count * 2 : SLOTS_FIRST;
    map->slots = PO_NEW_ARRAY(map->arena, uint32_t, map->slot_count);
    map->reseeded = false;
    for (size_t i = 0; i < map->entries.count; i++) {
        place(map, i);
    }
}

static void reseed(po_map *map) {
    uint64_t seed = map->seed;
    for (size_t i = 0; i < map->entries.count; i++) {
        const char *key = map->entries.items[i].key;
        seed = hash_of(seed, key, strlen(key));
    }
    map->seed = seed;
    map->reseeded = true;
    memset(map->slots, 0, map->slot_count * sizeof *map->slots);
    for (size_t i = 0; i < map->entries.count; i++) {
        entry *each = &map->entries.items[i];
        each->hash = hash_of(seed, each->key, strlen(each->key));
        place(map, i);
    }
}

static entry *find(const po_map *map, const char *key, uint64_t hash) {
    if (!map->slot_count) {
        return NULL;
    }
    size_t mask = map->slot_count - 1;
    for (size_t at = (size_t)hash & mask; map->slots[at]; at = (at + 1) & mask) {
        entry *candidate = &map->entries.items[map->slots[at] - 1];
        if (candidate->hash == hash && strcmp(candidate->key, key) == 0) {
            return candidate;
        }
    }
    return NULL;
}

static void append(po_map *map, const char *key, void *value, uint64_t hash) {
    if (map->entries.count >= UINT32_MAX / 2) {
        po_out_of_memory(
            map->entries.count); /* a slot could not name it; memory ends long before */
    }
    entry *added = PO_LIST_ADD(map->arena, &map->entries);
    added->key = po_arena_dup(map->arena, key);
    added->value = value;
    added->hash = hash;
    if (map->entries.count * 2 > map->slot_count) {
        grow(map);
    } else if (place(map, map->entries.count - 1) > PROBE_LONG && !map->reseeded) {
        reseed(map);
    }
}

bool po_map_add(po_map *map, const char *key, void *value) {
    uint64_t hash = hash_of(map->seed, key, strlen(key));
    if (find(map, key, hash)) {
        return false;
    }
    append(map, key, value, hash);
    return true;
}

void po_map_set(po_map *map, const char *key, void *value) {
    uint64_t hash = hash_of(map->seed, key, strlen(key));
    entry *found = find(map, key, hash);
    if (found) {
        found->value = value;
    } else {
        append(map, key, value, hash);
    }
}

void *po_map_get(const po_map *map, const char *key) {
    const entry *found = key ? find(map, key, hash_of(map->seed, key, strlen(key))) : NULL;
    return found ? found->value : NULL;
}

size_t po_map_count(const po_map *map) {
    return map->entries.count;
}

const char *po_map_key(const po_map *map, size_t n) {
    return n < map->entries.count ? map->entries.items[n].key : NULL;
}

void *po_map_value(const po_map *map, size_t n) {
    return n < map->entries.count ? map->entries.items[n].value : NULL;
}
