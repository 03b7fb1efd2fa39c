/* SPDX-License-Identifier: Apache-2.0
 *
 * Build, first half: definitions, reading, spooling, grouping. The second half, from an LEA's records to its plan, is build_plan.c.
 */
#include "app/build.h"
#include "app/vendor.h"

#include "base/file.h"
#include "base/text.h"
#include "crosswalk/model_load.h"
#include "crosswalk/source_identify.h"

/* ---- definitions ------------------------------------------------------------------------------ */

static po_status load_language(po_definitions *definitions, const po_install *install,
                               const po_registry *registry, po_error *err) {
    definitions->language = po_language_create("en");
    po_status status = po_language_load_folder(definitions->language, install->templates, err);
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(registry, &count);
    for (size_t i = 0; i < count && status == PO_OK; i++)
        status = po_language_load_folder(definitions->language, programs[i]->folder, err);
    return status;
}

static po_status load_definitions(po_build *build, po_error *err) {
    po_definitions *definitions = &build->definitions;
    definitions->arena = po_arena_create();
    po_diagnostics mistakes;
    po_diagnostics_init(&mistakes, definitions->arena);
    po_status status = po_model_schema_load(definitions->arena, build->install->crosswalks, &mistakes,
                                            &definitions->schema, err);
    if (status == PO_OK)
        status = po_crosswalks_load(definitions->arena, build->install->crosswalks, definitions->schema,
                                    &mistakes, &definitions->crosswalks, err);
    if (status == PO_OK)
        po_vendor_crosswalks(build->reading.registry, definitions->crosswalks, &mistakes);
    if (status == PO_OK)
        status = load_language(definitions, build->install, build->reading.registry, err);
    po_print_diagnostics(&mistakes, NULL, false);
    return status;
}

static po_status compile_checks(po_build *build, po_error *err) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(build->reading.registry, &count);
    build->checks = po_map_create(build->arena);
    for (size_t i = 0; i < count; i++) {
        po_diagnostics mistakes;
        po_diagnostics_init(&mistakes, build->arena);
        po_checks *checks = NULL;
        po_status status = po_checks_compile(build->arena, programs[i], &mistakes, &checks, err);
        po_print_diagnostics(&mistakes, programs[i]->path, false);
        if (status != PO_OK)
            return status;
        po_map_set(build->checks, programs[i]->id, checks);
    }
    return PO_OK;
}

/* What duties ask is needed too: it says which document may serve which duty. */
static po_status compile_duties(po_build *build, po_error *err) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(build->reading.registry, &count);
    const char *folder = build->install->crosswalks;
    const po_asked *asked = NULL;
    po_asks *asks = NULL;
    po_diagnostics mistakes;
    po_diagnostics_init(&mistakes, build->arena);
    po_status status = po_asked_load(build->arena, folder, &mistakes, &asked, err);
    if (status == PO_OK)
        status = po_asks_load(build->arena, folder, asked, build->definitions.crosswalks, programs, count, &mistakes, &asks, err);
    if (status == PO_OK)
        status = po_duty_rules_compile(build->arena, folder, programs, count, asks, &mistakes, &build->duty_rules, err);
    po_print_diagnostics(&mistakes, NULL, false);
    return status;
}

/* ---- facts ------------------------------------------------------------------------------------ */

const po_lea_facts *po_build_facts(const po_build *build, const char *cds) {
    for (size_t i = 0; i < build->facts.count && cds; i++)
        if (po_text_equal(build->facts.items[i]->cds, cds))
            return build->facts.items[i];
    return NULL;
}

static po_status make_timeline(po_build *build, po_error *err) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(build->reading.registry, &count);
    po_diagnostics mistakes;
    po_diagnostics_init(&mistakes, build->arena);
    po_status status = po_timeline_create(build->arena, programs, count, &mistakes, &build->timeline, err);
    po_print_diagnostics(&mistakes, NULL, false);
    return status;
}

