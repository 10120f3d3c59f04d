# shellcheck shell=bash
# s3rver: an S3 emulator on Node. package-lock.json pins every package by content; npm's own settings choose the registry.

install_into() {
    need npm "cannot install s3rver: npm is missing (Debian packages nodejs and npm)"
    cp -- "$here/s3rver/"{package.json,package-lock.json,server.js} "$1"
    retry npm ci --prefix "$1" --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error --cache "$1/.npm" \
        || give_up "cannot install s3rver: npm could not download its packages (no network, or no registry that has them)"
    rm -rf -- "$1/.npm"
    node -e 'require(process.argv[1])' "$1/node_modules/s3rver" || give_up "cannot install s3rver: this Node cannot load it"
}

# Path-style addresses only: the server is reached by its IP address.
serve() { exec node "$1/server.js" "$2" "$3"; }
