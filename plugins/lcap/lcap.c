/* SPDX-License-Identifier: Apache-2.0
 *
 * The LCAP's plugin: mends what labels cannot tell. The forms (forms/lcap-*.xml) read the document; each record passes through here
 * once and is handed on.
 *
 * What is mended, and why it is not in the form
 *   numbers     some districts number actions within the goal ("1" under goal 2), others through the plan ("2.1"); tables of one plan
 *               even mix both. The value is always goal and action, "2.1", so that tables can be joined; the text stays as printed.
 *   goals       where a goal's own heading was lost, its actions show its number: "2.1" under goal 1 means that goal 2 began. The goal is
 *               added and says that it was inferred. A goal that was found is never overruled by a number.
 *   lists       "Goal 1, Actions 2 and 3", "1.1-1.4": single actions.
 *   priorities  "Priority 2: State Standards, Priority 4: ...": one value for each state priority.
 *   CDS code    fourteen digits without hyphens.
 *
 * Everything here is data of one document: no files, no globals; memory is freed before a call returns.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "planonce/ext/form.h"
#include "planonce/plugin.h"

#define CODE_MAX 32   /* bytes of a goal's or an action's number */
#define CODES_MAX 200 /* actions that one cell may name */
#define GOALS_MAX 400
#define RANGE_MAX 60

/* A goal that was handed on. */
typedef struct goal {
    char number[CODE_MAX];
    bool inferred;
    bool metrics_match; /* a metric of it is numbered after it */
} goal;

/* Memory that is freed together. */
typedef struct pool {
    void **items;
    size_t count;
} pool;

/* A goal whose number was lost, copied: it waits for the first record under it that shows the number. */
typedef struct held_goal {
    pool memory;
    planonce_record record; /* id NULL: none waits */
    planonce_field *fields;
} held_goal;

typedef struct state {
    const planonce_host *host;
    goal goals[GOALS_MAX];
    size_t goal_count;
    /* Copy of the record under way, and what it points to; freed after it was emitted. */
    planonce_field *fields;
    uint32_t field_count;
    pool kept;
    held_goal held;
    char given_id[64], found_id[64]; /* the form's id of the last goal that waited, and its own */
} state;

/* ---- memory ---- */

static void *take(pool *memory, size_t size) {
    void **items = realloc(memory->items, (memory->count + 1) * sizeof *items);
    if (items == NULL)
        return NULL;
    memory->items = items;
    items[memory->count] = calloc(1, size > 0 ? size : 1); /* of no size, NULL would not mean that memory ran out */
    return items[memory->count++];
}

static void release(pool *memory) {
    for (size_t i = 0; i < memory->count; i++)
        free(memory->items[i]);
    free(memory->items);
    *memory = (pool){0};
}

static void *keep(state *s, size_t size) {
    return take(&s->kept, size);
}

static char *keep_text(state *s, const char *text, size_t size) {
    char *copy = keep(s, size + 1);
    if (copy != NULL)
        memcpy(copy, text, size);
    return copy;
}

static char *keep_joined(state *s, const char *a, const char *b, const char *c) {
    size_t size = strlen(a) + strlen(b) + strlen(c) + 1;
    char *copy = keep(s, size);
    if (copy != NULL)
        (void)snprintf(copy, size, "%s%s%s", a, b, c);
    return copy;
}

/* ---- fields ---- */

static planonce_field *find(state *s, const char *name) {
    for (uint32_t i = 0; i < s->field_count; i++)
        if (strcmp(s->fields[i].name, name) == 0)
            return &s->fields[i];
    return NULL;
}

