# SPDX-License-Identifier: Apache-2.0
"""Hostile laid-out text, one fault each: cases() yields (name, maker of the bytes, may_be_read); extension ".txt". As in hostile_docx.py."""
import random

EXTENSION = ".txt"
LABELS = """School Plan for Student Achievement (SPSA)

Plan Description

Educational Partner Involvement

Resource Inequities

Comprehensive Needs Assessment Components

Goals, Strategies, & Proposed Expenditures

Goal 1

Title and Description of School Goal
All read

LCAP Goal to which this School Goal is Aligned
1

Annual Measurable Outcomes
"""
METRICS = "Metric/Indicator              Baseline/Actual Outcome              Expected Outcome\n"
STRATEGIES = "Strategy/Activity #    Description            Students to be Served          Proposed Expenditures\n"


# A page in columns, and enough of such pages that what follows lies behind what the format is known by.
PAGE = METRICS + "".join("Reading %-22d%-37s%s\n" % (n, "%d percent" % n, "more") for n in range(30)) + "\f"
LONG = PAGE * 40


def plan(body, before=LONG):
    return (LABELS + "\f" + before + body + "\f").encode()


def lines():
    yield "line-of-100-mb", lambda: plan("word " * 20_000_000), True
    yield "line-of-100-mb-without-spaces", lambda: plan("a" * 100_000_000), True
    yield "line-of-100-mb-of-spaces", lambda: plan(" " * 100_000_000 + "x"), True
    yield "line-of-columns", lambda: plan(METRICS + ("cell" + " " * 20) * 1_000_000), True
    yield "line-of-labels", lambda: plan("Metric/Indicator   " * 300_000), True
    yield "labels-cut-everywhere", lambda: plan("Metric/\nIndicator\nBaseline/Actual\nOutcome\n" * 100_000), True
    yield "million-empty-lines", lambda: plan("\n" * 20_000_000 + "x"), True
    yield "page-without-end", lambda: plan(METRICS + "a                             b                                    c\n" * 300_000), True
    yield "strategies-without-end", lambda: plan(STRATEGIES + "1                      b                      All Students                   $5\n" * 100_000), True
    yield "two-million-paragraphs", lambda: plan("a\n\n" * 2_000_000), True
    yield "staircase", lambda: plan(METRICS + "".join(" " * (n % 5000) + "x\n" for n in range(20_000))), True
    yield "words-on-every-column", lambda: plan(METRICS + ("x " * 5_000 + "\n") * 200), True
    yield "carriage-returns-only", lambda: plan("a\r" * 5_000_000), True
    yield "line-separators", lambda: plan("a\u2028b\u2029c\u0085" * 500_000), True


def characters():
    yield "million-form-feeds", lambda: plan("\f" * 1_000_000), True
    yield "million-pages", lambda: plan("x\f" * 1_000_000), True
    yield "pages-with-a-table-each", lambda: plan((METRICS + "a                             b                                    c\n\f") * 15_000), True
    yield "million-tabs", lambda: plan("\t" * 50_000_000 + "x"), True
    yield "tabs-between-words", lambda: plan("a\t" * 5_000_000), True
    yield "control-characters", lambda: plan("".join(chr(n) for n in range(1, 32) if n not in (10, 12, 13)) * 300_000), True
    yield "backspaces", lambda: plan("x\b" * 3_000_000), True
    yield "escape-sequences", lambda: plan("\x1b[31m\x9b2J" * 500_000), True
    yield "vertical-tabs", lambda: plan("a\v" * 2_000_000), True
    yield "zero-width", lambda: plan("a\u200b\u200d\ufeff\u2060" * 1_000_000), True
    yield "directions", lambda: plan("\u202e\u202d\u2066\u2067abc" * 500_000), True
    yield "combining-500000", lambda: plan("a" + "\u0301" * 500_000), True
    yield "wide-letters", lambda: plan("\u5b66\u6821" * 2_000_000), True
    yield "no-break-spaces", lambda: plan(METRICS + "a" + "\u00a0" * 5_000_000 + "b"), True
    yield "beyond-the-first-plane", lambda: plan("\U0001F600\U0010FFFF" * 1_000_000), True


def encodings():
    good = plan(METRICS + "a                             b                                    c\n" * 20)
    yield "invalid-utf8", lambda: good.replace(b"a ", b"\xff\xfe\xc0\x80\xed\xa0\x80\xf5 "), True
    yield "invalid-utf8-throughout", lambda: (LABELS + "\f" + LONG).encode() + b"\xff\x80 " * 2_000_000 + b"\f", True
    yield "latin-1", lambda: good.replace(b"read", b"r\xe9ad"), True
    yield "nuls", lambda: good.replace(b"a ", b"\0\0\0 ") , True
    yield "nuls-throughout", lambda: (LABELS + "\f" + LONG).encode() + b"a\0" * 2_000_000 + b"\f", True
    yield "utf-16", lambda: good.decode().encode("utf-16"), True
    yield "utf-32", lambda: good.decode().encode("utf-32"), True
    yield "cut-in-a-letter", lambda: good + "\u5b66".encode()[:2], True


def cases():
    for group in (lines(), characters(), encodings()):
        yield from group
    sample = plan(METRICS + "a                             b                                    c\n" * 30, PAGE)
    rnd = random.Random(19)
    for n in range(60):
        mutant = bytearray(sample)
        for _ in range(60):
            mutant[rnd.randrange(len(mutant))] = rnd.randrange(256)
        yield "mutated-%02d" % n, lambda mutant=mutant: bytes(mutant), True
