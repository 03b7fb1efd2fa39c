/* SPDX-License-Identifier: Apache-2.0
 *
 * Arena: chunks that are handed out from the front and freed together.
 *
 * Why two forms: chunks are fast and compact, but AddressSanitizer cannot see an overrun from one
 * item into the next. With PO_ARENA_DEBUG each item is its own allocation of exactly its size. Both
 * forms count po_arena_used alike. Not handled: giving single items back, use from two threads.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ITEM_ALIGN = 16,    /* any type; texts are packed without gaps */
    CHUNK_FIRST = 4096, /* most arenas hold one small file */
    CHUNK_LARGEST =
        1 << 20, /* chunks double up to this size; a larger item gets a chunk of its own */
    LIST_FIRST = 8
};

static size_t checked_add(size_t a, size_t b) {
    size_t sum;
    if (__builtin_add_overflow(a, b, &sum)) {
        po_out_of_memory(SIZE_MAX);
    }
    return sum;
}

static size_t checked_multiply(size_t a, size_t b) {
    size_t product;
    if (__builtin_mul_overflow(a, b, &product)) {
        po_out_of_memory(SIZE_MAX);
    }
    return product;
}

/* Kept things are few: a list will do. */
typedef struct kept kept;
struct kept {
    kept *next;
    void *thing;
    void (*release)(void *kept);
    char key[];
};

static void release_all(kept *each) {
    while (each) {
        kept *next = each->next;
        each->release(each->thing);
        free(each);
        each = next;
    }
}

#ifdef PO_ARENA_DEBUG

struct po_arena {
    kept *kept;
    void **items;
    size_t count, capacity, used;
};

static void *take(po_arena *arena, size_t size, size_t align) {
    size_t counted = checked_add(size, align - 1) / align * align;
    if (arena->count == arena->capacity) {
        size_t capacity = arena->capacity ? checked_multiply(arena->capacity, 2) : 64;
        void **items = realloc(arena->items, checked_multiply(capacity, sizeof *items));
        if (!items) {
            po_out_of_memory(capacity);
        }
        arena->items = items;
        arena->capacity = capacity;
    }
    void *item = calloc(1, size ? size : 1);
    if (!item) {
        po_out_of_memory(size);
    }
    arena->items[arena->count++] = item;
    arena->used += counted;
    return item;
}

void po_arena_reset(po_arena *arena) {
    release_all(arena->kept); /* before the memory it may stand in */
    arena->kept = NULL;
    for (size_t i = 0; i < arena->count; i++) {
        free(arena->items[i]);
    }
    arena->count = arena->used = 0;
}

void po_arena_destroy(po_arena *arena) {
    if (!arena) {
        return;
    }
    po_arena_reset(arena);
    free(arena->items);
    free(arena);
}

#else

typedef struct chunk chunk;
struct chunk {
    chunk *next;
    size_t size, taken; /* bytes of `data`; taken <= size */
    _Alignas(ITEM_ALIGN) char data[];
};

/* Invariant: the first chunk is the one being filled. A chunk is not zeroed, only what is taken of it: touching the rest of a
 * megabyte costs a page fault for every 4 KiB, and most documents are small. */
struct po_arena {
    kept *kept;
    chunk *chunks;
    size_t next_size, used;
};

static chunk *chunk_add(po_arena *arena, size_t size) {
    chunk *added = malloc(checked_add(sizeof *added, size));
    if (!added) {
        po_out_of_memory(size);
    }
    added->size = size;
    added->taken = 0;
    added->next = NULL;
    /* A chunk made for one large item must not end the use of a half-empty one. */
    if (arena->chunks && size > CHUNK_LARGEST) {
        added->next = arena->chunks->next;
        arena->chunks->next = added;
    } else {
        added->next = arena->chunks;
        arena->chunks = added;
    }
    return added;
}

static chunk *chunk_for(po_arena *arena, size_t wanted) {
    if (wanted > arena->next_size / 2) {
        arena->next_size = arena->next_size < CHUNK_LARGEST ? arena->next_size * 2 : CHUNK_LARGEST;
    }
    if (wanted > CHUNK_LARGEST / 2) {
        return chunk_add(arena, wanted > CHUNK_LARGEST ? wanted : (size_t)CHUNK_LARGEST + 1);
    }
    size_t size = arena->next_size > wanted ? arena->next_size : CHUNK_LARGEST;
    arena->next_size = size < CHUNK_LARGEST ? size * 2 : CHUNK_LARGEST;
    return chunk_add(arena, size);
}

