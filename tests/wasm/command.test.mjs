// The npm command and the native one: the same output, the same messages, the same exit status, byte for byte.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { bitcoin, ethereum, nativeCommand, npmCommand } from './package_under_test.mjs'

const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
after(() => rmSync(folder, { recursive: true }))
const at = (name) => join(folder, name)
const put = (name, content) => (writeFileSync(at(name), content), at(name))

function run(command, words, input) {
  const { status, stdout, stderr } = spawnSync(command, words, { input: input ?? '', cwd: folder, maxBuffer: 1 << 28 })
  return { status, stdout: stdout.toString('latin1'), stderr: stderr.toString('latin1') }
}

const npm = (words, input) => run(npmCommand, words, input)
const there = existsSync(nativeCommand)

// Both commands get the same; returns what both said.
function same(words, input) {
  const ours = npm(words, input)
  if (there) assert.deepEqual(ours, run(nativeCommand, words, input), `countersign ${words.join(' ')}`)
  return ours
}

const btc = ['check', 'deposit.address', '--subject', '{"coin":"BTC"}']

put('seed', `${'07'.repeat(32)}\n`)
put('policy', '{"version":3,"coins":[{"coin":"ETH"}],"words":[{"language":"en","reason":"deposit.not-offered","text":"No {coin} here."}]}')
put('subject', '{"coin":"ETH"}')
put('address', `${bitcoin}\r\n`)

test('the native command is there to be compared with', { skip: !there }, () => {})

test('verdicts and exit statuses are the same', () => {
  for (const [text, status] of [
    [bitcoin, 0],
    [ethereum, 1],
    ['bc1qw508d6', 4],
    ['', 4],
    ['é\u200b b', 1],
    ['x'.repeat(5000), 1],
  ]) {
    assert.equal(same([...btc, text]).status, status)
    assert.equal(same([...btc, '--explain', text]).status, status)
    assert.equal(same([...btc, '--explain', '--lang', 'zh-Hans', text]).status, status)
  }
  assert.equal(same(['check', 'deposit.address', '--subject', '{"coin":"ETH"}', ethereum.toLowerCase()]).status, 3)
  assert.equal(same(['check', 'deposit.address', '--subject', '{"coin":"USDT"}', ethereum]).status, 5)
})

test('standard input is bytes, without one line end', () => {
  for (const input of [bitcoin, `${bitcoin}\n`, `${bitcoin}\r\n`, `${bitcoin}\n\n`, '', '\n', '\r', Buffer.from([0x62, 0xff, 0x0a])]) {
    same(btc, input)
    same([...btc, '-'], input)
  }
  const most = 4 << 20
  for (const size of [most - 1, most, most + 1, most + 2])
    for (const end of ['', '\n', '\r\n']) same(btc, 'x'.repeat(size - end.length) + end)
})

test('--explain prints a headline, then each finding with its next step', () => {
  const { stdout } = same([...btc, '--explain', ethereum])
  assert.match(stdout, /^Do not send to this address\n- .*\n  .*\n/)
})

test('subjects, moments and policies are taken from arguments and files', () => {
  same(['check', 'deposit.address', '--subject', '@subject', ethereum])
  same(['check', 'deposit.address', '--subject', '@-', bitcoin], '{"coin":"BTC"}')
  for (const now of ['2026-05-01T12:00:00Z', '0', '1777636800000.5', '{"wall":1,"steady":2}', 'today', ''])
    same([...btc, '--now', now, bitcoin])
  assert.equal(same([...btc, '--unsigned', 'policy', '--explain', bitcoin]).stdout, 'Do not send to this address\n- No BTC here.\n  Choose a coin and a network from the list.\n')
})

test('what is signed by one command is taken by both', () => {
  const { stdout: key } = same(['sign', '--public', '--key-id', 'op "1"\u2028é', '--secret', 'seed'])
  const { stdout: envelope } = same(['sign', 'policy', '--key-id', 'op "1"\u2028é', '--secret', 'seed', 'policy'])
  writeFileSync(at('key'), Buffer.from(key, 'latin1'))
  writeFileSync(at('envelope'), Buffer.from(envelope, 'latin1'))
  assert.equal(same([...btc, '--policy', 'envelope', '--key', 'key', bitcoin]).status, 1)
  same(['sign', 'quote', '--key-id', 'a', '--secret', 'seed', '-'], Buffer.from([0, 255, 10, 13]))
  same(['sign', 'table', '--key-id', 'a', '--secret', 'seed'], '')
  put('other', envelope.replace('"payload":"e', '"payload":"f'))
  assert.equal(same([...btc, '--policy', 'other', '--key', 'key', bitcoin]).status, 2)
})

