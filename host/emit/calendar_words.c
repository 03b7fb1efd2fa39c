/* SPDX-License-Identifier: Apache-2.0
 *
 * Words of the calendar: how a date was computed, what roles are called, where a law can be read.
 */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "emit/calendar.h"
#include "emit/view.h"

/* Dates in words, and units looked up: the timeline knows no language. */
static po_argument spoken(po_arena *arena, const po_language *language, po_argument argument) {
    po_date date;
    if (po_text_starts(argument.name, "date") && po_date_parse_iso(argument.value, &date))
        argument.value = po_view_date(language, arena, date);
    else if (po_text_equal(argument.name, "unit") && po_language_has(language, argument.value))
        argument.value = po_language_raw(language, argument.value);
    return argument;
}

const char *po_calendar_words(po_arena *arena, const po_language *language, const po_notes *notes) {
    po_buffer out = {0};
    for (size_t i = 0; i < notes->count; i++) {
        const po_note *note = &notes->items[i];
        po_argument *arguments = PO_NEW_ARRAY(arena, po_argument, note->argument_count);
        for (size_t k = 0; k < note->argument_count; k++)
            arguments[k] = spoken(arena, language, note->arguments[k]);
        po_buffer_printf(&out, "%s%s", i > 0 ? " " : "",
                         po_language_format(language, arena, note->key, arguments, note->argument_count));
    }
    const char *text = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

static const struct {
    const char *role, *key;
} ROLES[] = {{"governing-board", "role.governing_board"},
             {"superintendent", "role.superintendent"},
             {"business-office", "role.business_office"},
             {"data-office", "role.data_office"},
             {"federal-programs", "role.federal_programs"},
             {"english-learner-office", "role.english_learner_office"},
             {"special-education", "role.special_education"},
             {"selpa", "role.selpa"},
             {"principal", "role.principal"},
             {"school-site-council", "role.school_site_council"},
             {"advisory-committee", "role.advisory_committee"},
             {"english-learner-committee", "role.english_learner_committee"},
             {"charter-board", "role.charter_board"},
             {"county-superintendent", "role.county_superintendent"},
             {"county-board", "role.county_board"},
             {"state-superintendent", "role.state_superintendent"},
             {"state-board", "role.state_board"},
             {"cde", "role.cde"},
             {"ccee", "role.ccee"},
             {"geographic-lead", "role.geographic_lead"}};

const char *po_role_name(const po_language *language, const char *role) {
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
        if (po_text_equal(ROLES[i].role, role))
            return po_language_raw(language, ROLES[i].key);
    return role;
}

const char *po_role_words(const po_calendar *calendar, const char *role) {
    const po_lea_facts *facts = calendar->schedule->input->facts;
    for (size_t i = 0; facts && i < facts->roles.count; i++)
        if (po_text_equal(facts->roles.items[i].role, role))
            return facts->roles.items[i].title;
    return po_role_name(calendar->language, role);
}

/* ---- where a law can be read ----------------------------------------------------------------------------- */

#define LEGINFO "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode="

/* The section number that begins at `at` ("52062" of "52062(b)(1)"). */
static const char *section(po_arena *arena, const char *at) {
    size_t size = strspn(at, "0123456789.");
    while (size > 0 && at[size - 1] == '.')
        size--;
    return size > 0 ? po_arena_copy(arena, at, size) : NULL;
}

const char *po_citation_url(po_arena *arena, const char *citation) {
    static const struct {
        const char *code, *before, *after;
    } codes[] = {{"EC ", LEGINFO "EDC&sectionNum=", "."},
                 {"Gov. Code ", LEGINFO "GOV&sectionNum=", "."},
                 {"CCP ", LEGINFO "CCP&sectionNum=", "."},
                 {"20 USC ", "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title20-section", "&edition=prelim"},
                 {"34 CFR ", "https://www.ecfr.gov/current/title-34/section-", ""}};
    const char *best = NULL, *url = NULL;
    for (size_t i = 0; citation && i < sizeof codes / sizeof *codes; i++) {
        const char *at = strstr(citation, codes[i].code);
        bool word = at && (at == citation || !isalnum((unsigned char)at[-1]));
        const char *number = word ? section(arena, at + strlen(codes[i].code)) : NULL;
        if (number && (!best || at < best)) {
            best = at;
            url = po_arena_printf(arena, "%s%s%s", codes[i].before, number, codes[i].after);
        }
    }
    return url;
}
