// Writes core/tables/iso4217.def and core/text/number_signs.def. With --check, writes nothing and fails when a file is not
// what it would be. What it reads is pinned in tests/package.json:
//   currency-codes 2.2.0 (MIT), which carries ISO 4217 List One as SIX published it on 2024-06-25;
//   cldr-core and cldr-numbers-full 48.2.0 (Unicode License V3): signs in numbers, and what currencies are called.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const modules = new URL('../../tests/node_modules/', import.meta.url)
const read = (path) => readFileSync(new URL(path, modules), 'utf8')
const json = (path) => JSON.parse(read(path))
const version = (name) => json(`${name}/package.json`).version
const locales = readdirSync(new URL('cldr-numbers-full/main/', modules)).sort()

// --- ISO 4217 ---

const list = read('currency-codes/iso-4217-list-one.xml')
const published = /Pblshd="([^"]+)"/.exec(list)[1]
// What took effect after that edition, and is in CLDR 48.2: Curaçao and Sint Maarten 2025-03-31, the Arab Monetary Fund
// 2025-05-12. Codes that were withdrawn since (ANG, BGN) stay, for bills of before.
const later = { XCG: ['532', '2'], XAD: ['396', '2'] }
const currencies = new Map(Object.entries(later))
for (const [, entry] of list.matchAll(/<CcyNtry>([\s\S]*?)<\/CcyNtry>/g)) {
  const member = (name) => new RegExp(`<${name}>([^<]*)<`).exec(entry)?.[1]
  const code = member('Ccy')
  if (code) currencies.set(code, [member('CcyNbr'), member('CcyMnrUnts') === 'N.A.' ? '-' : member('CcyMnrUnts')])
}

