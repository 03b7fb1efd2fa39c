/* SPDX-License-Identifier: Apache-2.0
 *
 * The life of a worker, in order (worker.h).
 *
 * The time zone trap: with /usr/share/zoneinfo out of reach localtime answers in UTC without a
 * word, which in a calendar of deadlines is a wrong day. Nothing here or in a plugin may ask for
 * the local time; dates travel as printed.
 *
 * The converter trap: glibc's iconv loads its tables when first used, which filter B forbids.
 * Readers convert before it; a plugin gets UTF-8 and needs none.
 */
#include "plugin/worker.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/limits.h"
#include "document/reader.h"
#include "document/sheet_unfold.h"
#include "plugin/host_table.h"
#include "plugin/library.h"
#include "plugin/recognise.h"
#include "plugin/scope.h"

#define RECORDS_MEDIA_TYPE "application/vnd.planonce.records+json"

/* One document under way. */
typedef struct worker {
    const po_worker_task *task;
    po_wire_writer *writer;
    po_arena *arena;
    const uint8_t *data;
    size_t size;
    void *mapping;
    po_document *document;
    const char *media_type;
    po_recognition recognition;
    size_t passed, dropped; /* diagnostics */
    po_outcome outcome;
    po_error err;
} worker;

static po_status end_as(worker *w, po_outcome outcome, po_status status) {
    w->outcome = status == PO_OK        ? PO_OUTCOME_READ
                 : status == PO_E_LIMIT ? PO_OUTCOME_LIMIT
                                        : outcome;
    return status;
}

/* ---- bytes ---- */

static po_status map_document(worker *w) {
    struct stat info;
    if (fstat(w->task->document, &info) != 0 || !S_ISREG(info.st_mode)) {
        return po_error_set(&w->err, PO_E_IO, "this is not a file that can be read");
    }
    if ((uintmax_t)info.st_size > PO_LIMIT_DOCUMENT_BYTES) {
        return po_error_set(&w->err, PO_E_LIMIT, "the file has %jd bytes; at most %zu are read",
                            (intmax_t)info.st_size, PO_LIMIT_DOCUMENT_BYTES);
    }
    w->size = (size_t)info.st_size;
    w->data = (const uint8_t *)"";
    if (w->size == 0) {
        return PO_OK; /* the readers know what to say about an empty file */
    }
    void *mapping = mmap(NULL, w->size, PROT_READ, MAP_PRIVATE, w->task->document, 0);
    if (mapping == MAP_FAILED) {
        return po_error_set(&w->err, PO_E_IO, "the file could not be mapped (%s)", strerror(errno));
    }
    w->mapping = mapping;
    w->data = mapping;
    return PO_OK;
}

static po_status say_format(worker *w, const char *media_type, const char *name) {
    char sha256[PO_SHA256_TEXT_MAX];
    w->media_type = media_type;
    return po_wire_write_format(w->writer, media_type, name,
                                po_sha256_hex(w->data, w->size, sha256));
}

/* ---- a file of records ---- */

static bool looks_like_records(const worker *w) {
    static const char mark[] = "\"planonce/records/";
    size_t head = w->size < 512 ? w->size : 512, at = 0;
    while (at < head && (w->data[at] == ' ' || w->data[at] == '\n' || w->data[at] == '\r' ||
                         w->data[at] == '\t')) {
        at++;
    }
    return at < head && w->data[at] == '{' && memmem(w->data, head, mark, sizeof mark - 1) != NULL;
}

/* Those that were not passed on yet: a document goes on to say things while its rows are read. */
static void pass_diagnostics(worker *w, const po_diagnostics *diagnostics) {
    for (; w->passed < diagnostics->list.count; w->passed++) {
        (void)po_wire_write_diagnostic(w->writer, &diagnostics->list.items[w->passed]);
    }
}

/* Parents may come later in a file, never on the wire: a record is passed on after its parent.
 * `state` 1: passed on. The chain is no longer than the set and, being linked, has no cycle. */
