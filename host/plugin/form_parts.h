/* SPDX-License-Identifier: Apache-2.0
 *
 * What a loaded form looks like inside, and the state of one run over a document. Private to host/plugin/form*.c.
 *
 * Shape. Everything that a document can say "here I am" with is a label; a label leads to an item (a section, a prompt, the title of a
 * table, known text). Labels live in one sorted index, walked once per line, so a line costs its length and not the number of labels.
 * Table headers have an index of their own. Where an answer goes is a target: a record type and a field.
 */
#ifndef PO_PLUGIN_FORM_PARTS_H
#define PO_PLUGIN_FORM_PARTS_H

#include "document/record.h"
#include "plugin/form.h"
#include "plugin/form_value.h"

/* A record type. `id` is a template: {field}, {parent} (the parent's id after its first '-'), {n} (count within the parent),
 * {parent-n} (both), {parent.field} (the field, behind the parent's number if it stands alone: "2.1"); {a|b}: the first that is
 * there. */
typedef struct form_record {
    const char *type, *id;
    const struct form_record *parent; /* or NULL */
    uint32_t index;
    bool rows; /* the rows of a table make records of it */
} form_record;

struct form_items;

/* `record` NULL: nothing is stored. */
typedef struct form_target {
    const form_record *record;
    const char *field;
    po_value_type type;
    po_choices choices;
    const struct form_items *items; /* what stands here is also cut into records, or NULL */
} form_target;

/* Several things printed one behind the other in one cell: an amount (head), words (body), from one of its choices on the tail, and words
 * behind that (rest). Each becomes a record of its own. */
typedef struct form_items {
    const form_record *record;
    form_target head, body, tail, rest; /* field NULL: not stored */
    const char *beside; /* the column whose lines are the bodies of items that have none, or NULL */
} form_items;

/* Lines that are one of `target.choices`, ticked or not; the line behind one of them goes to `detail`. */
typedef struct form_options {
    form_target target, detail;
} form_options;

/* Things counted by kind ("3 Classroom Teachers", or one row for each person): `kind` has choices, and nothing but a choice's name and a number
 * is ever kept. */
typedef struct form_count {
    form_target kind, number;
} form_count;

typedef struct form_section {
    const char *name;
    const struct form_section *parent; /* or NULL */
    uint32_t depth;                    /* 0 at the top */
    bool skip;                         /* its text is not the document's own (instructions) */
    bool closed;                       /* what is inside is only found inside */
    bool quiet;                        /* its text is not quoted in diagnostics: it may name persons */
    const form_options *options;       /* or NULL */
    const form_count *count;           /* lines that are counts, or NULL */
    const form_record *record;         /* where its prompts put their answers */
    PO_LIST(struct form_sentence *) sentences;
} form_section;

typedef enum form_kind {
    FORM_SECTION,
    FORM_PROMPT,
    FORM_TEXT,  /* known text of the template; ends an answer when it belongs to the section */
    FORM_IGNORE /* never content: "[AUTO-CALCULATED]" */
} form_kind;

typedef struct form_item {
    form_kind kind;
    const form_section *section;      /* of a section: itself */
    const struct form_item *prompt;   /* text that belongs to a prompt: that prompt */
    form_target target;               /* prompts */
    bool one_line;                    /* prompts: the answer is one line */
    const struct form_item *again;    /* numbered prompts: what a repeated label with a colon asks ("SCHOOL GOAL #1:"), or NULL */
    bool numbered;                    /* prompts: the label with a number behind it, and nothing else, begins a record */
    form_target lead;                 /* prompts: where the first line of a longer answer goes, if it is short */
    form_target year;                 /* where the year of its heading goes */
    const char *label;                /* the first label, for messages */
} form_item;

/* One spelling of a label. `key` is folded (form_fold). */
typedef struct form_label {
    const char *key;
    size_t size;
    const form_item *item;
    uint32_t order; /* place in the form */
    bool strong;    /* found inside skipped text too */
    bool start;     /* ignored text: the line only begins with it */
} form_label;

/* Sorted by key, then by order in the form. */
typedef struct form_index {
    form_label *labels;
    size_t count;
} form_index;

