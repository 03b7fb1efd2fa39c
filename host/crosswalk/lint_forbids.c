/* SPDX-License-Identifier: Apache-2.0
 *
 * What is wrong with the forbids and tests of a crosswalk.
 */
#include <string.h>

#include "base/text.h"
#include "crosswalk/lint_parts.h"

/* "student-group:low-income", "prompt:*", "measure", "csi.CSI-6", "csi.*". */
static void lint_thing(po_linter *linter, const po_forbid *forbid, const char *side) {
    const char *colon = strchr(side, ':');
    if (!colon) {
        if (!strchr(side, '.') && !po_schema_entity(linter->set->schema, side))
            po_lint_error(
                linter, forbid->line, "XW-416",
                "%s speaks of \"%s\", which is no entity, no vocabulary:term and no duty%s",
                forbid->id, side, po_lint_nearest_entity(linter, side));
        return;
    }
    const char *name = po_arena_copy(linter->arena, side, (size_t)(colon - side));
    const po_vocabulary *vocabulary = po_schema_vocabulary(linter->set->schema, name);
    if (!vocabulary)
        po_lint_error(linter, forbid->line, "XW-416",
                      "%s speaks of \"%s\", but the model has no vocabulary \"%s\"", forbid->id,
                      side, name);
    else if (!po_text_equal(colon + 1, "*") && !po_lint_term(vocabulary, colon + 1))
        po_lint_error(linter, forbid->line, "XW-416",
                      "%s speaks of \"%s\", but the vocabulary %s has no term \"%s\"", forbid->id,
                      side, name, colon + 1);
}

/* Several things of one side stand with spaces between. */
static void lint_side(po_linter *linter, const po_forbid *forbid, const char *side) {
    char **things = NULL;
    size_t count = po_text_split(linter->arena, side, ' ', &things);
    for (size_t i = 0; i < count; i++)
        lint_thing(linter, forbid, things[i]);
}

static void lint_forbid(po_linter *linter, const po_forbid *forbid) {
    bool refused = false;
    po_lint_id(linter, forbid->id, forbid->line);
    po_lint_provenance(linter, forbid->id, &forbid->provenance, forbid->line);
    lint_side(linter, forbid, forbid->a);
    lint_side(linter, forbid, forbid->b);
    for (size_t i = 0; i < forbid->tries.count; i++)
        refused |= !forbid->tries.items[i].allowed;
    if (!refused)
        po_lint_error(linter, forbid->line, "XW-418",
                      "%s shows no inference that it refuses: add a <try>", forbid->id);
    if (po_text_empty(forbid->why))
        po_lint_error(linter, forbid->line, "XW-413", "%s does not say why", forbid->id);
}

void po_lint_forbids(po_linter *linter) {
    for (size_t i = 0; i < linter->crosswalk->forbids.count; i++)
        lint_forbid(linter, &linter->crosswalk->forbids.items[i]);
}

static void lint_expect(po_linter *linter, const po_test *test, const po_expect *expect) {
    const po_entity_definition *entity = po_schema_entity(linter->set->schema, expect->entity);
    if (!entity)
        po_lint_error(linter, expect->line, "XW-418",
                      "%s expects something of \"%s\", but the model has no such entity%s",
                      test->id, expect->entity, po_lint_nearest_entity(linter, expect->entity));
    else if (expect->field && !po_schema_field(entity, expect->field))
        po_lint_error(linter, expect->line, "XW-418",
                      "%s expects a field \"%s\", which %s does not have%s", test->id,
                      expect->field, entity->id,
                      po_lint_nearest_field(linter, entity, expect->field));
    else if (!expect->field && expect->count < 0)
        po_lint_error(linter, expect->line, "XW-418",
                      "%s expects nothing of %s: say a field, or how many (count)", test->id,
                      entity->id);
    else if (expect->field && !expect->value && !expect->values && !expect->text &&
             !expect->evidence)
        po_lint_error(linter, expect->line, "XW-418",
                      "%s does not say what %s should be: value, values, text or evidence",
                      test->id, expect->field);
}

void po_lint_tests(po_linter *linter) {
    for (size_t i = 0; i < linter->crosswalk->tests.count; i++) {
        const po_test *test = &linter->crosswalk->tests.items[i];
        po_lint_id(linter, test->id, test->line);
        for (size_t n = 0; n < test->givens.count; n++)
            if (!po_map_get(linter->crosswalk->by_type, test->givens.items[n].record))
                po_lint_error(linter, test->line, "XW-418",
                              "%s has a record of type %s, which is not mapped here", test->id,
                              test->givens.items[n].record);
        for (size_t n = 0; n < test->expects.count; n++)
            lint_expect(linter, test, &test->expects.items[n]);
    }
}
