/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce.scope/1: which LEA and which years the run is about, so that a state file of ten
 * thousand schools is cut down where it is read. A plugin that does not ask emits everything, which
 * is slower and never wrong.
 */
#ifndef PLANONCE_EXT_SCOPE_H
#define PLANONCE_EXT_SCOPE_H

#include "planonce/plugin.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PLANONCE_EXT_SCOPE "planonce.scope/1"

typedef struct planonce_scope_v1 {
    uint32_t struct_size;
    uint32_t reserved;
    /* The scope as the run states it, `key=value` pairs separated by ';'
     * ("lea=0161259,19647330100289;years=2024,2025"), or NULL: everything. A key that the plugin does not know
     * does not narrow anything. Borrowed until `read` returns. */
    const char *(*text)(const planonce_host *host);
} planonce_scope_v1;

#ifdef __cplusplus
}
#endif

#endif
