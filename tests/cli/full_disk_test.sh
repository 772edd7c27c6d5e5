#!/bin/sh
# A disk that is really full: a small file system in a name space of its own. Skipped (77) where a user may have none.
#   full_disk_test.sh PROGRAM ROOT
set -u
if [ "${IN_NAMESPACE-}" != yes ]; then
  unshare -Urm true 2>/dev/null || { echo "no name spaces for users here: not tested"; exit 77; }
  IN_NAMESPACE=yes exec unshare -Urm "$0" "$@"
fi
program=$1 root=$2
export ARCHIPELAGO_DATA="$root"
disk=$(mktemp -d) calm=$(mktemp -d)
trap 'umount "$disk"; rm -rf "$disk" "$calm"' EXIT
mount -t tmpfs -o size=8m none "$disk" || { echo "no file system may be mounted here: not tested"; trap - EXIT; rm -rf "$disk" "$calm"; exit 77; }

failures=0
expect() {   # what, expected, found
  [ "$2" = "$3" ] && return
  printf 'FAILED %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3"
  failures=$((failures + 1))
}
study() { "$program" sweep "$root/scenarios/examples/four-nodes-1g.json" --set "simulation.horizon=64 steps" --vary protocol.sync_interval=16,32,64 --replications 10 --out "$@" 2>"$calm/err"; }
runs_in() { "$program" merge "$1" --out "$calm/copy.db" --dump 2>/dev/null | wc -l; rm -f "$calm/copy.db"; }

study "$calm/whole.db" --dump >"$calm/whole.dump"

fill() { head -c $((8388608 - $1)) /dev/zero >"$disk/fill" 2>/dev/null; }   # but for so many bytes
# A store: what was recorded is kept, and the study goes on when there is room.
fill 300000
study "$disk/a.db" >/dev/null
expect "a sweep on a full disk" 5 $?
expect "what it says" 1 "$(grep -c "a.db.*full.*runs recorded before are kept" "$calm/err")"
kept=$(runs_in "$disk/a.db")
expect "some runs are kept" yes "$([ "$kept" -gt 0 ] && [ "$kept" -lt 30 ] && echo yes)"
rm "$disk/fill"
study "$disk/a.db" --dump >"$calm/again.dump"
expect "it goes on" 0 $?
expect "from there" 1 "$(grep -c " $kept were in the store" "$calm/err")"
expect "to the same end" same "$(cmp "$calm/whole.dump" "$calm/again.dump" && echo same)"

# Outputs: whole or not at all, the old one stays, nothing is left beside it.
rm -f "$disk"/*
"$program" run "$root/scenarios/examples/four-nodes-1g.json" --quiet --out "$disk/r.json"
mkdir "$disk/proposal"
old=$(sha256sum <"$disk/r.json")
fill 0
"$program" run "$root/scenarios/examples/four-nodes-1g.json" --quiet --out "$disk/r.json" 2>"$calm/err"
expect "a result on a full disk" 5 $?
expect "what it says" 1 "$(grep -c "cannot write $disk/r.json: No space left on device" "$calm/err")"
expect "the old result" "$old" "$(sha256sum <"$disk/r.json")"
"$program" report "$disk/r.json" --quick --quiet --out "$disk/proposal" >/dev/null 2>"$calm/err"
expect "a proposal on a full disk" 5 $?
expect "no page of it" "" "$(ls "$disk/proposal")"
"$program" run "$root/scenarios/examples/four-nodes-1g.json" --quiet --timeline "$disk/t.json" 2>"$calm/err"
expect "a timeline on a full disk" 1 $?
"$program" trace generate llama-3 --nodes 4096 --horizon "365 d" --seed 1 --out "$disk/t.csv" 2>"$calm/err"
expect "a trace on a full disk" 5 $?
"$program" run "$root/scenarios/examples/four-nodes-1g.json" >"$disk/summary" 2>"$calm/err"
expect "a summary on a full disk" 5 $?
"$program" run "$root/scenarios/examples/four-nodes-1g.json" --quiet 2>>"$disk/log"
expect "a log on a full disk" 0 $?
expect "nothing besides" "fill log proposal r.json summary" "$(ls "$disk" | tr '\n' ' ' | sed 's/ $//')"

[ "$failures" = 0 ] && echo "a full disk loses nothing"
[ "$failures" = 0 ]
