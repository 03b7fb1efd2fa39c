/* SPDX-License-Identifier: Apache-2.0
 *
 * The operations of a row on the way from a record field to the model: a closed list. Each leaves
 * the value alone, changes it, or finds nothing it could use and says so (`lost`); none guesses.
 * The way back stands in ops_put.c.
 */
#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "crosswalk/crosswalk_parts.h"
#include "model/site.h"

const po_field *po_reference_field(const po_record *record, const po_reference *reference) {
    if (!reference->name)
        return NULL;
    if (reference->parent)
        record = record->parent_record;
    return record ? po_record_field(record, reference->name) : NULL;
}

/* The canonical value if there is one, else the text. */
static const char *flow_text(const po_flow *flow) {
    return flow->value ? flow->value : flow->text;
}

static void lose(po_flow *flow) {
    flow->value = NULL;
    flow->value_count = 0;
    flow->lost = true;
}

static void become(po_flow *flow, const char *value) {
    if (!value) {
        lose(flow);
        return;
    }
    flow->value = value;
    flow->value_count = 0;
}

/* ---- numbers, dates -------------------------------------------------------------------------- */

static void get_decimal(const po_op *op, po_flow *flow, const po_op_context *context) {
    po_decimal parsed;
    if (flow->value && po_decimal_parse(flow->value, &parsed))
        return;
    become(flow, op->find ? po_find_decimal(context->arena, flow->text, op->kind)
                          : po_printed_decimal(context->arena, flow->text, op->kind));
}

static const char *school_year_of(const po_op *op, const po_flow *flow, po_arena *arena) {
    if (op->find)
        return po_find_school_year(arena, flow->text, NULL);
    int year = po_school_year_parse(flow_text(flow));
    return year ? po_school_year_format(year, po_arena_alloc(arena, PO_SCHOOL_YEAR_TEXT_MAX))
                : NULL;
}

static const char *date_of(const po_flow *flow, po_arena *arena) {
    po_date date;
    if (!(flow->value && po_date_parse_iso(flow->value, &date)) &&
        !(flow->text && po_date_parse_printed(flow->text, &date)))
        return NULL;
    return po_date_format_iso(date, po_arena_alloc(arena, PO_DATE_TEXT_MAX));
}

static void get_date(const po_field_row *row, const po_op *op, po_flow *flow,
                     const po_op_context *context) {
    bool year = po_text_equal(row->type, "school-year");
    become(flow, year ? school_year_of(op, flow, context->arena) : date_of(flow, context->arena));
    if (op->find && flow->value)
        flow->text = flow->value; /* the one date among other words */
}

/* ---- tables of terms ------------------------------------------------------------------------- */

static const char *enum_one(const po_op *op, const char *printed, po_arena *arena) {
    if (op->vocabulary) {
        const po_term *term = po_vocabulary_find(op->vocabulary, printed);
        return term ? term->id : NULL;
    }
    const po_pair *pair = op->by_from ? po_map_get(op->by_from, po_text_key(arena, printed)) : NULL;
    return pair ? pair->to : NULL;
}

static bool has_text(const char *const *list, uint32_t count, const char *text) {
    for (uint32_t i = 0; i < count; i++)
        if (po_text_equal(list[i], text))
            return true;
    return false;
}

/* Several values: those the table knows, each once. What it does not know makes the rest doubtful.
 */
static void enum_several(const po_op *op, po_flow *flow, po_arena *arena) {
    const char **known = PO_NEW_ARRAY(arena, const char *, flow->value_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < flow->value_count; i++) {
        const char *term = enum_one(op, flow->values[i], arena);
        if (term && !has_text(known, count, term))
            known[count++] = term;
        if (!term)
            flow->doubt =
                po_arena_printf(arena, "\"%s\" is none of the known values", flow->values[i]);
    }
    flow->values = known;
    flow->value_count = count;
    flow->lost = count == 0;
}

static void get_enum(const po_field_row *row, const po_op *op, po_flow *flow,
                     const po_op_context *context) {
    if (flow->value_count > 0) {
        enum_several(op, flow, context->arena);
        if (po_text_equal(row->type, "code"))
            become(flow, flow->value_count == 1 ? flow->values[0] : NULL);
        return;
    }
    const char *printed = flow_text(flow);
    const char *term = printed ? enum_one(op, printed, context->arena) : NULL;
    if (!term && printed && !po_text_empty(printed))
        flow->doubt =
            po_arena_printf(context->arena, "\"%s\" is none of the known values", printed);
    become(flow, term);
    if (term && po_text_equal(row->type, "codes")) {
        flow->values = PO_NEW_ARRAY(context->arena, const char *, 1);
        flow->values[0] = term;
        flow->value_count = 1;
        flow->value = NULL;
    }
}

