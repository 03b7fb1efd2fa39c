/* SPDX-License-Identifier: Apache-2.0
 *
 * Counts over many answers: how many have which status, which agencies carry which programs
 * together, how stable identification was over the years. Every share has its denominator with it.
 */
#ifndef PO_IDENTIFY_SUMMARY_H
#define PO_IDENTIFY_SUMMARY_H

#include "base/json_writer.h"
#include "identify/identify.h"

#define PO_SUMMARY_FAMILIES_MAX 16u
/* Stability is told over so many of the newest years, and over all. */
#define PO_SUMMARY_NEWEST_YEARS 3u

typedef struct po_status_count {
    const po_identification *identification;
    int year;
    const char *status; /* id, "unknown" or "rule-not-confirmed" */
    const char *label;
    size_t count;
} po_status_count;

/* Agencies that carry all families of a set (bits) at once, and possibly others. */
typedef struct po_together_count {
    uint32_t families;
    size_t count;
    size_t with_charters; /* counting charter schools to the agency whose number their code begins with */
} po_together_count;

typedef struct po_stability {
    const po_identification *identification;
    PO_LIST(int) years;          /* of which something is known */
    size_t known;                /* agencies known in all of these years */
    size_t ever, every;          /* of those: identified at least once; in every year */
} po_stability;

typedef struct po_difference_count {
    const char *what;
    po_difference_reason reason;
    size_t count;
} po_difference_count;

typedef struct po_agency {
    char lea[8];
    uint32_t families, with_charters;
    bool counted; /* more than charter schools is known of it */
} po_agency;

typedef struct po_history {
    const po_identification *identification;
    uint64_t known, identified; /* bit n: year PO_SUMMARY_YEAR_FIRST + n */
} po_history;

typedef struct po_summary {
    po_arena *arena;
    size_t entities, agencies;
    PO_LIST(po_status_count) statuses;
    PO_LIST(const char *) families; /* bit n of a set: the nth */
    PO_LIST(po_together_count) together;
    PO_LIST(po_stability) stability;
    PO_LIST(po_difference_count) differences;
    PO_LIST(po_agency) list;
    po_map *by_lea; /* agencies by their code */
    PO_LIST(po_history) histories;
} po_summary;

#define PO_SUMMARY_YEAR_FIRST 2000

/* Ownership: everything belongs to `arena`; identifications are borrowed. */
void po_summary_start(po_arena *arena, po_summary *ret_summary);
void po_summary_add(po_summary *summary, const po_identified *result);

/* Counts what was added. */
void po_summary_finish(po_summary *summary);

/* The members of planonce/identify/1 that count (docs/identify.md), into an object under way. */
void po_summary_write(const po_summary *summary, po_json *json);

/* "CSI, DA" for a set of families. */
const char *po_summary_families(const po_summary *summary, po_arena *arena, uint32_t families);

#endif
