import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from '../../wasm/dist/index.js'
import { bitcoin, ethereum } from './package_under_test.mjs'

const countersign = await load({ languages: ['en', 'zh-Hans'] })
const check = countersign.prepare('deposit.address', { coin: 'BTC' })

test('an accepted text has an outcome, no findings, its canonical form and details', () => {
  const verdict = check.run(` ${bitcoin}`.trim())
  assert.equal(verdict.kind, 'deposit.address')
  assert.equal(verdict.outcome, 'accept')
  assert.deepEqual(verdict.findings, [])
  assert.equal(verdict.canonical, bitcoin)
  assert.equal(verdict.details.network, 'bitcoin')
  assert.equal(verdict.details.groups.join(''), bitcoin)
  assert.equal(JSON.parse(verdict.json).canonical, bitcoin)
  assert.doesNotMatch(verdict.json, /\n/)
})

test('a finding has a reason, a grade, places and parameters', () => {
  const [finding] = check.run('bc1qw508d6').findings
  assert.equal(finding.reason, 'deposit.unfinished')
  assert.equal(finding.grade, 'unfinished')
  assert.deepEqual(finding.at, [])
  assert.equal(finding.params.network, 'bitcoin')
  assert.equal(typeof finding.params.missing, 'number')
})

test('a verdict is said in each language, the first one by default', () => {
  const verdict = check.run(ethereum)
  assert.equal(verdict.outcome, 'reject')
  assert.equal(verdict.headline(), 'Do not send to this address')
  assert.deepEqual(verdict.explain('en'), verdict.explain())
  assert.match(verdict.explain('zh-Hans')[0].text, /\p{Script=Han}/u)
  assert.notEqual(verdict.explain()[0].next, '')
  assert.equal(verdict.explain().length, verdict.findings.length)
})

test('reading a verdict after the next run throws instead of telling of another text', () => {
  const first = check.run('bc1qw508d6')
  check.run(bitcoin)
  assert.equal(first.outcome, 'incomplete')
  assert.equal(first.findings[0].reason, 'deposit.unfinished')
  for (const read of [
    () => first.details,
    () => first.json,
    () => first.canonical,
    () => first.findings[0].params,
    () => first.headline(),
    () => first.explain(),
    () => first.keep(),
  ])
    assert.throws(read, { slug: 'not-run', message: /verdict\.keep\(\)/ })
})

test('what was read before, and everything of a kept verdict, stays readable', () => {
  const read = check.run('bc1qw508d6')
  const { details } = read
  const kept = check.run('bc1qw508d6q').keep()
  check.run(bitcoin)
  assert.equal(read.details, details)
  assert.equal(read.findings[0].params.network, 'bitcoin')
  assert.equal(kept.details.network, 'bitcoin')
  assert.equal(kept.canonical, '')
  assert.match(kept.headline('zh-Hans'), /\p{Script=Han}/u)
  assert.equal(kept.explain().length, 1)
  assert.equal(JSON.parse(JSON.stringify(kept)).findings[0].params.network, 'bitcoin')
})

test('a kept verdict outlives its check; another one does not', () => {
  const short = countersign.prepare('deposit.address', { coin: 'BTC' })
  const lost = short.run(bitcoin)
  short.release()
  assert.throws(() => lost.json, { slug: 'not-run' })
  const other = countersign.prepare('deposit.address', { coin: 'BTC' })
  const kept = other.run(bitcoin).keep()
  other.release()
  assert.equal(kept.canonical, bitcoin)
  // Whoever is handed a verdict may keep it without asking who has kept it before.
  assert.equal(kept.keep().canonical, bitcoin)
})

test('places are UTF-16 units, whatever stands before them', () => {
  for (const [text, at] of [
    ['a b', [[1, 1]]],
    ['é b', [[1, 1]]],
    ['€ b', [[1, 1]]],
    ['😀 b', [[2, 1]]],
    [
      '😀 b c',
      [
        [2, 1],
        [4, 1],
      ],
    ],
    [
      'b😀 é\u2003c',
      [
        [3, 1],
        [5, 1],
      ],
    ],
  ]) {
    const finding = check.run(text).findings.find(({ reason }) => reason === 'deposit.space-inside')
    assert.deepEqual(finding.at, at, text)
  }
  const emoji = check.run('b😀c').findings.find(({ reason }) => reason === 'deposit.foreign-character')
  assert.deepEqual(emoji.at, [[1, 2]])
})

