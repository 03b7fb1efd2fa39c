#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The blank improvement plan is what the form says, and what is written into it is read: cim_form.py PLANONCE

Compares templates/cim with what its script makes of the form file (by their parts: compression may differ between machines), reads the blank
files, and fills each with the same answers and reads them back."""
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
TEMPLATES = os.path.join(HERE, "../../templates/cim")
NAMES = ("cim-plan.docx", "cim-plan.xlsx")
ANSWERS = {
    "Local Educational Agency (LEA) Name": "Rosewood Unified", "County-District-School (CDS) Code": "34-10348",
    "School Year": "2026-27", "Date of the Annual Determination Letter": "March 20, 2026", "Monitoring Tier": "Targeted",
    "Activity 1": "The team met in April.", "Activity 19": "No shared practice.",
    "Measurable Goal": "Fewer students with disabilities are suspended.", "Measure of the Goal": "Suspension rate, students with disabilities",
    "Baseline": "4.2%", "Target": "3.0%",
    "team_roles": [["Parent", "2"], ["Education Specialist", "3"]],
    "data": [["4a", "4.2%", "3.0%", "No", "Removals rise in grade 7."]],
    "root_causes": [["19", "Removals", "No shared practice.", "Referrals by teacher"]],
    "activities": [["1", "Coach teams", "Tier 2 study", "Special education office", "8/1/2026", "10/30/2026", "Logs", "$45,000", "3310", "Begun"]],
    "budget": [["3310", "Coaching", "$45,000"]],
    "progress": [["Quarter 1", "Coaching began.", "3.9%", "$9,000"]],
}
EXPECTED = {
    ("plan", "lea_name"): "Rosewood Unified", ("plan", "cds_code"): "3410348", ("plan", "determination_date"): "2026-03-20",
    ("plan", "tier"): "targeted", ("steps", "activity_1"): "The team met in April.", ("steps", "activity_19"): "No shared practice.",
    ("team_count-parent", "count"): "2", ("data_finding-1", "indicator"): "SPP Indicator 4", ("data_finding-1", "met"): "no",
    ("root_cause-1", "root_cause"): "No shared practice.", ("goal-1", "description"): "Fewer students with disabilities are suspended.",
    ("metric-1-1", "target"): "3.0%", ("activity-1-1", "due"): "2026-10-30", ("activity-1-1", "amount"): "45000",
    ("budget_line-1", "amount"): "45000", ("progress-1", "text"): "Coaching began.",
}


def maker():
    spec = importlib.util.spec_from_file_location("make_forms", os.path.join(TEMPLATES, "make_forms.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def contents(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def read(planonce, path):
    run = subprocess.run([planonce, "read", "--format", "json", path], capture_output=True, text=True)
    return (json.loads(run.stdout) if run.stdout else None), run.stderr


def value_of(records, record, field):
    for one in records:
        if one["id"] == record and field in one["fields"]:
            found = one["fields"][field]
            return (found.get("value") or " ".join(found.get("values", [])) or found["text"])
    return None


def check(planonce, folder, forms):
    """Yields (what, is it so)."""
    forms.make_word(os.path.join(folder, NAMES[0]), forms.read_form())
    forms.make_excel(os.path.join(folder, NAMES[1]), forms.read_form())
    for name in NAMES:
        yield "%s is what the form says" % name, contents(os.path.join(folder, name)) == contents(os.path.join(TEMPLATES, name))
    for name in NAMES:
        read_blank, said = read(planonce, os.path.join(TEMPLATES, name))
        yield "the blank %s is read without a word of doubt (%s)" % (name, said.strip()), read_blank is not None and "FORM-" not in said
    forms.make_word(os.path.join(folder, NAMES[0]), forms.read_form(ANSWERS))
    forms.make_excel(os.path.join(folder, NAMES[1]), forms.read_form(ANSWERS))
    for name in NAMES:
        filled, said = read(planonce, os.path.join(folder, name))
        records = filled["records"] if filled else []
        for (record, field), expected in sorted(EXPECTED.items()):
            found = value_of(records, record, field)
            yield "%s: %s.%s is %r (%r)" % (name, record, field, expected, found), found == expected


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for what, so in check(os.path.abspath(sys.argv[1]), folder, maker()):
            failed += not so
            if not so:
                print("FAILED: " + what)
    print("%d failed" % failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
