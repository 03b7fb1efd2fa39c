/* SPDX-License-Identifier: Apache-2.0
 *
 * Telling roles from names. A role holds a word for an office or body; two capitalised words side by side that are neither such a word nor the
 * name of a school or agency look like a person. Strict on purpose: who is refused writes the role in small letters.
 */
#include "decision/role.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

/* Words of which at least one names the office. */
static const char *const OFFICES[] = {
    "administrator", "advisor", "aide", "analyst", "assistant", "auditor", "board", "bookkeeper", "business", "cabinet", "chair", "chairperson",
    "chief", "clerk", "coach", "committee", "consultant", "controller", "coordinator", "council", "counsel", "counselor", "deputy", "director",
    "elac", "delac", "executive", "facilitator", "finance", "head", "lead", "leader", "liaison", "manager", "member", "office", "officer",
    "operations", "planner", "president", "principal", "registrar", "representative", "secretary", "selpa", "specialist", "ssc", "staff",
    "superintendent", "supervisor", "teacher", "team", "technician", "treasurer", "trustee", "cbo", "cfo", "governing-board",
    "business-office", "data-office", "federal-programs", "english-learner-office", "special-education", "school-site-council",
    "advisory-committee", "english-learner-committee", "charter-board", "county-superintendent", "county-board", "state-superintendent",
    "state-board", "cde", "ccee", "geographic-lead", "department", "division",
};

/* Words that stand capitalised beside them and name no person. */
static const char *const FIELDS[] = {
    "academic", "accountability", "achievement", "adult", "advisory", "american", "assessment", "attendance", "budget", "california", "career",
    "categorical", "climate", "college", "community", "compliance", "curriculum", "data", "development", "early", "education", "educational", "el",
    "engagement", "english", "equity", "evaluation", "expanded", "family", "federal", "fiscal", "foster", "general", "governing", "grants", "health",
    "homeless", "human", "improvement", "information", "innovation", "instruction", "instructional", "interim", "language", "learner",
    "learners", "learning", "local", "migrant", "multilingual", "parent", "planning", "program", "programs", "projects", "pupil", "quality",
    "research", "resources", "safety", "senior", "service", "services", "site", "special", "state", "strategic", "student", "students",
    "superintendents", "support", "supports", "systems", "teaching", "technical", "technology", "title", "vice", "wellness", "youth", "associate",
    "acting", "senate", "public", "district", "county", "school", "schools",
};

/* Words with which the name of a school or agency ends. */
static const char *const PLACES[] = {"academy", "charter", "continuation", "county", "district", "elementary", "high", "middle", "school",
                                     "schools", "unified", "union"};

static const char *const TITLES[] = {"dr", "mr", "mrs", "ms", "miss", "mx"};

static bool among(const char *word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (po_text_equal(word, list[i]))
            return true;
    return false;
}
#define AMONG(word, list) among((word), (list), sizeof(list) / sizeof *(list))

bool po_text_has_address(const char *text) {
    for (const char *at = strchr(text ? text : "", '@'); at; at = strchr(at + 1, '@'))
        if (at > text && isalnum((unsigned char)at[-1]) && isalnum((unsigned char)at[1]) && strchr(at, '.'))
            return true;
    return false;
}

/* What is known of the words passed so far. */
typedef struct role_scan {
    bool office; /* a word for an office was there */
    bool title;  /* "Dr." */
    bool person; /* a run that looks like a name was there */
    size_t run;  /* capitalised words in a row that say nothing */
    bool place;  /* the run ends as a school's name */
} role_scan;

static void end_run(role_scan *scan) {
    scan->person |= scan->run >= 2 && !scan->place;
    scan->run = 0;
    scan->place = false;
}

static bool shouts(const char *word) {
    for (; *word; word++)
        if (islower((unsigned char)*word))
            return false;
    return true;
}

/* One word, without the signs around it. */
static void scan_word(role_scan *scan, po_arena *arena, const char *word) {
    char *small = po_arena_dup(arena, word);
    for (char *c = small; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    bool known = AMONG(small, OFFICES) || AMONG(small, FIELDS);
    scan->office |= AMONG(small, OFFICES);
    scan->title |= AMONG(small, TITLES);
    scan->place |= AMONG(small, PLACES);
    if (!isupper((unsigned char)*word) && !((unsigned char)*word & 0x80))
        end_run(scan);
    else if (!known && !scan->place && !(shouts(word) && strlen(word) <= 4))
        scan->run++;
}

static role_scan scan_role(po_arena *arena, const char *role) {
    role_scan scan = {0};
    const char *at = role;
    while (*at) {
        size_t size = strcspn(at, " \t\r\n,;:()/&.\"");
        if (size > 0)
            scan_word(&scan, arena, po_arena_copy(arena, at, size));
        at += size;
        if (*at && strchr(",;:()/&", *at))
            end_run(&scan);
        at += *at != '\0';
    }
    end_run(&scan);
    return scan;
}

const char *po_role_mistake(po_arena *arena, const char *role) {
    if (po_text_empty(role))
        return "the role is empty; write who decides by office, such as \"business office\" or \"principal\"";
    if (strchr(role, '@'))
        return po_arena_printf(arena, "'%.60s' is an address; write the role instead, such as \"business office\", never a person", role);
    role_scan scan = scan_role(arena, role);
    if (scan.title || scan.person)
        return po_arena_printf(arena, "'%.60s' looks like a person's name; write the role alone, such as \"director of federal programs\"", role);
    if (!scan.office)
        return po_arena_printf(arena,
                               "'%.60s' names no office; write the role with a word such as office, director, coordinator, principal, "
                               "superintendent, council or board, and no person's name",
                               role);
    return NULL;
}
