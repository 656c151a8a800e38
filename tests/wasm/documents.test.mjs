// The largest documents there may be, in 16 MiB: each is judged, or is more than a limit, and the module goes on.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { envelope, trusted } from '../equality/signed.mjs'
import { dist } from './package_under_test.mjs'

const { load } = await import(new URL('index.js', dist))
const countersign = await load({ languages: [], now: () => ({ wall: 0, steady: 0 }) })
countersign.trust(trusted.id, trusted.publicKey)

const judge = (kind, subject) => {
  let check
  try {
    check = countersign.prepare(kind, subject)
    const verdict = check.run()
    return { outcome: verdict.outcome, details: verdict.details }
  } catch (error) {
    return { status: error.slug }
  } finally {
    check?.release()
  }
}
const goesOn = () => assert.equal(judge('payment.factors', { factors: [] }).outcome, 'caution')

const fields = (value, path = '') =>
  Array.isArray(value) ? value.flatMap((one, i) => fields(one, `${path}[${i}]`))
  : typeof value === 'object' ? Object.entries(value).flatMap(([name, one]) => fields(one, path ? `${path}.${name}` : name))
  : [{ field: path, text: String(value) }]
const offer = (lines, name) => ({
  payee: { name: 'Example Shop' }, currency: 'USD', total: '1.00', expiresAt: '2026-05-01T14:05:00Z',
  lines: Array.from({ length: lines }, (_, i) => ({ name: `${name} ${i}`, quantity: 1, unitPrice: '0.01', total: '0.01' })),
})

test('an offer of a thousand lines is confirmed, and one of long names is judged or too large', () => {
  const large = offer(1000, 'x')
  const confirmed = judge('payment.confirm', { quote: envelope('quote', large), shown: fields(large) })
  assert.equal(confirmed.outcome, 'accept')
  assert.equal(confirmed.details.digest, createHash('sha256').update(confirmed.details.document).digest('hex'))
  assert.equal(judge('payment.quote', { quote: envelope('quote', large), shown: large }).outcome, 'accept')
  goesOn()
  for (const length of [100, 200, 300, 400, 600]) {
    const long = offer(1000, '"'.repeat(length))
    for (const [kind, shown] of [['payment.confirm', fields(long)], ['payment.confirm', []], ['payment.quote', long]]) {
      const { outcome, status } = judge(kind, { quote: envelope('quote', long), shown })
      assert.ok(outcome === 'accept' || outcome === 'reject' || status === 'too-large' || status === 'out-of-memory', `${kind} ${length} ${outcome} ${status}`)
      goesOn()
    }
  }
})

test('a draft of any shape is judged, or more than a limit', () => {
  const draft = (more) => ({ draft: `{"id":"V","payee":{"name":"A"},"currency":"USD","amount":"1.00","paidAt":"2026-05-01T14:00:00Z","text":"t","more":${more}}` })
  const members = (count) => `{${Array.from({ length: count }, (_, i) => `"${i}":0`).join()}}`
  for (const [more, due] of [
    [members(19_000), 'incomplete'],
    [members(30_000), 'too-large'],
    [`[${'0,'.repeat(100_000)}0]`, 'incomplete'],
    ['['.repeat(30) + ']'.repeat(30), 'incomplete'],
    ['['.repeat(40) + ']'.repeat(40), 'too-large'],
    [JSON.stringify('"'.repeat(100_000)), 'incomplete'],
  ]) {
    const { outcome, status } = judge('payment.voucher', draft(more))
    assert.equal(outcome ?? status, due)
    goesOn()
  }
})

test('a history as long as a subject may be is followed to its end, exported and reconciled', () => {
  const records = []
  let previous = '0'.repeat(64)
  const order = ['amount', 'at', 'coin', 'currency', 'id', 'network', 'payee', 'reference', 'voucher']
  for (let i = 0; i < 3000; i++) {
    const payment = { id: String(i), payee: 'Example Shop', amount: '1.00', currency: 'USD', at: '2026-05-01T14:02:00Z', reference: `R-${i}` }
    const text = JSON.stringify({ payment: Object.fromEntries(order.map((name) => [name, payment[name] ?? null])), previous })
    records.push({ payment, previous, hash: (previous = createHash('sha256').update(text).digest('hex')) })
  }
  const { outcome, details } = judge('payment.history', {
    records, head: previous, exportAs: 'json',
    statement: Array.from({ length: 1000 }, (_, i) => ({ reference: `R-${i}`, amount: '1.00', currency: 'USD', at: '2026-05-02' })),
  })
  assert.deepEqual([outcome, details.intact, details.matched, details.missing], ['accept', 3000, 1000, 0])
  assert.equal(JSON.parse(details.exported).length, 3000)
  goesOn()
})
