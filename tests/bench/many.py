#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Many small documents of 50 LEAs in one folder: many.py BUILD-TREE [COUNT...]. Prints time and peak memory for each count, and the ratios; memory
must stay flat and time linear. Not a pass-or-fail test: times belong to the machine."""
import os
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../pathological"))
from hostile_pdf import FONT, pdf, stream  # noqa: E402

PLANONCE = os.path.abspath(os.path.join(sys.argv[1], "bin/planonce"))
COUNTS = [int(n) for n in sys.argv[2:]] or [1000, 10000]
LEAS = 50


def small_plan(lea, number):
    """A tagged PDF of one page: the overview's head, a goal and an action of one made-up district."""
    year = 2020 + number % 6
    lines = ["LCFF Budget Overview for Parents", "Local Educational Agency (LEA) Name: District %d of the bench" % lea,
             "CDS Code: %02d-799%02d-0000000" % (1 + lea, lea), "School Year: %d-%02d" % (year, (year + 1) % 100),
             "Local Control and Accountability Plan", "Plan Summary [%d-%02d]" % (year, (year + 1) % 100), "General Information",
             "This is document %d." % number, "Engaging Educational Partners", "Reflections: Annual Performance", "It went well.",
             "Goals and Actions"]
    content, kids, objects = [], [], {}
    for n, line in enumerate(lines):
        text = line.replace("(", "\\(").replace(")", "\\)")
        content.append("/P << /MCID %d >> BDC BT /F1 10 Tf 40 %d Td (%s) Tj ET EMC" % (n, 760 - 14 * n, text))
        objects[10 + n] = b"<< /Type /StructElem /S /P /P 7 0 R /Pg 3 0 R /K %d >>" % n
        kids.append(b"%d 0 R" % (10 + n))
    objects.update({
        1: b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 6 0 R /MarkInfo << /Marked true >> >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream("\n".join(content).encode()),
        5: FONT,
        6: b"<< /Type /StructTreeRoot /K 7 0 R >>",
        7: b"<< /Type /StructElem /S /Document /P 6 0 R /K [" + b" ".join(kids) + b"] >>"})
    return pdf(objects)


def build(count):
    with tempfile.TemporaryDirectory() as folder:
        papers = os.path.join(folder, "papers")
        os.mkdir(papers)
        for n in range(count):
            with open(os.path.join(papers, "%05d.pdf" % n), "wb") as out:
                out.write(small_plan(n % LEAS, n))
        began = time.monotonic()
        child = subprocess.Popen([PLANONCE, "build", "-o", os.path.join(folder, "out"), "--as-of", "2026-11-21", papers],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        _, said = child.communicate()
        seconds = time.monotonic() - began
        plans = sum(1 for name in os.listdir(os.path.join(folder, "out")) if os.path.isdir(os.path.join(folder, "out", name))) \
            if child.returncode in (0, 1) else 0
        return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024.0, child.returncode, plans, said


def main():
    results = []
    for count in COUNTS:
        seconds, megabytes, code, plans, said = build(count)
        results.append((count, seconds, megabytes))
        print("%6d documents: %7.2f s, %6.2f ms each, peak %6.1f MB, exit %d, %d plans" %
              (count, seconds, seconds * 1000 / count, megabytes, code, plans), flush=True)
        if plans != LEAS:
            print(said.decode("utf-8", "replace")[-2000:])
            return 1
    (n1, t1, m1), (n2, t2, m2) = results[0], results[-1]
    if n1 != n2:
        print("%.1f times the documents: %.1f times the time, %.2f times the memory" % (n2 / n1, t2 / t1, m2 / m1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
