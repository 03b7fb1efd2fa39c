/* SPDX-License-Identifier: Apache-2.0
 *
 * Build, between reading and planning: state files of many agencies. In the first reading they are
 * recognised and left (plugin/scope.h), because only the plans say whose rows are wanted. Then they
 * are read with those agencies as their scope, so that the rows of all others stay in the reading
 * process; and each agency's rows become a document of its plan, as if the state had sent them one
 * by one (decisions/0014).
 *
 * A statewide run reads a state file several times, some agencies at a time: memory is then that of
 * these agencies and not of the state.
 */
#include <string.h>

#include "app/build.h"
#include "base/text.h"

#define AGENCIES_AT_A_TIME 64 /* the largest district has a tenth of the state's rows */
#define DISTRICT_DIGITS 7u
#define CODE_DIGITS 14u

/* One agency: what it is called, and its rows of the file under way. */
typedef struct agency {
    const char *cds, *name;
    po_record_set *rows;
} agency;

typedef struct data_run {
    po_build *build;
    PO_LIST(agency) agencies;
    PO_LIST(size_t) files; /* indexes of the documents left for later */
    size_t chunks;         /* of agencies */
    uint64_t first_ticket;
} data_run;

static void list_agencies(data_run *run) {
    po_groups groups;
    po_build_groups(run->build, &groups);
    for (size_t i = 0; i < groups.list.count; i++)
        if (groups.list.items[i].cds)
            *PO_LIST_ADD(run->build->arena, &run->agencies) =
                (agency){.cds = groups.list.items[i].cds, .name = groups.list.items[i].name};
    run->chunks = (run->agencies.count + AGENCIES_AT_A_TIME - 1) / AGENCIES_AT_A_TIME;
}

static void list_files(data_run *run) {
    for (size_t i = 0; i < run->build->documents.count; i++)
        if (run->build->documents.items[i].deferred)
            *PO_LIST_ADD(run->build->arena, &run->files) = i;
}

/* Nobody is known whose rows could be used. */
static void leave_all(data_run *run) {
    for (size_t i = 0; i < run->files.count; i++) {
        po_build_document *document = &run->build->documents.items[run->files.items[i]];
        document->reason = "this is a state file of many agencies, and no document given with it "
                           "says by its county-district-school code whose plan is "
                           "built: give the plan too, or ask `planonce identify`";
        po_print_line(document->path, NULL, "error", document->reason, "RD-001");
        run->build->refused++;
    }
}

/* ---- asking ---- */

static size_t chunk_end(const data_run *run, size_t chunk) {
    size_t end = (chunk + 1) * AGENCIES_AT_A_TIME;
    return end < run->agencies.count ? end : run->agencies.count;
}

static const char *scope_of(const data_run *run, size_t chunk) {
    po_buffer scope = {0};
    po_buffer_add_text(&scope, "lea=");
    for (size_t i = chunk * AGENCIES_AT_A_TIME; i < chunk_end(run, chunk); i++)
        po_buffer_printf(&scope, "%s%s", i % AGENCIES_AT_A_TIME > 0 ? "," : "",
                         run->agencies.items[i].cds);
    const char *text = po_arena_dup(run->build->arena, po_buffer_text(&scope));
    po_buffer_finish(&scope);
    return text;
}

/* Asks for the next file and chunk, as long as few wait. */
static po_status submit_some(data_run *run, size_t *submitted, po_error *err) {
    po_pool *pool = run->build->reading.pool;
    while (*submitted < run->files.count * run->chunks && po_pool_pending(pool) < 8) {
        const po_build_document *document =
            &run->build->documents.items[run->files.items[*submitted / run->chunks]];
        po_document_request request = {.path = document->path,
                                       .scope = scope_of(run, *submitted % run->chunks)};
        uint64_t ticket = 0;
        po_status status = po_pool_submit(pool, &request, &ticket, err);
        if (status != PO_OK)
            return status;
        if (*submitted == 0)
            run->first_ticket = ticket;
        ++*submitted;
    }
    return PO_OK;
}

/* ---- sharing out ---- */

