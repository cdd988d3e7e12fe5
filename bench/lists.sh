#!/usr/bin/env bash
# Measures what a page of 50 in a large collection costs: the first page and one deep inside, by id and by a
# member, and a page filtered on a declared member against one without a filter. Prints the median of many
# requests in milliseconds, and the server's CPU for one request, which other load disturbs less.
# Wanted: deep at most 1.5 times the first, filtered at most 2 times the unfiltered.
# Needs curl, python3 and a built server: mvn -DskipTests package.
# Arguments: the number of documents, or 1000000; requests for each cell, or 300; a folder to keep the store
# in for another run, or a temporary one.
set -euo pipefail
cd "$(dirname "$0")/.."
documents=${1:-1000000}
requests=${2:-300}
# shellcheck source=bench/common.sh
. bench/common.sh
store=${3:-$work}/$documents

[ -e "$store" ] || java -cp "$classpath" bench/Fill.java "$store" "$documents"
printf 'collections:\n  notes:\n    query: [n]\n' >"$work/etagere.yaml"
# The first start gives the documents the keys of the member, which takes longer than starting may.
out=$work/out
java -Xmx64m -XX:+UseSerialGC -jar server/target/etagere.jar --config "$work/etagere.yaml" --port 0 \
  --data "$store" >"$out" 2>"$out.log" &
pid=$!
pids+=("$pid")
began=$SECONDS
until grep -q "listens on" "$out"; do
  kill -0 "$pid" 2>/dev/null || { cat "$out.log" >&2; exit 1; }
  sleep 0.2
done
echo "started after $((SECONDS - began)) s"
url=$(sed -n 's/^Etagere listens on \(.*\)\/$/\1/p' "$out")/v1/notes

# The token of a page deep inside, by way of a filter to which it is then bound.
middle=$((documents / 2))
ticks() { sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 + $13 }'; }
cell() { # name, query
  local before after times
  for _ in $(seq 20); do curl -sf -o /dev/null "$url?$2"; done
  before=$(ticks)
  times=$(for _ in $(seq "$requests"); do curl -sf -o /dev/null -w '%{time_total}\n' "$url?$2"; done)
  after=$(ticks)
  sort -n <<<"$times" | awk -v name="$1" -v n="$requests" -v t="$((after - before))" -v hz="$(getconf CLK_TCK)" \
    'NR == int((n + 1) / 2) { printf "| %s | %.2f | %.0f |\n", name, $1 * 1000, t / hz * 1e6 / n }'
}
deep() { # query; prints the same with the token of the page after a million or so, taken by large pages
  local next=$1 page
  for _ in $(seq $((middle / 1000))); do
    page=$(curl -sf "$url?$next&fields=none&limit=1000")
    next=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["next"].split("?")[1])' <<<"$page")
    next=${next//limit=1000&/}; next=${next//&fields=none/}
  done
  echo "$next"
}
echo "| page of 50 | ms | µs of CPU |"
echo "|---|---|---|"
cell "first, by id" "sort=id"
cell "deep, by id" "$(deep sort=id)"
cell "first, by n" "sort=n"
cell "deep, by n" "$(deep sort=n)"
cell "filtered: n=ge=$middle" "filter=n=ge=$middle"
cell "filtered by n, sorted by id" "filter=n=lt=$middle&sort=id"
echo "server: $(resident "$pid")"
