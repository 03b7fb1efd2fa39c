# SPDX-License-Identifier: Apache-2.0
"""Hostile workbooks, one fault each: cases() yields (name, maker of the bytes, may_be_read); extension ".xlsx".

Each is a state file as far as its fault allows (HEAD names its columns), so that the form runs into the fault too and not the reader alone.
"""
import io
import random
import struct
import warnings
import zipfile

EXTENSION = ".xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
COLUMNS = ("cds", "schoolname", "districtname", "countyname", "TitleI2122", "TitleI2223", "DASS", "Charter", "AssistanceStatus2022", "AssistanceStatus2023",
           "Exit", "AA", "AI", "AS", "EL", "FI", "FOS", "HI", "HOM", "PI", "SED", "SWD", "TOM", "WH", "TotStudGrps", "ReportingYear")


def relations(*items):
    return "%s<Relationships xmlns=\"%s\">%s</Relationships>" % (DECLARED, RELATIONS, "".join(
        '<Relationship Id="%s" Type="%s/%s" Target="%s"/>' % (name, OFFICE, kind, target) for name, kind, target in items))


def text(value, attributes=""):
    return '<c t="inlineStr"%s><is><t>%s</t></is></c>' % (attributes, value)


HEAD = "<row>%s</row>" % "".join(text(name) for name in COLUMNS)
SCHOOL = "<row>%s%s<c><v>2023</v></c></row>" % ("".join(text(value) for value in (
    "01100170112607", "A School", "A District", "Alameda", "Y", "Y", "N", "DF", "No Status", "CSI Grad", "NOEXIT")), "<c><v>0</v></c>" * 14)


def sheet(rows, before="", after=""):
    return '%s<worksheet xmlns="%s">%s<sheetData>%s%s%s</sheetData>%s</worksheet>' % (DECLARED, MAIN, before, HEAD, SCHOOL, rows, after)


def archive(parts, level=1):
    out = io.BytesIO()
    warnings.simplefilter("ignore")  # a part that stands twice is meant
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as zipped:
        for name, content in parts:
            if callable(content):
                with zipped.open(name, "w", force_zip64=True) as part:
                    content(part)
            else:
                zipped.writestr(name, content)
    return out.getvalue()


def parts(content, strings=None, styles=None, book=None):
    yield "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    yield "_rels/.rels", relations(("r1", "officeDocument", "xl/workbook.xml"))
    yield "xl/_rels/workbook.xml.rels", relations(
        ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "styles", "styles.xml"), ("r3", "sharedStrings", "sharedStrings.xml"),
        ("r4", "worksheet", "workbook.xml"), ("r5", "worksheet", "../../../../etc/passwd"))
    yield "xl/workbook.xml", book or ('%s<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets>'
                                      "</workbook>" % (DECLARED, MAIN, OFFICE))
    yield "xl/worksheets/sheet1.xml", content
    if strings is not None:
        yield "xl/sharedStrings.xml", strings
    if styles is not None:
        yield "xl/styles.xml", "%s<styleSheet xmlns=\"%s\">%s</styleSheet>" % (DECLARED, MAIN, styles)


def book(rows="", level=1, before="", after="", **others):
    return lambda: archive(parts(sheet(rows, before, after), **others), level)


def strings(inner, attributes=""):
    return '%s<sst xmlns="%s"%s>%s</sst>' % (DECLARED, MAIN, attributes, inner)


def poured(start, piece, times, end):
    """A part written piece by piece, as large as a bomb may be."""
    def pour(part):
        part.write(start.encode())
        for _ in range(times):
            part.write(piece)
        part.write(end.encode())
    return pour


def numbered(start, form, count, end):
    """The same with pieces that differ, so that they do not pack too well."""
    def pour(part):
        part.write(start.encode())
        for first in range(0, count, 10000):
            part.write("".join(form % (n * 2654435761 % 4294967296) for n in range(first, first + 10000)).encode())
        part.write(end.encode())
    return pour


def opened(rows=""):
    return '%s<worksheet xmlns="%s"><sheetData>%s%s' % (DECLARED, MAIN, HEAD, rows)


