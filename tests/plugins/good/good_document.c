/* SPDX-License-Identifier: Apache-2.0
 *
 * Uses the extensions: walks the blocks, asks for the scope, asks for what does not exist, and
 * hands over a date as printed.
 */
#include "../bad/bad.h"
#include "planonce/ext/document.h"
#include "planonce/ext/form.h"
#include "planonce/ext/scope.h"

static unsigned count_blocks(const planonce_host *host) {
    const planonce_document_v1 *document = host->get_extension(host, PLANONCE_EXT_DOCUMENT);
    planonce_block block = {.struct_size = sizeof block};
    uint64_t cursor = 0;
    unsigned count = 0;
    while (document->next_block(host, &cursor, &block) == PLANONCE_OK) {
        count++;
    }
    return count;
}

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    const planonce_scope_v1 *scope = host->get_extension(host, PLANONCE_EXT_SCOPE);
    const planonce_form_v1 *form = host->get_extension(host, PLANONCE_EXT_FORM);
    char text[128];
    if (host->get_extension(host, "planonce.clock/1") != NULL || input->size == 0 ||
        count_blocks(host) > 2 ||
        form->run(host, "no-such-form", NULL, NULL) != PLANONCE_UNSUPPORTED) {
        return PLANONCE_FAILED;
    }
    const char *wanted = scope->text(host);
    (void)snprintf(text, sizeof text, "scope %s", wanted == NULL ? "everything" : wanted);
    return emit_text(host, "a", text);
}

PLUGIN_ENTRY("good-document");
