# SPDX-License-Identifier: Apache-2.0
"""Hostile web pages, one fault each: cases() yields (name, maker of the bytes, may_be_read); extension ".html". As in hostile_docx.py."""
import random

EXTENSION = ".html"
LABELS = "".join("<h2>%s</h2>" % text for text in (
    "School Plan for Student Achievement (SPSA)", "Plan Description", "Educational Partner Involvement", "Resource Inequities",
    "Comprehensive Needs Assessment Components", "Goals, Strategies, &amp; Proposed Expenditures", "Goal 1",
    "Title and Description of School Goal", "All read", "LCAP Goal to which this School Goal is Aligned", "1", "Annual Measurable Outcomes"))
METRICS = "<tr><th>Metric/Indicator</th><th>Baseline/Actual Outcome</th><th>Expected Outcome</th></tr>"


def page(body, head="<!DOCTYPE html><html><head><meta charset='utf-8'><title>Plan</title></head><body>"):
    return (head + LABELS + body + "</body></html>").encode()


def depth():
    for tag in ("div", "table><tr><td", "ul><li", "b", "span", "blockquote", "font", "p><b"):
        name = tag.split(">")[0]
        yield name + "-100000-deep", lambda tag=tag: page(("<%s>" % tag) * 100_000 + "x"), True
    yield "div-200-deep", lambda: page("<div>" * 200 + "x" + "</div>" * 200), True
    yield "tables-60-deep", lambda: page("<table><tr><td>" * 60 + "x" + "</td></tr></table>" * 60), True
    yield "closing-only", lambda: page("</div></table></td></p>" * 200_000 + "x"), True
    yield "opened-and-never-closed", lambda: page("<p>a<b>b<i>c" * 100_000), True


def tables():
    yield "endless-table", lambda: page("<table>" + METRICS + "<tr><td>a<td>b<td>c" * 250_000), True
    yield "row-of-300000-cells", lambda: page("<table>" + METRICS + "<tr>" + "<td>a" * 300_000), True
    yield "row-spans-65535", lambda: page("<table>" + METRICS + ("<tr>" + "<td rowspan=65535>a" * 100) * 500), True
    yield "row-span-huge", lambda: page("<table>" + METRICS + "<tr><td rowspan=2000000000>a<td rowspan=99999999999999999999>b" * 200), True
    yield "row-span-zero-and-below", lambda: page("<table>" + METRICS + "<tr><td rowspan=0>a<td rowspan=-5>b<td colspan=0>c" * 2000), True
    yield "column-span-huge", lambda: page("<table>" + METRICS + "<tr><td colspan=2000000000>a<td colspan=65535>b" * 2000), True
    yield "both-spans-1000", lambda: page("<table>" + METRICS + "<tr><td colspan=1000 rowspan=1000>a<td>b" * 3000), True
    yield "spans-over-each-other", lambda: page("<table>" + METRICS + "".join("<tr>" + "<td rowspan=%d>a" % (n % 97 + 1) * 60 for n in range(3000))), True
    yield "many-tables", lambda: page(("<table>" + METRICS + "<tr><td>a<td>b<td>c</table>") * 20_000), True
    yield "rows-outside-tables", lambda: page("<tr><td>a</td></tr>" * 100_000), True


def markup():
    yield "attributes-100000", lambda: page("<p %s>x</p>" % " ".join("a%d=b" % n for n in range(100_000))), True
    yield "attribute-of-50-mb", lambda: page("<p title='%s'>x</p>" % ("v" * 50_000_000)), True
    yield "attribute-without-end", lambda: page("<p title='" + "v" * 5_000_000), True
    yield "tag-name-of-5-mb", lambda: page("<" + "n" * 5_000_000 + ">x"), True
    yield "tag-without-end", lambda: page("x" + "<p " * 500_000), True
    yield "entities", lambda: page("&amp;&#0;&#x110000;&#xD800;&nosuch;&" * 300_000), True
    yield "entity-name-of-5-mb", lambda: page("&" + "n" * 5_000_000 + ";"), True
    yield "entities-declared", lambda: page("&l9;", "<!DOCTYPE html [<!ENTITY l0 'ha'>%s]><html><body>" % "".join(
        "<!ENTITY l%d '%s'>" % (n, "&l%d;" % (n - 1) * 10) for n in range(1, 10))), True
    yield "external-entity", lambda: page("&b;", "<!DOCTYPE html [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><html><body>"), True
    yield "comment-without-end", lambda: page("x<!-- " * 200_000), True
    yield "comments-of-dashes", lambda: page("<!" + "-" * 5_000_000 + ">x"), True
    yield "cdata-and-instructions", lambda: page("<![CDATA[x]]><?x ?><!A>" * 200_000), True
    yield "script-without-end", lambda: page("<script>" + "if (a < b) { c(); }" * 200_000), True
    yield "style-of-50-mb", lambda: page("<style>" + "a{b:c}" * 8_000_000 + "</style>x"), True
    yield "frames", lambda: page("<iframe src='file:///etc/passwd'></iframe><object data='file:///etc/passwd'></object>" * 10_000), True
    yield "base-and-links", lambda: page("<base href='http://127.0.0.1:9/'><link rel=stylesheet href=x><img src=y>" * 10_000), True


def text():
    yield "paragraph-of-100-mb", lambda: page("<p>" + "word " * 20_000_000), True
    yield "word-of-100-mb", lambda: page("<p>" + "a" * 100_000_000), True
    yield "two-million-paragraphs", lambda: page("<p>" * 2_000_000 + "x"), True
    yield "breaks-2000000", lambda: page("<p>a" + "<br>" * 2_000_000 + "b"), True
    yield "cell-of-20-mb", lambda: page("<table>" + METRICS + "<tr><td>" + "word " * 4_000_000 + "<td>b<td>c"), True
    for charset in ("utf-7", "utf-16", "utf-32", "iso-2022-jp", "hz-gb-2312", "no-such-charset", "x" * 100_000):
        yield "charset-" + charset[:20], lambda charset=charset: page("caf+AOk-", "<html><head><meta charset='%s'></head><body>" % charset), True
    yield "utf-16-cut", lambda: "\ufeff".encode("utf-16-le") + page("<p>x").decode().encode("utf-16-le")[:-1], True
    yield "utf-16-lone-surrogates", lambda: b"\xff\xfe" + page("<p>x").decode().encode("utf-16-le") + b"\x00\xd8" * 100_000, True
    yield "not-utf8", lambda: page("<p>x").replace(b"<p>", b"<p>\xff\xfe\xc0\x80\xed\xa0\x80\xf5" * 10_000), True
    yield "nuls", lambda: page("<p>x").replace(b"<p>", b"<p>\0\0a\0" * 100_000), True


def cases():
    for group in (depth(), tables(), markup(), text()):
        yield from group
    sample = page("<table>" + METRICS + "<tr><td>a<td>b<td rowspan=2>c" * 30 + "</table>")
    for n in range(0, 200, 4):
        yield "cut-%03d" % n, lambda n=n: sample[:len(sample) * n // 200], True
    rnd = random.Random(17)
    for n in range(60):
        mutant = bytearray(sample)
        for _ in range(60):
            mutant[rnd.randrange(len(mutant))] = rnd.randrange(256)
        yield "mutated-%02d" % n, lambda mutant=mutant: bytes(mutant), True
