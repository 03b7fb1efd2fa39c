# SPDX-License-Identifier: Apache-2.0
"""Four schools of the made-up district and what their plans for 2026-27 say. make_spsa.py computes every total from it.

What is not as it should be stands under `fault` of the school and is listed in README.md; everything else agrees with itself and with
the district's plan (district.py).
"""
TITLE1, LCFF, EQUITY, CSI = ("Title I Part A: Allocation", "LCFF Supplemental and Concentration", "Equity Multiplier",
                             "Comprehensive Support and Improvement (CSI)")
CERTIFICATED, CLASSIFIED, BENEFITS, SUPPLIES, SERVICES = (
    "1000-1999: Certificated Personnel Salaries", "2000-2999: Classified Personnel Salaries", "3000-3999: Employee Benefits",
    "4000-4999: Books and Supplies", "5000-5999: Services and Other Operating Expenditures")
LCAP = {"1": "LCAP Goal 1: All students will read, write and reason with numbers at grade level.",
        "2": "LCAP Goal 2: Students will come to school every day and feel that they belong there.",
        "3": "LCAP Goal 3: Graduation and staying teachers at Cottonwood Continuation High."}
REVIEW = {
    "begun": ("Every strategy of this goal was carried out from the second month of the year on. The council looked at attendance lists and "
              "test results in November, February and April; the groups that met most often moved most.",
              "One position was open until October, so less was spent on salaries and more on substitutes. Nothing else differed.",
              "The measures stay the same. The strategy that began late is planned from August, as the table of strategies shows."),
    "late": ("The first strategy ran all year; the second began in January, when the coach was hired. Teachers judged both useful in the "
             "survey of May, and results rose where both were in place.",
             "Half of the money for the second strategy was not spent and was returned to the school's allocation.",
             "The second strategy is kept for a full year before it is judged. Its measure is new in the table of outcomes."),
}

ALDER_CREEK = dict(
    name="Alder Creek Elementary School", cds="50-79901-6110021", types=["schoolwide"], ssc="June 24, 2026", board="June 23, 2026",
    adopted="June 24, 2026", signed="June 24, 2026", level="elementary",
    description="Alder Creek teaches 512 children from transitional kindergarten to grade 6; seven in ten come from low-income families and three "
    "in ten are learning English. This plan spends the school's federal and supplemental money on reading in the first grades, on language "
    "development and on attendance, the three areas that the district's plan names for elementary schools. Each goal below repeats the "
    "district goal it serves and says what this school does beyond the district's own actions.",
    partners="The council met on October 14, December 9, February 10, April 21 and June 24. The English learner advisory committee read the draft on "
    "May 12 and asked for a second evening class; the strategy for families was changed. Teachers reviewed results by grade in three staff "
    "meetings. Parents answered a survey in three languages in March.",
    inequities="", red_orange="English language arts was in Orange for all students on the 2025 Dashboard. Chronic absenteeism was in Orange; it had been in "
    "Red the year before.", two_levels="English learner progress was in Yellow while students with disabilities were in Red in English language "
    "arts, two levels below all students.", other_needs="The screening of January showed that 43% of first graders had not mastered the sounds that "
    "the grade expects by then. Families named transport and illness as reasons for absence.",
    council=dict(principal=1, teachers=3, staff=1, parents=4, students=0), groups=["English Learner Advisory Committee"],
    goals=[
        dict(title="Reading by grade 3", text="Every child reads at grade level by the end of grade 3, and children who are learning English read as well "
             "as their classmates.", lcap="1", need="Fewer than half of the third graders met the standard in English language arts. The gap opens in "
             "kindergarten, where letter sounds are learned.",
             metrics=[("English language arts, distance from standard, all students (Dashboard)", "2024-25: 38.6 points below standard", "2025-26: 30.0 points below standard"),
                      ("First graders at benchmark in the January reading screening (local)", "2025-26: 57%", "2026-27: 68%"),
                      ("English learner reclassification rate (local student system)", "2024-25: 12.1%", "2025-26: 15.0%")],
             strategies=[("Two reading teachers take groups of four children from kindergarten to grade 2 every morning. Groups change every six weeks, "
                          "after a short test.", "All Students", [(96_400, TITLE1, CERTIFICATED), (31_800, TITLE1, BENEFITS)]),
                         ("Teachers of kindergarten and grade 1 practice how to teach letter sounds with a coach, two hours each month.", "All Students",
                          [(8_600, LCFF, CERTIFICATED)]),
                         ("Decodable books for classrooms and for reading at home.", "All Students", [(12_750, TITLE1, SUPPLIES)])], review="begun"),
        dict(title="English every day", text="Children who are learning English speak, read and write more of it every day and are reclassified before they "
             "leave grade 5.", lcap="1", need="One English learner in eight was reclassified last year; those who stay longest speak well and write little.",
             metrics=[("English learners making progress towards English language proficiency (Dashboard)", "2024-25: 47.5%", "2025-26: 53.0%")],
             strategies=[("Thirty minutes of language development in groups by level, four days a week, taught by the classroom teachers together.",
                          "English Learners", [(6_900, LCFF, CERTIFICATED)]),
                         ("A bilingual aide works with newcomers and calls their families each week.", "English Learners",
                          [(38_200, LCFF, CLASSIFIED), (14_300, LCFF, BENEFITS)])], review="late"),
        dict(title="In school every day", text="Fewer than one child in seven misses a tenth of the year.", lcap="2", need="Absence is highest in kindergarten and "
             "in the winter months. Children in foster care miss most.",
             metrics=[("Chronic absenteeism rate, all students (Dashboard)", "2024-25: 23.4%", "2025-26: 17.0%")],
             strategies=[("A family liaison calls on the second day of an absence and visits on the fourth; with the nurse she finds what would help.",
                          "All Students", [(27_600, TITLE1, CLASSIFIED), (9_450, TITLE1, BENEFITS)]),
                         ("Two evenings and four Saturday mornings for families, with interpreters, about attendance, health and reading at home.",
                          "All Students", [(4_800, TITLE1, SERVICES)])], review="begun")],
    fault=dict(strategies_total=1_000))

