#!/usr/bin/env bash
# The database as it was at a minute, between two backups: PostgreSQL's archive. Run it as root.
#   deploy/point_in_time.sh begin            from now on everything written is kept
#   deploy/point_in_time.sh base             a new base (a timer asks weekly); older ones and their archive go
#   deploy/point_in_time.sh restore TIME     "2026-11-27 18:30:00+04": the database as it was then
# PLACE=/folder before `begin` names where (/var/lib/postgresql/archive); better another disk, copied away
# like the backups. It holds what the database holds, in the clear. Files are not in it: they are kept
# by their hash in the backups, and none is deleted within two weeks.
set -euo pipefail

DATA=/var/lib/postgresql/15/main
CONF=/etc/postgresql/15/main/conf.d/archive.conf
PROGRAMS=/usr/lib/postgresql/15/bin
# the cluster itself: to stop Debian's postgresql.service does not wait for it
CLUSTER=postgresql@15-main
KEEP=/usr/local/lib/portal/keep_wal.sh
UNITS=(portal-web portal-submissions portal-worker)
# nobody's request starts the portal meanwhile
SOCKETS=(portal-web.socket portal-submissions.socket)

as_postgres() { setpriv --reuid postgres --regid postgres --init-groups "$@"; }

place() { sed -n 's/^# PLACE: //p' "$CONF" 2>/dev/null || true; }

begin() {
  PLACE="${PLACE:-$(place)}"
  PLACE="${PLACE:-/var/lib/postgresql/archive}"
  [[ "$PLACE" =~ ^/[A-Za-z0-9/_.-]+$ ]] || { echo "A plain path, please: $PLACE" >&2; exit 2; }
  # the portal sees how old the newest base is, and nothing in it
  install -d -m 0755 -o postgres -g postgres "$PLACE"
  install -d -m 0700 -o postgres -g postgres "$PLACE/written"
  install -D -m 0755 "$(dirname "$0")/keep_wal.sh" "$KEEP"
  cat >"$CONF" <<SETTINGS
# written by deploy/point_in_time.sh; each minute's work is in the archive within a minute
# PLACE: $PLACE
archive_mode = on
archive_command = '$KEEP %p %f $PLACE/written'
archive_timeout = 60
SETTINGS
  sed -i '/^DATABASE_ARCHIVE=/d' /etc/portal/portal.env
  echo "DATABASE_ARCHIVE=$PLACE" >>/etc/portal/portal.env
  systemctl restart "$CLUSTER"
  base
}

base() {
  local name oldest
  PLACE="$(place)"
  [ -n "$PLACE" ] || { echo "Nothing is archived: $0 begin" >&2; exit 1; }
  rm -rf "$PLACE/part"
  as_postgres "$PROGRAMS/pg_basebackup" --pgdata "$PLACE/part" --checkpoint fast --wal-method none --no-manifest
  # named by when it was whole: nothing before that can be restored from it
  name="base-$(date --utc +%Y%m%dT%H%M%SZ)"
  mv "$PLACE/part" "$PLACE/$name"
  find "$PLACE" -maxdepth 1 -name 'base-*' -type d | sort | head -n -2 | xargs -r rm -rf
  oldest="$(find "$PLACE/written" -name '*.backup.gz' | sort | tail -n 2 | head -n 1)"
  [ -z "$oldest" ] ||
    as_postgres "$PROGRAMS/pg_archivecleanup" -x .gz "$PLACE/written" "$(basename "$oldest")"
  du --summarize --human-readable "$PLACE/$name" "$PLACE/written"
}

# The newest base from before that time.
base_before() {
  local wanted
  wanted="base-$(date --utc --date "$1" +%Y%m%dT%H%M%SZ)"
  find "$PLACE" -maxdepth 1 -name 'base-*' -type d -printf '%f\n' | sort |
    awk -v wanted="$wanted" '$0 < wanted' | tail -n 1
}

open_portal() {
  systemctl start "${SOCKETS[@]}" "${UNITS[@]}"
  (cd /etc/systemd/system && systemctl start portal-*.timer)
}

# Whether PostgreSQL came to that time: it plays the archive for as long as it needs, and ends with a
# fault when the archive ends before.
has_replayed() {
  local silent=0
  while [ "$silent" -lt 15 ]; do
    case "$(as_postgres psql -qtAc 'SELECT pg_is_in_recovery()' 2>/dev/null)" in
      f) return 0 ;;
      t) silent=0 ;;
      *) systemctl is-active --quiet "$CLUSTER" || silent=$((silent + 1)) ;;
    esac
    sleep 1
  done
  return 1
}

# What was written in the last minute is in no archive yet.
take_last_minute() {
  find "$1/pg_wal" -maxdepth 1 -type f -regextype posix-extended -regex '.*/[0-9A-F]{24}' \
    -exec cp -a -t "$DATA/pg_wal" {} +
}

restore() {
  local time from kept new="$DATA.new"
  PLACE="$(place)"
  [ -n "$PLACE" ] || { echo "Nothing was archived: $0 begin" >&2; exit 1; }
  time="$(date --date "$1" --iso-8601=seconds)" || exit 2
  [ "$(date --date "$time" +%s)" -lt "$(date +%s)" ] || { echo "$time is still to come." >&2; exit 2; }
  from="$(base_before "$time")"
  [ -n "$from" ] || { echo "There is no base from before $time." >&2; exit 1; }

  # while the portal still serves
  rm -rf "$new"
  cp -a "$PLACE/$from" "$new"
  as_postgres touch "$new/recovery.signal"
  as_postgres tee -a "$new/postgresql.auto.conf" >/dev/null <<SETTINGS
restore_command = 'gzip -dc <$PLACE/written/%f.gz >%p'
recovery_target_time = '$time'
recovery_target_action = 'promote'
SETTINGS

  kept="$DATA.before-$(date --utc +%Y%m%dT%H%M%SZ)"
  systemctl stop "${SOCKETS[@]}" "${UNITS[@]}" 'portal-*.timer'
  # something is written after that time, or PostgreSQL could not tell that it has passed
  as_postgres psql -qtAc "SELECT txid_current()" >/dev/null 2>&1 || true
  systemctl stop "$CLUSTER"
  mv "$DATA" "$kept"
  mv "$new" "$DATA"
  if ! { take_last_minute "$kept" && systemctl start "$CLUSTER" && has_replayed; }; then
    echo "PostgreSQL did not come to $time (journalctl, /var/log/postgresql): everything is as before." >&2
    systemctl stop "$CLUSTER"
    rm -rf "$DATA"
    mv "$kept" "$DATA"
    systemctl start "$CLUSTER"
    open_portal
    exit 1
  fi
  as_postgres sed -i '/^restore_command\|^recovery_target/d' "$DATA/postgresql.auto.conf"
  # who was erased since then stays erased, before anybody sees them
  portal erase_again
  open_portal
  echo "The database is as it was at $time. What was there before lies in $kept: look, then delete it,"
  echo "and run $0 base: the archive goes on from a new base."
}

case "${1:-}" in
  begin | base) "$1" ;;
  restore) restore "${2:?a time: \"2026-11-27 18:30:00+04\"}" ;;
  *)
    sed -n 2,9p "$0" >&2
    exit 2
    ;;
esac
