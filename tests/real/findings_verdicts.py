#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every finding on the published papers with a verdict, given by reading the page it speaks of.

Usage: findings_verdicts.py PLANONCE [--list]

Builds the plans of ../shared/data beside the project (eleven LCAPs, a county office's LCAP with its school plans, the state's files) as one
season, and last year's school plans by themselves; if the folder is not there, that is said and nothing is tried. Prints the number of
findings, how many are right, how many wrong, and the precision. Fails

  - on a finding without a verdict (--list prints what to copy),
  - when a finding with the verdict "right" is not found any more: what is known to be there is found,
  - below 90 % precision.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter

DATA = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data"
PRECISION_MIN = 90
ABOUT = ("goal_code", "action_code", "metric_code", "strategy_code", "school", "group", "code", "what", "field")

COLLEY, NORTH, PALMITER = ("spsa-2025-%s.layout.txt" % n for n in ("colley", "north-area", "palmiter"))
COLLEY_24, HICKEY_24, SCOE = "spsa-2024-colley.md", "spsa-2024-hickey.md", "lcap-2025.layout.txt"
GROVE, MESA, WEST, ALAMITOS = ("%s-2025.pdf" % n for n in ("garden-grove", "newport-mesa", "westminster", "los-alamitos"))
CAMPBELL = "campbell-2023.pdf"

