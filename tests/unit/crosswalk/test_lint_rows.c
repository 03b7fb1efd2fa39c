/* SPDX-License-Identifier: Apache-2.0
 *
 * Mistakes in rows that are too odd for a file of their own in mistakes/.
 */
#include <criterion/criterion.h>

#include "support.h"

static void expect(const char *fields, const char *code, const char *words) {
    po_bench bench;
    po_crosswalk_counts counts;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, fields, NULL), PO_OK, "%s", bench.err.text);
    po_crosswalk_check(bench.set, NULL, &bench.diagnostics, &counts);
    cr_expect(bench_said(&bench, code, words), "%s: %s", code,
              bench.diagnostics.list.count ? bench.diagnostics.list.items[0].text : "nothing");
    bench_stop(&bench);
}

#define MAKE "<make entity='goal'><key field='k'/></make>"

Test(lint_rows, odd_mistakes) {
    expect("<record type='r'>" MAKE MAKE "</record>", "XW-401",
           "two entities of r are called \"goal\"");
    expect("<record type='r'><make entity='goal'><key of='later'/></make></record>", "XW-410",
           "its key names \"later\"");
    expect("<record type='r'><field id='F-a' from='f' to='moon.x' type='text' class='iso'><with "
           "field='kind' text='x'/><copy/></field></record>",
           "XW-404", "the model has no such entity");
    expect("<record type='r'><field id='F-a' from='f' to='fund.amount' type='money' class='iso' "
           "within='x'><with field='table' text='t'/><money/></field></record>",
           "XW-410", "F-a stands within \"x\"");
    expect("<record type='r'><field id='F-a' from='f' to='fund.amount' type='money' "
           "class='iso'><with field='tabel' text='t'/><money/></field></record>",
           "XW-409", "did you mean \"table\"");
    expect("<record type='r'><field id='F-a' from='f' to='fund.amount' type='money' "
           "class='iso'><with field='table' year='plan'/><money/></field></record>",
           "XW-409", "fund.table is no school year");
    expect("<record type='r'>" MAKE
           "<field id='F-a' from='f' to='goal.topics' type='codes' class='forward'><classify "
           "vocabulary='topic' below='moon'/></field></record>",
           "XW-408", "\"moon\" is no term of the vocabulary topic");
    expect("<record type='r'>" MAKE
           "<field id='F-a' from='f' to='goal.topics' type='codes' class='forward'><classify "
           "vocabulary='moon'/></field></record>",
           "XW-408", "the model has no vocabulary \"moon\"");
    expect("<record type='r'>" MAKE "<field id='F-a' from='f' to='goal.topics' type='codes' "
                                    "class='complement'><split at=''/></field></record>",
           "XW-414", "the separator of <split> is empty");
    expect("<record type='r'>" MAKE
           "<field id='F-a' from='f' to='goal.type' type='code' class='complement'><enum><pair "
           "from='B' to='broad'/><pair from='b' to='focus'/></enum></field></record>",
           "XW-401", "two pairs for \"b\"");
    expect("<record type='r'>" MAKE
           "<link id='L-a' kind='measures' from='x' entity='measure' field='m'/></record>",
           "XW-410", "L-a goes out from \"x\"");
    expect("<record type='r'>" MAKE
           "<link id='L-a' kind='measures' from='goal' entity='measur' field='m'/></record>",
           "XW-404", "did you mean \"measure\"");
    expect("<record type='r'>" MAKE "<unmapped field='x' reason='superseded'>a</unmapped><unmapped "
                                    "field='x' reason='superseded'>a</unmapped></record>",
           "XW-401", "x is listed as unmapped twice");
}
