#!/bin/sh
# The probe as its user meets it: mistakes are exit 2; without an accelerator it says so and exits 5 before writing anything; with
# one it measures, and every result agrees with its reference.
set -u
probe=$1
out=$2/probe-test.jsonl
said=$2/probe-test.txt
fail() { echo "FAILED: $*"; cat "$said"; exit 1; }

"$probe" --only sail >"$said" 2>&1
[ $? = 2 ] || fail 'an unknown operation is exit 2'
grep -q 'norm_forward' "$said" || fail 'the operations that there are get listed'

rm -f "$out"
"$probe" --quick --seconds-per-case 0.002 --out "$out" >"$said" 2>&1
case $? in
  5)
    grep -q 'no accelerator' "$said" || fail 'exit 5 is explained'
    [ ! -e "$out" ] || fail 'nothing is written without an accelerator' ;;
  0)
    head -n 1 "$out" | grep -q '"kind":"header"' || fail 'the header comes first'
    grep -q '"op":"gemm".*"median_us"' "$out" || fail 'matrix products were timed'
    ! grep -q '"passed":false' "$out" || fail 'a result was wrong' ;;
  *) fail 'neither measured nor impossible' ;;
esac
