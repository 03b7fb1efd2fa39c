#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Truths of a school plan, tried on published plans: a correct reading proves itself.

Usage: spsa_truths.py PLANONCE [FILE ...]

Without files, the school plans in ../shared/data/scoe-text beside the project are read; if they are not there, that is said and nothing is
tried. For each plan the program is run once (`PLANONCE read --format json FILE`) and these are tested:

  goals     each goal's strategies cost what the table "Expenditures by Goal" prints
  sources   the strategies cost what the table "Expenditures by Funding Source" prints, source by source
  total     the strategies cost the printed "Total Funds Budgeted for Strategies", to the dollar
  programs  the listed programs make the printed subtotals, these the printed total
  council   there is a count for each role, and no field of any record holds a name from the list of members
  counts    goals, metrics, strategies, expenditures as established by reading the pages (EXPECTED)

A transcription in which tables were lost cannot reach its totals; it is listed in LOSSY with what is lost, and its sums are printed only.
"""
import json
import os
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal

# goals, metrics, strategies, expenditures, total of strategies
EXPECTED = {
    "spsa-2025-colley.layout.txt": (5, 16, 20, 99, "1253701"),
    "spsa-2025-north-area.layout.txt": (5, 18, 17, 79, "1548644"),
    "spsa-2025-palmiter.layout.txt": (5, 2, 9, 0, "0"),
}
LOSSY = {
    "spsa-2024-colley.md": "tables of strategies on pages 35 to 37, 39 to 43 and 46 to 47 have other columns or none",
    "spsa-2024-hickey.md": "tables of strategies on most pages have other columns or none",
}


def read(planonce, path):
    done = subprocess.run([planonce, "read", "--format", "json", path], capture_output=True, text=True, timeout=120)
    return json.loads(done.stdout)["records"] if done.stdout else []


def value(record, name):
    return record["fields"].get(name, {}).get("value")


def text(record, name):
    return record["fields"].get(name, {}).get("text", "")


def money(record, name):
    return Decimal(value(record, name) or 0)


class Plan:
    def __init__(self, records):
        self.by_type = defaultdict(list)
        for record in records:
            self.by_type[record["type"]].append(record)
        self.by_id = {record["id"]: record for record in records}
        self.plan = (self.by_type["plan"] or [{"fields": {}}])[0]
        self.goals, self.sources, self.total = defaultdict(Decimal), defaultdict(Decimal), Decimal(0)
        for cost in self.by_type["expenditure"]:
            goal = self.by_id[self.by_id[cost["parent"]]["parent"]]
            self.goals[value(goal, "number")] += money(cost, "amount")
            self.sources[text(cost, "funding_source")] += money(cost, "amount")
            self.total += money(cost, "amount")

    def lines(self, *fields, without=()):
        return [line for line in self.by_type["budget_line"]
                if all(f in line["fields"] for f in fields) and not any(f in line["fields"] for f in without)]

    def summary(self, name):
        return next((money(line, "amount") for line in self.lines("description") if value(line, "description") == name), None)


def listed_names(path):
    """The names that the document's list of members holds, to look for them in the records."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    begin = [i for i, line in enumerate(lines) if "Name of Members" in line]
    found = set()
    for line in lines[begin[-1] + 1:begin[-1] + 60] if begin else []:
        words = line.replace("|", " ").split()
        if len(words) > 2 and words[0] == "Member":
            found.add(" ".join(words[:2]))
    return found


def tests_of(name, path, plan):
    by_goal = {value(line, "goal"): money(line, "expenditures") for line in plan.lines("goal")}
    by_source = {}
    for line in plan.lines("funding_source", "expenditures", without=("budget_reference",)):
        by_source.setdefault(text(line, "funding_source"), money(line, "expenditures"))  # later tables may lack their reference
    yield "goals", all(plan.goals[goal] == amount for goal, amount in by_goal.items())
    yield "sources", all(plan.sources[source] == amount for source, amount in by_source.items())
    yield "total", plan.summary("strategies") in (None, plan.total)
    federal = sum((money(line, "allocation") for line in plan.lines("federal_program")), Decimal(0))
    local = sum((money(line, "allocation") for line in plan.lines("state_or_local_program")), Decimal(0))
    yield "programs", (federal, local, federal + local) == (
        money(plan.plan, "federal_subtotal"), money(plan.plan, "state_or_local_subtotal"), money(plan.plan, "total_funds"))


def always(path, plan):
    names = listed_names(path)
    held = [t for r in plan.by_id.values() for f in r["fields"].values() for t in (f.get("text", ""),)]
    yield "council", len(plan.by_type["council_count"]) == 5 and not any(n in t for n in names for t in held)


def try_plan(planonce, path, tally):
    name = os.path.basename(path)
    plan = Plan(read(planonce, path))
    counts = tuple(len(plan.by_type[t]) for t in ("goal", "metric", "strategy", "expenditure"))
    print(f"{name}: {counts[0]} goals, {counts[1]} metrics, {counts[2]} strategies, {counts[3]} expenditures of {plan.total}; "
          f"printed total {plan.summary('strategies')}")
    tests = list(always(path, plan))
    if name in LOSSY:
        print(f"  not tried: {LOSSY[name]}")
    else:
        tests += tests_of(name, path, plan)
    if name in EXPECTED:
        tests.append(("counts", (*counts, str(int(plan.total))) == EXPECTED[name]))
    for test, passed in tests:
        tally[passed] += 1
        if not passed:
            print(f"  FAILED: {test}")


def main():
    planonce, files = sys.argv[1], sys.argv[2:]
    folder = os.path.join(os.path.dirname(__file__), "../../../shared/data/scoe-text")
    if not files and os.path.isdir(folder):
        files = sorted(os.path.join(folder, f) for f in os.listdir(folder) if f.startswith("spsa"))
    if not files:
        print("no school plans beside the project: nothing was tried")
        return 77
    tally = {True: 0, False: 0}
    for path in files:
        try_plan(planonce, path, tally)
    print(f"{tally[True]} passed, {tally[False]} failed")
    return 1 if tally[False] else 0


if __name__ == "__main__":
    sys.exit(main())
