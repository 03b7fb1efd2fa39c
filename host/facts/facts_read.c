/* SPDX-License-Identifier: Apache-2.0
 *
 * From JSON that its schema has passed to the structs of facts.h. Nothing here judges.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "facts/facts_parts.h"
#include "facts/json_place.h"
#include "model/cds.h"

typedef struct facts_reader {
    po_arena *arena;
    const char *text;
    po_json_step steps[4];
    size_t depth;
} facts_reader;

static const cJSON *member(const cJSON *object, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static const char *text_of(facts_reader *reader, const cJSON *object, const char *name) {
    return po_arena_dup(reader->arena, cJSON_GetStringValue(member(object, name)));
}

static po_date date_of(const cJSON *object, const char *name) {
    po_date date = {0};
    const char *text = cJSON_GetStringValue(member(object, name));
    return text && po_date_parse_iso(text, &date) ? date : (po_date){0};
}

static int integer_of(const cJSON *object, const char *name) {
    const cJSON *item = member(object, name);
    return cJSON_IsNumber(item) ? item->valueint : 0;
}

static int year_of(const cJSON *object, const char *name) {
    const char *text = cJSON_GetStringValue(member(object, name));
    return text ? po_school_year_parse(text) : 0;
}

static const char *cds_of(facts_reader *reader, const cJSON *object) {
    char cds[PO_CDS_TEXT_MAX];
    po_cds_reading reading;
    const char *text = cJSON_GetStringValue(member(object, "cds"));
    return text && po_cds_parse(text, cds, &reading) ? po_arena_dup(reader->arena, cds) : NULL;
}

/* The line of `list`[index] below where the reader is; with `key`, of that member of an object. */
static int line_of(facts_reader *reader, const char *list, const char *key, int index) {
    reader->steps[reader->depth] = (po_json_step){.key = list};
    reader->steps[reader->depth + 1] = (po_json_step){.key = key, .index = index};
    return po_json_line(reader->text, reader->steps, reader->depth + 2);
}

static const char *const *texts_of(facts_reader *reader, const cJSON *list, size_t *ret_count) {
    size_t count = (size_t)cJSON_GetArraySize(list), n = 0;
    const char **texts = PO_NEW_ARRAY(reader->arena, const char *, count);
    const cJSON *item;
    cJSON_ArrayForEach(item, list) if (cJSON_IsString(item)) texts[n++] = po_arena_dup(reader->arena, item->valuestring);
    *ret_count = n;
    return texts;
}

static int by_date(const void *a, const void *b) {
    const po_meeting *left = a, *right = b;
    int order = po_date_compare(left->date, right->date);
    return order ? order : strcmp(left->body, right->body);
}

static void read_meetings(facts_reader *reader, const cJSON *object, po_meetings *meetings) {
    const cJSON *item;
    cJSON_ArrayForEach(item, member(object, "meetings")) {
        po_meeting *meeting = PO_LIST_ADD(reader->arena, meetings);
        meeting->body = text_of(reader, item, "body");
        meeting->date = date_of(item, "date");
        meeting->kind = text_of(reader, item, "kind");
        meeting->kind = meeting->kind ? meeting->kind : "regular";
        meeting->source = text_of(reader, item, "source");
    }
    if (meetings->count > 1)
        qsort(meetings->items, meetings->count, sizeof *meetings->items, by_date);
}

static void read_statuses(facts_reader *reader, const cJSON *object, po_status_letters *statuses) {
    const cJSON *item;
    int index = 0;
    cJSON_ArrayForEach(item, member(object, "statuses")) {
        po_status_letter *status = PO_LIST_ADD(reader->arena, statuses);
        status->status = text_of(reader, item, "status");
        status->dashboard = integer_of(item, "dashboard");
        status->term_year = integer_of(item, "term_year");
        status->reason = text_of(reader, item, "reason");
        status->groups = texts_of(reader, member(item, "groups"), &status->group_count);
        status->tier = text_of(reader, item, "tier");
        status->letter = date_of(item, "letter");
        status->until = date_of(item, "until");
        status->source = text_of(reader, item, "source");
        status->line = line_of(reader, "statuses", NULL, index++);
    }
}

static void read_waivers(facts_reader *reader, const cJSON *object, po_waivers *waivers) {
    const cJSON *item;
    cJSON_ArrayForEach(item, member(object, "waivers")) {
        po_waiver *waiver = PO_LIST_ADD(reader->arena, waivers);
        waiver->duty = text_of(reader, item, "duty");
        waiver->source = text_of(reader, item, "source");
        waiver->from = date_of(item, "from");
        waiver->until = date_of(item, "until");
        waiver->letter = date_of(item, "letter");
    }
}

static void read_events(facts_reader *reader, const cJSON *object, po_fact_events *events) {
    const cJSON *item;
    int index = 0;
    cJSON_ArrayForEach(item, member(object, "events")) {
        po_fact_event *event = PO_LIST_ADD(reader->arena, events);
        event->deadline = text_of(reader, item, "deadline");
        event->plan_year = year_of(item, "plan_year");
        event->date = date_of(item, "date");
        event->attested_by = text_of(reader, item, "attested_by");
        event->attested_on = date_of(item, "attested_on");
        event->pointer = text_of(reader, item, "pointer");
        event->line = line_of(reader, "events", NULL, index++);
    }
}

