/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce/duplicates/1, streamed. Members of the published contract come first in each object; what is added stands behind.
 */
#include "base/json_writer.h"
#include "emit/duplicates_words.h"

/* What the writers share. */
typedef struct po_duplicates_writer {
    po_arena *arena;
    const po_emit_duplicates_input *input;
    const po_duplicates *found;
    const po_asked *asked;
    po_json json;
} po_duplicates_writer;

static void write_atoms(po_duplicates_writer *writer, const char *name, const po_bits *atoms) {
    po_json_key(&writer->json, name);
    po_json_begin_array(&writer->json);
    for (size_t i = 0; i < writer->asked->atoms.count; i++)
        if (po_bits_has(atoms, i))
            po_json_string(&writer->json, writer->asked->atoms.items[i].id);
    po_json_end_array(&writer->json);
}

static void write_facets(po_duplicates_writer *writer, const po_ask *ask) {
    po_json_key(&writer->json, "facets");
    po_json_begin_object(&writer->json);
    for (size_t i = 0; i < writer->asked->facets.count; i++) {
        const po_facet *facet = &writer->asked->facets.items[i];
        if (po_bits_empty(&ask->facets[i]))
            continue;
        po_json_key(&writer->json, facet->id);
        po_json_begin_array(&writer->json);
        for (size_t n = 0; n < facet->values.count; n++)
            if (po_bits_has(&ask->facets[i], n))
                po_json_string(&writer->json, facet->values.items[n].id);
        po_json_end_array(&writer->json);
    }
    po_json_end_object(&writer->json);
}

static void write_duty(po_duplicates_writer *writer, const po_duty *duty, const char *program, const po_ask *ask) {
    static const po_bits none = {0};
    po_json *json = &writer->json;
    po_json_begin_object(json);
    po_json_member(json, "id", duty->id);
    po_json_member(json, "program", program);
    po_json_member(json, "citation", duty->citation);
    po_json_member(json, "authority", duty->authority);
    write_atoms(writer, "atoms", ask ? &ask->direct : &none);
    if (ask)
        write_facets(writer, ask);
    po_json_member(json, "title", duty->title);
    po_json_member_if(json, "text", duty->text);
    po_json_member_if(json, "bearer", duty->bearer);
    char confidence[2] = {duty->confidence, '\0'};
    po_json_member_if(json, "confidence", confidence);
    po_json_member_bool(json, "reviewed", ask && ask->origin.reviewed);
    if (ask && ask->without)
        po_json_member(json, "without_atoms", ask->why);
    po_json_end_object(json);
}

static const char *program_of(const po_duplicates *found, const po_duty *duty) {
    for (size_t p = 0; p < found->asks->program_count; p++)
        if (po_program_duty(found->asks->programs[p], duty->id) == duty)
            return found->asks->programs[p]->id;
    return "";
}

static void write_duties(po_duplicates_writer *writer) {
    po_json_key(&writer->json, "duties");
    po_json_begin_array(&writer->json);
    for (size_t i = 0; i < writer->found->duties.count; i++) {
        const po_ask *ask = writer->found->duties.items[i];
        write_duty(writer, ask->duty, ask->program, ask);
    }
    for (size_t i = 0; i < writer->found->unmapped.count; i++) {
        const po_duty *duty = writer->found->unmapped.items[i];
        write_duty(writer, duty, program_of(writer->found, duty), po_asks_find(writer->found->asks, duty->id));
    }
    po_json_end_array(&writer->json);
}

/* ---- pairs, clusters ------------------------------------------------------------------------- */

static void write_differs(po_duplicates_writer *writer, const char *name, uint32_t differs) {
    po_json_key(&writer->json, name);
    po_json_begin_array(&writer->json);
    for (size_t i = 0; i < writer->asked->facets.count; i++)
        if (differs >> i & 1)
            po_json_string(&writer->json, writer->asked->facets.items[i].id);
    po_json_end_array(&writer->json);
}

/* Whose crosswalk says so, if it is not one of the installed ones: a claim, until somebody accepts it. */
static const char *claimed_by(const po_duplicates_writer *writer, const po_duplicate_pair *pair) {
    const char *folder = writer->found->asks->folder;
    if (!po_text_starts(pair->a->path, folder))
        return pair->a->program;
    return po_text_starts(pair->b->path, folder) ? NULL : pair->b->program;
}

