/* SPDX-License-Identifier: Apache-2.0
 *
 * The laws of invertible rows: what is brought to the model and back is what was printed
 * (put(get(s)) = s), and what is written out and read again is what the model held (get(put(v)) =
 * v). A class is a promise; this is where it is kept.
 */
#include "base/text.h"
#include "crosswalk/test_parts.h"

static bool flows_equal(const po_flow *a, const po_flow *b) {
    if (a->value_count != b->value_count || !po_text_equal(a->value, b->value))
        return false;
    for (uint32_t i = 0; i < a->value_count; i++)
        if (!po_text_equal(a->values[i], b->values[i]))
            return false;
    return a->value || a->value_count > 0 || po_text_equal(a->text, b->text);
}

/* Whether the field written back says what the field read said: by its canonical value where it has
 * one, else by its text. */
static bool fields_equal(const po_field *read, const po_field *written) {
    if (read->value && written->value)
        return po_text_equal(read->value, written->value);
    if (read->value_count > 0)
        return read->value_count == written->value_count;
    return read->value != NULL || po_text_equal(read->text, written->text);
}

static bool reads_text(const po_field_row *row) {
    for (size_t i = 0; i < row->ops.count; i++)
        switch (row->ops.items[i].kind) {
        case PO_OP_MONEY:
        case PO_OP_NUMBER:
        case PO_OP_PERCENT:
        case PO_OP_DATE:
        case PO_OP_ENUM:
        case PO_OP_SPLIT:
            return true;
        case PO_OP_COPY:
        case PO_OP_RENAME:
        case PO_OP_JOIN:
        case PO_OP_LIST_KEY:
        case PO_OP_LOOKUP:
        case PO_OP_CONCAT:
        case PO_OP_CLASSIFY:
        case PO_OP_COUNT:
            break;
        }
    return false;
}

/* Whether the written field is read as the same value: a date with another dash is the same date.
 */
static bool reads_same(const po_field_row *row, const po_flow *value, const po_field *written,
                       const po_op_context *context) {
    if (!reads_text(row))
        return false;
    po_flow again = po_row_get(row, written, context);
    return flows_equal(value, &again);
}

void po_laws_given(po_trial *trial, const po_field_row *row, const po_record *record,
                   const po_field *field) {
    po_arena *arena = po_arena_create();
    po_op_context context = {arena, trial->set->lexicon, NULL, record};
    po_flow value = po_row_get(row, field, &context);
    po_field written = {0};
    if (row->computed <= PO_COMPLEMENT && !value.lost) {
        bool back = po_row_put(row, &value, field, arena, &written);
        trial->counts->laws++;
        if (!back ||
            !(fields_equal(field, &written) || reads_same(row, &value, &written, &context)))
            po_trial_fail(trial, &trial->counts->laws_failed, row->line, "XW-503",
                          "%s: \"%s\" comes back from the model as \"%s\": put(get(s)) is not s",
                          row->id, field->text, written.text ? written.text : "nothing");
    }
    po_arena_destroy(arena);
}

/* Values that are hard for their type. NULL ends the list. */
static const char *const *samples_for(const char *type) {
    static const char *const texts[] = {
        "x",    "two words", "a, b; c \\ d", "\xE2\x80\x9Cquoted\xE2\x80\x9D \xE2\x80\x93 dash",
        "1.10", NULL};
    static const char *const decimals[] = {"0", "7", "1234.50", "-3.10", "1000000", "0.005", NULL};
    static const char *const dates[] = {"2025-06-24", "2024-02-29", NULL};
    static const char *const years[] = {"2025-26", "1999-00", NULL};
    static const char *const answers[] = {"yes", "no", NULL};
    static const char *const none[] = {NULL};
    if (po_text_equal(type, "text"))
        return texts;
    if (po_text_equal(type, "money") || po_text_equal(type, "percent") ||
        po_text_equal(type, "number"))
        return decimals;
    if (po_text_equal(type, "date"))
        return dates;
    if (po_text_equal(type, "school-year"))
        return years;
    return po_text_equal(type, "yes-no") ? answers : none;
}

static void try_value(po_trial *trial, const po_field_row *row, const po_flow *value) {
    po_arena *arena = po_arena_create();
    po_op_context context = {arena, trial->set->lexicon, NULL, NULL};
    po_field written = {0};
    bool back = po_row_put(row, value, NULL, arena, &written);
    if (reads_text(row))
        written.value = NULL; /* it must be readable as printed */
    po_flow again = back ? po_row_get(row, &written, &context) : (po_flow){0};
    trial->counts->laws++;
    if (!back || !flows_equal(value, &again))
        po_trial_fail(
            trial, &trial->counts->laws_failed, row->line, "XW-503",
            "%s: the value \"%s\" is written as \"%s\" and read as \"%s\": get(put(v)) is not v",
            row->id, value->value ? value->value : value->text,
            written.text ? written.text : "nothing",
            again.value  ? again.value
            : again.text ? again.text
                         : "nothing");
    po_arena_destroy(arena);
}

static void try_pairs(po_trial *trial, const po_field_row *row, const po_op *op) {
    for (size_t i = 0; i < op->pairs.count; i++) {
        po_flow value = {.value = op->pairs.items[i].to, .text = op->pairs.items[i].to};
        try_value(trial, row, &value);
    }
}

static void try_list(po_trial *trial, const po_field_row *row) {
    const char *values[] = {"a", "b, c; d", "e\\f"};
    po_flow value = {.values = values, .value_count = 3};
    try_value(trial, row, &value);
}

void po_laws_generated(po_trial *trial, const po_field_row *row) {
    if (row->computed != PO_ISO)
        return;
    bool text = po_text_equal(row->type, "text");
    const po_op *last = &row->ops.items[row->ops.count - 1];
    if (last->kind == PO_OP_ENUM)
        try_pairs(trial, row, last);
    else if (last->kind == PO_OP_SPLIT)
        try_list(trial, row);
    else
        for (const char *const *sample = samples_for(row->type); *sample; sample++) {
            po_flow value = {.text = *sample, .value = text ? NULL : *sample};
            try_value(trial, row, &value);
        }
}
