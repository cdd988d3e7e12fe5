#!/usr/bin/env bash
# Measures what a full ledger costs a keyed PUT: two servers, of which one keeps 256 entries for each
# resource and the other one entry, in turns. Seconds for each turn: the first argument, or 5.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-5}
# shellcheck source=bench/common.sh
. bench/common.sh

ETAGERE_LEDGER_SIZE=256 serve "$work/full" -Xmx256m; full=$url
ETAGERE_LEDGER_SIZE=1 ETAGERE_LEDGER_RETENTION=0s serve "$work/small" -Xmx256m; small=$url

# The ledgers fill up within the first 256 requests of each connection, a small part of a turn.
for _ in 1 2; do puts "$full" 16 keyed >/dev/null; puts "$small" 16 keyed >/dev/null; done
echo "| connections | keyed PUT, 1 entry | keyed PUT, 256 entries | PUT without key |"
echo "|---|---|---|---|"
for c in 1 16; do
  for _ in 1 2 3; do
    echo "| $c | $(puts "$small" "$c" keyed) | $(puts "$full" "$c" keyed) | $(puts "$full" "$c") |"
  done
done
