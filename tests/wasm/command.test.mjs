// The npm command and the native one: the same output, the same messages, the same exit status, byte for byte.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createPlainServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createServer } from 'node:tls'
import { bitcoin, ethereum, nativeCommand, npmCommand } from './package_under_test.mjs'

const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
after(() => rmSync(folder, { recursive: true }))
const at = (name) => join(folder, name)
const put = (name, content) => (writeFileSync(at(name), content), at(name))

function run(command, words, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: folder })
    const said = { stdout: [], stderr: [] }
    for (const name of Object.keys(said)) child[name].on('data', (bytes) => said[name].push(bytes))
    child.on('error', reject)
    child.on('close', (status) =>
      resolve({
        status,
        stdout: Buffer.concat(said.stdout).toString('latin1'),
        stderr: Buffer.concat(said.stderr).toString('latin1'),
      }),
    )
    child.stdin.on('error', () => {}) // a command that wants no input may be gone already
    child.stdin.end(input ?? '')
  })
}

const there = existsSync(nativeCommand)

// Both commands get the same; returns what both said.
async function same(words, input) {
  const [ours, theirs] = await Promise.all([
    run(npmCommand, words, input),
    there ? run(nativeCommand, words, input) : undefined,
  ])
  if (there) assert.deepEqual(ours, theirs, `countersign ${words.join(' ')}`)
  return ours
}

// A few at a time.
async function each(list, examine) {
  const rest = [...list]
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      while (rest.length > 0) await examine(rest.shift())
    }),
  )
}

const btc = ['check', 'deposit.address', '--subject', '{"coin":"BTC"}']

put('seed', `${'07'.repeat(32)}\n`)
put(
  'policy',
  '{"version":3,"coins":[{"coin":"ETH"}],"words":[{"language":"en","reason":"deposit.not-offered","text":"No {coin} here."}]}',
)
put('subject', '{"coin":"ETH"}')
put('address', `${bitcoin}\r\n`)

test('the native command is there to be compared with', { skip: !there }, () => {})

test('verdicts and exit statuses are the same', async () => {
  const texts = [
    [bitcoin, 0],
    [ethereum, 1],
    ['bc1qw508d6', 4],
    ['', 4],
    ['é\u200b b', 1],
    ['x'.repeat(5000), 1],
  ]
  await each(texts, async ([text, status]) => {
    assert.equal((await same([...btc, text])).status, status)
    assert.equal((await same([...btc, '--explain', text])).status, status)
    assert.equal((await same([...btc, '--explain', '--lang', 'zh-Hans', text])).status, status)
  })
  assert.equal(
    (await same(['check', 'deposit.address', '--subject', '{"coin":"ETH"}', ethereum.toLowerCase()])).status,
    3,
  )
  assert.equal((await same(['check', 'deposit.address', '--subject', '{"coin":"USDT"}', ethereum])).status, 5)
})

test('standard input is bytes, without one line end', async () => {
  const inputs = [
    bitcoin,
    `${bitcoin}\n`,
    `${bitcoin}\r\n`,
    `${bitcoin}\n\n`,
    '',
    '\n',
    '\r',
    Buffer.from([0x62, 0xff, 0x0a]),
  ]
  await each(inputs, async (input) => {
    await same(btc, input)
    await same([...btc, '-'], input)
  })
  const most = 4 << 20
  const sizes = [most - 1, most, most + 1, most + 2]
  await each(
    sizes.flatMap((size) => ['', '\n', '\r\n'].map((end) => 'x'.repeat(size - end.length) + end)),
    (input) => same(btc, input),
  )
})

test('--explain prints a headline, then each finding with its next step', async () => {
  const { stdout } = await same([...btc, '--explain', ethereum])
  assert.match(stdout, /^Do not send to this address\n- .*\n  .*\n/)
})

