/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose a document is that names no agency by its nature: a calendar of meetings. The district facts may name its file (`calendars`); else it is
 * that of the only agency the run is about, and a note says so. Where there are several, and none names it, it is joined to none.
 */
#include "app/app.h"
#include "app/build.h"
#include "base/text.h"

/* The agency whose facts name the file; NULL: none does. */
static const po_lea_facts *facts_naming(const po_build *build, const char *file) {
    for (size_t i = 0; i < build->facts.count; i++)
        for (size_t k = 0; k < build->facts.items[i]->calendar_count; k++)
            if (po_text_equal(build->facts.items[i]->calendars[k], file))
                return build->facts.items[i];
    return NULL;
}

/* The only agency there is: of documents, or of facts. Its code, or NULL; `ret_name` may be NULL then too. */
static const char *only_agency(const po_build *build, const po_groups *groups, const char **ret_name) {
    const char *cds = groups->list.count == 1 ? groups->list.items[0].cds : NULL;
    *ret_name = groups->list.count == 1 ? groups->list.items[0].name : NULL;
    if (groups->list.count > 1 || (groups->list.count == 1 && !cds))
        return NULL;
    for (size_t i = 0; i < build->facts.count; i++) {
        const po_lea_facts *facts = build->facts.items[i];
        if (cds && !po_text_equal(cds, facts->cds))
            return NULL;
        cds = facts->cds;
        *ret_name = *ret_name ? *ret_name : facts->name;
    }
    return cds;
}

static bool give(const po_build_document *document, const char *cds, const char *name) {
    document->source->cds = document->source->lea_cds = cds;
    document->source->lea_name = name;
    return true;
}

static bool find_agency(const po_build *build, const po_groups *groups, const po_build_document *document) {
    const po_lea_facts *facts = facts_naming(build, document->name);
    if (facts)
        return give(document, facts->cds, facts->name);
    const char *name, *cds = only_agency(build, groups, &name);
    if (!cds)
        return false;
    po_print_line(document->path, NULL, "note", "a calendar names no agency; it joins the only one of this run", "RD-005");
    return give(document, cds, name);
}

bool po_build_place_nameless(po_build *build, const po_groups *groups) {
    bool any = false;
    for (size_t i = 0; i < groups->orphans.count; i++) {
        const po_build_document *document = groups->orphans.items[i];
        any |= document->source->nameless && find_agency(build, groups, document);
    }
    return any;
}