ORCHARD = dict(
    name="Orchard Elementary School", cds="50-79901-6110047", types=["schoolwide", "atsi"], type_groups="Students with disabilities", ssc="May 27, 2026",
    board="June 23, 2026", adopted="May 20, 2026", signed="May 27, 2026", level="elementary",
    description="Orchard teaches 486 children in kindergarten to grade 6, one in six of whom has a disability. The school was found eligible for "
    "Additional Targeted Support and Improvement because of the results of students with disabilities; this plan is its plan for that "
    "support and its schoolwide plan. With the district it puts pairs of teachers into classrooms, as action 1.4 of the district's plan says.",
    partners="The council met six times between September and May. Parents of children with disabilities were asked in two meetings and by telephone. "
    "The special education teachers went through every goal with the grade teams in March. The English learner advisory committee read the "
    "draft on April 29.",
    inequities="", red_orange="English language arts and mathematics were in Orange for all students on the 2025 Dashboard.",
    two_levels="Students with disabilities were in Red in English language arts while all students were in Yellow the year before; suspension shows "
    "the same gap.", other_needs="Of the lessons that were observed in the fall, a third put children with disabilities at a table of their own.",
    council=dict(principal=1, teachers=3, staff=1, parents=5, students=0), groups=["English Learner Advisory Committee", "Special Education Advisory Committee"],
    goals=[
        dict(title="Reading with one another", text="Children with disabilities learn to read in the same room and from the same books as their classmates, and "
             "gain a year and a half in each year.", lcap="1", need="Students with disabilities read 112 points below the standard; those in shared "
             "classrooms gained twice as much as those taught apart.",
             metrics=[("English language arts, distance from standard, students with disabilities (Dashboard)", "2024-25: 112.3 points below standard", "2025-26: 98.0 points below standard"),
                      ("Lessons in English language arts taught by two teachers (local schedule)", "2025-26: 38%", "2026-27: 60%")],
             strategies=[("A second teacher joins the language arts block in grades 3 to 6 every day.", "Students with Disabilities",
                          [(104_300, TITLE1, CERTIFICATED), (33_900, TITLE1, BENEFITS)]),
                         ("Pairs of teachers plan for an hour each week; substitutes free them.", "Students with Disabilities", [(14_200, LCFF, CERTIFICATED)]),
                         ("Audio books and readers with large print for every classroom.", "Students with Disabilities", [(7_900, TITLE1, SUPPLIES)])],
             review="begun"),
        dict(title="Mathematics that can be seen", text="Children explain what they calculate, with drawings and objects before signs.", lcap="1",
             need="Mathematics fell at the step from grade 3 to grade 4 in each of the last three years.",
             metrics=[("Mathematics, distance from standard, all students (Dashboard)", "2024-25: 58.0 points below standard", "2025-26: 47.0 points below standard"),
                      ("Fourth graders who pass the fractions check in March (local)", "2025-26: 49%", "2026-27: 62%")],
             strategies=[("A coach teaches model lessons in grades 3 to 5 and plans with the teams.", "All Students",
                          [(41_700, TITLE1, CERTIFICATED), (13_400, TITLE1, BENEFITS)]),
                         ("Fraction pieces, scales and number lines for twelve classrooms.", "All Students", [(5_350, LCFF, SUPPLIES)])], review="late"),
        dict(title="A calm school", text="No child is sent home for what can be mended at school.", lcap="2", need="Children with disabilities were suspended three "
             "times as often as others.",
             metrics=[("Suspension rate, students with disabilities (Dashboard)", "2024-25: 6.8%", "2025-26: 4.0%"),
                      ("Children who say that an adult at school knows them well (local survey, grade 5)", "2025-26: 64%", "2026-27: 72%")],
             strategies=[("An aide leads a quiet room at recess and lunch and works with the counselor on plans for single children.", "All Students",
                          [(32_600, LCFF, CLASSIFIED), (11_250, LCFF, BENEFITS)]),
                         ("All staff practice how to calm a conflict, in three afternoons.", "All Students", [(3_600, LCFF, SERVICES)])], review="begun")],
    fault=dict(expected_missing=(3, 2)))

