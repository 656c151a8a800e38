// Writes core/text/normal_forms.inc: what it takes to know whether a text is in one of Unicode's normal forms (UAX #15).
//
//   node core/tables/normal_forms.mjs [--check]
//
// Source: the Unicode Character Database, through Node's String.prototype.normalize; the file names the version, and only a
// Node of that version is compared with. Combining classes are numbered anew in their order, which is all that counts.
import { readFileSync, writeFileSync } from 'node:fs'

const target = new URL('../text/normal_forms.inc', import.meta.url)
const last = 0x10ffff
const hangul = (c) => c >= 0xac00 && c <= 0xd7a3
const points = function* () {
  for (let c = 0; c <= last; c++) if (c < 0xd800 || c > 0xdfff) yield c
}
const text = (...list) => String.fromCodePoint(...list)
const fail = (what) => {
  console.error(`normal_forms: ${what}`)
  process.exit(1)
}

/** [first, last] of what lies together. */
function ranges(list) {
  const out = []
  for (const c of list) {
    const range = out.at(-1)
    if (range?.[1] === c - 1 && c - range[0] < 256) range[1] = c
    else out.push([c, c])
  }
  return out
}

// --- What never occurs in a form ---

const changed = (form) => [...points()].filter((c) => text(c).normalize(form) !== text(c))
const noNfc = changed('NFC')
const noNfkc = changed('NFKC')

// --- Composites, each of two: what remains without its last part, and that part ---

const excluded = new Set(noNfc)
const composites = []
for (const c of points()) {
  const parts = [...text(c).normalize('NFD')]
  if (hangul(c) || excluded.has(c) || parts.length < 2) continue
  const first = [...parts.slice(0, -1).join('').normalize('NFC')]
  const second = parts.at(-1)
  if (first.length !== 1 || (first[0] + second).normalize('NFC') !== text(c)) fail(`U+${c.toString(16)} is no pair`)
  composites.push([c, first[0].codePointAt(0), second.codePointAt(0)])
}
const inNfkd = new Set([...noNfkc, ...composites.map(([c]) => c)])
for (const c of points())
  if ((text(c).normalize('NFKD') !== text(c)) !== (inNfkd.has(c) || hangul(c))) fail(`U+${c.toString(16)} in NFKD`)

// --- Combining classes: two marks change places if the first has the higher class ---

const low = text(0x334)
const high = text(0x345)
const after = (a, b) => (a + b).normalize('NFD') === b + a
const marks = [...points()]
  .map((c) => text(c))
  .filter((c) => c.normalize('NFD') === c && (after(high, c) || after(c, low)))
const classes = []
for (const mark of marks) {
  if (classes.some((one) => !after(one[0], mark) && !after(mark, one[0]) && one.push(mark))) continue
  classes.push([mark])
}
classes.sort(([a], [b]) => (after(a, b) ? 1 : -1))
const ranks = new Map(classes.flatMap((one, i) => one.map((mark) => [mark.codePointAt(0), i + 1])))
const classRanges = []
for (const c of [...ranks.keys()].sort((a, b) => a - b)) {
  const range = classRanges.at(-1)
  if (range && range[1] === c - 1 && range[2] === ranks.get(c)) range[1] = c
  else classRanges.push([c, c, ranks.get(c)])
}

// --- Written ---

// In 16 bits: nothing that composes lies between U+4000 and U+10000, or beyond U+1BFFF.
const short = (c) => {
  if (c >= 0x4000 && (c < 0x10000 || c > 0x1bfff)) fail(`U+${c.toString(16)} composes`)
  return c < 0x10000 ? c : c - 0x10000 + 0x4000
}
const seconds = [...new Set(composites.map((one) => one[2]))].sort((a, b) => a - b)
if (seconds.length > 255) fail('too many second parts')
const array = (type, name, values) => {
  const lines = ['']
  for (const value of values) {
    if (lines.at(-1).length + value.length > 110) lines.push('')
    lines[lines.length - 1] += `${value},`
  }
  return `constexpr ${type} ${name}[] = {\n${lines.map((line) => `    ${line}`).join('\n')}\n};\n`
}
const hex = (n) => `0x${n.toString(16)}`
const packed = (list) => ranges(list).map(([from, to]) => hex(from * 256 + (to - from)))
composites.sort((a, b) => short(a[0]) - short(b[0]))
const written = `// Unicode ${process.versions.unicode}
// Written by core/tables/normal_forms.mjs; normal_forms.cpp reads it. Ranges are their first code point times 256 and how many
// more there are; classes have their rank in the lowest 8 bits, likewise.
// clang-format off
${array('std::uint32_t', 'not_nfc', packed(noNfc))}${array('std::uint32_t', 'not_nfkc', packed(noNfkc))}${array(
  'std::uint32_t',
  'class_ranges',
  classRanges.map(([from, to]) => hex(from * 256 + (to - from))),
)}${array('std::uint8_t', 'class_ranks', classRanges.map(([, , rank]) => String(rank)))}${array(
  'std::uint16_t',
  'composites',
  composites.map(([c]) => hex(short(c))),
)}${array('std::uint16_t', 'composite_firsts', composites.map(([, first]) => hex(short(first))))}${array(
  'std::uint8_t',
  'composite_seconds',
  composites.map(([, , second]) => String(seconds.indexOf(second))),
)}${array('std::uint16_t', 'second_parts', seconds.map((c) => hex(short(c))))}// clang-format on
`

if (process.argv[2] !== '--check') {
  writeFileSync(target, written)
} else {
  const committed = readFileSync(target, 'utf8')
  const [version] = committed.split('\n')
  if (version !== `// Unicode ${process.versions.unicode}`)
    console.log(`normal_forms: of ${version.slice(3)}, this Node has ${process.versions.unicode}; not compared`)
  else if (committed !== written) fail('normal_forms.inc is stale: run node core/tables/normal_forms.mjs')
}
