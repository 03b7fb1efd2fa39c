#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Calendars read without loss: ics_truths.py PLANONCE [FILE ...]

Every event of every calendar is compared, field by field, with two readers that know nothing of ours: python3-icalendar and python3-vobject. Without
files, the published calendars in ../shared/data/ics beside the project are read; if they are not there, that is said, and only the second part is run.

Second part: series made up by chance (seeded), whose days python3-dateutil works out from the same rule; exceptions, additional days and moved days
too. Prints what was compared; ends with "N mistakes"."""
import datetime
import glob
import json
import os
import random
import subprocess
import sys
import tempfile

try:
    import icalendar
    import vobject
    from dateutil import rrule
except ImportError:
    debian = "/usr/bin/python3"
    if sys.executable != debian and os.path.exists(debian):
        os.execv(debian, [debian] + sys.argv)
    print("python3-icalendar and python3-vobject are not installed; not run")
    sys.exit(77)

PLANONCE = sys.argv[1]
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DAYS_MAX, YEARS_MAX = 1000, 10  # PO_LIMIT_RECURRENCES, PO_LIMIT_RECURRENCE_YEARS
MISTAKES = []


def expect(holds, sentence):
    if not holds:
        MISTAKES.append(sentence)
        print("FAILED: " + sentence)


def squeeze(text):
    return "\n".join(" ".join(line.split()) for line in str(text or "").split("\n")).strip()


def records(path):
    done = subprocess.run([PLANONCE, "read", "--format", "json", path], capture_output=True)
    expect(done.returncode == 0, "%s: exit %d: %s" % (path, done.returncode, done.stderr.decode()[:300]))
    found = json.loads(done.stdout or b'{"records":[]}')
    return [{k: v.get("value") or v["text"] for k, v in r["fields"].items()} for r in found["records"]]


def day_of(value):
    return value.date() if isinstance(value, datetime.datetime) else value


def row(uid, first, last, title, time, place):
    return (squeeze(uid), first.isoformat(), last.isoformat(), squeeze(title), time, squeeze(place))


def last_of(begin, end):
    if end is None:
        return day_of(begin)
    if not isinstance(end, datetime.datetime):
        return max(end - datetime.timedelta(days=1), day_of(begin))
    return end.date() - datetime.timedelta(days=1) if end.time() == datetime.time(0) else end.date()


def time_of(begin):
    return begin.strftime("%H:%M") if isinstance(begin, datetime.datetime) else ""


def by_icalendar(data):
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        begin, end = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
        yield row(event.get("UID", ""), day_of(begin), last_of(begin, end), event.get("SUMMARY"), time_of(begin), event.get("LOCATION"))


def by_vobject(data):
    for event in vobject.readOne(data.decode("utf-8")).vevent_list:
        begin = event.dtstart.value
        end = event.dtend.value if hasattr(event, "dtend") else None
        text = lambda name: getattr(event, name).value if hasattr(event, name) else ""
        yield row(text("uid"), day_of(begin), last_of(begin, end), text("summary"), time_of(begin), text("location"))


def ours(path):
    for f in records(path):
        yield (squeeze(f.get("uid")), f["date"], f["end"], squeeze(f["title"]), f.get("time", ""), squeeze(f.get("place")))


def compare(path):
    with open(path, "rb") as f:
        data = f.read()
    mine = sorted(ours(path))
    begins = sum(line.strip() == b"BEGIN:VEVENT" for line in data.split(b"\n"))
    expect(len(mine) == begins, "%s: %d events, %d were read" % (path, begins, len(mine)))
    for name, reader in (("icalendar", by_icalendar), ("vobject", by_vobject)):
        theirs = sorted(reader(data))
        if name == "vobject":  # it ends a place at a comma that should have been escaped
            mine, theirs = ([r[:5] + (r[5].split(",")[0],) for r in rows] for rows in (mine, theirs))
        expect(mine == theirs, "%s and %s differ: %r" % (os.path.basename(path), name, sorted(set(mine) ^ set(theirs))[:4]))
    print("%s: %d events, uid, first and last day, title, time and place as two other readers have them" % (os.path.basename(path), len(mine)))
    return len(mine)


# ---- series ------------------------------------------------------------------------------------------------------------------

FREQUENCIES = {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def random_rule(rng, first):
    """(the rule as text, True if it ends by itself)"""
    frequency = rng.choice(list(FREQUENCIES))
    parts = ["FREQ=" + frequency]
    if rng.random() < 0.5:
        parts.append("INTERVAL=%d" % rng.randint(1, 4))
    if frequency == "WEEKLY" and rng.random() < 0.7:
        parts.append("BYDAY=" + ",".join(rng.sample(WEEKDAYS, rng.randint(1, 3))))
    if frequency == "MONTHLY" and rng.random() < 0.8:
        parts.append(rng.choice(["BYDAY=%d%s" % (rng.choice([1, 2, 3, 4, -1]), rng.choice(WEEKDAYS)), "BYMONTHDAY=%d" % rng.randint(1, 31)]))
    end = rng.choice(["count", "until", "none"])
    if end == "count":
        parts.append("COUNT=%d" % rng.randint(1, 60))
    if end == "until":
        parts.append("UNTIL=" + (first + datetime.timedelta(days=rng.randint(1, 1500))).strftime("%Y%m%d"))
    return ";".join(parts), end != "none"


def expected_days(first, rule):
    begin = datetime.datetime.combine(first, datetime.time())
    horizon = first.replace(year=first.year + YEARS_MAX)
    days = []
    for moment in rrule.rrulestr(rule, dtstart=begin):
        if len(days) == DAYS_MAX or moment.date() > horizon:
            break
        days.append(moment.date())
    return days


def event_text(number, first, rule, without, also):
    lines = ["BEGIN:VEVENT", "UID:series-%d" % number, "SUMMARY:Board Meeting %d" % number, "DTSTART;VALUE=DATE:" + first.strftime("%Y%m%d"), "RRULE:" + rule]
    if without:
        lines.append("EXDATE;VALUE=DATE:" + ",".join(d.strftime("%Y%m%d") for d in without))
    if also:
        lines.append("RDATE;VALUE=DATE:" + ",".join(d.strftime("%Y%m%d") for d in also))
    return lines + ["END:VEVENT"]


def moved_text(number, day, to):
    return ["BEGIN:VEVENT", "UID:series-%d" % number, "SUMMARY:Board Meeting %d" % number, "RECURRENCE-ID;VALUE=DATE:" + day.strftime("%Y%m%d"),
            "DTSTART;VALUE=DATE:" + to.strftime("%Y%m%d"), "END:VEVENT"]


def make_series(rng, number):
    """(content lines, the days they are)"""
    first = datetime.date(2024, 7, 1) + datetime.timedelta(days=rng.randint(0, 700))
    rule, _ = random_rule(rng, first)
    days = expected_days(first, rule)
    without = rng.sample(days, min(len(days) - 1, rng.randint(0, 3))) if len(days) > 1 else []
    also = [first + datetime.timedelta(days=rng.randint(1, 90))] if rng.random() < 0.3 else []
    result = (set(days) | set(also)) - set(without)
    lines = event_text(number, first, rule, without, also)
    if result and rng.random() < 0.3:
        day = rng.choice(sorted(result))
        to = day + datetime.timedelta(days=rng.randint(1, 6))
        lines += moved_text(number, day, to)
        return lines, sorted(sorted(result - {day}) + [to])
    return lines, sorted(result)


def check_series(count):
    rng = random.Random(6)
    lines, expected = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//made up//"], {}
    for number in range(count):
        part, days = make_series(rng, number)
        lines += part
        expected["series-%d" % number] = (days, " | ".join(part))
    with tempfile.NamedTemporaryFile(suffix=".ics") as f:
        f.write("\r\n".join(lines + ["END:VCALENDAR", ""]).encode())
        f.flush()
        found = {}
        for r in records(f.name):
            found.setdefault(r["uid"], []).append(datetime.date.fromisoformat(r["date"]))
    for uid, (days, text) in expected.items():
        mine = sorted(found.get(uid, []))
        expect(mine == days, "%s: %d days, expected %d; first difference %s" % (text, len(mine), len(days), sorted(set(mine) ^ set(days))[:1]))
    print("%d series made up: %d days as python3-dateutil has them" % (count, sum(len(d) for d, _ in expected.values())))


def main():
    files = sys.argv[2:] or sorted(glob.glob(os.path.join(SOURCE, "../shared/data/ics/*.ics")))
    if not files:
        print("../shared/data/ics is not there; no published calendar was tried")
    total = sum(compare(path) for path in files)
    if files:
        print("%d calendars, %d events" % (len(files), total))
    check_series(150)
    print("%d mistakes" % len(MISTAKES))
    return 1 if MISTAKES else 0


if __name__ == "__main__":
    sys.exit(main())