static po_status add_facts(po_build *build, const char *path, po_error *err) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(build->reading.registry, &count);
    po_lea_facts *facts = NULL;
    po_diagnostics mistakes;
    po_diagnostics_init(&mistakes, build->arena);
    po_status status =
        po_lea_facts_load(build->arena, path, build->install->crosswalks, programs, count, &mistakes, &facts, err);
    po_print_diagnostics(&mistakes, path, true);
    if (status != PO_OK)
        return status;
    const po_lea_facts *other = po_build_facts(build, facts->cds);
    if (other)
        return po_error_set(err, PO_E_INPUT, "'%s' and '%s' are both about the agency %s; give one facts file for each", other->path,
                            path, facts->cds);
    *PO_LIST_ADD(build->arena, &build->facts) = facts;
    return PO_OK;
}

po_status po_build_create(const po_install *install, const po_reading_options *options, po_build **ret_build,
                          po_error *err) {
    po_arena *arena = po_arena_create();
    po_build *build = PO_NEW(arena, po_build);
    build->arena = arena;
    build->install = install;
    po_progress_init(&build->progress);
    po_status status = po_reading_start(install, options, &build->reading, err);
    if (status == PO_OK)
        status = load_definitions(build, err);
    if (status == PO_OK)
        status = compile_checks(build, err);
    if (status == PO_OK)
        status = compile_duties(build, err);
    if (status == PO_OK)
        status = make_timeline(build, err);
    for (size_t i = 0; i < options->leas.count && status == PO_OK; i++)
        status = add_facts(build, options->leas.items[i], err);
    if (status == PO_OK)
        status = po_spool_create(&build->spool, err);
    if (status == PO_OK)
        *ret_build = build;
    else
        po_build_destroy(build);
    return status;
}

void po_build_destroy(po_build *build) {
    if (!build)
        return;
    po_spool_destroy(build->spool);
    po_reading_finish(&build->reading);
    po_language_destroy(build->definitions.language);
    po_arena_destroy(build->definitions.arena);
    po_arena_destroy(build->arena);
}

/* ---- reading ---------------------------------------------------------------------------------- */

/* The first thing that a result has to say against having been read whole. */
static const char *first_reason(po_build *build, const po_document_result *result) {
    if (result->error)
        return po_arena_dup(build->arena, po_reading_error(result));
    const po_diagnostics *diagnostics = &result->records->diagnostics;
    for (size_t i = 0; i < diagnostics->list.count; i++)
        if (diagnostics->list.items[i].severity == PO_ERROR)
            return po_arena_dup(build->arena, diagnostics->list.items[i].text);
    return NULL;
}

/* What the program file says of every source of its program. */
static void add_program_facts(po_build *build, po_source *source) {
    const po_program *program = po_registry_find(build->reading.registry, source->program);
    if (!program)
        return;
    source->program_title = program->title;
    source->visibility = program->visibility;
}

po_status po_build_keep(po_build *build, po_build_document *document, const po_record_set *records, po_error *err) {
    document->source = PO_NEW(build->arena, po_source);
    po_diagnostics remarks;
    po_diagnostics_init(&remarks, build->arena);
    po_source_identify(build->definitions.crosswalks, build->arena, records, &remarks, document->source);
    po_print_diagnostics(&remarks, document->path, false);
    add_program_facts(build, document->source);
    return po_spool_put(build->spool, document->number, records, err);
}

/* What cannot be kept, or has no way into the model, costs this document only. */
static po_status leave_out(po_build *build, po_build_document *document, const char *code, po_error *err) {
    po_print_line(document->path, NULL, "error", err->text, code);
    document->source = NULL;
    document->reason = po_arena_dup(build->arena, err->text);
    build->partly -= document->partly;
    document->partly = false;
    build->refused++;
    *err = (po_error){0};
    return PO_OK;
}

