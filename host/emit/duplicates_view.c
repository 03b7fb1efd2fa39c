/* SPDX-License-Identifier: Apache-2.0
 *
 * The view of duties asked twice: everything that templates/duplicates.html and duplicates.txt print, as a tree of texts.
 */
#include "base/text.h"
#include "duty/relate.h"
#include "emit/duplicates_words.h"
#include "emit/view.h"

static const char *number(po_arena *arena, size_t count) {
    return po_arena_printf(arena, "%zu", count);
}

static void add_texts(po_arena *arena, cJSON *object, const char *name, const char *const *texts, size_t count) {
    cJSON *list = cJSON_AddArrayToObject(object, name);
    for (size_t i = 0; i < count; i++)
        cJSON_AddItemToArray(list, cJSON_CreateString(texts[i]));
    po_view_flag(object, po_arena_printf(arena, "any_%s", name), count > 0);
}

/* ---- sums ------------------------------------------------------------------------------------ */

static void add_sums(po_arena *arena, const po_emit_duplicates_input *input, cJSON *root) {
    const po_duplicate_sums *sums = &input->duplicates->sums;
    cJSON *list = cJSON_AddArrayToObject(root, "sums");
    const char *texts[] = {
        PO_WORD(input, arena, "duplicates.sum.duties", "duties", number(arena, sums->duties), "lea", number(arena, sums->duties_on_lea)),
        PO_WORD(input, arena, "duplicates.sum.atoms", "low", number(arena, sums->atoms_merged), "high", number(arena, sums->atoms)),
        PO_WORD(input, arena, "duplicates.sum.twice", "low", number(arena, sums->atoms_twice_merged), "high", number(arena, sums->atoms_twice)),
        PO_WORD(input, arena, "duplicates.sum.programs", "low", number(arena, sums->atoms_programs_merged), "high",
                number(arena, sums->atoms_programs)),
        PO_WORD(input, arena, "duplicates.sum.fields", "twice", number(arena, sums->fields_twice), "fields", number(arena, sums->fields)),
        PO_WORD(input, arena, "duplicates.sum.without", "count", number(arena, sums->duties_without_rows)),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cJSON_AddItemToArray(list, cJSON_CreateString(texts[i]));
    cJSON *pairs = cJSON_AddArrayToObject(root, "program_pairs");
    for (size_t i = 0; i < sums->by_pair.count; i++) {
        cJSON *item = po_view_item(pairs);
        po_view_text(item, "a", sums->by_pair.items[i].a);
        po_view_text(item, "b", sums->by_pair.items[i].b);
        po_view_text(item, "low", number(arena, sums->by_pair.items[i].atoms_merged));
        po_view_text(item, "high", number(arena, sums->by_pair.items[i].atoms));
    }
}

/* ---- reports --------------------------------------------------------------------------------- */

static const char *level_words(po_arena *arena, const po_emit_duplicates_input *input, const char *bearer) {
    static const struct {
        const char *bearer, *key;
    } LEVELS[] = {{"lea", "duplicates.bearer.lea"},
                  {"school", "duplicates.bearer.school"},
                  {"county-office", "duplicates.bearer.county"},
                  {"state", "duplicates.bearer.state"}};
    for (size_t i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++)
        if (po_text_equal(LEVELS[i].bearer, bearer))
            return PO_WORD(input, arena, LEVELS[i].key);
    return bearer;
}

static void add_report(po_arena *arena, const po_emit_duplicates_input *input, const po_report *report, cJSON *list) {
    const po_duty *first = report->duties.items[0];
    cJSON *item = po_view_item(list);
    po_view_text(item, "program", report->program->short_title);
    po_view_text(item, "report", report->instrument);
    po_view_text(item, "purpose", report->row ? report->row->purpose : first->purpose);
    po_view_text(item, "authority", po_instrument_words(arena, input, first->authority));
    po_view_text(item, "level", level_words(arena, input, first->bearer));
    po_view_text(item, "preparer", first->preparer);
    po_view_text(item, "approver", first->approver);
    po_view_text(item, "recipient", first->recipient);
    po_view_text(item, "system", report->row ? report->row->system : NULL);
    po_view_text(item, "frequency", report->row ? report->row->frequency : NULL);
    po_view_text(item, "due", first->timing);
    po_view_text(item, "prompts", number(arena, report->prompts));
    po_view_text(item, "duties", number(arena, report->duties.count));
    po_view_text(item, "act", po_report_act_words(arena, input, report));
    bool proposed = !po_text_equal(po_report_act_id(report), "none");
    po_view_text(item, "owner", proposed && report->weakest ? po_report_owner_words(arena, input, report) : NULL);
}

/* ---- clusters -------------------------------------------------------------------------------- */

static void add_duty(po_arena *arena, const po_emit_duplicates_input *input, const po_ask *ask, cJSON *list) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "id", ask->id);
    po_view_text(item, "title", ask->duty->title);
    po_view_text(item, "text", ask->duty->text);
    po_view_text(item, "citation", ask->duty->citation);
    po_view_text(item, "owner", po_owner_words(arena, input, ask->duty->authority));
    po_view_text(item, "asks", po_atom_labels(arena, input->duplicates->asks->asked, &ask->direct));
    po_view_text(item, "how", po_facet_words(arena, input->duplicates->asks->asked, ask, UINT32_MAX));
}

