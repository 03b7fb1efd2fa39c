#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The compliance calendar judged from outside: check_calendar.py BUILD-TREE. What planonce writes is read back by two readers that know nothing of
it (python3-icalendar, python3-vobject); builds are compared with one another; expected dates are looked up. Ends with "N mistakes".

Debian's own Python has the two readers; where another one runs this, it hands over to that."""
import csv
import datetime
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
import xml.etree.ElementTree

try:
    import icalendar
    import vobject
except ImportError:
    debian = "/usr/bin/python3"
    if sys.executable != debian and os.path.exists(debian):
        os.execv(debian, [debian] + sys.argv)
    print("python3-icalendar and python3-vobject are not installed; not run")
    sys.exit(77)

PLANONCE = os.path.abspath(os.path.join(sys.argv[1], "bin/planonce"))
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAPERS = os.path.join(SOURCE, "samples/district/papers")
MISTAKES = []
FACTS = {
    "format": "planonce/facts/1", "lea": {"cds": "50799010000000", "name": "Arroyo Claro Unified School District", "type": "district"},
    "statuses_as_of": "2026-11-01",
    "statuses": [{"status": "da", "letter": "2025-12-12", "groups": ["swd"]}, {"status": "cim", "tier": "targeted"}],
    "facts": {"el_count": 812, "el_share": "18.4%", "swd_count": 640, "federal_esea_funds": True},
    "roles": [{"role": "federal-programs", "title": "Director of State and Federal Programs"}],
    "meetings": [{"body": "governing-board", "date": d} for d in
                 ("2026-09-08", "2026-10-06", "2026-11-10", "2026-12-08", "2027-01-12", "2027-02-09", "2027-02-23", "2027-03-09", "2027-06-08", "2027-06-22")],
    "schools": [{"cds": "50799016110021", "name": "Alder Creek Élémentaire, “North; East”", "statuses": [{"status": "csi", "letter": "2024-12-13"}]}],
}


def expect(holds, sentence):
    if not holds:
        MISTAKES.append(sentence)
        print("FAILED: " + sentence)


def run(*arguments, code=0):
    done = subprocess.run([PLANONCE] + list(arguments), capture_output=True)
    expect(done.returncode == code, "%s: exit %d\n%s" % (" ".join(arguments), done.returncode, done.stderr.decode()[-400:]))
    return done.stdout


def write_facts(work, facts, name="facts.json"):
    path = os.path.join(work, name)
    with open(path, "w") as f:
        json.dump(facts, f)
    return path


def load(*path):
    with open(os.path.join(*path), "rb") as f:
        return f.read()


