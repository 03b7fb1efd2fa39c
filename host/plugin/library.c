/* SPDX-License-Identifier: Apache-2.0
 *
 * Opening a library and checking its entry. Runs in a worker, in the sandbox, after the document
 * was recognised.
 */
#include "plugin/library.h"

#include <dlfcn.h>
#include <string.h>

#define ENTRY_SYMBOL "planonce_plugin_entry"
/* ABI 0.1's entry up to and including `read`. */
#define ENTRY_SIZE_MIN (offsetof(planonce_entry, read) + sizeof(void *))
#define PROGRAMS_MAX 64 /* of one library; a list that does not end is not a list */

po_status po_library_check_abi(const po_program *program, uint32_t abi, po_error *err) {
    if (abi >> 16 == PLANONCE_ABI_MAJOR) {
        return PO_OK;
    }
    bool newer = abi >> 16 > PLANONCE_ABI_MAJOR;
    return po_error_set(
        err, PO_E_PLUGIN,
        "the library of program \"%s\" (%s) is built for ABI %u.%u, this planonce has %u.%u: %s",
        program->id, program->library, abi >> 16, abi & 0xffff, PLANONCE_ABI_MAJOR,
        PLANONCE_ABI_MINOR,
        newer ? "update planonce, or ask the vendor for a build for this version"
              : "ask the vendor for a newer build, or rebuild it with this version's "
                "planonce/plugin.h");
}

po_status po_library_open(const po_program *program, const planonce_entry **ret_symbol,
                          po_error *err) {
    /* RTLD_NOW: what is missing shows here and not in the middle of a document. RTLD_LOCAL: its
     * symbols are its own. Not RTLD_DEEPBIND, which AddressSanitizer refuses; hidden visibility,
     * checked by inspection, does the same. */
    void *library = dlopen(program->library, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        return po_error_set(err, PO_E_PLUGIN, "the library of program \"%s\" cannot be loaded: %s",
                            program->id, dlerror());
    }
    *ret_symbol = dlsym(library, ENTRY_SYMBOL);
    if (*ret_symbol == NULL) {
        return po_error_set(err, PO_E_PLUGIN,
                            "the library of program \"%s\" (%s) has no symbol " ENTRY_SYMBOL
                            ": it is no plugin",
                            program->id, program->library);
    }
    return PO_OK;
}

static const po_program *find_program(const char *id, const po_program *const *programs,
                                      size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(programs[i]->id, id) == 0) {
            return programs[i];
        }
    }
    return NULL;
}

/* What the library says it reads must be what the program files beside it say. */
static po_status check_programs(const po_program *program, const planonce_entry *entry,
                                const po_program *const *programs, size_t count, po_error *err) {
    bool found = false;
    size_t i = 0;
    for (; entry->programs != NULL && entry->programs[i] != NULL && i < PROGRAMS_MAX; i++) {
        const char *id = entry->programs[i];
        const po_program *other = find_program(id, programs, count);
        found = found || strcmp(id, program->id) == 0;
        if (other != NULL &&
            (other->library == NULL || strcmp(other->library, program->library) != 0)) {
            return po_error_set(
                err, PO_E_PLUGIN,
                "the library %s says that it reads program \"%.60s\", whose program file names %s",
                program->library, id, other->library == NULL ? "no library" : other->library);
        }
    }
    if (!found || i == PROGRAMS_MAX) {
        return po_error_set(
            err, PO_E_PLUGIN,
            "the library %s does not say that it reads program \"%s\", although %s names it",
            program->library, program->id, program->path);
    }
    return PO_OK;
}

po_status po_library_check(const po_program *program, const planonce_entry *symbol,
                           const po_program *const *programs, size_t count,
                           planonce_entry *ret_entry, po_error *err) {
    planonce_entry entry = {0};
    po_status status = po_library_check_abi(program, symbol->abi_version, err);
    if (status != PO_OK) {
        return status;
    }
    if (symbol->abi_version != program->library_abi) {
        return po_error_set(err, PO_E_PLUGIN,
                            "the library %s is built for ABI %u.%u, but %s says %u.%u: one of the "
                            "two is from another release",
                            program->library, symbol->abi_version >> 16,
                            symbol->abi_version & 0xffff, program->path, program->library_abi >> 16,
                            program->library_abi & 0xffff);
    }
    if (symbol->struct_size < ENTRY_SIZE_MIN) {
        return po_error_set(err, PO_E_PLUGIN,
                            "the entry of the library %s has %u bytes; ABI %u.%u has at least %zu",
                            program->library, symbol->struct_size, PLANONCE_ABI_MAJOR,
                            PLANONCE_ABI_MINOR, ENTRY_SIZE_MIN);
    }
    memcpy(&entry, symbol, symbol->struct_size < sizeof entry ? symbol->struct_size : sizeof entry);
    if (entry.read == NULL) {
        return po_error_set(err, PO_E_PLUGIN, "the entry of the library %s has no read function",
                            program->library);
    }
    status = check_programs(program, &entry, programs, count, err);
    if (status == PO_OK) {
        *ret_entry = entry;
    }
    return status;
}