test('subjects, moments and policies are taken from arguments and files', async () => {
  await same(['check', 'deposit.address', '--subject', '@subject', ethereum])
  await same(['check', 'deposit.address', '--subject', '@-', bitcoin], '{"coin":"BTC"}')
  await each(['2026-05-01T12:00:00Z', '0', '1777636800000.5', '{"wall":1,"steady":2}', 'today', ''], (now) =>
    same([...btc, '--now', now, bitcoin]),
  )
  assert.equal(
    (await same([...btc, '--unsigned', 'policy', '--explain', bitcoin])).stdout,
    'Do not send to this address\n- No BTC here.\n  Choose a coin and a network from the list.\n',
  )
})

test('what is signed by one command is taken by both', async () => {
  const { stdout: key } = await same(['sign', '--public', '--key-id', 'op "1"\u2028é', '--secret', 'seed'])
  const { stdout: envelope } = await same(['sign', 'policy', '--key-id', 'op "1"\u2028é', '--secret', 'seed', 'policy'])
  writeFileSync(at('key'), Buffer.from(key, 'latin1'))
  writeFileSync(at('envelope'), Buffer.from(envelope, 'latin1'))
  assert.equal((await same([...btc, '--policy', 'envelope', '--key', 'key', bitcoin])).status, 1)
  await same(['sign', 'quote', '--key-id', 'a', '--secret', 'seed', '-'], Buffer.from([0, 255, 10, 13]))
  await same(['sign', 'table', '--key-id', 'a', '--secret', 'seed'], '')
  put('other', envelope.replace('"payload":"e', '"payload":"f'))
  assert.equal((await same([...btc, '--policy', 'other', '--key', 'key', bitcoin])).status, 2)
})

test('key files that do not fit are refused in the same words', async () => {
  for (const content of [
    '',
    '{',
    '[]',
    '3',
    '{"id":1,"publicKey":"x"}',
    '{"id":"a"}',
    '{}',
    '{"publicKey":"a"}',
    `{"id":"a","publicKey":"${'0'.repeat(63)}"}`,
    `{"id":"a","publicKey":"${'0'.repeat(64)}","more":1}`,
  ]) {
    put('bad-key', content)
    assert.equal((await same([...btc, '--policy', 'policy', '--key', 'bad-key', bitcoin])).status, 2, content)
  }
  for (const content of ['', 'ab', 'z'.repeat(64), `${'0'.repeat(64)} 1`, ' '.repeat(5000) + '0'.repeat(64)]) {
    put('bad-seed', content)
    assert.equal((await same(['sign', '--public', '--key-id', 'a', '--secret', 'bad-seed'])).status, 2)
  }
})

test('tickets open with the right key, and say what is wrong otherwise', async () => {
  const { load } = await import('../../wasm/dist/index.js')
  const { createPrivateKey, createPublicKey } = await import('node:crypto')
  const secret = Buffer.alloc(32, 9)
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secret]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  put('desk', secret.toString('hex'))
  const countersign = await load()
  const check = countersign.prepare('deposit.address', { coin: 'BTC' })
  const { json } = check.run(bitcoin)
  const ticket = Buffer.from(countersign.seal(check, publicKey)).toString('base64url')
  assert.equal((await same(['open-ticket', '--secret', 'desk', ticket])).stdout, `${json}\n`)
  assert.equal((await same(['open-ticket', '--secret', 'desk'], `${ticket}\n`)).stdout, `${json}\n`)
  for (const bad of ['', 'AAAA', `${ticket}=`, `${ticket.slice(0, -1)}~`, `A${ticket.slice(1)}`])
    assert.equal((await same(['open-ticket', '--secret', 'desk', '--', bad])).status, 2)
  assert.equal((await same(['open-ticket', '--secret', 'seed', ticket])).status, 2)
})

