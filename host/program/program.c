/* SPDX-License-Identifier: Apache-2.0
 *
 * Loading a program folder: the program file, the checks that may stand beside it, and then the
 * lints.
 *
 * Deliberately not here: the library (plugin/registry.h looks at it from outside), the forms'
 * content (plugin/form.h) and whether predicates parse (rules/ and the checks that run them); a
 * program file is read without any of them.
 */
#include "program/program.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/diagnose_line.h"
#include "base/file.h"
#include "base/text.h"
#include "program/program_internal.h"

void po_program_mistake(po_program_reader *reader, int line, const char *code, const char *format,
                        ...) {
    va_list arguments;
    va_start(arguments, format);
    po_diagnose_line_with(reader->diagnostics, PO_ERROR, code, reader->path, line, format, arguments);
    va_end(arguments);
    reader->errors++;
}

const char *po_program_inside(po_arena *arena, const char *folder, const char *name) {
    if (po_text_empty(name) || name[0] == '/')
        return NULL;
    for (const char *part = name; part;) {
        const char *end = strchr(part, '/');
        size_t size = end ? (size_t)(end - part) : strlen(part);
        if (size == 2 && part[0] == '.' && part[1] == '.')
            return NULL;
        part = end ? end + 1 : NULL;
    }
    return po_path_join(arena, folder, name);
}

/* A part in a file of its own (checks, holidays), which names the program it belongs to. */
static po_status load_part(po_program_reader *reader, const char *name, const char *schema,
                           void (*read)(po_program_reader *, const xmlNode *), po_error *err) {
    const char *path = po_program_inside(reader->arena, reader->program->folder, name);
    if (!path)
        return po_error_set(err, PO_E_CONFIG,
                            "%s: the file '%s' must lie inside the program's folder", reader->path,
                            name);
    po_xml xml = {0};
    po_status status = po_xml_load(reader->arena, path, schema, reader->diagnostics, &xml, err);
    if (status != PO_OK)
        return status;
    const char *whole = reader->path;
    reader->path = path;
    const xmlNode *root = xmlDocGetRootElement(xml.document);
    const char *owner = po_xml_attribute(reader->arena, root, "program");
    if (!po_text_equal(owner, reader->program->id))
        po_program_mistake(
            reader, po_xml_line(root), "PRG-010",
            "this file says that it belongs to program '%s', but the program here is '%s'",
            owner ? owner : "(none)", reader->program->id);
    else
        read(reader, root);
    reader->path = whole;
    po_xml_finish(&xml);
    return PO_OK;
}

static po_status load_parts(po_program_reader *reader, const po_program_files *files,
                            const char *schema, po_error *err) {
    po_status status = PO_OK;
    if (files->checks)
        status = load_part(reader, files->checks, schema, po_program_read_checks, err);
    if (status == PO_OK && files->holidays)
        status = load_part(reader, files->holidays, schema, po_program_read_holidays, err);
    if (status == PO_OK && files->due_tests)
        status = load_part(reader, files->due_tests, schema, po_program_read_due_tests, err);
    if (status == PO_OK && files->review)
        status = load_part(reader, files->review, schema, po_program_read_review, err);
    if (status == PO_OK && files->evidence)
        status = load_part(reader, files->evidence, schema, po_program_read_evidence, err);
    return status;
}

/* The absolute folder: everything a program points to is told from there. */
static po_status find_folder(po_arena *arena, const char *folder, const char **ret_folder,
                             po_error *err) {
    char resolved[PATH_MAX];
    if (!realpath(folder, resolved))
        return po_error_set(err, PO_E_IO, "the program folder '%s' cannot be opened: %s", folder,
                            strerror(errno));
    *ret_folder = po_arena_dup(arena, resolved);
    return PO_OK;
}

static po_status read_whole(po_program_reader *reader, const char *schema, po_error *err) {
    po_xml xml = {0};
    po_status status =
        po_xml_load(reader->arena, reader->path, schema, reader->diagnostics, &xml, err);
    if (status != PO_OK)
        return status;
    po_program_files files = {0};
    const xmlNode *root = xmlDocGetRootElement(xml.document);
    if (!po_text_equal(po_xml_name(root), "program")) {
        status = po_error_set(err, PO_E_CONFIG,
                              "%s: the first element is <%s>; a program file begins with <program>",
                              reader->path, po_xml_name(root));
        goto out;
    }
    po_program_read(reader, root, &files);
    status = load_parts(reader, &files, schema, err);
out:
    po_xml_finish(&xml);
    return status;
}

po_status po_program_load_at(po_arena *arena, const char *folder, const char *schema_folder,
                             po_diagnostics *diagnostics, po_program **ret_program,
                             po_error *err) {
    po_program *program = PO_NEW(arena, po_program);
    program->folder = po_arena_dup(arena, folder);
    program->path = po_path_join(arena, program->folder, "program.xml");
    po_program_reader reader = {
        .arena = arena, .diagnostics = diagnostics, .program = program, .path = program->path};
    po_status status = read_whole(&reader, po_path_join(arena, schema_folder, "program.rng"), err);
    if (status != PO_OK)
        return status;
    po_program_lint(&reader);
    po_program_lint_review(&reader);
    if (reader.errors > 0)
        return po_error_set(err, PO_E_CONFIG, "%s has %zu mistake%s", program->path, reader.errors,
                            reader.errors == 1 ? "" : "s");
    *ret_program = program;
    return PO_OK;
}

po_status po_program_load(po_arena *arena, const char *folder, const char *schema_folder,
                          po_diagnostics *diagnostics, po_program **ret_program, po_error *err) {
    const char *absolute = NULL;
    po_status status = find_folder(arena, folder, &absolute, err);
    if (status != PO_OK)
        return status;
    return po_program_load_at(arena, absolute, schema_folder, diagnostics, ret_program, err);
}

const po_duty *po_program_duty(const po_program *program, const char *id) {
    for (size_t i = 0; i < program->duties.count; i++)
        if (po_text_equal(program->duties.items[i].id, id))
            return &program->duties.items[i];
    return NULL;
}

const po_deadline *po_duty_deadline(const po_duty *duty, const char *name) {
    for (size_t i = 0; i < duty->deadlines.count; i++)
        if (!name || po_text_equal(duty->deadlines.items[i].name, name))
            return &duty->deadlines.items[i];
    return NULL;
}

const po_fact *po_program_fact(const po_program *program, const char *name) {
    for (size_t i = 0; i < program->facts.count; i++)
        if (po_text_equal(program->facts.items[i].name, name))
            return &program->facts.items[i];
    return NULL;
}

const po_evidence_rule *po_program_evidence(const po_program *program, const char *duty) {
    for (size_t i = 0; i < program->evidence.count; i++)
        if (po_text_equal(program->evidence.items[i].duty, duty))
            return &program->evidence.items[i];
    return NULL;
}
