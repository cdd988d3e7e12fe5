#!/usr/bin/env bash
# Measures what many documents cost: GET and PUT of documents at random over HTTP, in a store of 1,000 and in
# one of many, in turns. Prints the median of three rounds.
# Needs wrk, and a built server: mvn -DskipTests package.
# Arguments: the number of documents, or 1000000; seconds for each cell, or 5.
set -euo pipefail
cd "$(dirname "$0")/.."
many=${1:-1000000}
seconds=${2:-5}
few=1000
# shellcheck source=bench/common.sh
. bench/common.sh

declare -A address
for documents in "$few" "$many"; do
  java -cp "$classpath" bench/Fill.java "$work/$documents" "$documents"
  serve "$work/$documents" -Xmx64m -XX:+UseSerialGC
  address[$documents]=$url
done
du -sh "$work/$many" | awk '{ print "on disk: " $1 }'

cell() { # kind, connections, documents
  if [ "$1" = GET ]; then
    rate "$2" "$(few "$2")" -s bench/random-get.lua "${address[$3]}" -- "$3"
  else
    rate "$2" "$2" -s bench/random-put.lua "${address[$3]}" -- "$3" "$2"
  fi
}
for _ in 1 2 3; do
  for documents in "$few" "$many"; do
    for kind in GET PUT; do cell "$kind" 16 "$documents" >/dev/null; done
  done
done

middle() { printf '%s\n' "$@" | sort -n | sed -n 2p; }
echo "| request | connections | $few documents | $many documents | times slower |"
echo "|---|---|---|---|---|"
for kind in GET PUT; do
  for c in 1 16; do
    small=(); large=()
    for _ in 1 2 3; do
      # Without what is in brackets: a 412 tells the tag that a former round has left.
      small+=("$(cell "$kind" "$c" "$few" | sed 's/ .*//')")
      large+=("$(cell "$kind" "$c" "$many" | sed 's/ .*//')")
    done
    s=$(middle "${small[@]}"); l=$(middle "${large[@]}")
    echo "| $kind | $c | $s | $l | $(awk "BEGIN { printf \"%.2f\", $s / $l }") |"
  done
done
