/* SPDX-License-Identifier: Apache-2.0
 *
 * Rulebooks: a program's identification rules as data (plugins/<id>/rules.xml). A rule set per
 * Dashboard year, each with citation and confidence; conditions are expressions of the rules
 * language (rules/rules.h). A year without a rule set has no confirmed rule, and that is the answer.
 *
 * Why data: the state changes the rules nearly every year, and next year's must be a new rule set
 * and no new program. Nothing here knows a program, a status or an indicator by name.
 *
 * What the expressions see is listed in docs/identify.md; case.h makes it.
 *
 * Ownership: everything belongs to the arena given to po_rulebooks_create, which must outlive it.
 */
#ifndef PO_IDENTIFY_RULEBOOK_H
#define PO_IDENTIFY_RULEBOOK_H

#include "base/diagnostic.h"
#include "model/model.h"
#include "rules/rules.h"

/* Indicators of all rulebooks together, groups of the vocabulary, derived values of one
 * identification: they are kept in small arrays. */
#define PO_IDENTIFY_INDICATORS_MAX 24u
#define PO_IDENTIFY_GROUPS_MAX 64u
#define PO_IDENTIFY_VALUES_MAX 24u
#define PO_IDENTIFY_YEARS_MAX 64u

typedef enum po_level_by { PO_BY_COLOUR, PO_BY_STATUS, PO_BY_COUNT } po_level_by;

/* The words for the levels 1 to 5, the lowest first; [by][0] for indicators where much is good,
 * [by][1] where much is bad. NULL: no words. */
typedef const char *const *po_level_words[PO_BY_COUNT][2];

typedef struct po_indicator {
    const char *id, *code, *label;
    const char *field; /* the id as a name of the rules language */
    bool down;         /* much is bad */
    const char *const *names;
    size_t name_count;
} po_indicator;

typedef enum po_input_gives {
    PO_GIVES_LEVELS,   /* a level of one indicator for one group */
    PO_GIVES_LOWEST,   /* which indicators are at the lowest level; all others are not */
    PO_GIVES_LOCAL,    /* one local indicator */
    PO_GIVES_OFFICIAL, /* a status the state gave */
    PO_GIVES_OFFICIAL_GROUPS, /* a group behind it, as a child of the record that gives it */
    PO_GIVES_LISTED           /* groups the state listed for a flag */
} po_input_gives;

/* One field of a record: what it says (`role`) and of whom (`of`: a group, indicator, year, ...). */
typedef struct po_input_field {
    const char *role, *name, *of;
} po_input_field;

typedef struct po_rule_input {
    po_input_gives gives;
    const char *record, *identification, *flag;
    int shift; /* added to the printed year to give the Dashboard's */
    PO_LIST(po_input_field) fields;
} po_rule_input;

/* Must hold in every row of levels. */
typedef struct po_row_check {
    const char *id, *title;
    const po_rule *when, *holds;
} po_row_check;

/* One column of the comparison of rules: texts for people. */
typedef struct po_compared {
    const char *program, *id, *title, *law, *who, *indicators, *thresholds, *group_size, *groups;
    const char *years, *data, *dates, *doubt;
    char confidence;
} po_compared;

typedef struct po_rule_status {
    const char *id, *label;
    const char *family; /* what it is counted as: "CSI"; the label if the file says nothing */
    bool in, entered;
    const char *const *words; /* keys of the words in the state's files */
    size_t word_count;
    const char *const *follows;
    size_t follow_count;
    const char *const *duties;
    size_t duty_count;
} po_rule_status;

typedef struct po_rule_flag {
    const char *id, *label, *law;
    const char *notice; /* what the facts of a district call it, or NULL */
    bool over_groups;
    const char *const *follows;
    size_t follow_count;
    const char *const *duties;
    size_t duty_count;
} po_rule_flag;

/* An expression whose truth becomes a field for those after it. `slot`: its place among the values
 * of a group or of a year. */
typedef struct po_derived {
    const char *name, *label;
    int number; /* of the priority or method; 0: none */
    size_t slot;
    const po_rule *rule;
} po_derived;

typedef struct po_rule_letter {
    const char *code;
    uint32_t priorities; /* bit n: priority n */
} po_rule_letter;