/* The agency of a row: a charter school's own before its authorizer's. */
static agency *agency_of(data_run *run, size_t chunk, const po_record *record) {
    const char *cds = po_record_value(record, "cds");
    agency *found = NULL;
    for (size_t i = chunk * AGENCIES_AT_A_TIME; cds && i < chunk_end(run, chunk); i++) {
        agency *candidate = &run->agencies.items[i];
        bool own = strcmp(candidate->cds, cds) == 0;
        bool district = strlen(candidate->cds) == CODE_DIGITS &&
                        strcmp(candidate->cds + DISTRICT_DIGITS, "0000000") == 0 &&
                        strncmp(candidate->cds, cds, DISTRICT_DIGITS) == 0;
        if (own || (district && !found))
            found = candidate;
        if (own)
            break;
    }
    return found;
}

static const po_record *root_of(const po_record *record) {
    while (record->parent_record)
        record = record->parent_record;
    return record;
}

/* Rows are lent to the agency's set: they live in the result. */
static void share_out(data_run *run, size_t chunk, const po_record_set *records) {
    for (size_t i = 0; i < records->records.count; i++) {
        const po_record *record = &records->records.items[i];
        agency *owner = agency_of(run, chunk, root_of(record));
        if (!owner)
            continue;
        if (!owner->rows) {
            owner->rows = po_record_set_create();
            owner->rows->source = records->source;
            owner->rows->program = records->program;
            owner->rows->template_id = records->template_id;
        }
        (void)po_record_set_add(owner->rows, record); /* fewer than in the set they come from */
    }
}

/* The first agency's rows are the input itself; each further agency's a part of it. */
static po_build_document *document_for(po_build *build, size_t file) {
    if (!build->documents.items[file].source)
        return &build->documents.items[file];
    po_build_document *part = PO_LIST_ADD(build->arena, &build->documents);
    *part = build->documents.items[file];
    part->number = build->documents.count - 1;
    part->part = true;
    part->reason = NULL;
    part->source = NULL;
    return part;
}

static po_status keep_rows(data_run *run, size_t file, agency *owner, po_error *err) {
    po_build_document *document = document_for(run->build, file);
    po_status status = po_build_keep(run->build, document, owner->rows, err);
    if (status == PO_OK) {
        document->source->cds = document->source->lea_cds = owner->cds;
        document->source->lea_name = owner->name ? owner->name : document->source->lea_name;
        document->source->data = true;
    }
    return status;
}

static po_status keep_chunk(data_run *run, size_t file, size_t chunk,
                            const po_document_result *result, po_error *err) {
    po_status status = PO_OK;
    share_out(run, chunk, result->records);
    for (size_t i = chunk * AGENCIES_AT_A_TIME; i < chunk_end(run, chunk); i++) {
        agency *owner = &run->agencies.items[i];
        if (status == PO_OK && owner->rows)
            status = keep_rows(run, file, owner, err);
        po_record_set_destroy(owner->rows);
        owner->rows = NULL;
    }
    return status;
}

/* ---- one answer ---- */

/* What a file has to say is said once, however often it is read. */
static po_status take_result(data_run *run, const po_document_result *result, po_error *err) {
    size_t number = (size_t)(result->ticket - run->first_ticket);
    size_t file = run->files.items[number / run->chunks], chunk = number % run->chunks;
    po_build *build = run->build;
    po_build_document *document = &build->documents.items[file];
    if (chunk == 0) {
        po_progress_clear(&build->progress);
        document->partly = !po_reading_report(result, false) && result->outcome == PO_OUTCOME_READ;
        build->partly += document->partly;
    }
    if (result->outcome == PO_OUTCOME_READ)
        return keep_chunk(run, file, chunk, result, err);
    if (!document->reason) {
        document->reason = po_arena_dup(build->arena, po_reading_error(result));
        build->refused++;
    }
    return PO_OK;
}

po_status po_build_read_data(po_build *build, po_error *err) {
    data_run run = {.build = build};
    size_t submitted = 0;
    list_files(&run);
    if (run.files.count == 0)
        return PO_OK;
    list_agencies(&run);
    if (run.agencies.count == 0) {
        leave_all(&run);
        return PO_OK;
    }
    po_status status = submit_some(&run, &submitted, err);
    po_document_result *result = NULL;
    for (size_t done = 1; status == PO_OK && (result = po_pool_wait(build->reading.pool)) != NULL;
         done++) {
        po_progress_show(&build->progress, "Looking up", done, run.files.count * run.chunks,
                         result->name);
        status = take_result(&run, result, err);
        po_document_result_destroy(result);
        if (status == PO_OK)
            status = submit_some(&run, &submitted, err);
    }
    return status;
}
