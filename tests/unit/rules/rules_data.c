/* SPDX-License-Identifier: Apache-2.0 */
#include "rules_data.h"

#include <string.h>

#include "base/text.h"

static const data_item *nth(const rules_data *data, const char *type, size_t n, size_t *ret_count) {
    size_t count = 0;
    const data_item *found = NULL;
    for (size_t i = 0; i < data->items.count; i++) {
        if (strcmp(data->items.items[i]->type, type) == 0) {
            found = count == n ? data->items.items[i] : found;
            count++;
        }
    }
    *ret_count = count;
    return found;
}

static size_t count_items(void *context, const char *type) {
    size_t count;
    nth(context, type, 0, &count);
    return count;
}

static const void *item_at(void *context, const char *type, size_t n) {
    size_t count;
    return nth(context, type, n, &count);
}

static bool read_field(void *context, const void *item, const char *name, uint32_t number, po_rule_cell *ret_cell) {
    (void)number;
    const data_item *record = item;
    ((rules_data *)context)->reads++;
    for (size_t i = 0; i < record->fields.count; i++) {
        if (strcmp(record->fields.items[i].name, name) == 0) {
            *ret_cell = record->fields.items[i].cell;
            return true;
        }
    }
    return false;
}

static const void *parent_of(void *context, const void *item) {
    (void)context;
    return ((const data_item *)item)->parent;
}

static bool read_fact(void *context, const char *name, po_rule_cell *ret_cell) {
    const data_item *facts = item_at(context, "facts", 0);
    return facts && read_field(context, facts, name, 0, ret_cell);
}

/* What a form's reader would make of the printed text. */
static const char *canonical(po_arena *arena, const char *printed) {
    if (strcmp(printed, "Yes") == 0 || strcmp(printed, "No") == 0) {
        return printed[0] == 'Y' ? "yes" : "no";
    }
    char *value = po_arena_dup(arena, printed);
    char *to = value;
    for (const char *from = printed; *from; from++) {
        if (!strchr("$,% ", *from)) {
            *to++ = *from;
        }
    }
    *to = 0;
    po_decimal number;
    return po_decimal_parse(value, &number) ? value : NULL;
}

static void set_several(po_arena *arena, char *printed, po_rule_cell *cell) {
    char **pieces;
    printed[strlen(printed) - 1] = 0;
    cell->value_count = po_text_split(arena, printed + 1, ',', &pieces);
    const char **values = PO_NEW_ARRAY(arena, const char *, cell->value_count);
    for (size_t i = 0; i < cell->value_count; i++) {
        values[i] = pieces[i];
    }
    cell->values = values;
}

void rules_data_set(rules_data *data, data_item *item, const char *name, const char *text) {
    char *printed = po_text_squeeze(data->arena, text);
    data_field *field = PO_LIST_ADD(data->arena, &item->fields);
    field->name = po_text_squeeze(data->arena, name);
    size_t size = strlen(printed);
    if (size > 0 && printed[size - 1] == '!') {
        field->cell.doubt = "not sure";
        printed[size - 1] = 0;
    }
    char *arrow = strstr(printed, "=>");
    char *bounds = strstr(printed, "..");
    field->cell.text = printed;
    field->cell.value = canonical(data->arena, printed);
    field->cell.origin = field->name;
    if (printed[0] == '[') {
        set_several(data->arena, printed, &field->cell);
        field->cell.text = field->cell.value = NULL;
    } else if (bounds) {
        *bounds = 0;
        field->cell = (po_rule_cell){.low = printed, .high = bounds + 2, .origin = field->name};
    } else if (arrow) {
        field->cell.value = po_text_squeeze(data->arena, arrow + 2);
        *arrow = 0;
    }
}

data_item *rules_data_add(rules_data *data, const char *type) {
    data_item *item = PO_NEW(data->arena, data_item);
    item->type = type;
    *PO_LIST_ADD(data->arena, &data->items) = item;
    return item;
}

