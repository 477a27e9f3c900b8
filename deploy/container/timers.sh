#!/bin/sh
# What the timers of deploy/systemd start, where there is no systemd: looks at the clock of Yerevan
# once a minute. A command that fails stops no other; each run is noted (Health of the site).
set -u
export TZ=Asia/Yerevan
RUN="${RUN:-python manage.py}"

run() {
  for command in "$@"; do
    $RUN "$command" || echo "failed: $command" >&2
  done
}

at() { # at MINUTES HOUR WEEKDAY: what is due then; a minute is a number without leading zero
  [ $(($1 % 2)) = 0 ] && run send_letters
  [ $(($1 % 5)) = 0 ] && run watch_deadlines
  [ $(($1 % 10)) = 3 ] && run watch_site
  case "$2:$1" in
    3:20)
      run check_links encode_pictures draw_first_pages tidy apply_retention forget_cards
      ;;
    4:10) run backup ;;
    9:0) run tell_followers ;;
  esac
  case "$3 $2:$1" in
    "1 8:0") run send_reminders ;;
    "5 9:0") run make_newsletter send_newsletter ;;
    "7 5:0") run verify_backup ;;
  esac
}

if [ "$#" = 3 ]; then
  at "$@"
  exit 0
fi
while true; do
  at "$(date +%-M)" "$(date +%-H)" "$(date +%u)"
  sleep $((60 - $(date +%-S)))
done