/* ---- lists ----------------------------------------------------------------------------------- */

/* Cuts at the separator exactly; a backslash before it, or before a backslash, keeps it. */
static uint32_t split_exact(const po_op *op, const char *text, po_arena *arena,
                            const char ***ret_values) {
    PO_LIST(const char *) values = {0};
    size_t size = strlen(op->text);
    po_buffer piece = {0};
    for (const char *at = text;;) {
        if (*at == '\\' && at[1]) {
            po_buffer_add_char(&piece, at[1]);
            at += 2;
        } else if (*at == '\0' || (size > 0 && strncmp(at, op->text, size) == 0)) {
            *PO_LIST_ADD(arena, &values) = po_arena_dup(arena, po_buffer_text(&piece));
            po_buffer_clear(&piece);
            if (*at == '\0')
                break;
            at += size;
        } else {
            po_buffer_add_char(&piece, *at++);
        }
    }
    po_buffer_finish(&piece);
    *ret_values = values.items;
    return (uint32_t)values.count;
}

/* Cuts at the separator and at line ends, and drops empty pieces: as people write lists. */
static uint32_t split_loose(const po_op *op, const char *text, po_arena *arena,
                            const char ***ret_values) {
    PO_LIST(const char *) values = {0};
    char *copy = po_arena_dup(arena, text), **pieces = NULL;
    for (char *at = copy; (at = strchr(at, '\n')); at++)
        *at = op->text[0];
    size_t count = po_text_split(arena, copy, op->text[0], &pieces);
    for (size_t i = 0; i < count; i++)
        *PO_LIST_ADD(arena, &values) = pieces[i];
    *ret_values = values.items;
    return (uint32_t)values.count;
}

static void get_split(const po_op *op, po_flow *flow, const po_op_context *context) {
    if (flow->value_count > 0)
        return; /* the reader has cut it */
    if (po_text_empty(flow->text)) {
        lose(flow);
        return;
    }
    flow->value_count = op->exact ? split_exact(op, flow->text, context->arena, &flow->values)
                                  : split_loose(op, flow->text, context->arena, &flow->values);
    flow->value = NULL;
}

static void get_join(const po_op *op, po_flow *flow, const po_op_context *context) {
    if (flow->value_count == 0)
        return;
    po_buffer joined = {0};
    for (uint32_t i = 0; i < flow->value_count; i++) {
        po_buffer_add_text(&joined, i ? op->text : "");
        po_buffer_add_text(&joined, flow->values[i]);
    }
    become(flow, po_arena_dup(context->arena, po_buffer_text(&joined)));
    po_buffer_finish(&joined);
}

static void get_list_key(const po_op *op, po_flow *flow, const po_op_context *context) {
    const po_field *list =
        context->record ? po_reference_field(context->record, &op->reference) : NULL;
    const char *list_text = list ? (list->value ? list->value : list->text) : NULL;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < flow->value_count; i++) {
        const char *key = po_list_key(context->arena, flow->values[i], list_text);
        if (key)
            flow->values[kept++] = key;
    }
    if (flow->value_count == 0)
        become(flow, po_list_key(context->arena, flow_text(flow), list_text));
    else if (kept == 0)
        lose(flow);
    else
        flow->value_count = kept;
}

/* ---- words ----------------------------------------------------------------------------------- */

static void get_lookup(const po_op *op, po_flow *flow, const po_op_context *context) {
    po_entity *site = NULL;
    po_site_match match = PO_SITE_UNKNOWN;
    if (context->model && po_text_equal(op->entity, "site")) {
        po_site_index *index = po_site_index_create(context->arena, context->model);
        match = po_site_find(index, flow->text, &site);
    }
    if (match == PO_SITE_SEVERAL)
        flow->doubt = "several schools have this name";
    become(flow, match == PO_SITE_UNIQUE ? site->id : NULL);
}

static void get_concat(const po_op *op, po_flow *flow, const po_op_context *context) {
    const po_field *other =
        context->record ? po_reference_field(context->record, &op->reference) : NULL;
    if (!other || po_text_empty(other->text))
        return;
    bool alone = po_text_empty(flow->text);
    flow->text = alone
                     ? other->text
                     : po_arena_printf(context->arena, "%s%s%s", flow->text, op->text, other->text);
}

