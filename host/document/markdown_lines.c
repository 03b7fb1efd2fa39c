/* SPDX-License-Identifier: Apache-2.0
 *
 * One pass over the lines of a Markdown file.
 *
 * "<?" and "<!" (but not comments) are made text: nobody writes them in a plan, and the parser looks for the end of each.
 *
 * Limits, each with what happens beyond: container marks on one line (the rest is text), signs that may open something in one
 * paragraph (further ones are text), columns of a table (cut, and said), cells of a table in one chunk (it goes on in the next).
 */
#include "document/markdown_lines.h"

#include <stdlib.h>
#include <string.h>

#include "document/markdown_drawn.h"
#include "document/markdown_extras.h"

enum {
    CHUNK_SOFT = 1 << 20, /* from here on the next blank line ends the chunk */
    CHUNK_HARD = 2 << 20, /* from here on any line does */
    PIECE_MAX = 1 << 20,  /* bytes of one line that go into one chunk */
    NESTING_MAX = 24,
    SPECIALS_MAX = 2000,
    COLUMNS_MAX = 512,
    CELLS_MAX = 200000,
    DRAWN_VAIN_MAX = 200000 /* lines looked at for the end of drawn tables that have none */
};

typedef struct line {
    const char *text;
    size_t size; /* without its end */
    size_t next; /* where the next one begins in the file */
} line;

void po_markdown_lines_init(po_markdown_lines *lines, const char *text, size_t size) {
    *lines = (po_markdown_lines){.text = text, .size = size, .line = 1, .after_blank = true, .drawn_budget = DRAWN_VAIN_MAX};
}

void po_markdown_chunk_finish(po_markdown_chunk *chunk) {
    po_buffer_finish(&chunk->text);
    free(chunk->lines);
    *chunk = (po_markdown_chunk){0};
}

/* --- looking at a line --- */

static line line_at(const po_markdown_lines *lines, size_t at) {
    const char *begin = lines->text + at, *end = memchr(begin, '\n', lines->size - at);
    size_t size = end ? (size_t)(end - begin) : lines->size - at;
    line found = {begin, size, at + size + (end != NULL)};
    while (found.size && (begin[found.size - 1] == '\r')) {
        found.size--;
    }
    return found;
}

static size_t indent_of(const line *of) {
    size_t at = 0;
    while (at < of->size && (of->text[at] == ' ' || of->text[at] == '\t')) {
        at++;
    }
    return at;
}

static bool is_blank(const line *of) {
    return indent_of(of) == of->size;
}

bool po_markdown_is_delimiter(const char *text, size_t size) {
    bool dash = false, other = false;
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (c == '-') {
            dash = true;
        } else if (c == '|' || c == ':') {
            other = true;
        } else if (c != ' ' && c != '\t' && c != '>') {
            return false;
        }
    }
    return dash && other;
}

/* Pipes that part cells; one behind a backslash does not. */
static size_t count_pipes(const line *of) {
    size_t count = 0;
    const char *at = of->text, *end = at + of->size, *found;
    while ((found = memchr(at, '|', (size_t)(end - at)))) {
        count += found == of->text || found[-1] != '\\';
        at = found + 1;
    }
    return count;
}

static size_t trimmed_size(const line *of) {
    size_t size = of->size;
    while (size && (of->text[size - 1] == ' ' || of->text[size - 1] == '\t')) {
        size--;
    }
    return size;
}

static bool ends_in_pipe(const line *of) {
    size_t size = trimmed_size(of);
    return size > 1 && of->text[size - 1] == '|' && of->text[size - 2] != '\\';
}

static bool starts_with_pipe(const line *of) {
    size_t at = indent_of(of);
    return at < of->size && of->text[at] == '|';
}

static size_t count_cells(const line *of) {
    size_t pipes = count_pipes(of), outer = (size_t)starts_with_pipe(of) + (size_t)ends_in_pipe(of);
    return pipes + 1 > outer ? pipes + 1 - outer : 1;
}

static bool starts_with(const line *of, const char *word) {
    size_t at = indent_of(of), length = strlen(word);
    return of->size - at >= length && memcmp(of->text + at, word, length) == 0;
}

