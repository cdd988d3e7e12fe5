#!/usr/bin/env bash
# Measures requests a second at 1, 16 and 64 connections, beside bare Grizzly and bare Jersey, in one run.
# Needs wrk, and a built server: mvn -DskipTests package. Seconds for each cell: the first argument, or 5.
# Options for both JVMs: BENCH_JAVA_OPTS, by default those of ./etagere.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-5}
read -ra options <<<"${BENCH_JAVA_OPTS:--Xmx64m -XX:+UseSerialGC}"
# shellcheck source=bench/common.sh
. bench/common.sh

grizzly=$(free_port); jersey=$(free_port)
# Compiled before, so that no compiler fills the heap of what is measured.
javac -d "$work/classes" -cp "$classpath" bench/Baselines.java
java "${options[@]}" -cp "$work/classes:$classpath" Baselines "$grizzly" "$jersey" >"$work/base" 2>&1 &
pids+=($!)
await "$work/base" ready
serve "$work/data" "${options[@]}"
server=$pid
echo "options of both JVMs: ${options[*]}; memory at rest: $(resident "$server")"

doc="$url/v1/notes/doc"
etag=$(curl -s -D - -o /dev/null -X PUT -H 'Content-Type: application/json' -H 'If-None-Match: *' \
  -d "{\"pad\":\"$(printf 'x%.0s' $(seq 1014))\"}" "$doc" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')

cell() { # kind, connections
  local c=$2 t; t=$(few "$2")
  case $1 in
    grizzly) rate "$c" "$t" "http://127.0.0.1:$grizzly/constant" ;;
    jersey) rate "$c" "$t" "http://127.0.0.1:$jersey/constant" ;;
    get) rate "$c" "$t" "$doc" ;;
    304) rate "$c" "$t" -H "If-None-Match: $etag" "$doc" ;;
    put) rate "$c" "$c" -s bench/put.lua "$url" ;;
    post) rate "$c" "$t" -s bench/post.lua "$url/v1/notes" ;;
  esac
}

# Until the JIT has done its work: with two cores, its threads take half of them for a while.
for _ in $(seq "$(((20 + seconds - 1) / seconds))"); do
  for kind in grizzly jersey get 304 put post; do cell "$kind" 16 >/dev/null; done
done

echo "| connections | Grizzly constant | Jersey constant | GET | GET 304 | PUT If-Match | POST |"
echo "|---|---|---|---|---|---|---|"
for c in 1 16 64; do
  printf '| %s |' "$c"
  for kind in grizzly jersey get 304 put post; do printf ' %s |' "$(cell "$kind" "$c")"; done
  echo
done
echo "memory after: $(resident "$server")"
