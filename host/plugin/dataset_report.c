/* SPDX-License-Identifier: Apache-2.0
 *
 * What a table of data has to say when it was read: each thing once, with its count and its first
 * place. A table of ten thousand rows with one habit gives one sentence.
 */
#include "base/text.h"
#include "plugin/dataset_parts.h"

void dataset_say(dataset_run *run, po_severity severity, const char *code, const po_place *at,
                 const char *text) {
    if (run->sink->diagnose != NULL)
        run->sink->diagnose(run->sink->context, severity, code, at, text);
}

void dataset_report_header(dataset_run *run) {
    const dataset_layout *layout = run->layout;
    for (size_t i = 0; i < layout->strangers.count; i++)
        dataset_say(
            run, PO_WARNING, "FORM-012", &layout->strangers.items[i].at,
            po_arena_printf(
                run->arena,
                "the column \"%.80s\" is in no edition of %s that is known here; it was not read",
                layout->strangers.items[i].label, layout->dataset->title));
    for (size_t i = 0; i < layout->slots.count; i++) {
        const dataset_slot *slot = layout->slots.items[i];
        if (slot->printed != NULL && slot->member == NULL)
            dataset_say(
                run, PO_WARNING, "FORM-016", &slot->header,
                po_arena_printf(
                    run->arena,
                    "the column of \"%.40s\" was read, but that word is not known to the form",
                    slot->printed));
    }
}

static const char *times(dataset_run *run, uint32_t count) {
    return count == 1 ? "once" : po_arena_printf(run->arena, "%u times", count);
}

/* The label as it was printed in this file, with its member or year. */
static const char *label_of(dataset_run *run, const dataset_slot *slot) {
    if (slot->printed == NULL)
        return slot->column->label;
    return po_arena_printf(run->arena, "%s (%s)", slot->column->label, slot->printed);
}

static void report_slot(dataset_run *run, const dataset_slot *slot) {
    const char *label = label_of(run, slot);
    for (size_t i = 0; i < slot->unknown.count; i++)
        dataset_say(run, PO_WARNING, "FORM-016", &slot->unknown.items[i]->first,
                    po_arena_printf(run->arena,
                                    "\"%.80s\" stands %s in the column %s and is not known to the "
                                    "form; it was kept as it is",
                                    slot->unknown.items[i]->text,
                                    times(run, slot->unknown.items[i]->count), label));
    if (slot->restored > 0)
        dataset_say(
            run, PO_NOTE, "FORM-017", &slot->restored_at,
            po_arena_printf(run->arena,
                            "%u codes of the column %s had lost a leading zero, which was put back",
                            slot->restored, label));
    if (slot->refused > 0)
        dataset_say(
            run, PO_WARNING, "FORM-022", &slot->refused_at,
            po_arena_printf(run->arena,
                            "%u values of the column %s are not of its kind; their text was kept",
                            slot->refused, label));
}

void dataset_report_table(dataset_run *run) {
    for (size_t i = 0; i < run->layout->slots.count; i++)
        report_slot(run, run->layout->slots.items[i]);
    if (run->keyless > 0)
        dataset_say(run, PO_NOTE, "FORM-018", &run->keyless_first,
                    po_arena_printf(run->arena,
                                    "%u rows hold no %s (notes, totals, footers) and were not "
                                    "read; the last of them is row %u",
                                    run->keyless, run->layout->dataset->by_day ? "date" : "code",
                                    run->keyless_last.row));
}
