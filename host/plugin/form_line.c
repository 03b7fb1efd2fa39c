/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines: what a heading, a paragraph, a list item or a paragraph in a box says to the form.
 *
 * A line is a label, the beginning of a label that goes on in the next line, a label with its answer behind it, or part of an answer.
 * Traps: short labels ("Goal", "Actions") also occur as words inside answers, so a short label only counts in its own section
 * and not inside a cell; the instructions behind the template repeat every heading, so skipped text is left by strong labels alone;
 * the same label may stand in two sections (the annual update repeats the goals), so the nearest one is meant.
 */
#include <string.h>

#include "base/text.h"
#include "plugin/form_parts.h"
#include "plugin/form_value_parts.h"

enum {
    LONG_LABEL = 24,   /* bytes of a key that nobody writes by accident */
    SHORT_LABEL = 12,  /* below this a word inside a cell is no label */
    HOLD_LABEL = 10,   /* a shorter beginning is not worth waiting for the next line */
    LEAD_LINE = 120,   /* a longer first line is no title */
    IGNORED_LINE = 240 /* a longer line that begins like a page header is text */
};

bool form_within(const form_section *section, const form_section *ancestor) {
    for (; section != NULL; section = section->parent)
        if (section == ancestor)
            return true;
    return ancestor == NULL;
}

static const form_section *enclosing(const form_item *item) {
    return item->kind == FORM_SECTION ? item->section->parent : item->section;
}

static bool shut_away(const form_run *run, const form_section *section) {
    for (; section != NULL; section = section->parent)
        if (section->closed && !form_within(run->section, section))
            return true;
    return false;
}

/* How near a label's item is to where the document is: 0 out of reach, more is nearer. */
static int reach(const form_run *run, const form_label *label, const form_line *line) {
    const form_item *item = label->item;
    if (item->kind == FORM_IGNORE)
        return 1;
    if (run->section != NULL && run->section->skip && !label->strong)
        return 0;
    if (item->numbered && strpbrk(line->text, "0123456789") == NULL)
        return 0;
    const form_section *around = enclosing(item);
    if (shut_away(run, around))
        return 0;
    if (line->in_cell && label->size < SHORT_LABEL && item->kind != FORM_PROMPT)
        return 0;
    if (item->prompt != NULL && item->prompt == run->prompt)
        return 100;
    if (around == NULL)
        return 1;
    if (form_within(run->section, around))
        return 2 + (int)around->depth;
    return label->size >= LONG_LABEL || label->strong ? 1 : 0;
}

/* The nearest of `count` labels with one key, or NULL. */
static const form_label *nearest(const form_run *run, const form_label *labels, size_t count,
                                 const form_line *line) {
    const form_label *best = NULL;
    int best_reach = 0;
    for (size_t i = 0; i < count; i++) {
        int here = reach(run, &labels[i], line);
        if (here > best_reach && !(labels[i].start && labels[i].item->kind == FORM_IGNORE)) {
            best = &labels[i];
            best_reach = here;
        }
    }
    return best;
}

void form_enter(form_run *run, const form_section *section) {
    const form_section *before = run->section;
    if (before == section)
        return;
    run->section = section;
    if (before != NULL && before->sentences.count > 0)
        form_sentences_run(run, before);
}

void form_store_year(form_run *run, const form_target *target, const form_line *line,
                     const form_folded *folded) {
    if (target->record == NULL || target->field == NULL || folded->year_size == 0)
        return;
    form_build *build = form_build_single(run, target->record);
    if (form_build_field(run, build, target)->pieces.count == 0)
        form_build_put(run, build, target,
                       po_arena_copy(run->arena, line->text + folded->year_from, folded->year_size),
                       line->at, line->at_count, line->doubt);
}

static void remember(form_run *run, const form_line *line) {
    if (run->section == NULL || run->section->sentences.count == 0)
        return;
    size_t number = line->heading ? form_number_size(line->text) : 0;
    *PO_LIST_ADD(run->arena, &run->buffered) =
        (form_buffered){.text = line->text + number, .at = line->at, .at_count = line->at_count};
}

static void apply(form_run *run, const form_item *item, const form_line *line,
                  const form_folded *folded) {
    if (item->kind == FORM_IGNORE)
        return;
    run->open.fresh = false;
    run->option = NULL;
    if (item->kind == FORM_SECTION || !form_within(run->section, item->section))
        form_enter(run, item->section);
    form_store_year(run, &item->year, line, folded);
    if (item->kind != FORM_SECTION)
        remember(run, line);
    const form_item *prompt = item->kind == FORM_PROMPT ? item : item->prompt;
    if (prompt == NULL || prompt != run->prompt)
        run->answered = false;
    run->prompt = prompt;
}

