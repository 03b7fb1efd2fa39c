/* SPDX-License-Identifier: Apache-2.0
 *
 * "The same measure in several plans": for each group and thing measured a table of the plans that measure it, and in words what differs.
 */
#include <string.h>

#include "base/text.h"
#include "emit/plan_view_parts.h"
#include "emit/privacy.h"

enum { WHOLE_TEXT = 160 /* bytes of a value that could not be taken apart; the rest stands with its measure */ };

static const char *const DIFFERENCE_KEYS[PO_UNLIKENESSES] = {
    "beside.differs.level",    "beside.differs.definition", "beside.differs.renamed", "beside.differs.year",
    "beside.differs.baseline", "beside.differs.moment",     "beside.differs.origin",  "beside.differs.part",
    "beside.differs.target",   "beside.differs.year_unknown"};

const char *po_plan_view_difference_key(unsigned n) {
    return n < PO_UNLIKENESSES ? DIFFERENCE_KEYS[n] : NULL;
}

/* ---- one value ---- */

static const po_slot *text_slot(const po_entity *outcome) {
    for (size_t i = 0; i < outcome->slots.count; i++) {
        if (po_text_equal(outcome->slots.items[i].field->id, "text")) {
            return &outcome->slots.items[i];
        }
    }
    return NULL;
}

static const char *shortened(const po_view *view, const char *text) {
    size_t size = text ? strlen(text) : 0;
    if (size <= WHOLE_TEXT) {
        return text;
    }
    size = WHOLE_TEXT;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80) {
        size--;
    }
    return po_arena_printf(view->arena, "%s…", po_arena_copy(view->arena, text, size));
}

static const char *number_text(const po_view *view, const po_statement *statement) {
    po_decimal number = statement->number;
    bool below = statement->unit == PO_STATED_POINTS && number.units < 0;
    number.units = below ? -number.units : number.units;
    const char *digits = po_view_number(view->arena, number);
    if (statement->unit == PO_STATED_PERCENT) {
        return po_arena_printf(view->arena, "%s%%", digits);
    }
    if (statement->unit == PO_STATED_POINTS) {
        return below ? PO_SAY(view, "beside.points_below", "number", digits) : PO_SAY(view, "beside.points_above", "number", digits);
    }
    return digits;
}

static const char *value_text(const po_view *view, const po_beside_value *value, const po_slot *slot) {
    bool shown = po_privacy_of(value->outcome, slot->field, &slot->value) == PO_PRIVACY_SHOW;
    if (value->statement && shown) {
        return number_text(view, value->statement);
    }
    return shortened(view, po_view_shown(view, value->outcome, slot));
}

static const char *year_text(const po_view *view, const po_statement *statement) {
    if (!statement) {
        return NULL;
    }
    const char *year = statement->year ? statement->year : PO_SAY(view, "measure.year_not_stated");
    bool part = po_text_equal(statement->moment, "mid-year") || po_text_equal(statement->moment, "year-beginning");
    const char *moment = part ? po_plan_term(view->input->model, "value-mark", statement->moment) : NULL;
    const char *origin = statement->origin ? po_plan_term(view->input->model, "value-mark", statement->origin) : NULL;
    return po_arena_printf(view->arena, "%s%s%s%s%s", year, moment ? ", " : "", moment ? moment : "", origin ? ", " : "", origin ? origin : "");
}

static void add_value(const po_view *view, cJSON *measure, const po_beside_value *value) {
    const po_slot *slot = text_slot(value->outcome);
    const char *kind = po_entity_value(value->outcome, "kind");
    bool aim = po_text_equal(kind, "target") || po_text_equal(kind, "next-year");
    if (!slot) {
        return;
    }
    cJSON *item = po_view_item(cJSON_GetObjectItemCaseSensitive(measure, aim ? "aims" : "results"));
    po_view_text(item, "kind", po_plan_term(view->input->model, "outcome-kind", kind));
    po_view_text(item, "text", value_text(view, value, slot));
    po_view_text(item, "year", aim ? NULL : year_text(view, value->statement));
    po_view_text(item, "anchor", po_arena_printf(view->arena, "#v-%s", slot->value.id));
    po_view_flag(item, "disagrees", value->disagrees);
}

/* ---- one measure ---- */

static const char *where_text(const po_view *view, const po_beside *compared) {
    const char *site = compared->site ? po_view_field(view, compared->site, "name") : PO_SAY(view, "beside.whole");
    return *compared->part_text ? PO_SAY(view, "beside.part", "place", site, "part", compared->part_text) : site;
}

