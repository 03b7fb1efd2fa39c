/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading for identify. Documents are read by the pool, a few at a time; their records become
 * evidence in the order in which the files were given, so that the answer does not depend on which
 * was read first.
 */
#include "app/identify_run.h"

#include <string.h>

#include "app/progress.h"
#include "base/text.h"
#include "crosswalk/model_load.h"

/* Documents under way or waiting for an earlier one. */
#define WAITING 3

/* ---- what is installed -------------------------------------------------------------------------
 */

static po_status load_books(po_identify_run_state *state, const po_install *install,
                            const po_registry *registry, po_error *err) {
    po_diagnostics mistakes;
    po_diagnostics_init(&mistakes, state->arena);
    po_status status = po_model_schema_load(state->arena, install->crosswalks, &mistakes,
                                            &state->schema, err);
    if (status != PO_OK) {
        po_print_diagnostics(&mistakes, NULL, false);
        return status;
    }
    state->books = po_rulebooks_create(state->arena, state->schema);
    state->language = po_language_create("en");
    status = po_language_load_folder(state->language, install->templates, err);
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(registry, &count);
    for (size_t i = 0; i < count && status == PO_OK; i++) {
        status = po_rulebooks_add(state->books, programs[i]->id, programs[i]->folder,
                                  install->crosswalks, &mistakes, err);
    }
    po_print_diagnostics(&mistakes, NULL, false);
    return status;
}

po_status po_identify_run_start(const po_install *install, const po_reading_options *options,
                                po_identify_run_state *ret_state, po_error *err) {
    po_registry_options where = {.schema_folder = install->crosswalks};
    *ret_state = (po_identify_run_state){.arena = po_arena_create()};
    po_status status = options ? po_reading_start(install, options, &ret_state->reading, err)
                               : po_registry_create(&where, &ret_state->reading.registry, err);
    if (status == PO_OK) {
        status = load_books(ret_state, install, ret_state->reading.registry, err);
    }
    if (status == PO_OK) {
        ret_state->evidence = po_evidence_create(ret_state->books);
    }
    return status;
}

void po_identify_run_finish(po_identify_run_state *state) {
    po_evidence_destroy(state->evidence);
    po_language_destroy(state->language);
    po_reading_finish(&state->reading);
    po_arena_destroy(state->arena);
}

/* ---- documents ---------------------------------------------------------------------------------
 */

static void take_result(po_identify_run_state *state, const po_document_result *result) {
    bool whole = po_reading_report(result, false);
    bool read = result->outcome == PO_OUTCOME_READ;
    state->partly += read && !whole;
    state->unrecognised += result->outcome == PO_OUTCOME_UNRECOGNISED;
    state->refused += !read && result->outcome != PO_OUTCOME_UNRECOGNISED;
    if (read) {
        po_diagnostics remarks;
        po_arena *arena = po_arena_create();
        po_diagnostics_init(&remarks, arena);
        state->used++;
        po_evidence_add(state->evidence, result->records, &remarks);
        po_print_diagnostics(&remarks, result->path, false);
        po_arena_destroy(arena);
    }
}

/* Results as they finish, used in the order of the files. */
typedef struct queue {
    po_document_result *waiting[WAITING];
    size_t next; /* ticket whose turn it is */
} queue;

static void use_in_order(po_identify_run_state *state, queue *results, po_document_result *result) {
    results->waiting[result->ticket % WAITING] = result;
    po_document_result *turn;
    while ((turn = results->waiting[results->next % WAITING]) != NULL) {
        results->waiting[results->next % WAITING] = NULL;
        results->next++;
        take_result(state, turn);
        po_document_result_destroy(turn);
    }
}

static po_status submit_some(po_identify_run_state *state, const po_inputs *inputs, size_t next,
                             size_t *submitted, po_error *err) {
    while (*submitted < inputs->paths.count && *submitted < next + WAITING) {
        po_document_request request = {.path = inputs->paths.items[*submitted]};
        uint64_t ticket;
        po_status status = po_pool_submit(state->reading.pool, &request, &ticket, err);
        if (status != PO_OK) {
            return status;
        }
        ++*submitted;
    }
    return PO_OK;
}

static po_status read_documents(po_identify_run_state *state, const po_inputs *inputs,
                                po_error *err) {
    po_progress progress;
    queue results = {.next = 0};
    size_t submitted = 0;
    po_document_result *result;
    po_progress_init(&progress);
    po_status status = submit_some(state, inputs, 0, &submitted, err);
    for (size_t done = 1;
         status == PO_OK && (result = po_pool_wait(state->reading.pool)) != NULL; done++) {
        po_progress_show(&progress, "Reading", done, inputs->paths.count, result->name);
        po_progress_clear(&progress);
        use_in_order(state, &results, result);
        status = submit_some(state, inputs, results.next, &submitted, err);
    }
    po_progress_clear(&progress);
    for (size_t i = 0; i < WAITING; i++) {
        po_document_result_destroy(results.waiting[i]);
    }
    return status;
}

