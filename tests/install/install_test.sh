#!/bin/sh
# `cmake --install` into a prefix of its own: the program runs from there and from where the prefix is moved to, finds its data and helpers,
# and a small project finds the models and builds on them.
#   install_test.sh BUILD SCRATCH CONSUMER VERSION
set -eu
build=$1 scratch=$2 consumer=$3 version=$4
rm -rf "$scratch"
mkdir -p "$scratch/elsewhere"
unset ARCHIPELAGO_DATA ARCHIPELAGO_PROGRAM
failures=0
check() {   # what, command...
  what=$1
  shift
  "$@" >"$scratch/log" 2>&1 && return
  echo "FAILED $what"
  cat "$scratch/log"
  failures=$((failures + 1))
}

cmake --install "$build" --prefix "$scratch/first" >"$scratch/install.log"
mv "$scratch/first" "$scratch/a prefix"   # whose path has a blank
prefix=$scratch/"a prefix"
cd "$scratch/elsewhere"
program=$prefix/bin/archipelago

check 'the version is the project'\''s' sh -c "'$program' --version | grep -qx 'archipelago $version'"
check 'the data is that of the prefix' sh -c "'$program' doctor --json | grep -F '\"$prefix/share/archipelago\"'"
check 'an example runs' "$program" run "$prefix/share/archipelago/scenarios/examples/four-regions.json" --set 'simulation.horizon=1 h' --quiet --out result.json
check 'an example is found by the path that documents give' "$program" run scenarios/examples/quick-win-2-gpus.json --quiet
check 'a published table is there' "$program" validate --table recovery
check 'man pages are there' sh -c "gzip -dc '$prefix'/share/man/man1/archipelago-run.1.gz | grep -q 'SH OPTIONS'"
check 'bash completion loads' bash -n "$prefix/share/bash-completion/completions/archipelago"
check 'no path of the build in what is installed' sh -c "! grep -rlF '$build' '$prefix/share' '$prefix/include' '$prefix'/lib*/cmake '$prefix'/lib/*/cmake 2>/dev/null"
if [ -x "$prefix/libexec/archipelago/archipelago-charts" ]; then
  check 'a report has its charts' "$program" report result.json --quick --out proposal
  check 'as pictures' test -n "$(ls proposal/charts/*.svg 2>/dev/null)"
fi
if [ -x "$prefix/bin/archipelago-dashboard" ]; then
  check 'the dashboard is found and draws' "$program" dashboard --open result.json --page run --screenshot window.png
  check 'its picture' test -s window.png
fi

check 'the consumer is configured' cmake -G Ninja -S "$consumer" -B consumer -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_BUILD_TYPE=Release
check 'it is built' cmake --build consumer
check 'it runs' ./consumer/island_hours
[ "$failures" = 0 ] && echo "installed, moved, run and built upon: $version"
exit "$failures"
