/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings of the host about documents and disagreeing values. All are "worth a look": no law
 * forbids them, but somebody should settle them before the plan is trusted.
 *
 * Message keys, each also with ".do" (what to do), and their arguments:
 *   reading.undecided     READ-001  program, documents     several versions of one plan, none can
 * be told to count reading.superseded    READ-002  document, by           another version counts
 *   reading.other-year    READ-003  document, year         a plan of another year
 *   reading.copy          READ-004  document, of           equal bytes
 *   reading.no-lea        READ-005  document               whose it is cannot be seen
 *   reading.unrecognised  READ-006  document               belongs to no installed program
 *   reading.no-form       READ-007  document, program      no form reads this edition
 *   reading.failed        READ-008  document, reason       could not be read
 *   reading.no-year       READ-009  document               shows no plan year
 *   reading.remark        READ-010  document, code, remark the reader was not sure, or left
 * something out model.conflict        MODEL-001 what, field, first, second   documents (or parts of
 * one) give different values
 */
#include "check/reading_check.h"

#include <string.h>

#include "base/text.h"

enum {
    VALUE_SHOWN = 120, /* bytes of a long value */
    ARGUMENTS_MAX = 4
};

/* A finding with its arguments to be added. */
typedef struct remark {
    po_findings *findings;
    po_finding finding;
    po_argument arguments[ARGUMENTS_MAX];
} remark;

static remark begin(po_findings *findings, const char *code, const char *key) {
    remark r = {.findings = findings};
    r.finding.code = code;
    r.finding.severity = PO_FINDING_WORTH_A_LOOK;
    r.finding.message = key;
    r.finding.action = po_arena_printf(findings->arena, "%s.do", key);
    return r;
}

static void say(remark *r, const char *name, const char *value) {
    r->arguments[r->finding.argument_count++] =
        (po_argument){.name = name, .value = po_arena_dup(r->findings->arena, value ? value : "?")};
}

static void finish(const remark *r) {
    po_finding *finding = po_findings_add(r->findings);
    po_argument *arguments = PO_NEW_ARRAY(r->findings->arena, po_argument, ARGUMENTS_MAX);
    memcpy(arguments, r->arguments, sizeof r->arguments);
    *finding = r->finding;
    finding->arguments = arguments;
}

/* About one document as a whole. */
static remark about_source(po_findings *findings, const char *code, const char *key,
                           const po_source *source) {
    remark r = begin(findings, code, key);
    r.finding.source = source;
    r.finding.program = source->program;
    r.finding.about = source->sha256;
    say(&r, "document", source->name);
    return r;
}

/* ---- versions ---------------------------------------------------------------------------------
 */

static bool same_plan(const po_source *a, const po_source *b) {
    return a->plan_year == b->plan_year && po_text_equal(a->program, b->program) &&
           po_text_equal(a->cds, b->cds);
}

static bool undecided_with(const po_source *source, const po_source *first) {
    return source->state == PO_SOURCE_UNDECIDED && same_plan(source, first);
}

/* One finding for each plan: said at its first source. */
static void check_undecided(const po_model *model, size_t first, po_findings *findings) {
    const po_source *source = model->sources.items[first];
    for (size_t i = 0; i < first; i++) {
        if (undecided_with(model->sources.items[i], source)) {
            return;
        }
    }
    po_buffer names = {0};
    PO_LIST(po_source_place) places = {0};
    for (size_t i = first; i < model->sources.count; i++) {
        const po_source *other = model->sources.items[i];
        if (undecided_with(other, source)) {
            po_buffer_add_text(&names, names.size > 0 ? ", " : "");
            po_buffer_add_text(&names, other->name);
            *PO_LIST_ADD(findings->arena, &places) = (po_source_place){.source = other};
        }
    }
    remark r = begin(findings, "READ-001", "reading.undecided");
    r.finding.program = source->program;
    r.finding.about = po_arena_printf(findings->arena, "%s %d", source->cds ? source->cds : "",
                                      source->plan_year);
    r.finding.at = places.items;
    r.finding.at_count = places.count;
    say(&r, "program", source->program_title ? source->program_title : source->program);
    say(&r, "documents", po_buffer_text(&names));
    po_buffer_finish(&names);
    finish(&r);
}

static const char *counted_instead(const po_source *source) {
    return source->superseded_by ? source->superseded_by->name : NULL;
}

