#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The plan of the sample district, judged from outside (Python's own JSON and HTML readers).

Builds it twice, the documents in two orders, and looks at what was written: same bytes, hashes that hold, every reference resolved,
every value with its origin, a page whose anchors lead somewhere and that loads nothing. What the plan says is compared
with district.expected.json; --update writes it anew, to be read before it is committed. Its findings are those of the tables in
samples/district/README.md, each once, and no other.

usage: check_plan.py BUILD-TREE [--update]
"""
import hashlib
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from collections import Counter

HERE = pathlib.Path(__file__).resolve().parent
PAPERS = HERE.parent.parent / "samples" / "district" / "papers"
FAULTS = PAPERS.parent / "README.md"
EXPECTED = HERE / "district.expected.json"
AS_OF = "2026-11-21"
PAGE_LIMIT = 3 << 20
SECTIONS = ["sites", "needs", "goals", "metrics", "actions", "timeline"]
mistakes = []


def expect(holds, sentence):
    if not holds:
        mistakes.append(sentence)


class Page(html.parser.HTMLParser):
    """Ids, links and headings of a page, and what it would load."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.levels, self.loads, self.text = [], [], [], [], []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found.get("href", ""))
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.levels.append(int(tag[1]))
        if tag in ("script", "link", "img", "iframe", "object", "embed") or "src" in found or "style" in found:
            self.loads.append(tag)
        if tag == "th":
            expect("scope" in found, "a table header without scope")
        for name, value in attributes:
            expect(not name.startswith("on"), f"an attribute that runs script: {name}")

    def handle_data(self, data):
        self.text.append(data)


def build(planonce, folder, papers):
    subprocess.run([planonce, "build", "-o", folder, "--as-of", AS_OF, *papers], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)


