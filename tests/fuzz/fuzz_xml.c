/* SPDX-License-Identifier: Apache-2.0
 *
 * Installed XML against its grammar. The first byte says which grammar ('0'..'5', anything else:
 * none).
 */
#include "base/xml.h"
#include "fuzz.h"

static const char *const grammars[] = {
    PO_SOURCE_DIR "/crosswalks/program.rng",
    PO_SOURCE_DIR "/crosswalks/form.rng",
    PO_SOURCE_DIR "/crosswalks/crosswalk.rng",
    PO_SOURCE_DIR "/crosswalks/model.rng",
    PO_SOURCE_DIR "/crosswalks/lexicon.rng",
    PO_SOURCE_DIR "/tests/unit/base/xml_mistakes/schema.rng",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) {
        return 0;
    }
    bool known = data[0] >= '0' && data[0] < '0' + (int)(sizeof grammars / sizeof *grammars);
    po_arena *arena = po_arena_create();
    po_diagnostics diagnostics;
    po_diagnostics_init(&diagnostics, arena);
    po_xml xml = {0};
    po_error err = {0};
    po_status status =
        po_xml_parse(arena, (const char *)data + 1, size - 1, "fuzz.xml",
                     known ? grammars[data[0] - '0'] : NULL, &diagnostics, &xml, &err);
    if (status == PO_OK) {
        FUZZ_HOLDS(po_xml_text(arena, xmlDocGetRootElement(xml.document)));
        po_xml_finish(&xml);
    } else {
        FUZZ_HOLDS(diagnostics.errors > 0 || err.text[0]); /* refused without a word */
    }
    po_arena_destroy(arena);
    return 0;
}
