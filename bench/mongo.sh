#!/usr/bin/env bash
# Measures what a request on MongoDB costs a server: its CPU in microseconds, at 16 connections.
# Needs wrk and Maven, and what mvn -DskipTests package makes. Seconds for each kind: the first argument, or 5.
# ETAGERE_BENCH_MONGO_URI names a MongoDB; without it, a mongo-java-server in memory takes its place,
# so that only the server's own CPU means something, and never the rate.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-5}
connections=16
# shellcheck source=bench/common.sh
. bench/common.sh

uri=${ETAGERE_BENCH_MONGO_URI:-}
if [ -z "$uri" ]; then
  mvn -B -q -pl server dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$work/classpath"
  # It runs until its input ends.
  mkfifo "$work/input"
  java -cp "server/target/test-classes:server/target/classes:$(cat "$work/classpath")" \
    dev.etagere.server.store.mongo.MongoProgram <"$work/input" >"$work/mongo" 2>"$work/mongo.log" &
  pids+=($!)
  exec 3>"$work/input"
  await "$work/mongo" '^[0-9]'
  uri="mongodb://127.0.0.1:$(cat "$work/mongo")"
fi

java -Xmx64m -XX:+UseSerialGC -jar server/target/etagere.jar --port 0 --mongo-uri "$uri" \
  --mongo-database "etagere_bench_$$" >"$work/out" 2>"$work/log" 3>&- &
server=$!
pids+=("$server")
await "$work/out" "listens on"
url=$(sed -n 's/^Etagere listens on \(.*\)\/$/\1/p' "$work/out")
doc="$url/v1/notes/doc"
etag=$(create "$doc")

cpu() { awk '{ print ($14 + $15) }' "/proc/$server/stat"; } # ticks
one() { # kind
  case $1 in
    GET) rate "$connections" 2 "$doc" ;;
    "GET 304") rate "$connections" 2 -H "If-None-Match: $etag" "$doc" ;;
    PUT) puts "$url" "$connections" ;;
    "PUT with a key") puts "$url" "$connections" keyed ;;
    POST) rate "$connections" 2 -s bench/post.lua "$url/v1/notes" ;;
  esac
}

kinds=(GET "GET 304" POST)
# mongo-java-server looks at every document for an update. The resources that are to be replaced are
# created first, which counts as CPU of the replacements: with thousands of them, not much.
[ -z "${ETAGERE_BENCH_MONGO_URI:-}" ] || kinds+=(PUT "PUT with a key")
# Until the JIT has done its work.
for kind in "${kinds[@]}"; do one "$kind" >/dev/null; done

echo "| request | a second | CPU of the server for one, µs |"
echo "|---|---|---|"
for kind in "${kinds[@]}"; do
  before=$(cpu)
  found=$(one "$kind")
  ticks=$(($(cpu) - before))
  echo "| $kind | $found | $((ticks * 1000000 / $(getconf CLK_TCK) / (${found%% *} * seconds + 1))) |"
done
echo "memory after: $(resident "$server")"