def events(data):
    return {str(e["UID"]): e for e in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def day(text):
    return datetime.date.fromisoformat(text)


def check_bytes(data):
    lines = data.split(b"\r\n")
    expect(b"\n" not in data.replace(b"\r\n", b""), "a line does not end with CRLF")
    expect(max(map(len, lines)) <= 75, "a line is longer than 75 octets")
    for line in lines:
        line.decode("utf-8")  # a fold inside a character would fail
    expect(b"RRULE" not in data, "an event recurs")
    expect(b"@" not in data and b"mailto" not in data.lower(), "an address")


def check_round_trip(folder):
    """Nothing that the entries say is lost on the way through iCalendar."""
    data = load(folder, "calendar.ics")
    entries = {e["uid"]: e for e in json.loads(load(folder, "calendar.json"))["entries"] if e["date"]}
    check_bytes(data)
    calendar = icalendar.Calendar.from_ical(data)
    expect(str(calendar["METHOD"]) == "PUBLISH" and str(calendar["VERSION"]) == "2.0", "the calendar's head")
    found = events(data)
    expect(set(found) == set(entries), "entries and events are not the same")
    print("calendar.ics: %d events read back by two readers" % len(found))
    for uid, event in found.items():
        entry = entries[uid]
        expect(event["DTSTART"].dt == day(entry["date"]) and event["DTEND"].dt - event["DTSTART"].dt == datetime.timedelta(1), uid + ": its day")
        expect(str(event["SUMMARY"]).startswith(entry["program_title"] + ": " + entry["title"]), uid + ": its title")
        expect(entry["site"] in str(event["SUMMARY"]) if entry.get("site") else True, uid + ": its school")
        expect(str(event["TRANSP"]) == "TRANSPARENT" and str(event["X-MICROSOFT-CDO-BUSYSTATUS"]) == "FREE", uid + ": busy")
        expect(str(event["STATUS"]) == ("TENTATIVE" if entry["status"] == "expected" else "CONFIRMED"), uid + ": its status")
        expect(int(event["SEQUENCE"]) == entry["sequence"], uid + ": its sequence")
        for text in (entry["citation"], entry["computed"], entry["why"]):
            expect(text in str(event["DESCRIPTION"]), uid + ": the description lacks " + text)
        expect(str(event["X-PLANONCE-RULE"]) == entry["duty"] + "#" + entry["milestone"], uid + ": its rule")
    check_second_reader(data, entries)
    return found


def check_second_reader(data, entries):
    other = {e.uid.value: e for e in vobject.readOne(data.decode()).vevent_list}
    expect(set(other) == set(entries), "the second reader finds other events")
    for uid, event in other.items():
        expect(event.dtstart.value == day(entries[uid]["date"]), uid + ": the second reader's day")
        expect(entries[uid]["computed"] in event.description.value, uid + ": the second reader's description")


def check_csv(folder):
    rows = list(csv.DictReader(io.StringIO(load(folder, "calendar.csv").decode("utf-8-sig"))))
    entries = json.loads(load(folder, "calendar.json"))["entries"]
    expect(len(rows) == len(entries), "the table has other entries")
    for row, entry in zip(rows, entries):
        expect(row["UID"] == entry["uid"] and row["Date"] == (entry["date"] or "") and row["Rule"] == entry["citation"], "a row of the table: " + row["What"])


def check_feeds(folder):
    public = load(folder, "feeds/public.ics").decode().replace("\r\n ", "")
    for word in ("CIM", "Differentiated", "Support plan", "cim.", "csi.CSI-8", "da.DA-2"):
        expect(word not in public, "the public feed says " + word)
    school = events(load(folder, "feeds/school-50799016110021.ics"))
    expect(school and all(str(e["X-PLANONCE-CDS"]) == "50799016110021" for e in school.values()), "the school's feed")
    role = load(folder, "feeds/role-federal-programs.ics").decode().replace("\r\n ", "")
    expect("Director of State and Federal Programs" in role, "the district's own word for a role")


def check_orders(work, facts):
    """File order, and a second run, change nothing."""
    papers = sorted(os.path.join(PAPERS, n) for n in os.listdir(PAPERS) if n.endswith(".pdf"))
    for name, files in (("a", papers), ("b", papers[::-1])):
        run("calendar", "--year", "2026-27", "--as-of", "2026-11-21", "--lea", facts, "-o", os.path.join(work, name), *files)
    for name in ("calendar.ics", "calendar.csv", "calendar.html", "calendar.json"):
        expect(load(work, "a", name) == load(work, "b", name), name + " depends on the order of files")


def make(work, name, facts, as_of, previous=None):
    more = ["--previous", os.path.join(work, previous)] if previous else []
    folder = os.path.join(work, name)
    run("calendar", "--year", "2026-27", "--as-of", as_of, "--lea", facts, "-o", folder, *more)
    return folder


def entries_of(folder):
    return {e["uid"]: e for e in json.loads(load(folder, "calendar.json"))["entries"]}


def check_moved_meeting(work):
    """One board date moves: what depends on it moves and counts, nothing else changes by a byte."""
    first = entries_of(make(work, "m1", write_facts(work, FACTS), "2026-11-21"))
    moved = json.loads(json.dumps(FACTS))
    moved["meetings"][6]["date"] = "2027-02-25"
    second = entries_of(make(work, "m2", write_facts(work, moved), "2026-12-01", "m1"))
    changed = {u for u in first if first[u]["date"] != second[u]["date"]}
    expect({second[u]["duty"] for u in changed} == {"lcap.L27"}, "what moved: %s" % sorted(second[u]["duty"] for u in changed))
    for uid in first:
        wanted = first[uid]["sequence"] + (uid in changed)
        expect(second[uid]["sequence"] == wanted, second[uid]["title"] + ": sequence")
    before, after = (load(work, n, "calendar.ics").split(b"BEGIN:VEVENT") for n in ("m1", "m2"))
    differing = [b for a, b in zip(sorted(before), sorted(after)) if a not in after]
    touched = {second[u]["duty"] for u in first if first[u]["fingerprint"] != second[u]["fingerprint"]}
    expect(touched == {"lcap.L27"}, "what changed: %s" % touched)
    expect(len([e for e in after if e not in before]) == len(changed) and differing is not None, "other events changed")
    print("one meeting moved: %d of %d events changed, with SEQUENCE + 1" % (len(changed), len(first)))


def check_cancelled(work):
    """A duty that is gone is cancelled, kept a year, then dropped."""
    without = json.loads(json.dumps(FACTS))
    without["schools"][0]["statuses"] = []
    facts = write_facts(work, without)
    gone = entries_of(make(work, "c1", facts, "2026-12-01", "m1"))
    cancelled = [e for e in gone.values() if e["status"] == "cancelled"]
    expect(cancelled and {e["duty"] for e in cancelled} == {"csi.CSI-8", "csi.CSI-10"}, "cancelled: %s" % {e["duty"] for e in cancelled})
    expect(all(e["sequence"] == 1 and e["cancelled_on"] == "2026-12-01" for e in cancelled), "how they are cancelled")
    events_now = events(load(work, "c1", "calendar.ics"))
    expect(all(str(events_now[e["uid"]]["STATUS"]) == "CANCELLED" for e in cancelled), "their events")
    kept = entries_of(make(work, "c2", facts, "2027-11-30", "c1"))
    expect({e["uid"] for e in kept.values() if e["status"] == "cancelled"} == {e["uid"] for e in cancelled}, "kept for a year")
    dropped = entries_of(make(work, "c3", facts, "2027-12-02", "c2"))
    expect(not [e for e in dropped.values() if e["status"] == "cancelled"], "dropped after a year")


def check_plain():
    """No document, no facts: any district of a year."""
    calendar = json.loads(run("calendar", "--year", "2026-27", "--format", "json", "--as-of", "2026-07-01"))
    by_step = {(e["duty"] + "#" + e["milestone"], e["period"]): e for e in calendar["entries"]}
    expect(calendar["format"] == "planonce/calendar/1", "the format")
    for step, period, wanted in (("lea.D08#approve", "2026-27", "2026-12-15"), ("lea.D09#approve", "2026-27", "2027-03-17"),
                                 ("lcap.L27#report", "2026-27", "2027-02-28"), ("lcap.L29#adopt", "2027-28", "2027-07-01"),
                                 ("da.DA-1#dashboard", "2026-27", "2026-10-15"), ("lea.D02#count", "2026-27", "2026-10-07")):
        expect(by_step.get((step, period), {}).get("date") == wanted, "%s: %s" % (step, by_step.get((step, period), {}).get("date")))
    expect(by_step[("lea.D04#certify", "2026-27")]["date"] is None, "a date that nobody published")
    expect(len({e["uid"] for e in calendar["entries"]}) == len(calendar["entries"]), "a UID twice")
    space = uuid.uuid5(uuid.NAMESPACE_URL, "urn:planonce:calendar:1")
    for entry in calendar["entries"]:
        name = "\n".join([entry["duty"], entry["milestone"], entry.get("cds", ""), entry["period"], "0"])
        expect(entry["uid"] == str(uuid.uuid5(space, name)), entry["title"] + ": its UID is not made of what it is")
    duties = {d["duty"]: d["state"] for d in calendar["duties"]}
    for duty in ("lcap.L26", "spsa.P04", "csi.CSI-6", "csi.ATSI-1", "da.DA-2", "da.DTA-1", "cim.CIM-3", "lea.D08"):
        expect(duty in duties, duty + " is not there")
    expect(set(duties.values()) <= {"unknown", "not-applicable"}, "something counts as done: %s" % set(duties.values()))


def of_type(work, cds, kind):
    facts = write_facts(work, {"format": "planonce/facts/1", "lea": {"cds": cds, "name": "Test", "type": kind}}, kind + ".json")
    calendar = json.loads(run("calendar", "--year", "2028-29", "--lea", facts, "--format", "json", "--as-of", "2026-11-21"))
    return {e["duty"] + "#" + e["milestone"]: e for e in calendar["entries"] if e["period"] == "2028-29"}


def check_types(work):
    """The same deadline asked of three kinds of LEA: by whom, to whom, when (EC 52070, 52070.5, 47604.33; 42100, 1628)."""
    district, county, charter = (of_type(work, *who) for who in (("34674390000000", "district"), ("34103480000000", "county-office"),
                                                                 ("34674390101048", "charter")))
    expect(district["lcap.L33#approve"]["role"] == "county-superintendent", "who approves a district's plan")
    expect(county["lcap.L33#approve"]["role"] == "state-superintendent", "who approves a county office's plan")
    expect(county["lcap.L33#approve"]["citation"].startswith("EC 52070.5"), "by which section")
    expect(county["lcap.L32#file"]["recipient"] == "State Superintendent", "where a county office files")
    expect("lcap.L33#approve" not in charter and "lcap.L33#request" not in charter, "nobody approves a charter school's plan")
    expect(charter["lcap.L32#file"]["date"] == "2028-07-01" and charter["lcap.L32#file"]["latest_date"] == "2028-07-03", "a charter school's plan")
    expect(district["lcap.L32#file"]["date"] == "2028-07-06" and district["lcap.L32#file"]["latest_date"] == "2028-07-10", "counted from the day moved")
    expect(district["lea.D10#approve"]["date"] == "2028-09-15" and county["lea.D10#approve"]["date"] == "2028-10-15", "unaudited actuals")
    expect(district["lcap.L33#approve"]["uid"] != county["lcap.L33#approve"]["uid"], "UIDs of two LEAs")


def duties_of_programs():
    """As the program files list them, read without planonce."""
    for name in sorted(os.listdir(os.path.join(SOURCE, "plugins"))):
        path = os.path.join(SOURCE, "plugins", name, "program.xml")
        if os.path.exists(path):
            for duty in xml.etree.ElementTree.parse(path).getroot().iter("duty"):
                if duty.get("id"):
                    yield duty.get("id")


SHOWN = ("satisfied", "covered-with-residue", "stated", "planned")


def check_duties(calendar, plan):
    """Every duty of every program has a state, the one that the plan gives it, and none is done that no place shows."""
    states = {d["duty"]: d["state"] for d in calendar["duties"]}
    planned = {d["id"]: d for d in plan["duties"]}
    wanted = set(duties_of_programs())
    expect(set(states) == wanted, "duties: %s" % sorted(set(states) ^ wanted)[:5])
    for duty, state in states.items():
        expect(planned[duty]["state"] == state, "%s is %s in the calendar and %s in the plan" % (duty, state, planned[duty]["state"]))
        places = [s for i in planned[duty].get("instances", []) for s in i.get("shown", []) if s.get("at")]
        expect(state not in SHOWN or places, "%s is %s, and no place shows it" % (duty, state))
    for entry in calendar["entries"]:
        expect(entry["state"] not in ("satisfied", "covered-with-residue"), entry["title"] + ": a date is never satisfied")
        expect(entry["state"] != "stated" or entry["event_date"] <= calendar["as_of"], entry["title"] + ": stated, and to come")
    print("%d duties of %d programs with their state: %s" % (len(states), len({d.split(".")[0] for d in states}), ", ".join(
        "%d %s" % (list(states.values()).count(s), s) for s in sorted(set(states.values())))))


def check_build(work):
    """The sample district's build: nothing is done that nothing shows."""
    run("build", "--as-of", "2026-11-21", "-o", os.path.join(work, "plan"), PAPERS, code=0)
    calendar = json.loads(load(work, "plan", "calendar.json"))
    expect({d["program"] for d in calendar["duties"]} >= {"lcap", "spsa", "csi", "cim", "da", "lea"}, "a program is not there")
    for entry in calendar["entries"]:
        if entry["state"] in ("stated", "attested", "planned"):
            expect(entry.get("event_date") and entry.get("shown_by"), entry["title"] + ": done, and nothing shows it")
    check_duties(calendar, json.loads(load(work, "plan", "plan.json")))
    stated = {(e["duty"], e["period"], e["event_date"]) for e in calendar["entries"] if e["state"] == "stated"}
    expect(("lcap.L29", "2026-27", "2026-06-23") in stated, "the adoption of the plan")


def main():
    work = tempfile.mkdtemp(prefix="planonce-calendar-")
    try:
        facts = write_facts(work, FACTS)
        folder = make(work, "whole", facts, "2026-11-21")
        check_round_trip(folder)
        check_csv(folder)
        check_feeds(folder)
        check_plain()
        check_types(work)
        check_orders(work, facts)
        check_moved_meeting(work)
        check_cancelled(work)
        check_build(work)
    finally:
        shutil.rmtree(work)
    print("%d mistakes" % len(MISTAKES))
    return len(MISTAKES) > 0


if __name__ == "__main__":
    sys.exit(main())