static po_status keep_records(po_build *build, po_build_document *document, const po_record_set *records, po_error *err) {
    const char *program = records->program ? records->program : "its program";
    if (!po_crosswalks_find(build->definitions.crosswalks, records->program)) {
        (void)po_error_set(err, PO_E_CONFIG, "it was read, but there is no crosswalk for %s, so nothing of it can be in a plan: put crosswalk.xml "
                           "into that program's folder, or mend the one that was refused", program);
        return leave_out(build, document, "XW-206", err);
    }
    po_status status = po_build_keep(build, document, records, err);
    return status == PO_E_LIMIT ? leave_out(build, document, "RD-001", err) : status;
}

static po_status keep_result(po_build *build, const po_document_result *result, po_error *err) {
    po_build_document *document = &build->documents.items[result->ticket];
    po_progress_clear(&build->progress);
    bool whole = po_reading_report(result, false);
    document->reason = whole ? NULL : first_reason(build, result);
    document->partly = !whole && result->outcome == PO_OUTCOME_READ;
    build->partly += document->partly;
    build->unrecognised += result->outcome == PO_OUTCOME_UNRECOGNISED;
    document->deferred = result->outcome == PO_OUTCOME_DEFERRED;
    build->refused += !whole && !document->partly && !document->deferred && result->outcome != PO_OUTCOME_UNRECOGNISED;
    if (result->outcome != PO_OUTCOME_READ)
        return PO_OK;
    return keep_records(build, document, result->records, err);
}

/* The list first, and only then the reading: results are kept by their number. */
static void list_documents(po_build *build, const po_inputs *inputs) {
    for (size_t i = 0; i < inputs->paths.count; i++) {
        po_build_document *document = PO_LIST_ADD(build->arena, &build->documents);
        document->path = inputs->paths.items[i];
        document->name = po_path_base(document->path);
        document->number = i;
    }
    build->inputs = build->documents.count;
}

/* A few documents wait for their worker, not all: what waits costs memory. */
#define WAITING_DOCUMENTS 64

static po_status submit_some(po_build *build, size_t *submitted, po_error *err) {
    while (*submitted < build->documents.count && po_pool_pending(build->reading.pool) < WAITING_DOCUMENTS) {
        /* Whose plans are built is not known before the plans are read: state files of many agencies wait (build_data.c). */
        po_document_request request = {.path = build->documents.items[*submitted].path, .scope = "later=yes"};
        uint64_t ticket = 0;
        po_status status = po_pool_submit(build->reading.pool, &request, &ticket, err);
        if (status != PO_OK)
            return status;
        if (ticket != *submitted)
            return po_error_set(err, PO_E_STATE, "documents were numbered out of order; this is a mistake in planonce");
        ++*submitted;
    }
    return PO_OK;
}

po_status po_build_read(po_build *build, const po_inputs *inputs, po_error *err) {
    list_documents(build, inputs);
    size_t submitted = 0;
    po_status status = submit_some(build, &submitted, err);
    po_document_result *result = NULL;
    for (size_t done = 1; status == PO_OK && (result = po_pool_wait(build->reading.pool)) != NULL; done++) {
        po_progress_show(&build->progress, "Reading", done, inputs->paths.count, result->name);
        status = keep_result(build, result, err);
        po_document_result_destroy(result);
        if (status == PO_OK)
            status = submit_some(build, &submitted, err);
    }
    if (status == PO_OK)
        status = po_build_read_data(build, err);
    po_progress_clear(&build->progress);
    return status;
}

void po_build_groups(po_build *build, po_groups *ret_groups) {
    po_groups_make(build->arena, build->documents.items, build->documents.count, ret_groups);
    if (po_build_place_nameless(build, ret_groups))
        po_groups_make(build->arena, build->documents.items, build->documents.count, ret_groups);
}

int po_build_exit_code(const po_build *build) {
    return build->refused + build->partly + build->unrecognised > 0 ? PO_EXIT_PARTLY : PO_EXIT_DONE;
}
