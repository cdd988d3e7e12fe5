#!/usr/bin/env bash
# Eight processes count in one document at the same time, without a lock, and no count is lost:
# optimistic-counter.sh http://127.0.0.1:8080
set -euo pipefail
server=${1:-}
# shellcheck source=etagere.sh
. "$(dirname "$0")/etagere.sh"
workers=8 increments=3

increment() {
  printf '{"count":%d}' "$(($(member count) + 1))"
}

worker() {
  answer=$(mktemp -d)
  for _ in $(seq "$increments"); do
    update notes "$id" increment || return 1
  done
  rm -rf "$answer"
}

create notes '{"count":0}'
pids=()
for _ in $(seq "$workers"); do
  worker &
  pids+=($!)
done
for pid in "${pids[@]}"; do
  wait "$pid"
done
read_one notes "$id"
echo "$workers processes, $increments increments each: $(member count)"
[ "$(member count)" -eq $((workers * increments)) ] && finish 0
finish 1
