/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"

static bool all_bytes(const unsigned char *data, size_t size, unsigned char value) {
    for (size_t i = 0; i < size; i++) {
        if (data[i] != value) {
            return false;
        }
    }
    return true;
}

Test(arena, destroy_accepts_nothing) {
    po_arena_destroy(NULL);
    po_arena_destroy(po_arena_create());
}

Test(arena, items_are_zeroed_aligned_and_apart) {
    enum { COUNT = 3000 };
    po_arena *arena = po_arena_create();
    unsigned char *items[COUNT];
    size_t sizes[COUNT];
    uint32_t random = 1;
    size_t last_used = 0;
    for (size_t i = 0; i < COUNT; i++) {
        random = random * 1664525u + 1013904223u;
        sizes[i] = i % 200 == 199 ? random % 3000000 : i % 10 == 9 ? random % 9000 : random % 100;
        po_arena_copy(arena, "text", i % 5); /* what is packed must not disturb what is aligned */
        items[i] = po_arena_alloc(arena, sizes[i]);
        cr_assert_eq((uintptr_t)items[i] % 16, 0);
        cr_assert(all_bytes(items[i], sizes[i], 0), "item %zu is not zeroed", i);
        memset(items[i], (int)(i % 255 + 1), sizes[i]);
        cr_assert_geq(po_arena_used(arena), last_used + sizes[i]);
        last_used = po_arena_used(arena);
    }
    for (size_t i = 0; i < COUNT; i++) {
        cr_assert(all_bytes(items[i], sizes[i], (unsigned char)(i % 255 + 1)),
                  "item %zu was overwritten", i);
    }
    po_arena_destroy(arena);
}

/* Chunks are not zeroed as a whole: what comes out of memory that was used before must be. */
Test(arena, items_from_used_memory_are_zeroed) {
    for (int round = 0; round < 2; round++) {
        po_arena *arena = po_arena_create();
        for (size_t size = 16; size <= 65536; size *= 2) {
            unsigned char *item = po_arena_alloc(arena, size);
            cr_assert(all_bytes(item, size, 0), "an item of %zu bytes is not zeroed", size);
            memset(item, 0xA5, size);
        }
        po_arena_destroy(arena);
    }
}

Test(arena, size_zero_gives_a_pointer) {
    po_arena *arena = po_arena_create();
    char *a = po_arena_alloc(arena, 0), *b = po_arena_alloc(arena, 0);
    cr_expect_not_null(a);
    cr_expect_neq(a, b);
    cr_expect_not_null(po_arena_array(arena, 0, 8));
    po_arena_destroy(arena);
}

Test(arena, a_large_item_leaves_the_chunk_in_use) {
    po_arena *arena = po_arena_create();
    char *a = po_arena_copy(arena, "a", 1);
    char *large = po_arena_alloc(arena, 5000000);
    char *b = po_arena_copy(arena, "b", 1);
    memset(large, 'x', 5000000);
    cr_expect_str_eq(a, "a");
    cr_expect_str_eq(b, "b");
#ifndef PO_ARENA_DEBUG
    cr_expect_eq(b, a + 2, "texts are packed, and the first chunk is still being filled");
#endif
    po_arena_destroy(arena);
}

Test(arena, copies_end_in_nul) {
    po_arena *arena = po_arena_create();
    char *copy = po_arena_copy(arena, "ab\0cd", 5);
    cr_expect_eq(memcmp(copy, "ab\0cd", 6), 0);
    cr_expect_str_eq(po_arena_copy(arena, NULL, 0), "");
    cr_expect_str_eq(po_arena_dup(arena, "Año"), "Año");
    cr_expect_null(po_arena_dup(arena, NULL));
    po_arena_destroy(arena);
}

Test(arena, printf_has_no_limit) {
    po_arena *arena = po_arena_create();
    char *text = po_arena_printf(arena, "%s-%05d-%3000s", "x", 42, "end");
    cr_expect_eq(strlen(text), 1 + 1 + 5 + 1 + 3000);
    cr_expect_eq(strncmp(text, "x-00042- ", 9), 0);
    cr_expect_str_eq(text + 3005, "end");
    cr_expect_str_eq(po_arena_printf(arena, "%s", ""), "");
    po_arena_destroy(arena);
}

Test(arena, a_list_keeps_its_items_and_zeroes_new_ones) {
    po_arena *arena = po_arena_create();
    typedef struct pair {
        int number;
        const char *text;
    } pair;
    PO_LIST(pair) list = {0};
    for (int i = 0; i < 5000; i++) {
        pair *added = PO_LIST_ADD(arena, &list);
        cr_assert_eq(added->number, 0);
        cr_assert_null(added->text);
        added->number = i;
        added->text = "t";
    }
    cr_assert_eq(list.count, 5000);
    for (int i = 0; i < 5000; i++) {
        cr_assert_eq(list.items[i].number, i);
        cr_assert_str_eq(list.items[i].text, "t");
    }
    po_arena_destroy(arena);
}

Test(arena, a_copy_of_everything_there_is_runs_out_of_memory, .exit_code = PO_EXIT_MEMORY) {
    po_arena *arena = po_arena_create();
    po_arena_copy(arena, "", SIZE_MAX);
}

Test(arena, an_item_larger_than_memory_runs_out_of_memory, .exit_code = PO_EXIT_MEMORY) {
    po_arena *arena = po_arena_create();
#ifdef PO_SANITIZED
    po_arena_alloc(
        arena,
        SIZE_MAX - 3); /* AddressSanitizer would end the process itself at what calloc refuses */
#else
    po_arena_alloc(arena, (size_t)1 << 60);
#endif
}

static void count_down(void *kept) {
    --*(int *)kept;
}

Test(arena, what_is_kept_is_found_and_released) {
    po_arena *arena = po_arena_create();
    int *one = PO_NEW(arena, int), two = 1;
    *one = 1;
    po_arena_keep(arena, "one", one, count_down);
    po_arena_keep(arena, "two", &two, count_down);
    cr_assert_eq(po_arena_kept(arena, "one"), one);
    cr_assert_eq(po_arena_kept(arena, "two"), &two);
    cr_assert_null(po_arena_kept(arena, "three"));
    po_arena_reset(arena);
    cr_assert_eq(two, 0);
    cr_assert_null(po_arena_kept(arena, "two"));
    two = 1;
    po_arena_keep(arena, "two", &two, count_down);
    po_arena_destroy(arena);
    cr_assert_eq(two, 0);
}