CLOSED = "</sheetData></worksheet>"


def with_doctype(declarations, reference):
    body = sheet("<row>%s</row>" % text(reference)).replace(DECLARED, DECLARED + "<!DOCTYPE worksheet [%s]>" % declarations)
    return lambda: archive(parts(body))


def lied_size(field):
    """The sheet's sizes in the archive's directory and before its bytes are wrong."""
    def make():
        data = bytearray(book(SCHOOL * 2000)())
        at = data.find(b"PK\x01\x02")
        while at >= 0:
            size = struct.unpack_from("<H", data, at + 28)[0]
            if data[at + 46:at + 46 + size] == b"xl/worksheets/sheet1.xml":
                struct.pack_into("<I", data, at + field, 10 if field == 24 else 0x7FFFFFF0)
            at = data.find(b"PK\x01\x02", at + 4)
        return bytes(data)
    return make


def truncated(offset, of):
    def make():
        data = book(SCHOOL * 300)()
        return data[:len(data) * offset // of]
    return make


def scrambled(seed):
    """Forty bytes changed anywhere."""
    def make():
        rng, data = random.Random(seed), bytearray(book(SCHOOL * 50)())
        for _ in range(40):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data)
    return make


def sheets():
    """Bombs and lies of a worksheet."""
    yield "million-columns", book(before='<dimension ref="A1:XFD1048576"/><cols>%s</cols>' % ('<col min="1" max="16384" hidden="1"/>' * 100000),
                                  rows="<row>%s</row>" % "".join("<c><v>%d</v></c>" % n for n in range(1000000))), True
    yield "columns-backwards", book("".join("<row>%s</row>" % "".join('<c r="%s1"><v>1</v></c>' % name for name in (
        "XFD", "XFC", "ZZ", "ZY", "C", "B", "A", "A", "A")) for _ in range(20000))), True
    yield "negative-rows", book('<row r="-5"><c r="A-5"><v>1</v></c></row><row r="0"><c r="A0"><v>2</v></c></row>'
                                '<row r="99999999999999999999"><c r="ZZZZZZZZZZZZ9"><v>3</v></c></row><row r="1e9"><c/></row>' + SCHOOL), True
    yield "same-row", book("".join('<row r="7"><c r="A7"><v>%d</v></c></row>' % n for n in range(50000))), True
    yield "endless-rows", lambda: archive(parts(numbered(opened(), "<row><c><v>%d</v></c></row>", 1200000, CLOSED))), False
    yield "endless-empty-rows", lambda: archive(parts(numbered(opened(), '<row ht="%d"/>', 3000000, CLOSED))), True
    yield "merged-a-million", book(after="<mergeCells>%s</mergeCells>" % "".join('<mergeCell ref="A%d:XFD%d"/>' % (n, n + 9) for n in range(1, 1000001))), True
    yield "one-row-of-text", lambda: archive(parts(numbered(opened("<row>"), "<c t=\"str\"><v>%d</v></c>", 3000000, "</row>" + CLOSED))), True
    yield "long-cell", lambda: archive(parts(numbered(opened("<row><c t=\"str\"><v>"), "%d", 2000000, "</v></c></row>" + CLOSED))), True
    yield "mark-in-text", book("<row>%s</row>" % (text("row>") * 15000) * 20), True
    yield "many-attributes", book("<row><c %s><v>1</v></c></row>" % " ".join('a%d="1"' % n for n in range(300000))), False
    yield "deep", book("<row><c>%s%s</c></row>" % ("<x>" * 1000, "</x>" * 1000)), False
    yield "unclosed", lambda: archive(parts(opened(SCHOOL * 1000) + "<row><c")), False
    yield "formulas", book("".join("<row><c><f>A%d*RAND()</f></c><c><f>NOW()</f><v>%d</v></c></row>" % (n, n) for n in range(50000))), True
    yield "errors", book("<row>%s</row>" % "".join('<c t="e"><v>#%s!</v></c>' % ("X" * n) for n in range(2000))), True
    yield "no-numbers", book("<row><c><v>1e999999999</v></c><c><v>%s</v></c><c><v>0x1p9</v></c><c t=\"d\"><v>9999-99-99</v></c></row>" % ("9" * 100000)), True
    yield "wide-letters", lambda: archive(parts(sheet(SCHOOL * 5000).replace("UTF-8", "UTF-16").encode("utf-16"))), True
    yield "other-letters", lambda: archive(parts(sheet(SCHOOL).replace("UTF-8", "IBM037"))), False


