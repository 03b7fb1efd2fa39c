/* SPDX-License-Identifier: Apache-2.0
 *
 * From the words of a row to its cells.
 *
 * Where lines are ruled between all columns, a word stands where its middle is. Elsewhere the columns of a page are only a first guess:
 * laid-out text shifts whole rows by some letters. So the words of a row are cut where white runs down through all its
 * lines, and the pieces are given to the columns in order, at the least cost: for standing outside the column, for sharing a cell across
 * a wide gap, for parting columns where there is no gap. What costs something in the end is in doubt.
 *
 * Traps: a narrow column cuts amounts ("$5,263,0" over "10.00") and words at hyphens: joined without a space.
 */
#include <stdlib.h>
#include <string.h>

#include "document/geometry_parts.h"
#include "document/word_cuts.h"

static const char doubt_reach[] = "words of this cell stand partly outside its column";
static const char doubt_close[] = "this cell and the one beside it stand too close to be told apart with certainty";
static const char doubt_wide[] = "there is a wide gap within this cell: part of it may belong to another column";
static const char doubt_over[] = "words are printed over each other here";
static const char doubt_many[] = "this row has too many pieces to tell its columns apart";

typedef struct geo_piece { /* a word on its way to a column */
    float x0, x1;
    uint32_t word, cluster;
} geo_piece;

typedef struct cluster {
    float x0, x1;
    float white; /* widest gap on one line that spans the white behind it */
    bool bullets; /* nothing else */
    bool digits;  /* somewhere */
    bool cut;     /* from the next one, without white between them */
    bool tight;   /* on some line there is only a space before the next one */
    uint32_t gaps; /* lines on which the next one begins after a gap */
    uint32_t column;
} cluster;

typedef struct cutting {
    po_geometry *geometry;
    const geo_page *page;
    const geo_header *header;
    geo_piece *pieces; /* by x */
    uint32_t *of;  /* cluster, by word - first_word */
    size_t count, first_word;
    cluster clusters[GEO_CLUSTERS_MAX];
    uint32_t cluster_count;
    float *inner; /* [from * cluster_count + to]: widest gap on one line within these */
} cutting;

static int by_x(const void *a, const void *b) {
    const geo_piece *x = a, *y = b;
    if (x->x0 != y->x0) {
        return x->x0 < y->x0 ? -1 : 1;
    }
    return x->word < y->word ? -1 : x->word > y->word;
}

static bool is_bullet(const po_geometry_word *word) {
    return word->size == 3 && ((unsigned char)word->text[0] == 0xE2 || (unsigned char)word->text[0] == 0xEF);
}

static void collect(cutting *cut, uint32_t first, uint32_t last) {
    const geo_page *page = cut->page;
    cut->first_word = page->lines[first].first;
    size_t end = page->lines[last - 1].first + page->lines[last - 1].count;
    cut->pieces = PO_NEW_ARRAY(cut->geometry->scratch, geo_piece, end - cut->first_word + 1);
    cut->of = PO_NEW_ARRAY(cut->geometry->scratch, uint32_t, end - cut->first_word + 1);
    for (uint32_t l = first; l < last; l++) {
        const geo_line *line = &page->lines[l];
        for (size_t w = line->first; !line->furniture && w < line->first + line->count; w++) {
            cut->pieces[cut->count++] = (geo_piece){page->words[w].x0, page->words[w].x1, (uint32_t)w, 0};
        }
    }
    qsort(cut->pieces, cut->count, sizeof *cut->pieces, by_x);
}

static bool has_digit(const po_geometry_word *word) {
    for (uint32_t i = 0; i < word->size; i++) {
        if (word->text[i] >= '0' && word->text[i] <= '9') {
            return true;
        }
    }
    return word->text[0] == '$';
}

/* Words that lie over or beside each other with no white between, over all lines of the row. */
static void join_pieces(cutting *cut) {
    float join = cut->page->from->scale.join * 0.8F, end = 0;
    uint32_t number = 0;
    for (size_t i = 0; i < cut->count; i++) {
        geo_piece *next = &cut->pieces[i];
        number += i > 0 && next->x0 - end >= join;
        end = i == 0 || next->x1 > end ? next->x1 : end;
        next->cluster = number;
    }
}

