/* SPDX-License-Identifier: Apache-2.0
 *
 * Cut words: which words the document has, and what becomes of each mark. See word_cuts.h.
 *
 * Only the words that some mark asks for are counted: a document without marks costs one look at its bytes. A piece beside a mark is no
 * proof of anything and is not counted.
 */
#include "document/word_cuts.h"

#include <string.h>

#include "base/map.h"
#include "base/text.h"

enum {
    PIECE_MAX = 48,   /* bytes of a word that is looked at */
    PIECES_MAX = 6,   /* of one word, one to a line */
    SIEVE = 4096      /* bits */
};

const char po_word_cut_doubt[] = "a narrow column may have cut a word of this cell in two";

typedef struct seen { /* how a word stands in the document, away from marks */
    bool anyhow, small; /* small: with a small first letter */
} seen;

typedef struct cuts {
    po_arena *arena; /* scratch */
    po_map *wanted;  /* folded word or compound -> seen */
    uint8_t sieve[SIEVE / 8];
    bool letter[256]; /* as in_word has them, looked up: all letters of a document pass here */
    po_buffer out;
} cuts;

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_letter(char c) {
    return is_small(c) || (c >= 'A' && c <= 'Z');
}

/* Letters of ASCII and Latin-1; an apostrophe between letters is part of a word, a tick at a word's end ("LEA-wideX") is none. */
static bool in_word(const char *text, size_t size, size_t at) {
    char c = text[at];
    if (is_letter(c)) {
        bool ends = at + 1 == size || !is_letter(text[at + 1]);
        return !(c == 'X' && ends && at > 0 && is_small(text[at - 1]));
    }
    if ((unsigned char)c >= 0x80) {
        return (unsigned char)c == 0xC3 || ((unsigned char)c < 0xC0 && at > 0 && (unsigned char)text[at - 1] == 0xC3);
    }
    return c == '\'' && at > 0 && at + 1 < size && is_letter(text[at - 1]) && is_letter(text[at + 1]);
}

static bool is_mark(char c) {
    return c >= PO_CUT_LETTER && c <= PO_CUT_NARROW;
}

/* Small letters; false if it is too long. */
static bool fold(const char *word, size_t size, char ret_key[PIECE_MAX + 1]) {
    if (size == 0 || size > PIECE_MAX) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        ret_key[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] + ('a' - 'A') : word[i]);
    }
    ret_key[size] = '\0';
    return true;
}

static bool has_mark(const char *text) {
    while (*text && !is_mark(*text)) {
        text++;
    }
    return *text != '\0';
}

static bool is_listed(const char *const *words, size_t count, const char *word, size_t size) {
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) == size && memcmp(words[i], word, size) == 0) {
            return true;
        }
    }
    return false;
}

#define IS_LISTED(words, word, size) is_listed(words, sizeof(words) / sizeof *(words), word, size)

bool po_word_hyphen_hangs(const char *next, size_t size) {
    static const char *const words[] = {"and", "or", "to", "nor", "through", "versus", "vs", "as", "but", "than"};
    size_t length = 0;
    while (length < size && is_letter(next[length])) {
        length++;
    }
    return IS_LISTED(words, next, length) && !(length < size && next[length] == '-'); /* but "hard-" "to-fill" */
}

/* "multi-lingual" is written so, and "multilingual" too: behind these a hyphen is never only the line's. */
static bool takes_hyphen(const char *word, size_t size) {
    static const char *const words[] = {"anti",  "bi",  "co",   "counter", "cross", "de",   "dis",  "ex",    "extra", "hyper",
                                        "inter", "intra", "mid", "mini",   "mis",   "multi", "non", "over",  "post",  "pre",
                                        "pro",   "re",  "self", "semi",    "socio", "sub",  "super", "trans", "un",   "under"};
    char key[PIECE_MAX + 1];
    return !fold(word, size, key) || IS_LISTED(words, key, size);
}

char po_word_cut_mark(const char *before, size_t before_size, const char *next, size_t next_size, bool spaced) {
    if (before_size < 2 || next_size == 0 || !is_small(next[0])) {
        return '\0';
    }
    char last = before[before_size - 1];
    if (last == '-' && is_small(before[before_size - 2])) {
        return po_word_hyphen_hangs(next, next_size) ? '\0' : spaced ? PO_CUT_SPACED : PO_CUT_HYPHEN;
    }
    return is_small(last) && !spaced ? PO_CUT_LETTER : '\0';
}

