# SPDX-License-Identifier: Apache-2.0
"""Writes a text document as flat OpenDocument (.fodt) and has LibreOffice export it as PDF, tagged or not, or as DOCX.

Headings, paragraphs, lists, tick boxes and tables with header rows; a footer on each page, as the state's template has.
"""
import os
import shutil
import subprocess
import tempfile
from xml.sax.saxutils import escape

import fixed

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>%(title)s</dc:title><dc:language>en-US</dc:language></office:meta>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.15cm"/>
<style:text-properties fo:font-family="Liberation Sans" fo:font-size="10pt" fo:language="en" fo:country="US"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Heading" style:default-outline-level="1"><style:text-properties fo:font-size="18pt"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Heading" style:default-outline-level="2"><style:text-properties fo:font-size="14pt"/></style:style>
<style:style style:name="Heading_20_3" style:display-name="Heading 3" style:family="paragraph" style:parent-style-name="Heading" style:default-outline-level="3"><style:text-properties fo:font-size="12pt"/></style:style>
<style:style style:name="Prompt" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-style="italic" fo:font-size="9pt"/></style:style>
<style:style style:name="Small" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="7pt"/></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="HeadCell" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold" fo:font-size="8pt"/></style:style>
<style:style style:name="Cell" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="8pt"/></style:style>
<style:style style:name="TinyHead" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold" fo:font-size="6pt"/></style:style>
<style:style style:name="Tiny" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="6pt"/></style:style>
%(columns)s<style:style style:name="Break" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Box" style:family="text"><style:text-properties fo:font-family="DejaVu Sans"/></style:style>
<style:style style:name="Border" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #666666" fo:padding="0.08cm"/></style:style>
<style:style style:name="Wide" style:family="table"><style:table-properties style:width="25.5cm" table:align="margins"/></style:style>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="27.94cm" fo:page-height="21.59cm" style:print-orientation="landscape"
 fo:margin-top="1.3cm" fo:margin-bottom="1.3cm" fo:margin-left="1.2cm" fo:margin-right="1.2cm"/>
<style:footer-style><style:header-footer-properties fo:min-height="0.6cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">
<style:footer><text:p text:style-name="Small">%(footer)s <text:s text:c="8"/>Page <text:page-number text:select-page="current">1</text:page-number> of <text:page-count>1</text:page-count></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>
"""
TAIL = "</office:text></office:body></office:document>\n"
COLUMN = ('<style:style style:name="Column%d" style:family="table-column"><style:table-column-properties style:rel-column-width="%d*"/>'
          "</style:style>\n")
MANY = 9  # columns from which a table is set small, each column as wide as its longest word needs
WIDEST = 40


class Document:
    """A document being written: call heading, prompt, para, table, in reading order."""

    def __init__(self, title, footer):
        self.parts = [HEAD % {"title": escape(title), "footer": escape(footer), "columns": "".join(COLUMN % (n, n) for n in range(1, WIDEST + 1))}]

    def heading(self, level, text):
        self.parts.append('<text:h text:style-name="Heading_20_%d" text:outline-level="%d">%s</text:h>\n'
                          % (level, level, escape(text)))

    def para(self, text, style="Standard"):
        self.parts.append('<text:p text:style-name="%s">%s</text:p>\n' % (style, escape(text)))

    def prompt(self, text):
        self.para(text, "Prompt")

    def bullets(self, items):
        self.parts.append("<text:list>" + "".join(
            '<text:list-item><text:p text:style-name="Standard">%s</text:p></text:list-item>' % escape(i)
            for i in items) + "</text:list>\n")

    def new_page(self):
        self.para("", "Break")

    def table(self, header, rows):
        columns = len(header or rows[0])
        many = columns >= MANY
        out = ['<table:table table:style-name="Wide">']
        for n in range(columns):
            words = " ".join(str(row[n]) for row in [header or []] + list(rows) if row).split()
            style = ' table:style-name="Column%d"' % min(WIDEST, 2 + max(map(len, words), default=1)) if many else ""
            out.append("<table:table-column%s/>" % style)
        if header:
            out.append("<table:table-header-rows>" + self._row(header, "TinyHead" if many else "HeadCell") + "</table:table-header-rows>")
        out += [self._row(row, "Tiny" if many else "Cell") for row in rows]
        self.parts.append("".join(out) + "</table:table>\n")
        self.para("")

    @staticmethod
    def _row(cells, style):
        out = []
        for cell in cells:
            paragraphs = "".join('<text:p text:style-name="%s">%s</text:p>' % (style, escape(line))
                                 for line in str(cell).split("\n"))
            out.append('<table:table-cell table:style-name="Border" office:value-type="string">%s</table:table-cell>' % paragraphs)
        return "<table:table-row>" + "".join(out) + "</table:table-row>"

    def ticks(self, choices):
        """Boxes of a form: (ticked, words) each."""
        for ticked, words in choices:
            sign = "\u2612" if ticked else "\u2610"
            self.parts.append('<text:p text:style-name="Standard"><text:span text:style-name="Box">%s</text:span> %s</text:p>\n'
                              % (sign, escape(words)))

    def save(self, path):
        """As the ending of the name says; PDF is tagged."""
        if path.endswith(".docx"):
            self._convert(path, "docx:MS Word 2007 XML")
        else:
            self.save_pdf(path)

    def save_pdf(self, path, tagged=True):
        self._convert(path, 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"%s"},'
                      '"ExportBookmarks":{"type":"boolean","value":"%s"}}' % (("true", "true") if tagged else ("false", "false")))

    def _convert(self, path, to):
        """LibreOffice must be installed."""
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "document.fodt")
            with open(source, "w", encoding="utf-8") as out:
                out.write("".join(self.parts) + TAIL)
            subprocess.run(["soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--convert-to", to,
                            "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            made = os.path.join(folder, "document." + to.partition(":")[0])
            if made.endswith(".docx"):
                fixed.package(made, path)
            else:
                fixed.pdf(made)
                shutil.copy(made, path)
