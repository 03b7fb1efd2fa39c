/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.json: the sections, in the order that docs/plan-format.md lists them. The pieces are plan_json_parts.c's.
 */
#include "emit/plan_json.h"

#include "base/json_writer.h"
#include "emit/decision_words.h"
#include "emit/plan_facts.h"
#include "emit/plan_json_parts.h"

/* Types that have a section of their own; all others follow under "entities". */
static const struct {
    const char *key, *type;
} sections[] = {
    {"sites", "site"},     {"needs", "need"},     {"goals", "goal"},
    {"metrics", "measure"}, {"actions", "action"}, {"timeline", "milestone"},
};
#define SECTION_COUNT (sizeof sections / sizeof *sections)

static bool has_section(const char *type) {
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        if (po_text_equal(sections[i].type, type)) {
            return true;
        }
    }
    return po_text_equal(type, "lea");
}

static void write_head(const po_plan_writer *w, const po_plan_facts *facts) {
    char date[PO_DATE_TEXT_MAX], year[PO_SCHOOL_YEAR_TEXT_MAX];
    po_json *json = w->json;
    po_json_member(json, "format", "planonce/plan/1");
    po_json_member_if(json, "version", w->input->version);
    po_json_member(json, "as_of", po_date_format_iso(w->input->as_of, date));
    po_json_member_if(json, "plan_year",
                      facts->plan_year ? po_school_year_format(facts->plan_year, year) : NULL);
    po_json_member(json, "language", po_language_tag(w->input->language));
    po_json_key(json, "lea");
    po_json_begin_object(json);
    po_json_member_if(json, "id", facts->lea ? facts->lea->id : NULL);
    po_json_member_if(json, "cds", facts->cds);
    po_json_member_if(json, "name", facts->name);
    po_json_end_object(json);
}

/* ---- sources ---------------------------------------------------------------------------------- */

static void write_source(const po_plan_writer *w, const po_source *source) {
    char date[PO_DATE_TEXT_MAX], year[PO_SCHOOL_YEAR_TEXT_MAX];
    po_json *json = w->json;
    po_json_begin_object(json);
    po_json_member(json, "id", source->id);
    po_json_member(json, "name", source->name);
    po_json_member(json, "sha256", source->sha256);
    po_json_member_if(json, "media_type", source->media_type);
    po_json_member_if(json, "program", source->program);
    po_json_member_if(json, "template", source->template_id);
    po_json_member_if(json, "visibility", source->visibility);
    po_json_member_if(json, "cds", source->cds);
    po_json_member_if(json, "plan_year",
                      source->plan_year ? po_school_year_format(source->plan_year, year) : NULL);
    po_json_member_if(json, "period", source->period);
    po_json_member_if(json, "version", source->version);
    po_json_member_if(json, "version_evidence", source->version_evidence);
    po_json_member_if(json, "adopted",
                      po_date_none(source->adopted) ? NULL : po_date_format_iso(source->adopted, date));
    po_json_member_integer_if(json, "pages", source->pages);
    po_json_member_integer_if(json, "records", source->records);
    po_json_member(json, "state", po_source_state_name(source->state));
    po_json_member_if(json, "completes", source->completes ? source->completes->id : NULL);
    po_json_member_if(json, "superseded_by",
                      source->superseded_by ? source->superseded_by->id : NULL);
    po_json_end_object(json);
}

static void write_sources(const po_plan_writer *w) {
    po_ordered_sources list = po_order_sources(w->arena, w->input->model);
    po_json_key(w->json, "sources");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < list.count; i++) {
        write_source(w, list.items[i]);
    }
    po_json_end_array(w->json);
    po_json_key(w->json, "refused");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < w->input->refusal_count; i++) {
        po_plan_json_begin_line(w->json, NULL);
        po_json_member(w->json, "name", w->input->refusals[i].name);
        po_json_member_if(w->json, "reason", w->input->refusals[i].reason);
        po_json_member_bool(w->json, "partly", w->input->refusals[i].partly);
        po_plan_json_end_line(w->json);
    }
    po_json_end_array(w->json);
}

/* ---- programs and duties ---------------------------------------------------------------------- */

static void write_programs(const po_plan_writer *w, const po_plan_facts *facts) {
    po_json_key(w->json, "programs");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < facts->program_count; i++) {
        const po_program *program = facts->programs[i];
        po_plan_json_begin_line(w->json, NULL);
        po_json_member(w->json, "id", program->id);
        po_json_member_if(w->json, "title", program->title);
        po_json_member_if(w->json, "short_title", program->short_title);
        po_json_member_if(w->json, "agency", program->agency);
        po_json_member_if(w->json, "version", program->version);
        po_json_member_integer(w->json, "sources", (int64_t)po_plan_source_count(facts, program->id));
        po_plan_json_end_line(w->json);
    }
    po_json_end_array(w->json);
}

/* ---- funds ------------------------------------------------------------------------------------ */

static void write_funds(const po_plan_writer *w, const po_plan_facts *facts) {
    char amount[PO_DECIMAL_TEXT_MAX];
    po_json_key(w->json, "funds");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < facts->funds.count; i++) {
        const po_plan_fund *fund = &facts->funds.items[i];
        po_plan_json_begin_line(w->json, NULL);
        po_json_member(w->json, "id", fund->id);
        po_json_member(w->json, "source", fund->source->id);
        po_json_member_if(w->json, "fund", fund->total.fund);
        po_json_member_if(w->json, "stage", fund->total.stage);
        po_json_member_if(w->json, "school_year", fund->total.school_year);
        po_json_member(w->json, "total", po_decimal_format(fund->total.total, amount));
        po_json_member_integer(w->json, "amounts", (int64_t)fund->total.amounts);
        po_json_member_integer_if(w->json, "unread", (int64_t)fund->total.unread);
        po_plan_json_end_line(w->json);
    }
    po_json_end_array(w->json);
}

