/* SPDX-License-Identifier: Apache-2.0
 *
 * States: what one duty's evidence says of another. A text that shows several duties; a duty that another one, shown at the same place, surely does
 * (computed subset, no forbid row); and text already written elsewhere that could be used again. The last is a hint and shows nothing.
 */
#include <string.h>

#include "base/text.h"
#include "duty/relate.h"
#include "duty/state_parts.h"

enum { USES_MAX = 3 };

/* ---- one text, several duties -------------------------------------------------------------------------- */

static const char *text_key(po_arena *arena, const po_duty_shown *shown) {
    return shown->text && !shown->by ? po_arena_printf(arena, "%p", shown->text) : NULL;
}

/* The duties that a text shows, each once. */
static void note_text(po_state_maker *maker, po_map *seen, po_map *counts, const char *text, const char *duty) {
    if (!po_map_add(seen, po_arena_printf(maker->scratch, "%s %s", text, duty), maker))
        return;
    size_t *count = po_map_get(counts, text);
    if (!count) {
        count = PO_NEW(maker->scratch, size_t);
        po_map_set(counts, text, count);
    }
    (*count)++;
}

static void count_served(po_state_maker *maker) {
    po_map *seen = po_map_create(maker->scratch), *counts = po_map_create(maker->scratch);
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < maker->states->list.count; i++) {
            po_duty_instance *instance = maker->states->list.items[i];
            for (size_t k = 0; k < instance->shown.count; k++) {
                po_duty_shown *shown = &instance->shown.items[k];
                const char *key = text_key(maker->scratch, shown);
                if (key && pass == 0)
                    note_text(maker, seen, counts, key, instance->duty->id);
                else if (key)
                    shown->serves = *(size_t *)po_map_get(counts, key) - 1;
            }
        }
}

/* ---- relations ------------------------------------------------------------------------------------------ */

typedef struct known_relation {
    po_relation relation;
} known_relation;

static const po_relation *relation_of(po_state_maker *maker, po_map *known, const char *a, const char *b) {
    const po_asks *asks = maker->input->rules->asks;
    const char *key = po_arena_printf(maker->scratch, "%s %s", a, b);
    known_relation *kept = po_map_get(known, key);
    const po_ask *first = asks ? po_asks_find(asks, a) : NULL, *second = asks ? po_asks_find(asks, b) : NULL;
    if (kept || !first || !second)
        return kept ? &kept->relation : NULL;
    kept = PO_NEW(maker->scratch, known_relation);
    kept->relation = po_relate(asks, first, second);
    po_map_set(known, key, kept);
    return &kept->relation;
}

/* Whether what shows `other` can be spoken of where `instance` stands: at the same place, or in the LEA's plan. */
static bool near(const po_duty_instance *instance, const po_duty_instance *other) {
    return instance != other && other->schools == 0 && (!other->cds || po_text_equal(other->cds, instance->cds));
}

static bool open_still(const po_duty_instance *instance) {
    bool fact = false;
    for (size_t i = 0; i < instance->missing.count; i++)
        fact = fact || instance->missing.items[i].reason == PO_LACK_FACT;
    return !fact && (instance->state == PO_SHOWN_UNKNOWN || instance->state == PO_SHOWN_NOT_FOUND) && instance->schools == 0;
}

/* Doing `b` does everything that `a` asks, and nothing forbids to say so. */
static bool does_all(const po_relation *relation) {
    bool whole = relation->kind == PO_SUBSET || relation->kind == PO_EQUIVALENT || relation->kind == PO_EQUAL;
    return whole && !relation->forbidden_ba;
}

static void cover(po_state_maker *maker, po_duty_instance *instance, const po_duty_instance *other) {
    instance->state = PO_SHOWN_RESIDUE;
    for (size_t i = 0; i < other->shown.count; i++) {
        po_duty_shown shown = other->shown.items[i];
        shown.by = other->duty->id;
        *PO_LIST_ADD(maker->arena, &instance->shown) = shown;
    }
}

static void add_use(po_state_maker *maker, po_duty_instance *instance, const po_duty_instance *other, size_t shared) {
    const po_duty_shown *shown = &other->shown.items[0];
    po_duty_use use = {.duty = other->duty->id, .message = shown->message, .source = shown->source, .at = shown->at, .at_count = shown->at_count,
                       .words = shown->words, .shared = shared};
    size_t place = instance->could_use.count;
    if (place < USES_MAX)
        (void)PO_LIST_ADD(maker->arena, &instance->could_use);
    else
        place--;
    if (place == USES_MAX - 1 && instance->could_use.items[place].shared >= shared && instance->could_use.items[place].duty)
        return;
    for (; place > 0 && instance->could_use.items[place - 1].shared < shared; place--)
        instance->could_use.items[place] = instance->could_use.items[place - 1];
    instance->could_use.items[place] = use;
}

static void look_elsewhere(po_state_maker *maker, po_map *known, po_duty_instance *instance) {
    const size_t count = maker->states->list.count;
    bool covered = false;
    for (size_t i = 0; i < count; i++) {
        const po_duty_instance *other = maker->states->list.items[i];
        if (!near(instance, other) || other->shown.count == 0 || other->shown.items[0].by)
            continue;
        const po_relation *relation = relation_of(maker, known, instance->duty->id, other->duty->id);
        if (!relation || po_bits_empty(&relation->both))
            continue;
        bool same_place = po_text_equal(other->cds, instance->cds);
        if (!covered && same_place && other->state == PO_SHOWN_SATISFIED && open_still(instance) && does_all(relation)) {
            cover(maker, instance, other);
            covered = true;
        } else if (!relation->forbidden_ba) {
            add_use(maker, instance, other, po_bits_count(&relation->both));
        }
    }
}

void po_state_relate(po_state_maker *maker) {
    po_map *known = po_map_create(maker->scratch);
    for (size_t i = 0; i < maker->states->list.count; i++) {
        po_duty_instance *instance = maker->states->list.items[i];
        bool lacking = instance->state < PO_SHOWN_PLANNED && instance->schools == 0;
        if (lacking)
            look_elsewhere(maker, known, instance);
    }
    count_served(maker);
}
