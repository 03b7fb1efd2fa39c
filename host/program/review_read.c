/* SPDX-License-Identifier: Apache-2.0
 *
 * From the elements of review.xml to the structs of review.h, and what its grammar cannot say: that
 * what it names is there. The grammar has been checked before.
 */
#include "base/map.h"
#include "base/text.h"
#include "program/program_internal.h"

static const char *attribute(const po_program_reader *reader, const xmlNode *node, const char *name) {
    return po_xml_attribute(reader->arena, node, name);
}

static const char *text_of(const po_program_reader *reader, const xmlNode *node, const char *name) {
    const xmlNode *child = po_xml_child(node, name);
    return child ? po_xml_text(reader->arena, child) : NULL;
}

/* Words of an attribute, separated by spaces; none where it is absent. */
static size_t words_of(const po_program_reader *reader, const xmlNode *node, const char *name, char ***ret_words) {
    const char *text = attribute(reader, node, name);
    return text ? po_text_split(reader->arena, po_text_squeeze(reader->arena, text), ' ', ret_words) : 0;
}

static bool says_yes(const po_program_reader *reader, const xmlNode *node, const char *name) {
    return po_text_equal(attribute(reader, node, name), "yes");
}

/* ---- comparing --------------------------------------------------------------------------------
 */

static void read_by_law(const po_program_reader *reader, const xmlNode *node, po_comparing *compared) {
    *PO_LIST_ADD(reader->arena, &compared->by_law) = (po_by_law){.title = text_of(reader, node, "title"),
                                                                 .text = text_of(reader, node, "text"),
                                                                 .citation = attribute(reader, node, "citation")};
}

static void read_compared_checks(const po_program_reader *reader, const xmlNode *node, po_comparing *compared) {
    po_comparing_checks *checks = PO_LIST_ADD(reader->arena, &compared->checks);
    checks->topic = attribute(reader, node, "topic");
    checks->code_count = words_of(reader, node, "of", &checks->codes);
}

static void read_compared(const po_program_reader *reader, const xmlNode *node) {
    po_comparing *compared = PO_LIST_ADD(reader->arena, &reader->program->compared);
    *compared = (po_comparing){.required = says_yes(reader, node, "required"),
                               .citation = attribute(reader, node, "citation"),
                               .duty = attribute(reader, node, "duty"),
                               .signer = attribute(reader, node, "signer"),
                               .needed = attribute(reader, node, "needed"),
                               .line = po_xml_line(node)};
    compared->with_count = words_of(reader, node, "with", &compared->with);
    for (const xmlNode *child = po_xml_child(node, "findings"); child; child = po_xml_next(child, "findings"))
        read_compared_checks(reader, child, compared);
    for (const xmlNode *child = po_xml_child(node, "by-law"); child; child = po_xml_next(child, "by-law"))
        read_by_law(reader, child, compared);
}

/* ---- returning --------------------------------------------------------------------------------
 */

static void read_test(const po_program_reader *reader, const xmlNode *node) {
    po_review_test *test = PO_LIST_ADD(reader->arena, &reader->program->review_tests);
    *test = (po_review_test){.id = attribute(reader, node, "id"),
                             .title = text_of(reader, node, "title"),
                             .citation = attribute(reader, node, "citation"),
                             .line = po_xml_line(node)};
    test->duty_count = words_of(reader, node, "duties", &test->duties);
    test->check_count = words_of(reader, node, "checks", &test->checks);
}

static void read_reviewer(const po_program_reader *reader, const xmlNode *node) {
    po_reviewer *reviewer = PO_LIST_ADD(reader->arena, &reader->program->reviewers);
    *reviewer = (po_reviewer){.id = attribute(reader, node, "id"),
                              .title = text_of(reader, node, "title"),
                              .text = text_of(reader, node, "text"),
                              .citation = attribute(reader, node, "citation"),
                              .role = attribute(reader, node, "role"),
                              .when = text_of(reader, node, "when"),
                              .returns = says_yes(reader, node, "returns"),
                              .line = po_xml_line(node)};
    reviewer->test_count = words_of(reader, node, "tests", &reviewer->tests);
}

