/* SPDX-License-Identifier: Apache-2.0
 *
 * Sentence by sentence: does it affirm, deny, or say nothing? See statements.h.
 */
#include "duty/statements.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"

enum {
    SHORT_SENTENCE = 12, /* words: one that only says what will be, and gives no figure, is no answer yet */
    WHOLE_SENTENCE = 16, /* words: one about the whole answer ("This will be added in the fall.") */
    PROMPT_LEAST = 20,   /* letters of a sentence that can be told to be part of the form's own */
    LABEL_LEAST = 8      /* letters of one that is a label of the form's */
};

typedef enum phrase_kind { BLANK, REFUSED, EMPTY, PROMPT, DENIED, HELPER, FUTURE, SUBJECT, KINDS } phrase_kind;

typedef struct phrase {
    const char *words;
    size_t size;
    phrase_kind kind;
    const struct phrase *next; /* with the same first word */
} phrase;

struct po_statements {
    po_map *whole; /* words of a whole answer -> phrase */
    po_map *first; /* first word -> phrase */
};

/* ---- loading ----------------------------------------------------------------------------------- */

static phrase_kind kind_of(const char *name) {
    static const char *const names[] = {"blank", "refused", "empty", "prompt", "denied", "helper", "future", "subject"};
    phrase_kind kind = 0;
    while (kind < KINDS && !po_text_equal(names[kind], name))
        kind++;
    return kind;
}

static void add_phrase(po_arena *arena, po_statements *statements, phrase_kind kind, const char *text) {
    phrase *added = PO_NEW(arena, phrase);
    *added = (phrase){.words = po_text_words(arena, text), .kind = kind};
    added->size = strlen(added->words);
    if (kind == BLANK || kind == REFUSED) {
        po_map_set(statements->whole, added->words, added);
        return;
    }
    const char *word = po_arena_copy(arena, added->words, strcspn(added->words, " "));
    added->next = po_map_get(statements->first, word);
    po_map_set(statements->first, word, added);
}

po_status po_statements_load(po_arena *arena, const char *folder, po_diagnostics *diagnostics, const po_statements **ret_statements,
                             po_error *err) {
    po_xml xml = {0};
    const char *path = po_arena_printf(arena, "%s/lexicon.xml", folder);
    po_status status = po_xml_load(arena, path, po_arena_printf(arena, "%s/lexicon.rng", folder), diagnostics, &xml, err);
    if (status != PO_OK)
        return status;
    po_statements *statements = PO_NEW(arena, po_statements);
    *statements = (po_statements){po_map_create(arena), po_map_create(arena)};
    const xmlNode *list = po_xml_child(xmlDocGetRootElement(xml.document), "statements");
    for (const xmlNode *node = list ? po_xml_child(list, NULL) : NULL; node; node = po_xml_next(node, NULL))
        add_phrase(arena, statements, kind_of(po_xml_name(node)), po_xml_text(arena, node));
    po_xml_finish(&xml);
    if (!list)
        return po_error_set(err, PO_E_CONFIG, "%s: there are no <statements>; without them no text could be told to deny anything", path);
    *ret_statements = statements;
    return PO_OK;
}

/* ---- one sentence ------------------------------------------------------------------------------- */

/* What a sentence is made of. */
typedef struct sentence {
    const char *words;
    size_t count;
    bool has[KINDS];
    bool no, digit;
    bool about_whole; /* begins with a word that speaks of the whole answer */
    bool echo;        /* the form's own words */
} sentence;

static bool stands_at(const phrase *item, const char *at) {
    return strncmp(at, item->words, item->size) == 0 && (at[item->size] == ' ' || at[item->size] == '\0');
}

static void note_phrases(const po_statements *statements, const char *at, size_t length, bool first, sentence *ret) {
    char word[64];
    if (length >= sizeof word)
        return;
    memcpy(word, at, length);
    word[length] = '\0';
    ret->no = ret->no || strcmp(word, "no") == 0;
    for (const phrase *item = po_map_get(statements->first, word); item; item = item->next) {
        bool begins = item->kind == PROMPT || item->kind == SUBJECT;
        if ((first || !begins) && stands_at(item, at))
            ret->has[item->kind] = true;
    }
}

static bool is_prompt(po_arena *arena, const char *prompts, const char *printed) {
    const char *key = prompts ? po_text_key(arena, printed) : "";
    if (strlen(key) >= PROMPT_LEAST && strstr(prompts, key))
        return true;
    return strlen(key) >= LABEL_LEAST && strstr(prompts, po_arena_printf(arena, "|%s|", key));
}

