#!/usr/bin/env bash
# Measures GETs of an honest client beside 500 slow connections of each kind. Linux only: they come from 127.0.0.2 and on.
# Needs a built server: mvn -DskipTests package. Seconds for each kind: the first argument, or 40, longer than every deadline;
# then the kinds, if not all: silent, head, body, answer, unread, list.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-40}
work=$(mktemp -d)
server=
stop() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"; }
trap stop EXIT

java -Xmx64m -XX:+UseSerialGC -jar server/target/etagere.jar --port 0 --data "$work/data" >"$work/out" 2>"$work/err" &
server=$!
for _ in $(seq 300); do grep -q 'listens on' "$work/out" && break; sleep 0.1; done
url=$(sed -n 's/^Etagere listens on \(.*\)\/$/\1/p' "$work/out")

put() { # path, bytes
  { printf '{"pad":"'; head -c "$2" /dev/zero | tr '\0' x; printf '"}'; } >"$work/body"
  curl -sf -o /dev/null -X PUT -H 'Content-Type: application/json' -H 'If-None-Match: *' --data-binary @"$work/body" "$url$1"
}
put /v1/notes/small 1000
put /v1/notes/large 1000000
for i in $(seq 20); do put "/v1/notes/large-$i" 1000000; done
java bench/SlowClients.java "$url" /v1/notes/small /v1/notes/large "$seconds" "${@:2}"
if grep OutOfMemoryError "$work/err"; then exit 1; fi
kill -0 "$server" || { echo "The server has ended: $(tail -3 "$work/err")" >&2; exit 1; }
