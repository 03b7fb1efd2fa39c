/* SPDX-License-Identifier: Apache-2.0
 *
 * Values as people print them in the United States: $1,234 and $1,234.50, 35.98%, 1,234, June 24,
 * 2025. For the named arguments of findings, which go into sentences as they are.
 */
#ifndef PO_CHECK_FORMAT_H
#define PO_CHECK_FORMAT_H

#include "rules/rules.h"

/* `decimals`: at least so many digits behind the point; money has none or two. */
const char *po_format_number(po_arena *arena, po_decimal value, po_rule_unit unit,
                             uint8_t decimals);
const char *po_format_date(po_arena *arena, po_date date);

/* A result of any type; a dash for what is unknown. */
const char *po_format_result(po_arena *arena, const po_rule_result *result);

#endif