test('test lines are answered in order, bad ones in their place', async () => {
  const now = ['--now', '0']
  const lines = [
    `{"id":1,"subject":{"coin":"BTC"},"text":"${bitcoin}"}`,
    `{"id":"a\\u0062","subject":{"coin":"ETH"},"text":"${ethereum}","copied":"x"}`,
    `{"subject":{"coin":"BTC"},"text":"\\ud800"}`,
    `{"id":[1,{"b":2}],"subject":{"coin":"nope"},"text":"x"}`,
    `{"id":2,"subject":{"coin":"BTC"},"text":"x","now":"2026-05-01T12:00:00Z"}`,
    `{"id":2,"subject":{"coin":"BTC"},"events":[{"tell":{}}]}`,
    `not json`,
    ``,
    `{"id":3,"subject":{"coin":"BTC"},"text":"é b"}`,
  ]
  for (const end of ['', '\n'])
    assert.equal((await same(['check', 'deposit.address', '--jsonl', ...now], lines.join('\n') + end)).status, 2)
  assert.equal((await same(['check', 'deposit.address', '--jsonl', ...now], lines[0])).status, 0)
  assert.equal((await same(['check', 'deposit.address', '--jsonl'], '')).status, 0)
  const many = Array.from(
    { length: 20_000 },
    (_, i) => `{"id":${i},"subject":{"coin":"BTC"},"text":"${i % 3 ? bitcoin : `${i}`}"}\n`,
  ).join('')
  assert.equal((await same(['check', 'deposit.address', '--jsonl'], many)).stdout.split('\n').length, 20_001)
})

test('a line over 4 MiB is one error, and the next ones are judged', async () => {
  const good = `{"id":1,"subject":{"coin":"BTC"},"text":"${bitcoin}"}\n`
  const { stdout } = await same(['check', 'deposit.address', '--jsonl'], `${good}${'x'.repeat(5 << 20)}\n${good}`)
  assert.match(stdout.split('\n')[1], /longer than 4 MiB/)
  await same(
    ['check', 'deposit.address', '--jsonl'],
    `${good}{"id":2,"subject":{"coin":"BTC"},"text":"${'x'.repeat(3 << 20)}"}\n${good}`,
  )
})

test('lists, help and version are the same', async () => {
  const calls = [
    ['kinds'],
    ['schema', 'deposit.address'],
    ['words', 'en'],
    ['words', 'zh-Hans'],
    ['version'],
    ['--version'],
    ['help'],
    ['--help'],
    ['-h'],
    ['help', 'help'],
    ...['check', 'kinds', 'schema', 'words', 'sign', 'open-ticket', 'probe', 'version'].flatMap((name) => [
      ['help', name],
      [name, '--help'],
    ]),
  ]
  await each(calls, async (words) => assert.equal((await same(words)).status, 0, words.join(' ')))
})

