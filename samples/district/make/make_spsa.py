#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the sample district's four school plans: make_spsa.py FOLDER

    spsa-2026-27-alder-creek.docx   in the state template's form of 2023, by word.py
    spsa-2026-27-cottonwood.md      in the form before it (a block for each strategy), by markdown.py
    spsa-2026-27-orchard.pdf        as vendors print it, tagged PDF, by flat_odt.py
    spsa-2026-27-valley-oak.pdf     as vendors print it, PDF without structure, by flat_odt.py

The wording of headings, prompts and columns is that of the state template, because that is what a reader must recognise; everything else
is made up. No person is named: the list of members says where the names are.
"""
import sys
from collections import defaultdict

import flat_odt
import markdown
import schools
import word
from schools import CSI, EQUITY, LCAP, LCFF, REVIEW, TITLE1

YEAR, REVIEWED = "2026-27", "2025-26"
TYPES = [("schoolwide", "Schoolwide Program"), ("csi", "Comprehensive Support and Improvement"),
         ("atsi", "Additional Targeted Support and Improvement")]
ROLES = [("principal", "School Principal", "Principal"), ("teachers", "Classroom Teachers", "Classroom Teacher"),
         ("staff", "Other School Staff", "Other School Staff"), ("parents", "Parent or Community Members", "Parent or Community Member"),
         ("students", "Secondary Students", "Secondary Student")]
FEDERAL = (TITLE1,)
STATE = (LCFF, EQUITY)


def money(amount):
    return "$%s.00" % format(amount, ",")


def plain(amount):
    return format(amount, ",") + ".00"


class Money:
    """What the strategies of a school cost, added up every way the template asks for."""

    def __init__(self, school):
        self.goals, self.sources, self.objects = [0] * len(school["goals"]), defaultdict(int), defaultdict(int)
        for n, goal in enumerate(school["goals"]):
            for _, _, costs in goal["strategies"]:
                for amount, source, reference in costs:
                    self.goals[n] += amount
                    self.sources[source] += amount
                    self.objects[reference] += amount
        self.total = sum(self.goals)
        self.federal = sum(self.sources[s] for s in FEDERAL)
        self.state = sum(self.sources[s] for s in STATE)


def title_page(doc, school):
    doc.para("School Year: " + YEAR)
    doc.heading(1, "School Plan for Student Achievement (SPSA)")
    doc.table(["School Name", "County-District-School (CDS) Code", "Schoolsite Council (SSC) Approval Date", "Local Board Approval Date"],
              [[school["name"], school["cds"], school["ssc"], school["board"]]])
    doc.para("The School Plan for Student Achievement (SPSA) is a strategic plan that maximizes the resources available to the school while minimizing "
             "duplication of effort with the ultimate goal of increasing student achievement. SPSA development should be aligned with and inform the "
             "Local Control and Accountability Plan (LCAP) process.")
    doc.para("This plan is being used by %s for meeting the following ESSA planning requirements in alignment with the LCAP and other federal, state, "
             "and local programs:" % school["name"])
    groups = ": " + school["type_groups"] if "type_groups" in school else ""
    doc.ticks([(kind in school["types"], label + (groups if kind == "atsi" else "")) for kind, label in TYPES])
    doc.new_page()


def narratives(doc, school):
    doc.heading(1, "Plan Description")
    doc.prompt("Briefly describe your school’s plan for effectively meeting ESSA’s planning requirements in alignment with the Local Control and "
               "Accountability Plan (LCAP) and other federal, state, and local programs.")
    doc.para(school["description"])
    doc.heading(1, "Educational Partner Involvement")
    doc.prompt("How, when, and with whom did %s consult as part of the planning process for this SPSA/Annual Review and Update?" % school["name"])
    doc.heading(2, "Involvement Process for the SPSA and Annual Review and Update")
    doc.para(school["partners"])
    doc.heading(1, "Resource Inequities")
    doc.prompt("Briefly identify and describe any resource inequities identified as a result of the required needs assessment, as applicable.")
    doc.para("This section is required for all schools eligible for ATSI and CSI.", "Prompt")
    doc.para(school["inequities"])
    doc.heading(1, "Comprehensive Needs Assessment Components")
    doc.prompt("Identify and describe any areas that need significant improvement based on a review of Dashboard and local data, including any areas of "
               "low performance and significant performance gaps among student groups on Dashboard indicators, and any steps taken to address those "
               "areas.")
    doc.heading(2, "California School Dashboard (Dashboard) Indicators")
    doc.prompt("Referring to the California School Dashboard (Dashboard), any state indicator for which overall performance was in the “Red” or "
               "“Orange” performance category.")
    doc.para(school["red_orange"])
    doc.prompt("Referring to the California School Dashboard (Dashboard), any state indicator for which performance for any student group was two or "
               "more performance levels below the “all student” performance.")
    doc.para(school["two_levels"])
    doc.heading(2, "Other Needs")
    doc.prompt("In addition to Dashboard data, other needs may be identified using locally collected data developed by the LEA to measure pupil outcomes.")
    doc.para(school["other_needs"])
    doc.new_page()


def aligned(school, n, goal):
    if school["fault"].get("no_lcap") == n:
        return ""
    if school["fault"].get("no_such_goal") == n:
        return "LCAP Goal 5"
    return LCAP[goal["lcap"]]


def goal_head(doc, school, n, goal):
    doc.heading(1, "Goals, Strategies, & Proposed Expenditures")
    doc.prompt("Complete a copy of the following table for each of the school’s goals. Duplicate the table as needed.")
    doc.heading(2, "Goal %d" % n)
    doc.heading(3, "Title and Description of School Goal")
    doc.prompt("Broad statement that describes the desired result to which all strategies/activities are directed.")
    doc.para(goal["title"])
    doc.para(goal["text"])
    doc.heading(3, "LCAP Goal to which this School Goal is Aligned")
    doc.prompt("LCAP goal to which this school goal is aligned.")
    doc.para(aligned(school, n, goal))
    doc.heading(3, "Identified Need")
    doc.prompt("A description of any areas that need significant improvement based on a review of Dashboard and local data, including any areas of low "
               "performance and significant performance gaps among student groups on Dashboard indicators, and any steps taken to address those areas.")
    doc.para(goal["need"])
    doc.heading(3, "Annual Measurable Outcomes")
    doc.prompt("Identify the metric(s) and/or state indicator(s) that your school will use as a means of evaluating progress toward accomplishing the "
               "goal.")
    rows = [list(row) for row in goal["metrics"]]
    missing = school["fault"].get("expected_missing", (0, 0))
    if missing[0] == n:
        rows[missing[1] - 1][2] = ""
    doc.table(["Metric/Indicator", "Baseline/Actual Outcome", "Expected Outcome"], rows)
    doc.heading(3, "Strategies/Activities")


def strategies_table(doc, n, goal):
    """All strategies in one table, amounts with their source and object below one another, as vendors print them."""
    doc.prompt("Complete the Strategy/Activity Table with each of your school’s strategies/activities. Add additional rows as necessary.")
    rows = []
    for k, (text, groups, costs) in enumerate(goal["strategies"], 1):
        rows.append(["%d.%d" % (n, k), text, groups, "\n\n".join("%d\n%s\n%s" % cost for cost in costs)])
    doc.table(["Strategy/Activity #", "Description", "Students to be Served", "Proposed Expenditures"], rows)


def strategies_sources(doc, n, goal):
    """The state's own table: the sources stand in a column of their own."""
    doc.prompt("Complete the Strategy/Activity Table with each of your school’s strategies/activities. Add additional rows as necessary.")
    rows = [["%d.%d" % (n, k), text, groups, "\n".join(money(amount) for amount, _, _ in costs), "\n".join(source for _, source, _ in costs)]
            for k, (text, groups, costs) in enumerate(goal["strategies"], 1)]
    doc.table(["Strategy/Activity #", "Description", "Students to be Served", "Proposed Expenditures", "Funding Sources"], rows)


