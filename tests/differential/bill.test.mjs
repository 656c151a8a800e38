// payment.bill against the other reading of its rules (bill_reference.mjs), on bills of which about half are right: five
// thousand, two hundred thousand with COUNTERSIGN_LONG=1. And one bill of ten thousand lines.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonl, nativeCommand } from '../equality/hosts.mjs'
import { Random } from '../equality/addresses.mjs'
import { reference, round } from './bill_reference.mjs'

const long = process.env.COUNTERSIGN_LONG !== undefined
const units = [['USD', 2], ['JPY', 0], ['KWD', 3], ['CLF', 4], ['ETH', 18], ['NEAR', 24]]

const shown = (minor, digits) => {
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  return (minor < 0n ? '-' : '') + (digits > 0 ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text)
}
const minorOf = (text, digits) => BigInt(shownDigits(text, digits))
const shownDigits = (text, digits) => {
  const [whole, part = ''] = text.split('.')
  return whole + part.padEnd(digits, '0')
}
const number = (random, most) => BigInt(Array.from({ length: 1 + random.below(most) }, () => random.below(10)).join(''))

function billFrom(random) {
  const [code, digits] = random.pick(units)
  const amount = (most = 7) => shown(number(random, most), digits)
  const bill = digits > 4 ? { coin: code } : { currency: code }
  if (random.below(2) === 0) bill.rounding = random.pick(['HALF_UP', 'HALF_DOWN', 'HALF_EVEN', 'UP', 'DOWN'])
  bill.lines = Array.from({ length: 1 + random.below(6) }, (_, i) => {
    const scale = random.below(3) === 0 ? random.below(4) : 0
    const places = random.below(scale + 1)
    const whole = String(1 + random.below(500))
    const line = { name: `item ${i}`, quantity: places === 0 ? (random.below(2) === 0 ? Number(whole) : whole) : `${whole}.${'123456789'.slice(0, places)}`, unitPrice: (random.below(9) === 0 ? '-' : '') + amount(random.below(20) === 0 ? 33 : 6) }
    if (scale > 0) line.scale = scale
    return line
  })
  const few = (make) => Array.from({ length: random.below(3) }, make)
  if (random.below(2) === 0) bill.discounts = few((_, i) => ({ name: `voucher ${i}`, amount: amount(4) }))
  if (random.below(2) === 0) bill.fees = few((_, i) => ({ name: `fee ${i}`, amount: amount(4), quoted: random.below(4) > 0 }))
  if (random.below(2) === 0) bill.shipping = amount(4)
  if (random.below(2) === 0)
    bill.taxes = few(() => ({ rate: random.pick(['0.19', '19%', '8.875%', '0.05', '0', '7.7%']), inclusive: random.below(2) === 0, per: random.pick(['line', 'total']), amount: '0' }))
  bill.total = '0'
  // Put right what the reference says is wrong, then perhaps spoil it.
  const apply = () => {
    for (const failure of reference(bill, digits).failures) {
      const [reason, path, expected] = failure.split(' ')
      if (reason === 'tax-mismatch' && !expected.startsWith('-')) bill.taxes[Number(/\d+/.exec(path)[0])].amount = shown(BigInt(expected), digits)
    }
    bill.total = shown(reference(bill, digits).total, digits)
  }
  apply()
  if (random.below(2) === 0) bill.lines.forEach((line, i) => {
    if (random.below(2) === 0) return
    line.total = shown(round(BigInt(String(line.quantity).replace('.', '')) * BigInt(shownDigits(line.unitPrice, digits)), 10n ** BigInt((String(line.quantity).split('.')[1] ?? '').length), bill.rounding ?? 'HALF_UP'), digits)
  })
  if (random.below(3) === 0) {
    const spoil = random.below(3)
    if (spoil === 0) bill.total = shown(reference(bill, digits).total + BigInt(random.below(5) - 2), digits)
    if (spoil === 1 && bill.taxes?.length > 0) bill.taxes[0].amount = amount(4)
    if (spoil === 2) bill.lines[0].total = amount(5)
  }
  if (random.below(2) === 0) {
    const total = BigInt(shownDigits(bill.total, digits))
    bill.expected = shown(total - random.pick([0n, reference({ ...bill, expected: undefined }, digits).total - BigInt(shownDigits(bill.shipping ?? '0', digits)) - total + BigInt(shownDigits(bill.shipping ?? '0', digits)), minorOf(bill.shipping ?? '0', digits), number(random, 4)]), digits)
  }
  return { bill, digits, code }
}

const trimmed = (text, asset) => (asset && text.includes('.') ? text.replace(/\.?0+$/, '') : text)

test('payment.bill is what the rules say, read a second time', async () => {
  const total = long ? 200_000 : 5_000
  const random = new Random(1)
  const met = new Map()
  for (let done = 0; done < total; done += 5_000) {
    const rows = Array.from({ length: 5_000 }, () => billFrom(random))
    const lines = (await jsonl(nativeCommand, 'payment.bill', rows.map(({ bill }) => JSON.stringify({ subject: bill })).join('\n'))).toString().split('\n')
    rows.forEach(({ bill, digits }, i) => {
      const { findings, details, error } = JSON.parse(lines[i])
      const say = (n) => (n === null || n === undefined ? n : trimmed(shown(n, digits), digits > 4))
      const expected = reference(bill, digits)
      const message = `${JSON.stringify(bill)}\n${lines[i]}`
      assert.equal(error, undefined, message)
      assert.equal(details.total, say(expected.total), message)
      assert.equal(details.difference, say(expected.difference), message)
      assert.deepEqual(findings.map((one) => one.reason.slice(8)).sort(), expected.findings, message)
      const ours = details.failures.map((one) => `${one.reason.slice(8)} ${one.path}${one.expected ? ` ${one.expected} ${one.found}` : one.reason.endsWith('negative-total') ? ` ${one.found}` : ''}`).sort()
      const theirs = expected.failures.map((one) => one.replace(/-?\d+(?= |$)(?!\])/g, (n) => say(BigInt(n))))
      assert.deepEqual(ours, theirs.sort(), message)
      const key = expected.findings.join(' ')
      met.set(key, (met.get(key) ?? 0) + 1)
    })
  }
  for (const one of ['', 'expected-differs', 'unexplained-difference', 'sum-mismatch', 'unexpected-fee'])
    assert.ok((met.get(one) ?? 0) > total / 500, `only ${met.get(one) ?? 0} bills with ${one || 'nothing against them'}`)
  assert.ok([...met.keys()].some((key) => key.includes('line-mismatch')) && [...met.keys()].some((key) => key.includes('tax-mismatch')))
})

test('a bill of ten thousand lines is judged whole', async () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => ({ name: 'x', quantity: 1 + (i % 7), unitPrice: `${i % 100}.99`, total: i === 9_999 ? '1.00' : undefined }))
  const bill = { currency: 'USD', lines, discounts: [{ amount: '100.00' }], taxes: [{ rate: '19%', inclusive: false, per: 'line', amount: '0' }], total: '0' }
  const expected = reference(bill, 2)
  const [line] = (await jsonl(nativeCommand, 'payment.bill', JSON.stringify({ subject: bill }))).toString().split('\n')
  const { details } = JSON.parse(line)
  assert.equal(details.total, shown(expected.total, 2))
  assert.deepEqual(details.failures.map((one) => one.path).sort(), ['lines[9999].total', 'taxes[0].amount', 'total'])
  assert.equal(details.failures.find((one) => one.path === 'taxes[0].amount').expected, shown(BigInt(expected.failures.find((one) => one.startsWith('tax')).split(' ')[2]), 2))
})