def check_manifest(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    expect(manifest["format"] == "planonce/manifest/1", "manifest: another format")
    for file in manifest["files"]:
        data = (folder / file["name"]).read_bytes()
        expect(hashlib.sha256(data).hexdigest() == file["sha256"], f"{file['name']}: another hash")
        expect(len(data) == file["bytes"], f"{file['name']}: another size")
    named = {file["name"] for file in manifest["files"]} | set(manifest["outside"]) | {"manifest.json"}
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    expect(named == found, f"the manifest names {sorted(named)}, the folder holds {sorted(found)}")


def entities(plan):
    for section in SECTIONS:
        yield from plan[section]
    for items in plan["entities"].values():
        yield from items


def check_json(plan):
    ids = {entity["id"]: entity for entity in entities(plan)}
    sources = {source["id"] for source in plan["sources"]}
    expect(len(ids) == sum(1 for _ in entities(plan)), "two entities with one id")
    for entity in ids.values():
        expect(entity.get("parent") is None or entity["parent"] in ids or entity["parent"] == plan["lea"].get("id"),
               f"{entity['type']} {entity.get('code')}: its parent is nowhere")
        expect(entity.get("source") is None or entity["source"] in sources, "a source that is nowhere")
        for name, value in list(entity["fields"].items()) + [(v["field"], v) for v in entity.get("others", [])]:
            origin = plan["lineage"].get(value["id"])
            expect(origin and (origin.get("row") or origin.get("rule")),
                   f"{entity['type']} {entity.get('code')} {name}: no origin")
    for link in plan["links"]:
        expect(link["from"] in ids and link["to"] in ids, "a link to nowhere")
    for finding in plan["findings"]:
        expect(not finding["sentence"].startswith("["), f"{finding['code']}: no sentence")
        expect(finding.get("to_do"), f"{finding['code']}: nothing to do")
    for duty in plan["duties"]:
        expect(duty["instances"], f"{duty['id']}: no instance")


def check_html(text, plan):
    page = Page()
    page.feed(text)
    ids = set(page.ids)
    expect(len(text.encode()) < PAGE_LIMIT, "the page is too large")
    expect(len(ids) == len(page.ids), "an id stands twice")
    expect(not page.loads, f"the page loads something: {page.loads[:3]}")
    for link in page.links:
        expect(link in ("calendar.html", "consistency.html", "readiness.html") or link.startswith("#") and link[1:] in ids, f"a link to nowhere: {link}")
    expect(page.levels[0] == 1 and page.levels.count(1) == 1, "not one first heading")
    for before, after in zip(page.levels, page.levels[1:]):
        expect(after <= before + 1, f"a heading of level {after} after one of level {before}")
    for finding in plan["findings"]:
        if "gap" in finding:
            expect(finding["arguments"]["gap"] in page.text, f"{finding['code']}: the page does not say by how much it is off")
    shown = {source["id"] for source in plan["sources"] if source["state"] in ("current", "undecided")}
    for entity in entities(plan):
        if entity.get("source") in shown:
            for name, value in entity["fields"].items():
                expect("v-" + value["id"] in ids, f"{entity['type']} {entity.get('code')} {name}: no anchor on the page")


def summary(plan):
    return {
        "lea": {"cds": plan["lea"]["cds"], "name": plan["lea"]["name"]},
        "plan_year": plan["plan_year"],
        "sources": [{k: s.get(k) for k in ("name", "program", "plan_year", "version", "state")} for s in plan["sources"]],
        "counted": {section: sum(e.get("current", True) for e in plan[section]) for section in SECTIONS},
        "findings": [[f["severity"], f["code"], f.get("gap")] for f in plan["findings"]],
        "funds": [[f.get("fund"), f.get("stage"), f.get("school_year"), f["total"]] for f in plan["funds"]],
    }


def compare(plan, update):
    said = json.dumps(summary(plan), indent=1, ensure_ascii=False) + "\n"
    if update:
        EXPECTED.write_text(said, "utf-8")
        return
    expected = json.loads(EXPECTED.read_text("utf-8"))
    for part, value in summary(plan).items():
        expect(value == expected[part], f"{part}: {json.dumps(value)}\n  expected {json.dumps(expected[part])}")


def check_faults(plan):
    """Each row of the README's tables of faults is one finding about that document, and each finding a row."""
    names = {source["id"]: source["name"] for source in plan["sources"]}
    listed = Counter(re.findall(r"^\| \d+ \| `([^`]+)` \|.*\| `([A-Z0-9-]+)` \|$", FAULTS.read_text("utf-8"), re.MULTILINE))
    found = Counter((names.get(finding.get("source")), finding["code"]) for finding in plan["findings"])
    expect(sum(listed.values()) >= 20, "the README lists hardly any fault: its tables look otherwise")
    for fault in sorted((listed - found).elements()):
        expect(False, f"listed as a fault, but not found: {fault}")
    for fault in sorted((found - listed).elements(), key=str):
        expect(False, f"found, but not listed as a fault: {fault}")


def check_command(planonce, papers):
    """`planonce check` finds the same."""
    listed = Counter(re.findall(r"^\| \d+ \| .*\| `([A-Z0-9-]+)` \|$", FAULTS.read_text("utf-8"), re.MULTILINE))
    run = subprocess.run([planonce, "check", *papers], capture_output=True, text=True, timeout=300)
    found = Counter(re.findall(r"^\S.*\[([A-Z]+-[A-Z0-9-]+)\]$", run.stdout, re.MULTILINE))
    expect(run.returncode == 0 and found == listed, f"check finds {sorted((found - listed).elements())} too, "
           f"and not {sorted((listed - found).elements())}")


def ids_of(value, where, found):
    """Every id that stands in a file, by the place it stands in (the position in lists left out)."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key in ("id", "uid") and isinstance(item, str):
            found.setdefault(where, []).append(item)
        ids_of(item, f"{where}.{key}" if isinstance(key, str) else where, found)
    return found


def every_id_is_explained(planonce, folder, plan):
    """What any command prints can be asked about: of each place in plan.json and calendar.json the first, the last and one between."""
    found = ids_of(plan, "plan", {})
    ids_of(json.loads((folder / "calendar.json").read_text("utf-8")), "calendar", found)
    found["undecided"] = [item["code"] for item in plan["undecided"]]
    expect({"plan.review.parts.items", "plan.ties", "plan.comparison", "plan.shared_amounts", "calendar.entries"} <= found.keys(), "places of ids")
    for outcome in ("differs", "not-compared", "explained", "agrees"):
        found[f"review {outcome}"] = [item["id"] for part in plan["review"]["parts"] for item in part["items"] if item["outcome"] == outcome]
    for where, ids in sorted(found.items()):
        for name in sorted({ids[0], ids[len(ids) // 2], ids[-1]}):
            run = subprocess.run([planonce, "explain", folder, name], capture_output=True, text=True, timeout=60)
            expect(run.returncode == 0 and run.stdout.strip() and not re.search(r"explain\.[a-z]", run.stdout),
                   f"explain {name} of {where}: {run.stdout[:80]}{run.stderr[:80]}")
            if where.startswith("review "):
                expect("What to do: " in run.stdout and ("required by" in run.stdout or "No law requires" in run.stdout),
                       f"explain {name} of {where}: neither the source of the rule nor what to do: {run.stdout}")


def check_explain(planonce, folder, plan):
    titled = next(action for action in plan["actions"] if "title" in action["fields"])
    asked = [titled["id"], titled["fields"]["title"]["id"], plan["findings"][0]["code"],
             plan["sources"][0]["name"], plan["duties"][0]["id"], plan["funds"][0]["id"], plan["needs"][0]["id"]]
    for name in asked:
        run = subprocess.run([planonce, "explain", folder, name], capture_output=True, text=True, timeout=60)
        expect(run.returncode == 0 and run.stdout.strip() and "[" not in run.stdout.split("“")[0],
               f"explain {name}: {run.stdout[:80]}{run.stderr[:80]}")
    every_id_is_explained(planonce, folder, plan)
    run = subprocess.run([planonce, "explain", folder, "nothing"], capture_output=True, text=True, timeout=60)
    expect(run.returncode != 0 and "Nothing in this plan" in run.stderr, "explain of what is not there")


def main():
    planonce = str(pathlib.Path(sys.argv[1]).resolve() / "bin" / "planonce")
    papers = sorted(str(path) for path in PAPERS.iterdir())
    with tempfile.TemporaryDirectory() as work:
        first, second = pathlib.Path(work) / "first", pathlib.Path(work) / "second"
        build(planonce, first, papers)
        build(planonce, second, papers[::-1])
        for name in ("plan.json", "plan.html", "manifest.json"):
            expect((first / name).read_bytes() == (second / name).read_bytes(), f"{name}: other bytes for another order")
        plan = json.loads((first / "plan.json").read_text("utf-8"))
        check_manifest(first)
        check_json(plan)
        check_faults(plan)
        check_html((first / "plan.html").read_text("utf-8"), plan)
        check_explain(planonce, first, plan)
        check_command(planonce, papers)
        compare(plan, "--update" in sys.argv)
    for mistake in mistakes[:40]:
        print("FAILED:", mistake)
    print(f"{len(mistakes)} mistakes")
    return 1 if mistakes else 0


sys.exit(main())
