#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hostile documents: run.py BUILD-TREE. Each must end in a sentence and exit 1 (or be read, where something is left to read), within bounded
time and memory. Ends with "N passed, N failed"; prints the slowest and the largest."""
import os
import resource
import subprocess
import sys
import tempfile
import time

import hostile_pdf

SECONDS = 20
MEGABYTES = 700
PLANONCE = os.path.abspath(os.path.join(sys.argv[1], "bin/planonce"))
SAMPLE = os.path.join(os.path.dirname(__file__), "../../samples/district/papers/lcap-2025-26.pdf")


def run(path):
    """(exit code, what was said, seconds, megabytes of the largest process)"""
    before = time.monotonic()
    child = subprocess.Popen([PLANONCE, "read", path], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _, said = child.communicate(timeout=SECONDS * 3)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return None, "", time.monotonic() - before, 0
    return child.returncode, said.decode("utf-8", "replace"), time.monotonic() - before, 0


def largest():
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def judge(name, path, may_be_read):
    code, said, seconds, _ = run(path)
    sentence = any(name_part in said for name_part in (os.path.basename(path),)) and len(said.strip()) > 20
    if code is None:
        return "no end after %d s" % (SECONDS * 3), seconds
    if seconds > SECONDS:
        return "took %.1f s" % seconds, seconds
    if code == 1 and sentence:
        return None, seconds
    if code == 0 and may_be_read:
        return None, seconds
    return "exit %s, said: %s" % (code, said.strip()[:200] or "nothing"), seconds


def odd_files(folder):
    """What is no document at all."""
    sub = os.path.join(folder, "a-folder")
    os.mkdir(sub)
    yield "folder", sub
    fifo = os.path.join(folder, "a-pipe")
    os.mkfifo(fifo)
    yield "fifo", fifo
    yield "missing", os.path.join(folder, "is-not-there.pdf")
    closed = os.path.join(folder, "unreadable.pdf")
    with open(closed, "wb") as out:
        out.write(b"%PDF-1.7\n")
    os.chmod(closed, 0)
    if os.geteuid() != 0:
        yield "unreadable", closed
    loop = os.path.join(folder, "loop.pdf")
    os.symlink("loop.pdf", loop)
    yield "link to itself", loop
    yield "device", "/dev/zero"


def main():
    passed, failed, times = 0, 0, []
    with open(SAMPLE, "rb") as f:
        sample = f.read()
    with tempfile.TemporaryDirectory() as folder:
        listed = [(name, os.path.join(folder, name + ".pdf"), data, ok) for name, data, ok in hostile_pdf.cases(sample)]
        for name, path, data, ok in listed:
            with open(path, "wb") as out:
                out.write(data)
            verdict, seconds = judge(name, path, ok)
            os.unlink(path)
            times.append((seconds, name))
            passed, failed = passed + (verdict is None), failed + (verdict is not None)
            if verdict:
                print("FAILED %s: %s" % (name, verdict), flush=True)
        for name, path in odd_files(folder):
            verdict, seconds = judge(name, path, False)
            passed, failed = passed + (verdict is None), failed + (verdict is not None)
            if verdict:
                print("FAILED %s: %s" % (name, verdict))
    times.sort(reverse=True)
    print("slowest: " + ", ".join("%s %.1f s" % (name, seconds) for seconds, name in times[:5]))
    print("largest process: %d MB (limit %d)" % (largest(), MEGABYTES))
    if largest() > MEGABYTES:
        failed += 1
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