static void add_pair(po_arena *arena, const po_emit_duplicates_input *input, const po_duplicate_pair *pair, cJSON *list) {
    const po_relation *relation = &pair->relation;
    cJSON *item = po_view_item(list);
    po_view_text(item, "a", pair->a->id);
    po_view_text(item, "b", pair->b->id);
    po_view_text(item, "relation", po_relation_words(arena, input, pair));
    po_view_text(item, "differs",
                 po_facet_names(arena, input->duplicates->asks->asked, relation->kind == PO_EQUAL ? 0 : relation->differs, true));
    po_view_text(item, "residue_a", po_residue_words(arena, input, pair->a, pair->b, &relation->only_a));
    po_view_text(item, "residue_b", po_residue_words(arena, input, pair->b, pair->a, &relation->only_b));
    po_view_text(item, "reason", relation->asserted);
    po_view_text(item, "reuse", pair->reuse ? pair->reuse->title : NULL);
}

static void add_pairs(po_arena *arena, const po_emit_duplicates_input *input, const po_cluster *cluster, cJSON *item) {
    cJSON *list = cJSON_AddArrayToObject(item, "pairs");
    for (size_t i = 0; i < input->duplicates->pairs.count; i++) {
        const po_duplicate_pair *pair = &input->duplicates->pairs.items[i];
        if (po_cluster_has_pair(cluster, pair))
            add_pair(arena, input, pair, list);
    }
}

static void add_not_merged(po_arena *arena, const po_emit_duplicates_input *input, const po_cluster *cluster, cJSON *item) {
    PO_LIST(const char *) texts = {0};
    if (cluster->federal_floor)
        *PO_LIST_ADD(arena, &texts) = PO_WORD(input, arena, "duplicates.floor");
    for (size_t i = 0; i < cluster->apart.count; i++)
        *PO_LIST_ADD(arena, &texts) =
            PO_WORD(input, arena, "duplicates.apart", "a", cluster->apart.items[i].a, "b", cluster->apart.items[i].b, "why", cluster->apart.items[i].why);
    add_texts(arena, item, "apart", texts.items, texts.count);
}

