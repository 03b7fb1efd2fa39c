#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every misbehaving plugin, beside healthy documents.

For each: the healthy documents are read, the bad one ends as it should, its sentence names the file, the plugin and the reason, nothing
outlives the run, no file was written. Which end is right stands in CASES.

    run_bad_plugins.py DRIVER PROGRAMS SCHEMAS [NAME...]
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

# id: (outcome, words of the sentence, what the plugin could say if it was read, needs the sandbox)
CASES = {
    "bad-crash": ("crashed", ["Segmentation fault"], None, False),
    "bad-constructor": ("crashed", ["Segmentation fault"], None, False),
    "bad-abort": ("crashed", ["signal 6"], None, False),
    "bad-loop": ("limit", ["processor time"], None, False),
    "bad-sleep": ("limit", ["took longer than 1.0 seconds"], None, False),
    "bad-memory": ("crashed", ["Segmentation fault"], None, True),
    "bad-hoard": ("limit", ["needed more than 256 MiB of memory"], None, True),
    "bad-flood": ("limit", ["processor time", "200000 records"], None, False),
    "bad-fork": ("crashed", ["forbidden system call clone"], None, True),
    "bad-thread": ("crashed", ["forbidden system call"], None, True),
    "bad-exec": ("crashed", ["forbidden system call execve"], None, True),
    "bad-socket": ("crashed", ["forbidden system call socket"], None, True),
    "bad-kill": ("crashed", ["forbidden system call kill"], None, True),
    "bad-tgkill": ("crashed", ["forbidden system call tgkill"], None, True),
    "bad-unlink": ("crashed", ["forbidden system call unlink"], None, True),
    "bad-write": ("read", [], ["no file was written"], True),
    "bad-passwd": ("read", [], ["no file was read"], True),
    "bad-library": ("read", [], ["not opened"], True),
    "bad-code": ("read", [], ["no code"], True),
    "bad-oversized": ("crashed", ["sent what is no result", "4294967295 bytes"], None, False),
    "bad-malformed": ("crashed", ["sent what is no result", "not JSON"], None, False),
    "bad-noframe": ("crashed", ["sent what is no result", "does not begin as one"], None, False),
    "bad-twice": ("crashed", ["sent what is no result", "given twice"], None, False),
    "bad-forged": ("read", [], ["forged"], False),
    "bad-forged-count": ("crashed", ["sent what is no result", "7 records"], None, False),
    "bad-forged-source": ("crashed", ["sent what is no result", "out of turn"], None, False),
    "bad-after": ("crashed", ["came after the end"], None, False),
    "bad-done-crash": ("crashed", ["Segmentation fault"], None, False),
    "bad-exit": ("crashed", ["ended midway"], None, False),
    "bad-stdout": ("read", [], ["talked"], False),
    "bad-babble": ("limit", ["processor time", "took longer"], None, False),
    "bad-id-twice": ("refused", ["broke its contract", '"a" is given twice'], None, False),
    "bad-status": ("refused", ["could not read this document"], None, False),
    "bad-major": ("refused", ["built for ABI 9.0, this planonce has 0.1"], None, False),
    "bad-program": ("refused", ["does not say that it reads program"], None, False),
    "good-newer": ("read", [], ["from a later minor", "from a later minor", "June 24, 2025"], False),
    "good-older": ("read", [], ["from an earlier minor"], False),
    "good-document": ("read", [], ["scope lea=0161259;sequence=%d"], False),
}

# Without a sandbox the process group and the subreaper must do: what escaped the group is found all the same.
CASES_WITHOUT_SANDBOX = {"bad-fork": ("read", [], ["forked"], False)}

# Only a clock on the wall stops these.
SLEEPERS = ["bad-sleep"]

# id: words of the registry's sentence
REFUSALS = {
    "bad-symbol": ["does not export planonce_plugin_entry", "bad-symbol.so"],
    "bad-exports": ['exports "helper_for_everybody"', "-fvisibility=hidden"],
    "bad-major-declared": ["built for ABI 9.0, this planonce has 0.1", "update planonce"],
}

WRITTEN = ["/tmp/planonce-bad-write", "/dev/shm/planonce-bad-write"]


def make_pdf(text):
    """The smallest PDF with one line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def processes_naming(marker):
    """Processes whose command line names the marker: workers keep their parent's."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if marker.encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                pass
    return found


def said(result):
    return [field["text"] for record in result["set"]["records"] for field in record["fields"].values()]


def listing(folder):
    return sorted(str(path) for path in pathlib.Path(folder).rglob("*"))


