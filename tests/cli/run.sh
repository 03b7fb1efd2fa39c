#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The program as a person calls it: tests/cli/run.sh BUILD-TREE. Exit codes, sentences, what is written and what is not.
# Ends with "N passed, N failed".
. "$(dirname "$0")/expect.sh" "$@"
papers=$PWD/samples/district/papers
export SOURCE_DATE_EPOCH=1795219200 # 2026-11-21

# Wrong use is told in one sentence and exits 2.
expect "no command" 2 "Commands:" "$planonce"
expect "help" 0 "Commands:" "$planonce" --help
expect "version" 0 "planonce 0" "$planonce" --version
expect "misspelt command" 2 "did you mean 'build'" "$planonce" biuld
expect "build without input" 2 "needs at least one file" "$planonce" build
expect "read of two files" 2 "takes one file" "$planonce" read a b
expect "not a date" 2 "write it like 2026-11-21" "$planonce" build --as-of yesterday x
expect "not a school year" 2 "write it like 2026-27" "$planonce" build --year 26 x
expect "unknown program" 2 "nonsense" "$planonce" read --program nonsense "$papers/lcap-2025-26.pdf"
expect "unknown option" 2 "usage:" "$planonce" build --nonsense x
expect "misspelt option" 2 "did you mean --decisions" "$planonce" build --decsions=s x
expect "an option without its text" 2 "output needs DIR" "$planonce" build -o
expect "a text for an option that takes none" 2 "takes nothing behind it" "$planonce" check --in-process=yes x
expect "an unknown letter" 2 "has no option -x" "$planonce" explain -x
expect "read in no such format" 2 "text or json" "$planonce" read --format xml x
for command in build read check identify explain decide calendar programs crosswalk duplicates; do
  expect "$command --help" 0 "usage: planonce $command" "$planonce" $command --help
  # Every option of the usage is explained below it, by a sentence and not by its key.
  for option in $(grep -oE -e '--[a-z][a-z-]*' "$work/out" | sort -u); do
    that "$command $option is explained" grep -qE -e "^ +(-., )?$option( [^ ]+)?  +[a-z]" "$work/out"
  done
  that "$command: no key is shown" test "$(grep -c 'option\.' "$work/out")" = 0
done

# Bad input gets a sentence that names the file; nothing is written.
: > "$work/empty.pdf"; head -c 3000 /dev/urandom > "$work/random.pdf"; mkdir "$work/folder"; mkfifo "$work/pipe"
head -c 60000 "$papers/lcap-2025-26.pdf" > "$work/cut.pdf"
expect "file that is not there" 3 "no such file" "$planonce" build -o "$work/o1" "$work/none.pdf"
expect "empty file" 3 "empty.pdf.*empty" "$planonce" build -o "$work/o1" "$work/empty.pdf"
expect "a document of no program" 3 "itself and not a cover letter" "$planonce" build -o "$work/o1" tests/fuzz/corpus/docx/lists.docx
expect "random bytes" 3 "random.pdf" "$planonce" build -o "$work/o1" "$work/random.pdf"
expect "empty folder" 3 "no file to read" "$planonce" build -o "$work/o1" "$work/folder"
expect "a pipe" 3 "neither a file nor a folder" "$planonce" build -o "$work/o1" "$work/pipe"
that "nothing was written" test ! -e "$work/o1"
expect "read of an empty file" 1 "empty" "$planonce" read "$work/empty.pdf"
expect "read of a folder" 1 "folder" "$planonce" read "$work/folder"
expect "read of a pipe" 1 "pipe" "$planonce" read "$work/pipe"
expect "read of what is not there" 1 "none.pdf" "$planonce" read "$work/none.pdf"

# One bad document never costs the others.
expect "sample beside bad files" 1 "random.pdf" "$planonce" build -o "$work/o2" "$papers" "$work/random.pdf" "$work/empty.pdf"
that "the plan is there" test -s "$work/o2/plan.html" -a -s "$work/o2/plan.json" -a -s "$work/o2/manifest.json"
that "the refused file is named on the plan" grep -q "random.pdf" "$work/o2/plan.html"
that "and named once" bash -c "! grep -qE 'random.pdf(</[a-z]+>)?: random.pdf' '$work/o2/plan.html'"

