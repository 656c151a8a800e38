// A hundred thousand texts that nobody chose, judged by the native command and by the npm command: the same bytes come
// out. The texts are addresses of every kind, spoiled, cut, copied, known, wrapped in what clipboards add, and garbage;
// the lines have every coin and network, and some that the core must refuse.
//
//   node tests/equality/texts.mjs [COUNT] [SEED]
import { createHash } from 'node:crypto'
import { make, Random } from './addresses.mjs'
import { home } from './home.mjs'
import { jsonl, nativeCommand, npmCommand } from './hosts.mjs'

const count = Number(process.argv[2] ?? 100_000)
const seed = Number(process.argv[3] ?? 1)
const random = new Random(seed)

// Points of the curve take long to make: such kinds have a hundred addresses, and each comes more than once.
const slow = ['stellar g', 'stellar m', 'solana', 'algorand', 'near implicit']
const kinds = Object.keys(make)
const stock = Object.fromEntries(
  kinds
    .filter((kind) => slow.includes(kind) || kind.startsWith('monero'))
    .map((kind) => [kind, Array.from({ length: 100 }, () => make[kind](random))]),
)
const addressOf = (kind) => (kind in stock ? random.pick(stock[kind]) : make[kind](random))
const anyAddress = () => addressOf(random.pick(kinds))

// Where a kind is at home, with the network chosen or left out; and coins that live on other coins' networks.
const homes = Object.entries(home).flatMap(([kind, subject]) => [
  [kind, subject],
  [kind, { coin: subject.coin }],
])
homes.push(
  ...['polygon', 'bsc', 'base'].map((network) => ['eip-55', { coin: 'USDC', network }]),
  ...['arbitrum', null].map((network) => ['eip-55', { coin: 'ETH', network }]),
  ['evm, lower case', { coin: 'BNB' }],
  ['evm, upper case', { coin: 'ETC', network: null }],
  ['p2pkh', { coin: 'BSV' }],
  ['p2pkh', { coin: 'BCH' }],
  ['p2sh', { coin: 'LTC' }],
  ['tron', { coin: 'USDT', network: 'tron' }],
  ['solana', { coin: 'USDC', network: 'solana' }],
  ['stellar g', { coin: 'USDC', network: 'stellar' }],
  ['ton bounceable', { coin: 'USDT', network: 'ton' }],
)
const subjects = [
  ...homes.map(([, subject]) => subject),
  ...['TIA', 'INJ', 'DYDX', 'SEI', 'RUNE', 'LUNA'].map((coin) => ({ coin })),
  { coin: 'AVAX' },
  { coin: 'USDT' },
  { coin: 'USDT', network: 'ethereum' },
]
const refused = [
  { coin: 'BTC', network: 'tron' },
  { coin: 'NONE' },
  { coin: 'BTC', network: 'bitcoin-testnet' },
  { coin: 7 },
  { coin: 'BTC', more: true },
  {},
]
const letters = '0123456789abcdefABCDEFqpzry9x8gf2tvdw0s3jn54khce6mua7lOIl1'
const pieces = [
  ' ', '\n', '\r\n', '\t', '\u00a0', '\u200b', '\ufeff', '\u3000', '\u202e', '\u0000', '\u007f', 'о', 'а', 'е', 'Ⅰ', 'ａ', '😀', 'é',
  '…', '"', '\\', '0x', 'bc1', '/', ':', '-', 'ETH ', '(', '\u2028', '\ud7ff', '\u{10ffff}',
]
const splice = (text, at, cut, put) => text.slice(0, at) + put + text.slice(at + cut)
const some = (text) => random.below(text.length + 1)

const spoil = [
  (text) => text,
  (text) => text.slice(0, some(text)),
  (text) => splice(text, some(text), 1, random.pick(letters)),
  (text) => splice(splice(text, some(text), 1, random.pick(letters)), some(text), 1, random.pick(letters)),
  (text) => splice(text, some(text), 0, random.pick(letters)),
  (text) => splice(text, some(text), 1, ''),
  (text) => splice(text, some(text), 2 + random.below(5), ''),
  (text) => splice(text, some(text), 0, random.pick(pieces)),
  (text) => splice(text, some(text), 1, random.pick(pieces)),
  (text) => random.pick(pieces) + text + random.pick(pieces),
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.replace(/^0x/, random.pick(['', '0X', 'xdc', 'x'])),
  (text) => text.replace(/..../g, '$& '),
  (text) => text + text,
  (text) => {
    const at = random.below(text.length)
    return splice(text, at, 2, (text[at + 1] ?? '') + text[at])
  },
]