/* Where a run of pieces that reaches far into two columns is cut: the place behind which words belong to the next one. */
static float place_to_cut(const cutting *cut, float x0, float x1) {
    const geo_header *header = cut->header;
    float letter = cut->page->from->scale.letter;
    for (uint32_t c = 0; c + 1 < header->count; c++) {
        float edge = header->columns[c].high, next = header->columns[c + 1].low - edge;
        float before = edge - (c ? header->columns[c - 1].high : x0);
        float far = 8 * letter, left = before / 2 < far ? before / 2 : far, right = next / 2 < far ? next / 2 : far;
        if (x0 < edge - left && x1 > edge + right && left > 2 * letter && right > 2 * letter) {
            return edge - 2.1F * letter;
        }
    }
    return PO_GEOMETRY_FAR * 2;
}

static void add_to_cluster(cutting *cut, cluster *to, const geo_piece *piece) { /* the last one made */
    const po_geometry_word *word = &cut->page->words[piece->word];
    to->x1 = piece->x1 > to->x1 ? piece->x1 : to->x1;
    to->bullets = to->bullets && is_bullet(word);
    to->digits = to->digits || has_digit(word);
    cut->of[piece->word - cut->first_word] = cut->cluster_count - 1;
}

/* False if there are too many. */
static bool make_clusters(cutting *cut) {
    join_pieces(cut);
    for (size_t i = 0; i < cut->count;) {
        size_t end = i;
        float x1 = cut->pieces[i].x1;
        for (; end < cut->count && cut->pieces[end].cluster == cut->pieces[i].cluster; end++) {
            x1 = cut->pieces[end].x1 > x1 ? cut->pieces[end].x1 : x1;
        }
        while (i < end) {
            float x0 = cut->pieces[i].x0, place = place_to_cut(cut, x0, x1);
            if (cut->cluster_count == GEO_CLUSTERS_MAX) {
                return false;
            }
            cluster *open = &cut->clusters[cut->cluster_count++];
            *open = (cluster){.x0 = x0, .x1 = cut->pieces[i].x1, .bullets = true};
            for (size_t first = i; i < end && (i == first || cut->pieces[i].x0 < place); i++) {
                add_to_cluster(cut, open, &cut->pieces[i]);
            }
            open->cut = i < end;
        }
    }
    return true;
}

/* A gap on one line tells that a column ends somewhere between the two words; where, the other lines know. */
static void note_gap(cutting *cut, uint32_t from, uint32_t to, float white) {
    float *inner = &cut->inner[(size_t)from * cut->cluster_count + to];
    *inner = white > *inner ? white : *inner;
    for (uint32_t i = from; i < to; i++) {
        cut->clusters[i].white = white > cut->clusters[i].white ? white : cut->clusters[i].white;
        cut->clusters[i].tight = cut->clusters[i].tight || white < cut->page->from->scale.gap;
    }
    cut->clusters[to - 1].gaps += white >= cut->page->from->scale.gap;
}

static void measure_white(cutting *cut, uint32_t first, uint32_t last) {
    const geo_page *page = cut->page;
    size_t count = cut->cluster_count;
    cut->inner = PO_NEW_ARRAY(cut->geometry->scratch, float, count * count);
    for (uint32_t l = first; l < last; l++) {
        const geo_line *line = &page->lines[l];
        for (size_t w = line->first + 1; !line->furniture && w < line->first + line->count; w++) {
            uint32_t before = cut->of[w - 1 - cut->first_word], here = cut->of[w - cut->first_word];
            if (here > before && !is_bullet(&page->words[w - 1])) {
                note_gap(cut, before, here, page->words[w].x0 - page->words[w - 1].x1);
            }
        }
    }
    for (size_t length = 2; length < count; length++) {
        for (size_t from = 0; from + length < count; from++) {
            float a = cut->inner[from * count + from + length - 1], b = cut->inner[(from + 1) * count + from + length];
            float *here = &cut->inner[from * count + from + length];
            *here = a > *here ? a : *here;
            *here = b > *here ? b : *here;
        }
    }
}

/* ---- which column ---- */

/* The white before a column belongs to it (`inner` false) or not. */
static float left_of(const geo_header *header, uint32_t column, bool inner) {
    if (column == 0) {
        return -PO_GEOMETRY_FAR * 2;
    }
    return inner ? header->columns[column - 1].high : header->columns[column - 1].low;
}

