#!/usr/bin/env bash
# Measures requests a second at 1, 16 and 64 connections, beside bare Grizzly and bare Jersey, in one run.
# Needs wrk, and a built server: mvn -DskipTests package. Seconds for each cell: the first argument, or 5.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-5}
work=$(mktemp -d)
pids=()
stop() { kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"; }
trap stop EXIT

await() { # file, text
  for _ in $(seq 300); do grep -q "$2" "$1" 2>/dev/null && return; sleep 0.1; done
  echo "not started: $(cat "$1")" >&2; exit 1
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

grizzly=$(free_port); jersey=$(free_port)
java -cp "server/target/etagere.jar:server/target/lib/*" bench/Baselines.java "$grizzly" "$jersey" >"$work/base" 2>&1 &
pids+=($!)
java -Xmx64m -XX:+UseSerialGC -jar server/target/etagere.jar --port 0 --data "$work/data" >"$work/etagere" 2>&1 &
server=$!
pids+=("$server")
await "$work/base" ready
await "$work/etagere" "listens on"
url=$(sed -n 's/^Etagere listens on \(.*\)\/$/\1/p' "$work/etagere")
echo "memory at rest: $(($(ps -o rss= -p "$server") / 1024)) MB"

doc="$url/v1/notes/doc"
etag=$(curl -s -D - -o /dev/null -X PUT -H 'Content-Type: application/json' -H 'If-None-Match: *' \
  -d "{\"pad\":\"$(printf 'x%.0s' $(seq 1014))\"}" "$doc" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')

rate() { # connections, threads, arguments of wrk
  local connections=$1 threads=$2; shift 2
  wrk -t "$threads" -c "$connections" -d "${seconds}s" "$@" | awk '
    /Requests\/sec/ { rate = $2 }
    /Non-2xx/ { bad = " (" $NF " refused)" }
    END { printf "%.0f%s", rate, bad }'
}
few() { [ "$1" -lt 2 ] && echo 1 || echo 2; }

rate 16 2 "http://127.0.0.1:$jersey/constant" >/dev/null
rate 16 2 "http://127.0.0.1:$grizzly/constant" >/dev/null
rate 16 2 "$doc" >/dev/null
rate 16 16 -s bench/put.lua "$url" >/dev/null

echo "| connections | Grizzly constant | Jersey constant | GET | GET 304 | PUT If-Match | POST |"
echo "|---|---|---|---|---|---|---|"
for c in 1 16 64; do
  t=$(few "$c")
  printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$c" \
    "$(rate "$c" "$t" "http://127.0.0.1:$grizzly/constant")" \
    "$(rate "$c" "$t" "http://127.0.0.1:$jersey/constant")" \
    "$(rate "$c" "$t" "$doc")" \
    "$(rate "$c" "$t" -H "If-None-Match: $etag" "$doc")" \
    "$(rate "$c" "$c" -s bench/put.lua "$url")" \
    "$(rate "$c" "$t" -s bench/post.lua "$url/v1/notes")"
done
echo "memory after: $(($(ps -o rss= -p "$server") / 1024)) MB"
