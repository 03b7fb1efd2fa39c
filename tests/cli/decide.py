#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""planonce decide and --decisions from outside: decide.py PLANONCE SOURCE-TREE. What is asked wrongly is said in a sentence, and nothing of the user's is lost."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PLANONCE, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
PAPERS = ROOT / "samples" / "district" / "papers"
WORK = pathlib.Path(tempfile.mkdtemp(prefix="planonce-decide-"))
passed = failed = 0


def check(what, good, seen=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print("FAILED", what, seen)


def run(*arguments):
    return subprocess.run([PLANONCE, *map(str, arguments)], capture_output=True, text=True)


def refused(what, code, word, *arguments):
    done = run(*arguments)
    check(what, done.returncode == code and word in done.stderr and done.stderr.startswith(("planonce:", str(WORK))), (done.returncode, done.stderr))


def some_papers():
    folder = WORK / "papers"
    folder.mkdir()
    for name in ("lcap-2026-27-adopted.pdf", "spsa-2026-27-orchard.pdf"):
        shutil.copy(PAPERS / name, folder)
    return folder


def build(out, papers, *more):
    return run("build", "-o", out, "--as-of", "2026-08-01", *more, papers)


SAY = ["--reason", "So it is.", "--role", "business office", "--date", "2026-06-01"]

try:
    papers, out = some_papers(), WORK / "out"
    check("built", build(out, papers).returncode in (0, 1))
    own = out / "decisions.json"

    refused("no arguments", 2, "takes the folder", "decide")
    refused("no plan", 3, "holds no plan", "decide", papers, "X", "accept", *SAY)
    refused("another verb", 2, "did you mean 'accept'", "decide", out, "X", "acept", *SAY)
    refused("no reason", 2, "--reason", "decide", out, "LCAP-ACTION-FUNDS", "accept")
    refused("a name", 2, "person's name", "decide", out, "LCAP-ACTION-FUNDS", "accept", "--reason", "x", "--role", "Ann Example")
    refused("an address", 2, "address", "decide", out, "LCAP-ACTION-FUNDS", "accept", "--reason", "x", "--role", "office@example.org")
    refused("an address in the reason", 2, "address", "decide", out, "LCAP-ACTION-FUNDS", "accept", "--reason", "ask a@example.org", "--role", "office")
    refused("a thing that is not there", 2, "did you mean 'LCAP-ACTION-FUNDS'", "decide", out, "LCAP-ACTION-FUND", "accept", *SAY)
    refused("no date", 2, "not a date", "decide", out, "LCAP-ACTION-FUNDS", "accept", "--reason", "x", "--role", "office", "--date", "soon")
    refused("a correction of a finding", 2, "no value", "decide", out, "LCAP-ACTION-FUNDS", "correct", "--value", "5", *SAY)
    refused("a duty that is accepted", 2, "no finding", "decide", out, "lcap.L28", "accept", *SAY)
    refused("a confirmation without proof", 2, "pointer", "decide", out, "lcap.L28", "confirm", *SAY)
    refused("a school that is not there", 2, "no duty", "decide", out, "lcap.L28", "confirm", "--site", "01612596001234", "--pointer", "x", *SAY)
    refused("a school's duty at the agency", 2, "say which with --site", "decide", out, "spsa.P04", "confirm", "--pointer", "x", *SAY)
    refused("the agency's duty at a school", 2, "leave out --site", "decide", out, "lcap.L28", "confirm", "--site", "50799016110047", "--pointer", "x", *SAY)
    refused("no code of a school", 2, "no code", "decide", out, "lcap.L28", "confirm", "--site", "12", "--pointer", "x", *SAY)
    refused("nothing to withdraw", 2, "no decision", "decide", out, "LCAP-ACTION-FUNDS", "withdraw")
    check("nothing was written", not own.exists())

    plan = json.loads((out / "plan.json").read_text("utf-8"))
    amounts = [a for a in plan["actions"] if a.get("code") == "2.5"]
    amount = amounts[0]["fields"]["total_funds"]
    refused("a value that is no amount", 2, "cannot be read as money", "decide", out, amount["id"], "correct", "--value", "plenty", *SAY)
    refused("the value that is there", 2, "already", "decide", out, amount["id"], "correct", "--value", amount["text"], *SAY)
    refused("several of one name", 2, "take the id of one", "decide", out, "action 2.5: total funds", "accept", *SAY)

    done = run("decide", out, "LCAP-ACTION-FUNDS", "explain", *SAY)
    check("decided", done.returncode == 0 and "LCAP-ACTION-FUNDS" in done.stdout and own.exists(), done.stderr)
    done = run("decide", out, "LCAP-ACTION-FUNDS", "reject", *SAY)
    check("a new decision takes the place of the old", "takes the place" in done.stdout and len(json.loads(own.read_text())["decisions"]) == 1, done.stdout)
    listed = run("decide", out, "--list")
    check("listed before the next build", listed.returncode == 0 and listed.stdout.startswith("applies: reject LCAP-ACTION-FUNDS"), listed.stdout)
    check("no file of another time is left", sorted(p.name for p in out.iterdir() if "decisions" in p.name) == ["decisions.json"])

    before = own.read_bytes()
    done = build(out, papers)
    check("found in the folder of the plan", "1 decided" in done.stderr and "Decisions: 1 hold." in done.stderr, done.stderr)
    check("left as it was", own.read_bytes() == before and not (out / "kept").exists())

    shutil.copy(own, papers / "decisions.json")
    done = build(out, papers)
    check("two files about one agency", done.returncode == 3 and "both hold decisions about one agency" in done.stderr, done.stderr)
    done = build(out, papers, "--decisions", own)
    check("which counts can be said", "1 decided" in done.stderr, done.stderr)
    os.remove(own)
    done = build(out, papers)
    check("found beside the papers, and no document", "2 of 2 documents read" in done.stderr and "1 decided" in done.stderr, done.stderr)
    refused("decisions kept elsewhere", 2, "name that file with -o", "decide", out, "LCAP-T5-PERCENTAGE", "accept", *SAY)
    done = run("decide", out, "LCAP-T5-PERCENTAGE", "accept", *SAY, "-o", papers / "decisions.json")
    check("written where it is said", done.returncode == 0 and len(json.loads((papers / "decisions.json").read_text())["decisions"]) == 2, done.stderr)
    checked = run("check", papers)
    check("check reads them", "2 decisions; 1 of the findings are decided" in checked.stdout and "decided (reject) by the business office" in checked.stdout, checked.stdout[-400:])
    done = run("decide", out, "LCAP-T5-PERCENTAGE", "withdraw", "-o", papers / "decisions.json")
    check("withdrawn", done.returncode == 0 and len(json.loads((papers / "decisions.json").read_text())["decisions"]) == 1, done.stderr)

    other = json.loads((papers / "decisions.json").read_text())
    other["lea"]["cds"] = "01612590000000"
    strange = WORK / "strange.json"
    strange.write_text(json.dumps(other))
    refused("decisions about another agency", 3, "another file with -o", "decide", out, "LCAP-T5-PERCENTAGE", "accept", *SAY, "-o", strange)
    done = build(WORK / "out2", papers, "--decisions", strange)
    check("they do nothing, and it is said", "DEC-005" in done.stderr and "decided" not in done.stderr and json.loads((WORK / "out2" / "plan.json").read_text())["decisions"] == [], done.stderr)

    records = json.loads(run("read", "--format", "json", PAPERS / "lcap-2026-27-adopted.pdf").stdout)
    both = WORK / "two"
    both.mkdir()
    (both / "a.json").write_text(json.dumps(records))
    (both / "b.json").write_text(json.dumps(records).replace("50-79901-0000000", "19-79902-0000000").replace("50799010000000", "19799020000000"))
    plans = WORK / "plans"
    build(plans, both)
    folders = sorted(p.parent for p in plans.glob("*/plan.json"))
    check("two agencies", len(folders) == 2, folders)
    check("one decides", run("decide", folders[0], "LCAP-ACTION-FUNDS", "reject", *SAY).returncode == 0)
    done = build(plans, both)
    stands = [json.loads((f / "plan.json").read_text())["decisions"] for f in folders]
    check("found in the folder of its agency, and nothing in the other's", [len(s) for s in stands] == [1, 0] and stands[0][0]["standing"] == "applies", (stands, done.stderr))
    index = json.loads((plans / "index.json").read_text())["leas"]
    check("the index counts it", [l.get("decided") for l in index].count(1) == 1, index)

    for name, text, word in (("cut", before[:40].decode(), "DEC-001"), ("deep", "[" * 5000, "DEC-001"), ("list", "[]", "DEC-002"),
                             ("unknown", before.decode().replace('"kind"', '"kinds"'), "DEC-002"), ("named", before.decode().replace("business office", "Ann Example"), "DEC-003")):
        bad = WORK / (name + ".json")
        bad.write_text(text)
        done = build(WORK / "out3", papers, "--decisions", bad)
        check("hostile: %s" % name, done.returncode == 3 and word in done.stderr and str(bad) in done.stderr and not (WORK / "out3").exists(), done.stderr)
        done = run("decide", out, "LCAP-T5-PERCENTAGE", "accept", *SAY, "-o", bad)
        check("never written over: %s" % name, done.returncode != 0 and bad.read_text() == text, done.stderr)
finally:
    shutil.rmtree(WORK, ignore_errors=True)
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0)
