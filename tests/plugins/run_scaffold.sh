#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The vendor's scaffold is code, so it is tested as a vendor would use it: from an installed planonce and nothing else of this tree, both kinds are
# made, built as their README says, accepted, checked, run on a document; and a wrong crosswalk costs its program only.
#
#     run_scaffold.sh BUILD_FOLDER CMAKE
set -eu
build_folder=$1
cmake=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
plugins=$work/plugins
prefix=$work/prefix
mkdir "$plugins"

fail() {
    echo "FAILED: $1"
    [ ! -e "$work/said" ] || cat "$work/said"
    exit 1
}

"$cmake" --install "$build_folder" --prefix "$prefix" >"$work/said" 2>&1 || fail "it cannot be installed"
for file in include/planonce/plugin.h include/planonce/ext/document.h lib/pkgconfig/planonce.pc share/doc/planonce/LICENSE \
    share/doc/planonce/docs/messages.md share/doc/planonce/plugins/README.md; do
    [ -e "$prefix/$file" ] || fail "$file is not installed"
done
make_plugin() {
    "$prefix/share/planonce/templates/plugin/new-plugin.sh" "$@"
}
planonce() {
    PLANONCE_PLUGIN_PATH=$plugins "$prefix/bin/planonce" "$@"
}

# --- making
make_plugin vendor-plan "Vendor Plan" "$plugins" MIT >/dev/null
make_plugin --library code-plan "Code Plan" "$plugins" MIT >/dev/null
if make_plugin vendor-plan "Vendor Plan" "$plugins" 2>"$work/said"; then fail "an existing folder was overwritten"; fi
grep -q "is there already" "$work/said" || fail "the existing folder is not named"
for wrong in Vendor 1st a_b "a b" -x --librari; do
    if make_plugin "$wrong" Title "$plugins" 2>/dev/null; then fail "the id \"$wrong\" was accepted"; fi
done
if grep -rn "@[a-zA-Z]*@" "$plugins" >"$work/said"; then fail "a placeholder is left"; fi
[ ! -e "$plugins/vendor-plan/CMakeLists.txt" ] || fail "a program without a library got one"

# --- building: the README's line, with warnings as errors
"$cmake" -S "$plugins/code-plan" -B "$work/build" -DCMAKE_C_FLAGS="-Werror -Wpedantic -Wconversion" >"$work/said" 2>&1 || fail "cmake"
grep -q "PLANONCE_INCLUDE:PATH=$prefix/include" "$work/build/CMakeCache.txt" || fail "the installed headers were not found"
"$cmake" --build "$work/build" >"$work/said" 2>&1 || fail "it does not compile"
test "$(nm -D --defined-only "$plugins/code-plan/code-plan.so" | awk '{print $3}')" = planonce_plugin_entry || fail "exports"

# --- accepted as they stand
planonce programs >"$work/said" 2>&1 || fail "a program is refused"
planonce crosswalk check >"$work/said" 2>&1 || fail "crosswalk check finds mistakes"
planonce crosswalk test >"$work/said" 2>&1 || fail "crosswalk test fails"

# --- on a document
document() {
    printf '# %s\n\nDistrict: Arroyo Claro\n\nCDS Code: 50 99901 0000000\n\nSchool Year: 2026-27\n\n' "$1"
    printf '| Goal | Description |\n|---|---|\n| 1 | Read by grade three |\n| 2 |  |\n\nGoal 3: sums\n\nGoal 4:\n'
}
document "Vendor Plan" >"$work/vendor.md"
document "Code Plan" >"$work/code.md"
planonce read --format json "$work/vendor.md" >"$work/said" 2>&1 || fail "the form does not read"
grep -q '"goal-2"' "$work/said" || fail "a goal without words was lost"
planonce read --format json "$work/code.md" >"$work/said" 2>&1 || fail "the library does not read"
for expected in '"goal-1"' '"goal-line-14"' 'CODE-PLAN-1'; do
    grep -q "$expected" "$work/said" || fail "$expected is not in what the library read"
done
planonce build --as-of 2026-03-01 -o "$work/out" "$work/vendor.md" >"$work/said" 2>&1 || fail "no plan is built"
grep -q "Read by grade three" "$work/out/plan.html" || fail "the goal is not in the plan"
grep -q "Goal 2 has no description" "$work/out/plan.html" || fail "the check did not speak"

# --- a wrong crosswalk, and one that is for another program, cost their program only
for wrong in 's/<fields>/<fieldz>/' 's/program="vendor-plan"/program="lcap"/'; do
    cp "$plugins/vendor-plan/crosswalk.xml" "$work/crosswalk.xml"
    sed -i "$wrong" "$plugins/vendor-plan/crosswalk.xml"
    if planonce crosswalk check >"$work/said" 2>&1; then fail "crosswalk check passes over $wrong"; fi
    grep -q "vendor-plan/crosswalk.xml.*XW-208" "$work/said" || fail "the crosswalk is not named"
    if planonce build -o "$work/out2" "$work/vendor.md" >"$work/said" 2>&1; then fail "a plan was built without its crosswalk"; fi
    grep -q "there is no crosswalk for vendor-plan.*XW-206" "$work/said" || fail "what the document lacks is not said"
    planonce build --as-of 2026-03-01 -o "$work/out2" "$work/code.md" >"$work/said" 2>&1 || fail "another program's plan is not built"
    rm -rf "$work/out2"
    mv "$work/crosswalk.xml" "$plugins/vendor-plan/crosswalk.xml"
done

# --- a program that is refused is named by every command that misses it
sed -i 's/format="planonce.program.1"/format="planonce\/program\/9"/' "$plugins/vendor-plan/program.xml"
for command in programs "crosswalk check" duplicates "read $work/vendor.md"; do
    # shellcheck disable=SC2086 # a command and its words
    planonce $command >"$work/said" 2>&1 || true
    grep -q "vendor-plan/program.xml:3" "$work/said" || fail "'$command' does not name the refused program"
done
echo "ok: installed, made, built, accepted, run"
