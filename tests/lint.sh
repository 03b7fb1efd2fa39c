#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# What can be said of the code without running it: clang-tidy, each header alone, licence lines, limits of length, leftovers.
# Ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."
passed=0 failed=0
judge() { # judge NAME LOG: fails if LOG has a line
  if [ -s "$2" ]; then
    echo "FAILED $1"; head -n 40 "$2"; failed=$((failed + 1))
  else
    echo "ok     $1"; passed=$((passed + 1))
  fi
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t sources < <(git ls-files 'host/*.c' 'plugins/*.c')
mapfile -t headers < <(git ls-files 'host/*.h')

# The database of gcc's build names warnings that clang does not have; the clang build's does not.
tree=build/clang
[ -f "$tree/compile_commands.json" ] || cmake --preset clang > /dev/null
# The path-sensitive analyzer takes ten times as long as all other checks together: PLANONCE_LINT=full runs it too.
checks=-clang-analyzer-*
[ "${PLANONCE_LINT:-}" = full ] && checks=
# One file per process: with several, clang-tidy 14 carries its model of va_list from one file into the next.
printf '%s\n' "${sources[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy -p "$tree" --quiet ${checks:+--checks="$checks"} > "$work/tidy.all" 2> "$work/tidy.err"
tidied=$?
grep -E "(warning|error):" "$work/tidy.all" | sort -u > "$work/tidy"
if [ "$tidied" != 0 ] && [ ! -s "$work/tidy" ]; then tail -n 5 "$work/tidy.err" > "$work/tidy"; fi
judge "clang-tidy over ${#sources[@]} files" "$work/tidy"

for header in "${headers[@]}"; do
  printf '#include "%s"\nint planonce_header_alone;\n' "${header#host/}" | gcc -std=c17 -D_GNU_SOURCE -fsyntax-only -Ihost -Ihost/include \
    $(pkg-config --cflags libxml-2.0 libcjson) -x c - 2>> "$work/headers" || true
done
judge "each of ${#headers[@]} headers compiles alone" "$work/headers"

git ls-files '*.c' '*.h' '*.sh' '*.py' '*.cmake' | xargs grep -L "SPDX-License-Identifier: Apache-2.0" > "$work/licence"
judge "licence line in every source file" "$work/licence"

git ls-files 'host/*.c' 'host/*.h' 'plugins/*.c' | xargs wc -l | awk '$2 != "total" && $1 > 800' > "$work/long"
judge "no source file over 800 lines" "$work/long"

# A function begins with a line at the margin that ends in "{" and ends with "}" at the margin.
awk 'FNR == 1 {start = 0} /^[a-z].*\) \{$/ || (/^ .*\) \{$/ && !start && !/^ +(if|for|while|switch)/) {start = FNR}
  /^}/ {if (start && FNR - start + 1 > 60) print FILENAME ":" start ": " FNR - start + 1 " lines"; start = 0}' "${sources[@]}" > "$work/functions"
judge "no function over 60 lines" "$work/functions"

grep -nE '\b(strcpy|strcat|sprintf|strtok|atoi|atof|gets|alloca|strtod|setlocale)\(' "${sources[@]}" > "$work/banned"
judge "no banned function" "$work/banned"

# No program by name in the host; words in comments and examples of ids are not code.
grep -nE '^[^/*]*"([^"]*[^a-zA-Z"])?(lcap|spsa|csi|cim|LCAP|SPSA|CSI|CIM)([^a-zA-Z"][^"]*)?"|"da"' $(git ls-files 'host/*.c') > "$work/names"
judge "the host knows no program by name" "$work/names"

grep -nwE '(TODO|FIXME|XXX|HACK)' $(git ls-files '*.c' '*.h' '*.sh' '*.py' '*.xml' '*.md') | grep -v '^tests/lint.sh' > "$work/todo"
judge "no leftovers" "$work/todo"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
