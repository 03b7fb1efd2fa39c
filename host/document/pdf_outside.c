/* SPDX-License-Identifier: Apache-2.0
 *
 * Judging pages.
 *
 * Rows that contradict their places show that the tags were spoilt; one or two may have another reason and are only in doubt. In a spoilt file a page with text that no tag places is not
 * believed either: there the rows that lost their tags stand. A table is read in one way: pages that tables
 * join go together.
 */
#include "document/pdf_outside.h"

#include <string.h>

#include "base/text.h"

enum {
    SLIGHT = 10,        /* characters of a page that are not worth a word: a page number */
    MISSING_MIN = 20,   /* characters, and */
    MISSING_PART = 50,  /* one part in so many of a page's text, that must be unclaimed to cause doubt */
    FAULTS_MIN = 3,     /* rows of a file that stand as no rows do, from which on its tags are not believed */
    PAGES_NAMED_MAX = 12 /* runs of pages in one sentence */
};

size_t po_pdf_page_text(const po_pdf_tally *tally) {
    return tally->marked + tally->unmarked;
}

static size_t missing_text(const po_pdf_tally *tally) {
    size_t all = po_pdf_page_text(tally);
    return all > tally->claimed ? all - tally->claimed : 0;
}

static po_pdf_page_state state_of(const po_pdf_tally *tally) {
    size_t all = po_pdf_page_text(tally), missing = missing_text(tally);
    if (all <= SLIGHT || missing <= SLIGHT) {
        return PO_PDF_PAGE_READ;
    }
    if (tally->claimed * 2 < all) {
        return PO_PDF_PAGE_OUTSIDE;
    }
    return missing > MISSING_MIN && missing * MISSING_PART > all ? PO_PDF_PAGE_PARTLY : PO_PDF_PAGE_READ;
}

/* ---- tables ---- */

typedef struct table_pages {
    bool faulty; /* one whose rows contradict their places */
    uint32_t opens, closes; /* tables that go on to the next page, that came from the one before */
} table_pages;

/* Returns how many rows contradict their places. */
static size_t note_tables(table_pages *pages, uint32_t count, const po_pdf_blocks *blocks) {
    size_t faults = 0;
    for (size_t i = 0; i < po_pdf_blocks_table_count(blocks); i++) {
        const po_pdf_order *order = po_pdf_blocks_order(blocks, i);
        if (!order->any || order->last_page >= count) {
            continue;
        }
        pages[order->first_page].opens++;
        pages[order->last_page].closes++;
        pages[order->first_page].faulty = pages[order->first_page].faulty || order->faults || order->shifts;
        faults += order->faults;
    }
    return faults;
}

/* Pages [first, last] are joined by tables: one of them that is not believed takes the others with it. */
static void settle_run(po_pdf_page_state *states, const table_pages *pages, uint32_t first, uint32_t last) {
    bool spoilt = false;
    for (uint32_t page = first; page <= last; page++) {
        spoilt = spoilt || pages[page].faulty || states[page] == PO_PDF_PAGE_PARTLY || states[page] == PO_PDF_PAGE_OUTSIDE;
    }
    for (uint32_t page = first; spoilt && page <= last; page++) {
        states[page] = states[page] == PO_PDF_PAGE_OUTSIDE ? PO_PDF_PAGE_OUTSIDE : PO_PDF_PAGE_SPOILT;
    }
}

static void doubt_tables(po_pdf_page_state *states, uint32_t count, const po_pdf_blocks *blocks) {
    for (size_t i = 0; i < po_pdf_blocks_table_count(blocks); i++) {
        const po_pdf_order *order = po_pdf_blocks_order(blocks, i);
        for (uint32_t page = order->first_page; order->faults && page <= order->last_page && page < count; page++) {
            states[page] = states[page] == PO_PDF_PAGE_READ ? PO_PDF_PAGE_ODD : states[page];
        }
    }
}

static void judge_tables(po_arena *arena, po_pdf_page_state *states, uint32_t count, const po_pdf_blocks *blocks) {
    table_pages *pages = PO_NEW_ARRAY(arena, table_pages, count + 1);
    size_t faults = note_tables(pages, count, blocks);
    if (faults && faults < FAULTS_MIN) {
        doubt_tables(states, count, blocks);
    }
    if (faults < FAULTS_MIN) {
        return;
    }
    for (uint32_t page = 0; page < count; page++) {
        uint32_t last = page, open = pages[page].opens - pages[page].closes;
        while (open && last + 1 < count) {
            last++;
            open += pages[last].opens - pages[last].closes;
        }
        settle_run(states, pages, page, last);
        page = last;
    }
}

