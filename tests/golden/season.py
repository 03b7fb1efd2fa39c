#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A season end to end: season.py BUILD-TREE. Documents in real formats with made-up text, read, judged and printed by the command line.

1  A season whose order a district really kept in 2025: every order rule holds; filing is due on a Sunday.
2  The same with five faults of order: all are found, and nothing else.
3  The same days given by the district's facts instead of sentences.
4  Calendars of the board and a council (.ics, .csv) beside facts and a plan: what joins, what disagrees.
5  What is only announced, denied, or said of another meeting shows nothing.

Prints what was tried; ends with "N mistakes"."""
import json
import os
import subprocess
import sys
import tempfile

PLANONCE = os.path.abspath(os.path.join(sys.argv[1], "bin/planonce"))
MISTAKES = []
CDS = "50799020000000"
LEA = {"cds": CDS, "name": "Dry Lake Unified School District", "type": "district"}
KNOWN = {"el_count": 200, "el_share": "22%", "secondary_pupils": True}
PLAN = """# LCFF Budget Overview for Parents

Local Educational Agency (LEA) Name: Dry Lake Unified School District

CDS Code: 50-79902-0000000

School Year: 2025-26

# Local Control and Accountability Plan

| Local Educational Agency (LEA) Name | Contact Name and Title | Email and Phone |
|---|---|---|
| Dry Lake Unified School District | Superintendent | office@drylake.example |

## Plan Summary [2025-26]

### General Information

A description of the LEA, its schools, and its students in grades transitional kindergarten–12, as applicable to the LEA.

Dry Lake Unified serves 900 pupils.

## Engaging Educational Partners

A summary of the process used to engage educational partners in the development of the LCAP.

| Educational Partner(s) | Process for Engagement |
|---|---|
%s

## Goals and Actions

### Goal

