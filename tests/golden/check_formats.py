#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One plan in several formats is one plan: the adopted LCAP of the sample district as tagged PDF, as DOCX and as Markdown.

Compared are the records of `planonce read` (but where they stand) and the plan.json of three builds (but what tells documents and places apart).

usage: check_formats.py BUILD-TREE
"""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DISTRICT = HERE.parent.parent / "samples" / "district"
NAME = "lcap-2026-27-adopted"
FIRST = DISTRICT / "papers" / (NAME + ".pdf")
OTHERS = [DISTRICT / "formats" / (NAME + ending) for ending in (".docx", ".md")]
AS_OF = "2026-11-21"
WHERE = {"at", "places", "place", "source", "sources", "sha256", "document", "lineage", "diagnostics"}  # what may differ
SHOWN = 12


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300, check=True).stdout


def bare(value):
    """Without what says where."""
    if isinstance(value, dict):
        return {name: bare(part) for name, part in value.items() if name not in WHERE}
    if isinstance(value, list):
        return [bare(part) for part in value]
    return value


def differences(path, one, other):
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(one.keys() | other.keys()):
            yield from differences(f"{path}/{name}", one.get(name), other.get(name))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for n, (a, b) in enumerate(zip(one, other)):
            yield from differences(f"{path}/{n}", a, b)
    elif one != other:
        yield f"{path}: {json.dumps(one)[:160]}\n    and {json.dumps(other)[:160]}"


def records(planonce, path):
    read = json.loads(run(planonce, "read", "--format", "json", path))
    return {"program": read["program"], "template": read["template"], "records": {r["id"]: bare(r) for r in read["records"]},
            "order": [r["id"] for r in read["records"]]}


def plan(planonce, path, folder):
    run(planonce, "build", "-o", folder, "--as-of", AS_OF, path)
    text = (folder / "plan.json").read_text("utf-8").replace(path.name, NAME)
    for source in json.loads(text)["sources"]:
        text = text.replace(source["id"], "the document")
    return bare(json.loads(text))


def main():
    planonce = pathlib.Path(sys.argv[1]).resolve() / "bin" / "planonce"
    wrong = 0
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        first = {"read": records(planonce, FIRST), "plan": plan(planonce, FIRST, work / "first")}
        for path in OTHERS:
            other = {"read": records(planonce, path), "plan": plan(planonce, path, work / path.suffix[1:])}
            found = list(differences("", first, other))
            wrong += len(found)
            print(f"{path.name}: {len(other['read']['records'])} records, {len(found)} differences from {FIRST.name}")
            for difference in found[:SHOWN]:
                print("  FAILED:", difference)
    if not first["read"]["records"] or not first["plan"]["actions"]:
        print("FAILED: nothing was read")
        wrong += 1
    return 1 if wrong else 0


sys.exit(main())
