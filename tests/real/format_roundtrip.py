#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Published plans written anew in other formats are read as the same plans.

Usage: format_roundtrip.py [-v] PLANONCE DUMP_BLOCKS [FILE.pdf ...]

Without files, published plans in ../shared/data/lcap-pdf are read; if they are not there, that is said and nothing is tried. The blocks that
DUMP_BLOCKS finds in a plan (headings, paragraphs, lists, tables with their merged cells) are written as Markdown, as DOCX in the manner of Word, and
by LibreOffice as DOCX if it is installed; each is read by PLANONCE and its records compared with the plan's own, field by field: value, else text without white
space. A place is no part of a record. Fails if a field differs.

Not compared: fields in doubt. A table within a table is written after it, a table without any text not at all.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, "../../samples/district/make"))
import flat_odt  # noqa: E402  (the path is set above)
import markdown  # noqa: E402
import word  # noqa: E402

FILES = ["savanna-2025", "los-alamitos-2025", "cypress-2025", "palo-alto-2025", "centralia-2025", "loma-prieta-2025", "campbell-2023",
         "oak-grove-2024"]


def blocks_of(dump, path):
    run = subprocess.run([dump, path], capture_output=True, text=True, timeout=120, check=True)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def grid(block):
    """A table's rows as lists of texts, by column of the grid; what a merged cell covers is empty."""
    rows = []
    for row in block["rows"]:
        texts = [""] * block["columns"]
        for cell in row:
            if cell["column"] < len(texts):
                texts[cell["column"]] = cell["text"]
        rows.append(texts)
    return rows


def write(doc, blocks):
    for block in blocks:
        if block["kind"] == "table":
            rows = grid(block)
            if rows and any(text for row in rows for text in row):
                doc.table(rows[0], rows[1:])
        elif block["kind"] == "heading":
            doc.heading(min(max(block["level"], 1), 3), block["text"].replace("\n", " "))
        else:
            for line in block["text"].split("\n"):
                doc.para(line)


def fields(planonce, path):
    run = subprocess.run([planonce, "read", "--program", "lcap", "--format", "json", path], capture_output=True, text=True, timeout=120)
    found = {}
    for record in json.loads(run.stdout)["records"]:
        for name, field in record["fields"].items():
            text = "".join(c for c in field["text"] if c.isalnum())
            value = field["values"] if "values" in field else field.get("value")
            found[record["id"], name] = (value if value is not None else text, "doubt" in field)
    return found


def compare(one, other, verbose):
    wrong = compared = 0
    for key in sorted(one.keys() | other.keys()):
        a, b = one.get(key, (None, False)), other.get(key, (None, False))
        if a[1] or b[1]:
            continue
        compared += 1
        if a[0] != b[0]:
            wrong += 1
            if verbose:
                print("   ", *key, repr(a[0])[:140], "|", repr(b[0])[:140])
    return compared, wrong


def try_plan(planonce, dump, path, work, verbose):
    blocks, first = blocks_of(dump, path), fields(planonce, path)
    writers = [(markdown, ".md"), (word, ".word.docx")] + ([(flat_odt, ".docx")] if shutil.which("soffice") else [])
    total = [0, 0]
    for writer, ending in writers:
        made = os.path.join(work, os.path.basename(path).removesuffix(".pdf") + ending)
        doc = writer.Document("plan", "")
        write(doc, blocks)
        doc.save(made)
        compared, wrong = compare(first, fields(planonce, made), verbose)
        print(f"{os.path.basename(made):28}{compared:8} fields{wrong:6} differ")
        total = [total[0] + compared, total[1] + wrong]
    return total


def main(arguments):
    verbose = "-v" in arguments
    planonce, dump, *paths = [a for a in arguments if a != "-v"]
    folder = os.path.join(HERE, "../../../shared/data/lcap-pdf")
    if not paths and not os.path.isdir(folder):
        print("published plans are not here; nothing was tried")
        return 77
    total = [0, 0]
    with tempfile.TemporaryDirectory() as work:
        for path in paths or [os.path.join(folder, name + ".pdf") for name in FILES]:
            one = try_plan(planonce, dump, path, work, verbose)
            total = [total[0] + one[0], total[1] + one[1]]
    print(f"{total[0]} fields compared, {total[1]} differ")
    return 1 if not total[0] or total[1] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
