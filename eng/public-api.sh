#!/usr/bin/env bash
# Writes the public API of the libraries into their PublicAPI.Unshipped.txt, as the code has it now.
#
#   eng/public-api.sh [PROJECT...]    names below src; without any, all
#
# The files are emptied and filled anew, so lines of deleted members go too. PublicAPI.Shipped.txt is left alone: a
# member that shipped and is gone has to be declared by hand (*REMOVED*), because it breaks those who use it.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# != 0 ] || set -- src/*/
for name; do
  name=$(basename "$name")
  project=src/$name/$name.csproj
  dotnet restore "$project" --verbosity quiet
  echo '#nullable enable' >"src/$name/PublicAPI.Unshipped.txt"
  # The analyzer's own fix for undeclared members. It works on one project at a time, not on a solution.
  dotnet format analyzers "$project" --diagnostics RS0016 --severity info --no-restore
done
git diff --stat -- 'src/*/PublicAPI.Unshipped.txt'
