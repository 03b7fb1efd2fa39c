/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions on values. Functions over ranges stand in the same table and are evaluated in range.c
 * and years.c.
 */
#include "rules/function.h"

#include <string.h>

static const char *shown(const po_rule_value *value) {
    return value->printed ? value->printed : value->text;
}

static po_rule_value truth(bool is_true) {
    return po_value_truth(is_true ? PO_TRUE : PO_FALSE);
}

static po_rule_value integer(int64_t number) {
    po_number exact = po_number_integer(number);
    return po_value_number(&exact);
}

/* A whole number that is known exactly; false otherwise. */
static bool whole(const po_rule_value *value, int64_t limit, int64_t *ret_whole) {
    po_wide one = po_wide_power(PO_NUMBER_SCALE);
    po_wide units = value->number.middle;
    *ret_whole = (int64_t)(units / one);
    return value->number.low == value->number.high && units % one == 0 && units <= limit * one &&
           units >= -limit * one;
}

/* ---- any value --------------------------------------------------------------------------------
 */

static void do_known(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                     po_rule_value *ret) {
    (void)engine;
    bool known = arguments[0].kind != PO_VALUE_UNKNOWN;
    *ret = truth(known == (strcmp(node->function->name, "known") == 0));
}

static void do_default(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                       po_rule_value *ret) {
    (void)engine;
    (void)node;
    bool absent = arguments[0].kind == PO_VALUE_UNKNOWN && arguments[0].reason == PO_REASON_ABSENT;
    *ret = arguments[absent ? 1 : 0];
}

static void do_empty(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                     po_rule_value *ret) {
    (void)engine;
    (void)node;
    po_rule_reason reason = arguments[0].reason;
    bool unknown = arguments[0].kind == PO_VALUE_UNKNOWN;
    *ret = unknown && reason != PO_REASON_ABSENT && reason != PO_REASON_UNREADABLE
               ? arguments[0]
               : truth(unknown && reason == PO_REASON_ABSENT);
}

/* ---- numbers ----------------------------------------------------------------------------------
 */

static void do_printed(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                       po_rule_value *ret) {
    (void)engine;
    (void)node;
    po_number printed = po_number_printed(&arguments[0].number);
    *ret = po_value_number(&printed);
}

static void do_absolute(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                        po_rule_value *ret) {
    (void)engine;
    (void)node;
    po_number absolute = po_number_absolute(&arguments[0].number);
    *ret = po_value_number(&absolute);
}

static void do_round(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                     po_rule_value *ret) {
    int64_t digits;
    if (!whole(&arguments[1], PO_DECIMAL_SCALE_MAX, &digits) || digits < 0) {
        *ret = po_value_unknown(PO_REASON_UNREADABLE, po_node_name(engine, node->children[1]));
        return;
    }
    po_number rounded = po_number_round(&arguments[0].number, (unsigned)digits);
    *ret = po_value_number(&rounded);
}

/* number, money, percent: a field is read again; what was reckoned gets the unit. */
static void do_unit(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                    po_rule_value *ret) {
    char first = node->function->name[0];
    po_rule_hint hint = first == 'n'   ? PO_HINT_COUNT
                        : first == 'm' ? PO_HINT_MONEY
                                       : PO_HINT_PERCENT;
    *ret = arguments[0];
    if (ret->cell || ret->kind == PO_VALUE_TEXT) {
        po_value_reread(engine, hint, node->children[0], ret);
        return;
    }
    po_value_to(engine, PO_VALUE_NUMBER, node->children[0], ret);
    if (ret->kind == PO_VALUE_NUMBER) {
        ret->number.unit = first == 'n'   ? PO_UNIT_NUMBER
                           : first == 'm' ? PO_UNIT_MONEY
                                          : PO_UNIT_PERCENT;
    }
}

/* ---- texts and codes --------------------------------------------------------------------------
 */

static void do_text(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                    po_rule_value *ret) {
    (void)engine;
    (void)node;
    *ret = arguments[0];
    ret->text = shown(&arguments[0]);
    ret->plain = false;
}

static void do_codes(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                     po_rule_value *ret) {
    (void)engine;
    (void)node;
    *ret = arguments[0];
}

static void do_size(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                    po_rule_value *ret) {
    (void)engine;
    (void)node;
    *ret = integer((int64_t)arguments[0].code_count);
}

/* Long texts cost as many steps as they take time. Foldings are thrown away at once: a narrative is
 * long and is asked many times. */
static po_arena *begin_folding(po_engine *engine, const po_rule_value *text) {
    engine->steps += strlen(shown(text)) / 8;
    return po_arena_create();
}

