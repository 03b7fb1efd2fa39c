/* SPDX-License-Identifier: Apache-2.0
 *
 * What is wrong with the makes, rows, links and unmapped fields of one record type.
 */
#include <string.h>

#include "base/text.h"
#include "crosswalk/lint_parts.h"

/* ---- makes ----------------------------------------------------------------------------------- */

static void lint_make(po_linter *linter, const po_record_map *map, size_t n) {
    const po_make *make = &map->makes.items[n];
    if (!make->entity)
        po_lint_error(linter, make->line, "XW-404", "the model has no entity \"%s\"%s",
                      make->entity_id, po_lint_nearest_entity(linter, make->entity_id));
    bool known = make->within == PO_MAKE_PLAN || make->within == PO_MAKE_PARENT || make->within < n;
    if (!known)
        po_lint_error(linter, make->line, "XW-410",
                      "it stands within \"%s\", which is not made before it (nor \"plan-document\" "
                      "or \"parent\")",
                      make->within_name);
    for (size_t i = 0; i < make->keys.count; i++)
        if (make->keys.items[i].kind == PO_KEY_OF && make->keys.items[i].of >= n)
            po_lint_error(linter, make->line, "XW-410",
                          "its key names \"%s\", which is not made before it",
                          make->keys.items[i].text);
    for (size_t i = 0; i < n; i++)
        if (po_text_equal(map->makes.items[i].name, make->name))
            po_lint_error(linter, make->line, "XW-401",
                          "two entities of %s are called \"%s\": give one of them a name",
                          map->type, make->name);
}

/* ---- where a row goes ------------------------------------------------------------------------ */

static void lint_target(po_linter *linter, const po_record_map *map, const po_field_row *row) {
    bool with = row->withs.count > 0;
    if (with && !row->entity)
        po_lint_error(linter, row->line, "XW-404",
                      "%s goes to \"%s\", but the model has no such entity%s", row->id,
                      row->to_name, po_lint_nearest_entity(linter, row->to_name));
    else if (!with && row->target == PO_MAKE_NONE)
        po_lint_error(linter, row->line, "XW-404",
                      "%s goes to \"%s\", but no <make> of %s has that name", row->id, row->to_name,
                      map->type);
    else if (row->entity && !row->field)
        po_lint_error(linter, row->line, "XW-404",
                      "%s goes to \"%s\", but the entity %s has no field \"%s\"%s", row->id,
                      row->to, row->entity->id, row->to_field,
                      po_lint_nearest_field(linter, row->entity, row->to_field));
    if (with && row->target == PO_MAKE_NONE)
        po_lint_error(linter, row->line, "XW-410",
                      "%s stands within \"%s\", but no <make> of %s has that name", row->id,
                      row->within_name, map->type);
    if (row->field && !po_text_equal(row->field->type, row->type))
        po_lint_error(linter, row->line, "XW-405", "%s says type=\"%s\", but %s is %s in the model",
                      row->id, row->type, row->to, row->field->type);
}

static void lint_with(po_linter *linter, const po_field_row *row, const po_with *with) {
    if (!row->entity)
        return;
    if (!with->definition) {
        po_lint_error(linter, row->line, "XW-409", "%s: the entity %s has no field \"%s\"%s",
                      row->id, row->entity->id, with->field,
                      po_lint_nearest_field(linter, row->entity, with->field));
        return;
    }
    const po_vocabulary *vocabulary =
        po_schema_vocabulary(linter->set->schema, with->definition->vocabulary);
    if (with->kind == PO_WITH_TERM && !po_lint_term(vocabulary, with->text))
        po_lint_error(linter, row->line, "XW-409",
                      "%s: \"%s\" is no term of the vocabulary of %s.%s", row->id, with->text,
                      row->entity->id, with->field);
    bool year = with->kind == PO_WITH_PLAN_YEAR || with->kind == PO_WITH_UPDATE_YEAR;
    if (year && !po_text_equal(with->definition->type, "school-year"))
        po_lint_error(linter, row->line, "XW-409", "%s: %s.%s is no school year", row->id,
                      row->entity->id, with->field);
}

/* ---- operations ------------------------------------------------------------------------------ */

