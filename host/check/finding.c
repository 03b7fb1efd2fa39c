/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings: adding, and the order and ids that make a list the same for the same documents, in
 * whatever order they were read.
 */
#include "check/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void po_findings_init(po_findings *findings, po_arena *arena) {
    *findings = (po_findings){.arena = arena};
}

po_finding *po_findings_add(po_findings *findings) {
    return PO_LIST_ADD(findings->arena, &findings->list);
}

const char *po_finding_severity_name(po_finding_severity severity) {
    static const char *const names[] = {"required", "would be returned", "worth a look"};
    return names[severity];
}

/* ---- order ------------------------------------------------------------------------------------
 */

static int compare_numbers(uint64_t a, uint64_t b) {
    return (a > b) - (a < b);
}

/* NULL before every text. */
static int compare_texts(const char *a, const char *b) {
    if (!a || !b) {
        return (a != NULL) - (b != NULL);
    }
    return strcmp(a, b);
}

/* By what the document is, not by when it was read. */
static int compare_sources(const po_source *a, const po_source *b) {
    if (!a || !b || a == b) {
        return (a != NULL) - (b != NULL);
    }
    int order = compare_texts(a->name, b->name);
    return order != 0 ? order : compare_texts(a->sha256, b->sha256);
}

static int compare_places(const po_source_place *a, const po_source_place *b) {
    const uint32_t left[] = {a->page, a->table, a->row, a->column, a->line};
    const uint32_t right[] = {b->page, b->table, b->row, b->column, b->line};
    int order = compare_sources(a->source, b->source);
    order = order != 0 ? order : compare_texts(a->sheet, b->sheet);
    for (size_t i = 0; order == 0 && i < sizeof left / sizeof *left; i++) {
        order = compare_numbers(left[i], right[i]);
    }
    return order;
}

static int compare_all_places(const po_finding *a, const po_finding *b) {
    for (size_t i = 0; i < a->at_count && i < b->at_count; i++) {
        int order = compare_places(&a->at[i], &b->at[i]);
        if (order != 0) {
            return order;
        }
    }
    return compare_numbers(a->at_count, b->at_count);
}

static int compare_arguments(const po_finding *a, const po_finding *b) {
    for (size_t i = 0; i < a->argument_count && i < b->argument_count; i++) {
        int order = compare_texts(a->arguments[i].name, b->arguments[i].name);
        order = order != 0 ? order : compare_texts(a->arguments[i].value, b->arguments[i].value);
        if (order != 0) {
            return order;
        }
    }
    return compare_numbers(a->argument_count, b->argument_count);
}

/* What the id is made of: LEA, program, period, code, natural key. */
static int compare_keys(const po_finding *a, const po_finding *b) {
    const char *const left[] = {a->program, a->code, a->source ? a->source->cds : NULL,
                                a->source ? a->source->period : NULL, a->about};
    const char *const right[] = {b->program, b->code, b->source ? b->source->cds : NULL,
                                 b->source ? b->source->period : NULL, b->about};
    int order = 0;
    for (size_t i = 0; order == 0 && i < sizeof left / sizeof *left; i++) {
        order = compare_texts(left[i], right[i]);
    }
    return order;
}

static int compare_findings(const void *first, const void *second) {
    const po_finding *a = first;
    const po_finding *b = second;
    int order = compare_numbers(a->severity, b->severity);
    order = order != 0 ? order : compare_texts(a->program, b->program);
    order = order != 0 ? order : compare_texts(a->code, b->code);
    order = order != 0 ? order : compare_all_places(a, b);
    order = order != 0 ? order : compare_keys(a, b);
    order = order != 0 ? order : compare_sources(a->source, b->source);
    order = order != 0 ? order : compare_arguments(a, b);
    return order != 0 ? order : compare_texts(a->message, b->message);
}

/* ---- seal -------------------------------------------------------------------------------------
 */

static void drop_repeats(po_findings *findings) {
    po_finding *items = findings->list.items;
    size_t kept = 0;
    for (size_t i = 0; i < findings->list.count; i++) {
        if (kept == 0 || compare_findings(&items[kept - 1], &items[i]) != 0) {
            items[kept++] = items[i];
        }
    }
    findings->list.count = kept;
}

/* Several findings with one key (two drafts of one plan) are told apart by their number in the
 * order of the list. */
static void make_id(po_findings *findings, po_map *seen, po_finding *finding) {
    char id[PO_ID_TEXT_MAX];
    const po_source *source = finding->source;
    for (size_t number = 1;; number++) {
        char *ordinal = number > 1 ? po_arena_printf(findings->arena, "%zu", number) : NULL;
        const char *const parts[] = {"finding",
                                     finding->code,
                                     source ? source->cds : NULL,
                                     finding->program,
                                     source ? source->period : NULL,
                                     finding->about,
                                     ordinal};
        po_id_make(parts, sizeof parts / sizeof *parts, id);
        if (po_map_add(seen, id, finding)) {
            finding->id = po_arena_dup(findings->arena, id);
            return;
        }
    }
}

void po_findings_seal(po_findings *findings) {
    po_map *seen = po_map_create(findings->arena);
    if (findings->list.count > 0) {
        qsort(findings->list.items, findings->list.count, sizeof *findings->list.items,
              compare_findings);
    }
    drop_repeats(findings);
    for (size_t i = 0; i < findings->list.count; i++) {
        make_id(findings, seen, &findings->list.items[i]);
    }
}

bool po_finding_severity_parse(const char *name, po_finding_severity *ret_severity) {
    for (int i = PO_FINDING_REQUIRED; i <= PO_FINDING_WORTH_A_LOOK; i++) {
        if (po_text_equal(name, po_finding_severity_name((po_finding_severity)i))) {
            *ret_severity = (po_finding_severity)i;
            return true;
        }
    }
    return false;
}
