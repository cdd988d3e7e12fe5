#!/usr/bin/env bash
# What somebody has changed is not deleted by somebody who has not seen the change:
# safe-delete.sh http://127.0.0.1:8080
set -euo pipefail
server=${1:-}
# shellcheck source=etagere.sh
. "$(dirname "$0")/etagere.sh"

create notes '{"text":"to be deleted"}'
seen=$etag
replace notes "$id" "$seen" '{"text":"wait, keep this"}'

remove notes "$id" "$seen" || true
[ "$status" = 412 ] || finish 1
echo "Not deleted: somebody has changed it."

read_one notes "$id"
echo "It says now: $(member text)"
remove notes "$id" "$etag"
read_one notes "$id" || true
[ "$status" = 410 ] || finish 1
echo "Deleted, after it was seen."
finish 0
