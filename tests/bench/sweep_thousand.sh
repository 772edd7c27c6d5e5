#!/bin/sh
# A study of 1,000 runs of four regions, ten days each with failures, in fast mode: wall time on one core and on two, what the second
# brings, where the CPU time went, memory, and whether both stores hold the same. The figures of CPU time do not depend on what else
# the machine does: what the supervisor takes is all that cannot be shared out.
#   sweep_thousand.sh PROGRAM ROOT [FOLDER]
set -eu
program=$1 root=$2 work=${3:-$(mktemp -d)}
export ARCHIPELAGO_DATA="$root"
mkdir -p "$work"
seconds() { date +%s.%N; }
study() {   # always in the background: exec makes its process the supervisor's, whose accounts are read
  exec taskset -c "0-$(($1 - 1))" "$program" sweep "$root/scenarios/examples/four-regions.json" --set simulation.fidelity=fast --replications 5 --design sobol:200 \
    --vary protocol.sync_interval=24,48,72,96 --vary "network.links.west-wan.bandwidth=1 Gbps..4 Gbps#log" \
    --vary "failures.mtbi=1 year..10 year#log" --jobs "$1" --dump --quiet --out "$work/jobs-$1.db"
}
own_kb() { awk '/RssAnon/ {print $2}' "/proc/$1/status" 2>/dev/null || true; }
cpu() { awk -v hz="$(getconf CLK_TCK)" '{sub(/.*\) /, ""); printf "%.1f s of the supervisor, %.1f s of the runs", ($12 + $13) / hz, ($14 + $15) / hz}' "/proc/$1/stat" 2>/dev/null || true; }

look_on() {   # seldom: looking takes time too, which on two cores the study would have had
  while now=$(own_kb "$1") && [ -n "$now" ]; do
    echo "$now,$(cpu "$1")"
    sleep 0.5
  done
}

for jobs in 1 2; do
  rm -f "$work/jobs-$jobs.db"*
  start=$(seconds)
  study $jobs >"$work/jobs-$jobs.dump" &
  supervisor=$!
  look_on $supervisor >"$work/looks" &
  wait $supervisor
  eval "wall_$jobs=$(awk "BEGIN {print $(seconds) - $start}")"
  eval "echo \"on $jobs: $(wc -l <"$work/jobs-$jobs.dump") runs in \$wall_$jobs s; CPU: $(tail -n 1 "$work/looks" | cut -d, -f2-); memory of the supervisor $(sed -n 2p "$work/looks" | cut -d, -f1) kB after a second, $(tail -n 1 "$work/looks" | cut -d, -f1) kB at the end\""
done
cmp "$work/jobs-1.dump" "$work/jobs-2.dump" && echo "both stores hold the same"
echo "two cores: $(awk "BEGIN {printf \"%.2f\", $wall_1 / $wall_2}") times as fast as one"
