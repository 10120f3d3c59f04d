# shellcheck shell=bash
# moto: Amazon Web Services in one server, from Debian trixie in a directory of its own (it runs under chroot).

readonly suite=trixie

# Debian's package leaves these optional; without them the server does not start or lacks services.
readonly extras=(python3-pyparsing python3-docker python3-joserfc python3-openapi-spec-validator)

# The mirror that this machine's apt is set up with: apt reads its own sources best.
debian_mirror() {
    apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 2>/dev/null \
        | awk '$1 == "Debian" && $2 !~ /-/ && !found { print $3; found = 1 }'
}

make_root() {
    discard "$1/root"
    mkdir -p -- "$1/debs"
    debootstrap --variant=minbase --cache-dir="$1/debs" \
        --include=ca-certificates,python3-moto,python3-cffi-backend,python3-flask,python3-flask-cors \
        "$suite" "$1/root" "$2" >"$1/debootstrap.log" 2>&1 && return 0
    tail -n 5 "$1/debootstrap.log"
    return 1
}

inside() { chroot "$root" /usr/bin/env DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }

install_into() {
    [[ $EUID == 0 ]] || give_up "cannot install moto: debootstrap and chroot need root"
    need apt-get "cannot install moto: apt is missing, it installs on Debian only"

    if ! command -v debootstrap >/dev/null || [[ -z $(debian_mirror) ]]; then
        retry apt-get update -q || give_up "cannot install moto: apt-get update failed (no network, or no mirror)"
    fi
    command -v debootstrap >/dev/null \
        || retry env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends debootstrap \
        || give_up "cannot install moto: debootstrap is missing, and apt could not install it"

    local mirror=${PREFECT_TEST_DEBIAN_MIRROR:-$(debian_mirror)}
    [[ -n $mirror ]] || give_up "cannot install moto: apt's sources name no Debian mirror; set PREFECT_TEST_DEBIAN_MIRROR to one"

    root=$1/root
    retry make_root "$1" "$mirror" || give_up "cannot install moto: debootstrap failed (its last lines are above)"
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
    retry inside apt-get install -y -q --no-install-recommends "${extras[@]}" \
        || give_up "cannot install moto: apt could not install its optional parts in $suite"
    inside moto_server --help >/dev/null || give_up "cannot install moto: its server does not start"

    inside apt-get clean
    rm -rf -- "$1/debs" "$1/debootstrap.log" "$root"/var/lib/apt/lists/*
}

# Everything is kept in memory: the data directory stays empty.
serve() {
    exec chroot "$1/root" /usr/bin/env -i HOME=/root PATH=/usr/bin:/bin LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
        PYTHONUNBUFFERED=1 moto_server -H 127.0.0.1 -p "$3"
}