static float right_of(const geo_header *header, uint32_t column, bool inner) {
    return inner ? header->columns[column].low : header->columns[column].high;
}

static float beyond(const geo_header *header, const cluster *piece, uint32_t column, bool inner) {
    float left = left_of(header, column, inner), right = right_of(header, column, inner);
    return (piece->x0 < left ? left - piece->x0 : 0) + (piece->x1 > right ? piece->x1 - right : 0);
}

/* Is there white all down the page between a column and the next, and does this white lie in it? */
static bool white_runs_down(const cutting *cut, uint32_t column, const cluster *before) {
    const geo_column *edge = &cut->header->columns[column];
    return edge->ruled || (edge->high - edge->low >= cut->page->from->scale.gap && edge->high >= before->x1 &&
                           edge->low <= before[1].x0);
}

/* Words without a digit where amounts or the numbers of rows belong stand in the wrong column. */
static float kind_cost(const geo_column *column, const cluster *piece) {
    if (piece->digits || piece->bullets) {
        return 0;
    }
    return column->amount ? 12 : column->anchor ? 6 : 0;
}

/* Can one tell that `column` ends behind this piece: by a gap on every line, by white all down the page, or because the next
 * piece begins where the next column does, and on more than one line after a gap? */
static bool ends_clearly(const cutting *cut, uint32_t column, const cluster *before) {
    float gap = cut->page->from->scale.gap, off = before[1].x0 - cut->header->columns[column].high;
    bool aligned = off < cut->page->from->scale.letter / 2 && off > -cut->page->from->scale.letter / 2;
    return (before->white >= gap && !before->tight) || (aligned && before->gaps > 1) || white_runs_down(cut, column, before);
}

static float place_cost(const cutting *cut, uint32_t piece, uint32_t column) {
    const cluster *from = &cut->clusters[piece];
    float far = (beyond(cut->header, from, column, false) + 0.3F * beyond(cut->header, from, column, true)) /
                cut->page->from->scale.letter;
    return far + kind_cost(&cut->header->columns[column], from);
}

/* What it costs to keep pieces in one cell that a gap parts on some line. */
static float gap_cost(const cutting *cut, float white) {
    float gap = cut->page->from->scale.gap;
    return white >= 2 * gap ? 20 : white >= gap ? 5 : 0;
}

/* What it costs to end `column` behind a piece. */
static float end_cost(const cutting *cut, uint32_t piece, uint32_t column) {
    const cluster *before = &cut->clusters[piece];
    if (before->cut) {
        return 0;
    }
    if (before->bullets) {
        return 8;
    }
    return ends_clearly(cut, column, before) ? 0 : 2;
}

typedef struct choice { /* the best way to have pieces 0..e, the last ones from `first` on in this column */
    float cost;
    uint32_t first, before; /* `before`: the column of the pieces before */
} choice;

/* The best column before `column` for the pieces up to `end`. */
static float best_before(const cutting *cut, const choice *row, uint32_t end, uint32_t column, uint32_t *ret_before) {
    float least = 1e30F;
    for (uint32_t p = 0; p < column; p++) {
        float cost = row[p].cost + end_cost(cut, end, p);
        if (cost < least) {
            least = cost;
            *ret_before = p;
        }
    }
    return least;
}

static void fill_choices(const cutting *cut, choice *choices, float *before_cost, uint32_t *before_column, uint32_t end) {
    uint32_t columns = cut->header->count, count = cut->cluster_count;
    for (uint32_t c = 0; c < columns; c++) {
        choice *best = &choices[(size_t)end * columns + c];
        float places = 0;
        best->cost = 1e30F;
        for (uint32_t s = end + 1; s-- > 0;) {
            places += place_cost(cut, s, c);
            float cost = places + gap_cost(cut, s < end ? cut->inner[(size_t)s * count + end] : 0) +
                         (s ? before_cost[(size_t)(s - 1) * columns + c] : 0);
            if (cost < best->cost) {
                *best = (choice){cost, s, s ? before_column[(size_t)(s - 1) * columns + c] : 0};
            }
            if (places > best->cost) {
                break;
            }
        }
    }
    const choice *row = &choices[(size_t)end * columns];
    for (uint32_t c = 0; c < columns; c++) {
        size_t at = (size_t)end * columns + c;
        before_cost[at] = best_before(cut, row, end, c, &before_column[at]);
    }
}

