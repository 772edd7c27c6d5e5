#!/bin/sh
# archipelago-mpi on three ranks writes the store that archipelago sweep writes; one rank, mistakes and --help end by themselves.
set -eu
program=$1 mpi=$2 root=$3 work=$4
rm -rf "$work" && mkdir -p "$work" && cd "$work"
export ARCHIPELAGO_DATA="$root" OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
run() { timeout 120 mpirun --oversubscribe "$@"; }
study() { "$@" sweep "$root/scenarios/examples/four-nodes-1g.json" --set "simulation.horizon=64 steps" --replications 3 \
  --vary protocol.sync_interval=16,32,64 --vary protocol.bits=8,32 --quiet --dump --out "$store"; }

store=alone.db;  study "$program" >alone.txt
store=ranks.db;  study run -n 3 "$mpi" >ranks.txt
[ "$(wc -l <alone.txt)" = 18 ] || { echo "18 runs expected"; exit 1; }
cmp alone.txt ranks.txt
store=ranks.db;  study run -n 2 "$mpi" >again.txt      # nothing left to play
cmp alone.txt again.txt
code=0; store=one.db; study run -n 1 "$mpi" >/dev/null 2>&1 || code=$?
[ "$code" = 2 ] || { echo "one rank alone: exit $code"; exit 1; }
code=0; run -n 2 "$mpi" sweep "$root/scenarios/examples/four-nodes-1g.json" --vary protocol.bitz=8 2>mistake.txt || code=$?
[ "$code" = 2 ] && grep -q 'did you mean bits' mistake.txt || { cat mistake.txt; exit 1; }
[ "$(grep -c 'did you mean bits' mistake.txt)" = 1 ]
run -n 2 "$mpi" --help >/dev/null