test('wrong calls end with 2 and the same sentence', async () => {
  const calls = [
    [],
    ['chek'],
    ['toString'],
    ['help', 'chek'],
    ['help', 'a', 'b'],
    ['check'],
    ['check', 'deposit.addres'],
    ['check', 'deposit.addres', 'x'],
    ['check', 'deposit.address', 'x', 'y'],
    ['check', 'deposit.address', 'x'],
    ['check', 'deposit.address', '--subject'],
    ['check', 'deposit.address', '--subject', '--explain'],
    ['check', 'deposit.address', '--subject={}'],
    ['check', 'deposit.address', '--subject', '{}', '--subject', '{}'],
    ['check', 'deposit.address', '--subject', '@nowhere', 'x'],
    ['check', 'deposit.address', '--subject', '@.', 'x'],
    ['check', 'deposit.address', '--subject', '{"coin":"BTC","network":"tronn"}', 'x'],
    ['check', 'deposit.address', '--subject', '{', 'x'],
    ['check', 'deposit.address', '--subject', '{"coin":"BTC","coin":"BTC"}', 'x'],
    ['check', 'deposit.address', '--unsigned', 'seed', 'x'],
    ['check', 'deposit.address', '--policy', 'policy', 'x'],
    ['check', 'deposit.address', '--key', 'policy', 'x'],
    ['check', 'deposit.address', '--policy', 'nowhere', '--key', 'nowhere', 'x'],
    ['check', 'deposit.address', '--policy', 'policy', '--unsigned', 'policy', 'x'],
    ['check', 'deposit.address', '--jsonl', '--explain'],
    ['check', 'deposit.address', '--jsonl', 'x'],
    ['check', 'deposit.addres', '--jsonl'],
    [...btc, '--explain', '--lang', 'tlh', 'x'],
    [...btc, '--no\x1b"such', 'x'],
    [...btc, `--${'é'.repeat(40)}`, 'x'],
    [...btc, `--x${'é'.repeat(40)}`, 'x'],
    ['kinds', 'x'],
    ['schema'],
    ['schema', 'deposit'],
    ['schema', '../package'],
    ['words'],
    ['words', 'tlh'],
    ['version', 'x'],
    ['sign'],
    ['sign', 'polic'],
    ['sign', 'policy'],
    ['sign', 'policy', '--key-id', '', '--secret', 'seed'],
    ['sign', 'policy', '--key-id', 'x'.repeat(257), '--secret', 'seed'],
    ['sign', 'policy', '--key-id', 'x', '--secret', 'nowhere'],
    ['sign', 'policy', '--key-id', 'x', '--secret', 'seed', 'nowhere'],
    ['sign', 'policy', 'a', 'b', '--key-id', 'x', '--secret', 'seed'],
    ['sign', 'policy', '--public', '--key-id', 'x', '--secret', 'seed'],
    ['open-ticket'],
    ['open-ticket', '--secret', 'nowhere', 'x'],
    ['probe'],
    ['probe', 'example.org'],
    ['probe', 'a@b:443'],
    ['probe', 'localhost:0'],
    ['probe', 'localhost:65536'],
    ['probe', '::1:443'],
    ['probe', '[::1]'],
  ]
  await each(calls, async (words) => {
    const { status, stdout, stderr } = await same(words)
    assert.equal(status, 2, words.join(' '))
    assert.equal(stdout, '')
    assert.match(stderr, /^countersign: [^\n]+\n$/)
  })
})

test('a text that looks like an option stands after --', async () => {
  await same([...btc, '--', '--explain'])
  await same([...btc, '-5'])
})

test('a server’s certificates are shown as it sends them, also those that nobody trusts', async (t) => {
  const made = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ed25519',
    '-nodes',
    '-subj',
    '/CN=localhost',
    '-keyout',
    at('tls.key'),
    '-out',
    at('tls.crt'),
  ])
  if (made.error) return t.skip('openssl is not installed')
  const [key, cert] = ['tls.key', 'tls.crt'].map((name) => readFileSync(at(name)))
  const stapled = Buffer.from([0x30, 3, 0x0a, 1, 6])
  const names = []
  const server = createServer({ key, cert, SNICallback: (name, done) => (names.push(name), done(null)) })
  server.on('OCSPRequest', (_certificate, _issuer, done) => done(null, stapled))
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  try {
    const { stdout, stderr } = await same(['probe', `localhost:${port}`])
    assert.equal(stderr, '')
    const shown = JSON.parse(stdout)
    assert.equal(shown.host, 'localhost')
    assert.deepEqual(shown.chain, [new X509Certificate(cert).raw.toString('base64')])
    assert.equal(shown.stapled, stapled.toString('base64'))
    assert(names.length > 0 && names.every((name) => name === 'localhost'))
    assert.equal(JSON.parse((await same(['probe', `127.0.0.1:${port}`])).stdout).host, '127.0.0.1')
  } finally {
    server.close()
  }
  await once(server, 'close')
  assert.match((await same(['probe', `127.0.0.1:${port}`])).stderr, /no connection: Connection refused/)

  const plain = createPlainServer((socket) => socket.on('error', () => {}).end('220 not TLS\r\n'))
  plain.listen(0, '127.0.0.1')
  await once(plain, 'listening')
  await same(['probe', `127.0.0.1:${plain.address().port}`])
  plain.close()
})