test('key files that do not fit are refused in the same words', () => {
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
    assert.equal(same([...btc, '--policy', 'policy', '--key', 'bad-key', bitcoin]).status, 2, content)
  }
  for (const content of ['', 'ab', 'z'.repeat(64), `${'0'.repeat(64)} 1`, ' '.repeat(5000) + '0'.repeat(64)]) {
    put('bad-seed', content)
    assert.equal(same(['sign', '--public', '--key-id', 'a', '--secret', 'bad-seed']).status, 2)
  }
})

test('tickets open with the right key, and say what is wrong otherwise', async () => {
  const { load } = await import('../../wasm/dist/index.js')
  const { createPrivateKey, createPublicKey } = await import('node:crypto')
  const secret = Buffer.alloc(32, 9)
  const privateKey = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secret]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  put('desk', secret.toString('hex'))
  const countersign = await load()
  const check = countersign.prepare('deposit.address', { coin: 'BTC' })
  const { json } = check.run(bitcoin)
  const ticket = Buffer.from(countersign.seal(check, publicKey)).toString('base64url')
  assert.equal(same(['open-ticket', '--secret', 'desk', ticket]).stdout, `${json}\n`)
  assert.equal(same(['open-ticket', '--secret', 'desk'], `${ticket}\n`).stdout, `${json}\n`)
  for (const bad of ['', 'AAAA', `${ticket}=`, `${ticket.slice(0, -1)}~`, `A${ticket.slice(1)}`])
    assert.equal(same(['open-ticket', '--secret', 'desk', '--', bad]).status, 2)
  assert.equal(same(['open-ticket', '--secret', 'seed', ticket]).status, 2)
})

test('test lines are answered in order, bad ones in their place', () => {
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
  for (const end of ['', '\n']) assert.equal(same(['check', 'deposit.address', '--jsonl', ...now], lines.join('\n') + end).status, 2)
  assert.equal(same(['check', 'deposit.address', '--jsonl', ...now], lines[0]).status, 0)
  assert.equal(same(['check', 'deposit.address', '--jsonl'], '').status, 0)
  const many = Array.from({ length: 20_000 }, (_, i) => `{"id":${i},"subject":{"coin":"BTC"},"text":"${i % 3 ? bitcoin : `${i}`}"}\n`).join('')
  assert.equal(same(['check', 'deposit.address', '--jsonl'], many).stdout.split('\n').length, 20_001)
})

test('a line over 8 MiB is one error, and the next ones are judged', () => {
  const good = `{"id":1,"subject":{"coin":"BTC"},"text":"${bitcoin}"}\n`
  const { stdout } = same(['check', 'deposit.address', '--jsonl'], `${good}${'x'.repeat(9 << 20)}\n${good}`)
  assert.match(stdout.split('\n')[1], /longer than 8 MiB/)
  same(['check', 'deposit.address', '--jsonl'], `${good}{"id":2,"subject":{"coin":"BTC"},"text":"${'x'.repeat(3 << 20)}"}\n${good}`)
})

test('lists, help and version are the same', () => {
  for (const words of [
    ['kinds'],
    ['schema', 'deposit.address'],
    ['words', 'en'],
    ['words', 'zh-Hans'],
    ['version'],
    ['--version'],
    ['help'],
    ['--help'],
    ['-h'],
    ...['check', 'kinds', 'schema', 'words', 'sign', 'open-ticket', 'probe', 'version', 'help'].flatMap((name) => [
      ['help', name],
      [name, '--help'],
    ]),
  ])
    assert.equal(same(words).status, 0, words.join(' '))
})

test('wrong calls end with 2 and the same sentence', () => {
  for (const words of [
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
  ]) {
    const { status, stdout, stderr } = same(words)
    assert.equal(status, 2, words.join(' '))
    assert.equal(stdout, '')
    assert.match(stderr, /^countersign: [^\n]+\n$/)
  }
})

test('a text that looks like an option stands after --', () => {
  same([...btc, '--', '--explain'])
  same([...btc, '-5'])
})
