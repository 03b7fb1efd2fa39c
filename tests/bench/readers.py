#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast Markdown, HTML and Word files, workbooks and text files of values are read: readers.py BUILD-TREE [FILE]...

Without files it makes its own: a Word file of many tables, the same content as Markdown and as HTML, a workbook and the same rows with tabs.
A workbook as ratios to `unzip -p` of each of its sheets through `xmllint --stream`, and to python3-openpyxl read-only, in the same run. Times are of reading in one process on one
core (dump_blocks --time, the best of several), Markdown and HTML as MB/s, Word files as a ratio to `unzip -p FILE word/document.xml | xmllint
--stream -` measured in the same run. Not a pass-or-fail test: times belong to the machine."""
import os
import subprocess
import sys
import tempfile
import time
import zipfile

DUMP = os.path.abspath(os.path.join(sys.argv[1], "tests/real/dump_blocks"))
TIMES = 5
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORDS = ("The school will provide tutoring in mathematics and English language arts to English learners, foster youth and low-income "
         "pupils, as the needs assessment of the spring showed; progress is reviewed each quarter by the council. ")


def content(rows):
    """(kind, texts): what all three formats say."""
    for n in range(rows):
        if n % 20 == 0:
            yield "heading", ["Goal %d" % (n // 20 + 1)]
            yield "paragraph", [WORDS * 4]
        yield "row", ["Strategy %d" % n, WORDS[n % 50:] , "$%d,%03d.00" % (n % 90 + 1, n % 1000), "Title I Part A"]


def run(text, bold=False):
    """A run as Word writes it: with its properties and revision marks."""
    return ('<w:r w:rsidRPr="00A77B3E"><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>%s<w:sz w:val="22"/></w:rPr>'
            '<w:t xml:space="preserve">%s</w:t></w:r>' % ("<w:b/>" if bold else "", text))


def paragraph(text, bold=False, properties=""):
    return '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr>%s<w:spacing w:after="0"/></w:pPr>%s</w:p>' % (properties, run(text, bold))


def word_xml(rows):
    out, table = ['<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="%s"><w:body>' % W], False
    for kind, texts in content(rows):
        if table and kind != "row":
            out.append("</w:tbl>")
            table = False
        if kind == "heading":
            out.append(paragraph(texts[0], True, '<w:outlineLvl w:val="0"/>'))
        elif kind == "paragraph":
            out.append(paragraph(texts[0]))
        else:
            if not table:
                out.append('<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>')
                table = True
            cells = "".join('<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>%s</w:tc>' % paragraph(t) for t in texts)
            out.append('<w:tr w:rsidR="00A77B3E">%s</w:tr>' % cells)
    return "".join(out) + ("</w:tbl>" if table else "") + "</w:body></w:document>"


def markdown(rows):
    out, table = [], False
    for kind, texts in content(rows):
        if kind == "row":
            if not table:
                out.append("\n| Strategy | What | Amount | Source |\n|---|---|---|---|\n")
            out.append("| " + " | ".join(texts) + " |\n")
        else:
            out.append("\n" + ("# " if kind == "heading" else "") + texts[0] + "\n")
        table = kind == "row"
    return "".join(out)


def html(rows):
    out, table = ["<!DOCTYPE html><html><body>"], False
    for kind, texts in content(rows):
        if table and kind != "row":
            out.append("</table>\n")
            table = False
        if kind == "row":
            out.append(("" if table else "<table>") + "<tr>" + "".join("<td>%s</td>" % t for t in texts) + "</tr>\n")
            table = True
        else:
            out.append("<%s>%s</%s>\n" % (("h1", texts[0], "h1") if kind == "heading" else ("p", texts[0], "p")))
    return "".join(out)


def make(folder, rows=20000):
    """The three files; their paths."""
    paths = [os.path.join(folder, name) for name in ("bench.docx", "bench.md", "bench.html")]
    with zipfile.ZipFile(paths[0], "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        out.writestr("word/document.xml", word_xml(rows))
    for path, text in ((paths[1], markdown(rows)), (paths[2], html(rows))):
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
    return paths + make_tables(folder)


def make_tables(folder, rows=10000, columns=36):
    """A workbook as Excel writes it and the same rows with tabs; their paths."""
    paths = [os.path.join(folder, name) for name in ("bench.xlsx", "bench.tsv")]
    office, main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="%s/%s" Target="%s"/>%s</Relationships>'
    names = [chr(65 + n) if n < 26 else "A" + chr(39 + n) for n in range(columns)]
    text = lambda r, c: "status %d" % (r * c % 997) if c % 2 else str(r * 7919 * c % 100000)
    out = ['<worksheet xmlns="%s"><sheetData>' % main]
    for r in range(1, rows + 1):
        cells = ('<c r="%s%d" s="1"%s><v>%s</v></c>' % (names[c], r, ' t="s"' if c % 2 else "", r * c % 997 if c % 2 else text(r, c)) for c in range(columns))
        out.append('<row r="%d" spans="1:%d">%s</row>' % (r, columns, "".join(cells)))
    with zipfile.ZipFile(paths[0], "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType='
                         '"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                         '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>')
        archive.writestr("_rels/.rels", relations % (office, "officeDocument", "xl/workbook.xml", ""))
        archive.writestr("xl/workbook.xml", '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>' % (main, office))
        archive.writestr("xl/_rels/workbook.xml.rels", relations % (office, "worksheet", "worksheets/sheet1.xml",
                         '<Relationship Id="r2" Type="%s/sharedStrings" Target="sharedStrings.xml"/>' % office))
        archive.writestr("xl/sharedStrings.xml", '<sst xmlns="%s">%s</sst>' % (main, "".join("<si><t>status %d</t></si>" % n for n in range(997))))
        archive.writestr("xl/worksheets/sheet1.xml", "".join(out) + "</sheetData></worksheet>")
    with open(paths[1], "w", encoding="utf-8") as table:
        for r in range(1, rows + 1):
            table.write("\t".join(text(r, c) for c in range(columns)) + "\n")
    return paths


def ours(path):
    """Seconds to read it, the best of several."""
    done = subprocess.run([DUMP, "--time", str(TIMES), path], capture_output=True, text=True, timeout=300, check=True)
    return float(done.stdout.split()[0])


def stream(path):
    """Seconds of unzip and xmllint over the same part, the best of several."""
    best = 1e9
    for _ in range(TIMES):
        began = time.monotonic()
        with subprocess.Popen(["unzip", "-p", path, "word/document.xml"], stdout=subprocess.PIPE) as unzip:
            subprocess.run(["xmllint", "--stream", "--huge", "-"], stdin=unzip.stdout, check=True, stdout=subprocess.DEVNULL)
        best = min(best, time.monotonic() - began)
    return best


def sheets_of(path):
    with zipfile.ZipFile(path) as archive:
        return [(i.filename, i.file_size) for i in archive.infolist() if i.filename.startswith("xl/worksheets/sheet")]


def stream_sheets(path):
    """Seconds of unzip and xmllint over every worksheet, one after the other, the best of several."""
    best = 1e9
    for _ in range(TIMES):
        began = time.monotonic()
        for name, _size in sheets_of(path):
            with subprocess.Popen(["unzip", "-p", path, name], stdout=subprocess.PIPE) as unzip:
                subprocess.run(["xmllint", "--stream", "--huge", "-"], stdin=unzip.stdout, check=True, stdout=subprocess.DEVNULL)
        best = min(best, time.monotonic() - began)
    return best


OPENPYXL = """
import sys, time, openpyxl
began = time.monotonic()
cells = 0
for sheet in openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets:
    for row in sheet.iter_rows(values_only=True):
        cells += len(row)
