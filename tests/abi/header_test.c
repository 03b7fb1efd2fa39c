/* SPDX-License-Identifier: Apache-2.0
 *
 * Uses every header as a vendor would. Compiled as C11, C17, C++11, C++17 and C++20, with all warnings as errors and -Wpadded: a hole in
 * a struct is room in which a later member would hide unseen.
 */
#include "planonce/ext/document.h"
#include "planonce/ext/form.h"
#include "planonce/ext/scope.h"
#include "planonce/plugin.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    const planonce_scope_v1 *scope =
        (const planonce_scope_v1 *)host->get_extension(host, PLANONCE_EXT_SCOPE);
    if (!PLANONCE_HAS(scope, planonce_scope_v1, text) || input->size == 0) {
        return PLANONCE_UNSUPPORTED;
    }
    host->diagnose(host, PLANONCE_NOTE, "TEST-1", NULL, PLANONCE_EXT_DOCUMENT PLANONCE_EXT_FORM);
    return PLANONCE_OK;
}

static const char *const programs[] = {"test", NULL};
const planonce_entry planonce_plugin_entry = {sizeof(planonce_entry), PLANONCE_ABI_VERSION, programs,
                                              read_document, NULL};
