#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""State files: time and memory, in one run. state_files.py BUILD-TREE

Time: the largest workbook at hand (ESSA status, ten thousand schools) read as JSON, and read by the worker alone (bytes to frames, which are
thrown away), against `unzip -p | xmllint --stream` over its sheets and python3-openpyxl in its read-only mode (values of every
cell); best of five, taken in turns, processor time of all processes together and wall time. Memory: the largest process, host or worker, for a
workbook of 1,000 and one of 10,000 rows of the same schools, and for the state's graduation file. Fails where a figure of the project is missed."""
import os
import resource
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
sys.path.insert(0, os.path.join(ROOT, "tests/real"))
import workbook  # noqa: E402

PLANONCE = os.path.abspath(os.path.join(sys.argv[1], "bin/planonce"))
WORKER = os.path.abspath(os.path.join(sys.argv[1], "tests/bench/bench_reading"))
DATA = os.path.join(ROOT, "../shared/data")
OPENPYXL = """import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
for sheet in book.worksheets:
    for row in sheet.iter_rows(values_only=True):
        pass
"""


def once(command):
    """(wall seconds, processor seconds of all processes below, megabytes of the largest of them)"""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, used, usage.ru_maxrss / 1024.0


def best(commands, runs=5):
    """{name: (wall, processor)}: the least of each, taken in turns"""
    found = {}
    for _ in range(runs):
        for name, command in commands.items():
            wall, used, _ = once(command)
            old = found.get(name, (wall, used))
            found[name] = (min(wall, old[0]), min(used, old[1]))
    return found


def have_openpyxl():
    return subprocess.run(["/usr/bin/python3", "-c", "import openpyxl"], stderr=subprocess.DEVNULL, check=False).returncode == 0


def speed(path):
    sheets = subprocess.run("unzip -Z1 '%s' | grep 'xl/worksheets/[^/]*[.]xml$'" % path, shell=True, stdout=subprocess.PIPE, check=True).stdout.decode().split()
    stream = " ; ".join("unzip -p '%s' %s | xmllint --stream --noout -" % (path, sheet) for sheet in sheets)
    commands = {"xmllint": ["sh", "-c", stream], "worker": [WORKER, os.path.join(sys.argv[1], "plugins"), os.path.join(ROOT, "crosswalks"), path],
                "json": [PLANONCE, "read", "--format", "json", path]}
    if have_openpyxl():
        commands["openpyxl"] = ["/usr/bin/python3", "-c", OPENPYXL, path]
    else:
        print("python3-openpyxl is not here: not compared")
    found = best(commands)
    print("%-10s %9s %12s" % ("", "wall ms", "processor ms"))
    for name, (wall, used) in found.items():
        print("%-10s %9.0f %12.0f" % (name, wall * 1000, used * 1000))
    worker, xmllint, json = found["worker"][1], found["xmllint"][1], found["json"][1]
    print("worker / xmllint %.2f (at most 3), json / worker %.2f (at most 2)" % (worker / xmllint, json / worker))
    good = worker <= 3 * xmllint and json <= 2 * worker
    if "openpyxl" in found:
        print("openpyxl / worker %.1f (at least 4), openpyxl / json %.1f" % (found["openpyxl"][1] / worker, found["openpyxl"][1] / json))
        good = good and found["openpyxl"][1] >= 4 * worker
    return good


def largest(path):
    return max(once([PLANONCE, "read", "--format", "json", path])[2] for _ in range(3))


def make_workbooks(path, folder):
    rows = [r for name, r in workbook.read(path).items() if "State Schools" in name][0]
    for count in (1000, 10000):
        workbook.write(os.path.join(folder, "%d.xlsx" % count), [("Schools", [(n, rows[n]) for n in sorted(rows)[:count + 3]])])


def memory(path, folder):
    maker = os.fork()  # a process starts with its parent's peak: this one must stay small
    if maker == 0:
        make_workbooks(path, folder)
        os._exit(0)
    os.waitpid(maker, 0)
    megabytes = {count: largest(os.path.join(folder, "%d.xlsx" % count)) for count in (1000, 10000)}
    share = megabytes[10000] / megabytes[1000]
    print("memory: %.1f MB for 1,000 rows, %.1f MB for 10,000 (%.1f %% more, at most 10)" % (megabytes[1000], megabytes[10000], share * 100 - 100))
    text = os.path.join(DATA, "dashboard/graddownload2018.txt")
    if os.path.exists(text):
        grown = largest(text)
        print("memory: %.1f MB for the state's graduation file, 31,447 rows" % grown)
        return share <= 1.1 and grown <= 1.1 * megabytes[10000]
    return share <= 1.1


def main():
    path = os.path.join(DATA, "cde/essaassistance23.xlsx")
    if not os.path.exists(path):
        print("the state's files are not here (../shared/data/cde); nothing was measured")
        return 0
    good = speed(path)
    with tempfile.TemporaryDirectory() as folder:
        good = memory(path, folder) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
