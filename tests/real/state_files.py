#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The state's data files, read and counted: state_files.py PLANONCE.

Row by row against the official tables derived from the same workbooks (../shared/data/derived), cell by cell against a reader of a few lines
(workbook.py), counts as the state published them, and a workbook of next year made from this year's: columns added, the header moved, words
renamed, codes that lost their zero. Files that are not there are named and passed over. Ends with "N passed, N failed"; 77 without any file."""
import collections
import csv
import glob
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import workbook  # noqa: E402

PROGRAM = sys.argv[1]
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared/data")
LETTERS = {"A": "4 5 6", "B": "4 5", "C": "5 6", "D": "4 6", "E": "4 8", "F": "5 8", "G": "6 8", "H": "4 5 8", "I": "4 6 8", "J": "5 6 8",
           "K": "4 5 6 8"}
passed, failed = 0, 0


def check(name, good, detail=""):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print("FAILED: %s %s" % (name, str(detail)[:600]))


def read(path, *extra):
    run = subprocess.run([PROGRAM, "read", "--format", "json", *extra, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return json.loads(run.stdout), run.stderr.decode(), run.returncode


def value(record, name):
    field = record["fields"].get(name)
    return None if field is None else field.get("value")


def text(record, name):
    return record["fields"].get(name, {}).get("text", "")


def rows_of(name):
    with open(os.path.join(DATA, "derived", name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def there(*parts):
    found = sorted(glob.glob(os.path.join(DATA, *parts)))
    if not found:
        print("not here, not tried: %s" % os.path.join(*parts))
    return found[0] if found else None


# ---- differentiated assistance ----

IN_ASSISTANCE = {2017: (936, 228), 2018: (993, 386), 2019: (1002, 333), 2022: (993, 617), 2023: (991, 466)}
METHODS = {2018: {"1": 374, "2": 11, "3": 2}, 2019: {"1": 331, "2": 2}, 2023: {"1": 453, "2": 19, "3": 2}}
EC52072 = {2022: 39, 2023: 66}


def official_rows(records):
    """What was read, in the shape of the derived table."""
    groups = collections.defaultdict(list)
    for record in records:
        if record["type"] == "assistance_group":
            group = text(record, "group").replace("MR", "TOM")  # the table writes one code for two
            groups[record["parent"]].append((group, text(record, "priorities")))
    for record in records:
        if record["type"] != "assistance_status":
            continue
        head = (value(record, "year"), value(record, "cds"), text(record, "lea_name"), text(record, "county"), text(record, "status"))
        for group, letter in groups[record["id"]] or [("", "")]:
            yield head + (group, letter)


def judge_methods(year, status):
    counts = collections.Counter(m for r in status for m in r["fields"].get("methods", {}).get("values", []))
    for method, count in METHODS.get(year, {}).items():
        check("%d method %s" % (year, method), counts[method] == count, counts)
    if year in EC52072:
        flagged = sum(value(r, "ec52072") == "yes" for r in status)
        check("%d EC 52072" % year, flagged == EC52072[year], flagged)


def judge_assistance(year, path, official):
    read_set, said, code = read(path)
    records = read_set["records"]
    status = [r for r in records if r["type"] == "assistance_status"]
    check("%d exit code" % year, code == 0, said)
    ours = collections.Counter(official_rows(records))
    theirs = collections.Counter((r["year"], r["cds"], r["lea"], r["county"], r["status"], r["group"], r["letter"])
                                 for r in official if r["year"] == str(year))
    check("%d row by row" % year, ours == theirs, list((ours - theirs).items())[:3] + list((theirs - ours).items())[:3])
    total, inside = IN_ASSISTANCE[year]
    check("%d agencies" % year, len(status) == total, len(status))
    helped = sum((value(r, "status") or "").startswith("differentiated") for r in status)
    check("%d in assistance" % year, helped == inside, helped)
    letters = all(" ".join(r["fields"]["priorities"]["values"]) == LETTERS[text(r, "priorities")] for r in records
                  if r["type"] == "assistance_group")
    check("%d letters" % year, letters)
    check("%d nothing in doubt" % year, not any("doubt" in f for r in records for f in r["fields"].values()))
    judge_methods(year, status)


def assistance():
    official = rows_of("da_official_2017_2023.tsv") if there("derived", "da_official_2017_2023.tsv") else []
    for year, name in ((2017, "assistancestatus17.xls"), (2018, "assistancestatus18.xlsx"), (2019, "assistancestatus19.xlsx"),
                       (2022, "assistancestatus22.xlsx"), (2023, "assistancestatus23.xlsx")):
        path = there("cde", name)
        if path and official:
            judge_assistance(year, path, official)


# ---- ESSA ----

ESSA = {2019: {"csi-low-performing": 511, "csi-graduation": 305, "atsi": 1062},
        2022: {"csi-low-performing": 474, "csi-graduation": 333, "atsi": 6289},
        2023: {"csi-low-performing": 540, "csi-graduation": 289, "atsi": 2363}}
CODES = {"african-american": "AA", "american-indian": "AI", "asian": "AS", "english-learners": "EL", "filipino": "FI", "foster-youth": "FOS",
         "hispanic": "HI", "homeless": "HOM", "pacific-islander": "PI", "socioeconomically-disadvantaged": "SED",
         "students-with-disabilities": "SWD", "two-or-more-races": "TOM", "white": "WH"}


def judge_essa(year, path, official):
    read_set, said, code = read(path)
    schools = read_set["records"]
    check("ESSA %d exit code" % year, code == 0, said)
    listed = collections.Counter(
        (value(r, "year"), value(r, "cds"), text(r, "school_name"), text(r, "lea_name"), text(r, "county"), text(r, "title_i"),
         text(r, "dass"), text(r, "status"), text(r, "exit"), ",".join(CODES[v] for v in r["fields"].get("groups", {}).get("values", [])))
        for r in schools if value(r, "status") != "none" or value(r, "exit") != "none")
    theirs = collections.Counter((r["year"], r["cds"], r["school"], r["district"], r["county"], r["title1"], r["dass"], r["status"], r["exit"],
                                  r["groups"]) for r in official if r["year"] == str(year))
    check("ESSA %d row by row" % year, listed == theirs, list((listed - theirs).items())[:3] + list((theirs - listed).items())[:3])
    counts = collections.Counter(value(r, "status") for r in schools)
    for status, count in ESSA[year].items():
        check("ESSA %d %s" % (year, status), counts[status] == count, counts)
    check("ESSA %d group counts" % year,
          all(str(len(r["fields"]["groups"].get("values", []))) == value(r, "group_count") for r in schools if "groups" in r["fields"]))
    check("ESSA %d nothing in doubt" % year, not any("doubt" in f for r in schools for f in r["fields"].values()))


def essa():
    official = rows_of("essa_official_2019_2023.tsv") if there("derived", "essa_official_2019_2023.tsv") else []
    for year, name in ((2019, "essaassistancestudentgroup19.xlsx"), (2022, "essaassistance22.xlsx"), (2023, "essaassistance23.xlsx")):
        path = there("cde", name)
        if path and official:
            judge_essa(year, path, official)


# ---- the other lists, cell by cell ----

def data_rows(path, header_cell, sheet=None):
    """(labels, {row number: {label: text}}) of the sheet whose header has this cell."""
    for name, rows in workbook.read(path).items():
        if sheet and sheet not in name:
            continue
        labels = None
        found = {}
        for number, cells in sorted(rows.items()):
            if labels is None and header_cell in [c.strip() for c in cells]:
                labels = [c.strip() for c in cells]
            elif labels is not None:
                found[number] = dict(zip(labels, cells + [""] * len(labels)))
        if labels is not None:
            return found
    return {}


def judge_cells(name, path, kind, header_cell, key, columns, sheet=None):
    truth = {n: row for n, row in data_rows(path, header_cell, sheet).items() if row[key].replace("-", "").isdigit()}
    records = [r for r in read(path)[0]["records"] if r["type"] == kind and (sheet is None or sheet in r["fields"]["cds"]["at"][0]["sheet"])]
    check("%s: every row" % name, len(records) == len(truth), (len(records), len(truth)))
    wrong = []
    for record in records:
        row = truth.get(record["fields"]["cds"]["at"][0]["row"], {})
        for field, column in columns.items():
            expected = row.get(column, "").strip()
            expected = "" if expected in ("*", "N/A", "#N/A") else " ".join(expected.split())
            if " ".join(text(record, field).split()) != expected:
                wrong.append((record["id"], field, text(record, field), expected))
    check("%s: every cell" % name, not wrong, wrong[:4])
    return records


def lists():
    common = {"cds": "cds", "level": "rtype", "school_name": "schoolname", "lea_name": "districtname", "county": "countyname"}
    topics = {"ELA": "ela", "Math": "mathematics", "Chronic": "chronic-absenteeism", "CCI": "college-career",
              "ELPI": "english-learner-progress", "Grad": "graduation", "Susp": "suspension"}
    for name, rows in (("lowperfleasnonall23data.xlsx", 6685), ("lowperfsch23data.xlsx", 4203), ("lowperfschnonall23data.xlsx", 21617)):
        path = there("cde", name)
        if not path:
            continue
        records = judge_cells(name, path, "low_performer", "cds", "cds", common)
        truth = data_rows(path, "cds")
        check("%s: rows" % name, len(records) == rows, len(records))
        lowest = all([topics[c] for c in topics if truth[r["fields"]["cds"]["at"][0]["row"]].get(c) == "Y"]
                     == sorted(r["fields"]["indicators"]["values"], key=list(topics.values()).index) for r in records)
        check("%s: indicators" % name, lowest)
        check("%s: a group each" % name, all(value(r, "group") for r in records))
    path = there("cde", "leas2023perec52064.xlsx")
    if path:
        records = judge_cells("EC 52064(e)(5)", path, "ec52064e5", "Targeted Student Group(s)", "CDS",
                              {"cds": "CDS", "lea_name": "LEA", "groups": "Targeted Student Group(s)"})
        check("EC 52064(e)(5): 132", len(records) == 132, len(records))
        check("EC 52064(e)(5): every group known", not any("doubt" in r["fields"]["groups"] for r in records))
    path = there("cde", "Pr12023.xlsx")
    if path:
        judge_cells("local indicator 1", path, "local_indicator", "cdsCode", "cdsCode",
                    {"cds": "cdsCode", "lea_name": "lea", "priority": "priorityNumber", "performance": "countyPerformance", "year": "year"})
    path = there("cde", "lcffem23p1.xlsx")
    if path:
        records = judge_cells("Equity Multiplier, schools", path, "equity_multiplier", "School Name", "School Code",
                              {"lea_name": "LEA Name", "school_name": "School Name", "charter_number": "Charter Number"}, "School Data")
        check("Equity Multiplier: codes", all(value(r, "cds") and len(value(r, "cds")) == 14 for r in records))


# ---- Dashboard rows as text ----

def dashboard():
    for name in ("graddownload2018.txt", "monterey_dashboard_2022.tsv", "monterey_dashboard_2023.tsv"):
        path = there("dashboard", name)
        if not path:
            continue
        read_set, said, code = read(path)
        if code != 0 and not read_set["records"]:
            print("not read by this version: %s" % said.strip()[:160])
            continue
        with open(path, encoding="utf-8", newline="") as file:
            truth = list(csv.DictReader(file, delimiter="\t"))
        records = read_set["records"]
        check("%s: every row" % name, len(records) == len(truth), (len(records), len(truth)))
        names = {"cds": "cds", "group": "studentgroup", "denominator": "currdenom", "status": "currstatus", "change": "change",
                 "status_level": "statuslevel", "change_level": "changelevel", "color": "color", "box": "box", "year": "reportingyear"}
        wrong = [(r["id"], f) for r, row in zip(records, truth) for f, column in names.items() if text(r, f) != row[column]]
        check("%s: every cell" % name, not wrong, wrong[:5])


# ---- next year's workbook ----

def next_year(folder):
    path = there("cde", "essaassistance23.xlsx")
    if not path:
        return
    sheets = workbook.read(path)
    name = [n for n in sheets if "State Schools" in n][0]
    rows = sheets[name]
    made = [(1, ["2025–26 Every Student Succeeds Act Assistance Status"]), (2, ["a new line"]), (3, []), (4, ["another new line", "and a cell"])]
    header = rows[3]
    at = header.index("AssistanceStatus2023")
    labels = ["Mascot", "CDS"] + header[1:at + 1] + ["AssistanceStatus2024", "assistance status 2025"] + header[at + 1:] + ["LTEL"]
    made.append((7, labels))
    renamed = {"ATSI": "ATSI", "CSI Grad": "Comprehensive: Graduation", "CSI Low Perform": "CSI Low Perform", "No Status": "No Status"}
    for number in sorted(rows)[3:403]:
        cells = rows[number]
        made.append((number + 4, ["bear", cells[0].lstrip("0")] + cells[1:at + 1] + [cells[at], renamed[cells[at]]] + cells[at + 1:] + ["1"]))
    made.append((500, ["", "Source: the state"]))
    target = os.path.join(folder, "essaassistance25.xlsx")
    workbook.write(target, [("Read me", [(1, ["What the columns mean"]), (2, ["cds", "the code"])]), ("Schools 2025–26", made)])
    read_set, said, code = read(target)
    records = read_set["records"]
    check("next year: recognised", read_set["program"] == "csi" and len(records) == 400, (said, len(records)))
    check("next year: codes", [value(r, "cds") for r in records] == [rows[n][0] for n in sorted(rows)[3:403]])
    check("next year: newest status", all(text(r, "status") == renamed[text(r, "status_2024")] for r in records))
    check("next year: year before", all(text(r, "status_2023") == rows[n][at] for r, n in zip(records, sorted(rows)[3:403])))
    check("next year: new group", all("long-term-english-learners" in r["fields"]["groups"]["values"] for r in records))
    check("next year: the new column is named", 'column "Mascot"' in said and "FORM-012" in said, said)
    check("next year: the new word is named", '"Comprehensive: Graduation"' in said and "FORM-016" in said, said)
    odd = [r for r in records if text(r, "status") == "Comprehensive: Graduation"]
    check("next year: the new word is in doubt", odd and all("doubt" in r["fields"]["status"] and value(r, "status") is None for r in odd))
    lost = sum(rows[n][0].startswith("0") for n in sorted(rows)[3:403])
    check("next year: zeros are told once", said.count("FORM-017") == 1 and "%d codes" % lost in said, said)
    check("next year: the note below is told", "FORM-018" in said, said)
    check("next year: done", code == 0, said)


# ---- only whose plan is built ----

def only_ours(folder):
    plan, state = there("scoe-text", "lcap-2025.layout.txt"), there("cde", "assistancestatus23.xlsx")
    if not plan or not state:
        return
    out = os.path.join(folder, "out")
    run = subprocess.run([PROGRAM, "build", "-o", out, state, plan], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    with open(os.path.join(out, "plan.json"), encoding="utf-8") as file:
        sources = {s["name"]: s for s in json.load(file)["sources"]}
    with_status = sources.get("assistancestatus23.xlsx", {})
    check("build: the state's rows join the plan", with_status.get("cds") == "34103480000000", (sources, run.stderr.decode()))
    check("build: only the agency's", 0 < with_status.get("records", 0) < 16, with_status)
    alone = subprocess.run([PROGRAM, "build", "-o", os.path.join(folder, "alone"), state], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                           check=False)
    check("build: a state file alone makes no plan", alone.returncode == 3 and b"whose plan is built" in alone.stderr, alone.stderr)


def main():
    if not os.path.isdir(os.path.join(DATA, "cde")):
        print("the state's files are not here (../shared/data/cde); nothing was tried")
        return 77
    assistance()
    essa()
    lists()
    dashboard()
    with tempfile.TemporaryDirectory() as folder:
        next_year(folder)
        only_ours(folder)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
