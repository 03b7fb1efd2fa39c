#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The consistency review record of the sample district, judged from outside.

What agrees, differs, is explained and could not be compared is compared line by line with samples/district/consistency.tsv, which was read against the
papers; --update writes it anew, to be read before it is committed. Then the papers are spoilt one by one: there is a line to sign only
if every school's plan of the year was read, beside the district's plan of the same year. The page says the same, and its links lead to the plan's page.

usage: check_review.py BUILD-TREE [--update]
"""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DISTRICT = HERE.parent.parent / "samples" / "district"
EXPECTED = DISTRICT / "consistency.tsv"
HEAD = "part\tplan\ttopic\toutcome\tweight\twhat\n"
LCAP = "lcap-2026-27-adopted.pdf"
SPSAS = ["spsa-2026-27-alder-creek.docx", "spsa-2026-27-cottonwood.md", "spsa-2026-27-orchard.pdf", "spsa-2026-27-valley-oak.pdf"]
FACTS = {"format": "planonce/facts/1", "lea": {"cds": "50799010000000", "name": "Arroyo Claro Unified School District", "type": "district"},
         "facts": {"title1_allocation": "500000"},
         "schools": [{"cds": "50799016110055", "name": "Foothill Elementary", "facts": {"conapp_school": False}},
                     {"cds": "50799015730067", "name": "Sierra Vista High", "facts": {"conapp_school": False}}]}
mistakes = []


def expect(holds, sentence):
    if not holds:
        mistakes.append(sentence)


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.classes = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids.add(found.get("id"))
        self.classes.append(found.get("class"))
        if tag == "a":
            self.links.append(found.get("href", ""))


class Bench:
    def __init__(self, planonce, work):
        self.planonce, self.work, self.count = planonce, pathlib.Path(work), 0

    def build(self, papers, *options):
        self.count += 1
        out = self.work / f"out-{self.count}"
        subprocess.run([self.planonce, "build", "-o", out, "--as-of", "2026-11-21", *options, *papers], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=300)
        folder = next(out.rglob("plan.json")).parent  # of several agencies the first
        pages = [folder / name for name in ("consistency.html", "plan.html", "readiness.html")]
        return (json.loads((folder / "plan.json").read_text("utf-8")), *(page.read_text("utf-8") if page.is_file() else "" for page in pages))

    def spoilt(self, name, change):
        """The records of a paper, changed: a file that build reads like any other."""
        run = subprocess.run([self.planonce, "read", "--format", "json", DISTRICT / "papers" / name], capture_output=True, text=True, timeout=60)
        document = json.loads(run.stdout)
        change({record["id"]: record for record in document["records"]}, document)
        self.count += 1
        path = self.work / f"spoilt-{self.count}.json"
        path.write_text(json.dumps(document), "utf-8")
        return str(path)


def lines(plan):
    codes = {finding["id"]: finding["code"] for finding in plan["findings"]}
    for part in plan["review"]["parts"]:
        for item in part["items"]:
            name = part["plans"][item["plan"]]["name"] if "plan" in item else "(all together)"
            what = codes.get(item.get("finding"), item["sentence"])
            yield "\t".join([part["program"], name, item["topic"], item["outcome"], item.get("severity", ""), what])


def check_lines(plan, update):
    found = list(lines(plan))
    if update:
        EXPECTED.write_text(HEAD + "\n".join(found) + "\n", "utf-8")
        return
    expected = EXPECTED.read_text("utf-8").splitlines()[1:]
    for line in sorted(set(expected) - set(found)):
        expect(False, f"expected, not there: {line}")
    for line in sorted(set(found) - set(expected)):
        expect(False, f"there, not expected: {line}")
    expect(len(found) == len(expected) and len(found) > 40, f"{len(found)} lines, expected {len(expected)}")


def check_shape(plan):
    review = plan["review"]
    required = [part["required"] for part in review["parts"]]
    expect(required == sorted(required, reverse=True) and any(required), "what a law requires does not come first")
    ids = [item["id"] for part in review["parts"] for item in part["items"]]
    expect(len(ids) == len(set(ids)), "two items with one id")
    findings = {finding["id"] for finding in plan["findings"]}
    for part in review["parts"]:
        expect(not part["required"] or part.get("citation"), "required without a citation")
        expect(all(law["citation"] and law["text"] for law in part["by_law"]), "a law that is not cited")
        for item in part["items"]:
            expect(not item["sentence"].startswith("["), f"no sentence: {item['sentence']}")
            expect((item["outcome"] == "differs") == ("severity" in item), "a weight without a difference, or the other way")
            expect(item.get("finding") is None or item["finding"] in findings, "a finding that is not there")
        for number, school in enumerate(part["plans"]):
            counted = sum(sum(topic.values()) for topic in school.get("counts", {}).values())
            expect(counted == sum(item.get("plan") == number for item in part["items"]), f"{school['name']}: counts and items differ")


def check_page(plan, page, plan_page):
    shown, other = Page(page), Page(plan_page)
    expect("consistency.html" in other.links, "the plan does not link to the record")
    for link in shown.links:
        name, _, anchor = link.partition("#")
        expect(anchor in (shown.ids if name == "" else other.ids) or (name == "plan.html" and not anchor), f"a link to nowhere: {link}")
    text = re.sub(r"<[^>]*>", " ", page)
    for part in plan["review"]["parts"]:
        for school in part["plans"]:
            expect(school["name"] in text, f"{school['name']} is not on the page")
    expect("not required by law" in text and "SSC" not in text, "part 2 does not say that no law requires it")


# What the district's papers are spoilt with (README.md), and who would return them for it; what nothing shows is never said to be met.
READINESS = {"county": (8, {"template": "not-met", "budget": "cannot-tell", "unduplicated": "not-met", "assistance": "cannot-tell"}),
             "state-board": (0, {"prompts": "cannot-tell"}), "auditor": (0, {"steps": "cannot-tell"})}
COUNTY_FOUND = {"LCAP-GOAL-RATIONALE", "LCAP-METRIC-TARGET", "LCAP-ACTION-FUNDS", "LCAP-BOP-LCAP-TOTAL", "LCAP-LOW-ADDRESSED", "LCAP-LOW-NAMED", "LCAP-WIDE-METRIC",
                "LCAP-T5-PERCENTAGE"}


def check_readiness(plan, page, plan_page):
    """Every finding stands at somebody, once for each test; the answers never say that a plan is ready."""
    codes = {finding["id"]: finding["code"] for finding in plan["findings"]}
    reviewers = {(r["program"], r["id"]): r for r in plan["readiness"]["reviewers"]}
    for name, (found, tests) in READINESS.items():
        reviewer = reviewers[("lcap", name)]
        expect(reviewer["found"] == found, f"{name}: {reviewer['found']} found, expected {found}")
        states = {test["id"]: test["state"] for test in reviewer["tests"]}
        expect(states == tests, f"{name}: {states}")
    county = {codes[i] for test in reviewers[("lcap", "county")]["tests"] for i in test.get("found", [])}
    expect(county == COUNTY_FOUND, f"the county would return the plan for {sorted(county ^ COUNTY_FOUND)}")
    laid = {i for r in reviewers.values() for test in r["tests"] for key in ("found", "worth_a_look", "decided") for i in test.get(key, [])}
    laid |= {i for key in ("found", "worth_a_look", "decided") for i in plan["readiness"]["nobody"].get(key, [])}
    expect(laid == set(codes), f"findings at nobody: {sorted(codes[i] for i in set(codes) - laid)}")
    for reviewer in reviewers.values():
        open_things = sum(len(test.get("open", [])) + len(test.get("undecided", [])) for test in reviewer["tests"])
        expect(reviewer["cannot_tell"] == open_things, f"{reviewer['id']}: what cannot be told is counted otherwise")
        expect(not re.search(r"\bready\b|\bapproved\b", reviewer["answer"]), f"{reviewer['id']}: {reviewer['answer']}")
        for test in reviewer["tests"]:
            met = test["state"] == "met"
            expect(not met or test.get("shown") and not test.get("open") and not test.get("found") and not test.get("undecided"), f"met: {test}")
    shown, other = Page(page), Page(plan_page)
    expect("readiness.html" in other.links, "the plan does not link to the readiness page")
    for link in shown.links:
        name, _, anchor = link.partition("#")
        expect(anchor in (shown.ids if name == "" else other.ids) or (name == "plan.html" and not anchor), f"a link to nowhere: {link}")


def signable(bench, papers, *options):
    plan, page, _, _ = bench.build(papers, *options)
    line = "sign" in Page(page).classes
    expect(line == plan["review"]["signature"]["possible"], "the page and plan.json disagree about the line to sign")
    expect(line != bool(plan["review"]["signature"]["because"]), "no line and no reason, or both")
    return line, " ".join(plan["review"]["signature"]["because"])


def check_signature(bench):
    facts = bench.work / "facts.json"
    facts.write_text(json.dumps(FACTS), "utf-8")
    lcap, schools = str(DISTRICT / "papers" / LCAP), [str(DISTRICT / "papers" / name) for name in SPSAS]
    given = ("--lea", str(facts))
    expect(signable(bench, [lcap, *schools], *given)[0], "everything is here and of the year, and there is no line to sign")

    def refused(papers, word, *options):
        line, why = signable(bench, papers, *options)
        expect(not line and word in why, f"a line to sign, or another reason than {word}: {why}")

    refused([lcap, *schools], "Foothill")
    refused(schools, "Local Control and Accountability Plan", *given)
    refused([lcap, *schools[1:], bench.spoilt(SPSAS[0], last_year)], "Alder Creek", *given)
    torn = bench.work / "torn.pdf"
    torn.write_bytes((DISTRICT / "papers" / SPSAS[2]).read_bytes()[:3000])
    refused([lcap, *schools, str(torn)], "torn.pdf", *given)


def last_year(records, document):
    for record in document["records"]:
        for field in record["fields"].values():
            for key in ("text", "value"):
                if isinstance(field.get(key), str):
                    field[key] = field[key].replace("2026-27", "2025-26").replace("2026", "2025").replace("2027", "2026")
    for key in ("plan_year", "version"):
        document.pop(key, None)
    text = json.dumps(document).replace("2026-27", "2025-26")
    document.clear()
    document.update(json.loads(text))


def check_facts(bench):
    """The sum of the schools' Title I money, and the budget, against what the district's facts say."""
    papers = [str(DISTRICT / "papers" / name) for name in [LCAP, *SPSAS]]
    for said, code, found in (({"title1_allocation": "1000"}, "SPSA-TITLE1-DISTRICT", True), ({"title1_allocation": "9000000"}, "SPSA-TITLE1-DISTRICT", False),
                              ({"budget_for_plan": "11000000"}, "LCAP-BUDGET-COVERS", True), ({"budget_for_plan": "11079000"}, "LCAP-BUDGET-COVERS", False)):
        facts = bench.work / "said.json"
        facts.write_text(json.dumps({**FACTS, "facts": said}), "utf-8")
        plan, _, _, _ = bench.build(papers, "--lea", str(facts))
        expect(any(finding["code"] == code for finding in plan["findings"]) == found, f"{said}: {code} is {'not ' if found else ''}found")
        expect(not any(open_check["code"] == code for open_check in plan["undecided"]), f"{said}: {code} is undecided")


def main():
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(str(pathlib.Path(sys.argv[1]).resolve() / "bin" / "planonce"), work)
        plan, page, plan_page, ready_page = bench.build(sorted(str(path) for path in (DISTRICT / "papers").iterdir()))
        check_lines(plan, "--update" in sys.argv)
        check_shape(plan)
        check_page(plan, page, plan_page)
        check_readiness(plan, ready_page, plan_page)
        check_signature(bench)
        check_facts(bench)
    for mistake in mistakes[:40]:
        print("FAILED:", mistake)
    print(f"{len(mistakes)} mistakes")
    return 1 if mistakes else 0


sys.exit(main())
