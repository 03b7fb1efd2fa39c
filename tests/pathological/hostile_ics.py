# SPDX-License-Identifier: Apache-2.0
"""Hostile calendars, one fault each: cases() yields (name, maker of the bytes, may_be_read); extension ".ics"."""
import random

EXTENSION = ".ics"
HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\nX-WR-CALNAME:Board Meetings\r\n"
TAIL = b"END:VCALENDAR\r\n"


def event(*lines, uid=b"a", start=b"DTSTART;VALUE=DATE:20260908"):
    return b"\r\n".join((b"BEGIN:VEVENT", b"UID:" + uid, b"SUMMARY:Board Meeting", start) + lines + (b"END:VEVENT", b""))


def made(body):
    return lambda: HEAD + event(uid=b"sound") + (body() if callable(body) else body) + TAIL


def noise(seed):
    rng = random.Random(seed)
    good = HEAD + event(b"RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=9", b"EXDATE;VALUE=DATE:20261013", b"DESCRIPTION:a\\nb\\;c") * 20 + TAIL

    def make():
        data = bytearray(good)
        for _ in range(200):
            at = rng.randrange(len(HEAD), len(data))
            data[at] = rng.randrange(256)
        return bytes(data)
    return make


def cases():
    yield "folded-100-megabytes", made(lambda: event(b"DESCRIPTION:" + b"x" * 60 + b"\r\n " * 1 + b"\r\n ".join([b"y" * 73] * 1400000))), True
    yield "one-line-100-megabytes", made(lambda: event(b"SUMMARY:" + b"x" * 100000000)), True
    yield "blank-folds", made(lambda: event(b"DESCRIPTION:" + b"\r\n " * 20000000)), True
    yield "every-second-for-ever", made(event(b"RRULE:FREQ=SECONDLY")), True
    yield "every-day-for-ever", made(event(b"RRULE:FREQ=DAILY")), True
    yield "every-day-by-seconds", made(event(b"RRULE:FREQ=DAILY;BYSECOND=" + b",".join(b"%d" % i for i in range(60)))), True
    yield "a-day-that-never-comes", made(event(b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")), True
    yield "never-comes-every-day", made(lambda: b"".join(event(b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", uid=b"%d" % i) for i in range(2000))), True
    yield "many-endless-series", made(lambda: b"".join(event(b"RRULE:FREQ=DAILY", uid=b"%d" % i) for i in range(19000))), True
    yield "all-days-excepted", made(lambda: b"".join(event(b"RRULE:FREQ=DAILY", b"EXDATE;VALUE=DATE:" + b",".join(
        b"2026%02d%02d" % (m, d) for m in range(9, 13) for d in range(1, 31)), uid=b"%d" % i) for i in range(4000))), True
    yield "rule-of-rules", made(event(b"RRULE:" + b"BYDAY=" + b",".join([b"1MO"] * 200000))), True
    yield "rule-of-other-cultures", made(event(b"RRULE:RSCALE=CHINESE;FREQ=YEARLY")), True
    yield "interval-0", made(event(b"RRULE:FREQ=DAILY;INTERVAL=0")), True
    yield "interval-large", made(event(b"RRULE:FREQ=YEARLY;INTERVAL=99999999999")), True
    yield "count-large", made(event(b"RRULE:FREQ=DAILY;COUNT=99999999999")), True
    yield "negative-duration", made(event(b"DURATION:-P9999999999W")), True
    yield "bad-days", made(b"".join(event(uid=b"%d" % i, start=b"DTSTART:" + d) for i, d in enumerate(
        (b"20260230", b"2026", b"", b"99999999", b"20261301T250000", b"-2026-09-08", b"20260908T19", b"20260908TZZZZZZZ", b"00000000")))), True
    yield "no-day-at-all", lambda: HEAD + event(start=b"X:1") + TAIL, False
    yield "no-event", lambda: HEAD + TAIL, False
    yield "never-closed", lambda: HEAD + event()[:-12], True
    yield "many-events", made(lambda: event() * 60000), True
    yield "deep", made(lambda: b"BEGIN:VEVENT\r\n" * 100000), False
    yield "events-in-events", made(b"BEGIN:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20260908\r\nEND:VEVENT\r\nEND:VEVENT\r\n"), True
    yield "ends-only", made(b"END:VEVENT\r\n" * 100000), True
    yield "zeros", made(b"BEGIN:VEVENT\r\nSUM\0MARY:Board\0 Meeting\r\nDTSTART:2026\0908\r\nEND:VEVENT\r\n" + b"\0" * 100000 + b"\r\n"), True
    yield "latin", made(event(b"LOCATION:Sal\xf3n de la Ni\xf1ez \x93A\x94")), True
    yield "utf-16", lambda: b"\xff\xfe" + (HEAD + event() + TAIL).decode().encode("utf-16-le"), False
    yield "quotation-never-closed", made(event(start=b"DTSTART;TZID=\"America/Los_Angeles:20260908T190000")), True
    yield "parameters", made(event(start=b"DTSTART" + b";X=1" * 500000 + b":20260908")), True
    yield "escapes", made(event(b"DESCRIPTION:" + b"\\" * 100001)), True
    yield "returns-only", lambda: (HEAD + event() + TAIL).replace(b"\r\n", b"\r"), False
    yield "line-feeds-only", lambda: (HEAD + event() + TAIL).replace(b"\r\n", b"\n"), True
    yield "moved-without-series", made(event(b"RECURRENCE-ID;RANGE=THISANDFUTURE:20260908T190000Z")), True
    for seed in range(20):
        yield "noise-%02d" % seed, noise(seed), True
