/* SPDX-License-Identifier: Apache-2.0
 *
 * Evidence files (plugins/<id>/evidence.xml): what a document must say for a duty to be shown. The grammar has been checked before; what it
 * cannot say is looked at by the lint below. Whether expressions parse is the rules language's to say (host/duty/evidence.h).
 */
#include "base/map.h"
#include "base/text.h"
#include "program/program_internal.h"

static const char *attribute(po_program_reader *reader, const xmlNode *node, const char *name) {
    return po_xml_attribute(reader->arena, node, name);
}

static const char *child_text(po_program_reader *reader, const xmlNode *node, const char *name) {
    const xmlNode *child = po_xml_child(node, name);
    const char *text = child ? po_xml_text(reader->arena, child) : NULL;
    return po_text_empty(text) ? NULL : text;
}

static po_part_kind part_kind(const char *name) {
    return po_text_equal(name, "event") ? PO_PART_EVENT : po_text_equal(name, "by-hand") ? PO_PART_BY_HAND : PO_PART_TEXT;
}

static void read_part(po_program_reader *reader, const xmlNode *node, po_evidence_rule *rule) {
    po_evidence_part *part = PO_LIST_ADD(reader->arena, &rule->parts);
    *part = (po_evidence_part){.message = attribute(reader, node, "message"),
                               .kind = part_kind(attribute(reader, node, "kind")),
                               .in = attribute(reader, node, "in"),
                               .reuse = attribute(reader, node, "reuse"),
                               .shown = child_text(reader, node, "shown"),
                               .against = child_text(reader, node, "against"),
                               .looked = child_text(reader, node, "looked"),
                               .date = child_text(reader, node, "date"),
                               .line = po_xml_line(node)};
    if (!part->in)
        part->in = reader->program->id;
    if ((part->kind == PO_PART_BY_HAND) != (part->shown == NULL))
        po_program_mistake(reader, part->line, "PRG-030",
                           "the part '%s' of %s %s", part->message, rule->duty,
                           part->shown ? "is confirmed by hand: take <shown> out" : "says nothing to look for: write <shown>, or kind=\"by-hand\"");
    if (part->date && part->kind != PO_PART_EVENT)
        po_program_mistake(reader, part->line, "PRG-030", "the part '%s' of %s has a day but is no event: write kind=\"event\"", part->message,
                           rule->duty);
}

static void read_rule(po_program_reader *reader, const xmlNode *node) {
    po_evidence_rule *rule = PO_LIST_ADD(reader->arena, &reader->program->evidence);
    rule->duty = attribute(reader, node, "duty");
    rule->level = attribute(reader, node, "level");
    rule->none = attribute(reader, node, "evidence");
    rule->why = rule->none ? po_xml_text(reader->arena, node) : NULL;
    rule->line = po_xml_line(node);
    const char *findings = attribute(reader, node, "findings"), *conflicts = attribute(reader, node, "conflicts");
    rule->finding_count = findings ? po_text_split(reader->arena, findings, ' ', &rule->findings) : 0;
    rule->conflict_count = conflicts ? po_text_split(reader->arena, conflicts, ' ', &rule->conflicts) : 0;
    for (const xmlNode *part = po_xml_child(node, "part"); part; part = po_xml_next(part, "part"))
        read_part(reader, part, rule);
    if (!po_program_duty(reader->program, rule->duty))
        po_program_mistake(reader, rule->line, "PRG-031", "'%s' is no duty of this program; write the id of one", rule->duty);
    if (rule->none && po_text_empty(rule->why))
        po_program_mistake(reader, rule->line, "PRG-032", "say in a sentence why no document shows %s", rule->duty);
}

static void read_fact(po_program_reader *reader, const xmlNode *node) {
    po_printed_fact *fact = PO_LIST_ADD(reader->arena, &reader->program->printed_facts);
    *fact = (po_printed_fact){.name = attribute(reader, node, "name"), .expression = po_xml_text(reader->arena, node), .line = po_xml_line(node)};
}

void po_program_read_evidence(po_program_reader *reader, const xmlNode *evidence) {
    for (const xmlNode *node = po_xml_child(evidence, NULL); node; node = po_xml_next(node, NULL)) {
        if (po_text_equal(po_xml_name(node), "printed-fact"))
            read_fact(reader, node);
        else
            read_rule(reader, node);
    }
    po_program_lint_evidence(reader);
}

/* Every duty is spoken of once: how it is shown, or why nothing shows it. Silence would read like "unknown for no reason". */
void po_program_lint_evidence(po_program_reader *reader) {
    const po_program *program = reader->program;
    po_map *seen = po_map_create(reader->arena);
    for (size_t i = 0; i < program->evidence.count; i++)
        if (!po_map_add(seen, program->evidence.items[i].duty, reader))
            po_program_mistake(reader, program->evidence.items[i].line, "PRG-011", "the evidence for '%s' stands here a second time; each may stand once",
                               program->evidence.items[i].duty);
    for (size_t i = 0; i < program->duties.count; i++)
        if (!po_map_get(seen, program->duties.items[i].id))
            po_program_mistake(reader, 1, "PRG-033", "nothing is said of what shows '%s'; write <show>, or <none> with the reason",
                               program->duties.items[i].id);
}
