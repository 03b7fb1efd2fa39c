/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce programs: what is installed, from where, and why anything was refused. Runs no vendor code.
 */
#include "app/options.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "plugin/registry.h"

static size_t count_confidence(const po_program *program, po_confidence confidence) {
    size_t count = 0;
    for (size_t i = 0; i < program->duties.count; i++)
        count += program->duties.items[i].confidence == confidence;
    return count;
}

static void print_text(const po_registry *registry) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(registry, &count);
    for (size_t i = 0; i < count; i++) {
        const po_program *p = programs[i];
        printf("%-6s %s\n", p->id, p->title);
        printf("       %zu duties (%zu from official text), %zu checks; documents: %s\n", p->duties.count,
               count_confidence(p, 'H'), p->checks.count,
               p->forms.count == 0 ? "none are read" : "read");
        printf("       from %s\n", p->folder);
    }
    const po_refusal *refusals = po_registry_refusals(registry, &count);
    for (size_t i = 0; i < count; i++)
        printf("%s %s: %s\n       %s\n", refusals[i].shadowed ? "hidden" : "refused", refusals[i].id,
               refusals[i].text, refusals[i].path);
}

static void write_program(po_json *json, const po_program *p) {
    po_json_begin_object(json);
    po_json_member(json, "id", p->id);
    po_json_member(json, "title", p->title);
    po_json_member_if(json, "agency", p->agency);
    po_json_member_if(json, "version", p->version);
    po_json_member_if(json, "license", p->license);
    po_json_member(json, "folder", p->folder);
    po_json_member_if(json, "library", p->library);
    po_json_member_bool(json, "reads_documents", p->forms.count > 0);
    po_json_key(json, "forms");
    po_json_begin_array(json);
    for (size_t i = 0; i < p->forms.count; i++)
        po_json_string(json, p->forms.items[i].id);
    po_json_end_array(json);
    po_json_key(json, "duties");
    po_json_begin_array(json);
    for (size_t i = 0; i < p->duties.count; i++)
        po_json_string(json, p->duties.items[i].id);
    po_json_end_array(json);
    po_json_key(json, "checks");
    po_json_begin_array(json);
    for (size_t i = 0; i < p->checks.count; i++)
        po_json_string(json, p->checks.items[i].code);
    po_json_end_array(json);
    po_json_end_object(json);
}

static void write_refusals(po_json *json, const po_registry *registry) {
    size_t count = 0;
    const po_refusal *refusals = po_registry_refusals(registry, &count);
    po_json_key(json, "refused");
    po_json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        po_json_begin_object(json);
        po_json_member(json, "id", refusals[i].id);
        po_json_member(json, "path", refusals[i].path);
        po_json_member(json, "reason", refusals[i].text);
        po_json_member_bool(json, "shadowed", refusals[i].shadowed);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void print_json(const po_registry *registry) {
    po_buffer out = {0};
    po_json json;
    po_json_init(&json, &out, true);
    po_json_begin_object(&json);
    po_json_member(&json, "format", "planonce/programs/1");
    po_json_key(&json, "programs");
    po_json_begin_array(&json);
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(registry, &count);
    for (size_t i = 0; i < count; i++)
        write_program(&json, programs[i]);
    po_json_end_array(&json);
    write_refusals(&json, registry);
    po_json_end_object(&json);
    puts(po_buffer_text(&out));
    po_buffer_finish(&out);
}

static int finish(const po_registry *registry) {
    size_t count = 0, refused = 0;
    const po_refusal *refusals = po_registry_refusals(registry, &count);
    for (size_t i = 0; i < count; i++)
        refused += !refusals[i].shadowed;
    po_print_diagnostics(po_registry_diagnostics(registry), NULL, false);
    return refused > 0 ? PO_EXIT_PARTLY : PO_EXIT_DONE;
}

typedef struct programs_options {
    const char *format;
} programs_options;

static const char *const FORMATS[] = {"text", "json", NULL};
static const po_option OPTIONS[] = {{.name = "format",
                                     .argument = "text|json",
                                     .help = "option.format",
                                     .set = po_option_choose,
                                     .place = offsetof(programs_options, format),
                                     .choices = FORMATS},
                                    {0}};

static int run(const po_call *call) {
    programs_options wanted = {.format = "text"};
    po_operands given = {0};
    int code = po_options_parse(call, &wanted, &given);
    if (code < 0 && given.count > 0)
        code = po_usage(call->command, "'programs' takes no file");
    if (code >= 0)
        return code;
    po_registry *registry = NULL;
    po_error err = {0};
    po_registry_options options = {.schema_folder = call->install->crosswalks};
    if (po_registry_create(&options, &registry, &err) != PO_OK) {
        po_say("%s", err.text);
        return PO_EXIT_NOTHING;
    }
    if (po_text_equal(wanted.format, "json"))
        print_json(registry);
    else
        print_text(registry);
    code = finish(registry);
    po_registry_destroy(registry);
    return code;
}

const po_command po_command_programs = {
    .name = "programs",
    .summary = "lists the programs that are installed, and why anything was refused",
    .options = OPTIONS,
    .run = run,
};
