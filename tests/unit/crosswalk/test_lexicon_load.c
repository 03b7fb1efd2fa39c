/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <unistd.h>

#include "support.h"

static po_status load(po_bench *bench, const char *sets) {
    const po_lexicon *lexicon = NULL;
    const char *text =
        po_arena_printf(bench->arena,
                        "<lexicon format=\"planonce/lexicon/1\" id=\"l\" version=\"0.1.0\" "
                        "date=\"2026-01-01\"><title>t</title>%s</lexicon>",
                        sets);
    const char *path = bench_file(bench, "lexicon.xml", text);
    po_status status = po_lexicon_load(bench->arena, path, PO_SOURCE_DIR "/crosswalks/lexicon.rng",
                                       bench->schema, &bench->diagnostics, &lexicon, &bench->err);
    unlink(path);
    return status;
}

Test(lexicon_load, a_sound_one) {
    po_bench bench;
    bench_start(&bench);
    cr_assert_eq(load(&bench, "<set vocabulary='topic'><term "
                              "ref='ela'><phrase>reading</phrase><code>RD</code></"
                              "term><not>reading room</not></set>"),
                 PO_OK, "%s", bench.err.text);
    bench_stop(&bench);
}

Test(lexicon_load, mistakes_are_told) {
    static const char *const cases[][3] = {
        {"<set vocabulary='moon'><not>x</not></set>", "XW-110", "no vocabulary \"moon\""},
        {"<set vocabulary='topic'><not>x</not></set><set vocabulary='topic'><not>y</not></set>",
         "XW-101", "two sets"},
        {"<set vocabulary='topic'><term ref='elaa'><phrase>x</phrase></term></set>", "XW-111",
         "did you mean \"ela\""},
        {"<set vocabulary='topic'><term ref='ela'><phrase>--</phrase></term></set>", "XW-112",
         "at least one word"},
        {"<set vocabulary='topic'><term ref='ela'><phrase>test</phrase></term><term "
         "ref='science'><phrase>tests</phrase></term></set>",
         "XW-113", "one thing only"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_bench bench;
        bench_start(&bench);
        cr_assert_eq(load(&bench, cases[i][0]), PO_E_CONFIG);
        cr_assert(bench_said(&bench, cases[i][1], cases[i][2]), "%s", cases[i][0]);
        bench_stop(&bench);
    }
}
