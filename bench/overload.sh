#!/usr/bin/env bash
# Measures good answers a second where more is asked than can be answered: POSTs of more and more connections, each
# sending again at once. Beyond 64 workers and 256 places in the queue, the rest is refused.
# Needs wrk, and a built server: mvn -DskipTests package. Seconds for each row: the first argument, or 10.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-10}
work=$(mktemp -d)
server=
stop() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"; }
trap stop EXIT

ETAGERE_LIMITS_CONNECTIONS_PER_ADDRESS=2000 java -Xmx64m -XX:+UseSerialGC -jar server/target/etagere.jar --port 0 --data "$work/data" >"$work/out" 2>"$work/err" &
server=$!
for _ in $(seq 300); do grep -q 'listens on' "$work/out" && break; sleep 0.1; done
url=$(sed -n 's/^Etagere listens on \(.*\)\/$/\1/p' "$work/out")

run() { wrk -t 2 -c "$1" -d "${2}s" -s bench/overload.lua "$url" | tail -1; }
run 64 5 >/dev/null
echo "| connections | good a second | refused a second | other a second | p99 ms |"
echo "|---|---|---|---|---|"
for c in 16 64 256 1000; do echo "| $c | $(run "$c" "$seconds") |"; done
