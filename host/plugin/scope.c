/* SPDX-License-Identifier: Apache-2.0
 *
 * Scope as a text and as a question to a row (scope.h). Codes are kept sorted: a row costs the
 * logarithm of their number.
 */
#include "plugin/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define DISTRICT_DIGITS 7u
#define CODE_DIGITS 14u

typedef PO_LIST(const char *) code_list;

struct po_scope {
    bool later, by_agency, by_year;
    code_list agencies, charters, years;
};

static int compare(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(code_list *list) {
    if (list->count > 1)
        qsort(list->items, list->count, sizeof(const char *), compare);
}

static bool has(const code_list *list, const char *code) {
    return list->count > 0 &&
           bsearch(&code, list->items, list->count, sizeof(const char *), compare) != NULL;
}

static void take_agency(po_arena *arena, po_scope *scope, const char *code) {
    size_t size = strlen(code);
    bool district = size == CODE_DIGITS && strcmp(code + DISTRICT_DIGITS, "0000000") == 0;
    if (size == DISTRICT_DIGITS || district)
        *PO_LIST_ADD(arena, &scope->agencies) = po_arena_copy(arena, code, DISTRICT_DIGITS);
    else if (size == CODE_DIGITS)
        *PO_LIST_ADD(arena, &scope->charters) = code;
}

static void take_pair(po_arena *arena, po_scope *scope, char *pair) {
    char *value = strchr(pair, '=');
    if (value == NULL)
        return;
    *value++ = '\0';
    char **items;
    size_t count = po_text_split(arena, value, ',', &items);
    bool agencies = po_text_equal(pair, "lea"), years = po_text_equal(pair, "years");
    scope->by_agency |= agencies;
    scope->by_year |= years;
    scope->later |= po_text_equal(pair, "later") && po_text_equal(value, "yes");
    for (size_t i = 0; i < count; i++) {
        if (agencies)
            take_agency(arena, scope, items[i]);
        else if (years)
            *PO_LIST_ADD(arena, &scope->years) = items[i];
    }
}

po_scope *po_scope_parse(po_arena *arena, const char *text) {
    if (text == NULL)
        return NULL;
    po_scope *scope = PO_NEW(arena, po_scope);
    char **pairs;
    size_t count = po_text_split(arena, text, ';', &pairs);
    for (size_t i = 0; i < count; i++)
        take_pair(arena, scope, pairs[i]);
    sort(&scope->agencies);
    sort(&scope->charters);
    sort(&scope->years);
    return scope;
}

bool po_scope_later(const po_scope *scope) {
    return scope != NULL && scope->later;
}

bool po_scope_has_cds(const po_scope *scope, const char *cds) {
    if (scope == NULL || !scope->by_agency)
        return true;
    if (cds == NULL || strlen(cds) != CODE_DIGITS)
        return false;
    char district[DISTRICT_DIGITS + 1];
    memcpy(district, cds, DISTRICT_DIGITS);
    district[DISTRICT_DIGITS] = '\0';
    return has(&scope->agencies, district) || has(&scope->charters, cds);
}

bool po_scope_has_school(const po_scope *scope, const char *cds) {
    return scope == NULL || !scope->by_agency || (cds != NULL && has(&scope->charters, cds));
}

bool po_scope_has_year(const po_scope *scope, const char *year) {
    return scope == NULL || !scope->by_year || year == NULL || has(&scope->years, year);
}
