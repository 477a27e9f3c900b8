#!/bin/sh
# PostgreSQL's archive_command (point_in_time.sh): keep_wal.sh PATH NAME FOLDER. The same segment again is
# well, it was interrupted before PostgreSQL noted it; another one of that name is refused.
set -eu
kept="$3/$2.gz"
if [ -e "$kept" ]; then
  gzip -dc "$kept" | cmp --silent - "$1"
  exit
fi
gzip -c "$1" >"$kept.part"
sync "$kept.part"
mv "$kept.part" "$kept"
sync "$3"
