// What is signed for a payment, from the operator's payload to the verdict: the commands together.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { folder, run } from './command.mjs'

const dir = folder()
const secret = dir.file('operator.seed', '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
const signing = ['--key-id', 'operator-1', '--secret', secret]
const key = dir.file('operator.key', (await run(['sign', '--public', ...signing])).stdout)
const answer = async (kind, subject, ...more) => {
  const { status, stdout, stderr } = await run(['check', kind, '--subject', `@${dir.file('subject.json', subject)}`, '--now', '0', ...more])
  return { status, stderr, verdict: status === 2 ? undefined : JSON.parse(stdout) }
}

test('a voucher goes from draft to file, which is checked as it is', async () => {
  const voucher = { text: 'Paid.', payee: { name: 'Example Shop' }, id: 'V-1', currency: 'JPY', amount: '500', paidAt: '2026-05-01T14:00:00Z' }
  const draft = await answer('payment.voucher', JSON.stringify({ draft: JSON.stringify(voucher) }))
  assert.equal(draft.status, 4)
  const { document, digest } = draft.verdict.details
  assert.equal(digest, createHash('sha256').update(document).digest('hex'))
  const signed = (await run(['sign', 'voucher', ...signing, dir.file('voucher.json', document)])).stdout
  const checked = await answer('payment.voucher', signed, '--key', key)
  assert.equal(checked.status, 0)
  const file = checked.verdict.canonical
  assert.deepEqual(Object.keys(JSON.parse(file)), ['digest', 'key', 'payload', 'signature', 'text'])
  assert.deepEqual((await answer('payment.voucher', file, '--key', key)).verdict, checked.verdict)
  assert.equal((await answer('payment.voucher', signed)).status, 1)

  const loose = (await run(['sign', 'voucher', ...signing, dir.file('voucher.json', JSON.stringify(voucher))])).stdout
  const refused = await answer('payment.voucher', loose, '--key', key)
  assert.equal(refused.status, 2)
  assert.match(refused.stderr, /voucher: is not in the form of RFC 8785/)
})

test('what is signed and cannot be read is a status that names the place', async () => {
  const offer = { payee: { name: 'A' }, currency: 'USD', total: '1', expiresAt: '2026-05-01T14:00:00Z' }
  const lines = Array.from({ length: 10_000 }, () => ({ name: 'x', quantity: 1, unitPrice: '1' }))
  for (const [payload, place] of [
    ['{', /quote: not well-formed JSON at byte 1/],
    [JSON.stringify({ ...offer, expiresAt: undefined }), /quote\.expiresAt: is missing/],
    [JSON.stringify({ ...offer, currency: 'XYZ' }), /quote\.currency: no currency/],
    [JSON.stringify({ ...offer, total: 1 }), /quote\.total: must be a string/],
    [JSON.stringify({ ...offer, surprise: 1 }), /quote: unknown name "surprise"/],
    [JSON.stringify({ ...offer, lines }), /quote\.lines\[1000\]: more than 1000 elements/],
    [JSON.stringify({ ...offer, lines: [{ name: 'x', quantity: 1.5, unitPrice: '1' }] }), /quote\.lines\[0\]\.quantity/],
  ]) {
    const quote = JSON.parse((await run(['sign', 'quote', ...signing], { input: payload })).stdout)
    for (const kind of ['payment.quote', 'payment.confirm']) {
      const { status, stderr } = await answer(kind, JSON.stringify({ quote }), '--key', key)
      assert.equal(status, 2)
      assert.match(stderr, place)
    }
  }
})

test('a history, and a statement, that cannot be read is a status that names the place', async () => {
  const payment = { id: '1', payee: 'A', amount: '1.00', currency: 'USD', at: '2026-05-01T14:00:00Z' }
  const line = { amount: '1.00', currency: 'USD', at: '2026-05-01' }
  for (const [subject, place] of [
    [{ append: { ...payment, at: '2026-05-01' } }, /subject\.append\.at: must be an RFC 3339 date-time/],
    [{ append: { ...payment, at: '2026-02-30T14:00:00Z' } }, /subject\.append\.at/],
    [{ append: { ...payment, amount: '1.001' } }, /subject\.append\.amount/],
    [{ append: { ...payment, currency: 'XYZ' } }, /subject\.append\.currency/],
    [{ append: { ...payment, coin: 'BTC' } }, /subject\.append/],
    [{ statement: [line, { ...line, at: 'May 1' }] }, /subject\.statement\[1\]/],
    [{ statement: [{ ...line, amount: '1,00' }] }, /subject\.statement\[0\]/],
    [{ statement: [line], days: -1 }, /subject\.days/],
    [{ statement: [line], from: 'x' }, /subject\.from/],
    [{ records: [{ payment, previous: '' }] }, /subject\.records\[0\]\.hash: is missing/],
  ]) {
    const { status, stderr } = await answer('payment.history', JSON.stringify(subject))
    assert.equal(status, 2, JSON.stringify(subject))
    assert.match(stderr, place)
  }
})
