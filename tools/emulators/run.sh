#!/usr/bin/env bash
# Runs an installed emulator in the foreground: run.sh NAME DATA_DIRECTORY [PORT]
# Port 0, the default, lets the system choose; the server prints the address it listens on. It ends when standard input
# does: whoever holds the other end may die in any way and leaves no server behind.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly here

[[ $# == 2 || $# == 3 ]] || { echo "usage: run.sh NAME DATA_DIRECTORY [PORT]" >&2; exit 2; }
installed=$("$here/install.sh" --path "$1") || { echo "$1 is not installed: run $here/install.sh $1" >&2; exit 1; }

# shellcheck source=/dev/null
source "$here/$1/recipe.sh"

# The signal that ends the server; a recipe names another one where there is something to tidy up.
readonly signal=${ends_with:-KILL}

exec 3<&0
( exec 3<&-; serve "$installed" "$2" "${3:-0}" ) </dev/null &
server=$!
trap 'kill -"$signal" "$server" 2>/dev/null || true' EXIT
trap 'exit 143' INT TERM HUP

# Starts nothing that lasts, so that ending it leaves nothing either. A server that is still a shell does not listen to every signal: it is
# told again.
{ while read -r -u 3 _; do :; done; while kill -"$signal" "$server" 2>/dev/null; do read -r -t 0.2 _ <> <(:) || true; done; } >/dev/null 2>&1 &
watcher=$!

code=0
{ wait "$server" || code=$?; } 2>/dev/null
kill "$watcher" 2>/dev/null || true
exit "$code"
