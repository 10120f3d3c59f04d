'use strict';

// Starts Azurite's blob server twice: over http, and over https, where it takes bearer tokens too (it verifies their form, not their
// signature). Each keeps its own blobs in memory. Usage: node server.js INSTALLATION PORT

const path = require('path');
const BlobServer = require('azurite/dist/src/blob/BlobServer').default;
const BlobConfiguration = require('azurite/dist/src/blob/BlobConfiguration').default;
const { MemoryExtentChunkStore } = require('azurite/dist/src/common/persistence/MemoryExtentStore');

function serverOn(port, certificate, key, oauth) {
  return new BlobServer(new BlobConfiguration(
    '127.0.0.1', port, 5, 'unused', 'unused', [], false, undefined, false, undefined, false, /* skipApiVersionCheck */ true,
    certificate, key, undefined, oauth, /* disableProductStyleUrl */ true, /* isMemoryPersistence */ true, new MemoryExtentChunkStore()));
}

async function main() {
  const [installation, port] = process.argv.slice(2);
  const secure = serverOn(0, path.join(installation, 'certificate.pem'), path.join(installation, 'key.pem'), 'basic');
  await secure.start();
  const plain = serverOn(Number(port), '', '', undefined);
  await plain.start();
  console.log('azurite takes https on port %s', new URL(secure.getHttpServerAddress()).port);
  console.log('azurite is listening on 127.0.0.1:%s', new URL(plain.getHttpServerAddress()).port);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