static void add_cluster(po_arena *arena, const po_emit_duplicates_input *input, size_t n, cJSON *list) {
    const po_cluster *cluster = &input->duplicates->clusters.items[n];
    const char *authority = cluster->weakest->duty->authority;
    cJSON *item = po_view_item(list);
    po_view_text(item, "number", number(arena, n + 1));
    po_view_text(item, "label", cluster->label);
    po_view_text(item, "count", PO_WORD(input, arena, "duplicates.cluster.count", "duties", number(arena, cluster->duties.count), "programs",
                                        number(arena, cluster->programs)));
    po_view_text(item, "act", po_cluster_act_words(arena, input, cluster));
    bool proposed = cluster->act != PO_ACT_KEEP;
    po_view_text(item, "owner",
                 proposed ? PO_WORD(input, arena, "duplicates.cluster.owner", "owner", po_owner_words(arena, input, authority), "by",
                                    po_instrument_words(arena, input, authority), "duty", cluster->weakest->id)
                          : NULL);
    const char *align = po_facet_names(arena, input->duplicates->asks->asked, cluster->align, true);
    po_view_text(item, "align", proposed && *align ? PO_WORD(input, arena, "duplicates.cluster.align", "facets", align) : NULL);
    po_view_text(item, "reuse", cluster->reuse ? PO_WORD(input, arena, "duplicates.cluster.reuse", "title", cluster->reuse->title, "cite",
                                                         cluster->reuse->cite)
                                               : NULL);
    cJSON *duties = cJSON_AddArrayToObject(item, "duties");
    for (size_t i = 0; i < cluster->duties.count; i++)
        add_duty(arena, input, cluster->duties.items[i], duties);
    add_pairs(arena, input, cluster, item);
    add_not_merged(arena, input, cluster, item);
}

/* ---- re-use, the rest ------------------------------------------------------------------------ */

/* A duty that another's text may serve: who approves it, to whom it goes, and what the text does not do of it. */
static void add_served(po_arena *arena, const po_emit_duplicates_input *input, const po_reuse *reuse, const char *id, cJSON *list) {
    const po_asks *asks = input->duplicates->asks;
    const po_ask *served = po_map_get(asks->by_id, id), *writer = po_map_get(asks->by_id, reuse->writes);
    if (!served || !served->duty)
        return;
    cJSON *item = po_view_item(list);
    po_view_text(item, "id", id);
    po_view_text(item, "title", served->duty->title);
    po_view_text(item, "citation", served->duty->citation);
    po_view_text(item, "approver", served->duty->approver);
    po_view_text(item, "recipient", served->duty->recipient);
    po_view_text(item, "timing", served->duty->timing);
    const po_relation relation = writer ? po_relate(asks, served, writer) : (po_relation){0};
    po_view_text(item, "rest", writer ? po_residue_words(arena, input, served, writer, &relation.only_a) : NULL);
}

static void add_reuse(po_arena *arena, const po_emit_duplicates_input *input, const po_reuse *reuse, cJSON *list) {
    cJSON *item = po_view_item(list);
    const po_ask *writer = po_map_get(input->duplicates->asks->by_id, reuse->writes);
    po_view_text(item, "id", reuse->id);
    po_view_text(item, "title", reuse->title);
    po_view_text(item, "how", PO_WORD(input, arena, reuse->only ? "duplicates.once.part" : "duplicates.once.whole", "writes", reuse->writes, "title",
                                      writer && writer->duty ? writer->duty->title : reuse->writes));
    po_view_text(item, "cite", reuse->cite);
    cJSON *served = cJSON_AddArrayToObject(item, "served");
    for (size_t i = 0; i < reuse->serves_count; i++)
        add_served(arena, input, reuse, reuse->serves[i], served);
    add_texts(arena, item, "conditions", reuse->conditions.items, reuse->conditions.count);
    add_texts(arena, item, "limits", reuse->limits.items, reuse->limits.count);
}

static void add_apart(po_arena *arena, const po_emit_duplicates_input *input, cJSON *root) {
    PO_LIST(const char *) texts = {0};
    for (size_t i = 0; i < input->duplicates->apart.count; i++) {
        const po_apart *apart = &input->duplicates->apart.items[i];
        *PO_LIST_ADD(arena, &texts) = PO_WORD(input, arena, "duplicates.apart", "a", apart->a, "b", apart->b, "why", apart->why);
    }
    add_texts(arena, root, "apart", texts.items, texts.count);
}

