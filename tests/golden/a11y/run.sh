#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Accessibility of the pages that planonce writes: run.sh BUILD-TREE. The comparison of rules, duties asked twice, a plan and its calendar, an index of several LEAs. Ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/../../.."
planonce=$PWD/${1:?build tree}/bin/planonce
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp tests/golden/a11y/{check.js,package.json,package-lock.json} "$work" || exit 1
(cd "$work" && npm ci --no-audit --no-fund > npm.log 2>&1) || { cat "$work/npm.log"; echo "0 passed, 1 failed"; exit 1; }
"$planonce" build -o "$work/one" --as-of 2026-11-21 samples/district/papers 2> "$work/said" || { cat "$work/said"; exit 1; }
say=(--reason "It is so." --role "business office" --date 2026-06-01)
"$planonce" decide "$work/one" LCAP-ACTION-FUNDS explain "${say[@]}" > "$work/said" || { cat "$work/said"; exit 1; }
"$planonce" decide "$work/one" lcap.L26 confirm --pointer "Board packet, page 4" "${say[@]}" > "$work/said" || { cat "$work/said"; exit 1; }
"$planonce" build -o "$work/one" --as-of 2026-11-21 samples/district/papers 2> "$work/said" || { cat "$work/said"; exit 1; }
"$planonce" read --format json samples/district/papers/lcap-2025-26.pdf > "$work/a.json" 2> /dev/null
sed -e 's/50-79901-0000000/19-79902-0000000/; s/50799010000000/19799020000000/' "$work/a.json" > "$work/b.json"
"$planonce" build -o "$work/two" --as-of 2026-11-21 "$work/a.json" "$work/b.json" 2> "$work/said" || { cat "$work/said"; exit 1; }
"$planonce" identify --compare-rules --format html > "$work/compare.html" 2> "$work/said" || { cat "$work/said"; exit 1; }
"$planonce" duplicates --as-of 2026-11-21 --format html > "$work/duplicates.html" 2> "$work/said" || { cat "$work/said"; exit 1; }
pages=("$work/compare.html" "$work/duplicates.html" "$work/one/plan.html" "$work/one/consistency.html" "$work/one/readiness.html" "$work/one/calendar.html" "$work/two/index.html")
passed=0 failed=0
for page in "${pages[@]}"; do
  if (cd "$work" && node check.js "$page"); then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED ${page#"$work"/}"; fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
