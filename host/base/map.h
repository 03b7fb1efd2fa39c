/* SPDX-License-Identifier: Apache-2.0
 *
 * Map from a string to a pointer, in an arena. Lookup is constant time under hostile keys too: the hash
 * is seeded per map from its keys' own process-independent constant and the table never exceeds half full;
 * iteration is in insertion order, so that outputs do not depend on hashing.
 */
#ifndef PO_BASE_MAP_H
#define PO_BASE_MAP_H

#include "base/arena.h"

typedef struct po_map po_map;

po_map *po_map_create(po_arena *arena);

/* Stores `value` (not NULL) under a copy of `key`. Returns false, and stores nothing, if the key is taken. */
bool po_map_add(po_map *map, const char *key, void *value);

/* Stores or replaces. */
void po_map_set(po_map *map, const char *key, void *value);

/* The value, or NULL. */
void *po_map_get(const po_map *map, const char *key);

size_t po_map_count(const po_map *map);

/* The nth entry in insertion order; n < po_map_count. */
const char *po_map_key(const po_map *map, size_t n);
void *po_map_value(const po_map *map, size_t n);

#endif
