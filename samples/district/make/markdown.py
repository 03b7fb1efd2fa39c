# SPDX-License-Identifier: Apache-2.0
"""Writes a document as Markdown with pipe tables, with the calls of flat_odt.Document: headings, paragraphs, lists, boxes, tables."""
import re


def plain(text):
    """What Markdown would read as a mark is escaped; a line that would begin a list or a heading too."""
    text = re.sub(r"([\\`*_<>\[\]|~])", r"\\\1", text)
    text = re.sub(r"^(\s*)([-+#]|\d+[.)])(\s)", lambda m: m.group(1) + m.group(2)[:-1] + "\\" + m.group(2)[-1] + m.group(3), text)
    return text


class Document:
    def __init__(self, title, footer):
        self.parts = []  # neither title nor footer: a Markdown file has no pages

    def heading(self, level, text):
        self.parts.append("#" * level + " " + plain(text))

    def para(self, text, style="Standard"):
        if text:
            self.parts.append(plain(text))

    def prompt(self, text):
        self.parts.append("*" + plain(text) + "*")

    def bullets(self, items):
        self.parts.append("\n".join("- " + plain(item) for item in items))

    def ticks(self, choices):
        self.parts.append("\n".join("- [%s] %s" % ("x" if ticked else " ", plain(words)) for ticked, words in choices))

    def new_page(self):
        pass

    def table(self, header, rows):
        lines = [self._row(header), "|" + " --- |" * len(header)] + [self._row(row) for row in rows]
        self.parts.append("\n".join(lines))

    @staticmethod
    def _row(cells):
        return "| " + " | ".join("<br>".join(plain(line) for line in str(cell).split("\n")) for cell in cells) + " |"

    def save(self, path):
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n\n".join(self.parts) + "\n")
