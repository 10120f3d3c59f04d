// Lets the vendor's driver sign in to a peer and run a query, so that what it sends can be compared.
// POST { options, sql, binds } answers { rows } or { error }. Usage: node server.js PORT

const http = require('node:http');
const snowflake = require('snowflake-sdk');

snowflake.configure({ logLevel: 'OFF', additionalLogToConsole: false, disableOCSPChecks: true, logFilePath: 'STDOUT' });

const connect = connection => new Promise((resolve, reject) => connection.connectAsync((error, opened) => (error ? reject(error) : resolve(opened))).catch(reject));
const execute = (connection, sqlText, binds) => new Promise((resolve, reject) =>
  connection.execute({ sqlText, binds, complete: (error, statement, rows) => (error ? reject(error) : resolve(rows)) }));
const destroy = connection => new Promise(resolve => connection.destroy(() => resolve()));

async function run({ options, sql, binds }) {
  const connection = snowflake.createConnection(options);
  await connect(connection);
  const rows = await execute(connection, sql, binds);
  await destroy(connection);
  return rows;
}

const server = http.createServer(async (request, response) => {
  if (request.method !== 'POST') {
    response.writeHead(200).end();
    return;
  }

  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  try {
    const rows = await run(JSON.parse(Buffer.concat(pieces)));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ rows }));
  } catch (error) {
    response.writeHead(422).end(String((error && error.stack) || error));
  }
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('snowflake-driver is listening on http://127.0.0.1:%d', server.address().port));
