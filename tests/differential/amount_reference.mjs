// Another reading of the same rules for amounts, on regular expressions and BigInt: what payment.amount must answer. Signs
// come from CLDR itself, names of currencies from the core's own lists.
import { existsSync, readFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)
const read = (path) => readFileSync(new URL(path, root), 'utf8')

const names = [] // { code, name, any: whether case means nothing }
export const currencies = new Map()
for (const [, code, , digits, symbols] of read('core/tables/iso4217.def').matchAll(
  /^COUNTERSIGN_CURRENCY\("(\w+)", "(\d+)", "([\d-])", "([^"]*)"\)/gm,
)) {
  if (digits !== '-') currencies.set(code, Number(digits))
  names.push({ code, name: code, any: true }, ...symbols.split(' ').filter(Boolean).map((name) => ({ code, name })))
}
export const assets = []
for (const [, code, networks, digits, symbols] of read('core/payment/assets.def').matchAll(
  /^COUNTERSIGN_ASSET\("(\w+)", "([^"]+)", (\d+), "([^"]*)"/gm,
)) {
  for (const network of networks.split(' ')) assets.push({ code, network, digits: Number(digits) })
  names.push({ code, name: code, any: true }, ...symbols.split(' ').filter(Boolean).map((name) => ({ code, name })))
}
names.sort((a, b) => b.name.length - a.name.length)
const by = (key) => Map.groupBy?.(names, key) ?? names.reduce((map, one) => map.set(key(one), [...(map.get(key(one)) ?? []), one]), new Map())
const byFirst = by((one) => one.name[0])
const byLast = by((one) => one.name.at(-1))

// Digits come in runs of ten that begin at their zero; the five mathematical runs follow one another.
const zeros = new Map()
const zero = (digit) => {
  const at = digit.codePointAt(0)
  if (zeros.has(at)) return zeros.get(at)
  let start = at
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--
  zeros.set(at, at - ((at - start) % 10))
  return zeros.get(at)
}

const spaces = '\\p{Zs}'
const marks = '\\u200e\\u200f\\u061c\\u2066-\\u2069'
const ends = new RegExp(`^[\\p{White_Space}${marks}]+|[\\p{White_Space}${marks}]+$`, 'gu')
const trim = (text) => text.replace(ends, '')
const minus = '[-\\u2212\\ufe63\\uff0d]'
const sign = new RegExp(`^(?:[.,'\\u2019\\uff0c\\uff0e\\u066b\\u066c\\u060c\\u2e41]|${spaces})$`, 'u')
const plainSign = (c) =>
  /\p{Zs}/u.test(c) ? ' ' : { '\u2019': "'", '\uff0c': ',', '\uff0e': '.' }[c] ?? c
const unseen = /^(?:\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029])$/u

const folded = (text) =>
  text.replace(/[\uff04\uffe1\uffe5\uffe6]/g, (c) => ({ '\uff04': '$', '\uffe1': '£', '\uffe5': '¥', '\uffe6': '₩' })[c])
const capitals = (text) => text.replace(/[a-z]/g, (c) => c.toUpperCase())
const letter = (c) => c !== undefined && /[\p{L}\p{M}]/u.test(c)

/** A name at the start or the end; the longest, and among equals one of the expected currency. */
function nameAt(text, expected, end) {
  let found
  const edge = capitals(folded((end ? text.at(-1) : text[0]) ?? ''))
  const raw = end ? text.at(-1) : text[0]
  const some = end ? byLast : byFirst
  const candidates = edge === raw ? (some.get(edge) ?? []) : [...(some.get(edge) ?? []), ...(some.get(raw) ?? [])].sort((a, b) => b.name.length - a.name.length)
  for (const one of candidates) {
    if (found && one.name.length < found.name.length) break
    const piece = end ? text.slice(-one.name.length) : text.slice(0, one.name.length)
    const plain = one.any ? capitals(piece) : folded(piece)
    if (plain !== one.name || piece.length < one.name.length) continue
    const chars = [...one.name]
    const next = end ? [...text.slice(0, -piece.length)].at(-1) : [...text.slice(piece.length)][0]
    if (letter(next) && letter(end ? chars[0] : chars.at(-1))) continue
    const own = one.code === expected
    if (!found || (own && !found.own)) found = { ...one, own, piece }
  }
  return found
}

const groupsOf = (whole, size) => new RegExp(size === 2 ? '^[1-9]\\d?(?:_\\d\\d)*_\\d{3}$' : '^[1-9]\\d{0,2}(?:_\\d{3})+$').test(whole)
const groupsBegun = (whole, size) =>
  new RegExp(size === 2 ? '^[1-9]\\d?(?:_\\d\\d)*_\\d{0,2}$' : '^[1-9]\\d{0,2}(?:_\\d{3})*_\\d{0,2}$').test(whole)

