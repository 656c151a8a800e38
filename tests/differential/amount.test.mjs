// payment.amount against the other reading of its rules (amount_reference.mjs): a hundred thousand texts, ten million with
// COUNTERSIGN_LONG=1. Half of them are what Intl writes in many languages, whole or with a slip; half are put together.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonl, nativeCommand } from '../equality/hosts.mjs'
import { Random } from '../equality/addresses.mjs'
import { assets, currencies, reference } from './amount_reference.mjs'

const long = process.env.COUNTERSIGN_LONG !== undefined
const total = long ? 10_000_000 : 100_000
const inBatch = 100_000
const perSubject = 200

const locales = 'en en-US en-IN de de-AT de-CH fr fr-CH fr-CA es es-MX pt pt-BR it nl pl sv ru uk tr ar ar-EG ar-MA fa ur hi bn th zh zh-TW ja ko vi id he el hu cs ka km my sd ps ff-Adlm lmo bgn nqo xx'.split(' ')
const money = ['USD', 'EUR', 'JPY', 'KWD', 'CNY', 'INR', 'CLF', 'HUF', 'GBP', 'RUB', 'ILS', 'AED', ...currencies.keys()]
const scripts = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce, 0x17e0, 0x1e950]
const pieces = [
  '0', '1', '12', '123', '1234', '00', '000', '5', '.', ',', ' ', "'", '\u00a0', '\u202f', '’', '٫', '٬', '．', '，', '-', '−', '－',
  '$', 'US$', '€', '¥', '￥', '元', 'kr', 'kr.', 'Rs.', 'USD', 'usd', 'EUR', 'U', 'US', 'BTC', '₿', '₪', 'R', '\u200e', '\u200f', '\u061c',
  '\u2066', '\u2069', '\u202e', '\u200b', '\t', '\n', '(', ')', '+', '_', 'e', 'x', '%', '😀', '½', '一', '١', '٢', '５', '９', '߁', '/',
]
const languageOf = (tag) => (tag === undefined || tag === 'xx' ? 'en' : tag)

function subjectFrom(random) {
  const subject = {}
  if (random.below(5) === 0) {
    const { code, network } = random.pick(assets)
    subject.coin = code
    if (random.below(3) > 0) subject.network = network
  } else subject.currency = random.pick(money)
  if (random.below(3) > 0) subject.locale = random.pick(locales)
  if (random.below(8) === 0) subject.mode = random.pick(['machine', 'typed'])
  if (random.below(2) === 0) subject.allowNegative = random.below(3) > 0
  return subject
}

const inScript = (text, zero) => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
const digitsOf = (random, most) => Array.from({ length: 1 + random.below(most) }, () => random.below(10)).join('')

function formatter() {
  const kept = new Map()
  return (locale, currency, digits) => {
    const key = `${locale} ${currency} ${digits}`
    if (!kept.has(key))
      kept.set(
        key,
        new Intl.NumberFormat(languageOf(locale), {
          ...(currency ? { style: 'currency', currency, currencyDisplay: digits % 2 ? 'code' : 'symbol' } : {}),
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }),
      )
    return kept.get(key)
  }
}
const formatted = formatter()

function textFor(random, subject) {
  const kind = random.below(10)
  if (kind < 5) {
    const foreign = random.below(3) === 0 ? random.pick(locales) : subject.locale
    const places = random.pick([0, 0, 1, 2, 2, 2, 3, 3, 4])
    const value = `${random.below(6) === 0 ? '-' : ''}${digitsOf(random, 10)}.${digitsOf(random, places + 1)}`
    const currency = random.below(3) === 0 ? random.pick([subject.currency ?? 'USD', 'EUR']) : undefined
    let text = formatted(foreign, currency, places).format(value)
    if (random.below(4) === 0) text = inScript(text, random.pick(scripts))
    if (kind < 2) return text
    const at = random.below(text.length + 1)
    return text.slice(0, at) + (random.below(2) === 0 ? random.pick(pieces) : '') + text.slice(at + random.below(3))
  }
  if (kind < 7) {
    const group = random.pick([',', '.', ' ', "'", ''])
    const whole = digitsOf(random, 9).replace(/\B(?=(\d{3})+$)/g, group)
    return whole + (random.below(2) === 0 ? random.pick(['.', ',', '٫']) + (random.below(5) === 0 ? '' : digitsOf(random, 5)) : '')
  }
  if (kind === 7 && random.below(4) === 0) return random.pick(['', '-', '0', '1,']) + digitsOf(random, 60) + random.pick(['', '.5', '.', '0'.repeat(30)])
  return Array.from({ length: random.below(8) }, () => random.pick(pieces)).join('')
}

test(`payment.amount is what the rules say, read a second time: ${total} texts`, async () => {
  const random = new Random(long ? Math.floor(Date.now() / 86400000) : 1)
  const met = new Map()
  let wrong = 0
  for (let done = 0; done < total; done += inBatch) {
    const rows = []
    while (rows.length < inBatch) {
      const subject = subjectFrom(random)
      for (let i = 0; i < perSubject && rows.length < inBatch; i++) rows.push({ subject, text: textFor(random, subject).toWellFormed?.() ?? '' })
    }
    const lines = (await jsonl(nativeCommand, 'payment.amount', rows.map((row) => JSON.stringify(row)).join('\n'))).toString().split('\n')
    assert.equal(lines.length, rows.length + 1)
    for (const [i, { subject, text }] of rows.entries()) {
      const { findings, details, error } = JSON.parse(lines[i])
      assert.equal(error, undefined, `${JSON.stringify(rows[i])}: ${error}`)
      const expected = reference(subject, text)
      const reasons = [...new Set(findings.map((one) => one.reason.slice('payment.'.length)))].sort().join(' ')
      const say = (one) => `${one.minorUnits} ${one.display}`
      const ours = `${reasons}; ${say(details)}; ${details.readings.map(say)}`
      const theirs = `${[...expected.reasons].sort().join(' ')}; ${say(expected)}; ${expected.readings.map(say)}`
      met.set(reasons, (met.get(reasons) ?? 0) + 1)
      if (ours !== theirs && ++wrong <= 10) console.error(`${JSON.stringify(rows[i])}\n  core:      ${ours}\n  reference: ${theirs}`)
    }
  }
  assert.equal(wrong, 0, `${wrong} of ${total} differ`)
  // The texts are worth something only if they reach every reason, and many are amounts.
  for (const reason of ['', 'empty', 'incomplete', 'group-unfinished', 'ambiguous', 'network-needed', 'bad-character', 'mixed-digits', 'bad-grouping', 'too-precise', 'negative', 'not-a-number', 'currency-mismatch', 'overflow'])
    assert.ok((met.get(reason) ?? 0) > total / 2000, `only ${met.get(reason) ?? 0} of ${total} texts with ${reason || 'no reason'}`)
  console.log(`figure: differential: payment.amount and its reference agree on ${total} texts`)
})
