/* SPDX-License-Identifier: Apache-2.0
 *
 * Diagnostics: collected in order, up to a limit.
 *
 * Why a limit: a broken table gives one diagnostic per cell; past PO_LIMIT_DIAGNOSTICS the reader
 * of the list learns nothing new, so further ones are counted, never lost without a word. Not
 * handled: printing (app/ prints).
 */
#include "base/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/limits.h"

void po_diagnostics_init(po_diagnostics *diagnostics, po_arena *arena) {
    *diagnostics = (po_diagnostics){.arena = arena};
}

static const char *format_text(po_arena *arena, const char *format, va_list arguments)
    PO_PRINTF(2, 0);

static const char *format_text(po_arena *arena, const char *format, va_list arguments) {
    char first[512];
    va_list again;
    va_copy(again, arguments);
    int wanted = vsnprintf(first, sizeof first, format, arguments);
    const char *text;
    if (wanted < 0) {
        text = po_arena_dup(arena, format); /* the C library could not format it */
    } else if ((size_t)wanted < sizeof first) {
        text = po_arena_copy(arena, first, (size_t)wanted);
    } else {
        char *room = po_arena_array(arena, (size_t)wanted + 1, 1);
        vsnprintf(room, (size_t)wanted + 1, format, again);
        text = room;
    }
    va_end(again);
    return text;
}

void po_diagnose(po_diagnostics *diagnostics, po_severity severity, const char *code,
                 const char *file, const char *place, const char *format, ...) {
    if (!diagnostics) {
        return;
    }
    diagnostics->errors += severity == PO_ERROR;
    if (diagnostics->list.count >= PO_LIMIT_DIAGNOSTICS) {
        diagnostics->dropped++;
        return;
    }
    po_diagnostic *added = PO_LIST_ADD(diagnostics->arena, &diagnostics->list);
    va_list arguments;
    va_start(arguments, format);
    added->text = format_text(diagnostics->arena, format, arguments);
    va_end(arguments);
    added->severity = severity;
    added->code = po_arena_dup(diagnostics->arena, code);
    added->file = po_arena_dup(diagnostics->arena, file);
    added->place = po_arena_dup(diagnostics->arena, place);
}

const char *po_severity_name(po_severity severity) {
    switch (severity) {
    case PO_NOTE:
        return "note";
    case PO_WARNING:
        return "warning";
    case PO_ERROR:
        return "error";
    }
    return "error";
}
