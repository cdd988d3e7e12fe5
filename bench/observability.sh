#!/usr/bin/env bash
# Measures what metrics and the access log cost: requests a second with both, with either, with none.
# Needs wrk, and a built server: mvn -DskipTests package.
# bench/observability.sh [seconds for each cell, default 10] [turns, default 6]
# Options for the JVMs: BENCH_JAVA_OPTS, by default those of ./etagere.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-10}
turns=${2:-6}
connections=16
warmup=$(((20 + seconds - 1) / seconds))
read -ra options <<<"${BENCH_JAVA_OPTS:--Xmx64m -XX:+UseSerialGC}"
# shellcheck source=bench/common.sh
. bench/common.sh

# The server's own logging but for the lines of requests: none of them is made then.
{
  cat server/src/main/resources/dev/etagere/server/logging.properties
  printf 'etagere.access.level = OFF\netagere.audit.level = OFF\n'
} >"$work/quiet.properties"
quiet=-Djava.util.logging.config.file=$work/quiet.properties

kinds=(both metrics log none)
declare -A urls docs
for kind in "${kinds[@]}"; do
  log=(); measured=true
  case $kind in metrics | none) log=("$quiet") ;; esac
  case $kind in log | none) measured=false ;; esac
  ETAGERE_MANAGEMENT_METRICS=$measured serve "$work/$kind" "${options[@]}" "${log[@]}"
  urls[$kind]=$url
  docs[$kind]=$url/v1/notes/doc
  create "${docs[$kind]}" >/dev/null
done

cell() { # request, kind
  case $1 in
    GET) rate "$connections" "$(few "$connections")" "${docs[$2]}" ;;
    PUT) puts "${urls[$2]}" "$connections" ;;
  esac
}

# Until the JIT has done its work.
for _ in $(seq "$warmup"); do
  for kind in "${kinds[@]}"; do for request in GET PUT; do cell "$request" "$kind" >/dev/null; done; done
done

# Each turn in the other direction, so that what drifts meets all alike.
for turn in $(seq "$turns"); do
  order=("${kinds[@]}")
  [ $((turn % 2)) = 1 ] || order=(none log metrics both)
  for kind in "${order[@]}"; do
    for request in GET PUT; do echo "$request $kind $(cell "$request" "$kind")"; done
  done
done | tee "$work/figures" >&2

python3 - "$work/figures" <<'PY'
import statistics, sys
figures = {}
for line in open(sys.argv[1]):
    request, kind, rate = line.split()[:3]
    figures.setdefault(request, {}).setdefault(kind, []).append(float(rate))
print("| request | none | log | metrics | both | cost of both, each turn | median |")
print("|---|---|---|---|---|---|---|")
for request, kinds in figures.items():
    costs = [100 * (1 - with_ / without) for with_, without in zip(kinds["both"], kinds["none"])]
    rates = " | ".join(f"{statistics.median(kinds[kind]):.0f}" for kind in ("none", "log", "metrics", "both"))
    print(f"| {request} | {rates} | {', '.join(f'{cost:.1f}%' for cost in costs)} | {statistics.median(costs):.1f}% |")
PY
