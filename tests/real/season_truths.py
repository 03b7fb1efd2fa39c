#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Dates of steps in published plans: season_truths.py PLANONCE

Every plan in ../shared/data beside the project was read by hand for days on which something happened that the law orders: the hearing, the adoption,
the consultation of the special education area, the notice, local indicators, approvals by council and board. Months without a day ("held in June 2025"),
committee meetings of which the plan does not say that the plan was shown there, and days of other years' plans are none. What the program shows must be
exactly these. Prints how many; ends with "N mistakes"."""
import json
import os
import subprocess
import sys

PLANONCE = sys.argv[1]
DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "../shared/data")
ADOPTED = ("lcap.L01#adopt", "lcap.L08#update", "lcap.L29#adopt")


def adopted(day):
    return {(step, day) for step in ADOPTED}


EXPECTED = {
    "lcap-pdf/campbell-2023.pdf": set(),
    "lcap-pdf/centralia-2025.pdf": adopted("2025-06-11"),
    "lcap-pdf/cypress-2025.pdf": set(),
    "lcap-pdf/garden-grove-2025.pdf": set(),
    "lcap-pdf/loma-prieta-2025.pdf": set(),
    "lcap-pdf/los-alamitos-2025.pdf": set(),
    "lcap-pdf/newport-mesa-2025.pdf": adopted("2025-06-24") | {("lcap.L28#hearing", "2025-06-10"), ("lcap.L27#report", "2025-02-11")},
    "lcap-pdf/oak-grove-2024.pdf": {("lcap.L21#selpa", "2024-04-15")},
    "lcap-pdf/palo-alto-2025.pdf": {("lcap.L27#report", "2025-02-11")},
    "lcap-pdf/savanna-2025.pdf": set(),
    "lcap-pdf/westminster-2025.pdf": set(),
    "scoe-text/lcap-2025.layout.txt": adopted("2025-06-24") | {("lcap.L25#notice", "2025-06-06"), ("lcap.L28#hearing", "2025-06-10"),
                                                              ("lcap.L30#report", "2025-06-24")},
    "scoe-text/spsa-2024-colley.md": {("spsa.P03#review", "2024-05-30"), ("spsa.P17#approve", "2024-06-25")},
    "scoe-text/spsa-2024-hickey.md": {("spsa.P03#review", "2024-05-30"), ("spsa.P17#approve", "2024-06-25")},
    "scoe-text/spsa-2025-colley.layout.txt": {("spsa.P03#review", "2025-05-16"), ("spsa.P17#approve", "2025-06-24")},
    "scoe-text/spsa-2025-north-area.layout.txt": {("spsa.P03#review", "2025-05-16"), ("spsa.P17#approve", "2025-06-24")},
    "scoe-text/spsa-2025-palmiter.layout.txt": {("spsa.P17#approve", "2025-06-24")},
}
# Stated in the plan, and not found: why.
UNFOUND = {
    ("lcap-pdf/palo-alto-2025.pdf", "lcap.L27#report"): '"LCAP Update Board meeting": that it was the mid-year report is said nowhere',
}


def shown(path):
    """{(step, day): (state, timing, place)} of the plan's year and the year before."""
    year = 2022 if "2023" in path else 2023 if "2024" in path else 2024
    done = subprocess.run([PLANONCE, "calendar", "--format", "json", "--as-of", "2026-11-01", "--year", "%d-%02d" % (year, (year + 1) % 100), "--years", "3",
                           os.path.join(DATA, path)], capture_output=True)
    if done.returncode not in (0, 1):
        return None
    entries = json.loads(done.stdout)["entries"]
    return {(e["duty"] + "#" + e["milestone"], e["event_date"]): (e["state"], e["timing"], e.get("shown_at")) for e in entries if e.get("event_date")}


def main():
    mistakes = right = 0
    there = [path for path in EXPECTED if os.path.exists(os.path.join(DATA, path))]
    if not there:
        print("../shared/data is not there; nothing was tried")
        return 77
    for path in there:
        found = shown(path) or {}
        wanted = {pair for pair in EXPECTED[path] if (path, pair[0]) not in UNFOUND}
        for pair in sorted(wanted - set(found)):
            print("MISSING %s: %s on %s" % (path, *pair))
        for pair in sorted(set(found) - wanted):
            print("WRONG %s: %s on %s, %s" % (path, *pair, found[pair]))
        late = [pair for pair, (state, timing, _) in found.items() if timing not in ("in-time", "cannot-tell") or state != "stated"]
        for pair in late:
            print("JUDGED %s: %s" % (path, pair), found[pair])
        mistakes += len(wanted ^ set(found)) + len(late)
        right += len(wanted & set(found))
    print("%d plans, %d days of steps right, %d known to be missing" % (len(there), right, len(UNFOUND)))
    print("%d mistakes" % mistakes)
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
