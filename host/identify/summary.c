/* SPDX-License-Identifier: Apache-2.0
 *
 * Counting, in one pass over the answers, with a few bytes for each agency.
 */
#include "identify/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void po_summary_start(po_arena *arena, po_summary *ret_summary) {
    *ret_summary = (po_summary){.arena = arena, .by_lea = po_map_create(arena)};
}

/* ---- adding ------------------------------------------------------------------------------------
 */

static void count_status(po_summary *summary, const po_identified *result) {
    const char *status = result->status ? result->status->id
                         : result->set  ? "unknown"
                                        : "rule-not-confirmed";
    for (size_t i = 0; i < summary->statuses.count; i++) {
        po_status_count *count = &summary->statuses.items[i];
        if (count->identification == result->identification && count->year == result->year &&
            po_text_equal(count->status, status)) {
            count->count++;
            return;
        }
    }
    *PO_LIST_ADD(summary->arena, &summary->statuses) =
        (po_status_count){.identification = result->identification,
                          .year = result->year,
                          .status = status,
                          .label = result->status ? result->status->label : status,
                          .count = 1};
}

static uint32_t family_bit(po_summary *summary, const char *family) {
    for (size_t i = 0; i < summary->families.count; i++) {
        if (po_text_equal(summary->families.items[i], family)) {
            return UINT32_C(1) << i;
        }
    }
    if (summary->families.count == PO_SUMMARY_FAMILIES_MAX) {
        return 0;
    }
    *PO_LIST_ADD(summary->arena, &summary->families) = family;
    return UINT32_C(1) << (summary->families.count - 1);
}

/* A charter school's programs are its own: its code is not its authorizer's. */
static po_agency *agency_of(po_summary *summary, const po_identify_entity *entity) {
    char key[16];
    memcpy(key, entity->cds, 7);
    key[7] = 0;
    size_t *found = po_map_get(summary->by_lea, key);
    if (!found) {
        po_agency *agency = PO_LIST_ADD(summary->arena, &summary->list);
        memcpy(agency->lea, key, 8);
        found = PO_NEW(summary->arena, size_t);
        *found = summary->list.count - 1;
        po_map_set(summary->by_lea, key, found);
    }
    return &summary->list.items[*found];
}

static void add_history(po_summary *summary, const po_identified *result) {
    po_history *history = PO_LIST_ADD(summary->arena, &summary->histories);
    history->identification = result->identification;
    for (size_t i = 0; i < result->history.count; i++) {
        const po_identified_year *year = &result->history.items[i];
        unsigned at = (unsigned)(year->year - PO_SUMMARY_YEAR_FIRST);
        if (at < 64 && year->identified != PO_EITHER) {
            history->known |= UINT64_C(1) << at;
            history->identified |= year->identified == PO_TRUE ? UINT64_C(1) << at : 0;
        }
    }
}

static void count_differences(po_summary *summary, const po_identified *result) {
    for (size_t i = 0; i < result->differences.count; i++) {
        const po_difference *difference = &result->differences.items[i];
        po_difference_count *found = NULL;
        for (size_t n = 0; n < summary->differences.count && !found; n++) {
            po_difference_count *count = &summary->differences.items[n];
            found = po_text_equal(count->what, difference->what) &&
                            count->reason == difference->reason
                        ? count
                        : NULL;
        }
        if (!found) {
            found = PO_LIST_ADD(summary->arena, &summary->differences);
            found->what = difference->what;
            found->reason = difference->reason;
        }
        found->count++;
    }
}

void po_summary_add(po_summary *summary, const po_identified *result) {
    bool lea = po_text_equal(result->identification->of, "district");
    summary->entities++;
    count_status(summary, result);
    count_differences(summary, result);
    /* A charter school answers for itself, not for the agency whose number its code begins with:
     * it is counted apart. */
    if (lea || po_text_equal(result->identification->of, "school")) {
        po_agency *agency = agency_of(summary, result->entity);
        uint32_t bit = result->status && result->identified == PO_TRUE
                           ? family_bit(summary, result->status->family)
                           : 0;
        agency->with_charters |= bit;
        agency->families |= result->entity->charter ? 0 : bit;
        agency->counted |= !result->entity->charter;
    }
    if (lea) {
        add_history(summary, result);
    }
}

/* ---- counting ----------------------------------------------------------------------------------
 */

/* The most first, then the order of the families. */
static int compare_together(const void *a, const void *b) {
    const po_together_count *left = a;
    const po_together_count *right = b;
    return left->families < right->families ? -1 : left->families > right->families;
}

static void count_together(po_summary *summary) {
    uint32_t all = UINT32_C(1) << summary->families.count;
    for (size_t i = 0; i < summary->list.count; i++) {
        summary->agencies += summary->list.items[i].counted;
    }
    for (uint32_t families = 1; families < all && summary->families.count <= 8; families++) {
        po_together_count count = {.families = families};
        for (size_t i = 0; i < summary->list.count; i++) {
            count.count += (summary->list.items[i].families & families) == families;
            count.with_charters += (summary->list.items[i].with_charters & families) == families;
        }
        if (count.with_charters > 0) {
            *PO_LIST_ADD(summary->arena, &summary->together) = count;
        }
    }
    if (summary->together.count > 1) {
        qsort(summary->together.items, summary->together.count, sizeof *summary->together.items,
              compare_together);
    }
}

