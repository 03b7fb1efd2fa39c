#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A county office's LCAP and its school plans as one plan: what was established by reading the papers.

Usage: one_plan_truths.py PLANONCE

Reads ../shared/data/scoe-text beside the project; if it is not there, that is said and nothing is tried. Tested are the district's goals that the
schools' goals name, the values that stand side by side, what is said to disagree (nothing does), the schools without a plan, and what changed
at the school of which two years are here.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

DATA = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data" / "scoe-text"
COLLEY, NORTH, PALMITER, OLD = ("spsa-2025-colley.layout.txt", "spsa-2025-north-area.layout.txt", "spsa-2025-palmiter.layout.txt",
                                "spsa-2024-colley.md")
LCAP = "lcap-2025.layout.txt"
TIES = {(COLLEY, "1", "1"), (COLLEY, "3", "3"), (COLLEY, "4", "4"), (NORTH, "1", "1"), (NORTH, "3", "3"), (NORTH, "4", "4")}
# topics, group, document, kind, school year, number: each read in the papers
VALUES = {
    ("graduation", "all-students", LCAP, "baseline", "2022-23", "39.4"),
    ("graduation", "all-students", LCAP, "year-1", "2023-24", "48.0"),
    ("graduation", "all-students", LCAP, "year-1", "2023-24", "57.7"),
    ("graduation", "all-students", NORTH, "latest", "2023-24", "38.0"),
    ("mathematics", "all-students", LCAP, "year-1", "2023-24", "-223.1"),
    ("suspension", "all-students", LCAP, "baseline", "2022-23", "43.2"),
    ("college-career", "all-students", NORTH, "latest", "2023-24", "0.0"),
    ("attendance", "all-students", COLLEY, "latest", "2024-25", "81.1"),
    ("a-g", "all-students", NORTH, "latest", "2024-25", "20.8"),
}
FINDINGS = [("PLAN-002", "Elinor Lincoln Hickey Jr./Sr. High School"), ("PLAN-003", "El Centro")]
mistakes = []


def expect(holds, sentence):
    if not holds:
        mistakes.append(sentence)


def main():
    if not DATA.is_dir():
        print(f"{DATA} is not here: nothing was tried")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], "build", "-o", folder + "/out", "--as-of", "2026-11-21", str(DATA)], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=300, check=False)
        plan = json.loads(pathlib.Path(folder, "out", "plan.json").read_text("utf-8"))
    names = {source["id"]: source["name"] for source in plan["sources"]}
    entities = {e["id"]: e for section in ("goals", "metrics", "actions", "sites") for e in plan[section]}

    ties = {(names[entities[t["goal"]]["source"]], entities[t["goal"]]["code"], entities[t["names"]]["code"]) for t in plan["ties"] if "names" in t}
    expect(ties == TIES, f"goals that are tied: {sorted(ties ^ TIES)}")
    unmatched = sum(t["by"] == "unmatched" for t in plan["ties"])
    expect(unmatched == 4, f"{unmatched} goals name something that is no goal of the district's plan alone")

    values = {("+".join(row["topics"]), row["group"], names[m["source"]], v["kind"], v.get("year"), v.get("number"))
              for row in plan["comparison"] for m in row["measures"] for v in m["values"]}
    expect(VALUES <= values, f"not found side by side: {sorted(VALUES - values)}")
    disagree = [row["topics"] for row in plan["comparison"] for m in row["measures"] for v in m["values"] if v.get("disagrees")]
    expect(not disagree, f"values said to disagree: {disagree}")
    expect(all(len({m["source"] for m in row["measures"]}) > 1 for row in plan["comparison"]), "a row of one plan alone")
    expect(not plan["shared_amounts"], f"amounts said to be the same: {plan['shared_amounts']}")

    found = [(f["code"], f["arguments"].get("school")) for f in plan["findings"] if f["code"].startswith("PLAN-")]
    expect(found == FINDINGS, f"findings over all plans: {found}")

    changes = [c for c in plan["changes"] if names[c["before"]] == OLD and names[c["after"]] == COLLEY]
    expect(len(changes) == 1 and len(plan["changes"]) == 1, "not one pair of years compared")
    amounts = [c["difference"] for c in changes[0]["list"] if c["type"] == "expenditure" and "difference" in c]
    expect(amounts.count("113") == 8, f"amounts that rose by $113 in the papers: 8, found {amounts.count('113')}")
    expect(changes[0]["kept"]["goals"] >= 4, f"goals kept: {changes[0]['kept']}")
    for mistake in mistakes:
        print("FAILED:", mistake)
    print(f"{len(plan['comparison'])} rows, {len(values)} values side by side; {len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
