#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Compiles the public headers in every language level they promise, with every compiler that is here; compiles the frozen table with
# today's headers and with the first ones; and looks at what a plugin exports.
#
#     run_headers.sh SOURCE_FOLDER PLUGIN.so
set -u
source_folder=$1
plugin=$2
here=$source_folder/tests/abi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
ran=0

check() { # what, command...
    what=$1
    shift
    ran=$((ran + 1))
    if "$@" >"$work/out" 2>&1; then
        echo "ok $what"
    else
        echo "FAILED $what: $*"
        cat "$work/out"
        failed=$((failed + 1))
    fi
}

flags="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wpadded -Werror -fvisibility=hidden -fsyntax-only"
for headers in "$source_folder/host/include" "$here/planonce_0_1"; do
    for compiler in gcc clang; do
        command -v "$compiler" >/dev/null || continue
        for level in c11 c17; do
            # shellcheck disable=SC2086
            check "$compiler $level $headers" "$compiler" -std=$level $flags -I "$headers" "$here/header_test.c"
        done
        # shellcheck disable=SC2086
        check "$compiler table $headers" "$compiler" -std=c17 $flags -I "$headers" "$here/abi_frozen.c"
    done
    for compiler in g++ clang++; do
        command -v "$compiler" >/dev/null || continue
        for level in c++11 c++17 c++20; do
            # shellcheck disable=SC2086
            check "$compiler $level $headers" "$compiler" -std=$level -x c++ $flags -I "$headers" "$here/header_test.c"
        done
    done
done

# A plugin of yesterday's source builds with today's header.
check "yesterday's plugin source" gcc -std=c17 -Wall -Wextra -Werror -fPIC -shared -fvisibility=hidden -Wl,-z,defs \
    -I "$source_folder/host/include" -o "$work/old.so" "$here/header_test.c"

exports=$(nm -D --defined-only "$plugin" | awk '{print $3}')
check "exports of $plugin ($exports)" test "$exports" = planonce_plugin_entry
exports=$(nm -D --defined-only "$work/old.so" | awk '{print $3}')
check "exports of a plugin as the header says ($exports)" test "$exports" = planonce_plugin_entry

echo "$ran checks, $failed failed"
[ "$failed" -eq 0 ] && [ "$ran" -gt 5 ]
