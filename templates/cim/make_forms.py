#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the blank improvement plan, in Word and in Excel, from the form that reads it: make_forms.py [FOLDER]

Why from the form: labels that people fill in and labels that the program looks for are then the same, and text can be pasted from one
to the other and into the state's system, number by number. Nothing is added here but a line of help for each part.
The files are written without any library and without a time, so the same form gives the same bytes."""
import os
import sys
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
FORM = os.path.join(HERE, "../../plugins/cim/forms/cim-plan.xml")
TITLE = "CIM Improvement Plan"
BLANK_ROWS = {"team": 0, "team_roles": 10, "data": 8, "root_causes": 6, "activities": 8, "budget": 6, "progress": 4}


class Table:
    """A table of the form: header cells, and the rows that `answers` has for it, or blank ones."""

    def __init__(self, node, answers):
        self.name = node.get("name")
        self.header = [column.findtext("label") for column in node.findall("column")
                       if column.get("field") is not None]
        self.rows = answers.get(self.name, [[""] * len(self.header)] * BLANK_ROWS[self.name])


def label_of(node):
    return node.findtext("label")


def parts_of(section, answers):
    """[('pairs', [(label, answer)...]) | ('table', Table) | ('heading', text)] in the form's order."""
    parts, pairs = [], []

    def close():
        if pairs:
            parts.append(("pairs", list(pairs)))
            pairs.clear()

    for node in section:
        if node.tag == "prompt" and node.get("numbered"):
            close()
            parts.append(("heading", label_of(node) + " 1"))
        elif node.tag == "prompt":
            pairs.append((label_of(node), answers.get(label_of(node), "")))
        elif node.tag == "table" and BLANK_ROWS[node.get("name")] > 0:
            close()
            parts.append(("table", Table(node, answers)))
        elif node.tag == "heading":
            close()
            parts.append(("heading", label_of(node)))
    close()
    return parts


def read_form(answers=None):
    """[(section's label, its help, parts)]; `answers`: text by label, and rows by a table's name."""
    root = ET.parse(FORM).getroot()
    return [(label_of(section), section.findtext("text"), parts_of(section, answers or {})) for section in root.findall("section")]


