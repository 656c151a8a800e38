// countersign probe against servers on this machine.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer as createTcpServer } from 'node:net'
import { after, test } from 'node:test'
import { createServer } from 'node:tls'
import { folder, run } from './command.mjs'

const dir = folder()

function openssl(...args) {
  try {
    execFileSync('openssl', args, { stdio: 'pipe' })
  } catch (error) {
    throw new Error(`the openssl command is needed to make certificates for this test: ${error.message}`)
  }
}
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
openssl('req', '-x509', ...newKey, '-subj', '/CN=Test CA', '-keyout', dir.file('ca.key'), '-out', dir.file('ca.pem'))
openssl('req', '-x509', ...newKey, '-subj', '/CN=localhost', '-CA', dir.file('ca.pem'), '-CAkey', dir.file('ca.key'),
  '-keyout', dir.file('leaf.key'), '-out', dir.file('leaf.pem'))
const pem = (name) => readFileSync(dir.file(name), 'utf8')
const der = (name) => new X509Certificate(pem(name)).raw.toString('base64')

async function listen(server, host) {
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, host, resolve))
  after(() => server.close())
  return server.address().port
}
function tlsServer(options = {}) {
  const seen = { names: [] }
  const server = createServer({
    key: pem('leaf.key'), cert: pem('leaf.pem') + pem('ca.pem'), ...options,
    SNICallback: (name, done) => { seen.names.push(name); done(null) },
  })
  server.on('tlsClientError', () => {})
  server.on('secureConnection', (socket) => socket.on('error', () => {}))
  return { server, seen }
}

test('the chain is shown as the server sends it, though nobody should trust it', async () => {
  const { server, seen } = tlsServer()
  const port = await listen(server, '127.0.0.1')
  const byAddress = await run(['probe', `127.0.0.1:${port}`])
  assert.equal(byAddress.stderr, '')
  assert.equal(byAddress.stdout, `{"host":"127.0.0.1","chain":["${der('leaf.pem')}","${der('ca.pem')}"],"stapled":null}\n`)
  assert.equal(byAddress.status, 0)
  assert.deepEqual(seen.names, [])
  const byName = await run(['probe', `localhost:${port}`])
  assert.equal(JSON.parse(byName.stdout).host, 'localhost')
  assert.deepEqual(seen.names, ['localhost'])
})

test('a stapled answer is asked for and shown', async () => {
  const { server } = tlsServer()
  server.on('OCSPRequest', (certificate, issuer, done) => done(null, Buffer.from('an answer')))
  const port = await listen(server, '127.0.0.1')
  const { stdout } = await run(['probe', `127.0.0.1:${port}`])
  assert.equal(JSON.parse(stdout).stapled, Buffer.from('an answer').toString('base64'))
})

test('TLS 1.2 servers are shown, too', async () => {
  const { server } = tlsServer({ maxVersion: 'TLSv1.2' })
  const port = await listen(server, '127.0.0.1')
  assert.equal(JSON.parse((await run(['probe', `127.0.0.1:${port}`])).stdout).chain.length, 2)
})

test('IPv6 addresses stand in brackets', async (t) => {
  const { server } = tlsServer()
  let port
  try {
    port = await listen(server, '::1')
  } catch {
    return t.skip('this machine has no IPv6')
  }
  const { status, stdout } = await run(['probe', `[::1]:${port}`])
  assert.equal(status, 0)
  assert.equal(JSON.parse(stdout).host, '::1')
})

test('no server, no TLS and no such name are said in a sentence', async () => {
  const gone = createTcpServer()
  const port = await new Promise((resolve) => gone.listen(0, '127.0.0.1', () => resolve(gone.address().port)))
  await new Promise((resolve) => gone.close(resolve))
  const talker = await listen(createTcpServer((socket) => socket.on('error', () => {}).end('220 hello\r\n')), '127.0.0.1')
  for (const [target, sentence] of [
    [`127.0.0.1:${port}`, /: no connection: /],
    [`127.0.0.1:${talker}`, /: no TLS handshake: /],
    ['name.invalid:443', /: no address found: /],
  ]) {
    const answer = await run(['probe', target])
    assert.equal(answer.status, 2)
    assert.equal(answer.stdout, '')
    assert.ok(answer.stderr.startsWith(`countersign: ${target}: `), answer.stderr)
    assert.match(answer.stderr, sentence)
  }
})

test('a target that is not HOST:PORT is refused', async () => {
  for (const target of ['localhost', 'localhost:', ':443', '::1:443', '[::1]', '[]:443', 'localhost:0', 'localhost:65536',
    'localhost:https', 'https://localhost:443', 'a b:443', '']) {
    const answer = await run(['probe', target])
    assert.equal(answer.status, 2, target)
    assert.match(answer.stderr, /not HOST:PORT/, target)
  }
  assert.match((await run(['probe'])).stderr, /HOST:PORT is needed/)
})

test('a server that says nothing is left after 10 seconds', async () => {
  const open = new Set()
  const silent = createTcpServer((socket) => { open.add(socket); socket.on('error', () => {}) })
  const port = await listen(silent, '127.0.0.1')
  const began = performance.now()
  const answer = await run(['probe', `127.0.0.1:${port}`])
  const took = performance.now() - began
  for (const socket of open) socket.destroy()
  assert.equal(answer.status, 2)
  assert.match(answer.stderr, /: no answer within 10 seconds\n$/)
  assert.ok(took > 9_500 && took < 15_000, `${took} ms`)
})