/* ---- answers ---- */

static bool said_already(form_run *run, const char *what) {
    return !po_map_add(run->said, what, run);
}

/* The first words of a text, for a message. */
static const char *beginning(po_arena *arena, const char *text) {
    size_t size = strcspn(text, "\n");
    if (size <= 60)
        return po_arena_copy(arena, text, size);
    for (size = 60; size > 40 && text[size] != ' '; size--)
        continue;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    return po_arena_printf(arena, "%.*s…", (int)size, text);
}

static void unplaced(form_run *run, const form_line *line) {
    if (run->section == NULL || run->section->skip || run->section->quiet ||
        run->section->sentences.count > 0)
        return;
    run->unread++;
    const char *what = line->heading ? line->text : run->section->name;
    if (run->unread > 200 || said_already(run, what))
        return;
    const char *words = beginning(run->arena, line->text);
    form_say(run, PO_NOTE, line->heading ? "FORM-011" : "FORM-010", line->at,
             line->heading
                 ? po_arena_printf(run->arena, "the heading '%s' is not in the form %s; what stands "
                                               "under it was not read", words, run->form->id)
                 : po_arena_printf(run->arena, "'%s' stands under no prompt of the form %s and was "
                                               "not read", words, run->form->id));
}

/* Where a line of an answer goes: a short first line may have a field of its own. */
static const form_target *answer_target(const form_run *run, const form_build *build,
                                        const form_line *line) {
    const form_item *prompt = run->prompt;
    bool lead = prompt->lead.field != NULL && !run->answered && strlen(line->text) <= LEAD_LINE &&
                !form_build_has(build, prompt->lead.field);
    return lead ? &prompt->lead : &prompt->target;
}

void form_answer(form_run *run, const form_line *line) {
    if (run->section != NULL && run->section->skip)
        return;
    run->open.fresh = false;
    remember(run, line);
    if (form_option_detail(run, line))
        return;
    if (run->prompt != NULL && run->prompt->one_line && run->answered)
        run->prompt = NULL;
    if (run->prompt == NULL || run->prompt->target.record == NULL) {
        unplaced(run, line);
        return;
    }
    form_build *build = form_build_for_prompt(run, run->prompt, !run->answered);
    const form_target *target = answer_target(run, build, line);
    if (run->prompt->one_line && form_build_has(build, target->field))
        return; /* the same line stands on several pages: the first counts */
    form_build_put(run, build, target, line->text, line->at, line->at_count, line->doubt);
    run->answered = true;
}

/* ---- labels ---- */

static form_line rest_of(const form_line *line, const char *text, size_t from) {
    form_line rest = *line;
    const char *p = text + from;
    while (*p == ' ' || *p == ':' || *p == ']' || *p == '.' || *p == ')' || *p == '#')
        p++;
    rest.text = p;
    return rest;
}

static void match_line(form_run *run, const char *text, form_folded *ret_folded,
                       form_match *ret_match) {
    form_fold(run->arena, text, FORM_FOLD_LABEL, ret_folded);
    form_index_match(&run->form->index, ret_folded, text, ret_match);
}

/* "Goal 2": a numbered label with its number and nothing else begins a record, but not where another question about the record under way
 * waits for its answer, and not where that record has the same number (its heading is repeated). */
static bool number_follows(form_run *run, const form_item *item, const char *text) {
    bool waiting = run->prompt != NULL && run->prompt != item && !run->answered;
    if (waiting && run->prompt->target.record == item->target.record)
        return false;
    const char *number = text + strspn(text, " #");
    size_t size = strlen(number);
    while (size > 0 && strchr(" .:", number[size - 1]) != NULL)
        size--;
    const char *code = po_arena_copy(run->arena, number, size);
    const char *before = item->target.record == NULL ? NULL
        : form_build_text(run->arena, run->current[item->target.record->index], item->target.field);
    return po_value_is_code(code) && !po_text_equal(before, code);
}

