/* SPDX-License-Identifier: Apache-2.0
 *
 * A plugin of a later minor (0.7): its structs have members that this host has never heard of, and
 * it looks for members of the host that are not there yet.
 */
#include "../bad/bad.h"
#include "planonce/ext/document.h"

typedef struct later_field {
    planonce_field known;
    const char *hint;
    uint64_t certainty;
} later_field;

typedef struct later_record {
    planonce_record known;
    const char *summary;
} later_record;

typedef struct later_host {
    planonce_host known;
    planonce_status (*summarise)(const planonce_host *host, const char *text);
} later_host;

typedef struct later_entry {
    planonce_entry known;
    planonce_status (*write)(const planonce_host *host);
} later_entry;

/* Cells are stepped through by the host's size, not by this plugin's. */
static int rows_are_sound(const planonce_host *host) {
    const planonce_document_v1 *document = host->get_extension(host, PLANONCE_EXT_DOCUMENT);
    planonce_block block = {.struct_size = sizeof block};
    uint64_t cursor = 0, row = 0;
    const planonce_cell *cells = NULL;
    uint32_t count = 0;
    while (document->next_block(host, &cursor, &block) == PLANONCE_OK) {
        if (block.table != 0 &&
            document->next_row(host, block.table, &row, &cells, &count) != PLANONCE_OK) {
            return 0;
        }
    }
    return document->next_row(host, 999, &row, &cells, &count) == PLANONCE_UNSUPPORTED;
}

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    const later_host *later = (const later_host *)(const void *)host;
    later_field fields[2] = {
        {.known = {.struct_size = sizeof fields[0], .name = "said", .text = "from a later minor"},
         .hint = "x"},
        {.known = {.struct_size = sizeof fields[0],
                   .name = "when",
                   .text = "June 24, 2025",
                   .type = "date"}}};
    later_record record = {.known = {.struct_size = sizeof record,
                                     .field_count = 1,
                                     .id = "a",
                                     .type = "test",
                                     .fields = &fields[0].known},
                           .summary = "y"};
    (void)input;
    if (later->known.struct_size >= sizeof *later || !rows_are_sound(host)) {
        return PLANONCE_FAILED;
    }
    planonce_status status = host->emit(host, &record.known);
    record.known.id = "b";
    record.known.field_count = 2;
    return status != PLANONCE_OK ? status : host->emit(host, &record.known);
}

static const char *const programs[] = {"good-newer", NULL};
PLANONCE_EXPORT extern const later_entry later __asm__("planonce_plugin_entry");
const later_entry later = {.known = {.struct_size = sizeof later,
                                     .abi_version = (PLANONCE_ABI_MAJOR << 16) | 7u,
                                     .programs = programs,
                                     .read = read_document}};
