#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Looks for new crashers: tests/fuzz/run.sh [SECONDS [TARGET...]], 60 seconds each. What is found stays in build/fuzz/found; once it is
# mended it belongs into corpus/<target>/ for ever. What libFuzzer learns stays in build/fuzz/learned.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
shift || true
cmake --preset fuzz > /dev/null
# Not xls unless it is asked for: what it finds is FreeXL's, which only the sandbox answers (docs/decisions/0012-freexl-reads-memory.md).
[ $# -gt 0 ] || set -- $(ls tests/fuzz/corpus | grep -vx xls)
# Only the targets: a plugin built with the sanitizers alone would not link.
cmake --build --preset fuzz --target "${@/#/fuzz_}" > build/fuzz/build.log || { tail -n 20 build/fuzz/build.log; exit 1; }
mkdir -p build/fuzz/found
export LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
passed=0 failed=0
for target in "$@"; do
  mkdir -p "build/fuzz/learned/$target"
  if timeout -k 5 $((seconds + 60)) "build/fuzz/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=30 -rss_limit_mb=1500 -max_len=8192 \
      -artifact_prefix="build/fuzz/found/$target-" "build/fuzz/learned/$target" "tests/fuzz/corpus/$target" > "build/fuzz/$target.log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED $target"; grep -E "ERROR|SUMMARY|Test unit written" "build/fuzz/$target.log"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
