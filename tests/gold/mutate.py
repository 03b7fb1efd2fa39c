#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Changes every atom row and every facet row of the crosswalks in turn and looks whether `crosswalk check`, `crosswalk test` or the gold pairs
notice. Each row is taken out, and then made to say another thing; it counts as noticed only if both are.

usage: mutate.py BUILD-FOLDER [PROGRAM...]
Prints the rows that nothing notices, and the figures; fails below 90 %.
"""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = ["lcap", "spsa", "csi", "cim", "da", "lea"]
ATOM = re.compile(r'<atom ref="([^"]+)"/>')
FACET = re.compile(r'<facet of="([^"]+)" is="([^"]+)"/>')


def install(build, folder):
    """An installation of its own, whose crosswalks may be changed."""
    os.makedirs(os.path.join(folder, "bin"))
    shutil.copy2(os.path.join(build, "bin", "planonce"), os.path.join(folder, "bin"))
    for name in ("plugins", "templates"):
        os.symlink(os.path.realpath(os.path.join(build, name)), os.path.join(folder, name))
    shutil.copytree(os.path.realpath(os.path.join(build, "crosswalks")), os.path.join(folder, "crosswalks"))


def vocabulary(folder):
    with open(os.path.join(folder, "crosswalks", "model.xml"), encoding="utf-8") as file:
        text = file.read()
    atoms = re.findall(r'<atom id="([^"]+)"', text)
    facets = {m[0]: re.findall(r'<value id="([^"]+)"', m[1]) for m in re.findall(r'<facet id="([^"]+)"(.*?)</facet>', text, re.S)}
    return atoms, facets


def other(values, value):
    """Another value; a facet that is cleared ("-") gets the first."""
    if value == "-":
        return values[0]
    return values[(values.index(value) + 1) % len(values)]


def mutations(text, atoms, facets):
    """(row, what was done, changed text) for both changes of every row, in <duties> only."""
    start, end = text.index("<duties>"), text.index("</duties>")
    for match in list(ATOM.finditer(text, start, end)) + list(FACET.finditer(text, start, end)):
        row = (text.count("\n", 0, match.start()) + 1, match.group(0))
        values = match.group(match.lastindex).split()
        known = atoms if match.re is ATOM else facets[match.group(1)]
        changed = match.group(0).replace(match.group(match.lastindex) + '"', " ".join([other(known, values[0])] + values[1:]) + '"')
        yield row, "taken out", text[:match.start()] + text[match.end():]
        yield row, "changed", text[:match.start()] + changed + text[match.end():]


def noticed(folder):
    program = os.path.join(folder, "bin", "planonce")
    for command in ([program, "crosswalk", "test"], [program, "crosswalk", "check"], [sys.executable, os.path.join(HERE, "gold.py"), "--all", program]):
        if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
            return True
    return False


def mutate(build, program):
    """Rows of one program's crosswalk: (row, what nobody noticed)."""
    with tempfile.TemporaryDirectory() as folder:
        install(build, folder)
        atoms, facets = vocabulary(folder)
        path = os.path.join(folder, "crosswalks", program + ".xml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        result = {}
        for row, what, changed in mutations(text, atoms, facets):
            with open(path, "w", encoding="utf-8") as file:
                file.write(changed)
            result.setdefault(row, [])
            if not noticed(folder):
                result[row].append(what)
        return program, result


def main():
    build, programs = sys.argv[1], sys.argv[2:] or PROGRAMS
    rows = {"atom": [0, 0], "facet": [0, 0]}
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for program, result in pool.map(lambda p: mutate(build, p), programs):
            for (line, row), unnoticed in sorted(result.items()):
                kind = rows["atom" if row.startswith("<atom") else "facet"]
                kind[0] += 1
                kind[1] += not unnoticed
                if unnoticed:
                    print(f"{program}.xml:{line}: {row} {' and '.join(unnoticed)}: nothing notices")
    total, killed = (sum(kind[i] for kind in rows.values()) for i in (0, 1))
    for kind, (count, seen) in rows.items():
        print(f"mutation: {seen} of {count} {kind} rows noticed")
    print(f"mutation: {killed} of {total} rows noticed ({100 * killed / total:.1f} %)")
    return 0 if 100 * killed >= 90 * total else 1


if __name__ == "__main__":
    sys.exit(main())
