'use strict';

// Starts s3rver and gives it what it lacks: it stores the framing of uploads in "aws-chunked" encoding, which Amazon's
// clients send by default, as if it were content. Usage: node server.js DIRECTORY PORT

const { Readable } = require('stream');
const S3rver = require('s3rver');

// SIZE[;chunk-signature=…] CRLF content CRLF …, up to a size of 0; what follows are checksums, which nobody here verifies.
async function* contentOf(body) {
  let pending = Buffer.alloc(0);
  let content = 0;
  let lineEnd = 0;
  let complete = false;
  for await (const piece of body) {
    pending = complete ? piece : Buffer.concat([pending, piece]);
    while (!complete && pending.length > 0) {
      if (content > 0) {
        const part = pending.subarray(0, content);
        content -= part.length;
        pending = pending.subarray(part.length);
        yield part;
      } else if (lineEnd > 0) {
        const length = Math.min(lineEnd, pending.length);
        lineEnd -= length;
        pending = pending.subarray(length);
      } else {
        const end = pending.indexOf('\r\n');
        if (end < 0) break;
        content = Number.parseInt(pending.toString('latin1', 0, end), 16);
        if (!(content >= 0)) throw new Error('A chunk of the body has no size.');
        complete = content === 0;
        lineEnd = 2;
        pending = pending.subarray(end + 2);
      }
    }
  }
  if (!complete) throw new Error('The body ended before its last chunk.');
}

function decodeChunks(context, next) {
  const encodings = (context.headers['content-encoding'] || '').split(',').map(name => name.trim()).filter(Boolean);
  const framed = /^STREAMING-/.test(context.headers['x-amz-content-sha256'] || '') || encodings.includes('aws-chunked');
  if (framed) {
    context.req = Readable.from(contentOf(context.req), { objectMode: false });
    const others = encodings.filter(name => name !== 'aws-chunked').join(', ');
    if (others) context.headers['content-encoding'] = others;
    else delete context.headers['content-encoding'];
  }
  return next();
}

const [directory, port] = process.argv.slice(2);
const server = new S3rver({ directory, port: Number(port), address: '127.0.0.1', vhostBuckets: false });
server.middleware.unshift(decodeChunks);
server.run().then(
  ({ address, port: actual }) => console.log('s3rver is listening on %s:%d', address, actual),
  error => {
    console.error(error);
    process.exit(1);
  },
);
