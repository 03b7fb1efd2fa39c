/* SPDX-License-Identifier: Apache-2.0
 *
 * Identification of a document from its records, by the crosswalk's <identify> part. See
 * source_identify.h.
 */
#include "crosswalk/source_identify.h"

#include <string.h>

#include "base/text.h"
#include "crosswalk/crosswalk_parts.h"
#include "model/cds.h"

/* One identification under way. */
typedef struct po_identifier {
    const po_crosswalk *crosswalk;
    po_arena *arena;
    const po_record_set *records;
    po_diagnostics *diagnostics;
    po_source *source;
} po_identifier;

static const po_record *first_record(const po_record_set *records, const char *type) {
    for (size_t i = 0; i < records->records.count; i++)
        if (po_text_equal(records->records.items[i].type, type))
            return &records->records.items[i];
    return NULL;
}

static const po_field *sign_field(const po_identifier *identifier, const po_sign_place *sign) {
    const po_record *record = first_record(identifier->records, sign->record);
    const po_field *field = record ? po_record_field(record, sign->field) : NULL;
    return field && !(po_text_empty(field->text) && po_text_empty(field->value)) ? field : NULL;
}

static const char *field_says(const po_field *field) {
    return field->value ? field->value : field->text;
}

static void take_cds(po_identifier *identifier, const po_sign_place *sign, const po_field *field) {
    char cds[PO_CDS_TEXT_MAX];
    po_cds_reading reading;
    if (identifier->source->cds)
        return;
    bool read = po_cds_parse(field->text, cds, &reading);
    if (!read && field->value)
        read = po_cds_parse(field->value, cds, &reading);
    if (read) {
        identifier->source->cds = po_arena_dup(identifier->arena, cds);
        char lea[PO_CDS_TEXT_MAX];
        po_cds_lea(cds, lea);
        identifier->source->lea_cds =
            sign->of_school ? po_arena_dup(identifier->arena, lea) : identifier->source->cds;
    }
    if (*po_cds_describe(reading) != '\0')
        po_diagnose(identifier->diagnostics, read ? PO_NOTE : PO_WARNING,
                    read ? "XW-301" : "XW-302", identifier->source->name, NULL,
                    "CDS code \"%.40s\": %s%s", field->text, po_cds_describe(reading),
                    read ? "" : "; the document joins others only by its LEA's name");
}

static void take_name(po_identifier *identifier, const po_field *field) {
    if (!identifier->source->lea_name)
        identifier->source->lea_name = po_text_squeeze(identifier->arena, field->text);
}

static void take_year(po_identifier *identifier, const po_field *field) {
    if (identifier->source->plan_year)
        return;
    const char *text = field_says(field);
    int year = po_school_year_parse(text);
    if (!year) {
        const char *found = po_find_school_year(identifier->arena, text, NULL);
        year = found ? po_school_year_parse(found) : 0;
    }
    identifier->source->plan_year = year;
}

static void take_adopted(po_identifier *identifier, const po_field *field) {
    po_date date;
    if (!po_date_none(identifier->source->adopted))
        return;
    if ((field->value && po_date_parse_iso(field->value, &date)) ||
        po_date_parse_printed(field->text, &date))
        identifier->source->adopted = date;
}

/* The first of the sign's phrases that stands in the text as whole words. */
static const char *phrase_in(po_arena *arena, const po_sign_place *sign, const char *text) {
    const char *words = po_arena_printf(arena, " %s ", po_text_words(arena, text));
    for (size_t i = 0; i < sign->word_count; i++)
        if (strstr(words, po_arena_printf(arena, " %s ", po_text_words(arena, sign->words[i]))))
            return sign->words[i];
    return NULL;
}

static void take_version(po_identifier *identifier, const po_sign_place *sign,
                         const po_field *field) {
    const char *phrase =
        identifier->source->version ? NULL : phrase_in(identifier->arena, sign, field->text);
    if (!phrase)
        return;
    char *version = po_arena_dup(identifier->arena, sign->is);
    for (char *dash = version; (dash = strchr(dash, '-'));)
        *dash = ' ';
    identifier->source->version = version;
    identifier->source->version_evidence = po_arena_dup(identifier->arena, phrase);
}

/* A file of data. Its first kind of list that has a year tells which later one takes its place. */
static void take_data(po_identifier *identifier, const po_sign_place *sign) {
    po_source *source = identifier->source;
    const po_sign_place year = {.record = sign->record, .field = sign->year};
    const po_field *field = sign->year && !source->list ? sign_field(identifier, &year) : NULL;
    source->data = true;
    const char *digits = field ? strpbrk(field_says(field), "0123456789") : NULL;
    if (!digits)
        return;
    source->list = po_arena_dup(identifier->arena, sign->record);
    for (; *digits >= '0' && *digits <= '9' && source->list_year < 1000; digits++)
        source->list_year = 10 * source->list_year + (*digits - '0');
    if (!source->period)
        source->period = po_arena_printf(identifier->arena, "%d", source->list_year);
}

