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

# ctest's closing line, as ours.
unit() {
  local tree=$1 out
  out=$(ctest --test-dir "$tree" --output-on-failure -j "$(nproc)" 2>&1)
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

step build-gcc build dev
step build-release build release
step build-clang build clang
step build-asan build asan
step unit-gcc unit build/dev
step unit-release unit build/release
step unit-clang unit build/clang
step unit-asan unit build/asan
for script in tests/{cli,plugins,abi,pathological,golden,real,bench}/run.sh; do
  [ -f "$script" ] && step "$(basename "$(dirname "$script")")" bash "$script" build/release
done
step lint bash tests/lint.sh

echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
