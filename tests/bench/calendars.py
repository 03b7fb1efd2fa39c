#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Calendars of many districts with ten schools each, three years, one run: calendars.py BUILD-TREE [COUNT...]. Prints time per district and peak
memory for each count, and the ratio: ten times the districts must take at most eleven times the time. Times belong to the machine."""
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

PLANONCE = os.path.abspath(os.path.join(sys.argv[1], "bin/planonce"))
COUNTS = [int(n) for n in sys.argv[2:]] or [100, 1000]


def facts(number):
    lea = "%02d6%04d" % (1 + number % 58, number)
    return {"format": "planonce/facts/1", "lea": {"cds": lea + "0000000", "name": "District %d of the bench" % number, "type": "district"},
            "statuses_as_of": "2026-11-01", "facts": {"el_count": 100 + number, "el_share": "18.4%", "federal_esea_funds": True},
            "meetings": [{"body": "governing-board", "date": "%d-%02d-%02d" % (2026 + (m > 12), (m - 1) % 12 + 1, 8 + number % 9)} for m in range(8, 19)],
            "schools": [{"cds": lea + "%07d" % (6000001 + s), "name": "School %d" % s,
                         "statuses": [{"status": "csi", "letter": "2024-12-13"}] if s == 3 else []} for s in range(10)]}


def run(count):
    work = tempfile.mkdtemp(prefix="planonce-bench-")
    arguments = []
    for number in range(count):
        path = os.path.join(work, "%d.json" % number)
        with open(path, "w") as f:
            json.dump(facts(number), f)
        arguments += ["--lea", path]
    began = time.monotonic()
    process = subprocess.Popen([PLANONCE, "calendar", "--year", "2026-27", "--years", "3", "--as-of", "2026-11-21", "-o", os.path.join(work, "out")] + arguments)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    assert status == 0, status
    with open(os.path.join(work, "out", "manifest.json")) as f:
        files = len(json.load(f)["files"])
    shutil.rmtree(work)
    print("%d districts: %.2f s, %.1f ms each, peak memory %d MB, %d files" % (count, seconds, 1000 * seconds / count, usage.ru_maxrss // 1024, files))
    return seconds


times = [run(count) for count in COUNTS]
for a, b, first, second in zip(COUNTS, COUNTS[1:], times, times[1:]):
    print("%d times the districts: %.1f times the time" % (b // a, second / first))
