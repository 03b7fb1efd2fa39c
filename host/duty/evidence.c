/* SPDX-License-Identifier: Apache-2.0
 *
 * Compiling evidence files. See evidence.h.
 */
#include "duty/evidence.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"

typedef struct compiler {
    po_arena *arena;
    po_duty_rules *rules;
    po_rule_scope *scope;
    po_diagnostics *diagnostics;
    size_t mistakes;
} compiler;

static void mistake(compiler *c, const char *code, const po_program *program, int line, const char *text) {
    po_diagnose(c->diagnostics, PO_ERROR, code, program->path, po_arena_printf(c->arena, "%d", line), "%s", text);
    c->mistakes++;
}

static const po_rule *compile(compiler *c, const po_program *program, int line, const char *of, const char *expression, po_rule_type type) {
    const po_rule *rule = NULL;
    po_error err = {0};
    if (expression && po_rule_compile(c->scope, expression, type, NULL, &rule, &err) != PO_OK)
        mistake(c, "EV-001", program, line, po_arena_printf(c->arena, "the evidence of %s cannot be read: %s", of, err.text));
    return rule;
}

/* ---- whose document may show whose duty ----------------------------------------------------------- */

static const po_program *find_program(const po_duty_rules *rules, const char *id) {
    for (size_t i = 0; i < rules->program_count; i++)
        if (po_text_equal(rules->programs[i]->id, id))
            return rules->programs[i];
    return NULL;
}

static bool served_by(const po_asks *asks, const char *reuse, const char *program, const char *duty) {
    for (size_t i = 0; asks && reuse && i < asks->reuses.count; i++) {
        const po_reuse *row = &asks->reuses.items[i];
        size_t size = strlen(program);
        if (!po_text_equal(row->id, reuse) || strncmp(row->writes, program, size) != 0 || row->writes[size] != '.')
            continue;
        for (size_t k = 0; k < row->serves_count; k++)
            if (po_text_equal(row->serves[k], duty))
                return true;
    }
    return false;
}

static void check_document(compiler *c, const po_program *program, const po_duty *duty, const po_evidence_part *part) {
    const po_program *other = find_program(c->rules, part->in);
    bool own = po_text_equal(part->in, program->id);
    bool instrument = other && po_text_equal(duty->instrument, other->short_title);
    if (own || instrument || !other || served_by(c->rules->asks, part->reuse, part->in, duty->id))
        return;
    mistake(c, "EV-002", program, part->line,
            po_arena_printf(c->arena, "a document of '%s' may not show %s: it is not this duty's instrument, and no re-use row%s%s lets it serve", part->in,
                            duty->id, part->reuse ? " " : "", part->reuse ? part->reuse : ""));
}

/* ---- rules --------------------------------------------------------------------------------------- */

static void add_part(compiler *c, po_duty_rule *to, const po_evidence_part *part) {
    const po_program *program = to->program;
    const char *of = to->duty->id;
    check_document(c, program, to->duty, part);
    *PO_LIST_ADD(c->arena, &to->parts) =
        (po_evidence_compiled){.part = part,
                               .shown = compile(c, program, part->line, of, part->shown, PO_RULE_TRUTH),
                               .against = compile(c, program, part->line, of, part->against, PO_RULE_TRUTH),
                               .looked = compile(c, program, part->line, of, part->looked, PO_RULE_TRUTH),
                               .date = compile(c, program, part->line, of, part->date, PO_RULE_DATE)};
}

/* A condition about one school makes the duty one of each school. */
static bool asks_of_school(const compiler *c, const char *expression) {
    for (const char *at = expression; at && (at = strstr(at, "facts.")); at += 6) {
        const char *name = po_arena_copy(c->arena, at + 6, strspn(at + 6, "abcdefghijklmnopqrstuvwxyz0123456789_"));
        for (size_t i = 0; i < c->rules->program_count; i++) {
            const po_fact *fact = po_program_fact(c->rules->programs[i], name);
            if (fact && po_text_equal(fact->level, "school"))
                return true;
        }
    }
    return false;
}

static void add_duty(compiler *c, const po_program *program, const po_duty *duty) {
    po_duty_rule rule = {.program = program, .duty = duty, .rule = po_program_evidence(program, duty->id)};
    rule.when = compile(c, program, duty->line, duty->id, duty->when, PO_RULE_TRUTH);
    rule.each_school = po_text_equal(duty->bearer, "school") || asks_of_school(c, duty->when);
    if (rule.rule && rule.rule->level)
        rule.each_school = po_text_equal(rule.rule->level, "school");
    for (size_t i = 0; rule.rule && i < rule.rule->parts.count; i++)
        add_part(c, &rule, &rule.rule->parts.items[i]);
    *PO_LIST_ADD(c->arena, &c->rules->list) = rule;
}

