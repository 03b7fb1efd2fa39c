# SPDX-License-Identifier: Apache-2.0
"""Hostile Markdown, one fault each: cases() yields (name, maker of the bytes, may_be_read); extension ".md". As in hostile_docx.py."""
import random

EXTENSION = ".md"
LABELS = """# School Plan for Student Achievement (SPSA)

## Plan Description

## Educational Partner Involvement

## Resource Inequities

## Comprehensive Needs Assessment Components

## Goals, Strategies, & Proposed Expenditures

## Goal 1

### Title and Description of School Goal

All read

### LCAP Goal to which this School Goal is Aligned

1

### Annual Measurable Outcomes

"""
METRICS = "| Metric/Indicator | Baseline/Actual Outcome | Expected Outcome |\n|---|---|---|\n"
STRATEGIES = "| Strategy/Activity # | Description | Students to be Served | Proposed Expenditures |\n|---|---|---|---|\n"


def plan(body):
    return (LABELS + body + "\n").encode()


def nesting():
    for depth in (10_000, 200_000):
        yield "quotes-%d-deep" % depth, lambda depth=depth: plan(">" * depth + " x"), True
        yield "emphasis-%d-deep" % depth, lambda depth=depth: plan("*a **a " * depth + "b" + "** b*" * depth), True
        yield "brackets-%d-deep" % depth, lambda depth=depth: plan("[" * depth + "x" + "](u)" * depth), True
        yield "images-%d-deep" % depth, lambda depth=depth: plan("![" * depth + "x" + "](u)" * depth), True
        yield "strikes-%d-deep" % depth, lambda depth=depth: plan("~~a ~b " * depth + "b" + "~ c~~" * depth), True
    yield "quotes-each-line-deeper", lambda: plan("".join(">" * n + " x\n" for n in range(3000))), True
    yield "lists-10000-on-a-line", lambda: plan("- " * 10_000 + "x"), True
    yield "lists-each-line-deeper", lambda: plan("".join("  " * n + "- x\n" for n in range(2500))), True
    yield "numbered-lists-deeper", lambda: plan("".join("   " * n + "1. x\n" for n in range(2000))), True
    yield "quotes-and-lists", lambda: plan("> - " * 10_000 + "x"), True


def tables():
    yield "table-of-a-million-cells", lambda: plan(METRICS + "| a | b | c |\n" * 340_000), True
    yield "strategies-of-a-million-cells", lambda: plan(STRATEGIES + "| 1 | b | All Students | $5 Title I |\n" * 80_000), True
    yield "table-of-100000-columns", lambda: plan("|" + "a|" * 100_000 + "\n|" + "-|" * 100_000 + "\n" + ("|" + "b|" * 100_000 + "\n") * 3), True
    yield "table-of-60000-columns-short-rows", lambda: plan("|" + "a|" * 60_000 + "\n|" + "-|" * 60_000 + "\n" + "|b|\n" * 5_000), True
    yield "table-of-1000-columns-short-rows", lambda: plan("|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|b|\n" * 50_000), True
    yield "pipes-only", lambda: plan("|" * 5_000_000), True
    yield "header-without-end", lambda: plan("| a " * 1_000_000 + "\n" + "|---" * 1_000_000), True
    yield "many-tables", lambda: plan((METRICS + "| a | b | c |\n\n") * 20_000), True
    yield "escaped-pipes", lambda: plan(METRICS + "| " + "\\|" * 2_000_000 + " | b | c |\n"), True
    yield "cell-of-20-mb", lambda: plan(METRICS + "| " + "word " * 4_000_000 + " | b | c |\n"), True
    yield "ticks-in-cells", lambda: plan(METRICS + ("| " + "`" * 50 + " | `` b | c |\n") * 30_000), True


def lines():
    yield "line-of-100-mb", lambda: plan("word " * 20_000_000), True
    yield "line-of-100-mb-without-spaces", lambda: plan("a" * 100_000_000), True
    yield "million-headings", lambda: plan("# Goal 1\n" * 1_000_000), True
    yield "two-million-paragraphs", lambda: plan("a\n\n" * 2_000_000), True
    yield "ticks-of-all-lengths", lambda: plan(" ".join("`" * n for n in range(1, 4000))), True
    yield "open-ticks", lambda: plan("`" * 1_000_000 + "a"), True
    yield "entities", lambda: plan("&amp;&#0;&#x10FFFF;&#xD800;&NotEqualTilde;" * 200_000), True
    yield "open-tags", lambda: plan("<a " * 500_000), True
    yield "open-comments", lambda: plan("<!-- " * 300_000), True
    yield "open-cdata", lambda: plan("x <![CDATA[" * 200_000 + "\n" + "x <?" * 200_000 + "\n" + "x <!A" * 200_000), True
    yield "autolinks", lambda: plan("www." * 300_000 + "\n" + "a@" * 300_000 + "\n" + "http://" * 100_000), True
    yield "fence-without-end", lambda: plan("```\n" + "| a | b |\n" * 300_000), True
    yield "fences-of-all-lengths", lambda: plan("".join("`" * (3 + n) + "\n" for n in range(3000))), True
    yield "setext-lines", lambda: plan("a\n===\n" * 200_000), True
    yield "form-feeds-in-markdown", lambda: plan("a\f\n" * 300_000), True


def references():
    yield "references-200000", lambda: plan("".join("[r%d]: /u\n" % n for n in range(200_000)) + "[r1] " * 100_000), True
    yield "reference-used-often", lambda: plan("[r]: /" + "u" * 100_000 + "\n\n" + "[r] " * 200_000), True
    yield "references-alike", lambda: plan("".join("[r]: /u%d\n" % n for n in range(200_000)) + "[r] " * 50_000), True
    yield "reference-labels-open", lambda: plan("[a]: u\n\n" + "[a" * 300_000), True
    yield "footnotes-100000", lambda: plan("".join("[^%d] " % n for n in range(50_000)) + "\n\n" + "".join("[^%d]: x\n\n" % n for n in range(50_000))), True
    yield "footnote-in-itself", lambda: plan("[^a]\n\n[^a]: [^a] [^b]\n\n[^b]: [^a]\n"), True
    yield "reference-title-open", lambda: plan('[a]: u "' * 200_000), True


def cases():
    for group in (nesting(), tables(), lines(), references()):
        yield from group
    sample = plan(METRICS + "| a | b | c |\n" * 50 + "\n" + STRATEGIES + "| 1 | b | All | $5 |\n" * 20)
    rnd = random.Random(13)
    for n in range(60):
        mutant = bytearray(sample)
        for _ in range(60):
            mutant[rnd.randrange(len(mutant))] = rnd.randrange(256)
        yield "mutated-%02d" % n, lambda mutant=mutant: bytes(mutant), True