static void choose_columns(cutting *cut) {
    uint32_t columns = cut->header->count, count = cut->cluster_count;
    size_t size = (size_t)count * columns;
    choice *choices = PO_NEW_ARRAY(cut->geometry->scratch, choice, size);
    float *before_cost = PO_NEW_ARRAY(cut->geometry->scratch, float, size);
    uint32_t *before_column = PO_NEW_ARRAY(cut->geometry->scratch, uint32_t, size);
    for (uint32_t i = 0; i < count; i++) {
        fill_choices(cut, choices, before_cost, before_column, i);
    }
    const choice *row = &choices[(size_t)(count - 1) * columns];
    uint32_t best = 0;
    for (uint32_t c = 1; c < columns; c++) {
        best = row[c].cost < row[best].cost ? c : best;
    }
    for (uint32_t end = count; end > 0;) {
        const choice *chosen = &choices[(size_t)(end - 1) * columns + best];
        for (uint32_t i = chosen->first; i < end; i++) {
            cut->clusters[i].column = best;
        }
        best = chosen->before;
        end = chosen->first;
    }
}

/* ---- doubt ---- */

static void put_in_doubt(geo_table *table, uint32_t column, const char *why) {
    if (column < table->header.count && !table->row[column].doubt) {
        table->row[column].doubt = why;
    }
}

static void judge_piece(const cutting *cut, geo_table *table, const cluster *piece) {
    const geo_header *header = cut->header;
    float most = 1.5F * cut->page->from->scale.letter;
    if (left_of(header, piece->column, true) - piece->x0 > most) {
        put_in_doubt(table, piece->column, doubt_reach);
        put_in_doubt(table, piece->column - 1, doubt_reach);
    }
    if (piece->x1 - right_of(header, piece->column, true) > most) {
        put_in_doubt(table, piece->column, doubt_reach);
        put_in_doubt(table, piece->column + 1, doubt_reach);
    }
}

static void judge(const cutting *cut, geo_table *table) {
    float gap = cut->page->from->scale.gap;
    uint32_t count = cut->cluster_count, first = 0;
    for (uint32_t i = 0; i < count; i++) {
        const cluster *piece = &cut->clusters[i];
        judge_piece(cut, table, piece);
        if (i + 1 < count && piece[1].column == piece->column) {
            continue;
        }
        if (first < i && cut->inner[(size_t)first * count + i] >= 2 * gap) {
            put_in_doubt(table, piece->column, doubt_wide);
        }
        bool close = piece->cut || (piece->tight && i + 1 < count && !ends_clearly(cut, piece->column, piece));
        if (i + 1 < count && close) {
            put_in_doubt(table, piece->column, doubt_close);
            put_in_doubt(table, piece[1].column, doubt_close);
        }
        first = i + 1;
    }
}

/* ---- the cell's text ---- */

static bool is_number_part(const char *text, size_t size) {
    bool digit = false;
    for (size_t i = 0; i < size; i++) {
        digit = digit || (text[i] >= '0' && text[i] <= '9');
        if (!strchr("0123456789$,.%()-", text[i])) {
            return false;
        }
    }
    return digit;
}

/* Does `more` go on with the number or word that the cell's text ends with? Only where a line was broken. Looks at the end alone: a cell may
 * be as long as the document. */
static bool is_cut(const po_buffer *cell, const po_geometry_word *more) {
    enum { END = 64 };
    size_t size = cell->size < END ? cell->size : END;
    const char *text = po_buffer_text(cell) + (cell->size - size);
    const char *space = strrchr(text, ' '), *line = strrchr(text, '\n');
    const char *last = space && (!line || space > line) ? space + 1 : line ? line + 1 : text;
    size_t length = strlen(last);
    if (size == 0) {
        return false;
    }
    if (text[size - 1] == '-' && length > 1) {
        return (more->text[0] >= 'a' && more->text[0] <= 'z' && !po_word_hyphen_hangs(more->text, more->size)) ||
               is_number_part(last, length);
    }
    const char *comma = memchr(last, ',', length);
    bool amount = is_number_part(last, length) && !memchr(last, '%', length) && (last[0] == '$' || (comma && comma[1]));
    if (!amount || !is_number_part(more->text, more->size) || more->text[0] == '$' || more->text[0] == '-') {
        return false;
    }
    const char *point = memchr(last, '.', length);
    return !point || strspn(point + 1, "0123456789") < 2;
}

