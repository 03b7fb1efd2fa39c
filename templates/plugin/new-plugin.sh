#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Begins a program folder that builds and is accepted as it stands.
#
#     new-plugin.sh ID [TITLE [FOLDER [LICENSE]]]
#
# ID: a-z, 0-9 and '-'. TITLE: as printed on its documents. FOLDER: where ID/ is made (default: here). LICENSE: an SPDX id.
set -eu

fail() {
    echo "new-plugin.sh: $1" >&2
    exit 2
}

[ $# -ge 1 ] || fail "usage: new-plugin.sh ID [TITLE [FOLDER [LICENSE]]]"
id=$1
title=${2:-$id}
folder=${3:-.}
license=${4:-Apache-2.0}
templates=$(dirname "$0")

echo "$id" | grep -Eqx '[a-z][a-z0-9]*(-[a-z0-9]+)*' || fail "the id \"$id\" is not a-z, 0-9 and '-', beginning with a letter"
case "$title$license" in
*['<>&"\|']*) fail "title and license may not hold < > & \" \\ |" ;;
esac
target=$folder/$id
[ ! -e "$target" ] || fail "$target is there already; nothing was changed"

code=$(echo "$id" | tr '[:lower:]' '[:upper:]')
mkdir -p "$target"
for template in program.xml CMakeLists.txt README.md plugin.c; do
    name=$template
    [ "$template" != plugin.c ] || name=$id.c
    sed -e "s|@id@|$id|g" -e "s|@CODE@|$code|g" -e "s|@title@|$title|g" -e "s|@license@|$license|g" \
        "$templates/$template.in" >"$target/$name"
done
chmod -R go-w "$target"
echo "$target is ready; its README.md says how to build and try it"
