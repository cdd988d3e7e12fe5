#!/usr/bin/env bash
# A program is killed after its payment was made and before it could note that down. It starts again
# and repeats the payment under the key that it had stored: there is one payment.
# resume-after-crash.sh http://127.0.0.1:8080
set -euo pipefail
server=${1:-} journal=${2:-}
# shellcheck source=etagere.sh
. "$(dirname "$0")/etagere.sh"

# Key and content are on the disk before anything is sent, and are removed when it is done.
pay() {
  if [ ! -e "$journal" ]; then
    key=$(new_key)
    printf '%s\n{"reference":"ref-%s","cents":1995}\n' "$key" "$key" >"$journal.new"
    sync "$journal.new"
    mv "$journal.new" "$journal"
  fi
  create notes "$(sed -n 2p "$journal")" "$(sed -n 1p "$journal")"
  echo "made $id"
  cat >/dev/null # Stands for the rest of a long job, in which the program is killed.
  rm "$journal"
}

if [ -n "$journal" ]; then
  pay
  finish 0
fi

journal=$answer/journal
coproc first { exec "$0" "$server" "$journal"; }
read -r made <&"${first[0]}"
kill -9 "$first_PID"
wait "$first_PID" 2>/dev/null || true
echo "Killed after: $made"

again=$("$0" "$server" "$journal" </dev/null)
again=${again%%$'\n'*}
echo "Started again: $again"
[ "$made" = "$again" ] && [ ! -e "$journal" ] || finish 1
read_one notes "${made#made }"
echo "$content"
finish 0
