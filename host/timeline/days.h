/* SPDX-License-Identifier: Apache-2.0
 *
 * Days: which are holidays, which are working days, which are school days. Holidays of law are rules in program files
 * (plugins/lea/holidays.xml); what a district closes beyond them stands in its facts.
 *
 * Three questions, three answers:
 *   courts   a last day to act that falls on it is moved to the next that is none (EC 9; CCP 12, 12a, 12b, 135; Gov. Code 6700, 6800)
 *   offices  not a working day
 *   schools  not a school day (EC 37220); known only inside school years that the district gave
 */
#ifndef PO_TIMELINE_DAYS_H
#define PO_TIMELINE_DAYS_H

#include "facts/facts.h"

/* By what law a last day to act moves on: printed beside each latest date. */
#define PO_LATEST_CITATION "EC 9; CCP 12, 12a, 12b, 135; Gov. Code 6700, 6800"

typedef struct po_holidays po_holidays; /* of law, for all LEAs; years are worked out when first asked for */

/* The holidays of all programs. Belongs to `arena`; programs are borrowed. */
po_holidays *po_holidays_create(po_arena *arena, const po_program *const *programs, size_t program_count);

typedef enum po_closing { PO_CLOSES_COURTS = 1, PO_CLOSES_OFFICES = 2, PO_CLOSES_SCHOOLS = 4 } po_closing;

/* The holiday of law that closes this on the day, or NULL; weekends are none. */
const po_holiday *po_holiday_on(po_holidays *holidays, po_date date, po_closing closing);

/* Days as one LEA counts them. `facts` may be NULL. Borrowed: both. */
typedef struct po_days {
    po_holidays *holidays;
    const po_lea_facts *facts;
} po_days;

bool po_day_extends(const po_days *days, po_date date); /* Saturday, Sunday or holiday of the courts */
bool po_day_working(const po_days *days, po_date date);
bool po_day_school(const po_days *days, po_date date); /* false outside the school years that are known */
bool po_day_school_known(const po_days *days, po_date date);

po_date po_days_extended(const po_days *days, po_date date);         /* itself, or the next day that does not extend */
po_date po_days_working_before(const po_days *days, po_date date);   /* itself, or the last working day before it */

/* The nth working day after (negative: before) the date, which is not counted. */
po_date po_days_add_working(const po_days *days, po_date date, int count);

/* The same in school days; none where the school year is not known. */
po_date po_days_add_school(const po_days *days, po_date date, int count);

#endif