static bool is_row(const line *of) {
    return of->size <= PIECE_MAX && count_pipes(of) > 0 && !starts_with(of, "<!--") && !starts_with(of, "#") && !starts_with(of, "```") &&
           !starts_with(of, "~~~");
}

/* --- writing --- */

static void note_line(po_markdown_chunk *chunk, uint32_t number) {
    if (chunk->line_count == chunk->line_capacity) {
        chunk->line_capacity = chunk->line_capacity ? chunk->line_capacity * 2 : 1024;
        uint32_t *grown = realloc(chunk->lines, chunk->line_capacity * sizeof *grown);
        if (!grown) {
            po_out_of_memory(chunk->line_capacity * sizeof *grown);
        }
        chunk->lines = grown;
    }
    chunk->lines[chunk->line_count++] = number;
}

static void end_line(po_markdown_chunk *chunk, uint32_t number) {
    po_buffer_add_char(&chunk->text, '\n');
    note_line(chunk, number);
}

/* The end of "> - 1. " and the like; beyond NESTING_MAX the rest is made text. */
static size_t write_containers(po_markdown_chunk *chunk, const line *of) {
    size_t at = 0, count = 0;
    while (at < of->size) {
        size_t from = at;
        while (at < of->size && (of->text[at] == ' ' || of->text[at] == '\t')) {
            at++;
        }
        size_t digits = at;
        while (digits < of->size && digits - at < 9 && of->text[digits] >= '0' && of->text[digits] <= '9') {
            digits++;
        }
        bool numbered = digits > at && digits < of->size && (of->text[digits] == '.' || of->text[digits] == ')');
        size_t mark = numbered ? digits : at;
        if (mark >= of->size || !(numbered || strchr(">-+*", of->text[mark])) || of->text[mark] == '\0') {
            at = from;
            break;
        }
        if (++count > NESTING_MAX) {
            po_buffer_add(&chunk->text, of->text, from);
            po_buffer_add_text(&chunk->text, " \\");
            return mark;
        }
        at = mark + 1;
    }
    po_buffer_add(&chunk->text, of->text, at);
    return at;
}

/* "[x]" that is no link. */
static const char *tick_box(const char *text, size_t left) {
    if (left < 3 || text[2] != ']' || (left > 3 && strchr("([:", text[3]))) {
        return NULL;
    }
    return text[1] == ' '                     ? "\xE2\x98\x90"
           : text[1] == 'x' || text[1] == 'X' ? "\xE2\x98\x92"
                                              : NULL;
}

static size_t plain_size(const char *text, size_t size) {
    static const bool special[256] = {['['] = true, [']'] = true, ['!'] = true, ['*'] = true, ['_'] = true,
                                      ['`'] = true, ['<'] = true, ['~'] = true, ['\r'] = true, ['\0'] = true};
    size_t at = 0;
    while (at < size && !special[(unsigned char)text[at]]) {
        at++;
    }
    return at;
}

static void write_text(po_markdown_lines *lines, po_markdown_chunk *chunk, const char *text, size_t size) {
    for (size_t at = 0; at < size;) {
        size_t plain = plain_size(text + at, size - at);
        po_buffer_add(&chunk->text, text + at, plain);
        at += plain;
        if (at == size) {
            return;
        }
        const char *box = text[at] == '[' && !lines->fence ? tick_box(text + at, size - at) : NULL;
        if (box) {
            po_buffer_add_text(&chunk->text, box);
            at += 3;
            continue;
        }
        if (text[at] == '\r' || text[at] == '\0') {
            po_buffer_add_char(&chunk->text, ' ');
            at++;
            continue;
        }
        bool instruction = text[at] == '<' && (size - at < 2 || text[at + 1] == '?' ||
                                               (text[at + 1] == '!' && (size - at < 3 || text[at + 2] != '-')));
        if ((instruction || ++lines->specials > SPECIALS_MAX) && (at == 0 || text[at - 1] != '\\')) {
            po_buffer_add_char(&chunk->text, '\\');
        }
        po_buffer_add_char(&chunk->text, text[at++]);
    }
}

