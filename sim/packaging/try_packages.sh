#!/bin/sh
# Installs the packages of a folder in a bare Debian 12 root, uses them, removes them again, and says what is left. Needs root.
#   debootstrap --variant=minbase bookworm BARE && try_packages.sh PACKAGES BARE
# BARE is copied first and stays as it is.
set -eu
[ $# = 2 ] || { sed -n '2,5p' "$0"; exit 2; }
packages=$1
root=$(mktemp -d "${TMPDIR:-/var/tmp}/packages.XXXXXX")
trap 'umount "$root/proc" "$root/dev" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
cp -a "$2/." "$root/"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
for file in /etc/apt/apt.conf.d/*proxy*; do [ ! -f "$file" ] || cp "$file" "$root/etc/apt/apt.conf.d/"; done
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mkdir "$root/packages" "$root/home/user"
cp "$packages"/*.deb "$root/packages/"

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/home/user LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive sh -ec "$1"; }
step() {   # what, commands
  start=$(date +%s)
  inside "cd /home/user; $2" >"$root/step.log" 2>&1 || { echo "FAILED $1"; tail -n 30 "$root/step.log"; exit 1; }
  echo "ok  $1 ($(($(date +%s) - start)) s)"
}
files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./packages -o -path ./step.log \) -prune -o -print | sort); }

step 'the list of packages' 'apt-get update -q'
step 'apt install of the program and its data' 'apt-get install -qy --no-install-recommends /packages/archipelago_*.deb /packages/archipelago-data_*.deb'
step 'doctor: what every run needs is here' 'archipelago doctor; archipelago --version'
step 'the main job' 'archipelago run scenarios/examples/four-regions.json --out result.json'
step 'a scenario of its own' 'archipelago init my.json && archipelago run my.json --quiet --out my-result.json'
step 'validation' 'archipelago validate table1 recovery'
step 'man pages are there' 'test -s /usr/share/man/man1/archipelago-trace-fit.1.gz || dpkg -L archipelago | grep -q man1/archipelago-trace-fit.1.gz'
step 'a report without the dashboard says what is missing' 'archipelago report result.json --quick --format md,html --out plain 2>&1 | grep -q "apt-get install archipelago-dashboard"'
step 'apt install of the dashboard' 'apt-get install -qy --no-install-recommends /packages/archipelago-dashboard_*.deb'
step 'a report with charts' 'archipelago report result.json --quick --format md,html,csv --out proposal && test -s proposal/proposal.html && ls proposal/charts/*.svg'
step 'the window, drawn' 'archipelago dashboard --open result.json --page run --screenshot run.png && test -s run.png'
step 'apt install of the models and a compiler' 'apt-get install -qy --no-install-recommends /packages/libarchipelago-models-dev_*.deb g++ cmake make'
mkdir "$root/home/user/consumer"
cp "$(dirname "$0")"/../../tests/install/consumer/* "$root/home/user/consumer/"
step 'a program of its own on the models' 'cmake -S consumer -B consumer/build && cmake --build consumer/build && consumer/build/island_hours'
files >"$root/packages/before"
step 'apt purge' 'apt-get purge -qy archipelago archipelago-data archipelago-dashboard libarchipelago-models-dev'
files >"$root/packages/after"
left=$(grep -i archipelago "$root/packages/after" | grep -v -e '^./home/user/' -e '^./var/log/' || true)
[ -z "$left" ] || { echo "FAILED left behind:"; echo "$left"; exit 1; }
echo "ok  nothing of it is left"
