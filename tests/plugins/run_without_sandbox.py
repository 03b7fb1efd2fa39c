#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Systems that lack Landlock, seccomp or both: documents are read all the same, the level is told truly, --require-sandbox refuses, and what
a plugin leaves behind is still found.

    run_without_sandbox.py WITHOUT DRIVER PROGRAMS SCHEMAS
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from run_bad_plugins import make_pdf, processes_naming, said  # noqa: E402

LEVELS = {"landlock": "partial", "seccomp": "partial", "both": "none"}


def main():
    without, driver, programs, schemas = sys.argv[1:]
    failures = 0
    with tempfile.TemporaryDirectory(prefix="planonce-without-") as folder:
        pdf = pathlib.Path(folder) / "plan.pdf"
        pdf.write_bytes(make_pdf("a plan"))

        def run(part, *arguments):
            return subprocess.run([without, part, driver, "-p", programs, "-s", schemas, *arguments], capture_output=True, text=True,
                                  cwd=folder, timeout=60, check=False)

        probe = subprocess.run([driver, "-p", programs, "-s", schemas, f"good-plain@{pdf}"], capture_output=True, text=True,
                               check=True)
        if json.loads(probe.stdout)[0]["sandbox"] != "full":
            print("skipped: this build or system has no full sandbox to take parts from")
            return 0
        for part, level in LEVELS.items():
            done = run(part, f"good-plain@{pdf}", f"bad-crash@{pdf}", f"bad-fork@{pdf}", f"good-document@{pdf}")
            results = json.loads(done.stdout)
            levels = {result["sandbox"] for result in results}
            outcomes = [result["outcome"] for result in results]
            fork = "crashed" if part == "landlock" else "read"
            good = levels == {level} and outcomes == ["read", "crashed", fork, "read"] and said(results[0]) == ["healthy", "healthy too"]
            deadline = time.monotonic() + 2
            while (left := processes_naming(str(pdf))) and time.monotonic() < deadline:
                time.sleep(0.01)
            refused = run(part, "-q", f"good-plain@{pdf}")
            good = good and not left and refused.returncode == 1 and "--require-sandbox" in refused.stderr
            print(f"{'ok' if good else 'FAILED'} without {part}: {levels} {outcomes} {left} {refused.stderr.strip()}")
            failures += not good
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