/* ---- the words that are asked for ---- */

static uint32_t small_of(char c) {
    return (unsigned char)c | 0x20U;
}

static uint32_t sieve_bit(const char *word, size_t size) {
    return (small_of(word[0]) * 131 + small_of(word[size - 1]) * 31 + (uint32_t)size * 7 + small_of(word[size / 2])) % SIEVE;
}

static void want(cuts *at, const char *word, size_t size) {
    char key[PIECE_MAX + 1];
    if (fold(word, size, key) && !po_map_get(at->wanted, key)) {
        (void)po_map_add(at->wanted, po_arena_dup(at->arena, key), PO_NEW(at->arena, seen));
        uint32_t bit = sieve_bit(key, size);
        at->sieve[bit / 8] |= (uint8_t)(1U << bit % 8);
    }
}

static seen *find(const cuts *at, const char *word, size_t size) {
    char key[PIECE_MAX + 1];
    uint32_t bit = size ? sieve_bit(word, size) : 0;
    return at->sieve[bit / 8] >> bit % 8 & 1 && fold(word, size, key) ? po_map_get(at->wanted, key) : NULL;
}

static void note(const cuts *at, const char *word, size_t size) {
    seen *found = find(at, word, size);
    if (found) {
        found->anyhow = true;
        found->small = found->small || is_small(word[0]);
    }
}

/* ---- pieces ---- */

/* A word in pieces with marks between them; a hyphen before a mark is no part of a piece. */
typedef struct pieces {
    const char *text[PIECES_MAX];
    size_t size[PIECES_MAX];
    char mark[PIECES_MAX]; /* behind the piece; '\0' behind the last */
    uint32_t count;
} pieces;

static size_t word_end(const char *text, size_t size, size_t from) {
    while (from < size && in_word(text, size, from)) {
        from++;
    }
    return from;
}

/* The pieces of the word that begins at `from`; returns its end. */
static size_t take_pieces(const char *text, size_t size, size_t from, pieces *ret_pieces) {
    ret_pieces->count = 0;
    for (;;) {
        size_t end = word_end(text, size, from), next = end;
        bool hyphen = next + 1 < size && text[next] == '-' && (text[next + 1] == PO_CUT_HYPHEN || text[next + 1] == PO_CUT_SPACED);
        next += hyphen;
        uint32_t i = ret_pieces->count++;
        bool more = next < size && is_mark(text[next]) && i + 1 < PIECES_MAX;
        ret_pieces->text[i] = text + from;
        ret_pieces->size[i] = end - from;
        ret_pieces->mark[i] = more ? text[next] : '\0';
        if (!more) {
            return end;
        }
        from = next + 1;
    }
}

/* Pieces [first, last] as one word, a hyphen between them if asked for; its size, 0 if it is too long. */
static size_t join(const pieces *of, uint32_t first, uint32_t last, bool hyphen, char ret_word[PIECE_MAX]) {
    size_t size = 0;
    for (uint32_t i = first; i <= last; i++) {
        if (size + of->size[i] + hyphen > PIECE_MAX) {
            return 0;
        }
        if (i > first && hyphen) {
            ret_word[size++] = '-';
        }
        memcpy(ret_word + size, of->text[i], of->size[i]);
        size += of->size[i];
    }
    return size;
}

static void want_pieces(cuts *at, const pieces *of) {
    char word[PIECE_MAX];
    for (uint32_t first = 0; first < of->count; first++) {
        want(at, of->text[first], of->size[first]);
        for (uint32_t last = first + 1; last < of->count; last++) {
            want(at, word, join(of, first, last, false, word));
            if (last == first + 1) {
                want(at, word, join(of, first, last, true, word));
            }
        }
    }
}

static bool is_known(const cuts *at, const char *word, size_t size) {
    const seen *found = size ? find(at, word, size) : NULL;
    return found && found->anyhow;
}

/* Is the piece a word of the document by itself? Of single letters only two are. */
static bool stands_alone(const cuts *at, const pieces *of, uint32_t piece) {
    const char *text = of->text[piece];
    const seen *found = find(at, text, of->size[piece]);
    if (of->size[piece] == 1) {
        return text[0] == 'a' || text[0] == 'A' || text[0] == 'I' || !is_letter(text[0]);
    }
    return found && (piece == 0 ? found->anyhow : found->small);
}