VALLEY_OAK = dict(
    name="Valley Oak Middle School", cds="50-79901-6058820", types=["schoolwide"], ssc="May 19, 2026", board="June 23, 2026", adopted="May 19, 2026",
    signed="May 19, 2026", level="middle",
    description="Valley Oak teaches 742 students in grades 6 to 8. Most came through three elementary schools with different schedules; the plan's first "
    "concern is that they meet the same mathematics. It adds to the district's mathematics labs (action 1.3 of the district's plan) what "
    "happens before and after the lab, and to the district's counselors a program for the first six weeks of grade 6.",
    partners="Meetings of the council on September 23, November 18, January 20, March 17 and May 19. Students of the leadership class held interviews with "
    "sixty classmates. Parents met in four languages on February 25. The mathematics department wrote the first draft of goal 1.",
    inequities="", red_orange="Mathematics and suspension were in Orange for all students on the 2025 Dashboard.",
    two_levels="Students with disabilities were in Red in mathematics while all students were in Orange; no group was two levels below all students "
    "in any other indicator.", other_needs="Grade lists of the first quarter show that a third of sixth graders fail at least one course.",
    council=dict(principal=1, teachers=4, staff=1, parents=3, students=3), groups=["English Learner Advisory Committee"],
    goals=[
        dict(title="Ready for algebra", text="Every student leaves grade 8 ready for algebra, and students with disabilities close half of the distance to "
             "their classmates.", lcap="1", need="Sixth graders arrive two years apart from one another; those who failed the first unit did not "
             "catch up by June.",
             metrics=[("Mathematics, distance from standard, all students (Dashboard)", "2024-25: 71.9 points below standard", "2025-26: 60.0 points below standard"),
                      ("Sixth graders who pass all units of mathematics (local grade lists)", "2025-26: 58%", "2026-27: 70%")],
             strategies=[("Tutors from the teachers' college work with groups of three, four mornings a week before school.", "All Students",
                          [(48_600, TITLE1, SERVICES)]),
                         ("The mathematics department scores the common tests together, twice each quarter.", "All Students",
                          [(9_300, TITLE1, CERTIFICATED), (1_950, TITLE1, BENEFITS)]),
                         ("A summer bridge of three weeks for new sixth graders who are two years behind.", "Low Income",
                          [(22_400, LCFF, CERTIFICATED), (4_750, LCFF, BENEFITS), (2_600, LCFF, SUPPLIES)])], review="late"),
        dict(title="Known by name", text="Every student is known by name and by strength to at least two adults.", lcap="2", need="Suspensions cluster in "
             "the first ten weeks of grade 6.",
             metrics=[("Suspension rate, all students (Dashboard)", "2024-25: 7.9%", "2025-26: 5.5%"),
                      ("Students who say that an adult at school knows them well (local climate survey, grade 7)", "2025-26: 61%", "2026-27: 70%")],
             strategies=[("Advisory groups of fourteen meet every day in the first six weeks and twice a week afterwards.", "All Students",
                          [(11_800, LCFF, CERTIFICATED)]),
                         ("A campus monitor trained in restorative practice works at the two gates and at lunch.", "All Students",
                          [(34_100, LCFF, CLASSIFIED), (12_300, LCFF, BENEFITS)])], review="begun"),
        dict(title="Families in the room", text="Families know what their child learns this month and whom to ask.", lcap="2", need="One family in nine came to a "
             "meeting about learning last year; many work in the evening.",
             metrics=[("Families who took part in a meeting about learning (local count)", "2025-26: 11%", "2026-27: 20%")],
             strategies=[("Student-led conferences on two Saturdays, with interpreters and childcare.", "All Students",
                          [(5_200, TITLE1, CERTIFICATED), (1_800, TITLE1, SERVICES)]),
                         ("Home visits by pairs of teachers to students who are new or failing.", "Low Income", [(18_000, CSI, CERTIFICATED)])],
             review="begun")],
    csi=187_400, fault=dict(no_lcap=2, no_such_goal=3, conapp=-7_500))

