/* SPDX-License-Identifier: Apache-2.0
 *
 * Writing a decisions file: sorted, one member a line for people, one line for lists; the same decisions are the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "decision/decision.h"

static int compare_decisions(const void *first, const void *second) {
    const po_decision *a = first, *b = second;
    int order = strcmp(a->id, b->id);
    return order != 0 ? order : strcmp(a->site ? a->site : "", b->site ? b->site : "");
}

static void write_list(po_json *json, const char *name, const char *const *items, size_t count) {
    if (count == 0)
        return;
    po_json_key(json, name);
    po_json_begin_array(json);
    json->pretty = false;
    for (size_t i = 0; i < count; i++)
        po_json_string(json, items[i]);
    po_json_end_array(json);
    json->pretty = true;
}

static void write_print(po_json *json, const po_fingerprint *print) {
    po_json_key(json, "fingerprint");
    po_json_begin_object(json);
    po_json_member(json, "of", po_judged_kind_name(print->of));
    po_json_member(json, "what", print->what);
    po_json_member_if(json, "whose", print->whose);
    write_list(json, "words", print->words, print->word_count);
    write_list(json, "values", print->values, print->value_count);
    po_json_end_object(json);
}

static void write_decision(po_json *json, const po_decision *decision) {
    char date[PO_DATE_TEXT_MAX];
    po_json_begin_object(json);
    po_json_member(json, "id", decision->id);
    po_json_member(json, "kind", po_decision_kind_name(decision->kind));
    po_json_member_if(json, "about", decision->about);
    po_json_member_if(json, "text", decision->text);
    po_json_member_if(json, "value", decision->value);
    po_json_member_if(json, "duty", decision->duty);
    po_json_member_if(json, "site", decision->site);
    po_json_member_if(json, "pointer", decision->pointer);
    po_json_member(json, "reason", decision->reason);
    po_json_member(json, "role", decision->role);
    po_json_member(json, "date", po_date_format_iso(decision->date, date));
    write_print(json, &decision->fingerprint);
    po_json_end_object(json);
}

void po_decisions_write(po_decisions *decisions, po_buffer *out) {
    po_json json;
    if (decisions->list.count > 0)
        qsort(decisions->list.items, decisions->list.count, sizeof *decisions->list.items, compare_decisions);
    po_json_init(&json, out, true);
    po_json_begin_object(&json);
    po_json_member(&json, "format", PO_DECISIONS_FORMAT);
    if (decisions->cds || decisions->name) {
        po_json_key(&json, "lea");
        po_json_begin_object(&json);
        po_json_member_if(&json, "cds", decisions->cds);
        po_json_member_if(&json, "name", decisions->name);
        po_json_end_object(&json);
    }
    po_json_key(&json, "decisions");
    po_json_begin_array(&json);
    for (size_t i = 0; i < decisions->list.count; i++)
        write_decision(&json, &decisions->list.items[i]);
    po_json_end_array(&json);
    po_json_end_object(&json);
    po_buffer_add_char(out, '\n');
}
