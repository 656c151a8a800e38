// Amounts, bills and signed offers in a process of their own. Bills of three lines, a discount and shipping, beside what
// dinero.js, currency.js, big.js and BigInt by hand add up from the same decimal texts; all say whether the total is right.
//
//   node tests/bench/payment.mjs RUNS EACH WARM-UP
//   node tests/bench/payment.mjs bills COUNT      the bills alone, a line of JSON each, for native_bench
import { createPublicKey, verify } from 'node:crypto'
import Big from 'big.js'
import currency from 'currency.js'
import { add, dinero, equal, multiply, subtract } from 'dinero.js'
import { USD } from 'dinero.js/currencies'
import { Random } from '../equality/addresses.mjs'
import { packageEntry } from '../equality/hosts.mjs'
import { envelope, trusted } from '../equality/signed.mjs'
import { all, race } from './race.mjs'

const random = new Random(Date.now())
const cents = (most) => {
  const number = 1 + random.below(most)
  return `${Math.trunc(number / 100)}.${String(number % 100).padStart(2, '0')}`
}
const minor = (text) => Number(text.replace('.', ''))
function bill() {
  const made = {
    currency: 'USD',
    lines: Array.from({ length: 3 }, (_, i) => ({ name: `item ${i}`, quantity: 1 + random.below(9), unitPrice: cents(10_000) })),
    discounts: [{ amount: cents(100) }],
    shipping: cents(1000),
  }
  const sum = made.lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * minor(unitPrice), 0) + minor(made.shipping) - minor(made.discounts[0].amount)
  // Every other one is wrong by a cent.
  const total = String(sum + random.below(2)).padStart(3, '0')
  return { ...made, total: `${total.slice(0, -2)}.${total.slice(-2)}` }
}
const bills = (count) => Array.from({ length: count }, bill)

if (process.argv[2] === 'bills') {
  const text = bills(Number(process.argv[3])).map((one) => `${JSON.stringify(one)}\n`).join('')
  await new Promise((resolve) => process.stdout.write(text, resolve))
  process.exit()
}
const [runs, each, warmUp] = process.argv.slice(2).map(Number)
const measured = (subjects, supply) => race(subjects, supply, { runs, each, warmUp })
const { load } = await import(packageEntry)
const countersign = await load({ languages: [] })
const now = { wall: 0, steady: 0 }

// --- bills ---

function judged(subject) {
  const check = countersign.prepare('payment.bill', subject)
  const right = check.run(undefined, { now }).outcome === 'accept'
  check.release()
  return right
}
const money = (text) => dinero({ amount: minor(text), currency: USD })
const peers = {
  'dinero.js': ({ lines, discounts, shipping, total }) =>
    equal(subtract(lines.reduce((sum, { quantity, unitPrice }) => add(sum, multiply(money(unitPrice), quantity)), money(shipping)), money(discounts[0].amount)), money(total)),
  'currency.js': ({ lines, discounts, shipping, total }) =>
    lines.reduce((sum, { quantity, unitPrice }) => sum.add(currency(unitPrice).multiply(quantity)), currency(shipping)).subtract(discounts[0].amount).intValue === currency(total).intValue,
  'big.js': ({ lines, discounts, shipping, total }) =>
    lines.reduce((sum, { quantity, unitPrice }) => sum.plus(new Big(unitPrice).times(quantity)), new Big(shipping)).minus(discounts[0].amount).eq(total),
  'BigInt by hand': ({ lines, discounts, shipping, total }) => {
    const amount = (text) => {
      if (!/^\d+\.\d\d$/.test(text)) throw new Error(text)
      return BigInt(text.replace('.', ''))
    }
    return lines.reduce((sum, { quantity, unitPrice }) => sum + BigInt(quantity) * amount(unitPrice), amount(shipping)) - amount(discounts[0].amount) === amount(total)
  },
}
for (const one of bills(2000))
  for (const [name, right] of Object.entries(peers)) if (right(one) !== judged(one)) throw new Error(`${name}: ${JSON.stringify(one)}`)

// --- a verdict alone: what was prepared is judged again ---

const prepared = countersign.prepare('payment.bill', bill())
const typed = countersign.prepare('payment.amount', { currency: 'USD', locale: 'en' })
const amounts = (count) => Array.from({ length: count }, () => Number(cents(10 ** 8)).toLocaleString('en'))

// --- signed offers ---

countersign.trust(trusted.id, Buffer.from(trusted.publicKey, 'hex'))
const key = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(trusted.publicKey, 'hex')]), format: 'der', type: 'spki' })
const head = Buffer.from('countersign.quote.v1\0')
const offers = (count) =>
  bills(count).map(({ currency, lines, total }) => ({ quote: envelope('quote', { payee: { name: 'Example Shop' }, currency, lines, total, expiresAt: '2026-05-01T14:05:00Z' }) }))
function holds(subject) {
  const check = countersign.prepare('payment.quote', subject)
  const good = check.run(undefined, { now }).outcome === 'accept'
  check.release()
  return good
}
if (!offers(20).every(holds)) throw new Error('an offer is not accepted')

console.log(
  JSON.stringify({
    bills: measured({ Countersign: all(judged), ...Object.fromEntries(Object.entries(peers).map(([name, right]) => [name, all(right)])) }, bills),
    again: measured({ Countersign: all(() => prepared.run(undefined, { now }).outcome === 'accept') }, (count) => Array.from({ length: count })),
    amounts: measured({ Countersign: all((text) => typed.run(text).outcome === 'accept') }, amounts),
    offers: measured(
      {
        Countersign: all(holds),
        'node:crypto': all(({ quote }) => {
          const payload = Buffer.from(quote.payload, 'base64url')
          return verify(null, Buffer.concat([head, payload]), key, Buffer.from(quote.signature, 'base64url')) && JSON.parse(payload).total !== ''
        }),
      },
      (count) => offers(Math.min(count, 500)).flatMap((one) => Array.from({ length: Math.ceil(count / 500) }, () => one)).slice(0, count),
    ),
  }),
)
process.exit()