def texts():
    """Bombs and lies of what sheets share."""
    cells = "<row><c t=\"s\"><v>4294967295</v></c><c t=\"s\"><v>-1</v></c><c t=\"s\"><v>99999999999999999999999</v></c><c t=\"s\"><v>x</v></c></row>"
    yield "strings-claimed", book(cells, strings=strings("<si><t>a</t></si>", ' count="4294967295" uniqueCount="4294967295"')), True
    yield "strings-missing", book(cells * 1000), True
    yield "strings-half-a-gigabyte", lambda: archive(parts(sheet(cells), strings=poured(strings("<si><t>")[:-6], b"A" * 1000000, 500, "")), 9), False
    yield "strings-long", lambda: archive(parts(sheet(cells), strings=numbered(strings("<si><t>")[:-6], "%d", 6000000, "</t></si></sst>"))), True
    yield "strings-five-million", lambda: archive(parts(sheet(cells), strings=numbered(strings("")[:-6], "<si><t>%d</t></si>", 5000000, "</sst>"))), False
    yield "styles-in-circles", book('<row><c s="1"><v>1</v></c><c s="4294967295"><v>1</v></c><c s="-1"><v>1</v></c></row>', styles=(
        '<numFmts><numFmt numFmtId="1" formatCode="%s"/><numFmt numFmtId="164" formatCode="[["/></numFmts><cellStyleXfs><xf xfId="1" numFmtId="1"/>'
        '<xf xfId="0"/></cellStyleXfs><cellXfs><xf xfId="1" numFmtId="164"/><xf xfId="1" numFmtId="1"/></cellXfs>' % ("[" * 100000))), True
    yield "styles-a-million", book(styles="<cellXfs>%s</cellXfs>" % "".join('<xf numFmtId="%d"/>' % n for n in range(1000000))), True
    yield "sheets-a-million", book(book='%s<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>' % (
        DECLARED, MAIN, OFFICE, '<sheet name="x" r:id="r1"/>' * 1000000)), True
    yield "sheet-is-the-book", book(book='%s<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="a" r:id="r4"/><sheet name="b" r:id="r5"/>'
                                    '<sheet name="%s" r:id="r1"/></sheets></workbook>' % (DECLARED, MAIN, OFFICE, "n" * 100000)), True
    yield "no-sheets", book(book='<workbook xmlns="%s"/>' % MAIN), False


def containers():
    """Bombs and lies of the archive."""
    laughs = '<!ENTITY a0 "ha">' + "".join('<!ENTITY a%d "%s">' % (n, "&a%d;" % (n - 1) * 10) for n in range(1, 12))
    yield "entities", with_doctype(laughs, "&a11;"), False
    yield "entity-of-a-file", with_doctype('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"), False
    yield "bomb-of-blanks", lambda: archive(parts(poured(opened(), b" " * 1000000, 1500, CLOSED)), 9), False
    yield "bomb-of-rows", lambda: archive(parts(poured(opened(), b"<row><c><v>1</v></c></row>" * 40000, 1000, CLOSED)), 9), False
    yield "size-too-small", lied_size(24), True
    yield "packed-size-too-large", lied_size(20), True
    yield "sheet-twice", lambda: archive(list(parts(sheet(""))) + [("xl/worksheets/sheet1.xml", sheet(SCHOOL))]), False
    yield "no-workbook", lambda: archive([("xl/other.xml", "<a/>")]), False
    yield "empty", lambda: archive(parts("")), False


def cases():
    yield from sheets()
    yield from texts()
    yield from containers()
    for n in range(200):
        yield "cut-%03d" % n, truncated(n + 1, 201), False
    for seed in range(60):
        yield "scrambled-%02d" % seed, scrambled(seed), True