typedef struct po_rule_outcome {
    const po_rule_status *status;
    const po_rule *rule; /* NULL: always */
} po_rule_outcome;

typedef struct po_flagged {
    const po_rule_flag *flag;
    const po_rule *rule;
} po_flagged;

typedef struct po_rule_level {
    po_level_by by;
    bool used;
    uint64_t groups; /* bit g: for group g; 0: all */
    int from_group;  /* levels of another group stand for this one's; -1: none */
} po_rule_level;

typedef struct po_rule_set {
    int from, until;
    char confidence;
    const char *citation;
    const char *const *notes;
    size_t note_count;
    PO_LIST(uint8_t) groups; /* indices of the vocabulary, in order */
    uint64_t group_bits;
    PO_LIST(po_rule_level) levels[PO_IDENTIFY_INDICATORS_MAX];
    uint16_t size[PO_IDENTIFY_GROUPS_MAX]; /* of an LEA's record */
    uint16_t size_school;                  /* of a school's record */
    uint32_t local, local_county_office;   /* bits of priorities */
    int rate_indicator, rate_years;        /* -1 and 0: none */
    PO_LIST(po_derived) conditions;
    const po_rule *met;
    PO_LIST(po_rule_letter) letters;
    PO_LIST(po_derived) methods;
    const po_rule *eligible;
    PO_LIST(po_flagged) flagged;
    PO_LIST(po_rule_outcome) outcomes;
} po_rule_set;

typedef struct po_identification {
    const struct po_rulebook *book;
    const char *id, *title;
    const char *of; /* district (county offices too) | charter | school */
    PO_LIST(po_rule_status) statuses;
    PO_LIST(po_rule_flag) flags;
    PO_LIST(po_rule_set) sets;
    PO_LIST(const char *) group_values, year_values; /* names, by slot */
    PO_LIST(const char *) facts;                     /* names that official records give */
} po_identification;

typedef struct po_rulebook {
    const char *program, *path, *checked;
    PO_LIST(int) dashboards; /* ascending */
    PO_LIST(po_rule_input) inputs;
    PO_LIST(po_row_check) row_checks;
    PO_LIST(po_compared) compared;
    PO_LIST(po_identification) identifications;
} po_rulebook;

typedef struct po_rulebooks {
    po_arena *arena;
    const po_model_schema *schema;
    const po_vocabulary *groups; /* student-group */
    const char *group_codes[PO_IDENTIFY_GROUPS_MAX];
    int all_students; /* index of the group that is everybody, or -1 */
    PO_LIST(po_indicator) indicators;
    po_map *indicator_by_key;
    po_level_words words;
    PO_LIST(po_rulebook *) books;
} po_rulebooks;

/* Without a book yet. Everything belongs to `arena`; the vocabularies of `schema` are borrowed. */
po_rulebooks *po_rulebooks_create(po_arena *arena, const po_model_schema *schema);

/* Adds `folder`/rules.xml, validated against `schema_folder`/rules.rng; a folder without one is
 * fine. Every mistake goes to `diagnostics` with its line. Errors: PO_E_CONFIG for any mistake. */
PO_NODISCARD po_status po_rulebooks_add(po_rulebooks *books, const char *program,
                                        const char *folder, const char *schema_folder,
                                        po_diagnostics *diagnostics, po_error *err);

/* The group or indicator that a file calls so; -1 if it is none we know. */
int po_rulebooks_group(const po_rulebooks *books, const char *printed);
int po_rulebooks_indicator(const po_rulebooks *books, const char *printed);

/* What the state calls a group ("SWD"); the id where it has no letters. */
const char *po_rulebooks_group_code(const po_rulebooks *books, int group);
const char *po_rulebooks_level_word(const po_rulebooks *books, int indicator, po_level_by by,
                                    int level);

/* The rules of a Dashboard year, and the status with an id; NULL if there are none. */
const po_rule_set *po_identification_set(const po_identification *identification, int year);
const po_rule_status *po_identification_status(const po_identification *identification,
                                               const char *id);
/* By the words of the state's file; NULL if it is none we know. */
const po_rule_status *po_identification_words(po_arena *arena,
                                              const po_identification *identification,
                                              const char *printed);
/* What the book takes from records of this type; NULL: nothing. */
const po_rule_input *po_rulebook_input(const po_rulebook *book, const char *record);

#endif
