/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding the same money. See same_money.h. Amounts meet by a map of their values; only equal ones are looked at.
 */
#include "model/same_money.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/text.h"
#include "model/funds.h"
#include "model/label.h"
#include "model/wordset.h"

enum {
    WORD_MIN = 4,       /* bytes: shorter words say little */
    SAME_WORDS = 3,     /* so many of them, of which ... */
    SAME_WITHIN = 80,   /* hundredths stand in the other's text: the same words */
    MAYBE_WITHIN = 50   /* alike */
};

/* One amount with what it is judged by. */
typedef struct po_candidate {
    po_money money;
    po_wordset title, text;
    const char *folded; /* all words of the action */
    const char *places; /* " id id " of the schools that an action of the agency names; "" for none */
    struct po_candidate *partner;
    size_t partners;
} po_candidate;

typedef PO_LIST(po_candidate *) po_candidates;

typedef struct po_bucket {
    po_candidates list;
} po_bucket;

typedef struct po_searcher {
    po_arena *arena;
    const po_model *model;
    po_label_names *names;
    po_map *site_of_cds;
    po_map *actions; /* action id -> po_bucket* of its lines */
    po_map *amounts; /* stage, year and amount -> po_bucket* */
    po_shared_money *shared;
} po_searcher;

/* ---- collecting ---- */

static po_bucket *bucket_for(const po_searcher *searcher, po_map *map, const char *key) {
    po_bucket *bucket = po_map_get(map, key);
    if (!bucket) {
        bucket = PO_NEW(searcher->arena, po_bucket);
        po_map_set(map, key, bucket);
    }
    return bucket;
}

static const char *field_text(const po_entity *entity, const char *field) {
    const char *text = po_schema_field(entity->definition, field) ? po_entity_text(entity, field) : NULL;
    return text ? text : "";
}

/* Which schools an action of the agency says it is for. */
static const char *places_named(const po_searcher *searcher, const po_entity *action) {
    static const char *const FIELDS[] = {"location", "title", "description"};
    const char *places = "";
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++) {
        po_places named = po_places_in(searcher->names, searcher->arena, field_text(action, FIELDS[i]));
        for (size_t k = 0; k < named.list.count; k++)
            places = po_arena_printf(searcher->arena, "%s %s ", places, named.list.items[k]->id);
    }
    return places;
}

static const po_entity *site_of(const po_searcher *searcher, const po_source *source) {
    return po_source_is_school(source) ? po_map_get(searcher->site_of_cds, source->cds) : NULL;
}

static po_candidate *candidate_of(po_searcher *searcher, const po_entity *action) {
    po_arena *arena = searcher->arena;
    const char *title = field_text(action, "title"), *description = field_text(action, "description");
    const char *all = po_arena_printf(arena, "%s %s", title, description);
    po_candidate *candidate = PO_NEW(arena, po_candidate);
    candidate->money.action = action;
    candidate->money.site = site_of(searcher, action->source);
    candidate->title = po_wordset_make(arena, *title ? title : description, WORD_MIN);
    candidate->text = po_wordset_make(arena, all, WORD_MIN);
    candidate->folded = po_arena_printf(arena, " %s ", po_text_words(arena, all));
    candidate->places = candidate->money.site ? "" : places_named(searcher, action);
    return candidate;
}

/* `like`: the same action's first line, whose words are the same. */
static void add_line(po_searcher *searcher, po_bucket *lines, const po_entity *expenditure) {
    const char *amount = po_entity_value(expenditure, "amount");
    po_decimal value;
    if (!amount || !po_decimal_parse(amount, &value) || value.units == 0 || po_entity_get(expenditure, "mark"))
        return;
    po_candidate *candidate = PO_NEW(searcher->arena, po_candidate);
    *candidate = lines->list.count > 0 ? *lines->list.items[0] : *candidate_of(searcher, expenditure->parent);
    const po_entity **part = PO_NEW(searcher->arena, const po_entity *);
    *part = expenditure;
    candidate->money.fund = po_entity_value(expenditure, "fund");
    candidate->money.stage = po_entity_value(expenditure, "stage");
    candidate->money.school_year = po_entity_text(expenditure, "school_year");
    candidate->money.amount = po_decimal_reduce(value);
    candidate->money.parts = part;
    candidate->money.part_count = 1;
    *PO_LIST_ADD(searcher->arena, &lines->list) = candidate;
}

