/* SPDX-License-Identifier: Apache-2.0
 *
 * Sentences. Every sentence a user reads is a key in a language file (templates/lang/en.json for the host's own,
 * plugins/<id>/lang/en.json for a program's), with named arguments in braces: "Goal {goal} has no metric."
 * Code holds keys, never sentences, so that a plan can be printed in another language by adding files.
 *
 * Language files are flat JSON objects of strings; "{{" and "}}" stand for braces.
 */
#ifndef PO_EMIT_LANGUAGE_H
#define PO_EMIT_LANGUAGE_H

#include "base/diagnostic.h"
#include "check/finding.h" /* po_argument */

typedef struct po_language po_language;

/* An empty language; `tag` is its BCP 47 name ("en"). */
po_language *po_language_create(const char *tag);
void po_language_destroy(po_language *language); /* accepts NULL */

/* Adds the sentences of one file. Errors: unreadable, not a flat object of strings, a key that is there already,
 * braces that do not match; the sentence names file and key. */
PO_NODISCARD po_status po_language_load(po_language *language, const char *path, po_error *err);

/* Adds <folder>/lang/<tag>.json if there is one; a program without sentences of its own is fine. */
PO_NODISCARD po_status po_language_load_folder(po_language *language, const char *folder, po_error *err);

const char *po_language_tag(const po_language *language);
bool po_language_has(const po_language *language, const char *key);

/* The sentence as it stands, or NULL. */
const char *po_language_raw(const po_language *language, const char *key);

/* The sentence with its arguments, in the arena. A key that is not there gives the key in square brackets and the arguments after it, so
 * that a missing sentence is seen and nothing is lost; an argument that is not given stays as {name}. */
const char *po_language_format(const po_language *language, po_arena *arena, const char *key,
                               const po_argument *arguments, size_t count);

/* The same with arguments as pairs of name and value, ended by NULL:
 * po_language_sentence(language, arena, "plan.title", "lea", name, NULL). */
const char *po_language_sentence(const po_language *language, po_arena *arena, const char *key, ...)
    __attribute__((sentinel));

/* Keys in the order of loading, for tests and for the templates' view. */
size_t po_language_count(const po_language *language);
const char *po_language_key(const po_language *language, size_t n);

#endif
