/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading: the registry and the pool as commands use them, with the options they share and the sentences they say about a result.
 */
#ifndef PO_APP_READING_H
#define PO_APP_READING_H

#include "app/options.h"
#include "plugin/pool.h"

typedef struct po_reading_options {
    bool in_process, require_sandbox;
    const char *program; /* NULL: recognise */
    bool no_structure;
    po_option_texts leas;      /* files of district facts (--lea), read by po_build_create */
    po_option_texts decisions; /* files of decisions (--decisions), read by po_build_read_decisions */
} po_reading_options;

/* Rows of the tables of commands that read, for the member `reading` of their struct. */
#define PO_OPTION_LEA(type) \
    {.name = "lea", .argument = "FILE", .help = "option.lea", .set = po_option_add, .place = offsetof(type, reading.leas)}
#define PO_OPTION_DECISIONS(type) \
    {.name = "decisions", .argument = "FILE", .help = "option.decisions", .set = po_option_add, .place = offsetof(type, reading.decisions)}
#define PO_OPTIONS_SANDBOX(type)                                                                                                     \
    {.name = "require-sandbox", .help = "option.require_sandbox", .set = po_option_flag,                                            \
     .place = offsetof(type, reading.require_sandbox)},                                                                              \
        {.name = "in-process", .help = "option.in_process", .set = po_option_flag, .place = offsetof(type, reading.in_process)}

typedef struct po_reading {
    po_registry *registry;
    po_pool *pool;
} po_reading;

/* Loads what is installed and starts the spawner. Must come before any stranger's byte is read. Says refused programs and a sandbox that is
 * not complete on stderr, once. Errors: as of po_registry_create and po_pool_create. */
PO_NODISCARD po_status po_reading_start(const po_install *install, const po_reading_options *options,
                                        po_reading *ret_reading, po_error *err);
void po_reading_finish(po_reading *reading);

/* Says on stderr which installed programs are refused, and why. True if there is one. */
bool po_say_refusals(const po_registry *registry);

/* Why a document was refused, without its name; NULL if it was not. */
const char *po_reading_error(const po_document_result *result);

/* Says on stderr what a result has to say: its error, its diagnostics, what a plugin printed. True if the document was read whole: no
 * error, and nothing of severity warning or worse that means unread parts. */
bool po_reading_report(const po_document_result *result, bool notes);

#endif
