#!/usr/bin/env bash
# The database as it was at a minute, between two backups: PostgreSQL's archive. Run it as root.
#   deploy/point_in_time.sh begin            from now on everything written is kept
#   deploy/point_in_time.sh base             a new base, weekly; older ones and their archive go
#   deploy/point_in_time.sh restore TIME     "2026-11-27 18:30:00+04": the database as it was then
# PLACE (/var/lib/postgresql/archive) should be another disk, and is copied away like the backups.
# It holds what the database holds, in the clear. Files are not in it: they are kept by their hash
# in the backups, and none is deleted within two weeks.
set -euo pipefail

PLACE="${PLACE:-/var/lib/postgresql/archive}"
DATA=/var/lib/postgresql/15/main
CONF=/etc/postgresql/15/main/conf.d/archive.conf
PROGRAMS=/usr/lib/postgresql/15/bin
UNITS=(portal-web portal-submissions portal-worker)
# nobody's request starts the portal meanwhile
SOCKETS=(portal-web.socket portal-submissions.socket)

as_postgres() { setpriv --reuid postgres --regid postgres --init-groups "$@"; }

begin() {
  install -d -m 0700 -o postgres -g postgres "$PLACE" "$PLACE/written"
  cat >"$CONF" <<SETTINGS
# written by deploy/point_in_time.sh; each minute's work is in the archive within a minute
archive_mode = on
archive_command = 'test ! -f $PLACE/written/%f && cp %p $PLACE/written/%f.part && mv $PLACE/written/%f.part $PLACE/written/%f'
archive_timeout = 60
SETTINGS
  systemctl restart postgresql
  base
}

base() {
  local name oldest
  rm -rf "$PLACE/part"
  as_postgres "$PROGRAMS/pg_basebackup" --pgdata "$PLACE/part" --checkpoint fast --wal-method none --no-manifest
  # named by when it was whole: nothing before that can be restored from it
  name="base-$(date --utc +%Y%m%dT%H%M%SZ)"
  mv "$PLACE/part" "$PLACE/$name"
  find "$PLACE" -maxdepth 1 -name 'base-*' -type d | sort | head -n -2 | xargs -r rm -rf
  oldest="$(find "$PLACE/written" -name '*.backup' | sort | tail -n 2 | head -n 1)"
  [ -z "$oldest" ] || as_postgres "$PROGRAMS/pg_archivecleanup" "$PLACE/written" "$(basename "$oldest")"
  echo "$PLACE/$name"
}

# The newest base from before that time.
base_before() {
  local wanted
  wanted="base-$(date --utc --date "$1" +%Y%m%dT%H%M%SZ)"
  find "$PLACE" -maxdepth 1 -name 'base-*' -type d -printf '%f\n' | sort |
    awk -v wanted="$wanted" '$0 < wanted' | tail -n 1
}

restore() {
  local time="$1" from kept
  date --date "$time" >/dev/null || exit 2
  from="$(base_before "$time")"
  [ -n "$from" ] || { echo "There is no base from before $time." >&2; exit 1; }
  kept="$DATA.before-$(date --utc +%Y%m%dT%H%M%SZ)"
  systemctl stop "${SOCKETS[@]}" "${UNITS[@]}" portal-*.timer
  as_postgres psql --quiet --command "SELECT pg_switch_wal()" >/dev/null 2>&1 || true
  sleep 2
  systemctl stop postgresql
  mv "$DATA" "$kept"
  cp -a "$PLACE/$from" "$DATA"
  as_postgres touch "$DATA/recovery.signal"
  as_postgres tee -a "$DATA/postgresql.auto.conf" >/dev/null <<SETTINGS
restore_command = 'cp $PLACE/written/%f %p'
recovery_target_time = '$time'
recovery_target_action = 'promote'
SETTINGS
  systemctl start postgresql
  for _ in $(seq 300); do
    [ "$(as_postgres psql -qtAc 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ] && break
    sleep 1
  done
  as_postgres sed -i '/^restore_command\|^recovery_target/d' "$DATA/postgresql.auto.conf"
  systemctl start "${SOCKETS[@]}" "${UNITS[@]}"
  (cd /etc/systemd/system && systemctl start portal-*.timer)
  echo "The database is as it was at $time. What was there before lies in $kept; look, then delete it,"
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
