/* SPDX-License-Identifier: Apache-2.0
 *
 * The store: entities by code, which data cover which counties, and the rows sorted by entity.
 * Filling it: evidence_records.c.
 */
#include "identify/evidence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "identify/evidence_parts.h"

static void number_identifications(po_evidence *evidence) {
    evidence->identification_numbers = po_map_create(evidence->arena);
    for (size_t b = 0; b < evidence->books->books.count; b++) {
        const po_rulebook *book = evidence->books->books.items[b];
        for (size_t i = 0; i < book->identifications.count; i++) {
            po_identification *identification = &book->identifications.items[i];
            po_map_set(evidence->identification_numbers, identification->id, identification);
            for (size_t s = 0; s < identification->sets.count; s++) {
                int indicator = identification->sets.items[s].rate_indicator;
                evidence->rate_indicators |= indicator >= 0 ? UINT64_C(1) << indicator : 0;
            }
        }
        for (size_t i = 0; i < book->row_checks.count; i++) {
            *PO_LIST_ADD(evidence->arena, &evidence->checks) =
                (po_row_check_count){.check = &book->row_checks.items[i]};
        }
    }
}

po_evidence *po_evidence_create(const po_rulebooks *books) {
    po_arena *arena = po_arena_create();
    po_evidence *evidence = PO_NEW(arena, po_evidence);
    evidence->arena = arena;
    evidence->books = books;
    evidence->entity_by_key = po_map_create(arena);
    evidence->texts = po_map_create(arena);
    evidence->coverage = po_arena_array(arena, PO_COVERS_COUNT, sizeof *evidence->coverage);
    evidence->group_coverage = po_arena_array(arena, PO_OF_COUNT, sizeof *evidence->group_coverage);
    number_identifications(evidence);
    return evidence;
}

void po_evidence_destroy(po_evidence *evidence) {
    if (evidence) {
        po_arena_destroy(evidence->arena); /* the evidence stands in it */
    }
}

const char *po_evidence_text(po_evidence *evidence, const char *text) {
    if (!text) {
        return NULL;
    }
    const char *kept = po_map_get(evidence->texts, text);
    if (!kept) {
        char *copy = po_arena_dup(evidence->arena, text);
        po_map_set(evidence->texts, copy, copy);
        kept = copy;
    }
    return kept;
}

/* ---- entities ----------------------------------------------------------------------------------
 */

/* County offices of education have district numbers that begin with 10. */
static bool is_county_office(const char *cds) {
    return cds[2] == '1' && cds[3] == '0' && !po_cds_is_school(cds);
}

po_identify_entity *po_evidence_find(po_evidence *evidence, const char *cds, const char *kind,
                                     uint32_t *ret_index) {
    char key[PO_CDS_TEXT_MAX + 1];
    char code[PO_CDS_TEXT_MAX];
    if (!cds || !po_cds_parse(cds, code, NULL)) {
        return NULL;
    }
    bool school = kind ? po_text_equal(kind, "school") : po_cds_is_school(code);
    snprintf(key, sizeof key, "%c%s", school ? 'S' : 'L', code);
    uint32_t *found = po_map_get(evidence->entity_by_key, key);
    if (!found) {
        po_identify_entity *entity = PO_LIST_ADD(evidence->arena, &evidence->entities);
        *entity = (po_identify_entity){.school = school};
        memcpy(entity->cds, code, sizeof code);
        entity->county_office = is_county_office(code);
        found = PO_NEW(evidence->arena, uint32_t);
        *found = (uint32_t)(evidence->entities.count - 1);
        po_map_set(evidence->entity_by_key, key, found);
    }
    *ret_index = *found;
    return &evidence->entities.items[*found];
}

static int compare_entities(const void *a, const void *b, void *context) {
    const po_identify_entity *items = context;
    const po_identify_entity *left = &items[*(const uint32_t *)a];
    const po_identify_entity *right = &items[*(const uint32_t *)b];
    int order = strcmp(left->cds, right->cds);
    return order != 0 ? order : (int)left->school - (int)right->school;
}

/* ---- coverage ----------------------------------------------------------------------------------
 */

static unsigned county_of(const char *cds) {
    return (unsigned)((cds[0] - '0') * 10 + (cds[1] - '0')) % PO_COUNTIES;
}

