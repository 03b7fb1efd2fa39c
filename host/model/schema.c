/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking things up in the model's definitions. The definitions themselves are data
 * (crosswalks/model.xml) and are read by crosswalk/model_load.h.
 */
#include "model/model.h"

#include "base/text.h"

const po_entity_definition *po_schema_entity(const po_model_schema *schema, const char *id) {
    return id ? po_map_get(schema->entity_by_id, id) : NULL;
}

const po_field_definition *po_schema_field(const po_entity_definition *entity, const char *id) {
    return entity && id ? po_map_get(entity->by_id, id) : NULL;
}

const po_vocabulary *po_schema_vocabulary(const po_model_schema *schema, const char *id) {
    return id ? po_map_get(schema->vocabulary_by_id, id) : NULL;
}

const po_term *po_vocabulary_find(const po_vocabulary *vocabulary, const char *printed) {
    if (!vocabulary || !printed)
        return NULL;
    po_arena *scratch = po_arena_create();
    const po_term *term = po_map_get(vocabulary->by_key, po_text_key(scratch, printed));
    po_arena_destroy(scratch);
    return term;
}
