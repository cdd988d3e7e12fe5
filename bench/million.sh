#!/usr/bin/env bash
# Measures what many documents cost: GET and PUT of documents at random over HTTP, in a store of 1,000 and in
# one of many, in turns. Prints the mean of all rounds: requests a second, and in brackets the server's CPU
# for one request in microseconds, which other load on the machine disturbs less; and the median of what
# each round's pair of neighbours comes to. Means, since what comes once in some seconds, such as moving the
# log into the database, is to be in them.
# Needs wrk, and a built server: mvn -DskipTests package.
# Arguments: the number of documents, or 1000000; seconds for each cell, or 3; rounds, or 8.
set -euo pipefail
cd "$(dirname "$0")/.."
many=${1:-1000000}
seconds=${2:-3}
rounds=${3:-8}
few=1000
# Each round replaces documents that no other one has replaced, so that their tags are known.
parts=$((2 * rounds + 2))
# shellcheck source=bench/common.sh
. bench/common.sh

declare -A address process
for documents in "$few" "$many"; do
  java -cp "$classpath" bench/Fill.java "$work/$documents" "$documents"
  serve "$work/$documents" -Xmx64m -XX:+UseSerialGC
  address[$documents]=$url
  process[$documents]=$pid
done
du -sh "$work/$many" | awk '{ print "on disk: " $1 }'

cell() { # kind, connections, documents, part; prints requests a second, and microseconds of CPU for each
  # Into the page cache, which a system may have given to others meanwhile: it is not the disk that is measured.
  cat "$work/$3"/* >/dev/null
  watched=${process[$3]}
  if [ "$1" = GET ]; then
    rate "$2" "$(few "$2")" -s bench/random-get.lua "${address[$3]}" -- "$3"
  elif [ "$3" = "$few" ]; then
    # Too few for parts: each is replaced many times.
    rate "$2" "$2" -s bench/random-put.lua "${address[$3]}" -- "$3" "$2" 0 1
  else
    rate "$2" "$2" -s bench/random-put.lua "${address[$3]}" -- "$3" "$2" "$4" "$parts"
  fi
}
for _ in 1 2; do
  for documents in "$few" "$many"; do
    for kind in GET PUT; do warm "${process[$documents]}" 10 cell "$kind" 16 "$documents" 0; done
  done
done

part=1
for c in 1 16; do
  for round in $(seq "$rounds"); do
    part=$((part + 1))
    for kind in GET PUT; do
      order=("$few" "$many")
      [ $((round % 2)) = 1 ] || order=("$many" "$few")
      for documents in "${order[@]}"; do
        echo "$kind $c $round $documents $(cell "$kind" "$c" "$documents" "$part")"
      done
    done
  done
done | tee "$work/figures" >&2

python3 - "$work/figures" "$few" "$many" <<'PY'
import statistics, sys
figures, few, many = {}, sys.argv[2], sys.argv[3]
for line in open(sys.argv[1]):
    kind, connections, round, documents, rate, cpu = line.split()[:6]
    figures.setdefault((kind, connections), {}).setdefault(documents, []).append((float(rate), float(cpu)))
print(f"| request | connections | {few} documents | {many} documents | times slower | of neighbours | times the CPU |")
print("|---|---|---|---|---|---|---|")
for (kind, connections), cells in sorted(figures.items(), key=lambda item: (item[0][0], int(item[0][1]))):
    (small, its), (large, whose) = (map(statistics.mean, zip(*cells[documents])) for documents in (few, many))
    pairs = statistics.median(a[0] / b[0] for a, b in zip(cells[few], cells[many]))
    print(f"| {kind} | {connections} | {small:.0f} ({its:.0f}) | {large:.0f} ({whose:.0f})"
          f" | {small / large:.2f} | {pairs:.2f} | {whose / its:.2f} |")
PY
