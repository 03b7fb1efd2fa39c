#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reading by position judged by reading by structure, cell by cell, on published plans.

Usage: geometry_cells.py [-v] PLANONCE [FILE.pdf ...]

Without files, the five plans tabled in ../shared/data/README.md are read; if they are not there, that is said and nothing is tried.
Each plan is read twice, with and without --no-structure. The cells compared are those of the action tables: the goals' actions and the
rows of Tables 1 to 4. A cell is the same if its canonical value is; where it has none, if its text is, white space, ticks and bullets apart. A row that one
reading lacks counts with all its cells as wrong and unsaid.

Prints per file: cells, equal, wrong, wrong without doubt, doubted though right; then the share. Fails below 95 % equal, or with a wrong cell
that is not in doubt. -v lists every wrong cell.
"""
import json
import os
import subprocess
import sys

FILES = ["savanna-2025", "los-alamitos-2025", "cypress-2025", "palo-alto-2025", "centralia-2025"]
KEYS = {
    "action": ("number",),
    "expenditure_row": ("goal", "action"),
    "contributing_row": ("goal", "action"),
    "update_row": ("goal", "action"),
    "contributing_update_row": ("goal", "action"),
}
LEAST = 0.95


def read(program, path, extra):
    run = subprocess.run([program, "read", *extra, "--format", "json", path], stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, check=False)
    return json.loads(run.stdout)["records"]


def canonical(field):
    if field is None:
        return ""
    if "values" in field:
        return "|".join(sorted(value.rstrip("X ") for value in field["values"]))
    if field.get("value") is not None:
        return field["value"]
    return "".join(c for c in field["text"] if not c.isspace() and c not in "•\uf0b7▪").rstrip("X")


def rows(records):
    found = {}
    for record in records:
        names = KEYS.get(record["type"])
        if names:
            key = (record["type"], *(canonical(record["fields"].get(name)) for name in names))
            found.setdefault(key, record["fields"])
    return found


def compare(truth, tried, verbose):
    cells = equal = silent = needless = 0
    for key in sorted(set(truth) | set(tried)):
        one, other = truth.get(key, {}), tried.get(key, {})
        lost = key not in truth or key not in tried
        for name in sorted(set(one) | set(other)):
            cells += 1
            same = not lost and canonical(one.get(name)) == canonical(other.get(name))
            doubt = any("doubt" in field for field in (other.get(name), *other.values()) if field) \
                if other.get(name) is None else "doubt" in other[name]
            equal += same
            needless += same and doubt
            if not same and not doubt:
                silent += 1
            if not same and verbose:
                print("   ", "DOUBT " if doubt else "SILENT", *key, name, repr(one.get(name, {}).get("text"))[:110],
                      repr(other.get(name, {}).get("text"))[:110])
    return cells, equal, silent, needless


def main(arguments):
    verbose = "-v" in arguments
    arguments = [a for a in arguments if a != "-v"]
    program, paths = arguments[0], arguments[1:]
    if not paths:
        folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared/data/lcap-pdf")
        paths = [os.path.join(folder, name + ".pdf") for name in FILES]
        if not os.path.isdir(folder):
            print("published plans are not here; nothing was tried")
            return 77
    total = [0, 0, 0, 0]
    print(f"{'file':24}{'cells':>8}{'equal':>8}{'wrong':>8}{'unsaid':>8}{'needless':>10}")
    for path in paths:
        result = compare(rows(read(program, path, [])), rows(read(program, path, ["--no-structure"])), verbose)
        total = [a + b for a, b in zip(total, result)]
        cells, equal, silent, needless = result
        print(f"{os.path.basename(path):24}{cells:8}{equal:8}{cells - equal:8}{silent:8}{needless:10}")
    share = total[1] / total[0] if total[0] else 0
    print(f"{'all':24}{total[0]:8}{total[1]:8}{total[0] - total[1]:8}{total[2]:8}{total[3]:10}   {share:.1%} equal")
    return 0 if share >= LEAST and total[2] == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
