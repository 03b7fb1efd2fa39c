/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support.h"

Test(shapes, a_missing_form_is_an_error) {
    po_bench bench;
    bench_start(&bench);
    const char *path = "/nowhere/form.xml";
    po_shapes *shapes = NULL;
    cr_assert_neq(po_shapes_load(bench.arena, &path, 1, &bench.diagnostics, &shapes, &bench.err),
                  PO_OK);
    cr_assert_null(shapes);
    cr_assert_eq(po_shapes_load(bench.arena, NULL, 0, &bench.diagnostics, &shapes, &bench.err),
                 PO_OK);
    bench_stop(&bench);
}

Test(shapes, records_are_inherited_and_overridden) {
    po_bench bench;
    bench_start(&bench);
    const char *form =
        bench_file(&bench, "form.xml",
                   "<form program='p'><section record='a'><x field='one'/><table record='b'><x "
                   "field='two'/></table>"
                   "<year record='c' field='three'/></section><x field='lost'/></form>");
    po_shapes *shapes = NULL;
    cr_assert_eq(po_shapes_load(bench.arena, &form, 1, &bench.diagnostics, &shapes, &bench.err),
                 PO_OK);
    cr_assert_eq(shapes->fields, 3u);
    cr_assert_not_null(po_map_get(po_map_get(shapes->types, "p a"), "one"));
    cr_assert_not_null(po_map_get(po_map_get(shapes->types, "p b"), "two"));
    cr_assert_not_null(po_map_get(po_map_get(shapes->types, "p c"), "three"));
    remove(form);
    bench_stop(&bench);
}