/* Is [first, last] certainly one word: the document has it, and none of its pieces? */
static bool is_one(const cuts *at, const pieces *of, uint32_t first, uint32_t last) {
    char word[PIECE_MAX];
    if (!is_known(at, word, join(of, first, last, false, word))) {
        return false;
    }
    for (uint32_t i = first; i <= last; i++) {
        char mark = '\0';
        if (i < last) {
            mark = of->mark[i];
        }
        bool cut = mark == PO_CUT_HYPHEN ? !takes_hyphen(of->text[i], of->size[i]) /* "improve" may be a word */
                                         : mark != PO_CUT_SPACED && !stands_alone(at, of, i);
        if (of->size[i] == 0 || !cut) {
            return false;
        }
    }
    return true;
}

/* ---- what becomes of a text ---- */

static void write_break(cuts *at, const pieces *of, uint32_t piece, bool *ret_unsure) {
    char word[PIECE_MAX], mark = of->mark[piece];
    size_t size = join(of, piece, piece + 1, false, word);
    bool compound = mark == PO_CUT_SPACED && is_known(at, word, join(of, piece, piece + 1, true, word));
    bool two = stands_alone(at, of, piece) && stands_alone(at, of, piece + 1) && !(size && is_known(at, word, size));
    if (mark == PO_CUT_HYPHEN || mark == PO_CUT_SPACED) {
        po_buffer_add_text(&at->out, mark == PO_CUT_HYPHEN || compound ? "-" : "- ");
    } else {
        po_buffer_add_text(&at->out, mark == PO_CUT_NARROW && !two ? "" : " ");
    }
    *ret_unsure = *ret_unsure || mark == PO_CUT_NARROW;
}

static void write_pieces(cuts *at, const pieces *of, bool *ret_unsure) {
    for (uint32_t first = 0; first < of->count;) {
        uint32_t last = of->count - 1;
        while (last > first && !is_one(at, of, first, last)) {
            last--;
        }
        for (uint32_t i = first; i <= last; i++) {
            po_buffer_add(&at->out, of->text[i], of->size[i]);
        }
        if (last + 1 < of->count) {
            write_break(at, of, last, ret_unsure);
        }
        first = last + 1;
    }
}

/* A mark here is one behind more pieces than are looked at. */
static void write_between(cuts *at, char c) {
    if (c != PO_CUT_HYPHEN && c != PO_CUT_NARROW) {
        po_buffer_add_char(&at->out, is_mark(c) ? ' ' : c);
    }
}

/* The words of a text that marks cut are asked for; false if it has no marks. */
static bool text_want(cuts *at, const char *text) {
    if (!has_mark(text)) {
        return false;
    }
    size_t size = strlen(text);
    for (size_t i = 0; i < size;) {
        pieces of;
        if (!in_word(text, size, i)) {
            i++;
            continue;
        }
        i = take_pieces(text, size, i, &of);
        if (of.count > 1) {
            want_pieces(at, &of);
        }
    }
    return true;
}

/* "ins" of "check-ins" is no word by itself. */
static bool in_compound(const cuts *at, const char *text, size_t from) {
    return from > 1 && text[from - 1] == '-' && at->letter[(unsigned char)text[from - 2]];
}

/* Notes the word that begins at `from`, if no mark cuts it, and the compound that it begins; returns where it ends. */
static size_t note_word(const cuts *at, const char *text, size_t size, size_t from) {
    pieces of;
    size_t end = take_pieces(text, size, from, &of);
    if (of.count == 1 && of.size[0]) {
        if (!in_compound(at, text, from)) {
            note(at, text + from, of.size[0]);
        }
        if (end + 1 < size && text[end] == '-' && in_word(text, size, end + 1)) {
            note(at, text + from, word_end(text, size, end + 1) - from);
        }
    }
    return end > from ? end : from + 1;
}