# (document, finding, what it is about): (how often, right, what the pages show)
VERDICTS = {
    ("cypress-2025.pdf", "LCAP-BOP-NOT-IN-LCAP", ""): (1, True, "page 2: 55,514,931 of which 15,015,929 and 40,494,593, in the caption of the chart"),
    (GROVE, "LCAP-LOW-NAMED", "Clinton Elementary Students with disabilities"): (1, True, "pages 15 to 17 list the schools; Clinton is not among them"),
    (GROVE, "LCAP-LOW-ADDRESSED", "Clinton Elementary Students with disabilities"): (1, False, "page 152, an appendix behind the template: SWD, action 1A(3)"),
    (GROVE, "LCAP-T1-ROW-PERSONNEL", "1A 1A(7)"): (1, True, "page 107: 716,710.00 of personnel in 647,802.00"),
    (GROVE, "LCAP-T1-SUM-NONPERSONNEL", ""): (1, True, "page 107: the total counts -68,908 where the row is blank"),
    (GROVE, "READ-010", "PDF-002"): (1, True, "pages 152 to 156, the appendix, are outside the tags"),
    (MESA, "LCAP-ACTION-FUNDS", "3 3.16"): (1, True, "page 75: 15,157; page 111: 15,257"),
    (MESA, "LCAP-T4-ROW-ACTUAL", "2 13"): (1, True, "page 122: 1,219,526; page 118: 1,219,516"),
    (MESA, "LCAP-ACTION-NOT-IN-T1", "1 1.44"): (1, True, "page 52; no row 1.44 on pages 106 to 111"),
    (MESA, "LCAP-ACTION-TWICE", "1 1.5"): (2, True, "page 43: Discontinued Tutorial Support and Academic Innovation are both 1.5"),
    (MESA, "LCAP-ACTION-TWICE", "2 2.3"): (2, True, "page 62: Social-Emotional Learning and Student Belonging are both 2.3"),
    (MESA, "LCAP-T2-ROW-EXTRA", "4 7"): (1, True, "page 112: No; page 115: Yes"),
    (MESA, "LCAP-WIDE-MISSING", "1 13"): (1, True, "page 107: LEA-wide; page 103 describes it among the limited actions"),
    (MESA, "READ-010", "PDF-002"): (1, True, "pages 43 to 52 have no tags"),
    (MESA, "READ-010", "PDF-005"): (1, True, "page 131: one mark in a font without letters"),
    (MESA, "READ-010", "PDF-008"): (1, True, "pages 27 and after: rows of the tagged tables are run together"),
    (WEST, "LCAP-METRIC-TARGET", "1 1.13"): (1, True, "page 28: the target's column is empty"),
    (WEST, "LCAP-T1-NOT-IN-GOALS", "1 1.10"): (1, True, "page 86: a row 1.10 with a time span only"),
    (WEST, "LCAP-T4-ROW-ACTUAL", "5 5.1"): (1, True, "page 94: 727,430; page 92: 700,000"),
    (WEST, "READ-010", "PDF-002"): (1, True, "pages 1 and 4 are outside the tags"),
    (ALAMITOS, "LCAP-METRIC-TARGET", "2 2.16"): (1, True, "page 30: the target's column is empty"),
    (ALAMITOS, "LCAP-METRIC-TARGET", "2 2.17"): (1, True, "page 31: the same"),
    (ALAMITOS, "LCAP-METRIC-PLACEHOLDER", "2 2.17"): (1, True, "page 31: 'INSERT DATA FROM ...'"),
    (ALAMITOS, "LCAP-T2-ROW-EXTRA", "1 1.2"): (1, True, "pages 80 and 83: No in the first table, a row in the second"),
    (CAMPBELL, "LCAP-BOP-BLANK", ""): (1, True, "page 2: 'the total revenue projected ... is $, of which $'"),
    (CAMPBELL, "LCAP-CDS-SCHOOL", "43-69393-6046692"): (1, True, "page 1: 43-69393-6046692 is a school's code"),
    (CAMPBELL, "LCAP-T2-ROW-UNMARKED", "1 1.12"): (1, True, "page 49: 228,143.00 without a mark; the total leaves it out"),
    (CAMPBELL, "LCAP-T2-ROW-UNMARKED", "2 2.3"): (1, True, "page 50: 50,217.00 without a mark; the total leaves it out"),
    ("loma-prieta-2025.pdf", "LCAP-T2-MPP", ""): (1, True, "page 55: 2.511 % planned, 2.589 % required"),
    ("palo-alto-2025.pdf", "LCAP-CDS-SCHOOL", "43 69641 4335782"): (1, True, "page 1: 43 69641 4335782 is a school's code"),
    ("oak-grove-2024.pdf", "LCAP-T1-LCFF-CONTRIBUTING", "2 2.5"): (1, True, "page 65: contributing, 0.00 in every column"),
    (SCOE, "LCAP-BOP-GRANTS", ""): (1, True, "page 3: 1,204,838; page 60: 1,180,069"),
    (SCOE, "LCAP-BOP-PRIOR-ACTUAL", ""): (1, True, "page 6: 1,370,134; page 64: 1,334,827"),
    (SCOE, "PLAN-003", "El Centro"): (1, True, "page 59 names El Centro; its plan is not here"),
    (HICKEY_24, "PLAN-002", "Elinor Lincoln Hickey Jr./Sr. High School"): (1, True, "only the plan of 2024-25 is here"),
    (HICKEY_24, "READ-003", ""): (1, True, "page 1: 2024-25"),
    (COLLEY_24, "READ-003", ""): (1, True, "page 1: 2024-25"),
    (COLLEY, "SPSA-COUNCIL-PARENTS-PUPILS", ""): (1, True, "page 58: 1 parent, 4 pupils"),
    (NORTH, "SPSA-COUNCIL-PARENTS-PUPILS", ""): (1, True, "page 51: 1 parent, 4 pupils"),
    (PALMITER, "SPSA-COUNCIL-PARITY", ""): (1, True, "page 40: 1 + 2 + 3 of the staff, 1 + 1 of families"),
    (PALMITER, "SPSA-COUNCIL-TEACHERS", ""): (1, True, "page 40: 2 teachers of 6"),
    (PALMITER, "SPSA-COUNCIL-MEMBERS", ""): (1, True, "page 40: the list has a header and no row"),
    (PALMITER, "SPSA-DATE-SSC", ""): (1, True, "page 1: the column of the council's approval is empty"),
    (PALMITER, "SPSA-DATE-ASSURANCE", ""): (1, True, "page 41: 'adopted by the SSC at a public meeting on .'"),
    (PALMITER, "SPSA-GOAL-BLANK", "3"): (1, True, "page 35: the template's words only"),
    (PALMITER, "SPSA-GOAL-BLANK", "4"): (1, True, "page 36: the template's words only"),
    (PALMITER, "SPSA-GOAL-BLANK", "5"): (1, True, "page 37: the template's words only"),
    (COLLEY, "SPSA-GOAL-BLANK", "5"): (1, True, "page 53: the template's words only"),
    (NORTH, "SPSA-GOAL-BLANK", "5"): (1, True, "page 46: the template's words only"),
    (COLLEY, "SPSA-STRATEGY-STUDENTS", "1.3"): (1, True, "page 35: the column is empty"),
    (COLLEY, "SPSA-STRATEGY-STUDENTS", "1.6"): (1, True, "page 38: the column is empty"),
    (COLLEY, "SPSA-STRATEGY-AMOUNT", "3.1"): (1, True, "page 47: sources and objects without one amount"),
    (COLLEY, "SPSA-STRATEGY-AMOUNT", "3.2"): (1, True, "page 47: the same"),
    (COLLEY, "SPSA-CONAPP-FEDERAL", ""): (1, True, "page 55: 402,703 in the summary, 604,676 in the list of federal programs"),
    (NORTH, "SPSA-CSI-UNUSED", ""): (1, True, "page 48: 519,101 received; no strategy names it"),
    (COLLEY, "SPSA-SAME-CSI", ""): (1, True, "pages 55 and 48: 519,101 at Colley and at North Area"),
    (COLLEY_24, "SPSA-COUNCIL-PARENTS-PUPILS", ""): (1, True, "page 55: 1 parent, 4 pupils"),
    (HICKEY_24, "SPSA-COUNCIL-PARENTS-PUPILS", ""): (1, True, "page 53: 1 parent, 4 pupils"),
    (COLLEY_24, "SPSA-METRIC-BASELINE", "1"): (1, True, "page 33: the cell is empty"),
    (COLLEY_24, "SPSA-METRIC-BASELINE", "2"): (4, True, "page 38: the cells are empty"),
    (COLLEY_24, "SPSA-METRIC-BASELINE", "3"): (1, True, "page 44: the cell is empty"),
    (COLLEY_24, "SPSA-METRIC-EXPECTED", "3"): (3, True, "page 44: the cells are empty"),
    (COLLEY_24, "SPSA-DATE-SSC-TWICE", ""): (1, True, "page 1: May 30, 2024; assurances: May 11, 2023"),
    (HICKEY_24, "SPSA-DATE-SSC-TWICE", ""): (1, True, "the same"),
    (COLLEY_24, "TIME-008", ""): (1, True, "the same two days, told of last year's plan beside this year's"),
    (HICKEY_24, "TIME-008", ""): (1, True, "the same"),
    (COLLEY_24, "SPSA-CSI-NO-AMOUNT", ""): (1, True, "page 52: $0.00, and the box of comprehensive support is marked"),
    (HICKEY_24, "SPSA-CSI-UNUSED", ""): (1, True, "page 50: 190,526 received; no strategy names it"),
    (COLLEY_24, "SPSA-GOAL-BLANK", "5"): (1, True, "page 50: the template's words only"),
    (HICKEY_24, "SPSA-GOAL-BLANK", "5"): (1, True, "page 48: the same"),
    (COLLEY_24, "SPSA-STRATEGY-AMOUNT", "3.1"): (1, True, "page 45: sources and objects without one amount"),
    (COLLEY_24, "SPSA-STRATEGY-AMOUNT", "3.2"): (1, True, "page 45: the same"),
}


