#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The guides against the sources: check_docs.py SOURCE-FOLDER. Every diagnostic code is in docs/messages.md and every one there is in the
sources; every named limit stands in docs/limits.md with its value; links and paths lead somewhere; docs/README.md names every guide; docs/facts.md lists every fact;
decisions have numbers of their own. Ends with "N passed, N failed"."""
import glob
import os
import re
import sys
from xml.etree import ElementTree

ROOT = sys.argv[1]
LIMIT_HEADERS = ["base/limits.h", "app/inputs.h", "plugin/wire.h", "plugin/pool_job.h", "document/record_json.h", "rules/rules.h",
                 "program/program.h", "emit/mustache.h"]
LIMIT_NAME = r"PO_(?:LIMIT_\w+|WIRE_MESSAGE_BYTES|NOISE_BYTES|RECORD_\w+_(?:MAX|BYTES)|RULE_\w+_MAX|MOMENT_DEPTH|MUSTACHE_DEPTH_MAX)"
# Made by a build or by the reader of the guide, not part of the sources.
MADE = re.compile(r"^(build|out|plugins/<|crosswalks/<|~|\$|<)")


def text(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as f:
        return f.read()


def sources():
    files = glob.glob(os.path.join(ROOT, "host", "**", "*.c"), recursive=True) + glob.glob(os.path.join(ROOT, "plugins", "*", "*.c"))
    return "\n".join(text(os.path.relpath(name, ROOT)) for name in files)


def codes():
    said = set(re.findall(r'"((?:[A-Z]{2,5}|MODEL)-[A-Z]?[0-9]{2,3})"', sources()))
    listed = set(re.findall(r"^\| `([A-Z]+-[A-Z]?[0-9]{2,3})`", text("docs", "messages.md") + text("docs", "findings.md"), re.M))
    for code in sorted(said - listed):
        yield "neither docs/messages.md nor docs/findings.md lists %s" % code
    for code in sorted(listed - said):
        yield "%s is listed in docs/, but nothing says it" % code


def value_of(expression):
    expression = re.sub(r"\((?:size_t|uint64_t)\)|(?<=\d)u\b", "", expression)
    return eval(expression, {"__builtins__": {}}) if re.fullmatch(r"[\d\s<()*]+", expression) else None


def shown(name, value):
    """How docs/limits.md writes it."""
    if name.endswith(("_BYTES", "_MEMORY")) or name == "PO_RULE_BYTES_MAX":
        for unit, size in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
            if value % size == 0 and value > 4096:
                return "%d %s" % (value // size, unit)
        return "{:,} bytes".format(value)
    return "{:,}".format(value)


def limits():
    listed = dict(re.findall(r"^\| `(PO_\w+)` \| ([^|]+) \|", text("docs", "limits.md"), re.M))
    defined = {}
    for header in glob.glob(os.path.join(ROOT, "host", "**", "*.h"), recursive=True):
        part = os.path.relpath(header, os.path.join(ROOT, "host"))
        wanted = LIMIT_NAME if part in LIMIT_HEADERS else r"PO_LIMIT_\w+"
        for name, expression in re.findall(r"^#define (%s) +(.+?)(?: *(?:/\*|\\).*)?$" % wanted, text("host", part), re.M):
            defined[name] = value_of(expression.strip())
    for name, value in defined.items():
        wanted = shown(name, value)
        if listed.get(name) != wanted:
            yield "docs/limits.md: %s should read %s, reads %s" % (name, wanted, listed.get(name))
    for name in set(listed) - set(defined):
        yield "docs/limits.md lists %s, which is not defined" % name


def guides():
    return sorted(os.path.relpath(p, ROOT) for p in glob.glob(os.path.join(ROOT, "docs", "**", "*.md"), recursive=True))


def paths():
    """Links, and paths in backticks that begin with a folder of ours."""
    folders = tuple(n + "/" for n in os.listdir(ROOT) if os.path.isdir(os.path.join(ROOT, n)) and not n.startswith("."))
    for guide in guides() + ["README.md"]:
        here = os.path.dirname(guide)
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text(guide)):
            if not os.path.exists(os.path.join(ROOT, here, target)):
                yield "%s links to %s, which is not there" % (guide, target)
        for path in re.findall(r"`([A-Za-z_./<>*~-]+/[\w./<>*~-]*)`", text(guide)):
            known = path.startswith(folders) and not MADE.match(path)
            if known and not glob.glob(os.path.join(ROOT, re.sub(r"<[^>]*>", "*", path))):
                yield "%s names %s, which is not there" % (guide, path)


def index():
    listed = text("docs", "README.md")
    for guide in guides():
        name = os.path.relpath(guide, "docs")
        if name != "README.md" and not name.startswith("decisions/") and "(%s)" % name not in listed:
            yield "docs/README.md does not name %s" % name


def decisions():
    """One number for each, and the same in name and title."""
    seen = {}
    for guide in guides():
        name = os.path.basename(guide)
        if not guide.startswith("docs/decisions/") or name == "README.md":
            continue
        number = name[:4]
        if not text(guide).startswith("# %s " % number):
            yield "%s does not begin with the title '# %s ...'" % (guide, number)
        if number in seen:
            yield "%s has the number of %s; take the next free one" % (guide, seen[number])
        seen[number] = guide


def facts():
    """docs/facts.md has every fact that a program asks for, with its question."""
    listed = text("docs", "facts.md")
    for path in sorted(glob.glob(os.path.join(ROOT, "plugins", "*", "program.xml"))):
        for fact in ElementTree.parse(path).getroot().findall("facts/fact"):
            name, asked = fact.get("name"), "| `%s` | %s | %s |" % (fact.get("name"), fact.get("type"), fact.findtext("question"))
            if (asked if fact.get("gives") is None else "`%s`" % name) not in listed:
                yield "docs/facts.md does not list the fact %s of %s as it is asked" % (name, os.path.relpath(path, ROOT))


def main():
    passed = failed = 0
    for check in (codes, limits, paths, index, decisions, facts):
        mistakes = list(check())
        for mistake in mistakes:
            print("FAILED: " + mistake)
        passed, failed = passed + (not mistakes), failed + bool(mistakes)
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
