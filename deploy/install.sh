#!/usr/bin/env bash
# Makes a fresh Debian 12 into a running portal: deploy/install.sh portal.example.am
# Run it as root from a checkout; run it again at any time, what is there stays.
set -euo pipefail
shopt -s inherit_errexit
# shellcheck source=deploy/release.sh
. "$(dirname "$0")/release.sh"

HOST="${1:-$(cat /etc/portal/host 2>/dev/null || true)}"
[ -n "$HOST" ] || { echo "Say the name of the site: deploy/install.sh portal.example.am" >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "Run it as root." >&2; exit 2; }

NAME="$(release_name)"
IN_SERVICE="$(basename "$(readlink -f "$HOME_OF_PORTAL/current" 2>/dev/null || true)")"
if [ -e "$HOME_OF_PORTAL/current" ] && [ "$IN_SERVICE" != "$NAME" ]; then
  echo "$IN_SERVICE is in service and this is $NAME: deploy/upgrade.sh puts it in its place." >&2
  exit 2
fi

say "packages"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
  ca-certificates curl git nginx openssl postgresql python3 python3-venv redis-server util-linux >/dev/null

say "the user and the folders"
id portal >/dev/null 2>&1 || useradd --system --home-dir /var/lib/portal --shell /usr/sbin/nologin portal
# nginx reads what is published, and nothing else: the private files' folder is the portal's alone
usermod -aG portal www-data
install -d -m 0755 /srv/portal /srv/portal/releases /srv/portal/venvs
install -d -m 0755 /etc/portal /etc/portal/tls
install -d -m 0750 -o portal -g portal /var/lib/portal /var/lib/portal/media
install -d -m 0700 -o portal -g portal /var/lib/portal/private /var/lib/portal/backups
echo "$HOST" >/etc/portal/host

say "PostgreSQL, Redis, the log"
mapfile -t changed < <(put_settings)
if has_systemd; then
  systemctl enable --quiet postgresql redis-server
  [ "${#changed[@]}" = 0 ] || systemctl restart "${changed[@]}"
  systemctl start postgresql redis-server
else
  service postgresql restart >/dev/null
  service redis-server restart >/dev/null 2>&1 || true
fi
for _ in $(seq 30); do as_postgres pg_isready -q && break; sleep 1; done
as_postgres psql -qtAc "SELECT 1 FROM pg_roles WHERE rolname = 'portal'" | grep -q 1 ||
  as_postgres createuser portal
# Debian's template may have locale C, which folds no Armenian
as_postgres psql -qtAc "SELECT 1 FROM pg_database WHERE datname = 'portal'" | grep -q 1 ||
  as_postgres createdb --owner portal --template template0 --encoding UTF8 \
    --locale-provider icu --icu-locale hy --locale C.UTF-8 portal

say "settings: /etc/portal/portal.env"
if [ ! -e /etc/portal/portal.env ]; then
  install -m 0600 /dev/null /etc/portal/portal.env
  cat >/etc/portal/portal.env <<SETTINGS
# Every variable is told in .env.example of the release.
SECRET_KEY=$(openssl rand -hex 40)
ALLOWED_HOSTS=$HOST
CSRF_TRUSTED_ORIGINS=https://$HOST
SITE_URL=https://$HOST
# by the socket, as the user of that name; libpq reads PGPORT
DATABASE_URL=postgres:///portal
PGPORT=$(as_postgres psql -qtAc "SHOW port")
CACHE_URL=rediscache://127.0.0.1:6379/0
VAR_DIR=/var/lib/portal
TRUSTED_PROXY_COUNT=1
EMAIL_BACKEND=django.core.mail.backends.smtp.EmailBackend
DEFAULT_FROM_EMAIL=portal@$HOST
BACKUP_RECIPIENT=
TLS_CERTIFICATE=/etc/portal/tls/fullchain.pem
SETTINGS
fi

# root reads it for the units and for `portal`; nginx, which may read what is published, does not
chmod 0600 /etc/portal/portal.env

say "a certificate"
if [ ! -e /etc/portal/tls/fullchain.pem ]; then
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$HOST" \
    -keyout /etc/portal/tls/privkey.pem -out /etc/portal/tls/fullchain.pem 2>/dev/null
  echo "A certificate of its own for thirty days: put a real one into /etc/portal/tls (deploy/README.md)."
fi

say "the release"
RELEASE="$(make_release)"
manage "$RELEASE" migrate --verbosity 0
manage "$RELEASE" prepare
manage "$RELEASE" collectstatic --noinput --verbosity 0
manage "$RELEASE" check --deploy --fail-level ERROR
put_units "$RELEASE"
switch_to "$RELEASE"

if has_systemd; then
  is_ready || { journalctl -u portal-web -n 50 --no-pager; exit 1; }
  say "https://$HOST answers; make the first administrator: portal createsuperuser"
fi
