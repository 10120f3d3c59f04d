'use strict';

// Starts the Cloud Storage emulator of firebase-tools and gives it what it lacks: buckets that are made and looked up, uploads in
// pieces that can be cut and resumed, conditions on generations, and the vendor's addresses for what it knows by others.
// Usage: node server.js DIRECTORY PORT

const http = require('http');
const [directory, port] = process.argv.slice(2);
process.env.TMPDIR = directory; // It keeps objects below the system's own temporary folder, where another server may be.

const metadata = require('firebase-tools/lib/emulator/storage/metadata');
const { EmulatorRegistry } = require('firebase-tools/lib/emulator/registry');
const { StorageEmulator } = require('firebase-tools/lib/emulator/storage');
const { createApp } = require('firebase-tools/lib/emulator/storage/server');

const project = 'emulated-project';
const piece = 256 * 1024;
const buckets = new Map();
const finished = new Map();

// Its generations are milliseconds, of which two objects can have the same.
let generation = 0;
const Original = metadata.StoredFileMetadata;
metadata.StoredFileMetadata = class extends Original {
  constructor(options, ...rest) {
    generation = Math.max(generation + 1, Date.now() * 1000);
    super({ generation, ...options }, ...rest);
  }
};

const emulator = new StorageEmulator({ host: '127.0.0.1', port: Number(port), projectId: project, rules: [] });
EmulatorRegistry.getInfo = () => ({ host: '127.0.0.1', port: server.address().port });

function fail(res, code, reason, message, plain) {
  res.writeHead(code, { 'content-type': plain ? 'text/html; charset=UTF-8' : 'application/json; charset=UTF-8' });
  res.end(plain ? message : JSON.stringify({ error: { code, message, errors: [{ message, domain: 'global', reason }] } }));
}

function answer(res, value, headers) {
  res.writeHead(200, { 'content-type': 'application/json; charset=UTF-8', ...headers });
  res.end(JSON.stringify(value));
}

async function read(req) {
  const pieces = [];
  for await (const part of req) pieces.push(part);
  return Buffer.concat(pieces);
}

async function createBucket(req, res, url) {
  const resource = JSON.parse((await read(req)).toString() || '{}');
  if (!url.searchParams.get('project')) return fail(res, 400, 'required', 'Required parameter: project');
  if (!/^[a-z0-9][-_.a-z0-9]{1,220}[a-z0-9]$/.test(resource.name || '')) return fail(res, 400, 'invalid', `Invalid bucket name: '${resource.name}'`);
  if (buckets.has(resource.name)) return fail(res, 409, 'conflict', 'Your previous request to create the named bucket succeeded and you already own it.');
  emulator.adminStorageLayer.createBucket(resource.name);
  buckets.set(resource.name, { ...new metadata.CloudStorageBucketMetadata(resource.name), ...resource, location: (resource.location || 'US').toUpperCase() });
  return answer(res, buckets.get(resource.name));
}

