# SPDX-License-Identifier: Apache-2.0
"""The made-up district: Arroyo Claro Unified, six schools, and what it plans and spent.

Every figure that the template derives is computed by make_lcap.py from what stands here, so that the documents agree
with themselves except where README.md says that a fault was put in.
"""
NAME = "Arroyo Claro Unified School District"
CDS = "50-79901-0000000"
CONTACT = ("Office of the Superintendent", "plan@arroyoclaro.example", "(555) 010-0199")
SCHOOLS = ["Alder Creek Elementary", "Foothill Elementary", "Orchard Elementary", "Valley Oak Middle",
           "Sierra Vista High", "Cottonwood Continuation High"]
BASE_GRANT = {2025: 31_482_000, 2026: 32_210_000}
SUPPLEMENTAL = {2025: 6_915_400, 2026: 7_104_600}
CONCENTRATION_15 = {2025: 412_300, 2026: 431_900}

GOALS = [
    dict(number="1", kind="Broad Goal", priorities="Priority 4: Pupil Achievement (Pupil Outcomes)\nPriority 7: Course Access (Conditions of Learning)\n"
         "Priority 8: Other Pupil Outcomes (Pupil Outcomes)",
         description="All students will read, write and reason with numbers at grade level, and English learners and students with "
                     "disabilities will reach that level faster than before.",
         why="Results in English language arts and mathematics have recovered for most students and stayed at the lowest level for "
             "students with disabilities at two schools. Families and teachers asked for time in the school day for help, rather than "
             "after it. The metrics and actions of this goal are grouped because early reading, language development and mathematics "
             "support one another."),
    dict(number="2", kind="Broad Goal", priorities="Priority 3: Parental Involvement (Engagement)\nPriority 5: Pupil Engagement (Engagement)\n"
         "Priority 6: School Climate (Engagement)",
         description="Students will come to school every day and feel that they belong there.",
         why="One student in four missed a tenth of the year, most often foster youth and low-income students in the first three grades. "
             "Students in focus groups named transport, illness and not feeling known by an adult. The actions work on these three causes."),
    dict(number="3", kind="Equity Multiplier Focus Goal", priorities="Priority 1: Basic (Conditions of Learning)\nPriority 5: Pupil Engagement (Engagement)",
         description="By June 2027, Cottonwood Continuation High will raise its one-year graduation rate for low-income students from 61.5% "
                     "to 72.0% and keep at least nine in ten of its teachers from one year to the next.",
         why="Cottonwood Continuation High generates Equity Multiplier funding. Its graduation rate for low-income students is at the lowest "
             "level, and four of eleven teachers left in one year."),
]

# number, metric, baseline, year 1, year 2, target, difference
METRICS = {
    "1": [("1.1", "English language arts, distance from standard, all students (Dashboard; Priority 4A)",
           "2022-23: 31.4 points below standard", "2023-24: 27.9 points below standard", "2024-25: 24.2 points below standard",
           "2025-26: 16.0 points below standard", "7.2 points higher"),
          ("1.2", "English language arts, distance from standard, students with disabilities (Dashboard; Priority 4A)",
           "2022-23: 104.8 points below standard", "2023-24: 101.0 points below standard", "2024-25: 97.3 points below standard",
           "2025-26: 85.0 points below standard", "7.5 points higher"),
          ("1.3", "Mathematics, distance from standard, all students (Dashboard; Priority 4A)",
           "2022-23: 62.1 points below standard", "2023-24: 58.8 points below standard", "2024-25: 55.5 points below standard",
           "2025-26: 46.0 points below standard", "6.6 points higher"),
          ("1.4", "English learners making progress towards English language proficiency (Dashboard; Priority 4E)",
           "2022-23: 44.6%", "2023-24: 46.9%", "2024-25: 48.2%", "2025-26: 54.0%", "3.6 percentage points higher"),
          ("1.5", "English learner reclassification rate (local student system; Priority 4F)",
           "2022-23: 11.2%", "2023-24: 12.8%", "2024-25: 13.5%", "2025-26: 16.0%", "2.3 percentage points higher"),
          ("1.6", "Students with access to and enrolled in a broad course of study (local; Priority 7A)",
           "2022-23: 100%", "2023-24: 100%", "2024-25: 100%", "2025-26: 100%", "no difference")],
    "2": [("2.1", "Chronic absenteeism rate, all students in kindergarten through grade 8 (Dashboard; Priority 5B)",
           "2022-23: 28.3%", "2023-24: 24.6%", "2024-25: 21.9%", "2025-26: 16.0%", "6.4 percentage points lower"),
          ("2.2", "Chronic absenteeism rate, foster youth (Dashboard; Priority 5B)",
           "2022-23: 41.7%", "2023-24: 38.2%", "2024-25: 35.0%", "2025-26: 25.0%", "6.7 percentage points lower"),
          ("2.3", "Suspension rate, all students (Dashboard; Priority 6A)",
           "2022-23: 5.4%", "2023-24: 4.9%", "2024-25: 4.1%", "2025-26: 3.0%", "1.3 percentage points lower"),
          ("2.4", "Students who say that an adult at school knows them well (local climate survey, grades 5, 7 and 9; Priority 6C)",
           "2022-23: 58%", "2023-24: 61%", "2024-25: 66%", "2025-26: 75%", "8 percentage points higher"),
          ("2.5", "Families who took part in at least one decision-making meeting (local count; Priority 3A)",
           "2022-23: 9%", "2023-24: 11%", "2024-25: 14%", "2025-26: 20%", "5 percentage points higher")],
    "3": [("3.1", "One-year graduation rate, low-income students, Cottonwood Continuation High (Dashboard; Priority 5E)",
           "2022-23: 61.5%", "2023-24: 63.0%", "2024-25: 66.4%", "2026-27: 72.0%", "4.9 percentage points higher"),
          ("3.2", "Teachers of Cottonwood Continuation High who stay from one year to the next (local personnel count; Priority 1A)",
           "2022-23: 64%", "2023-24: 73%", "2024-25: 82%", "2026-27: 91%", "18 percentage points higher")],
}

