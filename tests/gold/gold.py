#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the computed relations of duties with the pairs labelled from the law (duties.tsv), and prints the figures.

usage: gold.py PLANONCE [AS-OF]
Fails below 95 % agreement, and on any look-alike or unrelated pair that is called equal, equivalent or covering.
"""
import csv
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
COVERING = {"equal-to", "equivalent-to", "subset-of", "superset-of"}
AGREES = {
    "same": {"equal-to", "equivalent-to"},
    "subset": {"subset-of"},
    "overlap": {"intersects-with"},
    "look-alike": {"intersects-with", "no-relationship"},
    "unrelated": {"no-relationship"},
}
TURNED = {"subset-of": "superset-of", "superset-of": "subset-of"}


def labelled():
    with open(os.path.join(HERE, "duties.tsv"), encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def computed(planonce, as_of):
    out = subprocess.run([planonce, "duplicates", "--as-of", as_of, "--format", "json"], check=True, capture_output=True).stdout
    found = json.loads(out)
    relations = {}
    for pair in found["pairs"]:
        relations[pair["a"], pair["b"]] = pair["relation"]
        relations[pair["b"], pair["a"]] = TURNED.get(pair["relation"], pair["relation"])
    return {duty["id"] for duty in found["duties"]}, relations


def main():
    planonce, as_of = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "2026-11-21"
    duties, relations = computed(planonce, as_of)
    pairs, agreed, false_cover = labelled(), 0, 0
    for pair in pairs:
        a, b, label = pair["duty_a"], pair["duty_b"], pair["label"]
        if a not in duties or b not in duties:
            print(f"{a} {b}: not among the duties in force on {as_of}")
            continue
        relation = relations.get((a, b), "no-relationship")
        agreed += relation in AGREES[label]
        if relation not in AGREES[label]:
            print(f"{a} {b}: {label} by the law ({pair['source']}), computed {relation}")
        if label in ("look-alike", "unrelated") and relation in COVERING:
            false_cover += 1
            print(f"{a} {b}: {label}, and called {relation}")
    share = 100 * agreed / len(pairs)
    print(f"gold: {agreed} of {len(pairs)} pairs agree ({share:.1f} %); look-alike or unrelated pairs called covering: {false_cover}")
    return 0 if len(pairs) >= 120 and share >= 95 and false_cover == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