static void write_pair(po_duplicates_writer *writer, const po_duplicate_pair *pair) {
    po_json *json = &writer->json;
    const po_relation *relation = &pair->relation;
    po_json_begin_object(json);
    po_json_member(json, "a", pair->a->id);
    po_json_member(json, "b", pair->b->id);
    po_json_member(json, "relation", po_relation_name(relation->kind));
    write_differs(writer, "differs_in", relation->kind == PO_EQUAL ? 0 : relation->differs);
    po_json_member(json, "residue_a", po_residue_words(writer->arena, writer->input, pair->a, pair->b, &relation->only_a));
    po_json_member(json, "residue_b", po_residue_words(writer->arena, writer->input, pair->b, pair->a, &relation->only_b));
    po_json_member(json, "basis", relation->asserted ? "asserted" : "computed");
    po_json_member_if(json, "reason", relation->asserted);
    po_json_member_if(json, "claimed_by", claimed_by(writer, pair));
    write_atoms(writer, "both", &relation->both);
    write_atoms(writer, "only_a", &relation->only_a);
    write_atoms(writer, "only_b", &relation->only_b);
    po_json_member_if(json, "a_never_satisfies_b", relation->forbidden_ab);
    po_json_member_if(json, "b_never_satisfies_a", relation->forbidden_ba);
    po_json_member_if(json, "reuse", pair->reuse ? pair->reuse->id : NULL);
    po_json_end_object(json);
}

static void write_cluster_duties(po_duplicates_writer *writer, const po_cluster *cluster) {
    po_json_key(&writer->json, "duties");
    po_json_begin_array(&writer->json);
    for (size_t i = 0; i < cluster->duties.count; i++)
        po_json_string(&writer->json, cluster->duties.items[i]->id);
    po_json_end_array(&writer->json);
}

static void write_not_merged(po_duplicates_writer *writer, const po_cluster *cluster) {
    if (!cluster->federal_floor && cluster->apart.count == 0)
        return;
    po_json_key(&writer->json, "may_not_merge");
    po_json_begin_array(&writer->json);
    if (cluster->federal_floor)
        po_json_string(&writer->json, PO_WORD(writer->input, writer->arena, "duplicates.floor"));
    for (size_t i = 0; i < cluster->apart.count; i++)
        po_json_string(&writer->json, PO_WORD(writer->input, writer->arena, "duplicates.apart", "a", cluster->apart.items[i].a, "b",
                                              cluster->apart.items[i].b, "why", cluster->apart.items[i].why));
    po_json_end_array(&writer->json);
}

static void write_cluster(po_duplicates_writer *writer, const po_cluster *cluster) {
    po_json *json = &writer->json;
    po_json_begin_object(json);
    write_cluster_duties(writer, cluster);
    po_json_member(json, "act", po_act_id(cluster->act));
    po_json_member(json, "owner", po_owner_id(cluster->weakest->duty->authority));
    po_json_member(json, "instrument", po_instrument_words(writer->arena, writer->input, cluster->weakest->duty->authority));
    write_not_merged(writer, cluster);
    po_json_member(json, "asks", cluster->label);
    write_atoms(writer, "atoms", &cluster->atoms);
    write_differs(writer, "align", cluster->align);
    po_json_member_integer(json, "programs", (int64_t)cluster->programs);
    po_json_member_bool(json, "federal_floor", cluster->federal_floor);
    po_json_member_bool(json, "agencies", cluster->agencies);
    po_json_member_if(json, "reuse", cluster->reuse ? cluster->reuse->id : NULL);
    po_json_end_object(json);
}

/* ---- reports, re-use, joint ------------------------------------------------------------------ */

static void write_partners(po_duplicates_writer *writer, const po_report *report, bool proposed) {
    po_json *json = &writer->json;
    po_json_key(json, "with");
    po_json_begin_array(json);
    for (size_t i = 0; proposed && i < report->with.count; i++)
        po_json_string(json, report->with.items[i]->id);
    po_json_end_array(json);
    write_atoms(writer, "on", &report->on);
    po_json_member(json, "recommendation_text", po_report_act_words(writer->arena, writer->input, report));
}

