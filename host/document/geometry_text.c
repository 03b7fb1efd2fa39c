/* SPDX-License-Identifier: Apache-2.0
 *
 * Running text: lines to paragraphs and list items.
 *
 * A line ends a paragraph if the first word of the next one would still have fitted on it: then the author broke it. So do a
 * gap, a bullet, and a line with columns of its own (which nothing is known of).
 */
#include <string.h>

#include "base/utf8.h"
#include "document/geometry_parts.h"
#include "document/word_cuts.h"

/* Part of a line's length by which letters are wider or narrower than usual. */
#define SLACK 0.04F

static bool is_bullet(const po_geometry_word *word) {
    static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x96\xAA", "\xEF\x82\xB7", "\xE2\x97\x8F", "\xE2\x97\x8B",
                                          "\xE2\x97\xA6", "\xEF\x82\xA7", "o", "-", "\xE2\x80\x93"};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        if (word->size == strlen(bullets[i]) && memcmp(word->text, bullets[i], word->size) == 0) {
            return true;
        }
    }
    return false;
}

static bool starts_item(const geo_page *page, const geo_line *line) {
    return line->count > 1 && is_bullet(&page->words[line->first]);
}

/* Does the paragraph that `above` belongs to go on with `line`? */
static bool flows(const geo_page *page, const geo_line *above, const geo_line *line) {
    const po_geometry_scale *scale = &page->from->scale;
    const po_geometry_word *first = &page->words[line->first];
    bool bullets = starts_item(page, above);
    if (line->y - above->y > 1.6F * scale->pitch || starts_item(page, line)) {
        return false;
    }
    if ((line->chunks > 1 || above->chunks > 1) && !bullets) {
        return false;
    }
    float word = first->x1 - first->x0 + scale->letter;
    return above->x1 + word > page->right - scale->letter - SLACK * (page->right - above->x0);
}

/* Lines end between words, but for those that end in a word's hyphen. */
static void add_line_end(po_buffer *text, const po_geometry_word *next) {
    char mark = po_word_cut_mark(po_buffer_text(text), text->size, next->text, next->size, false);
    po_buffer_add_char(text, mark == PO_CUT_HYPHEN ? mark : ' ');
}

static void emit(po_geometry *geometry, const geo_page *page, uint32_t first, uint32_t last) {
    const geo_line *line = &page->lines[first];
    bool item = starts_item(page, line);
    size_t from = line->first;
    po_buffer text = {0};
    for (uint32_t l = first; l < last; l++) {
        const geo_line *next = &page->lines[l];
        if (l > first) {
            add_line_end(&text, &page->words[next->first]);
        }
        po_buffer_add_text(&text, geo_words_text(geometry, page, l == first ? from : next->first,
                                                 l == first ? next->count - (from - next->first) : next->count));
    }
    po_block *block = po_document_add(geometry->document, item ? PO_BLOCK_LIST_ITEM : PO_BLOCK_PARAGRAPH);
    if (block) {
        block->level = item ? 1 : 0;
        block->text = po_arena_copy(geometry->document->arena, po_buffer_text(&text), text.size);
        block->at = (po_place){.page = page->from->number,
                               .line = page->from->first_line ? page->from->first_line + (uint32_t)line->y : 0};
        block->last_page = page->from->number;
        block->doubt = page->from->doubt;
    }
    po_buffer_finish(&text);
}

void geo_text_lines(po_geometry *geometry, const geo_page *page, uint32_t first, uint32_t last) {
    while (first < last) {
        if (page->lines[first].furniture) {
            first++;
            continue;
        }
        uint32_t end = first + 1;
        while (end < last && !page->lines[end].furniture && flows(page, &page->lines[end - 1], &page->lines[end])) {
            end++;
        }
        emit(geometry, page, first, end);
        first = end;
    }
}
