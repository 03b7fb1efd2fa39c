# SPDX-License-Identifier: Apache-2.0
"""Hostile Word files, one fault each: cases() yields (name, maker of the bytes, may_be_read); extension ".docx".

Each is a plan as far as its fault allows (TITLE and LABELS stand before it), so that the form runs into the fault too and not the
reader alone. may_be_read: as in hostile_pdf.py.
"""
import io
import random
import struct
import zipfile
import zlib

EXTENSION = ".docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
ROOT = ('<Relationships xmlns="%s"><Relationship Id="r1" Type="%s/officeDocument" Target="word/document.xml"/></Relationships>'
        % (RELATIONS, OFFICE))


def p(text, properties=""):
    return "<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>" % (properties, text)


def cell(text, properties=""):
    return "<w:tc>%s%s</w:tc>" % (properties, p(text))


def row(*cells):
    return "<w:tr>%s</w:tr>" % "".join(cells)


LABELS = "".join(p(text) for text in (
    "School Plan for Student Achievement (SPSA)", "Plan Description", "Educational Partner Involvement", "Resource Inequities",
    "Comprehensive Needs Assessment Components", "Goals, Strategies, &amp; Proposed Expenditures", "Goal 1",
    "Title and Description of School Goal", "All read", "LCAP Goal to which this School Goal is Aligned", "1", "Identified Need", "x",
    "Annual Measurable Outcomes"))
METRICS = row(cell("Metric/Indicator"), cell("Baseline/Actual Outcome"), cell("Expected Outcome"))
STRATEGIES = row(cell("Strategy/Activity #"), cell("Description"), cell("Students to be Served"), cell("Proposed Expenditures"))


def document(body):
    return '<?xml version="1.0" encoding="UTF-8"?><w:document %s><w:body>%s%s</w:body></w:document>' % (W, LABELS, body)


def word(body, parts=(), raw=False, level=1):
    """A Word file; `parts` are further ones, (name, content). raw: `body` is the whole main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("word/document.xml", body if raw else document(body))
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def related(*kinds):
    """The main part's relationships: (kind, target)."""
    return ("word/_rels/document.xml.rels", '<Relationships xmlns="%s">%s</Relationships>' % (RELATIONS, "".join(
        '<Relationship Id="r%d" Type="%s/%s" Target="%s"/>' % (n, OFFICE, kind, target) for n, (kind, target) in enumerate(kinds))))


# --- the archive ---

