/* SPDX-License-Identifier: Apache-2.0
 *
 * Natural keys: what makes an entity the one it is, taken from its record and never from its
 * position.
 */
#include "base/text.h"
#include "crosswalk/crosswalk_parts.h"

static const char *field_text(const po_record *record, const po_reference *reference) {
    const po_field *field = po_reference_field(record, reference);
    if (!field)
        return NULL;
    const char *text = field->value ? field->value : field->text;
    return po_text_empty(text) ? NULL : text;
}

/* A field as part of a key: words only, so that capitals and line breaks make no second entity. */
static const char *folded(po_arena *arena, const char *text) {
    const char *words = text ? po_text_words(arena, text) : NULL;
    return words && *words ? words : NULL;
}

static const char *item_key(po_arena *arena, const po_key *key, const po_record *record,
                            const char *item, bool each) {
    const char *text = each ? item : field_text(record, &key->reference);
    return po_list_key(arena, text, key->list.name ? field_text(record, &key->list) : NULL);
}

static bool is_each(const po_make *make, const po_key *key, const char *item) {
    return make->each && item && po_text_equal(make->each, key->reference.name);
}

static const char *key_part(po_arena *arena, const po_make *make, const po_key *key,
                            const po_record *record, const char *const *made, const char *item) {
    bool each = is_each(make, key, item);
    const char *part = NULL;
    switch (key->kind) {
    case PO_KEY_TEXT:
        return key->text;
    case PO_KEY_OF:
        return key->of < PO_MAKE_PARENT ? made[key->of] : NULL;
    case PO_KEY_ITEM:
        part = item_key(arena, key, record, item, each);
        break;
    case PO_KEY_FIELD:
        part = folded(arena, each ? item : field_text(record, &key->reference));
        break;
    }
    return part ? part : folded(arena, field_text(record, &key->other));
}

bool po_make_key(po_arena *arena, const po_make *make, const po_record *record,
                 const char *const *made, const char *item, const char ***ret_parts,
                 const char **ret_code, const char **ret_missing) {
    const char **parts = PO_NEW_ARRAY(arena, const char *, make->keys.count);
    const char *code = NULL;
    for (size_t i = 0; i < make->keys.count; i++) {
        const po_key *key = &make->keys.items[i];
        parts[i] = key_part(arena, make, key, record, made, item);
        if (!parts[i]) {
            *ret_missing = key->kind == PO_KEY_OF ? key->text : key->reference.name;
            return false;
        }
        bool other = key->kind == PO_KEY_ITEM &&
                     !item_key(arena, key, record, item, is_each(make, key, item));
        if (key->code && key->kind == PO_KEY_ITEM && !other)
            code = parts[i];
        else if (key->code && key->kind == PO_KEY_FIELD)
            code = field_text(record, &key->reference);
    }
    *ret_parts = parts;
    *ret_code = code;
    return true;
}
