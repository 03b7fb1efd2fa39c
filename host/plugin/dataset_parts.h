/* SPDX-License-Identifier: Apache-2.0
 *
 * Data sets: forms of the state's data files, tables of thousands of rows that are known by their
 * columns. What a loaded data set looks like, and the state of one run over one document. Private
 * to host/plugin/form_load.c, form_run.c and dataset*.c.
 *
 * Why apart from sections and tables of plans: a plan is read as a whole, because its parts may
 * grow on later pages; a data file is read row by row, and a row that was handed on is forgotten.
 * Ten thousand rows take the memory of one.
 */
#ifndef PO_PLUGIN_DATASET_PARTS_H
#define PO_PLUGIN_DATASET_PARTS_H

#include "base/xml.h"
#include "plugin/form_parts.h"
#include "plugin/scope.h"

#define PO_DATASET_FIELDS ((size_t)256) /* PO_LIMIT_RECORD_FIELDS */

typedef enum dataset_type {
    DATASET_TEXT,
    DATASET_NUMBER,
    DATASET_MONEY,
    DATASET_YES_NO,
    DATASET_DATE,
    DATASET_CDS,
    DATASET_YEAR,
    DATASET_CODES, /* "4,5", "4 5", or a choice whose name is the codes with spaces between */
    DATASET_LIST,  /* words of the choices, with commas between */
    DATASET_CHOICE /* has no name in forms: a text with choices */
} dataset_type;

typedef enum dataset_role {
    DATASET_SINGLE,
    DATASET_YEARS,   /* a family: the newest year's column is the field, others <field>_<year> */
    DATASET_FLAGS,   /* a family: its members that say yes are the values */
    DATASET_CHILDREN /* a family: a record for each member with something in its cell */
} dataset_role;

/* What stands for the placeholder of a label. */
typedef enum dataset_hole {
    HOLE_YEAR,
    HOLE_YEARS,
    HOLE_NUMBER,
    HOLE_MEMBER,
    HOLE_ANY
} dataset_hole;

/* Choices by the key (po_text_key) of their names and aliases. */
typedef struct dataset_choices {
    const po_choices *list;
    po_map *by_key; /* -> po_choice */
} dataset_choices;

/* A label with a placeholder: folded words before and behind it. */
typedef struct dataset_pattern {
    const char *before, *behind;
    size_t before_size, behind_size;
    dataset_hole hole;
} dataset_pattern;

typedef struct dataset_column {
    dataset_role role;
    const char *label;              /* as the form prints it, for messages */
    const char *field;              /* NULL: known, not stored */
    dataset_type type;              /* of the cells */
    const dataset_choices *choices; /* of the cells, or NULL */
    const dataset_choices *members; /* of a family, or NULL: any */
    const form_record *record;      /* of a family of children */
    const char *member;             /* the child's field for the member */
    bool key, required;
    bool quiet;   /* looked at by <tell> and not stored: it may hold texts about persons */
    const char *until;    /* of the day of a row: the field for the last day of a span that its cell prints; NULL: one day only */
    const char *until_in; /* the field whose text may print the span instead, or NULL */
    bool own;     /* what stands here, but no, makes the school an agency of its own */
    uint8_t part; /* of a code in three columns: 1, 2, 3; else 0 */
    uint32_t index;
    PO_LIST(dataset_pattern) patterns;
} dataset_column;

typedef enum dataset_reason { OTHERWISE_COLUMN, OTHERWISE_NAME, OTHERWISE_ALWAYS } dataset_reason;

typedef struct dataset_otherwise {
    const char *field, *value;
    dataset_reason reason;
    const char *text; /* key of a column, key of a part of the name, or the text as given */
} dataset_otherwise;

/* Words by which a value is told. */
typedef struct dataset_phrase {
    const char *printed, *words; /* words: folded, a space at both ends */
    const char *value, *doubt;   /* value "-": told that it is none of them; doubt may be NULL */
} dataset_phrase;

typedef struct dataset_tell {
    const char *field;
    const char *when; /* only where this field was told or read; NULL: always */
    char **from; /* fields of columns, the one that counts most first */
    size_t from_count;
    PO_LIST(dataset_phrase) phrases;
} dataset_tell;

typedef struct form_dataset {
    const char *name, *title;
    const form_record *record;
    uint32_t min;
    bool own_schools; /* rows of schools are about agencies of their own */
    PO_LIST(dataset_column *) columns;
    po_map *by_label; /* folded label without placeholder -> dataset_column */
    PO_LIST(dataset_otherwise) otherwise;
    PO_LIST(dataset_tell) tells;
    bool by_day; /* its key is a day, not a code: rows are of one agency */
    const char *year; /* the field of <year>, or NULL */
} form_dataset;

/* ---- loading (dataset_load.c), called by form_load.c ---- */

typedef struct dataset_loader {
    po_arena *arena;
    po_form *form;
    po_map *records, *choices; /* as of the form: form_record, po_choices */
    void *context;
    void (*mistake)(void *context, const xmlNode *node, const char *what, const char *name);
} dataset_loader;

void dataset_load_all(dataset_loader *loader, const xmlNode *root);
void dataset_tell_load(dataset_loader *loader, const xmlNode *node, form_dataset *dataset); /* dataset_tell.c */

/* ---- a table under way ---- */

