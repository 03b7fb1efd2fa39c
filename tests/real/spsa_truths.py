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

Then the plans are checked together (`PLANONCE check`), those of one year at a time, and what is found is compared with what the pages show
(VERDICTS): every finding listed there as right must be found; of all findings of the plans' own checks, 90 in 100 must be right; one that is
not listed counts as not right until somebody has read the page.

A transcription in which tables were lost cannot reach its totals; it is listed in LOSSY with what is lost, and its sums are printed only.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from decimal import Decimal

# goals, metrics, strategies, expenditures, total of strategies
EXPECTED = {
    "spsa-2025-colley.layout.txt": (5, 19, 20, 99, "1253701"),
    "spsa-2025-north-area.layout.txt": (5, 19, 17, 79, "1548644"),
    "spsa-2025-palmiter.layout.txt": (5, 3, 9, 0, "0"),
}
LOSSY = {
    "spsa-2024-colley.md": "tables of strategies on pages 35 to 37, 39 to 43 and 46 to 47 have other columns or none",
    "spsa-2024-hickey.md": "tables of strategies on most pages have other columns or none",
}

COLLEY, NORTH, PALMITER = ("spsa-2025-%s.layout.txt" % n for n in ("colley", "north-area", "palmiter"))
COLLEY_24, HICKEY_24, LCAP = "spsa-2024-colley.md", "spsa-2024-hickey.md", "lcap-2025.layout.txt"

# (file, finding): (how often, right, what the pages show)
VERDICTS = {
    (COLLEY, "SPSA-COUNCIL-PARENTS-PUPILS"): (1, True, "page 58: 1 parent, 4 pupils"),
    (NORTH, "SPSA-COUNCIL-PARENTS-PUPILS"): (1, True, "page 51: 1 parent, 4 pupils"),
    (PALMITER, "SPSA-COUNCIL-PARITY"): (1, True, "page 40: 1 + 2 + 3 of the staff, 1 + 1 of families"),
    (PALMITER, "SPSA-COUNCIL-TEACHERS"): (1, True, "page 40: 2 teachers of 6"),
    (PALMITER, "SPSA-COUNCIL-MEMBERS"): (1, True, "page 40: the list has a header and no row"),
    (PALMITER, "SPSA-DATE-SSC"): (1, True, "page 1: the column of the council's approval is empty"),
    (PALMITER, "SPSA-DATE-ASSURANCE"): (1, True, "page 41: 'adopted by the SSC at a public meeting on .'"),
    (PALMITER, "SPSA-GOAL-BLANK"): (3, True, "pages 35 to 37: goals 3 to 5 hold the template's words only"),
    (COLLEY, "SPSA-GOAL-BLANK"): (1, True, "page 53: goal 5 holds the template's words only"),
    (NORTH, "SPSA-GOAL-BLANK"): (1, True, "page 46: the same"),
    (COLLEY, "SPSA-STRATEGY-STUDENTS"): (2, True, "pages 35 and 38: strategies 1.3 and 1.6, the column is empty"),
    (COLLEY, "SPSA-STRATEGY-AMOUNT"): (2, True, "page 47: strategies 3.1 and 3.2 list sources and objects without one amount"),
    (COLLEY, "SPSA-CONAPP-FEDERAL"): (1, True, "page 55: 402,703 in the summary, 604,676 in the list of federal programs"),
    (NORTH, "SPSA-CSI-UNUSED"): (1, True, "page 48: 519,101 received; no strategy names it"),
    (COLLEY, "SPSA-SAME-CSI"): (1, True, "pages 55 and 48: 519,101 at Colley and at North Area"),
    (LCAP, "LCAP-BOP-GRANTS"): (1, True, "page 3: 1,204,838; Table 2: 1,180,069"),
    (LCAP, "LCAP-BOP-PRIOR-ACTUAL"): (1, True, "page 6: 1,370,134; Table 4: 1,334,827"),
    (COLLEY_24, "SPSA-COUNCIL-PARENTS-PUPILS"): (1, True, "page 55: 1 parent, 4 pupils"),
    (HICKEY_24, "SPSA-COUNCIL-PARENTS-PUPILS"): (1, True, "page 53: 1 parent, 4 pupils"),
    (COLLEY_24, "SPSA-METRIC-BASELINE"): (6, True, "pages 33, 38 and 44: the cell is empty"),
    (COLLEY_24, "SPSA-METRIC-EXPECTED"): (3, True, "page 44: the cell is empty"),
    (COLLEY_24, "SPSA-DATE-SSC-TWICE"): (1, True, "page 1: May 30, 2024; assurances: May 11, 2023"),
    (HICKEY_24, "SPSA-DATE-SSC-TWICE"): (1, True, "the same"),
    (COLLEY_24, "SPSA-CSI-NO-AMOUNT"): (1, True, "page 52: $0.00, and the box of comprehensive support is marked"),
    (HICKEY_24, "SPSA-CSI-UNUSED"): (1, True, "page 50: 190,526 received; no strategy names it"),
    (COLLEY_24, "SPSA-GOAL-BLANK"): (1, True, "page 50: goal 5 holds the template's words only"),
    (HICKEY_24, "SPSA-GOAL-BLANK"): (1, True, "page 48: the same"),
    (COLLEY_24, "SPSA-STRATEGY-AMOUNT"): (2, True, "page 45: strategies 3.1 and 3.2 list sources and objects without one amount"),
}
PRECISION_MIN = Decimal("0.9")
FINDING = re.compile(r"^([^\s:]+)(?::[^:]*)?: (?:required|would be returned|worth a look): .*\[((?:SPSA|LCAP)-[A-Z-]+)\]$")


def found_in(planonce, paths):
    """How often each (file, finding) is found in these plans together."""
    found = defaultdict(int)
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            shutil.copy(path, folder)
        done = subprocess.run([planonce, "check", folder], capture_output=True, text=True, timeout=300, check=False)
    for line in done.stdout.splitlines():
        match = FINDING.match(line)
        if match:
            found[match.groups()] += 1
    return found


def judge_findings(planonce, folder, tally):
    everything = sorted(os.path.join(folder, f) for f in os.listdir(folder))
    found = found_in(planonce, everything)
    for key, count in found_in(planonce, [p for p in everything if "spsa-2024" in p]).items():
        found[key] = max(found[key], count)
    right = sum(min(found[key], often) for key, (often, good, _) in VERDICTS.items() if good)
    for key, (often, good, page) in sorted(VERDICTS.items()):
        if good:
            tally[found[key] == often] += 1
            if found[key] != often:
                print(f"FAILED: {key[0]} {key[1]}: found {found[key]} times, {often} on the pages: {page}")
    for key in sorted(k for k in found if k not in VERDICTS):
        print(f"no verdict yet: {key[0]} {key[1]}, {found[key]} times")
    total = sum(found.values())
    share = Decimal(right) / total if total else Decimal(1)
    tally[share >= PRECISION_MIN] += 1
    print(f"{total} findings, {right} right by the pages: {share:.1%}")


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
    if not sys.argv[2:] and files:
        judge_findings(planonce, folder, tally)
    print(f"{tally[True]} passed, {tally[False]} failed")
    return 1 if tally[False] else 0


if __name__ == "__main__":
    sys.exit(main())