static void check_state(const po_model *model, size_t n, po_findings *findings) {
    const po_source *source = model->sources.items[n];
    remark r;
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    switch (source->state) {
    case PO_SOURCE_UNDECIDED:
        check_undecided(model, n, findings);
        return;
    case PO_SOURCE_SUPERSEDED:
        if (source->data)
            return; /* last year's list beside this year's is how lists are kept */
        r = about_source(findings, "READ-002", "reading.superseded", source);
        say(&r, "by", counted_instead(source));
        break;
    case PO_SOURCE_OTHER_YEAR:
        r = about_source(findings, "READ-003", "reading.other-year", source);
        say(&r, "year", source->plan_year ? po_school_year_format(source->plan_year, year) : NULL);
        break;
    case PO_SOURCE_COPY:
        r = about_source(findings, "READ-004", "reading.copy", source);
        say(&r, "of", counted_instead(source));
        break;
    case PO_SOURCE_CURRENT:
    default:
        return;
    }
    finish(&r);
}

/* What a document that counts does not say about itself. */
static void check_identity(const po_source *source, po_findings *findings) {
    if (source->state != PO_SOURCE_CURRENT && source->state != PO_SOURCE_UNDECIDED) {
        return;
    }
    if (!source->cds && !source->lea_name) {
        remark r = about_source(findings, "READ-005", "reading.no-lea", source);
        finish(&r);
    }
    if (source->program && source->plan_year == 0 && !source->data) {
        remark r = about_source(findings, "READ-009", "reading.no-year", source);
        finish(&r);
    }
}

/* ---- values -----------------------------------------------------------------------------------
 */

/* A long value cut at a character's border. */
static const char *shortened(po_arena *arena, const po_value *value) {
    const char *text = value->text ? value->text : value->value;
    if (!text || strlen(text) <= VALUE_SHOWN) {
        return text;
    }
    size_t size = VALUE_SHOWN;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80) {
        size--;
    }
    return po_arena_printf(arena, "%.*s\xE2\x80\xA6", (int)size, text);
}

static bool counts(const po_value *value) {
    return !value->lineage || !value->lineage->source ||
           value->lineage->source->state == PO_SOURCE_CURRENT;
}

static const po_slot *first_of(const po_entity *entity, const po_field_definition *field) {
    for (size_t i = 0; i < entity->slots.count; i++) {
        if (entity->slots.items[i].field == field) {
            return &entity->slots.items[i];
        }
    }
    return NULL;
}

static void add_places(po_findings *findings, const po_value *first, const po_value *second,
                       po_finding *finding) {
    PO_LIST(po_source_place) places = {0};
    const po_lineage *lineages[2] = {first->lineage, second->lineage};
    for (size_t i = 0; i < 2; i++) {
        if (lineages[i] && lineages[i]->at_count > 0) {
            *PO_LIST_ADD(findings->arena, &places) = lineages[i]->at[0];
        }
    }
    finding->at = places.items;
    finding->at_count = places.count;
}

/* What a difference is worth. Two parts of one document often print the same words cut, spaced or shortened otherwise; that is typesetting, and
 * shown beside the value. A number, a date or a code that differs is not. What is in doubt has been said by the reader. */
static bool notable(po_arena *arena, const po_field_definition *field, const po_value *first,
                    const po_value *second) {
    if (first->doubt || second->doubt) {
        return false;
    }
    if (!po_text_equal(field->type, "text")) {
        return (first->value && second->value) || (first->value_count && second->value_count);
    }
    const po_source *source = first->lineage ? first->lineage->source : NULL;
    if (source && second->lineage && second->lineage->source == source) {
        return false;
    }
    const char *a = po_text_key(arena, first->text), *b = po_text_key(arena, second->text);
    return !strstr(a, b) && !strstr(b, a);
}

/* Places that findings rest on already, each with the finding's number: a check of the program that compares these two
 * places has said it better. */
static const char *place_key(po_arena *arena, const po_source_place *at) {
    return po_arena_printf(arena, "%s %u %u %u %u", at->source && at->source->sha256 ? at->source->sha256 : "",
                           at->page, at->table, at->row, at->column);
}

static po_map *places_of(const po_findings *findings) {
    po_map *places = po_map_create(findings->arena);
    for (size_t i = 0; i < findings->list.count; i++) {
        const po_finding *finding = &findings->list.items[i];
        char *mark = PO_NEW(findings->arena, char); /* stands for the finding: the list moves when it grows */
        for (size_t n = 0; n < finding->at_count; n++) {
            po_map_set(places, place_key(findings->arena, &finding->at[n]), mark);
        }
    }
    return places;
}

