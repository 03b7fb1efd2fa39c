/* SPDX-License-Identifier: Apache-2.0
 *
 * What a worksheet stores, as text: numbers, percentages, dates and times, words.
 *
 * A number is the shortest decimal that gives the stored double (never more digits than are certain, never fewer),
 * without separators and currency; a percentage is that times 100, exactly, with its sign; a date is ISO. See
 * po_cell_kind.
 */
#ifndef PO_DOCUMENT_SHEET_VALUE_H
#define PO_DOCUMENT_SHEET_VALUE_H

#include "document/document.h"
#include "document/sheet_format.h"

/* `stored` is a number as the file has it ("0.35499999999999998", "1E-3"), NUL-terminated. Fills text, kind and doubt
 * of `cell`; text in the arena. `from_1904`: days count from 1904-01-01 and not from 1900 (ECMA-376 Part 1, 18.17.4.1).
 * What is no number stays as it is, with a doubt. */
void po_sheet_value_set(const char *stored, po_sheet_format format, bool from_1904, po_arena *arena, po_cell *cell);

/* The same of a double. */
void po_sheet_value_set_double(double number, po_sheet_format format, bool from_1904, po_arena *arena, po_cell *cell);

/* A date as the strict edition writes it ("2023-12-15T00:00:00"). */
void po_sheet_value_set_date(const char *stored, po_arena *arena, po_cell *cell);

/* Squeezed words: one space between them, line feeds kept, nothing at the ends. `escapes`: "_x000D_" and the like stand
 * for characters. */
const char *po_sheet_text(po_arena *arena, const char *text, size_t size, bool escapes);

#endif