/* ---- findings --------------------------------------------------------------------------------- */

static void write_arguments(po_json *json, const po_finding *finding) {
    if (finding->argument_count == 0) {
        return;
    }
    po_json_key(json, "arguments");
    po_json_begin_object(json);
    for (size_t i = 0; i < finding->argument_count; i++) {
        po_json_member(json, finding->arguments[i].name, finding->arguments[i].value);
    }
    po_json_end_object(json);
}

static void write_finding(const po_plan_writer *w, const po_finding *finding) {
    po_json *json = w->json;
    po_json_begin_object(json);
    po_json_member(json, "id", finding->id);
    po_json_member(json, "code", finding->code);
    po_json_member(json, "severity", po_finding_severity_name(finding->severity));
    po_json_member_if(json, "program", finding->program);
    po_json_member(json, "sentence", po_plan_finding_sentence(w->arena, w->input, finding));
    po_json_member_if(json, "to_do", po_plan_finding_action(w->arena, w->input, finding));
    po_json_member_if(json, "who", finding->who);
    po_json_member_if(json, "citation", finding->citation);
    po_json_member_if(json, "gap", finding->gap);
    po_json_member_if(json, "duty", finding->duty);
    po_json_member_if(json, "message", finding->message);
    write_arguments(json, finding);
    po_json_member_if(json, "source", finding->source ? finding->source->id : NULL);
    po_plan_json_places(json, finding->at, finding->at_count, true);
    po_plan_json_decision(w, po_finding_standing(w->input, finding), !po_finding_open(w->input, finding));
    po_json_end_object(json);
}

/* Unknown is an answer: which checks could not be made, over what, and which value was missing. */
static void write_undecided(const po_plan_writer *w) {
    const po_findings *findings = w->input->findings;
    po_json_key(w->json, "undecided");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < findings->undecided.count; i++) {
        const po_undecided *undecided = &findings->undecided.items[i];
        po_plan_json_begin_line(w->json, NULL);
        po_json_member(w->json, "code", undecided->code);
        po_json_member_if(w->json, "program", undecided->program);
        po_json_member_if(w->json, "about", undecided->about);
        po_json_member_if(w->json, "source", undecided->source ? undecided->source->id : NULL);
        po_json_member(w->json, "reason", undecided->reason);
        po_json_member_if(w->json, "missing", undecided->missing);
        po_plan_json_end_line(w->json);
    }
    po_json_end_array(w->json);
}

static void write_findings(const po_plan_writer *w) {
    const po_findings *findings = w->input->findings;
    po_json_key(w->json, "findings");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < findings->list.count; i++) {
        write_finding(w, &findings->list.items[i]);
    }
    po_json_end_array(w->json);
    po_plan_json_begin_line(w->json, "checks");
    po_json_member_integer(w->json, "checked", (int64_t)findings->checked);
    po_json_member_integer(w->json, "held", (int64_t)findings->held);
    po_json_member_integer(w->json, "unknown", (int64_t)findings->unknown);
    po_plan_json_end_line(w->json);
    write_undecided(w);
}

/* ---- the whole -------------------------------------------------------------------------------- */

static void write_links(const po_plan_writer *w) {
    po_ordered_links links = po_order_links(w->arena, w->input->model);
    po_json_key(w->json, "links");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < links.count; i++) {
        const po_link *link = links.items[i];
        po_plan_json_begin_line(w->json, NULL);
        po_json_member(w->json, "kind", link->kind);
        po_json_member(w->json, "from", link->from->id);
        po_json_member(w->json, "to", link->to->id);
        po_json_member_if(w->json, "evidence", link->evidence);
        po_plan_json_end_line(w->json);
    }
    po_json_end_array(w->json);
}

static void write_entities(const po_plan_writer *w) {
    const po_model_schema *schema = w->input->model->schema;
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        po_plan_json_entities(w, sections[i].key, sections[i].type);
    }
    po_json_key(w->json, "entities");
    po_json_begin_object(w->json);
    for (size_t i = 0; i < schema->entities.count; i++) {
        const char *type = schema->entities.items[i].id;
        if (!has_section(type) && po_model_count(w->input->model, type) > 0) {
            po_plan_json_entities(w, type, type);
        }
    }
    po_json_end_object(w->json);
}

void po_plan_json_write(po_arena *arena, const po_emit_plan_input *input, po_buffer *out) {
    po_json json;
    po_json_init(&json, out, true);
    const po_plan_writer writer = {arena, input, &json};
    po_plan_facts facts;
    po_plan_facts_collect(arena, input, &facts);
    po_json_begin_object(&json);
    write_head(&writer, &facts);
    write_sources(&writer);
    write_programs(&writer, &facts);
    write_findings(&writer);
    po_plan_json_decisions(&writer);
    write_entities(&writer);
    write_links(&writer);
    po_plan_json_one(&writer);
    po_plan_json_review(&writer);
    po_plan_json_readiness(&writer);
    write_funds(&writer, &facts);
    po_plan_json_steps(&writer);
    po_plan_json_duties(&writer, &facts);
    po_json_key(&json, "lineage");
    po_json_begin_object(&json);
    po_plan_json_lineage(&writer);
    po_json_end_object(&json);
    po_json_end_object(&json);
    po_buffer_add_char(out, '\n');
}