def entry(name, data, claimed=None, compress=True):
    """Local header, data and central record of one part, whose sizes may be lies."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush() if compress else data
    size = len(data) if claimed is None else claimed
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8 if compress else 0, 0, 0, zlib.crc32(data), len(packed), size & 0xFFFFFFFF, len(name), 0)
    return b"PK\3\4" + fields + name + packed, b"PK\1\2" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0)[:10]


def archive(entries, claimed_count=None):
    """A zip file from (name, data[, claimed size])."""
    body, central = bytearray(), bytearray()
    for item in entries:
        at = len(body)
        local, _ = entry(*item)
        body += local
        fields = local[4:30]
        central += b"PK\1\2" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, at) + item[0]
    count = len(entries) if claimed_count is None else claimed_count
    return bytes(body + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(central), len(body), 0))


def parts_of(main):
    return [(b"[Content_Types].xml", TYPES.encode()), (b"_rels/.rels", ROOT.encode()), (b"word/document.xml", main)]


def archives():
    good = document(p("x")).encode()
    yield "zip-of-zips", lambda: archive([(b"word/document.xml", archive([(b"word/document.xml", good)] * 3))]), False
    yield "ratio", lambda: word("<w:p>" + " " * 120_000_000 + "</w:p>", level=9), False
    yield "ratio-in-styles", lambda: word(p("x"), [related(("styles", "styles.xml")), ("word/styles.xml", " " * 120_000_000)], level=9), False
    yield "ratio-unrelated-part", lambda: word(p("x"), [("word/media/picture.bin", b"\0" * 300_000_000)]), True
    yield "size-claimed-small", lambda: archive(parts_of(good)[:2] + [(b"word/document.xml", good, 10)]), True
    yield "size-claimed-huge", lambda: archive(parts_of(good)[:2] + [(b"word/document.xml", good, 0xFFFFFFF0)]), True
    yield "100000-parts", lambda: archive(parts_of(good) + [(b"p/%d.xml" % n, b"") for n in range(100_000)]), False
    yield "30000-parts", lambda: archive(parts_of(good) + [(b"p/%d.xml" % n, b"") for n in range(30_000)]), False
    yield "count-lies-low", lambda: archive(parts_of(good), 1), True
    yield "count-lies-high", lambda: archive(parts_of(good), 60_000), False
    yield "main-part-twice", lambda: archive(parts_of(good) + [(b"word/document.xml", good)]), False
    yield "names-that-climb", lambda: archive(parts_of(good) + [(b"../../../etc/passwd", b"x"), (b"/etc/shadow", b"x"), (b"C:\\x", b"x")]), True
    yield "relationship-that-climbs", lambda: archive([
        (b"[Content_Types].xml", TYPES.encode()),
        (b"_rels/.rels", ROOT.replace("word/document.xml", "../../../../etc/passwd").encode()), (b"word/document.xml", good)]), True
    yield "name-of-60000-bytes", lambda: archive(parts_of(good) + [(b"a" * 60_000, b"x")]), True
    yield "name-not-utf8", lambda: archive(parts_of(good) + [(b"\xff\xfe\x00name", b"x")]), True
    yield "no-main-part", lambda: archive([(b"[Content_Types].xml", TYPES.encode()), (b"word/other.xml", good)]), False
    yield "central-directory-only", lambda: archive(parts_of(good))[-200:], False


# --- XML ---

def xml():
    head = '<?xml version="1.0"?>'
    open_document, close = '<w:document %s><w:body>' % W, "</w:body></w:document>"
    laughs = "".join('<!ENTITY l%d "%s">' % (n, "&l%d;" % (n - 1) * 10) for n in range(1, 10))
    yield "billion-laughs", lambda: word(head + '<!DOCTYPE a [<!ENTITY l0 "ha">%s]>' % laughs + open_document + p("&l9;") + close, raw=True), False
    yield "quadratic-entity", lambda: word(head + '<!DOCTYPE a [<!ENTITY b "%s">]>' % ("b" * 100_000) + open_document +
                                           p("&b;" * 50_000) + close, raw=True), False
    yield "external-entity", lambda: word(head + '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + open_document + p("&b;") + close,
                                          raw=True), False
    yield "parameter-entity", lambda: word(head + '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:9/a.dtd"> %b;]>' + open_document + close,
                                           raw=True), False
    yield "external-dtd", lambda: word(head + '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">' + open_document + p("x") + close, raw=True), False
    yield "dtd-in-styles", lambda: word(p("x"), [related(("styles", "styles.xml")), ("word/styles.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>')]), False
    yield "xinclude", lambda: word('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>' + p("x")), True
    yield "attributes-100000", lambda: word("<w:p %s/>" % " ".join('a%d="b"' % n for n in range(100_000))), True
    yield "attribute-of-20-mb", lambda: word('<w:p w:x="%s"/>' % ("v" * 20_000_000)), True
    yield "namespaces-50000", lambda: word("<w:p %s/>" % " ".join('xmlns:n%d="u%d"' % (n, n) for n in range(50_000))), True
    yield "name-of-5-mb", lambda: word("<%s/>" % ("n" * 5_000_000)), True
    yield "comment-of-60-mb", lambda: word("<!--%s-->" % (random.Random(3).randbytes(30_000_000).hex())) , True
    yield "not-utf8", lambda: word(document(p("caf")).encode().replace(b"caf", b"caf\xe9\xff\xfe"), raw=True), True
    yield "nul", lambda: word(document(p("a")).encode().replace(b">a<", b">a\0b<"), raw=True), True
    yield "utf-7", lambda: word(document(p("+ADw-x")).replace("UTF-8", "UTF-7"), raw=True), True
    yield "unclosed", lambda: word(open_document + p("x") * 100, raw=True), False
    yield "main-part-empty", lambda: word("", raw=True), False
    yield "main-part-random", lambda: word(random.Random(5).randbytes(200_000), raw=True), False


# --- the text ---

def tables():
    yield "tables-10000-deep", lambda: word("<w:tbl><w:tr><w:tc>" * 10_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 10_000), False
    yield "tables-95-deep", lambda: word("<w:tbl><w:tr><w:tc>" * 95 + p("x") + "</w:tc></w:tr></w:tbl>" * 95), True
    yield "boxes-10000-deep", lambda: word("<w:sdt><w:sdtContent>" * 10_000 + p("x") + "</w:sdtContent></w:sdt>" * 10_000), False
    yield "boxes-100-deep", lambda: word("<w:sdt><w:sdtContent>" * 100 + p("x") + "</w:sdtContent></w:sdt>" * 100), True
    yield "endless-rows", lambda: word("<w:tbl>" + METRICS + row(cell("a"), cell("b"), cell("c")) * 250_000 + "</w:tbl>"), True
    yield "rows-without-end", lambda: word("<w:tbl>" + METRICS + row(cell("a"), cell("b")) * 100_000), False
    yield "endless-strategies", lambda: word("<w:tbl>" + STRATEGIES + row(cell("1"), cell("b"), cell("All"), cell("$5 Title I")) * 60_000 +
                                             "</w:tbl>"), True
    yield "row-of-300000-cells", lambda: word("<w:tbl>" + METRICS + "<w:tr>" + cell("a") * 300_000 + "</w:tr></w:tbl>"), True
    yield "cells-that-are-empty", lambda: word("<w:tbl>" + METRICS + ("<w:tr>" + "<w:tc/>" * 100 + "</w:tr>") * 30_000 + "</w:tbl>"), True
    for name, value in (("huge", "2000000000"), ("beyond", "99999999999999999999"), ("negative", "-7"), ("word", "wide"), ("empty", "")):
        span = '<w:tcPr><w:gridSpan w:val="%s"/></w:tcPr>' % value
        yield "grid-span-" + name, lambda span=span: word("<w:tbl>" + METRICS + row(cell("a", span), cell("b", span)) * 300 + "</w:tbl>"), True
    before = '<w:trPr><w:gridBefore w:val="2000000000"/><w:gridAfter w:val="2000000000"/></w:trPr>'
    yield "grid-before-huge", lambda: word("<w:tbl>" + METRICS + ("<w:tr>" + before + cell("a") + cell("b") + "</w:tr>") * 300 + "</w:tbl>"), True
    merged = '<w:tcPr><w:vMerge/></w:tcPr>'
    yield "merged-without-beginning", lambda: word("<w:tbl>" + METRICS + row(cell("a", merged), cell("b", merged)) * 50_000 + "</w:tbl>"), True
    started = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    yield "merged-over-60000-rows", lambda: word("<w:tbl>" + METRICS + row(cell("a", started), cell("b"), cell("c")) +
                                                 row(cell("", merged), cell("b"), cell("c")) * 60_000 + "</w:tbl>"), True
    yield "many-tables", lambda: word(("<w:tbl>" + METRICS + "</w:tbl>" + p("x")) * 30_000), True


def texts():
    yield "paragraph-of-100-mb", lambda: word("<w:p><w:r><w:t>" + random.Random(2).randbytes(50_000_000).hex() + "</w:t></w:r></w:p>"), True
    yield "paragraph-of-100-mb-of-words", lambda: word("<w:p><w:r><w:t>" + "".join(
        "word%d " % n for n in range(9_000_000)) + "</w:t></w:r></w:p>"), True
    yield "paragraph-of-500000-runs", lambda: word("<w:p>" + "<w:r><w:t>ab </w:t></w:r>" * 500_000 + "</w:p>"), True
    yield "cell-of-20-mb", lambda: word("<w:tbl>" + METRICS + row(cell("a " * 10_000_000), cell("b"), cell("c")) + "</w:tbl>"), True
    yield "million-paragraphs", lambda: word("<w:p/>" * 1_500_000), True
    yield "300000-paragraphs", lambda: word(p("Goal 1") * 300_000), True
    yield "breaks-2000000", lambda: word("<w:p><w:r>" + "<w:br/>" * 2_000_000 + "</w:r></w:p>"), True
    yield "page-breaks-500000", lambda: word('<w:p><w:r><w:t>x</w:t>' + "<w:lastRenderedPageBreak/>" * 500_000 + "</w:r></w:p>"), True
    yield "tabs-3000000", lambda: word("<w:p><w:r>" + "<w:tab/>" * 3_000_000 + "</w:r></w:p>"), True
    yield "fields-never-closed", lambda: word('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 100_000 + p("x")), True
    yield "fields-ended-only", lambda: word('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' * 100_000 + p("x")), True
    yield "footnotes-100000", lambda: word(
        "<w:p>" + "".join('<w:r><w:footnoteReference w:id="%d"/></w:r>' % n for n in range(100_000)) + "</w:p>",
        [related(("footnotes", "footnotes.xml")),
         ("word/footnotes.xml", "<w:footnotes %s>%s</w:footnotes>" % (W, "".join('<w:footnote w:id="%d">%s</w:footnote>' % (n, p("n"))
                                                                                for n in range(100_000))))]), True
    yield "footnote-named-100000-times", lambda: word(
        "<w:p>" + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 100_000 + "</w:p>",
        [related(("footnotes", "footnotes.xml")),
         ("word/footnotes.xml", '<w:footnotes %s><w:footnote w:id="1">%s</w:footnote></w:footnotes>' % (W, p("long " * 20_000)))]), True
    yield "footnote-in-itself", lambda: word('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', [
        related(("footnotes", "footnotes.xml")), ("word/footnotes.xml", '<w:footnotes %s><w:footnote w:id="1"><w:p><w:r><w:footnoteReference '
                                                  'w:id="1"/></w:r></w:p></w:footnote></w:footnotes>' % W)]), True


def styles_and_lists():
    styled = '<w:pPr><w:pStyle w:val="s0"/></w:pPr>'

    def styles(pairs):
        return "<w:styles %s>%s</w:styles>" % (W, "".join(
            '<w:style w:type="paragraph" w:styleId="s%d"><w:name w:val="n%d"/><w:basedOn w:val="s%d"/></w:style>' % (a, a, b) for a, b in pairs))

    def numbered(numbering, body):
        return word(body, [related(("numbering", "numbering.xml")), ("word/numbering.xml", "<w:numbering %s>%s</w:numbering>" % (W, numbering))])

    related_styles = related(("styles", "styles.xml"))
    yield "styles-cyclic", lambda: word(p("x", styled), [related_styles, ("word/styles.xml", styles([(0, 1), (1, 2), (2, 0)]))]), True
    yield "style-of-itself", lambda: word(p("x", styled), [related_styles, ("word/styles.xml", styles([(0, 0)]))]), True
    yield "styles-50000-in-a-chain", lambda: word(p("x", styled) * 1000, [
        related_styles, ("word/styles.xml", styles([(n, n + 1) for n in range(50_000)]))]), True
    listed = '<w:pPr><w:numPr><w:ilvl w:val="%s"/><w:numId w:val="%s"/></w:numPr></w:pPr>'
    level = '<w:lvl w:ilvl="%d"><w:start w:val="%s"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>'
    nine = "".join(level % (n, "1", "decimal", "%1.%2.%3.%4.%5.%6.%7.%8.%9.") for n in range(9))
    yield "numbering-nine-levels", lambda: numbered('<w:abstractNum w:abstractNumId="0">%s</w:abstractNum><w:num w:numId="1"><w:abstractNumId '
                                                    'w:val="0"/></w:num>' % nine, p("x", listed % ("8", "1")) * 50_000), True
    yield "numbering-roman-huge", lambda: numbered('<w:abstractNum w:abstractNumId="0">%s</w:abstractNum><w:num w:numId="1"><w:abstractNumId '
                                                   'w:val="0"/></w:num>' % (level % (0, "2147483647", "upperRoman", "%1")),
                                                   p("x", listed % ("0", "1")) * 200), True
    yield "numbering-letters-huge", lambda: numbered('<w:abstractNum w:abstractNumId="0">%s</w:abstractNum><w:num w:numId="1"><w:abstractNumId '
                                                     'w:val="0"/></w:num>' % (level % (0, "2000000000", "lowerLetter", "%1" * 1000)),
                                                     p("x", listed % ("0", "1")) * 200), True
    yield "numbering-levels-wrong", lambda: numbered('<w:abstractNum w:abstractNumId="-1">%s</w:abstractNum><w:num w:numId="1"><w:abstractNumId '
                                                     'w:val="99999"/></w:num>' % (level % (4000000, "-3", "none", "%0%10%x")),
                                                     p("x", listed % ("-5", "1")) + p("y", listed % ("400000", "1")) + p("z", listed % ("0", "-9"))), True
    yield "numbering-links-cyclic", lambda: numbered('<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/></w:abstractNum>'
                                                     '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="a"/><w:numStyleLink w:val="a"/>'
                                                     '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
                                                     p("x", listed % ("0", "1"))), True
    yield "numbering-100000-lists", lambda: numbered("".join(
        '<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum><w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' %
        (n, level % (0, "1", "decimal", "%1."), n, n) for n in range(30_000)), "".join(p("x", listed % ("0", n)) for n in range(30_000))), True


def relationships():
    yield "relationships-cyclic", lambda: word(p("x"), [related(("styles", "document.xml"), ("numbering", "document.xml"),
                                                               ("footnotes", "document.xml"), ("endnotes", "_rels/document.xml.rels"))]), True
    yield "relationships-100000", lambda: word(p("x"), [related(*(("styles", "s%d.xml" % n) for n in range(100_000)))]), True
    yield "relationships-missing", lambda: word(p("x"), [related(("styles", "no.xml"), ("numbering", "no.xml"), ("footnotes", "no.xml"))]), True
    yield "relationships-far", lambda: word(p("x"), [related(("styles", "../" * 5000 + "word/styles.xml"))]), True
    yield "relationship-target-of-5-mb", lambda: word(p("x"), [related(("styles", "a/" * 2_500_000))]), True
    yield "relationships-external", lambda: word(p("x"), [("word/_rels/document.xml.rels", '<Relationships xmlns="%s"><Relationship Id="a" '
                                                           'Type="%s/styles" Target="http://127.0.0.1:9/s.xml" TargetMode="External"/>'
                                                           '</Relationships>' % (RELATIONS, OFFICE))]), True


def damaged(sample):
    for n in range(200):
        yield "cut-%03d" % n, lambda n=n: sample[:len(sample) * n // 200], False
    rnd = random.Random(11)
    for n in range(60):
        mutant = bytearray(sample)
        for _ in range(12):
            mutant[rnd.randrange(len(mutant))] = rnd.randrange(256)
        yield "mutated-%02d" % n, lambda mutant=mutant: bytes(mutant), True


def cases():
    sample = word(p("x", '<w:pPr><w:pStyle w:val="s0"/></w:pPr>') + "<w:tbl>" + METRICS + row(cell("a"), cell("b"), cell("c")) * 20 + "</w:tbl>",
                  [related(("styles", "styles.xml")), ("word/styles.xml", "<w:styles %s/>" % W)])
    for group in (archives(), xml(), tables(), texts(), styles_and_lists(), relationships(), damaged(sample)):
        yield from group
