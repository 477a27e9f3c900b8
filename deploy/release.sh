# Read by install.sh and upgrade.sh: makes a release of this checkout, and puts one into service.
# shellcheck shell=bash

HOME_OF_PORTAL=/srv/portal
CHECKOUT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say() { printf '\n== %s\n' "$*"; }

has_systemd() { [ -d /run/systemd/system ]; }

# Prints the folder of an environment with what the lock names; releases with the same lock share it.
make_venv() { # make_venv LOCK
  local folder
  folder="$HOME_OF_PORTAL/venvs/$( (python3 --version; cat "$1") | sha256sum | cut -c1-12)"
  if [ ! -e "$folder/.whole" ]; then
    rm -rf "$folder"
    python3 -m venv "$folder"
    # PIP_… of the environment names another index, where this machine has one
    "$folder/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$1" >&2
    touch "$folder/.whole"
  fi
  echo "$folder"
}

release_name() { git -C "$CHECKOUT" -c safe.directory="$CHECKOUT" rev-parse --short=12 HEAD; }

# Prints the folder of the release; makes it unless it is there whole.
make_release() {
  local folder
  folder="$HOME_OF_PORTAL/releases/$(release_name)"
  if [ ! -e "$folder/.whole" ]; then
    rm -rf "$folder"
    mkdir -p "$folder"
    git -C "$CHECKOUT" -c safe.directory="$CHECKOUT" archive HEAD | tar -x -C "$folder"
    ln -s "$(make_venv "$folder/requirements-production.lock")" "$folder/.venv"
    (cd "$folder" && DEBUG=1 .venv/bin/python manage.py messages --compile)
    touch "$folder/.whole"
  fi
  echo "$folder"
}

# manage_with RELEASE PROGRAM…: as the user of the portal, with its settings.
manage_with() { "$CHECKOUT/deploy/as_portal.py" "$@"; }

manage() { # manage RELEASE COMMAND…
  manage_with "$1" .venv/bin/python manage.py "${@:2}"
}

# put_file FILE PLACE: whether it was new there
put_file() {
  cmp --silent "$CHECKOUT/deploy/$1" "$2" && return 1
  install -D -m 0644 "$CHECKOUT/deploy/$1" "$2"
}

# Puts what the portal needs of PostgreSQL, Redis and the log; prints the services that must hear of it.
put_settings() {
  local included='include /etc/redis/portal.conf'
  ! put_file postgresql.conf /etc/postgresql/15/main/conf.d/portal.conf || echo postgresql
  ! put_file redis.conf /etc/redis/portal.conf || echo redis-server
  ! put_file journald.conf /etc/systemd/journald.conf.d/portal.conf || echo systemd-journald
  grep -qx "$included" /etc/redis/redis.conf || echo "$included" >>/etc/redis/redis.conf
}

as_postgres() { setpriv --reuid postgres --regid postgres --init-groups "$@"; }

put_units() {
  local folder="$1"
  cp -r "$folder"/deploy/systemd/. /etc/systemd/system/
  install -m 0755 "$folder/deploy/portal" /usr/local/bin/portal
  install -D -m 0755 "$folder/deploy/keep_wal.sh" /usr/local/lib/portal/keep_wal.sh
  install -d /etc/portal/nginx /var/cache/nginx
  install -m 0644 "$folder/deploy/nginx/portal-server.conf" /etc/portal/nginx/
  install -m 0644 "$folder/deploy/nginx/portal-http.conf" /etc/nginx/conf.d/portal-http.conf
  sed "s/PORTAL_HOST/$(cat /etc/portal/host)/g" "$folder/deploy/nginx/portal.conf" >/etc/nginx/sites-available/portal
  ln -sfn /etc/nginx/sites-available/portal /etc/nginx/sites-enabled/portal
  rm -f /etc/nginx/sites-enabled/default
  nginx -t -q
}

units() { # units socket|timer|service: their names
  (cd "$1/deploy/systemd" && ls -- *."$2")
}

# The release becomes the current one; processes are replaced behind their sockets.
switch_to() {
  ln -sfn "$1" "$HOME_OF_PORTAL/current.new"
  mv -T "$HOME_OF_PORTAL/current.new" "$HOME_OF_PORTAL/current"
  if has_systemd; then
    # read in a condition, where bash goes on after a failure: each says so itself
    systemctl daemon-reload || return 1
    # shellcheck disable=SC2046
    systemctl enable --quiet --now $(units "$1" socket) $(units "$1" timer) || return 1
    systemctl enable --quiet portal-web portal-submissions portal-worker || return 1
    systemctl restart portal-submissions portal-web portal-worker || return 1
    systemctl reload-or-restart nginx
  else
    say "no systemd here: start the units of $1/deploy/systemd yourself"
  fi
}

# Whether what listens at a socket says within so many seconds that it can serve.
is_ready() { # is_ready [SOCKET [SECONDS]]
  local socket="${1:-/run/portal/web.sock}" until=$((SECONDS + ${2:-40})) said
  while [ "$SECONDS" -lt "$until" ]; do
    said="$(curl --silent --max-time 5 --unix-socket "$socket" http://localhost/readyz || true)"
    # that letters do not leave is no fault of a release
    [[ "$said" == *'"database": true, "migrations": true, "storage": true'* ]] && return 0
    sleep 1
  done
  return 1
}

# Whether a release serves when it is started beside the one in service, at a socket of its own.
serves() {
  local socket=/run/portal/trial.sock process code=0
  rm -f "$socket" "$socket.pid"
  manage_with "$1" .venv/bin/gunicorn portal.wsgi --workers 1 --bind "unix:$socket" \
    --pid "$socket.pid" --log-level critical &
  process=$!
  is_ready "$socket" 30 || code=1
  # the process itself, not the shells around it
  [ ! -s "$socket.pid" ] || kill "$(cat "$socket.pid")" 2>/dev/null || true
  wait "$process" 2>/dev/null || true
  return "$code"
}

# Whether both web services serve and the worker runs, and goes on running.
are_ready() {
  is_ready && is_ready /run/portal/submissions.sock || return 1
  for _ in 1 2 3 4 5; do
    systemctl is-active --quiet portal-worker || return 1
    sleep 1
  done
}