| Goal # | Description | Type of Goal |
|---|---|---|
| 1 | All pupils read. | Broad Goal |
"""
SEASON = [
    ("Special Education Local Plan Area (SELPA)", "Consultation with SELPA took place on {selpa}."),
    ("Parent Advisory Committee", "The LCAP draft was presented to the Parent Advisory Committee on {pac}. The superintendent responded in writing to the "
                                  "Parent Advisory Committee on {answers}."),
    ("English Learner Parent Advisory Committee (DELAC)", "The draft LCAP was presented to the DELAC on {elpac}. The superintendent responded in writing "
                                                          "to the DELAC on {answers}."),
    ("Members of the public", "A public notice invited written comments on {notice}. The agenda for the public hearing was posted {agenda}. The public "
                              "hearing was held at a regularly scheduled meeting on {hearing}."),
    ("Governing Board", "School plans were reviewed for consistency on {review}. The board adopted the plan on {adoption}. The local indicators were "
                        "reported to the board on {indicators}."),
]
GOOD = {"selpa": "2025-05-09", "pac": "2025-05-22", "notice": "2025-05-22", "elpac": "2025-05-28", "agenda": "2025-06-06", "answers": "2025-06-06",
        "hearing": "2025-06-10", "review": "2025-06-24", "indicators": "2025-06-24", "adoption": "2025-06-24"}
STEPS = {"selpa": "lcap.L21#selpa", "pac": "lcap.L22#present", "elpac": "lcap.L23#present", "notice": "lcap.L25#notice", "agenda": "lcap.L28#agenda",
         "hearing": "lcap.L28#hearing", "review": "lcap.L26#review", "indicators": "lcap.L30#report", "adoption": "lcap.L29#adopt"}
MONTHS = "January February March April May June July August September October November December".split()


def expect(holds, sentence):
    if not holds:
        MISTAKES.append(sentence)
        print("FAILED: " + sentence)


def printed(day):
    year, month, number = day.split("-")
    return "%s %d, %s" % (MONTHS[int(month) - 1], int(number), year)


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(text)
    return path


def facts_file(folder, **more):
    return write(folder, "facts.json", json.dumps(dict({"format": "planonce/facts/1", "lea": LEA, "facts": KNOWN}, **more)))


def plan_file(folder, days, rows=SEASON, extra=""):
    said = {name: printed(day) for name, day in days.items()}
    table = "\n".join("| %s | %s |" % (partner, text.format(**said)) for partner, text in rows)
    return write(folder, "lcap.md", PLAN % (table + extra))


def run(*arguments):
    done = subprocess.run([PLANONCE] + list(arguments), capture_output=True)
    expect(done.returncode == 0, "%s: exit %d: %s" % (" ".join(arguments), done.returncode, done.stderr.decode()[-300:]))
    return done.stdout


def calendar(folder, *inputs, as_of="2025-07-15"):
    facts = os.path.join(folder, "facts.json")
    out = run("calendar", "--lea", facts, "--as-of", as_of, "--year", "2025-26", "--format", "json", *inputs)
    entries = json.loads(out)["entries"]
    return {e["duty"] + "#" + e["milestone"]: e for e in entries if e["period"] == "2025-26"}


def findings(folder, *inputs, as_of="2025-07-15"):
    out = os.path.join(folder, "out")
    run("build", "--lea", os.path.join(folder, "facts.json"), "--as-of", as_of, "-o", out, *inputs)
    with open(os.path.join(out, "plan.json"), encoding="utf-8") as f:
        plan = json.load(f)
    return [f for f in plan["findings"] if f["code"].startswith("TIME-")], plan


def check_good(folder, entries, shown, place):
    for name, step in STEPS.items():
        entry = entries.get(step, {})
        expect(entry.get("event_date") == GOOD[name], "%s: %s was expected, %s was read" % (step, GOOD[name], entry.get("event_date")))
        expect(entry.get("state") == shown and entry.get("timing") == "in-time", "%s: %s, %s" % (step, entry.get("state"), entry.get("timing")))
        expect(("shown_at" in entry) == place, "%s: the place is %s" % (step, entry.get("shown_at")))
    for step in ("lcap.L22#respond", "lcap.L23#respond") if place else ():
        expect(entries[step]["event_date"] == GOOD["answers"] and entries[step]["timing"] == "in-time", step)
    filing = entries["lcap.L32#file"]
    expect((filing["date"], filing["working_date"], filing["latest_date"]) == ("2025-06-29", "2025-06-27", "2025-06-30"),
           "filing: %s, %s, %s" % (filing["date"], filing.get("working_date"), filing.get("latest_date")))
    expect(filing["state"] == "not-found" and "event_date" not in filing, "filing is shown by nothing")


def real_season(folder):
    facts_file(folder)
    plan = plan_file(folder, GOOD)
    check_good(folder, calendar(folder, plan), "stated", True)
    found, built = findings(folder, plan)
    expect(not found, "findings about a sound season: %r" % [f["sentence"] for f in found])
    steps = {s["deadline"]: s for s in built["steps"]}
    expect(set(STEPS.values()) <= set(steps), "plan.json lacks steps: %s" % sorted(set(STEPS.values()) - set(steps)))
    expect(all(steps[s]["told_by"] == "sentence" and steps[s]["at"] for s in STEPS.values()), "steps without place or with another teller")
    print("season of 2025 told by sentences: %d steps in time, filing due 2025-06-29, working 2025-06-27, latest 2025-06-30" % len(STEPS))


def five_faults(folder):
    facts_file(folder)
    days = dict(GOOD, selpa="2025-06-26", agenda="2025-06-22", hearing="2025-06-24", indicators="2025-08-12")
    plan = plan_file(folder, days, extra="\n| County | The plan was filed with the county superintendent on July 7, 2025. |")
    found, _ = findings(folder, plan, as_of="2025-09-01")
    told = sorted((f["code"], f["duty"]) for f in found)
    wanted = [("TIME-001", "lcap.L28"), ("TIME-001", "lcap.L32"), ("TIME-002", "lcap.L21"), ("TIME-003", "lcap.L28"), ("TIME-004", "lcap.L30")]
    expect(told == wanted, "five faults: %r" % told)
    expect(all(f.get("at") for f in found), "a fault has no place")
    print("a season with five faults: %d found, nothing else" % len(found))


def by_facts(folder):
    events = [{"deadline": step, "plan_year": "2025-26", "date": GOOD[name]} for name, step in STEPS.items()]
    facts_file(folder, events=events)
    check_good(folder, calendar(folder), "stated", False)
    attested = [dict(e, attested_by="superintendent", attested_on="2025-07-01", pointer="minutes") for e in events]
    facts_file(folder, events=attested)
    entries = calendar(folder)
    expect(all(entries[s]["state"] == "attested" for s in STEPS.values()), "attested steps")
    print("the same by district facts, and attested")


BOARD = ["2025-08-12", "2025-09-09", "2025-10-14", "2025-11-18", "2025-12-09", "2026-01-13", "2026-02-10", "2026-02-24", "2026-03-10", "2026-05-12", "2026-06-09",
         "2026-06-23"]


def board_ics(days, kind="Regular Board Meeting"):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//made up//", "X-WR-CALNAME:Board of Trustees"]
    for day in days:
        lines += ["BEGIN:VEVENT", "UID:%s@drylake.example" % day, "SUMMARY:" + kind, "DTSTART;TZID=America/Los_Angeles:%sT180000" % day.replace("-", ""), "END:VEVENT"]
    lines += ["BEGIN:VEVENT", "UID:study", "SUMMARY:Board Study Session", "DTSTART;VALUE=DATE:20260227", "END:VEVENT",
              "BEGIN:VEVENT", "UID:break", "SUMMARY:Winter Break - No School", "DTSTART;VALUE=DATE:20251222", "DTEND;VALUE=DATE:20260103", "END:VEVENT"]
    return "\r\n".join(lines + ["END:VCALENDAR", ""])


def calendars(folder):
    facts_file(folder)
    ics = write(folder, "board.ics", board_ics(BOARD))
    entries = calendar(folder, ics)
    out = run("calendar", "--lea", os.path.join(folder, "facts.json"), "--as-of", "2025-07-15", "--year", "2025-26", "--format", "json", ics)
    meetings = [(m["body"], m["kind"], m["date"]) for m in json.loads(out)["meetings"]]
    expect(sorted(meetings) == sorted([("governing-board", "regular", d) for d in BOARD] + [("governing-board", "workshop", "2026-02-27")]), "meetings: %r" % meetings)
    expect(entries["lcap.L27#report"]["date"] == "2026-02-24", "last regular meeting before February 28 (a study session is none): %s" % entries["lcap.L27#report"]["date"])
    table = "Date,Event,Type\n" + "".join("%s,Board of Trustees Meeting,%s\n" % (d, "Special" if d == "2026-02-24" else "Regular") for d in BOARD)
    entries = calendar(folder, write(folder, "board.csv", table))
    expect(entries["lcap.L27#report"]["date"] == "2026-02-10", "a special meeting is no regular one: %s" % entries["lcap.L27#report"]["date"])
    facts_file(folder, meetings=[{"body": "governing-board", "date": d} for d in BOARD[:5] + ["2026-02-26"] + BOARD[8:]])
    found, plan = findings(folder, plan_file(folder, GOOD), ics, as_of="2026-03-01")
    told = [(f["code"], f["arguments"]["date"]) for f in found if f["code"] == "TIME-006"]
    expect(told == [("TIME-006", "2026-02-26")], "facts and calendar: %r" % told)
    expect([s["name"] for s in plan["sources"] if s["program"] == "lea"] == ["board.ics"], "the calendar is no source of the plan")
    print("calendars of the board: as .ics and .csv, beside facts: 1 disagreement found")


def moved_adoption(folder):
    facts_file(folder)
    ics = write(folder, "board.ics", board_ics(["2025-03-11", "2025-04-08", "2025-05-13", "2025-06-10", "2025-06-25"]))
    found, _ = findings(folder, plan_file(folder, GOOD), ics)
    told = [(f["code"], f["arguments"].get("date"), f["arguments"].get("other")) for f in found]
    expect(told == [("TIME-007", "2025-06-24", "2025-06-25")], "a day without a meeting: %r" % told)
    print("a plan's day on which the calendar has no meeting: found once")


def silence(folder):
    facts_file(folder)
    rows = [("Governing Board", "The public hearing will be held on June 10, 2025. No public hearing took place on June 3, 2025. The public hearing was not "
                                "held on June 5, 2025. In June 2025 the plan was adopted. The board adopted the budget of another program on June 24, 2019. "
                                "Before the public hearing, staff met on June 4, 2025.")]
    entries = calendar(folder, plan_file(folder, {}, rows))
    hearing = entries["lcap.L28#hearing"]
    expect((hearing.get("event_date"), hearing["state"]) == ("2025-06-10", "unknown"), "announced and past: %s %s" % (hearing.get("event_date"), hearing["state"]))
    expect("event_date" not in entries["lcap.L29#adopt"], "an adoption was made up: %s" % entries["lcap.L29#adopt"].get("event_date"))
    before = calendar(folder, os.path.join(folder, "lcap.md"), as_of="2025-06-01")["lcap.L28#hearing"]
    expect((before["state"], before["timing"]) == ("planned", "planned"), "announced and to come: %s %s" % (before["state"], before["timing"]))
    print("announced, denied, without a day: shows nothing")


def main():
    for part in (real_season, five_faults, by_facts, calendars, moved_adoption, silence):
        with tempfile.TemporaryDirectory() as folder:
            part(folder)
    print("%d mistakes" % len(MISTAKES))
    return 1 if MISTAKES else 0


if __name__ == "__main__":
    sys.exit(main())
