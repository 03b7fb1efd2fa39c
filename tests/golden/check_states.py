#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The states of the sample district's duties are those that were judged by hand (district_states.tsv): a change is seen, and has to be meant.

Every instance that is shown names the places; every one that is not says what is missing. The checklist holds the duties that no document shows.
With --write the table is written anew, to be read line by line before it is kept.

usage: check_states.py BUILD-TREE [--write]
"""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PAPERS = HERE.parent.parent / "samples" / "district" / "papers"
TABLE = HERE / "district_states.tsv"
SHOWN = ("satisfied", "covered-with-residue", "stated", "planned")
ORDER = ("conflicting", "not-found", "unknown", "covered-with-residue", "planned", "stated", "attested", "satisfied", "waived", "not-applicable")
mistakes = []


def build(tree):
    program = pathlib.Path(tree) / "bin" / "planonce"
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        subprocess.run([program, "build", "-o", out, "--as-of", "2026-07-15", PAPERS], check=True, stderr=subprocess.DEVNULL)
        return json.loads((out / "plan.json").read_text(encoding="utf-8"))


def place(instance):
    if "schools" in instance:
        return "schools without a plan here" if instance["state"] != "not-applicable" else "schools spared"
    return instance.get("name", "district")


def rows(plan):
    return [(duty["id"], place(instance), instance["state"]) for duty in plan["duties"] for instance in duty["instances"]]


def check_instances(plan):
    sources = {source["id"]: source for source in plan["sources"]}
    for duty in plan["duties"]:
        states = [instance["state"] for instance in duty["instances"]]
        if not states or duty["state"] != min(states, key=ORDER.index):
            mistakes.append(f"{duty['id']}: {duty['state']}, but its instances are {states}")
        for instance in duty["instances"]:
            where = f"{duty['id']} {place(instance)}"
            shown = [at for item in instance["shown"] for at in item.get("at", [])]
            if instance["state"] in SHOWN and not shown:
                mistakes.append(f"{where}: {instance['state']} without a place")
            if instance["state"] in ("unknown", "not-found", "covered-with-residue") and not (instance["missing"] or instance["shown"]):
                mistakes.append(f"{where}: nothing is said to be missing")
            if instance["state"] == "satisfied" and (instance["missing"] or instance["conflicts"]):
                mistakes.append(f"{where}: satisfied, and something is missing")
            if instance["state"] in ("conflicting",) and not instance["conflicts"]:
                mistakes.append(f"{where}: conflicting, and nothing is said to conflict")
            for item in instance["shown"]:
                source = sources[item["source"]]
                if source["state"] != "current" or source.get("plan_year") != plan["plan_year"]:
                    mistakes.append(f"{where}: shown by {source['name']}, which does not count")


def main():
    plan = build(sys.argv[1])
    found = ["\t".join(row) for row in rows(plan)]
    if "--write" in sys.argv:
        TABLE.write_text("\n".join(["duty\tplace\tstate"] + found) + "\n", encoding="utf-8")
    wanted = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    for line in [line for line in wanted if line not in found]:
        mistakes.append(f"expected, but not so: {line}")
    for line in [line for line in found if line not in wanted]:
        mistakes.append(f"not expected: {line}")
    check_instances(plan)
    by_hand = {row["duty"] for row in plan["checklist"]}
    for duty in plan["duties"]:
        if duty["id"] in by_hand and any(instance["shown"] and not instance["shown"][0].get("duty") for instance in duty["instances"]):
            mistakes.append(f"{duty['id']}: on the checklist, and a document shows it")
    for mistake in mistakes:
        print("FAILED:", mistake)
    counts = {state: sum(1 for row in rows(plan) if row[2] == state) for state in ORDER}
    print(f"{len(found)} instances of {len(plan['duties'])} duties: " + ", ".join(f"{n} {state}" for state, n in counts.items() if n))
    print(f"{len(by_hand)} duties on the checklist; {len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