def strategies_blocks(doc, n, goal):
    """A block for each strategy, as templates before 2023 have it."""
    doc.prompt("Complete a copy of the Strategy/Activity table for each of the school’s strategies/activities. Duplicate the table, including "
               "Proposed Expenditures, as needed.")
    for k, (text, groups, costs) in enumerate(goal["strategies"], 1):
        doc.heading(3, "Strategy/Activity %d" % k)
        doc.heading(4, "Students to be Served by this Strategy/Activity")
        doc.prompt("(Identify either All Students or one or more specific student groups)")
        doc.para(groups)
        doc.heading(4, "Strategy/Activity")
        doc.para(text)
        doc.heading(4, "Proposed Expenditures for this Strategy/Activity")
        doc.prompt("List the amount(s) and funding source(s) for the proposed expenditures. Specify the funding source(s) using one or more of the "
                   "following: LCFF, Federal (if Federal identify the Title and Part, as applicable), Other State, and/or Local.")
        doc.table(["Amount(s)", "Source(s)"], [[money(amount), source] for amount, source, _ in costs])


def review(doc, goal):
    doc.heading(2, "Annual Review")
    doc.para("SPSA Year Reviewed: " + REVIEWED)
    doc.prompt("Respond to the following prompts relative to this goal. If the school is in the first year of implementing the goal, an analysis is not "
               "required, and this section may be left blank and completed at the end of the year after the plan has been executed.")
    doc.heading(3, "Analysis")
    for prompt, text in zip((
            "Describe the overall implementation and effectiveness of the strategies/activities to achieve the articulated goal.",
            "Describe any major differences between the intended implementation and/or the budgeted expenditures to implement the "
            "strategies/activities to meet the articulated goal.",
            "Describe any changes that will be made to this goal, the annual outcomes, metrics, or strategies/activities to achieve this goal as a "
            "result of this analysis. Identify where those changes can be found in the SPSA."), REVIEW[goal["review"]]):
        doc.prompt(prompt)
        doc.para(text)
    doc.new_page()