/* The newest years of which anything is known. */
static uint64_t years_of(const po_summary *summary, const po_identification *identification,
                         unsigned last) {
    uint64_t known = 0;
    uint64_t kept = 0;
    unsigned count = 0;
    for (size_t i = 0; i < summary->histories.count; i++) {
        known |= summary->histories.items[i].identification == identification
                     ? summary->histories.items[i].known
                     : 0;
    }
    for (int bit = 63; bit >= 0 && (last == 0 || count < last); bit--) {
        if (known >> bit & 1) {
            kept |= UINT64_C(1) << bit;
            count++;
        }
    }
    return kept;
}

static void count_stability(po_summary *summary, const po_identification *identification,
                            unsigned last) {
    uint64_t years = years_of(summary, identification, last);
    po_stability stability = {.identification = identification};
    for (int bit = 0; bit < 64; bit++) {
        if (years >> bit & 1) {
            *PO_LIST_ADD(summary->arena, &stability.years) = PO_SUMMARY_YEAR_FIRST + bit;
        }
    }
    for (size_t i = 0; i < summary->histories.count; i++) {
        const po_history *history = &summary->histories.items[i];
        if (history->identification == identification && (history->known & years) == years) {
            stability.known++;
            stability.ever += (history->identified & years) != 0;
            stability.every += (history->identified & years) == years;
        }
    }
    if (stability.years.count > 1) {
        *PO_LIST_ADD(summary->arena, &summary->stability) = stability;
    }
}

static bool is_counted(const po_summary *summary, const po_identification *identification) {
    for (size_t i = 0; i < summary->stability.count; i++) {
        if (summary->stability.items[i].identification == identification) {
            return true;
        }
    }
    return false;
}

/* Over the newest years, and over all, where there are more. */
void po_summary_finish(po_summary *summary) {
    const po_identification *done = NULL;
    count_together(summary);
    for (size_t i = 0; i < summary->histories.count; i++) {
        const po_identification *identification = summary->histories.items[i].identification;
        if (identification == done || is_counted(summary, identification)) {
            continue;
        }
        done = identification;
        count_stability(summary, identification, PO_SUMMARY_NEWEST_YEARS);
        size_t before = summary->stability.count;
        count_stability(summary, identification, 0);
        if (before > 0 && summary->stability.count > before &&
            summary->stability.items[before].years.count <= PO_SUMMARY_NEWEST_YEARS) {
            summary->stability.count = before;
        }
    }
}

const char *po_summary_families(const po_summary *summary, po_arena *arena, uint32_t families) {
    const char *text = NULL;
    for (size_t i = 0; i < summary->families.count; i++) {
        if (families >> i & 1) {
            const char *family = summary->families.items[i];
            text = text ? po_arena_printf(arena, "%s + %s", text, family) : family;
        }
    }
    return text ? text : "";
}

/* ---- writing -----------------------------------------------------------------------------------
 */

static void write_statuses(const po_summary *summary, po_json *json) {
    po_json_key(json, "statuses");
    po_json_begin_array(json);
    for (size_t i = 0; i < summary->statuses.count; i++) {
        const po_status_count *count = &summary->statuses.items[i];
        po_json_begin_object(json);
        po_json_member(json, "program", count->identification->book->program);
        po_json_member(json, "identification", count->identification->id);
        po_json_member_integer(json, "year", count->year);
        po_json_member(json, "status", count->status);
        po_json_member_integer(json, "count", (int64_t)count->count);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void write_together(const po_summary *summary, po_json *json) {
    po_json_key(json, "together");
    po_json_begin_array(json);
    for (size_t i = 0; i < summary->together.count; i++) {
        const po_together_count *count = &summary->together.items[i];
        po_json_begin_object(json);
        po_json_key(json, "programs");
        po_json_begin_array(json);
        for (size_t f = 0; f < summary->families.count; f++) {
            if (count->families >> f & 1) {
                po_json_string(json, summary->families.items[f]);
            }
        }
        po_json_end_array(json);
        po_json_member_integer(json, "agencies", (int64_t)count->count);
        po_json_member_integer(json, "with_their_charters", (int64_t)count->with_charters);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void write_stability(const po_summary *summary, po_json *json) {
    po_json_key(json, "stability");
    po_json_begin_array(json);
    for (size_t i = 0; i < summary->stability.count; i++) {
        const po_stability *stability = &summary->stability.items[i];
        po_json_begin_object(json);
        po_json_member(json, "identification", stability->identification->id);
        po_json_key(json, "years");
        po_json_begin_array(json);
        for (size_t y = 0; y < stability->years.count; y++) {
            po_json_integer(json, stability->years.items[y]);
        }
        po_json_end_array(json);
        po_json_member_integer(json, "known_in_all_years", (int64_t)stability->known);
        po_json_member_integer(json, "at_least_once", (int64_t)stability->ever);
        po_json_member_integer(json, "every_year", (int64_t)stability->every);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void write_differences(const po_summary *summary, po_json *json) {
    po_json_key(json, "differences");
    po_json_begin_array(json);
    for (size_t i = 0; i < summary->differences.count; i++) {
        const po_difference_count *count = &summary->differences.items[i];
        po_json_begin_object(json);
        po_json_member(json, "what", count->what);
        po_json_member(json, "reason", po_difference_reason_name(count->reason));
        po_json_member_integer(json, "count", (int64_t)count->count);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

void po_summary_write(const po_summary *summary, po_json *json) {
    po_json_key(json, "summary");
    po_json_begin_object(json);
    po_json_member_integer(json, "answers", (int64_t)summary->entities);
    po_json_member_integer(json, "agencies", (int64_t)summary->agencies);
    write_statuses(summary, json);
    write_together(summary, json);
    write_stability(summary, json);
    write_differences(summary, json);
    po_json_end_object(json);
}