/* The words of a text that no mark cuts are noted where they are asked for. */
static void text_note(const cuts *at, const char *text) {
    size_t size = strlen(text);
    for (size_t i = 0; i < size;) {
        size_t end = i;
        while (end < size && at->letter[(unsigned char)text[end]]) {
            end++;
        }
        if (end == i) {
            i++;
            continue;
        }
        bool plain = end == size || text[end] == ' ' || text[end] == '\n' || text[end] == ',' || text[end] == '.';
        if (plain && text[end - 1] != 'X' && !in_compound(at, text, i)) { /* nearly all */
            note(at, text + i, end - i);
            i = end;
        } else {
            i = note_word(at, text, size, i);
        }
    }
}

static const char *resolve_text(cuts *at, po_arena *arena, const char *text, bool *ret_unsure) {
    size_t size = strlen(text);
    po_buffer_clear(&at->out);
    *ret_unsure = false;
    for (size_t i = 0; i < size;) {
        pieces of;
        if (in_word(text, size, i)) {
            i = take_pieces(text, size, i, &of);
            write_pieces(at, &of, ret_unsure);
        } else {
            write_between(at, text[i++]);
        }
    }
    return po_arena_copy(arena, po_buffer_text(&at->out), at->out.size);
}

/* ---- over the document ---- */

/* Asks for the words that marks cut in a block; false if there are none. */
static bool want_block(cuts *at, const po_block *block) {
    bool any = text_want(at, block->text);
    for (uint32_t r = 0; block->table && r < block->table->row_count; r++) {
        for (uint32_t c = 0; c < block->table->rows[r].cell_count; c++) {
            any = text_want(at, block->table->rows[r].cells[c].text) || any;
        }
    }
    return any;
}

static void note_block(const cuts *at, const po_block *block) {
    text_note(at, block->text);
    for (uint32_t r = 0; block->table && r < block->table->row_count; r++) {
        for (uint32_t c = 0; c < block->table->rows[r].cell_count; c++) {
            text_note(at, block->table->rows[r].cells[c].text);
        }
    }
}

static bool row_has_marks(const po_row *row) {
    for (uint32_t c = 0; c < row->cell_count; c++) {
        if (has_mark(row->cells[c].text)) {
            return true;
        }
    }
    return false;
}

static po_row resolve_row(cuts *at, po_arena *arena, const po_row *row) {
    po_cell *cells = PO_NEW_ARRAY(arena, po_cell, row->cell_count);
    for (uint32_t c = 0; c < row->cell_count; c++) {
        bool unsure = false;
        cells[c] = row->cells[c];
        if (has_mark(cells[c].text)) {
            cells[c].text = resolve_text(at, arena, cells[c].text, &unsure);
        }
        if (cells[c].doubt == po_word_cut_doubt && !unsure) {
            cells[c].doubt = NULL;
        }
    }
    return (po_row){cells, row->cell_count};
}

static const po_table *resolve_table(cuts *at, po_arena *arena, const po_table *table) {
    po_table *copy = PO_NEW(arena, po_table);
    po_row *rows = PO_NEW_ARRAY(arena, po_row, table->row_count);
    for (uint32_t r = 0; r < table->row_count; r++) {
        rows[r] = row_has_marks(&table->rows[r]) ? resolve_row(at, arena, &table->rows[r]) : table->rows[r];
    }
    *copy = *table;
    copy->rows = rows;
    return copy;
}

static void resolve_block(cuts *at, po_arena *arena, po_block *block) {
    bool unsure;
    if (has_mark(block->text)) {
        block->text = resolve_text(at, arena, block->text, &unsure);
    }
    if (block->table) {
        block->table = resolve_table(at, arena, block->table);
    }
}

void po_word_cuts_resolve(po_document *document) {
    cuts at = {.arena = po_arena_create()};
    size_t count = document->blocks.count;
    bool *marked = PO_NEW_ARRAY(at.arena, bool, count + 1), any = false;
    at.wanted = po_map_create(at.arena);
    for (int c = 0; c < 256; c++) {
        at.letter[c] = is_letter((char)c) || c == 0xC3;
    }
    for (size_t i = 0; i < count; i++) {
        marked[i] = want_block(&at, &document->blocks.items[i]);
        any = any || marked[i];
    }
    for (size_t i = 0; any && i < count; i++) {
        note_block(&at, &document->blocks.items[i]);
    }
    for (size_t i = 0; any && i < count; i++) {
        if (marked[i]) {
            resolve_block(&at, document->arena, &document->blocks.items[i]);
        }
    }
    po_buffer_finish(&at.out);
    po_arena_destroy(at.arena);
}
