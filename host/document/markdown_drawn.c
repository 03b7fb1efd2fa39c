/* SPDX-License-Identifier: Apache-2.0
 *
 * Two ways of drawing. In a grid, "+" in any ruler is an edge of columns, and a line's own "|" says which of them part it. Under a ruler of dashes
 * in runs, each run is a column as wide as the run. Columns are counted in characters, not in bytes.
 *
 * Not here: cells that reach over rows (their text goes on in the row below), captions (paragraphs).
 */
#include "document/markdown_drawn.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

enum { COLUMNS_MAX = 64, HEADER_MAX = 24, INDENT_MAX = 8, RULE_MIN = 10, NARROW = 7 };

typedef struct line {
    const char *text;
    size_t size; /* without white space at the end */
    size_t next; /* of the whole text: where the next line begins */
} line;

/* What is known while a table is taken apart. */
typedef struct drawing {
    po_arena *arena;
    const char *text;
    size_t size, at;
    uint32_t number; /* of the line at `at` */
    size_t edges[COLUMNS_MAX + 1]; /* in characters: where columns begin; behind the last one's end */
    size_t columns;
    bool grid;
    po_buffer cells[COLUMNS_MAX]; /* of the row under way */
    bool broken[COLUMNS_MAX];     /* a paragraph ended there */
    struct {
        size_t before, last; /* characters of the last two lines */
        bool word;           /* the last one is a single word */
    } lines[COLUMNS_MAX];
    bool any;
    uint32_t began;
    po_drawn_table *table;
} drawing;

static line line_at(const char *text, size_t size, size_t at) {
    const char *begin = text + at, *end = memchr(begin, '\n', size - at);
    size_t length = end ? (size_t)(end - begin) : size - at;
    line found = {begin, length, at + length + (end != NULL)};
    while (found.size && (begin[found.size - 1] == ' ' || begin[found.size - 1] == '\r' || begin[found.size - 1] == '\t')) {
        found.size--;
    }
    return found;
}

static size_t indent_of(const line *of) {
    size_t at = 0;
    while (at < of->size && of->text[at] == ' ') {
        at++;
    }
    return at;
}

static bool only(const line *of, size_t from, const char *signs) {
    for (size_t i = from; i < of->size; i++) {
        if (!of->text[i] || !strchr(signs, of->text[i])) {
            return false;
        }
    }
    return of->size > from;
}

/* --- rows --- */

/* "-   item", "1.  item": a line of its own. */
static bool is_item(const char *text, size_t size) {
    size_t digits = 0;
    while (digits < size && digits < 4 && text[digits] >= '0' && text[digits] <= '9') {
        digits++;
    }
    size_t mark = digits && digits < size && (text[digits] == '.' || text[digits] == ')') ? digits + 1
                  : size && strchr("-*+", text[0])                                        ? 1
                                                                                          : 0;
    return mark && mark + 1 < size && text[mark] == ' ' && text[mark + 1] == ' ';
}

static void add_escaped(po_buffer *cell, const char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '|' && (i == 0 || text[i - 1] != '\\')) {
            po_buffer_add_char(cell, '\\');
        }
        po_buffer_add_char(cell, text[i]);
    }
}

/* Does this line go on with a word that was too long for its column? Such a rest fills the column, and the beginning stands by itself although there
 * was room for it in the line above; in a narrow column there seldom is. Notes the line for the next. */
static bool word_goes_on(drawing *at, size_t column, const char *text, size_t size) {
    size_t characters = 0, width = at->edges[column + 1] - at->edges[column] - 3;
    for (size_t i = 0; i < size; characters++) {
        (void)po_utf8_next(text, size, &i);
    }
    bool word = !memchr(text, ' ', size), lower = *text >= 'a' && *text <= 'z';
    size_t before = at->lines[column].before, last = at->lines[column].last;
    bool room = width <= NARROW || (before && before + 1 + last <= width);
    bool goes_on = at->grid && word && lower && characters == width && at->lines[column].word && last && room;
    at->lines[column].before = last;
    at->lines[column].last = characters;
    at->lines[column].word = word;
    return goes_on;
}

/* One line of a cell: it goes on with the one before, unless a paragraph ended or an item of a list begins. */
static void add_piece(drawing *at, size_t column, const char *text, size_t size) {
    po_buffer *cell = &at->cells[column];
    while (size && *text == ' ') {
        text++;
        size--;
    }
    while (size && text[size - 1] == ' ') {
        size--;
    }
    if (!size) {
        at->broken[column] = true;
        at->lines[column].before = at->lines[column].last = 0;
        return;
    }
    bool same_word = word_goes_on(at, column, text, size);
    bool item = is_item(text, size), bullet = item && strchr("-*+", *text);
    if (cell->size) {
        po_buffer_add_text(cell, at->broken[column] || item ? "<br>" : same_word ? "" : " ");
    }
    at->broken[column] = text[size - 1] == '\\';
    size -= text[size - 1] == '\\';
    if (bullet) {
        po_buffer_add_text(cell, "\xE2\x80\xA2");
    }
    add_escaped(cell, text + bullet, size - bullet);
}

