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
printf '%s\n' "${sources[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy -p "$tree" --quiet > "$work/tidy.all" 2> /dev/null
grep -E "(warning|error):" "$work/tidy.all" | sort -u > "$work/tidy"
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

grep -nE '\b(strcpy|strcat|sprintf|strtok|atoi|atof|gets|alloca|strtod|setlocale)\(' "${sources[@]}" > "$work/banned"
judge "no banned function" "$work/banned"

# No program by name in the host; words in comments and examples of ids are not code.
grep -nE '"(lcap|spsa|csi|cim|da)"' $(git ls-files 'host/*.c') > "$work/names"
judge "the host knows no program by name" "$work/names"

grep -nE '(TODO|FIXME|XXX|HACK)' $(git ls-files '*.c' '*.h' '*.sh' '*.py' '*.xml' '*.md') | grep -v '^tests/lint.sh' > "$work/todo"
judge "no leftovers" "$work/todo"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
