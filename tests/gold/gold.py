#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the computed relations of duties with the pairs labelled from the law (duties.tsv), and the facets of single duties with what the
law says of them (facets.tsv); prints the figures.

usage: gold.py [--all] PLANONCE [AS-OF]
Fails below 95 % agreement, and on any look-alike or unrelated pair that is called equal, equivalent or covering; with --all on any
disagreement, so that none comes unseen.
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


def labelled(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def computed(planonce, as_of):
    out = subprocess.run([planonce, "duplicates", "--as-of", as_of, "--format", "json"], check=True, capture_output=True).stdout
    found = json.loads(out)
    relations = {}
    for pair in found["pairs"]:
        relations[pair["a"], pair["b"]] = pair["relation"]
        relations[pair["b"], pair["a"]] = TURNED.get(pair["relation"], pair["relation"])
    return {duty["id"]: duty.get("facets", {}) for duty in found["duties"]}, relations


def look_at_facets(duties):
    rows, agreed = labelled("facets.tsv"), 0
    for row in rows:
        wanted = sorted(row["values"].split())
        said = sorted(duties.get(row["duty"], {}).get(row["facet"], [])) or ["-"]
        agreed += said == wanted
        if said != wanted:
            print(f"{row['duty']}: its {row['facet']} is {' '.join(wanted)} by the law ({row['source']}), and said to be {' '.join(said)}")
    print(f"gold: {agreed} of {len(rows)} facets agree ({100 * agreed / len(rows):.1f} %)")
    return agreed / len(rows), agreed == len(rows)


def look_at_pairs(duties, relations, as_of):
    pairs, agreed, false_cover = labelled("duties.tsv"), 0, 0
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
    return len(pairs) >= 120 and share >= 95 and false_cover == 0, agreed == len(pairs)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--all"]
    as_of = arguments[1] if len(arguments) > 1 else "2026-11-21"
    duties, relations = computed(arguments[0], as_of)
    enough, every_pair = look_at_pairs(duties, relations, as_of)
    share, every_facet = look_at_facets(duties)
    if "--all" in sys.argv:
        return 0 if enough and every_pair and every_facet else 1
    return 0 if enough and share >= 0.95 else 1


if __name__ == "__main__":
    sys.exit(main())
