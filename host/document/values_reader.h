/* SPDX-License-Identifier: Apache-2.0
 *
 * Text files of values: CSV, and the same with tabs, semicolons or pipes. One table, its rows made as they are asked
 * for; row n is the nth line (a value in quotation marks may go over several), blank lines counted, as a worksheet
 * shows it.
 *
 * Known by content (document/values_shape.h). Encodings: UTF-8 with and without a mark, UTF-16 with one, and
 * Windows-1252 cell by cell where it is not UTF-8 (TAB-008).
 */
#ifndef PO_DOCUMENT_VALUES_READER_H
#define PO_DOCUMENT_VALUES_READER_H

#include "document/reader.h"

extern const po_reader po_reader_values;

#endif
