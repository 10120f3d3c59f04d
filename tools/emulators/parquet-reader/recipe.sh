# shellcheck shell=bash
# hyparquet: a reader of Parquet files on Node, behind HTTP. package-lock.json pins every package by content; npm's own settings choose the registry.

install_into() {
    need npm "cannot install parquet-reader: npm is missing (Debian packages nodejs and npm)"
    cp -- "$here/parquet-reader/"{package.json,package-lock.json,server.js} "$1"
    retry npm ci --prefix "$1" --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error --cache "$1/.npm" \
        || give_up "cannot install parquet-reader: npm could not download its packages (no network, or no registry that has them)"
    rm -rf -- "$1/.npm"
    node --check "$1/server.js" || give_up "cannot install parquet-reader: this Node cannot load it"
}

serve() { exec node "$1/server.js" "$3"; }
