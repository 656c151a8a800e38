// Random addresses of every kind that the core knows, made by code that shares nothing with it: for comparing hosts and
// for benchmarks. The same seed gives the same addresses.
import { createHash } from 'node:crypto'
import { keccak_256 } from '@noble/hashes/sha3'

/** A stream of random numbers (sfc32, Chris Doty-Humphrey's PractRand). */
export class Random {
  #a
  #b
  #c
  #counter = 1

  constructor(seed) {
    this.#a = this.#b = this.#c = seed >>> 0
    for (let i = 0; i < 20; i++) this.word()
  }

  word() {
    const out = (this.#a + this.#b + this.#counter++) >>> 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) >>> 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + out) >>> 0
    return out
  }

  below(limit) {
    return this.word() % limit
  }

  pick(list) {
    return list[this.below(list.length)]
  }

  bytes(count) {
    return Buffer.from(Array.from({ length: count }, () => this.word() & 0xff))
  }
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const sha256 = (bytes) => createHash('sha256').update(bytes).digest()

export function base58check(bytes) {
  const whole = Buffer.concat([bytes, sha256(sha256(bytes)).subarray(0, 4)])
  let number = BigInt(`0x${whole.toString('hex')}`)
  let text = ''
  for (; number > 0n; number /= 58n) text = base58[Number(number % 58n)] + text
  const zeros = whole.findIndex((byte) => byte !== 0)
  return '1'.repeat(zeros < 0 ? whole.length : zeros) + text
}

const bech32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

function remainder(symbols) {
  let sum = 1
  for (const symbol of symbols) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ symbol
    ;[0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].forEach((row, i) => {
      if ((top >> i) & 1) sum ^= row
    })
  }
  return sum
}

/** BIP-173 for version 0, BIP-350 for the others. */
export function segwit(prefix, version, program) {
  const data = [version]
  let held = 0
  let bits = 0
  for (const byte of program) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) data.push((held >> (bits - 5)) & 31)
    held &= 0xff
  }
  if (bits > 0) data.push((held << (5 - bits)) & 31)
  const letters = [...prefix].map((letter) => letter.charCodeAt(0))
  const spread = [...letters.map((code) => code >> 5), 0, ...letters.map((code) => code & 31)]
  const sum = remainder([...spread, ...data, 0, 0, 0, 0, 0, 0]) ^ (version === 0 ? 1 : 0x2bc830a3)
  const check = Array.from({ length: 6 }, (_, i) => (sum >>> (5 * (5 - i))) & 31)
  return `${prefix}1${[...data, ...check].map((symbol) => bech32[symbol]).join('')}`
}

/** EIP-55 of 40 small digits. */
function capitals(digits) {
  const hash = Buffer.from(keccak_256(digits)).toString('hex')
  return `0x${[...digits].map((digit, i) => (hash[i] >= '8' ? digit.toUpperCase() : digit)).join('')}`
}

const version = (byte, random) => base58check(Buffer.concat([Buffer.from([byte]), random.bytes(20)]))
const hexadecimal = (random) => `0x${random.bytes(20).toString('hex')}`

/** Makes one address of a kind. */
export const make = {
  p2pkh: (random) => version(0x00, random),
  p2sh: (random) => version(0x05, random),
  p2wpkh: (random) => segwit('bc', 0, random.bytes(20)),
  p2wsh: (random) => segwit('bc', 0, random.bytes(32)),
  p2tr: (random) => segwit('bc', 1, random.bytes(32)),
  'segwit of a later version': (random) => segwit('bc', 2 + random.below(15), random.bytes(2 + random.below(39))),
  'test network, base58': (random) => version(random.pick([0x6f, 0xc4]), random),
  'test network, bech32': (random) => segwit(random.pick(['tb', 'bcrt']), random.below(2), random.bytes(32)),
  tron: (random) => version(0x41, random),
  'eip-55': (random) => capitals(random.bytes(20).toString('hex')),
  'evm, lower case': hexadecimal,
  'evm, upper case': (random) => `0x${hexadecimal(random).slice(2).toUpperCase()}`,
  'private key': (random) => base58check(Buffer.concat([Buffer.from([0x80]), random.bytes(32), Buffer.from([1])])),
  'transaction id': (random) => random.bytes(32).toString('hex'),
  litecoin: (random) => random.pick([version(0x30, random), segwit('ltc', 0, random.bytes(20))]),
  'payment link': (random) => `bitcoin:${version(0x00, random)}?amount=0.1`,
}
