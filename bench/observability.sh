#!/usr/bin/env bash
# Measures what metrics and the access log cost: requests a second, and the server's CPU for each,
# with both, with either, with none.
# Needs wrk, and a built server: mvn -DskipTests package.
# bench/observability.sh [rounds, default 5] [seconds for each cell, default 3]
# Each round starts servers anew: what the JIT makes of one and the same server differs by up to a
# tenth from process to process, so that figures of one process alone say more of it than of a log.
# Options for the JVMs: BENCH_JAVA_OPTS, by default those of ./etagere. What is compared with
# nothing: BENCH_KINDS, "both" by default, of "both metrics log".
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
seconds=${2:-3}
cells=4
connections=16
warmup=10
read -ra kinds <<<"none ${BENCH_KINDS:-both}"
read -ra options <<<"${BENCH_JAVA_OPTS:--Xmx64m -XX:+UseSerialGC}"
# shellcheck source=bench/common.sh
. bench/common.sh

# The server's own logging but for the lines of requests: none of them is made then.
{
  cat server/src/main/resources/dev/etagere/server/logging.properties
  printf 'etagere.access.level = OFF\netagere.audit.level = OFF\n'
} >"$work/quiet.properties"
quiet=-Djava.util.logging.config.file=$work/quiet.properties

declare -A urls docs process
start() {
  local kind log measured
  for kind in "${kinds[@]}"; do
    log=(); measured=true
    case $kind in metrics | none) log=("$quiet") ;; esac
    case $kind in log | none) measured=false ;; esac
    ETAGERE_MANAGEMENT_METRICS=$measured serve "$work/$kind-$round" "${options[@]}" "${log[@]}"
    urls[$kind]=$url
    process[$kind]=$pid
    docs[$kind]=$url/v1/notes/doc
    create "${docs[$kind]}" >/dev/null
  done
}

cell() { # request, kind
  watched=${process[$2]}
  case $1 in
    GET) rate "$connections" "$(few "$connections")" "${docs[$2]}" ;;
    PUT) puts "${urls[$2]}" "$connections" ;;
  esac
}

for round in $(seq "$rounds"); do
  start
  # Twice: what was compiled for one kind of request is compiled anew when the other comes.
  for _ in 1 2; do
    for kind in "${kinds[@]}"; do
      for request in GET PUT; do warm "${process[$kind]}" "$warmup" cell "$request" "$kind"; done
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
print("| request | kind | requests a second, median of each round | median | cost | its CPU, microseconds | median | more |")
print("|---|---|---|---|---|---|---|---|")
for request, kinds in figures.items():
    without = None
    for kind, rounds in kinds.items():
        rates, cpus = medians(rounds, 0), medians(rounds, 1)
        rate, cpu = statistics.median(rates), statistics.median(cpus)
        without = without or (rate, cpu)
        print(f"| {request} | {kind} | {', '.join(f'{r:.0f}' for r in rates)} | {rate:.0f} | {100 * (1 - rate / without[0]):.1f}%"
              f" | {', '.join(f'{c:.1f}' for c in cpus)} | {cpu:.1f} | {cpu - without[1]:.1f} |")
PY
