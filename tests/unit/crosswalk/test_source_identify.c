/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/text.h"
#include "crosswalk/source_identify.h"
#include "support.h"

static po_bench bench;
static po_record_set *records;
static po_source source;

/* <identify> stands before <fields>: the bench's text is cut there. */
static const char identify[] =
    "<record type='plan'><make entity='milestone'><key field='k'/></make></record>";

static void start(void) {
    bench_start_empty(&bench);
    const char *path = bench_file(
        &bench, "identify.xml",
        po_arena_printf(
            bench.arena,
            "<crosswalk format='planonce/crosswalk/1' id='toy' version='0.1.0' program='toy' "
            "model='%s' status='draft' authority='suggested' "
            "method='human'><title>t</title><identify><cds record='plan' field='cds'/><cds "
            "record='other' field='cds'/>"
            "<lea-name record='plan' field='name'/><plan-year record='plan' "
            "field='year'/><plan-year record='other' field='year'/>"
            "<period record='plan' field='period'/><adopted record='plan' field='adopted'/>"
            "<version record='plan' field='title' is='hearing-draft'><words>public "
            "hearing</words></version>"
            "<version record='plan' field='title' "
            "is='draft'><words>draft</words></version></identify><fields>%s</fields></crosswalk>",
            bench.schema->version, identify));
    cr_assert_eq(po_crosswalks_add(bench.set, path, &bench.diagnostics, &bench.err), PO_OK, "%s",
                 bench.err.text);
    remove(path);
    records = bench_records();
    source = (po_source){0};
}

static void stop(void) {
    po_record_set_destroy(records);
    bench_stop(&bench);
}

TestSuite(source_identify, .init = start, .fini = stop);

static void look(const char *a, const char *b, const char *c) {
    const char *fields[] = {a, b, c, NULL};
    bench_record(records, "plan", "plan", NULL, fields);
    po_source_identify(bench.set, bench.arena, records, &bench.diagnostics, &source);
}

Test(source_identify, whose_and_for_which_year) {
    look("cds=34-10348-0106278", "name=Rosewood  Unified",
         "year=2025\xE2\x80\x93"
         "26 LCAP");
    cr_assert_str_eq(source.cds, "34103480106278");
    cr_assert_str_eq(source.lea_name, "Rosewood Unified");
    cr_assert_eq(source.plan_year, 2025);
    cr_assert_str_eq(source.period, "2025-26");
    cr_assert_null(source.version);
    cr_assert_str_eq(source.name, "toy.pdf");
    cr_assert_eq(source.records, 1u);
    cr_assert_not_null(source.id);
}

Test(source_identify, a_mended_code_is_told) {
    look("cds=1612590106278", "year=nothing", NULL);
    cr_assert_str_eq(source.cds, "01612590106278");
    cr_assert(bench_said(&bench, "XW-301", "leading zero"));
    cr_assert_eq(source.plan_year, 0);
    cr_assert_null(source.period);
}

Test(source_identify, a_code_that_is_none_is_told) {
    look("cds=12", "name=Rosewood", NULL);
    cr_assert_null(source.cds);
    cr_assert(bench_said(&bench, "XW-302", "only by its LEA's name"));
}

Test(source_identify, canonical_values_help) {
    look("cds:34103480106278=CDS 34103480106278", "adopted:2025-06-24=the 24th", "period=2024-27");
    cr_assert_str_eq(source.cds, "34103480106278");
    cr_assert_eq(source.adopted.year, 2025);
    cr_assert_str_eq(source.version, "adopted");
    cr_assert_str_eq(source.version_evidence, "2025-06-24");
    cr_assert_str_eq(source.period, "2024-27");
}

Test(source_identify, versions_by_their_words) {
    look("title=LCAP, Draft for Public Hearing", "adopted=June 24, 2025", NULL);
    cr_assert_str_eq(source.version, "hearing draft");
    cr_assert_str_eq(source.version_evidence, "public hearing");
}

Test(source_identify, drafted_is_no_draft) {
    look("title=drafted by the staff", NULL, NULL);
    cr_assert_null(source.version);
}

Test(source_identify, the_first_place_that_is_filled_counts) {
    bench_record(records, "o", "other", NULL,
                 (const char *const[]){"cds=01612590000000", "year=2024-25", NULL});
    look("cds= ", "year=2025-26", NULL);
    cr_assert_str_eq(source.cds, "01612590000000");
    cr_assert_eq(source.plan_year, 2025);
}

Test(source_identify, a_program_without_crosswalk_is_still_a_document) {
    records->program = NULL;
    look("cds=01612590000000", NULL, NULL);
    cr_assert_null(source.cds);
    cr_assert_not_null(source.id);
}
