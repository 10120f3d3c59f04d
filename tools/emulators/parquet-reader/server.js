// Reads the Parquet file in the body of a POST and answers what is in it: { schema, codecs, groups, rows }, big integers as
// text, instants in ISO 8601, bytes in base64 behind "base64:". Usage: node server.js PORT

import http from 'node:http';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

const plain = value => {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return 'base64:' + Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  return value;
};

async function read(bytes) {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const metadata = parquetMetadata(file);
  const rows = await parquetReadObjects({ file, compressors, utf8: false });
  return plain({
    schema: metadata.schema,
    count: metadata.num_rows,
    groups: metadata.row_groups.map(group => group.num_rows),
    codecs: [...new Set(metadata.row_groups.flatMap(group => group.columns.map(column => column.meta_data.codec)))],
    rows,
  });
}

const server = http.createServer(async (request, response) => {
  if (request.method !== 'POST') {
    response.writeHead(200).end();
    return;
  }

  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  try {
    const answer = JSON.stringify(await read(Buffer.concat(pieces)));
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  } catch (error) {
    response.writeHead(422).end(String(error && error.stack));
  }
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('parquet-reader is listening on http://127.0.0.1:%d', server.address().port));