def about(finding):
    given = finding.get("arguments", {})
    return " ".join(str(given[name]) for name in ABOUT if name in given)


def found_in(planonce, day, *papers):
    """How often each finding is found when the plans of these papers are built together."""
    found = Counter()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([planonce, "build", "-o", folder + "/out", "--as-of", day, *map(str, papers)], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=600, check=False)
        for path in sorted(pathlib.Path(folder, "out").glob("**/plan.json")):
            plan = json.loads(path.read_text("utf-8"))
            names = {source["id"]: source["name"] for source in plan["sources"]}
            for finding in plan["findings"]:
                found[names.get(finding.get("source"), "-"), finding["code"], about(finding)] += 1
    return found


def main():
    planonce = sys.argv[1]
    if not DATA.is_dir():
        print(f"{DATA} is not here: nothing was tried")
        return 77
    found = found_in(planonce, "2026-11-21", DATA)
    found += found_in(planonce, "2024-11-21", *sorted((DATA / "scoe-text").glob("spsa-2024-*.md")))
    failed = False
    for key in sorted(found):
        if key not in VERDICTS or "--list" in sys.argv:
            print(f"{'no verdict: ' if key not in VERDICTS else ''}{key}: {found[key]} times")
            failed |= key not in VERDICTS
    for key, (often, right, page) in VERDICTS.items():
        if right and found[key] != often:
            failed = True
            print(f"FAILED: {key[0]} {key[1]} {key[2]}: found {found[key]} times, {often} on the pages: {page}")
    total = sum(found.values())
    good = sum(min(count, VERDICTS[key][0]) for key, count in found.items() if key in VERDICTS and VERDICTS[key][1])
    share = 100 * good / total if total else 0
    print(f"findings {total}, right {good}, wrong {total - good}, precision {share:.1f} %")
    return 1 if failed or share < PRECISION_MIN else 0


if __name__ == "__main__":
    sys.exit(main())
