#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The sample district's documents, made by other producers, are read as the same records.

Made here: Word files with the habits of Word's users and of other programs (WORD_HABITS), Markdown with drawn tables (grids, rulers), a web page that a
browser prints to a tagged PDF, and, where they are installed, what LibreOffice, Pandoc, qpdf, MuPDF and Ghostscript make of the samples. Each is
read by `planonce read`; records and their fields are compared (value, else letters and figures of the text); places and doubts are not.

usage: producers.py [-v] BUILD-TREE
"""
import copy
import html
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import xml.etree.ElementTree as ET
import zipfile

DISTRICT = pathlib.Path(__file__).resolve().parent.parent.parent / "samples" / "district"
WORD = [DISTRICT / "papers" / "spsa-2026-27-alder-creek.docx", DISTRICT / "papers" / "cim-plan-2026-27.docx",
        DISTRICT / "formats" / "lcap-2026-27-adopted.docx"]
TAGGED = DISTRICT / "papers" / "lcap-2026-27-adopted.pdf"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHOWN = 6
FEWEST = 50  # fields of a sample
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300, check=True, **options).stdout


class Reader:
    """The program under test, and the tool that prints the blocks it sees."""

    def __init__(self, tree):
        self.planonce = tree / "bin" / "planonce"
        self.dump = tree / "tests" / "real" / "dump_blocks"

    def fields(self, path):
        done = subprocess.run([self.planonce, "read", "--format", "json", path], capture_output=True, text=True, timeout=120)
        if not done.stdout:
            return {("nothing", done.stderr.strip()): ""}
        found = {}
        for record in json.loads(done.stdout)["records"]:
            for name, field in record["fields"].items():
                value = field["values"] if "values" in field else field.get("value")
                found[record["id"], name] = value if value is not None else "".join(c for c in field["text"] if c.isalnum())
        return found

    def blocks(self, path):
        return [json.loads(line) for line in run(self.dump, path).splitlines() if line.startswith("{")]


# --- Word files: changes of the main part ---

def w(name):
    return "{%s}%s" % (W, name)


def make(name, *children, **attributes):
    element = ET.Element(w(name), {w(key): value for key, value in attributes.items()})
    element.extend(children)
    return element


def all_of(document, name):
    """(parent, element) of all elements of a name, as they are now."""
    return [(parent, child) for parent in document.iter() for child in list(parent) if child.tag == w(name)]


def swap(parent, old, *new):
    at = list(parent).index(old)
    parent.remove(old)
    for child in reversed(new):
        parent.insert(at, child)


def headings(document, names):
    for _, paragraph in all_of(document, "p"):
        style = paragraph.find("%s/%s" % (w("pPr"), w("pStyle")))
        if style is not None and names.get(style.get(w("val")), "").lower().startswith(("heading", "title")):
            yield paragraph


def bold_headings(document, names):
    for paragraph in list(headings(document, names)):
        paragraph.remove(paragraph.find(w("pPr")))
        for run_ in paragraph.iter(w("r")):
            run_.insert(0, make("rPr", make("b")))


def numbered_headings(document, names):
    for number, paragraph in enumerate(headings(document, names), 1):
        text = next(paragraph.iter(w("t")), None)
        if text is not None:
            text.text = "%d. %s" % (number, text.text)


def no_styles(document, _):
    for _, properties in all_of(document, "pPr"):
        for style in properties.findall(w("pStyle")):
            properties.remove(style)
    for _, grid in all_of(document, "tblGrid"):
        for column in list(grid)[1:]:
            grid.remove(column)


def content_controls(document, _):
    for name in ("tbl", "tr", "tc", "r"):
        for parent, element in all_of(document, name):
            control = make("sdt", make("sdtPr"), make("sdtContent"))
            swap(parent, element, control)
            control[1].append(element)


def tracked_changes(document, _):
    for parent, element in all_of(document, "r"):
        old = copy.deepcopy(element)
        for text in old.iter(w("t")):
            text.tag = w("delText")
        swap(parent, element, make("ins", element, id="1"), make("del", old, id="2"))


def fields_around(document, _):
    for parent, element in all_of(document, "r"):
        mark = [make("r", make("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")]
        code = make("instrText")
        code.text = " DOCPROPERTY Title "
        swap(parent, element, mark[0], make("r", code), mark[1], element, mark[2])


def cut_runs(document, _):
    for parent, element in all_of(document, "r"):
        texts = element.findall(w("t"))
        if len(texts) != 1 or len(element) > 2:
            continue
        pieces = []
        for part in re.findall(r"\s*\S{1,3}|\s+", texts[0].text or ""):
            pieces.append(copy.deepcopy(element))
            pieces[-1].find(w("t")).text = part
            pieces[-1].find(w("t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        swap(parent, element, *pieces)


def typed_signs(document, _):
    for _, text in all_of(document, "t"):
        words = re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", text.text or "")
        text.text = words.replace(" ", "\u00a0", 1).replace("'", "\u2019").replace("-", "\u2011")


def repeated_headers(document, _):
    for _, table in all_of(document, "tbl"):
        rows = table.findall(w("tr"))
        if len(rows) > 3 and len(rows[0].findall(w("tc"))) > 2:
            table.insert(list(table).index(rows[2]), copy.deepcopy(rows[0]))


def tables_in_cells(document, _):
    body = document.find(w("body"))
    for table in body.findall(w("tbl")):
        cell = make("tc")
        swap(body, table, make("tbl", make("tr", cell)))
        cell.extend([table, make("p")])


def text_boxes(document, names):
    found = set(headings(document, names))
    for parent, paragraph in all_of(document, "p"):
        if paragraph in found:
            box = make("txbxContent")
            swap(parent, paragraph, make("p", make("r", make("pict", box))))
            box.append(paragraph)


def empty_paragraphs(document, _):
    for parent, paragraph in all_of(document, "p"):
        swap(parent, paragraph, paragraph, make("p"))


WORD_HABITS = [bold_headings, numbered_headings, no_styles, content_controls, tracked_changes, fields_around, cut_runs, typed_signs,
               repeated_headers, tables_in_cells, text_boxes, empty_paragraphs]


def style_names(package):
    styles = ET.fromstring(package.read("word/styles.xml"))
    return {style.get(w("styleId")): style.find(w("name")).get(w("val")) for style in styles.iter(w("style")) if style.find(w("name")) is not None}


def write_word(source, habit, path):
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        document = ET.fromstring(package.read("word/document.xml"))
        habit(document, style_names(package))
        for entry in package.infolist():
            same = entry.filename != "word/document.xml"
            out.writestr(entry.filename, package.read(entry) if same else ET.tostring(document, "utf-8", xml_declaration=True))


# --- documents from blocks ---

def grid_of(block):
    """A table's rows as texts by column of the grid; a table without columns is one empty cell."""
    if not block["columns"] or not block["rows"]:
        return [[""]]
    rows = []
    for row in block["rows"]:
        texts = [""] * block["columns"]
        for cell in row:
            texts[cell["column"]] = cell["text"]
        rows.append(texts)
    return rows