static void take_hits(const po_lexicon_hits *hits, po_flow *flow, po_arena *arena) {
    po_buffer words = {0};
    flow->values = PO_NEW_ARRAY(arena, const char *, hits->list.count);
    for (size_t i = 0; i < hits->list.count; i++) {
        flow->values[i] = hits->list.items[i].term->id;
        po_buffer_printf(&words, "%s%s", i ? "; " : "", hits->list.items[i].words);
    }
    flow->value_count = (uint32_t)hits->list.count;
    flow->value = NULL;
    flow->evidence = po_arena_dup(arena, po_buffer_text(&words));
    flow->text = flow->evidence; /* what was printed and counts, not the page around it */
    po_buffer_finish(&words);
}

/* Drops what is not the term `below` or narrower. */
static void keep_below(const po_op *op, po_lexicon_hits *hits) {
    size_t kept = 0;
    for (size_t i = 0; i < hits->list.count; i++) {
        const po_term *term = hits->list.items[i].term;
        bool inside = po_text_equal(term->id, op->below);
        for (size_t up = 0; term && term->broader && !inside && up < op->vocabulary->terms.count;
             up++) {
            inside = po_text_equal(term->broader, op->below);
            term = po_vocabulary_find(op->vocabulary, term->broader);
        }
        if (inside)
            hits->list.items[kept++] = hits->list.items[i];
    }
    hits->list.count = kept;
}

/* What to look for words in: a list as the reader has cut it, one value a line; else the text. */
static const char *words_of(const po_flow *flow, po_arena *arena) {
    if (flow->value_count == 0)
        return flow->text ? flow->text : "";
    const char *lines = flow->values[0];
    for (uint32_t i = 1; i < flow->value_count; i++)
        lines = po_arena_printf(arena, "%s\n%s", lines, flow->values[i]);
    return lines;
}

/* Several terms for a field of one code are none: which of them is meant is not known. */
static void get_classify(const po_field_row *row, const po_op *op, po_flow *flow,
                         const po_op_context *context) {
    po_lexicon_hits hits;
    const char *words = words_of(flow, context->arena);
    (op->labels ? po_lexicon_labels : po_lexicon_classify)(context->lexicon, op->vocabulary_id,
                                                           words, context->arena, &hits);
    if (op->below && op->vocabulary)
        keep_below(op, &hits);
    bool one = po_text_equal(row->type, "code");
    if (hits.list.count == 0 || (one && hits.list.count > 1)) {
        lose(flow);
        return;
    }
    take_hits(&hits, flow, context->arena);
    if (one)
        become(flow, hits.list.items[0].term->id);
}

/* ---- all of them ----------------------------------------------------------------------------- */

static void get_one(const po_field_row *row, const po_op *op, po_flow *flow,
                    const po_op_context *context) {
    switch (op->kind) {
    case PO_OP_MONEY:
    case PO_OP_NUMBER:
    case PO_OP_PERCENT:
        get_decimal(op, flow, context);
        break;
    case PO_OP_DATE:
        get_date(row, op, flow, context);
        break;
    case PO_OP_ENUM:
        get_enum(row, op, flow, context);
        break;
    case PO_OP_SPLIT:
        get_split(op, flow, context);
        break;
    case PO_OP_JOIN:
        get_join(op, flow, context);
        break;
    case PO_OP_LIST_KEY:
        get_list_key(op, flow, context);
        break;
    case PO_OP_LOOKUP:
        get_lookup(op, flow, context);
        break;
    case PO_OP_CONCAT:
        get_concat(op, flow, context);
        break;
    case PO_OP_CLASSIFY:
        get_classify(row, op, flow, context);
        break;
    case PO_OP_COPY:
    case PO_OP_RENAME:
    case PO_OP_COUNT:
        break;
    }
}

/* One value in a list of one is that value, for fields that hold one. */
static void unpack(const po_field_row *row, po_flow *flow) {
    bool several = po_text_equal(row->type, "codes") || po_text_equal(row->type, "list");
    if (several || flow->value_count != 1)
        return;
    flow->value = flow->value ? flow->value : flow->values[0];
    flow->value_count = 0;
}

po_flow po_row_get(const po_field_row *row, const po_field *field, const po_op_context *context) {
    po_flow flow = {.text = field->text, .value = field->value, .doubt = field->doubt};
    flow.values = PO_NEW_ARRAY(context->arena, const char *, field->value_count);
    flow.value_count = field->value_count;
    for (uint32_t i = 0; i < field->value_count; i++)
        flow.values[i] = field->values[i];
    for (size_t i = 0; i < row->ops.count && !flow.lost; i++)
        get_one(row, &row->ops.items[i], &flow, context);
    unpack(row, &flow);
    return flow;
}
