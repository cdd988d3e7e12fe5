#!/usr/bin/env bash
# Runs all requests of this folder, or of a folder in it, in order, against a running server, and
# fails if one of their assertions does: http-requests/run.sh http://127.0.0.1:8080 [use-cases|declared]
set -euo pipefail

readonly httpyac=httpyac@6.16.7

fail() {
  echo "run.sh: $*" >&2
  exit 2
}

[ $# -eq 1 ] || [ $# -eq 2 ] ||
  fail "Give the address of a running server, like http://127.0.0.1:8080, and perhaps a folder: use-cases or declared."
command -v npx >/dev/null || fail "There is no npx. Install Node.js 18 or newer: the requests are run by $httpyac."
base=${1%/}
folder=${2:-.}
cd "$(dirname "${BASH_SOURCE[0]}")"
[ -d "$folder" ] || fail "There is no folder http-requests/$folder. Leave it out, or give use-cases or declared."

# httpyac succeeds if it finds no file, so the shell must be the one to miss it.
shopt -s failglob
files=("$folder"/[0-9]*.http)

npx --yes "$httpyac" send "${files[@]}" --all --bail --env local --var "host=$base" \
  --no-color --output short --output-failed exchange </dev/null