/* Bytes of the chunk that hold an item: its start brought to `align` (a power of two). */
static size_t aligned_start(const chunk *from, size_t align) {
    return from ? (from->taken + align - 1) / align * align : 0;
}

static void *take(po_arena *arena, size_t size, size_t align) {
    size_t counted = checked_add(size, align - 1) / align * align;
    chunk *from = arena->chunks;
    size_t start = aligned_start(from, align);
    if (!from || start > from->size || counted > from->size - start) {
        from = chunk_for(arena, counted);
        start = 0;
    }
    from->taken = start + counted;
    arena->used += counted;
    return from->data + start;
}

static void free_chunks(chunk *first) {
    for (chunk *each = first; each;) {
        chunk *next = each->next;
        free(each);
        each = next;
    }
}

/* The chunk that was filled last is kept: what comes next is likely to be as large as what was there. */
void po_arena_reset(po_arena *arena) {
    release_all(arena->kept); /* before the memory it may stand in */
    arena->kept = NULL;
    if (arena->chunks) {
        free_chunks(arena->chunks->next);
        arena->chunks->next = NULL;
        arena->chunks->taken = 0;
    }
    arena->used = 0;
}

void po_arena_destroy(po_arena *arena) {
    if (!arena) {
        return;
    }
    release_all(arena->kept);
    free_chunks(arena->chunks);
    free(arena);
}

#endif

po_arena *po_arena_create(void) {
    po_arena *arena = calloc(1, sizeof *arena);
    if (!arena) {
        po_out_of_memory(sizeof *arena);
    }
#ifndef PO_ARENA_DEBUG
    arena->next_size = CHUNK_FIRST;
#endif
    return arena;
}

void *po_arena_kept(const po_arena *arena, const char *key) {
    for (const kept *each = arena->kept; each; each = each->next) {
        if (strcmp(each->key, key) == 0) {
            return each->thing;
        }
    }
    return NULL;
}

void po_arena_keep(po_arena *arena, const char *key, void *thing, void (*release)(void *kept)) {
    size_t size = strlen(key) + 1;
    kept *added = malloc(sizeof *added + size);
    if (!added) {
        po_out_of_memory(size);
    }
    *added = (kept){.next = arena->kept, .thing = thing, .release = release};
    memcpy(added->key, key, size);
    arena->kept = added;
}

size_t po_arena_used(const po_arena *arena) {
    return arena->used;
}

void *po_arena_alloc(po_arena *arena, size_t size) {
    size = size ? size : 1;
    void *item = take(arena, size, ITEM_ALIGN);
    return memset(item, 0, size);
}

void *po_arena_array(po_arena *arena, size_t count, size_t size) {
    return po_arena_alloc(arena, checked_multiply(count, size));
}

char *po_arena_copy(po_arena *arena, const char *data, size_t size) {
    char *copy = take(arena, checked_add(size, 1), 1);
    if (size) {
        memcpy(copy, data, size);
    }
    copy[size] = '\0';
    return copy;
}

char *po_arena_dup(po_arena *arena, const char *text) {
    return text ? po_arena_copy(arena, text, strlen(text)) : NULL;
}

char *po_arena_printf(po_arena *arena, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int wanted = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = wanted > 0 ? (size_t)wanted : 0;
    char *text = take(arena, size + 1, 1);
    text[0] = '\0';
    if (size) {
        vsnprintf(text, size + 1, format, again);
    }
    va_end(again);
    return text;
}

void *po_list_grow(po_arena *arena, void *items, size_t count, size_t *capacity, size_t item_size) {
    if (count < *capacity) {
        return items;
    }
    size_t wanted = *capacity ? checked_multiply(*capacity, 2) : LIST_FIRST;
    void *grown = po_arena_array(arena, wanted, item_size);
    if (count) {
        memcpy(grown, items, count * item_size);
    }
    *capacity = wanted;
    return grown;
}
