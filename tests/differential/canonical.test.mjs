// The canonical form of RFC 8785 against npm's canonicalize, byte for byte, on a hundred thousand objects: the operator's own
// part of a voucher that is still to be signed may be any.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import canonicalize from 'canonicalize'
import { Random } from '../equality/addresses.mjs'
import { jsonl, nativeCommand, npmCommand } from '../equality/hosts.mjs'

const voucher = { id: 'V', payee: { name: 'A' }, currency: 'USD', amount: '1.00', paidAt: '2026-05-01T14:00:00Z', text: 't' }
const most = 2 ** 53 - 1

// Where orders by bytes, by code points and by UTF-16 units part, and where strings need escapes.
const characters = ['a', 'b', 'A', '0', '_', '', ' ', '"', '\\', '/', '\0', '\x1f', '\n', '\t', '\b', '\f', '\r', '\x7f', '\x80', 'é', '߿', 'ࠀ', '\u2028', '€', '\ud7ff', '\ue000', '\ufb33', '\uffff', '\u{10000}', '😀', '\u{10ffff}']
const text = (random) => {
  let made = ''
  for (let n = random.below(4); n > 0; n--)
    made += random.below(3) === 0 ? String.fromCodePoint([random.below(0xd800), 0xe000 + random.below(0x2000), 0x10000 + random.below(0x100000)][random.below(3)]) : random.pick(characters)
  return made
}
function value(random, depth) {
  switch (random.below(depth > 0 ? 9 : 6)) {
    case 0: return random.pick([null, true, false])
    case 1: return random.pick([0, -1, most, -most, 10 ** random.below(16)])
    case 2: return (random.word() * 2 ** 21 + random.below(2 ** 21)) * (random.below(2) === 0 ? 1 : -1)
    case 6: return Array.from({ length: random.below(4) }, () => value(random, depth - 1))
    case 7:
    case 8: return object(random, depth - 1)
    default: return text(random)
  }
}
const object = (random, depth) =>
  Object.fromEntries(Array.from({ length: random.below(6) }, () => [text(random), value(random, depth)]))

// JSON as anybody may write it: white space anywhere, characters escaped that need not be, members in any order.
function spelt(random, thing) {
  const gap = () => random.pick(['', '', '', '', ' ', '\n\t'])
  const join = (open, parts, close) => open + gap() + parts.join(`${gap()},${gap()}`) + gap() + close
  if (typeof thing === 'string')
    return JSON.stringify(thing).replaceAll(/\\u....|\\.|[^\\"]/gu, (one) =>
      one[0] !== '\\' && random.below(6) === 0
        ? Array.from({ length: one.length }, (_, i) => `\\u${one.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')
        : one)
  if (Array.isArray(thing)) return join('[', thing.map((one) => spelt(random, one)), ']')
  if (thing === null || typeof thing !== 'object') return Object.is(thing, 0) && random.below(2) === 0 ? '-0' : String(thing)
  return join('{', Object.entries(thing).map(([name, one]) => `${spelt(random, name)}${gap()}:${gap()}${spelt(random, one)}`), '}')
}

test('a hundred thousand objects have the canonical form that canonicalize gives them', async () => {
  const random = new Random(Date.now())
  const seen = []
  for (let i = 0; i < 5_000; i++) seen.push(Array.from({ length: 20 }, () => object(random, 4)))
  const lines = seen.map((list) => JSON.stringify({ subject: { draft: spelt(random, { ...voucher, more: { '': list } }) } }))
  const answers = (await jsonl(nativeCommand, 'payment.voucher', lines.join('\n'))).toString().trimEnd().split('\n')
  assert.equal(answers.length, seen.length)
  seen.forEach((list, i) => {
    const answer = JSON.parse(answers[i])
    const due = canonicalize({ ...voucher, more: { '': list } })
    assert.equal(answer.details?.document, due, answer.error)
    assert.equal(answer.details.digest, createHash('sha256').update(due).digest('hex'))
  })
  const few = lines.slice(0, 200)
  assert.deepEqual((await jsonl(npmCommand, 'payment.voucher', few.join('\n'))).toString().trimEnd().split('\n'), answers.slice(0, 200))
})

test('what has no canonical form is refused with its place', async () => {
  const draft = (more) => JSON.stringify({ subject: { draft: JSON.stringify(voucher).replace('"text":"t"}', `"text":"t","more":${more}}`) } })
  const rows = [
    ['{"a":[0.5]}', 'voucher.more.a[0]: is not a whole number within 2^53 - 1'],
    ['{"a":9007199254740992}', 'voucher.more.a: is not a whole number within 2^53 - 1'],
    ['[1e3]', 'voucher.more[0]: is not a whole number within 2^53 - 1'],
    ['{"a":{"b":1,"\\u0062":1}}', 'voucher.more.a.b: is given twice'],
  ]
  const answers = (await jsonl(nativeCommand, 'payment.voucher', rows.map(([more]) => draft(more)).join('\n'), [2])).toString().trimEnd().split('\n')
  assert.deepEqual(answers.map((line) => JSON.parse(line).error), rows.map(([, error]) => error))
})
