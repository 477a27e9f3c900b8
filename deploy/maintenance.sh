#!/usr/bin/env bash
# Shows visitors that the portal is being worked on, and until when; then opens it again.
# deploy/maintenance.sh on "18:30" | deploy/maintenance.sh off. Run it as root.
# Drafts stay in their browsers meanwhile and are sent when it is over. No deadline may fall into it.
set -euo pipefail

PAGE=/etc/portal/maintenance.html
TIME='^[0-9][0-9:. -]{3,15}$'
case "${1:-}" in
  on)
    UNTIL="${2:?until when, by the clock of Yerevan: deploy/maintenance.sh on 18:30}"
    [[ "$UNTIL" =~ $TIME ]] || { echo "Say a time: 18:30, or 2026-12-01 18:30" >&2; exit 2; }
    sed "s/UNTIL/$UNTIL/g" "$(dirname "$0")/nginx/maintenance.html" >"$PAGE.new"
    chmod 0644 "$PAGE.new"
    mv "$PAGE.new" "$PAGE"
    ;;
  off) rm -f "$PAGE" ;;
  *)
    echo "deploy/maintenance.sh on TIME, or off" >&2
    exit 2
    ;;
esac
