/* SPDX-License-Identifier: Apache-2.0
 *
 * Arena: memory that lives and dies together. One arena per document, per LEA, per run.
 *
 * Ownership: everything handed out belongs to the arena and is gone at po_arena_destroy.
 * No pointer from a longer-lived object may point into it. Allocation never returns NULL
 * (see po_out_of_memory). In the asan preset (PO_ARENA_DEBUG) each item is its own malloc, so that
 * AddressSanitizer sees every overrun.
 */
#ifndef PO_BASE_ARENA_H
#define PO_BASE_ARENA_H

#include "base/status.h"

typedef struct po_arena po_arena;

po_arena *po_arena_create(void);
void po_arena_destroy(po_arena *arena); /* accepts NULL */

/* Everything handed out is gone, most of the memory stays for what comes next: for one row after the other. */
void po_arena_reset(po_arena *arena);

/* `size` zeroed bytes, aligned for any type; size 0 gives a valid pointer. */
void *po_arena_alloc(po_arena *arena, size_t size);

/* count * size zeroed bytes; an overflow counts as memory that ran out. */
void *po_arena_array(po_arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of `size` bytes / of a string (NULL gives NULL). */
char *po_arena_copy(po_arena *arena, const char *data, size_t size);
char *po_arena_dup(po_arena *arena, const char *text);
char *po_arena_printf(po_arena *arena, const char *format, ...) PO_PRINTF(2, 3);

/* Something made once for all who work with this arena, such as a compiled schema: found again by its key, and released when the arena
 * is reset or destroyed, the last first. `key` is copied. */
void po_arena_keep(po_arena *arena, const char *key, void *kept, void (*release)(void *kept));
void *po_arena_kept(const po_arena *arena, const char *key); /* NULL if nothing is kept under it */

/* Bytes handed out so far, for reports and limits. */
size_t po_arena_used(const po_arena *arena);

#define PO_NEW(arena, type) ((type *)po_arena_alloc((arena), sizeof(type)))
#define PO_NEW_ARRAY(arena, type, count) ((type *)po_arena_array((arena), (count), sizeof(type)))

/* A growing list inside an arena. Declare `PO_LIST(po_cell) cells;` in a struct or
 * `typedef PO_LIST(const char *) po_texts;`. Zero bytes are an empty list.
 * PO_LIST_ADD returns a pointer to a new zeroed item, valid until the next add. */
#define PO_LIST(type)                                                                              \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }
#define PO_LIST_ADD(arena, list)                                                                   \
    ((list)->items = po_list_grow((arena), (list)->items, (list)->count, &(list)->capacity,        \
                                  /* NOLINTNEXTLINE(bugprone-sizeof-expression) */                 \
                                  sizeof *(list)->items),                                          \
     &(list)->items[(list)->count++])

/* Room for one more item, doubling; new room is zeroed. For PO_LIST_ADD only. */
void *po_list_grow(po_arena *arena, void *items, size_t count, size_t *capacity, size_t item_size);

#endif