COTTONWOOD = dict(
    name="Cottonwood Continuation High School", cds="50-79901-130024", types=["schoolwide", "csi"], ssc="", board="June 23, 2026", adopted="May 28, 2026",
    signed="May 28, 2026", level="high",
    description="Cottonwood is a continuation high school with 118 students, most of them in grades 11 and 12 and short of credits. It was found eligible for "
    "Comprehensive Support and Improvement because of its graduation rate. This plan is the school's plan for that support and its schoolwide "
    "plan. It goes with goal 3 of the district's plan, the focus goal for the school's Equity Multiplier money.",
    partners="The council met every month from September to May. Students were asked in advisory groups in October and in March; a group of nine wrote the "
    "first list of what keeps them from graduating. Staff worked through the state's data in two afternoons with the county office. Parents "
    "were called one by one.",
    inequities="The school has one counselor for all its students, as the larger high school has one for 300, but no nurse and no career technician. Its "
    "teachers have on average four years of experience, against eleven in the district. Money for support is spent on both: a career "
    "technician two days a week, and planning time that makes teachers stay.",
    red_orange="The graduation rate was in Red. Suspension was in Orange.",
    two_levels="No student group was two levels below all students: nearly all students belong to one group.",
    other_needs="Students who earned fewer than 20 credits in the first semester did not graduate in the last two years.",
    council=dict(principal=1, teachers=1, staff=1, parents=2, students=1), groups=["English Learner Advisory Committee"],
    goals=[
        dict(title="Graduate", text="Seven in ten students graduate within a year of becoming seniors, and each leaves with a plan.", lcap="3", need="Of the "
             "low-income seniors a third did not graduate. Credits are lost in the first weeks at the school and after every change of schedule.",
             metrics=[("One-year graduation rate, low-income students, Cottonwood Continuation High (Dashboard)", "2024-25: 64.6%", "2026-27: 72.0%"),
                      ("Students who earn 20 credits or more in the first semester (local student system)", "2025-26: 52%", "2026-27: 65%")],
             strategies=[("Credit recovery and mentors at Cottonwood: independent credit recovery with a mentor for every student, evening hours and a "
                          "graduation coach.", "Low Income", [(181_000, EQUITY, CERTIFICATED), (55_000, EQUITY, BENEFITS)]),
                         ("A career technician meets every senior each week about work, college and the steps in between.", "All Students",
                          [(58_900, CSI, CLASSIFIED), (21_300, CSI, BENEFITS)]),
                         ("Paid internships of six weeks with employers of the county.", "Low Income", [(44_200, CSI, SERVICES)])], review="begun"),
        dict(title="Teachers who stay", text="Nine in ten teachers stay from one year to the next, and every new one has a mentor.", lcap="3",
             need="Four of eleven teachers left in one year. Those who left named planning time and the number of different courses.",
             metrics=[("Teachers of Cottonwood Continuation High who stay from one year to the next (local personnel count)", "2024-25: 82%", "2026-27: 91%")],
             strategies=[("Keeping teachers at Cottonwood: paid planning time, a mentor for new teachers and tuition for a second credential.", "All Students",
                          [(108_000, EQUITY, CERTIFICATED), (34_000, EQUITY, SERVICES)]),
                         ("A study group on teaching in short cycles, led by the county office.", "All Students", [(26_500, CSI, SERVICES)])], review="late"),
        dict(title="Mathematics for work", text="Students use mathematics that their next step asks for.", lcap="1", need="Most students have not passed a course in "
             "mathematics since grade 9.",
             metrics=[("Students who pass two courses in mathematics (local student system)", "2025-26: 44%", "2026-27: 58%")],
             strategies=[("Short courses of five weeks in measurement, money and statistics, taught with the career programs.", "All Students",
                          [(36_500, CSI, CERTIFICATED)]),
                         ("Calculators, tools and printed courses.", "All Students", [(9_800, TITLE1, SUPPLIES)])], review="begun")],
    csi=187_400, fault=dict())