/* A word or value that the form does not know. */
typedef struct dataset_unknown {
    const char *text;
    uint32_t count;
    po_place first;
} dataset_unknown;

/* What the cells of a column may look like, kept so that the same text is read once (a column of
 * words has few). */
typedef struct dataset_word {
    const po_choice *choice; /* NULL: unknown */
    dataset_unknown *unknown;
    const char *const *values;
    uint32_t value_count;
} dataset_word;

/* One column of the table at hand. */
typedef struct dataset_slot {
    const dataset_column *column;
    const char *field;   /* with its year, or the column's */
    const char *printed; /* the member as printed in the header ("SWD"), or NULL */
    const char *member;  /* its canonical name, or NULL */
    uint32_t year;       /* of a column of years: sortable number; else 0 */
    uint32_t grid;       /* grid column */
    bool second; /* an earlier slot has the same field: this one counts where that is empty */
    po_place header;
    po_map *words; /* text -> dataset_word */
    PO_LIST(dataset_unknown *) unknown;
    uint32_t restored, refused; /* codes mended; values that are not of their kind */
    po_place restored_at, refused_at;
} dataset_slot;

/* A constant of the table: a field that no column holds. */
typedef struct dataset_constant {
    po_field field;
    po_place at;
} dataset_constant;

/* A column that nobody knows. */
typedef struct dataset_stranger {
    const char *label;
    po_place at;
} dataset_stranger;

typedef struct dataset_layout {
    const form_dataset *dataset;
    uint32_t columns;              /* grid columns up to the last slot's */
    uint32_t matched;              /* columns of the data set that were found */
    PO_LIST(dataset_slot *) slots; /* by column of the data set, those of a family side by side */
    const dataset_slot *parts[3];  /* of a code in three columns */
    const dataset_slot *key, *key_second, *own;
    PO_LIST(dataset_stranger) strangers;
    po_map *labels; /* keys of all labels of the header */
    PO_LIST(dataset_constant *) constants;
} dataset_layout;

/* Title rows: what stands above a header. */
typedef struct dataset_title {
    const char *text;
    po_place at;
} dataset_title;
typedef PO_LIST(dataset_title) dataset_titles;

typedef struct dataset_run {
    const po_form *form;
    const po_document *document;
    const po_form_sink *sink;
    po_arena *arena;   /* of the run: layouts, words */
    po_arena *scratch; /* of some rows; see dataset_scratch */
    po_scope *scope;   /* or NULL: everything */
    const po_table *table;
    dataset_layout *layout;
    const po_cell **cells; /* of the row, by grid column; NULL: blank */
    po_field fields[PO_DATASET_FIELDS];
    uint32_t field_count;
    const char *id; /* of the row's record */
    uint32_t tables, keyless;
    po_place keyless_first, keyless_last;
} dataset_run;

/* dataset_header.c: the best data set whose header this row is, or NULL. Everything in `arena`. */
dataset_layout *dataset_header_find(po_arena *arena, const po_form *form, const po_row *row);

/* dataset_constant.c: what rows of this table do not say. `name`: of the file, or NULL. */
void dataset_constants_find(dataset_run *run, const dataset_titles *titles);

/* dataset_row.c: one row, its record and their children. `ret_taken` false: it holds no code, and
 * is no row of the table. */
po_status dataset_row_take(dataset_run *run, const po_row *row, bool *ret_taken);
po_arena *dataset_scratch(dataset_run *run);

/* dataset_tell.c: what the words of a row tell; false: nothing, or (then with the field's name) that it is none of them. */
bool dataset_tell_read(dataset_run *run, const dataset_tell *tell, po_field *ret_field);

/* dataset_value.c: reads the text of a cell into value, values and doubt of `field`. */
void dataset_value_read(dataset_run *run, dataset_slot *slot, const po_cell *cell, po_field *field);
/* "yes", "no", or NULL. */
const char *dataset_flag(const char *text);
/* 2000..2099 printed first in the text, or 0; `ret_from` (may be NULL): where. */
uint32_t dataset_year_in(const char *text, const char **ret_from);
/* A printed date, or the number of a day as spreadsheets count them, as ISO; NULL if it is none. */
const char *dataset_day(po_arena *arena, const char *text);

/* The same; of a column that may hold spans the first day of one. */
const char *dataset_first_day(po_arena *arena, const dataset_column *column, const char *text);
/* Fourteen digits, or NULL; `ret_restored`: a leading zero was put back. */
const char *dataset_cds(po_arena *arena, const char *text, bool *ret_restored);
/* The same from the parts of three columns. */
const char *dataset_cds_join(po_arena *arena, const char *const parts[3], bool *ret_restored);
bool dataset_blank(const po_form *form, const char *text);

/* dataset_report.c: what a table has to say when it was read. */
void dataset_say(dataset_run *run, po_severity severity, const char *code, const po_place *at,
                 const char *text);
void dataset_report_header(dataset_run *run);
void dataset_report_table(dataset_run *run);

/* dataset_run.c, called by form_run.c. */
po_status dataset_run_document(const po_form *form, const po_document *document,
                               const po_form_sink *sink, po_error *err);
/* Columns found of the data set that fits best, over all tables; 0 if none fits. */
int dataset_score(const po_form *form, const po_document *document);

#endif
