/* SPDX-License-Identifier: Apache-2.0
 *
 * From the elements of a program file to the structs of program.h. The grammar has been checked
 * before: nothing here asks again whether an element or attribute is there, and nothing here judges
 * (program_lint.c does).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "program/program_internal.h"

static const char *attribute(po_program_reader *reader, const xmlNode *node, const char *name) {
    return po_xml_attribute(reader->arena, node, name);
}

/* The text of the child element `name`, or NULL if it is absent or says nothing. */
static const char *child_text(po_program_reader *reader, const xmlNode *node, const char *name) {
    const xmlNode *child = po_xml_child(node, name);
    const char *text = child ? po_xml_text(reader->arena, child) : NULL;
    return po_text_empty(text) ? NULL : text;
}

po_date po_program_read_date(po_program_reader *reader, const xmlNode *node, const char *name) {
    po_date date = {0};
    const char *text = attribute(reader, node, name);
    if (text && !po_date_parse_iso(text, &date))
        po_program_mistake(reader, po_xml_line(node), "PRG-001",
                           "%s=\"%s\" is not a date; write it as 2026-07-01", name, text);
    return date;
}

/* "0.1" as (major << 16) | minor. The grammar lets only digits through; the numbers must still fit.
 */
static uint32_t read_abi(po_program_reader *reader, const xmlNode *node) {
    const char *text = attribute(reader, node, "abi");
    unsigned major = 0, minor = 0;
    char rest = 0;
    /* NOLINTNEXTLINE(cert-err34-c): five digits cannot overflow */
    if (!text || strlen(text) > 11 || sscanf(text, "%5u.%5u%c", &major, &minor, &rest) != 2 ||
        major > 0xffff || minor > 0xffff) {
        po_program_mistake(reader, po_xml_line(node), "PRG-002",
                           "abi=\"%s\" is not a version of the plugin interface; write it as 0.1",
                           text ? text : "");
        return 0;
    }
    return (uint32_t)major << 16 | (uint32_t)minor;
}

static void read_library(po_program_reader *reader, const xmlNode *root) {
    const xmlNode *node = po_xml_child(root, "library");
    if (!node)
        return;
    const char *name = attribute(reader, node, "file");
    reader->program->library = po_program_inside(reader->arena, reader->program->folder, name);
    if (!reader->program->library)
        po_program_mistake(reader, po_xml_line(node), "PRG-003",
                           "the library '%s' must lie inside the program's folder",
                           name ? name : "");
    reader->program->library_abi = read_abi(reader, node);
}

/* "Goal # | Description" as keys, one for each column. */
static void read_columns(po_program_reader *reader, po_sign *sign) {
    char **pieces = NULL;
    sign->column_count = po_text_split(reader->arena, sign->text, '|', &pieces);
    const char **keys = PO_NEW_ARRAY(reader->arena, const char *, sign->column_count);
    for (size_t i = 0; i < sign->column_count; i++)
        keys[i] = po_text_key(reader->arena, pieces[i]);
    sign->columns = keys;
}

static void read_sign(po_program_reader *reader, const xmlNode *node) {
    const char *name = po_xml_name(node);
    po_sign sign = {.text = po_xml_text(reader->arena, node),
                    .weight = (int)po_xml_attribute_long(node, "weight", 0)};
    sign.key = po_text_key(reader->arena, sign.text);
    sign.kind = po_text_equal(name, "label")
                    ? PO_SIGN_LABEL
                    : (po_text_equal(name, "phrase") ? PO_SIGN_PHRASE : PO_SIGN_COLUMNS);
    if (sign.kind == PO_SIGN_COLUMNS)
        read_columns(reader, &sign);
    if (sign.key[0] == '\0') {
        po_program_mistake(reader, po_xml_line(node), "PRG-004",
                           "this <%s> names no letters or digits to look for", name);
        return;
    }
    *PO_LIST_ADD(reader->arena, &reader->program->signs) = sign;
}

static void read_recognition(po_program_reader *reader, const xmlNode *root) {
    const xmlNode *node = po_xml_child(root, "recognition");
    if (!node)
        return; /* a program of dates only: it has no documents */
    reader->program->recognition_threshold = (int)po_xml_attribute_long(node, "threshold", 1);
    reader->program->unread = child_text(reader, node, "unread");
    for (const xmlNode *sign = po_xml_child(node, NULL); sign; sign = po_xml_next(sign, NULL))
        if (!po_text_equal(po_xml_name(sign), "unread"))
            read_sign(reader, sign);
}