po_covers_of po_covers_of_entity(const po_identify_entity *entity) {
    return !entity->school ? PO_OF_LEAS : entity->charter ? PO_OF_CHARTERS : PO_OF_SCHOOLS;
}

static uint64_t *covered(const po_evidence *evidence, po_covers kind, po_covers_of of, int year,
                         unsigned what) {
    unsigned at = (unsigned)(year - PO_YEAR_FIRST);
    if (year < PO_YEAR_FIRST || at >= PO_IDENTIFY_YEARS_MAX || what >= PO_WHAT_MAX) {
        return NULL;
    }
    return &evidence->coverage[kind][of][at][what];
}

void po_evidence_cover(po_evidence *evidence, po_covers kind, const po_identify_entity *entity,
                       int year, unsigned what) {
    uint64_t *bits = covered(evidence, kind, po_covers_of_entity(entity), year, what);
    if (bits) {
        *bits |= UINT64_C(1) << county_of(entity->cds);
    }
}

static unsigned count_bits(uint64_t bits) {
    unsigned count = 0;
    for (; bits; bits &= bits - 1) {
        count++;
    }
    return count;
}

bool po_evidence_covers(const po_evidence *evidence, po_covers kind,
                        const po_identify_entity *entity, int year, unsigned what) {
    const uint64_t *bits = covered(evidence, kind, po_covers_of_entity(entity), year, what);
    return bits && ((*bits >> county_of(entity->cds) & 1) ||
                    count_bits(*bits) >= PO_COUNTIES_STATEWIDE);
}

/* Counties in which rows of the group are there; NULL outside the years that are kept. */
static uint64_t *group_covered(const po_evidence *evidence, const po_identify_entity *entity, int year,
                               unsigned what) {
    unsigned at = (unsigned)(year - PO_YEAR_FIRST);
    if (year < PO_YEAR_FIRST || at >= PO_IDENTIFY_YEARS_MAX || what >= PO_WHAT_MAX) {
        return NULL;
    }
    return evidence->group_coverage[po_covers_of_entity(entity)][at][what];
}

void po_evidence_cover_levels(po_evidence *evidence, const po_identify_entity *entity, int year, unsigned what,
                              uint8_t group) {
    uint64_t *groups = group_covered(evidence, entity, year, what);
    uint64_t county = UINT64_C(1) << county_of(entity->cds);
    int all = evidence->books->all_students;
    if (!groups || (groups[group] & county)) {
        return;
    }
    groups[group] |= county;
    for (uint8_t other = 0; group != all && other < PO_IDENTIFY_GROUPS_MAX; other++) {
        if (other != group && other != all && (groups[other] & county)) {
            po_evidence_cover(evidence, PO_COVERS_LEVELS, entity, year, what);
        }
    }
}

bool po_evidence_covers_levels(const po_evidence *evidence, const po_identify_entity *entity, int year, unsigned what,
                               uint8_t group) {
    const uint64_t *groups = group_covered(evidence, entity, year, what);
    if (!groups || (group != evidence->books->all_students &&
                    po_evidence_covers(evidence, PO_COVERS_UNREAD, entity, year, what))) {
        return false;
    }
    bool own = (groups[group] >> county_of(entity->cds) & 1) || count_bits(groups[group]) >= PO_COUNTIES_STATEWIDE;
    return own || (group != evidence->books->all_students &&
                   po_evidence_covers(evidence, PO_COVERS_LEVELS, entity, year, what));
}

unsigned po_evidence_number(const po_evidence *evidence, const po_identification *identification) {
    unsigned number = 0;
    while (number < po_map_count(evidence->identification_numbers) &&
           po_map_value(evidence->identification_numbers, number) != identification) {
        number++;
    }
    return number;
}

/* ---- sorting -----------------------------------------------------------------------------------
 */