void po_program_read_review(po_program_reader *reader, const xmlNode *review) {
    for (const xmlNode *node = po_xml_child(review, "compared"); node; node = po_xml_next(node, "compared"))
        read_compared(reader, node);
    for (const xmlNode *node = po_xml_child(review, "test"); node; node = po_xml_next(node, "test"))
        read_test(reader, node);
    for (const xmlNode *node = po_xml_child(review, "reviewer"); node; node = po_xml_next(node, "reviewer"))
        read_reviewer(reader, node);
}

/* ---- what it names ----------------------------------------------------------------------------
 */

static bool own_prefix(const po_program_reader *reader, const char *duty) {
    const char *prefix = po_arena_printf(reader->arena, "%s.", reader->program->id);
    return po_text_starts(duty, prefix);
}

/* A duty of another program cannot be looked up here: programs are loaded one by one. */
static void lint_duty(po_program_reader *reader, const char *duty, int line) {
    if (duty && own_prefix(reader, duty) && !po_program_duty(reader->program, duty))
        po_program_mistake(reader, line, "PRG-024", "the review names the duty '%s', which this program does not have",
                           duty);
}

static void lint_code(po_program_reader *reader, const po_map *codes, const char *code, int line) {
    if (!po_map_get(codes, code))
        po_program_mistake(reader, line, "PRG-025", "the review names the check '%s', which this program does not have",
                           code);
}

static po_map *codes_of(const po_program_reader *reader) {
    po_map *codes = po_map_create(reader->arena);
    for (size_t i = 0; i < reader->program->checks.count; i++)
        po_map_add(codes, reader->program->checks.items[i].code, codes);
    for (size_t i = 0; i < reader->program->demands.count; i++)
        po_map_add(codes, reader->program->demands.items[i].code, codes);
    return codes;
}

static void lint_compared(po_program_reader *reader, const po_map *codes, const po_comparing *compared) {
    if (compared->required && !compared->citation)
        po_program_mistake(reader, compared->line, "PRG-026", "a comparison that is required needs a citation");
    if (compared->needed && !po_program_fact(reader->program, compared->needed))
        po_program_mistake(reader, compared->line, "PRG-015",
                           "needed asks for facts.%s, which <facts> does not declare", compared->needed);
    lint_duty(reader, compared->duty, compared->line);
    for (size_t i = 0; i < compared->checks.count; i++)
        for (size_t k = 0; k < compared->checks.items[i].code_count; k++)
            lint_code(reader, codes, compared->checks.items[i].codes[k], compared->line);
}

static void lint_test(po_program_reader *reader, const po_map *codes, po_map *taken, po_map *tests,
                      const po_review_test *test) {
    if (!po_map_add(tests, test->id, reader->program))
        po_program_mistake(reader, test->line, "PRG-011",
                           "the test '%s' stands here a second time; each may stand once", test->id);
    for (size_t i = 0; i < test->duty_count; i++)
        lint_duty(reader, test->duties[i], test->line);
    for (size_t i = 0; i < test->check_count; i++) {
        lint_code(reader, codes, test->checks[i], test->line);
        if (!po_map_add(taken, test->checks[i], reader->program))
            po_program_mistake(reader, test->line, "PRG-011",
                               "the check '%s' stands in a second test; each may stand in one", test->checks[i]);
    }
}

void po_program_lint_review(po_program_reader *reader) {
    const po_map *codes = codes_of(reader);
    po_map *tests = po_map_create(reader->arena), *taken = po_map_create(reader->arena);
    for (size_t i = 0; i < reader->program->compared.count; i++)
        lint_compared(reader, codes, &reader->program->compared.items[i]);
    for (size_t i = 0; i < reader->program->review_tests.count; i++)
        lint_test(reader, codes, taken, tests, &reader->program->review_tests.items[i]);
    for (size_t i = 0; i < reader->program->reviewers.count; i++) {
        const po_reviewer *reviewer = &reader->program->reviewers.items[i];
        for (size_t k = 0; k < reviewer->test_count; k++)
            if (!po_map_get(tests, reviewer->tests[k]))
                po_program_mistake(reader, reviewer->line, "PRG-027",
                                   "the reviewer '%s' names the test '%s', which is not there", reviewer->id,
                                   reviewer->tests[k]);
    }
}