def budget(doc, school, sums):
    fault = school["fault"]
    doc.heading(1, "Budget Summary")
    doc.prompt("Complete the Budget Summary Table below. Schools may include additional information, and adjust the table as needed. The Budget Summary "
               "is required for schools funded through the Consolidated Application (ConApp).")
    rows = [["Total Funds Provided to the School Through the Consolidated Application", money(sums.federal + fault.get("conapp", 0))],
            ["Total Funds Budgeted for Strategies to Meet the Goals in the SPSA", money(sums.total + fault.get("strategies_total", 0))]]
    if "csi" in school:
        rows.append(["Total Federal Funds Provided to the School from the LEA for CSI", money(school["csi"])])
    doc.table(["DESCRIPTION", "AMOUNT"], rows)
    doc.heading(2, "Other Federal, State, and Local Funds")
    doc.prompt("List the additional Federal programs that the school includes in the schoolwide program. Adjust the table as needed.")
    programs = [s for s in FEDERAL + (CSI,) if sums.sources[s]]
    federal = sum(sums.sources[s] for s in programs)
    doc.table(["Federal Programs", "Allocation ($)"], [[s, money(sums.sources[s])] for s in programs])
    doc.para("Subtotal of additional federal funds included for this school: " + money(federal))
    doc.prompt("List the State and local programs that the school is including in the schoolwide program. Duplicate the table as needed.")
    doc.table(["State or Local Programs", "Allocation ($)"], [[s, money(sums.sources[s])] for s in STATE if sums.sources[s]])
    doc.para("Subtotal of state or local funds included for this school: " + money(sums.state))
    doc.para("Total of federal, state, and/or local funds for this school: " + money(federal + sums.state))
    doc.new_page()


def vendor_tables(doc, sums):
    doc.heading(1, "Budgeted Funds and Expenditures in this Plan")
    doc.prompt("The tables below are provided to help the school track expenditures as they relate to funds budgeted to the school.")
    doc.heading(2, "Expenditures by Funding Source")
    doc.table(["Funding Source", "Amount"], [[s, plain(a)] for s, a in sorted(sums.sources.items()) if a])
    doc.heading(2, "Expenditures by Budget Reference")
    doc.table(["Budget Reference", "Amount"], [[s, plain(a)] for s, a in sorted(sums.objects.items())])
    doc.heading(2, "Expenditures by Goal")
    doc.table(["Goal Number", "Total Expenditures"], [["Goal %d" % (n + 1), plain(a)] for n, a in enumerate(sums.goals)])
    doc.new_page()


def council(doc, school):
    doc.heading(1, "School Site Council Membership")
    doc.para("California Education Code describes the required composition of the School Site Council (SSC). The SSC shall be composed of the principal "
             "and representatives of: teachers selected by teachers at the school; other school personnel selected by other school personnel at the "
             "school; parents of pupils attending the school selected by such parents; and, in secondary schools, pupils selected by pupils attending "
             "the school. The current make-up of the SSC is as follows:")
    for key, label, _ in ROLES:
        doc.para("%d %s" % (school["council"][key], label))
    rows = [["on file at the school", role] for key, _, role in ROLES for _ in range(school["council"][key])]
    doc.table(["Name of Members", "Role"], rows)
    doc.heading(1, "Recommendations and Assurances")
    doc.para("The School Site Council (SSC) recommends this school plan and proposed expenditures to the district governing board for approval and assures "
             "the board of the following:")
    doc.para("The SSC is correctly constituted and was formed in accordance with district governing board policy and state law.")
    doc.para("The SSC sought and considered all recommendations from the following groups or committees before adopting this plan:")
    doc.table(["Signature", "Committee or Advisory Group Name"], [["signed", group] for group in school["groups"]])
    doc.para("This SPSA was adopted by the SSC at a public meeting on %s." % school["adopted"])
    doc.para("Attested:")
    doc.para("Principal, signed on %s" % school["signed"])
    doc.para("SSC Chairperson, signed on %s" % school["signed"])


def write(doc, school, strategies, vendor):
    sums = Money(school)
    title_page(doc, school)
    narratives(doc, school)
    for n, goal in enumerate(school["goals"], 1):
        goal_head(doc, school, n, goal)
        strategies(doc, n, goal)
        review(doc, goal)
    budget(doc, school, sums)
    if vendor:
        vendor_tables(doc, sums)
    council(doc, school)


def begin(writer, school):
    return writer.Document("School Plan for Student Achievement, " + school["name"],
                           "School Plan for Student Achievement (SPSA)   %s" % school["name"])


def main(folder):
    name = folder + "/spsa-2026-27-%s"
    doc = begin(word, schools.ALDER_CREEK)
    write(doc, schools.ALDER_CREEK, strategies_sources, False)
    doc.save(name % "alder-creek.docx")
    doc = begin(markdown, schools.COTTONWOOD)
    write(doc, schools.COTTONWOOD, strategies_blocks, False)
    doc.save(name % "cottonwood.md")
    for school, path, tagged in ((schools.ORCHARD, "orchard.pdf", True), (schools.VALLEY_OAK, "valley-oak.pdf", False)):
        doc = begin(flat_odt, school)
        write(doc, school, strategies_table, True)
        doc.save_pdf(name % path, tagged)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "../papers")
