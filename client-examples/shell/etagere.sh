# Functions to be sourced: requests that repeat safely, on curl alone.
#
#   server=http://127.0.0.1:8080
#   create notes '{"text":"Buy bread"}'        # sets status, content, etag, id
#   replace notes "$id" "$etag" '{"text":"Buy milk"}'
#
# curl repeats on no connection, a broken or late answer, and on 408, 429, 500, 502, 503, 504, with
# growing pauses, and waits as Retry-After says. Each repeat carries the same Idempotency-Key, so it
# cannot take effect twice on a server that honours it, as Etagere does.
# shellcheck shell=bash disable=SC2034 # What the functions set is read by those who source them.

: "${server:?Set it to the address of a running server, like http://127.0.0.1:8080.}"
answer=$(mktemp -d)

new_key() {
  cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen
}

# request METHOD PATH [options of curl]: sets status, content and etag; 1 if it was given up.
# Without --fail, so that of the statuses only those above are repeated. curl takes a head that breaks
# off for a whole one, so that ETag or Location could be cut: that is repeated here.
request() {
  local method=$1 path=$2 attempt
  shift 2
  for attempt in $(seq 5); do
    status=$(curl --silent --show-error --request "$method" --max-time 10 \
      --retry 8 --retry-all-errors --retry-max-time 30 --max-redirs 0 --max-filesize 16777216 \
      --header 'Accept: application/json' --dump-header "$answer/head" --output "$answer/body" \
      --write-out '%{http_code}' "$@" "${server%/}/v1/$path" 2>"$answer/errors") || break
    [ "$(tail -c 4 "$answer/head" | od -An -tx1)" = ' 0d 0a 0d 0a' ] || continue
    content=
    [ ! -s "$answer/body" ] || content=$(cat "$answer/body")
    etag=$(field ETag)
    return
  done
  cat "$answer/errors" >&2
  echo "$method $path was given up. If it was to change something, it may have been done." >&2
  return 1
}

# The value of a field of the last attempt's answer; nothing if it has none.
field() {
  tr -d '\r' <"$answer/head" | awk -v name="$1: " '
    /^HTTP\// { value = "" }
    tolower(substr($0, 1, length(name))) == tolower(name) { value = substr($0, length(name) + 1) }
    END { print value }'
}

read_one() { # collection, id
  request GET "$1/$2" && [ "$status" = 200 ]
}

# create COLLECTION CONTENT [KEY]: sets id too.
create() {
  request POST "$1" --header 'Content-Type: application/json' --data-raw "$2" \
    --header "Idempotency-Key: \"${3:-$(new_key)}\"" && [ "$status" = 201 ] || return 1
  id=$(field Location)
  id=${id##*/}
}

# replace COLLECTION ID ETAG CONTENT: status is 204, or 412 if somebody has changed it since.
replace() {
  request PUT "$1/$2" --header 'Content-Type: application/json' --header "If-Match: $3" \
    --data-raw "$4" --header "Idempotency-Key: \"$(new_key)\"" && [ "$status" = 204 ]
}

# remove COLLECTION ID ETAG: status is 204, or 412 if somebody has changed it since.
remove() {
  request DELETE "$1/$2" --header "If-Match: $3" \
    --header "Idempotency-Key: \"$(new_key)\"" && [ "$status" = 204 ]
}

# member NAME: the value of a plain member of the last content. For more, take jq.
member() {
  printf '%s\n' "$content" |
    sed -n -e "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" -e "s/.*\"$1\":\([0-9.-]*\)[,}].*/\1/p"
}

# update COLLECTION ID COMMAND: reads, lets the command print the new content, writes; again if
# somebody came between. The command may run often, and must print nothing else.
update() {
  local round
  for round in $(seq 100); do
    read_one "$1" "$2" || return 1
    replace "$1" "$2" "$etag" "$("$3")" && return
    [ "$status" = 412 ] || return 1
    # curl does not tell whether it was the first attempt. An earlier one may have been applied then.
    [[ $content != *'"keyMayBeForgotten":true'* ]] || return 1
    sleep "0.0$((RANDOM % 40 + 10))"
  done
  return 1
}

finish() { # 0 if the result is right
  local right=$1
  rm -rf "$answer"
  [ "$right" -eq 0 ] && echo "The result is right." || echo "THE RESULT IS WRONG."
  exit "$right"
}