// A symbol counts where at least twenty of CLDR's locales use it for the currency. A letter that elsewhere means thousand,
// million or an exponent is none.
const refused = new Set(['K', 'M', 'E', 'T', 'B', 'D', 'S', 'P', 'p.', 'р', 'р.', '¤'])
// What people write at home and CLDR has for few locales or none.
const atHome = {
  CNY: ['元', '圆', '人民币', 'RMB'], JPY: ['円'], KRW: ['원'], TWD: ['元', '圓'], HKD: ['元'], RUB: ['руб.', 'руб', 'р.'],
  UAH: ['грн.', 'грн'], BGN: ['лв.', 'лв'], DKK: ['kr.'], NOK: ['kr.'], SEK: ['kr.'], ISK: ['kr.'], KES: ['KSh', 'Ksh'],
  PAB: ['B/.'], PEN: ['S/'], SGD: ['S$'], INR: ['Rs', 'Rs.'], LKR: ['Rs.'], PKR: ['Rs.'], NPR: ['Rs.'], DOP: ['RD$'],
  ILS: ['NIS'], VND: ['đ'], RSD: ['din.'], MKD: ['ден.'], CHF: ['Fr.', 'SFr.'], BDT: ['Tk'],
}
const counts = new Map()
for (const locale of locales) {
  const names = json(`cldr-numbers-full/main/${locale}/currencies.json`).main[locale].numbers.currencies
  for (const [code, name] of Object.entries(names)) {
    if (!currencies.has(code)) continue
    for (const form of new Set([name.symbol, name['symbol-alt-narrow'], name['symbol-alt-formal'], name['symbol-alt-variant']])) {
      const symbol = form?.replace(/[\u200b\u200e\u200f\u061c]/g, '').replace(/[\u00a0\u202f]/g, ' ')
      if (!symbol || symbol === code || symbol === '￥') continue
      const key = `${code} ${symbol}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
}
const symbolsOf = (code) =>
  [
    ...[...counts].filter(([key, times]) => times >= 20 && key.startsWith(`${code} `)).map(([key]) => key.slice(4)),
    ...(atHome[code] ?? []),
  ]
    .filter((symbol, i, all) => (!refused.has(symbol) || atHome[code]?.includes(symbol)) && all.indexOf(symbol) === i)
    .filter((symbol) => !/[ \u07c0-\u07ff\u{1e900}-\u{1e95f}]/u.test(symbol))
    .sort()

const header = (what, rows) => `// Written by core/tables/money.mjs from ${what}; do not edit.\n${rows}`
const iso = header(
  `ISO 4217 List One, published ${published} (npm currency-codes\n// ${version('currency-codes')}), with XCG and XAD, which came in 2025, and CLDR ${version('cldr-numbers-full')} (Unicode License V3)`,
  `// COUNTERSIGN_CURRENCY(alphabetic code, numeric code, digits of the minor unit or -, symbols)
${[...currencies]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, [number, digits]]) => {
    return `COUNTERSIGN_CURRENCY("${code}", "${number}", "${digits}", "${symbolsOf(code).map((one) => ` ${one}`).join('')}")\n`
  })
  .join('')}`,
)

// --- signs ---

const one = (sign) => {
  const plain = sign.replace(/[\u200e\u200f\u061c]/g, '')
  if (/^\p{Zs}$/u.test(plain)) return ' '
  return plain === '’' ? "'" : plain
}
const symbolsIn = (numbers, system) => {
  const signs = numbers[`symbols-numberSystem-${system}`]
  return signs && [one(signs.currencyDecimal ?? signs.decimal), one(signs.currencyGroup ?? signs.group)]
}
const zeros = Object.fromEntries(
  Object.entries(json('cldr-core/supplemental/numberingSystems.json').supplemental.numberingSystems)
    .filter(([, system]) => system._type === 'numeric')
    .map(([name, system]) => [name, system._digits.codePointAt(0)]),
)
const row = (locale) => {
  const { numbers } = json(`cldr-numbers-full/main/${locale}/numbers.json`).main[locale]
  const latin = symbolsIn(numbers, 'latn')
  const size = /#,##,##0/.test(numbers['decimalFormats-numberSystem-latn'].standard) ? 2 : 3
  const { native } = numbers.otherNumberingSystems
  const own = native in zeros && native !== 'latn' ? symbolsIn(numbers, native) : undefined
  // Another script's digits with the same signs need no row of their own.
  const differs = own && (own[0] !== latin[0] || own[1] !== latin[1])
  return JSON.stringify([...latin, size, ...(differs ? [zeros[native], ...own] : [0, 0, 0])])
}
const kept = new Map()
const cut = (tag) => tag.slice(0, tag.lastIndexOf('-') < 0 ? 0 : tag.lastIndexOf('-'))
const found = (tag) => (tag === '' ? undefined : (kept.get(tag) ?? found(cut(tag))))
// Shorter tags first: a longer one is kept where it says something else than what it would fall back to.
for (const locale of locales.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
  const its = row(locale)
  if (found(locale) !== its) kept.set(locale, its)
}
const byRow = new Map()
for (const [tag, its] of [...kept].sort(([a], [b]) => (a < b ? -1 : 1))) byRow.set(its, [...(byRow.get(its) ?? []), tag])
const sign = (value) =>
  value === 0 ? '0' : value === "'" ? "'\\''" : value.codePointAt(0) < 128 ? `'${value}'` : `0x${value.codePointAt(0).toString(16)}`
const wrapped = (tags) => {
  const lines = ['']
  for (const tag of tags) {
    if (lines.at(-1).length + tag.length > 110) lines.push('')
    lines[lines.length - 1] += `${tag} `
  }
  return lines.map((line, i) => `\n                    "${i === lines.length - 1 ? line.trimEnd() : line}"`).join('')
}
const signs = header(
  `CLDR ${version('cldr-numbers-full')} (npm cldr-numbers-full, Unicode License V3)`,
  `// COUNTERSIGN_NUMBERS(decimal sign, group sign, size of groups before the last, zero of the own digits where they have signs
// of their own, those signs, tags). A tag that is missing has the signs of its shorter form.
${[...byRow]
  .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
  .map(([its, tags]) => {
    const [decimal, group, size, zero, ownDecimal, ownGroup] = JSON.parse(its)
    const numbers = [sign(decimal), sign(group), size, zero ? `0x${zero.toString(16)}` : 0, sign(ownDecimal), sign(ownGroup)]
    return `COUNTERSIGN_NUMBERS(${numbers.join(', ')},${wrapped(tags)})\n`
  })
  .join('')}`,
)

let stale = false
for (const [name, text] of [['core/tables/iso4217.def', iso], ['core/text/number_signs.def', signs]]) {
  const file = new URL(`../../${name}`, import.meta.url)
  let before
  try {
    before = readFileSync(file, 'utf8')
  } catch {}
  if (before === text) continue
  if (process.argv[2] === '--check') {
    console.error(`${name} is not what core/tables/money.mjs writes`)
    stale = true
  } else writeFileSync(file, text)
}
process.exitCode = stale ? 1 : 0