static po_status pass_record(worker *w, const po_record_set *set, size_t index, uint8_t *state) {
    const po_record **chain = NULL;
    size_t length = 0;
    for (const po_record *record = &set->records.items[index];
         record != NULL && !state[record - set->records.items]; record = record->parent_record) {
        length++;
    }
    chain = PO_NEW_ARRAY(w->arena, const po_record *, length);
    const po_record *record = &set->records.items[index];
    for (size_t i = 0; i < length; i++, record = record->parent_record) {
        chain[i] = record;
    }
    po_status status = PO_OK;
    while (status == PO_OK && length > 0) {
        const po_record *next = chain[--length];
        state[next - set->records.items] = 1;
        status = po_wire_write_record(w->writer, next);
    }
    return status;
}

static po_status pass_records(worker *w) {
    po_record_set *set = NULL;
    po_status status = say_format(w, RECORDS_MEDIA_TYPE, "file of records");
    if (status != PO_OK) {
        return status;
    }
    status = po_record_set_read((const char *)w->data, w->size, &set, &w->err);
    if (status != PO_OK) {
        return end_as(w, PO_OUTCOME_UNREADABLE, status);
    }
    po_wire_source source = {
        .pages = set->source.pages, .program = set->program, .template_id = set->template_id};
    uint8_t *state = PO_NEW_ARRAY(w->arena, uint8_t, set->records.count + 1);
    status = po_wire_write_source(w->writer, &source);
    pass_diagnostics(w, &set->diagnostics);
    w->dropped += set->diagnostics.dropped;
    for (size_t i = 0; status == PO_OK && i < set->records.count; i++) {
        status = state[i] ? PO_OK : pass_record(w, set, i, state);
    }
    po_record_set_destroy(set);
    if (status == PO_E_LIMIT) {
        (void)po_error_set(&w->err, status, "a record is larger than %zu bytes",
                           PO_WIRE_MESSAGE_BYTES);
    }
    return end_as(w, PO_OUTCOME_UNREADABLE, status);
}

/* ---- blocks ---- */

static po_status read_blocks(worker *w) {
    const po_reader *reader = po_reader_find(w->data, w->size, w->task->name, &w->err);
    po_read_options options = {.no_structure = w->task->no_structure,
                               .hints = po_registry_table_hints(w->task->registry)};
    if (reader == NULL) {
        return w->err.status != PO_OK
                   ? w->err.status
                   : po_error_set(&w->err, PO_E_SUPPORT, "the format of this file is not known");
    }
    po_status status = say_format(w, reader->media_type, reader->name);
    if (status != PO_OK) {
        return status;
    }
    w->document = po_document_create(); /* stays NULL until here */
    return reader->read(w->data, w->size, &options, w->document, &w->err);
}

/* ---- recognition ---- */

static void say(worker *w, po_severity severity, const char *code, const char *text) {
    (void)po_wire_write_diagnostic(
        w->writer, &(po_diagnostic){.severity = severity, .code = code, .text = text});
}

static size_t find_ties(worker *w, const char **ties) {
    const po_recognition *found = &w->recognition;
    size_t count = 0;
    for (size_t i = 0; found->tied != NULL && i < found->candidate_count; i++) {
        const po_candidate *other = &found->candidates[i];
        if (other->program != found->program && other->score == found->score &&
            other->score >= other->program->recognition_threshold) {
            ties[count++] = other->program->id;
        }
    }
    return count;
}

/* The request names the program: its forms are tried, its signs are not asked. */
static void take_named_program(worker *w) {
    const po_program *program = po_registry_find(w->task->registry, w->task->program);
    w->recognition = (po_recognition){.program = program};
}

/* A workbook that no form of data files fits may be one that is filled in like a form. */
static void unfold_sheets(worker *w, const po_form *const *forms, size_t form_count) {
    po_recognition *found = &w->recognition;
    if (w->document->sources.count == 0 || (found->form != NULL && po_form_is_data(found->form))) {
        return;
    }
    po_sheets_unfold(w->document);
    found->form = NULL;
    found->form_id = NULL;
    found->form_score = 0;
    po_recognise_form(w->document, forms, form_count, found);
}

