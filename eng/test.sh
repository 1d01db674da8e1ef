#!/usr/bin/env bash
# The one command that tests everything; CI runs the same.
#
#   eng/test.sh          all parts, in this order
#   eng/test.sh PART     one part; the code is built first, its format is not checked
#
#   build-and-format     restore and build (warnings are errors), check the format
#   suites               all tests that belong to no other part
#   browser              tests with the trait Category=Browser: they drive a real Chromium
#   fuzz                 tests with the trait Category=Fuzz: random requests to the demo, for a minute at most; a failure prints
#                        its seed
#   chaos                kills, pauses and starves real processes for two minutes and checks what became of every job; then
#                        plants bugs and sees that the check finds them. It prints its seed; no test of it is counted.
#   packages             tests with the trait Category=Packages: they pack what ships, then build and run applications that
#                        know the packages alone
#   benchmarks           measures each benchmark for a moment and prints what it found, beside something measured in the same
#                        run; no bound is checked
#
# The last line is "N passed, N failed" (", N skipped" if any). The exit code is zero only if every part passed, every
# part of tests ran one, and (when all parts ran) every test project did. Results are in artifacts/tests/PART/*.trx.
#
# To add a part: a function of its name, its name in `parts` and above, and its trait among those that suites leaves out.

# Parts are called by name, which shellcheck takes for unreachable.
# shellcheck disable=SC2317
set -uo pipefail
cd "$(dirname "$0")/.." || exit

parts=(build-and-format suites browser fuzz chaos packages benchmarks)
solution=Extensions.Jobs.sln
results=artifacts/tests

build-and-format() { build && run dotnet csharpier check .; }

suites() {
  run_tests 10m --filter-not-trait Category=Browser --filter-not-trait Category=Fuzz --filter-not-trait Category=Packages
}

browser() { with_servers chromium && run_tests 10m --filter-trait Category=Browser; }

fuzz() { run_tests 1m --filter-trait Category=Fuzz; }

chaos() { run_chaos --minutes 2 && run_chaos --self-test; }

packages() { run_tests 4m --filter-trait Category=Packages; }

benchmarks() { run dotnet run --project benchmarks/Extensions.Jobs.Benchmarks -c Release --no-build -- 1; }

# --- what parts are made of ---

build() {
  run dotnet tool restore && run dotnet restore "$solution" && run dotnet build "$solution" -c Release --no-restore
}

run_tests() { # TIMEOUT FILTER...: of each test project
  local code timeout=$1
  shift
  # 8 means that a project ran no test, which a filter may well cause. count_tests.py looks at that, over all projects.
  run dotnet test --solution "$solution" -c Release --no-build --no-progress --max-parallel-test-modules 2 \
    --report-trx --results-directory "$results/$part" --timeout "$timeout" --ignore-exit-code 8 "$@"
  code=$?
  python3 eng/count_tests.py "$results/$part" --some >/dev/null || [ "$code" != 0 ] || code=1
  return "$code"
}

run_chaos() { # OPTION...
  run dotnet run --project tests/Extensions.Jobs.Chaos -c Release --no-build -- "$@"
}

with_servers() { # [--no-fsync] SERVICE...: until the part ends
  eng/services.sh start "$scratch/$part" "$@" || return
  set -a
  # shellcheck source=/dev/null
  . "$scratch/$part/env"
  set +a
}

stop_servers() {
  [ -e "$scratch/$part/env" ] || return 0
  eng/services.sh stop "$scratch/$part"
  # Otherwise the next part would take them as given.
  # shellcheck disable=SC2046
  unset $(cut -d= -f1 "$scratch/$part/env")
}

# Bash answers a signal only when its foreground command has ended, so commands run in the background; each in a process
# group of its own, because `dotnet test` leaves the test projects running when it is killed.
run() {
  set -m
  "$@" </dev/null &
  child=$!
  set +m
  wait "$child"
  local code=$?
  child=
  return "$code"
}

kill_group() { # PID: gives it five seconds
  local tries=0
  kill -TERM -- "-$1" 2>/dev/null
  while kill -0 -- "-$1" 2>/dev/null && [ $((tries += 1)) -le 50 ]; do sleep 0.1; done
  kill -KILL -- "-$1" 2>/dev/null
}

clean_up() {
  [ -z "$child" ] || kill_group "$child"
  stop_servers
  rm -rf "$scratch"
}

run_part() { # NAME [FUNCTION]
  local began=$SECONDS code verdict
  part=$1
  echo "== $part"
  "${2:-$1}"
  code=$?
  stop_servers
  verdict=passed
  if [ "$code" != 0 ]; then
    verdict="FAILED, exit code $code"
    [ "$result" != 0 ] || result=$code
  fi
  summary+=$(printf '%-18s %4d s  %s' "$part" $((SECONDS - began)) "$verdict")$'\n'
  return "$code"
}

# --- the command ---

wanted=${1:-}
if [ $# -gt 1 ] || { [ -n "$wanted" ] && [[ " ${parts[*]} " != *" $wanted "* ]]; }; then
  echo "usage: eng/test.sh [PART], a part being one of: ${parts[*]}" >&2
  exit 1
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export MSBUILDDISABLENODEREUSE=1 # build nodes that wait for more work would outlive this script
result=0 child='' part='' summary=''
rm -rf "$results"
scratch=$(mktemp -d)
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
# The servers' users must be able to reach their folders.
chmod 755 "$scratch"

case $wanted in
  '') run_part build-and-format && for name in "${parts[@]:1}"; do run_part "$name"; done ;;
  build-and-format) run_part build-and-format ;;
  *) run_part build && run_part "$wanted" ;;
esac

printf '\n%s' "$summary"
mkdir -p "$results"
rule=()
[ -n "$wanted" ] || rule=(--every-project)
total=$(python3 eng/count_tests.py "$results" "${rule[@]}") || [ "$result" != 0 ] || result=1
echo "$total"
exit "$result"
