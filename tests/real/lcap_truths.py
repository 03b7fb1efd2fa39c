#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Truths of an LCAP, tried on published plans: a correct reading proves itself.

Usage: lcap_truths.py PLANONCE [FILE.pdf ...]

Without files, the plans in ../shared/data/lcap-pdf beside the project are read; if they are not there, that is said and nothing is tried.
For each plan the program is run once (`PLANONCE read --format json FILE`) and these are tested:

  goals     actions in the goals are the rows of Table 1, by number
  sum       the rows' Total Funds make the printed total, to the dollar; so do the other amounts of Table 1
  table2    rows are the contributing actions; their LCFF funds make the printed total
  table3    both columns make the printed totals
  table4    rows are Table 3's contributing rows; both columns make the printed totals
  table5    10 = 6/9 + carryover, 11 = 7/9 + 8, 12 = (10 - 11) x 9 or nothing, 13 = 12/9, as printed digits allow
  text      every prompt of the template has its answer
  counts    goals, metrics, actions as established by reading the pages (EXPECTED)

Where a document itself breaks a truth, it is listed in FAULTS with what the page shows; the truth then reads "document". A fault that is
listed and not found is a failure, so that the list stays true.
"""
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal

# goals, metrics, actions, Table 1 rows, Table 1 total
EXPECTED = {
    "campbell-2023": (3, 25, 20, 20, "903350"),
    "centralia-2025": (3, 18, 30, 30, "11322862"),
    "cypress-2025": (3, 20, 15, 15, "15015929"),
    "garden-grove-2025": (9, 84, 45, 45, "746997473"),
    "loma-prieta-2025": (4, 28, 23, 23, "3641969"),
    "los-alamitos-2025": (3, 36, 23, 23, "5699219"),
    "newport-mesa-2025": (6, 73, 115, 112, "296680288"),
    "oak-grove-2024": (5, 37, 35, 35, "125425958"),
    "palo-alto-2025": (3, 30, 19, 19, "14487229"),
    "savanna-2025": (4, 39, 28, 28, "30030043"),
    "westminster-2025": (5, 33, 31, 32, "135529210"),
}

# (file, truth): what the page shows.
FAULTS = {
    ("campbell-2023", "table2"): "pages 49 and 50: rows 1.12 and 2.3 have an amount but no mark for contributing and no scope; the printed total "
                                 "of $45,016.00 leaves both out",
    ("garden-grove-2025", "sum"): "page 107: action 1A(7) has $716,710.00 of personnel in $647,802.00 of total funds and a blank for the rest; the "
                                  "printed total of non-personnel counts -$68,908.00 for it",
    ("los-alamitos-2025", "table2"): "pages 80 and 83: action 1.2 is marked No in Table 1 and stands in Table 2 with $64,200.00 and no mark; the printed "
                                     "total leaves it out",
    ("newport-mesa-2025", "goals"): "pages 43, 52 and 62: goal 1 has two actions 1.5 and goal 2 two actions 2.3, of which Table 1 has one each; action 1.44 "
                                    "is not in Table 1",
    ("newport-mesa-2025", "table2"): "pages 112 and 115: action 4.7 is marked No in Table 1 and Yes in Table 2",
    ("westminster-2025", "goals"): "page 86: Table 1 has a row 1.10 with nothing but a time span; goal 1 has no such action",
}

# (file, truth): what the document's structure leaves out, so that reading cannot reach it with certainty. Counted apart, never as passed: the program
# itself names those pages, and marks what it reads there by position with a doubt.
OUTSIDE = {}

# Prompts of each template: record type, field. An answer that the page leaves blank is listed in BLANK.
TEXTS = {
    "lcap-2024": [("narrative", f) for f in (
        "general_information", "reflections_annual_performance", "reflections_technical_assistance", "schools_identified",
        "support_for_identified_schools", "monitoring_and_evaluating_effectiveness", "influence_of_feedback")]
    + [("goal", f) for f in ("description", "type", "priorities", "rationale")]
    + [("analysis", f) for f in ("implementation", "material_differences", "effectiveness", "changes")]
    + [("increased_services", f) for f in ("methodology", "additional_concentration_grant")],
    "lcap-2021": [("narrative", f) for f in (
        "general_information", "reflections_successes", "reflections_identified_need", "lcap_highlights", "schools_identified",
        "support_for_identified_schools", "monitoring_and_evaluating_effectiveness", "engagement_process", "summary_of_feedback",
        "influence_of_feedback")]
    + [("goal", f) for f in ("description", "rationale")]
    + [("analysis", f) for f in ("implementation", "material_differences", "effectiveness", "changes")]
    + [("increased_services", f) for f in ("how_needs_were_considered", "how_services_are_increased", "additional_concentration_grant")],
}
BLANK = {
    "campbell-2023": ("narrative.support_for_identified_schools", "narrative.monitoring_and_evaluating_effectiveness"),  # pages 10, 11
    "garden-grove-2025": ("increased_services.methodology",),  # page 105
    "los-alamitos-2025": ("increased_services.methodology",),  # page 79
    "westminster-2025": ("increased_services.methodology",),  # page 84
}

MONEY = ("lcff_funds", "other_state_funds", "local_funds", "federal_funds", "total_funds", "total_personnel", "total_nonpersonnel")


class Plan:
    def __init__(self, document):
        self.template = document.get("template")
        self.by_type = defaultdict(list)
        for record in document["records"]:
            self.by_type[record["type"]].append(record)

    def rows(self, record_type):
        return self.by_type[record_type]

    def one(self, record_type):
        return self.by_type[record_type][0] if self.by_type[record_type] else None


def value(record, name):
    if record is None:
        return None
    field = record["fields"].get(name)
    text = field.get("value") if field else None
    try:
        return Decimal(text) if text is not None else None
    except ArithmeticError:
        return None


def word(record, name):
    field = record["fields"].get(name) if record else None
    return field.get("value") if field else None


def key(record):
    return word(record, "action")


def total(rows, name):
    return sum((value(r, name) or Decimal(0) for r in rows), Decimal(0))


def differs(rows, name, printed):
    """A sentence if the rows do not make the printed amount, to the dollar."""
    if printed is None or not any(value(r, name) is not None for r in rows):
        return None
    found = total(rows, name)
    return None if abs(found - printed) < 1 else "%s: rows %s, printed %s" % (name, found, printed)


def same(a, b, what):
    a, b = Counter(a), Counter(b)
    missing, extra = sorted(map(str, (a - b).elements())), sorted(map(str, (b - a).elements()))
    if not missing and not extra:
        return None
    return "%s: missing %s, extra %s" % (what, ", ".join(missing) or "none", ", ".join(extra) or "none")


def truth_goals(plan):
    return [same([word(r, "number") for r in plan.rows("action")], [key(r) for r in plan.rows("expenditure_row")], "Table 1 against goals")]


def truth_sum(plan):
    totals, rows = plan.one("expenditure_totals"), plan.rows("expenditure_row")
    if value(totals, "total_funds") is None:
        return ["no printed total"]
    return [differs(rows, name, value(totals, name)) for name in MONEY]


def contributing(plan):
    rows = [r for r in plan.rows("expenditure_row") if "contributing" in r["fields"]]
    if rows:
        return [key(r) for r in rows if word(r, "contributing") == "yes"]
    return [word(r, "number") for r in plan.rows("action") if word(r, "contributing") == "yes"]


def truth_table2(plan):
    rows, totals = plan.rows("contributing_row"), plan.one("contributing_totals")
    out = [same(contributing(plan), [key(r) for r in rows], "Table 2 against Table 1")]
    out.append(differs(rows, "lcff_funds", value(totals, "total_lcff_funds")))
    out.append(differs(rows, "lcff_funds", value(totals, "planned_contributing_expenditures")))
    return out


def truth_table3(plan):
    rows, totals = plan.rows("update_row"), plan.one("update_totals")
    if not rows:
        return ["no rows"]
    return [differs(rows, n, value(totals, n)) for n in ("planned_expenditures", "estimated_actual_expenditures")]


def truth_table4(plan):
    rows, totals = plan.rows("contributing_update_row"), plan.one("contributing_update_totals")
    marked = [key(r) for r in plan.rows("update_row") if word(r, "contributing") == "yes"]
    return [same(marked, [key(r) for r in rows], "Table 4 against Table 3"),
            differs(rows, "planned_expenditures", value(totals, "planned_contributing_expenditures")),
            differs(rows, "estimated_actual_expenditures", value(totals, "estimated_contributing_expenditures"))]


def near(found, printed, tolerance, what):
    if found is None or printed is None:
        return None
    return None if abs(found - printed) <= tolerance else "%s: formula %s, printed %s" % (what, found.quantize(Decimal("0.001")), printed)


def truth_table5(plan):
    c = plan.one("carryover")
    if c is None:
        return ["no Table 5"]
    base, grants = value(c, "estimated_base_grant"), value(c, "estimated_supplemental_and_concentration")
    before, spent = value(c, "prior_carryover_percentage") or Decimal(0), value(c, "estimated_contributing_expenditures")
    quality = value(c, "estimated_percentage") or Decimal(0)
    ten, eleven = value(c, "total_percentage"), value(c, "estimated_percentage_of_increased_services")
    twelve, thirteen = value(c, "carryover_dollar"), value(c, "carryover_percentage")
    if not base or grants is None or spent is None:
        return []
    half = Decimal("0.0011")
    out = [near(100 * grants / base + before, ten, half, "10"), near(100 * spent / base + quality, eleven, half, "11")]
    exact = (100 * grants / base + before - 100 * spent / base - quality) / 100 * base
    carried = exact if exact > 0 else Decimal(0)
    out.append(near(carried, twelve, base * half / 100 + 1, "12"))
    out.append(near(100 * carried / base, thirteen, half, "13"))
    return out


def truth_text(plan, name):
    missing = []
    for record_type, field in TEXTS.get(plan.template, []):
        for record in plan.rows(record_type) or [{"id": record_type, "fields": {}}]:
            if not record["fields"].get(field, {}).get("text"):
                missing.append("%s.%s" % (record["id"], field))
    blank = BLANK.get(name, ())
    return ["no answer: " + m for m in missing if m not in blank] + ["not blank: " + b for b in blank if b not in missing]


def truth_counts(plan, name):
    if name not in EXPECTED:
        return []
    rows = plan.rows("expenditure_row")
    found = (len(plan.rows("goal")), len(plan.rows("metric")), len(plan.rows("action")), len(rows))
    wanted = EXPECTED[name]
    out = [] if found == wanted[:4] else ["found %s, established %s" % (found, wanted[:4])]
    return out + [near(total(rows, "total_funds"), Decimal(wanted[4]), Decimal("0.99"), "total")]


def try_plan(program, path):
    name = os.path.splitext(os.path.basename(path))[0]
    run = subprocess.run([program, "read", "--format", "json", path], capture_output=True, timeout=300, check=False)
    if run.returncode not in (0, 1) or not run.stdout:
        return name, None, {"read": ["exit %d: %s" % (run.returncode, run.stderr.decode("utf-8", "replace").strip()[:300])]}
    plan = Plan(json.loads(run.stdout))
    results = {"goals": truth_goals(plan), "sum": truth_sum(plan), "table2": truth_table2(plan), "table3": truth_table3(plan),
               "table4": truth_table4(plan), "table5": truth_table5(plan), "text": truth_text(plan, name), "counts": truth_counts(plan, name)}
    return name, plan, {truth: [s for s in said if s] for truth, said in results.items()}


def verdict(name, truth, said):
    """(word for the table, passed, lines to explain)"""
    fault = FAULTS.get((name, truth))
    if said and fault:
        return "document", True, ["%s %s: the document: %s" % (name, truth, fault)]
    if fault:
        return "FAULT GONE", False, ["%s %s: listed as a fault of the document, but not found: %s" % (name, truth, fault)]
    if said and (name, truth) in OUTSIDE:
        return "outside", None, ["%s %s: outside the structure: %s" % (name, truth, OUTSIDE[name, truth])]
    if said:
        return "FAILED", False, ["%s %s: %s" % (name, truth, s) for s in said]
    return "ok", True, []


def report(name, plan, results, lines):
    cells = [verdict(name, truth, said) for truth, said in results.items()]
    for cell in cells:
        lines.extend(cell[2])
    counts = ["-"] * 6
    if plan:
        rows = plan.rows("expenditure_row")
        counts = [len(plan.rows("goal")), len(plan.rows("metric")), len(plan.rows("action")), len(rows),
                  total(rows, "total_funds"), value(plan.one("expenditure_totals"), "total_funds")]
    print(" | ".join([name.ljust(18)] + [str(c) for c in counts] + ["%s %s" % (t, c[0]) for t, c in zip(results, cells)]))
    return sum(c[1] is True for c in cells), sum(c[1] is False for c in cells)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    folder = os.path.join(root, "..", "shared", "data", "lcap-pdf")
    files = sys.argv[2:]
    if not files:
        if not os.path.isdir(folder):
            print("no published plans at ../shared/data/lcap-pdf beside the project: nothing tried\n0 passed, 0 failed")
            return
        files = [os.path.join(folder, f) for f in sorted(os.listdir(folder)) if f.endswith(".pdf")]
    passed = failed = 0
    lines = []
    print("plan | goals | metrics | actions | Table 1 rows | sum | printed | truths")
    for path in files:
        good, bad = report(*try_plan(sys.argv[1], path), lines)
        passed += good
        failed += bad
    print("\n".join(lines))
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
