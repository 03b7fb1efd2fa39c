/* SPDX-License-Identifier: Apache-2.0
 *
 * Links between entities of one source by the codes people write: "monitored by metrics 1.1, 1.3".
 * A code that no entity has, or that several have, makes no link.
 */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "crosswalk/apply_parts.h"

static const char *code_key(po_applier *applier, const char *type, const char *code) {
    return po_arena_printf(applier->scratch, "%s %s", type, po_text_key(applier->scratch, code));
}

/* "1.1" and "11" would have one text key: codes keep their points. */
static const char *plain_code(po_applier *applier, const char *type, const char *code) {
    return strchr(code, '.') ? po_arena_printf(applier->scratch, "%s %s", type, code)
                             : code_key(applier, type, code);
}

void po_apply_code(po_applier *applier, po_entity *entity, const char *code) {
    if (!code)
        return;
    if (!entity->code)
        entity->code = po_arena_dup(applier->model->arena, code);
    const char *key = plain_code(applier, entity->definition->id, code);
    void *known = po_map_get(applier->by_code, key);
    if (!known)
        po_map_set(applier->by_code, key, entity);
    else if (known != entity)
        po_map_set(applier->by_code, key, applier);
}

po_entity *po_apply_find_code(po_applier *applier, const char *type, const char *code) {
    void *known = code ? po_map_get(applier->by_code, plain_code(applier, type, code)) : NULL;
    return known == applier ? NULL : known;
}

/* Links to the entity with this code. False if there is none, or several. */
static bool link_code(po_applier *applier, const po_pending_link *pending, const po_field *field,
                      const char *code) {
    po_entity *known = po_apply_find_code(applier, pending->row->entity, code);
    if (!known || known == pending->from)
        return false;
    const po_lineage *lineage =
        po_apply_lineage(applier, pending->record, field, pending->row->id, "list-key", code);
    po_model_link(applier->model, pending->row->kind, pending->from, known, code, lineage);
    return true;
}

/* The next code with a point in a text ("1.3" in "Metrics 1.1, 1.3"); money, percentages and years
 * are none. NULL at the end. */
static const char *next_code(po_arena *arena, const char **at) {
    for (const char *p = *at; *p;) {
        if (!isdigit((unsigned char)*p)) {
            p++;
            continue;
        }
        const char *start = p;
        bool money = start > *at && start[-1] == '$';
        while (isdigit((unsigned char)*p) || (*p == '.' && isdigit((unsigned char)p[1])))
            p++;
        size_t size = (size_t)(p - start);
        *at = p;
        bool percent = *p == '%' || (*p == ' ' && p[1] == '%');
        if (memchr(start, '.', size) && !money && !percent)
            return po_arena_copy(arena, start, size);
    }
    return NULL;
}

static void link_field(po_applier *applier, const po_pending_link *pending) {
    const po_field *field = po_reference_field(pending->record, &pending->row->reference);
    if (!field)
        return;
    for (uint32_t i = 0; i < field->value_count; i++)
        link_code(applier, pending, field, field->values[i]);
    const char *at = field->value_count > 0 || !field->text ? "" : field->text;
    for (const char *code; (code = next_code(applier->scratch, &at));)
        link_code(applier, pending, field, code);
}

void po_apply_links(po_applier *applier) {
    for (size_t i = 0; i < applier->pending.count; i++)
        link_field(applier, &applier->pending.items[i]);
}