/* A number as the shortest decimal that gives it, a truth as yes or no. NULL for null: said to be unknown. */
static const char *fact_text(facts_reader *reader, const cJSON *item) {
    char text[PO_DECIMAL_TEXT_MAX];
    po_decimal number;
    if (cJSON_IsNumber(item))
        return po_decimal_from_double(item->valuedouble, &number) ? po_arena_dup(reader->arena, po_decimal_format(number, text)) : "?";
    if (cJSON_IsBool(item))
        return cJSON_IsTrue(item) ? "yes" : "no";
    return po_arena_dup(reader->arena, cJSON_GetStringValue(item));
}

static void read_facts(facts_reader *reader, const cJSON *object, po_given_facts *facts) {
    const cJSON *item;
    cJSON_ArrayForEach(item, member(object, "facts")) {
        if (cJSON_IsNull(item))
            continue;
        po_given_fact *fact = PO_LIST_ADD(reader->arena, facts);
        fact->name = po_arena_dup(reader->arena, item->string);
        fact->text = fact_text(reader, item);
        if (cJSON_IsArray(item))
            fact->values = texts_of(reader, item, &fact->value_count);
        fact->line = line_of(reader, "facts", item->string, 0);
    }
}

static void read_schools(facts_reader *reader, const cJSON *root, po_lea_facts *facts) {
    const cJSON *item;
    int index = 0;
    cJSON_ArrayForEach(item, member(root, "schools")) {
        po_facts_school *school = PO_LIST_ADD(reader->arena, &facts->schools);
        reader->steps[0] = (po_json_step){.key = "schools"};
        reader->steps[1] = (po_json_step){.index = index++};
        reader->depth = 2;
        school->cds = cds_of(reader, item);
        school->name = text_of(reader, item, "name");
        read_meetings(reader, item, &school->meetings);
        read_facts(reader, item, &school->facts);
        read_statuses(reader, item, &school->statuses);
        read_waivers(reader, item, &school->waivers);
        read_events(reader, item, &school->events);
    }
    reader->depth = 0;
}

static void read_days(facts_reader *reader, const cJSON *root, po_lea_facts *facts) {
    const cJSON *item;
    cJSON_ArrayForEach(item, member(root, "school_years")) {
        *PO_LIST_ADD(reader->arena, &facts->years) = (po_school_year){
            .year = year_of(item, "year"), .first = date_of(item, "first_day"), .last = date_of(item, "last_day")};
    }
    cJSON_ArrayForEach(item, member(root, "closed_days")) {
        po_closed_days *days = PO_LIST_ADD(reader->arena, &facts->closed);
        days->from = date_of(item, "from");
        days->to = cJSON_HasObjectItem(item, "to") ? date_of(item, "to") : days->from;
        days->name = text_of(reader, item, "name");
        days->offices = po_text_equal(cJSON_GetStringValue(member(item, "closes")), "offices");
    }
}

static void read_local(facts_reader *reader, const cJSON *root, po_lea_facts *facts) {
    const cJSON *item;
    cJSON_ArrayForEach(item, member(root, "practices")) {
        po_practice *practice = PO_LIST_ADD(reader->arena, &facts->practices);
        practice->deadline = text_of(reader, item, "deadline");
        practice->has_amount = cJSON_HasObjectItem(item, "amount");
        practice->amount = integer_of(item, "amount");
        practice->unit = text_of(reader, item, "unit");
        practice->observed = !cJSON_IsFalse(member(item, "observed"));
    }
    cJSON_ArrayForEach(item, member(root, "roles")) {
        *PO_LIST_ADD(reader->arena, &facts->roles) =
            (po_role_title){.role = text_of(reader, item, "role"), .title = text_of(reader, item, "title")};
    }
}

void po_facts_read(po_arena *arena, const cJSON *root, const char *text, po_lea_facts *facts) {
    facts_reader reader = {.arena = arena, .text = text};
    const cJSON *lea = member(root, "lea");
    const char *type = cJSON_GetStringValue(member(lea, "type"));
    facts->cds = cds_of(&reader, lea);
    facts->name = text_of(&reader, lea, "name");
    facts->single_school = po_text_equal(type, "single-school-district") || po_text_equal(type, "charter");
    facts->type = po_text_equal(type, "single-school-district") ? "district" : po_arena_dup(arena, type);
    facts->statuses_as_of = date_of(root, "statuses_as_of");
    read_schools(&reader, root, facts);
    read_meetings(&reader, root, &facts->meetings);
    read_days(&reader, root, facts);
    read_local(&reader, root, facts);
    read_facts(&reader, root, &facts->facts);
    read_statuses(&reader, root, &facts->statuses);
    facts->calendars = texts_of(&reader, member(root, "calendars"), &facts->calendar_count);
    read_waivers(&reader, root, &facts->waivers);
    read_events(&reader, root, &facts->events);
}