static void add_place(po_geometry *geometry, geo_cell *cell, uint32_t page, uint32_t line) {
    if (cell->at_count && cell->at[cell->at_count - 1].page == page) {
        return;
    }
    po_place *places = PO_NEW_ARRAY(geometry->document->arena, po_place, cell->at_count + 1);
    if (cell->at_count) {
        memcpy(places, cell->at, cell->at_count * sizeof *places);
    }
    places[cell->at_count] = (po_place){.page = page, .line = line};
    cell->at = places;
    cell->at_count++;
}

typedef struct writing { /* one cell under way */
    po_buffer text;
    uint32_t line; /* of the last word */
    float y, x1, left; /* left: where the cell's text begins */
    uint32_t on_line; /* words */
    bool any;
} writing;

/* Whether the last word reaches the end of its column, and (`ret_alone`) fills it: one that is too long for its column does. */
static bool fills_line(const cutting *cut, const writing *cell, uint32_t column, bool *ret_alone) {
    enum { NARROW = 16 }; /* letters */
    const geo_column *edge = &cut->header->columns[column];
    float letter = cut->page->from->scale.letter, right = edge->low;
    float left = column ? cut->header->columns[column - 1].high : cell->left;
    if (edge->ruled) {
        right -= cell->left > left ? cell->left - left : 0;
    }
    *ret_alone = cell->on_line == 1 && right - left < NARROW * letter;
    return cell->x1 > right - 1.2F * letter;
}

/* Writes what stands between the cell's last word and one on the next line. */
static void write_line_end(const cutting *cut, geo_table *table, writing *cell, uint32_t column, const po_geometry_word *more) {
    char mark = po_word_cut_mark(po_buffer_text(&cell->text), cell->text.size, more->text, more->size, false);
    char last = cell->text.size ? cell->text.data[cell->text.size - 1] : ' ';
    bool alone, fills = fills_line(cut, cell, column, &alone);
    if (fills && alone && (mark == PO_CUT_LETTER || more->text[0] == ')' || last == '(')) {
        po_buffer_add(&cell->text, (const char[]){PO_CUT_NARROW}, mark == PO_CUT_LETTER);
        put_in_doubt(table, column, po_word_cut_doubt);
    } else if (mark == PO_CUT_HYPHEN || (mark == PO_CUT_LETTER && fills)) {
        po_buffer_add_char(&cell->text, mark);
    } else {
        po_buffer_add_text(&cell->text, is_cut(&cell->text, more) ? "" : " ");
    }
}

/* A tick beside a tick. */
static bool is_tick(const char *text, size_t size, const po_geometry_word *more) {
    return more->size == 1 && more->text[0] == 'X' && size > 1 && text[size - 1] == 'X' && text[size - 2] >= 'a' &&
           text[size - 2] <= 'z';
}

static void write_word(const cutting *cut, geo_table *table, writing *cell, uint32_t column, uint32_t l, size_t w) {
    const geo_page *page = cut->page;
    const po_geometry_word *word = &page->words[w];
    const po_geometry_scale *scale = &page->from->scale;
    const char *before = po_buffer_text(&cell->text);
    cell->left = !cell->any || word->x0 < cell->left ? word->x0 : cell->left;
    if (is_tick(before, cell->text.size, word)) {
        cell->any = true;
    } else if (!cell->any) {
        bool cut_before = cell->text.size && is_cut(&cell->text, word);
        po_buffer_add_text(&cell->text, cell->text.size && !cut_before ? " " : "");
    } else if (l == cell->line) {
        if (word->x0 < cell->x1 - 1.2F * scale->letter) {
            put_in_doubt(table, column, doubt_over);
        }
        po_buffer_add_text(&cell->text, word->x0 - cell->x1 >= scale->join ? " " : "");
    } else if (page->lines[l].y - cell->y > 1.6F * scale->pitch || is_bullet(word)) {
        po_buffer_add_text(&cell->text, is_cut(&cell->text, word) ? "" : "\n");
    } else {
        write_line_end(cut, table, cell, column, word);
    }
    po_buffer_add(&cell->text, word->text, word->size);
    cell->on_line = cell->any && cell->line == l ? cell->on_line + 1 : 1;
    cell->any = true;
    cell->line = l;
    cell->y = page->lines[l].y;
    cell->x1 = word->x1;
}