static void collect_lines(po_searcher *searcher) {
    const po_entity *expenditure;
    for (size_t i = 0; (expenditure = po_model_nth(searcher->model, "expenditure", i)); i++)
        if (expenditure->source && po_entity_current(expenditure) && po_entity_is(expenditure->parent, "action"))
            add_line(searcher, bucket_for(searcher, searcher->actions, expenditure->parent->id), expenditure);
}

static bool same_purse(const po_money *a, const po_money *b) {
    return po_text_equal(a->fund, b->fund) && po_text_equal(a->stage, b->stage) && po_text_equal(a->school_year, b->school_year);
}

/* The lines of one fund together, if there are several. */
static po_candidate *sum_of(const po_searcher *searcher, const po_bucket *lines, size_t first) {
    const po_money *money = &lines->list.items[first]->money;
    po_candidate *sum = PO_NEW(searcher->arena, po_candidate);
    const po_entity **parts = PO_NEW_ARRAY(searcher->arena, const po_entity *, lines->list.count);
    *sum = *lines->list.items[first];
    sum->money.part_count = 0;
    sum->money.amount = po_decimal_of(0, 0);
    for (size_t i = 0; i < lines->list.count; i++) {
        const po_money *line = &lines->list.items[i]->money;
        if (!same_purse(money, line))
            continue;
        if (i < first || !po_decimal_add(sum->money.amount, line->amount, &sum->money.amount))
            return NULL;
        parts[sum->money.part_count++] = line->parts[0];
    }
    sum->money.parts = parts;
    sum->money.amount = po_decimal_reduce(sum->money.amount);
    return sum->money.part_count > 1 ? sum : NULL;
}

static void offer(po_searcher *searcher, po_candidate *candidate) {
    char amount[PO_DECIMAL_TEXT_MAX];
    const char *key = po_arena_printf(searcher->arena, "%s|%s|%s", candidate->money.stage ? candidate->money.stage : "",
                                      candidate->money.school_year ? candidate->money.school_year : "",
                                      po_decimal_format(candidate->money.amount, amount));
    *PO_LIST_ADD(searcher->arena, &bucket_for(searcher, searcher->amounts, key)->list) = candidate;
}

/* Lines of one action are few (its funds and objects); more than that are offered singly. */
static void offer_action(po_searcher *searcher, const po_bucket *lines) {
    for (size_t i = 0; i < lines->list.count; i++) {
        offer(searcher, lines->list.items[i]);
        po_candidate *sum = lines->list.count <= PO_SAME_MONEY_MAX ? sum_of(searcher, lines, i) : NULL;
        if (sum)
            offer(searcher, sum);
    }
}

/* ---- judging ---- */

typedef enum likeness { DIFFERENT, MAYBE, SAME } likeness;

static likeness worse(likeness a, likeness b) {
    return a < b ? a : b;
}

static likeness compare_funds(const po_model *model, const char *a, const char *b) {
    bool unnamed = !a || !b || po_text_equal(a, "district-funded") || po_text_equal(b, "district-funded");
    if (a && po_text_equal(a, b))
        return SAME;
    if (unnamed)
        return MAYBE;
    return po_fund_within(model, a, b) || po_fund_within(model, b, a) ? SAME : DIFFERENT;
}

/* Two schools are two places; the agency's action is at a school if it names it, and may be there if it names none. */
static likeness compare_places(const po_candidate *a, const po_candidate *b) {
    if (a->money.site == b->money.site)
        return SAME;
    if (a->money.site && b->money.site)
        return DIFFERENT;
    const po_candidate *agency = a->money.site ? b : a, *school = a->money.site ? a : b;
    if (*agency->places == '\0')
        return MAYBE;
    bool named = strstr(agency->places, school->money.site->id) != NULL;
    return named ? SAME : DIFFERENT;
}

/* "see LCAP action 2.3": the number behind the word, and not the beginning of a longer one. */
static bool names_number(po_arena *arena, const po_candidate *a, const po_candidate *b) {
    const char *code = b->money.action->code;
    const char *phrase = code ? po_arena_printf(arena, " action %s ", po_text_words(arena, code)) : NULL;
    return phrase && strchr(code, '.') && strstr(a->folded, phrase) != NULL;
}

