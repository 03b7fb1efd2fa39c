#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One plan in several files: an LCAP's records cut into two files must give the plan that the whole gives.

usage: plan_files.py PLANONCE [FILE]

FILE is a document or records (without it: the sample district's adopted LCAP). It is read once and cut in two ways: narrative and action tables, and
between two goals. Then a file that repeats another with other words, one that is a version, and one that disagrees where both speak are tried.
"""
import copy
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE.parent.parent / "samples" / "district" / "papers" / "lcap-2026-27-adopted.pdf"
SECTIONS = ["goals", "metrics", "actions"]
mistakes = []


def expect(holds, sentence):
    if not holds:
        mistakes.append(sentence)


def part(folder, name, whole, keep, change=None):
    """A file of records: those of `whole` that `keep` takes."""
    records = copy.deepcopy(whole)
    records["records"] = [record for record in records["records"] if record["type"] == "plan" or keep(record)]
    ids = {record["id"] for record in records["records"]}
    for record in records["records"]:
        if record.get("parent") not in ids:
            record.pop("parent", None)
    records["diagnostics"] = []
    if change:
        change(records)
    records["source"]["name"] = name
    records["source"]["sha256"] = hashlib.sha256(name.encode()).hexdigest()
    path = folder / name
    path.write_text(json.dumps(records))
    return str(path)


def build(planonce, folder, papers):
    out = folder / ("out-" + hashlib.sha256("".join(papers).encode()).hexdigest()[:8])
    subprocess.run([planonce, "build", "-o", out, "--as-of", "2026-11-21", *papers], check=False, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=300)
    return json.loads((out / "plan.json").read_text("utf-8"))


def findings(plan):
    return sorted((f["code"], f.get("gap") or "", json.dumps(f.get("arguments"))) for f in plan["findings"] if not f["code"].startswith(("READ-", "TIME-")))


def said(field):
    """A value whatever its print: the table's "$263,000" is the goal's "$263,000.00"."""
    text = field.get("value") or field.get("text") or ""
    return re.sub(r"\.00$", "", text.replace("$", "").replace(",", ""))


def things(plan):
    return {entity["id"]: {name: said(field) for name, field in entity["fields"].items()} for section in SECTIONS for entity in plan[section]}


def funds(plan):
    return sorted((f.get("fund") or "", f.get("stage") or "", f.get("school_year") or "", f["total"]) for f in plan["funds_once"])


def same(name, plan, whole):
    expect([s["state"] for s in plan["sources"]] == ["current"] * len(plan["sources"]), f"{name}: not all files count")
    expect(sum("completes" in s for s in plan["sources"]) == len(plan["sources"]) - 1, f"{name}: the files do not complete one another")
    expect(findings(plan) == findings(whole), f"{name}: findings {findings(plan)} instead of {findings(whole)}")
    expect(things(plan) == things(whole), f"{name}: other goals, measures or actions")
    expect(plan["checks"] == whole["checks"], f"{name}: checks {plan['checks']} instead of {whole['checks']}")
    expect(funds(plan) == funds(whole), f"{name}: other sums")


def main():
    planonce, source = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else str(SAMPLE)
    read = subprocess.run([planonce, "read", "--format", "json", source], capture_output=True, text=True, timeout=300)
    whole = json.loads(read.stdout)
    tables = {r["type"] for r in whole["records"] if r["type"].endswith(("_row", "_totals")) or r["type"] == "carryover"}
    last_goal = [r["id"] for r in whole["records"] if r["type"] == "goal"][-1]
    of_last = {last_goal} | {r["id"] for r in whole["records"] if r.get("parent") == last_goal}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        one = part(folder, "whole.json", whole, lambda r: True)
        plan = build(planonce, folder, [one])
        narrative = part(folder, "narrative.json", whole, lambda r: r["type"] not in tables)
        action_tables = part(folder, "tables.json", whole, lambda r: r["type"] in tables)
        same("narrative and tables", build(planonce, folder, [narrative, action_tables]), plan)
        same("in another order", build(planonce, folder, [action_tables, narrative]), plan)
        first = part(folder, "first.json", whole, lambda r: r["id"] not in of_last)
        last = part(folder, "last.json", whole, lambda r: r["id"] in of_last)
        cut = build(planonce, folder, [first, last])
        expect(things(cut) == things(plan), "cut between goals: other goals, measures or actions")

        version = part(folder, "version.json", whole, lambda r: r["type"] != "narrative")
        states = sorted(s["state"] for s in build(planonce, folder, [one, version])["sources"])
        expect(states == ["undecided", "undecided"], f"two versions: {states}")
        states = sorted(s["state"] for s in build(planonce, folder, [narrative, action_tables, version])["sources"])
        expect("undecided" in states, f"two files and a version: {states}")

        def other_title(records):
            for record in records["records"]:
                if record["id"] == last_goal:
                    record["fields"]["description"]["text"] = "Something quite different is aimed at here"
        disagreeing = part(folder, "disagreeing.json", whole, lambda r: r["type"] in tables or r["id"] == last_goal, other_title)
        found = build(planonce, folder, [narrative, disagreeing])
        expect("MODEL-001" in {f["code"] for f in found["findings"]}, "files that disagree where both speak: no finding")
    for mistake in mistakes:
        print("FAILED:", mistake)
    print(f"{len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
