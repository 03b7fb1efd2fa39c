#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reading against its peers, on one core, in one run: read_speed.py BUILD-TREE [--pdfinfo]

For each published LCAP at hand: `planonce read` (process and sandbox included) against `pdftotext -layout`, best of five each, taken in
turns; with --pdfinfo also `pdfinfo -struct-text`, once (minutes). Prints ratios and peak memory. Not a pass-or-fail test: times belong to
the machine."""
import glob
import os
import subprocess
import sys
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
PLANONCE = os.path.abspath(os.path.join(sys.argv[1], "bin/planonce"))
FILES = sorted(glob.glob(os.path.join(ROOT, "../shared/data/lcap-pdf/*.pdf")))


def once(command):
    """(seconds, megabytes of the largest process below)"""
    child_began = time.monotonic()
    child = subprocess.Popen(["taskset", "-c", "0"] + command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - child_began, usage.ru_maxrss / 1024.0


def main():
    if not FILES:
        print("no published LCAPs at ../shared/data/lcap-pdf: nothing was measured")
        return 0
    ratios, judge_ratios = [], []
    print("%-20s %9s %10s %7s %8s %s" % ("file", "read ms", "pdftotext", "ratio", "peak MB", "pdfinfo/read" if "--pdfinfo" in sys.argv else ""))
    for path in FILES:
        # A worker's peak is that of the same reading in one process.
        ours, theirs, memory = [], [], once([PLANONCE, "read", "--in-process", "--format", "json", path])[1]
        for _ in range(5):
            ours.append(once([PLANONCE, "read", "--format", "json", path])[0])
            theirs.append(once(["pdftotext", "-layout", path, "-"])[0])
        ratio = min(ours) / min(theirs)
        ratios.append(ratio)
        judge = ""
        if "--pdfinfo" in sys.argv:
            judge_ratios.append(once(["pdfinfo", "-struct-text", path])[0] / min(ours))
            judge = "%.0f" % judge_ratios[-1]
        print("%-20s %9.1f %10.1f %7.2f %8.1f %s" % (os.path.basename(path)[:-4], min(ours) * 1000, min(theirs) * 1000, ratio, memory, judge), flush=True)
    ratios.sort()
    print("ratio to pdftotext -layout: median %.2f, largest %.2f" % (ratios[len(ratios) // 2], ratios[-1]))
    if judge_ratios:
        print("pdfinfo -struct-text takes at least %.0f times as long" % min(judge_ratios))
    return 0


if __name__ == "__main__":
    sys.exit(main())