def write_page(blocks, path):
    """A web page: empty cells are empty, the header is a header, wide tables fit."""
    out = io.StringIO()
    out.write("<!doctype html><meta charset=utf-8><title>plan</title><style>@page{size:420mm 297mm} table{border-collapse:collapse;width:100%}"
              "td,th{border:1px solid;padding:2px}</style>\n")
    for block in blocks:
        if block["kind"] == "table":
            rows = [["%s" % html.escape(text).replace("\n", "<br>") for text in row] for row in grid_of(block)]
            out.write("<table><thead><tr>%s</tr></thead><tbody>" % "".join("<th>%s</th>" % text for text in rows[0]))
            out.write("".join("<tr>%s</tr>" % "".join("<td>%s</td>" % text for text in row) for row in rows[1:]) + "</tbody></table>\n")
        elif block["kind"] == "heading":
            out.write("<h%d>%s</h%d>\n" % (block["level"] or 2, html.escape(block["text"]), block["level"] or 2))
        else:
            out.write("<p>%s</p>\n" % html.escape(block["text"]).replace("\n", "<br>"))
    path.write_text(out.getvalue(), "utf-8")


def escaped(text):
    return re.sub(r"([\\`*_<>\[\]|~#$])", r"\\\1", text)


def drawn_cells(rows):
    """Rows of cells, each a list of lines; and the width of each column."""
    words = [[[escaped(line) for line in text.split("\n")] for text in row] for row in rows]
    widths = [max([14] + [len(word) for row in words for line in row[column] for word in line.split()]) for column in range(len(rows[0]))]
    cells = [[("\n\n".join("\n".join(textwrap.wrap(line, widths[c], break_long_words=False, break_on_hyphens=False)) for line in lines)).split("\n")
              for c, lines in enumerate(row)] for row in words]
    return cells, widths


def draw_grid(rows):
    cells, widths = drawn_cells(rows)
    ruler = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    out = [ruler]
    for number, row in enumerate(cells):
        for line in range(max(map(len, row))):
            out.append("|" + "|".join(" " + (cell[line] if line < len(cell) else "").ljust(width) + " " for cell, width in zip(row, widths)) + "|")
        out.append(ruler if number else ruler.replace("-", "="))
    return "\n".join(out)


def draw_ruled(rows):
    if any("\n" in text for row in rows for text in row):
        return draw_grid(rows)  # an empty line would begin a row
    cells, widths = drawn_cells(rows)
    rule = "  " + "-" * (sum(widths) + len(widths) - 1)
    parts = []
    for row in cells:
        lines = [[cell[line] if line < len(cell) else "" for cell in row] for line in range(max(map(len, row)))]
        parts.append("\n".join("  " + " ".join(text.ljust(width) for text, width in zip(line, widths)) for line in lines))
    return "\n".join([rule, parts[0], "  " + " ".join("-" * width for width in widths), "\n\n".join(parts[1:]) + "\n", rule])


