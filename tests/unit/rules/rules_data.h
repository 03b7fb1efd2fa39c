/* SPDX-License-Identifier: Apache-2.0
 *
 * Data for tests of the rules language, written on one line:
 *
 *     goal g1: number=1 | title=Learning; *action ^g1: number=1.1 | total_funds=$1,234; facts:
 * el_count=30
 *
 * "type [name] [^parent]: field=printed | field=printed". A star marks the record `this`. The
 * canonical value is made from what is printed (amounts, percentages, yes and no), or given: "May 1
 * => 2025-05-01". "[a, b]" is several values, "!" behind a value is doubt; "2..9" a number known by its bounds only.
 */
#ifndef RULES_DATA_H
#define RULES_DATA_H

#include "rules/rules.h"

typedef struct data_field {
    const char *name;
    po_rule_cell cell;
} data_field;

typedef struct data_item {
    const char *type, *name, *parent_name;
    const struct data_item *parent;
    PO_LIST(data_field) fields;
} data_item;

typedef struct rules_data {
    po_arena *arena;
    PO_LIST(data_item *) items;
    const data_item *here; /* the record `this` */
    po_rule_source source;
    size_t reads; /* how often a field was asked for */
} rules_data;

/* Stays where it is: the source points to it. */
void rules_data_read(rules_data *data, po_arena *arena, const char *text);

/* Adds one field to a record, as printed. */
void rules_data_set(rules_data *data, data_item *item, const char *name, const char *printed);
data_item *rules_data_add(rules_data *data, const char *type);

/* A result in one line: "false, gap 5 at least 4", "12.5 [12.45, 12.55] money", "unknown absent
 * goal.title". */
const char *rules_show(po_arena *arena, const po_rule_result *result);

#endif
