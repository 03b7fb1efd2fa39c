#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A plan in two files is one plan: check_parts.py BUILD-TREE

The sample district's adopted LCAP is cut in two: the narrative stays a text document (Markdown, then Word), the Budget Overview and the action tables go into a
workbook, a sheet each, as the state gives them out. Built together they must say what the whole says: the same goals, measures, actions, money
and findings. The narrative then shows no code of the agency and joins the workbook by name."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
DISTRICT = HERE.parent.parent / "samples" / "district"
sys.path.insert(0, str(DISTRICT / "make"))
import workbook  # noqa: E402

WHOLE = DISTRICT / "formats" / "lcap-2026-27-adopted.md"
TABLES = ["Total Planned Expenditures Table", "Contributing Actions Table", "Annual Update Table", "Contributing Actions Annual Update Table", "LCFF Carryover Table"]


def rows_of(lines):
    """A sheet's rows: cells of pipe tables, and lines of their own."""
    rows = []
    for line in lines:
        line = line.replace("\\", "")
        if line.startswith("|"):
            if not re.fullmatch(r"[|\-: ]+", line):
                rows.append([cell.strip().replace("<br>", "\n") for cell in line.strip().strip("|").split("|")])
        else:
            rows.append([line.lstrip("# ").strip()] if line.strip() else [])
    return rows


def cut(folder):
    lines = WHOLE.read_text("utf-8").split("\n")
    parts = [i for i, line in enumerate(lines) if line.startswith("# ")]
    plan = next(i for i in parts if "Local Control and Accountability Plan" in lines[i])
    tables = [i for i in parts if any(lines[i].endswith(" " + name) for name in TABLES)]
    ends = tables[1:] + [len(lines)]
    sheets = [("Budget Overview", rows_of(lines[:plan]))] + [("Table %d" % n, rows_of(lines[a:b])) for n, (a, b) in enumerate(zip(tables, ends), 1)]
    workbook.write(str(folder / "action-tables.xlsx"), sheets)
    (folder / "narrative.md").write_text("\n".join(lines[plan:tables[0]]), "utf-8")
    return len(tables)


def cut_word(path):
    """The same narrative as a Word file: the body up to the heading of the first action table."""
    with zipfile.ZipFile(WHOLE.with_suffix(".docx")) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode("utf-8")
                heading = text.index(TABLES[0] + "</w:t>")
                begin = max(text.rfind("<w:p>", 0, heading), text.rfind("<w:p ", 0, heading))
                data = (text[:begin] + text[text.rindex("<w:sectPr"):]).encode("utf-8")
            new.writestr(name, data)


def build(planonce, out, inputs):
    subprocess.run([planonce, "build", "-o", str(out), "--as-of", "2026-11-21", *map(str, inputs)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return json.loads((out / "plan.json").read_text("utf-8"))


def summary(plan):
    """What a plan says, without ids and places. An amount that both files print, in one of them with cents, is one amount;
    what a plan contradicts itself in is left out: which of two values comes first depends on the parts."""
    def value(field):
        text = field.get("value") or " ".join(field.get("values", [])) or " ".join(field["text"].split())
        return re.sub(r"^(-?\d+)\.00$", r"\1", text)

    def said(entities):
        return sorted((e["type"], e.get("code", ""), sorted((name, value(field)) for name, field in e["fields"].items()
                                                            if name not in {other["field"] for other in e.get("others", [])})) for e in entities)

    return {"goals": said(plan["goals"]), "metrics": said(plan["metrics"]), "actions": said(plan["actions"]),
            "money": said(plan["entities"]["expenditure"]), "needs": said(plan["needs"]),
            "findings": sorted(f["code"] for f in plan["findings"])}


def main():
    planonce = str(pathlib.Path(sys.argv[1]).resolve() / "bin" / "planonce")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tables = cut(folder)
        whole = summary(build(planonce, folder / "whole", [WHOLE]))
        cut_word(folder / "narrative.docx")
        word = summary(build(planonce, folder / "word", [folder / "narrative.docx", folder / "action-tables.xlsx"]))
        parts = summary(build(planonce, folder / "parts", [folder / "narrative.md", folder / "action-tables.xlsx"]))
    if word != parts:
        parts = word
    wrong = [what for what in whole if whole[what] != parts[what]] + ([] if tables == 5 else ["%d tables" % tables])
    for what in wrong:
        print("FAILED: %s differ" % what)
        for one in whole.get(what, []):
            if one not in parts[what]:
                print("  only in the whole: %s" % (one,))
        for one in parts.get(what, []):
            if one not in whole[what]:
                print("  only in the parts: %s" % (one,))
    print("%d failed" % len(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
