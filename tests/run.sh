#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# All tests: installs what they need, builds with every compiler and sanitizer, runs every kind of test, and ends with the line
# "N passed, N failed". Each step is one line; what it printed is shown only when it failed. Logs stay in build/logs.
#
# tests/run.sh [STEP...]   only these steps (names as printed)
set -uo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/logs
passed=0 failed=0 wanted=("$@")
export LC_ALL=C.UTF-8

# step NAME COMMAND...: one line per step; counts the closing "N passed, N failed" of a step that prints one, else one test.
step() {
  local name=$1 log="build/logs/$1.log" began=$SECONDS
  shift
  if [ "${#wanted[@]}" -gt 0 ] && [[ " ${wanted[*]} " != *" $name "* ]]; then return 0; fi
  if "$@" > "$log" 2>&1; then local ok=1; else local ok=0; fi
  local line
  line=$(grep -aoE '[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1)
  if [ -n "$line" ]; then
    passed=$((passed + ${line%% passed*}))
    local bad=${line##*, }
    bad=${bad%% failed*}
    failed=$((failed + bad))
    if [ "$ok" = 0 ] && [ "$bad" = 0 ]; then failed=$((failed + 1)); fi
    if [ "$bad" != 0 ]; then ok=0; fi
  else
    passed=$((passed + ok))
    failed=$((failed + 1 - ok))
  fi
  printf '%-28s %-7s %4ds  %s\n' "$name" "$([ "$ok" = 1 ] && echo ok || echo FAILED)" $((SECONDS - began)) "$line"
  if [ "$ok" = 0 ]; then tail -n 60 "$log"; fi
  return 0
}

# ctest's closing line, as ours; the second argument is a pattern of tests.
unit() {
  local tree=$1 out
  out=$(ctest --test-dir "$tree" -R "$2" --output-on-failure -j "$(nproc)" 2>&1)
  local code=$?
  printf '%s\n' "$out"
  local total bad
  total=$(printf '%s\n' "$out" | grep -oE 'tests failed out of [0-9]+' | grep -oE '[0-9]+$')
  bad=$(printf '%s\n' "$out" | grep -oE '[0-9]+ tests failed out of' | grep -oE '^[0-9]+')
  [ -n "$total" ] || return 1
  echo "$((total - bad)) passed, $bad failed"
  return $code
}

build() { cmake --preset "$1" && cmake --build --preset "$1"; }

install_log=build/logs/install.log
if ! bash .ci/install-judges > "$install_log" 2>&1; then
  tail -n 40 "$install_log"
  echo "0 passed, 1 failed"
  exit 1
fi

# Line coverage by folder; the floor is 90 % where a wrong line is a wrong finding.
coverage() {
  local folder covered bad=0 good=0
  for folder in base rules model crosswalk check program emit plugin document; do
    covered=$(gcovr -r . build/coverage --filter "host/$folder/" --print-summary 2> /dev/null | awk '/^lines:/ {print $2}')
    echo "host/$folder: lines $covered"
    case " base rules model crosswalk " in
      *" $folder "*) if [ "${covered%%.*}" -ge 90 ]; then good=$((good + 1)); else bad=$((bad + 1)); fi ;;
    esac
  done
  echo "$good passed, $bad failed"
  [ "$bad" = 0 ]
}

# One reading and one build under valgrind, in one process: what the sanitizers' other memory layout may hide.
valgrind_run() {
  local work
  work=$(mktemp -d)
  valgrind -q --error-exitcode=9 --leak-check=no build/release/bin/planonce build --in-process -o "$work/out" samples/district/papers
  local code=$?
  rm -rf "$work"
  return $code
}

# gcc's debug build is the one that measures coverage; every kind of test runs on what users run, unit tests everywhere.
step build-release build release
step release unit build/release .
step cli bash tests/cli/run.sh build/release
step pathological bash tests/pathological/run.sh build/release
step build-coverage build coverage
step unit-gcc unit build/coverage '^(unit|fuzz)_'
step coverage coverage
step build-clang build clang
step unit-clang unit build/clang '^(unit|fuzz)_'
step build-asan build asan
step unit-asan unit build/asan '^(unit|fuzz)_'
step valgrind valgrind_run
step accessibility bash tests/golden/a11y/run.sh build/release
step lint bash tests/lint.sh

echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