static void read_form(po_program_reader *reader, const xmlNode *node) {
    const char *name = attribute(reader, node, "file");
    po_form_reference form = {.id = attribute(reader, node, "id")};
    form.path = po_program_inside(reader->arena, reader->program->folder, name);
    if (!form.path) {
        po_program_mistake(reader, po_xml_line(node), "PRG-005",
                           "the form '%s' must lie inside the program's folder", name ? name : "");
        return;
    }
    if (!po_path_is_file(form.path))
        po_program_mistake(reader, po_xml_line(node), "PRG-006", "the form file '%s' is not there",
                           form.path);
    *PO_LIST_ADD(reader->arena, &reader->program->forms) = form;
}

static void read_fact(po_program_reader *reader, const xmlNode *node) {
    po_fact *fact = PO_LIST_ADD(reader->arena, &reader->program->facts);
    fact->name = attribute(reader, node, "name");
    fact->type = attribute(reader, node, "type");
    fact->level = attribute(reader, node, "level");
    fact->gives = attribute(reader, node, "gives");
    fact->status = attribute(reader, node, "status");
    fact->question = child_text(reader, node, "question");
    fact->line = po_xml_line(node);
}

/* Who, what and how sure: everything of a duty that is a word. */
static void read_duty_words(po_program_reader *reader, const xmlNode *node, po_duty *duty) {
    duty->id = attribute(reader, node, "id");
    duty->authority = attribute(reader, node, "authority");
    duty->bearer = attribute(reader, node, "bearer");
    duty->instrument = attribute(reader, node, "instrument");
    duty->preparer = attribute(reader, node, "preparer");
    duty->approver = attribute(reader, node, "approver");
    duty->recipient = attribute(reader, node, "recipient");
    duty->checked = attribute(reader, node, "checked");
    const char *confidence = attribute(reader, node, "confidence");
    duty->confidence = confidence ? confidence[0] : 'L';
    duty->line = po_xml_line(node);
}

static void read_duty(po_program_reader *reader, const xmlNode *node) {
    po_duty *duty = PO_LIST_ADD(reader->arena, &reader->program->duties);
    read_duty_words(reader, node, duty);
    duty->title = child_text(reader, node, "title");
    duty->text = child_text(reader, node, "text");
    duty->purpose = child_text(reader, node, "purpose");
    duty->citation = child_text(reader, node, "citation");
    duty->population = child_text(reader, node, "population");
    duty->timing = child_text(reader, node, "timing");
    duty->evidence = child_text(reader, node, "evidence");
    duty->when = child_text(reader, node, "when");
    duty->doubt = child_text(reader, node, "doubt");
    duty->source = child_text(reader, node, "source");
    duty->valid_from = po_program_read_date(reader, node, "from");
    duty->valid_until = po_program_read_date(reader, node, "until");
    (void)po_program_read_date(reader, node, "checked");
    for (const xmlNode *child = po_xml_child(node, "deadline"); child;
         child = po_xml_next(child, "deadline")) {
        po_deadline *deadline = PO_LIST_ADD(reader->arena, &duty->deadlines);
        po_deadline_read(reader, child, deadline);
        if (!deadline->confidence)
            deadline->confidence = duty->confidence;
    }
}

static void read_lets(po_program_reader *reader, const xmlNode *node, po_check *check) {
    size_t count = 0;
    for (const xmlNode *let = po_xml_child(node, "let"); let; let = po_xml_next(let, "let"))
        count++;
    check->lets = PO_NEW_ARRAY(reader->arena, struct po_let, count);
    for (const xmlNode *let = po_xml_child(node, "let"); let; let = po_xml_next(let, "let")) {
        struct po_let *item = &check->lets[check->let_count++];
        item->name = attribute(reader, let, "name");
        item->expression = po_xml_text(reader->arena, let);
    }
}

