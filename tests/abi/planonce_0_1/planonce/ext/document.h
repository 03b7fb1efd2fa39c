/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce.document/1: the document as blocks. Headings, paragraphs, list items and tables in reading order; tables
 * as a forward cursor, never a tree of all cells. Contract as in plugin.h: borrowed until the next call on the same cursor.
 */
#ifndef PLANONCE_EXT_DOCUMENT_H
#define PLANONCE_EXT_DOCUMENT_H

#include "planonce/plugin.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PLANONCE_EXT_DOCUMENT "planonce.document/1"

#define PLANONCE_BLOCK_HEADING 1
#define PLANONCE_BLOCK_PARAGRAPH 2
#define PLANONCE_BLOCK_LIST_ITEM 3
#define PLANONCE_BLOCK_TABLE 4

typedef struct planonce_block {
    uint32_t struct_size;
    int32_t kind;     /* PLANONCE_BLOCK_... */
    uint32_t level;   /* headings 1..6 or 0; list items: nesting from 1 */
    uint32_t table;   /* number of the table, or 0 */
    uint32_t columns; /* tables: widest row */
    uint32_t rows;    /* tables: number of rows if known, else 0 */
    const char *text; /* "" for tables */
    const char *doubt;
    planonce_place place;
} planonce_block;

typedef struct planonce_cell {
    uint32_t struct_size;
    uint32_t column; /* grid column of the left edge, from 0 */
    uint32_t column_span, row_span;
    uint32_t place_count;
    uint32_t reserved;
    const char *text;
    const char *doubt;
    const planonce_place *places;
} planonce_cell;

typedef struct planonce_document_v1 {
    uint32_t struct_size;
    uint32_t reserved;
    /* The next block after the cursor (0 starts); advances it. PLANONCE_OK, or PLANONCE_UNSUPPORTED at the end. */
    planonce_status (*next_block)(const planonce_host *host, uint64_t *cursor, planonce_block *block);
    /* The next row of the block's table after the cursor (0 starts again). */
    planonce_status (*next_row)(const planonce_host *host, uint32_t table, uint64_t *cursor,
                                const planonce_cell **cells, uint32_t *cell_count);
} planonce_document_v1;

#ifdef __cplusplus
}
#endif

#endif