static void do_words(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                     po_rule_value *ret) {
    (void)node;
    po_arena *scratch = begin_folding(engine, &arguments[0]);
    const char *words = po_text_words(scratch, shown(&arguments[0]));
    int64_t count = *words != 0;
    for (const char *c = words; *c; c++) {
        count += *c == ' ';
    }
    *ret = integer(count);
    po_arena_destroy(scratch);
}

/* The phrase's words, next to each other, at word borders. */
static void do_matches(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                       po_rule_value *ret) {
    (void)node;
    po_arena *scratch = begin_folding(engine, &arguments[0]);
    const char *text =
        po_arena_printf(scratch, " %s ", po_text_words(scratch, shown(&arguments[0])));
    const char *phrase =
        po_arena_printf(scratch, " %s ", po_text_words(scratch, shown(&arguments[1])));
    *ret = truth(phrase[1] != ' ' && strstr(text, phrase));
    po_arena_destroy(scratch);
}

/* contains, starts, same: by the key of a label. */
static void do_keys(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                    po_rule_value *ret) {
    po_arena *scratch = begin_folding(engine, &arguments[0]);
    const char *text = po_text_key(scratch, shown(&arguments[0]));
    const char *part = po_text_key(scratch, shown(&arguments[1]));
    const char *name = node->function->name;
    if (name[0] == 'c') {
        *ret = truth(*part && strstr(text, part));
    } else {
        *ret =
            truth(name[1] == 't' ? *part && po_text_starts(text, part) : strcmp(text, part) == 0);
    }
    po_arena_destroy(scratch);
}

/* ---- dates ------------------------------------------------------------------------------------
 */

static void do_date(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                    po_rule_value *ret) {
    *ret = arguments[0];
    po_value_to(engine, PO_VALUE_DATE, node->children[0], ret);
}

static void do_part(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                    po_rule_value *ret) {
    (void)engine;
    po_date date = arguments[0].date;
    *ret = integer(node->function->name[0] == 'y' ? date.year : po_date_weekday(date));
}

static void do_school_year(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                           po_rule_value *ret) {
    int year = arguments[0].kind == PO_VALUE_TEXT ? po_school_year_parse(arguments[0].text) : 0;
    if (year != 0) {
        *ret = integer(year);
        return;
    }
    *ret = arguments[0];
    po_value_to(engine, PO_VALUE_DATE, node->children[0], ret);
    if (ret->kind == PO_VALUE_DATE) {
        *ret = integer(po_date_school_year(ret->date));
    }
}

static void do_add(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                   po_rule_value *ret) {
    int64_t count;
    if (!whole(&arguments[1], 200000, &count)) {
        *ret = po_value_unknown(PO_REASON_UNREADABLE, po_node_name(engine, node->children[1]));
        return;
    }
    bool months = strcmp(node->function->name, "add_months") == 0;
    bool far = months && (count > 3600 || count < -3600);
    po_date date = {0};
    if (months && !far) {
        date = po_date_add_months(arguments[0].date, (int32_t)count);
    } else if (!months) {
        date = po_date_add_days(arguments[0].date, (int32_t)count);
    }
    *ret = po_date_valid(date) ? po_value_date(date)
                               : po_value_unknown(PO_REASON_OVERFLOW, po_node_name(engine, node));
}

static void do_between(po_engine *engine, const po_node *node, const po_rule_value *arguments,
                       po_rule_value *ret) {
    (void)engine;
    (void)node;
    *ret =
        integer((int64_t)po_date_to_days(arguments[1].date) - po_date_to_days(arguments[0].date));
}

/* ---- the table --------------------------------------------------------------------------------
 */

#define ANY PO_RULE_ANY
#define NUMBER PO_RULE_NUMBER
#define TEXT PO_RULE_TEXT
#define DATE PO_RULE_DATE
#define TRUTH PO_RULE_TRUTH
#define CODES PO_RULE_CODES
#define MANY PO_FUNCTION_ARGUMENTS_MAX

