#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hostile documents: run.py BUILD-TREE [PART-OF-A-NAME...]. Each must end in a sentence and exit 1 (or be read, where something is left to
read), within bounded time and memory. Ends with "N passed, N failed"; prints the slowest and the largest.

The cases stand beside this file, one module per format (hostile_*.py): EXTENSION and cases(), which yields (name, bytes or a maker of them,
may_be_read). A build with sanitizers is given more time and memory, and what they say is a failure.
"""
import glob
import importlib
import os
import resource
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PLANONCE = os.path.abspath(os.path.join(sys.argv[1], "bin/planonce"))
SAMPLE = os.path.join(HERE, "../../samples/district/papers/lcap-2025-26.pdf")
with open(PLANONCE, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()
SECONDS = 180 if SANITIZED else 20
MEGABYTES = 6000 if SANITIZED else 1024  # the worker's own limit, PO_LIMIT_WORKER_MEMORY


def run(path):
    """(exit code, what was said, seconds)"""
    before = time.monotonic()
    child = subprocess.Popen([PLANONCE, "read", path], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _, said = child.communicate(timeout=SECONDS * 3)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return None, "", time.monotonic() - before
    return child.returncode, said.decode("utf-8", "replace"), time.monotonic() - before


def largest():
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def judge(path, may_be_read):
    """(what is wrong or None, seconds)"""
    code, said, seconds = run(path)
    if code is None:
        return "no end after %d s" % (SECONDS * 3), seconds
    if seconds > SECONDS:
        return "took %.1f s" % seconds, seconds
    if "Sanitizer" in said or "runtime error:" in said:
        return "sanitizer: " + said.strip()[:2000], seconds
    stopped = "was stopped" in said and not SANITIZED  # the worker's own limits are in seconds of a plain build
    if "broke its contract" in said or stopped or "ended unexpectedly" in said or "crash" in said:
        return "worker: " + said.strip()[:300], seconds
    if code == 1 and os.path.basename(path) in said and len(said.strip()) > 20:
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


def listed(folder):
    """(name, path, may_be_read) of every case; its file is there while it is looked at."""
    with open(SAMPLE, "rb") as file:
        sample = file.read()
    for source in sorted(glob.glob(os.path.join(HERE, "hostile_*.py"))):
        module = importlib.import_module(os.path.splitext(os.path.basename(source))[0])
        kind = module.__name__.partition("_")[2]
        made = module.cases(sample) if kind == "pdf" else module.cases()
        for name, data, may_be_read in made:
            name = kind + "/" + name
            if len(sys.argv) > 2 and not any(part in name for part in sys.argv[2:]):
                continue
            path = os.path.join(folder, name.replace("/", "-") + getattr(module, "EXTENSION", ".pdf"))
            with open(path, "wb") as out:
                out.write(data() if callable(data) else data)
            yield name, path, may_be_read
            os.unlink(path)
    if len(sys.argv) == 2:
        yield from ((name, path, False) for name, path in odd_files(folder))


def main():
    failed, times, largest_before = 0, [], 0
    with tempfile.TemporaryDirectory() as folder:
        for name, path, may_be_read in listed(folder):
            verdict, seconds = judge(path, may_be_read)
            if not verdict and largest() > MEGABYTES >= largest_before:
                verdict = "took %d MB" % largest()
            largest_before = largest()
            times.append((seconds, name))
            failed += verdict is not None
            if verdict:
                print("FAILED %s: %s" % (name, verdict), flush=True)
    times.sort(reverse=True)
    print("slowest: " + ", ".join("%s %.1f s" % (name, seconds) for seconds, name in times[:8]))
    print("largest process: %d MB (limit %d)" % (largest(), MEGABYTES))
    print("%d passed, %d failed" % (len(times) - failed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
