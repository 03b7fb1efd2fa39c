#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whether every requirement of the five programs, and every date that an LEA has, is present as a duty, and whether each duty says all that a
reader of it needs: what, why, by which law and authority, in which paper, who prepares, approves and receives it, whom it is about, when, what
shows it, since when, and what it asks in atoms, or a reason why not.

usage: complete.py PLUGINS CROSSWALKS
Prints what is missing and the figures; fails when anything is.
"""
import glob
import os
import sys
import xml.etree.ElementTree as ElementTree

# The lists of requirements: a prefix and the last number.
NUMBERED = {"lcap.L": 49, "spsa.P": 24, "csi.CSI-": 15, "csi.TSI-": 3, "csi.ATSI-": 2, "da.DA-": 11, "da.DTA-": 5, "cim.CIM-": 9}
TWO_DIGITS = {"lcap.L", "spsa.P"}
# The list of dates: its number, and the duty whose date it is where it has no duty of its own.
DATES = {1: None, 2: None, 3: None, 4: None, 5: None, 6: None, 7: "lea.D04", 8: None, 9: None, 10: None, 11: None, 12: None, 13: "lcap.L27", 14: None,
         15: "lcap.L22", 16: "lcap.L22", 17: "lcap.L25", 18: "lcap.L21", 19: "lcap.L26", 20: "lcap.L28", 21: "lcap.L42", 22: "lcap.L28",
         23: "lcap.L29", 24: "lcap.L32", 25: "lcap.L42", 26: "lcap.L32", 27: "lcap.L30", 28: "lcap.L33", 29: "lcap.L33", 30: "lcap.L33",
         31: "lcap.L33", 32: "lcap.L33", 33: None, 34: "lcap.L35", 35: None, 36: None, 37: None, 38: "lcap.L37", 39: "spsa.P03", 40: "spsa.P16",
         41: "spsa.P17", 42: "spsa.P17", 43: "csi.CSI-1", 44: None, 45: None, 46: None, 47: "lcap.L38", 48: "lcap.L19", 49: None, 50: None}
SAID = ["title", "text", "purpose", "citation", "population", "timing", "evidence"]
NAMED = ["authority", "bearer", "confidence", "checked", "instrument", "preparer", "approver", "recipient"]


def required():
    ids = [f"{prefix}{n:02d}" if prefix in TWO_DIGITS else f"{prefix}{n}" for prefix, last in NUMBERED.items() for n in range(1, last + 1)]
    return ids + [home or f"lea.D{n:02d}" for n, home in DATES.items()]


def duties(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*", "program.xml"))):
        yield from ElementTree.parse(path).getroot().iter("duty")


def asked(folder):
    """What each duty asks: True with atoms, or the sentence that says why it has none."""
    result = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.xml"))):
        for row in ElementTree.parse(path).getroot().iterfind("duties/*"):
            if row.tag == "duty":
                result[row.get("ref")] = row.find("atom") is not None
            elif row.tag == "without-atoms":
                result[row.get("ref")] = bool((row.text or "").strip())
    return result


def doubt(duty):
    return " ".join(node.text or "" for node in duty.iterfind("doubt"))


def lacks(duty):
    missing = [name for name in SAID if not (duty.findtext(name) or "").strip()]
    missing += [name for name in NAMED if not duty.get(name)]
    practice = duty.get("authority") == "practice"
    if not duty.get("from") and not practice and "Since when" not in doubt(duty):
        missing.append("from when, or that it is not known")
    if duty.get("confidence") != "H" and not doubt(duty):
        missing.append("what is in doubt")
    return missing


def main():
    known = {duty.get("id"): duty for duty in duties(sys.argv[1])}
    rows, whole = asked(sys.argv[2]), 0
    absent = [name for name in sorted(set(required())) if name not in known]
    for name in absent:
        print(f"{name}: no program has it")
    for name, duty in known.items():
        missing = lacks(duty) + ([] if rows.get(name) else ["atoms, or the reason why it has none"])
        whole += not missing
        if missing:
            print(f"{name}: it is not said: {', '.join(missing)}")
    print(f"complete: {len(set(required()))} duties required, {len(absent)} of them absent; {len(known)} present, {whole} of them whole")
    return 0 if not absent and whole == len(known) else 1


if __name__ == "__main__":
    sys.exit(main())
