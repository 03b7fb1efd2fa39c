#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The four school plans of the sample district, each in another format, are read as they were written.

What make/schools.py holds is compared with the records of `planonce read`, field by field: titles, needs, measures, strategies, groups, every
amount with its source, the council, the dates. Marks of doubt are counted and printed.

usage: check_schools.py BUILD-TREE
"""
import datetime
import json
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
DISTRICT = HERE.parent.parent / "samples" / "district"
sys.path.insert(0, str(DISTRICT / "make"))
import make_spsa  # noqa: E402  (the path is set above)
import schools  # noqa: E402

PLANS = {"spsa-2026-27-alder-creek.docx": schools.ALDER_CREEK, "spsa-2026-27-cottonwood.md": schools.COTTONWOOD,
         "spsa-2026-27-orchard.pdf": schools.ORCHARD, "spsa-2026-27-valley-oak.pdf": schools.VALLEY_OAK}
ROLES = {"principal": "principal", "teachers": "classroom-teacher", "staff": "other-staff", "parents": "parent", "students": "student"}
mistakes = []


def iso(date):
    return datetime.datetime.strptime(date, "%B %d, %Y").date().isoformat() if date else None


def dollars(value):
    """As whole dollars: the samples have no cents."""
    return int(value.removesuffix(".00")) if value and value.removesuffix(".00").isdigit() else value


def same(where, read, written):
    if read != written:
        mistakes.append(f"{where}: read {read!r}, written {written!r}")


class Records:
    def __init__(self, records):
        self.all = {record["id"]: record for record in records}

    def of(self, kind, parent=None):
        return [r for r in self.all.values() if r["type"] == kind and (parent is None or r.get("parent") == parent)]

    def text(self, record, name):
        found = self.all[record]["fields"].get(name) if isinstance(record, str) else record["fields"].get(name)
        return " ".join(found["text"].split()) if found else ""

    def value(self, record, name):
        fields = (self.all.get(record, {"fields": {}}) if isinstance(record, str) else record)["fields"]
        return fields.get(name, {}).get("value")


def check_goal(name, records, school, n, goal):
    where, found = f"{name}, goal {n}", f"goal-{n}"
    if found not in records.all:
        mistakes.append(f"{where}: not read")
        return
    same(f"{where}, title", records.text(found, "title"), goal["title"])
    same(f"{where}, description", records.text(found, "description"), goal["text"])
    same(f"{where}, district goal", records.text(found, "lcap_goal"), make_spsa.aligned(school, n, goal))
    same(f"{where}, need", records.text(found, "identified_need"), goal["need"])
    missing = school["fault"].get("expected_missing")
    written = [(a, b, "" if missing == (n, k) else c) for k, (a, b, c) in enumerate(goal["metrics"], 1)]
    read = [tuple(records.text(r, field) for field in ("name", "baseline", "expected_outcome")) for r in records.of("metric", found)]
    same(f"{where}, metrics", read, written)
    strategies = records.of("strategy", found)
    same(f"{where}, strategies", [(records.text(r, "description"), records.text(r, "students_served")) for r in strategies],
         [(text, groups) for text, groups, _ in goal["strategies"]])
    for k, (strategy, (_, _, costs)) in enumerate(zip(strategies, goal["strategies"]), 1):
        read = [(dollars(records.value(r, "amount")), records.text(r, "funding_source")) for r in records.of("expenditure", strategy["id"])]
        same(f"{where}, strategy {k}, amounts", read, [(amount, source) for amount, source, _ in costs])
    for review in records.of("analysis", found):
        read = [records.text(review, field) for field in ("implementation_and_effectiveness", "major_differences", "changes")]
        same(f"{where}, review", read, list(schools.REVIEW[goal["review"]]))


def check_plan(name, records, school):
    same(f"{name}, school", records.text("plan", "school_name"), school["name"])
    same(f"{name}, boxes", sorted(records.all["plan"]["fields"].get("plan_types", {}).get("values", [])), sorted(school["types"]))
    for field, key in (("ssc_approved", "ssc"), ("board_approved", "board")):
        same(f"{name}, {key}", records.value("plan", field), iso(school[key]))
    same(f"{name}, adopted", records.value("approval", "ssc_adopted"), iso(school["adopted"]))
    for field, key in (("plan_description", "description"), ("educational_partner_involvement", "partners"), ("resource_inequities", "inequities"),
                       ("dashboard_red_or_orange", "red_orange"), ("dashboard_two_levels_below", "two_levels"), ("other_needs", "other_needs")):
        same(f"{name}, {key}", records.text("narrative", field), school[key])
    counts = {records.value(r, "role"): (records.value(r, "count"), records.value(r, "listed")) for r in records.of("council_count")}
    for key, role in ROLES.items():
        number = school["council"][key]
        same(f"{name}, council, {role}", counts.get(role), (str(number), str(number) if number else None))
    same(f"{name}, groups", [records.text(r, "name") for r in records.of("advisory_group")], school["groups"])


def check_money(name, records, school, sums):
    fault = school["fault"]
    lines = {records.value(r, "description"): dollars(records.value(r, "amount")) for r in records.of("budget_line") if "description" in r["fields"]}
    written = {"conapp": sums.federal + fault.get("conapp", 0), "strategies": sums.total + fault.get("strategies_total", 0)}
    if "csi" in school:
        written["csi"] = school["csi"]
    same(f"{name}, budget summary", lines, written)
    for field, sources in (("federal_program", make_spsa.FEDERAL + (schools.CSI,)), ("state_or_local_program", make_spsa.STATE)):
        read = {records.text(r, field): dollars(records.value(r, "allocation")) for r in records.of("budget_line") if field in r["fields"]}
        same(f"{name}, {field}", read, {s: sums.sources[s] for s in sources if sums.sources[s]})
    same(f"{name}, total", dollars(records.value("plan", "total_funds")), sums.total)


def main():
    planonce = pathlib.Path(sys.argv[1]).resolve() / "bin" / "planonce"
    for name, school in PLANS.items():
        run = subprocess.run([planonce, "read", "--format", "json", DISTRICT / "papers" / name], capture_output=True, text=True, timeout=60,
                             check=True)
        read = json.loads(run.stdout)
        records = Records(read["records"])
        before = len(mistakes)
        check_plan(name, records, school)
        check_money(name, records, school, make_spsa.Money(school))
        for n, goal in enumerate(school["goals"], 1):
            check_goal(name, records, school, n, goal)
        same(f"{name}, goals", len(records.of("goal")), len(school["goals"]))
        doubts = sum("doubt" in field for record in read["records"] for field in record["fields"].values())
        print(f"{name}: {len(read['records'])} records, {doubts} values in doubt, {len(mistakes) - before} mistakes")
    for mistake in mistakes[:40]:
        print("FAILED:", mistake)
    return 1 if mistakes else 0


sys.exit(main())
