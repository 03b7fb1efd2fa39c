#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Workbooks against other readers, cell by cell: judge_sheets.py DUMP_BLOCKS [FILE]...

.xlsx against python3-openpyxl, .xls against LibreOffice (--convert-to csv), text files of values against Python's csv module. Compares
sheets, rows, the place and the value of every cell. Without files: every workbook and text file of values of ../shared/data.
Exit 77 with a sentence when there is nothing to compare or no judge."""
import csv
import datetime
import glob
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "../../../shared/data")
SHOWN = 5


def squeeze(text):
    unseen = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\ufeff"}
    lines = [" ".join(line.translate(unseen).split()) for line in text.replace("\r", "\n").split("\n")]
    return "\n".join(line for line in lines if line)


def ours(dump, path):
    """[(sheet or None, {(row, column): cell})] in order; rows and columns from 1."""
    done = subprocess.run([dump, path], capture_output=True, text=True, timeout=300, check=True)
    sheets = []
    for line in done.stdout.splitlines():
        block = json.loads(line)
        if block["kind"] != "table":
            continue
        cells = {}
        for n, row in enumerate(block["rows"]):
            for cell in row:
                cells[cell.get("row", n + 1), cell["column"] + 1] = cell
        sheets.append((block.get("sheet"), cells))
    return sheets


def same_value(value, cell):
    text = cell["text"]
    if isinstance(value, bool):
        return text == ("TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        number = float(text[:-1]) / 100 if text.endswith("%") else float(text)
        return abs(number - value) <= 1e-15 * abs(value)
    if isinstance(value, datetime.datetime):
        return text == value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, datetime.time):
        return text == value.strftime("%H:%M:%S")
    if str(value).startswith("#") and cell.get("kind") == "error":
        return text == "" and str(value) in cell.get("doubt", "")
    return text == squeeze(str(value))


def by_openpyxl(path):
    import openpyxl  # pylint: disable=import-outside-toplevel
    book = openpyxl.load_workbook(path, data_only=True)
    out = []
    for sheet in book.worksheets:
        cells = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and (not isinstance(cell.value, str) or squeeze(cell.value)):
                    cells[cell.row, cell.column] = cell.value
        out.append((squeeze(sheet.title), cells))
    return out


def by_libreoffice(path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--convert-to",
                        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1', "--outdir", folder, path],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
        out = []
        for name in sorted(glob.glob(os.path.join(folder, "*.csv")), key=os.path.getmtime):
            with open(name, encoding="utf-8", newline="") as f:
                cells = {}
                for r, row in enumerate(csv.reader(f)):
                    cells.update({(r + 1, c + 1): text for c, text in enumerate(row) if squeeze(text)})
            out.append((None, cells))
        return out


def by_csv(path):
    with open(path, encoding="utf-8-sig", errors="strict", newline="") as f:
        try:
            text = f.read()
        except UnicodeDecodeError:
            with open(path, encoding="cp1252", newline="") as again:
                text = again.read()
    first = text.split("\n", 1)[0]
    mark = max("\t,;|", key=first.count)
    cells = {}
    for r, row in enumerate(csv.reader(text.splitlines(True), delimiter=mark, quoting=csv.QUOTE_MINIMAL)):
        cells.update({(r + 1, c + 1): value for c, value in enumerate(row) if squeeze(value)})
    return [(None, cells)]


def judge_of(path):
    if path.endswith(".xlsx"):
        return by_openpyxl if importlib.util.find_spec("openpyxl") else None
    if path.endswith(".xls"):
        return by_libreoffice if shutil.which("soffice") else None
    return by_csv


def header_row(cells, value_of):
    """The first row of five filled cells and more: where the columns are named."""
    counts = {}
    for (row, _), cell in cells.items():
        counts[row] = counts.get(row, 0) + bool(value_of(cell))
    return min((row for row, count in counts.items() if count >= 5), default=0)


def compare_sheet(name, mine, theirs):
    """What differs, as sentences."""
    wrong = []
    for place in sorted(set(mine) | set(theirs)):
        if place not in mine:
            wrong.append("%s: row %d, column %d is missing: %r" % ((name,) + place + (theirs[place],)))
        elif place not in theirs:
            if mine[place]["text"] or "doubt" not in mine[place]:
                wrong.append("%s: row %d, column %d is not there: %r" % ((name,) + place + (mine[place],)))
        elif not same_value(theirs[place], mine[place]):
            wrong.append("%s: row %d, column %d: %r is %r" % ((name,) + place + (theirs[place], mine[place]["text"])))
    one, two = header_row(mine, lambda cell: cell["text"]), header_row(theirs, lambda cell: cell)
    if one != two:
        wrong.append("%s: header in row %d, not %d" % (name, two, one))
    return wrong


def compare(dump, path, judge):
    mine, theirs = ours(dump, path), judge(path)
    if len(mine) != len(theirs):
        return 0, ["%d sheets, not %d" % (len(theirs), len(mine))]
    wrong, cells = [], 0
    for (name, left), (other, right) in zip(mine, theirs):
        if other is not None and name != other:
            wrong.append("sheet %r is called %r" % (other, name))
        wrong += compare_sheet(name or "", left, right)
        cells += len(right)
    return cells, wrong


def use_system_python():
    """Debian's packages are for Debian's Python, which need not be the one that runs this."""
    system = "/usr/bin/python3"
    if importlib.util.find_spec("openpyxl") or not os.path.exists(system) or os.environ.get("PLANONCE_JUDGE_AGAIN"):
        return
    os.execve(system, [system, os.path.abspath(__file__)] + sys.argv[1:], dict(os.environ, PLANONCE_JUDGE_AGAIN="1"))


def main():
    use_system_python()
    dump = os.path.abspath(sys.argv[1])
    files = sys.argv[2:] or sorted(glob.glob(os.path.join(DATA, "cde/*.xls*")) + glob.glob(os.path.join(DATA, "dashboard/*.t*")) +
                                   glob.glob(os.path.join(DATA, "derived/*.tsv")))
    failed, judged, skipped = 0, 0, 0
    for path in files:
        judge = judge_of(path)
        if judge is None:
            print("%s: skipped, its judge (python3-openpyxl or LibreOffice) is not installed" % os.path.basename(path))
            skipped += 1
            continue
        cells, wrong = compare(dump, path, judge)
        judged += 1
        failed += bool(wrong)
        print("%s: %d cells, %d differ" % (os.path.basename(path), cells, len(wrong)))
        for sentence in wrong[:SHOWN]:
            print("    " + sentence)
    if not judged:
        print("no workbooks to compare: ../shared/data is not there, or no judge is installed")
        return 77
    print("%d files agree, %d do not, %d skipped" % (judged - failed, failed, skipped))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
