/* SPDX-License-Identifier: Apache-2.0
 *
 * What the grammar of program files cannot say: that ids are the program's own and stand once, that
 * periods run forward, that what is referred to exists. Each mistake has a code (docs/messages.md)
 * and says what would be right.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "program/program_internal.h"

/* True if `id` is "<program>.<something>". */
static bool own_id(const po_program *program, const char *id) {
    size_t size = strlen(program->id);
    return id && strncmp(id, program->id, size) == 0 && id[size] == '.' && id[size + 1] != '\0';
}

/* Told once for each further use of `key`. */
static void lint_once(po_program_reader *reader, po_map *seen, const char *what, const char *key,
                      int line) {
    if (key && !po_map_add(seen, key, reader->program))
        po_program_mistake(reader, line, "PRG-011",
                           "%s '%s' stands here a second time; each may stand once", what, key);
}

static void lint_duty(po_program_reader *reader, po_map *seen, const po_duty *duty) {
    lint_once(reader, seen, "the duty", duty->id, duty->line);
    if (!own_id(reader->program, duty->id))
        po_program_mistake(reader, duty->line, "PRG-012",
                           "the duty '%s' must begin with the program's id: '%s.…'", duty->id,
                           reader->program->id);
    if (!po_date_none(duty->valid_from) && !po_date_none(duty->valid_until) &&
        po_date_compare(duty->valid_from, duty->valid_until) > 0)
        po_program_mistake(reader, duty->line, "PRG-013",
                           "the duty '%s' is valid until a date before it begins", duty->id);
    if (!duty->title || !duty->text || !duty->citation)
        po_program_mistake(reader, duty->line, "PRG-014",
                           "the duty '%s' needs a title, a text and a citation", duty->id);
    po_map *names = po_map_create(reader->arena);
    for (size_t i = 0; i < duty->deadlines.count; i++)
        lint_once(reader, names, "the deadline", duty->deadlines.items[i].name, duty->line);
}

static void lint_moment(po_program_reader *reader, const po_moment *moment, const po_duty *duty);
static void lint_reference(po_program_reader *reader, const char *reference, const char *where,
                           int line);
static void lint_facts_of(po_program_reader *reader, const char *expression, const char *where,
                          int line);

/* What a deadline says beyond its rule. */
static void lint_deadline(po_program_reader *reader, const po_duty *duty,
                          const po_deadline *deadline) {
    lint_moment(reader, deadline->moment, duty);
    if (deadline->opens)
        lint_moment(reader, deadline->opens, duty);
    lint_facts_of(reader, deadline->when, duty->id, deadline->line);
    lint_facts_of(reader, deadline->expected_without, duty->id, deadline->line);
    for (size_t i = 0; i < deadline->need_count; i++)
        lint_reference(reader, deadline->needs[i], "needs", deadline->line);
}