static void read_head(rules_data *data, data_item *item, char *head) {
    char **words;
    size_t count = po_text_split(data->arena, head, ' ', &words);
    item->type = words[0];
    if (*item->type == '*') {
        item->type++;
        data->here = item;
    }
    for (size_t i = 1; i < count; i++) {
        if (words[i][0] == '^') {
            item->parent_name = words[i] + 1;
        } else {
            item->name = words[i];
        }
    }
}

static void read_record(rules_data *data, char *text) {
    data_item *item = rules_data_add(data, "");
    char *colon = strchr(text, ':');
    if (colon) {
        char **fields;
        *colon = 0;
        size_t count = po_text_split(data->arena, colon + 1, '|', &fields);
        for (size_t i = 0; i < count; i++) {
            char *equals = strchr(fields[i], '=');
            *equals = 0;
            rules_data_set(data, item, fields[i], equals + 1);
        }
    }
    read_head(data, item, text);
}

void rules_data_read(rules_data *data, po_arena *arena, const char *text) {
    char **records;
    *data = (rules_data){.arena = arena};
    data->source = (po_rule_source){data, count_items, item_at, read_field, parent_of, read_fact};
    size_t count = strcmp(text, "-") == 0 ? 0 : po_text_split(arena, text, ';', &records);
    for (size_t i = 0; i < count; i++) {
        read_record(data, records[i]);
    }
    for (size_t i = 0; i < data->items.count; i++) {
        data_item *item = data->items.items[i];
        for (size_t p = 0; item->parent_name && p < data->items.count; p++) {
            bool is_parent = po_text_equal(data->items.items[p]->name, item->parent_name);
            item->parent = is_parent ? data->items.items[p] : item->parent;
        }
    }
}

/* ---- results ----------------------------------------------------------------------------------
 */

static const char *decimal(po_arena *arena, po_decimal value) {
    char text[PO_DECIMAL_TEXT_MAX];
    return po_arena_dup(arena, po_decimal_format(value, text));
}

static const char *number(po_arena *arena, const po_rule_result *result) {
    static const char *const units[] = {"", " money", " percent", " ratio"};
    const char *value = decimal(arena, result->value);
    const char *unit = units[result->unit];
    if (po_decimal_compare(result->low, result->high) == 0) {
        return po_arena_printf(arena, "%s%s", value, unit);
    }
    return po_arena_printf(arena, "%s [%s, %s]%s", value, decimal(arena, result->low),
                           decimal(arena, result->high), unit);
}

static const char *codes(po_arena *arena, const po_rule_result *result) {
    const char *list = "";
    for (size_t i = 0; i < result->code_count; i++) {
        list = po_arena_printf(arena, "%s%s%s", list, i ? ", " : "", result->codes[i]);
    }
    return po_arena_printf(arena, "(%s)", list);
}

static const char *value(po_arena *arena, const po_rule_result *result) {
    static const char *const truths[] = {"false", "true", "unknown", "either"};
    char date[PO_DATE_TEXT_MAX];
    switch (result->type) {
    case PO_RULE_TRUTH:
        return truths[result->truth];
    case PO_RULE_NUMBER:
        return number(arena, result);
    case PO_RULE_DATE:
        return po_arena_dup(arena, po_date_format_iso(result->date, date));
    case PO_RULE_TEXT:
        return po_arena_printf(arena, "'%s'", result->text);
    case PO_RULE_CODES:
        return codes(arena, result);
    case PO_RULE_ANY:
    case PO_RULE_ITEM:
    default:
        return ((const data_item *)result->item)->type;
    }
}

const char *rules_show(po_arena *arena, const po_rule_result *result) {
    const char *shown;
    if (result->known) {
        shown = value(arena, result);
    } else {
        shown = po_arena_printf(arena, "unknown %s %s", po_rule_reason_name(result->reason),
                                result->missing ? result->missing : "-");
    }
    if (result->has_gap) {
        shown = po_arena_printf(arena, "%s, gap %s at least %s", shown, decimal(arena, result->gap),
                                decimal(arena, result->gap_at_least));
    }
    return result->doubt ? po_arena_printf(arena, "%s, doubt", shown) : shown;
}
