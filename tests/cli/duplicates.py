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


def cluster_of(found, *duties):
    return next((cluster for cluster in found["clusters"] if set(cluster["duties"]) == set(duties)), {})


def report_of(found, program, name):
    return next(report for report in found["reports"] if (report["program"], report["report"]) == (program, name))


def proposals_one_can_act_on(found):
    """What is proposed is possible: by whom, on what they share, and never between a paper and itself."""
    pairs = {frozenset((pair["a"], pair["b"])): pair for pair in found["pairs"]}
    bearer = {duty["id"]: duty["bearer"] for duty in found["duties"]}
    for cluster in found["clusters"]:
        for duty in cluster["duties"]:
            shared = any(set(pairs[two]["both"]) & set(cluster["atoms"]) for other in cluster["duties"] if other != duty
                         for two in [frozenset((duty, other))] if two in pairs)
            expect(shared, f"{duty} shares something in the cluster '{cluster['asks']}'")
        agencies = sum(bearer[duty] in ("lea", "school") for duty in cluster["duties"]) < 2
        expect(cluster["agencies"] == agencies and (cluster["act"] == "keep-apart" or not agencies), f"agencies file nothing: {cluster['asks']}")
    expect(cluster_of(found, "lea.D08", "lea.D09", "lcap.L48").get("act") == "keep-apart", "reports as of two days are kept apart")
    wide = cluster_of(found, "lcap.L11", "lcap.L12")
    expect((wide.get("act"), wide.get("owner")) == ("eliminate", "legislature"), "who may eliminate is who made the duty that another does")
    expect(not any({"lea.D04", "lea.D05"} <= set(cluster["duties"]) for cluster in found["clusters"]), "submissions that share a verb only")
    expect(report_of(found, "lea", "audit report")["recommendation"] == "none", "the audit is not eliminated for doing all")
    expect(report_of(found, "spsa", "Consolidated Application")["recommendation"] == "none", "a paper is not merged with itself")
    card = report_of(found, "lea", "SARC")
    expect(card["on"] == ["show-basic-conditions"] and "lcap.L30" in card["with"], "what the report card shares, and with what")
    expect(report_of(found, "da", "technical assistance")["recommendation"] == "none", "assistance is no report")
    for owned in (cluster["owner"] for cluster in found["clusters"] if cluster["act"] not in ("keep-apart",)):
        expect(owned != "lea", "to drop a practice takes nothing off the law")
    text = run()[1]
    expect("> csi.CSI-6" in text and "in common.  " not in text, "the text lists what may be written once, in whole sentences")
    rows = list(csv.reader(io.StringIO(run("--format", "csv")[1])))
    expect(sum(row[0] == "cluster" for row in rows) == len(found["clusters"]), "a row for each cluster")
    expect(sum(row[0] == "report" for row in rows) == len(found["reports"]), "a row for each report")


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
        row = next((row for row in found.get("reports", []) if row["program"] == "recovery"), {})
        expect("Not known" in row.get("recommendation_text", ""), "of what no crosswalk has read nothing is said")
        expect(any(s["a"] == "recovery.R1" and s["b"] == "spsa.P04" for s in found.get("suggestions", [])), "alike wording is suggested")
        write("crosswalk.xml", CROSSWALK)
        found = json.loads(run("--format", "json", "--with", folder)[1] or "{}")
        claimed = [pair for pair in found.get("pairs", []) if pair.get("claimed_by") == "recovery"]
        expect(any("spsa.P04" in (pair["a"], pair["b"]) for pair in claimed), "its own crosswalk is a claim")
        expect({pair["relation"] for pair in claimed} == {"intersects-with"}, "what does not say for whom and when is done by nothing")
        for name, text in (("entity", PROPOSAL.replace("?>", '?><!DOCTYPE program [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 1).replace("a bill", "&x;")),
                           ("broken", PROPOSAL[:300]), ("empty", ""), ("deep", "<a>" * 100000), ("installed", PROPOSAL.replace("recovery", "lcap"))):
            write("program.xml", text)
            code, text, said = run("--with", path)
            expect(code in (2, 3) and text == "" and said and "root:" not in said, f"a proposal that is {name} is refused with a sentence")
        for wrong, words in ((os.path.join(base, "missing"), "is not there"), (base, "folder without a program.xml"), (__file__, "is no program file")):
            code, text, said = run("--with", wrong)
            expect(code == 3 and text == "" and words in said and "program.xml of a proposed program" in said, f"what is no proposal ({words}): {said}")


WHOLE = formats()
proposals_one_can_act_on(WHOLE)
leaving_out(WHOLE)
proposals()
print("duplicates:", "all as expected" if not FAILED else f"{len(FAILED)} failed")
sys.exit(1 if FAILED else 0)
