/* SPDX-License-Identifier: Apache-2.0 */
#include "check_fixture.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"

static const char *canonical(po_arena *arena, const char *printed) {
    if (strcmp(printed, "Yes") == 0 || strcmp(printed, "No") == 0) {
        return printed[0] == 'Y' ? "yes" : "no";
    }
    char *value = po_arena_dup(arena, printed);
    char *to = value;
    for (const char *from = printed; *from; from++) {
        if (!strchr("$,% ", *from)) {
            *to++ = *from;
        }
    }
    *to = 0;
    po_decimal number;
    return po_decimal_parse(value, &number) ? value : NULL;
}

static void read_field(po_arena *arena, char *text, uint32_t page, po_field *field) {
    char *equals = strchr(text, '=');
    *equals = 0;
    char *printed = po_text_squeeze(arena, equals + 1);
    size_t size = strlen(printed);
    if (size > 0 && printed[size - 1] == '!') {
        printed[size - 1] = 0;
        field->doubt = "the cell was cut by a page";
    }
    po_place *at = PO_NEW(arena, po_place);
    at->page = page;
    at->sheet = page == 1 ? "Plan" : NULL;
    field->name = po_text_squeeze(arena, text);
    field->text = printed;
    field->value = canonical(arena, printed);
    field->at = at;
    field->at_count = 1;
}

static void read_record(po_record_set *set, char *text, uint32_t *page) {
    char **words;
    char **texts;
    po_record record = {0};
    char *colon = strchr(text, ':');
    *colon = 0;
    size_t count = po_text_split(set->arena, colon + 1, '|', &texts);
    po_field *fields = PO_NEW_ARRAY(set->arena, po_field, count);
    for (size_t i = 0; i < count; i++) {
        read_field(set->arena, texts[i], (*page)++, &fields[i]);
    }
    size_t words_count = po_text_split(set->arena, text, ' ', &words);
    record.type = words[0];
    record.id = words[1];
    record.parent = words_count > 2 ? words[2] + 1 : NULL;
    record.fields = fields;
    record.field_count = (uint32_t)count;
    cr_assert(po_record_set_add(set, &record));
}

po_record_set *fixture_records(const char *text) {
    po_record_set *set = po_record_set_create();
    po_error err = {0};
    char **records;
    uint32_t page = 1;
    size_t count = po_text_split(set->arena, text, ';', &records);
    for (size_t i = 0; i < count; i++) {
        read_record(set, records[i], &page);
    }
    cr_assert_eq(po_record_set_link(set, &err), PO_OK, "%s", err.text);
    return set;
}

po_check *fixture_check(po_arena *arena, po_program *program, const char *code, const char *over,
                        const char *assertion) {
    po_check *check = PO_LIST_ADD(arena, &program->checks);
    *check = (po_check){.code = code,
                        .severity = "would be returned",
                        .citation = "EC 1",
                        .over = over,
                        .assertion = assertion,
                        .message = "demo.sum",
                        .who = "business office",
                        .duty = "demo.D1",
                        .line = 12};
    return check;
}

void fixture_let(po_arena *arena, po_check *check, const char *name, const char *expression) {
    struct po_let *lets = PO_NEW_ARRAY(arena, struct po_let, check->let_count + 1);
    for (size_t i = 0; i < check->let_count; i++) {
        lets[i] = check->lets[i];
    }
    lets[check->let_count] = (struct po_let){name, expression};
    check->lets = lets;
    check->let_count++;
}

const char *fixture_show(po_arena *arena, const po_finding *finding) {
    const char *shown =
        po_arena_printf(arena, "%s %s gap=%s about=%s at", finding->code,
                        po_finding_severity_name(finding->severity),
                        finding->gap ? finding->gap : "-", finding->about ? finding->about : "-");
    for (size_t i = 0; i < finding->at_count; i++) {
        shown = po_arena_printf(arena, "%s %u", shown, finding->at[i].page);
    }
    for (size_t i = 0; i < finding->argument_count; i++) {
        shown = po_arena_printf(arena, "%s\n%s=%s", shown, finding->arguments[i].name,
                                finding->arguments[i].value);
    }
    return shown;
}
