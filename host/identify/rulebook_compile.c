/* SPDX-License-Identifier: Apache-2.0
 *
 * The expressions of a rulebook: which names they may use, and their compilation. A name that
 * nobody fills is a mistake of the file and is told, with the nearest name.
 */
#include "base/text.h"
#include "identify/rulebook_parts.h"

const char *const po_group_fields[] = {"group", "year", "met", "computed", "official", "low_count",
                                       "at_1", "with_level", "prior", NULL};
const char *const po_year_fields[] = {"year", "prior", "kind", "groups", "identified", "entered",
                                      "status", "eligible", NULL};
const char *const po_row_fields[] = {"group", "indicator", "kind", "year", "status", "change",
                                     "colour", "box", "small", "size", "denominator",
                                     "prior_denominator", NULL};
const char *const po_local_fields[] = {"priority", "year", "not_met", NULL};
const char *const po_rate_fields[] = {"indicator", "year", "numerator", "denominator", NULL};

/* What the schema of one compilation hands out. */
typedef struct names {
    const po_rulebooks *books;
    const po_identification *identification; /* NULL: rows of a file */
    const char *const *types;
    const char *const *group, *const *year;
} names;

/* ---- numbers of fields ------------------------------------------------------------------------- */

enum { LIST_SHIFT = 16 }; /* a number is its list, above its place in it + 1 */

static uint32_t numbered(po_field_of list, size_t index) {
    return (uint32_t)list << LIST_SHIFT | (uint32_t)(index + 1);
}

po_field_of po_field_list(uint32_t number) {
    return (po_field_of)(number >> LIST_SHIFT);
}

size_t po_field_index(uint32_t number) {
    return (number & ((UINT32_C(1) << LIST_SHIFT) - 1)) - 1;
}

/* Of a list that ends with NULL, or has `count` names. */
static uint32_t number_in(const char *const *list, size_t count, po_field_of of, const char *name) {
    for (size_t i = 0; i < count && list[i]; i++)
        if (po_text_equal(list[i], name))
            return numbered(of, i);
    return 0;
}

static uint32_t indicator_number(const po_rulebooks *books, const char *name) {
    for (size_t i = 0; i < books->indicators.count; i++)
        if (po_text_equal(books->indicators.items[i].field, name))
            return numbered(PO_FIELD_LEVEL, i);
    return 0;
}

static uint32_t group_number(const po_rulebooks *books, const po_identification *identification, const char *name) {
    uint32_t number = number_in(po_group_fields, SIZE_MAX, PO_FIELD_FIXED, name);
    number = number ? number : indicator_number(books, name);
    return number ? number
                  : number_in(identification->group_values.items, identification->group_values.count, PO_FIELD_VALUE, name);
}

static uint32_t year_number(const po_identification *identification, const char *name) {
    uint32_t number = number_in(po_year_fields, SIZE_MAX, PO_FIELD_FIXED, name);
    number = number ? number : number_in(identification->year_values.items, identification->year_values.count, PO_FIELD_VALUE, name);
    return number ? number : number_in(identification->facts.items, identification->facts.count, PO_FIELD_FACT, name);
}

uint32_t po_field_number(const po_rulebooks *books, const po_identification *identification, const char *type, const char *name) {
    return po_text_equal(type, "group")   ? group_number(books, identification, name)
           : po_text_equal(type, "year")  ? year_number(identification, name)
           : po_text_equal(type, "local") ? number_in(po_local_fields, SIZE_MAX, PO_FIELD_FIXED, name)
           : po_text_equal(type, "rate")  ? number_in(po_rate_fields, SIZE_MAX, PO_FIELD_FIXED, name)
                                          : 0;
}

static uint32_t number_of(void *context, const char *type, const char *field) {
    const names *known = context;
    return known->identification ? po_field_number(known->books, known->identification, type, field) : 0;
}

/* ---- names ------------------------------------------------------------------------------------- */

static const char *const *types_of(void *context) {
    return ((const names *)context)->types;
}

static const char *const *fields_of(void *context, const char *type) {
    const names *known = context;
    return po_text_equal(type, "group")   ? known->group
           : po_text_equal(type, "year")  ? known->year
           : po_text_equal(type, "local") ? po_local_fields
           : po_text_equal(type, "rate")  ? po_rate_fields
                                          : po_row_fields;
}

static size_t count_of(const char *const *list) {
    size_t count = 0;
    while (list[count]) {
        count++;
    }
    return count;
}

static const char *const *group_names(po_rulebook_reader *reader,
                                      const po_identification *identification) {
    const po_rulebooks *books = reader->books;
    size_t fixed = count_of(po_group_fields), indicators = books->indicators.count;
    size_t own = identification->group_values.count;
    const char **all = PO_NEW_ARRAY(reader->arena, const char *, fixed + indicators + own + 1);
    size_t count = 0;
    for (size_t i = 0; i < fixed; i++) {
        all[count++] = po_group_fields[i];
    }
    for (size_t i = 0; i < indicators; i++) {
        all[count++] = books->indicators.items[i].field;
    }
    for (size_t i = 0; i < own; i++) {
        all[count++] = identification->group_values.items[i];
    }
    return all;
}

static const char *const *year_names(po_rulebook_reader *reader,
                                     const po_identification *identification) {
    size_t fixed = count_of(po_year_fields), own = identification->year_values.count;
    size_t facts = identification->facts.count, count = 0;
    const char **all = PO_NEW_ARRAY(reader->arena, const char *, fixed + own + facts + 1);
    for (size_t i = 0; i < fixed; i++) {
        all[count++] = po_year_fields[i];
    }
    for (size_t i = 0; i < own; i++) {
        all[count++] = identification->year_values.items[i];
    }
    for (size_t i = 0; i < facts; i++) {
        all[count++] = identification->facts.items[i];
    }
    return all;
}

const po_rule *po_rulebook_compile(po_rulebook_reader *reader,
                                   const po_identification *identification, po_rule_over over,
                                   bool alone, const xmlNode *node) {
    static const char *const whole[] = {"group", "year", "local", "rate", NULL};
    static const char *const group_alone[] = {"group", NULL}, *const row_alone[] = {"row", NULL};
    static const char *const over_names[] = {"group", "year", "row"};
    names *known = PO_NEW(reader->arena, names);
    known->books = reader->books;
    known->identification = identification;
    known->types = over == PO_OVER_ROW ? row_alone : alone ? group_alone : whole;
    if (identification) {
        known->group = group_names(reader, identification);
        known->year = year_names(reader, identification);
    }
    po_rule_schema *schema = PO_NEW(reader->arena, po_rule_schema); /* scopes keep it */
    *schema = (po_rule_schema){.context = known, .types = types_of, .fields = fields_of, .number = number_of};
    po_rule_scope *scope = po_rule_scope_create(reader->arena, over_names[over], schema);
    const po_rule *rule = NULL;
    po_error err = {0};
    const char *text = po_xml_text(reader->arena, node);
    if (po_rule_compile(scope, text, PO_RULE_TRUTH, NULL, &rule, &err) != PO_OK) {
        po_rulebook_mistake(reader, node, "IDR-002", "<%s>: %s", po_xml_name(node), err.text);
        return NULL;
    }
    return rule;
}
