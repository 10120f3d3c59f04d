#!/usr/bin/env bash
# Installs the servers that tests run against, outside the checkout. README.md says how to use it.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cache=${PREFECT_TEST_CACHE:-${XDG_CACHE_HOME:-${HOME:?HOME is not set: set PREFECT_TEST_CACHE}/.cache}/prefect-dotnet-tests}
readonly here cache

say() { printf 'emulators: %s\n' "$*" >&2; }

# A reason that no second try will change: told to the caller of the recipe, which then gives up on this emulator.
give_up() { say "$*"; exit 3; }

# Three tries with back-off: a hiccup of the network fails no run.
retry() {
    local try
    for try in 1 2 3; do
        "$@" && return 0
        [[ $try == 3 ]] || { say "try $try failed: ${*:1:3} …"; sleep $((try * try * ${PREFECT_TEST_BACKOFF:-3})); }
    done
    return 1
}

need() { command -v "$1" >/dev/null || give_up "$2"; }

names() { local file; for file in "$here"/*/recipe.sh; do basename -- "$(dirname -- "$file")"; done; }

# A changed recipe is another directory, so that no checkout disturbs another one's servers.
directory_of() {
    local hash
    hash=$(cd -- "$here/$1" && find . -maxdepth 1 -type f | LC_ALL=C sort | xargs sha256sum | sha256sum)
    printf '%s/%s-%s\n' "$cache" "$1" "${hash:0:12}"
}

known() { [[ $1 =~ ^[a-z0-9-]+$ && -f $here/$1/recipe.sh ]]; }

discard() {
    [[ -e $1 ]] || return 0
    # An interrupted debootstrap leaves /proc and /sys mounted inside; what is below them is the machine's own.
    awk -v inside="$1/" 'index($2, inside) == 1 { print $2 }' /proc/self/mounts 2>/dev/null | sort -r \
        | while read -r mounted; do umount -- "$mounted"; done
    rm -rf --one-file-system -- "$1"
}

# Runs in a subshell, so that a recipe may exit and keeps its functions to itself. Never to be called inside a condition:
# that would switch "set -e" off in the recipe.
install_one() (
    set -e
    name=$1
    target=$(directory_of "$name")
    [[ ! -d $target ]] || { say "$name is installed: $target"; exit 0; }

    need flock "cannot install $name: flock is missing (Debian package util-linux)"
    mkdir -p -- "$cache" || give_up "cannot install $name: $cache cannot be written"
    exec 9>"$cache/.$name.lock"
    flock 9
    [[ ! -d $target ]] || { say "$name is installed: $target"; exit 0; }

    # Only the holder of the lock gets here, so what is half done was left by a run that was ended.
    for leftover in "$cache/.$name".partial.*; do discard "$leftover"; done
    partial=$cache/.$name.partial.$$
    trap 'discard "$partial"' EXIT
    trap 'exit 130' INT TERM HUP
    mkdir -- "$partial"

    say "installing $name …"
    # shellcheck source=/dev/null
    source "$here/$name/recipe.sh"
    install_into "$partial" 9>&- >&2
    mv -T -- "$partial" "$target"
    say "installed $name: $target"
)

usage() {
    cat >&2 <<EOF
usage: install.sh NAME...          install these emulators ("all" for each one): $(names | tr '\n' ' ')
       install.sh --path NAME      print where NAME is installed; exit code 1 if it is not
exit codes: 0 all there, 1 something could not be installed (each reason is printed), 2 wrong usage
EOF
    exit 2
}

case ${1:-} in
    --path)
        [[ $# == 2 ]] && known "$2" || usage
        directory_of "$2"
        [[ -d $(directory_of "$2") ]]
        exit
        ;;
    '' | -*) usage ;;
    all) mapfile -t wanted < <(names) ;;
    *) wanted=("$@") ;;
esac

for name in "${wanted[@]}"; do known "$name" || { say "there is no emulator named '$name'"; usage; }; done

failed=()
for name in "${wanted[@]}"; do
    set +e
    install_one "$name"
    code=$?
    set -e
    [[ $code != 130 ]] || exit 130
    [[ $code == 0 ]] || failed+=("$name")
done

[[ ${#failed[@]} == 0 ]] || { say "not installed: ${failed[*]} (reasons above)"; exit 1; }
