#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No false "satisfied" on published documents: as tests/golden/omissions.py, over the plans in ../shared/data beside the project.

Plans of one school year are built together, each agency its own plan. If the documents are not there, that is said and nothing is tried.

usage: omissions.py PLANONCE [--all]
"""
import importlib.util
import os
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
SPEC = importlib.util.spec_from_file_location("golden_omissions", HERE.parent / "golden" / "omissions.py")
golden = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(golden)
SETS = [("2025-26", "2026-02-01", ["lcap-pdf/*-2025.pdf", "scoe-text/*-2025*"]), ("2024-25", "2025-02-01", ["lcap-pdf/*-2024.pdf", "scoe-text/*-2024*"]),
        ("2023-24", "2024-02-01", ["lcap-pdf/*-2023.pdf"])]


def data():
    for folder in [os.environ.get("PLANONCE_REAL", ""), HERE.parent.parent.parent / "shared" / "data"]:
        if folder and (pathlib.Path(folder) / "lcap-pdf").is_dir():
            return pathlib.Path(folder)
    return None


def main():
    folder = data()
    if not folder:
        print("SKIPPED: the published plans are not beside the project (../shared/data)")
        return 77
    tried, stayed, instances = 0, 0, 0
    for year, as_of, patterns in SETS:
        files = sorted(file for pattern in patterns for file in folder.glob(pattern))
        if not files:
            continue
        trial = golden.Trial(golden.Papers(sys.argv[1], files, as_of, ["--year", year]), os.cpu_count() or 1)
        trial.texts("real " + year, 4 if "--all" in sys.argv else 1)
        trial.years()
        trial.schools()
        print(f"{year}: {len(files)} documents")
        tried += trial.report()
        stayed += len(trial.stayed)
        instances += len(trial.cases)
    print(f"{tried} omissions over {instances} shown instances in published plans; {stayed} stayed")
    return 1 if stayed or tried < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
