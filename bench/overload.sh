#!/usr/bin/env bash
# Measures good answers a second where more is asked than can be answered. First POSTs of 64 connections, each sending
# again at once: the peak. Then of 1000 connections that together ask for three times the peak, however the answers come;
# at last of 1000 that send again at once. Beyond 64 workers and 256 places in the queue, the rest is refused. The last
# column is the CPU that the server took for each request, in microseconds.
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

cpu() { awk '{print ($14 + $15) * 10000}' "/proc/$server/stat"; } # A tick is 10 ms.
run() { # connections, seconds, milliseconds from an answer of a connection to its next request
  local before row
  before=$(cpu)
  row=$(wrk -t 2 -c "$1" -d "${2}s" -s bench/overload.lua "$url" -- "$3" | tail -1)
  awk -F ' [|] ' -v all=$(($(cpu) - before)) -v s="$2" '{printf "%s | %.0f\n", $0, all / s / ($1 + $2 + $3)}' <<<"$row"
}
run 64 5 0 >/dev/null
peak=$(run 64 "$seconds" 0)
echo "| asked | good a second | refused a second | other a second | p99 ms | CPU of one |"
echo "|---|---|---|---|---|---|"
echo "| by 64 connections | $peak |"
echo "| three times that | $(run 1000 "$seconds" $((1000 * 1000 / 3 / ${peak%% *}))) |"
echo "| by 1000 connections | $(run 1000 "$seconds" 0) |"
