#!/usr/bin/env bash
# Measures what metrics and the access log cost: requests a second, and the server's CPU for each,
# with both, with either, with none.
# Needs wrk, and a built server: mvn -DskipTests package.
# bench/observability.sh [rounds, an even number, default 4] [seconds for each cell, default 3]
# A round is a JVM with two servers, one of them with metrics; the log is turned on and off: what the
# JIT makes of one and the same server differs by a tenth from process to process, which is more than
# metrics and log cost. Cells are short and many, and each is compared with its neighbour in time as
# well: on a machine that others use too, rates change by half within a minute, and less from one
# second to the next.
# Options for the JVMs: BENCH_JAVA_OPTS, by default those of ./etagere. What is compared with
# nothing: BENCH_KINDS, "both" by default, of "both metrics log".
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-4}
seconds=${2:-3}
cells=10
connections=16
warmup=10
read -ra kinds <<<"none ${BENCH_KINDS:-both}"
read -ra options <<<"${BENCH_JAVA_OPTS:--Xmx64m -XX:+UseSerialGC}"
# shellcheck source=bench/common.sh
. bench/common.sh

declare -A urls
start() {
  local url
  coproc server {
    exec java "${options[@]}" -cp "$classpath" \
      -Djava.util.logging.config.file=server/src/main/resources/dev/etagere/server/logging.properties \
      bench/Observed.java "$work/$round" "$([ $((round % 2)) = 0 ] && echo true || echo false)" 2>"$work/log"
  }
  pid=$server_PID
  pids+=("$pid")
  read -r urls[none] urls[metrics] <&"${server[0]}"
  urls[log]=${urls[none]}
  urls[both]=${urls[metrics]}
  for url in "${urls[none]}" "${urls[both]}"; do create "${url}v1/notes/doc" >/dev/null; done
}

cell() { # request, kind
  local lines=off url=${urls[$2]%/} done
  case $2 in log | both) lines=log ;; esac
  echo "$lines" >&"${server[1]}"
  read -r done <&"${server[0]}"
  watched=$pid
  case $1 in
    GET) rate "$connections" "$(few "$connections")" "$url/v1/notes/doc" ;;
    PUT) puts "$url" "$connections" ;;
  esac
}

for round in $(seq "$rounds"); do
  start
  # Twice: what was compiled for one kind of request is compiled anew when the other comes.
  for _ in 1 2; do
    for kind in "${kinds[@]}"; do
      for request in GET PUT; do warm "$pid" "$warmup" cell "$request" "$kind"; done
    done
  done
  # Each turn in the other direction, so that what drifts meets all alike.
  for turn in $(seq "$cells"); do
    order=("${kinds[@]}")
    [ $((turn % 2)) = 1 ] || mapfile -t order < <(printf '%s\n' "${kinds[@]}" | tac)
    for request in GET PUT; do
      for kind in "${order[@]}"; do echo "$round $request $kind $(cell "$request" "$kind")"; done
    done
  done
  kill "${pids[@]}"; wait "${pids[@]}" || true; pids=()
done | tee "$work/figures" >&2

python3 - "$work/figures" <<'PY'
import statistics, sys
figures = {}
for line in open(sys.argv[1]):
    round, request, kind, rate, cpu = line.split()[:5]
    figures.setdefault(request, {}).setdefault(kind, {}).setdefault(round, []).append((float(rate), float(cpu)))
def medians(rounds, i):
    return [statistics.median(cell[i] for cell in cells) for cells in rounds.values()]
def neighbours(rounds, others, i):
    """Of each cell and the one of the other kind beside it: how many times it is, the median."""
    pairs = zip(*(sum(kind.values(), []) for kind in (rounds, others)))
    return statistics.median(other[i] / cell[i] for cell, other in pairs)
print("| request | kind | requests a second, median of each round | median | cost | of neighbours"
      " | its CPU, microseconds | median | more | of neighbours |")
print("|---|---|---|---|---|---|---|---|---|---|")
for request, kinds in figures.items():
    without = None
    for kind, rounds in kinds.items():
        rates, cpus = medians(rounds, 0), medians(rounds, 1)
        rate, cpu = statistics.median(rates), statistics.median(cpus)
        without = without or (rate, cpu)
        beside = [neighbours(kinds["none"], rounds, i) - 1 for i in (0, 1)]
        print(f"| {request} | {kind} | {', '.join(f'{r:.0f}' for r in rates)} | {rate:.0f} | {100 * (1 - rate / without[0]):.1f}% | {-100 * beside[0]:.1f}%"
              f" | {', '.join(f'{c:.1f}' for c in cpus)} | {cpu:.1f} | {cpu - without[1]:.1f} | {100 * beside[1]:+.1f}% |")
PY
