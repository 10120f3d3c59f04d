# shellcheck shell=bash
# snowflake-sdk: the vendor's driver on Node, behind HTTP. package-lock.json pins every package by content; npm's own settings choose the registry.

install_into() {
    need npm "cannot install snowflake-driver: npm is missing (Debian packages nodejs and npm)"
    cp -- "$here/snowflake-driver/"{package.json,package-lock.json,server.js} "$1"
    retry npm ci --prefix "$1" --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error --cache "$1/.npm" \
        || give_up "cannot install snowflake-driver: npm could not download its packages (no network, or no registry that has them)"
    rm -rf -- "$1/.npm"
    node --check "$1/server.js" || give_up "cannot install snowflake-driver: this Node cannot load it"
}

# It says nothing to anybody but the peer: neither where it runs nor with what. A workload shows its token to hosts that are known, of which the peer is one.
serve() { SNOWFLAKE_WIF_ALLOWED_HOST_SUFFIXES=127.0.0.1 SF_TELEMETRY_DISABLE_CONNECTION_SHAPE=1 SNOWFLAKE_DISABLE_PLATFORM_DETECTION=true exec node --no-warnings "$1/server.js" "$3"; }