print(time.monotonic() - began)
"""


def by_openpyxl(path):
    """Seconds of python3-openpyxl, read-only, without the start of Python; None if it is not installed."""
    done = subprocess.run(["/usr/bin/python3", "-c", OPENPYXL, path], capture_output=True, text=True, timeout=300, check=False)
    return float(done.stdout) if done.returncode == 0 else None


def measure_workbook(path):
    seconds, size = ours(path), sum(size for _, size in sheets_of(path))
    other, python = stream_sheets(path), by_openpyxl(path)
    print("%s: %.1f MB of XML in %.3f s = %.0f MB/s; unzip | xmllint --stream %.3f s; ratio %.2f; openpyxl read-only %s"
          % (os.path.basename(path), size / 1e6, seconds, size / 1e6 / seconds, other, seconds / other,
             "is not installed" if python is None else "%.2f s; %.1f times as fast" % (python, python / seconds)))


def measure(path):
    if path.endswith((".xlsx", ".xlsm")):
        measure_workbook(path)
        return
    seconds, size = ours(path), os.path.getsize(path)
    if path.endswith(".docx"):
        with zipfile.ZipFile(path) as archive:
            size = archive.getinfo("word/document.xml").file_size
        other = stream(path)
        print("%s: %.1f MB of XML in %.3f s = %.0f MB/s; unzip | xmllint --stream %.3f s; ratio %.2f"
              % (os.path.basename(path), size / 1e6, seconds, size / 1e6 / seconds, other, seconds / other))
    else:
        print("%s: %.1f MB in %.3f s = %.1f MB/s" % (os.path.basename(path), size / 1e6, seconds, size / 1e6 / seconds))


def main():
    with tempfile.TemporaryDirectory() as folder:
        for path in sys.argv[2:] or make(folder):
            measure(path)


if __name__ == "__main__":
    main()