test('places in bytes stay in bytes after runBytes', () => {
  const bytes = new TextEncoder().encode('😀 b')
  const finding = check.runBytes(bytes).findings.find(({ reason }) => reason === 'deposit.space-inside')
  assert.deepEqual(finding.at, [[4, 1]])
  assert.equal(check.runBytes(new TextEncoder().encode(bitcoin)).outcome, 'accept')
})

test('a lone surrogate is an ill-formed text at its place, never a replacement character', () => {
  const alone = '\ud800'
  for (const [text, at] of [
    [`bc1${alone}q`, [[3, 1]]],
    [`é${alone}`, [[1, 1]]],
    [`😀\udc00`, [[2, 1]]],
  ]) {
    const verdict = check.run(text)
    assert.equal(verdict.findings[0].reason, 'text-ill-formed')
    assert.deepEqual(verdict.findings[0].at, at)
  }
  assert.notEqual(check.run('bc1\ufffdq').findings[0].reason, 'text-ill-formed')
})

test('invalid UTF-8 in bytes is a finding with its place', () => {
  const [finding] = check.runBytes(new Uint8Array([0x62, 0xff])).findings
  assert.equal(finding.reason, 'text-ill-formed')
  assert.deepEqual(finding.at, [[1, 1]])
})

test('a text that is too long is a finding, at every length and never judged in part', () => {
  for (const unit of ['x', 'é', '😀']) {
    const room = 4096 / Buffer.byteLength(unit)
    assert.notEqual(check.run(unit.repeat(room)).findings[0].reason, 'text-too-long')
    for (const count of [room + 1, 3 * room, 100 * room]) {
      const [finding] = check.run(unit.repeat(count)).findings
      assert.equal(finding.reason, 'text-too-long', `${count} of ${unit}`)
      assert.equal(finding.params.limit, 4096)
    }
  }
  const longest = countersign.prepare('deposit.address', { coin: 'BTC' })
  assert.equal(longest.run(bitcoin + ' '.repeat((4 << 20) - bitcoin.length)).findings[0].reason, 'text-too-long')
  assert.throws(() => longest.run(' '.repeat((4 << 20) + 1)), { slug: 'too-large', message: 'text: over 4 MiB' })
  assert.equal(longest.run(bitcoin).outcome, 'accept')
  longest.release()
})

test('what was copied is compared with what is there', () => {
  assert.equal(check.run(bitcoin, { copied: bitcoin }).outcome, 'accept')
  const verdict = check.run(bitcoin, { copied: '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2' })
  assert.equal(verdict.findings[0].reason, 'deposit.not-as-copied')
  assert.equal(check.run(bitcoin).outcome, 'accept')
})

test('a field is judged by its value', () => {
  assert.equal(check.runFrom({ value: bitcoin }).outcome, 'accept')
})

test('no text is an empty one', () => {
  const fresh = countersign.prepare('deposit.address', { coin: 'BTC' })
  assert.equal(fresh.run().findings[0].reason, 'deposit.empty')
  assert.equal(fresh.run('').findings[0].reason, 'deposit.empty')
})

test('lines are judged one by one, with LF or CRLF between, none needed at the end', () => {
  assert.deepEqual(check.runLines(''), [])
  assert.deepEqual(check.runLines(`${bitcoin}\r\nx\n\n${bitcoin}`), ['accept', 'reject', 'incomplete', 'accept'])
  assert.deepEqual(check.runLines(`${bitcoin}\n`), ['accept'])
  const verdict = check.run(bitcoin)
  check.runLines('x')
  assert.throws(() => verdict.json, { slug: 'not-run' })
})

test('a hundred thousand lines come back in order', () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => (i % 7 === 0 ? bitcoin : `é${i}`))
  const outcomes = check.runLines(lines.join('\n'))
  assert.equal(outcomes.length, lines.length)
  assert(outcomes.every((outcome, i) => outcome === (i % 7 === 0 ? 'accept' : 'reject')))
})
