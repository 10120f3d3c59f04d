# shellcheck shell=bash
# cosmosdb-server: a Cosmos DB emulator on Node. package-lock.json pins every package by content; npm's own settings choose the registry.

install_into() {
    need npm "cannot install cosmos: npm is missing (Debian packages nodejs and npm)"
    cp -- "$here/cosmos/"{package.json,package-lock.json} "$1"
    retry npm ci --prefix "$1" --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error --cache "$1/.npm" \
        || give_up "cannot install cosmos: npm could not download its packages (no network, or no registry that has them)"
    rm -rf -- "$1/.npm"
    node -e 'require(process.argv[1])' "$1/node_modules/@vercel/cosmosdb-server" || give_up "cannot install cosmos: this Node cannot load it"
}

# It keeps everything in memory.
serve() { exec node "$1/node_modules/@vercel/cosmosdb-server/lib/cli.js" --no-ssl --host 127.0.0.1 --port "$3"; }
