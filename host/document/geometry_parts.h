/* SPDX-License-Identifier: Apache-2.0
 *
 * What the parts of reading by position share. Only geometry*.c include this.
 */
#ifndef PO_DOCUMENT_GEOMETRY_PARTS_H
#define PO_DOCUMENT_GEOMETRY_PARTS_H

#include "base/map.h"
#include "base/text.h"
#include "document/geometry.h"

enum {
    GEO_COLUMNS_MAX = 64,     /* columns of one table */
    GEO_LABEL_WORDS_MAX = 48, /* pieces of one printed label */
    GEO_HITS_MAX = 4096,      /* labels found on one page */
    GEO_CLUSTERS_MAX = 160,   /* pieces of one row */
    GEO_KEY_MAX = 64          /* bytes of a word's key; no label's word is longer */
};

/* Words that share a base line. */
typedef struct geo_line {
    size_t first, count; /* words */
    float y, x0, x1;
    uint32_t chunks; /* pieces parted by column gaps */
    bool furniture;  /* printed on most pages */
} geo_line;

/* A word folded as labels are (document/table_hints.h); no text if it is only signs. Not ended by a zero. */
typedef struct geo_key {
    const char *text;
    uint32_t size;
} geo_key;

/* A label's words, found. */
typedef struct geo_hit {
    uint32_t label; /* the first of the hints' labels with this key */
    uint32_t words[GEO_LABEL_WORDS_MAX];
    uint32_t count;
    uint32_t top, bottom; /* lines */
    float x0, x1;
} geo_hit;

typedef struct geo_column {
    float x0, x1; /* of the header's text */
    float low, high; /* the white that parts it from the next column */
    bool ruled;      /* by a line instead */
    bool anchor, amount, pair;
    const char *text; /* of the header, in the geometry's arena */
} geo_column;

typedef struct geo_header {
    uint32_t table;
    uint32_t top, bottom; /* lines */
    geo_column columns[GEO_COLUMNS_MAX];
    uint32_t count;
    bool anchored; /* some column is an anchor */
} geo_header;

typedef struct geo_cell {
    const char *text;
    const po_place *at;
    uint32_t at_count;
    const char *doubt;
} geo_cell;

/* The table under way. */
typedef struct geo_table {
    geo_header header;
    po_table *table; /* in the document */
    PO_LIST(po_row) rows;
    geo_cell *row; /* the row under way, or NULL */
    bool header_row;
    bool at_end; /* it reached the end of its page */
} geo_table;

/* Everything about one page. Lives in the page's scratch arena. */
typedef struct geo_page {
    const po_geometry_page *from;
    po_geometry_word *words;
    size_t count;
    uint32_t *line_of; /* by word */
    geo_key *keys;     /* by word; NULL if no table is known */
    geo_line *lines;
    uint32_t line_count;
    uint32_t head_lines; /* furniture at the top */
    PO_LIST(geo_hit) hits;
    bool *member; /* scratch, by word: it is part of a label; false between uses */
    const po_geometry_rule *rules; /* joined: level ones by y, then upright ones by x */
    size_t level_count, upright_count;
    float right; /* where running text ends */
} geo_page;

struct po_geometry {
    po_document *document;
    po_arena *arena;   /* lives as long as the engine */
    po_arena *scratch; /* some pages; a new one for each would be zeroed for nothing */
    const po_table_hints *hints;
    uint8_t *starts; /* per hash of a label's first two to four bytes: 1 one begins so; per byte: 2 one begins with it */
    uint64_t *heads; /* by label: its first bytes as a number, in the same order */
    char fold[128];  /* letters and digits as keys have them, 0 for all else */
    uint32_t *ends;  /* by label: one past the last with the same key */
    uint32_t *found; /* scratch, by table: labels found, 0 between searches */
    po_map *top, *bottom; /* survey: key of a line -> geo_seen */
    uint32_t surveyed;
    geo_table *open;
    uint32_t number; /* of the last table */
    po_buffer text;
};

typedef struct geo_seen {
    uint32_t pages;
} geo_seen;

/* geometry_lines.c: sorts the page's words, makes lines, joins pieces of words. */
void geo_scratch_reset(po_geometry *geometry); /* after a page: its memory may be used again */
void geo_page_init(po_geometry *geometry, geo_page *page, const po_geometry_page *from);
bool geo_is_furniture(const po_geometry *geometry, const geo_page *page, uint32_t line, bool top);
void geo_mark_furniture(const po_geometry *geometry, geo_page *page);
/* Is there an upright rule between two places on a line? */
bool geo_ruled_between(const geo_page *page, float y, float x0, float x1);
/* The first level rule below a height. */
size_t geo_rule_below(const geo_page *page, float y);
/* The text of words [first, first + count) in the geometry's buffer. */
const char *geo_words_text(po_geometry *geometry, const geo_page *page, size_t first, size_t count);

/* geometry_label.c: keys of words; labels in the page. */
void geo_labels_prepare(po_geometry *geometry);
void geo_labels_find(po_geometry *geometry, geo_page *page);
/* geometry_header.c: passes over labels that surely stand in running text ("the Description of the Scope"): a word that is part of no label is
 * beside them. */
void geo_labels_drop(po_geometry *geometry, geo_page *page);
/* The heading, prompt or sentence that this line is or begins with, none of which stands in a table; NULL: none is known. */
const po_hint_text *geo_known_text(const po_geometry *geometry, const geo_page *page, uint32_t line);

/* geometry_header.c: the next header whose first line is at least `from`. */
bool geo_header_find(po_geometry *geometry, geo_page *page, uint32_t from, geo_header *ret_header);

/* geometry_column.c: where the columns of a header end, by the lines [first, last) below it. */
void geo_columns_part(const geo_page *page, geo_header *header, uint32_t first, uint32_t last);
/* The column a piece of text stands in. */
uint32_t geo_column_at(const geo_header *header, float x0, float x1);

/* geometry_table.c */
void geo_table_open(po_geometry *geometry, const geo_page *page, const geo_header *header);
void geo_table_close(po_geometry *geometry);
bool geo_table_same(const geo_table *table, const geo_header *header);
bool geo_table_goes_on(po_geometry *geometry, const geo_page *page, uint32_t line, uint32_t last);
/* Takes the rows in lines [first, last); returns the first line that does not belong to it. */
uint32_t geo_table_body(po_geometry *geometry, const geo_page *page, const geo_header *header, uint32_t first,
                        uint32_t last);

/* geometry_row.c: adds the words of lines [first, last) to the row under way. */
void geo_row_add(po_geometry *geometry, const geo_page *page, uint32_t first, uint32_t last, const char *doubt);

/* geometry_text.c: running text in lines [first, last). */
void geo_text_lines(po_geometry *geometry, const geo_page *page, uint32_t first, uint32_t last);

#endif
