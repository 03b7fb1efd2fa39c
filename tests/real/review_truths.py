#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The consistency review record and approval readiness of a county office's LCAP and its school plans: what was established by reading the papers.

Usage: review_truths.py PLANONCE

Reads ../shared/data/scoe-text beside the project; if it is not there, that is said and nothing is tried. Of Hickey only last year's plan is here, of
El Centro none: no line to sign. What differs between the plans is one thing that the papers show (the same money for comprehensive support in two
plans); nothing else may be said to differ, because measures of the county office and of a school are of two places and the plans name no amounts of one action.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

DATA = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data" / "scoe-text"
STATES = {"El Centro": "no-plan", "Elinor Lincoln Hickey Jr./Sr. High School": "other-year", "Leo A. Palmiter Jr./Sr. High School": "compared",
          "Nathaniel S. Colley Senior High School": "compared", "North Area Community School": "compared"}
# goals that name one of the county office's: Colley and North Area each 1, 3 and 4; Palmiter's two are worded otherwise
GOALS = {"Nathaniel S. Colley Senior High School": 3, "North Area Community School": 3}
DIFFERS = [("Nathaniel S. Colley Senior High School", "SPSA-SAME-CSI")]
# places that measure the same thing: the suspension rate of Palmiter (page 33: two groups, no school year), the graduation rates of Colley (page 50)
# and North Area, which the county office words in another way
SAME_PLACE = [("Leo A. Palmiter Jr./Sr. High School", "not-compared")] * 2 + [
    ("Nathaniel S. Colley Senior High School", "not-compared"), ("North Area Community School", "not-compared")]
mistakes = []


def expect(holds, sentence):
    if not holds:
        mistakes.append(sentence)


def check_record(plan):
    codes = {finding["id"]: finding["code"] for finding in plan["findings"]}
    part = plan["review"]["parts"][0]
    names = [school["name"] for school in part["plans"]]
    states = {school["name"]: school["state"] for school in part["plans"]}
    expect(states == STATES, f"who was compared: {states}")
    goals = {school["name"]: school["counts"]["goals"]["agrees"] for school in part["plans"] if "agrees" in school.get("counts", {}).get("goals", {})}
    expect(goals == GOALS, f"goals that name one: {goals}")
    differs = [(names[item["plan"]], codes.get(item.get("finding"))) for item in part["items"] if item["outcome"] == "differs"]
    expect(differs == DIFFERS, f"said to differ: {differs}")
    same = [(names[item["plan"]], item["outcome"]) for item in part["items"] if "comparison" in item and "level" not in item.get("because", [])]
    expect(same == SAME_PLACE, f"measured at one place: {same}")
    why = " ".join(plan["review"]["signature"]["because"])
    expect(not plan["review"]["signature"]["possible"] and "Hickey" in why and "El Centro" in why, f"a line to sign, or other reasons: {why}")


def check_readiness(plan):
    reviewers = {reviewer["id"]: reviewer for reviewer in plan["readiness"]["reviewers"] if reviewer["program"] == "lcap"}
    expect("state-superintendent" in reviewers and "county" not in reviewers, "a county office's plan goes to the State Superintendent")
    budget = [test["state"] for test in reviewers.get("state-superintendent", {"tests": []})["tests"] if test["id"] == "budget"]
    expect(budget == ["cannot-tell"], f"no budget is here, and it is said to be {budget}")


def main():
    if not DATA.is_dir():
        print(f"{DATA} is not here: nothing was tried")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], "build", "-o", folder + "/out", "--as-of", "2026-11-21", str(DATA)], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=300, check=False)
        plan = json.loads(pathlib.Path(folder, "out", "plan.json").read_text("utf-8"))
    check_record(plan)
    check_readiness(plan)
    for mistake in mistakes:
        print("FAILED:", mistake)
    print(f"{len(plan['review']['parts'][0]['items'])} things compared; {len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
