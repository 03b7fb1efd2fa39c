/* SPDX-License-Identifier: Apache-2.0
 *
 * What a program brings along. See vendor.h.
 */
#include "app/vendor.h"

bool po_vendor_crosswalks(const po_registry *registry, po_crosswalks *set, po_diagnostics *diagnostics) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(registry, &count);
    bool whole = true;
    for (size_t i = 0; i < count; i++) {
        po_error err = {0};
        if (po_crosswalks_add_beside(set, programs[i]->id, programs[i]->folder, diagnostics, &err) == PO_OK)
            continue;
        po_diagnose(diagnostics, PO_ERROR, "XW-208", NULL, NULL, "%s; the program %s is used without its crosswalk", err.text, programs[i]->id);
        whole = false;
    }
    return whole;
}