/* The text without what only Pandoc understands. */
static void write_clean(po_markdown_lines *lines, po_markdown_chunk *chunk, const char *text, size_t size) {
    po_buffer clean = {0};
    if (!lines->fence && po_markdown_extras_clean(text, size, &clean)) {
        write_text(lines, chunk, po_buffer_text(&clean), clean.size);
    } else {
        write_text(lines, chunk, text, size);
    }
    po_buffer_finish(&clean);
}

/* More bars than a table may have columns: no row. The library would take time with the square of their number to find that out. */
static void write_barred(po_markdown_lines *lines, po_markdown_chunk *chunk, const char *text, size_t size) {
    po_buffer plain = {0};
    po_buffer_add(&plain, text, size);
    for (size_t i = 0; i < size; i++) {
        plain.data[i] = plain.data[i] == '|' ? ' ' : plain.data[i];
    }
    write_text(lines, chunk, plain.data, size);
    po_buffer_finish(&plain);
}

static void write_line(po_markdown_lines *lines, po_markdown_chunk *chunk, const line *of) {
    size_t at = write_containers(chunk, of);
    if (count_pipes(of) > COLUMNS_MAX) {
        write_barred(lines, chunk, of->text + at, of->size - at);
    } else {
        write_clean(lines, chunk, of->text + at, of->size - at);
    }
    end_line(chunk, lines->line);
}

static void advance(po_markdown_lines *lines, const line *past) {
    lines->at = past->next;
    lines->line++;
}

/* --- tables --- */

/* Size of the table that begins at `at` (its first row): rows, and cells of the widest. */
static size_t measure(const po_markdown_lines *lines, size_t at, size_t *ret_columns) {
    size_t rows = 0, columns = 1, from = at;
    while (at < lines->size && at - from < CHUNK_SOFT) {
        line each = line_at(lines, at);
        if (!is_row(&each)) {
            break;
        }
        size_t cells = count_cells(&each), wider = cells > columns ? cells : columns;
        if (rows && (rows + 1) * (wider < COLUMNS_MAX ? wider : COLUMNS_MAX) > CELLS_MAX) {
            break;
        }
        columns = wider;
        rows++;
        at = each.next;
    }
    *ret_columns = columns;
    return rows;
}

static void write_delimiter(po_markdown_chunk *chunk, const char *prefix, size_t prefix_size, size_t columns) {
    po_buffer_add(&chunk->text, prefix, prefix_size);
    for (size_t i = 0; i < columns; i++) {
        po_buffer_add(&chunk->text, "|-", 2);
    }
    po_buffer_add_char(&chunk->text, '|');
    end_line(chunk, 0);
}

/* White space and quotation marks that a line stands behind. */
static size_t prefix_of(const line *of) {
    size_t at = 0;
    while (at < of->size && (of->text[at] == ' ' || of->text[at] == '\t' || of->text[at] == '>')) {
        at++;
    }
    return at;
}

/* Where the last cell that is read ends. */
static size_t limit_cells(const line *row) {
    const char *at = row->text, *end = at + trimmed_size(row), *found;
    for (size_t pipes = 0; (found = memchr(at, '|', (size_t)(end - at))) != NULL; at = found + 1) {
        if (++pipes > COLUMNS_MAX + 1) {
            return (size_t)(found - row->text);
        }
    }
    return (size_t)(end - row->text);
}

static void write_row(po_markdown_lines *lines, po_markdown_chunk *chunk, const line *row, size_t pad) {
    lines->specials = 0;
    line trimmed = {row->text, limit_cells(row), row->next};
    size_t at = write_containers(chunk, &trimmed); /* a table may stand in a list item */
    write_clean(lines, chunk, trimmed.text + at, trimmed.size - at);
    if (!ends_in_pipe(&trimmed)) {
        po_buffer_add_char(&chunk->text, '|');
    }
    for (size_t i = 1; i < pad; i++) {
        po_buffer_add(&chunk->text, " |", 2);
    }
    end_line(chunk, lines->line);
    advance(lines, row);
}