static void write_report(po_duplicates_writer *writer, const po_report *report) {
    po_json *json = &writer->json;
    const po_duty *first = report->duties.items[0];
    po_json_begin_object(json);
    po_json_member(json, "program", report->program->id);
    po_json_member(json, "report", report->instrument);
    po_json_member_if(json, "purpose", report->row ? report->row->purpose : first->purpose);
    po_json_member(json, "authority", first->authority);
    po_json_member_if(json, "level", first->bearer);
    po_json_member_if(json, "preparer", first->preparer);
    po_json_member_if(json, "approver", first->approver);
    po_json_member_if(json, "recipient", first->recipient);
    po_json_member_if(json, "system", report->row ? report->row->system : NULL);
    po_json_member_if(json, "frequency", report->row ? report->row->frequency : NULL);
    po_json_member_if(json, "due", first->timing);
    po_json_member_integer(json, "prompts", (int64_t)report->prompts);
    po_json_key(json, "duties");
    po_json_begin_array(json);
    for (size_t i = 0; i < report->duties.count; i++)
        po_json_string(json, report->duties.items[i]->id);
    po_json_end_array(json);
    po_json_member_integer(json, "clusters", (int64_t)report->shared);
    const char *act = po_report_act_id(report);
    bool proposed = !po_text_equal(act, "none");
    po_json_member(json, "recommendation", act);
    po_json_member_if(json, "owner", proposed && report->weakest ? po_owner_id(report->weakest->duty->authority) : NULL);
    write_partners(writer, report, proposed);
    po_json_end_object(json);
}

static void write_texts(po_duplicates_writer *writer, const char *name, const char *const *texts, size_t count) {
    po_json_key(&writer->json, name);
    po_json_begin_array(&writer->json);
    for (size_t i = 0; i < count; i++)
        po_json_string(&writer->json, texts[i]);
    po_json_end_array(&writer->json);
}

static void write_reuse(po_duplicates_writer *writer, const po_reuse *reuse) {
    po_json *json = &writer->json;
    po_json_begin_object(json);
    po_json_member(json, "id", reuse->id);
    po_json_member(json, "title", reuse->title);
    po_json_member(json, "writes", reuse->writes);
    write_texts(writer, "serves", (const char *const *)reuse->serves, reuse->serves_count);
    po_json_member_if(json, "only", reuse->only);
    po_json_member(json, "citation", reuse->cite);
    write_texts(writer, "conditions", reuse->conditions.items, reuse->conditions.count);
    write_texts(writer, "limits", reuse->limits.items, reuse->limits.count);
    po_json_end_object(json);
}

static void write_joint(po_duplicates_writer *writer, const po_joint *joint) {
    po_json *json = &writer->json;
    po_json_begin_object(json);
    po_json_member(json, "duty", joint->duty->id);
    po_json_key(json, "covered_by");
    po_json_begin_array(json);
    for (size_t i = 0; i < joint->coverage.by_count; i++)
        po_json_string(json, joint->coverage.by[i]->id);
    po_json_end_array(json);
    po_json_member_bool(json, "whole", joint->coverage.whole);
    write_atoms(writer, "covered", &joint->coverage.covered);
    write_atoms(writer, "asked_elsewhere_otherwise", &joint->coverage.elsewhere);
    write_atoms(writer, "residue", &joint->coverage.residue);
    po_json_member(json, "text", po_joint_words(writer->arena, writer->input, joint));
    po_json_end_object(json);
}

/* ---- sums ------------------------------------------------------------------------------------ */

