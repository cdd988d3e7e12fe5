#!/usr/bin/env bash
# Measures documents of 1 KB a second that are copied from the embedded store to mongo-java-server on
# loopback, and back: the start of the JVM, the copy, and the comparison of both stores together.
# Needs a built server with its tests: mvn -DskipTests package.
# Argument: the number of documents, or 50000.
set -euo pipefail
cd "$(dirname "$0")/.."
documents=${1:-50000}
# shellcheck source=bench/common.sh
. bench/common.sh

java -cp "$classpath" bench/Fill.java "$work/from" "$documents"
mvn -q -pl server dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$work/tests"
mkfifo "$work/held"
# It ends when its input does.
java -Xmx1g -cp "server/target/test-classes:server/target/classes:$(cat "$work/tests")" \
  dev.etagere.server.store.mongo.MongoProgram <"$work/held" >"$work/port" 2>"$work/mongo.log" &
database=$!
pids+=("$database")
exec 9>"$work/held"
await "$work/port" '^[0-9]'
mongo="mongodb://127.0.0.1:$(cat "$work/port")"

ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; } # hundredths of a second of processor
copy() { # what, then options
  local what=$1 before times; shift
  before=$(ticks "$database")
  times=$( { TIMEFORMAT='%R %U %S'; time java -Xmx64m -XX:+UseSerialGC ${BENCH_COPY_OPTS:-} -jar server/target/etagere.jar copy "$@" \
    >"$work/said" 2>"$work/log"; } 2>&1 ) || { cat "$work/said" "$work/log"; exit 1; }
  awk -v what="$what" -v n="$documents" -v database=$(($(ticks "$database") - before)) '{
    printf "%s: %d documents in %.1f s, %.0f a second; processor for each: %.0f µs here, %.0f µs in the database\n",
      what, n, $1, n / $1, ($2 + $3) * 1e6 / n, database * 1e4 / n }' <<<"$times"
}
copy "SQLite to MongoDB" --from "$work/from" --to "$mongo"
copy "MongoDB to SQLite" --from "$mongo" --to "$work/back"
