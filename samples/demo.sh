#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Installs what a build needs, builds, consolidates the sample district, and says which page to open.
set -euo pipefail
cd "$(dirname "$0")/.."
bash .ci/install-build-packages
echo "Building planonce (a minute or two the first time) ..."
cmake --preset release -DPLANONCE_TESTS=OFF -B build/demo > build.log 2>&1 || { cat build.log; exit 1; }
cmake --build build/demo > build.log 2>&1 || { cat build.log; exit 1; }
rm -f build.log
build/demo/bin/planonce build -o out/sample-district samples/district/papers
echo
echo "Done. Open this page in a browser:"
echo "    $PWD/out/sample-district/plan.html"
