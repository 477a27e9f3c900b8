#!/usr/bin/env bash
# Tries what docs/operations.md and deploy/README.md tell, where it is meant to run: a clean Debian 12
# with systemd below a folder, installed, used, upgraded under a rush, hurt, backed up, moved.
# deploy/try_installation.sh FOLDER, as root; needs debootstrap and systemd-nspawn. CI runs it.
# Ends with 75 and the reason where this machine cannot do it.
set -euo pipefail
shopt -s inherit_errexit
HERE="$(cd "$(dirname "$0")" && pwd)"
# shellcheck source=deploy/try_machine.sh
. "$HERE/try_machine.sh"

ROOT="${1:?a folder that does not exist yet}"
HOST=portal.example
[ ! -e "$ROOT" ] || { echo "$ROOT is there already." >&2; exit 2; }
need_a_machine

BEGAN=$SECONDS
say() { printf '\n-- %s (%s s)\n' "$*" "$((SECONDS - BEGAN))"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
leave() {
  local code=$?
  [ "$code" = 0 ] || [ "$code" = "$CANNOT" ] || inside journalctl --no-pager -n 60 -p warning || true
  end_machine
  exit "$code"
}
trap leave EXIT

asked() { # asked ADDRESS [OPTION…]: the status of the answer
  inside curl --silent --insecure --output /dev/null --write-out "%{http_code}" --max-time 60 \
    --resolve "$HOST:443:127.0.0.1" --resolve "$HOST:80:127.0.0.1" "${@:2}" "$1" || true
}
expect() { # expect STATUS ADDRESS [OPTION…]
  local got
  got="$(asked "${@:2}")"
  [ "$got" = "$1" ] || fail "${*:2}: $got instead of $1"
  echo "$got ${*:2}"
}
until_expected() { # until_expected STATUS ADDRESS: within half a minute
  for _ in $(seq 30); do
    [ "$(asked "$2")" != "$1" ] || { echo "$1 $2"; return; }
    sleep 1
  done
  fail "$2: not $1 within half a minute"
}
current() { inside readlink -f /srv/portal/current; }
as_postgres() { inside setpriv --reuid postgres --regid postgres --init-groups "$@"; }
commit() { # commit SUBJECT: what stands in /src
  inside git -C /src add --all
  inside git -C /src -c user.name=trial -c user.email=trial@portal.example commit --quiet -m "$1"
}
write() { cat >"$ROOT/src/$1"; }

say "a clean Debian with systemd"
make_machine "$ROOT" "$HERE/.."
boot_machine "$ROOT"

say "install.sh"
inside /src/deploy/install.sh "$HOST"
FIRST="$(current)"
inside /src/deploy/install.sh "$HOST" >/dev/null
[ "$(current)" = "$FIRST" ] || fail "installed again, it made another release"
[ -z "$(inside systemctl --failed --plain --no-legend)" ] || fail "$(inside systemctl --failed)"

say "what answers"
expect 308 "http://$HOST/hy/"
expect 200 "https://$HOST/hy/"
expect 200 "https://$HOST/en/communities/gavar/"
expect 302 "https://$HOST/hy/admin/"
expect 200 "https://$HOST/readyz"
expect 200 "https://$HOST/metrics"
expect 000 "https://$HOST/hy/" -H "Host: other.example"
expect 200 "https://$HOST/hy/" -H "X-Forwarded-Host: other.example"
inside systemd-analyze security --no-pager portal-web portal-submissions portal-worker | grep -i overall || true

say "closed for maintenance and open again"
inside /src/deploy/maintenance.sh on 18:30
expect 503 "https://$HOST/hy/"
expect 200 "https://$HOST/readyz"
inside /src/deploy/maintenance.sh off
expect 200 "https://$HOST/hy/"

say "the key of the backups"
read -r IDENTITY RECIPIENT < <(inside /srv/portal/current/.venv/bin/python -c \
  "from pyrage import x25519; key = x25519.Identity.generate(); print(key, key.to_public())")
inside sed -i "s/^BACKUP_RECIPIENT=.*/BACKUP_RECIPIENT=$RECIPIENT/" /etc/portal/portal.env

say "every timer's work, once"
for unit in $(inside sh -c 'cd /etc/systemd/system && ls portal-*.timer'); do
  inside systemctl start "${unit%.timer}.service" || fail "$unit"
done
[ -z "$(inside systemctl --failed --plain --no-legend)" ] || fail "$(inside systemctl --failed)"

say "every command of the manuals, as it stands there"
inside env DJANGO_SUPERUSER_PASSWORD=trial portal createsuperuser --noinput --email first@portal.example --name First
printf 'From: a@b.am\n\nno report\n' | inside portal read_bounces
# what needs an empty place, a time or an input is tried by name, above and below
BY_NAME='portal (restore|createsuperuser|read_bounces)|NAME'
while read -r command; do
  echo "  $command"
  inside bash -c "$command" >/dev/null || fail "$command"
done < <(grep -ohE '`(portal|systemctl|journalctl|apt-get) [^`…]+`' "$HERE/../docs/operations.md" "$HERE/README.md" |
  tr -d '`' | grep -vE "$BY_NAME" | sort -u)

say "an upgrade while applicants submit"
write core/migrations/0099_trial.py <<'PYTHON'
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0001_content_changes")]
    operations = [migrations.RunSQL("CREATE TABLE trial (id int)", "DROP TABLE trial")]
PYTHON
commit "A migration"
inside "$FIRST/deploy/as_portal.py" "$FIRST" .venv/bin/python bench/installed.py "$HOST" >"$ROOT.rush.log" 2>&1 &
RUSH=$!
for _ in $(seq 60); do grep -q ready "$ROOT.rush.log" && break; sleep 1; done
sleep 12 # the switch comes when they submit
inside /src/deploy/upgrade.sh
echo "switched $((SECONDS - BEGAN)) s after the beginning"
SECOND="$(current)"
[ "$SECOND" != "$FIRST" ] || fail "no other release is in service"
wait "$RUSH" || { cat "$ROOT.rush.log"; fail "the upgrade lost something"; }
cat "$ROOT.rush.log"
inside portal verify_journal

say "a release that does not start is not taken"
echo 'raise RuntimeError("does not start")' >>"$ROOT/src/portal/wsgi.py"
commit "A fault"
! inside /src/deploy/upgrade.sh 2>/dev/null || fail "a broken release was taken for good"
[ "$(current)" = "$SECOND" ] || fail "the broken release is in service"
expect 200 "https://$HOST/hy/"
inside git -C /src reset --quiet --hard HEAD~1

say "a release with a unit that does not start is taken back"
for fault in portal-submissions/--workers portal-worker/db_worker; do
  sed -i "s/${fault#*/}/--no-such-thing/" "$ROOT/src/deploy/systemd/${fault%/*}.service"
  commit "A fault of ${fault%/*}"
  ! inside /src/deploy/upgrade.sh >"$ROOT.fault.log" 2>&1 || fail "a broken ${fault%/*} was taken for good"
  grep -q 'not ready: back to' "$ROOT.fault.log" || { cat "$ROOT.fault.log"; fail "${fault%/*}: refused for another reason"; }
  [ "$(current)" = "$SECOND" ] || fail "the broken release is still in service"
  expect 200 "https://$HOST/hy/"
  inside git -C /src reset --quiet --hard HEAD~1
done
! inside /src/deploy/install.sh 2>/dev/null || [ "$(current)" = "$SECOND" ] || fail "install.sh replaced a release"

say "an upgrade that was interrupted after the switch is finished by the next"
inside rm /etc/nginx/conf.d/portal-http.conf
inside sed -i '/^random_page_cost/d' /etc/postgresql/15/main/conf.d/portal.conf
inside /src/deploy/upgrade.sh
[ "$(current)" = "$SECOND" ] || fail "it made another release"
expect 200 "https://$HOST/hy/"
[ "$(as_postgres psql -qtAc 'SHOW random_page_cost')" = 1.1 ] || fail "PostgreSQL's settings did not come"

! inside pgrep -f trial.sock || fail "what was tried beside is still running"

say "a migration killed half way changes nothing"
write core/migrations/0100_trial.py <<'PYTHON'
import time

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0099_trial")]
    operations = [
        migrations.RunSQL("ALTER TABLE trial ADD COLUMN more int", "SELECT 1"),
        migrations.RunPython(lambda apps, schema_editor: time.sleep(8)),
    ]
PYTHON
commit "A long migration"
inside /src/deploy/upgrade.sh >"$ROOT.killed.log" 2>&1 &
KILLED=$!
for _ in $(seq 120); do inside pkill -KILL -f 'manage.py migrate' && break; sleep 1; done
! wait "$KILLED" || fail "a killed migration passed for done"
[ "$(current)" = "$SECOND" ] || fail "the release changed without its migration"
expect 200 "https://$HOST/hy/"
expect 200 "https://$HOST/readyz"
inside /src/deploy/upgrade.sh
expect 200 "https://$HOST/readyz"

say "PostgreSQL and Redis gone and back"
inside systemctl restart postgresql
until_expected 200 "https://$HOST/en/communities/gavar/"
inside systemctl stop redis-server
expect 200 "https://$HOST/en/communities/sevan/"
expect 200 "https://$HOST/en/search/?q=gavar"
inside curl --silent --insecure --resolve "$HOST:443:127.0.0.1" "https://$HOST/readyz" | grep '"cache": false'
inside systemctl start redis-server
sleep 6
inside curl --silent --insecure --resolve "$HOST:443:127.0.0.1" "https://$HOST/readyz" | grep '"cache": true'

say "a mistake, and the database of a minute before"
inside /src/deploy/point_in_time.sh begin
sleep 2
BEFORE="$(inside date --iso-8601=seconds)"
sleep 2
inside portal shell -c "from content.models import Page; Page.objects.all().delete()" >/dev/null
expect 404 "https://$HOST/en/about/"
inside /src/deploy/point_in_time.sh restore "$BEFORE"
until_expected 200 "https://$HOST/readyz"
until_expected 200 "https://$HOST/en/about/" # nginx may keep the 404 for a moment
inside portal verify_journal
inside du -sh /var/lib/postgresql/archive/written
inside /src/deploy/point_in_time.sh base
say "a restore that cannot succeed changes nothing"
! inside /src/deploy/point_in_time.sh restore tomorrow || fail "restored from the future"
! inside /src/deploy/point_in_time.sh restore 2020-01-01 || fail "restored without a base"
inside sh -c 'truncate --size 0 /var/lib/postgresql/archive/base-*/global/pg_control'
! inside /src/deploy/point_in_time.sh restore "$(inside date --iso-8601=seconds --date '1 second ago')" ||
  fail "restored from a base that is damaged"
until_expected 200 "https://$HOST/readyz"
inside portal verify_journal
inside systemctl start postgresql-base
inside portal watch_site

say "moved: everything gone, restored from the newest backup"
inside portal backup
inside sh -c "echo BACKUP_IDENTITY=$IDENTITY >>/etc/portal/portal.env"
inside portal verify_backup
inside sh -c 'systemctl stop portal-web portal-submissions portal-worker portal-*.socket portal-*.timer'
as_postgres dropdb portal
as_postgres createdb --owner portal --template template0 --encoding UTF8 \
  --locale-provider icu --icu-locale hy --locale C.UTF-8 portal
inside sh -c 'rm -rf /var/lib/portal/media/* /var/lib/portal/private/*'
inside portal restore --dry-run
inside portal restore
inside sed -i /^BACKUP_IDENTITY=/d /etc/portal/portal.env
inside portal verify_journal
inside sh -c 'systemctl start portal-web.socket portal-submissions.socket portal-web portal-submissions portal-worker'
until_expected 200 "https://$HOST/readyz"
expect 200 "https://$HOST/hy/"
say "everything went well"
