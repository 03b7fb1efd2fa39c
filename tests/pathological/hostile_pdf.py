# SPDX-License-Identifier: Apache-2.0
"""Hostile PDFs, one fault each, written by hand: cases() yields (name, bytes, may_be_read).

may_be_read: the fault leaves something to read; then exit 0 is right too, but only together with records or a remark.
"""
import random
import zlib


def pdf(objects, root=1, extra_trailer=b"", header=b"%PDF-1.7\n"):
    """A classic-xref file of {number: body bytes}."""
    out = bytearray(header)
    offsets = {}
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, extra_trailer, start)
    return bytes(out)


def stream(data, entries=b""):
    return b"<< /Length %d %s >>\nstream\n" % (len(data), entries) + data + b"\nendstream"


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /StructParents 0 >>"
TEXT = b"BT /F1 12 Tf 72 700 Td /P << /MCID 0 >> BDC (Local Control and Accountability Plan) Tj EMC ET"


def tagged(changes=None, content=TEXT, kids=b"8 0 R"):
    """A small tagged file: catalog 1, pages 2, page 3, content 4, font 5, tree root 6, document 7, paragraph 8."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 6 0 R /MarkInfo << /Marked true >> >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: PAGE,
        4: stream(content),
        5: FONT,
        6: b"<< /Type /StructTreeRoot /K 7 0 R >>",
        7: b"<< /Type /StructElem /S /Document /P 6 0 R /K [" + kids + b"] >>",
        8: b"<< /Type /StructElem /S /P /P 7 0 R /Pg 3 0 R /K 0 >>",
    }
    objects.update(changes or {})
    return objects


def table(rows, cell_attributes=b""):
    """Structure elements of a table whose cells hold nothing; starts at object 10."""
    objects, number = {}, 11
    row_numbers = []
    for _ in range(rows):
        row, cell = number, number + 1
        objects[row] = b"<< /Type /StructElem /S /TR /P 10 0 R /K %d 0 R >>" % cell
        objects[cell] = b"<< /Type /StructElem /S /TD /P %d 0 R /Pg 3 0 R /K 0 %s >>" % (row, cell_attributes)
        row_numbers.append(b"%d 0 R" % row)
        number += 2
    objects[10] = b"<< /Type /StructElem /S /Table /P 7 0 R /K [" + b" ".join(row_numbers) + b"] >>"
    return objects


def nested(depth):
    objects, number = {}, 10
    for level in range(depth):
        objects[number] = b"<< /Type /StructElem /S /Sect /P %d 0 R /K %d 0 R >>" % (number - 1, number + 1)
        number += 1
    objects[number] = b"<< /Type /StructElem /S /P /Pg 3 0 R /K 0 >>"
    return objects


def bomb(levels, size=50_000_000):
    data = zlib.compress(b"0" * size, 9)
    for _ in range(levels - 1):
        data = zlib.compress(data, 9)
    filters = b"[" + b"/FlateDecode " * levels + b"]"
    return stream(data, b"/Filter " + filters)


def object_stream(n, first, body):
    return stream(body, b"/Type /ObjStm /N %d /First %d" % (n, first))


def cases(sample):
    """`sample`: bytes of a healthy tagged PDF, cut and mutated."""
    yield "cycle-kids-of-pages", pdf(tagged({2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>"})), True
    yield "cycle-pages-parent", pdf(tagged({3: PAGE.replace(b"/Parent 2 0 R", b"/Parent 3 0 R").replace(b"/MediaBox [0 0 612 792]", b"")})), True
    yield "cycle-structure", pdf(tagged({8: b"<< /Type /StructElem /S /Sect /P 7 0 R /K [7 0 R 0] /Pg 3 0 R >>"})), True
    yield "cycle-structure-self", pdf(tagged({7: b"<< /Type /StructElem /S /Document /P 6 0 R /K 7 0 R >>"})), True
    yield "cycle-reference", pdf(tagged({4: b"4 0 R"})), True
    yield "cycle-two-references", pdf(tagged({4: b"9 0 R", 9: b"4 0 R"})), True
    yield "cycle-length", pdf(tagged({4: b"<< /Length 4 0 R >>\nstream\n" + TEXT + b"\nendstream"})), True
    yield "cycle-role-map", pdf(tagged({6: b"<< /Type /StructTreeRoot /K 7 0 R /RoleMap << /A /B /B /A /P /A >> >>"})), True
    form = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 9 0 R >> >>")
    page = PAGE.replace(b"/Font << /F1 5 0 R >>", b"/Font << /F1 5 0 R >> /XObject << /X 9 0 R >>")
    yield "cycle-form-xobject", pdf(tagged({3: page, 4: stream(b"/X Do " + TEXT), 9: form})), True
    yield "cycle-prev", pdf(tagged(), extra_trailer=b"/Prev 9"), True
    yield "huge-page-count", pdf(tagged({2: b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"})), True
    yield "negative-page-count", pdf(tagged({2: b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>"})), True
    yield "huge-column-span", pdf(tagged(table(50, b"/A << /O /Table /ColSpan 2000000000 >>"), kids=b"10 0 R")), True
    yield "huge-row-span", pdf(tagged(table(50, b"/A << /O /Table /RowSpan 2000000000 >>"), kids=b"10 0 R")), True
    yield "negative-span", pdf(tagged(table(3, b"/A << /O /Table /ColSpan -3 /RowSpan -9 >>"), kids=b"10 0 R")), True
    yield "many-rows", pdf(tagged(table(40_000), kids=b"10 0 R")), True
    yield "huge-mcid", pdf(tagged(content=TEXT.replace(b"/MCID 0", b"/MCID 2147483647"))), True
    yield "negative-mcid", pdf(tagged(content=TEXT.replace(b"/MCID 0", b"/MCID -7"))), True
    yield "deep-structure", pdf(tagged(nested(30_000), kids=b"10 0 R")), True
    yield "deep-array", pdf(tagged({9: b"[" * 100_000 + b"]" * 100_000})), True
    yield "deep-array-content", pdf(tagged(content=b"[" * 200_000 + b" " + TEXT)), True
    yield "deep-dictionary", pdf(tagged({7: b"<< /S /Document /K " * 20_000 + b"0" + b" >>" * 20_000})), True
    yield "deep-save-restore", pdf(tagged(content=b"q " * 500_000 + TEXT)), True
    yield "deep-marks", pdf(tagged(content=b"/P BMC " * 300_000 + TEXT)), True
    yield "unbalanced-emc", pdf(tagged(content=b"EMC " * 100_000 + TEXT)), True
    yield "bomb-content", pdf(tagged({4: bomb(1, 600_000_000)})), False
    yield "bomb-content-twice", pdf(tagged({4: bomb(2, 400_000_000)})), False
    yield "bomb-object-stream", pdf(tagged({9: bomb(1, 600_000_000).replace(b"/Filter", b"/Type /ObjStm /N 100000000 /First 5 /Filter", 1)})), True
    yield "object-stream-huge-n", pdf(tagged({9: object_stream(2_000_000_000, 10, b"1 0 2 0 ")})), True
    yield "object-stream-first-outside", pdf(tagged({9: object_stream(2, 4_000_000, b"1 0 2 0 ")})), True
    yield "to-unicode-endless", pdf(tagged({5: FONT.replace(b">>", b"/ToUnicode 9 0 R >>"), 9: stream(
        b"1 begincodespacerange <00> <ff> endcodespacerange " + b"1 beginbfrange <0000> <ffffffff> <0041> endbfrange " * 2000)})), True
    yield "string-without-end", pdf(tagged(content=b"BT /F1 12 Tf (" + b"x" * 1_000_000)), True
    yield "inline-image-without-end", pdf(tagged(content=b"BI /W 10 /H 10 ID " + b"y" * 1_000_000)), True
    yield "numbers-without-end", pdf(tagged(content=b"9" * 2_000_000 + b" Tj " + TEXT)), True
    yield "many-operands", pdf(tagged(content=b"1 " * 2_000_000 + TEXT)), True
    yield "no-root", pdf(tagged(), root=99), False
    yield "no-pages", pdf(tagged({1: b"<< /Type /Catalog >>"})), False
    yield "root-is-number", pdf(tagged({1: b"42"})), False
    yield "structure-of-wrong-types", pdf(tagged({6: b"<< /K (text) >>", 7: b"null"})), True
    yield "kids-of-wrong-types", pdf(tagged({7: b"<< /S /Document /K [null true (x) /N 1.5 [[[]]] << >> 99 0 R -1] >>"})), True
    yield "attributes-of-wrong-types", pdf(tagged(table(3, b"/A [1 (x) null << /O /Table /ColSpan /Two >>] /T 5 /ActualText << >>"), kids=b"10 0 R")), True
    yield "xref-lies", pdf(tagged()).replace(b"0000000009", b"9999999999"), True
    yield "startxref-lies", pdf(tagged()).replace(b"startxref\n", b"startxref\n9"), True
    yield "only-header", b"%PDF-1.7\n", False
    yield "empty", b"", False
    yield "random", random.Random(1).randbytes(100_000), False
    yield "zeros", bytes(100_000), False
    yield "text-named-pdf", b"Dear board, this is no PDF.\n" * 100, False
    yield "pdf-of-html", b"<html><body>%PDF-1.7</body></html>", False
    for n in range(200):
        yield "cut-%03d" % n, sample[:len(sample) * n // 200], True
    rnd = random.Random(7)
    for n in range(60):
        mutant = bytearray(sample)
        for _ in range(40):
            mutant[rnd.randrange(len(mutant))] = rnd.randrange(256)
        yield "mutated-%02d" % n, bytes(mutant), True
