# Read by try_installation.sh: a clean Debian 12 below a folder, booted with systemd as a server is.
# shellcheck shell=bash

MIRROR=http://deb.debian.org/debian
#: when this machine cannot do it (EX_TEMPFAIL); CI says so and goes on
CANNOT=75

# Ends with 75 and a reason where no such machine can be made.
need_a_machine() {
  local tool
  [ "$(id -u)" = 0 ] || { echo "not tried: it needs root" >&2; exit "$CANNOT"; }
  for tool in debootstrap systemd-nspawn nsenter slirp4netns; do
    command -v "$tool" >/dev/null || { echo "not tried: $tool is not there" >&2; exit "$CANNOT"; }
  done
  [ -d /sys/fs/cgroup/systemd ] || [ -e /sys/fs/cgroup/cgroup.controllers ] ||
    { echo "not tried: no control groups, which systemd needs" >&2; exit "$CANNOT"; }
}

# Folders that pip is told of on this machine: they come along.
folders_of_pip() {
  pip config list 2>/dev/null | grep -v constraint | grep -oE "/[a-z][^ ']*" | sed 's,^/*,/,' |
    cut -d/ -f1-3 | sort -u | grep -vE '^/(etc|usr|var|tmp|root|home)' |
    while read -r folder; do [ ! -d "$folder" ] || echo "$folder"; done
}

make_machine() { # make_machine ROOT CHECKOUT
  debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,procps,ca-certificates,git \
    bookworm "$1" "$MIRROR" >"$1.log" 2>&1 ||
    { tail -n 5 "$1.log" >&2; echo "not tried: Debian could not be fetched" >&2; exit "$CANNOT"; }
  cp /etc/resolv.conf "$1/etc/resolv.conf"
  mkdir -p "$1/usr/local/share/ca-certificates"
  cp /usr/local/share/ca-certificates/*.crt "$1/usr/local/share/ca-certificates/" 2>/dev/null || true
  chroot "$1" update-ca-certificates >/dev/null 2>&1
  {
    echo "[global]"
    pip config list 2>/dev/null | sed -n "s/^global\\.\\([a-z-]*\\)='\\(.*\\)'$/\\1 = \\2/p" |
      grep -v constraint || true
  } >"$1/etc/pip.conf"
  # a machine inside another may not raise its limits
  mkdir -p "$1/etc/systemd/system/redis-server.service.d"
  printf '[Service]\nLimitNOFILE=%s\n' "$(ulimit -Hn)" >"$1/etc/systemd/system/redis-server.service.d/trial.conf"
  git clone --quiet "$2" "$1/src"
}

MACHINE=
# A network of its own: it fetches packages, and nobody outside reaches what listens in it.
boot_machine() { # boot_machine ROOT
  local folder binds=()
  for folder in $(folders_of_pip); do binds+=("--bind-ro=$folder"); done
  systemd-nspawn --quiet --boot --register=no --keep-unit --private-network --resolv-conf=off \
    "${binds[@]}" --directory="$1" >"$1.boot.log" 2>&1 </dev/null &
  NSPAWN=$!
  for _ in $(seq 60); do
    sleep 1
    MACHINE="$(pgrep --parent "$NSPAWN" systemd || true)"
    if [ -n "$MACHINE" ] && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; then
      slirp4netns --configure --mtu=1400 --disable-host-loopback "$MACHINE" tap0 >"$1.net.log" 2>&1 &
      NETWORK=$!
      return 0
    fi
    kill -0 "$NSPAWN" 2>/dev/null || break
  done
  tail -n 5 "$1.boot.log" >&2
  echo "not tried: systemd did not start here" >&2
  exit "$CANNOT"
}

# inside COMMAND…: on that machine, with nothing of this one's environment.
inside() {
  nsenter --target "$MACHINE" --mount --uts --ipc --net --pid --cgroup --root \
    env --ignore-environment --chdir=/ PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"
}

end_machine() {
  [ -z "${NETWORK:-}" ] || kill "$NETWORK" 2>/dev/null || true
  [ -z "${NSPAWN:-}" ] || { kill -TERM "$NSPAWN" 2>/dev/null && wait "$NSPAWN" 2>/dev/null; } || true
}
