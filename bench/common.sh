# shellcheck shell=bash
# What the measurements share. Sourced at the root of the project; sets $work and ends what it started.
classpath="server/target/etagere.jar:server/target/lib/*"
work=$(mktemp -d)
pids=()
# Ended and waited for before their folders go: a server that still writes would leave some behind.
stop() { kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap stop EXIT

await() { # file, text
  for _ in $(seq 300); do grep -q "$2" "$1" 2>/dev/null && return; sleep 0.1; done
  echo "not started: $(cat "$1")" >&2; exit 1
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

serve() { # folder, then options of the JVM; sets $pid and $url
  local folder=$1 out; shift
  out=$(mktemp -p "$work")
  java "$@" -jar server/target/etagere.jar --port 0 --data "$folder" >"$out" 2>"${BENCH_LOGS:-$work}/$(basename "$out").log" &
  pid=$!
  pids+=("$pid")
  await "$out" "listens on"
  url=$(sed -n 's/^Etagere listens on \(.*\)\/$/\1/p' "$out")
}
resident() { echo "$(($(ps -o rss= -p "$1") / 1024)) MB"; }

ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }
# connections, threads, arguments of wrk; prints requests a second, behind them the CPU for each in
# microseconds, if $watched is the process that answers, and how many were refused, if any were.
rate() {
  local connections=$1 threads=$2 before=0; shift 2
  [ -z "${watched:-}" ] || before=$(ticks "$watched")
  wrk -t "$threads" -c "$connections" -d "${seconds}s" "$@" | {
    awk '/Requests\/sec/ { rate = $2 } /Non-2xx/ { bad = $NF } END { print rate, bad }'
    [ -z "${watched:-}" ] || echo "$(($(ticks "$watched") - before)) $(getconf CLK_TCK)"
  } | awk -v s="$seconds" '
    NR == 1 { rate = $1; bad = $2 ? " (" $2 " refused)" : "" }
    NR == 2 { cpu = sprintf(" %.1f", $1 / $2 * 1e6 / (rate * s)) }
    END { printf "%.0f%s%s\n", rate, cpu, bad }'
}
jit_millis() { # process; prints the CPU that its JIT has taken so far
  cat "/proc/$1"/task/*/stat | awk -v hz="$(getconf CLK_TCK)" '
    /^[0-9]+ \(C[12] Comp/ { sub(/.*\) /, ""); ticks += $12 + $13 } END { printf "%d", 1000 * ticks / hz }'
}
# Process, seconds, then what loads it: repeated for these seconds, and then until the JIT takes less
# than a twentieth of a core, for two minutes at most.
warm() {
  local jvm=$1 least=$2 begin=$SECONDS compiled; shift 2
  while :; do
    compiled=$(jit_millis "$jvm")
    "$@" >/dev/null
    compiled=$(($(jit_millis "$jvm") - compiled))
    [ $((SECONDS - begin)) -ge "$least" ] && [ "$compiled" -lt $((seconds * 50)) ] && break
    [ $((SECONDS - begin)) -lt 120 ] || { echo "the JIT is at work still: $compiled ms" >&2; break; }
  done
}
few() { if [ "$1" -lt 2 ]; then echo 1; else echo 2; fi; }

create() { # URL, or a pattern of many as curl knows them; prints the entity tag of each resource of 1 KB made there
  curl -s -o /dev/null -w '%header{etag}\n' -X PUT -H 'Content-Type: application/json' -H 'If-None-Match: *' \
    -d "{\"pad\":\"$(printf 'x%.0s' $(seq 1014))\"}" "$1"
}
puts() { # server, connections, more arguments of put.lua; prints replacements a second
  local server=$1 connections=$2 threads each path incarnations; shift 2
  threads=$(few "$connections")
  each=$((connections == 1 ? 1 : 16 * connections / threads))
  path=/v1/notes/put-$RANDOM$RANDOM-
  mapfile -t incarnations < <(create "$server$path[0-$((threads - 1))]-[1-$each]" | sed 's/^"1-//; s/"$//')
  rate "$connections" "$threads" -s bench/put.lua "$server" -- "$path" "$each" "${incarnations[@]}" "$@"
}