/* Rows by entity, each entity's in the order in which they came: one pass to count, one to place. */
static void *by_entity(po_evidence *evidence, const void *items, size_t count, size_t size,
                       po_slices *slices) {
    size_t entities = evidence->entities.count;
    char *sorted = po_arena_array(evidence->arena, count, size);
    uint32_t *starts = PO_NEW_ARRAY(evidence->arena, uint32_t, entities + 2);
    uint32_t entity;
    for (size_t i = 0; i < count; i++) {
        memcpy(&entity, (const char *)items + i * size, sizeof entity);
        starts[entity + 2]++;
    }
    for (size_t e = 2; e < entities + 2; e++) {
        starts[e] += starts[e - 1];
    }
    for (size_t i = 0; i < count; i++) {
        memcpy(&entity, (const char *)items + i * size, sizeof entity);
        memcpy(sorted + (size_t)starts[entity + 1]++ * size, (const char *)items + i * size, size);
    }
    slices->starts = starts;
    return sorted;
}

#define SORT(list, slices)                                                                         \
    evidence->list.items = by_entity(evidence, evidence->list.items, evidence->list.count,         \
                                     sizeof *evidence->list.items, &evidence->slices)

void po_evidence_seal(po_evidence *evidence) {
    SORT(levels, level_slices);
    SORT(rates, rate_slices);
    SORT(locals, local_slices);
    SORT(officials, official_slices);
    SORT(official_groups, group_slices);
    SORT(official_flags, flag_slices);
    SORT(facts, fact_slices);
    size_t count = evidence->entities.count;
    evidence->order = PO_NEW_ARRAY(evidence->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++) {
        evidence->order[i] = (uint32_t)i;
    }
    qsort_r(evidence->order, count, sizeof *evidence->order, compare_entities,
            evidence->entities.items);
}

/* ---- asking ------------------------------------------------------------------------------------
 */

size_t po_evidence_count(const po_evidence *evidence) {
    return evidence->entities.count;
}

const po_identify_entity *po_evidence_entity(const po_evidence *evidence, size_t n) {
    return &evidence->entities.items[evidence->order[n]];
}

const char *po_evidence_document(const po_evidence *evidence, size_t n) {
    return n < evidence->documents.count ? evidence->documents.items[n] : NULL;
}

size_t po_evidence_rows(const po_evidence *evidence) {
    return evidence->levels.count;
}

const po_row_check_count *po_evidence_checks(const po_evidence *evidence, size_t *ret_count) {
    *ret_count = evidence->checks.count;
    return evidence->checks.items;
}

static bool any_county(const po_evidence *evidence, po_covers kind, po_covers_of of, int year,
                       unsigned what) {
    const uint64_t *bits = covered(evidence, kind, of, year, what);
    return bits && *bits != 0;
}

static bool has_levels(const po_evidence *evidence, po_covers_of of, int year) {
    for (unsigned what = 0; what < PO_WHAT_MAX; what++) {
        for (int kind = PO_COVERS_SEEN; kind <= PO_COVERS_LOWEST_GROUPS; kind++) {
            if (any_county(evidence, (po_covers)kind, of, year, what)) {
                return true;
            }
        }
    }
    return false;
}

void po_evidence_note_year(po_evidence *evidence, const po_identification *identification,
                           int year) {
    unsigned number = po_evidence_number(evidence, identification);
    if (number < PO_WHAT_MAX && evidence->noted[number] < year) {
        evidence->noted[number] = year;
    }
}

/* Whether any of those the identification is about have data. */
static bool has_data(const po_evidence *evidence, const po_identification *identification,
                     unsigned number, int year) {
    bool district = po_text_equal(identification->of, "district");
    bool charter = po_text_equal(identification->of, "charter");
    int first = district ? PO_OF_LEAS : charter ? PO_OF_CHARTERS : PO_OF_SCHOOLS;
    int last = district ? PO_OF_LEAS : PO_OF_CHARTERS;
    for (int of = first; of <= last; of++) {
        if (any_county(evidence, PO_COVERS_OFFICIAL, (po_covers_of)of, year, number) ||
            (identification->sets.count > 0 && has_levels(evidence, (po_covers_of)of, year))) {
            return true;
        }
    }
    return number < PO_WHAT_MAX && evidence->noted[number] == year;
}

int po_evidence_newest(const po_evidence *evidence, const po_identification *identification) {
    unsigned number = po_evidence_number(evidence, identification);
    for (int year = PO_YEAR_FIRST + (int)PO_IDENTIFY_YEARS_MAX - 1; year >= PO_YEAR_FIRST; year--) {
        if (has_data(evidence, identification, number, year)) {
            return year;
        }
    }
    return 0;
}
