#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# planonce identify on made-up state files: tests/cli/identify.sh BUILD-TREE. Exit codes, sentences, the same bytes twice, letters, comparison of rules.
# Ends with "N passed, N failed".
. "$(dirname "$0")/expect.sh" "$@"

# Wrong use is told in one sentence and exits 2.
expect "help" 0 "usage: planonce identify" "$planonce" identify --help
expect "without input" 2 "needs at least one file" "$planonce" identify
expect "not a year" 2 "write it like 2023" "$planonce" identify --year 2023-24 x
expect "a year before Dashboards" 2 "not the year of a Dashboard" "$planonce" identify --year 1999 x
expect "not a format" 2 "text, json, tsv" "$planonce" identify --format xml x
expect "rules take no file" 2 "takes no file" "$planonce" identify --compare-rules x
expect "html is for the rules" 2 "html is for --compare-rules" "$planonce" identify --format html x
expect "a file that is not there" 3 "IN-001" "$planonce" identify "$work/none.tsv"
expect "a plan says nothing of it" 3 "nothing in what was given" "$planonce" identify samples/district/papers/lcap-2025-26.pdf

# A Dashboard file of a district nobody has: red in suspension and absenteeism for one group.
file=$work/dashboard2023.tsv
{
  printf 'cds\trtype\tschoolname\tdistrictname\tstudentgroup\tcurrdenom\tcurrstatus\tstatuslevel\tchangelevel\tcolor\tbox\tcurrnsizemet\tindicator\treportingyear\n'
  for indicator in ELA MATH GRAD CCI ELPI CHRO SUSP; do
    for group in ALL HI SED; do
      printf '50799010000000\tD\t\tArroyo Claro Unified\t%s\t500\t10\t5\t3\t5\t30\tY\t%s\t2023\n' $group $indicator
    done
  done
  for indicator in CHRO SUSP; do
    printf '50799010000000\tD\t\tArroyo Claro Unified\tSWD\t200\t10\t1\t3\t1\t230\tY\t%s\t2023\n' $indicator
  done
} > "$file"
expect "in plain words" 0 "Why the state is looking at us" "$planonce" identify "$file"
that "the levels behind it" grep -q "Because of: Chronic absenteeism red; Suspension rate red (2023)" "$work/out"
that "what would end it" grep -q "Suspension rate one level up, from red to orange" "$work/out"
that "what follows" grep -q "What follows: The county superintendent" "$work/out"
that "the file's own arithmetic" grep -q "follows from status and change: 23 of 23" "$work/out"
expect "as JSON" 0 '"format": "planonce/identify/1"' "$planonce" identify --format json "$file"
cp "$work/out" "$work/first"
that "it is JSON" python3 -c "import json,sys; d=json.load(open('$work/first')); e=d['entities'][0]; sys.exit(not (e['cds']=='50799010000000' and e['groups'][0]['group']=='SWD' and e['groups'][0]['priorities']==[5,6]))"
expect "the same bytes" 0 "" "$planonce" identify --format json "$file"
that "twice" cmp -s "$work/out" "$work/first"
expect "as lines" 0 "^50799010000000" "$planonce" identify --format tsv "$file"
that "each with as many columns" bash -c "[ \$(awk -F'\t' '{print NF}' '$work/out' | sort -u | wc -l) = 1 ]"
expect "a year without a rule" 0 "rule not confirmed" bash -c "sed 's/2023\$/2026/' '$file' > '$work/dashboard2026.tsv' && '$planonce' identify '$work/dashboard2026.tsv'"
expect "beside a bad file" 1 "random.tsv" bash -c "head -c 3000 /dev/urandom > '$work/random.tsv'; '$planonce' identify '$file' '$work/random.tsv'"
sed 's/230\tY\tSUSP/240\tY\tSUSP/' "$file" > "$work/broken.tsv"
expect "a row that breaks the file's arithmetic" 0 "The first that breaks it" "$planonce" identify "$work/broken.tsv"

# A letter counts where no state file speaks.
cat > "$work/facts.json" <<'JSON'
{"format": "planonce/facts/1", "lea": {"cds": "50799010000000", "name": "Arroyo Claro Unified", "type": "district"},
 "statuses": [{"status": "da", "dashboard": 2023, "term_year": 1, "groups": ["students-with-disabilities"], "letter": "2023-12-15", "source": "letter of the county office"},
              {"status": "cim", "tier": "targeted", "letter": "2024-03-15", "source": "annual determination"},
              {"status": "dta", "dashboard": 2023, "letter": "2024-01-20", "source": "letter of the state collaborative"}],
 "schools": [{"cds": "50799016000001", "name": "Alder Creek Elementary", "statuses": [{"status": "csi", "reason": "low graduation", "dashboard": 2023, "letter": "2024-01-10", "source": "letter"}]}]}
JSON
expect "a letter alone" 0 "as notified 2023-12-15" "$planonce" identify --lea "$work/facts.json"
that "and the referral" grep -q "direct technical assistance" "$work/out"
that "of a school too" grep -q "CSI, low graduation, Dashboard 2023 (as notified 2024-01-10)" "$work/out"
that "and of a tier, never computed" grep -q "CIM, targeted, 2024 (as notified 2024-03-15)" "$work/out"
expect "a letter beside levels" 0 '"basis": "as-notified"' "$planonce" identify --format json --lea "$work/facts.json" "$file"
that "and what is computed" grep -q '"computed": "differentiated-assistance-year-1"' "$work/out"
sed 's/"da"/"dad"/' "$work/facts.json" > "$work/wrong.json"
expect "facts with a mistake" 3 "FACT-" "$planonce" identify --lea "$work/wrong.json" "$file"

# Rules side by side.
expect "rules as text" 0 "Differentiated assistance" "$planonce" identify --compare-rules
that "all of them" bash -c "for t in 'Geographic Lead' 'Direct technical' 'CSI, low' ATSI TSI CIM; do grep -q \"\$t\" '$work/out' || exit 1; done"
expect "rules as JSON" 0 '"format": "planonce/rules-compared/1"' "$planonce" identify --compare-rules --format json
expect "rules as a page" 0 "<th scope=\"col\">Differentiated assistance</th>" "$planonce" identify --compare-rules --format html
that "without holes" bash -c "! grep -q '\[compare\.\|{{' '$work/out'"

summary
