/* SPDX-License-Identifier: Apache-2.0
 *
 * Made-up state files for tests of identification, and the answers to them under the installed rules.
 */
#ifndef IDENTIFY_FIXTURE_H
#define IDENTIFY_FIXTURE_H

#include "base/text.h"
#include "identify/identify.h"
#include "identify/identify_json.h"
#include "identify/summary.h"

#define LEA "50799010000000"
#define SCHOOL "50799016000001"
#define CHARTER "50799010100001"

typedef struct world {
    po_arena *arena;
    po_rulebooks *books;
    po_evidence *evidence;
    po_diagnostics diagnostics;
    po_buffer json;
} world;

/* The installed rulebooks of da and csi. */
void world_open(world *w);
void world_close(world *w);

/* Adds a document: lines of "type | field=value | field=[a, b] | ^parent", as state files are read. */
void world_read(world *w, const char *program, const char *lines);

/* One line of a Dashboard file with a colour, or with a status level only. */
const char *colour(world *w, int year, const char *cds, const char *group, const char *indicator, int level);
const char *status(world *w, int year, const char *cds, const char *group, const char *indicator, int level,
                   int denominator);

/* Files for all indicators of an LEA in a year, so that what is not said is "none": blue for all groups of the list. */
void world_covered(world *w, int year);

/* Answers for a year as JSON in w->json (planonce/identify/1 entities, one line each, not pretty). */
const char *world_answers(world *w, int year);

/* Whether the answers hold this text; prints them if not. */
bool says(world *w, const char *text);

#endif
