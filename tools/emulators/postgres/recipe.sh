# shellcheck shell=bash
# PostgreSQL, Debian's own. It refuses to run as root: a root that starts it lends it to another user. The data directory is made once, when
# it is installed, and copied for each server; it has one user with a password (SCRAM), and a certificate that nobody signed.

# A server that is killed leaves shared memory behind; this one it ends by at once, and tidily.
readonly ends_with=QUIT

# The newest of those that are installed.
server_binaries() {
    local folder
    for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) "$(dirname -- "$(readlink -f -- "$(command -v postgres || echo /none/none)")")"; do
        [[ ! -x $folder/postgres || ! -x $folder/initdb || ! -x $folder/pg_isready ]] || { printf '%s\n' "$folder"; return 0; }
    done
    return 1
}

install_server() {
    [[ $EUID == 0 ]] || give_up "cannot install postgres: it is missing, and only root can install it (Debian package postgresql)"
    need apt-get "cannot install postgres: apt is missing, it installs on Debian only"

    # Nobody asked for a server of the machine's own.
    mkdir -p /etc/postgresql-common
    [[ -e /etc/postgresql-common/createcluster.conf ]] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    retry apt-get update -q || give_up "cannot install postgres: apt-get update failed (no network, or no mirror)"
    retry env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o Dpkg::Options::=--force-confold postgresql \
        || give_up "cannot install postgres: apt could not install it"
}

server_user() { if [[ $EUID != 0 ]]; then id -un; elif id postgres &>/dev/null; then echo postgres; else echo nobody; fi; }

as_server_user() {
    if [[ $EUID != 0 ]]; then "$@"; else setpriv --reuid="$(server_user)" --regid="$(id -g "$(server_user)")" --clear-groups -- "$@"; fi
}

install_into() {
    need openssl "cannot install postgres: openssl is missing, which makes its certificate (Debian package openssl)"
    [[ $EUID != 0 ]] || need setpriv "cannot install postgres: setpriv is missing (Debian package util-linux)"
    server_binaries >/dev/null || install_server

    # Below the cache the other user may not be let in.
    local place data
    place=$(mktemp -d) && data=$place/data
    echo 'scram-Wq7Lk2' >"$place/password"
    [[ $EUID != 0 ]] || chown -R "$(server_user)" "$place"
    (cd / && as_server_user "$(server_binaries)/initdb" --pgdata="$data" --username=prefect --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 \
        --pwfile="$place/password" --no-sync --no-instructions) || give_up "cannot install postgres: initdb failed"
    cp -- "$here/postgres/pg_hba.conf" "$data/pg_hba.conf"
    cat -- "$here/postgres/postgresql.conf" >>"$data/postgresql.conf"
    openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1,DNS:localhost \
        -keyout "$data/server.key" -out "$data/server.crt" 2>/dev/null || give_up "cannot install postgres: openssl made no certificate"
    mv -- "$data" "$1/data"
    rm -rf -- "$place"
}

# Below the ports that the system gives to connections.
free_port() {
    local port
    for _ in {1..50}; do
        port=$((20000 + (RANDOM << 15 | RANDOM) % 12000))
        (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return 0; }
    done
    return 1
}

serve() {
    local port=$3 data=$2/data binaries
    binaries=$(server_binaries) || { echo "postgres is installed no more"; return 1; }
    [[ $port != 0 ]] || port=$(free_port)
    cp -r -- "$1/data" "$data"
    chmod 700 "$data"
    chmod 600 "$data/server.key"
    [[ $EUID != 0 ]] || chown -R "$(server_user)" "$2"
    echo "postgres has its certificate in $data/server.crt"

    # Not a child of the server, which takes each child for one of its own.
    local server=$BASHPID
    (
        while kill -0 "$server" 2>/dev/null; do
            ! "$binaries/pg_isready" -q -h 127.0.0.1 -p "$port" || { echo "postgres is listening on 127.0.0.1:$port"; break; }
            sleep 0.05
        done &
    )
    cd /
    local start=("$binaries/postgres" -D "$data" -p "$port")
    [[ $EUID == 0 ]] || exec "${start[@]}"
    exec setpriv --reuid="$(server_user)" --regid="$(id -g "$(server_user)")" --clear-groups -- "${start[@]}"
}
