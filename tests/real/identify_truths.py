#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Truths of identification, tried on the state's files: identify_truths.py PLANONCE [FOLDER]

Without FOLDER, ../shared/data beside the project is used; if it is not there, that is said and nothing is tried. What the state's files say is read here by other means
than the program's own (the standard library's zip, XML and CSV readers), so that a mistake of reading shows.

  county    one county's Dashboard with all colours (2022: status levels), without any status file: the groups found, with their priorities, are the state's
  lowest    the whole state of 2023 from the list of the lowest: nobody found who is not the state's, everybody of the state's possible, every cell that differs
            open only because the list leaves out orange
  dta       EC 52072 of 2022 and 2023 from the status files of four Dashboards
  goal      EC 52064(e)(5), the list of January 2023, from the status files of three Dashboards, with exact groups
  rows      the box formula and the sizes of groups in every row of the Dashboard files
  counts    statuses in each workbook
  together  agencies of 2023 in assistance with schools in CSI and ATSI
"""
import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from xml.etree import ElementTree

LETTERS = {"A": "456", "B": "45", "C": "56", "D": "46", "E": "48", "F": "58", "G": "68", "H": "458", "I": "468", "J": "568", "K": "4568"}
SAME = {"MR": "TOM"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
passed = failed = 0


def truth(name, holds, said):
    global passed, failed
    passed += bool(holds)
    failed += not holds
    print("%-9s %-6s %s" % (name, "holds" if holds else "FAILED", said))


# ---- the state's files, read by other means -------------------------------------------------------------------------

def column(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def sheets(path):
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        shared = []
        if "xl/sharedStrings.xml" in names:
            shared = ["".join(t.text or "" for t in item.iter(MAIN + "t")) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        for name in sorted(n for n in names if re.match(r"xl/worksheets/sheet\d+\.xml$", n)):
            rows = []
            for row in ElementTree.fromstring(book.read(name)).iter(MAIN + "row"):
                cells = {}
                for cell in row:
                    value = cell.find(MAIN + "v")
                    text = "".join(t.text or "" for t in cell.iter(MAIN + "t")) if cell.get("t") == "inlineStr" else value.text if value is not None else ""
                    cells[column(cell.get("r"))] = shared[int(text)] if cell.get("t") == "s" else text or ""
                rows.append([cells.get(i, "") for i in range(max(cells, default=-1) + 1)])
            yield rows


def table(path, needed):
    """Rows of the table that has these columns, as dictionaries with lower-case names; '*' is blank."""
    for rows in sheets(path):
        for at, row in enumerate(rows):
            names = [c.strip().lower() for c in row]
            if all(n in names for n in needed):
                return [{n: ("" if c.strip() == "*" else c.strip()) for n, c in zip(names, r)} for r in rows[at + 1:]
                        if re.fullmatch(r"\d{14}", dict(zip(names, r)).get("cds", ""))]
    raise SystemExit("%s: no table with %s" % (path, needed))


def code_rows(folder, year):
    """The state's letters of a year: {cds: {group: priorities}}, and the agencies with their statuses."""
    groups, agencies = defaultdict(dict), {}
    with open(os.path.join(folder, "derived", "da_official_2017_2023.tsv"), encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t"):
            if row["year"] == str(year):
                agencies[row["cds"]] = row
                if row["group"]:
                    groups[row["cds"]][SAME.get(row["group"], row["group"])] = set(LETTERS[row["letter"].strip()])
    return groups, agencies


# ---- the program's answers -------------------------------------------------------------------------------------------

def identify(planonce, year, files):
    run = subprocess.run([planonce, "identify", "--year", str(year), "--format", "json"] + files, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        raise SystemExit("planonce identify: exit %d: %s" % (run.returncode, run.stderr))
    return json.loads(run.stdout)


def of(answer, identification):
    return {e["cds"]: e for e in answer["entities"] if e["identification"] == identification}


def priorities(group):
    return set(str(p) for p in group["priorities"])


# ---- truths ----------------------------------------------------------------------------------------------------------

def county(planonce, folder, year):
    path = os.path.join(folder, "dashboard", "monterey_dashboard_%d.tsv" % year)
    official, agencies = code_rows(folder, year)
    found = of(identify(planonce, year, [path]), "da")
    wrong = [cds for cds in found if cds in agencies
             and {g["group"]: priorities(g) for g in found[cds]["groups"]} != official.get(cds, {})]
    open_groups = sum(len(e["groups_possible"]) for e in found.values())
    missing = [cds for cds in agencies if cds.startswith("27") and cds not in found]
    letters = [cds for cds in found if cds in agencies for g in found[cds]["groups"] if set(LETTERS[g["letter"]]) != priorities(g)]
    same = sum(cds in agencies for cds in found) - len(wrong)
    truth("county", not wrong and not missing and not open_groups and not letters and same > 20,
          "%d: %d of %d agencies with the state's groups and priorities, %d groups open %s" % (year, same, same + len(wrong) + len(missing), open_groups, wrong + missing))


def lowest(planonce, folder):
    cde = os.path.join(folder, "cde")
    official, agencies = code_rows(folder, 2023)
    method1 = {cds for cds, row in agencies.items() if row["method1"] == "Y"}
    found = of(identify(planonce, 2023, [os.path.join(cde, f) for f in ("lowperfleasnonall23data.xlsx", "assistancestatus23.xlsx")]), "da")
    sure = {cds for cds, e in found.items() if 1 in e["methods"]}
    possible = {cds for cds, e in found.items() if 1 in e.get("methods_possible", [])}
    truth("lowest", not sure - method1, "%d agencies found for certain by method 1, %d of them not the state's" % (len(sure), len(sure - method1)))
    truth("lowest", method1 <= sure | possible, "%d of the state's %d agencies of method 1 are certain or possible" % (len(method1 & (sure | possible)), len(method1)))
    same = explained = other = 0
    for cds, groups in official.items():
        told = {g["group"]: g for g in found[cds]["groups"] + found[cds]["groups_possible"]}
        for group, wanted in groups.items():
            said = told.get(group)
            had = priorities(said) if said and said["priorities"] else set()
            if said and said["computed"] is not None and had == wanted:
                same += 1
            elif said and had <= wanted <= had | set(str(p) for p in said.get("priorities_possible", [])) and wanted - had == {"4"}:
                explained += 1
            else:
                other += 1
    truth("lowest", other == 0 and same + explained == sum(len(g) for g in official.values()),
          "%d cells are the state's, %d differ only by priority 4 (orange is not in the list), %d otherwise" % (same, explained, other))
    extra = [(cds, g["group"]) for cds, e in found.items() for g in e["groups"] + e["groups_possible"] if g["computed"] and g["group"] not in official.get(cds, {})]
    truth("lowest", not extra, "%d groups found for certain that the state does not have" % len(extra))
    reasons = Counter(d["reason"] for e in found.values() for d in e["differences"])
    truth("lowest", not {"files-differ", "rule-not-confirmed"} & set(reasons), "differences by reason: %s" % dict(reasons))


def status_files(folder, last):
    names = ["assistancestatus17.xls", "assistancestatus18.xlsx", "assistancestatus19.xlsx", "assistancestatus22.xlsx", "assistancestatus23.xlsx"]
    return [os.path.join(folder, "cde", n) for n in names if int(n[16:18]) <= last]


def dta(planonce, folder, year, wanted):
    column_name = "ec52072_%d" % year
    flagged = {r["cds"] for r in table(os.path.join(folder, "cde", "assistancestatus%d.xlsx" % (year % 100)), ["cds", column_name]) if r[column_name] == "Y"}
    found = of(identify(planonce, year, status_files(folder, year % 100)), "da")
    sure = {cds for cds, e in found.items() if e["flags_computed"]["ec52072"] is True}
    open_ = {cds for cds, e in found.items() if e["flags_computed"]["ec52072"] is None}
    truth("dta", len(flagged) == wanted and flagged <= sure | open_ and not sure - flagged,
          "%d: of the state's %d, %d are certain, %d open (fewer than three groups: how many it has is not in these files), %d missed; %d found that are not the "
          "state's; open in all: %d" % (year, len(flagged), len(flagged & sure), len(flagged & open_), len(flagged - sure - open_), len(sure - flagged), len(open_)))
    shown = {cds for cds, e in found.items() if e["flags"]["ec52072"] is True}
    truth("dta", shown == flagged, "%d: %d of %d as the answer shows them, the state's word going first" % (year, len(shown & flagged), len(flagged)))


def goal(planonce, folder):
    names = {"Homeless Youth": "HOM", "Students with Disabilities": "SWD", "Foster Youth": "FOS", "English Learner": "EL", "White": "WH", "Hispanic": "HI",
             "Black/African American": "AA", "American Indian or Alaskan Native": "AI", "Pacific Islander": "PI", "Two or More Race": "TOM",
             "Socioeconomically Disadvantaged": "SED"}
    path = os.path.join(folder, "cde", "leas2023perec52064.xlsx")
    listed = {r["cds"]: {names[g.strip()] for g in r["targeted student group(s)"].split(",")} for r in table(path, ["cds", "lea"])}
    found = of(identify(planonce, 2022, status_files(folder, 22)), "da")
    computed = {cds: set(e["flags_computed"]["ec52064e5"]) for cds, e in found.items() if e["flags_computed"]["ec52064e5"]}
    exact = sum(computed.get(cds) == groups for cds, groups in listed.items())
    truth("goal", computed == listed, "%d of %d agencies with exact groups, %d found that are not in the list" % (exact, len(listed), len(set(computed) - set(listed))))
    read = of(identify(planonce, 2022, status_files(folder, 22) + [path]), "da")
    official = {cds: set(e["official"]["ec52064e5"]) for cds, e in read.items() if e.get("official", {}).get("ec52064e5")}
    truth("goal", official == listed, "%d of %d lines of the list are read with their groups" % (sum(official.get(c) == g for c, g in listed.items()), len(listed)))


def rows(planonce, folder):
    for name in ("monterey_dashboard_2022.tsv", "monterey_dashboard_2023.tsv", "graddownload2018.txt"):
        path = os.path.join(folder, "dashboard", name)
        with open(path, encoding="utf-8", newline="") as f:
            lines = list(csv.DictReader(f, delimiter="\t"))
        groups = {"ALL", "AA", "AI", "AS", "EL", "FI", "FOS", "HI", "HOM", "PI", "SED", "SWD", "MR", "TOM", "WH", "LTEL", "RFP", "EO"}
        good = [r for r in lines if r["studentgroup"] in groups and r["rtype"] != "X" and re.match(r"(0[1-9]|[1-4]\d|5[0-8])", r["cds"])]
        boxes = sum(r["box"] not in ("", "0") for r in good)
        sizes = sum(r.get("currnsizemet", "") in ("Y", "N") and r["currdenom"] != "" for r in good)
        checks = {c["id"]: c for c in identify(planonce, int(lines[0]["reportingyear"]), [path])["row_checks"]}
        for check, wanted in (("box", boxes), ("size", sizes)):
            said = checks[check]
            if wanted == 0:
                continue
            truth("rows", said["failed"] == 0 and said["held"] == wanted,
                  "%s: %s holds in %d of %d rows, %d broken" % (name, check, said["held"], wanted, said["failed"]))


def counts(planonce, folder):
    cde = os.path.join(folder, "cde")
    wanted = {
        "assistancestatus17.xls": (2017, "da", {"differentiated-assistance": 228}),
        "assistancestatus18.xlsx": (2018, "da", {"differentiated-assistance": 386}),
        "assistancestatus19.xlsx": (2019, "da", {"differentiated-assistance": 333}),
        "assistancestatus22.xlsx": (2022, "da", {"differentiated-assistance": 617}),
        "assistancestatus23.xlsx": (2023, "da", {"differentiated-assistance-year-1": 466}),
        "essaassistancestudentgroup19.xlsx": (2019, "csi", {"csi-low-performing": 511, "csi-graduation": 305, "atsi": 1062}),
        "essaassistance22.xlsx": (2022, "csi", {"csi-low-performing": 474, "csi-graduation": 333, "atsi": 6289}),
        "essaassistance23.xlsx": (2023, "csi", {"csi-low-performing": 540, "csi-graduation": 289, "atsi": 2363}),
    }
    for name, (year, identification, statuses) in wanted.items():
        found = Counter(e["status"] for e in of(identify(planonce, year, [os.path.join(cde, name)]), identification).values())
        truth("counts", all(found[s] == n for s, n in statuses.items()), "%s: %s" % (name, dict(found)))
    answers = of(identify(planonce, 2023, [os.path.join(cde, "assistancestatus23.xlsx")]), "da").values()
    methods = Counter(m for e in answers for m in e["official"].get("methods", []))
    truth("counts", (methods[1], methods[2], methods[3]) == (453, 19, 2), "methods of 2023 in the state's file: %s" % dict(methods))


def together(planonce, folder):
    cde = os.path.join(folder, "cde")
    in_da = {r["cds"][:7] for r in table(os.path.join(cde, "assistancestatus23.xlsx"), ["cds", "assistancestatus2023"])
             if r["assistancestatus2023"].startswith("Differentiated")}
    schools = table(os.path.join(cde, "essaassistance23.xlsx"), ["cds", "assistancestatus2023"])
    own = [r for r in schools if not r["charter"]]
    answer = identify(planonce, 2023, [os.path.join(cde, f) for f in ("assistancestatus23.xlsx", "essaassistance23.xlsx")])
    said = {" + ".join(t["programs"]): t for t in answer["summary"]["together"]}
    for key, member, source in (("without charter schools", "agencies", own), ("with charter schools", "with_their_charters", schools)):
        csi = {r["cds"][:7] for r in source if r["assistancestatus2023"].startswith("CSI")}
        atsi = {r["cds"][:7] for r in source if r["assistancestatus2023"] == "ATSI"}
        wanted = {"DA + CSI": len(in_da & csi), "DA + ATSI": len(in_da & atsi), "DA + CSI + ATSI": len(in_da & csi & atsi)}
        told = {}
        for programs, t in said.items():
            told[" + ".join(sorted(programs.split(" + "), key=("DA", "CSI", "ATSI").index))] = t[member]
        truth("together", all(told.get(k) == n for k, n in wanted.items()),
              "2023, %s: %s" % (key, ", ".join("%s %s" % (k, told.get(k)) for k in wanted)))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    planonce = sys.argv[1]
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.join(root, "..", "shared", "data")
    if not os.path.isdir(os.path.join(folder, "cde")):
        print("no state files at ../shared/data beside the project: nothing tried\n0 passed, 0 failed")
        sys.exit(77)
    county(planonce, folder, 2022)
    county(planonce, folder, 2023)
    lowest(planonce, folder)
    dta(planonce, folder, 2022, 39)
    dta(planonce, folder, 2023, 66)
    goal(planonce, folder)
    rows(planonce, folder)
    counts(planonce, folder)
    together(planonce, folder)
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