static void add_measure(const po_view *view, cJSON *measures, const po_beside *compared) {
    cJSON *item = po_view_item(measures);
    po_view_text(item, "plan", po_view_source_title(view, compared->measure->source));
    const char *name = po_view_field(view, compared->measure, "name");
    po_view_text(item, "name", shortened(view, name));
    po_view_text(item, "code", compared->measure->code);
    po_view_text(item, "anchor", po_plan_view_anchor(view, compared->measure));
    po_view_text(item, "where", where_text(view, compared));
    cJSON_AddArrayToObject(item, "results");
    cJSON_AddArrayToObject(item, "aims");
    for (size_t i = 0; i < compared->values.count; i++) {
        add_value(view, item, &compared->values.items[i]);
    }
}

/* ---- one row ---- */

static const char *what_text(const po_view *view, const po_comparison *row) {
    const char *what = row->topic_count == 0 ? shortened(view, row->name) : NULL;
    for (size_t i = 0; i < row->topic_count; i++) {
        const char *label = po_plan_term(view->input->model, "topic", row->topics[i]);
        what = what ? po_arena_printf(view->arena, "%s; %s", what, label) : label;
    }
    return what;
}

static void add_differences(const po_view *view, cJSON *item, const po_comparison *row) {
    cJSON *list = cJSON_AddArrayToObject(item, "differs");
    for (unsigned n = 0; n < PO_UNLIKENESSES; n++) {
        if (row->differs & 1u << n) {
            cJSON_AddItemToArray(list, cJSON_CreateString(PO_SAY(view, DIFFERENCE_KEYS[n])));
        }
    }
    po_view_flag(item, "any_differs", row->differs != 0);
}

static const char *definition_of(const po_view *view, const char *vocabulary, const char *id) {
    const po_term *term = po_vocabulary_find(po_schema_vocabulary(view->input->model->schema, vocabulary), id);
    return term && !po_text_empty(term->definition) ? PO_SAY(view, "beside.explained", "what", term->label, "text", term->definition) : NULL;
}

/* What law and practice fix about a measure or group is no difference between plans: it is explained. */
static void add_explanations(const po_view *view, cJSON *item, const po_comparison *row) {
    cJSON *list = cJSON_AddArrayToObject(item, "explained");
    for (size_t i = 0; i < row->topic_count; i++) {
        const char *text = definition_of(view, "topic", row->topics[i]);
        if (text) {
            cJSON_AddItemToArray(list, cJSON_CreateString(text));
        }
    }
    const char *text = definition_of(view, "student-group", row->group);
    if (text && !po_text_equal(row->group, "all-students")) {
        cJSON_AddItemToArray(list, cJSON_CreateString(text));
    }
    po_view_flag(item, "any_explained", cJSON_GetArraySize(list) > 0);
}

static size_t count_plans(const po_comparison *row) {
    size_t plans = 0;
    for (size_t i = 0; i < row->list.count; i++) { /* measures of one plan follow each other */
        plans += i == 0 || row->list.items[i].measure->source != row->list.items[i - 1].measure->source;
    }
    return plans;
}

static void add_row(const po_view *view, cJSON *rows, const po_comparison *row) {
    cJSON *item = po_view_item(rows);
    const char *group = po_plan_term(view->input->model, "student-group", row->group);
    po_view_text(item, "id", row->id);
    po_view_text(item, "title", PO_SAY(view, "beside.row", "what", what_text(view, row), "group", group));
    po_view_text(item, "count", PO_SAY(view, "beside.count", "measures", po_arena_printf(view->arena, "%zu", row->list.count), "plans",
                                       po_arena_printf(view->arena, "%zu", count_plans(row))));
    po_view_flag(item, "disagrees", row->disagreements.count > 0);
    add_differences(view, item, row);
    add_explanations(view, item, row);
    cJSON *measures = cJSON_AddArrayToObject(item, "measures");
    for (size_t i = 0; i < row->list.count; i++) {
        add_measure(view, measures, &row->list.items[i]);
    }
}

void po_plan_view_compare(po_view *view, cJSON *root) {
    const po_one_plan *one = view->input->one;
    size_t count = one ? one->comparisons.list.count : 0;
    cJSON *rows = cJSON_AddArrayToObject(root, "comparisons");
    for (int disagree = 1; disagree >= 0; disagree--) { /* what has to be settled first */
        for (size_t i = 0; i < count; i++) {
            const po_comparison *row = one->comparisons.list.items[i];
            if ((row->disagreements.count > 0) == (disagree == 1)) {
                add_row(view, rows, row);
            }
        }
    }
    po_view_flag(root, "any_comparisons", count > 0);
    po_view_count(root, "comparison_count", count);
}
