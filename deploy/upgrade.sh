#!/usr/bin/env bash
# Puts the commit of this checkout into service: deploy/upgrade.sh. Run it as root.
# Backup, new release beside the old, migrations, a look whether it serves, the switch behind the
# sockets, another look; if it is not ready then, the old release is put back.
set -euo pipefail
shopt -s inherit_errexit
# shellcheck source=deploy/release.sh
. "$(dirname "$0")/release.sh"

# a line that breaks ends no upgrade half way
trap '' HUP

OLD="$(readlink -f "$HOME_OF_PORTAL/current")"
NEW="$(make_release)"

say "settings of PostgreSQL, Redis, the log"
# PostgreSQL reads its settings anew without losing a request; what needs a restart waits for one
for service in $(put_settings); do
  echo "new: $service"
  ! has_systemd || case "$service" in
    postgresql) systemctl reload postgresql ;;
    *) systemctl restart "$service" ;;
  esac
done
as_postgres psql -qtAc "SELECT name || ' waits for a restart of PostgreSQL' FROM pg_settings WHERE pending_restart"

if [ "$OLD" = "$NEW" ]; then
  say "$NEW is in service already: finishing what an interrupted upgrade may have left"
  manage "$NEW" migrate --verbosity 0
  put_units "$NEW"
  switch_to "$NEW"
  ! has_systemd || are_ready
  manage "$NEW" prepare
  exit 0
fi

say "backup before $NEW"
if grep -q '^BACKUP_RECIPIENT=.' /etc/portal/portal.env; then
  manage "$OLD" backup
else
  manage "$OLD" backup --plain
fi

say "migrations"
manage "$NEW" migrate --verbosity 0
manage "$NEW" collectstatic --noinput --verbosity 0
if ! serves "$NEW"; then
  say "$NEW does not serve: nothing was changed but the database"
  manage "$OLD" collectstatic --noinput --verbosity 0
  exit 1
fi

say "switch"
# in a condition, so that a unit which does not start leads back, too
if ! { put_units "$NEW" && switch_to "$NEW" && { ! has_systemd || are_ready; }; }; then
  say "not ready: back to $OLD"
  manage "$OLD" collectstatic --noinput --verbosity 0
  put_units "$OLD"
  switch_to "$OLD"
  is_ready
  exit 1
fi
manage "$NEW" prepare

# three releases stay, and the environments that they use
ls -1dt "$HOME_OF_PORTAL"/releases/*/ | tail -n +4 | while read -r old; do
  [ "$(readlink -f "$old")" = "$NEW" ] || rm -rf "$old"
done
used="$(for release in "$HOME_OF_PORTAL"/releases/*/; do readlink -f "$release/.venv"; done)"
for venv in "$HOME_OF_PORTAL"/venvs/*; do
  grep -qxF "$venv" <<<"$used" || rm -rf "$venv"
done
