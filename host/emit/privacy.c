/* SPDX-License-Identifier: Apache-2.0
 *
 * What an output may not show. The limit of eleven is the one the state uses in its own public files.
 */
#include "emit/privacy.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"

#define FEW_LIMIT 11

/* Types of fields in the model that this part knows. */
#define TYPE_PUPILS "pupils"
#define TYPE_PERSON "person"
#define CONTACT_PREFIX "contact"

/* A count as printed may carry thousands separators. */
static bool read_count(const char *text, po_decimal *ret_count) {
    char digits[32];
    size_t size = 0;
    for (; text && *text && size + 1 < sizeof digits; text++) {
        if (*text != ',' && *text != ' ') {
            digits[size++] = *text;
        }
    }
    digits[size] = '\0';
    return size > 0 && po_decimal_parse(digits, ret_count);
}

bool po_privacy_count_is_small(const char *count) {
    po_decimal number;
    return read_count(count, &number) && po_decimal_compare(number, po_decimal_of(0, 0)) > 0 &&
           po_decimal_compare(number, po_decimal_of(FEW_LIMIT, 0)) < 0;
}

/* A contact is printed on the plan by law; every other name stays out. */
static bool is_contact(const po_field_definition *field) {
    return po_text_starts(field->id, CONTACT_PREFIX);
}

po_privacy po_privacy_of(const po_entity *entity, const po_field_definition *field,
                         const po_value *value) {
    bool of_plan = po_entity_is(entity, "plan-document") || po_entity_is(entity, "lea");
    if (po_text_equal(field->type, TYPE_PERSON) && !(of_plan && is_contact(field))) {
        return PO_PRIVACY_HIDE;
    }
    if (po_text_equal(field->type, TYPE_PUPILS)) {
        bool small = po_privacy_count_is_small(value->value ? value->value : value->text);
        return small ? PO_PRIVACY_FEW : PO_PRIVACY_SHOW;
    }
    return PO_PRIVACY_SHOW;
}

const char *po_privacy_text(const po_language *language, po_arena *arena, const po_entity *entity,
                            const po_slot *slot) {
    switch (po_privacy_of(entity, slot->field, &slot->value)) {
    case PO_PRIVACY_SHOW:
        return slot->value.text ? slot->value.text : slot->value.value;
    case PO_PRIVACY_FEW:
        return po_language_sentence(language, arena, "privacy.few", NULL);
    case PO_PRIVACY_HIDE:
        break;
    }
    return NULL;
}
