# SPDX-License-Identifier: Apache-2.0
"""A workbook as plain lists, read and written with nothing but zipfile and ElementTree: an independent judge of the reader, and the maker of
workbooks that do not exist yet. Cells are text; numbers stand as in the file."""
import re
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import escape

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _text(node):
    return "".join(t.text or "" for t in node.iter(MAIN + "t"))


def _column(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(node, strings):
    kind, value = node.get("t"), node.find(MAIN + "v")
    if kind == "inlineStr":
        return _text(node.find(MAIN + "is"))
    if value is None or value.text is None:
        return ""
    return strings[int(value.text)] if kind == "s" else value.text


def _rows(data, strings):
    rows = {}
    for row in ET.fromstring(data).iter(MAIN + "row"):
        cells = {_column(c.get("r")): _cell(c, strings) for c in row.iter(MAIN + "c")}
        rows[int(row.get("r"))] = [cells.get(i, "") for i in range(max(cells, default=-1) + 1)]
    return rows


def read(path):
    """{sheet name: {row number: [text of each cell]}}, in the order of the workbook"""
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        strings = []
        if "xl/sharedStrings.xml" in names:
            strings = [_text(si) for si in ET.fromstring(book.read("xl/sharedStrings.xml")).iter(MAIN + "si")]
        targets = {r.get("Id"): r.get("Target") for r in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        sheets = {}
        for sheet in ET.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            target = targets[sheet.get(RELATION)]
            part = target.lstrip("/") if target.startswith("/") else "xl/" + target
            sheets[sheet.get("name")] = _rows(book.read(part), strings)
        return sheets


def _letters(index):
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _sheet(rows):
    out = ['<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>']
    for number, cells in rows:
        out.append('<row r="%d">' % number)
        out += ['<c r="%s%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (_letters(i), number, escape(text))
                for i, text in enumerate(cells) if text != ""]
        out.append("</row>")
    out.append("</sheetData></worksheet>")
    return "".join(out)


def write(path, sheets):
    """`sheets`: [(name, [(row number, [text, ...]), ...]), ...]"""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        overrides = "".join('<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>' % (i + 1, kind)
                            for i in range(len(sheets)))
        book.writestr("[Content_Types].xml",
                      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                      '<Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/>%s</Types>' % (kind, overrides))
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        book.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="%s"><Relationship Id="r1" Type="%s/officeDocument" '
                                     'Target="xl/workbook.xml"/></Relationships>' % (package, office))
        book.writestr("xl/workbook.xml",
                      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s"><sheets>%s</sheets></workbook>'
                      % (office, "".join('<sheet name="%s" sheetId="%d" r:id="r%d"/>' % (escape(name), i + 1, i + 1)
                                         for i, (name, _) in enumerate(sheets))))
        book.writestr("xl/_rels/workbook.xml.rels",
                      '<?xml version="1.0"?><Relationships xmlns="%s">%s</Relationships>'
                      % (package, "".join('<Relationship Id="r%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>' % (i + 1, office, i + 1)
                                          for i in range(len(sheets)))))
        for i, (_, rows) in enumerate(sheets):
            book.writestr("xl/worksheets/sheet%d.xml" % (i + 1), _sheet(rows))
