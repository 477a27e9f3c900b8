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

# Prints the folder of the release; makes it unless it is there whole.
make_release() {
  local name folder
  name="$(git -C "$CHECKOUT" -c safe.directory="$CHECKOUT" rev-parse --short=12 HEAD)"
  folder="$HOME_OF_PORTAL/releases/$name"
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
manage_with() {
  local folder="$1"
  shift
  (
    set -a
    # shellcheck disable=SC1091
    . /etc/portal/portal.env
    set +a
    cd "$folder"
    exec setpriv --reuid portal --regid portal --init-groups "$@"
  )
}

manage() { # manage RELEASE COMMAND…
  manage_with "$1" .venv/bin/python manage.py "${@:2}"
}

put_units() {
  local folder="$1"
  cp -r "$folder"/deploy/systemd/. /etc/systemd/system/
  install -m 0755 "$folder/deploy/portal" /usr/local/bin/portal
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
    systemctl daemon-reload
    # shellcheck disable=SC2046
    systemctl enable --quiet --now $(units "$1" socket) $(units "$1" timer)
    systemctl enable --quiet portal-web portal-submissions portal-worker
    systemctl restart portal-submissions portal-web portal-worker
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

# Whether both web services serve and the worker runs.
are_ready() {
  is_ready && is_ready /run/portal/submissions.sock && systemctl is-active --quiet portal-worker
}
