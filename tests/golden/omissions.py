#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No false "satisfied": what shows a duty is taken away, and the duty must not stay shown.

A plan is built from the records of its documents (`planonce read`, which `planonce build` takes back). For every instance of a duty that reads
`satisfied` or `covered-with-residue`, its evidence is changed and the plan is built again:

  blank        all texts that are shown, and everything at the places shown, emptied or taken out; of `satisfied` also each part, and single texts: none is idle
  negated      a sentence that denies in the place of the text, before it or behind it ("was not", "did not", "no ... were", "has not yet", "will be")
  placeholder  "TBD", "N/A", "see above", ... in its place, or the form's own prompt; the canonical value left or not
  doubt        the same text, read with a doubt
  year         another year in one sign of the document, in all; with and without the year being asked for
  school       the code of another school, with and without a plan here, or none; another school's name

None may stay satisfied, none that was covered may stay so by the same evidence, and no other school may come to be shown by that document. Changes that have
no text in common are tried together.

usage: omissions.py BUILD-TREE [--all]
"""
import argparse
import concurrent.futures
import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PAPERS = HERE.parent.parent / "samples" / "district" / "papers"
AS_OF = "2026-07-15"
SHOWN = ("satisfied", "covered-with-residue")
NEGATED = ["This was not done.", "The school did not do this.", "No steps of this kind were taken.", "It has not yet been done.",
           "This will be done next year.", "The district has not conducted it, and no one was consulted.", "Not completed.",
           "They were not reviewed by the school site council.", "A needs assessment was not carried out at the school this year.",
           "There is no action that addresses it.", "Students were not asked.", "Nothing was done in 2025-26.", "This was never adopted by the board.",
           "The plan doesn't say.", "We failed to do this in time."]
WHOLE = ["This was not done.", "It has not yet been done.", "None of this has taken place.", "This did not happen."]
PROMPTS = ["Briefly describe your school’s plan for effectively meeting ESSA’s planning requirements",
           "A description of overall implementation, including any substantive differences in planned actions"]
PLACEHOLDER = ["TBD", "N/A", "See above", "To be determined", "None", "xxx", "[Insert response here]", "Click or tap here to enter text.", "-", "Not applicable.",
               "Pending", "Same as above", "Will be added later.", "Describe the process here.", "Lorem ipsum dolor sit amet"]
YEARS = {"lcap": [("plan", "plan_year"), ("increased_services", "year"), ("budget_overview", "school_year"), ("expenditure_totals", "lcap_year")],
         "spsa": [("plan", "school_year")], "cim": [("plan", "school_year")]}


def place_key(place):
    return json.dumps({k: v for k, v in place.items() if k != "source"}, sort_keys=True)


class Papers:
    """Documents as records, built again and again."""

    def __init__(self, program, files, as_of, arguments=()):
        self.program, self.as_of, self.arguments = str(program), as_of, list(arguments)
        self.sets = {}
        for file in files:
            text = subprocess.run([self.program, "read", "--format", "json", file], capture_output=True, text=True).stdout
            if text:
                self.sets[pathlib.Path(file).name] = json.loads(text)
        self.builds = 0

    def build(self, changed=None, arguments=()):
        """The plans by folder, with the changed documents in the place of the others. Every source has the name of its document."""
        self.builds += 1
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, records in {**self.sets, **(changed or {})}.items():
                path = pathlib.Path(folder) / (name + ".json")
                path.write_text(json.dumps(records), encoding="utf-8")
                paths.append(path)
            out = pathlib.Path(folder) / "out"
            subprocess.run([self.program, "build", "-o", out, "--as-of", self.as_of, *self.arguments, *arguments, *sorted(paths)], capture_output=True)
            return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.rglob("plan.json"))]


def key_of(plan, duty, instance):
    return plan["lea"].get("cds"), duty["id"], instance.get("cds") or ("*" if "schools" in instance else "")


def states(plans):
    return {key_of(plan, duty, instance): instance for plan in plans for duty in plan["duties"] for instance in duty["instances"]}


def source_names(plans):
    return {source["id"]: source["name"].removesuffix(".json") for plan in plans for source in plan["sources"]}


class Case:
    """One instance that is shown, with the fields of each document on which that rests."""

    def __init__(self, papers, names, key, instance):
        self.key, self.state, self.instance = key, instance["state"], instance
        self.items = []
        self.places = {}
        for item in instance["shown"]:
            self.items.append({names[item["source"]]: [tuple(field.rsplit(" ", 1)) for field in item["fields"]]})
            for at in item.get("at", []):
                self.places.setdefault(names[at["source"]], set()).add(place_key(at))
        self.places = {name: self.fields(papers.sets[name], places) for name, places in self.places.items()}
        self.files = {name for item in self.items for name in item}

    @staticmethod
    def fields(records, places):
        return [(record["id"], field) for record in (records or {"records": []})["records"] for field, value in record["fields"].items()
                if any(place_key(at) in places for at in value.get("at", []))]

    def all_items(self):
        whole = {}
        for item in self.items:
            for name, fields in item.items():
                whole.setdefault(name, []).extend(fields)
        return whole


def change(papers, changed, targets, act):
    for name, fields in targets.items():
        if name not in changed:
            changed[name] = copy.deepcopy(papers.sets[name])
        by_id = {record["id"]: record for record in changed[name]["records"]}
        for record, field in fields:
            if field in by_id[record]["fields"]:
                act(by_id[record]["fields"], field)


def blank(fields, name):
    fields[name]["text"] = ""
    fields[name].pop("value", None)
    fields[name].pop("values", None)


def blank_text(fields, name):
    fields[name]["text"] = " "


def gone(fields, name):
    del fields[name]


def doubtful(fields, name):
    fields[name]["doubt"] = "the reader was not sure"


def say(text, keep_value):
    def act(fields, name):
        fields[name]["text"] = text
        if not keep_value:
            fields[name].pop("value", None)
            fields[name].pop("values", None)
    return act


def around(sentence, before):
    """The answer stays, and a sentence takes it back."""
    def act(fields, name):
        text = fields[name]["text"]
        fields[name]["text"] = f"{sentence} {text}" if before else f"{text.rstrip('. ')}. {sentence}"
    return act


class Trial:
    def __init__(self, papers, workers):
        self.papers, self.workers = papers, workers
        self.base = papers.build()
        self.names = {k: v for k, v in source_names(self.base).items()}
        self.states = states(self.base)
        self.cases = [Case(papers, self.names, key, instance) for key, instance in sorted(self.states.items(), key=lambda item: str(item[0])) if instance["state"] in SHOWN]
        self.tried, self.stayed = {}, []

    def count(self, kind, number=1):
        self.tried[kind] = self.tried.get(kind, 0) + number

    @staticmethod
    def touches(case, targets):
        """Everything on which a case rests, and everything that is changed for it."""
        return {(name, field) for part in (case.all_items(), targets) for name, fields in part.items() for field in fields}

    def rounds(self, jobs):
        """Jobs (case, targets, ...) that have nothing in common are tried together: each falls by its own change, or not at all."""
        left = [(job, self.touches(job[0], job[1])) for job in jobs]
        while left:
            used, now, later = set(), [], []
            for job, touched in left:
                if touched & used:
                    later.append((job, touched))
                else:
                    used |= touched
                    now.append(job)
            yield now
            left = later

    def look(self, kind, jobs, plans, whole):
        after = states(plans)
        for case, _, note in jobs:
            self.count(kind)
            now = after.get(case.key, {"state": "not there"})["state"]
            stays = now == "satisfied" if case.state == "satisfied" and not whole else now in SHOWN
            if stays:
                self.stayed.append(f"{kind}: {case.key[1]} {case.key[2]}: was {case.state}, stays {now} ({note})")

    def run(self, kind, jobs, whole=True):
        """jobs: (case, targets, act, note). `whole`: everything that was shown is taken; else one of several."""
        jobs = [job for job in jobs if job[1]]
        batches = list(self.rounds(jobs))

        def one(batch):
            changed = {}
            for _, targets, act, _ in batch:
                change(self.papers, changed, targets, act)
            return self.papers.build(changed)

        with concurrent.futures.ThreadPoolExecutor(self.workers) as pool:
            for batch, plans in zip(batches, pool.map(one, batches)):
                self.look(kind, [(job[0], job[1], job[3]) for job in batch], plans, whole)

    # ---- texts -----------------------------------------------------------------------------------------

    def texts(self, seed, each):
        draw = random.Random(seed)
        satisfied = [c for c in self.cases if c.state == "satisfied"]

        def empty():
            return draw.choice([blank, blank_text, gone])

        def deny(n):
            return draw.choice([say(draw.choice(NEGATED), bool(n % 2)), around(draw.choice(WHOLE), draw.random() < 0.5)])

        self.run("all texts shown, blank", [(c, c.all_items(), empty(), "") for c in self.cases])
        self.run("all places shown, blank", [(c, c.places, blank, "") for c in self.cases])
        self.run("read with a doubt", [(c, c.all_items(), doubtful, "") for c in self.cases])
        self.run("one of several parts blank", [(c, item, empty(), f"part {n}") for c in satisfied for n, item in enumerate(c.items)], whole=False)
        for n in range(each):
            self.run("one text blank", [(c, {name: [draw.choice(fields)]}, empty(), f"part {i}") for c in satisfied for i, item in enumerate(c.items)
                                        for name, fields in item.items()], whole=False)
            self.run("negated", [(c, c.all_items(), deny(n), "") for c in self.cases])
            self.run("placeholder", [(c, c.all_items(), say(draw.choice(PLACEHOLDER + PROMPTS), bool(n % 2)), "") for c in self.cases])
            self.run("one text negated", [(c, {name: [draw.choice(fields)]}, deny(n), f"part {i}") for c in satisfied for i, item in enumerate(c.items)
                                          for name, fields in item.items()], whole=False)

    # ---- whose and when --------------------------------------------------------------------------------

    def of_file(self, name):
        return [case for case in self.cases if name in case.files]

    def documents(self, kind, changes, arguments=()):
        """Whole documents are changed: nothing that they show may stay, and they may show nothing elsewhere."""
        changed = {}
        for name, acts in changes.items():
            changed[name] = copy.deepcopy(self.papers.sets[name])
            first = {}
            for record in changed[name]["records"]:
                first.setdefault(record["type"], record)
            for record, field, text in acts:
                if record in first and field in first[record]["fields"]:
                    first[record]["fields"][field] = {"text": text, "at": first[record]["fields"][field].get("at", [])}
        plans = self.papers.build(changed, arguments)
        after, names = states(plans), source_names(plans)

        def shown_by_one(now):
            return now["state"] in SHOWN and any(names[item["source"]] in changed for item in now["shown"])

        for case in self.cases:
            if not case.files & set(changed):
                continue
            self.count(kind)
            now = after.get(case.key)
            if now and shown_by_one(now):
                self.stayed.append(f"{kind}: {case.key[1]} {case.key[2]}: was {case.state}, stays {now['state']} ({changes})")
        before, here = {case.key for case in self.cases}, {case.key[0] for case in self.cases}
        for key, now in after.items():
            if key[0] in here and key not in before and shown_by_one(now):
                self.stayed.append(f"{kind}: {key[1]} {key[2]}: comes to be {now['state']} ({changes})")

    def years(self):
        signs = {}
        for name, records in self.papers.sets.items():
            here = {(record["type"], field) for record in records["records"] for field in record["fields"]}
            if self.of_file(name):
                signs[name] = [sign for sign in YEARS.get(records.get("program"), []) if sign in here]
        fixed = ["--year", self.base[0]["plan_year"]]
        for year, arguments in (("2019-20", fixed), ("2031-32", fixed), ("2031-32", ()), ("2020-21", fixed)):
            for n in range(max(map(len, signs.values()), default=0)):
                self.documents("another year in one sign", {name: [(*list_[n % len(list_)], year)] for name, list_ in signs.items()}, arguments)
            self.documents("another year", {name: [(*sign, year) for sign in list_] for name, list_ in signs.items()}, arguments)

    def schools(self):
        codes = {}
        for name, records in self.papers.sets.items():
            plan = next((r for r in records["records"] if r["type"] == "plan" and "cds_code" in r["fields"]), None)
            if plan:
                codes[name] = (plan["fields"]["cds_code"]["text"], plan["fields"].get("school_name", {}).get("text"))
        for name, (code, school) in codes.items():
            if not self.of_file(name):
                continue
            others = [(c, s) for n, (c, s) in codes.items() if n != name and c != code and bool(s) == bool(school)]
            for other_code, other_school in others[:1] + [("19-64733-1930221", None)]:
                self.documents("another code", {name: [("plan", "cds_code", other_code)]})
                if school and other_school:
                    self.documents("another name", {name: [("plan", "school_name", other_school), ("plan", "school_name_in_text", other_school)]})
        self.documents("no code", {name: [("plan", "cds_code", "not known")] for name in codes if self.of_file(name) and codes[name][1]})

    def report(self):
        total = sum(self.tried.values())
        for kind, number in self.tried.items():
            print(f"  {number:5} {kind}")
        for line in self.stayed[:40]:
            print("FAILED:", line)
        print(f"{total} omissions over {len(self.cases)} shown instances of {len({c.key[1] for c in self.cases})} duties, {self.papers.builds} builds; {len(self.stayed)} stayed")
        return total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tree")
    parser.add_argument("--all", action="store_true", help="more sentences")
    options = parser.parse_args()
    program = pathlib.Path(options.tree) / "bin" / "planonce"
    papers = Papers(program, sorted(PAPERS.iterdir()), AS_OF)
    trial = Trial(papers, 2)
    if not trial.cases:
        print("FAILED: nothing is shown: there is nothing to take away")
        return 1
    trial.texts("omissions", 8 if options.all else 1)
    trial.years()
    trial.schools()
    total = trial.report()
    return 1 if trial.stayed or total < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