def write_markdown(blocks, draw, path):
    parts = []
    for block in blocks:
        if block["kind"] == "table":
            parts.append(draw(grid_of(block)))
        elif block["kind"] == "heading":
            parts.append("#" * (block["level"] or 2) + " " + escaped(block["text"]) + " {#h%d .unnumbered}" % len(parts))
        elif block["text"]:
            parts.append("\\\n".join(re.sub(r"^(\d+)([.)] )", r"\1\\\2", escaped(line)) for line in block["text"].split("\n")))
    path.write_text("\n\n".join(parts) + "\n", "utf-8")


# --- other programs ---

def office(work, source, form, target):
    folder = work / "office"
    run("soffice", "-env:UserInstallation=file://%s/profile" % work, "--headless", "--convert-to", form, "--outdir", folder, source)
    made = next(folder.iterdir())
    made.rename(target)


def print_page(browser, page, target):
    run(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=%s" % target, "file://%s" % page)


def from_office(work, source):
    if shutil.which("soffice"):
        tagged = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
        for form, name in (("docx", "office.docx"), ("html", "office.html"), (tagged, "office.pdf")):
            office(work, source, form, work / name)
            yield work / name


def from_pandoc(work, source):
    if shutil.which("pandoc"):
        for form, name in (("gfm", "pandoc-gfm.md"), ("markdown", "pandoc.md"), ("markdown-pipe_tables-grid_tables", "pandoc-ruled.md"),
                           ("html", "pandoc.html"), ("docx", "pandoc.docx")):
            run("pandoc", "-s", "-f", "docx", "-t", form, "--metadata", "title=plan", "-o", work / name, source)
            yield work / name


def from_rewriters(work, source):
    commands = [("qpdf", "--object-streams=generate", "--linearize", source, work / "qpdf.pdf"),
                ("qpdf", "--object-streams=disable", "--force-version=1.4", source, work / "qpdf-1.4.pdf"),
                ("qpdf", "--encrypt", "", "owner", "256", "--", source, work / "qpdf-encrypted.pdf"),
                ("mutool", "clean", "-gggg", source, work / "mutool.pdf")]
    for command in commands:
        if shutil.which(command[0]):
            run(*command)
            yield command[-1]


def variants(reader, work, source):
    if source.suffix == ".pdf":
        yield from from_rewriters(work, source)
        return
    blocks = reader.blocks(source)
    if source.suffix == ".docx":
        for habit in WORD_HABITS:
            write_word(source, habit, work / (habit.__name__ + ".docx"))
            yield work / (habit.__name__ + ".docx")
        yield from from_office(work, source)
        yield from from_pandoc(work, source)
    for draw in (draw_grid, draw_ruled):
        write_markdown(blocks, draw, work / (draw.__name__ + ".md"))
        yield work / (draw.__name__ + ".md")
    write_page(blocks, work / "page.html")
    yield work / "page.html"
    browser = next((name for name in BROWSERS if shutil.which(name)), None)
    if browser:
        print_page(browser, work / "page.html", work / "browser.pdf")
        yield work / "browser.pdf"


def main(arguments):
    verbose = "-v" in arguments
    reader = Reader(pathlib.Path([a for a in arguments if a != "-v"][0]).resolve())
    absent = [name for name in ("soffice", "pandoc", "qpdf", "mutool") if not shutil.which(name)]
    if absent or not any(map(shutil.which, BROWSERS)):
        print("not installed, and so not tried:", *absent, "" if any(map(shutil.which, BROWSERS)) else "a browser")
    total = wrong = 0
    for source in [*WORD, DISTRICT / "papers" / "spsa-2026-27-cottonwood.md", TAGGED]:
        first = reader.fields(source)
        if len(first) < FEWEST:
            print("FAILED:", source.name, "was not read:", *first)
            wrong += 1
        with tempfile.TemporaryDirectory() as work:
            for made in variants(reader, pathlib.Path(work), source):
                other = reader.fields(made)
                differ = sorted(key for key in first.keys() | other.keys() if first.get(key) != other.get(key))
                total, wrong = total + len(first), wrong + len(differ)
                if differ or verbose:
                    print(f"{source.stem:26} {made.name:26} {len(first):5} fields {len(differ):5} differ")
                for key in differ[:SHOWN]:
                    print("   FAILED:", *key, repr(first.get(key))[:120], "|", repr(other.get(key))[:120])
    print(f"{total} fields compared, {wrong} differ")
    return 1 if wrong or not total else 0


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    sys.exit(main(sys.argv[1:]))
