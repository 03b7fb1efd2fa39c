/* SPDX-License-Identifier: Apache-2.0
 *
 * Joining records. See paper_join.h.
 */
#include "check/paper_join.h"

static bool has_field(const po_record *record, const char *name) {
    return po_record_field(record, name) != NULL;
}

/* `record` with the fields of `more` that it lacks. */
static void add_fields(po_arena *arena, po_record *record, const po_record *more) {
    po_field *fields = PO_NEW_ARRAY(arena, po_field, (size_t)record->field_count + more->field_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < record->field_count; i++)
        fields[count++] = record->fields[i];
    for (uint32_t i = 0; i < more->field_count; i++)
        if (!has_field(record, more->fields[i].name))
            fields[count++] = more->fields[i];
    record->fields = fields;
    record->field_count = count;
}

static po_status join_paper(po_record_set *set, const po_record_set *records, po_error *err) {
    for (size_t i = 0; i < records->records.count; i++) {
        po_record record = records->records.items[i];
        const po_record *found = po_record_find(set, record.id);
        po_record *known = found ? &set->records.items[found - set->records.items] : NULL;
        record.parent_record = NULL;
        if (known)
            add_fields(set->arena, known, &record);
        else if (!po_record_set_add(set, &record))
            return po_error_set(err, PO_E_LIMIT, "%s: the files of this plan together hold more records than can be looked at",
                                records->source.name ? records->source.name : "");
    }
    return PO_OK;
}

po_status po_papers_join(const po_check_paper *papers, size_t count, po_record_set **ret_set, po_error *err) {
    po_record_set *set = po_record_set_create();
    set->program = papers[0].records->program;
    set->template_id = papers[0].records->template_id;
    set->source = papers[0].records->source;
    po_status status = PO_OK;
    for (size_t i = 0; i < count && status == PO_OK; i++)
        status = join_paper(set, papers[i].records, err);
    if (status == PO_OK)
        status = po_record_set_link(set, err);
    if (status == PO_OK)
        *ret_set = set;
    else
        po_record_set_destroy(set);
    return status;
}
