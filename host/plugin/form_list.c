/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists in a cell. Check marks of the state's template are an "X" painted in the background colour; a text reader sees it glued to
 * the word: "LEA-wideX", "XEnglish Learners XFoster Youth", "Yes" / "X". A mark also tells where one item ends and the
 * next begins, which nothing else does; so marks are found first and text is cut at them.
 */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "plugin/form_value_parts.h"

typedef enum mark { MARK_NONE, MARK_TICK, MARK_EMPTY } mark;

static mark mark_of(uint32_t c) {
    if ((c >= 0x2713 && c <= 0x2718) || c == 0x2611 || c == 0x2612 || c == 0x25A0 || c == 0x25FC ||
        c == 0x2705 || c == 0xF0FE || c == 0xF0FD || c == 0xF078 || c == 0x1F5F9 || c == 0x1F5F7)
        return MARK_TICK;
    if (c == 0x2610 || c == 0x25A1 || c == 0x25FB || c == 0xF0A8 || c == 0xF06F)
        return MARK_EMPTY;
    return MARK_NONE;
}

bool po_value_is_tick(const char *text) {
    size_t size = strlen(text), position = 0;
    if (size == 1)
        return *text == 'X' || *text == 'x';
    uint32_t c = size == 0 ? 0 : po_utf8_next(text, size, &position);
    return position == size && mark_of(c) == MARK_TICK;
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

/* One item under way. `ticked`: its mark; `before`: the mark stood before the words. */
typedef struct items {
    po_arena *arena;
    PO_LIST(const char *) list;
    PO_LIST(mark) marks;
    po_buffer word;
    mark pending; /* a mark that the coming words belong to */
    bool any_mark, trailing; /* trailing: marks follow their words in this text */
} items;

static void close_item(items *it, mark m) {
    char *text = po_text_squeeze(it->arena, po_buffer_text(&it->word));
    po_buffer_clear(&it->word);
    size_t size = strlen(text);
    while (size > 0 && strchr(" ,;", text[size - 1]) != NULL)
        text[--size] = '\0';
    if (size == 0)
        return;
    *PO_LIST_ADD(it->arena, &it->list) = text;
    *PO_LIST_ADD(it->arena, &it->marks) = m;
}

/* A mark: it closes the words before it if marks follow their words, else it opens the words after it. */
static void take_mark(items *it, mark m) {
    bool words_before = !po_text_empty(po_buffer_text(&it->word));
    it->any_mark = true;
    if (words_before && it->pending == MARK_NONE) {
        close_item(it, m);
        it->trailing = true;
    } else {
        close_item(it, it->pending);
        it->pending = it->trailing ? MARK_NONE : m;
    }
}

/* A mark glued to the end of a word, and the word's size without it. */
static mark mark_behind(const char *word, size_t size, size_t *ret_size) {
    *ret_size = size;
    if (size > 2 && word[size - 1] == 'X' &&
        (is_lower(word[size - 2]) || strchr(").", word[size - 2]) != NULL)) {
        *ret_size = size - 1;
        return MARK_TICK;
    }
    size_t last = size;
    while (last > 0 && ((unsigned char)word[last - 1] & 0xC0) == 0x80)
        last--;
    size_t position = last > 0 ? --last : size;
    mark m = position < size ? mark_of(po_utf8_next(word, size, &position)) : MARK_NONE;
    if (m != MARK_NONE)
        *ret_size = last;
    return m;
}

/* The sign of a list says nothing about its item but that one begins here. */
static bool is_bullet(uint32_t c) {
    return c == 0x2022 || c == 0x25AA || c == 0x25CF || c == 0xF0B7;
}

static void begin_item(items *it) {
    if (po_text_empty(po_buffer_text(&it->word)))
        return;
    close_item(it, it->pending);
    it->pending = MARK_NONE;
}

static void take_word(items *it, const char *word, size_t size) {
    size_t position = 0;
    uint32_t c = po_utf8_next(word, size, &position);
    mark first = mark_of(c);
    if (position == size && is_bullet(c)) {
        begin_item(it);
        return;
    }
    if (first != MARK_NONE) {
        take_mark(it, first);
        word += position;
        size -= position;
    } else if (strspn(word, "Xx") == size && size <= 3) {
        take_mark(it, MARK_TICK);
        return;
    } else if (size > 2 && word[0] == 'X' && (is_upper(word[1]) || word[1] == '(')) {
        take_mark(it, MARK_TICK);
        word++;
        size--;
    }
    size_t without;
    mark last = mark_behind(word, size, &without);
    po_buffer_add(&it->word, word, without);
    po_buffer_add_char(&it->word, ' ');
    if (last != MARK_NONE)
        take_mark(it, last);
}

static bool is_and(const char *word, size_t size) {
    return (size == 3 && memcmp(word, "and", 3) == 0) || (size == 1 && *word == '&');
}

/* A comma or semicolon inside an item stands directly behind its word. */
static void add_stop(items *it, char stop) {
    if (it->word.size > 0)
        it->word.data[it->word.size - 1] = stop;
    po_buffer_add_char(&it->word, ' ');
}

/* Cuts at marks; without any mark, also at line ends, commas, semicolons and "and". */
static void cut(items *it, const char *text, bool at_words) {
    while (*text != '\0') {
        size_t size = strcspn(text, " \n\t,;");
        if (size > 0 && at_words && is_and(text, size))
            close_item(it, it->pending);
        else if (size > 0)
            take_word(it, text, size);
        text += size;
        if (*text != '\0' && strchr(",;\n", *text) != NULL) {
            if (at_words)
                close_item(it, it->pending);
            else if (*text != '\n')
                add_stop(it, *text);
        }
        if (*text != '\0')
            text++;
    }
    close_item(it, it->pending);
}

static const char *canonical(po_arena *arena, const char *text, const po_choices *choices) {
    if (choices == NULL || choices->count == 0)
        return text;
    const char *key = po_text_key(arena, text);
    for (size_t i = 0; i < choices->count; i++)
        for (size_t j = 0; j < choices->items[i].key_count; j++)
            if (po_text_equal(key, choices->items[i].keys[j]))
                return choices->items[i].name;
    return text;
}

static void collect(items *it, const po_choices *choices, po_value *ret_value) {
    PO_LIST(const char *) out = {0};
    bool ticked = false;
    for (size_t i = 0; i < it->marks.count; i++)
        ticked |= it->marks.items[i] == MARK_TICK;
    for (size_t i = 0; i < it->list.count; i++)
        if (it->marks.items[i] == MARK_TICK || (!ticked && it->marks.items[i] == MARK_NONE))
            *PO_LIST_ADD(it->arena, &out) = canonical(it->arena, it->list.items[i], choices);
    ret_value->values = out.items;
    ret_value->value_count = (uint32_t)out.count;
    if (out.count == 1)
        ret_value->value = out.items[0];
}

/* Marks that typewriters make: "[X]", "(x)", "[ ]", "__X__", "____". How long the one at the beginning is; 0 if there is none. */
static size_t typed_mark(const char *text, mark *ret_mark) {
    static const char open[] = "[(_", close[] = "])_";
    const char *kind = *text ? strchr(open, *text) : NULL;
    if (kind == NULL)
        return 0;
    const char fill = *kind == '_' ? '_' : ' ';
    size_t at = 1 + strspn(text + 1, fill == '_' ? "_" : " ");
    *ret_mark = text[at] == 'X' || text[at] == 'x' ? MARK_TICK : MARK_EMPTY;
    at += *ret_mark == MARK_TICK;
    if (fill == '_') {
        at += strspn(text + at, "_");
    } else {
        at += strspn(text + at, " ");
        if (text[at] != close[kind - open])
            return 0;
        at++;
    }
    bool ends = text[at] == '\0' || text[at] == ' ' || text[at] == '\n' || is_upper(text[at]);
    return ends ? at : 0;
}

/* The text with such marks drawn as boxes. */
static const char *drawn(po_arena *arena, const char *text) {
    if (strpbrk(text, "[(_") == NULL)
        return text;
    po_buffer out = {0};
    bool begins = true;
    while (*text != '\0') {
        mark m = MARK_NONE;
        size_t size = begins ? typed_mark(text, &m) : 0;
        if (size > 0)
            po_buffer_add_text(&out, m == MARK_TICK ? "\xE2\x98\x92 " : "\xE2\x98\x90 ");
        else
            po_buffer_add_char(&out, *text);
        begins = size == 0 && (*text == ' ' || *text == '\n');
        text += size > 0 ? size : 1;
    }
    const char *copy = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return copy;
}

void po_value_read_list(po_arena *arena, const char *text, const po_choices *choices,
                        po_value *ret_value) {
    items it = {.arena = arena};
    text = drawn(arena, text);
    cut(&it, text, false);
    if (!it.any_mark) {
        const char *whole = it.list.count == 1 ? it.list.items[0] : "";
        bool known = canonical(arena, whole, choices) != whole;
        it.list.count = it.marks.count = known ? it.list.count : 0;
        if (!known)
            cut(&it, text, true);
    }
    collect(&it, choices, ret_value);
    po_buffer_finish(&it.word);
}

/* Each line is one item; the mark stands before or after it. With no mark at all, every line counts. */
void po_value_read_ticks(po_arena *arena, const char *text, const po_choices *choices,
                         po_value *ret_value) {
    items it = {.arena = arena};
    char **lines;
    size_t count = po_text_split(arena, drawn(arena, text), '\n', &lines);
    for (size_t i = 0; i < count; i++) {
        items line = {.arena = arena};
        cut(&line, lines[i], false);
        for (size_t j = 0; j < line.list.count; j++) {
            *PO_LIST_ADD(arena, &it.list) = line.list.items[j];
            *PO_LIST_ADD(arena, &it.marks) = line.marks.items[j];
        }
        po_buffer_finish(&line.word);
    }
    collect(&it, choices, ret_value);
    bool unmarked = false;
    for (size_t i = 0; i < it.marks.count; i++)
        unmarked |= it.marks.items[i] == MARK_NONE;
    /* Marks in the background colour cannot be seen on the page, where such a line looks like the others. */
    if (unmarked && ret_value->value_count < it.list.count)
        ret_value->doubt = "items printed without a mark were left out";
}