static po_status recognise(worker *w) {
    size_t count = 0, form_count = 0;
    const po_program *const *programs = po_registry_programs(w->task->registry, &count);
    const po_form *const *forms = po_registry_forms(w->task->registry, &form_count);
    const char **ties = PO_NEW_ARRAY(w->arena, const char *, count + 1);
    if (w->task->program != NULL) {
        take_named_program(w);
    } else {
        po_recognise(w->document, programs, count, w->arena, &w->recognition);
    }
    if (w->recognition.program != NULL) {
        po_recognise_form(w->document, forms, form_count, &w->recognition);
        unfold_sheets(w, forms, form_count);
    }
    const po_program *program = w->recognition.program;
    po_wire_source source = {.pages = w->document->pages,
                             .program = program == NULL ? NULL : program->id,
                             .template_id = w->recognition.form_id,
                             .library = program != NULL && program->library != NULL,
                             .score = w->recognition.score,
                             .ties = ties,
                             .tie_count = find_ties(w, ties)};
    return po_wire_write_source(w->writer, &source);
}

static po_status say_recognition(worker *w) {
    if (w->recognition.program == NULL) {
        return po_error_set(&w->err, PO_E_SUPPORT, "it looks like none of the plans known here (planonce programs lists them): "
                            "check that it is the plan itself and not a cover letter or a part of it");
    }
    if (w->recognition.tied != NULL) {
        say(w, PO_NOTE, "PLG-003",
            po_arena_printf(
                w->arena,
                "this document fits the programs %s and %s equally well; it was read as %s",
                w->recognition.program->id, w->recognition.tied->id, w->recognition.program->id));
    }
    return PO_OK;
}

/* ---- records ---- */

static po_host_table *create_table(worker *w) {
    po_host_setup setup = {.writer = w->writer,
                           .document = w->document,
                           .program = w->recognition.program->id,
                           .form = w->recognition.form,
                           .scope = w->task->scope,
                           .name = w->task->name};
    setup.forms = po_registry_forms(w->task->registry, &setup.form_count);
    return po_host_table_create(&setup);
}

static po_status call_read(worker *w, const planonce_entry *entry, po_host_table *table) {
    const po_program *program = w->recognition.program;
    planonce_input input = {.struct_size = sizeof input,
                            .data = w->data,
                            .size = w->size,
                            .name = w->task->name,
                            .media_type = w->media_type,
                            .program = program->id,
                            .form = w->recognition.form_id};
    planonce_status status = entry->read(po_host_table_host(table), &input);
    if (po_host_table_failure(table)->status != PO_OK) {
        return PO_OK; /* told by the table */
    }
    if (status >= 0) {
        return PO_OK;
    }
    return po_error_set(
        &w->err, status == PLANONCE_LIMIT ? PO_E_LIMIT : PO_E_PLUGIN,
        "the plugin of program \"%s\" could not read this document (its status is %d)", program->id,
        status);
}

/* A vendor's code runs from the first line of this function on. */
static po_status read_by_library(worker *w, po_host_table *table) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(w->task->registry, &count);
    const planonce_entry *symbol = NULL;
    planonce_entry entry = {0};
    po_status status = po_library_open(w->recognition.program, &symbol, &w->err);
    if (status == PO_OK && w->task->sandbox != NULL) {
        status = po_sandbox_close(w->task->sandbox, &w->err);
    }
    if (status == PO_OK) {
        status = po_library_check(w->recognition.program, symbol, programs, count, &entry, &w->err);
    }
    return status != PO_OK ? status : call_read(w, &entry, table);
}

/* Recognised, and nothing here can read it: the program file may know why. */
static po_status say_unread(worker *w) {
    const po_program *program = w->recognition.program;
    const char *title = program->title == NULL ? program->id : program->title;
    if (program->unread != NULL) {
        return po_error_set(&w->err, PO_E_SUPPORT, "%s", program->unread);
    }
    return po_error_set(&w->err, PO_E_SUPPORT,
                        "this looks like a document of program \"%s\" (%s), but none of its forms "
                        "fits: it may be of another edition, or only a part of the document",
                        program->id, title);
}

/* A data file of many agencies, and those asked for are not known yet (plugin/scope.h). */
static bool left_for_later(const worker *w) {
    const po_form *form = w->recognition.form;
    return form != NULL && po_form_by_agency(form) && po_scope_later(po_scope_parse(w->arena, w->task->scope));
}

