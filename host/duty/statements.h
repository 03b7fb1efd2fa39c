/* SPDX-License-Identifier: Apache-2.0
 *
 * What a text affirms. An answer may say nothing ("TBD", "see above", the prompt once more), or say that something was not done; neither
 * shows a duty. So evidence is never looked for in a text as printed, but in what remains of it: sentences that affirm. The words by which
 * this is told are data (<statements> of crosswalks/lexicon.xml).
 *
 * Strict on purpose: a sentence that is taken away costs an "unknown", one that is left in costs a false "satisfied". Where at least half of
 * the words deny, or the first or last sentence denies the whole answer ("This was not done."), nothing of it affirms.
 *
 * Leaves to others: what a duty asks (evidence.h), what follows (state.h).
 */
#ifndef PO_DUTY_STATEMENTS_H
#define PO_DUTY_STATEMENTS_H

#include "base/map.h"
#include "document/record.h"

typedef struct po_statements po_statements;

/* Reads <statements> of `folder`/lexicon.xml. Ownership: `arena`. Errors: PO_E_CONFIG, told in `diagnostics`; also if there are none. */
PO_NODISCARD po_status po_statements_load(po_arena *arena, const char *folder, po_diagnostics *diagnostics,
                                          const po_statements **ret_statements, po_error *err);

/* The parts of a text; each NULL if there is nothing of it. Texts live in the arena given. */
typedef struct po_stated {
    const char *affirmed; /* what it says to be, or to be done */
    const char *happened; /* of that, what is not about what is to come */
    const char *denied;   /* what it says not to be */
} po_stated;

/* `prompts`: keys (po_text_key) of the sentences that the form itself prints, between '|', or NULL: a sentence that is one, or a
 * longer one that is part of one, is no answer. */
po_stated po_statements_part(po_arena *arena, const po_statements *statements, const char *prompts, const char *text);

/* The records of a document four times: by what its texts affirm, tell as happened, deny, and by what is answered at all (all that is no
 * placeholder, as printed). A field of which nothing remains is not
 * there; one with a value, of which something was taken away, neither. The records all stay, so that what is counted does not change. Sets borrow
 * from `records`; `arena` owns them: nobody destroys them. */
typedef struct po_stated_records {
    const po_record_set *affirmed, *happened, *denied, *answered;
} po_stated_records;

po_stated_records po_statements_records(po_arena *arena, const po_statements *statements, const char *prompts, const po_record_set *records);

#endif
