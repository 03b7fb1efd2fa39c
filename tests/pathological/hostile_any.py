# SPDX-License-Identifier: Apache-2.0
"""Files that are not what their name says: cases() yields (name, maker of the bytes, may_be_read). The extension is part of the name."""
import random

import hostile_docx
import hostile_html
import hostile_layout
import hostile_markdown
import hostile_pdf

EXTENSION = ""
EXTENSIONS = (".docx", ".md", ".html", ".txt", ".pdf", ".doc", "")


def cases():
    rnd = random.Random(23)
    for extension in EXTENSIONS:
        for size in (1, 7, 100, 5000, 2_000_000):
            yield "random-%d%s" % (size, extension), lambda size=size, seed=rnd.randrange(1 << 30): random.Random(seed).randbytes(size), False
        yield "zeros" + extension, lambda: bytes(1_000_000), False
        yield "ff" + extension, lambda: b"\xff" * 1_000_000, False
        yield "empty" + extension, lambda: b"", False
        yield "spaces" + extension, lambda: b" \n" * 500_000, True
        yield "zip-mark-only" + extension, lambda: b"PK\3\4" + bytes(100), False
        yield "mark-of-utf8-only" + extension, lambda: b"\xef\xbb\xbf", True
        yield "mark-of-utf16-only" + extension, lambda: b"\xff\xfe", True
    whole = {
        "word": lambda: hostile_docx.word(hostile_docx.p("x")),
        "markdown": lambda: hostile_markdown.plan(hostile_markdown.METRICS + "| a | b | c |\n"),
        "page": lambda: hostile_html.page("<table>" + hostile_html.METRICS + "<tr><td>a<td>b<td>c</table>"),
        "text": lambda: hostile_layout.plan(hostile_layout.METRICS),
        "pdf": lambda: hostile_pdf.pdf(hostile_pdf.tagged()),
    }
    for kind, make in whole.items():
        for extension in EXTENSIONS:
            yield "really-%s%s" % (kind, extension), make, True
        yield "text-then-" + kind + ".txt", lambda make=make: b"Dear board\n" * 2000 + make(), True
        for other, add in whole.items():
            yield "%s-then-%s.docx" % (kind, other), lambda make=make, add=add: make() + add(), True
