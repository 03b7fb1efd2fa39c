/* SPDX-License-Identifier: Apache-2.0
 *
 * Inferences that must never be made, whatever else says they could: a forbid row always wins.
 */
#include <string.h>

#include "base/text.h"
#include "crosswalk/crosswalk_parts.h"

static bool one_hits(const char *pattern, size_t size, const char *thing) {
    if (size > 0 && pattern[size - 1] == '*')
        return strncmp(pattern, thing, size - 1) == 0;
    return strlen(thing) == size && memcmp(pattern, thing, size) == 0;
}

/* "topic:*" speaks of every term of a vocabulary, "csi.CSI-3 csi.CSI-4" of both. */
static bool side_hits(const char *patterns, const char *thing) {
    for (const char *at = patterns; *at;) {
        size_t size = strcspn(at, " ");
        if (one_hits(at, size, thing))
            return true;
        at += size + strspn(at + size, " ");
    }
    return false;
}

bool po_forbid_hits(const po_forbid *forbid, const char *kind, const char *a, const char *b) {
    if (!a || !b || !po_text_equal(forbid->kind, kind))
        return false;
    bool wide = strchr(forbid->a, '*') || strchr(forbid->b, '*');
    if (wide && strcmp(a, b) == 0)
        return false; /* a thing is always itself */
    if (side_hits(forbid->a, a) && side_hits(forbid->b, b))
        return true;
    bool ordered = po_text_equal(kind, "satisfies") || po_text_equal(kind, "addresses");
    return !ordered && side_hits(forbid->a, b) && side_hits(forbid->b, a);
}

const char *po_crosswalks_forbid(const po_crosswalks *set, const char *kind, const char *a,
                                 const char *b) {
    for (size_t i = 0; i < set->list.count; i++) {
        const po_crosswalk *crosswalk = set->list.items[i];
        for (size_t n = 0; n < crosswalk->forbids.count; n++)
            if (po_forbid_hits(&crosswalk->forbids.items[n], kind, a, b))
                return crosswalk->forbids.items[n].why;
    }
    return NULL;
}
