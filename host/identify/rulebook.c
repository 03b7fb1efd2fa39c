/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking things up in rulebooks. Reading them: rulebook_read.c; what a grammar cannot say about
 * them: rulebook_compile.c.
 */
#include "identify/rulebook.h"

#include "base/text.h"
#include "identify/rulebook_parts.h"

po_rulebooks *po_rulebooks_create(po_arena *arena, const po_model_schema *schema) {
    po_rulebooks *books = PO_NEW(arena, po_rulebooks);
    books->arena = arena;
    books->schema = schema;
    books->groups = po_schema_vocabulary(schema, "student-group");
    books->indicator_by_key = po_map_create(arena);
    books->all_students = po_rulebooks_group(books, "all-students");
    return books;
}

int po_rulebooks_group(const po_rulebooks *books, const char *printed) {
    const po_term *term = printed && books->groups ? po_vocabulary_find(books->groups, printed)
                                                   : NULL;
    size_t index = term ? (size_t)(term - books->groups->terms.items) : PO_IDENTIFY_GROUPS_MAX;
    return index < PO_IDENTIFY_GROUPS_MAX ? (int)index : -1;
}

int po_rulebooks_indicator(const po_rulebooks *books, const char *printed) {
    po_arena *scratch = po_arena_create();
    const char *key = po_text_key(scratch, printed ? printed : "");
    const po_indicator *found = po_map_get(books->indicator_by_key, key);
    po_arena_destroy(scratch);
    return found ? (int)(found - books->indicators.items) : -1;
}

const char *po_rulebooks_group_code(const po_rulebooks *books, int group) {
    const char *code = books->group_codes[group];
    return code ? code : books->groups->terms.items[group].id;
}

const char *po_rulebooks_level_word(const po_rulebooks *books, int indicator, po_level_by by,
                                    int level) {
    static const char *const numbers[] = {"level 1", "level 2", "level 3", "level 4", "level 5"};
    bool down = books->indicators.items[indicator].down;
    const char *const *words = books->words[by][down] ? books->words[by][down] : books->words[by][0];
    return level < 1 || level > 5 ? "none" : words ? words[level - 1] : numbers[level - 1];
}

const po_rule_set *po_identification_set(const po_identification *identification, int year) {
    for (size_t i = 0; i < identification->sets.count; i++) {
        const po_rule_set *set = &identification->sets.items[i];
        if (set->from <= year && year <= set->until) {
            return set;
        }
    }
    return NULL;
}

const po_rule_status *po_identification_status(const po_identification *identification,
                                               const char *id) {
    for (size_t i = 0; i < identification->statuses.count; i++) {
        if (po_text_equal(identification->statuses.items[i].id, id)) {
            return &identification->statuses.items[i];
        }
    }
    return NULL;
}

static bool status_has(const po_rule_status *status, const char *key) {
    for (size_t i = 0; i < status->word_count; i++) {
        if (po_text_equal(status->words[i], key)) {
            return true;
        }
    }
    return false;
}

const po_rule_status *po_identification_words(po_arena *arena,
                                              const po_identification *identification,
                                              const char *printed) {
    const char *key = po_text_key(arena, printed ? printed : "");
    for (size_t i = 0; *key && i < identification->statuses.count; i++) {
        if (status_has(&identification->statuses.items[i], key)) {
            return &identification->statuses.items[i];
        }
    }
    return NULL;
}

const po_rule_input *po_rulebook_input(const po_rulebook *book, const char *record) {
    for (size_t i = 0; i < book->inputs.count; i++) {
        if (po_text_equal(book->inputs.items[i].record, record)) {
            return &book->inputs.items[i];
        }
    }
    return NULL;
}
