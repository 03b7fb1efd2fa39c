#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes glyphs.inc from glyphlist.txt and zapfdingbats.txt (both Adobe's, BSD; see README.md).

usage: make_tables.py      (in this folder; the result is checked in, so that the build needs no Python)

One string per line, "name:hex[,hex...]", sorted bytewise by name for a binary search. A name that is in both lists keeps
the meaning of glyphlist.txt.
"""


def entries(path):
    for line in open(path, encoding="ascii"):
        if line.strip() and not line.startswith("#"):
            name, codes = line.strip().split(";")
            yield name, [int(code, 16) for code in codes.split()]


table = dict(entries("zapfdingbats.txt"))
table.update(entries("glyphlist.txt"))
with open("glyphs.inc", "w", encoding="ascii", newline="\n") as out:
    out.write("/* SPDX-License-Identifier: BSD-3-Clause */\n")
    out.write("/* Made by make_tables.py from Adobe's glyphlist.txt and zapfdingbats.txt; do not edit. */\n")
    for name in sorted(table):
        out.write('"%s:%s",\n' % (name, ",".join("%X" % code for code in table[name])))