# The main job, twice, in other orders: same bytes but run.json.
expect "sample district" 0 "Written to" "$planonce" build -o "$work/a" "$papers"
expect "the same, files in other order" 0 "" "$planonce" build -o "$work/b" $(ls -r "$papers"/*)
rm -f "$work"/[ab]/run.json
that "same bytes" diff -r "$work/a" "$work/b"
expect "over itself" 0 "" "$planonce" build -o "$work/a" "$papers"
echo "<!-- mine -->" >> "$work/b/plan.html"
expect "what a person changed is kept, and that is said" 0 "OUT-001" "$planonce" build -o "$work/b" "$papers"
that "in kept/" grep -q "mine" "$work/b/kept/plan.html"
expect "a reader that has seen enough" 0 "lcap" bash -c "set -o pipefail; '$planonce' read '$papers/lcap-2025-26.pdf' | head -n 1; exit \${PIPESTATUS[0]}"
that "is no failure" test ! -s "$work/err"
expect "outputs are no inputs" 3 "no file to read" "$planonce" build -o "$work/c" "$work/a"
mkdir "$work/mine"; echo precious > "$work/mine/notes.txt"
expect "a folder that is not ours" 3 "mine" "$planonce" build -o "$work/mine" "$papers"
that "it is untouched" test "$(cat "$work/mine/notes.txt")" = precious
mkdir "$work/ro" && chmod 555 "$work/ro"
[ "$(id -u)" = 0 ] || expect "a folder that cannot be written" 3 "ro" "$planonce" build -o "$work/ro/out" "$papers"

# Copies, several LEAs, and a document that does not say whose it is.
mkdir "$work/copies"
cp "$papers/lcap-2025-26.pdf" "$work/copies/a.pdf"; cp "$papers/lcap-2025-26.pdf" "$work/copies/b.pdf"
expect "the same file twice" 0 "3 goals, 13 actions" "$planonce" build -o "$work/f" "$work/copies"
that "the copy is named as one" grep -qE '"state": ?"copy"' "$work/f/plan.json"
"$planonce" read --format json "$papers/lcap-2025-26.pdf" > "$work/one.json" 2> /dev/null
sed -e 's/50-79901-0000000/19-79902-0000000/g; s/50799010000000/19799020000000/g; s/Arroyo Claro/Valle Verde/g' "$work/one.json" > "$work/two.json"
sed -e 's/50-79901-0000000//g; s/50799010000000//g; s/Arroyo Claro Unified School District//g' "$work/one.json" > "$work/nobody.json"
expect "two LEAs" 0 "index.html" "$planonce" build -o "$work/g" "$work/one.json" "$work/two.json"
that "a plan for each" test "$(find "$work/g" -name plan.html | wc -l)" = 2 -a -s "$work/g/index.json"
expect "a document of nobody beside one" 1 "" "$planonce" build -o "$work/h" "$work/one.json" "$work/nobody.json"
that "it is listed and joined to none" grep -q "nobody.json" "$work/h/index.html"
that "the other plan is there" test "$(find "$work/h" -name plan.html | wc -l)" = 1

# The state's data files: every row alone, one agency's rows beside its plan.
header='cds\trtype\tschoolname\tdistrictname\tcountyname\tstudentgroup\tcurrdenom\tcurrstatus\tstatuslevel\tsafetynet\treportingyear'
{ printf "$header\n"; for n in $(seq 10 59); do printf "${n}799010000000\tD\t\tNumber $n\tClaro\tSWD\t40\t60.1\t1\tN\t2024\n"; done; } > "$work/grad.txt"
expect "a state file alone" 0 "da-state-files, 50 records" "$planonce" read "$work/grad.txt"
expect "a state file beside the plan" 0 "2 of 2 documents read" "$planonce" build -o "$work/s1" "$work/grad.txt" "$papers/lcap-2025-26.pdf"
that "only the agency's row joins it" python3 -c "import json, sys; s = [s for s in json.load(open(sys.argv[1]))['sources'] if s['name'] == 'grad.txt']; sys.exit(not (len(s) == 1 and s[0]['records'] == 1 and s[0]['cds'] == '50799010000000'))" "$work/s1/plan.json"
sed '/^50799/d' "$work/grad.txt" > "$work/others.txt"
expect "a state file about others" 0 "2 of 2 documents read" "$planonce" build -o "$work/s2" "$work/others.txt" "$papers/lcap-2025-26.pdf"
expect "a state file and two agencies" 0 "3 of 3 documents read" "$planonce" build -o "$work/s3" "$work/grad.txt" "$work/one.json" "$work/two.json"
that "in one process too" bash -c "'$planonce' build --in-process -o '$work/s4' '$work/grad.txt' '$papers/lcap-2025-26.pdf' 2>/dev/null && cmp '$work/s1/plan.json' '$work/s4/plan.json'"
expect "a state file makes no plan" 3 "whose plan is built" "$planonce" build -o "$work/s5" "$work/grad.txt"

# The other commands.
expect "programs" 0 "lcap" "$planonce" programs
expect "programs as JSON" 0 '"planonce/programs/1"' "$planonce" programs --format json
expect "read as JSON" 0 '"planonce/records/1"' "$planonce" read --format json "$papers/lcap-2025-26.pdf"
expect "records are input too" 0 "" bash -c "'$planonce' read --format json '$papers/lcap-2025-26.pdf' > '$work/r.json' 2>/dev/null && '$planonce' build -o '$work/d' '$work/r.json'"
expect "crosswalk check" 0 "crosswalk" "$planonce" crosswalk check
expect "crosswalk test" 0 "crosswalk" "$planonce" crosswalk test
expect "expected dates" 0 "expected dates: .* 0 failed" "$planonce" crosswalk test
expect "calendar of any district" 0 '"planonce/calendar/1"' "$planonce" calendar --year 2026-27
expect "calendar as iCalendar" 0 "METHOD:PUBLISH" "$planonce" calendar --year 2026-27 --format ics
expect "calendar of a wrong year" 2 "write it like 2026-27" "$planonce" calendar --year 2026
expect "calendar in no such format" 2 "ics, json, csv or html" "$planonce" calendar --format xml
printf '{"format": "planonce/facts/1",\n"lea": {"cds": "5079901", "type": "distric"}}' > "$work/facts.json"
expect "facts with a mistake" 3 "facts.json:2: error: .*did you mean 'district'" "$planonce" calendar --lea "$work/facts.json"
printf '{"format": "planonce/facts/1",\n"lea": {"cds": "5079901", "type": "charter"}}' > "$work/facts.json"
expect "calendar of a charter school" 0 "charter" "$planonce" calendar --year 2026-27 --lea "$work/facts.json"
expect "facts for a check" 0 "LCAP-" "$planonce" check --lea "$work/facts.json" "$papers"
expect "check" 0 "LCAP-" "$planonce" check "$papers"
expect "explain a code" 0 "page" "$planonce" explain "$work/a" 2.5
expect "explain what is not there" 3 "" "$planonce" explain "$work/a" nothing-of-the-kind
expect "explain in no plan" 3 "holds no plan" "$planonce" explain "$work/folder" 1.1
expect "sandbox required" 0 "" "$planonce" build --require-sandbox -o "$work/e" "$papers"


# What the system refuses is told with what to do. Root may read everything, so as somebody else where that is possible.
expect "output on a full disk" 3 "could not be written completely" bash -c "'$planonce' read --format json '$papers/lcap-2025-26.pdf' > /dev/full"
as_somebody=(); [ "$(id -u)" != 0 ] || as_somebody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
chmod 755 "$work"; cp "$papers/lcap-2025-26.pdf" "$work/closed.pdf"; chmod 0 "$work/closed.pdf"; mkdir "$work/shut"; chmod 0 "$work/shut"
expect "a file that may not be read" 1 "folder of your own" "${as_somebody[@]}" "$planonce" read "$work/closed.pdf"
expect "a folder that may not be listed" 3 "folder of your own" "${as_somebody[@]}" "$planonce" build -o "$work/o9" "$work/shut"
expect "a plan where nothing may be written" 3 "folder of your own" "${as_somebody[@]}" "$planonce" build -o "$work/shut/plan" "$papers/lcap-2025-26.pdf"
chmod 755 "$work/shut"

summary
