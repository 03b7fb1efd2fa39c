#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The vendor's scaffold is code, so it is tested: made, built as its README says, accepted by the registry, run on a document.
#
#     run_scaffold.sh SOURCE_FOLDER POOL_DRIVER
set -eu
source_folder=$1
driver=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

make_plugin() {
    "$source_folder/templates/plugin/new-plugin.sh" "$@"
}

make_plugin vendor-plan "Vendor Plan" "$work" MIT
if make_plugin vendor-plan "Vendor Plan" "$work" 2>"$work/said"; then
    echo "FAILED: an existing folder was overwritten"
    exit 1
fi
grep -q "is there already" "$work/said"
for wrong in Vendor 1st a_b "a b" -x; do
    if make_plugin "$wrong" Title "$work" 2>/dev/null; then
        echo "FAILED: the id \"$wrong\" was accepted"
        exit 1
    fi
done

cmake -S "$work/vendor-plan" -B "$work/build" -DPLANONCE_INCLUDE="$source_folder/host/include" \
    -DCMAKE_C_FLAGS="-Werror -Wpedantic -Wconversion" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
cmake --build "$work/build" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
test "$(nm -D --defined-only "$work/vendor-plan/vendor-plan.so" | awk '{print $3}')" = planonce_plugin_entry

"$driver" -r -p "$work" -s "$source_folder/crosswalks" >"$work/refusals"
grep -qx '\[\]' "$work/refusals" || { cat "$work/refusals"; exit 1; }

here=$(dirname "$0")
python3 -c 'import sys; sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
import run_bad_plugins; sys.stdout.buffer.write(run_bad_plugins.make_pdf("Vendor Plan"))' "$here" >"$work/plan.pdf"
"$driver" -p "$work" -s "$source_folder/crosswalks" "vendor-plan@$work/plan.pdf" >"$work/result"
grep -q '"outcome": "read"' "$work/result" || { cat "$work/result"; exit 1; }
grep -q 'VENDOR-PLAN-1' "$work/result" || { cat "$work/result"; exit 1; }
echo "ok: made, built, accepted, run"