static void lint_pairs(po_linter *linter, const po_field_row *row, const po_op *op) {
    const po_vocabulary *vocabulary =
        row->field ? po_schema_vocabulary(linter->set->schema, row->field->vocabulary) : NULL;
    for (size_t i = 0; i < op->pairs.count; i++) {
        const po_pair *pair = &op->pairs.items[i];
        if (vocabulary && !po_lint_term(vocabulary, pair->to))
            po_lint_error(linter, row->line, "XW-408",
                          "%s turns \"%s\" into \"%s\", which is no term of the vocabulary %s",
                          row->id, pair->from, pair->to, vocabulary->id);
        const po_pair *first = po_map_get(op->by_from, po_text_key(linter->arena, pair->from));
        if (first && first != pair)
            po_lint_error(linter, row->line, "XW-401", "%s has two pairs for \"%s\"", row->id,
                          pair->from);
    }
}

static void lint_op(po_linter *linter, const po_field_row *row, const po_op *op) {
    if (op->vocabulary_id && !op->vocabulary)
        po_lint_error(linter, row->line, "XW-408", "%s: the model has no vocabulary \"%s\"",
                      row->id, op->vocabulary_id);
    else if (op->vocabulary && row->field && row->field->vocabulary &&
             !po_text_equal(op->vocabulary_id, row->field->vocabulary))
        po_lint_error(linter, row->line, "XW-408",
                      "%s uses the vocabulary %s, but %s takes terms of %s", row->id,
                      op->vocabulary_id, row->to, row->field->vocabulary);
    if (op->kind == PO_OP_CLASSIFY && op->vocabulary &&
        !po_lexicon_has(linter->set->lexicon, op->vocabulary_id))
        po_lint_error(linter, row->line, "XW-408",
                      "%s classifies by %s, for which the lexicon has no words", row->id,
                      op->vocabulary_id);
    if (op->below && op->vocabulary && !po_lint_term(op->vocabulary, op->below))
        po_lint_error(linter, row->line, "XW-408", "%s: \"%s\" is no term of the vocabulary %s",
                      row->id, op->below, op->vocabulary_id);
    if ((op->kind == PO_OP_SPLIT || op->kind == PO_OP_JOIN) && (!op->text || !*op->text))
        po_lint_error(linter, row->line, "XW-414", "%s: the separator of <%s> is empty", row->id,
                      po_op_name(op->kind));
    if (op->kind == PO_OP_ENUM)
        lint_pairs(linter, row, op);
}

static const char *enum_hint(const po_field_row *row) {
    for (size_t i = 0; i < row->ops.count; i++)
        if (row->ops.items[i].kind == PO_OP_ENUM && !row->ops.items[i].bijective)
            return ": its table has several names for one term, so the printed one must be kept to "
                   "find back";
    return "";
}

static void lint_class(po_linter *linter, const po_field_row *row) {
    if (row->declared == row->computed)
        return;
    if (row->ops.count == 0)
        po_lint_error(linter, row->line, "XW-406",
                      "%s has no operations, so somebody must do it by hand: it is manual, not %s",
                      row->id, po_class_name(row->declared));
    else
        po_lint_error(linter, row->line,
                      row->declared == PO_ISO && *enum_hint(row) ? "XW-407" : "XW-406",
                      "%s is declared %s, but its operations (%s) make it %s%s", row->id,
                      po_class_name(row->declared), row->operations, po_class_name(row->computed),
                      enum_hint(row));
}

/* ---- rows ------------------------------------------------------------------------------------ */

static const char *row_identity(po_linter *linter, const po_field_row *row) {
    const char *identity = po_arena_printf(linter->arena, "%s > %s %s %s", row->from, row->to,
                                           row->within_name ? row->within_name : "",
                                           row->operations ? row->operations : "");
    for (size_t i = 0; i < row->withs.count; i++)
        identity = po_arena_printf(linter->arena, "%s %s=%s", identity, row->withs.items[i].field,
                                   row->withs.items[i].text ? row->withs.items[i].text : "year");
    return identity;
}

/* A row may not say that it helps to meet a duty which its prompt never satisfies. */
static void lint_serves(po_linter *linter, const po_field_row *row) {
    char **duties = NULL;
    size_t count = row->serves ? po_text_split(linter->arena, row->serves, ' ', &duties) : 0;
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < row->withs.count; n++) {
            const po_with *with = &row->withs.items[n];
            const char *vocabulary = with->definition ? with->definition->vocabulary : NULL;
            if (with->kind != PO_WITH_TERM || !vocabulary)
                continue;
            const char *thing = po_arena_printf(linter->arena, "%s:%s", vocabulary, with->text);
            const char *why = po_crosswalks_forbid(linter->set, "satisfies", thing, duties[i]);
            if (why)
                po_lint_error(linter, row->line, "XW-415",
                              "%s says it serves %s, which is forbidden: %s", row->id, duties[i],
                              why);
        }
}

