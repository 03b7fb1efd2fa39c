/* SPDX-License-Identifier: Apache-2.0
 *
 * Every limit of the program, in one place, each with the reason for its size (docs/limits.md lists them for users).
 * Reaching one is said in a sentence that names the limit; nothing is cut silently.
 */
#ifndef PO_BASE_LIMITS_H
#define PO_BASE_LIMITS_H

#include <stddef.h>

/* One input document. The largest published LCAP seen is 20 MB; scans reach 100. */
#define PO_LIMIT_DOCUMENT_BYTES ((size_t)256 << 20)
/* Installed XML (program, form, crosswalk, model). */
#define PO_LIMIT_CONFIG_BYTES ((size_t)8 << 20)
/* One file of district facts (--lea): ten thousand meetings and two thousand schools fit many times. */
#define PO_LIMIT_FACTS_BYTES ((size_t)16 << 20)
/* One file of decisions (decisions.json): ten thousand decisions fit several times; the deepest stands five levels down, and none of its objects
 * has twenty members. */
#define PO_LIMIT_DECISIONS_BYTES ((size_t)32 << 20)
#define PO_LIMIT_DECISIONS_DEPTH 16
#define PO_LIMIT_DECISIONS_MEMBERS ((size_t)64)
/* One reason or pointer: a page of text. */
#define PO_LIMIT_DECISION_TEXT ((size_t)4000)
/* The previous build's calendar.json: three years of one large district are a few megabytes. */
#define PO_LIMIT_CALENDAR_BYTES ((size_t)256 << 20)
/* Worker address space, and the time it may take: processor seconds (soft, hard) and wall-clock milliseconds. */
#define PO_LIMIT_WORKER_MEMORY ((size_t)1024 << 20)
#define PO_LIMIT_WORKER_CPU_SECONDS 60
#define PO_LIMIT_WORKER_WALL_MS 120000
/* Wire: one frame, all frames of one document. */
#define PO_LIMIT_FRAME_BYTES ((size_t)256 << 10)
#define PO_LIMIT_RESULT_BYTES ((size_t)256 << 20)
/* Records of one document, fields of one record, bytes of one field, depth of JSON. */
#define PO_LIMIT_RECORDS ((size_t)200000)
#define PO_LIMIT_RECORD_FIELDS ((size_t)256)
#define PO_LIMIT_FIELD_BYTES ((size_t)200 << 10)
#define PO_LIMIT_JSON_DEPTH 32
/* Values of one JSON text: each costs its reader a hundred bytes and more. */
#define PO_LIMIT_JSON_VALUES ((size_t)5000000)
/* Diagnostics kept per document; further ones are counted. */
#define PO_LIMIT_DIAGNOSTICS ((size_t)500)
/* Document model. */
#define PO_LIMIT_PAGES ((size_t)20000)
#define PO_LIMIT_BLOCKS ((size_t)1000000)
#define PO_LIMIT_TABLE_COLUMNS ((size_t)16384)
#define PO_LIMIT_TABLE_CELLS ((size_t)4000000)
#define PO_LIMIT_TREE_DEPTH 256
/* Rows of one table whose rows are made as they are asked for: what a worksheet holds at most. */
#define PO_LIMIT_SHEET_ROWS ((size_t)1048576)
/* One cell: 32,767 characters are Excel's own limit. The name of a worksheet: Excel allows 31 characters. */
#define PO_LIMIT_CELL_BYTES ((size_t)128 << 10)
#define PO_LIMIT_SHEET_NAME ((size_t)256)
/* What a workbook keeps of its shared texts, and of the ranges of merged cells of one sheet; whole-state files stay below a hundredth. */
#define PO_LIMIT_SHARED_STRINGS ((size_t)4000000)
#define PO_LIMIT_SHARED_BYTES ((size_t)128 << 20)
#define PO_LIMIT_MERGES ((size_t)100000)
/* One line of a text file of values, quoted line ends included. */
#define PO_LIMIT_LINE_BYTES ((size_t)4 << 20)
/* Rows in which a header is looked for where nothing says how many a table has; title rows and notes above one are seldom ten. */
#define PO_LIMIT_SIGN_ROWS 40
/* Rows of one sheet of a workbook that is filled in like a form. */
#define PO_LIMIT_FORM_ROWS ((size_t)20000)
/* Attributes of one HTML tag: the parser compares each with all before it. Word's own pages have a dozen. */
#define PO_LIMIT_TAG_ATTRIBUTES ((size_t)10000)
/* Atoms of the duty vocabulary, and values of one facet: sets of them are bits of a fixed size (duty/bits.h). */
#define PO_LIMIT_ATOMS ((size_t)1024)
/* A calendar (.ics): its events, the days they make, the days and years of one series, and parts inside one another. A district's board and its
 * schools have some hundred events a year; a calendar of ten years of one school has not reached two thousand. */
#define PO_LIMIT_CALENDAR_EVENTS ((size_t)20000)
#define PO_LIMIT_CALENDAR_DAYS ((size_t)50000)
#define PO_LIMIT_RECURRENCES ((size_t)1000)
#define PO_LIMIT_RECURRENCE_YEARS 10
#define PO_LIMIT_CALENDAR_DEPTH 16
/* Decompressed bytes of one document, and of one stream. */
#define PO_LIMIT_INFLATED_BYTES ((size_t)512 << 20)
#define PO_LIMIT_STREAM_BYTES ((size_t)128 << 20)

#endif
