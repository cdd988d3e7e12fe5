#!/usr/bin/env bash
# Two people edit different parts of one document, and both edits are kept:
# edit-with-merge.sh http://127.0.0.1:8080
set -euo pipefail
server=${1:-}
# shellcheck source=etagere.sh
. "$(dirname "$0")/etagere.sh"

create notes '{"title":"Shelves","text":"They hold books."}'
opened=$etag base_text=$(member text) mine_title='On shelves' mine_text='They hold books.'
mine_text=${base_text:-$mine_text}

# Meanwhile somebody else saves another text.
replace notes "$id" "$opened" '{"title":"Shelves","text":"They hold everything."}'

# Mine where I changed something, else theirs: I changed the title only.
merge() {
  printf '{"title":"%s","text":"%s"}' "$mine_title" "$(member text)"
}

replace notes "$id" "$opened" "{\"title\":\"$mine_title\",\"text\":\"$mine_text\"}" || {
  [ "$status" = 412 ] && update notes "$id" merge
}
read_one notes "$id"
echo "$content"
[ "$content" = '{"title":"On shelves","text":"They hold everything."}' ] && finish 0
finish 1