static void read_check(po_program_reader *reader, const xmlNode *node) {
    po_check *check = PO_LIST_ADD(reader->arena, &reader->program->checks);
    const xmlNode *assertion = po_xml_child(node, "assert");
    check->code = attribute(reader, node, "code");
    check->severity = attribute(reader, node, "severity");
    check->citation = attribute(reader, node, "citation");
    check->over = attribute(reader, node, "over");
    check->across = attribute(reader, node, "across") != NULL;
    check->message = attribute(reader, node, "message");
    check->action = attribute(reader, node, "action");
    if (!check->action && check->message)
        check->action = po_arena_printf(reader->arena, "%s.do", check->message);
    check->who = attribute(reader, node, "who");
    check->duty = attribute(reader, node, "duty");
    check->when = child_text(reader, node, "when");
    check->assertion = po_xml_text(reader->arena, assertion);
    check->tolerance = attribute(reader, assertion, "tolerance");
    if (!check->tolerance)
        check->tolerance = "0";
    check->gap = child_text(reader, node, "gap");
    check->line = po_xml_line(node);
    read_lets(reader, node, check);
}

static void read_demand(po_program_reader *reader, const xmlNode *node) {
    po_demand *demand = PO_LIST_ADD(reader->arena, &reader->program->demands);
    demand->code = attribute(reader, node, "code");
    demand->severity = attribute(reader, node, "severity");
    demand->citation = attribute(reader, node, "citation");
    demand->message = attribute(reader, node, "message");
    demand->school = attribute(reader, node, "school");
    demand->school = demand->school ? demand->school : demand->message;
    demand->action = po_arena_printf(reader->arena, "%s.do", demand->message);
    demand->who = attribute(reader, node, "who");
    demand->duty = attribute(reader, node, "duty");
    demand->of_count = po_text_split(reader->arena, attribute(reader, node, "of"), ' ', &demand->of);
    demand->show = attribute(reader, node, "show");
    demand->prompt = attribute(reader, node, "prompt");
    demand->goal_type = attribute(reader, node, "goal-type");
    demand->until = po_program_read_date(reader, node, "until");
    demand->line = po_xml_line(node);
}

void po_program_read_checks(po_program_reader *reader, const xmlNode *checks) {
    for (const xmlNode *check = po_xml_child(checks, "check"); check;
         check = po_xml_next(check, "check"))
        read_check(reader, check);
    for (const xmlNode *demand = po_xml_child(checks, "demand"); demand;
         demand = po_xml_next(demand, "demand"))
        read_demand(reader, demand);
}

/* Calls `read` for each `item` inside the element `list` of the root, if there is one. */
static void read_list(po_program_reader *reader, const xmlNode *root, const char *list,
                      const char *item, void (*read)(po_program_reader *, const xmlNode *)) {
    const xmlNode *parent = po_xml_child(root, list);
    if (!parent)
        return;
    for (const xmlNode *node = po_xml_child(parent, item); node; node = po_xml_next(node, item))
        read(reader, node);
}

/* The file named by the child `name`, or NULL. */
static const char *part_file(po_program_reader *reader, const xmlNode *root, const char *name) {
    const xmlNode *node = po_xml_child(root, name);
    return node ? attribute(reader, node, "file") : NULL;
}

void po_program_read(po_program_reader *reader, const xmlNode *root, po_program_files *ret_files) {
    po_program *program = reader->program;
    program->id = attribute(reader, root, "id");
    program->version = attribute(reader, root, "version");
    program->license = attribute(reader, root, "license");
    program->visibility = attribute(reader, root, "visibility");
    program->title = child_text(reader, root, "title");
    program->short_title = child_text(reader, root, "short-title");
    program->agency = child_text(reader, root, "agency");
    program->summary = child_text(reader, root, "summary");
    read_library(reader, root);
    read_recognition(reader, root);
    read_list(reader, root, "forms", "form", read_form);
    read_list(reader, root, "facts", "fact", read_fact);
    read_list(reader, root, "duties", "duty", read_duty);
    po_program_read_calendar(reader, root);
    *ret_files = (po_program_files){.checks = part_file(reader, root, "checks"),
                                    .holidays = part_file(reader, root, "holidays"),
                                    .due_tests = part_file(reader, root, "due-tests"),
                                    .review = part_file(reader, root, "review"),
                                    .evidence = part_file(reader, root, "evidence")};
    const xmlNode *checks = po_xml_child(root, "checks");
    if (checks && !ret_files->checks)
        po_program_read_checks(reader, checks);
}
