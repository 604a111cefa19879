#!/usr/bin/env bash
# The archive of WAL segments, compressed and encrypted. PostgreSQL calls it; a failure is tried again.
#
#   archive.sh push PATH NAME    archive_command: never overwrites a segment with another
#   archive.sh pull NAME PATH    restore_command
#
# ARCHIVE                  <% path %> without it; on another machine than the database
# ARCHIVE_PASSPHRASE_FILE  <% folder %>/passphrase without it, mode 0600; keep it in a second place
set -euo pipefail
umask 077

archive=${ARCHIVE:-<% path %>}/wal
cipher=(openssl enc -aes-256-ctr -pbkdf2 -iter 10000 -pass "file:${ARCHIVE_PASSPHRASE_FILE:-<% folder %>/passphrase}")

push() {
  local file=$1 name=$2 to="$archive/$2.gz.enc"
  mkdir -p "$archive"
  if [[ -e "$to" ]]; then
    # Sent before, the answer got lost: the same again is fine, anything else is another server.
    "${cipher[@]}" -d -in "$to" | gzip --decompress | cmp --silent - "$file" && return
    echo "$name is in the archive with other content: is another server archiving here?" >&2
    exit 1
  fi
  gzip --fast --stdout "$file" | "${cipher[@]}" -salt > "$to.part"
  sync "$to.part"
  mv "$to.part" "$to"
  sync "$archive"
}

pull() {
  local from="$archive/$1.gz.enc"
  # PostgreSQL asks for more than there is, and takes a failure for the end of the archive.
  [[ -e "$from" ]] || exit 1
  # One that is there and cannot be read is another matter: over 125 PostgreSQL stops, instead of taking
  # this for the end and coming up without all that follows.
  "${cipher[@]}" -d -in "$from" | gzip --decompress > "$2.part" || exit 200
  mv "$2.part" "$2"
}

case "${1:-}" in
  push) push "$2" "$3" ;;
  pull) pull "$2" "$3" ;;
  *)
    echo "usage: archive.sh push PATH NAME | pull NAME PATH" >&2
    exit 2
    ;;
esac