static sentence look_at(po_arena *arena, const po_statements *statements, const char *prompts, const char *text, size_t size) {
    const char *printed = po_arena_copy(arena, text, size);
    sentence ret = {.words = po_text_words(arena, printed)};
    for (const char *at = ret.words; *at;) {
        size_t length = strcspn(at, " ");
        note_phrases(statements, at, length, ret.count == 0, &ret);
        ret.count++;
        at += length + (at[length] == ' ');
    }
    for (const char *at = ret.words; *at; at++)
        ret.digit = ret.digit || isdigit((unsigned char)*at);
    ret.about_whole = ret.has[SUBJECT];
    ret.echo = ret.has[PROMPT] || is_prompt(arena, prompts, printed);
    return ret;
}

typedef enum says { SAYS_NOTHING, SAYS_IT_IS, SAYS_IT_WILL, SAYS_IT_IS_NOT } says;

static says judge(const sentence *it) {
    if (it->count == 0 || it->echo)
        return SAYS_NOTHING;
    if (it->has[DENIED] || (it->no && it->has[HELPER]))
        return SAYS_IT_IS_NOT;
    bool vague = it->count <= SHORT_SENTENCE && !it->digit;
    bool whole = it->count <= WHOLE_SENTENCE && it->about_whole;
    if (it->has[EMPTY] || (it->has[FUTURE] && (vague || whole)))
        return SAYS_NOTHING;
    return it->has[FUTURE] ? SAYS_IT_WILL : SAYS_IT_IS;
}

/* ---- a text ------------------------------------------------------------------------------------- */

/* The end of the sentence that begins at `text`. Line ends and marks of lists end one too. */
static size_t sentence_end(const char *text) {
    for (const char *at = text; *at; at++) {
        bool mark = strchr(".!?;", *at) != NULL;
        if (*at == '\n' || (mark && (at[1] == '\0' || strchr(" \n\t\"')", at[1]))))
            return (size_t)(at - text) + 1;
        if (at > text && strncmp(at, "\xE2\x80\xA2", 3) == 0)
            return (size_t)(at - text);
    }
    return strlen(text);
}

typedef struct cutter {
    po_buffer affirmed, happened, denied;
    size_t affirming, denying; /* words */
    bool begun, refused; /* the first or the last sentence denies the whole */
    bool last;           /* the sentence before denies the whole */
    bool lost, to_come;  /* something was taken away; something is about what is to come */
} cutter;

static void add(po_buffer *buffer, const char *text, size_t size) {
    po_buffer_add(buffer, text, size);
    po_buffer_add_char(buffer, ' ');
}

static void sort_sentence(cutter *cut, const sentence *it, const char *text, size_t size) {
    says verdict = judge(it);
    if (it->count > 0)
        cut->last = verdict == SAYS_IT_IS_NOT && it->about_whole;
    if (verdict == SAYS_IT_IS_NOT) {
        cut->refused = cut->refused || (!cut->begun && it->about_whole);
        cut->denying += it->count;
        add(&cut->denied, text, size);
    } else if (verdict != SAYS_NOTHING) {
        cut->affirming += it->count;
        add(&cut->affirmed, text, size);
        if (verdict == SAYS_IT_IS)
            add(&cut->happened, text, size);
    }
    cut->lost = cut->lost || (it->count > 0 && (verdict == SAYS_IT_IS_NOT || verdict == SAYS_NOTHING));
    cut->to_come = cut->to_come || verdict == SAYS_IT_WILL;
    cut->begun = cut->begun || it->count > 0;
}

static const char *kept(po_arena *arena, const po_buffer *buffer) {
    const char *text = buffer->data ? po_arena_copy(arena, buffer->data, buffer->size - 1) : NULL;
    return po_text_empty(text) ? NULL : text;
}

static po_stated cut_sentences(po_arena *arena, const po_statements *statements, const char *prompts, const char *text) {
    cutter cut = {0};
    po_arena *scratch = po_arena_create();
    for (const char *at = text; *at;) {
        size_t size = sentence_end(at);
        const sentence it = look_at(scratch, statements, prompts, at, size);
        sort_sentence(&cut, &it, at, size);
        at += size;
    }
    po_stated stated = {.denied = kept(arena, &cut.denied)};
    if (!cut.refused && !cut.last && cut.affirming > cut.denying) {
        stated.affirmed = cut.lost ? kept(arena, &cut.affirmed) : text;
        stated.happened = cut.lost || cut.to_come ? kept(arena, &cut.happened) : text;
    }
    po_arena_destroy(scratch);
    po_buffer_finish(&cut.affirmed);
    po_buffer_finish(&cut.happened);
    po_buffer_finish(&cut.denied);
    return stated;
}

