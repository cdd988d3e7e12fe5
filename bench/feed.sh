#!/usr/bin/env bash
# Measures documents of 1 KB a second that are imported straight into an embedded store, imported
# again (all are there), and exported, with 64 MB of heap: the start of the JVM and all together.
# Needs a built server: mvn -DskipTests package. Argument: the number of documents, or 50000.
set -euo pipefail
cd "$(dirname "$0")/.."
documents=${1:-50000}
# shellcheck source=bench/common.sh
. bench/common.sh

awk -v n="$documents" 'BEGIN {
  pad = sprintf("%1000s", ""); gsub(/ /, "x", pad)
  for (i = 0; i < n; i++) printf "{\"n\":%d,\"pad\":\"%s\"}\n", i, pad
}' >"$work/lines"

feed() { # what, command, then options; the JVM itself is timed, so the processor's share is its own
  local what=$1 times; shift
  times=$( { TIMEFORMAT='%R %U %S'; time java -Xmx64m -XX:+UseSerialGC -jar server/target/etagere.jar "$@" \
    <"$work/lines" >"$work/out" 2>"$work/log"; } 2>&1 ) || { cat "$work/log"; exit 1; }
  awk -v what="$what" -v n="$documents" '{
    printf "%s: %d documents in %.1f s, %.0f a second; %.0f µs of processor each\n",
      what, n, $1, n / $1, ($2 + $3) * 1e6 / n }' <<<"$times"
}
feed "Import" import notes --data "$work/store"
feed "Import again" import notes --data "$work/store"
feed "Export" export notes --data "$work/store"
[ "$(wc -l <"$work/out")" -eq "$documents" ] || { echo "not all were exported" >&2; exit 1; }
