#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Cells of published plans that were read on the page by eye: rows cut by a page, words cut by a line, rows without a line between them.

Usage: cell_truths.py PLANONCE

cells.tsv beside this file lists document, pages, record, field and text; each document of ../shared/data beside the project that it names is read once
(`PLANONCE read --format json FILE`). If the folder is not there, that is said and nothing is tried. Fails if a text or its pages differ, but for
white space.
"""
import json
import pathlib
import subprocess
import sys
from collections import defaultdict

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared" / "data"


def read(planonce, name):
    path = next(DATA.glob("*/" + name))
    done = subprocess.run([planonce, "read", "--format", "json", path], capture_output=True, timeout=300, check=False)
    return {record["id"]: record["fields"] for record in json.loads(done.stdout)["records"]}


def main():
    if not DATA.is_dir():
        print(f"{DATA} is not here: nothing was tried")
        return 77
    wanted = defaultdict(list)
    for line in (HERE / "cells.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, *cell = line.split("\t")
            wanted[name].append(cell)
    right = wrong = 0
    for name, cells in wanted.items():
        records = read(sys.argv[1], name)
        for pages, record, field, text in cells:
            found = records.get(record, {}).get(field, {"text": "", "at": []})
            at = " ".join(str(page) for page in sorted({place["page"] for place in found["at"]}))
            same = " ".join(found["text"].split()) == text and at == pages
            right += same
            wrong += not same
            if not same:
                print(f"FAILED: {name} {record} {field}: pages {at}: {found['text']!r}; on pages {pages}: {text!r}")
    print(f"{right} cells right, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