static likeness compare_words(const po_candidate *a, const po_candidate *b) {
    unsigned within = po_wordset_within(&a->title, &b->text), back = po_wordset_within(&b->title, &a->text);
    unsigned best = within > back ? within : back;
    size_t shared = po_wordset_common(&a->text, &b->text);
    if (best >= SAME_WITHIN && shared >= SAME_WORDS)
        return SAME;
    return best >= MAYBE_WITHIN && shared >= 2 ? MAYBE : DIFFERENT;
}

static likeness judge(const po_searcher *searcher, const po_candidate *a, const po_candidate *b, bool *ret_number) {
    *ret_number = false;
    if (a->money.action->source == b->money.action->source)
        return DIFFERENT;
    likeness found = worse(compare_funds(searcher->model, a->money.fund, b->money.fund), compare_places(a, b));
    if (found == DIFFERENT)
        return DIFFERENT;
    *ret_number = names_number(searcher->arena, a, b) || names_number(searcher->arena, b, a);
    if (*ret_number) /* whoever names the other's action says where it belongs */
        return compare_places(a, b) == DIFFERENT ? DIFFERENT : compare_funds(searcher->model, a->money.fund, b->money.fund);
    return worse(found, compare_words(a, b));
}

/* A sum and one of its own lines cannot both be somebody's partner; the fewer parts stand for the money as printed. */
static void add_pair(const po_searcher *searcher, const po_candidate *a, const po_candidate *b, bool sure, bool number) {
    const char *parts[] = {"same-money", a->money.parts[0]->id, b->money.parts[0]->id};
    const po_source *source = a->money.action->source;
    bool first = po_text_equal(source->cds, po_source_lea(source));
    *PO_LIST_ADD(searcher->arena, &searcher->shared->list) =
        (po_same_money){.id = po_id_make(parts, 3, po_arena_alloc(searcher->arena, PO_ID_TEXT_MAX)),
                        .first = first ? &a->money : &b->money,
                        .second = first ? &b->money : &a->money,
                        .sure = sure,
                        .by_number = number};
}

static void count_partners(const po_searcher *searcher, const po_bucket *bucket) {
    bool number;
    for (size_t i = 0; i < bucket->list.count; i++)
        for (size_t k = i + 1; k < bucket->list.count; k++) {
            po_candidate *a = bucket->list.items[i], *b = bucket->list.items[k];
            if (judge(searcher, a, b, &number) != SAME)
                continue;
            a->partners++;
            b->partners++;
        }
}

static void pair_bucket(const po_searcher *searcher, const po_bucket *bucket) {
    bool number;
    if (bucket->list.count < 2 || bucket->list.count > PO_SAME_MONEY_MAX)
        return;
    count_partners(searcher, bucket);
    for (size_t i = 0; i < bucket->list.count; i++)
        for (size_t k = i + 1; k < bucket->list.count; k++) {
            const po_candidate *a = bucket->list.items[i], *b = bucket->list.items[k];
            likeness found = judge(searcher, a, b, &number);
            if (found != DIFFERENT)
                add_pair(searcher, a, b, found == SAME && a->partners == 1 && b->partners == 1, number);
        }
}

/* ---- counting once ---- */

static bool is_broader(const po_model *model, const po_money *a, const po_money *b) {
    return a->fund && b->fund && po_fund_within(model, b->fund, a->fund);
}

/* Expenditures that are left out: of two the one whose fund says less, else the second. */
static po_map *repeated_parts(const po_searcher *searcher) {
    po_map *repeated = po_map_create(searcher->arena);
    for (size_t i = 0; i < searcher->shared->list.count; i++) {
        const po_same_money *same = &searcher->shared->list.items[i];
        const po_money *out = is_broader(searcher->model, same->first, same->second) ? same->first : same->second;
        for (size_t k = 0; same->sure && k < out->part_count; k++)
            po_map_add(repeated, out->parts[k]->id, repeated);
    }
    return repeated;
}

