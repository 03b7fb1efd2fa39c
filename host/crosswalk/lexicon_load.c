/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading crosswalks/lexicon.xml into tries. See lexicon.h.
 */

#include "base/diagnose_line.h"
#include "base/text.h"
#include "base/xml.h"
#include "crosswalk/lexicon_parts.h"

typedef struct po_lexicon_reader {
    po_arena *arena;
    po_diagnostics *diagnostics;
    const char *path;
    const po_model_schema *schema;
    po_lexicon *lexicon;
    size_t mistakes;
} po_lexicon_reader;

static void mistake(po_lexicon_reader *reader, const xmlNode *node, const char *code,
                    const char *sentence) {
    po_diagnose_line(reader->diagnostics, PO_ERROR, code, reader->path, po_xml_line(node), "%s", sentence);
    reader->mistakes++;
}

static po_trie *step(po_arena *arena, po_trie *node, const char *word) {
    if (!node->next)
        node->next = po_map_create(arena);
    po_trie *next = po_map_get(node->next, word);
    if (!next) {
        next = PO_NEW(arena, po_trie);
        po_map_set(node->next, word, next);
    }
    return next;
}

static void add_phrase(po_lexicon_reader *reader, po_lexicon_set *set, const xmlNode *node,
                       const po_phrase *phrase) {
    const char *text = po_xml_text(reader->arena, node);
    po_tokens tokens = {0};
    po_tokenize(reader->arena, text, &tokens);
    po_trie *at = &set->tries[phrase->spelling];
    for (size_t i = 0; i < tokens.list.count; i++)
        at = step(reader->arena, at, po_token_spelling(&tokens.list.items[i], phrase->spelling));
    if (tokens.list.count == 0) {
        mistake(reader, node, "XW-112", "a phrase needs at least one word of letters or digits");
    } else if (at->phrase && at->phrase->term != phrase->term) {
        mistake(reader, node, "XW-113",
                po_arena_printf(reader->arena,
                                "\"%s\" stands here for \"%s\" and on line %d for \"%s\": the same "
                                "words (after cutting endings) can mean one thing only",
                                text, phrase->term ? phrase->term->id : "nothing (<not>)",
                                at->phrase->line,
                                at->phrase->term ? at->phrase->term->id : "nothing (<not>)"));
    } else {
        po_phrase *kept = PO_NEW(reader->arena, po_phrase);
        *kept = *phrase;
        at->phrase = kept;
    }
}

static void read_phrases(po_lexicon_reader *reader, po_lexicon_set *set, const xmlNode *parent,
                         const po_term *term) {
    for (const xmlNode *at = po_xml_child(parent, NULL); at; at = po_xml_next(at, NULL)) {
        const char *name = po_xml_name(at);
        const char *context = po_xml_attribute(reader->arena, at, "context");
        po_phrase phrase = {.term = term, .line = po_xml_line(at)};
        phrase.spelling =
            po_xml_attribute_yes(at, "stem", true) ? PO_SPELLING_STEM : PO_SPELLING_WORD;
        if (po_text_equal(name, "code") || po_xml_attribute_yes(at, "exact", false))
            phrase.spelling = PO_SPELLING_EXACT;
        phrase.weak = po_xml_attribute_yes(at, "weak", false);
        phrase.label = po_text_equal(context, "label");
        if (po_text_equal(name, "phrase") || po_text_equal(name, "code") ||
            po_text_equal(name, "not"))
            add_phrase(reader, set, at, &phrase);
    }
}

static const po_term *find_term(const po_vocabulary *vocabulary, const char *id) {
    for (size_t i = 0; i < vocabulary->terms.count; i++)
        if (po_text_equal(vocabulary->terms.items[i].id, id))
            return &vocabulary->terms.items[i];
    return NULL;
}

static const char *nearest_term(po_arena *arena, const po_vocabulary *vocabulary, const char *id) {
    const char **ids = PO_NEW_ARRAY(arena, const char *, vocabulary->terms.count);
    for (size_t i = 0; i < vocabulary->terms.count; i++)
        ids[i] = vocabulary->terms.items[i].id;
    const char *near = po_text_nearest(id, ids, vocabulary->terms.count);
    return near ? po_arena_printf(arena, "; did you mean \"%s\"?", near) : "";
}

static void read_set(po_lexicon_reader *reader, const xmlNode *node) {
    po_arena *arena = reader->arena;
    const char *id = po_xml_attribute(arena, node, "vocabulary");
    po_lexicon_set *set = PO_NEW(arena, po_lexicon_set);
    set->vocabulary = po_schema_vocabulary(reader->schema, id);
    if (!set->vocabulary) {
        mistake(reader, node, "XW-110",
                po_arena_printf(arena, "the model has no vocabulary \"%s\"", id));
        return;
    }
    if (!po_map_add(reader->lexicon->sets, id, set))
        mistake(reader, node, "XW-101",
                po_arena_printf(arena, "there are two sets for the vocabulary \"%s\"", id));
    for (const xmlNode *at = po_xml_child(node, "term"); at; at = po_xml_next(at, "term")) {
        const char *reference = po_xml_attribute(arena, at, "ref");
        const po_term *term = find_term(set->vocabulary, reference);
        if (term)
            read_phrases(reader, set, at, term);
        else
            mistake(reader, at, "XW-111",
                    po_arena_printf(arena, "the vocabulary \"%s\" has no term \"%s\"%s", id,
                                    reference, nearest_term(arena, set->vocabulary, reference)));
    }
    read_phrases(reader, set, node, NULL);
}

po_status po_lexicon_load(po_arena *arena, const char *path, const char *grammar_path,
                          const po_model_schema *schema, po_diagnostics *diagnostics,
                          const po_lexicon **ret_lexicon, po_error *err) {
    po_xml xml = {0};
    po_status status = po_xml_load(arena, path, grammar_path, diagnostics, &xml, err);
    if (status != PO_OK)
        return status;
    po_lexicon *lexicon = PO_NEW(arena, po_lexicon);
    lexicon->sets = po_map_create(arena);
    po_lexicon_reader reader = {arena, diagnostics, xml.path, schema, lexicon, 0};
    const xmlNode *root = xmlDocGetRootElement(xml.document);
    lexicon->version = po_xml_attribute(arena, root, "version");
    for (const xmlNode *at = po_xml_child(root, "set"); at; at = po_xml_next(at, "set"))
        read_set(&reader, at);
    po_xml_finish(&xml);
    if (reader.mistakes)
        return po_error_set(err, PO_E_CONFIG, "%s: %zu mistake%s in the lexicon", path,
                            reader.mistakes, reader.mistakes == 1 ? "" : "s");
    *ret_lexicon = lexicon;
    return PO_OK;
}
