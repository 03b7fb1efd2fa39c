# SPDX-License-Identifier: Apache-2.0
#
# What tests of the command line share: sourced with the build tree as first argument. Gives $planonce, $work (a folder that is removed at the
# end), `expect`, `that` and `summary`; goes to the project's folder.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
planonce=$PWD/${1:?build tree}/bin/planonce
[ -x "$planonce" ] || planonce=$1/bin/planonce
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAILED: $1"; [ -f "$work/out" ] && head -n 8 "$work/out"; [ -f "$work/err" ] && head -n 8 "$work/err"; }

# expect NAME CODE WORDS COMMAND...: the exit code, and words on stdout or stderr (a basic regular expression; empty: none asked)
expect() {
  local name=$1 code=$2 words=$3
  shift 3
  timeout 120 "$@" > "$work/out" 2> "$work/err" < /dev/null
  local got=$?
  if [ $got != "$code" ]; then no "$name: exit $got, expected $code"; return; fi
  if [ -n "$words" ] && ! grep -qe "$words" "$work/out" "$work/err"; then no "$name: nothing says '$words'"; return; fi
  ok
}

# that NAME COMMAND...: the command succeeds
that() { local name=$1; shift; if "$@"; then ok; else no "$name"; fi; }

summary() { echo "$passed passed, $failed failed"; [ "$failed" = 0 ]; }