static const po_function functions[] = {
    /* name, fold, list, strict, least, most, takes, gives, body */
    {"sum", PO_FOLD_SUM, true, false, 1, MANY, {NUMBER, NUMBER, NUMBER}, NUMBER, NULL},
    {"count", PO_FOLD_COUNT, false, false, 1, 0, {ANY, ANY, ANY}, NUMBER, NULL},
    {"any", PO_FOLD_ANY, true, false, 1, MANY, {TRUTH, TRUTH, TRUTH}, TRUTH, NULL},
    {"all", PO_FOLD_ALL, true, false, 1, MANY, {TRUTH, TRUTH, TRUTH}, TRUTH, NULL},
    {"min", PO_FOLD_MIN, true, false, 1, MANY, {ANY, ANY, ANY}, ANY, NULL},
    {"max", PO_FOLD_MAX, true, false, 1, MANY, {ANY, ANY, ANY}, ANY, NULL},
    {"first", PO_FOLD_FIRST, false, false, 1, 0, {ANY, ANY, ANY}, ANY, NULL},
    {"last", PO_FOLD_LAST, false, false, 1, 0, {ANY, ANY, ANY}, ANY, NULL},
    {"one", PO_FOLD_ONE, false, false, 1, 0, {ANY, ANY, ANY}, ANY, NULL},
    {"exists", PO_FOLD_EXISTS, false, false, 1, 0, {ANY, ANY, ANY}, TRUTH, NULL},
    {"n_of_last", PO_FOLD_N_OF_LAST, true, false, 3, MANY, {NUMBER, NUMBER, TRUTH}, TRUTH, NULL},
    {"known", PO_FOLD_NONE, false, false, 1, 1, {ANY, ANY, ANY}, TRUTH, do_known},
    {"missing", PO_FOLD_NONE, false, false, 1, 1, {ANY, ANY, ANY}, TRUTH, do_known},
    {"default", PO_FOLD_NONE, false, false, 2, 2, {ANY, ANY, ANY}, ANY, do_default},
    {"empty", PO_FOLD_NONE, false, false, 1, 1, {ANY, ANY, ANY}, TRUTH, do_empty},
    {"printed", PO_FOLD_NONE, false, true, 1, 1, {NUMBER, ANY, ANY}, NUMBER, do_printed},
    {"abs", PO_FOLD_NONE, false, true, 1, 1, {NUMBER, ANY, ANY}, NUMBER, do_absolute},
    {"round", PO_FOLD_NONE, false, true, 2, 2, {NUMBER, NUMBER, ANY}, NUMBER, do_round},
    {"number", PO_FOLD_NONE, false, true, 1, 1, {ANY, ANY, ANY}, NUMBER, do_unit},
    {"money", PO_FOLD_NONE, false, true, 1, 1, {ANY, ANY, ANY}, NUMBER, do_unit},
    {"percent", PO_FOLD_NONE, false, true, 1, 1, {ANY, ANY, ANY}, NUMBER, do_unit},
    {"text", PO_FOLD_NONE, false, true, 1, 1, {TEXT, ANY, ANY}, TEXT, do_text},
    {"codes", PO_FOLD_NONE, false, true, 1, 1, {CODES, ANY, ANY}, CODES, do_codes},
    {"size", PO_FOLD_NONE, false, true, 1, 1, {CODES, ANY, ANY}, NUMBER, do_size},
    {"matches", PO_FOLD_NONE, false, true, 2, 2, {TEXT, TEXT, ANY}, TRUTH, do_matches},
    {"contains", PO_FOLD_NONE, false, true, 2, 2, {TEXT, TEXT, ANY}, TRUTH, do_keys},
    {"starts", PO_FOLD_NONE, false, true, 2, 2, {TEXT, TEXT, ANY}, TRUTH, do_keys},
    {"same", PO_FOLD_NONE, false, true, 2, 2, {TEXT, TEXT, ANY}, TRUTH, do_keys},
    {"words", PO_FOLD_NONE, false, true, 1, 1, {TEXT, ANY, ANY}, NUMBER, do_words},
    {"date", PO_FOLD_NONE, false, true, 1, 1, {ANY, ANY, ANY}, DATE, do_date},
    {"year", PO_FOLD_NONE, false, true, 1, 1, {DATE, ANY, ANY}, NUMBER, do_part},
    {"weekday", PO_FOLD_NONE, false, true, 1, 1, {DATE, ANY, ANY}, NUMBER, do_part},
    {"school_year", PO_FOLD_NONE, false, true, 1, 1, {ANY, ANY, ANY}, NUMBER, do_school_year},
    {"add_days", PO_FOLD_NONE, false, true, 2, 2, {DATE, NUMBER, ANY}, DATE, do_add},
    {"add_months", PO_FOLD_NONE, false, true, 2, 2, {DATE, NUMBER, ANY}, DATE, do_add},
    {"days_between", PO_FOLD_NONE, false, true, 2, 2, {DATE, DATE, ANY}, NUMBER, do_between},
};

enum { FUNCTION_COUNT = sizeof functions / sizeof *functions };

const po_function *po_function_find(const char *name) {
    for (size_t i = 0; i < FUNCTION_COUNT; i++) {
        if (strcmp(functions[i].name, name) == 0) {
            return &functions[i];
        }
    }
    return NULL;
}

const char *po_function_nearest(const char *name) {
    const char *names[FUNCTION_COUNT];
    for (size_t i = 0; i < FUNCTION_COUNT; i++) {
        names[i] = functions[i].name;
    }
    return po_text_nearest(name, names, FUNCTION_COUNT);
}