/* ---- letters -----------------------------------------------------------------------------------
 */

/* The Dashboard a letter rests on: as it says, else the one before its date (they come in late
 * autumn). */
static int dashboard_of(const po_identification *identification, const po_status_letter *letter) {
    if (letter->dashboard != 0 || po_date_none(letter->letter)) {
        return letter->dashboard;
    }
    if (identification->book->dashboards.count == 0) {
        return letter->letter.year; /* rests on no Dashboard */
    }
    return letter->letter.month >= 10 ? letter->letter.year : letter->letter.year - 1;
}

static uint64_t groups_of(const po_identify_run_state *state, const po_status_letter *letter) {
    uint64_t bits = 0;
    for (size_t i = 0; i < letter->group_count; i++) {
        int group = po_rulebooks_group(state->books, letter->groups[i]);
        bits |= group >= 0 ? UINT64_C(1) << group : 0;
    }
    return bits;
}

static const char *words_of(po_arena *arena, const po_status_letter *letter) {
    return letter->tier        ? po_arena_printf(arena, "%s %s", letter->status, letter->tier)
           : letter->reason    ? po_arena_printf(arena, "%s %s", letter->status, letter->reason)
           : letter->term_year ? po_arena_printf(arena, "%s year %d", letter->status,
                                                 letter->term_year)
                               : letter->status;
}

/* The status the letter gives under an identification; the plain word where the reason is not
 * known. */
static const po_rule_status *status_of(po_arena *arena, const po_identification *identification,
                                       const po_status_letter *letter) {
    const po_rule_status *status =
        po_identification_words(arena, identification, words_of(arena, letter));
    return status ? status : po_identification_words(arena, identification, letter->status);
}

static const char *date_text(po_arena *arena, po_date date) {
    char text[PO_DATE_TEXT_MAX];
    return po_date_none(date) ? NULL : po_arena_dup(arena, po_date_format_iso(date, text));
}

static void add_letter(po_identify_run_state *state, const char *cds,
                       const po_identification *identification, const po_status_letter *letter) {
    po_official_row row = {.identification = identification,
                           .year = (int16_t)dashboard_of(identification, letter),
                           .words = words_of(state->arena, letter),
                           .notified = true,
                           .groups_given = letter->group_count > 0,
                           .groups = groups_of(state, letter),
                           .letter_date = date_text(state->arena, letter->letter)};
    row.status = status_of(state->arena, identification, letter);
    const po_rule_flag *flag = NULL;
    for (size_t i = 0; i < identification->flags.count; i++) {
        const po_rule_flag *own = &identification->flags.items[i];
        flag = po_text_equal(own->notice, letter->status) ? own : flag;
    }
    po_official_flag given = {.year = row.year, .yes = true, .groups = row.groups};
    given.flag = flag ? flag->id : NULL;
    if (row.status || flag) {
        po_evidence_add_notified(state->evidence, cds, row.status ? &row : NULL, &given,
                                 flag ? 1 : 0);
    }
}

static void add_letters(po_identify_run_state *state, const char *cds, bool school,
                        const po_status_letters *letters) {
    for (size_t i = 0; i < letters->count; i++) {
        for (size_t b = 0; b < state->books->books.count; b++) {
            const po_rulebook *book = state->books->books.items[b];
            for (size_t n = 0; n < book->identifications.count; n++) {
                const po_identification *identification = &book->identifications.items[n];
                if (school == !po_text_equal(identification->of, "district")) {
                    add_letter(state, cds, identification, &letters->items[i]);
                }
            }
        }
    }
}

static po_status read_facts(po_identify_run_state *state, const po_install *install,
                            const char *path, po_error *err) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(state->reading.registry, &count);
    po_diagnostics mistakes;
    po_diagnostics_init(&mistakes, state->arena);
    po_lea_facts *facts = NULL;
    po_status status = po_lea_facts_load(state->arena, path, install->crosswalks, programs, count,
                                         &mistakes, &facts, err);
    po_print_diagnostics(&mistakes, path, true);
    if (status != PO_OK) {
        return status;
    }
    add_letters(state, facts->cds, po_text_equal(facts->type, "charter"), &facts->statuses);
    for (size_t i = 0; i < facts->schools.count; i++) {
        add_letters(state, facts->schools.items[i].cds, true, &facts->schools.items[i].statuses);
    }
    return PO_OK;
}

po_status po_identify_run_read(po_identify_run_state *state, const po_install *install,
                               const po_reading_options *options, const po_inputs *inputs,
                               po_error *err) {
    po_status status = PO_OK;
    for (size_t i = 0; i < options->leas.count && status == PO_OK; i++) {
        status = read_facts(state, install, options->leas.items[i], err);
    }
    if (status == PO_OK) {
        status = read_documents(state, inputs, err);
    }
    po_evidence_seal(state->evidence);
    return status;
}
