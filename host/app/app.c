/* SPDX-License-Identifier: Apache-2.0
 *
 * What commands share: sentences on stderr, and the one place where the clock is read.
 */
#include "app/app.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/options.h"
#include "base/decimal.h"
#include "base/text.h"

void po_say(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("planonce: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

int po_usage(const po_command *command, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("planonce: ", stderr);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    po_options_usage(command, stderr);
    return PO_EXIT_USAGE;
}

const char *po_after_name(const char *file, const char *text) {
    size_t size = file ? strlen(file) : 0;
    bool quoted = size > 0 && text[0] == '\'' && strncmp(text + 1, file, size) == 0 && strncmp(text + 1 + size, "' ", 2) == 0;
    bool named = size > 0 && strncmp(text, file, size) == 0 && strncmp(text + size, ": ", 2) == 0;
    return quoted ? text + size + 3 : named ? text + size + 2 : text;
}

void po_print_line(const char *file, const char *place, const char *severity, const char *text,
                   const char *code) {
    fprintf(stderr, "%s%s%s: %s: %s", file ? file : "planonce", place ? ":" : "", place ? place : "",
            severity, po_after_name(file, text));
    if (code)
        fprintf(stderr, " [%s]", code);
    fputc('\n', stderr);
}

void po_print_diagnostics(const po_diagnostics *diagnostics, const char *file, bool notes) {
    for (size_t i = 0; i < diagnostics->list.count; i++) {
        const po_diagnostic *d = &diagnostics->list.items[i];
        if (d->severity == PO_NOTE && !notes)
            continue;
        po_print_line(d->file ? d->file : file, d->place, po_severity_name(d->severity), d->text, d->code);
    }
    if (diagnostics->dropped > 0)
        fprintf(stderr, "%s: note: %zu further messages were left out\n", file ? file : "planonce",
                diagnostics->dropped);
}

/* SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/): seconds since 1970, UTC. */
static po_status epoch_date(const char *text, po_date *ret_date, po_error *err) {
    po_decimal seconds;
    if (!po_decimal_parse(text, &seconds) || seconds.scale != 0 || seconds.units < 0 ||
        seconds.units > INT64_C(7258118400))
        return po_error_set(err, PO_E_USAGE,
                            "SOURCE_DATE_EPOCH is '%s'; it must be a whole number of seconds since 1970", text);
    *ret_date = po_date_from_days((int32_t)(seconds.units / 86400));
    return PO_OK;
}

po_status po_as_of(const char *text, po_date *ret_date, po_error *err) {
    if (text) {
        if (po_date_parse_iso(text, ret_date))
            return PO_OK;
        return po_error_set(err, PO_E_USAGE, "'%s' is not a date; write it like 2026-11-21", text);
    }
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch && *epoch)
        return epoch_date(epoch, ret_date, err);
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local))
        return po_error_set(err, PO_E_IO, "this machine does not tell the date; give one with --as-of");
    *ret_date = (po_date){.year = (int16_t)(local.tm_year + 1900),
                          .month = (uint8_t)(local.tm_mon + 1),
                          .day = (uint8_t)local.tm_mday};
    return PO_OK;
}
