# SPDX-License-Identifier: Apache-2.0
"""Writes a document as Word does (DOCX), without Word: runs cut anywhere, list labels and heading numbers from numbering.xml, boxes as
content controls, repeated header rows, a header and a footer with fields. The calls are those of flat_odt.Document.
"""
from xml.sax.saxutils import escape

import fixed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PARTS = {"document": "document.main", "styles": "styles", "numbering": "numbering", "footer1": "footer"}
STYLES = {"Standard": "Normal", "Prompt": "Prompt", "Break": "Normal"}
BULLETS = 1  # the list in numbering.xml


def run(text, properties=""):
    return '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % ("<w:rPr>%s</w:rPr>" % properties if properties else "", escape(text))


def cut(text, properties=""):
    """A paragraph's text in runs as Word leaves them after editing: cut within words, with marks of proofing between."""
    step = 23
    pieces = [text[at:at + step] for at in range(0, len(text), step)]
    return '<w:proofErr w:type="spellStart"/>'.join(run(piece, properties) for piece in pieces)


def field(code, shown):
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> %s </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>%s<w:r><w:fldChar w:fldCharType="end"/></w:r>' % (code, run(shown)))


class Document:
    def __init__(self, title, footer):
        self.title, self.footer, self.body = title, footer, []

    def _para(self, content, style="Normal", more=""):
        self.body.append('<w:p><w:pPr><w:pStyle w:val="%s"/>%s</w:pPr>%s</w:p>' % (style, more, content))

    def heading(self, level, text):
        self._para(cut(text), "Heading%d" % level)

    def para(self, text, style="Standard"):
        if text:
            self._para(cut(text), STYLES[style])

    def prompt(self, text):
        self.para(text, "Prompt")

    def bullets(self, items):
        for item in items:
            self._para(cut(item), "Normal", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>' % BULLETS)

    def ticks(self, choices):
        """Boxes that can be clicked: content controls, each with its sign."""
        for ticked, words in choices:
            box = ('<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="%d"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
                   '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>'
                   % (ticked, run("\u2612" if ticked else "\u2610", '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic"/>')))
            self._para(box + run(" ") + cut(words))

    def new_page(self):
        self.body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')

    def table(self, header, rows):
        width = 14000 // len(header)
        grid = "<w:tblGrid>%s</w:tblGrid>" % ('<w:gridCol w:w="%d"/>' % width * len(header))
        self.body.append('<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>%s%s%s</w:tbl>' % (
            grid, self._row(header, width, "<w:trPr><w:tblHeader/></w:trPr>", "<w:b/>"), "".join(self._row(row, width) for row in rows)))
        self.body.append("<w:p/>")

    @staticmethod
    def _row(cells, width, properties="", letters=""):
        out = []
        for cell in cells:
            paragraphs = "".join("<w:p>%s</w:p>" % (cut(line, letters) if line else "") for line in str(cell).split("\n"))
            out.append('<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>' % (width, paragraphs))
        return "<w:tr>%s%s</w:tr>" % (properties, "".join(out))

    def save(self, path):
        space = 'xmlns:w="%s" xmlns:w14="%s" xmlns:r="%s"' % (W, W14, R)
        page = ('<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>'
                '<w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="360" w:footer="360" w:gutter="0"/></w:sectPr>')
        footer = "<w:p>%s%s%s%s</w:p>" % (run(self.footer + "   Page "), field("PAGE", "1"), run(" of "), field("NUMPAGES", "9"))
        fixed.write_package(path, [(name, (XML + content).encode()) for name, content in (
            ("[Content_Types].xml", self._types()),
            ("_rels/.rels", self._relations([("officeDocument", "word/document.xml")])),
            ("word/document.xml", "<w:document %s><w:body>%s%s</w:body></w:document>" % (space, "".join(self.body), page)),
            ("word/_rels/document.xml.rels", self._relations([("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footer", "footer1.xml")])),
            ("word/styles.xml", "<w:styles %s>%s</w:styles>" % (space, self._styles())),
            ("word/numbering.xml", "<w:numbering %s>%s</w:numbering>" % (space, self._numbering())),
            ("word/footer1.xml", "<w:ftr %s>%s</w:ftr>" % (space, footer)))])

    @staticmethod
    def _types():
        parts = "".join('<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>' % (name, WORD, kind) for name, kind in PARTS.items())
        return ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>%s</Types>'
                % parts)

    @staticmethod
    def _relations(targets):
        lines = "".join('<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>' % (n, R, kind, target)
                        for n, (kind, target) in enumerate(targets, 1))
        return '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>' % lines

    @staticmethod
    def _styles():
        heading = ('<w:style w:type="paragraph" w:styleId="Heading%d"><w:name w:val="heading %d"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/>'
                   '<w:outlineLvl w:val="%d"/></w:pPr><w:rPr><w:b/><w:sz w:val="%d"/></w:rPr></w:style>')
        return ('<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="20"/></w:rPr></w:rPrDefault>'
                '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
                '<w:style w:type="paragraph" w:styleId="Prompt"><w:name w:val="Prompt"/><w:basedOn w:val="Normal"/><w:rPr><w:i/><w:sz w:val="18"/>'
                '</w:rPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style>'
                + "".join(heading % (n, n, n - 1, 36 - 4 * n) for n in range(1, 5)))

    @staticmethod
    def _numbering():
        return ('<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>'
                '<w:lvlJc w:val="left"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl></w:abstractNum>'
                '<w:num w:numId="%d"><w:abstractNumId w:val="0"/></w:num>' % BULLETS)