static void invent_header(po_markdown_chunk *chunk, const line *first, size_t columns) {
    size_t prefix = prefix_of(first);
    po_buffer_add(&chunk->text, first->text, prefix);
    for (size_t i = 0; i <= columns; i++) {
        po_buffer_add(&chunk->text, "| ", 2);
    }
    end_line(chunk, 0);
    write_delimiter(chunk, first->text, prefix, columns);
}

/* Rows up to the end of the table, or as many as one chunk may hold. */
static void write_rows(po_markdown_lines *lines, po_markdown_chunk *chunk, size_t rows) {
    while (rows-- > 0 && lines->at < lines->size) {
        line row = line_at(lines, lines->at);
        write_row(lines, chunk, &row, 0);
    }
    lines->in_table = false;
    if (lines->at < lines->size) {
        line next = line_at(lines, lines->at);
        lines->in_table = is_row(&next);
        if (!lines->in_table && !is_blank(&next)) {
            end_line(chunk, 0); /* a line without cells is not the table's */
        }
    }
    lines->specials = 0;
}

static size_t limit_columns(po_markdown_lines *lines, size_t columns) {
    lines->too_wide = lines->too_wide || columns > COLUMNS_MAX;
    return columns < COLUMNS_MAX ? columns : COLUMNS_MAX;
}

static void write_table(po_markdown_lines *lines, po_markdown_chunk *chunk, const line *header, const line *delimiter) {
    size_t columns = 1, own = count_cells(header);
    size_t rows = measure(lines, delimiter->next, &columns);
    columns = limit_columns(lines, columns > own ? columns : own);
    if (!lines->after_blank && prefix_of(header) == indent_of(header)) {
        end_line(chunk, 0); /* a paragraph does not run into the header */
    }
    write_row(lines, chunk, header, columns > own ? columns - own + 1 : 1);
    write_delimiter(chunk, delimiter->text, prefix_of(delimiter), columns > own ? columns : own);
    advance(lines, delimiter);
    write_rows(lines, chunk, rows);
}

static void write_headless(po_markdown_lines *lines, po_markdown_chunk *chunk, const line *first) {
    size_t columns = 1, rows = measure(lines, lines->at, &columns);
    if (!lines->after_blank) {
        end_line(chunk, 0);
    }
    invent_header(chunk, first, limit_columns(lines, columns));
    write_rows(lines, chunk, rows);
}

/* True if a table stood here and was written. */
static bool take_table(po_markdown_lines *lines, po_markdown_chunk *chunk, const line *first) {
    if (!is_row(first) || po_markdown_is_delimiter(first->text, first->size) || count_cells(first) > COLUMNS_MAX) {
        return false;
    }
    line second = first->next < lines->size ? line_at(lines, first->next) : (line){"", 0, lines->size};
    if (po_markdown_is_delimiter(second.text, second.size)) {
        write_table(lines, chunk, first, &second);
        return true;
    }
    if (starts_with_pipe(first) && ends_in_pipe(first) && count_pipes(first) > 2) {
        write_headless(lines, chunk, first);
        return true;
    }
    return false;
}

/* --- drawn tables --- */

static void write_drawn_row(po_markdown_lines *lines, po_markdown_chunk *chunk, const po_drawn_table *table, size_t index) {
    const po_drawn_row *row = &table->rows.items[index];
    lines->specials = 0;
    po_buffer_add_char(&chunk->text, '|');
    for (size_t i = 0; i < table->columns; i++) {
        po_buffer_add_char(&chunk->text, ' ');
        write_clean(lines, chunk, row->cells[i], strlen(row->cells[i]));
        po_buffer_add_text(&chunk->text, " |");
    }
    end_line(chunk, lines->line + row->line);
}

static void write_drawn(po_markdown_lines *lines, po_markdown_chunk *chunk, const po_drawn_table *table) {
    static const line nothing = {"", 0, 0};
    end_line(chunk, 0);
    if (table->header) {
        write_drawn_row(lines, chunk, table, 0);
        write_delimiter(chunk, "", 0, table->columns);
    } else {
        invent_header(chunk, &nothing, table->columns);
    }
    for (size_t i = table->header; i < table->rows.count; i++) {
        write_drawn_row(lines, chunk, table, i);
    }
    end_line(chunk, 0);
    lines->specials = 0;
}