static po_status read_records(worker *w) {
    const po_program *program = w->recognition.program;
    if (program->library == NULL && w->recognition.form == NULL) {
        return say_unread(w);
    }
    po_host_table *table = create_table(w);
    po_status status = program->library != NULL
                           ? read_by_library(w, table)
                           : po_host_table_run_form(table, w->recognition.form, &w->err);
    const po_error *failure = po_host_table_failure(table);
    if (failure->status != PO_OK) {
        status = po_error_set(
            &w->err, failure->status, "the %s of program \"%s\" broke its contract: %s",
            program->library != NULL ? "plugin" : "form", program->id, failure->text);
    }
    w->dropped += po_host_table_dropped(table);
    po_host_table_destroy(table);
    return status;
}

/* ---- the whole way ---- */

static po_status check_sandbox(worker *w, po_sandbox_level level) {
    if (w->task->require_sandbox && level != PO_SANDBOX_FULL) {
        return po_error_set(&w->err, PO_E_SUPPORT,
                            "the sandbox is required and only \"%s\" is there",
                            po_sandbox_level_name(level));
    }
    return PO_OK;
}

static po_status read_document(worker *w) {
    po_status status = check_sandbox(w, po_sandbox_level_of(w->task->sandbox));
    if (status == PO_OK) {
        status = map_document(w);
    }
    if (status != PO_OK) {
        return end_as(w, PO_OUTCOME_UNREADABLE, status);
    }
    if (looks_like_records(w)) {
        return pass_records(w);
    }
    status = read_blocks(w);
    if (w->document != NULL) {
        pass_diagnostics(w, &w->document->diagnostics);
    }
    if (status != PO_OK || w->document == NULL) {
        return end_as(w, PO_OUTCOME_UNREADABLE, status);
    }
    status = recognise(w);
    if (status == PO_OK) {
        status = say_recognition(w);
    }
    if (status != PO_OK) {
        return end_as(w, PO_OUTCOME_UNRECOGNISED, status);
    }
    if (left_for_later(w)) {
        w->outcome = PO_OUTCOME_DEFERRED;
        return PO_OK;
    }
    status = read_records(w);
    pass_diagnostics(w, &w->document->diagnostics);
    const po_error *failure = po_document_failure(w->document);
    if (failure != NULL) { /* rows came from a damaged file: what was made of them is not used */
        w->err = *failure;
        return end_as(w, PO_OUTCOME_UNREADABLE, failure->status);
    }
    return end_as(w, PO_OUTCOME_REFUSED, status);
}

void po_worker_run(const po_worker_task *task) {
    worker w = {.task = task, .arena = po_arena_create(), .outcome = PO_OUTCOME_READ};
    w.writer = po_wire_writer_create(task->output, task->context);
    po_status status = po_wire_write_hello(w.writer, po_sandbox_level_of(task->sandbox));
    if (status == PO_OK) {
        (void)read_document(&w); /* what went wrong is in `err` and `outcome` */
        w.dropped += w.document == NULL ? 0 : w.document->diagnostics.dropped;
        (void)po_wire_write_done(w.writer, w.outcome, &w.err, w.dropped);
    }
    po_wire_writer_destroy(w.writer);
    po_document_destroy(w.document);
    if (w.mapping != NULL) {
        (void)munmap(w.mapping, w.size);
    }
    po_arena_destroy(w.arena);
}

/* ---- the process ---- */

static po_status write_all(void *context, const void *data, size_t size) {
    const int *socket = context;
    const char *next = data;
    while (size > 0) {
        ssize_t wrote = write(*socket, next, size);
        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote <= 0) {
            return PO_E_IO; /* the host has gone or takes no more */
        }
        next += wrote;
        size -= (size_t)wrote;
    }
    return PO_OK;
}

void po_worker_serve(po_worker_task *task, const po_worker_limits *limits, int result) {
    po_error err = {0};
    task->output = write_all;
    task->context = &result;
    po_status status = po_sandbox_limit(limits->memory_bytes, limits->cpu_seconds, &err);
    if (status == PO_OK && task->sandbox != NULL) {
        status = po_sandbox_enter(task->sandbox, &err);
    }
    if (status != PO_OK) {
        po_wire_writer *writer = po_wire_writer_create(write_all, &result);
        (void)po_wire_write_hello(writer, PO_SANDBOX_NONE);
        (void)po_wire_write_done(writer, PO_OUTCOME_UNREADABLE, &err, 0);
        _exit(0);
    }
    po_worker_run(task);
    /* Not exit(): a vendor's destructors and atexit handlers have nothing to do here. */
    _exit(0);
}
