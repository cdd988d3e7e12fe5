#!/usr/bin/env bash
# Walks through the HTTP contract with curl, and checks each answer: tour.sh http://127.0.0.1:8080
# It makes its own notes, so it may be run again against the same server.
set -euo pipefail

die() {
  echo "tour.sh: $*" >&2
  exit 2
}

[ $# -eq 1 ] || die "Give the address of a running server, like http://127.0.0.1:8080."
command -v curl >/dev/null || die "There is no curl. Install it."
base=${1%/}
answer=$(mktemp -d)
trap 'rm -rf "$answer"' EXIT
mismatches=0
status=

# ask METHOD PATH [options of curl]: sends a request, and keeps its answer.
ask() {
  local method=$1 path=$2
  shift 2
  printf '\n%s %s\n' "$method" "$path"
  status=$(curl --silent --show-error --max-time 30 --request "$method" \
    --dump-header "$answer/head" --output "$answer/body" --write-out '%{http_code}' \
    "$@" "$base$path") || die "$base does not answer. Is the server running? Start it with ./etagere."
}

# The value of a field of the last answer; nothing if it has none.
field() {
  tr -d '\r' <"$answer/head" |
    awk -v name="$1: " 'tolower(substr($0, 1, length(name))) == tolower(name) { print substr($0, length(name) + 1) }'
}

# same WHAT EXPECTED ACTUAL
same() {
  if [ "$2" = "$3" ]; then
    echo "  ok: $1 is ${3:-absent}"
  else
    echo "  MISMATCH: $1 is '$3', expected '$2'" >&2
    mismatches=$((mismatches + 1))
  fi
}

differs() {
  if [ -n "$3" ] && [ "$2" != "$3" ]; then
    echo "  ok: $1 is new: $3"
  else
    echo "  MISMATCH: $1 is '$3', expected another than '$2'" >&2
    mismatches=$((mismatches + 1))
  fi
}

problem() {
  same status "$1" "$status"
  same Content-Type application/problem+json "$(field Content-Type)"
}

json=(--header 'Content-Type: application/json')
merge=(--header 'Content-Type: application/merge-patch+json')
patch=(--header 'Content-Type: application/json-patch+json')

echo "== Create a note, and read it"
ask POST /v1/notes "${json[@]}" --data '{"text":"Buy bread","count":1}'
same status 201 "$status"
note=$(field Location) first=$(field ETag)
differs ETag '' "$first"
ask GET "$note"
same status 200 "$status"
same content '{"text":"Buy bread","count":1}' "$(cat "$answer/body")"
same ETag "$first" "$(field ETag)"
ask GET "$note" --header "If-None-Match: $first"
same status 304 "$status"
same ETag "$first" "$(field ETag)"
ask PUT "$note" "${json[@]}" --header 'If-None-Match: *' --data '{"text":"Buy wine"}'
problem 412

echo
echo "== Change it, and lose a race"
ask PUT "$note" "${json[@]}" --header "If-Match: $first" --data '{"text":"Buy milk","count":1}'
same status 204 "$status"
second=$(field ETag)
differs ETag "$first" "$second"
ask PUT "$note" "${json[@]}" --header "If-Match: $first" --data '{"text":"Buy wine","count":1}'
problem 412
same ETag "$second" "$(field ETag)"
ask PUT "$note" "${json[@]}" --data '{"text":"Buy wine","count":1}'
problem 428
ask PUT "$note" "${json[@]}" --header 'If-Match: no-quotes' --data '{"text":"Buy wine","count":1}'
problem 400

echo
echo "== Change a part of it"
ask PATCH "$note" "${merge[@]}" --header "If-Match: $second" --data '{"count":2}'
same status 204 "$status"
third=$(field ETag)
differs ETag "$second" "$third"
ask PATCH "$note" "${patch[@]}" --header "If-Match: $third" \
  --data '[{"op":"replace","path":"/count","value":3},{"op":"test","path":"/text","value":"Buy wine"}]'
problem 409
ask GET "$note"
same content '{"text":"Buy milk","count":2}' "$(cat "$answer/body")"
same ETag "$third" "$(field ETag)"

echo
echo "== Delete it, and repeat that"
ask DELETE "$note" --header "If-Match: $third"
same status 204 "$status"
same Idempotent-Replayed '' "$(field Idempotent-Replayed)"
ask DELETE "$note" --header "If-Match: $third"
same status 204 "$status"
same Idempotent-Replayed true "$(field Idempotent-Replayed)"
ask GET "$note"
problem 410

echo
echo "== Ask with a key, and repeat that"
ask POST /v1/notes "${json[@]}" --data '{"text":"Keys","count":1}'
same status 201 "$status"
# New in each run, since a key stands for one request for ever: this note's own id.
run=$(field Location)
run=${run##*/}
create=(--header "Idempotency-Key: \"create-$run\"")
ask POST /v1/notes "${json[@]}" "${create[@]}" --data '{"text":"Buy bread","count":1}'
same status 201 "$status"
same Idempotent-Replayed '' "$(field Idempotent-Replayed)"
note=$(field Location) first=$(field ETag)
ask POST /v1/notes "${json[@]}" "${create[@]}" --data '{"text":"Buy bread","count":1}'
same status 201 "$status"
same Idempotent-Replayed true "$(field Idempotent-Replayed)"
same Location "$note" "$(field Location)"
same ETag "$first" "$(field ETag)"
ask POST /v1/notes "${json[@]}" "${create[@]}" --data '{"text":"Buy bread","count":2}'
problem 422
change=(--header "If-Match: $first" --header "Idempotency-Key: \"change-$run\"")
ask PUT "$note" "${json[@]}" "${change[@]}" --data '{"text":"Buy milk","count":1}'
same status 204 "$status"
second=$(field ETag)
differs ETag "$first" "$second"
ask PATCH "$note" "${merge[@]}" --header "If-Match: $second" --data '{"count":2}'
same status 204 "$status"
third=$(field ETag)
ask PUT "$note" "${json[@]}" "${change[@]}" --data '{"text":"Buy milk","count":1}'
same status 204 "$status"
same Idempotent-Replayed true "$(field Idempotent-Replayed)"
same ETag "$second" "$(field ETag)"
ask GET "$note"
same content '{"text":"Buy milk","count":2}' "$(cat "$answer/body")"
same ETag "$third" "$(field ETag)"
ask POST /v1/notes "${json[@]}" --header "Idempotency-Key: create-$run" --data '{"text":"No quotes"}'
problem 400

echo
[ "$mismatches" -eq 0 ] || {
  echo "tour.sh: $mismatches answers are not as the contract says, see MISMATCH above." >&2
  exit 1
}
echo "All answers are as the contract says."
