# SPDX-License-Identifier: Apache-2.0
"""Writes workbooks as the state publishes them: one sheet that explains the columns, one with title rows and data; texts shared, codes as text."""
from xml.sax.saxutils import escape

import fixed

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def column_name(index):
    name = ""
    while index >= 0:
        name = chr(65 + index % 26) + name
        index = index // 26 - 1
    return name


class Texts:
    """Shared strings: each text once."""

    def __init__(self):
        self.numbers = {}

    def number(self, text):
        return self.numbers.setdefault(text, len(self.numbers))

    def part(self):
        items = "".join('<si><t xml:space="preserve">%s</t></si>' % escape(text) for text in self.numbers)
        return HEAD + '<sst xmlns="%s" count="%d" uniqueCount="%d">%s</sst>' % (MAIN, len(self.numbers), len(self.numbers), items)


def cell(texts, at, value):
    if value == "" or value is None:
        return ""
    if isinstance(value, int):
        return '<c r="%s"><v>%d</v></c>' % (at, value)
    return '<c r="%s" t="s"><v>%d</v></c>' % (at, texts.number(value))


def sheet(texts, rows):
    body = "".join('<row r="%d">%s</row>' % (number, "".join(cell(texts, column_name(column) + str(number), value) for column, value in enumerate(row)))
                   for number, row in enumerate(rows, 1))
    return HEAD + '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, body)


def write(path, sheets):
    """`sheets`: [(name, [[value...]...])]; a value is a text or a whole number."""
    texts = Texts()
    parts = [("xl/worksheets/sheet%d.xml" % number, sheet(texts, rows)) for number, (_, rows) in enumerate(sheets, 1)]
    overrides = "".join('<Override PartName="/%s" ContentType="%sworksheet+xml"/>' % (name, KIND) for name, _ in parts)
    links = "".join('<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>' % (n, OFFICE, n) for n in range(1, len(sheets) + 1))
    listed = "".join('<sheet name="%s" sheetId="%d" r:id="rId%d"/>' % (escape(name), n, n) for n, (name, _) in enumerate(sheets, 1))
    files = [
        ("[Content_Types].xml", HEAD + '<Types xmlns="%s/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="%ssharedStrings+xml"/>%s</Types>' % (PACKAGE, KIND, KIND, overrides)),
        ("_rels/.rels", HEAD + '<Relationships xmlns="%s/relationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % (PACKAGE, OFFICE)),
        ("xl/workbook.xml", HEAD + '<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>' % (MAIN, OFFICE, listed)),
        ("xl/_rels/workbook.xml.rels", HEAD + '<Relationships xmlns="%s/relationships">%s<Relationship Id="rId99" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>' % (PACKAGE, links, OFFICE)),
        *parts, ("xl/sharedStrings.xml", texts.part())]
    fixed.write_package(path, [(name, text.encode("utf-8")) for name, text in files])