const cldr = new Map()
const main = new URL('../node_modules/cldr-numbers-full/main/', import.meta.url)
function cldrLocale(tag) {
  if (cldr.has(tag)) return cldr.get(tag)
  let found = null
  for (let part = tag; part !== ''; part = part.slice(0, Math.max(part.lastIndexOf('-'), 0))) {
    const file = new URL(`${part}/numbers.json`, main)
    if (!existsSync(file)) continue
    const { numbers } = JSON.parse(readFileSync(file, 'utf8')).main[part]
    const of = (system) => {
      const signs = numbers[`symbols-numberSystem-${system}`]
      return signs && { decimal: plainSign(signs.currencyDecimal ?? signs.decimal), group: plainSign(signs.currencyGroup ?? signs.group) }
    }
    found = {
      latin: of('latn'),
      own: of(numbers.otherNumberingSystems.native),
      native: numbers.otherNumberingSystems.native,
      size: numbers['decimalFormats-numberSystem-latn'].standard.includes('#,##,##0') ? 2 : 3,
    }
    break
  }
  cldr.set(tag, found)
  return found
}
const nativeZero = { arab: 0x660, arabext: 0x6f0, khmr: 0x17e0 }

const written = (digits, fraction, unit, negative) => {
  const value = BigInt(digits + '0'.repeat(Math.max(0, unit.digits - fraction))) / 10n ** BigInt(Math.max(0, fraction - unit.digits))
  const less = negative && value !== 0n ? '-' : ''
  const text = value.toString().padStart(unit.digits + 1, '0')
  let shown = unit.digits > 0 ? `${text.slice(0, -unit.digits)}.${text.slice(-unit.digits)}` : text
  if (unit.asset && unit.digits > 0) shown = shown.replace(/\.?0+$/, '')
  return { minorUnits: `${less}${value}`, display: less + shown }
}

/** What the number without its ends says: { fault } or { digits, fraction, ambiguous }. */
function number(text, subject) {
  const chars = [...text]
  if (chars.some((c) => unseen.test(c))) return { fault: 'bad-character' }
  const zeros = [...new Set(chars.filter((c) => /\p{Nd}/u.test(c)).map(zero))]
  let locale = null
  if (subject.mode === 'machine') locale = { latin: { decimal: '.', group: undefined }, size: 3 }
  else if (subject.locale !== undefined) locale = cldrLocale(subject.locale)
  let signs = null
  if (locale) {
    const first = chars.find((c) => /\p{Nd}/u.test(c))
    const native = locale.own && locale.native in nativeZero
    const own = first ? zero(first) === nativeZero[locale.native] : chars.length > 0 && plainSign(chars[0]) === locale.own?.decimal && plainSign(chars[0]) !== locale.latin.decimal
    signs = native && own ? locale.own : locale.latin
  }
  const fits = (c) => /\p{Nd}/u.test(c) || (sign.test(c) && (!signs || [signs.decimal, signs.group].includes(plainSign(c))))
  if (!chars.every(fits)) return { fault: 'not-a-number' }
  if (zeros.length > 1) return { fault: 'mixed-digits' }
  const plain = chars.map((c) => (/\p{Nd}/u.test(c) ? String(c.codePointAt(0) - zero(c)) : plainSign(c))).join('')
  const digits = plain.replace(/\D/g, '')
  if (digits.length > 38) return { fault: 'overflow' }
  if (plain === '') return { fault: 'empty' }
  if (/[^\d][^\d]/u.test(plain)) return { fault: 'bad-grouping' }

  const grouped = (whole, group, size, alone) => {
    const text = whole.replaceAll(group, '_')
    if (/^\d*$/.test(text) || groupsOf(text, size)) return undefined
    return alone && groupsBegun(text, size) ? 'group-unfinished' : 'bad-grouping'
  }
  const withFraction = (decimal, group, size) => {
    const parts = plain.split(decimal)
    if (parts.length > 2 || (group !== undefined && parts[1].includes(group))) return { fault: 'bad-grouping' }
    const [whole, part] = parts
    const fault = group === undefined ? undefined : grouped(whole, group, size, false)
    if (fault) return { fault }
    return part === '' ? { fault: 'incomplete' } : { digits, fraction: part.length }
  }
  if (signs) {
    if (plain.includes(signs.decimal)) return withFraction(signs.decimal, signs.group, locale.size)
    const fault = signs.group === undefined ? undefined : grouped(plain, signs.group, locale.size, true)
    return fault ? { fault } : { digits, fraction: 0 }
  }
  const used = [...new Set(plain.replace(/\d/g, ''))]
  const decimals = ['.', ',', '\u066b']
  if (used.length === 0) return { digits, fraction: 0 }
  if (used.length > 2) return { fault: 'bad-grouping' }
  const last = plain.replace(/\d/g, '').at(-1)
  if (used.length === 2) {
    const other = used.find((one) => one !== last)
    if (!decimals.includes(last) || other === '\u066b') return { fault: 'bad-grouping' }
    return withFraction(last, other, 3)
  }
  const times = plain.split(last).length - 1
  if (!decimals.includes(last) || (times > 1 && last !== '\u066b')) {
    const fault = grouped(plain, last, 3, true)
    return fault ? { fault } : { digits, fraction: 0 }
  }
  const read = withFraction(last, undefined, 3)
  if (read.fraction === 3 && last !== '\u066b' && /^[1-9]\d{0,2}\D/.test(plain)) read.ambiguous = true
  return read
}

