#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the sample district's LCAPs: make_lcap.py FOLDER FORMATS-FOLDER

    FOLDER   lcap-2026-27-adopted.pdf        the plan, with the faults that README.md lists; tagged PDF, as the next two
             lcap-2026-27-hearing-draft.pdf  the draft of the public hearing, without them
             lcap-2025-26.pdf                last year's plan
    FORMATS  lcap-2026-27-adopted.docx, .md  the adopted plan once more, in other formats

The wording of headings, prompts and columns is that of the state template, 2024-27 edition, because that is what a reader must
recognise; everything else is made up.
"""
import copy
import sys
from decimal import ROUND_HALF_UP, Decimal

import district as d
import flat_odt
import markdown

FOOTER = "%s Local Control and Accountability Plan for %s"


def money(amount):
    return "$%s" % format(int(amount), ",")


def percent(value, places="0.01"):
    return "%s%%" % Decimal(value).quantize(Decimal(places), ROUND_HALF_UP)


def ratio(a, b):
    return Decimal(int(a)) * 100 / Decimal(int(b))


class Action:
    """One action of one year, with amounts."""

    def __init__(self, row, factor=1):
        (self.number, self.title, self.text, self.groups, self.contributing, self.scope, self.unduplicated, self.location,
         self.span, personnel, other, lcff, state, local, federal, self.planned_percent) = row
        scale = lambda amount: int(round(amount * factor / 1000.0)) * 1000
        self.lcff, self.state, self.local, self.federal = (scale(x) for x in (lcff, state, local, federal))
        self.total = self.lcff + self.state + self.local + self.federal
        self.personnel = min(scale(personnel), self.total)
        self.goal = self.number.split(".")[0]
        self.contributes = self.contributing == "Yes"
        self.spent_share = d.SPENT[self.number]

    @property
    def nonpersonnel(self):
        return self.total - self.personnel

    def spent(self, amount):
        return int(round(amount * self.spent_share / 100.0)) * 100


class Year:
    """What the template derives for one plan year from the actions of that year and the year before."""

    def __init__(self, year, actions, last):
        self.year, self.actions, self.last = year, actions, last
        self.label, self.last_label = (("%d-%02d" % (y, (y + 1) % 100)) for y in (year, year - 1))
        self.base, self.supplemental = d.BASE_GRANT[year], d.SUPPLEMENTAL[year]
        self.total = sum(a.total for a in actions)
        wide = [a for a in actions if a.contributes]
        self.contributing = sum(a.lcff for a in wide)
        self.planned_percent = sum((Decimal(a.planned_percent.rstrip("%")) for a in wide), Decimal(0))
        self.carryover(last)
        self.required = ratio(self.supplemental, self.base)
        self.required_total = self.required.quantize(Decimal("0.001")) + self.carry_percent.quantize(Decimal("0.001"))

    def carryover(self, last):
        year = self.year - 1
        base, supplemental = d.BASE_GRANT.get(year, 30_750_000), d.SUPPLEMENTAL.get(year, 6_702_300)
        wide = [a for a in last if a.contributes]
        self.planned = sum(a.lcff for a in wide)
        self.estimated = sum(a.spent(a.lcff) for a in wide)
        self.improved = sum((Decimal(a.planned_percent.rstrip("%")) for a in wide), Decimal(0))
        self.last_base, self.last_supplemental = base, supplemental
        self.owed = ratio(supplemental, base)
        self.given = ratio(self.estimated, base) + self.improved
        gap = max(self.owed - self.given, Decimal(0))
        self.carry_dollars = int((gap * base / 100).quantize(Decimal(1), ROUND_HALF_UP))
        self.carry_percent = ratio(self.carry_dollars, base)


def overview(doc, y, faults):
    doc.heading(1, "LCFF Budget Overview for Parents")
    lcff, state, local, federal = y.base + y.supplemental, 9_870_400, 2_118_600, 3_205_900
    school_year = "%d-%02d" % (y.year, (y.year + 1) % 100)
    for line in ("Local Educational Agency (LEA) Name: " + d.NAME, "CDS Code: " + d.CDS, "School Year: " + school_year,
                 "LEA contact information:", d.CONTACT[0], d.CONTACT[1], d.CONTACT[2]):
        doc.para(line)
    doc.para("School districts receive funding from different sources: state funds under the Local Control Funding Formula (LCFF), other "
             "state funds, local funds, and federal funds. LCFF funds include a base level of funding for all LEAs and extra funding - called "
             "\"supplemental and concentration\" grants - to LEAs based on the enrollment of high needs students (foster youth, English "
             "learners, and low-income students).")
    doc.heading(2, "Budget Overview for the %s School Year" % school_year)
    doc.para("The total revenue projected for %s is %s, of which %s is Local Control Funding Formula (LCFF), %s is other state funds, %s is local "
             "funds, and %s is federal funds. Of the %s in LCFF Funds, %s is generated based on the enrollment of high needs students (foster "
             "youth, English learner, and low-income students)." % (d.NAME, money(lcff + state + local + federal), money(lcff), money(state),
             money(local), money(federal), money(lcff), money(y.supplemental)))
    doc.heading(2, "LCFF Budget Overview for Parents")
    doc.para("The LCFF gives school districts more flexibility in deciding how to use state funds. In exchange, school districts must work with "
             "parents, educators, students, and the community to develop a Local Control and Accountability Plan (LCAP) that shows how they will "
             "use these funds to serve students.")
    general_fund = 58_214_300
    in_lcap = y.total - (45_000 if faults else 0)
    doc.para("%s plans to spend %s for the %s school year. Of that amount, %s is tied to actions/services in the LCAP and %s is not included in the "
             "LCAP. The budgeted expenditures that are not included in the LCAP will be used for the following: salaries of teachers and staff "
             "who are not part of an action, utilities, insurance, maintenance and special education." % (d.NAME, money(general_fund),
             school_year, money(in_lcap), money(general_fund - in_lcap)))
    doc.heading(2, "Increased or Improved Services for High Needs Students in the LCAP for the %s School Year" % school_year)
    doc.para("In %s, %s is projecting it will receive %s based on the enrollment of foster youth, English learner, and low-income students. %s must "
             "describe how it intends to increase or improve services for high needs students in the LCAP. %s plans to spend %s towards meeting "
             "this requirement, as described in the LCAP." % (school_year, d.NAME, money(y.supplemental), d.NAME, d.NAME, money(y.contributing)))
    doc.heading(2, "Update on Increased or Improved Services for High Needs Students in %s" % y.last_label)
    estimated = y.estimated + (35_300 if faults else 0)
    doc.para("In %s, %s's LCAP budgeted %s for planned actions to increase or improve services for high needs students. %s actually spent %s for "
             "actions to increase or improve services for high needs students in %s." % (y.last_label, d.NAME, money(y.planned), d.NAME,
             money(estimated), y.last_label))
    doc.para("The difference between the budgeted and actual expenditures of %s had the following impact on %s's ability to increase or improve "
             "services for high needs students: two positions were filled in October rather than in August; the services began then." %
             (money(y.planned - estimated), d.NAME))
    doc.new_page()


def summary(doc, y, status):
    doc.heading(1, "Local Control and Accountability Plan")
    doc.para(status)
    doc.para("The instructions for completing the Local Control and Accountability Plan (LCAP) follow the template.")
    doc.table(["Local Educational Agency (LEA) Name", "Contact Name and Title", "Email and Phone"],
              [[d.NAME, d.CONTACT[0], d.CONTACT[1] + "\n" + d.CONTACT[2]]])
    doc.heading(1, "Plan Summary [%s]" % y.label)
    doc.heading(2, "General Information")
    doc.prompt("A description of the LEA, its schools, and its students in grades transitional kindergarten–12, as applicable to the LEA. LEAs may "
               "also provide information about their strategic plan, vision, etc.")
    doc.para("Arroyo Claro Unified serves 4,180 students in six schools: " + ", ".join(d.SCHOOLS[:-1]) + " and " + d.SCHOOLS[-1] + ". Of them 63.4% "
             "are low-income, 21.8% are English learners, 14.2% have a disability and 0.9% are foster youth. Cottonwood Continuation High "
             "generates Equity Multiplier funding.")
    doc.heading(2, "Reflections: Annual Performance")
    doc.prompt("A reflection on annual performance based on a review of the California School Dashboard (Dashboard) and local data.")
    doc.para("English language arts rose for all students in each of the last two years and mathematics began to. Chronic absenteeism fell from 28.3% "
             "to 21.9%. On the 2023 Dashboard these received the lowest performance level, and remain named here for the three years of the plan:")
    doc.bullets(["LEA, student groups: students with disabilities in English language arts (actions 1.1, 1.4) and foster youth in chronic "
                 "absenteeism (action 2.2)",
                 "Orchard Elementary, students with disabilities: English language arts (actions 1.1, 1.4)",
                 "Valley Oak Middle, students with disabilities: mathematics (action 1.3)"])
    doc.para("The district has unspent Learning Recovery Emergency Block Grant funds and uses them in action 1.5.")
    doc.heading(2, "Reflections: Technical Assistance")
    doc.prompt("As applicable, a summary of the work underway as part of technical assistance.")
    doc.para("The district is eligible for differentiated assistance because of students with disabilities (academic performance and suspension). With "
             "the county office it studied how pairs of teachers plan together; actions 1.3 and 1.4 come from that work.")
    doc.heading(2, "Comprehensive Support and Improvement")
    doc.prompt("An LEA with a school or schools eligible for comprehensive support and improvement must respond to the following prompts.")
    for title, prompt, text in (
            ("Schools Identified", "A list of the schools in the LEA that are eligible for comprehensive support and improvement.",
             "Cottonwood Continuation High"),
            ("Support for Identified Schools", "A description of how the LEA has or will support its eligible schools in developing comprehensive "
             "support and improvement plans.", "The district's data office prepared the school-level needs assessment with the school site council, "
             "compared staffing and spending with the other schools to find resource inequities, and reviewed evidence for each intervention."),
            ("Monitoring and Evaluating Effectiveness", "A description of how the LEA will monitor and evaluate the plan to support student and school "
             "improvement.", "Each quarter the principal and the assistant superintendent review credits earned, attendance and graduation on track, "
             "and report to the board.")):
        doc.heading(3, title)
        doc.prompt(prompt)
        doc.para(text)
    doc.new_page()


def engagement(doc, y):
    year = y.year
    doc.heading(1, "Engaging Educational Partners")
    doc.prompt("A summary of the process used to engage educational partners in the development of the LCAP.")
    doc.prompt("School districts and county offices of education must, at a minimum, consult with teachers, principals, administrators, other school "
               "personnel, local bargaining units, parents, and students in the development of the LCAP.")
    doc.table(["Educational Partner(s)", "Process for Engagement"], [
        ["Teachers, other school personnel and principals", "Staff meetings at each school in November %d and February %d; survey in March." % (year - 1, year)],
        ["Local bargaining units (certificated and classified)", "Meetings on January 22 and April 16, %d." % year],
        ["Parents and students", "Two evenings at each school; student focus groups in grades 5, 7, 9 and 11; survey in three languages."],
        ["Parent Advisory Committee", "Reviewed the draft on May 20, %d. The superintendent answered its comments in writing on May 29, %d." % (year, year)],
        ["District English Learner Advisory Committee", "Reviewed the draft on May 21, %d. The superintendent answered in writing on May 29, %d." % (year, year)],
        ["Student Advisory Committee", "Reviewed the draft on May 19, %d." % year],
        ["Special Education Local Plan Area (SELPA)", "Consultation on April 30, %d." % year],
        ["Cottonwood Continuation High: staff, parents and students", "Three meetings on the use of Equity Multiplier funds, the last on May 6, %d." % year]])
    doc.heading(2, "A description of how the adopted LCAP was influenced by the feedback provided by educational partners.")
    doc.para("Families asked for help within the school day: action 1.1 moved from after school. Students asked for later buses: action 2.5. Staff of "
             "Cottonwood Continuation High asked for planning time: action 3.2.")
    doc.new_page()


def goal_block(doc, y, goal, faults):
    doc.heading(1, "Goals and Actions")
    doc.heading(2, "Goal")
    doc.table(["Goal #", "Description", "Type of Goal"], [[goal["number"], goal["description"], goal["kind"]]])
    doc.para("State Priorities addressed by this goal.", "Prompt")
    doc.para(goal["priorities"].replace("\n", ", "))
    doc.para("An explanation of why the LEA has developed this goal.", "Prompt")
    if not (faults and goal["number"] == "3"):
        doc.para(goal["why"])
    doc.heading(2, "Measuring and Reporting Results")
    rows = []
    for metric in d.METRICS[goal["number"]]:
        metric = list(metric)
        if y.year == 2025:
            metric[4], metric[6] = "", "see Year 1 Outcome"
        if faults and metric[0] == "2.4":
            metric[5] = ""
        rows.append(metric)
    doc.table(["Metric #", "Metric", "Baseline", "Year 1 Outcome", "Year 2 Outcome", "Target for Year 3 Outcome",
               "Current Difference from Baseline"], rows)
    doc.heading(2, "Goal Analysis [%s]" % y.last_label)
    doc.prompt("An analysis of how this goal was carried out in the previous year.")
    for prompt, text in (
            ("A description of overall implementation, including any substantive differences in planned actions and actual implementation of these "
             "actions, and any relevant challenges and successes experienced with implementation.",
             "All actions of goal %s were carried out. Hiring took longer than planned; one position was open until October." % goal["number"]),
            ("An explanation of material differences between Budgeted Expenditures and Estimated Actual Expenditures and/or Planned Percentages of "
             "Improved Services and Estimated Actual Percentages of Improved Services.",
             "Salaries of positions filled late account for the difference; no other action differs by more than a tenth."),
            ("A description of the effectiveness or ineffectiveness of the specific actions to date in making progress toward the goal.",
             "The metrics of goal %s moved in the right direction in both years, and most where the actions began first." % goal["number"]),
            ("A description of any changes made to the planned goal, metrics, target outcomes, or actions for the coming year that resulted from "
             "reflections on prior practice.", "No change to the goal. Amounts follow this year's salaries.")):
        doc.para(prompt, "Prompt")
        doc.para(text)
    doc.para("A report of the Total Estimated Actual Expenditures for last year's actions may be found in the Annual Update Table. A report of the "
             "Estimated Actual Percentages of Improved Services for last year's actions may be found in the Contributing Actions Annual Update "
             "Table.", "Prompt")
    doc.heading(2, "Actions")
    rows = []
    for a in (a for a in y.actions if a.goal == goal["number"]):
        total = a.total - 45_000 if faults and a.number == "2.5" else a.total
        rows.append([a.number, a.title, a.text, money(total) + ".00", a.contributing])
    doc.table(["Action #", "Title", "Description", "Total Funds", "Contributing"], rows)
    doc.new_page()


NEEDS = {
    "1.1": ("Low-income students read 58 points below standard in grade 3, English learners 71.", "Small groups in the school day reach students "
            "who cannot stay after it. It is provided LEA-wide because every elementary school has a majority of low-income students.", "1.1, 1.2"),
    "1.3": ("Low-income students in grade 8 are 88 points below standard in mathematics.", "A second period gives the time that low-income students "
            "do not have outside school. It is schoolwide at two schools where more than half are low-income.", "1.3"),
    "2.1": ("Foster youth (35.0%) and low-income students (27.3%) are absent most.", "Teams remove the causes that families name: transport, illness, "
            "not being known. All schools have such students, so it is LEA-wide.", "2.1, 2.2"),
    "2.3": ("Low-income students are suspended twice as often as others.", "Counselors and restorative practice repair harm before it becomes a "
            "suspension. LEA-wide because the need is in every secondary school.", "2.3, 2.4"),
    "2.4": ("Families of English learners and low-income families take part half as often.", "Interpreters, childcare and meals remove what keeps "
            "them away, in all schools.", "2.5"),
    "2.5": ("Low-income students live farther from school and miss more days in winter.", "Later routes and passes bring them; the routes serve all "
            "schools.", "2.1"),
}


def increased_services(doc, y, faults):
    doc.heading(1, "Increased or Improved Services for Foster Youth, English Learners, and Low-Income Students [%s]" % y.label)
    doc.table(["Total Projected LCFF Supplemental and/or Concentration Grants", "Projected Additional 15 percent LCFF Concentration Grant"],
              [[money(y.supplemental), money(d.CONCENTRATION_15[y.year])]])
    doc.heading(3, "Required Percentage to Increase or Improve Services for the LCAP Year")
    doc.table(["Projected Percentage to Increase or Improve Services for the Coming School Year", "LCFF Carryover — Percentage",
               "LCFF Carryover — Dollar", "Total Percentage to Increase or Improve Services for the Coming School Year"],
              [[percent(y.required, "0.001"), percent(y.carry_percent, "0.001"), money(y.carry_dollars), percent(y.required_total, "0.001")]])
    doc.para("The Budgeted Expenditures for Actions identified as Contributing may be found in the Contributing Actions Table.", "Prompt")
    doc.heading(2, "Required Descriptions")
    doc.heading(3, "LEA-wide and Schoolwide Actions")
    doc.prompt("For each action being provided to an entire LEA or school, provide an explanation of (1) the unique identified need(s) of the "
               "unduplicated student group(s) for whom the action is principally directed, (2) how the action is designed to address the "
               "identified need(s) and why it is being provided on an LEA or schoolwide basis, and (3) the metric(s) used to measure the "
               "effectiveness of the action in improving outcomes for the unduplicated student group(s).")
    rows = []
    for a in y.actions:
        if a.number in NEEDS:
            need, how, metric = NEEDS[a.number]
            if faults and a.number == "2.3":
                metric = ""
            rows.append([a.number, "Action: %s\nNeed: %s\nScope: %s" % (a.title, need, a.scope), how, metric])
    doc.table(["Goal and Action #", "Identified Need(s)", "How the Action(s) Address Need(s) and Why it is Provided on an LEA-wide or Schoolwide Basis",
               "Metric(s) to Monitor Effectiveness"], rows)
    doc.heading(3, "Limited Actions")
    doc.prompt("For each action being solely provided to one or more unduplicated student group(s), provide an explanation of (1) the unique identified "
               "need(s) of the unduplicated student group(s) being served, (2) how the action is designed to address the identified need(s), and "
               "(3) how the effectiveness of the action in improving outcomes for the unduplicated student group(s) will be measured.")
    doc.table(["Goal and Action #", "Identified Need(s)", "How the Action(s) are Designed to Address Need(s)", "Metric(s) to Monitor Effectiveness"],
              [["1.2", "Fewer than half of English learners progress in a year.", "Daily language development by trained teachers.", "1.4, 1.5"],
               ["2.2", "Foster youth change schools twice as often as others.", "A case manager keeps school, home and court informed.", "2.2"]])
    doc.para("For any limited action contributing to meeting the increased or improved services requirement that is associated with a Planned "
             "Percentage of Improved Services in the Contributing Summary Table rather than an expenditure of LCFF funds, describe the methodology "
             "that was used to determine the contribution of the action towards the proportional percentage, as applicable.", "Prompt")
    doc.para("Action 2.2: the time that two existing clerks give to foster youth records, 0.15% of the base grant at their salaries.")
    doc.heading(2, "Additional Concentration Grant Funding")
    doc.prompt("A description of the plan for how the additional concentration grant add-on funding identified above will be used to increase the number "
               "of staff providing direct services to students at schools that have a high concentration (above 55 percent) of foster youth, English "
               "learners, and low-income students, as applicable.")
    doc.para("It pays for four reading aides in action 1.1 at Alder Creek and Orchard Elementary.")
    doc.table(["Staff-to-student ratios by type of school and concentration of unduplicated students",
               "Schools with a student concentration of 55 percent or less", "Schools with a student concentration of greater than 55 percent"],
              [["Staff-to-student ratio of classified staff providing direct services to students", "1:42", "1:36"],
               ["Staff-to-student ratio of certificated staff providing direct services to students", "1:22", "1:19"]])
    doc.new_page()


def action_tables(doc, y, faults):
    summary_head = ["LCAP Year", "1. Projected LCFF Base Grant (Input Dollar Amount)",
                    "2. Projected LCFF Supplemental and/or Concentration Grants (Input Dollar Amount)",
                    "3. Projected Percentage to Increase or Improve Services for the Coming School Year (2 divided by 1)",
                    "LCFF Carryover — Percentage (Input Percentage from Prior Year)",
                    "Total Percentage to Increase or Improve Services for the Coming School Year (3 + Carryover %)"]
    actions, last = y.actions, y.last
    doc.heading(1, "%s Total Planned Expenditures Table" % y.label)
    doc.table(summary_head, [[y.label, money(y.base), money(y.supplemental), percent(y.required, "0.001"), percent(y.carry_percent, "0.001"),
                              percent(y.required_total, "0.001")]])
    total = lambda name, of=actions: money(sum(getattr(a, name) for a in of))
    doc.table(["Totals", "LCFF Funds", "Other State Funds", "Local Funds", "Federal Funds", "Total Funds", "Total Personnel", "Total Non-personnel"],
              [["Totals"] + [total(n) + ".00" for n in ("lcff", "state", "local", "federal", "total", "personnel", "nonpersonnel")]])
    doc.table(["Goal #", "Action #", "Action Title", "Student Group(s)", "Contributing to Increased or Improved Services?", "Scope",
               "Unduplicated Student Group(s)", "Location", "Time Span", "Total Personnel", "Total Non-personnel", "LCFF Funds", "Other State Funds",
               "Local Funds", "Federal Funds", "Total Funds", "Planned Percentage of Improved Services"],
              [[a.goal, a.number, a.title, a.groups, a.contributing, a.scope, a.unduplicated, a.location, a.span, money(a.personnel),
                money(a.nonpersonnel), money(a.lcff), money(a.state), money(a.local), money(a.federal), money(a.total), a.planned_percent]
               for a in actions])
    doc.new_page()
    wide = [a for a in actions if a.contributes]
    doc.heading(1, "%s Contributing Actions Table" % y.label)
    planned = ratio(y.contributing, y.base) + y.planned_percent
    doc.table(["1. Projected LCFF Base Grant", "2. Projected LCFF Supplemental and/or Concentration Grants",
               "3. Projected Percentage to Increase or Improve Services for the Coming School Year (2 divided by 1)",
               "LCFF Carryover — Percentage (Percentage from Prior Year)",
               "Total Percentage to Increase or Improve Services for the Coming School Year (3 + Carryover %)",
               "4. Total Planned Contributing Expenditures (LCFF Funds)", "5. Total Planned Percentage of Improved Services (%)",
               "Planned Percentage to Increase or Improve Services for the Coming School Year (4 divided by 1, plus 5)", "Totals by Type",
               "Total LCFF Funds"],
              [[money(y.base), money(y.supplemental), percent(y.required, "0.001"), percent(y.carry_percent, "0.001"),
                percent(y.required_total, "0.001"), money(y.contributing), percent(y.planned_percent, "0.001"), percent(planned, "0.001"),
                "Total:", money(y.contributing)]] +
              [[""] * 8 + [kind + " Total:", total("lcff", [a for a in wide if a.scope.startswith(kind)])]
               for kind in ("LEA-wide", "Limited", "Schoolwide")])
    doc.table(["Goal", "Action #", "Action Title", "Contributing to Increased or Improved Services?", "Scope", "Unduplicated Student Group(s)", "Location",
               "Planned Expenditures for Contributing Actions (LCFF Funds)", "Planned Percentage of Improved Services (%)"],
              [[a.goal, a.number, a.title, a.contributing, a.scope, a.unduplicated, a.location, money(a.lcff), a.planned_percent] for a in wide])
    doc.new_page()
    doc.heading(1, "%s Annual Update Table" % y.last_label)
    spent = lambda a: a.spent(a.lcff) + (a.spent(a.total - a.lcff) if a.total != a.lcff else 0)
    doc.table(["Totals", "Last Year's Total Planned Expenditures (Total Funds)", "Total Estimated Expenditures (Total Funds)"],
              [["Totals", total("total", last) + ".00", money(sum(spent(a) for a in last)) + ".00"]])
    doc.table(["Last Year's Goal #", "Last Year's Action #", "Prior Action/Service Title", "Contributed to Increased or Improved Services?",
               "Last Year's Planned Expenditures (Total Funds)", "Estimated Actual Expenditures (Input Total Funds)"],
              [[a.goal, a.number, a.title, a.contributing, money(a.total), money(spent(a))] for a in last])
    doc.new_page()
    doc.heading(1, "%s Contributing Actions Annual Update Table" % y.last_label)
    wide = [a for a in last if a.contributes]
    doc.table(["6. Estimated LCFF Supplemental and/or Concentration Grants (Input Dollar Amount)",
               "4. Total Planned Contributing Expenditures (LCFF Funds)",
               "7. Total Estimated Expenditures for Contributing Actions (LCFF Funds)",
               "Difference Between Planned and Estimated Expenditures for Contributing Actions (Subtract 7 from 4)",
               "5. Total Planned Percentage of Improved Services (%)", "8. Total Estimated Percentage of Improved Services (%)",
               "Difference Between Planned and Estimated Percentage of Improved Services (Subtract 5 from 8)"],
              [[money(y.last_supplemental), money(y.planned), money(y.estimated), money(y.planned - y.estimated), percent(y.improved, "0.001"),
                percent(y.improved, "0.001"), "0.000%"]])
    doc.table(["Last Year's Goal #", "Last Year's Action #", "Prior Action/Service Title", "Contributing to Increased or Improved Services?",
               "Last Year's Planned Expenditures for Contributing Actions (LCFF Funds)",
               "Estimated Actual Expenditures for Contributing Actions (Input LCFF Funds)", "Planned Percentage of Improved Services",
               "Estimated Actual Percentage of Improved Services (Input Percentage)"],
              [[a.goal, a.number, a.title, a.contributing, money(a.lcff), money(a.spent(a.lcff)), a.planned_percent, a.planned_percent] for a in wide])
    doc.new_page()
    doc.heading(1, "%s LCFF Carryover Table" % y.last_label)
    carry_percent = y.carry_percent + (Decimal("0.100") if faults else 0)
    doc.table(["9. Estimated Actual LCFF Base Grant (Input Dollar Amount)", "6. Estimated Actual LCFF Supplemental and/or Concentration Grants",
               "LCFF Carryover — Percentage (Percentage from Prior Year)",
               "10. Total Percentage to Increase or Improve Services for the Current School Year (6 divided by 9 + Carryover %)",
               "7. Total Estimated Actual Expenditures for Contributing Actions (LCFF Funds)",
               "8. Total Estimated Actual Percentage of Improved Services (%)",
               "11. Estimated Actual Percentage of Increased or Improved Services (7 divided by 9, plus 8)",
               "12. LCFF Carryover — Dollar Amount (Subtract 11 from 10 and multiply by 9)", "13. LCFF Carryover — Percentage (12 divided by 9)"],
              [[money(y.last_base), money(y.last_supplemental), "0.000%", percent(y.owed, "0.001"), money(y.estimated),
                percent(y.improved, "0.001"), percent(y.given, "0.001"), money(y.carry_dollars), percent(carry_percent, "0.001")]])


def write(path, y, status, faults):
    writer = markdown if path.endswith(".md") else flat_odt
    doc = writer.Document("%s Local Control and Accountability Plan, %s" % (y.label, d.NAME), FOOTER % (y.label, d.NAME))
    overview(doc, y, faults)
    summary(doc, y, status)
    engagement(doc, y)
    for goal in d.GOALS:
        goal_block(doc, y, goal, faults)
    increased_services(doc, y, faults)
    action_tables(doc, y, faults)
    doc.save(path)


def main(folder, formats):
    last = [Action(row, d.LAST_YEAR_FACTOR) for row in d.ACTIONS]
    before = [Action(row, d.LAST_YEAR_FACTOR ** 2) for row in d.ACTIONS]
    plan = Year(2026, [Action(row) for row in d.ACTIONS], last)
    draft_rows = copy.deepcopy(d.ACTIONS)
    draft_rows[4] = draft_rows[4][:9] + (341_000, 64_000, 0, 405_000, 0, 0, "")
    draft = Year(2026, [Action(row) for row in draft_rows if row[0] != "3.2"], last)
    for name in (folder + "/%s.pdf", formats + "/%s.docx", formats + "/%s.md"):
        write(name % "lcap-2026-27-adopted", plan, "Adopted by the Board of Education on June 23, 2026", True)
    write(folder + "/lcap-2026-27-hearing-draft.pdf", draft, "Draft for the public hearing of June 9, 2026", False)
    write(folder + "/lcap-2025-26.pdf", Year(2025, last, before), "Adopted by the Board of Education on June 24, 2025", False)


if __name__ == "__main__":
    main(*(sys.argv[1:3] if len(sys.argv) > 2 else ("../papers", "../formats")))
