#!/usr/bin/env bash
# Measures what many documents cost: GET and PUT of documents at random over HTTP, in a store of 1,000 and in
# one of many, in turns. Prints the median of three rounds: requests a second, and in brackets the server's
# CPU for one request in microseconds, which other load on the machine disturbs less.
# Needs wrk, and a built server: mvn -DskipTests package.
# Arguments: the number of documents, or 1000000; seconds for each cell, or 5; a folder to keep the stores
# in for another run, or a temporary one.
set -euo pipefail
cd "$(dirname "$0")/.."
many=${1:-1000000}
seconds=${2:-5}
few=1000
# shellcheck source=bench/common.sh
. bench/common.sh
stores=${3:-$work}

declare -A address process
for documents in "$few" "$many"; do
  [ -e "$stores/$documents" ] || java -cp "$classpath" bench/Fill.java "$stores/$documents" "$documents"
  serve "$stores/$documents" -Xmx64m -XX:+UseSerialGC
  address[$documents]=$url
  process[$documents]=$pid
done
du -sh "$stores/$many" | awk '{ print "on disk: " $1 }'

cell() { # kind, connections, documents; prints requests a second, and microseconds of CPU for each
  # Into the page cache, which a system may have given to others meanwhile: it is not the disk that is measured.
  cat "$stores/$3"/* >/dev/null
  watched=${process[$3]}
  # A 412 of a PUT tells the tag that a former round has left.
  if [ "$1" = GET ]; then
    rate "$2" "$(few "$2")" -s bench/random-get.lua "${address[$3]}" -- "$3"
  else
    rate "$2" "$2" -s bench/random-put.lua "${address[$3]}" -- "$3" "$2"
  fi
}
for _ in $(seq "$(((20 + seconds - 1) / seconds))"); do
  for documents in "$few" "$many"; do
    for kind in GET PUT; do cell "$kind" 16 "$documents" >/dev/null; done
  done
done

middle() { cut -d' ' -f"$1" | sort -n | sed -n 2p; }
echo "| request | connections | $few documents | $many documents | times slower | times the CPU |"
echo "|---|---|---|---|---|---|"
for kind in GET PUT; do
  for c in 1 16; do
    small=; large=
    for _ in 1 2 3; do
      small+="$(cell "$kind" "$c" "$few")"$'\n'
      large+="$(cell "$kind" "$c" "$many")"$'\n'
    done
    small=${small%$'\n'}; large=${large%$'\n'}
    echo "$kind $c $(middle 1 <<<"$small") $(middle 2 <<<"$small") $(middle 1 <<<"$large") $(middle 2 <<<"$large")" |
      awk '{ printf "| %s | %s | %s (%.0f) | %s (%.0f) | %.2f | %.2f |\n", $1, $2, $3, $4, $5, $6, $3 / $5, $6 / $4 }'
  done
done