/** How much of the end may become a name of the currency by typing on. */
function begun(text, code) {
  let longest = 0
  for (const one of names.filter((one) => one.code === code))
    for (let n = 1; n < one.name.length; n++) {
      const piece = text.slice(-n)
      if (piece.length < n || (one.any ? capitals(piece) : folded(piece)) !== one.name.slice(0, n)) continue
      const before = [...text.slice(0, -n)].at(-1)
      if (!(letter(before) && letter([...piece][0]))) longest = Math.max(longest, n)
    }
  return longest
}

/** The verdict's part that the rules decide. */
export function reference(subject, whole) {
  const reasons = new Set()
  const none = { reasons, minorUnits: null, display: null, readings: [] }
  let unit
  if (subject.currency !== undefined) unit = { code: subject.currency, digits: currencies.get(subject.currency) }
  else {
    const places = assets.filter((one) => one.code === subject.coin && (!subject.network || one.network === subject.network))
    if (new Set(places.map((one) => one.digits)).size > 1) return { ...none, reasons: new Set(['network-needed']) }
    unit = { code: subject.coin, digits: places[0].digits, asset: true }
  }
  let text = trim(whole)
  let negative = false
  let name
  for (let going = true; going; ) {
    going = false
    if (!negative && new RegExp(`^${minus}`, 'u').test(text)) {
      negative = going = true
      text = text.slice(1)
    } else if (!name && text !== '' && begun(text, unit.code) < text.length && (name = nameAt(text, unit.code, false))) {
      text = text.slice(name.piece.length)
      if (letter([...name.name].at(-1)) && /^[.,'\u2019\uff0c\uff0e\u066b\u066c\u060c\u2e41]/u.test(text)) reasons.add('not-a-number')
      else going = true
    }
    if (going) text = trim(text)
  }
  const stuck = reasons.size > 0
  let unfinished = false
  for (let going = !stuck; going; ) {
    going = false
    if (!negative && new RegExp(`${minus}$`, 'u').test(text)) {
      negative = going = true
      text = text.slice(0, -1)
    } else if (!name && !unfinished && text !== '') {
      const found = nameAt(text, unit.code, true)
      const longest = found?.own ? 0 : begun(text, unit.code)
      if (longest > 0 && longest >= (found?.piece.length ?? 0)) {
        unfinished = going = true
        reasons.add('incomplete')
        text = text.slice(0, -longest)
      } else if (found) {
        name = found
        going = true
        text = text.slice(0, -found.piece.length)
      }
    }
    if (going) text = trim(text)
  }
  if (name && !name.own) reasons.add('currency-mismatch')
  if (negative && !subject.allowNegative) reasons.add('negative')
  if (stuck) return none

  const value = number(text, subject)
  if (value.fault === 'empty') {
    if (name || negative) reasons.add('incomplete')
    else if (!unfinished) reasons.add('empty')
    return none
  }
  if (value.fault) {
    reasons.add(value.fault)
    return none
  }
  const of = (fraction) => written(value.digits, fraction, unit, negative)
  if (value.ambiguous) {
    reasons.add('ambiguous')
    none.readings = [of(0), ...(value.fraction <= unit.digits ? [of(value.fraction)] : [])]
    return none
  }
  const extra = value.fraction > unit.digits ? value.digits.slice(unit.digits - value.fraction) : ''
  if (extra !== '' && (subject.mode !== 'machine' || /[1-9]/.test(extra))) {
    reasons.add('too-precise')
    return none
  }
  if (reasons.size > 0) return none
  return { ...none, ...of(value.fraction) }
}
