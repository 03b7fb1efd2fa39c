/* SPDX-License-Identifier: Apache-2.0
 *
 * Built for another ABI major than its program file says: found out after loading, before its read
 * is called.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    return emit_text(host, "a", "called all the same");
}

static const char *const programs[] = {"bad-major", NULL};
const planonce_entry planonce_plugin_entry = {.struct_size = sizeof planonce_plugin_entry,
                                              .abi_version = 9u << 16,
                                              .programs = programs,
                                              .read = read_document};