static void add_joints(po_arena *arena, const po_emit_duplicates_input *input, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "joints");
    for (size_t i = 0; i < input->duplicates->joints.count; i++) {
        const po_joint *joint = &input->duplicates->joints.items[i];
        if (joint->coverage.by_count == 0)
            continue;
        cJSON *item = po_view_item(list);
        po_view_text(item, "id", joint->duty->id);
        po_view_text(item, "title", joint->duty->duty->title);
        po_view_text(item, "text", po_joint_words(arena, input, joint));
    }
}

static void add_suggestions(po_arena *arena, const po_emit_duplicates_input *input, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "suggestions");
    for (size_t i = 0; i < input->suggestion_count; i++) {
        const po_similar_pair *pair = &input->suggestions[i];
        cJSON_AddItemToArray(list, cJSON_CreateString(PO_WORD(input, arena, "duplicates.suggestion", "a", pair->a->id, "a_title", pair->a->title, "b",
                                                              pair->b->id, "b_title", pair->b->title, "words", pair->words)));
    }
    po_view_flag(root, "any_suggestions", input->suggestion_count > 0);
}

static void add_lost(po_arena *arena, const po_emit_duplicates_input *input, cJSON *root) {
    const po_duplicates *found = input->duplicates;
    const char *lost = po_atom_labels(arena, found->asks->asked, &found->lost);
    const char *text = NULL;
    if (found->without && *lost)
        text = PO_WORD(input, arena, "duplicates.lost.atoms", "without", found->without, "atoms", lost);
    else if (found->without)
        text = PO_WORD(input, arena, "duplicates.lost.nothing", "without", found->without);
    po_view_text(root, "lost", text);
    po_view_text(root, "proposed", input->proposed ? PO_WORD(input, arena, "duplicates.proposed", "title", input->proposed) : NULL);
}

static void add_lists(po_arena *arena, const po_emit_duplicates_input *input, cJSON *root) {
    const po_duplicates *found = input->duplicates;
    cJSON *reports = cJSON_AddArrayToObject(root, "reports"), *clusters = cJSON_AddArrayToObject(root, "clusters");
    cJSON *once = cJSON_AddArrayToObject(root, "once"), *unmapped = cJSON_AddArrayToObject(root, "unmapped");
    for (size_t i = 0; i < found->reports.count; i++)
        add_report(arena, input, &found->reports.items[i], reports);
    for (size_t i = 0; i < found->clusters.count; i++)
        add_cluster(arena, input, i, clusters);
    for (size_t i = 0; i < found->asks->reuses.count; i++)
        add_reuse(arena, input, &found->asks->reuses.items[i], once);
    for (size_t i = 0; i < found->unmapped.count; i++) {
        const po_ask *ask = po_asks_find(found->asks, found->unmapped.items[i]->id);
        cJSON *item = po_view_item(unmapped);
        po_view_text(item, "id", found->unmapped.items[i]->id);
        po_view_text(item, "title", found->unmapped.items[i]->title);
        po_view_text(item, "why", ask && ask->why ? ask->why : PO_WORD(input, arena, "duplicates.unmapped.unread"));
    }
    po_view_flag(root, "any_unmapped", found->unmapped.count > 0);
}

cJSON *po_duplicates_view_create(po_arena *arena, const po_emit_duplicates_input *input) {
    const po_duplicates *found = input->duplicates;
    cJSON *root = cJSON_CreateObject();
    po_view_sentences(root, input->language);
    po_view_text(root, "language", po_language_tag(input->language));
    po_view_text(root, "as_of", po_view_date(input->language, arena, found->as_of));
    po_view_text(root, "version", input->version);
    char date[PO_DATE_TEXT_MAX];
    po_view_text(root, "counted",
                 PO_WORD(input, arena, "duplicates.counted", "version", found->asks->asked->version, "date", po_date_format_iso(found->as_of, date),
                         "reviewed", number(arena, found->sums.rows_reviewed), "rows", number(arena, found->sums.rows)));
    add_sums(arena, input, root);
    add_lists(arena, input, root);
    add_apart(arena, input, root);
    add_joints(arena, input, root);
    add_suggestions(arena, input, root);
    add_lost(arena, input, root);
    add_texts(arena, root, "prompts_without", found->prompts_without.items, found->prompts_without.count);
    return root;
}
