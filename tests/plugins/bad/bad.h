/* SPDX-License-Identifier: Apache-2.0
 *
 * What the misbehaving plugins share: an entry, a record, and the socket that they should not know
 * of. Each file has one fault.
 */
#ifndef PO_TEST_BAD_H
#define PO_TEST_BAD_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planonce/ext/scope.h"

#define PLUGIN_ENTRY(id)                                                                           \
    static const char *const programs[] = {id, NULL};                                              \
    const planonce_entry planonce_plugin_entry = {.struct_size = sizeof planonce_plugin_entry,     \
                                                  .abi_version = PLANONCE_ABI_VERSION,             \
                                                  .programs = programs,                            \
                                                  .read = read_document}

/* The descriptor of frames in a worker. A plugin is not told; an attacker would try them all. */
#define RESULT_SOCKET 4

static inline planonce_status emit_text(const planonce_host *host, const char *id,
                                        const char *text) {
    planonce_field field = {.struct_size = sizeof field, .name = "said", .text = text};
    planonce_record record = {
        .struct_size = sizeof record, .field_count = 1, .id = id, .type = "test", .fields = &field};
    return host->emit(host, &record);
}

/* The number of the next frame. An attacker would read it from the worker's memory; the test says
 * it in the scope. */
static inline uint32_t next_sequence(const planonce_host *host) {
    const planonce_scope_v1 *scope = host->get_extension(host, PLANONCE_EXT_SCOPE);
    const char *text = scope->text(host);
    const char *at = text == NULL ? NULL : strstr(text, "sequence=");
    return at == NULL ? 3 : (uint32_t)strtoul(at + 9, NULL, 10);
}

static inline void put_frame(uint8_t type, uint32_t sequence, const char *payload,
                             uint32_t length) {
    uint8_t header[16] = {'P', 'O', 'W', '1', type};
    for (int i = 0; i < 4; i++) {
        header[8 + i] = (uint8_t)(length >> (24 - 8 * i));
        header[12 + i] = (uint8_t)(sequence >> (24 - 8 * i));
    }
    ssize_t ignored = write(RESULT_SOCKET, header, sizeof header);
    ignored = write(RESULT_SOCKET, payload, strlen(payload));
    (void)ignored;
}

/* A DONE that agrees with `records` and with the reader's diagnostics, each of which took a frame
 * after the first three. */
static inline void put_done(const planonce_host *host, uint32_t sequence, unsigned records) {
    char json[256];
    int length = snprintf(json, sizeof json,
                          "{\"outcome\":\"read\",\"status\":0,\"error\":null,\"records\":%u,"
                          "\"diagnostics\":%u,\"dropped\":0}",
                          records, next_sequence(host) - 3);
    put_frame(6, sequence, json, (uint32_t)length);
}

#endif