static void write_cells(const cutting *cut, geo_table *table, uint32_t first, uint32_t last, const uint32_t *columns) {
    const geo_page *page = cut->page;
    writing cells[GEO_COLUMNS_MAX];
    memset(cells, 0, sizeof cells);
    for (uint32_t c = 0; c < cut->header->count; c++) {
        po_buffer_add_text(&cells[c].text, table->row[c].text ? table->row[c].text : "");
    }
    for (uint32_t l = first; l < last; l++) {
        const geo_line *line = &page->lines[l];
        for (size_t w = line->first; !line->furniture && w < line->first + line->count; w++) {
            uint32_t column = columns[w - cut->first_word];
            bool began = cells[column].any;
            write_word(cut, table, &cells[column], column, l, w);
            if (!began) {
                add_place(cut->geometry, &table->row[column], page->from->number,
                          page->from->first_line ? page->from->first_line + (uint32_t)line->y : 0);
            }
        }
    }
    for (uint32_t c = 0; c < cut->header->count; c++) {
        if (cells[c].any) {
            table->row[c].text = po_arena_copy(cut->geometry->document->arena, po_buffer_text(&cells[c].text), cells[c].text.size);
        }
        po_buffer_finish(&cells[c].text);
    }
}

/* ---- the row ---- */

static bool all_ruled(const geo_header *header) {
    for (uint32_t c = 0; c + 1 < header->count; c++) {
        if (!header->columns[c].ruled) {
            return false;
        }
    }
    return true;
}

/* By the middle of each word; one that lies far over a line is in doubt. */
static void assign_ruled(const cutting *cut, geo_table *table, uint32_t *columns) {
    const geo_header *header = cut->header;
    float slack = cut->page->from->scale.letter;
    for (size_t i = 0; i < cut->count; i++) {
        const geo_piece *word = &cut->pieces[i];
        uint32_t column = geo_column_at(header, word->x0, word->x1);
        float left = left_of(header, column, false);
        columns[word->word - cut->first_word] = column;
        if (left - word->x0 > slack) {
            put_in_doubt(table, column, doubt_reach);
            put_in_doubt(table, column - 1, doubt_reach);
        }
        if (word->x1 - header->columns[column].high > slack) {
            put_in_doubt(table, column, doubt_reach);
            put_in_doubt(table, column + 1, doubt_reach);
        }
    }
}

static void assign_by_white(cutting *cut, geo_table *table, uint32_t first, uint32_t last, uint32_t *columns) {
    if (!make_clusters(cut)) {
        assign_ruled(cut, table, columns);
        for (uint32_t c = 0; c < cut->header->count; c++) {
            put_in_doubt(table, c, doubt_many);
        }
        return;
    }
    measure_white(cut, first, last);
    choose_columns(cut);
    judge(cut, table);
    for (size_t i = 0; i < cut->count; i++) {
        uint32_t word = cut->pieces[i].word - (uint32_t)cut->first_word;
        columns[word] = cut->clusters[cut->of[word]].column;
    }
}

void geo_row_add(po_geometry *geometry, const geo_page *page, uint32_t first, uint32_t last, const char *doubt) {
    geo_table *table = geometry->open;
    cutting cut = {.geometry = geometry, .page = page, .header = &table->header};
    if (first >= last) {
        return;
    }
    collect(&cut, first, last);
    if (cut.count == 0) {
        return;
    }
    uint32_t *columns = PO_NEW_ARRAY(geometry->scratch, uint32_t, page->lines[last - 1].first + page->lines[last - 1].count - cut.first_word);
    if (all_ruled(&table->header)) {
        assign_ruled(&cut, table, columns);
    } else {
        assign_by_white(&cut, table, first, last, columns);
    }
    write_cells(&cut, table, first, last, columns);
    const char *why = doubt ? doubt : page->from->doubt;
    for (uint32_t c = 0; why && c < table->header.count; c++) {
        put_in_doubt(table, c, why);
    }
}
