#!/usr/bin/env bash
# Tries install.sh where it is meant to run: in a clean Debian 12 below a folder, served by nginx,
# backed up and restored. deploy/try_installation.sh FOLDER, as root; needs debootstrap.
# What pip needs on this machine comes along: its configuration, certificates, and the folders of
# TRY_FOLDERS (separated by spaces).
set -euo pipefail

ROOT="${1:?a folder that does not exist yet}"
CHECKOUT="$(cd "$(dirname "$0")/.." && pwd)"
HOST=portal.example
[ ! -e "$ROOT" ] || { echo "$ROOT is there already." >&2; exit 2; }

MOUNTED=()
bring() {
  mkdir -p "$ROOT$2"
  mount "${@:3}" "$1" "$ROOT$2"
  MOUNTED+=("$ROOT$2")
}
leave() {
  local one
  chroot "$ROOT" service postgresql stop >/dev/null 2>&1 || true
  for one in portal/web portal/submissions nginx redis/redis-server; do
    [ ! -s "$ROOT/run/$one.pid" ] || kill "$(cat "$ROOT/run/$one.pid")" || true
  done
  sleep 2
  for place in "${MOUNTED[@]}"; do umount -l "$place" || true; done
}
trap leave EXIT

debootstrap --variant=minbase bookworm "$ROOT" http://deb.debian.org/debian >"$ROOT.log" 2>&1
bring proc /proc -t proc
bring tmpfs /run -t tmpfs
bring /dev /dev --bind
for folder in ${TRY_FOLDERS:-}; do bring "$folder" "$folder" --bind; done
cp /etc/resolv.conf "$ROOT/etc/resolv.conf"
mkdir -p "$ROOT/usr/local/share/ca-certificates"
cp /usr/local/share/ca-certificates/*.crt "$ROOT/usr/local/share/ca-certificates/" 2>/dev/null || true
{ echo "[global]"; pip config list | sed -n "s/^global\\.\\([a-z-]*\\)='\\(.*\\)'$/\\1 = \\2/p" | grep -v constraint; } >"$ROOT/etc/pip.conf"
git clone --quiet "$CHECKOUT" "$ROOT/src"

inside() { chroot "$ROOT" env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"; }
inside bash -c "apt-get update -qq && apt-get install -y -qq --no-install-recommends git ca-certificates >/dev/null 2>&1"
began=$SECONDS
inside bash -c "cd /src && deploy/install.sh $HOST"
echo "installed in $((SECONDS - began)) s"
inside bash -c "cd /src && deploy/install.sh $HOST" >/dev/null
echo "installed again: nothing stood in its way"

# what the units would start
inside bash -c '
  set -eu
  install -d -o portal -g www-data -m 0750 /run/portal
  set -a; . /etc/portal/portal.env; set +a
  cd /srv/portal/current
  for name in web submissions; do
    setpriv --reuid portal --regid www-data --groups "$(id -g portal),$(id -g www-data)" sh -c \
      "umask 007; exec .venv/bin/gunicorn portal.wsgi --workers 2 --threads 4 --daemon \
       --bind unix:/run/portal/$name.sock --pid /run/portal/$name.pid"
  done
  nginx
  sleep 5'

ask() { # ask EXPECTED ADDRESS [OPTION…]
  local got
  got="$(inside curl --silent --insecure --output /dev/null --write-out "%{http_code}" \
    --resolve "$HOST:443:127.0.0.1" --resolve "$HOST:80:127.0.0.1" "${@:3}" "$2" || true)"
  [ "$got" = "$1" ] || { echo "$2 ${*:3}: $got instead of $1" >&2; exit 1; }
  echo "$got $2 ${*:3}"
}
ask 308 "http://$HOST/hy/"
ask 200 "https://$HOST/hy/"
ask 200 "https://$HOST/en/communities/gavar/"
ask 302 "https://$HOST/hy/admin/"
ask 200 "https://$HOST/readyz"
ask 000 "https://$HOST/hy/" -H "Host: other.example"
ask 200 "https://$HOST/hy/" -H "X-Forwarded-Host: other.example"
inside portal backup --plain
inside portal verify_backup
inside portal check_records
