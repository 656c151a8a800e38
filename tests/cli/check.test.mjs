import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bitcoin, ethereum, folder, good, lowerCase, mistyped, run } from './command.mjs'

const dir = folder()
const address = ['check', 'deposit.address']
const line = /^\{"kind":"deposit\.address","outcome":"[a-z]+","findings":\[.*\],"canonical":".*","details":\{.*\}\}\n$/

for (const [outcome, status, subject, text] of [
  ['accept', 0, bitcoin, good],
  ['reject', 1, bitcoin, mistyped],
  ['caution', 3, ethereum, lowerCase],
  ['incomplete', 4, bitcoin, 'bc1q'],
  ['unknown', 5, '{"coin":"USDT"}', 'T'],
]) {
  test(`${outcome} is one line of JSON and exit status ${status}`, async () => {
    const answer = await run([...address, '--subject', subject, text])
    assert.equal(answer.status, status)
    assert.match(answer.stdout, line)
    assert.equal(JSON.parse(answer.stdout).outcome, outcome)
    assert.equal(answer.stderr, '')
  })
}

test('the text may come from standard input, with and without "-"', async () => {
  const expected = await run([...address, '--subject', bitcoin, good])
  for (const args of [[], ['-']]) {
    assert.deepEqual(await run([...address, '--subject', bitcoin, ...args], { input: good }), expected)
  }
})

test('one line end at the end of standard input is dropped, and no more', async () => {
  const text = async (input) => JSON.parse((await run([...address, '--subject', bitcoin], { input })).stdout)
  const bare = await text(good)
  assert.deepEqual(await text(`${good}\n`), bare)
  assert.deepEqual(await text(`${good}\r\n`), bare)
  const twice = await text(`${good}\n\n`)
  assert.deepEqual(twice.findings.map((finding) => [finding.reason, finding.at]), [['deposit.space-around', [[42, 1]]]])
  const lonely = await text(`${good}\r`)
  assert.deepEqual(lonely.findings.map((finding) => [finding.reason, finding.at]), [['deposit.space-around', [[42, 1]]]])
})

test('an empty text is judged like any other', async () => {
  const piped = await run([...address, '--subject', bitcoin])
  const given = await run([...address, '--subject', bitcoin, ''])
  assert.equal(piped.status, 4)
  assert.deepEqual(given, piped)
})

test('a text of 4 MiB is judged, one byte more is a wrong call', async () => {
  const most = 'x'.repeat(4 << 20)
  for (const end of ['', '\n', '\r\n']) {
    const answer = await run([...address, '--subject', bitcoin], { input: most + end })
    assert.equal(answer.status, 1)
    assert.equal(JSON.parse(answer.stdout).findings[0].reason, 'text-too-long')
  }
  // The CR is the last byte of the 4 MiB here; it still goes with the LF.
  const across = await run([...address, '--subject', bitcoin], { input: `${most.slice(1)}\r\n` })
  assert.equal(across.status, 1)
  for (const end of ['x', 'x\n', '\n\n', '\r', 'xx and more']) {
    const answer = await run([...address, '--subject', bitcoin], { input: most + end })
    assert.equal(answer.status, 2)
    assert.equal(answer.stdout, '')
    assert.match(answer.stderr, /^countersign: text: .*4 MiB\n$/)
  }
})

test('a text that begins with -- stands after a lone --, and never counts as help or an option', async () => {
  for (const text of ['--help', '--explain']) {
    const answer = await run([...address, '--subject', bitcoin, '--', text])
    assert.equal(answer.status, 1)
    assert.equal(JSON.parse(answer.stdout).outcome, 'reject')
  }
  assert.equal((await run([...address, '--subject', bitcoin, '--help'])).status, 2)
  assert.equal((await run([...address, '--help'])).status, 2)
  assert.equal((await run([...address, '--subject', bitcoin, '-5'])).status, 1)
})

test('the subject may come from a file', async () => {
  const path = dir.file('subject.json', `${bitcoin}\n`)
  assert.equal((await run([...address, '--subject', `@${path}`, good])).status, 0)
})

test('--explain says the headline, then each finding with its next step', async () => {
  const english = await run([...address, '--subject', ethereum, '--explain', good])
  assert.equal(english.status, 1)
  const [headline, ...rest] = english.stdout.trimEnd().split('\n')
  assert.equal(headline, 'Do not send to this address')
  assert.match(rest[0], /^- This address belongs to Bitcoin\. You chose Ethereum\./)
  assert.match(rest[1], /^ {2}Ask for an address on Ethereum/)
  assert.ok(english.stdout.endsWith('\n'))
  assert.doesNotMatch(english.stdout, /\t/)
})

test('--explain speaks Simplified Chinese', async () => {
  for (const language of ['zh-Hans', 'zh-CN', 'zh']) {
    const answer = await run([...address, '--subject', ethereum, '--explain', '--lang', language, good])
    assert.equal(answer.status, 1)
    assert.match(answer.stdout, /^\p{Script=Han}+\n- .*比特币.*以太坊.*\n {2}.*\n$/u)
  }
})

test('--explain leaves out a next step that is empty', async () => {
  const answer = await run([...address, '--subject', bitcoin, '--explain'], { input: ` ${good}` })
  assert.equal(answer.status, 0)
  assert.equal(answer.stdout.split('\n').length, 3)
})

test('--now is taken in its three forms', async () => {
  for (const now of ['2026-05-01T12:00:00Z', '1777636800000', '-5', '{"wall":"2026-05-01T12:00:00Z","steady":7}']) {
    assert.equal((await run([...address, '--subject', bitcoin, '--now', now, good])).status, 0, now)
  }
})

test('an argument that is not UTF-8 is judged as the bytes it is', { skip: process.platform !== 'linux' }, async () => {
  const answer = await run([...address, '--subject', bitcoin], { input: Buffer.from([0x62, 0xff]) })
  assert.equal(answer.status, 1)
  assert.equal(JSON.parse(answer.stdout).findings[0].reason, 'text-ill-formed')
})