class Run:
    def __init__(self, driver, programs, schemas, folder):
        self.base = [driver, "-p", programs, "-s", schemas]
        self.programs = programs
        self.folder = folder
        self.failures = []
        self.sequence = 3

    def fail(self, name, what):
        self.failures.append(name)
        print(f"FAILED {name}: {what}")

    def driver(self, *arguments):
        # In a sanitized build a crash must stay a crash.
        env = dict(os.environ, ASAN_OPTIONS="handle_segv=0:handle_abort=0")
        done = subprocess.run([*self.base, *arguments], cwd=self.folder, env=env, capture_output=True, text=True, timeout=60, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"the driver ended with {done.returncode}: {done.stderr}")
        return json.loads(done.stdout)

    def read(self, name):
        pdf = self.folder / f"{name}.pdf"
        pdf.write_bytes(make_pdf(f"test document for {name}"))
        before = listing(self.folder) + listing(self.programs)
        healthy = [f"good-plain@{self.folder}/healthy-{i}.pdf" for i in range(3)]
        wall = "1000" if name in SLEEPERS else "20000"
        results = self.driver("-c", "1", "-w", wall, "-m", "256", "-j", "3", "-o", f"lea=0161259;sequence={self.sequence}",
                              healthy[0], f"{name}@{pdf}", *healthy[1:])
        after = listing(self.folder) + listing(self.programs)
        if before != after:
            self.fail(name, f"files appeared: {set(after) - set(before)}")
        for path in WRITTEN:
            if os.path.exists(path):
                self.fail(name, f"{path} was written")
                os.unlink(path)
        deadline = time.monotonic() + 2
        while (left := processes_naming(str(self.folder))) and time.monotonic() < deadline:
            time.sleep(0.01)
        if left:
            self.fail(name, f"processes outlived the run: {left}")
        return results

    def check_bad(self, name, result, case):
        outcome, words, texts, _ = case
        error = result["error"] or ""
        if result["outcome"] != outcome:
            self.fail(name, f"outcome {result['outcome']} instead of {outcome}: {error}")
        if outcome == "read":
            texts = [text % self.sequence if "%d" in text else text for text in texts]
            if said(result) != texts:
                self.fail(name, f"said {said(result)} instead of {texts}")
            return
        if words and not any(word in error for word in words):
            self.fail(name, f"the sentence has none of {words}: {error}")
        if f"{name}.pdf" not in error or f'"{name}"' not in error and f"/{name}/{name}.so" not in error:
            self.fail(name, f"the sentence does not name file and plugin: {error}")
        if result["set"]["records"]:
            self.fail(name, "records of a failed document were kept")

    def check(self, name, case):
        results = self.read(name)
        if case[3] and results[1]["sandbox"] != "full":
            print(f"skipped {name}: needs the sandbox, which is {results[1]['sandbox']}")
            return
        self.check_bad(name, results[1], case)
        for i in (0, 2, 3):
            if results[i]["outcome"] != "read" or said(results[i]) != ["healthy", "healthy too"]:
                self.fail(name, f"a healthy document was lost: {results[i]['error']}")
        print(f"{'FAILED ' if name in self.failures else 'ok '}{name}: {results[1]['error'] or said(results[1])}")

    def check_refusals(self):
        refusals = {item["id"]: item["text"] for item in self.driver("-r")}
        for name, words in REFUSALS.items():
            text = refusals.pop(name, "")
            if not all(word in text for word in words):
                self.fail(name, f"refusal does not say {words}: {text}")
            else:
                print(f"ok {name}: {text}")
        for name, text in refusals.items():
            self.fail(name, f"refused: {text}")

    def check_orphans(self):
        """The host is killed while a worker sleeps: spawner and worker go with it."""
        pdf = self.folder / "bad-sleep.pdf"
        pdf.write_bytes(make_pdf("asleep"))
        host = subprocess.Popen([*self.base, "-w", "60000", f"bad-sleep@{pdf}"], cwd=self.folder, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 5
        while len(processes_naming(str(pdf))) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        seen = len(processes_naming(str(pdf)))
        host.kill()
        host.wait()
        deadline = time.monotonic() + 2
        while (left := processes_naming(str(pdf))) and time.monotonic() < deadline:
            time.sleep(0.01)
        if seen < 3 or left:
            self.fail("orphans", f"{seen} processes were seen, {left} outlived the host")
        else:
            print("ok orphans: spawner and worker went with their host")

    def check_noise(self):
        result = self.read("bad-stdout")[1]
        noise = result["noise"]
        if "hello from stdout" not in noise or "hello from stderr" not in noise:
            self.fail("noise", f"not captured: {noise!r}")
        elif "PLG-004" not in [item["code"] for item in result["set"]["diagnostics"]]:
            self.fail("noise", "captured and not told")
        else:
            print("ok noise: captured and told")


def look_around(run):
    """Whether there is a sandbox; and the number of the first frame after HELLO, FORMAT, the reader's diagnostics and SOURCE."""
    result = run.driver(f"good-plain@{run.folder}/healthy-0.pdf")[0]
    run.sequence = 3 + len(result["set"]["diagnostics"])
    return result["sandbox"] == "full"


def main():
    driver, programs, schemas, *names = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="planonce-test-") as folder:
        run = Run(driver, programs, schemas, pathlib.Path(folder))
        for i in range(3):
            (run.folder / f"healthy-{i}.pdf").write_bytes(make_pdf("test document for good-plain"))
        sandboxed = look_around(run)
        checked = 0
        cases = CASES if sandboxed else {**CASES, **CASES_WITHOUT_SANDBOX}
        for name, case in cases.items():
            if names and name not in names:
                continue
            if case[3] and not sandboxed:
                print(f"skipped {name}: it needs the sandbox, and this build or system has none")
                continue
            run.check(name, case)
            checked += 1
        run.check_refusals()
        run.check_noise()
        run.check_orphans()
    print(f"{checked} plugins, {len(set(run.failures))} failures")
    return 1 if run.failures or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