typedef struct form_column {
    const char *label;  /* for messages */
    form_target target; /* field NULL: known, not stored */
    bool required;
    bool anchor;   /* text here names the row */
    bool fallback; /* the same, where the table has no anchor or the row leaves it empty */
    bool ticks;    /* of a table that is counted: its label is the kind, a tick counts */
    bool pair_labels, pair_values; /* the two columns of pairs inside a table */
    uint32_t index;
} form_column;

typedef struct form_table {
    const char *name, *title;
    const form_section *section;
    const form_record *record;
    bool each_row; /* a record for each row; else the table fills one record */
    bool strong;   /* found inside skipped text too */
    uint32_t min;  /* columns needed to recognise it */
    uint32_t required, index;
    PO_LIST(form_column *) columns;
    const form_column *spill;  /* where a row of one cell goes on, or NULL */
    const form_record *totals; /* where a row of totals goes, or NULL */
    const form_count *count;   /* rows are counted by kind and not kept, or NULL */
    po_map *pairs;             /* key of a pair's label -> form_target, or NULL */
} form_table;

/* A header cell's key leads to the columns of several tables. */
typedef struct form_header {
    const form_table *table;
    const form_column *column;
} form_header;
typedef PO_LIST(form_header) form_headers;

/* One piece of a sentence: literal (folded) or capture. `literal` and `target.field` are NULL for {*}. */
typedef struct form_piece {
    const char *literal;
    size_t size;
    form_target target;
} form_piece;

typedef struct form_sentence {
    PO_LIST(form_piece) pieces;
} form_sentence;

typedef struct form_mark {
    int weight;
} form_mark;

struct po_form {
    const char *id, *program, *title, *path;
    PO_LIST(struct form_dataset *) datasets; /* a form of data files; it has no sections then */
    po_map *blanks;                          /* texts that stand for an empty cell */
    PO_LIST(form_record *) records;
    PO_LIST(form_section *) sections;
    PO_LIST(form_table *) tables;
    PO_LIST(form_label) label_list;
    form_index index;
    po_map *headers; /* key -> form_headers */
    po_map *totals;  /* keys that begin a row of totals */
    po_map *marks;   /* key -> form_mark */
};

/* Folding: what form_index and headers are matched by. po_text_key's rule (case folded, only letters, digits and '#'), with a school year
 * ("2025-26") as the one byte FORM_YEAR, and with the place of every byte in the text. */
#define FORM_YEAR '\001'
typedef struct form_folded {
    char *key;
    uint32_t *from, *to; /* of each byte: where its character begins and ends in the text */
    size_t size;
    size_t year_from, year_size; /* the first year in the text; size 0 if none */
} form_folded;

/* At most `limit` bytes of `text` are folded. "{year}" in a label folds as a year does. */
void form_fold(po_arena *arena, const char *text, size_t limit, form_folded *ret_folded);
const char *form_fold_key(po_arena *arena, const char *text);
/* A label without what stands in brackets after it and without the number before it: "3. Projected Percentage (2 divided by 1)". */
const char *form_short_label(po_arena *arena, const char *text);

/* Bytes of the number that a list or an outline puts before a text, with the space behind it: "3. ", "(b) ", "IV. ", "2.1 ", "Section 4: "; 0: none.
 * The text behind it is not empty. */
size_t form_number_size(const char *text);
#define FORM_FOLD_LABEL ((size_t)4096) /* longer than any label */

/* `exact`: labels equal to the whole line, `exact_count` of them in a row. `prefix`: the longest label that the line begins with, ending
 * between words at byte `prefix_end` of the key. `longer`: labels that the whole line begins. */
typedef struct form_match {
    const form_label *exact, *prefix;
    size_t exact_count, prefix_count, prefix_end;
    const form_label *longer;
    size_t longer_count;
} form_match;

void form_index_build(po_arena *arena, const form_label *labels, size_t count, form_index *ret_index);
void form_index_match(const form_index *index, const form_folded *folded, const char *text,
                      form_match *ret_match);

/* ---- one run ---- */

typedef struct form_text_piece {
    const char *text;
    const char *join; /* what stands before it */
    const po_place *at;
    uint32_t at_count;
} form_text_piece;