const garbage = [
  () => '',
  () => Array.from({ length: random.below(80) }, () => random.pick(letters)).join(''),
  () => Array.from({ length: random.below(40) }, () => random.pick(pieces)).join(''),
  () => Array.from({ length: random.below(60) }, () => String.fromCodePoint(random.below(0xd800))).join(''),
  () => random.pick(letters).repeat(random.below(5000)),
  () => random.pick(pieces).repeat(random.below(300)),
]

function line(id) {
  const chance = random.below(100)
  const [kind, where] = random.pick(homes)
  const atHome = chance > 60
  const address = atHome ? addressOf(kind) : anyAddress()
  const text = chance < 8 ? random.pick(garbage)() : chance > 80 ? address : random.pick(spoil)(address)
  const subject = atHome ? where : random.pick(chance >= 8 && chance < 11 ? refused : subjects)
  const row = { id, subject: { ...subject }, text }
  if (random.below(8) === 0) row.copied = random.pick([address, address, random.pick(spoil)(address), ''])
  if (random.below(12) === 0)
    row.subject.known = Array.from({ length: 1 + random.below(4) }, (_, i) => ({
      address: random.pick([address, anyAddress(), random.pick(spoil)(address)]),
      ...(i % 2 === 0 ? { label: `book ${i}` } : {}),
    }))
  if (random.below(40) === 0) row.now = random.pick([0, 1e12, '2026-11-22T00:00:00Z', 'never', { wall: 5, steady: 7 }])
  const json = JSON.stringify(row)
  // What JSON.stringify never writes: broken lines, escapes for what needs none, names twice.
  const odd = random.below(400)
  if (odd === 0) return json.slice(0, random.below(json.length))
  if (odd === 1) return json.replaceAll('b', '\\u0062')
  if (odd === 2) return json.replace('"text"', '"text":"","text"')
  if (odd === 3) return ` ${json}\r`
  return json
}

const began = performance.now()
const lines = Buffer.from(Array.from({ length: count }, (_, id) => `${line(id)}\n`).join(''))
const made = performance.now()
// A bad line makes either command end with 2.
const judged = async (program) => {
  const from = performance.now()
  const out = await jsonl(program, 'deposit.address', lines, [0, 2])
  return { out, seconds: ((performance.now() - from) / 1000).toFixed(1) }
}
const native = await judged(nativeCommand)
const npm = await judged(npmCommand)

if (!native.out.equals(npm.out)) {
  const [given, left, right] = [lines, native.out, npm.out].map((bytes) => bytes.toString().split('\n'))
  const differing = Array.from({ length: Math.max(left.length, right.length) }, (_, i) => i).filter((i) => left[i] !== right[i])
  for (const i of differing.slice(0, 10)) console.error(`${given[i]}\n  native: ${left[i]}\n  npm:    ${right[i]}`)
  console.error(`seed ${seed}: ${differing.length} lines differ`)
  process.exit(1)
}

const answers = native.out.toString().split('\n')
if (answers.pop() !== '' || answers.length !== count) throw new Error(`${answers.length} answers to ${count} lines`)
// The texts are worth something only if they reach every outcome and nearly every reason.
const outcomes = {}
const reasons = new Set()
for (const answer of answers) {
  const outcome = /"outcome":"(\w+)"/.exec(answer)?.[1] ?? 'error'
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  for (const [, reason] of answer.matchAll(/"reason":"([^"]+)"/g)) reasons.add(reason)
}
for (const outcome of ['accept', 'caution', 'reject', 'incomplete', 'unknown', 'error'])
  if (!(outcomes[outcome] > count / 1000)) throw new Error(`only ${outcomes[outcome] ?? 0} texts with the outcome ${outcome}`)

console.log(`${count} lines of seed ${seed}, ${lines.length} bytes in, ${native.out.length} bytes out, equal`)
console.log(`sha256 ${createHash('sha256').update(native.out).digest('hex')}`)
console.log(Object.entries(outcomes).map(([name, times]) => `${name} ${times}`).join(', '))
console.log(`${reasons.size} reasons: ${[...reasons].sort().join(' ')}`)
console.log(`made in ${((made - began) / 1000).toFixed(1)} s, native ${native.seconds} s, npm ${npm.seconds} s`)
