#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""planonce duplicates from outside: duplicates.py PLANONCE. Formats, the same bytes twice, what is left out, proposals good and hostile."""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from html.parser import HTMLParser

PLANONCE = sys.argv[1]
FAILED = []
PROPOSAL = """<?xml version="1.0" encoding="UTF-8"?>
<program format="planonce/program/1" id="recovery" version="0.1.0" license="Apache-2.0" visibility="public">
<title>Recovery plan</title><short-title>RP</short-title><agency>An agency</agency>
<recognition threshold="50"><phrase weight="50">Recovery plan of the district</phrase></recognition>
<duties><duty id="recovery.R1" authority="state-statute" bearer="lea" confidence="L" checked="2026-11-21" instrument="Recovery plan" preparer="superintendent" approver="governing board" recipient="CDE">
<title>Needs assessment of pupils</title><text>Assess the needs of all pupils from state data.</text><purpose>Needs first.</purpose><citation>a bill</citation>
<population>all pupils</population><timing>yearly</timing><evidence>the assessment</evidence></duty></duties></program>
"""
CROSSWALK = """<crosswalk format="planonce/crosswalk/1" id="recovery" version="0.1.0" program="recovery" model="0.1.0" status="draft" authority="suggested" method="human">
<title>t</title><provenance by="an author" date="2026-11-21" reviewed="no">From the bill.</provenance>
<duties><duty ref="recovery.R1"><atom ref="assess-needs"/></duty></duties></crosswalk>
"""


def run(*arguments):
    done = subprocess.run([PLANONCE, "duplicates", "--as-of", "2026-11-21", *arguments], capture_output=True)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def expect(holds, what):
    if not holds:
        FAILED.append(what)
        print("FAILED:", what)


def formats():
    code, text, _ = run("--format", "json")
    found = json.loads(text)
    expect(code == 0 and found["format"] == "planonce/duplicates/1" and found["as_of"] == "2026-11-21", "json")
    expect(text == run("--format", "json")[1], "the same bytes twice")
    atoms = {duty["id"]: duty for duty in found["duties"]}
    expect(all(pair["both"] or pair["basis"] == "asserted" for pair in found["pairs"]), "a pair shares an atom")
    expect(all(pair["a"] in atoms and pair["b"] in atoms for pair in found["pairs"]), "pairs of duties in force")
    expect(not any("%" in json.dumps(found["sums"]) for _ in [0]), "no percentage among the sums")
    expect("not all" in found["caveat"], "the caveat")
    for form in ("text", "csv", "html"):
        expect("not all the plans and reports" in run("--format", form)[1], "the caveat in " + form)
    rows = list(csv.reader(io.StringIO(run("--format", "csv")[1])))
    expect(sum(row[0] == "pair" for row in rows) == len(found["pairs"]), "a row for each pair")
    HTMLParser().feed(run("--format", "html")[1])
    return found


def leaving_out(whole):
    found = json.loads(run("--format", "json", "--without", "csi")[1])
    expect(not any(duty["program"] == "csi" for duty in found["duties"]), "a program is left out")
    expect("carry-out-support-plan" in found["lost"] and "assess-needs" not in found["lost"], "what is lost")
    expect(len(found["pairs"]) < len(whole["pairs"]), "fewer pairs")
    expect(run("--without", "nothing")[0] == 2, "an unknown name is wrong use")
    expect(run("--format", "pdf")[0] == 2, "an unknown format is wrong use")
    expect(run("a.pdf")[0] == 2, "no file is taken")


def proposals():
    with tempfile.TemporaryDirectory() as base:
        folder = os.path.join(base, "recovery")
        os.mkdir(folder)
        path = os.path.join(folder, "program.xml")

        def write(name, text):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)

        write("program.xml", PROPOSAL)
        code, text, said = run("--format", "json", "--with", path)
        found = json.loads(text or "{}")
        expect(code == 0 and found.get("proposed") == "Recovery plan", "a proposal is compared: " + said)
        expect(any(s["a"] == "recovery.R1" and s["b"] == "spsa.P04" for s in found.get("suggestions", [])), "alike wording is suggested")
        write("crosswalk.xml", CROSSWALK)
        found = json.loads(run("--format", "json", "--with", folder)[1] or "{}")
        claimed = [pair for pair in found.get("pairs", []) if pair.get("claimed_by") == "recovery"]
        expect(any("spsa.P04" in (pair["a"], pair["b"]) for pair in claimed), "its own crosswalk is a claim")
        for name, text in (("entity", PROPOSAL.replace("?>", '?><!DOCTYPE program [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 1).replace("a bill", "&x;")),
                           ("broken", PROPOSAL[:300]), ("empty", ""), ("deep", "<a>" * 100000), ("installed", PROPOSAL.replace("recovery", "lcap"))):
            write("program.xml", text)
            code, text, said = run("--with", path)
            expect(code in (2, 3) and text == "" and said and "root:" not in said, f"a proposal that is {name} is refused with a sentence")
        for wrong, words in ((os.path.join(base, "missing"), "is not there"), (base, "folder without a program.xml"), (__file__, "is no program file")):
            code, text, said = run("--with", wrong)
            expect(code == 3 and text == "" and words in said and "program.xml of a proposed program" in said, f"what is no proposal ({words}): {said}")


leaving_out(formats())
proposals()
print("duplicates:", "all as expected" if not FAILED else f"{len(FAILED)} failed")
sys.exit(1 if FAILED else 0)