typedef struct form_value_build {
    const form_target *target;
    PO_LIST(form_text_piece) pieces;
    PO_LIST(po_place) at;
    const char *doubt;
} form_value_build;

typedef struct form_build {
    const form_record *record;
    struct form_build *parent;
    uint32_t number; /* within the parent, from 1 */
    const form_item *last_prompt; /* the last prompt whose answer went here */
    uint32_t children; /* how many of any type */
    PO_LIST(form_value_build) fields;
    const char *id;
} form_build;

/* One line of text on its way through the engine. */
typedef struct form_line {
    const char *text;
    const po_place *at;
    uint32_t at_count;
    const char *doubt;
    bool heading, in_cell;
    uint8_t level;
} form_line;

typedef struct form_buffered {
    const char *text;
    const po_place *at;
    uint32_t at_count;
} form_buffered;

typedef struct form_open_table {
    const form_table *table;
    const form_column **by_grid; /* by grid column; NULL where unknown */
    uint32_t columns;
    form_build *row; /* the last record, or NULL */
    bool fresh;      /* nothing but its own parts came since */
    bool at_start;   /* no row came since the last header or page edge */
    bool anchored;   /* the header has an anchor */
    uint32_t page;   /* of the last row */
    uint32_t cells;  /* in the header */
} form_open_table;

#define FORM_HELD_MAX 8

typedef struct form_run {
    const po_form *form;
    const po_document *document;
    const po_form_sink *sink;
    po_arena *arena;
    const form_section *section;
    const form_item *prompt; /* whose answer comes now, or NULL */
    form_build *answer;      /* the record the answer goes to */
    bool answered;
    const form_options *option; /* the line before was one of these */
    form_build **current;    /* by record index: the last one */
    form_headers *found;     /* scratch, by table: columns found in a row */
    uint32_t *touched;       /* scratch: tables with columns found */
    PO_LIST(form_build *) builds;
    PO_LIST(form_buffered) buffered; /* text of a section with sentences */
    form_line held[FORM_HELD_MAX];
    uint32_t held_count;
    form_open_table open;
    po_map *said; /* diagnostics already given */
    uint32_t unread;
} form_run;

/* form_build.c */
form_build *form_build_row(form_run *run, const form_record *record);
form_build *form_build_single(form_run *run, const form_record *record);
form_value_build *form_build_field(form_run *run, form_build *build, const form_target *target);
form_build *form_build_for_prompt(form_run *run, const form_item *prompt, bool begins);
void form_build_put(form_run *run, form_build *build, const form_target *target, const char *text,
                    const po_place *at, uint32_t at_count, const char *doubt);
bool form_build_has(const form_build *build, const char *field); /* `field` may be NULL */
const char *form_build_text(po_arena *arena, const form_build *build, const char *field);
po_status form_build_emit(form_run *run, po_error *err);

/* form_line.c */
void form_take_line(form_run *run, const form_line *line);
void form_flush(form_run *run);
void form_answer(form_run *run, const form_line *line);
bool form_take_pair(form_run *run, const po_row *row);
void form_enter(form_run *run, const form_section *section);
bool form_ignored(const form_run *run, const char *text);
void form_store_year(form_run *run, const form_target *target, const form_line *line,
                     const form_folded *folded);

/* form_kinds.c */
bool form_option_line(form_run *run, const form_line *line);
bool form_option_detail(form_run *run, const form_line *line);
bool form_count_line(form_run *run, const form_line *line);
void form_count_cell(form_run *run, const form_count *count, const po_cell *cell);
/* A cell under a column of ticks. `stated_here`: in its row numbers are counts as stated. */
void form_count_tick(form_run *run, const form_table *table, const form_column *column, const po_cell *cell, bool stated_here);

/* form_items.c */
void form_items_expand(form_run *run);

/* form_table.c */
void form_take_table(form_run *run, const po_block *block);

/* form_sentence.c */
bool form_sentence_parse(po_arena *arena, const char *text, const form_record *record,
                         form_sentence *ret_sentence, const char **ret_mistake);
void form_sentences_run(form_run *run, const form_section *section);

/* form_run.c */
void form_say(form_run *run, po_severity severity, const char *code, const po_place *place,
              const char *text);
bool form_within(const form_section *section, const form_section *ancestor);

#endif