static bool said_before(const po_findings *findings, const po_map *places, const po_slot *first,
                        const po_slot *second) {
    const po_lineage *a = first->value.lineage, *b = second->value.lineage;
    if (!a || !b || a->at_count == 0 || b->at_count == 0) {
        return false;
    }
    const void *finding = po_map_get(places, place_key(findings->arena, &a->at[0]));
    return finding && finding == po_map_get(places, place_key(findings->arena, &b->at[0]));
}

static void add_conflict(const po_entity *entity, const po_slot *slot, const po_slot *other,
                         po_findings *findings) {
    remark r = begin(findings, "MODEL-001", "model.conflict");
    const char *label = entity->definition->label;
    r.finding.source = entity->source;
    r.finding.program = entity->source ? entity->source->program : NULL;
    r.finding.about = po_arena_printf(findings->arena, "%s %s", entity->id, other->field->id);
    say(&r, "what",
        entity->code ? po_arena_printf(findings->arena, "%s %s", label, entity->code) : label);
    say(&r, "field", other->field->label);
    say(&r, "first", shortened(findings->arena, &slot->value));
    say(&r, "second", shortened(findings->arena, &other->value));
    add_places(findings, &slot->value, &other->value, &r.finding);
    finish(&r);
}

/* Two things with one number, of which a table has a row each: which of them the row means cannot be told, and is no disagreement. */
static bool number_twice(const po_model *model, const po_entity *entity) {
    const po_entity *other;
    for (size_t i = 0; entity->code && (other = po_model_nth(model, entity->definition->id, i)); i++)
        if (other != entity && other->parent == entity->parent && other->source == entity->source && po_text_equal(other->code, entity->code))
            return true;
    return false;
}

static void check_conflict(const po_entity *entity, const po_slot *other, const po_map *places,
                           po_findings *findings) {
    const po_slot *slot = first_of(entity, other->field);
    if (slot && counts(&slot->value) && counts(&other->value) &&
        notable(findings->arena, other->field, &slot->value, &other->value) &&
        !said_before(findings, places, slot, other)) {
        add_conflict(entity, slot, other, findings);
    }
}

void po_reading_checks(const po_model *model, po_findings *findings) {
    for (size_t i = 0; i < model->sources.count; i++) {
        check_state(model, i, findings);
        check_identity(model->sources.items[i], findings);
    }
    const po_map *places = places_of(findings);
    for (size_t i = 0; i < model->entities.count; i++) {
        const po_entity *entity = model->entities.items[i];
        bool looked_at = entity->others.count > 0 && po_entity_current(entity) && !number_twice(model, entity);
        for (size_t n = 0; looked_at && n < entity->others.count; n++) {
            check_conflict(entity, &entity->others.items[n], places, findings);
        }
    }
}

/* ---- documents --------------------------------------------------------------------------------
 */

void po_reading_check_diagnostics(const po_record_set *records, const po_source *source,
                                  po_findings *findings) {
    for (size_t i = 0; i < records->diagnostics.list.count; i++) {
        const po_diagnostic *diagnostic = &records->diagnostics.list.items[i];
        if (diagnostic->severity == PO_NOTE) {
            continue;
        }
        remark r = about_source(findings, "READ-010", "reading.remark", source);
        const char *place = diagnostic->place;
        r.finding.about =
            po_arena_printf(findings->arena, "%s %s %s", source->sha256 ? source->sha256 : "",
                            diagnostic->code, place ? place : "");
        say(&r, "code", diagnostic->code);
        say(&r, "remark",
            place ? po_arena_printf(findings->arena, "%s: %s", place, diagnostic->text)
                  : diagnostic->text);
        finish(&r);
    }
}

void po_reading_check_unread(po_unread_kind kind, const char *name, const char *program_title,
                             const char *reason, po_findings *findings) {
    static const char *const codes[] = {"READ-006", "READ-007", "READ-008", "READ-005"};
    static const char *const keys[] = {"reading.unrecognised", "reading.no-form", "reading.failed",
                                       "reading.no-lea"};
    remark r = begin(findings, codes[kind], keys[kind]);
    r.finding.about = po_arena_dup(findings->arena, name);
    say(&r, "document", name);
    if (kind == PO_UNREAD_NO_FORM) {
        say(&r, "program", program_title);
    }
    if (kind == PO_UNREAD_FAILED) {
        say(&r, "reason", reason);
    }
    finish(&r);
}