/* "Activity 7: data review": a mark that parts a label from a title behind it. */
static bool title_follows(const char *text) {
    static const char *const marks[] = {":", ".", ")", "-", "\xE2\x80\x93", "\xE2\x80\x94"}; /* the last: en and em dash */
    text += strspn(text, " ");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

/* Is a short label at the beginning of a longer line meant as a label? Yes in a heading with a title behind it, with a colon after a one-line prompt, and if the template's own
 * instructions follow it. */
static bool short_prefix_meant(form_run *run, const form_label *label, const form_line *line,
                               size_t after) {
    const char *p = line->text + after;
    if (label->item->numbered)
        return number_follows(run, label->item, p);
    while (*p == ' ' || *p == ']')
        p++;
    if (line->heading && label->item->kind == FORM_PROMPT && title_follows(p))
        return true;
    if (*p == ':')
        return label->item->kind == FORM_PROMPT && label->item->one_line;
    if (label->item->kind != FORM_PROMPT && label->item->kind != FORM_SECTION)
        return false;
    form_folded folded;
    form_match match;
    form_line rest = rest_of(line, line->text, after);
    match_line(run, rest.text, &folded, &match);
    const form_label *next = match.exact != NULL ? match.exact : match.prefix;
    return next != NULL && next->size >= LONG_LABEL && next->item->kind != FORM_IGNORE;
}

static bool ignored_start(const form_run *run, const form_match *match, const char *text) {
    (void)run;
    for (size_t i = 0; i < match->prefix_count; i++)
        if (match->prefix[i].start && match->prefix[i].item->kind == FORM_IGNORE)
            return strlen(text) <= IGNORED_LINE;
    for (size_t i = 0; i < match->exact_count; i++)
        if (match->exact[i].item->kind == FORM_IGNORE)
            return true;
    return false;
}

bool form_ignored(const form_run *run, const char *text) {
    form_folded folded;
    form_match match;
    form_fold(run->arena, text, FORM_FOLD_LABEL, &folded);
    form_index_match(&run->form->index, &folded, text, &match);
    return folded.size == 0 ? !po_value_is_tick(text) && strpbrk(text, "$%-") == NULL
                            : ignored_start(run, &match, text);
}

static void hold(form_run *run, const form_line *line) {
    run->held[run->held_count++] = *line;
}

/* May the next line make a longer label of this one? After a whole label only of the same item, or of instructions of the same prompt. */
static bool may_go_on(const form_match *match, const form_label *whole) {
    for (size_t i = 0; i < match->longer_count; i++) {
        const form_item *item = match->longer[i].item;
        if (whole == NULL || item == whole->item ||
            (item->kind == FORM_TEXT && item->prompt != NULL && item->prompt == whole->item->prompt))
            return true;
    }
    return false;
}

/* "SCHOOL GOAL #1:" below "School Goal #1": the label again, with the record's own number and a colon, asks something else. */
static bool asks_again(form_run *run, const form_item *item, const char *text) {
    if (item->again == NULL || item->target.record == NULL)
        return false;
    const char *number = text + strspn(text, " #");
    size_t size = strlen(number);
    while (size > 0 && number[size - 1] == ' ')
        size--;
    if (size < 2 || number[size - 1] != ':')
        return false;
    const char *before = form_build_text(run->arena, run->current[item->target.record->index], item->target.field);
    return po_text_equal(before, po_arena_copy(run->arena, number, size - 1));
}

/* Bytes of the number that a list or an outline put before a label; 0: there is none, or no label behind it. Outside headings only labels
 * that nobody writes by accident: answers have numbered lines too. */
static size_t number_before_label(form_run *run, const form_line *line) {
    form_folded folded;
    form_match match;
    form_line behind = *line;
    size_t number = form_number_size(line->text);
    if (number == 0 || line->in_cell)
        return 0;
    behind.text += number;
    match_line(run, behind.text, &folded, &match);
    const form_label *label = nearest(run, match.exact, match.exact_count, &behind);
    bool meant = label != NULL;
    if (label == NULL && match.prefix_count > 0) {
        label = nearest(run, match.prefix, match.prefix_count, &behind);
        meant = label != NULL && line->heading && short_prefix_meant(run, label, &behind, folded.to[match.prefix_end - 1]);
    }
    if (label == NULL || label->item->kind == FORM_IGNORE)
        return 0;
    return label->size >= LONG_LABEL || (meant && line->heading) ? number : 0;
}

/* One line by itself; what stands behind a label in it is a line again. */
static void take_alone(form_run *run, form_line line, bool may_hold) {
    if (form_option_line(run, &line) || form_count_line(run, &line))
        return;
    while (!po_text_empty(line.text)) {
        form_folded folded;
        form_match match;
        match_line(run, line.text, &folded, &match);
        if (ignored_start(run, &match, line.text))
            return;
        const form_label *label = nearest(run, match.exact, match.exact_count, &line);
        if (may_hold && folded.size >= HOLD_LABEL && may_go_on(&match, label)) {
            hold(run, &line);
            return;
        }
        if (label != NULL) {
            apply(run, label->item, &line, &folded);
            return;
        }
        label = nearest(run, match.prefix, match.prefix_count, &line);
        size_t after = label == NULL ? 0 : folded.to[match.prefix_end - 1];
        if (label != NULL && asks_again(run, label->item, line.text + after)) {
            apply(run, label->item->again, &line, &folded);
            return;
        }
        if (label == NULL || (label->size < LONG_LABEL &&
                              !short_prefix_meant(run, label, &line, after))) {
            size_t number = number_before_label(run, &line);
            if (number == 0) {
                form_answer(run, &line);
                return;
            }
            line.text += number;
            continue;
        }
        form_line head = line;
        head.text = po_arena_copy(run->arena, line.text, after);
        apply(run, label->item, &head, &folded);
        line = rest_of(&line, line.text, after);
    }
}

void form_flush(form_run *run) {
    form_line held[FORM_HELD_MAX];
    uint32_t count = run->held_count;
    memcpy(held, run->held, sizeof held);
    run->held_count = 0;
    for (uint32_t i = 0; i < count; i++)
        take_alone(run, held[i], false);
}

static const char *with_held(form_run *run, const form_line *line) {
    po_buffer text = {0};
    for (uint32_t i = 0; i < run->held_count; i++) {
        po_buffer_add_text(&text, run->held[i].text);
        po_buffer_add_char(&text, ' ');
    }
    po_buffer_add_text(&text, line->text);
    const char *copy = po_arena_dup(run->arena, po_buffer_text(&text));
    po_buffer_finish(&text);
    return copy;
}

/* Does `line` complete, or go on with, the label that the held lines began? */
static bool take_held(form_run *run, const form_line *line) {
    form_folded folded;
    form_match match;
    form_line whole = run->held[0];
    whole.text = with_held(run, line);
    match_line(run, whole.text, &folded, &match);
    size_t held = strlen(whole.text) - strlen(line->text);
    const form_label *label = nearest(run, match.exact, match.exact_count, &whole);
    if (run->held_count < FORM_HELD_MAX && may_go_on(&match, label)) {
        hold(run, line);
        return true;
    }
    if (label == NULL && match.prefix_end > 0 && folded.to[match.prefix_end - 1] > held)
        label = nearest(run, match.prefix, match.prefix_count, &whole);
    if (label == NULL)
        return false;
    run->held_count = 0;
    take_alone(run, whole, false);
    return true;
}

void form_take_line(form_run *run, const form_line *line) {
    if (po_text_empty(line->text))
        return;
    if (run->held_count > 0) {
        if (take_held(run, line))
            return;
        form_flush(run);
    }
    take_alone(run, *line, true);
}

/* The label that a cell holds, alone or with a title behind it; NULL: none. */
static const form_label *pair_label(form_run *run, const form_line *line, form_folded *ret_folded) {
    form_match match;
    match_line(run, line->text, ret_folded, &match);
    const form_label *found = nearest(run, match.exact, match.exact_count, line);
    if (found != NULL || match.prefix_count == 0)
        return found;
    found = nearest(run, match.prefix, match.prefix_count, line);
    bool titled = found != NULL && title_follows(line->text + ret_folded->to[match.prefix_end - 1]);
    return titled ? found : NULL;
}

/* A row whose first cell is a prompt's label and whose next cell with text is the answer. */
bool form_take_pair(form_run *run, const po_row *row) {
    const po_cell *label = NULL, *answer = NULL;
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (!po_text_empty(row->cells[i].text)) {
            if (label != NULL && answer != NULL)
                return false;
            if (label == NULL)
                label = &row->cells[i];
            else
                answer = &row->cells[i];
        }
    if (answer == NULL || strlen(label->text) > 600)
        return false;
    form_folded folded;
    form_line line = {.text = label->text, .at = label->at, .at_count = label->at_count};
    const form_label *found = pair_label(run, &line, &folded);
    if (found == NULL || found->item->kind != FORM_PROMPT)
        return false;
    apply(run, found->item, &line, &folded);
    form_line value = {.text = answer->text, .at = answer->at, .at_count = answer->at_count,
                       .doubt = answer->doubt, .in_cell = true};
    form_answer(run, &value);
    return true;
}