const po_pdf_page_state *po_pdf_pages_judge(po_arena *arena, const po_pdf_marks *marks, const po_pdf_blocks *blocks) {
    po_pdf_page_state *states = PO_NEW_ARRAY(arena, po_pdf_page_state, marks->page_count + 1);
    for (uint32_t page = 0; page < marks->page_count; page++) {
        states[page] = state_of(&marks->pages[page]);
    }
    if (blocks) {
        judge_tables(arena, states, marks->page_count, blocks);
    }
    return states;
}

/* ---- what is said ---- */

void po_pdf_outside_add(po_document *document, uint32_t page, size_t characters) {
    if (document->outside.count) {
        po_outside *last = &document->outside.items[document->outside.count - 1];
        if (last->last_page == page) {
            last->last_page = page + 1;
            last->characters += characters;
            return;
        }
    }
    *PO_LIST_ADD(document->arena, &document->outside) = (po_outside){page + 1, page + 1, characters};
}

/* "page 3", "pages 3, 43-52": the pages in a state, as people write them; NULL if there are none. */
static const char *name_pages(po_arena *arena, const po_pdf_page_state *states, uint32_t count, po_pdf_page_state state) {
    po_buffer text = {0};
    unsigned runs = 0;
    for (uint32_t page = 0; page < count; page++) {
        if (states[page] != state) {
            continue;
        }
        uint32_t last = page;
        while (last + 1 < count && states[last + 1] == state) {
            last++;
        }
        if (runs == PAGES_NAMED_MAX) {
            po_buffer_add_text(&text, " and further ones");
            break;
        }
        po_buffer_printf(&text, last > page ? "%s%u-%u" : "%s%u", runs++ ? ", " : "", page + 1, last + 1);
        page = last;
    }
    const char *word = strpbrk(po_buffer_text(&text), ",-") ? "pages" : "page";
    const char *named = runs ? po_arena_printf(arena, "%s %s", word, po_buffer_text(&text)) : NULL;
    po_buffer_finish(&text);
    return named;
}

static void say(po_document *document, const po_pdf_page_state *states, uint32_t count, size_t characters) {
    const char *outside = name_pages(document->arena, states, count, PO_PDF_PAGE_OUTSIDE);
    const char *partly = name_pages(document->arena, states, count, PO_PDF_PAGE_PARTLY);
    const char *spoilt = name_pages(document->arena, states, count, PO_PDF_PAGE_SPOILT);
    if (outside) {
        po_diagnose(&document->diagnostics, PO_WARNING, "PDF-002", NULL, NULL,
                    "the tags of this PDF leave out the text of %s (%zu characters), which was read by its position on the "
                    "page: check what is marked as doubtful by eye, or export the document again from the program it was "
                    "written in",
                    outside, characters);
    }
    if (partly) {
        po_diagnose(&document->diagnostics, PO_WARNING, "PDF-003", NULL, NULL,
                    "the tags of this PDF leave out some of the text of %s: what was read from there may "
                    "be incomplete",
                    partly);
    }
    if (spoilt) {
        po_diagnose(&document->diagnostics, PO_WARNING, "PDF-008", NULL, NULL,
                    "the tags of this PDF contradict what stands on %s: rows of tables are run together there or lost, so the "
                    "text was read by its position on the page: check it by eye, or export the document again from the program "
                    "it was written in",
                    spoilt);
    }
}

const char *const *po_pdf_pages_say(po_document *document, const po_pdf_marks *marks, const po_pdf_page_state *states) {
    const char **doubts = PO_NEW_ARRAY(document->arena, const char *, marks->page_count + 1);
    size_t characters = 0;
    for (uint32_t page = 0; page < marks->page_count; page++) {
        size_t missing = missing_text(&marks->pages[page]);
        if (states[page] == PO_PDF_PAGE_OUTSIDE) {
            po_pdf_outside_add(document, page, missing);
            characters += missing;
        } else if (states[page] == PO_PDF_PAGE_PARTLY) {
            doubts[page] = po_arena_printf(document->arena, "page %u holds %zu characters that its structure does not place",
                                           page + 1, missing);
        } else if (states[page] == PO_PDF_PAGE_ODD) {
            doubts[page] = po_arena_printf(
                document->arena, "the structure of page %u makes one row of text that does not stand in one row", page + 1);
        } else if (states[page] == PO_PDF_PAGE_SPOILT) {
            doubts[page] = po_arena_printf(document->arena,
                                           "the structure of page %u is wrong; this was read by its position", page + 1);
        }
    }
    say(document, states, marks->page_count, characters);
    return doubts;
}