static void write_pair_sums(po_duplicates_writer *writer) {
    po_json *json = &writer->json;
    const po_duplicate_sums *sums = &writer->found->sums;
    po_json_key(json, "by_pair");
    po_json_begin_array(json);
    for (size_t i = 0; i < sums->by_pair.count; i++) {
        const po_program_pair *pair = &sums->by_pair.items[i];
        po_json_begin_object(json);
        po_json_member(json, "a", pair->a);
        po_json_member(json, "b", pair->b);
        po_json_member_integer(json, "atoms", (int64_t)pair->atoms);
        po_json_member_integer(json, "atoms_merged", (int64_t)pair->atoms_merged);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void write_range(po_json *json, const char *name, size_t low, size_t high) {
    po_json_key(json, name);
    po_json_begin_object(json);
    po_json_member_integer(json, "low", (int64_t)low);
    po_json_member_integer(json, "high", (int64_t)high);
    po_json_end_object(json);
}

static void write_sums(po_duplicates_writer *writer) {
    po_json *json = &writer->json;
    const po_duplicate_sums *sums = &writer->found->sums;
    po_json_key(json, "sums");
    po_json_begin_object(json);
    po_json_member_integer(json, "duties", (int64_t)sums->duties);
    po_json_member_integer(json, "duties_on_lea", (int64_t)sums->duties_on_lea);
    po_json_member_integer(json, "atoms", (int64_t)sums->atoms);
    po_json_member_integer(json, "atoms_asked_twice", (int64_t)sums->atoms_twice);
    po_json_member_integer(json, "fields", (int64_t)sums->fields);
    po_json_member_integer(json, "fields_asked_twice", (int64_t)sums->fields_twice);
    write_pair_sums(writer);
    po_json_member(json, "vocabulary", writer->asked->version);
    po_json_member_integer(json, "rows", (int64_t)sums->rows);
    po_json_member_integer(json, "rows_reviewed", (int64_t)sums->rows_reviewed);
    po_json_member_integer(json, "duties_without_rows", (int64_t)sums->duties_without_rows);
    write_range(json, "atoms_range", sums->atoms_merged, sums->atoms);
    write_range(json, "atoms_asked_twice_range", sums->atoms_twice_merged, sums->atoms_twice);
    write_range(json, "atoms_asked_by_two_programs_range", sums->atoms_programs_merged, sums->atoms_programs);
    po_json_member_integer(json, "prompts", (int64_t)sums->prompts);
    po_json_member_integer(json, "prompts_without_duty", (int64_t)sums->prompts_without_duty);
    po_json_end_object(json);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void write_apart(po_duplicates_writer *writer) {
    po_json_key(&writer->json, "never_satisfies");
    po_json_begin_array(&writer->json);
    for (size_t i = 0; i < writer->found->apart.count; i++) {
        po_json_begin_object(&writer->json);
        po_json_member(&writer->json, "a", writer->found->apart.items[i].a);
        po_json_member(&writer->json, "b", writer->found->apart.items[i].b);
        po_json_member(&writer->json, "why", writer->found->apart.items[i].why);
        po_json_end_object(&writer->json);
    }
    po_json_end_array(&writer->json);
}

static void write_suggestions(po_duplicates_writer *writer) {
    po_json_key(&writer->json, "suggestions");
    po_json_begin_array(&writer->json);
    for (size_t i = 0; i < writer->input->suggestion_count; i++) {
        const po_similar_pair *pair = &writer->input->suggestions[i];
        po_json_begin_object(&writer->json);
        po_json_member(&writer->json, "a", pair->a->id);
        po_json_member(&writer->json, "b", pair->b->id);
        po_json_member_integer(&writer->json, "per_mille", (int64_t)pair->per_mille);
        po_json_member(&writer->json, "words", pair->words);
        po_json_end_object(&writer->json);
    }
    po_json_end_array(&writer->json);
}

static void write_without(po_duplicates_writer *writer) {
    if (!writer->found->without)
        return;
    po_json_member(&writer->json, "without", writer->found->without);
    write_atoms(writer, "lost", &writer->found->lost);
}

#define WRITE_LIST(writer, name, list, write)                                                                                                      \
    do {                                                                                                                                           \
        po_json_key(&(writer)->json, name);                                                                                                        \
        po_json_begin_array(&(writer)->json);                                                                                                      \
        for (size_t n = 0; n < (list).count; n++)                                                                                                  \
            write(writer, &(list).items[n]);                                                                                                       \
        po_json_end_array(&(writer)->json);                                                                                                        \
    } while (0)

void po_duplicates_json_write(po_arena *arena, const po_emit_duplicates_input *input, po_buffer *out) {
    char date[PO_DATE_TEXT_MAX];
    po_duplicates_writer writer = {
        .arena = arena, .input = input, .found = input->duplicates, .asked = input->duplicates->asks->asked};
    po_json_init(&writer.json, out, true);
    po_json_begin_object(&writer.json);
    po_json_member(&writer.json, "format", "planonce/duplicates/1");
    po_json_member(&writer.json, "as_of", po_date_format_iso(input->duplicates->as_of, date));
    po_json_member(&writer.json, "caveat", PO_WORD(input, arena, "duplicates.caveat"));
    po_json_member_if(&writer.json, "proposed", input->proposed);
    write_without(&writer);
    write_duties(&writer);
    WRITE_LIST(&writer, "pairs", input->duplicates->pairs, write_pair);
    WRITE_LIST(&writer, "clusters", input->duplicates->clusters, write_cluster);
    write_sums(&writer);
    WRITE_LIST(&writer, "reports", input->duplicates->reports, write_report);
    WRITE_LIST(&writer, "write_once", input->duplicates->asks->reuses, write_reuse);
    WRITE_LIST(&writer, "joint", input->duplicates->joints, write_joint);
    write_apart(&writer);
    write_texts(&writer, "prompts_without_duty", input->duplicates->prompts_without.items, input->duplicates->prompts_without.count);
    write_suggestions(&writer);
    po_json_end_object(&writer.json);
    po_buffer_add_char(out, '\n');
}