/* The fact nearest to a misspelt one, for "did you mean". */
static const char *nearest_fact(po_program_reader *reader, const char *name) {
    size_t count = reader->program->facts.count;
    const char **names = PO_NEW_ARRAY(reader->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        names[i] = reader->program->facts.items[i].name;
    return po_text_nearest(name, names, count);
}

static void lint_fact_name(po_program_reader *reader, const char *name, const char *where,
                           int line) {
    if (po_program_fact(reader->program, name))
        return;
    const char *near = nearest_fact(reader, name);
    po_program_mistake(reader, line, "PRG-015",
                       "%s asks for facts.%s, which <facts> does not declare%s%s%s", where, name,
                       near ? "; did you mean facts." : "", near ? near : "", near ? "?" : "");
}

/* Every facts.<name> of a predicate. Only words are looked at: whether it parses is the rules
 * language's to say. */
static void lint_facts_of(po_program_reader *reader, const char *expression, const char *where,
                          int line) {
    for (const char *at = expression; at && (at = strstr(at, "facts.")); at += 6) {
        if (at > expression && (isalnum((unsigned char)at[-1]) || at[-1] == '_' || at[-1] == '.'))
            continue;
        size_t size = strspn(at + 6, "abcdefghijklmnopqrstuvwxyz0123456789_");
        lint_fact_name(reader, po_arena_copy(reader->arena, at + 6, size), where, line);
    }
}

/* True if `anchor` names a duty of this program ("lcap.L33") or one of its deadlines
 * ("lcap.L33#answer"). */
static bool anchor_known(po_program_reader *reader, const char *anchor) {
    const char *mark = strchr(anchor, '#');
    size_t size = mark ? (size_t)(mark - anchor) : strlen(anchor);
    const po_duty *duty =
        po_program_duty(reader->program, po_arena_copy(reader->arena, anchor, size));
    if (!duty || !mark)
        return duty != NULL;
    for (size_t i = 0; i < duty->deadlines.count; i++)
        if (po_text_equal(duty->deadlines.items[i].name, mark + 1))
            return true;
    return false;
}

/* A reference to a duty or deadline of this program must lead somewhere; to another program's it is looked at
 * where all programs are known (host/timeline). */
static void lint_reference(po_program_reader *reader, const char *reference, const char *where,
                           int line) {
    if (own_id(reader->program, reference) ? !anchor_known(reader, reference)
                                           : !strchr(reference, '.'))
        po_program_mistake(reader, line, "PRG-016", "%s names '%s', which is not here", where,
                           reference);
}

static void lint_anchor(po_program_reader *reader, const char *anchor, const po_duty *duty) {
    if (po_text_starts(anchor, "facts."))
        lint_facts_of(reader, anchor, duty->id, duty->line);
    else if (own_id(reader->program, anchor) && !anchor_known(reader, anchor))
        po_program_mistake(reader, duty->line, "PRG-016",
                           "a deadline of '%s' counts from '%s', which is not here", duty->id,
                           anchor);
    else if (!strchr(anchor, '.'))
        po_program_mistake(reader, duty->line, "PRG-016",
                           "a deadline of '%s' counts from '%s'; name a duty (%s.…), its deadline "
                           "(#…) or a fact (facts.…)",
                           duty->id, anchor, reader->program->id);
}

/* Depth is bounded by PO_MOMENT_DEPTH: the reader stops there. */
static void lint_moment(po_program_reader *reader, const po_moment *moment, const po_duty *duty) {
    if (moment->anchor)
        lint_anchor(reader, moment->anchor, duty);
    po_date leap = {2028, (uint8_t)moment->month, (uint8_t)moment->day};
    if (moment->kind == PO_MOMENT_FIXED && !po_date_valid(leap))
        po_program_mistake(reader, duty->line, "PRG-017",
                           "a deadline of '%s' names month %d, day %d, which no year has", duty->id,
                           moment->month, moment->day);
    for (size_t i = 0; i < moment->part_count; i++)
        lint_moment(reader, &moment->parts[i], duty);
}

static void lint_check(po_program_reader *reader, po_map *seen, const po_check *check) {
    lint_once(reader, seen, "the check", check->code, check->line);
    if (po_text_empty(check->message))
        po_program_mistake(reader, check->line, "PRG-018", "the check '%s' has no message key",
                           check->code);
    if (po_text_empty(check->assertion))
        po_program_mistake(reader, check->line, "PRG-019", "the check '%s' asserts nothing",
                           check->code);
    if (check->duty && own_id(reader->program, check->duty) &&
        !po_program_duty(reader->program, check->duty))
        po_program_mistake(reader, check->line, "PRG-020",
                           "the check '%s' serves the duty '%s', which is not here", check->code,
                           check->duty);
    po_map *names = po_map_create(reader->arena);
    for (size_t i = 0; i < check->let_count; i++)
        lint_once(reader, names, "the argument", check->lets[i].name, check->line);
}

/* The folder's name is the id: that is how the registry, the build and a vendor's packages find a
 * program. */
static void lint_folder(po_program_reader *reader) {
    const char *folder = po_path_base(reader->program->folder);
    if (!po_text_equal(folder, reader->program->id))
        po_program_mistake(
            reader, 1, "PRG-021",
            "the program calls itself '%s' but its folder is '%s'; they must be the same",
            reader->program->id, folder);
}

static void lint_duties(po_program_reader *reader) {
    const po_program *program = reader->program;
    po_map *ids = po_map_create(reader->arena);
    for (size_t i = 0; i < program->duties.count; i++) {
        const po_duty *duty = &program->duties.items[i];
        lint_duty(reader, ids, duty);
        lint_facts_of(reader, duty->when, duty->id, duty->line);
        for (size_t k = 0; k < duty->deadlines.count; k++)
            lint_deadline(reader, duty, &duty->deadlines.items[k]);
    }
}

void po_program_lint(po_program_reader *reader) {
    const po_program *program = reader->program;
    po_map *facts = po_map_create(reader->arena);
    po_map *forms = po_map_create(reader->arena);
    po_map *codes = po_map_create(reader->arena);
    lint_folder(reader);
    for (size_t i = 0; i < program->facts.count; i++)
        lint_once(reader, facts, "the fact", program->facts.items[i].name,
                  program->facts.items[i].line);
    for (size_t i = 0; i < program->forms.count; i++)
        lint_once(reader, forms, "the form", program->forms.items[i].id, 1);
    lint_duties(reader);
    for (size_t i = 0; i < program->checks.count; i++)
        lint_check(reader, codes, &program->checks.items[i]);
}