# number, title, description, groups, contributing, scope, unduplicated groups, location, time, personnel, non-personnel,
# LCFF, other state, local, federal, planned percentage of improved services
LOW, EL, FOSTER = "Low Income", "English Learners", "Foster Youth"
ALL3 = "English Learners\nFoster Youth\nLow Income"
ACTIONS = [
    ("1.1", "Reading help in the school day", "Reading teachers at the three elementary schools work with small groups every day in "
     "kindergarten through grade 3. Addresses the lowest level of students with disabilities in English language arts at Orchard Elementary.",
     "All", "Yes", "LEA-wide", ALL3, "Specific Schools: Alder Creek, Foothill and Orchard Elementary", "Ongoing",
     1_664_000, 116_000, 1_780_000, 0, 0, 0, "0.00%"),
    ("1.2", "Language development and teacher learning", "Designated and integrated English language development every day, for English "
     "learners and for long-term English learners, with two coaches and six days of professional learning for teachers.",
     "English Learners", "Yes", "Limited to Unduplicated Student Group(s)", EL, "All Schools", "Ongoing",
     742_500, 118_500, 861_000, 0, 0, 0, "0.00%"),
    ("1.3", "Mathematics labs in grades 6 to 9", "A second mathematics period with a co-teacher for students who are two grades behind. "
     "Addresses the lowest level of students with disabilities in mathematics at Valley Oak Middle.",
     "All", "Yes", "Schoolwide", LOW, "Specific Schools: Valley Oak Middle, Sierra Vista High", "2 years",
     618_000, 42_000, 660_000, 0, 0, 0, "0.00%"),
    ("1.4", "Co-teaching for students with disabilities", "Pairs of general and special education teachers at Orchard Elementary and Valley Oak Middle.",
     "Students with Disabilities", "No", "", "", "Specific Schools: Orchard Elementary, Valley Oak Middle", "Ongoing",
     905_000, 31_000, 211_000, 0, 0, 725_000, ""),
    ("1.5", "Summer learning", "Five weeks of reading, mathematics and field study, paid from the Learning Recovery Emergency Block Grant; "
     "evidence: a controlled study of voluntary summer programs; monitored by metrics 1.1 and 1.3.",
     "All", "No", "", "", "All Schools", "1 year", 388_000, 64_000, 0, 452_000, 0, 0, ""),
    ("1.6", "Materials and a broad course of study", "Instructional materials aligned with the standards, and music, art and career courses in every school.",
     "All", "No", "", "", "All Schools", "Ongoing", 1_120_000, 735_000, 1_640_000, 0, 215_000, 0, ""),
    ("2.1", "Attendance teams", "A nurse, a family liaison and a counselor at each elementary school visit homes, arrange transport and follow each absence.",
     "All", "Yes", "LEA-wide", ALL3, "All Schools", "Ongoing", 1_015_000, 58_000, 1_073_000, 0, 0, 0, "0.00%"),
    ("2.2", "Foster youth case managers", "Two case managers see every foster youth each week and keep them in one school when a placement changes.",
     "Foster Youth", "Yes", "Limited to Unduplicated Student Group(s)", FOSTER, "All Schools", "Ongoing",
     221_000, 9_000, 230_000, 0, 0, 0, "0.15%"),
    ("2.3", "Counselors and restorative practice", "One counselor for 300 students in grades 6 to 12 and a restorative practice lead at each secondary school.",
     "All", "Yes", "LEA-wide", LOW, "Specific Schools: Valley Oak Middle, Sierra Vista High, Cottonwood Continuation High", "Ongoing",
     1_796_000, 47_000, 1_843_000, 0, 0, 0, "0.00%"),
    ("2.4", "Families as partners", "Interpreters, childcare and meals at meetings; a parent center at each school; translation of every notice.",
     "All", "Yes", "LEA-wide", ALL3, "All Schools", "Ongoing", 402_000, 88_000, 431_000, 0, 0, 59_000, "0.00%"),
    ("2.5", "Transport", "Two more bus routes and passes for foster youth and low-income students.",
     "All", "Yes", "LEA-wide", LOW, "All Schools", "Ongoing", 310_000, 184_000, 494_000, 0, 0, 0, "0.00%"),
    ("3.1", "Credit recovery and mentors at Cottonwood", "Independent credit recovery with a mentor for every student, evening hours and a graduation coach.",
     "Low Income", "No", "", "", "Specific Schools: Cottonwood Continuation High", "2 years", 236_000, 27_000, 0, 263_000, 0, 0, ""),
    ("3.2", "Keeping teachers at Cottonwood", "Paid planning time, a mentor for new teachers and tuition for a second credential.",
     "All", "No", "", "", "Specific Schools: Cottonwood Continuation High", "2 years", 108_000, 34_000, 0, 142_000, 0, 0, ""),
]

# What last year's plan (2025-26) had, by action: factor on this year's amounts, and what was spent of it.
LAST_YEAR_FACTOR = 0.96
SPENT = {"1.1": 0.99, "1.2": 1.01, "1.3": 0.93, "1.4": 1.02, "1.5": 0.88, "1.6": 1.0, "2.1": 0.97, "2.2": 1.0, "2.3": 0.98,
         "2.4": 0.91, "2.5": 1.03, "3.1": 0.86, "3.2": 0.79}
