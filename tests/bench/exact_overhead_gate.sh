#!/bin/sh
# Exact fidelity may cost at most 1.5 times the instructions of a raw SimGrid program with as many activities (within 1 %).
# Instructions, not seconds: they do not depend on what else the machine does. Start-up is left out by the difference
# of two lengths. Usage: exact_overhead_gate.sh PROGRAM
set -eu
program=$1
if ! command -v valgrind >/dev/null; then
  echo "SKIPPED: valgrind is not installed"
  exit 77
fi
short=500
long=2000
log=$(mktemp)
trap 'rm -f "$log"' EXIT

instructions() {   # KIND STEPS
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" >/dev/null 2>"$log"
  sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$log"
}

ours_activities=$("$program" ours $long)
raw_activities=$("$program" raw $long)
ours=$(($(instructions ours $long) - $(instructions ours $short)))
raw=$(($(instructions raw $long) - $(instructions raw $short)))
echo "activities:   ours $ours_activities, raw $raw_activities"
echo "instructions: ours $ours, raw $raw: $((100 * ours / raw)) % (limit 150 %)"

difference=$((ours_activities - raw_activities))
[ "${difference#-}" -le $((raw_activities / 100)) ] || { echo "the two do not do the same work"; exit 1; }
[ $((2 * ours)) -le $((3 * raw)) ] || { echo "too many instructions"; exit 1; }
