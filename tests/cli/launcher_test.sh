#!/bin/sh
# The launcher on a copy of its own in a folder with spaces, with stand-ins for apt, cmake, ninja and the program: what it
# asks for, when it builds, and that arguments and exit codes pass through untouched.
#   launcher_test.sh SOURCE_ROOT SCRATCH_DIR
set -eu
source=$1
scratch=$2/"a folder"
rm -rf "$scratch"
mkdir -p "$scratch/clone" "$scratch/tools"
cd "$scratch/clone"
cp "$source/archipelago" .
mkdir models scenarios reports sim gui
touch CMakeLists.txt models/units.hpp

log=$scratch/log
stand_in() { printf '#!/bin/sh\n%s\n' "$2" >"$scratch/tools/$1"; chmod +x "$scratch/tools/$1"; }
stand_in dpkg-query '[ -z "${ABSENT-}" ] || for last; do :; done; [ "${ABSENT-}" = "${last-}" ] && [ -n "${ABSENT-}" ] && exit 1; printf installed'
stand_in apt-get "echo apt-get \"\$@\" >>'$log'; exit \${APT_EXIT:-0}"
stand_in sudo "echo sudo >>'$log'; \"\$@\""
stand_in cmake "echo cmake \"\$@\" >>'$log'; touch build/build.ninja; case \"\$*\" in *DASHBOARD=ON*) echo ARCHIPELAGO_DASHBOARD:BOOL=ON >build/CMakeCache.txt ;; esac"
stand_in ninja "echo ninja \"\$@\" >>'$log'; mkdir -p build/sim/cli build/gui; for to in build/sim/cli/archipelago build/gui/archipelago-dashboard; do cp '$scratch/program' \$to; chmod +x \$to; done; exit \${NINJA_EXIT:-0}"
printf '#!/bin/sh\nfor a; do printf "<%%s>" "$a"; done\nexit 3\n' >"$scratch/program"
PATH=$scratch/tools:$PATH
export PATH

failures=0
expect() {   # what, expected, found
  [ "$2" = "$3" ] && return
  printf 'FAILED %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3"
  failures=$((failures + 1))
}
launch() {   # sets out, err, code and steps
  : >"$log"
  code=0
  out=$(./archipelago "$@" 2>"$scratch/err") || code=$?
  err=$(cat "$scratch/err")
  steps=$(cut -d' ' -f1 "$log" | tr '\n' ' ')
}

launch run 'my file.json' --set 'a="b c"' ''
expect 'a first start configures and builds' 'cmake ninja ' "$steps"
expect 'arguments pass through' '<run><my file.json><--set><a="b c"><>' "$out"
expect 'the exit code passes through' 3 "$code"

launch list
expect 'a second start does neither' '' "$steps"
expect 'a second start says nothing of its own' '' "$err"

launch report r.json --out proposal
expect 'the first proposal sets up what draws its charts' 'cmake ninja ' "$steps"
expect 'its arguments pass through' '<report><r.json><--out><proposal>' "$out"
launch report --help
expect 'help needs no charts' '' "$steps"

touch -d '+2 seconds' models/units.hpp
launch list
expect 'an edited source is built' 'ninja ' "$steps"

touch -d '-1 hour' models/units.hpp models
: >sim/new.cpp
touch -d '+2 seconds' sim
launch list
expect 'a new source is built' 'ninja ' "$steps"
touch -d '-1 hour' sim sim/new.cpp

rm -rf build
ABSENT=ninja-build launch list
expect 'a missing package is asked of apt' 'apt-get apt-get cmake ninja ' "$(printf %s "$steps" | sed 's/sudo //g')"
expect 'only what is missing, without recommendations' 'apt-get install -y --no-install-recommends ninja-build' "$(grep install "$log")"
case $err in *'installing with apt: ninja-build'*) ;; *) expect 'it says so first' 'installing with apt: ninja-build' "$err" ;; esac

rm -rf build
ABSENT=ninja-build APT_EXIT=100 launch list
expect 'apt that fails is exit 5' 5 "$code"
case $err in *'could not install: ninja-build'*online*) ;; *) expect 'offline is said' 'could not install ... online?' "$err" ;; esac

rm -rf build
NINJA_EXIT=1 launch list
expect 'a build that fails is exit 5' 5 "$code"
rm -f build/sim/cli/archipelago
launch list
expect 'and is tried again' 'ninja ' "$steps"

launch list
expect 'the dashboard is not built for a run' '' "$(grep -c dashboard "$log" | grep -v '^0' || true)"
launch dashboard --page run
expect 'it is when it is first opened' 'cmake ninja ' "$steps"
expect 'only what it needs' 'archipelago-dashboard' "$(grep '^ninja' "$log" | awk '{print $NF}')"
expect 'its arguments pass through' '<dashboard><--page><run>' "$out"
launch dashboard
expect 'a second time it just opens' '' "$steps"
touch -d '+2 seconds' gui
launch dashboard
expect 'what changes of it is built, without a new set-up' 'ninja ' "$steps"
touch -d '-1 hour' gui
ABSENT=qt6-base-dev launch list
expect 'without it nobody asks for Qt' '' "$steps"

cd "$scratch"
ln -sf clone/archipelago linked
code=0
out=$(ARCHIPELAGO_BUILD="$scratch/clone/build" ./linked doctor) || code=$?
expect 'a link to the launcher works' '<doctor>' "$out"

exit "$failures"
