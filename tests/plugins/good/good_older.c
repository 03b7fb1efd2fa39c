/* SPDX-License-Identifier: Apache-2.0
 *
 * A plugin built with a frozen copy of the first published header, whose entry ends before
 * get_extension: the shortest that ever was.
 */
#include "planonce_0_1/planonce/plugin.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    planonce_field field = {
        .struct_size = sizeof field, .name = "said", .text = "from an earlier minor"};
    planonce_record record = {.struct_size = sizeof record,
                              .field_count = 1,
                              .id = "a",
                              .type = "test",
                              .fields = &field};
    (void)input;
    return PLANONCE_HAS(host, planonce_host, emit) ? host->emit(host, &record)
                                                   : PLANONCE_UNSUPPORTED;
}

static const char *const programs[] = {"good-older", NULL};
const planonce_entry planonce_plugin_entry = {.struct_size =
                                                  offsetof(planonce_entry, get_extension),
                                              .abi_version = 1u,
                                              .programs = programs,
                                              .read = read_document};
