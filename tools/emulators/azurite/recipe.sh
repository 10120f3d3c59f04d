# shellcheck shell=bash
# Azurite: the vendor's emulator of Azure Storage, on Node; only its blobs are started. package-lock.json pins every package by content;
# npm's own settings choose the registry.

install_into() {
    need npm "cannot install azurite: npm is missing (Debian packages nodejs and npm)"
    need openssl "cannot install azurite: openssl is missing, which makes its certificate (Debian package openssl)"
    cp -- "$here/azurite/"{package.json,package-lock.json,server.js} "$1"
    retry npm ci --prefix "$1" --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error --cache "$1/.npm" \
        || give_up "cannot install azurite: npm could not download its packages (no network, or no registry that has them)"
    rm -rf -- "$1/.npm"
    openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
        -keyout "$1/key.pem" -out "$1/certificate.pem" 2>/dev/null || give_up "cannot install azurite: openssl made no certificate"
    node -e 'require(process.argv[1])' "$1/node_modules/azurite/dist/src/blob/BlobServer.js" || give_up "cannot install azurite: this Node cannot load it"
}

serve() { exec node "$1/server.js" "$1" "$3"; }
