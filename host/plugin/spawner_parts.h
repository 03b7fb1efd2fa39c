/* SPDX-License-Identifier: Apache-2.0
 *
 * What the two ends of the spawner's socket share: spawner.c in the host, spawner_process.c in the
 * spawner.
 */
#ifndef PO_PLUGIN_SPAWNER_PARTS_H
#define PO_PLUGIN_SPAWNER_PARTS_H

#include "plugin/spawner.h"

#define PO_SPAWNER_TEXT_MAX 12288u /* name, program and scope together, with their NULs */
#define PO_SPAWNER_DESCRIPTORS 3u
/* The first report of all has this ticket and the sandbox level as its status. */
#define PO_SPAWNER_LEVEL_TICKET UINT64_MAX

typedef enum po_spawner_verb { PO_SPAWNER_READ = 1, PO_SPAWNER_KILL } po_spawner_verb;

/* Texts stand one behind the other, each NUL-terminated; size 0: NULL. */
typedef struct po_spawner_message {
    uint64_t ticket;
    uint32_t verb;
    uint32_t no_structure;
    uint32_t name_size, program_size, scope_size, reserved;
    char text[PO_SPAWNER_TEXT_MAX];
} po_spawner_message;

#define PO_SPAWNER_HEAD offsetof(po_spawner_message, text)

/* The spawner's whole life. Never returns. */
void po_spawner_serve(const po_spawner_setup *setup, int control, pid_t host) PO_NORETURN;

#endif