static void end_row(drawing *at) {
    if (!at->any) {
        return;
    }
    po_drawn_row *row = PO_LIST_ADD(at->arena, &at->table->rows);
    *row = (po_drawn_row){at->began, PO_NEW_ARRAY(at->arena, const char *, at->columns)};
    for (size_t i = 0; i < at->columns; i++) {
        row->cells[i] = po_arena_copy(at->arena, po_buffer_text(&at->cells[i]), at->cells[i].size);
        po_buffer_clear(&at->cells[i]);
        at->broken[i] = false;
        at->lines[i].before = at->lines[i].last = 0;
    }
    at->any = false;
}

/* Bytes up to a place counted in characters. */
static size_t offset_of(const line *of, size_t characters) {
    size_t at = 0;
    while (characters-- && at < of->size) {
        (void)po_utf8_next(of->text, of->size, &at);
    }
    return at;
}

static void take_line(drawing *at, const line *of) {
    if (!at->any) {
        at->began = at->number;
        at->any = true;
    }
    size_t first = 0;
    for (size_t i = 0; i < at->columns; i++) {
        size_t end = offset_of(of, at->edges[i + 1]);
        bool reaches_on = at->grid && i + 1 < at->columns && end < of->size && of->text[end] != '|';
        if (!reaches_on) {
            size_t begin = offset_of(of, at->edges[first] + at->grid);
            add_piece(at, first, of->text + begin, end > begin ? end - begin : 0);
            first = i + 1;
        }
    }
}

/* --- grids --- */

static bool is_grid_ruler(const line *of) {
    size_t at = indent_of(of);
    return at <= INDENT_MAX && of->size > at + 4 && of->text[at] == '+' && of->text[of->size - 1] == '+' &&
           strchr("-=:", of->text[at + 1]) && only(of, at, "+-=:");
}

static bool is_grid_line(const line *of) {
    size_t at = indent_of(of);
    return at <= INDENT_MAX && at < of->size && (of->text[at] == '+' || of->text[at] == '|');
}

/* Edges stay sorted. False: there are too many. */
static bool add_edge(drawing *at, size_t edge) {
    size_t i = at->columns;
    while (i > 0 && at->edges[i - 1] > edge) {
        i--;
    }
    if (i > 0 && at->edges[i - 1] == edge) {
        return true;
    }
    if (at->columns > COLUMNS_MAX) {
        return false;
    }
    memmove(&at->edges[i + 1], &at->edges[i], (at->columns - i) * sizeof *at->edges);
    at->edges[i] = edge;
    at->columns++;
    return true;
}

/* The edges that all rulers of the grid have together; counts its lines. False: it is none. */
static bool survey_grid(drawing *at) {
    size_t rulers = 0;
    bool last = false;
    while (at->at < at->size) {
        line each = line_at(at->text, at->size, at->at);
        if (!is_grid_line(&each)) {
            break;
        }
        last = is_grid_ruler(&each);
        rulers += last;
        for (size_t i = 0; last && i < each.size; i++) {
            if (each.text[i] == '+' && !add_edge(at, i)) {
                return false;
            }
        }
        at->at = each.next;
        at->table->lines++;
    }
    at->table->size = at->at;
    return last && rulers > 1 && at->columns-- > 1; /* the last edge is an end */
}

static bool read_grid(drawing *at) {
    at->grid = true;
    if (!survey_grid(at)) {
        return false;
    }
    at->at = 0;
    for (at->number = 0; at->number < at->table->lines; at->number++) {
        line each = line_at(at->text, at->size, at->at);
        bool ruler = is_grid_ruler(&each);
        if (ruler) {
            end_row(at);
            bool ends_header = memchr(each.text, '=', each.size) != NULL;
            at->table->header = at->table->header || (ends_header && at->table->rows.count == 1);
        } else {
            take_line(at, &each);
        }
        at->at = each.next;
    }
    end_row(at);
    return true;
}

/* --- rulers of dashes --- */

static bool is_rule(const line *of) {
    size_t at = indent_of(of);
    return at <= INDENT_MAX && of->size >= at + RULE_MIN && only(of, at, "-");
}