po_stated po_statements_part(po_arena *arena, const po_statements *statements, const char *prompts, const char *text) {
    if (po_text_empty(text))
        return (po_stated){0};
    po_arena *scratch = po_arena_create();
    const phrase *whole = po_map_get(statements->whole, po_text_words(scratch, text));
    po_arena_destroy(scratch);
    if (whole)
        return (po_stated){.denied = whole->kind == REFUSED ? text : NULL};
    return cut_sentences(arena, statements, prompts, text);
}

/* ---- records ------------------------------------------------------------------------------------ */

/* "Yes", "No", with check marks: an answer of its own, whatever the words would say elsewhere. */
static bool is_answer(po_arena *arena, const po_field *field) {
    if (!po_text_equal(field->value, "yes") && !po_text_equal(field->value, "no"))
        return false;
    char **words = NULL;
    size_t count = po_text_split(arena, po_text_words(arena, field->text), ' ', &words);
    static const char *const known[] = {"yes", "no", "x", "yesx", "nox", "xyes", "xno", "y", "n", "true", "false"};
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < sizeof known / sizeof *known && strcmp(words[i], known[k]) != 0)
            k++;
        if (k == sizeof known / sizeof *known)
            return false;
    }
    return count > 0;
}

/* A value goes with its text: it stays only where the text stays whole. */
static bool keep_field(const po_field *field, const char *part, po_field *ret_field) {
    *ret_field = *field;
    if (!part)
        return false;
    if (part == field->text)
        return true;
    ret_field->text = part;
    return !field->value && field->value_count == 0;
}

enum { DENIED_SET = 2, SETS = 4 };

typedef struct copies {
    po_field *fields[SETS];
    uint32_t counts[SETS];
} copies;

static void sort_field(po_arena *arena, const po_statements *statements, const char *prompts, const po_field *field, copies *to) {
    if (po_text_empty(field->text))
        return;
    po_stated stated = {.affirmed = field->text, .happened = field->text};
    bool ticked = field->value || field->value_count > 0; /* the words of a box or of a code are the form's own */
    if (!is_answer(arena, field))
        stated = po_statements_part(arena, statements, ticked ? NULL : prompts, field->text);
    const char *parts[SETS] = {stated.affirmed, stated.happened, stated.denied, stated.affirmed || stated.denied ? field->text : NULL};
    for (size_t n = 0; n < SETS; n++) {
        po_field copy;
        /* What is denied is looked at as words: the value would say the opposite. */
        const po_field plain = {field->name, field->text, NULL, NULL, 0, field->at, field->at_count, field->doubt};
        if (keep_field(n == DENIED_SET ? &plain : field, parts[n], &copy))
            to->fields[n][to->counts[n]++] = copy;
    }
}

static po_record_set *begin_set(po_arena *arena, const po_record_set *records) {
    po_record_set *set = PO_NEW(arena, po_record_set);
    set->arena = arena;
    set->source = records->source;
    set->program = records->program;
    set->template_id = records->template_id;
    set->records.items = PO_NEW_ARRAY(arena, po_record, records->records.count);
    set->records.count = set->records.capacity = records->records.count;
    return set;
}

/* Parents are looked for in the same copy: a field of a parent is seen as the field of the row is. */
static void set_parents(po_record_set *set, const po_record_set *records) {
    for (size_t i = 0; i < records->records.count; i++) {
        const po_record *parent = records->records.items[i].parent_record;
        set->records.items[i].parent_record = parent ? &set->records.items[parent - records->records.items] : NULL;
    }
}

po_stated_records po_statements_records(po_arena *arena, const po_statements *statements, const char *prompts, const po_record_set *records) {
    po_record_set *sets[SETS];
    for (size_t n = 0; n < SETS; n++)
        sets[n] = begin_set(arena, records);
    for (size_t i = 0; i < records->records.count; i++) {
        const po_record *record = &records->records.items[i];
        copies to = {0};
        for (size_t n = 0; n < SETS; n++)
            to.fields[n] = PO_NEW_ARRAY(arena, po_field, record->field_count);
        for (uint32_t k = 0; k < record->field_count; k++)
            sort_field(arena, statements, prompts, &record->fields[k], &to);
        for (size_t n = 0; n < SETS; n++) {
            sets[n]->records.items[i] = *record;
            sets[n]->records.items[i].fields = to.fields[n];
            sets[n]->records.items[i].field_count = to.counts[n];
        }
    }
    for (size_t n = 0; n < SETS; n++)
        set_parents(sets[n], records);
    return (po_stated_records){sets[0], sets[1], sets[2], sets[3]};
}