def write_package(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            package.writestr(info, text.encode("utf-8"))


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# ---- Word ----


def paragraph(text, style=None):
    properties = '<w:pPr><w:pStyle w:val="%s"/></w:pPr>' % style if style else ""
    return '<w:p>%s<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>' % (properties, escape(text))


def cell(text, width, header):
    style = "TableHead" if header else None
    body = paragraph(text, style) if text else "<w:p/>"
    return '<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>' % (width, body)


def word_table(header, rows):
    widths = [2800, 6800] if rows and len(header) == 2 and header[0] is None else [9600 // len(header)] * len(header)
    out = ['<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9600" w:type="dxa"/></w:tblPr><w:tblGrid>']
    out += ['<w:gridCol w:w="%d"/>' % width for width in widths]
    out.append("</w:tblGrid>")
    if header[0] is not None:
        out.append('<w:tr><w:trPr><w:tblHeader/></w:trPr>%s</w:tr>' %
                   "".join(cell(text, width, True) for text, width in zip(header, widths)))
    for row in rows:
        out.append("<w:tr>%s</w:tr>" % "".join(cell(text, width, False) for text, width in zip(row, widths)))
    out.append("</w:tbl><w:p/>")
    return "".join(out)


def word_body(form):
    out = [paragraph(TITLE, "Title")]
    for label, advice, parts in form:
        out += [paragraph(label, "Heading1"), paragraph(advice, "Help")]
        for kind, what in parts:
            if kind == "heading":
                out.append(paragraph(what, "Heading2"))
            elif kind == "pairs":
                out.append(word_table([None, None], what))
            else:
                out.append(word_table(what.header, what.rows))
    return "".join(out)


def style(kind, name, title, inside, based="Normal"):
    base = '<w:basedOn w:val="%s"/>' % based if based else ""
    return '<w:style w:type="%s" w:styleId="%s"%s><w:name w:val="%s"/>%s%s</w:style>' % (
        kind, name, ' w:default="1"' if name in ("Normal", "TableNormal") else "", title, base, inside)


def word_styles():
    heading = '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="%d"/></w:pPr><w:rPr><w:b/><w:sz w:val="%d"/></w:rPr>'
    border = "".join('<w:%s w:val="single" w:sz="4" w:color="808080"/>' % side for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return HEAD + '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' + "".join([
        style("paragraph", "Normal", "Normal", '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/><w:lang w:val="en-US"/></w:rPr>', None),
        style("paragraph", "Title", "Title", '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'),
        style("paragraph", "Heading1", "heading 1", heading % (0, 28)),
        style("paragraph", "Heading2", "heading 2", heading % (1, 24)),
        style("paragraph", "Help", "Help", '<w:rPr><w:i/><w:color w:val="404040"/></w:rPr>'),
        style("paragraph", "TableHead", "Table Head", '<w:rPr><w:b/></w:rPr>'),
        style("table", "TableNormal", "Normal Table", "", None),
        style("table", "TableGrid", "Table Grid", "<w:tblPr><w:tblBorders>%s</w:tblBorders></w:tblPr>" % border, "TableNormal"),
    ]) + "</w:styles>"


def make_word(path, form):
    types = HEAD + '<Types xmlns="%s/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' % PACKAGE + \
        "".join('<Override PartName="/word/%s.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml"/>' % pair for pair in (("document", "document.main"), ("styles", "styles"))) + "</Types>"
    document = HEAD + '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1200" w:right="1320" w:bottom="1200" w:left="1320" w:header="600" w:footer="600" w:gutter="0"/></w:sectPr></w:body></w:document>' % word_body(form)
    write_package(path, [
        ("[Content_Types].xml", types),
        ("_rels/.rels", HEAD + '<Relationships xmlns="%s/relationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="word/document.xml"/></Relationships>' % (PACKAGE, OFFICE)),
        ("word/_rels/document.xml.rels", HEAD + '<Relationships xmlns="%s/relationships"><Relationship Id="rId1" Type="%s/styles" Target="styles.xml"/></Relationships>' % (PACKAGE, OFFICE)),
        ("word/document.xml", document),
        ("word/styles.xml", word_styles()),
    ])


# ---- Excel ----


def sheet_rows(label, advice, parts):
    """[(text..., style)] rows of one sheet: style 1 title, 2 help, 3 header, 4 label, 0 plain."""
    rows = [([label], 1), ([advice], 2)]
    for kind, what in parts:
        if kind == "heading":
            rows.append(([what], 1))
        elif kind == "pairs":
            rows += [(pair, 4) for pair in what]
        else:
            rows.append((what.header, 3))
            rows += [(row, 0) for row in what.rows]
        rows.append(([], 0))
    return rows


def sheet_cell(row, column, text, number):
    at = "%s%d" % (chr(65 + column), row)
    if not text:
        return '<c r="%s" s="%d"/>' % (at, number)
    return '<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (at, number, escape(text))


def sheet(rows):
    body = []
    for number, (texts, kind) in enumerate(rows, 1):
        styles = [4, 0] if kind == 4 else [kind] * len(texts)
        body.append('<row r="%d">%s</row>' % (number, "".join(sheet_cell(number, column, text, styles[column]) for column, text in enumerate(texts))))
    return HEAD + '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1" max="1" width="34" customWidth="1"/><col min="2" max="10" width="30" customWidth="1"/></cols><sheetData>%s</sheetData></worksheet>' % "".join(body)


def sheet_styles():
    fonts = ['<font><sz val="11"/><name val="Arial"/></font>', '<font><b/><sz val="14"/><name val="Arial"/></font>', '<font><i/><sz val="10"/><color rgb="FF404040"/><name val="Arial"/></font>', '<font><b/><sz val="11"/><name val="Arial"/></font>']
    wrap = '<alignment vertical="top" wrapText="1"/>'
    cells = ['<xf fontId="0" borderId="1" applyAlignment="1">%s</xf>' % wrap, '<xf fontId="1" borderId="0"/>', '<xf fontId="2" borderId="0"/>',
             '<xf fontId="3" borderId="1" applyAlignment="1">%s</xf>' % wrap, '<xf fontId="3" borderId="1" applyAlignment="1">%s</xf>' % wrap]
    edge = "".join('<%s style="thin"><color rgb="FF808080"/></%s>' % (side, side) for side in ("left", "right", "top", "bottom"))
    return HEAD + '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="%d">%s</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border>%s</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="%d">%s</cellXfs></styleSheet>' % (
        len(fonts), "".join(fonts), edge, len(cells), "".join(cells))


def make_excel(path, form):
    names = [label.replace(":", "").replace("Gather and Inquire", "Gather") for label, _, _ in form]
    spread = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    types = HEAD + '<Types xmlns="%s/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/>%s</Types>' % (
        PACKAGE, spread, spread, "".join('<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>' % (n, spread) for n in range(1, len(form) + 1)))
    book = HEAD + '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s"><sheets>%s</sheets></workbook>' % (
        OFFICE, "".join('<sheet name="%s" sheetId="%d" r:id="rId%d"/>' % (escape(name), n, n) for n, name in enumerate(names, 1)))
    links = HEAD + '<Relationships xmlns="%s/relationships">%s<Relationship Id="rId99" Type="%s/styles" Target="styles.xml"/></Relationships>' % (
        PACKAGE, "".join('<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>' % (n, OFFICE, n) for n in range(1, len(form) + 1)), OFFICE)
    files = [("[Content_Types].xml", types),
             ("_rels/.rels", HEAD + '<Relationships xmlns="%s/relationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % (PACKAGE, OFFICE)),
             ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", links), ("xl/styles.xml", sheet_styles())]
    files += [("xl/worksheets/sheet%d.xml" % n, sheet(sheet_rows(*section))) for n, section in enumerate(form, 1)]
    write_package(path, files)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else HERE
    form = read_form()
    make_word(os.path.join(folder, "cim-plan.docx"), form)
    make_excel(os.path.join(folder, "cim-plan.xlsx"), form)
    return 0


if __name__ == "__main__":
    sys.exit(main())