/* True if a table of another kind than the library knows stood here and was written. */
static bool take_drawn(po_markdown_lines *lines, po_markdown_chunk *chunk) {
    po_arena *arena = NULL;
    po_drawn_table table = {0};
    size_t left = lines->size - lines->at;
    bool found = po_drawn_table_find(&arena, lines->text + lines->at, left < CHUNK_SOFT ? left : CHUNK_SOFT, &lines->drawn_budget, &table);
    if (found) {
        write_drawn(lines, chunk, &table);
        lines->at += table.size;
        lines->line += table.lines;
        lines->after_blank = true;
    }
    po_arena_destroy(arena);
    return found;
}

/* --- fences --- */

/* True if the line begins or ends a fenced block. One that holds the whole transcript is taken off. */
static bool take_fence(po_markdown_lines *lines, po_markdown_chunk *chunk, const line *of) {
    char sign = starts_with(of, "```") ? '`' : starts_with(of, "~~~") ? '~' : '\0';
    if (!sign || (lines->fence && lines->fence != sign)) {
        return false;
    }
    bool transcript = !lines->fence && (starts_with(of, "```markdown") || starts_with(of, "```md"));
    if (transcript || (lines->transcript_fence && !lines->fence)) {
        lines->transcript_fence = transcript;
        end_line(chunk, 0);
    } else {
        lines->fence = lines->fence ? '\0' : sign;
        write_line(lines, chunk, of);
    }
    advance(lines, of);
    return true;
}

/* --- chunks --- */

static bool may_cut(const po_markdown_lines *lines, const po_markdown_chunk *chunk) {
    if (chunk->text.size >= CHUNK_HARD || lines->in_table) {
        return true;
    }
    if (chunk->text.size < CHUNK_SOFT || !lines->after_blank || lines->fence) {
        return false;
    }
    char next = lines->at < lines->size ? lines->text[lines->at] : '\0';
    return (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z') || (next && strchr("#<|", next));
}

/* A line too long for one chunk is cut, behind a space if there is one. */
static line limit_line(const line *of, size_t begin) {
    size_t size = PIECE_MAX;
    while (size > PIECE_MAX / 2 && of->text[size] != ' ') {
        size--;
    }
    if (of->text[size] != ' ') {
        for (size = PIECE_MAX; size > 1 && ((unsigned char)of->text[size] & 0xC0) == 0x80;) {
            size--;
        }
    }
    return (line){of->text, size, begin + size};
}

static void take_line(po_markdown_lines *lines, po_markdown_chunk *chunk) {
    line of = line_at(lines, lines->at);
    if (of.size > PIECE_MAX) {
        line piece = limit_line(&of, lines->at);
        write_line(lines, chunk, &piece);
        lines->at = piece.next;
        return;
    }
    bool blank = is_blank(&of);
    if (!blank && !lines->fence && take_drawn(lines, chunk)) {
        return;
    }
    if (blank) {
        lines->specials = 0;
        end_line(chunk, lines->line);
        advance(lines, &of);
    } else if (!take_fence(lines, chunk, &of) && (lines->fence || !take_table(lines, chunk, &of))) {
        if (po_markdown_is_delimiter(of.text, of.size) && !lines->fence) {
            end_line(chunk, lines->line); /* a ruler under no header */
            blank = true;
        } else {
            write_line(lines, chunk, &of);
        }
        advance(lines, &of);
    }
    lines->after_blank = blank;
}

bool po_markdown_lines_next(po_markdown_lines *lines, po_markdown_chunk *chunk) {
    po_buffer_clear(&chunk->text);
    chunk->line_count = 0;
    chunk->resumes_table = lines->in_table;
    lines->specials = 0;
    if (lines->at >= lines->size) {
        return false;
    }
    if (lines->in_table) {
        line first = line_at(lines, lines->at);
        lines->after_blank = true;
        lines->in_table = false;
        write_headless(lines, chunk, &first);
        lines->after_blank = false;
    }
    while (lines->at < lines->size && !may_cut(lines, chunk)) {
        take_line(lines, chunk);
    }
    return true;
}
