/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce.form/1: runs a form (forms/x.xml) over the document. Records come to the plugin's receiver one by one, so that it may
 * mend, drop or complete them before it emits them; with no receiver they go straight to the host.
 */
#ifndef PLANONCE_EXT_FORM_H
#define PLANONCE_EXT_FORM_H

#include "planonce/plugin.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PLANONCE_EXT_FORM "planonce.form/1"

/* Called for each record. Return PLANONCE_OK to go on; anything else stops the form and is returned by run. */
typedef planonce_status (*planonce_form_receiver)(void *context, const planonce_host *host,
                                                  const planonce_record *record);

typedef struct planonce_form_v1 {
    uint32_t struct_size;
    uint32_t reserved;
    /* Runs the form `id` (NULL: the one that fits best). PLANONCE_UNSUPPORTED if the program has no such form. */
    planonce_status (*run)(const planonce_host *host, const char *id, planonce_form_receiver receiver,
                           void *context);
} planonce_form_v1;

#ifdef __cplusplus
}
#endif

#endif
