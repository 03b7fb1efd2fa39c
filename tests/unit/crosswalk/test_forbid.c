/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "support.h"

Test(forbid, the_installed_ones_always_win) {
    po_bench bench;
    bench_start(&bench);
    static const struct {
        const char *kind, *a, *b;
        bool refused;
    } cases[] = {
        {"same-as", "measure", "measure", true},
        {"same-as", "goal", "goal", false},
        {"same-as", "action-update", "action", true},
        {"addresses", "student-group:all-students", "student-group:english-learners", true},
        {"addresses", "student-group:all-students", "student-group:all-students", false},
        {"addresses", "student-group:foster-youth", "student-group:all-students", true},
        {"addresses", "student-group:foster-youth", "student-group:foster-youth", false},
        {"compare", "scale:distance-from-proficiency", "scale:distance-from-standard", true},
        {"satisfies", "prompt:csi-support", "csi.CSI-3", true},
        {"satisfies", "prompt:csi-support", "csi.CSI-8", true},
        {"satisfies", "prompt:csi-support", "csi.TSI-2", true},
        {"satisfies", "prompt:csi-support", "csi.CSI-10", false},
        {"satisfies", "prompt:csi-support", "csi.CSI-100", false},
        {"satisfies", "csi.CSI-3", "prompt:csi-support", false},
        {"satisfies", "prompt:csi-support", "lcap.L20", false},
        {"equate", "student-group:socioeconomically-disadvantaged", "student-group:low-income",
         true},
        {"nothing", "measure", "measure", false},
        {"same-as", NULL, "measure", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_assert_eq(po_crosswalks_forbid(bench.set, cases[i].kind, cases[i].a, cases[i].b) != NULL,
                     cases[i].refused, "%zu", i);
    bench_stop(&bench);
}
