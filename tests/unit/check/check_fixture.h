/* SPDX-License-Identifier: Apache-2.0
 *
 * A record set, a source and a program made in the test itself.
 */
#ifndef CHECK_FIXTURE_H
#define CHECK_FIXTURE_H

#include "check/program_check.h"

/* "type id [^parent]: field=printed | field=printed; ...": amounts, percentages and yes/no get
 * canonical values; every field stands on page 1, 2, 3 ... of its own. "!" behind a value is doubt.
 */
po_record_set *fixture_records(const char *text);

/* A program with one check; NULL members may be filled by the caller. */
po_check *fixture_check(po_arena *arena, po_program *program, const char *code, const char *over,
                        const char *assertion);
void fixture_let(po_arena *arena, po_check *check, const char *name, const char *expression);

/* "code severity gap about page page" and below it one line for each argument. */
const char *fixture_show(po_arena *arena, const po_finding *finding);

#endif
