/* SPDX-License-Identifier: Apache-2.0
 *
 * What must hold in every row of a Dashboard file (its own arithmetic), asked of the row as it is
 * printed. A file that breaks it is not what it seems, and levels taken from it may be wrong.
 */
#include <stdio.h>

#include "base/text.h"
#include "identify/evidence_parts.h"

struct po_row_checker {
    po_evidence *evidence;
    po_rule_source source;
    po_rule_run *run;
    unsigned used; /* evaluations of this run: its memory is given back now and then */
    char year[16];
};

enum { RUN_USES = 4096 };

const char *po_input_name(const po_rule_input *input, const char *role) {
    for (size_t i = 0; i < input->fields.count; i++) {
        if (po_text_equal(input->fields.items[i].role, role)) {
            return input->fields.items[i].name;
        }
    }
    return NULL;
}

static bool given(po_rule_cell *ret_cell, const char *text) {
    *ret_cell = (po_rule_cell){.text = text, .value = text, .hint = PO_HINT_CODE};
    return text != NULL;
}

/* "prior_denominator" is the role "prior-denominator"; levels and counts are exact. */
static bool read_field(void *context, const void *item, const char *name, uint32_t number, po_rule_cell *ret_cell) {
    (void)number; /* roles are few, and each input names its own fields */
    po_row_checker *checker = context;
    const po_row_item *row = item;
    if (po_text_equal(name, "group")) {
        return given(ret_cell, row->group);
    }
    if (po_text_equal(name, "indicator")) {
        return given(ret_cell, row->indicator);
    }
    if (po_text_equal(name, "kind")) {
        return given(ret_cell, row->kind);
    }
    if (po_text_equal(name, "year")) {
        snprintf(checker->year, sizeof checker->year, "%d", row->year);
        *ret_cell = (po_rule_cell){.text = checker->year, .value = checker->year,
                                   .hint = PO_HINT_PLAIN};
        return true;
    }
    const char *role = po_text_equal(name, "prior_denominator") ? "prior-denominator" : name;
    const char *field_name = po_input_name(row->input, role);
    const po_field *field = field_name ? po_record_field(row->record, field_name) : NULL;
    if (!field) {
        return false;
    }
    *ret_cell = (po_rule_cell){.text = field->text, .value = field->value, .hint = PO_HINT_PLAIN};
    return true;
}

po_row_checker *po_row_checker_create(po_evidence *evidence) {
    po_row_checker *checker = PO_NEW(evidence->arena, po_row_checker);
    checker->evidence = evidence;
    checker->source = (po_rule_source){.context = checker, .field = read_field};
    checker->run = po_rule_run_create(&checker->source);
    return checker;
}

void po_row_checker_destroy(po_row_checker *checker) {
    po_rule_run_destroy(checker->run);
}

static void renew(po_row_checker *checker) {
    if (++checker->used > RUN_USES) {
        po_rule_run_destroy(checker->run);
        checker->run = po_rule_run_create(&checker->source);
        checker->used = 0;
    }
}

static void note_failure(po_row_checker *checker, po_row_check_count *count,
                         const po_row_item *item) {
    count->failed++;
    if (!count->first) {
        const po_field *field = item->record->field_count > 0 ? &item->record->fields[0] : NULL;
        const char *place = field && field->at_count > 0
                                ? po_place_describe(checker->evidence->arena, &field->at[0])
                                : item->record->id;
        count->first = po_arena_dup(checker->evidence->arena, place);
    }
}

void po_row_checker_run(po_row_checker *checker, const po_row_item *item) {
    for (size_t i = 0; i < checker->evidence->checks.count; i++) {
        po_row_check_count *count = &checker->evidence->checks.items[i];
        po_rule_result result;
        renew(checker);
        if (count->check->when) {
            po_rule_evaluate(checker->run, count->check->when, item, &result);
            if (result.truth != PO_TRUE) {
                continue;
            }
        }
        po_rule_evaluate(checker->run, count->check->holds, item, &result);
        if (result.truth == PO_FALSE) {
            note_failure(checker, count, item);
        } else if (result.truth == PO_UNKNOWN) {
            count->undecided++;
        } else {
            count->held++;
        }
    }
}
