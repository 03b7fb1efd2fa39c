#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Begins a program folder that is accepted as it stands: program file, form, crosswalk, sentences.
#
#     new-plugin.sh [--library] ID [TITLE [FOLDER [LICENSE]]]
#
# ID: a-z, 0-9 and '-'. TITLE: as printed on its documents. FOLDER: where ID/ is made (default: here). LICENSE: an SPDX id.
# --library: with C code of its own too, for documents that a form cannot describe.
set -eu

fail() {
    echo "new-plugin.sh: $1" >&2
    exit 2
}

usage="usage: new-plugin.sh [--library] ID [TITLE [FOLDER [LICENSE]]]"
library=no
case "${1:-}" in
--library) library=yes && shift ;;
--help) echo "$usage" && exit 0 ;;
--*) fail "$1 is no option; $usage" ;;
esac
[ $# -ge 1 ] && [ $# -le 4 ] || fail "$usage"
id=$1
title=${2:-$id}
folder=${3:-.}
license=${4:-Apache-2.0}
templates=$(cd "$(dirname "$0")" && pwd)

echo "$id" | grep -Eqx '[a-z][a-z0-9]*(-[a-z0-9]+)*' || fail "the id \"$id\" is not a-z, 0-9 and '-', beginning with a letter"
case "$title$license" in
*['<>&"\|']*) fail "title and license may not hold < > & \" \\ |" ;;
esac
target=$folder/$id
[ ! -e "$target" ] || fail "$target is there already; nothing was changed"

# Where the headers stand: beside an installed program, or in its source tree.
include=
for place in "$templates/../../../../include" "$templates/../../host/include"; do
    [ ! -e "$place/planonce/plugin.h" ] || include=$(cd "$place" && pwd)
done
code=$(echo "$id" | tr '[:lower:]' '[:upper:]')
today=$(date +%Y-%m-%d)

fill() {
    sed -e "s|@id@|$id|g" -e "s|@CODE@|$code|g" -e "s|@title@|$title|g" -e "s|@license@|$license|g" -e "s|@today@|$today|g" \
        -e "s|@include@|$include|g" -e "/@library@/$1" "$templates/$2" >"$target/$3"
}

mkdir -p "$target/forms" "$target/lang"
drop=d # lines about the library
[ "$library" = no ] || drop='s/ *@library@//'
for name in program.xml README.md crosswalk.xml; do
    fill "$drop" "$name.in" "$name"
done
fill "$drop" form.xml.in "forms/$id.xml"
fill "$drop" en.json.in lang/en.json
if [ "$library" = yes ]; then
    fill "$drop" CMakeLists.txt.in CMakeLists.txt
    fill "$drop" plugin.c.in "$id.c"
fi
chmod -R go-w "$target"
echo "$target is ready; its README.md says how to try it"
