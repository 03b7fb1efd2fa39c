/* SPDX-License-Identifier: Apache-2.0
 *
 * The calendar's files in the output folder: four forms of the whole, and a feed for each role and school and for the public.
 */
#include "emit/calendar.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "emit/calendar_parts.h"
#include "emit/mustache.h"

typedef struct calendar_files {
    const po_calendar *calendar;
    const char *folder;
    po_output *output;
} calendar_files;

static po_status add_file(const calendar_files *files, const char *name, const po_buffer *bytes, po_error *err) {
    const char *path = *files->folder ? po_path_join(files->calendar->arena, files->folder, name) : name;
    return po_output_add(files->output, path, po_buffer_text(bytes), bytes->size, err);
}

po_status po_calendar_html(const po_calendar *calendar, const char *templates, const char *version, po_buffer *out, po_error *err) {
    cJSON *view = po_calendar_view_create(calendar, version);
    po_mustache *set = po_mustache_create(templates);
    po_mustache_require_partials(set);
    po_status status = po_mustache_render(set, "calendar", view, out, err);
    po_mustache_destroy(set);
    cJSON_Delete(view);
    return status;
}

/* Nothing but what the filter wants; an empty feed is not written. */
static po_status add_feed(const calendar_files *files, const char *name, const char *what, const po_calendar_filter *filter, po_error *err) {
    const po_calendar *calendar = files->calendar;
    size_t count = 0;
    for (size_t i = 0; i < calendar->entries.count; i++)
        count += !po_date_none(calendar->entries.items[i].date) && po_calendar_wanted(&calendar->entries.items[i], filter);
    if (count == 0)
        return PO_OK;
    po_buffer bytes = {0};
    const char *title = po_language_sentence(calendar->language, calendar->arena, "calendar.feed", "lea",
                                             calendar->name ? calendar->name : "", "what", what, NULL);
    po_calendar_ics(&calendar, 1, filter, po_text_squeeze(calendar->arena, title), &bytes);
    po_status status = add_file(files, name, &bytes, err);
    po_buffer_finish(&bytes);
    return status;
}

static po_status add_role_feeds(const calendar_files *files, po_error *err) {
    const po_calendar *calendar = files->calendar;
    po_map *seen = po_map_create(calendar->arena);
    po_status status = PO_OK;
    for (size_t i = 0; i < calendar->entries.count && status == PO_OK; i++) {
        const char *role = calendar->entries.items[i].role;
        if (!role || strspn(role, "abcdefghijklmnopqrstuvwxyz-") != strlen(role) || !po_map_add(seen, role, files->output))
            continue;
        const po_calendar_filter filter = {.role = role};
        const char *name = po_arena_printf(calendar->arena, "feeds/role-%s.ics", role);
        status = add_feed(files, name, po_role_words(calendar, role), &filter, err);
    }
    return status;
}

static po_status add_school_feeds(const calendar_files *files, po_error *err) {
    const po_calendar *calendar = files->calendar;
    po_status status = PO_OK;
    for (size_t i = 0; i < calendar->schedule->sites.count && status == PO_OK; i++) {
        const po_schedule_site *site = &calendar->schedule->sites.items[i];
        const po_calendar_filter filter = {.cds = site->cds};
        const char *name = po_arena_printf(calendar->arena, "feeds/school-%s.ics", site->cds);
        status = add_feed(files, name, site->name ? site->name : site->cds, &filter, err);
    }
    return status;
}

static po_status add_wholes(const calendar_files *files, po_error *err) {
    const po_calendar *calendar = files->calendar;
    const po_calendar_filter all = {0};
    po_buffer json = {0}, csv = {0};
    po_calendar_json(&calendar, 1, &all, &json);
    po_calendar_csv(&calendar, 1, &all, &csv);
    po_status status = add_file(files, "calendar.json", &json, err);
    if (status == PO_OK)
        status = add_file(files, "calendar.csv", &csv, err);
    po_buffer_finish(&json);
    po_buffer_finish(&csv);
    return status;
}

po_status po_emit_calendar(const po_calendar *calendar, const char *templates, const char *version, const char *folder, po_output *output,
                           po_error *err) {
    const calendar_files files = {.calendar = calendar, .folder = folder, .output = output};
    const po_calendar_filter all = {0}, open = {.public_only = true};
    po_buffer page = {0};
    po_status status = add_wholes(&files, err);
    if (status == PO_OK)
        status = po_calendar_html(calendar, templates, version, &page, err);
    if (status == PO_OK)
        status = add_file(&files, "calendar.html", &page, err);
    po_buffer_finish(&page);
    if (status == PO_OK)
        status = add_feed(&files, "calendar.ics", po_language_raw(calendar->language, "calendar.feed_all"), &all, err);
    if (status == PO_OK)
        status = add_feed(&files, "feeds/public.ics", po_language_raw(calendar->language, "calendar.feed_public"), &open, err);
    if (status == PO_OK)
        status = add_role_feeds(&files, err);
    return status == PO_OK ? add_school_feeds(&files, err) : status;
}