// What the request says about the generation of an object; true when it was refused.
function refuses(res, url, bucket, name) {
  const there = emulator.adminStorageLayer.getMetadata(bucket, name);
  const wanted = url.searchParams.get('ifGenerationMatch');
  if (wanted !== null && String(there ? there.generation : 0) !== wanted) {
    fail(res, 412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.', url.searchParams.get('alt') === 'media');
    return true;
  }
  const version = url.searchParams.get('generation');
  if (version !== null && String(there ? there.generation : 0) !== version) {
    fail(res, 404, 'notFound', `No such object: ${bucket}/${name}`, url.searchParams.get('alt') === 'media');
    return true;
  }
  return false;
}

// A piece of an upload: what was kept of it counts, in whole units, even when the connection broke.
async function continueUpload(req, res, url) {
  const id = url.searchParams.get('upload_id');
  const uploads = emulator.uploadService;
  if (finished.has(id)) {
    await read(req).catch(() => undefined);
    return answer(res, finished.get(id));
  }
  let upload;
  try {
    upload = uploads.getResumableUpload(id);
  } catch {
    await read(req).catch(() => undefined);
    return fail(res, 404, 'notFound', 'No such upload.');
  }
  if (upload.status !== 'active') return fail(res, 499, 'cancelled', 'The upload was cancelled.');

  const range = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(req.headers['content-range'] || '');
  const total = range && range[3] !== '*' ? Number(range[3]) : range ? null : undefined;
  const start = range && range[1] !== undefined ? Number(range[1]) : upload.size;
  if (start > upload.size) {
    await read(req).catch(() => undefined);
    return fail(res, 400, 'invalid', `The piece begins at ${start}, and ${upload.size} bytes are here.`);
  }
  const parts = [];
  let whole = true;
  try {
    for await (const part of req) parts.push(part);
  } catch {
    whole = false;
  }
  let data = Buffer.concat(parts);
  const isLast = whole && (total === undefined || (total !== null && start + data.length === total));
  if (!isLast) data = data.subarray(0, data.length - (data.length % piece));
  uploads.continueResumableUpload(id, data.subarray(Math.min(data.length, upload.size - start)));
  if (!whole) return undefined;
  if (total !== undefined && total !== upload.size) {
    res.writeHead(308, upload.size > 0 ? { range: `bytes=0-${upload.size - 1}` } : {});
    return res.end();
  }
  if (refuses(res, upload.conditions, upload.bucketId, upload.objectId)) return undefined;
  const stored = new metadata.CloudStorageObjectMetadata(await emulator.adminStorageLayer.uploadObject(uploads.finalizeResumableUpload(id)));
  finished.set(id, stored);
  return answer(res, stored);
}

// The conditions of an upload stand in the request that begins it.
function startUpload(res, url, pass) {
  res.on('finish', () => {
    const location = res.getHeader('location');
    if (location) emulator.uploadService.getResumableUpload(new URL(location).searchParams.get('upload_id')).conditions = url;
  });
  pass();
}

async function handle(req, res, app) {
  const url = new URL(req.url, 'http://127.0.0.1');
  const pass = () => {
    // The rest of its routes are those of older clients, which leave this out.
    if (/^\/storage\/v1\//.test(req.url)) req.url = req.url.slice('/storage/v1'.length);
    app(req, res);
  };
  if (url.pathname === '/storage/v1/b' && req.method === 'POST') return createBucket(req, res, url);
  const asked = /^(\/upload|\/download)?\/storage\/v1\/b\/([^/]+)(?:\/o(?:\/([^/]+))?)?/.exec(url.pathname);
  if (!asked) return pass();

  const bucket = decodeURIComponent(asked[2]);
  const media = url.searchParams.get('alt') === 'media';
  if (!buckets.has(bucket)) {
    await read(req).catch(() => undefined);
    return fail(res, 404, 'notFound', 'The specified bucket does not exist.', media);
  }
  if (url.pathname === `/storage/v1/b/${asked[2]}` && req.method === 'GET') return answer(res, buckets.get(bucket));
  if (asked[1] === '/upload' && url.searchParams.get('upload_id')) {
    if (req.method !== 'DELETE') return continueUpload(req, res, url);
    emulator.uploadService.cancelResumableUpload(url.searchParams.get('upload_id'));
    res.writeHead(499);
    return res.end();
  }
  if (asked[1] === '/upload') {
    if (url.searchParams.get('uploadType') === 'resumable') return startUpload(res, url, pass);
    return refuses(res, url, bucket, url.searchParams.get('name') || '') ? undefined : pass();
  }
  const copy = /\/(?:rewriteTo|copyTo)\/b\/([^/]+)\/o\/([^/]+)$/.exec(url.pathname);
  if (copy && !buckets.has(decodeURIComponent(copy[1]))) return fail(res, 404, 'notFound', 'The specified bucket does not exist.');
  const [inBucket, name] = copy ? [decodeURIComponent(copy[1]), copy[2]] : [bucket, asked[3]];
  return name !== undefined && refuses(res, url, inBucket, decodeURIComponent(name)) ? undefined : pass();
}

const server = http.createServer();
createApp(project, emulator).then(app => {
  server.on('request', (req, res) => handle(req, res, app).catch(error => (res.headersSent ? res.destroy() : fail(res, 500, 'internalError', String(error)))));
  server.listen(Number(port), '127.0.0.1', () => console.log('gcs is listening on 127.0.0.1:%d', server.address().port));
}, error => {
  console.error(error);
  process.exit(1);
});
