/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce/plugin.h: the one header a program's plugin is written against.
 *
 * What a plugin is. A folder with a program file (program.xml: what the program is, its duties, how its documents
 * are recognised), forms (forms/x.xml: sections, prompts, tables by their labels), a crosswalk, and, only where labels do not
 * suffice, a shared library. A program that its forms fully describe needs no library. This header is about the library.
 *
 * How it runs. One process per document: the host's worker reads the document, chooses the program from its program file, closes the
 * sandbox (no files, no sockets, no new processes), opens the one library, and calls `read` once. A plugin that
 * crashes, hangs or lies costs its own document and nothing else.
 *
 * The contract
 *   Entry     the library exports exactly one symbol, the constant `planonce_plugin_entry`. Nothing of the host is linked: build with
 *             -fvisibility=hidden -Wl,-z,defs.
 *   Order     constructors, then `read` at most once, then the process ends. There is no unload and no init.
 *   Threads   none. One document, one thread, one call at a time.
 *   Memory    everything a pointer leads to is borrowed until the call returns, in both directions. The host copies before it returns from
 *             `emit` and `diagnose`. Nothing is ever freed across the border.
 *   Text      UTF-8, NUL-terminated. The host replaces what is malformed and says so.
 *   Dates     are handed over as printed. The host reads them; a plugin does no date arithmetic (there is no time zone data in the sandbox).
 *   Failure   `read` returns a negative status only for "this document could not be read at all". What is wrong inside a document goes
 *             to `diagnose`.
 *   No        files, sockets, clocks, locale, stdout, exit().
 *
 * Growth. `struct_size` comes first in every struct; members are only ever added at the end; test for a later member with PLANONCE_HAS.
 * The major number must match, the minor may differ either way. Everything beyond the core is an extension, found by
 * name: "planonce.<name>/<revision>", a vendor's own "<reverse.dns>.<name>/<revision>". The major stays 0 until five programs run on it.
 */
#ifndef PLANONCE_PLUGIN_H
#define PLANONCE_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PLANONCE_ABI_MAJOR 0u
#define PLANONCE_ABI_MINOR 1u
#define PLANONCE_ABI_VERSION ((PLANONCE_ABI_MAJOR << 16) | PLANONCE_ABI_MINOR)

/* True if `pointer`'s struct is large enough to hold `member` and the member is set. */
#define PLANONCE_HAS(pointer, type, member)                                                        \
    ((pointer) != NULL &&                                                                          \
     (pointer)->struct_size >= offsetof(type, member) + sizeof((pointer)->member) &&               \
     (pointer)->member != NULL)

/* The i-th struct of an array that the other side made: its structs may be longer than this header knows, so an
 * array is stepped through by its own `struct_size`, never by index. */
#define PLANONCE_AT(array, type, i)                                                                \
    ((const type *)(const void *)((const char *)(array) + (size_t)(i) * (array)->struct_size))

#if defined(__GNUC__)
#define PLANONCE_EXPORT __attribute__((visibility("default")))
#else
#define PLANONCE_EXPORT
#endif

/* 0 is success, negative is failure. Never an enum across the border. */
typedef int32_t planonce_status;
#define PLANONCE_OK 0
#define PLANONCE_FAILED (-1)      /* this document could not be read */
#define PLANONCE_LIMIT (-2)       /* the host refuses more: a documented limit was reached; stop and return it */
#define PLANONCE_REFUSED (-3)     /* what was emitted breaks the contract; the host has said what */
#define PLANONCE_UNSUPPORTED (-4) /* an extension or form that is not there */

/* Severities of `diagnose`. */
#define PLANONCE_NOTE 0
#define PLANONCE_WARNING 1
#define PLANONCE_ERROR 2

/* Where a value stands: pages, tables (numbered over the document), rows, columns, lines from 1; 0 where it does not apply. */
typedef struct planonce_place {
    uint32_t struct_size;
    uint32_t page, table, row, column, line;
    const char *sheet; /* worksheet name or NULL */
} planonce_place;

/* One field of a record. `text` as printed (never NULL). `value` is canonical or NULL: money "1234.50", percent "35.975",
 * "yes"/"no", number. A date's value is left NULL: the host reads it when `type` is "date".
 * `type` is one of text, money, percent, number, date, yes-no, list, or NULL for text. */
typedef struct planonce_field {
    uint32_t struct_size;
    uint32_t value_count;
    uint32_t place_count;
    uint32_t reserved;
    const char *name;
    const char *text;
    const char *value;
    const char *type;
    const char *const *values; /* value_count of them, or NULL */
    const planonce_place *places;
    const char *doubt; /* why it is uncertain, or NULL */
} planonce_field;

/* One record in the program's own terms. `id` is unique in the document; `parent` is the id of an earlier record or NULL. */
typedef struct planonce_record {
    uint32_t struct_size;
    uint32_t field_count;
    const char *id;
    const char *type;
    const char *parent;
    const planonce_field *fields;
} planonce_record;

/* What the host offers. `context` is the host's; hand it back unread. */
typedef struct planonce_host planonce_host;
struct planonce_host {
    uint32_t struct_size;
    uint32_t abi_version;
    void *context;
    /* Adds a record; copies it. PLANONCE_LIMIT or PLANONCE_REFUSED mean stop. */
    planonce_status (*emit)(const planonce_host *host, const planonce_record *record);
    /* Says something about the document. `code` is the plugin's own, upper case, "LCAP-P01". `place` may be NULL. */
    void (*diagnose)(const planonce_host *host, int32_t severity, const char *code,
                     const planonce_place *place, const char *text);
    /* An extension's function table, or NULL if this host does not offer it. */
    const void *(*get_extension)(const planonce_host *host, const char *id);
};

/* The document as bytes. Blocks and tables come through the extension planonce.document/1. */
typedef struct planonce_input {
    uint32_t struct_size;
    uint32_t reserved;
    const uint8_t *data;
    uint64_t size;
    const char *name;       /* file name without folder */
    const char *media_type; /* as found by content */
    const char *program;    /* the program whose file was chosen: one library may serve several */
    const char *form;       /* id of the form that fits best, or NULL */
} planonce_input;

/* The one exported symbol. `programs` is a NULL-terminated list of the program ids that the library reads; it must equal
 * what the program files beside it say. */
typedef struct planonce_entry {
    uint32_t struct_size;
    uint32_t abi_version;
    const char *const *programs;
    planonce_status (*read)(const planonce_host *host, const planonce_input *input);
    const void *(*get_extension)(const char *id);
} planonce_entry;

PLANONCE_EXPORT extern const planonce_entry planonce_plugin_entry;

#ifdef __cplusplus
}
#endif

#endif
