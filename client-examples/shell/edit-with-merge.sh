#!/usr/bin/env bash
# Two people edit different parts of one document, and both edits are kept:
# edit-with-merge.sh http://127.0.0.1:8080
set -euo pipefail
server=${1:-}
# shellcheck source=etagere.sh
. "$(dirname "$0")/etagere.sh"

create notes '{"title":"Shelves","text":"They hold books."}'
opened=$etag
mine_title='On shelves' # What I change; I leave the text as it is.

# Meanwhile somebody else saves another text.
replace notes "$id" "$opened" '{"title":"Shelves","text":"They hold everything."}'

# Mine where I changed something, else theirs.
merge() {
  printf '{"title":"%s","text":"%s"}' "$mine_title" "$(member text)"
}

replace notes "$id" "$opened" "{\"title\":\"$mine_title\",\"text\":\"They hold books.\"}" || {
  [ "$status" = 412 ] && update notes "$id" merge
}
read_one notes "$id"
echo "$content"
[ "$content" = '{"title":"On shelves","text":"They hold everything."}' ] && finish 0
finish 1
