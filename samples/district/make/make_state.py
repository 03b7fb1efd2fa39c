#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what the state and the special education office have of the sample district: make_state.py [FOLDER]

    assistancestatus25.xlsx          eligibility for differentiated assistance: the district for two groups
    essaassistance25.xlsx            schools in federal support: one for its graduation rate, one for a group
    lowperfleasnonall23data.xlsx     districts' groups at the lowest level of the 2023 Dashboard
    lowperfschnonall23data.xlsx      schools' groups
    cim-plan-2026-27.docx            the improvement plan of special education monitoring, in our own form (templates/cim)

The columns are the state's; the agencies around the district are as made up as the district. Rows of other agencies stand in the
files because they do in real ones, and must not reach this district's plan.
"""
import importlib.util
import os
import sys

import district
import fixed
import workbook

HERE = os.path.dirname(os.path.abspath(__file__))
GROUPS = ["AA", "AI", "AS", "EL", "FI", "FOS", "HI", "HOM", "LTEL", "PI", "SED", "SWD", "TOM", "WH"]
CODE = district.CDS.replace("-", "")
OTHER, OTHER_NAME = "50799020000000", "Rio Seco Unified"
COUNTY = "Valle Claro"
COTTONWOOD, ORCHARD, VALLEY_OAK = "50799010130024", "50799016110047", "50799016058820"


def assistance_status():
    header = ["CDcode", "CDS", "LEAname", "Cityname", "Countyname", "Gsoffered", "ReportYear"] + [group + "priorities" for group in GROUPS] + [
        "TotalStudentGroups", "AssistanceStatus2023", "AssistanceStatus2024", "AssistanceStatus2025", "MetMethod1", "MetMethod2", "MetMethod3", "MetMethod4", "EC52072_2025"]

    def row(code, name, letters, statuses, method):
        return [code[:7], code, name, "", COUNTY, "K-12", "2025"] + [letters.get(group, "*") for group in GROUPS] + [str(len(letters)), *statuses, method, "N", "N", "N", "N"]

    rows = [["2025 Differentiated Assistance Eligibility"], ["Made up for the sample district"], header,
            row(CODE, district.NAME, {"SWD": "D", "FOS": "C"}, ["No Status", "No Status", "Differentiated Assistance, Year 1"], "Y"),
            row(OTHER, OTHER_NAME, {"HOM": "B"}, ["No Status", "Differentiated Assistance, Year 1", "Differentiated Assistance, Year 2"], "Y")]
    layout = [["Column", "What it holds"]] + [[name, "See the state's record layout"] for name in header]
    return [("Record Layout", layout), ("District and COE 2025", rows)]


def essa_status():
    header = ["cds", "schoolname", "districtname", "countyname", "TitleI2324", "DASS", "Charter", "EnrollmentCount", "DASSCSIEnrollFlag",
              "AssistanceStatus2024", "AssistanceStatus2025", "Exit"] + GROUPS + ["TotStudGrpsATSI", "TotStudGrpsTSI", "ReportingYear"]

    def row(code, name, place, status, before, groups, count):
        return [code, name, place, COUNTY, "Y", "N", "", count, "N", before, status, "NOEXIT"] + [1 if group in groups else 0 for group in GROUPS] + [len(groups), 0, "2025"]

    rows = [["2025 ESSA Assistance Status"], ["Made up for the sample district"], header,
            row(COTTONWOOD, "Cottonwood Continuation High", district.NAME, "CSI Grad", "CSI Grad", [], 118),
            row(ORCHARD, "Orchard Elementary", district.NAME, "ATSI", "ATSI", ["SWD"], 512),
            row(VALLEY_OAK, "Valley Oak Middle", district.NAME, "No Status", "No Status", [], 804),
            row("50799026059999", "Rio Seco Middle", OTHER_NAME, "CSI Low Perform", "ATSI", [], 640)]
    return [("ESSA State Schools 2025", rows)]


INDICATORS = ["ELA", "Math", "Chronic", "CCI", "ELPI", "Grad", "Susp"]


def lowest(level, rows):
    header = ["reportingyear", "cds", "rtype", "schoolname", "districtname", "countyname", "charter_flag", "studentgroup"] + INDICATORS
    out = [["Lowest performance level, 2023 Dashboard"], ["Made up for the sample district"], [], header]
    for code, school, name, group, found in rows:
        out.append(["2023", code, level, school, name, COUNTY, "N", group] + ["Y" if one in found else "" for one in INDICATORS])
    return [("Data", out)]


LEA_ROWS = [(CODE, "", district.NAME, "SWD", ["ELA"]), (CODE, "", district.NAME, "FOS", ["Chronic"]), (CODE, "", district.NAME, "HOM", ["Susp"]),
            (OTHER, "", OTHER_NAME, "EL", ["Math"])]
SCHOOL_ROWS = [(ORCHARD, "Orchard Elementary", district.NAME, "SWD", ["ELA"]), (VALLEY_OAK, "Valley Oak Middle", district.NAME, "SWD", ["Math"]),
               ("50799026059999", "Rio Seco Middle", OTHER_NAME, "SED", ["ELA", "Math"])]

PLAN = {
    "Local Educational Agency (LEA) Name": district.NAME, "County-District-School (CDS) Code": district.CDS, "School Year": "2026-27",
    "Date of the Annual Determination Letter": "March 20, 2026", "IDEA Determination": "Needs Assistance", "Monitoring Tier": "Targeted", "Level": "2",
    "Indicators or Elements Not Met": "SPP 4 (suspension), SPP 5a (least restrictive environment)",
    "Activity 1": "The team met four times between April and June 2026.",
    "Activity 5": "Suspensions, referrals and minutes outside general education were looked at by school, grade and disability.",
    "Activity 12": "Procedures for manifestation determinations were reviewed; two forms are out of date.",
    "Activity 19": "Schools have no shared practice before a removal: the same behavior leads to a talk in one room and to a suspension in the next.",
    "Activity 20": "Seven in ten suspensions of students with disabilities come from two grades of one school.",
    "Activity 21": "Co-taught sections are full by June; students who move in are placed outside general education.",
    "team_roles": [["Special Education Administrator", "1"], ["Site Administrator", "3"], ["Education Specialist", "4"], ["General Education Teacher", "3"], ["School Psychologist", "2"], ["Parent", "3"], ["SELPA Representative", "1"]],
    "data": [["4a", "4.6%", "3.2%", "No", "Rises in grades 7 and 8."], ["5a", "54.1%", "60.0%", "No", "Lowest at Valley Oak."], ["11", "99.1%", "100%", "No", "Three evaluations late."], ["13", "100%", "100%", "Yes", ""]],
    "root_causes": [["19", "Suspension of students with disabilities", "No shared practice before a removal", "Referrals by teacher, 2024-25 and 2025-26"], ["21", "Too little time in general education", "Too few co-taught sections", "Master schedules of six schools"]],
    "Measurable Goal": "By June 2027 the suspension rate of students with disabilities falls from 4.6% to 3.2%.",
    "Measure of the Goal": "Suspension rate, students with disabilities (SPP 4)", "Baseline": "4.6%", "Target": "3.2%", "Target Date": "June 30, 2027", "LCAP Goal It Belongs To": "Goal 2",
    "activities": [["1", "Coach teams of general and special education teachers in what comes before a removal", "Controlled studies of classroom coaching", "Special education office", "8/17/2026", "12/18/2026", "Coaching logs", "$48,000", "3310", "Begun"],
                   ["2", "Review of every referral of a student with disabilities within two days", "Practice guide of the federal education department", "Site administrators", "8/17/2026", "6/4/2027", "Review forms", "", "", ""]],
    "budget": [["3310", "Coaching", "$48,000"]],
    "progress": [["Quarter 1", "Coaching began at Valley Oak Middle.", "4.1%", "$11,500"]],
}


def make_plan(path):
    spec = importlib.util.spec_from_file_location("make_forms", os.path.join(HERE, "../../../templates/cim/make_forms.py"))
    forms = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(forms)
    forms.make_word(path, forms.read_form(PLAN))
    fixed.package(path, path)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "../papers")
    workbook.write(os.path.join(folder, "assistancestatus25.xlsx"), assistance_status())
    workbook.write(os.path.join(folder, "essaassistance25.xlsx"), essa_status())
    workbook.write(os.path.join(folder, "lowperfleasnonall23data.xlsx"), lowest("D", LEA_ROWS))
    workbook.write(os.path.join(folder, "lowperfschnonall23data.xlsx"), lowest("S", SCHOOL_ROWS))
    make_plan(os.path.join(folder, "cim-plan-2026-27.docx"))


if __name__ == "__main__":
    main()