static const char *value_of(state *s, const char *name) {
    const planonce_field *field = find(s, name);
    return field == NULL ? NULL : field->value;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the goal's number in front of an action's: "2.1", "1A(2)"; 0 if the number stands alone. */
static size_t goal_part(const char *code) {
    size_t size = strcspn(code, ".(");
    return code[size] == '\0' || size >= CODE_MAX ? 0 : size;
}

/* A number within a goal: "1", "12", "3a". */
static bool stands_alone(const char *code) {
    size_t digits = strspn(code, "0123456789");
    return digits > 0 && digits <= 3 &&
           (code[digits] == '\0' || (is_letter(code[digits]) && code[digits + 1] == '\0'));
}

/* ---- goals ---- */

static goal *find_goal(state *s, const char *number, size_t size) {
    for (size_t i = 0; i < s->goal_count; i++)
        if (strlen(s->goals[i].number) == size && memcmp(s->goals[i].number, number, size) == 0)
            return &s->goals[i];
    return NULL;
}

static goal *add_goal(state *s, const char *number, size_t size, bool inferred) {
    if (s->goal_count == GOALS_MAX || size >= CODE_MAX)
        return NULL;
    goal *g = &s->goals[s->goal_count++];
    *g = (goal){.inferred = inferred};
    memcpy(g->number, number, size);
    return g;
}

/* The goal a record hangs under: "goal-2" -> "2"; NULL without one. */
static const char *parent_goal(const planonce_record *record) {
    bool is_goal = record->parent != NULL && strncmp(record->parent, "goal-", 5) == 0;
    return is_goal ? record->parent + 5 : NULL;
}

static planonce_status emit_inferred(state *s, const char *number, const planonce_field *from) {
    const char *id = keep_joined(s, "goal-", number, "");
    planonce_field field = *from;
    field.name = "number";
    field.text = number;
    field.value = number;
    field.values = NULL;
    field.value_count = 0;
    field.doubt = "the goal's own heading was not found; its number was taken from those of its actions or metrics";
    planonce_record record = {.struct_size = sizeof record, .field_count = 1, .id = id,
                              .type = "goal", .fields = &field};
    const planonce_place *place = from->place_count > 0 ? from->places : NULL;
    s->host->diagnose(s->host, PLANONCE_WARNING, "LCAP-P01", place,
                      "a goal was inferred from the numbers under it; its own table was not found");
    return id == NULL ? PLANONCE_FAILED : s->host->emit(s->host, &record);
}

/* Moves a record under the goal that its number names, if that goal was never seen. */
static planonce_status move_to_goal(state *s, planonce_record *record, const planonce_field *number,
                                    const char *code, size_t size) {
    const char *name = keep_text(s, code, size);
    if (name == NULL)
        return PLANONCE_FAILED;
    goal *g = find_goal(s, code, size);
    if (g == NULL) {
        planonce_status status = emit_inferred(s, name, number);
        if (status != PLANONCE_OK || add_goal(s, code, size, true) == NULL)
            return status;
    } else if (!g->inferred) {
        return PLANONCE_OK; /* the heading is believed, not the number */
    }
    record->parent = keep_joined(s, "goal-", name, "");
    return PLANONCE_OK;
}

static void take_goal(state *s, planonce_record *record) {
    const char *number = value_of(s, "number");
    if (number == NULL || strncmp(record->id, "goal-", 5) != 0)
        return;
    const goal *g = find_goal(s, number, strlen(number));
    if (g == NULL)
        (void)add_goal(s, number, strlen(number), false);
    else if (g->inferred && strcmp(record->id + 5, number) == 0)
        record->id = keep_joined(s, record->id, "~found", "");
}

/* ---- numbers ---- */

/* "1" in goal 2 becomes "2.1". */
static void qualify(state *s, planonce_field *field, const char *goal_number) {
    if (field != NULL && field->value != NULL && goal_number != NULL && stands_alone(field->value))
        field->value = keep_joined(s, goal_number, ".", field->value);
}

static planonce_status mend_action(state *s, planonce_record *record) {
    planonce_field *number = find(s, "number");
    const char *parent = parent_goal(record);
    if (number == NULL || number->value == NULL)
        return PLANONCE_OK;
    size_t size = goal_part(number->value);
    bool other = parent == NULL || strlen(parent) != size || memcmp(parent, number->value, size) != 0;
    if (size > 0 && other)
        return move_to_goal(s, record, number, number->value, size);
    qualify(s, number, parent);
    return PLANONCE_OK;
}

/* Metrics are numbered freely, so a number only moves one if the metrics of its goal so far were numbered after the goal. */
static planonce_status mend_metric(state *s, planonce_record *record) {
    planonce_field *number = find(s, "number");
    const char *parent = parent_goal(record);
    if (number == NULL || number->value == NULL || parent == NULL)
        return PLANONCE_OK;
    const char *code = number->value + (is_letter(*number->value) && is_digit(number->value[1]));
    size_t size = goal_part(code);
    goal *g = find_goal(s, parent, strlen(parent));
    if (size == 0 || g == NULL || strspn(code, "0123456789") < size)
        return PLANONCE_OK;
    if (strlen(parent) == size && memcmp(parent, code, size) == 0)
        g->metrics_match = true;
    else if (g->metrics_match)
        return move_to_goal(s, record, number, code, size);
    return PLANONCE_OK;
}

/* ---- lists of goals and actions ---- */

typedef struct code_list {
    state *s;
    const char *codes[CODES_MAX];
    size_t count;
    char goal[CODE_MAX];
    char last[CODE_MAX]; /* the code before, for ranges */
    enum { MODE_NONE, MODE_GOAL, MODE_ACTION } mode;
    bool range, expanded, failed;
} code_list;

static void add_code(code_list *list, const char *code, size_t size) {
    for (size_t i = 0; i < list->count; i++)
        if (strlen(list->codes[i]) == size && memcmp(list->codes[i], code, size) == 0)
            return;
    char *copy = list->count < CODES_MAX ? keep_text(list->s, code, size) : NULL;
    if (copy == NULL)
        list->failed = true;
    else
        list->codes[list->count++] = copy;
}

/* The number behind the last '.', and where it begins; -1 if there is none. */
static long last_number(const char *code, size_t *ret_from) {
    const char *dot = strrchr(code, '.');
    const char *digits = dot == NULL ? code : dot + 1;
    *ret_from = (size_t)(digits - code);
    return *digits == '\0' || strspn(digits, "0123456789") != strlen(digits) || strlen(digits) > 3
               ? -1
               : strtol(digits, NULL, 10);
}

/* "1.1" to "1.4": what lies between. */
static void expand(code_list *list, const char *to) {
    size_t from_at, to_at;
    long from = last_number(list->last, &from_at), end = last_number(to, &to_at);
    bool same = from_at == to_at && memcmp(list->last, to, to_at) == 0;
    if (!same || from < 0 || end <= from || end - from > RANGE_MAX)
        return;
    for (long n = from + 1; n < end; n++) {
        char code[CODE_MAX + 8];
        char digits[8];
        size_t count = 0;
        memcpy(code, to, to_at);
        for (long rest = n; rest > 0 && count < sizeof digits; rest /= 10)
            digits[count++] = (char)('0' + rest % 10);
        for (size_t i = 0; i < count; i++)
            code[to_at + i] = digits[count - 1 - i];
        add_code(list, code, to_at + count);
    }
    list->expanded = true;
}

static void take_code(code_list *list, const char *text, size_t size) {
    char code[2 * CODE_MAX + 2] = "";
    if (size >= CODE_MAX) {
        list->failed = true;
        return;
    }
    memcpy(code, text, size);
    if (list->mode == MODE_GOAL && goal_part(code) == 0) {
        memcpy(list->goal, code, size + 1);
        list->last[0] = '\0';
        return;
    }
    if (list->mode != MODE_NONE && *list->goal != '\0' && stands_alone(code)) {
        size_t goal_size = strlen(list->goal);
        memmove(code + goal_size + 1, code, size + 1);
        memcpy(code, list->goal, goal_size);
        code[goal_size] = '.';
    }
    size_t whole = strlen(code);
    if (whole >= CODE_MAX) {
        list->failed = true;
        return;
    }
    if (list->range && *list->last != '\0')
        expand(list, code);
    add_code(list, code, whole);
    memcpy(list->last, code, whole + 1);
}

static bool begins(const char *word, size_t size, const char *with) {
    size_t n = strlen(with);
    if (size < n || size > n + 1)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((word[i] | 32) != with[i])
            return false;
    return true;
}

static void take_word(code_list *list, const char *word, size_t size) {
    if (begins(word, size, "goal"))
        list->mode = MODE_GOAL;
    else if (begins(word, size, "action"))
        list->mode = MODE_ACTION;
    else if (begins(word, size, "through") || begins(word, size, "to"))
        list->range = true;
    else if (!begins(word, size, "and"))
        list->failed = true;
}

static bool code_char(char c) {
    return is_digit(c) || is_letter(c) || c == '.' || c == '(' || c == ')';
}

static void scan_codes(code_list *list, const char *text) {
    while (*text != '\0') {
        size_t size = 0;
        while (code_char(text[size]))
            size++;
        size_t trimmed = size;
        while (trimmed > 0 && text[trimmed - 1] == '.')
            trimmed--;
        if (trimmed > 0 && is_digit(*text)) {
            take_code(list, text, trimmed);
            list->range = false;
        } else if (trimmed > 0) {
            take_word(list, text, trimmed);
        } else {
            bool dash = *text == '-' || strncmp(text, "\xE2\x80\x93", 3) == 0;
            list->range |= dash;
            list->range &= dash || *text == ' ' || (unsigned char)*text >= 0x80;
        }
        text += size > 0 ? size : 1;
    }
}

/* The codes of a cell as values; left alone if there are words that it does not know. */
static void mend_codes(state *s, const char *name) {
    planonce_field *field = find(s, name);
    code_list list = {.s = s};
    if (field == NULL)
        return;
    scan_codes(&list, field->text);
    const char **values = list.failed || list.count == 0 ? NULL : keep(s, list.count * sizeof *values);
    if (values == NULL)
        return;
    memcpy(values, list.codes, list.count * sizeof *values);
    field->values = values;
    field->value_count = (uint32_t)list.count;
    field->value = list.count == 1 ? values[0] : NULL;
    field->doubt = list.expanded ? "a range of actions was written out" : NULL;
}

/* ---- priorities ---- */

typedef struct priorities {
    bool named[11];
    size_t count;
    bool other; /* something that is no state priority */
} priorities;

/* "Priority 2", "Priorities 1, 2 and 4", "Priority #3". */
static void scan_priorities(priorities *p, const char *text) {
    const char *word = text;
    while ((word = strstr(word, "riorit")) != NULL) {
        const char *c = word + 6;
        while (is_letter(*c))
            c++;
        for (;;) {
            c += strspn(c, " ,&#\n");
            if (strncmp(c, "and ", 4) == 0)
                c += 4;
            size_t digits = strspn(c, "0123456789");
            long number = digits == 0 || digits > 2 ? 0 : strtol(c, NULL, 10);
            if (number < 1 || number > 10)
                break;
            p->count += !p->named[number];
            p->named[number] = true;
            c += digits;
        }
        word = c;
    }
}

static void mend_priorities(state *s) {
    static const char *const names[11] = {"",           "Priority 1", "Priority 2", "Priority 3",
                                          "Priority 4", "Priority 5", "Priority 6", "Priority 7",
                                          "Priority 8", "Priority 9", "Priority 10"};
    planonce_field *field = find(s, "priorities");
    priorities p = {0};
    if (field == NULL)
        return;
    for (uint32_t i = 0; i < field->value_count; i++) {
        size_t before = p.count;
        scan_priorities(&p, field->values[i]);
        p.other |= before == p.count && strstr(field->values[i], "riorit") == NULL;
    }
    const char **values = p.other || p.count == 0 ? NULL : keep(s, p.count * sizeof *values);
    if (values == NULL)
        return;
    uint32_t n = 0;
    for (int i = 1; i <= 10; i++)
        if (p.named[i])
            values[n++] = names[i];
    field->values = values;
    field->value_count = n;
    field->value = n == 1 ? values[0] : NULL;
}

/* ---- CDS code ---- */

/* Fourteen digits as one value; thirteen are fourteen whose leading zero a spreadsheet ate. */
static void mend_cds(state *s) {
    planonce_field *field = find(s, "cds_code");
    char digits[16] = "0";
    size_t count = 0;
    if (field == NULL)
        return;
    for (const char *c = field->text; *c != '\0'; c++)
        if (is_digit(*c) && count < 15)
            digits[1 + count++] = *c;
        else if (!is_digit(*c) && strchr(" -", *c) == NULL)
            return;
    if (count == 14)
        field->value = keep_text(s, digits + 1, 14);
    else if (count == 13) {
        field->value = keep_text(s, digits, 14);
        field->doubt = "the code has thirteen digits; a leading zero was added";
    } else {
        field->doubt = "a CDS code has fourteen digits";
    }
}

/* ---- goals that wait for their number ---- */

static const char *copy_text(pool *memory, const char *text) {
    size_t size = text == NULL ? 0 : strlen(text) + 1;
    char *copy = text == NULL ? NULL : take(memory, size);
    if (copy != NULL)
        memcpy(copy, text, size);
    return copy;
}

static const void *copy_items(pool *memory, const void *items, size_t count, size_t size) {
    void *copy = items == NULL || count == 0 ? NULL : take(memory, count * size);
    if (copy != NULL)
        memcpy(copy, items, count * size);
    return copy;
}

static const char *const *copy_values(pool *memory, const planonce_field *field) {
    const char **values = field->value_count == 0 ? NULL : take(memory, field->value_count * sizeof *values);
    for (uint32_t i = 0; values != NULL && i < field->value_count; i++) {
        values[i] = copy_text(memory, field->values[i]);
        if (values[i] == NULL)
            return NULL;
    }
    return values;
}

/* Copies the record, with room for a number in front. Sheets of places are left out: plans in worksheets have no lost headings. */
static bool hold(state *s, const planonce_record *record) {
    held_goal *held = &s->held;
    held->fields = take(&held->memory, (record->field_count + 1) * sizeof *held->fields);
    if (held->fields == NULL)
        return false;
    for (uint32_t i = 0; i < record->field_count; i++) {
        planonce_field *field = &held->fields[i + 1];
        *field = record->fields[i];
        field->name = copy_text(&held->memory, field->name);
        field->text = copy_text(&held->memory, field->text);
        field->value = copy_text(&held->memory, field->value);
        field->type = copy_text(&held->memory, field->type);
        field->doubt = copy_text(&held->memory, field->doubt);
        field->places = copy_items(&held->memory, field->places, field->place_count, sizeof *field->places);
        field->place_count = field->places == NULL ? 0 : field->place_count;
        field->values = copy_values(&held->memory, field);
        field->value_count = field->values == NULL ? 0 : field->value_count;
        if (field->name == NULL || field->text == NULL)
            return false;
    }
    held->record = *record;
    held->record.id = copy_text(&held->memory, record->id);
    held->record.type = "goal";
    held->record.parent = NULL;
    return held->record.id != NULL;
}

/* Hands the waiting goal on, with the number that was found or without one. */
static planonce_status emit_held(state *s, const char *number, size_t size) {
    held_goal *held = &s->held;
    planonce_record record = held->record;
    const char *name = size == 0 ? NULL : keep_text(s, number, size);
    record.fields = held->fields + 1;
    if (name != NULL && find_goal(s, name, size) == NULL && add_goal(s, name, size, false) != NULL) {
        held->fields[0] = held->fields[record.field_count > 0 ? 1 : 0];
        held->fields[0].struct_size = sizeof held->fields[0];
        held->fields[0].name = "number";
        held->fields[0].text = held->fields[0].value = name;
        held->fields[0].type = NULL;
        held->fields[0].doubt = "the goal's own heading was not found; its number was taken from what stands under it";
        strncpy(s->given_id, record.id, sizeof s->given_id - 1);
        memcpy(s->found_id, "goal-", 6);
        strncat(s->found_id, name, CODE_MAX);
        record.id = s->found_id;
        record.fields = held->fields;
        record.field_count++;
    }
    planonce_status status = s->host->emit(s->host, &record);
    release(&held->memory);
    held->record.id = NULL;
    return status;
}

/* "M2.3", "2.1": the goal's digits. */
static size_t goal_digits(const char *text, const char **ret_digits) {
    *ret_digits = text + (is_letter(*text) && is_digit(text[1]));
    size_t size = strspn(*ret_digits, "0123456789");
    return size > 0 && size < 4 && (*ret_digits)[size] == '.' && is_digit((*ret_digits)[size + 1]) ? size : 0;
}

/* A record that comes while a goal waits: it shows the number, or the goal goes on without one. */
static planonce_status settle_held(state *s, const planonce_record *record) {
    const planonce_field *number = find(s, "number");
    bool numbered = strcmp(record->type, "metric") == 0 || strcmp(record->type, "action") == 0;
    bool under = record->parent != NULL && strcmp(record->parent, s->held.record.id) == 0;
    const char *digits = "";
    size_t size = under && numbered && number != NULL ? goal_digits(number->text, &digits) : 0;
    return emit_held(s, digits, size);
}

/* ---- records ---- */

static bool is_row(const char *type) {
    static const char *const rows[] = {"expenditure_row", "contributing_row", "update_row",
                                       "contributing_update_row"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(type, rows[i]) == 0)
            return true;
    return false;
}

static planonce_status mend(state *s, planonce_record *record) {
    const char *type = record->type;
    if (strcmp(type, "goal") == 0) {
        take_goal(s, record);
        mend_priorities(s);
    } else if (strcmp(type, "action") == 0) {
        return mend_action(s, record);
    } else if (strcmp(type, "metric") == 0) {
        return mend_metric(s, record);
    } else if (is_row(type)) {
        qualify(s, find(s, "action"), value_of(s, "goal"));
    } else if (strcmp(type, "wide_action") == 0 || strcmp(type, "limited_action") == 0) {
        mend_codes(s, "goal_and_action");
    } else if (strcmp(type, "plan") == 0) {
        mend_cds(s);
    }
    return PLANONCE_OK;
}

static bool waits(state *s, const planonce_record *record) {
    return strcmp(record->type, "goal") == 0 && find(s, "number") == NULL && record->id != NULL &&
           strlen(record->id) < sizeof s->given_id;
}

static planonce_status receive(void *context, const planonce_host *host, const planonce_record *record) {
    state *s = context;
    planonce_record copy = *record;
    planonce_status status = PLANONCE_FAILED;
    (void)host;
    s->fields = keep(s, (record->field_count + 1) * sizeof *s->fields);
    s->field_count = record->field_count;
    if (s->fields == NULL)
        goto out;
    for (uint32_t i = 0; i < record->field_count; i++)
        s->fields[i] = record->fields[i];
    copy.struct_size = sizeof copy;
    copy.fields = s->fields;
    status = s->held.record.id == NULL ? PLANONCE_OK : settle_held(s, record);
    if (copy.parent != NULL && strcmp(copy.parent, s->given_id) == 0)
        copy.parent = s->found_id;
    if (status == PLANONCE_OK)
        status = mend(s, &copy);
    if (status == PLANONCE_OK && waits(s, &copy))
        status = hold(s, &copy) ? PLANONCE_OK : PLANONCE_FAILED;
    else if (status == PLANONCE_OK)
        status = copy.id == NULL ? PLANONCE_FAILED : s->host->emit(s->host, &copy);
out:
    release(&s->kept);
    return status;
}

static planonce_status read_lcap(const planonce_host *host, const planonce_input *input) {
    const planonce_form_v1 *form = host->get_extension(host, PLANONCE_EXT_FORM);
    if (!PLANONCE_HAS(form, planonce_form_v1, run))
        return PLANONCE_UNSUPPORTED;
    state *s = calloc(1, sizeof *s);
    if (s == NULL)
        return PLANONCE_FAILED;
    s->host = host;
    planonce_status status = form->run(host, input->form, receive, s);
    if (status == PLANONCE_OK && s->held.record.id != NULL)
        status = emit_held(s, "", 0);
    release(&s->held.memory);
    release(&s->kept);
    free(s);
    return status;
}

static const char *const programs[] = {"lcap", NULL};

PLANONCE_EXPORT const planonce_entry planonce_plugin_entry = {
    .struct_size = sizeof(planonce_entry),
    .abi_version = PLANONCE_ABI_VERSION,
    .programs = programs,
    .read = read_lcap,
};