/* An enum pair whose printed name is another term of the vocabulary equates the two. */
static void lint_equates(po_linter *linter, const po_field_row *row, const po_op *op) {
    const po_vocabulary *vocabulary =
        row->field ? po_schema_vocabulary(linter->set->schema, row->field->vocabulary) : NULL;
    for (size_t i = 0; vocabulary && i < op->pairs.count; i++) {
        const po_term *printed = po_vocabulary_find(vocabulary, op->pairs.items[i].from);
        if (!printed)
            continue;
        const char *why = po_crosswalks_forbid(
            linter->set, "equate",
            po_arena_printf(linter->arena, "%s:%s", vocabulary->id, printed->id),
            po_arena_printf(linter->arena, "%s:%s", vocabulary->id, op->pairs.items[i].to));
        if (why)
            po_lint_error(linter, row->line, "XW-415",
                          "%s turns \"%s\" into \"%s\", which is forbidden: %s", row->id,
                          op->pairs.items[i].from, op->pairs.items[i].to, why);
    }
}

static void lint_row(po_linter *linter, const po_record_map *map, const po_field_row *row,
                     po_map *seen) {
    po_lint_id(linter, row->id, row->line);
    po_lint_provenance(linter, row->id, &row->provenance, row->line);
    lint_target(linter, map, row);
    for (size_t i = 0; i < row->withs.count; i++)
        lint_with(linter, row, &row->withs.items[i]);
    for (size_t i = 0; i < row->ops.count; i++) {
        lint_op(linter, row, &row->ops.items[i]);
        lint_equates(linter, row, &row->ops.items[i]);
    }
    lint_class(linter, row);
    lint_serves(linter, row);
    const char *identity = row_identity(linter, row);
    const char *first = po_map_get(seen, identity);
    if (first)
        po_lint_error(linter, row->line, "XW-401", "%s says the same as %s: remove one of them",
                      row->id, first);
    else
        po_map_set(seen, identity, po_arena_dup(linter->arena, row->id));
}

static void lint_unmapped(po_linter *linter, const po_record_map *map, const po_unmapped *unmapped,
                          po_map *seen) {
    if (po_text_empty(unmapped->why))
        po_lint_error(linter, unmapped->line, "XW-413",
                      "%s is left unmapped without a reason: say why between the tags",
                      unmapped->field);
    if (po_map_get(map->known, unmapped->field))
        po_lint_error(linter, unmapped->line, "XW-413",
                      "%s is mapped and listed as unmapped too: remove one of them",
                      unmapped->field);
    if (!po_map_add(seen, po_arena_printf(linter->arena, "unmapped %s", unmapped->field),
                    linter->arena))
        po_lint_error(linter, unmapped->line, "XW-401", "%s is listed as unmapped twice",
                      unmapped->field);
}

void po_lint_record(po_linter *linter, const po_record_map *map) {
    po_map *seen = po_map_create(linter->arena);
    for (size_t i = 0; i < map->makes.count; i++)
        lint_make(linter, map, i);
    for (size_t i = 0; i < map->rows.count; i++)
        lint_row(linter, map, &map->rows.items[i], seen);
    for (size_t i = 0; i < map->links.count; i++) {
        const po_link_row *link = &map->links.items[i];
        po_lint_id(linter, link->id, link->line);
        po_lint_provenance(linter, link->id, &link->provenance, link->line);
        if (link->from == PO_MAKE_NONE)
            po_lint_error(linter, link->line, "XW-410",
                          "%s goes out from \"%s\", but no <make> of %s has that name", link->id,
                          link->from_name, map->type);
        if (!po_schema_entity(linter->set->schema, link->entity))
            po_lint_error(linter, link->line, "XW-404",
                          "%s goes to \"%s\", but the model has no such entity%s", link->id,
                          link->entity, po_lint_nearest_entity(linter, link->entity));
    }
    for (size_t i = 0; i < map->unmapped.count; i++)
        lint_unmapped(linter, map, &map->unmapped.items[i], seen);
}