static po_fund_once *fund_for(const po_searcher *searcher, po_map *known, const po_entity *expenditure) {
    const char *fund = po_entity_value(expenditure, "fund"), *stage = po_entity_value(expenditure, "stage");
    const char *year = po_entity_text(expenditure, "school_year");
    const char *key = po_arena_printf(searcher->arena, "%s|%s|%s", fund ? fund : "", stage ? stage : "", year ? year : "");
    size_t *index = po_map_get(known, key);
    if (index)
        return &searcher->shared->by_fund.items[*index];
    index = PO_NEW(searcher->arena, size_t);
    *index = searcher->shared->by_fund.count;
    po_map_set(known, key, index);
    po_fund_once *once = PO_LIST_ADD(searcher->arena, &searcher->shared->by_fund);
    *once = (po_fund_once){.fund = fund, .stage = stage, .school_year = year};
    return once;
}

static void count_amount(po_fund_once *once, po_decimal amount, bool repeated, bool marked) {
    po_decimal sum;
    if (po_decimal_add(once->stated, amount, &sum))
        once->stated = sum;
    if ((repeated || marked) && po_decimal_add(once->repeated, amount, &sum))
        once->repeated = sum;
    if (po_decimal_subtract(once->stated, once->repeated, &sum))
        once->total = sum;
    once->marked |= marked;
}

static void count_once(po_searcher *searcher) {
    const po_map *repeated = repeated_parts(searcher);
    po_map *known = po_map_create(searcher->arena);
    const po_entity *expenditure;
    for (size_t i = 0; (expenditure = po_model_nth(searcher->model, "expenditure", i)); i++) {
        const char *amount = po_entity_value(expenditure, "amount");
        po_decimal value;
        if (!expenditure->source || !po_entity_current(expenditure) || !amount || !po_decimal_parse(amount, &value))
            continue;
        count_amount(fund_for(searcher, known, expenditure), value, po_map_get(repeated, expenditure->id) != NULL,
                     po_entity_get(expenditure, "mark") != NULL);
    }
}

static size_t term_order(const po_model *model, const char *term) {
    const po_vocabulary *funds = po_schema_vocabulary(model->schema, "fund-source");
    size_t i = 0;
    while (funds && i < funds->terms.count && !po_text_equal(funds->terms.items[i].id, term))
        i++;
    return i;
}

static int compare_texts(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "");
}

static bool comes_after(const po_model *model, const po_fund_once *a, const po_fund_once *b) {
    size_t x = term_order(model, a->fund), y = term_order(model, b->fund);
    int order = x != y ? (x > y) - (x < y) : compare_texts(a->stage, b->stage);
    return (order ? order : compare_texts(a->school_year, b->school_year)) > 0;
}

/* Few: by insertion. */
static void sort_funds(const po_model *model, po_shared_money *shared) {
    for (size_t i = 1; i < shared->by_fund.count; i++)
        for (size_t k = i; k > 0 && comes_after(model, &shared->by_fund.items[k - 1], &shared->by_fund.items[k]); k--) {
            po_fund_once moving = shared->by_fund.items[k];
            shared->by_fund.items[k] = shared->by_fund.items[k - 1];
            shared->by_fund.items[k - 1] = moving;
        }
}

static po_map *sites_by_cds(po_arena *arena, const po_model *model) {
    po_map *sites = po_map_create(arena);
    po_entity *site;
    for (size_t i = 0; (site = po_model_nth(model, "site", i)); i++)
        if (po_entity_text(site, "cds"))
            po_map_add(sites, po_entity_text(site, "cds"), site);
    return sites;
}

void po_same_money_find(po_arena *arena, const po_model *model, po_shared_money *ret_shared) {
    *ret_shared = (po_shared_money){0};
    po_searcher searcher = {.arena = arena,
                            .model = model,
                            .names = po_label_names_create(arena, model),
                            .site_of_cds = sites_by_cds(arena, model),
                            .actions = po_map_create(arena),
                            .amounts = po_map_create(arena),
                            .shared = ret_shared};
    collect_lines(&searcher);
    for (size_t i = 0; i < po_map_count(searcher.actions); i++)
        offer_action(&searcher, po_map_value(searcher.actions, i));
    for (size_t i = 0; i < po_map_count(searcher.amounts); i++)
        pair_bucket(&searcher, po_map_value(searcher.amounts, i));
    count_once(&searcher);
    sort_funds(model, ret_shared);
}
