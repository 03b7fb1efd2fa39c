/* SPDX-License-Identifier: Apache-2.0
 *
 * The shared timeline in calendar.json and calendar.html: for each body or office the fewest days, what stands together on each, what permits
 * it, and which rule keeps neighbouring days apart, with who could change it.
 */
#include <stdlib.h>

#include "base/text.h"
#include "emit/calendar_parts.h"
#include "emit/view.h"

static const char *iso(const po_calendar *calendar, po_date date) {
    char text[PO_DATE_TEXT_MAX];
    return po_arena_dup(calendar->arena, po_date_format_iso(date, text));
}

static int by_day(const void *a, const void *b) {
    const po_share_item *left = *(const po_share_item *const *)a, *right = *(const po_share_item *const *)b;
    int order = po_date_compare(left->proposed, right->proposed);
    return order ? order : (left < right ? -1 : left > right);
}

/* The group's items by proposed day. */
static const po_share_item **sorted(const po_calendar *calendar, const po_share_group *group) {
    const po_share_item **items = PO_NEW_ARRAY(calendar->arena, const po_share_item *, group->items.count);
    for (size_t i = 0; i < group->items.count; i++)
        items[i] = &group->items.items[i];
    qsort(items, group->items.count, sizeof(const po_share_item *), by_day);
    return items;
}

static bool same_day(const po_share_item *const *items, size_t i) {
    return i > 0 && po_date_compare(items[i]->proposed, items[i - 1]->proposed) == 0;
}

/* ---- JSON ------------------------------------------------------------------------------------------------- */

static void write_items(po_json *json, const po_calendar *calendar, const po_share_group *group) {
    const po_share_item **items = sorted(calendar, group);
    po_json_key(json, "dates");
    po_json_begin_array(json);
    for (size_t i = 0; i < group->items.count; i++) {
        if (!same_day(items, i)) {
            po_json_begin_object(json);
            po_json_member(json, "date", iso(calendar, items[i]->proposed));
            po_json_key(json, "items");
            po_json_begin_array(json);
        }
        po_json_string(json, items[i]->obligation->step->ref);
        if (i + 1 == group->items.count || !same_day(items, i + 1)) {
            po_json_end_array(json);
            po_json_end_object(json);
        }
    }
    po_json_end_array(json);
}

static void write_moves(po_json *json, const po_calendar *calendar, const po_share_group *group) {
    po_json_key(json, "moves");
    po_json_begin_array(json);
    for (size_t i = 0; i < group->moves.count; i++) {
        const po_share_move *move = &group->moves.items[i];
        po_json_begin_object(json);
        po_json_member(json, "item", move->item->obligation->step->ref);
        po_json_member(json, "from", iso(calendar, move->item->proposed));
        po_json_member(json, "to", iso(calendar, move->to));
        po_json_member(json, "decides", po_decider_name(move->item->decider));
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void write_group(po_json *json, const po_calendar *calendar, const po_share_group *group) {
    po_json_begin_object(json);
    po_json_member_if(json, "cds", calendar->cds);
    po_json_member(json, "role", group->role);
    po_json_member(json, "kind", group->body->meets ? "agenda" : "collection");
    po_json_member_integer(json, "items", (int64_t)group->items.count);
    po_json_member_integer(json, "dates_alone", (int64_t)group->days_alone);
    po_json_member_integer(json, "dates_least", (int64_t)group->days_least);
    po_json_member_if(json, "permits", group->body->text);
    po_json_member_if(json, "citation", group->body->citation);
    write_items(json, calendar, group);
    write_moves(json, calendar, group);
    po_json_end_object(json);
}

void po_calendar_json_share(po_json *json, const po_calendar *const *calendars, size_t count) {
    po_json_key(json, "shared");
    po_json_begin_array(json);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < calendars[i]->share.groups.count; k++)
            if (calendars[i]->share.groups.items[k].days_least != SIZE_MAX)
                write_group(json, calendars[i], &calendars[i]->share.groups.items[k]);
    po_json_end_array(json);
}

/* ---- the page ---------------------------------------------------------------------------------------------- */

static const char *decider_words(const po_calendar *calendar, po_decider decider) {
    static const char *const keys[] = {[PO_DECIDES_DISTRICT] = "decides.district",       [PO_DECIDES_COUNTY] = "decides.county",
                                       [PO_DECIDES_CDE] = "decides.cde",                 [PO_DECIDES_STATE_BOARD] = "decides.state_board",
                                       [PO_DECIDES_LEGISLATURE] = "decides.legislature", [PO_DECIDES_FEDERAL] = "decides.federal"};
    return po_language_raw(calendar->language, keys[decider]);
}

static void view_dates(const po_calendar *calendar, cJSON *group_view, const po_share_group *group) {
    const po_share_item **items = sorted(calendar, group);
    cJSON *dates = cJSON_AddArrayToObject(group_view, "dates"), *list = NULL;
    for (size_t i = 0; i < group->items.count; i++) {
        if (!same_day(items, i)) {
            cJSON *date = po_view_item(dates);
            po_view_text(date, "date", po_view_date(calendar->language, calendar->arena, items[i]->proposed));
            list = cJSON_AddArrayToObject(date, "items");
        }
        cJSON *item = po_view_item(list);
        po_view_text(item, "title", po_step_title(items[i]->obligation->step, calendar->schedule->type));
        po_view_text(item, "program", items[i]->obligation->step->program->short_title);
        po_view_text(item, "until", po_view_date(calendar->language, calendar->arena, items[i]->to));
    }
}

static void view_moves(const po_calendar *calendar, cJSON *group_view, const po_share_group *group) {
    cJSON *moves = cJSON_AddArrayToObject(group_view, "moves");
    for (size_t i = 0; i < group->moves.count; i++) {
        const po_share_move *move = &group->moves.items[i];
        cJSON *item = po_view_item(moves);
        po_view_text(item, "sentence",
                     po_language_sentence(calendar->language, calendar->arena, "calendar.move", "item", po_step_title(move->item->obligation->step, calendar->schedule->type),
                                          "until", po_view_date(calendar->language, calendar->arena, move->item->to), "to",
                                          po_view_date(calendar->language, calendar->arena, move->to), "decides",
                                          decider_words(calendar, move->item->decider), NULL));
    }
    po_view_flag(group_view, "any_moves", group->moves.count > 0);
}

void po_calendar_view_share(const po_calendar *calendar, cJSON *root) {
    cJSON *groups = cJSON_AddArrayToObject(root, "shared");
    for (size_t i = 0; i < calendar->share.groups.count; i++) {
        const po_share_group *group = &calendar->share.groups.items[i];
        if (group->days_least == SIZE_MAX)
            continue;
        cJSON *item = po_view_item(groups);
        po_view_text(item, "id", po_arena_printf(calendar->arena, "share-%zu", i));
        po_view_text(item, "name", po_role_words(calendar, group->role));
        po_view_text(item, "sentence",
                     po_language_sentence(calendar->language, calendar->arena, group->body->meets ? "calendar.share_agenda" : "calendar.share_collection",
                                          "items", po_arena_printf(calendar->arena, "%zu", group->items.count), "alone",
                                          po_arena_printf(calendar->arena, "%zu", group->days_alone), "least",
                                          po_arena_printf(calendar->arena, "%zu", group->days_least), NULL));
        po_view_text(item, "permits", group->body->text);
        po_view_text(item, "citation", group->body->citation);
        view_dates(calendar, item, group);
        view_moves(calendar, item, group);
    }
    po_view_flag(root, "any_shared", cJSON_GetArraySize(groups) > 0);
}
