#!/usr/bin/env bash
# A create that is called twice under one key makes one resource: create-once.sh http://127.0.0.1:8080
set -euo pipefail
server=${1:-}
# shellcheck source=etagere.sh
. "$(dirname "$0")/etagere.sh"

key=$(new_key)
order='{"item":"chair","pieces":4}'
create notes "$order" "$key"
first=$id
create notes "$order" "$key"
echo "First call: $first, second call: $id"
read_one notes "$first"
[ "$first" = "$id" ] && [ "$content" = "$order" ] && finish 0
finish 1
