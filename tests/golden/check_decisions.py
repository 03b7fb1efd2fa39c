#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Decisions about the sample district survive what happens to plans: check_decisions.py PLANONCE

A finding is accepted, others rejected and explained, a value corrected, a duty confirmed. Then the plan is built again: from the same papers, with an action renumbered,
with another amount, with the amount that the correction gave, in another order, without the paper. Everything that can be judged is judged once, and must hold."""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

PLANONCE = sys.argv[1]
PAPERS = pathlib.Path(__file__).resolve().parent.parent.parent / "samples" / "district" / "papers"
LCAP = "lcap-2026-27-adopted.pdf"
WORK = pathlib.Path(tempfile.mkdtemp(prefix="planonce-decisions-"))
passed = failed = 0


def check(what, good, seen=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print("FAILED", what, seen)


def run(*arguments):
    return subprocess.run([PLANONCE, *map(str, arguments)], capture_output=True, text=True)


def build(out, papers=PAPERS, *more):
    done = run("build", "-o", out, "--as-of", "2026-08-01", *more, papers)
    check("built %s" % out.name, done.returncode in (0, 1), done.stderr)
    return json.loads((out / "plan.json").read_text("utf-8"))


def decide(out, thing, verb, *more, role="business office", reason="So it is."):
    done = run("decide", out, thing, verb, "--role", role, "--reason", reason, "--date", "2026-06-01", *more)
    check("decided %s %s" % (verb, thing), done.returncode == 0, done.stderr)


def standings(plan):
    return {d["what"].split(" ")[0]: d for d in plan["decisions"]}


def finding(plan, code):
    return next((f for f in plan["findings"] if f["code"] == code), None)


def action(plan, title):
    sources = {s["id"] for s in plan["sources"] if s["state"] == "current" and s["program"] == "lcap"}
    return next(a for a in plan["actions"] if a["source"] in sources and a["fields"]["title"]["text"] == title)


def papers_with(change, name):
    """The papers with the LCAP as records, after `change` has been at them."""
    folder = WORK / name
    folder.mkdir()
    for paper in PAPERS.iterdir():
        if paper.name != LCAP:
            shutil.copy(paper, folder)
    records = json.loads(run("read", "--format", "json", PAPERS / LCAP).stdout)
    change(records)
    (folder / "lcap.json").write_text(json.dumps(records), "utf-8")
    return folder


def renumber(records, old="2.5", new="2.9"):
    """One action has another number, wherever the plan speaks of it."""
    fields = {"action": "number", "wide_action": "goal_and_action", "expenditure_row": "action", "contributing_row": "action",
              "update_row": "action", "contributing_update_row": "action"}
    for record in records["records"]:
        field = record["fields"].get(fields.get(record["type"], ""))
        if field and field["text"] == old:
            field["text"] = new
            if "value" in field:
                field["value"] = new
            record["id"] = record["id"].replace(old, new)


def reprice(records, text, value):
    for record in records["records"]:
        if record["id"] in ("action-2.5", "action-2.9"):
            record["fields"]["total_funds"].update(text=text, value=value)


def drop(records, number="2.5"):
    """The action is gone from the plan, and its rows with it."""
    gone = {r["id"] for r in records["records"] if r["type"] != "metric" and r["id"].endswith("-" + number)}
    records["records"] = [r for r in records["records"] if r["id"] not in gone and r.get("parent") not in gone]


def first_build():
    out = WORK / "plan"
    plan = build(out)
    before = finding(plan, "LCAP-ACTION-FUNDS")
    transport = action(plan, "Transport")
    check("the sample holds the planted mistake", before and transport["fields"]["total_funds"]["text"] == "$449,000.00")
    check("no decisions yet", plan["decisions"] == [])
    decide(out, "LCAP-BOP-LCAP-TOTAL", "accept")
    decide(out, "SPSA-GOAL-LCAP", "explain", role="principal")
    decide(out, "PLAN-006", "reject")
    decide(out, "SPSA-CONAPP-FEDERAL", "explain")
    decide(out, transport["fields"]["total_funds"]["id"], "correct", "--value", "$494,000.00")
    decide(out, "lcap.L28", "confirm", "--pointer", "Board minutes of 2026-06-09, item 7", role="superintendent")
    decide(out, "lcap.L26", "confirm", "--pointer", "Board packet of 2026-06-09, pages 4-9", role="superintendent")
    return out, plan


def same_papers(out, plan):
    again = build(out)
    stands = standings(again)
    check("all apply", {d["standing"] for d in again["decisions"]} == {"applies"}, [(d["what"], d["standing"]) for d in again["decisions"]])
    check("an accepted finding stays open", finding(again, "LCAP-BOP-LCAP-TOTAL") is None or not finding(again, "LCAP-BOP-LCAP-TOTAL").get("decided"))
    check("a required one that is explained stays open", not finding(again, "SPSA-GOAL-LCAP").get("decided") and finding(again, "SPSA-GOAL-LCAP")["decision"]["kind"] == "explain")
    check("a rejected one is decided", finding(again, "PLAN-006")["decided"])
    check("an explained one is decided", finding(again, "SPSA-CONAPP-FEDERAL")["decided"])
    funds = action(again, "Transport")["fields"]["total_funds"]
    check("the value is corrected", funds["value"] == "494000.00" and funds["read"] == {"text": "$449,000.00", "value": "449000.00"}, funds)
    lineage = again["lineage"][funds["id"]]
    check("both lineages are kept", lineage["decision"] == funds["id"] and lineage["at"] and lineage["record"] == "action-2.5", lineage)
    check("checks were made anew", finding(again, "LCAP-ACTION-FUNDS") is None)
    others = {f["id"] for f in plan["findings"]} - {f["id"] for f in again["findings"]}
    check("nothing else is gone", others <= {finding(plan, "LCAP-ACTION-FUNDS")["id"], finding(plan, "LCAP-BOP-LCAP-TOTAL")["id"]}, others)
    check("the confirmation names duty and proof", stands["lcap.L28"]["pointer"].startswith("Board minutes"))
    duty = next(d for d in again["duties"] if d["id"] == "lcap.L28")
    attested = [i.get("attested") for i in duty["instances"]]
    check("the duty is attested or shown", duty["state"] in ("attested", "satisfied", "conflicting") and
          {"role": "superintendent", "date": "2026-06-01", "pointer": "Board minutes of 2026-06-09, item 7"} in attested, (duty["state"], attested))
    by_hand = next(d for d in again["duties"] if d["id"] == "lcap.L26")
    check("a duty that no document can show is attested", by_hand["state"] == "attested", by_hand["state"])
    page = (out / "plan.html").read_text("utf-8")
    check("the page has the section", 'id="decided"' in page and "Rejected by the business office on June 1, 2026" in page)
    check("the page says what was read", "the document was read as “$449,000.00”" in page)
    record = (out / "consistency.html").read_text("utf-8")
    check("the record of the review says what was decided", "Rejected by the business office on June 1, 2026" in record)
    check("counts leave out what is decided", len([f for f in again["findings"] if not f.get("decided")]) == int(page.split("<strong>")[1].split("<")[0].replace(",", "")))
    check("the decisions are as they were", "decisions.json" not in {f["name"] for f in json.loads((out / "manifest.json").read_text())["files"]})
    first = (out / "plan.json").read_bytes(), (out / "plan.html").read_bytes(), (out / "decisions.json").read_bytes()
    build(out)
    check("same bytes", first == ((out / "plan.json").read_bytes(), (out / "plan.html").read_bytes(), (out / "decisions.json").read_bytes()))
    said = run("explain", out, funds["id"]).stdout
    check("explain tells the reading and the decision", "$449,000.00" in said and "business office" in said, said)


def other_papers(out):
    decisions = ["--decisions", out / "decisions.json"]
    plan = build(WORK / "renumbered", papers_with(renumber, "p-renumbered"), *decisions)
    stands = standings(plan)
    check("renumbered: matched anew", stands["action.total_funds"]["standing"] == "matched-anew", stands["action.total_funds"])
    moved = action(plan, "Transport")
    check("renumbered: corrected all the same", moved["code"] == "2.9" and moved["fields"]["total_funds"]["value"] == "494000.00", moved["fields"]["total_funds"])
    check("renumbered: the others hold", all(d["standing"] in ("applies", "matched-anew") for d in plan["decisions"]), [(d["what"], d["standing"]) for d in plan["decisions"]])

    plan = build(WORK / "dearer", papers_with(lambda r: reprice(r, "$450,000", "450000"), "p-dearer"), *decisions)
    lapsed = standings(plan)["action.total_funds"]
    check("another amount: lapsed", lapsed["standing"] == "lapsed" and "449000" in lapsed["why"] and "450000" in lapsed["why"], lapsed)
    check("another amount: the document's value stands", action(plan, "Transport")["fields"]["total_funds"]["value"] == "450000")
    check("another amount: the finding is back", finding(plan, "LCAP-ACTION-FUNDS") is not None)
    page = (WORK / "dearer" / "plan.html").read_text("utf-8")
    check("the page says that it lapsed", "<strong>Lapsed.</strong>" in page)

    plan = build(WORK / "mended", papers_with(lambda r: reprice(r, "$494,000", "494000"), "p-mended"), *decisions)
    said = standings(plan)["action.total_funds"]
    check("the document says so itself", said["standing"] == "lapsed" and "itself" in said["why"], said)

    plan = build(WORK / "both", papers_with(lambda r: (renumber(r), reprice(r, "$1", "1")), "p-both"), *decisions)
    check("renumbered and repriced: lapsed", standings(plan)["action.total_funds"]["standing"] == "lapsed")

    plan = build(WORK / "without", papers_with(drop, "p-without"), *decisions)
    check("without the action: look again", standings(plan)["action.total_funds"]["standing"] == "look-again", standings(plan)["action.total_funds"])


def everything_holds():
    """Whatever can be judged is known again in the next build: every finding, tie and shared amount, and values drawn by lot."""
    out = WORK / "all"
    plan = build(out)
    things = [t["id"] for name in ("findings", "ties", "shared_amounts") for t in plan[name]]
    things += random.Random(1).sample(sorted(plan["lineage"]), 120)
    for thing in things:
        done = run("decide", out, thing, "accept", "--reason", "So.", "--role", "office", "--date", "2026-06-01")
        check("decide %s" % thing, done.returncode == 0, done.stderr)
    again = build(out)
    for decision in again["decisions"]:
        check("%s holds" % decision.get("about"), decision["standing"] == "applies", decision["why"])
    check("all are there", len(again["decisions"]) == len(things))


def amounts_are_never_confused():
    """One digit of what was judged is another: the decision no longer holds, for each of the actions that are decided about."""
    out = WORK / "digits"
    plan = build(out)
    source = next(s["id"] for s in plan["sources"] if s["name"] == LCAP)
    wanted = [a for a in plan["actions"] if a["source"] == source]
    for one in wanted:
        decide(out, one["fields"]["total_funds"]["id"], "accept")

    def change(records):
        for record in records["records"]:
            if record["type"] == "action":
                value = record["fields"]["total_funds"]["value"]
                other = ("1" if value[0] != "1" else "2") + value[1:]
                record["fields"]["total_funds"].update(text="$" + other, value=other)
    again = build(WORK / "digits-changed", papers_with(change, "p-digits"), "--decisions", out / "decisions.json")
    check("there are actions", len(wanted) > 10, len(wanted))
    check("none holds", {d["standing"] for d in again["decisions"]} == {"lapsed"}, [(d["about"], d["standing"]) for d in again["decisions"]])


def shuffled_actions():
    """All actions of a goal change their numbers among each other: a decision goes with title and amount, or is to be looked at again, never elsewhere."""
    out = WORK / "shuffle"
    plan = build(out)
    source = next(s["id"] for s in plan["sources"] if s["name"] == LCAP)
    judged = {}
    for one in plan["actions"]:
        if one["source"] == source:
            judged[one["fields"]["total_funds"]["id"]] = (one["fields"]["title"]["text"], one["fields"]["total_funds"]["value"])
            decide(out, one["fields"]["total_funds"]["id"], "accept")
    fields = {"action": "number", "wide_action": "goal_and_action", "expenditure_row": "action", "contributing_row": "action",
              "update_row": "action", "contributing_update_row": "action"}
    for seed in range(3):
        def shuffle(records):
            goals, numbers = {}, {}
            for record in records["records"]:
                if record["type"] == "action":
                    number = record["fields"]["number"]["text"]
                    goals.setdefault(number.split(".")[0], []).append(number)
            for old in goals.values():
                new = old[:]
                random.Random(seed).shuffle(new)
                numbers.update(zip(old, new))
            for place, record in enumerate(records["records"]):
                field = record["fields"].get(fields.get(record["type"], ""))
                if field and field["text"] in numbers:
                    field["text"] = numbers[field["text"]]
                    field["value"] = field["text"]
                    record["id"] = "%s-of-%d" % (record["type"], place)
        again = build(WORK / ("shuffle-%d" % seed), papers_with(shuffle, "p-shuffle-%d" % seed), "--decisions", out / "decisions.json")
        now = {a["fields"]["total_funds"]["id"]: (a["fields"].get("title", {}).get("text"), a["fields"]["total_funds"].get("value")) for a in again["actions"] if "total_funds" in a["fields"]}
        held = [d for d in again["decisions"] if d["standing"] in ("applies", "matched-anew")]
        for decision in held:
            check("%s goes with its title" % decision["about"], judged[decision["id"]] == now.get(decision["now"]), now.get(decision["now"]))
        check("nine in ten are found again", len(held) * 10 >= len(judged) * 9, [(d["about"], d["standing"], d["why"]) for d in again["decisions"]])


try:
    made, before = first_build()
    same_papers(made, before)
    other_papers(made)
    everything_holds()
    amounts_are_never_confused()
    shuffled_actions()
finally:
    shutil.rmtree(WORK, ignore_errors=True)
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0)
