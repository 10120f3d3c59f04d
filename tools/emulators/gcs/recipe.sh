# shellcheck shell=bash
# The Cloud Storage emulator inside of firebase-tools, on Node. That package needs 450 others, most of them for commands that no test runs:
# its own files are taken alone, and package-lock.json pins, by content, those that the emulator loads. npm's own settings choose the registry.

version=15.34.2
content=Xo010+PZAj5sL6hn33p19egXDmVlowPZknbs2Rf4nxd6Ulx6gLCd76qHd9XT2lV3B0u7yi0iO0BU5qrLeY8Y+g==

install_into() {
    need npm "cannot install gcs: npm is missing (Debian packages nodejs and npm)"
    need openssl "cannot install gcs: openssl is missing, which checks what is downloaded (Debian package openssl)"
    cp -- "$here/gcs/"{package.json,package-lock.json,server.js} "$1"
    retry npm ci --prefix "$1" --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error --cache "$1/.npm" \
        || give_up "cannot install gcs: npm could not download its packages (no network, or no registry that has them)"
    retry npm pack "firebase-tools@$version" --pack-destination "$1" --silent --cache "$1/.npm" \
        || give_up "cannot install gcs: npm could not download firebase-tools $version"
    local archive=$1/firebase-tools-$version.tgz
    [[ $(openssl dgst -sha512 -binary "$archive" | openssl base64 -A) == "$content" ]] \
        || give_up "cannot install gcs: firebase-tools $version is not the package that it was"
    mkdir -- "$1/node_modules/firebase-tools"
    tar -xzf "$archive" -C "$1/node_modules/firebase-tools" --strip-components=1 --no-same-owner
    rm -rf -- "$1/.npm" "$archive"
    (cd -- "$1" && node -e 'require("firebase-tools/lib/emulator/storage")') || give_up "cannot install gcs: this Node cannot load it"
}

serve() { exec node "$1/server.js" "$2" "$3"; }
