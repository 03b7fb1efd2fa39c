/* SPDX-License-Identifier: Apache-2.0
 *
 * Running the pair tests that stand in crosswalks. See lint.h.
 */
#include "base/diagnose_line.h"
#include "base/text.h"
#include "duty/lint.h"
#include "duty/relate.h"

/* One test under way. */
typedef struct po_pair_trial {
    const po_asks *set;
    const po_pair_test *test;
    po_arena *arena;
    po_diagnostics *diagnostics;
    size_t failures;
} po_pair_trial;

static void fail(po_pair_trial *trial, const char *what, const char *wanted, const char *found) {
    po_diagnose_line(trial->diagnostics, PO_ERROR, "XW-620", trial->test->path, trial->test->line,
                     "%s failed: of %s and %s %s should be %s, and is %s", trial->test->id, trial->test->a, trial->test->b, what, wanted, found);
    trial->failures++;
}

/* The words of a list as a set, over the ids of atoms; an unknown word is a failure of its own. */
static po_bits atoms_named(po_pair_trial *trial, const char *list) {
    po_bits atoms = {0};
    char **names = NULL;
    size_t count = po_text_equal(list, "-") ? 0 : po_text_split(trial->arena, list, ' ', &names);
    for (size_t i = 0; i < count; i++) {
        const po_atom *atom = po_asked_atom(trial->set->asked, names[i]);
        if (atom)
            po_bits_add(&atoms, po_asked_atom_index(trial->set->asked, atom));
        else
            fail(trial, "an atom", "known", names[i]);
    }
    return atoms;
}

static const char *ids_of(po_pair_trial *trial, const po_bits *atoms) {
    const char *ids = "";
    for (size_t i = 0; i < trial->set->asked->atoms.count; i++)
        if (po_bits_has(atoms, i))
            ids = po_arena_printf(trial->arena, "%s%s%s", ids, *ids ? " " : "", trial->set->asked->atoms.items[i].id);
    return *ids ? ids : "-";
}

static void try_atoms(po_pair_trial *trial, const char *what, const char *wanted, const po_bits *found) {
    if (!wanted)
        return;
    po_bits set = atoms_named(trial, wanted);
    if (!po_bits_within(&set, found) || !po_bits_within(found, &set))
        fail(trial, what, wanted, ids_of(trial, found));
}

static void try_differs(po_pair_trial *trial, uint32_t found) {
    uint32_t wanted = 0;
    char **names = NULL;
    const char *list = trial->test->differs;
    size_t count = !list || po_text_equal(list, "-") ? 0 : po_text_split(trial->arena, list, ' ', &names);
    for (size_t i = 0; i < count; i++) {
        size_t facet = po_asked_facet_index(trial->set->asked, names[i]);
        if (facet == SIZE_MAX)
            fail(trial, "a facet", "known", names[i]);
        else
            wanted |= (uint32_t)1 << facet;
    }
    if (list && wanted != found)
        fail(trial, "what differs", list, po_facet_names(trial->arena, trial->set->asked, found, false));
}

static void run_test(po_pair_trial *trial) {
    const po_pair_test *test = trial->test;
    const po_ask *a = po_asks_find(trial->set, test->a), *b = po_asks_find(trial->set, test->b);
    if (!a || !b) {
        fail(trial, "the duties", "known", a ? test->b : test->a);
        return;
    }
    po_relation relation = po_relate(trial->set, a, b);
    if (relation.kind != test->kind)
        fail(trial, "the relation", po_relation_name(test->kind), po_relation_name(relation.kind));
    try_differs(trial, relation.differs);
    try_atoms(trial, "what both ask", test->both, &relation.both);
    try_atoms(trial, "what only the first asks", test->only_a, &relation.only_a);
    try_atoms(trial, "what only the second asks", test->only_b, &relation.only_b);
    if (po_text_empty(test->why))
        fail(trial, "the reason", "written between the tags", "empty");
}

bool po_duties_test(const po_asks *asks, po_diagnostics *diagnostics, po_duty_counts *ret_counts) {
    size_t failed = 0;
    po_duties_check(asks, NULL, ret_counts);
    for (size_t i = 0; i < asks->tests.count; i++) {
        po_pair_trial trial = {asks, &asks->tests.items[i], po_arena_create(), diagnostics, 0};
        run_test(&trial);
        failed += trial.failures > 0;
        po_arena_destroy(trial.arena);
    }
    ret_counts->tests_failed = failed;
    return failed == 0;
}
