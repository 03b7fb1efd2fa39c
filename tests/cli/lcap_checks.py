#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every LCAP check finds the fault it is for, and says nothing without it.

A check that never speaks is as wrong as one that speaks too much, and no real plan has every fault. So the sample district's plan of 2025-26, which
has none, is read once; each case below spoils one thing in its records (planonce/records/1) and names the code that must then be found. The
unspoilt records must give no finding of the program at all. Every code of plugins/lcap/checks.xml has a case, or a reason for having none.

usage: lcap_checks.py PLANONCE SOURCE_FOLDER
"""
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# Needs facts about the district, which records do not hold.
NO_CASE = {"LCAP-SECTION-ASSISTANCE", "LCAP-CSI-SCHOOLS", "LCAP-CSI-SUPPORT", "LCAP-CSI-MONITORING", "LCAP-BUDGET-COVERS"}


class Plan:
    """The records, and the few ways in which they are spoilt."""

    def __init__(self, document):
        self.document = copy.deepcopy(document)

    def all(self, kind):
        return [r for r in self.document["records"] if r["type"] == kind]

    def first(self, kind, **wanted):
        for record in self.all(kind):
            if all(self.value(record, k) == v for k, v in wanted.items()):
                return record
        raise KeyError(f"no {kind} with {wanted}")

    @staticmethod
    def value(record, name):
        field = record["fields"].get(name, {})
        return field.get("value", field.get("text"))

    def blank(self, kind, name, **wanted):
        self.first(kind, **wanted)["fields"].pop(name, None)

    def drop(self, record):
        gone = {record["id"]}
        self.document["records"] = [r for r in self.document["records"] if r["id"] not in gone and r.get("parent") not in gone]

    def put(self, record, name, text, value=None, values=None):
        field = dict(record["fields"].get(name) or {"at": [{"page": 1}]})
        field.pop("value", None)
        field.pop("values", None)
        field["text"] = text
        if value is not None:
            field["value"] = value
        if values is not None:
            field["values"] = values
        record["fields"][name] = field

    def raise_(self, record, name, by=1000):
        """Adds to an amount or, for percentages, so many points."""
        field = record["fields"][name]
        percent = "%" in field["text"]
        places = len(field["value"].partition(".")[2])
        value = f"{float(field['value']) + by:.{places}f}"
        self.put(record, name, f"{value}%" if percent else f"${value}", value)


def raises(kind, name, by=1000):
    return lambda p: p.raise_(p.first(kind), name, by)


def blanks(kind, name, **wanted):
    return lambda p: p.blank(kind, name, **wanted)


def contributing(plan, scope=None):
    for row in plan.all("expenditure_row"):
        if plan.value(row, "contributing") == "yes" and (scope is None or scope in plan.value(row, "scope")):
            return row
    raise KeyError("no contributing row")


def no_money(plan):
    row = contributing(plan)
    for name in ("lcff_funds", "total_funds", "total_personnel", "total_nonpersonnel"):
        plan.put(row, name, "$0", "0")
    row["fields"].pop("planned_percentage", None)


def not_in_table(plan):
    """The row is gone and the totals know it: so the table was read whole."""
    row = plan.first("expenditure_row")
    totals = plan.first("expenditure_totals")
    plan.raise_(totals, "total_funds", -float(plan.value(row, "total_funds")))
    plan.drop(row)


def not_in_contributing(plan):
    row = plan.first("contributing_row")
    plan.raise_(plan.first("contributing_totals"), "planned_contributing_expenditures", -float(plan.value(row, "lcff_funds")))
    plan.drop(row)


def other_action(plan):
    """A contributing action is marked as not contributing in Table 1 only."""
    plan.put(contributing(plan), "contributing", "No", "no")


def update_not_contributing(plan):
    row = plan.first("contributing_update_row")
    for other in plan.all("update_row"):
        if plan.value(other, "action") == plan.value(row, "action") and plan.value(other, "goal") == plan.value(row, "goal"):
            plan.put(other, "contributing", "No", "no")


def other_scope(plan):
    row = plan.first("contributing_row")
    scope = "Limited" if "LEA" in plan.value(row, "scope") else "LEA-wide"
    plan.put(row, "scope", scope, scope, [scope])


def difference_of_percentages(plan):
    totals = plan.first("contributing_update_totals")
    plan.raise_(totals, "estimated_supplemental_and_concentration", 90000000)
    plan.put(totals, "difference_in_percentage", "1.500%", "1.500")


def no_metrics(plan):
    goal = plan.first("goal")
    for metric in [m for m in plan.all("metric") if m.get("parent") == goal["id"]]:
        plan.drop(metric)


def no_actions(plan):
    goal = plan.first("goal")
    for action in [a for a in plan.all("action") if a.get("parent") == goal["id"]]:
        plan.drop(action)
    for row in [r for r in plan.all("expenditure_row") if plan.value(r, "goal") == plan.value(goal, "number")]:
        plan.drop(row)


def no_engagement(plan):
    for record in plan.all("engagement"):
        plan.drop(record)
    plan.first("narrative")["fields"].pop("engagement_process", None)


def no_outcome(plan):
    plan.first("metric")["fields"].pop("year_1_outcome")
    plan.first("metric")["fields"].pop("difference", None)


def no_second_outcome(plan):
    """The plan of the year after: every metric but the first has its second outcome."""
    plan.put(plan.first("plan"), "plan_year", "2026-27")
    for metric in plan.all("metric")[1:]:
        plan.put(metric, "year_2_outcome", "81% (2025-26)")
    plan.first("metric")["fields"].pop("difference", None)


def no_ratios(plan):
    for row in plan.all("staff_ratio"):
        for name in ("schools_above_55_percent", "schools_55_percent_or_less"):
            row["fields"].pop(name, None)


def no_method(plan):
    plan.raise_(plan.first("contributing_totals"), "planned_percentage_of_improved_services", 1)
    plan.first("increased_services")["fields"].pop("methodology", None)


def overview(plan, **amounts):
    record = plan.first("budget_overview")
    for name, value in amounts.items():
        plan.put(record, name, f"${value}", str(value))


def blank_overview(plan):
    """As a template prints it that was never filled in: "of which $ is other state funds"."""
    record = plan.first("budget_overview")
    for name in [n for n, f in record["fields"].items() if "$" in f["text"]] + ["total_planned_expenditures"]:
        plan.put(record, name, "$")


def code(text):
    return lambda p: p.put(p.first("plan"), "cds_code", text)


def year(kind, name, text="2019-20"):
    return lambda p: p.put(p.first(kind), name, text)


def number_twice(plan):
    first, second = [a for a in plan.all("action") if a["parent"] == plan.first("action")["parent"]][:2]
    plan.put(second, "number", first["fields"]["number"]["text"], first["fields"]["number"].get("value"))


def unmarked(plan):
    """As the template of 2021 to 2024 prints it: the first table has no marks, and a row of the second lacks its own."""
    for row in plan.all("expenditure_row"):
        row["fields"].pop("contributing", None)
    plan.first("contributing_row")["fields"].pop("contributing", None)


CASES = {
    "LCAP-T1-ROW-SOURCES": raises("expenditure_row", "other_state_funds"),
    "LCAP-T1-ROW-PERSONNEL": raises("expenditure_row", "total_personnel"),
    "LCAP-T1-SUM-LCFF": raises("expenditure_totals", "lcff_funds"),
    "LCAP-T1-SUM-STATE": raises("expenditure_totals", "other_state_funds"),
    "LCAP-T1-SUM-LOCAL": raises("expenditure_totals", "local_funds"),
    "LCAP-T1-SUM-FEDERAL": raises("expenditure_totals", "federal_funds"),
    "LCAP-T1-SUM-ALL": raises("expenditure_totals", "total_funds"),
    "LCAP-T1-SUM-PERSONNEL": raises("expenditure_totals", "total_personnel"),
    "LCAP-T1-SUM-NONPERSONNEL": raises("expenditure_totals", "total_nonpersonnel"),
    "LCAP-T1-TOTAL-SOURCES": raises("expenditure_totals", "federal_funds"),
    "LCAP-T1-TOTAL-PERSONNEL": raises("expenditure_totals", "total_personnel"),
    "LCAP-T1-LCFF-CONTRIBUTING": no_money,
    "LCAP-T1-SCOPE": lambda p: contributing(p)["fields"].pop("scope"),
    "LCAP-T1-GROUPS": lambda p: contributing(p)["fields"].pop("unduplicated_groups"),
    "LCAP-ACTION-NOT-IN-T1": not_in_table,
    "LCAP-T1-NOT-IN-GOALS": lambda p: p.drop(p.first("action")),
    "LCAP-ACTION-FUNDS": raises("action", "total_funds"),
    "LCAP-ACTION-TWICE": number_twice,
    "LCAP-ACTION-CONTRIBUTING": other_action,
    "LCAP-T2-PERCENTAGE": raises("contributing_totals", "projected_base_grant", 900000),
    "LCAP-T2-TOTAL-PERCENTAGE": raises("contributing_totals", "carryover_percentage", 1),
    "LCAP-T2-ROW-MISSING": not_in_contributing,
    "LCAP-T2-ROW-EXTRA": other_action,
    "LCAP-T2-ROW-UNMARKED": unmarked,
    "LCAP-T2-ROW-FUNDS": raises("contributing_row", "lcff_funds"),
    "LCAP-T2-ROW-PERCENTAGE": raises("contributing_row", "planned_percentage", 1),
    "LCAP-T2-ROW-SCOPE": other_scope,
    "LCAP-T2-SUM": raises("contributing_totals", "planned_contributing_expenditures"),
    "LCAP-T2-SUM-PERCENTAGE": raises("contributing_totals", "planned_percentage_of_improved_services", 1),
    "LCAP-T2-PLANNED": raises("contributing_totals", "planned_percentage_to_increase", 1),
    "LCAP-T2-MPP": raises("contributing_totals", "planned_percentage_to_increase", -9),
    "LCAP-T2-TYPES": raises("contributing_totals", "limited_total"),
    "LCAP-T2-T1-BASE": raises("expenditure_totals", "projected_base_grant"),
    "LCAP-T2-T1-GRANTS": raises("expenditure_totals", "projected_supplemental_and_concentration"),
    "LCAP-T2-T1-PERCENTAGE": raises("expenditure_totals", "projected_percentage", 1),
    "LCAP-T2-T1-CARRYOVER": raises("expenditure_totals", "carryover_percentage", 1),
    "LCAP-T2-T1-TOTAL": raises("expenditure_totals", "total_percentage", 1),
    "LCAP-T3-SUM-PLANNED": raises("update_totals", "planned_expenditures"),
    "LCAP-T3-SUM-ACTUAL": raises("update_totals", "estimated_actual_expenditures"),
    "LCAP-T4-SUM-PLANNED": raises("contributing_update_totals", "planned_contributing_expenditures"),
    "LCAP-T4-SUM-ACTUAL": raises("contributing_update_totals", "estimated_contributing_expenditures"),
    "LCAP-T4-ROW-PLANNED": raises("contributing_update_row", "planned_expenditures", 90000000),
    "LCAP-T4-ROW-ACTUAL": raises("contributing_update_row", "estimated_actual_expenditures", 90000000),
    "LCAP-T4-ROW-EXTRA": update_not_contributing,
    "LCAP-T4-DIFFERENCE": raises("contributing_update_totals", "difference_in_expenditures"),
    "LCAP-T4-SUM-PLANNED-PERCENTAGE": raises("contributing_update_totals", "planned_percentage", 1),
    "LCAP-T4-SUM-ACTUAL-PERCENTAGE": raises("contributing_update_totals", "estimated_percentage", 1),
    "LCAP-T4-DIFFERENCE-PERCENTAGE": difference_of_percentages,
    "LCAP-T5-REQUIRED": raises("carryover", "total_percentage", 1),
    "LCAP-T5-ACTUAL": raises("carryover", "estimated_percentage_of_increased_services", 1),
    "LCAP-T5-DOLLARS": raises("carryover", "carryover_dollar"),
    "LCAP-T5-PERCENTAGE": raises("carryover", "carryover_percentage", 1),
    "LCAP-T5-T4-GRANTS": raises("carryover", "estimated_supplemental_and_concentration"),
    "LCAP-T5-T4-ACTUAL-FUNDS": raises("carryover", "estimated_contributing_expenditures"),
    "LCAP-T5-T4-ACTUAL-PERCENTAGE": raises("carryover", "estimated_percentage", 1),
    "LCAP-IIS-GRANTS": raises("increased_services", "projected_supplemental_and_concentration"),
    "LCAP-IIS-PERCENTAGE": raises("increased_services", "projected_percentage", 1),
    "LCAP-IIS-CARRYOVER": raises("increased_services", "carryover_percentage", 1),
    "LCAP-IIS-TOTAL": raises("increased_services", "total_percentage", 1),
    "LCAP-IIS-CARRYOVER-T5": raises("increased_services", "carryover_percentage", 1),
    "LCAP-IIS-CARRYOVER-DOLLARS": raises("increased_services", "carryover_dollar"),
    "LCAP-BOP-REVENUE": raises("budget_overview", "local_funds"),
    "LCAP-BOP-NOT-IN-LCAP": lambda p: overview(p, total_planned_expenditures=5000000, expenditures_in_lcap=2000000, expenditures_not_in_lcap=2900000),
    "LCAP-BOP-LCAP-TOTAL": lambda p: overview(p, expenditures_in_lcap=2000000),
    "LCAP-BOP-GRANTS": lambda p: overview(p, supplemental_and_concentration=5, projected_supplemental_and_concentration=5),
    "LCAP-BOP-GRANTS-TWICE": raises("budget_overview", "projected_supplemental_and_concentration"),
    "LCAP-BOP-HIGH-NEEDS": raises("budget_overview", "planned_for_high_needs"),
    "LCAP-BOP-PRIOR-PLANNED": raises("budget_overview", "prior_budgeted_for_high_needs"),
    "LCAP-BOP-PRIOR-ACTUAL": raises("budget_overview", "prior_actual_for_high_needs"),
    "LCAP-BOP-DIFFERENCE": lambda p: overview(p, difference=12),
    "LCAP-BOP-YEAR": year("budget_overview", "school_year"),
    "LCAP-BOP-BLANK": blank_overview,
    "LCAP-CDS-COUNTY": code("60-79901-0000000"),
    "LCAP-CDS-LENGTH": code("5079901000000"),
    "LCAP-CDS-SCHOOL": code("50-79901-0123456"),
    "LCAP-GOAL-TYPE": blanks("goal", "type"),
    "LCAP-GOAL-PRIORITIES": blanks("goal", "priorities"),
    "LCAP-GOAL-RATIONALE": blanks("goal", "rationale"),
    "LCAP-GOAL-METRICS": no_metrics,
    "LCAP-GOAL-ACTIONS": no_actions,
    "LCAP-METRIC-BASELINE": blanks("metric", "baseline"),
    "LCAP-METRIC-TARGET": blanks("metric", "target"),
    "LCAP-METRIC-PLACEHOLDER": lambda p: p.put(p.first("metric"), "baseline", "(2024-25) INSERT DATA here"),
    "LCAP-ANALYSIS-EFFECTIVENESS": blanks("analysis", "effectiveness"),
    "LCAP-ANALYSIS-IMPLEMENTATION": blanks("analysis", "implementation"),
    "LCAP-ANALYSIS-DIFFERENCES": blanks("analysis", "material_differences"),
    "LCAP-ANALYSIS-CHANGES": blanks("analysis", "changes"),
    "LCAP-METRIC-OUTCOME-1": no_outcome,
    "LCAP-METRIC-OUTCOME-2": no_second_outcome,
    "LCAP-CONCENTRATION-USE": blanks("increased_services", "additional_concentration_grant"),
    "LCAP-CONCENTRATION-RATIOS": no_ratios,
    "LCAP-METHODOLOGY": no_method,
    "LCAP-SECTION-GENERAL": blanks("narrative", "general_information"),
    "LCAP-SECTION-REFLECTIONS": blanks("narrative", "reflections_annual_performance"),
    "LCAP-SECTION-INFLUENCE": blanks("narrative", "influence_of_feedback"),
    "LCAP-SECTION-ENGAGEMENT": no_engagement,
    "LCAP-WIDE-METRIC": blanks("wide_action", "metrics"),
    "LCAP-WIDE-NEED": blanks("wide_action", "identified_needs"),
    "LCAP-WIDE-REASON": blanks("wide_action", "how_addressed"),
    "LCAP-WIDE-MISSING": lambda p: p.drop(p.first("wide_action")),
    "LCAP-LIMITED-METRIC": blanks("limited_action", "metrics"),
    "LCAP-LIMITED-MISSING": lambda p: p.drop(p.all("limited_action")[-1]),
    "LCAP-YEAR-SERVICES": year("increased_services", "year"),
    "LCAP-YEAR-T1": year("expenditure_totals", "lcap_year"),
    "LCAP-YEAR-T2": year("contributing_totals", "lcap_year"),
}


def codes(planonce, path):
    run = subprocess.run([planonce, "check", str(path)], capture_output=True, text=True, timeout=60)
    return set(re.findall(r"\[(LCAP-[A-Z0-9-]+)\]", run.stdout + run.stderr))


def main(planonce, source):
    source = pathlib.Path(source)
    sample = source / "samples" / "district" / "papers" / "lcap-2025-26.pdf"
    read = subprocess.run([planonce, "read", "--format", "json", str(sample)], capture_output=True, text=True, timeout=60)
    document = json.loads(read.stdout)
    known = set(re.findall(r'<check code="(LCAP-[A-Z0-9-]+)"', (source / "plugins/lcap/checks.xml").read_text(encoding="utf-8")))
    wrong = [f"{c}: no case" for c in sorted(known - set(CASES) - NO_CASE)] + [f"{c}: no such check" for c in sorted(set(CASES) - known)]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "plan.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        wrong += [f"{c}: found in the plan without faults" for c in sorted(codes(planonce, path))]
        for name, spoil in CASES.items():
            plan = Plan(document)
            spoil(plan)
            path.write_text(json.dumps(plan.document), encoding="utf-8")
            found = codes(planonce, path)
            if name not in found:
                wrong.append(f"{name}: not found; found {sorted(found) or 'nothing'}")
    print("\n".join(wrong) if wrong else f"{len(CASES)} checks find what they are for")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
