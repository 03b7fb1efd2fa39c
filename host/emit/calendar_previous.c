/* SPDX-License-Identifier: Apache-2.0
 *
 * The previous build's calendar.json: from it come sequence numbers, days of revision, and entries that are no longer due (cancelled, kept a year so
 * that calendars which subscribed take them out).
 */
#include <cjson/cJSON.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "emit/calendar.h"

static const char *text_of(const po_calendar *calendar, const cJSON *object, const char *name) {
    return po_arena_dup(calendar->arena, cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name)));
}

static po_date date_of(const cJSON *object, const char *name) {
    po_date date = {0};
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
    return text && po_date_parse_iso(text, &date) ? date : (po_date){0};
}

static int sequence_of(const cJSON *object) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, "sequence");
    return cJSON_IsNumber(item) && item->valueint > 0 ? item->valueint : 0;
}

static po_calendar_entry read_entry(const po_calendar *calendar, const cJSON *item) {
    return (po_calendar_entry){.uid = text_of(calendar, item, "uid"),
                               .duty = text_of(calendar, item, "duty"),
                               .milestone = text_of(calendar, item, "milestone"),
                               .program = text_of(calendar, item, "program"),
                               .program_title = text_of(calendar, item, "program_title"),
                               .title = text_of(calendar, item, "title"),
                               .date = date_of(item, "date"),
                               .kind = text_of(calendar, item, "kind"),
                               .act = text_of(calendar, item, "act"),
                               .status = text_of(calendar, item, "status"),
                               .authority = text_of(calendar, item, "authority"),
                               .citation = text_of(calendar, item, "citation"),
                               .role = text_of(calendar, item, "role"),
                               .recipient = text_of(calendar, item, "recipient"),
                               .cds = text_of(calendar, item, "cds"),
                               .site = text_of(calendar, item, "site"),
                               .period = text_of(calendar, item, "period"),
                               .state = text_of(calendar, item, "state"),
                               .confidence = text_of(calendar, item, "confidence"),
                               .identification = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, "identification")),
                               .of_school = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, "of_school")),
                               .sequence = sequence_of(item),
                               .revised = date_of(item, "revised"),
                               .cancelled_on = date_of(item, "cancelled_on"),
                               .fingerprint = text_of(calendar, item, "fingerprint")};
}

static void follow_entry(po_calendar_entry *entry, const po_calendar_entry *before) {
    bool moved = po_date_compare(entry->date, before->date) != 0;
    bool back = !po_date_none(before->cancelled_on);
    entry->sequence = before->sequence + (moved || back);
    if (!moved && !back && po_text_equal(entry->fingerprint, before->fingerprint) && !po_date_none(before->revised))
        entry->revised = before->revised;
}

/* Kept for a year after it was cancelled; one without a date was never in anybody's calendar. */
static void keep_cancelled(po_calendar *calendar, po_calendar_entry entry) {
    bool fresh = po_date_none(entry.cancelled_on);
    if (po_date_none(entry.date) || !entry.uid || !entry.title)
        return;
    if (fresh) {
        entry.cancelled_on = entry.revised = calendar->as_of;
        entry.sequence++;
    }
    if (po_date_compare(po_date_add_years(entry.cancelled_on, 1), calendar->as_of) < 0)
        return;
    entry.status = "cancelled";
    *PO_LIST_ADD(calendar->arena, &calendar->entries) = entry;
}

/* What lies before the years that are written now was not cancelled, it is over. */
static bool is_over(const po_calendar *calendar, const po_calendar_entry *entry) {
    const po_calendar_filter years = {.first_year = calendar->first_year, .year_count = calendar->year_count};
    return po_date_none(entry->cancelled_on) && !po_calendar_wanted(entry, &years);
}

static void follow_all(po_calendar *calendar, const cJSON *entries) {
    po_map *now = po_map_create(calendar->arena);
    size_t count = calendar->entries.count;
    for (size_t i = 0; i < count; i++)
        po_map_set(now, calendar->entries.items[i].uid, &calendar->entries.items[i]);
    PO_LIST(po_calendar_entry) gone = {0};
    const cJSON *item;
    cJSON_ArrayForEach(item, entries) {
        po_calendar_entry before = read_entry(calendar, item);
        po_calendar_entry *entry = before.uid ? po_map_get(now, before.uid) : NULL;
        if (entry)
            follow_entry(entry, &before);
        else if (po_text_equal(before.cds, calendar->cds) || before.of_school)
            *PO_LIST_ADD(calendar->arena, &gone) = before;
    }
    for (size_t i = 0; i < gone.count; i++)
        if (!is_over(calendar, &gone.items[i]))
            keep_cancelled(calendar, gone.items[i]);
}

po_status po_calendar_follow(po_calendar *calendar, const char *path, po_error *err) {
    char *text = NULL;
    size_t size = 0;
    if (!po_path_is_file(path))
        return PO_OK;
    po_status status = po_file_read(calendar->arena, path, PO_LIMIT_CALENDAR_BYTES, &text, &size, err);
    if (status != PO_OK)
        return status;
    cJSON *root = cJSON_Parse(text);
    const char *format = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(root, "format"));
    if (po_text_equal(format, "planonce/calendar/1"))
        follow_all(calendar, cJSON_GetObjectItemCaseSensitive(root, "entries"));
    else
        status = po_error_set(err, PO_E_INPUT, "'%s' is not a calendar that planonce wrote; name the folder of the previous build", path);
    cJSON_Delete(root);
    return status;
}