static const po_fact *find_fact(const po_duty_rules *rules, const char *name) {
    for (size_t i = 0; i < rules->program_count; i++)
        if (po_program_fact(rules->programs[i], name))
            return po_program_fact(rules->programs[i], name);
    return NULL;
}

/* A fact that no installed program asks for is passed over: the one that does may not be installed. */
static void add_facts(compiler *c, const po_program *program) {
    for (size_t i = 0; i < program->printed_facts.count; i++) {
        const po_printed_fact *printed = &program->printed_facts.items[i];
        po_fact_rule fact = {.program = program, .fact = find_fact(c->rules, printed->name)};
        fact.rule = compile(c, program, printed->line, printed->name, printed->expression, PO_RULE_ANY);
        if (fact.rule && fact.fact)
            *PO_LIST_ADD(c->arena, &c->rules->facts) = fact;
    }
}

/* ---- what the forms print -------------------------------------------------------------------------- */

enum { DEPTH_MAX = 64, PROMPT_LEAST = 8 }; /* letters */

static void add_prompt(po_arena *arena, const char *text, po_buffer *keys) {
    const char *key = text ? po_text_key(arena, text) : "";
    if (strlen(key) < PROMPT_LEAST)
        return;
    po_buffer_add_text(keys, key);
    po_buffer_add_char(keys, '|');
}

/* Words that a form offers to choose from are answers, not prompts. */
static bool offers(const xmlNode *node) {
    static const char *const names[] = {"choices", "choice", "options", "mark", "pair"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (po_text_equal(po_xml_name(node), names[i]))
            return true;
    return false;
}

static void collect_prompts(po_arena *arena, const xmlNode *node, int depth, po_buffer *keys) {
    if (offers(node))
        return;
    for (const xmlNode *text = node->children; text; text = text->next)
        if (text->type == XML_TEXT_NODE && text->content)
            add_prompt(arena, (const char *)text->content, keys);
    for (const xmlNode *child = po_xml_child(node, NULL); child && depth < DEPTH_MAX; child = po_xml_next(child, NULL))
        collect_prompts(arena, child, depth + 1, keys);
}

/* A form that cannot be read is the reader's affair: its prompts are only not known here. */
static void add_prompts(compiler *c, const po_program *program) {
    po_buffer keys = {0};
    po_arena *scratch = po_arena_create();
    po_buffer_add_char(&keys, '|');
    for (size_t i = 0; i < program->forms.count; i++) {
        po_xml xml = {0};
        po_error err = {0};
        if (po_xml_load(scratch, program->forms.items[i].path, NULL, NULL, &xml, &err) != PO_OK)
            continue;
        collect_prompts(scratch, xmlDocGetRootElement(xml.document), 0, &keys);
        po_xml_finish(&xml);
    }
    po_map_set(c->rules->prompts, program->id, po_arena_dup(c->arena, po_buffer_text(&keys)));
    po_buffer_finish(&keys);
    po_arena_destroy(scratch);
}

/* ---- all of them ----------------------------------------------------------------------------------- */

po_status po_duty_rules_compile(po_arena *arena, const char *folder, const po_program *const *programs, size_t count, const po_asks *asks,
                                po_diagnostics *diagnostics, po_duty_rules **ret_rules, po_error *err) {
    po_duty_rules *rules = PO_NEW(arena, po_duty_rules);
    *rules = (po_duty_rules){.programs = programs, .program_count = count, .asks = asks, .by_duty = po_map_create(arena), .prompts = po_map_create(arena)};
    po_status status = po_statements_load(arena, folder, diagnostics, &rules->statements, err);
    if (status != PO_OK)
        return status;
    compiler c = {.arena = arena, .rules = rules, .scope = po_rule_scope_create(arena, NULL, NULL), .diagnostics = diagnostics};
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < programs[i]->duties.count; k++)
            add_duty(&c, programs[i], &programs[i]->duties.items[k]);
        add_facts(&c, programs[i]);
        if (programs[i]->evidence.count > 0)
            add_prompts(&c, programs[i]);
    }
    for (size_t i = 0; i < rules->list.count; i++)
        po_map_set(rules->by_duty, rules->list.items[i].duty->id, &rules->list.items[i]);
    if (c.mistakes > 0)
        return po_error_set(err, PO_E_CONFIG, "%zu mistake%s in what shows the duties of the installed programs", c.mistakes, c.mistakes == 1 ? "" : "s");
    *ret_rules = rules;
    return PO_OK;
}

const po_duty_rule *po_duty_rules_find(const po_duty_rules *rules, const char *duty) {
    return po_map_get(rules->by_duty, duty);
}
