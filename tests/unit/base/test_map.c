/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/map.h"

Test(map, adds_finds_and_keeps_order) {
    po_arena *arena = po_arena_create();
    po_map *map = po_map_create(arena);
    int one = 1, two = 2, three = 3;
    cr_expect_null(po_map_get(map, "a"));
    cr_expect_null(po_map_get(map, NULL));
    cr_expect(po_map_add(map, "zeta", &one));
    cr_expect(po_map_add(map, "", &two));
    cr_expect(po_map_add(map, "año", &three));
    cr_expect_not(po_map_add(map, "zeta", &two));
    cr_expect_eq(po_map_get(map, "zeta"), &one);
    cr_expect_eq(po_map_get(map, ""), &two);
    cr_expect_eq(po_map_get(map, "año"), &three);
    cr_expect_null(po_map_get(map, "ano"));
    po_map_set(map, "zeta", &three);
    po_map_set(map, "new", &one);
    cr_expect_eq(po_map_get(map, "zeta"), &three);
    cr_assert_eq(po_map_count(map), 4);
    static const char *const order[] = {"zeta", "", "año", "new"};
    for (size_t i = 0; i < 4; i++) {
        cr_expect_str_eq(po_map_key(map, i), order[i]);
        cr_expect_eq(po_map_value(map, i), po_map_get(map, order[i]));
    }
    cr_expect_null(po_map_key(map, 4));
    cr_expect_null(po_map_value(map, 4));
    po_arena_destroy(arena);
}

Test(map, keys_are_copied) {
    po_arena *arena = po_arena_create();
    po_map *map = po_map_create(arena);
    char key[] = "first";
    po_map_add(map, key, arena);
    key[0] = 'F';
    cr_expect_not_null(po_map_get(map, "first"));
    cr_expect_null(po_map_get(map, "First"));
    po_arena_destroy(arena);
}

Test(map, many_keys_of_all_lengths) {
    enum { COUNT = 20000 };
    po_arena *arena = po_arena_create();
    po_map *map = po_map_create(arena);
    char key[64];
    static int values[COUNT];
    for (int i = 0; i < COUNT; i++) {
        snprintf(key, sizeof key, "%.*s%d", i % 40, "0123456789012345678901234567890123456789", i);
        cr_assert(po_map_add(map, key, &values[i]) || po_map_get(map, key) != NULL);
        values[i] = (int)po_map_count(map);
    }
    for (size_t i = 0; i < po_map_count(map); i++) {
        cr_assert_eq(po_map_get(map, po_map_key(map, i)), po_map_value(map, i));
        cr_assert_geq(*(int *)po_map_value(map, i), (int)i);
    }
    cr_expect_null(po_map_get(map, "not there"));
    po_arena_destroy(arena);
}

/* SipHash-1-3 again, written from its description, to find keys that collide in the map's first
 * seed. */
static uint64_t turn(uint64_t x, unsigned by) {
    return x << by | x >> (64 - by);
}
#define ROUND                                                                                      \
    do {                                                                                           \
        a += b, c += d, b = turn(b, 13) ^ a, d = turn(d, 16) ^ c, a = turn(a, 32);                 \
        c += b, a += d, b = turn(b, 17) ^ c, d = turn(d, 21) ^ a, c = turn(c, 32);                 \
    } while (0)
static uint64_t sip13(uint64_t k, const char *key) {
    uint64_t a = k ^ 0x736f6d6570736575u, b = 0x646f72616e646f6du, c = k ^ 0x6c7967656e657261u,
             d = 0x7465646279746573u;
    size_t size = strlen(key);
    unsigned char padded[128] = {0};
    memcpy(padded, key, size);
    size_t words = size / 8 + 1;
    padded[words * 8 - 1] = (unsigned char)size;
    for (size_t w = 0; w < words; w++) {
        uint64_t m = 0;
        for (size_t i = 8; i-- > 0;) {
            m = m << 8 | padded[w * 8 + i];
        }
        d ^= m;
        ROUND;
        a ^= m;
    }
    c ^= 0xFF;
    ROUND;
    ROUND;
    ROUND;
    return a ^ b ^ c ^ d;
}

Test(map, keys_made_to_collide_are_still_found) {
    enum { COUNT = 500 };
    po_arena *arena = po_arena_create();
    po_map *map = po_map_create(arena);
    static char keys[COUNT][24];
    int found = 0;
    for (int n = 0; found < COUNT; n++) {
        snprintf(keys[found], sizeof keys[found], "key %d", n);
        found += (sip13(0x706c616e6f6e6365u, keys[found]) & 1023) == 0;
    }
    for (int i = 0; i < COUNT; i++) {
        cr_assert(po_map_add(map, keys[i], keys[i]));
        cr_assert_eq(po_map_get(map, keys[i / 2]), keys[i / 2]);
    }
    for (int i = 0; i < COUNT; i++) {
        cr_assert_eq(po_map_get(map, keys[i]), keys[i]);
        cr_assert_str_eq(po_map_key(map, (size_t)i), keys[i]);
        cr_assert_not(po_map_add(map, keys[i], map));
    }
    po_arena_destroy(arena);
}