/* "------ ----": two runs of two dashes at least. Their places become the edges, if asked for. */
static bool take_runs(const line *of, drawing *at) {
    size_t runs = 0, from = indent_of(of), edges[COLUMNS_MAX + 1];
    if (from > INDENT_MAX || !only(of, from, "- ")) {
        return false;
    }
    for (size_t i = from; i < of->size;) {
        size_t begin = i;
        while (i < of->size && of->text[i] == '-') {
            i++;
        }
        if (i < begin + 2 || runs == COLUMNS_MAX) {
            return false;
        }
        edges[runs++] = begin;
        while (i < of->size && of->text[i] == ' ') {
            i++;
        }
    }
    if (runs >= 2 && at) {
        edges[0] = 0; /* headers may stand left of their column */
        edges[runs] = SIZE_MAX;
        memcpy(at->edges, edges, (runs + 1) * sizeof *edges);
        at->columns = runs;
    }
    return runs >= 2;
}

/* The lines of a header, down to the ruler that ends it. False: there is none soon. */
static bool take_header(drawing *at, bool one_line) {
    size_t begin = at->at, lines = 0;
    line each = {0};
    for (; at->at < at->size && lines <= HEADER_MAX; at->at = each.next, lines++) {
        each = line_at(at->text, at->size, at->at);
        if (take_runs(&each, at)) {
            break;
        }
        if (each.size == 0 || is_rule(&each) || (one_line && lines)) {
            return false;
        }
    }
    if (!at->columns || !lines) {
        return false;
    }
    for (at->at = begin; lines--; at->number++) {
        each = line_at(at->text, at->size, at->at);
        take_line(at, &each);
        at->at = each.next;
    }
    end_row(at);
    at->table->header = true;
    at->at = line_at(at->text, at->size, at->at).next;
    at->number++;
    return true;
}

typedef enum ending { END_RULE, END_RUNS, END_BLANK } ending;

static bool ends_rows(const line *of, ending by) {
    return by == END_RULE ? is_rule(of) : by == END_RUNS ? take_runs(of, NULL) : of->size == 0;
}

/* Is there an empty line before the end? Then rows are parted by them, else each line is a row. -1: no end. */
static int rows_are_parted(const drawing *at, ending by, size_t *budget) {
    bool blank = false, text = false;
    for (size_t from = at->at; from < at->size && *budget; (*budget)--) {
        line each = line_at(at->text, at->size, from);
        if (ends_rows(&each, by) && (text || by == END_RULE)) {
            return blank;
        }
        blank = blank || each.size == 0;
        text = text || each.size > 0;
        from = each.next;
    }
    return by == END_BLANK && text ? 0 : -1;
}

static bool take_rows(drawing *at, ending by, size_t *budget) {
    size_t before = *budget;
    int parted = rows_are_parted(at, by, budget);
    if (parted < 0) {
        return false;
    }
    *budget = before;
    bool ended = false;
    for (; at->at < at->size && !ended; at->number++) {
        line each = line_at(at->text, at->size, at->at);
        at->at = each.next;
        ended = ends_rows(&each, by);
        if (!ended && each.size) {
            take_line(at, &each);
        }
        if (ended || !each.size || !parted) {
            end_row(at);
        }
    }
    end_row(at);
    at->table->size = at->at;
    at->table->lines = at->number;
    return true;
}

static bool read_ruled(drawing *at, size_t *budget) {
    line first = line_at(at->text, at->size, 0);
    bool rule = is_rule(&first);
    if (rule || take_runs(&first, at)) {
        at->at = first.next;
        at->number = 1;
        return rule ? take_header(at, false) && take_rows(at, END_RULE, budget) : take_rows(at, END_RUNS, budget);
    }
    line second = first.next < at->size ? line_at(at->text, at->size, first.next) : (line){0};
    return first.size && second.size && take_runs(&second, NULL) && take_header(at, true) && take_rows(at, END_BLANK, budget);
}

/* Only lines that a ruler begins or follows are worth a closer look. */
static bool may_begin(const char *text, size_t size) {
    line first = line_at(text, size, 0);
    size_t at = indent_of(&first);
    if (at < first.size && (first.text[at] == '+' || first.text[at] == '-')) {
        return true;
    }
    for (at = first.next; at < size && at < first.next + INDENT_MAX && text[at] == ' ';) {
        at++;
    }
    return first.size && at < size && text[at] == '-';
}

bool po_drawn_table_find(po_arena **ret_arena, const char *text, size_t size, size_t *budget, po_drawn_table *ret_table) {
    line first = line_at(text, size, 0);
    if (!*budget || !may_begin(text, size)) {
        return false;
    }
    po_drawn_table table = {0};
    po_arena *arena = *ret_arena = po_arena_create();
    drawing *at = PO_NEW(arena, drawing);
    *at = (drawing){.arena = arena, .text = text, .size = size, .table = &table};
    bool found = is_grid_ruler(&first) ? read_grid(at) : read_ruled(at, budget);
    for (size_t i = 0; i < COLUMNS_MAX; i++) {
        po_buffer_finish(&at->cells[i]);
    }
    table.columns = at->columns;
    *ret_table = table;
    return found && table.rows.count > 0;
}
