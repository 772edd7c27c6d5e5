#!/bin/sh
# Fuzzes every reader, or those named, each for the same time, and prints what came of it: executions, places reached, findings.
#   cmake --preset fuzz && ninja -C build-fuzz fuzz_targets && tests/fuzz/fuzz_all.sh build-fuzz [SECONDS [TARGET...]]
# New inputs grow in BUILD/fuzz/TARGET, findings lie in BUILD/fuzz/findings; FUZZ_JOBS targets run at once (1). Exit 1 with a finding.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
seconds=${2:-600}
[ $# -lt 2 ] && shift 1 || shift 2
[ $# -gt 0 ] || set -- $(sed -n 's/^ *fuzz_target(\([a-z_]*\).*/\1/p' "$here/CMakeLists.txt")
mkdir -p "$build/fuzz/findings"

# What a target reads besides its own corpus is said in CMakeLists.txt.
folders_of() {
  echo "$here/corpus/$1"
  sed -n "s/^ *fuzz_target($1 .*CORPUS \([^A-Z]*\).*/\1/p" "$here/CMakeLists.txt" | tr ' ' '\n' | sed -n "s|^\.|$here/.|p"
}

said() {   # a target that was killed from outside has found nothing, and not looked long enough
  if [ "$1" = 0 ]; then echo 'no finding'
  elif grep -qa 'Test unit written to' "$2"; then echo "FINDING, see $2"
  else echo "ended early with $1, see $2"
  fi
}

fuzz_one() {
  target=$1 work=$build/fuzz/$1
  mkdir -p "$work"
  # Quoted words of the kept inputs are what a mutation should know.
  find $(folders_of "$target") -type f -size -64k -exec grep -ahoE '"[A-Za-z0-9_./ -]{2,24}"' {} + | sort -u | head -800 >"$work.dict" || true
  TMPDIR=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
  export TMPDIR
  nice -n 10 "$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 $([ -s "$work.dict" ] && echo "-dict=$work.dict") \
    -artifact_prefix="$build/fuzz/findings/$target-" "$work" $(folders_of "$target") >"$work.log" 2>&1 && status=0 || status=$?
  rm -rf "$TMPDIR"
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work.log" | tail -1)
  reached=$(grep -aoE 'cov: [0-9]+' "$work.log" | tail -1 | cut -d' ' -f2)
  peak=$(sed -n 's/^stat::peak_rss_mb: *//p' "$work.log" | tail -1)
  printf '%-14s %12s executions  %7s places  %6s MB  %s\n' "$target" "${executions:--}" "${reached:--}" "${peak:--}" "$(said $status "$work.log")"
  return $status
}

# xargs comes back here for each target.
if [ -n "${FUZZ_ONE-}" ]; then
  fuzz_one "$1"
else
  printf '%s\n' "$@" | FUZZ_ONE=1 xargs -P "${FUZZ_JOBS:-1}" -n 1 "$here/fuzz_all.sh" "$build" "$seconds"
fi
