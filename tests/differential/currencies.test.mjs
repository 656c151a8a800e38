// The digits of currencies against ISO 4217's own list (as npm's currency-codes carries it), and against what this runtime's
// Intl shows them with: CLDR goes by what is in use, so for some the two part, and bills have more digits than Intl shows.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { jsonl, nativeCommand } from '../equality/hosts.mjs'

const list = readFileSync(new URL('../node_modules/currency-codes/iso-4217-list-one.xml', import.meta.url), 'utf8')
const iso = new Map()
for (const [, entry] of list.matchAll(/<CcyNtry>([\s\S]*?)<\/CcyNtry>/g)) {
  const [code, digits] = ['Ccy', 'CcyMnrUnts'].map((name) => new RegExp(`<${name}>([^<]*)<`).exec(entry)?.[1])
  if (code && digits !== 'N.A.') iso.set(code, Number(digits))
}
const codes = [...iso.keys()].sort()
const intl = (currency) => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits

// What Intl shows with other digits than ISO 4217 has, by the major version of ICU: "code, ISO's digits, Intl's".
const different = {
  78: 'AFN 2 0, ALL 2 0, COP 2 0, HUF 2 0, IDR 2 0, IQD 3 0, IRR 2 0, KPW 2 0, LAK 2 0, LBP 2 0, MGA 2 0, MMK 2 0, PKR 2 0, SOS 2 0, SYP 2 0, YER 2 0',
}

test("every currency has the digits of ISO 4217, also where this runtime's Intl shows others", async () => {
  // One minor unit and one digit more, in each currency.
  const least = (digits) => (digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`)
  const finer = (digits) => (digits === 0 ? '1.1' : `${least(digits)}1`)
  const lines = codes.flatMap((currency) =>
    [least, finer].map((text) => JSON.stringify({ subject: { currency, locale: 'en' }, text: text(iso.get(currency)) })),
  )
  const answers = (await jsonl(nativeCommand, 'payment.amount', lines.join('\n'))).toString().trimEnd().split('\n').map((line) => JSON.parse(line))
  codes.forEach((code, i) => {
    const [fits, tooFine] = answers.slice(2 * i, 2 * i + 2)
    assert.deepEqual([code, fits.outcome, fits.details.minorUnits, fits.details.digits], [code, 'accept', '1', iso.get(code)])
    assert.deepEqual([code, tooFine.findings[0]?.reason], [code, 'payment.too-precise'])
  })
  const now = codes.filter((code) => intl(code) !== iso.get(code)).map((code) => `${code} ${iso.get(code)} ${intl(code)}`)
  const [icu] = process.versions.icu.split('.')
  if (different[icu]) assert.equal(now.join(', '), different[icu], `ICU ${process.versions.icu}, CLDR ${process.versions.cldr}`)
  else assert.ok(now.length > 0, `ICU ${process.versions.icu} agrees with ISO 4217 at last`)
})
