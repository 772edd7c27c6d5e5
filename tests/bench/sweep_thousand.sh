#!/bin/sh
# A study of 1,000 runs of four regions, ten days each with failures, in fast mode: wall time on one process and on two, what the
# second brings, memory, and whether both stores hold the same. The sync interval stays that of the scenario: at others a run cannot
# jump over its cycles and costs up to nine times as much.
#   sweep_thousand.sh PROGRAM ROOT [FOLDER]
set -eu
program=$1 root=$2 work=${3:-$(mktemp -d)}
export ARCHIPELAGO_DATA="$root"
mkdir -p "$work"
seconds() { date +%s.%N; }
study() {   # always in the background: exec makes its process the supervisor's, whose memory is read
  exec "$program" sweep "$root/scenarios/examples/four-regions.json" --set simulation.fidelity=fast --replications 5 --design sobol:200 \
    --vary "network.links.west-wan.bandwidth=1 Gbps..4 Gbps#log" \
    --vary "failures.mtbi=1 year..10 year#log" --jobs "$1" --dump --quiet --out "$work/jobs-$1.db"
}
largest_kb() { awk '/VmHWM/ {print $2}' "/proc/$1/status" 2>/dev/null || echo 0; }

for jobs in 1 2; do
  rm -f "$work/jobs-$jobs.db"*
  start=$(seconds)
  study $jobs >"$work/jobs-$jobs.dump" &
  supervisor=$! early=0 late=0
  while kill -0 $supervisor 2>/dev/null; do
    now=$(largest_kb $supervisor); [ -n "$now" ] || break
    [ "$early" != 0 ] || early=$now
    late=$now; sleep 0.5
  done
  wait $supervisor
  eval "wall_$jobs=$(awk "BEGIN {print $(seconds) - $start}")"
  eval "echo \"jobs $jobs: $(wc -l <"$work/jobs-$jobs.dump") runs in \$wall_$jobs s; memory of the supervisor $early kB after its first half second, $late kB at the end\""
done
cmp "$work/jobs-1.dump" "$work/jobs-2.dump" && echo "both stores hold the same"
echo "two at a time: $(awk "BEGIN {printf \"%.2f\", $wall_1 / $wall_2}") times as fast as one"
