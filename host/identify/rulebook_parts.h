/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to host/identify: what reading a rulebook needs at hand, and the names its expressions
 * may use.
 */
#ifndef PO_IDENTIFY_RULEBOOK_PARTS_H
#define PO_IDENTIFY_RULEBOOK_PARTS_H

#include "base/xml.h"
#include "identify/rulebook.h"

typedef struct po_rulebook_reader {
    po_arena *arena;
    po_rulebooks *books;
    po_rulebook *book;
    const char *path;
    po_diagnostics *diagnostics;
    size_t errors;
} po_rulebook_reader;

void po_rulebook_mistake(po_rulebook_reader *reader, const xmlNode *node, const char *code,
                         const char *format, ...) PO_PRINTF(4, 5);

/* Reads the whole of <rules>, which the grammar has accepted. */
void po_rulebook_read(po_rulebook_reader *reader, const xmlNode *root);

/* Pieces of a list, in the reader's arena. */
size_t po_rulebook_words(po_rulebook_reader *reader, const xmlNode *node, const char *name,
                         char separator, char ***ret_words);
/* Groups named in an attribute as bits; 0 if it is absent. A name nobody knows is a mistake. */
uint64_t po_rulebook_groups(po_rulebook_reader *reader, const xmlNode *node, const char *name);

/* Reads one <rule-set> of `identification` and compiles its expressions. */
void po_rule_set_read(po_rulebook_reader *reader, po_identification *identification,
                      const xmlNode *node);

/* What an expression stands over. */
typedef enum po_rule_over { PO_OVER_GROUP, PO_OVER_YEAR, PO_OVER_ROW } po_rule_over;

/* Names of a group's, year's and row's fields that the host fills; lists end with NULL. */
extern const char *const po_group_fields[], *const po_year_fields[], *const po_row_fields[];
extern const char *const po_local_fields[], *const po_rate_fields[];

/* Where the name of a field stands: in the lists above, among the indicators, or among the names an identification derives or takes from
 * files. A rule keeps it as one number from its compilation on, so that no name is looked for while entities are judged, by the million. */
typedef enum po_field_of { PO_FIELD_FIXED, PO_FIELD_LEVEL, PO_FIELD_VALUE, PO_FIELD_FACT } po_field_of;

/* The number of a field of a "group", "year", "local" or "rate"; 0 if there is none of this name. Numbers stay right while further
 * indicators, values and facts are added. */
uint32_t po_field_number(const po_rulebooks *books, const po_identification *identification, const char *type, const char *name);
po_field_of po_field_list(uint32_t number);
size_t po_field_index(uint32_t number); /* in that list */

/* Compiles the text of `node`. `alone`: only `this` may be used, no range (conditions of groups,
 * which are also tried on levels that nobody has). NULL after a mistake. */
const po_rule *po_rulebook_compile(po_rulebook_reader *reader,
                                   const po_identification *identification, po_rule_over over,
                                   bool alone, const xmlNode *node);

#endif
