/* SPDX-License-Identifier: Apache-2.0
 *
 * The error object, and the end of the process when memory runs out.
 *
 * Why: a sentence is written once, by the layer that knows, and must survive being passed up. When
 * it and its context do not fit together it is the context that is cut. Nothing here allocates, so
 * that it works when memory is gone.
 */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The largest n <= size at which `text` may be cut without breaking a UTF-8 sequence. */
static size_t cut_at(const char *text, size_t size) {
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80) {
        size--;
    }
    return size;
}

/* Cuts a text that vsnprintf filled to the last byte, so that no half character stays. */
static void cut_truncated(char *text, size_t room, int wanted) {
    if (wanted < 0) {
        text[0] = '\0';
    } else if ((size_t)wanted >= room) {
        /* vsnprintf cut at room - 1; step back over the sequence it may have broken. */
        size_t end = room - 1;
        size_t start = end;
        while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80) {
            start--;
        }
        if (start > 0 && (unsigned char)text[start - 1] >= 0xC0) {
            unsigned char lead = (unsigned char)text[start - 1];
            size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
            end = end - (start - 1) < length ? start - 1 : end;
        }
        text[end] = '\0';
    }
}

po_status po_error_set(po_error *err, po_status status, const char *format, ...) {
    if (!err) {
        return status;
    }
    char text[sizeof err->text]; /* an argument may be err->text itself */
    va_list arguments;
    va_start(arguments, format);
    int wanted = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    cut_truncated(text, sizeof text, wanted);
    memcpy(err->text, text, sizeof text);
    err->status = status;
    return status;
}

void po_error_context(po_error *err, const char *format, ...) {
    if (!err || !err->text[0]) {
        return;
    }
    char context[sizeof err->text];
    va_list arguments;
    va_start(arguments, format);
    int wanted = vsnprintf(context, sizeof context, format, arguments);
    va_end(arguments);
    cut_truncated(context, sizeof context, wanted);

    size_t sentence = strlen(err->text);
    size_t room = sizeof err->text - 1 - sentence;
    if (room < 3) {
        return; /* no room even for one letter of context */
    }
    size_t length = strlen(context);
    if (length > room - 2) {
        length = cut_at(context, room - 2);
    }
    memmove(err->text + length + 2, err->text, sentence + 1);
    memcpy(err->text, context, length);
    memcpy(err->text + length, ": ", 2);
}

void po_out_of_memory(size_t wanted) {
    char text[128];
    int length = snprintf(text, sizeof text,
                          "planonce: memory ran out (%zu more bytes were wanted)\n", wanted);
    if (length > 0 && write(STDERR_FILENO, text, (size_t)length) < 0) {
        _exit(PO_EXIT_MEMORY); /* nobody to tell */
    }
    _exit(PO_EXIT_MEMORY);
}