static void take_sign(po_identifier *identifier, const po_sign_place *sign) {
    const po_field *field = sign_field(identifier, sign);
    if (!field)
        return;
    if (po_text_equal(sign->what, "cds"))
        take_cds(identifier, sign, field);
    else if (po_text_equal(sign->what, "data"))
        take_data(identifier, sign);
    else if (po_text_equal(sign->what, "nameless"))
        identifier->source->nameless = true;
    else if (po_text_equal(sign->what, "site-name") && !identifier->source->site_name)
        identifier->source->site_name = po_text_squeeze(identifier->arena, field->text);
    else if (po_text_equal(sign->what, "lea-name"))
        take_name(identifier, field);
    else if (po_text_equal(sign->what, "plan-year"))
        take_year(identifier, field);
    else if (po_text_equal(sign->what, "adopted"))
        take_adopted(identifier, field);
    else if (po_text_equal(sign->what, "version"))
        take_version(identifier, sign, field);
    else if (po_text_equal(sign->what, "period") && !identifier->source->period)
        identifier->source->period = po_text_squeeze(identifier->arena, field_says(field));
}

static void copy_document(po_arena *arena, const po_record_set *records, po_source *source) {
    source->name = po_arena_dup(arena, records->source.name ? records->source.name : "");
    source->sha256 = po_arena_dup(arena, records->source.sha256);
    source->media_type = po_arena_dup(arena, records->source.media_type);
    source->program = po_arena_dup(arena, records->program);
    source->template_id = po_arena_dup(arena, records->template_id);
    source->pages = records->source.pages;
    source->records = (uint32_t)records->records.count;
}

/* A plan whose crosswalk names no period is a plan of one year; a document with an adoption date is
 * adopted. */
static void complete(po_arena *arena, po_source *source) {
    if (!source->period && source->plan_year)
        source->period = po_school_year_format(source->plan_year,
                                               po_arena_alloc(arena, PO_SCHOOL_YEAR_TEXT_MAX));
    if (!source->version && !po_date_none(source->adopted)) {
        source->version = "adopted";
        source->version_evidence =
            po_date_format_iso(source->adopted, po_arena_alloc(arena, PO_DATE_TEXT_MAX));
    }
    const char *parts[] = {"source", source->program, source->cds, source->period, source->sha256};
    source->id =
        po_id_make(parts, sizeof parts / sizeof *parts, po_arena_alloc(arena, PO_ID_TEXT_MAX));
}

void po_source_identify(const po_crosswalks *set, po_arena *arena, const po_record_set *records,
                        po_diagnostics *diagnostics, po_source *ret_source) {
    copy_document(arena, records, ret_source);
    po_identifier identifier = {po_crosswalks_find(set, records->program), arena, records,
                                diagnostics, ret_source};
    if (identifier.crosswalk)
        for (size_t i = 0; i < identifier.crosswalk->identify.count; i++)
            take_sign(&identifier, &identifier.crosswalk->identify.items[i]);
    complete(arena, ret_source);
}

/* ---- signs that disagree ------------------------------------------------------------------------ */

static bool other_code(const po_field *field, const po_source *source) {
    char cds[PO_CDS_TEXT_MAX];
    po_cds_reading reading;
    bool read = po_cds_parse(field->text, cds, &reading);
    if (source->cds && read && po_text_equal(cds, source->cds) && field->value)
        read = po_cds_parse(field->value, cds, &reading); /* what is printed and what was made of it */
    return source->cds && (!read || !po_text_equal(cds, source->cds));
}

static bool other_year(po_arena *arena, const po_field *field, const po_source *source) {
    int year = po_school_year_parse(field_says(field));
    if (!year) {
        const char *found = po_find_school_year(arena, field->text, NULL);
        year = found ? po_school_year_parse(found) : 0;
    }
    return year != source->plan_year;
}

/* "Alder Creek" and "Alder Creek Elementary School" are one name. */
static bool other_name(po_arena *arena, const po_field *field, const po_source *source) {
    const char *a = po_text_key(arena, field->text), *b = po_text_key(arena, source->site_name ? source->site_name : "");
    return *b && !strstr(a, b) && !strstr(b, a);
}

static bool disagrees(po_arena *arena, const po_sign_place *sign, const po_field *field, const po_source *source) {
    if (po_text_equal(sign->what, "cds"))
        return other_code(field, source);
    if (po_text_equal(sign->what, "plan-year"))
        return other_year(arena, field, source);
    return po_text_equal(sign->what, "site-name") && other_name(arena, field, source);
}

const char *po_source_contradiction(const po_crosswalks *set, const po_record_set *records, const po_source *source) {
    const po_crosswalk *crosswalk = po_crosswalks_find(set, records->program);
    po_arena *scratch = po_arena_create();
    const po_identifier identifier = {.records = records};
    const char *found = NULL;
    for (size_t i = 0; crosswalk && !source->data && !found && i < crosswalk->identify.count; i++) {
        const po_sign_place *sign = &crosswalk->identify.items[i];
        const po_field *field = sign_field(&identifier, sign);
        if (field && disagrees(scratch, sign, field, source))
            found = sign->what;
    }
    po_arena_destroy(scratch);
    return found;
}
