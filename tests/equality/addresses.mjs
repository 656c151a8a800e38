// Random addresses of every kind that the core knows, made by code that shares nothing with it: for comparing hosts and
// for benchmarks. The same seed gives the same addresses.
import { createHash } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519'
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

const digits58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const hash = (name, ...pieces) => pieces.reduce((all, piece) => all.update(piece), createHash(name)).digest()
const join = (...pieces) =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'number' ? Buffer.from([piece]) : piece)))

function base58(bytes, digits = digits58) {
  let number = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (; number > 0n; number /= 58n) text = digits[Number(number % 58n)] + text
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return digits[0].repeat(zeros < 0 ? bytes.length : zeros) + text
}

export function base58check(bytes, digits = digits58) {
  return base58(join(bytes, hash('sha256', hash('sha256', bytes)).subarray(0, 4)), digits)
}

const characters32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

/** Five bits at a time, the last ones filled with zeros. */
function fives(bytes) {
  const data = []
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) data.push((held >> (bits - 5)) & 31)
    held &= 0xff
  }
  if (bits > 0) data.push((held << (5 - bits)) & 31)
  return data
}

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

function bech32(prefix, data, constant = 1) {
  const letters = [...prefix].map((letter) => letter.charCodeAt(0))
  const spread = [...letters.map((code) => code >> 5), 0, ...letters.map((code) => code & 31)]
  const sum = remainder([...spread, ...data, 0, 0, 0, 0, 0, 0]) ^ constant
  const check = Array.from({ length: 6 }, (_, i) => (sum >>> (5 * (5 - i))) & 31)
  return `${prefix}1${[...data, ...check].map((symbol) => characters32[symbol]).join('')}`
}
const bech32m = 0x2bc830a3

/** BIP-173 for version 0, BIP-350 for the others. */
export function segwit(prefix, version, program) {
  return bech32(prefix, [version, ...fives(program)], version === 0 ? 1 : bech32m)
}

/** The CashAddr specification, "Checksum": the same idea with 40 bits. */
function cashaddr(prefix, version, payload) {
  const data = fives(join(version, payload))
  const rows = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n]
  let sum = 1n
  const letters = [...prefix].map((letter) => letter.charCodeAt(0) & 31)
  for (const symbol of [...letters, 0, ...data, 0, 0, 0, 0, 0, 0, 0, 0]) {
    const top = sum >> 35n
    sum = ((sum & 0x07ffffffffn) << 5n) ^ BigInt(symbol)
    rows.forEach((row, i) => {
      if ((top >> BigInt(i)) & 1n) sum ^= row
    })
  }
  const check = Array.from({ length: 8 }, (_, i) => Number(((sum ^ 1n) >> BigInt(5 * (7 - i))) & 31n))
  return [...data, ...check].map((symbol) => characters32[symbol]).join('')
}

/** RFC 4648, without padding. */
const base32 = (bytes) => fives(bytes).map((symbol) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[symbol]).join('')

function crc16(bytes) {
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << 8
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x1021 : 0)) & 0xffff
  }
  return sum
}

function crc32(bytes) {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

const keccak = (bytes) => Buffer.from(keccak_256(bytes))

/** EIP-55 of 40 small digits. */
function capitals(digits) {
  const sum = keccak(digits).toString('hex')
  return `0x${[...digits].map((digit, i) => (sum[i] >= '8' ? digit.toUpperCase() : digit)).join('')}`
}

/** A public key of Ed25519 (RFC 8032), a point of the curve. Its secret is short, and so is the time it takes. */
function point(random) {
  const secret = BigInt(`0x1${random.bytes(7).toString('hex')}`)
  return Buffer.from(ed25519.Point.BASE.multiplyUnsafe(secret).toBytes())
}

const version = (byte, random) => base58check(join(byte, random.bytes(20)))
const version2 = (bytes, random) => base58check(join(Buffer.from(bytes, 'hex'), random.bytes(20)))
const hexadecimal = (random) => `0x${random.bytes(20).toString('hex')}`

const xrpDigits = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz'

/** XLS-5d: flag 1 and a tag of 32 bits, little-endian, or none. */
function xAddress(random) {
  const tag = random.pick([[0, 0, 0, 0, 0], [1, ...random.bytes(4)]])
  return base58check(join(Buffer.from('0544', 'hex'), random.bytes(20), Buffer.from([...tag, 0, 0, 0, 0])), xrpDigits)
}

/** SEP-23; the sum stands little-endian. */
function strkey(version, payload) {
  const data = join(version, payload)
  const sum = crc16(data)
  return base32(join(data, sum & 0xff, sum >> 8))
}

/** SS58 of a prefix below 64. */
function ss58(prefix, random) {
  const data = join(prefix, random.bytes(32))
  return base58(join(data, hash('blake2b512', 'SS58PRE', data).subarray(0, 2)))
}

/** CIP-19: a header, and one hash or two. The last bit of the header is the main network's. */
const shelley = (prefix, types, hashes, random) =>
  bech32(prefix, fives(join((random.pick(types) << 4) | 1, random.bytes(28 * hashes))))

/** The CDDL of Byron addresses, with neither a stake distribution nor a derivation path: Icarus's addresses. */
function byron(random) {
  const payload = join(Buffer.from('83581c', 'hex'), random.bytes(28), Buffer.from('a000', 'hex'))
  const sum = crc32(payload)
  // CBOR wants the shortest form of a number; one sum in 65,536 would need another than this, and is made again.
  if (sum < 0x10000) return byron(random)
  const number = Buffer.from([0x1a, sum >>> 24, sum >>> 16, sum >>> 8, sum])
  return base58(join(Buffer.from('82d81858', 'hex'), payload.length, payload, number))
}

/** Base 58 by blocks of 8 bytes, 11 digits each; a last block of 5 bytes has 7 digits. */
function monero(tag, random, more = 0) {
  const data = join(tag, point(random), point(random), random.bytes(more))
  const whole = join(data, keccak(data).subarray(0, 4))
  let text = ''
  for (let at = 0; at < whole.length; at += 8) {
    const block = whole.subarray(at, at + 8)
    let number = BigInt(`0x${block.toString('hex')}`)
    let part = ''
    const length = [0, 2, 3, 5, 6, 7, 9, 10, 11][block.length]
    for (let i = 0; i < length; i++, number /= 58n) part = digits58[Number(number % 58n)] + part
    text += part
  }
  return text
}

/** TON's user-friendly form: flags, workchain, hash, sum big-endian. */
function ton(flags, random, encoding = 'base64url') {
  const data = join(flags, random.below(8) === 0 ? 0xff : 0, random.bytes(32))
  const sum = crc16(data)
  return join(data, sum >> 8, sum & 0xff).toString(encoding)
}

function algorand(random) {
  const key = point(random)
  return base32(join(key, hash('sha512-256', key).subarray(-4)))
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const word = (random, from, length) => Array.from({ length }, () => random.pick(from)).join('')

/** Most are of twelve characters; a dot is seldom, and never last. */
function antelopeName(random) {
  const length = random.below(4) === 0 ? 1 + random.below(12) : 12
  const name = word(random, `${letters}12345`, length)
  return length > 2 && random.below(8) === 0 ? `${name.slice(0, 1)}.${name.slice(2)}` : name
}

/** Labels that begin with a letter and end with a letter or a digit. */
function grapheneName(random) {
  const end = `${letters}0123456789`
  const label = () => random.pick(letters) + word(random, `${end}-`, random.below(12)) + random.pick(end)
  return Array.from({ length: 1 + Number(random.below(4) === 0) }, label).join('.')
}

/** Labels joined by one separator each; nearly all end with the network's own top name. */
function nearName(random) {
  const label = () => word(random, `${letters}0123456789`, 1 + random.below(12))
  const first = label() + (random.below(4) === 0 ? random.pick('-_') + label() : '')
  return random.below(8) === 0 ? `${first}x.tg` : `${first}.near`
}

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
  'private key': (random) => base58check(join(0x80, random.bytes(32), 1)),
  'transaction id': (random) => random.bytes(32).toString('hex'),
  litecoin: (random) => random.pick([version(0x30, random), segwit('ltc', 0, random.bytes(20))]),
  'litecoin p2pkh': (random) => version(0x30, random),
  'litecoin p2sh': (random) => version(0x32, random),
  'litecoin p2wpkh': (random) => segwit('ltc', 0, random.bytes(20)),
  dogecoin: (random) => version(random.pick([0x1e, 0x16]), random),
  digibyte: (random) => random.pick([version(random.pick([0x1e, 0x3f]), random), segwit('dgb', 0, random.bytes(20))]),
  dash: (random) => version(random.pick([0x4c, 0x10]), random),
  hshare: (random) => version(0x28, random),
  'zcash t1': (random) => version2('1cb8', random),
  'zcash t3': (random) => version2('1cbd', random),
  'zcash tex': (random) => bech32('tex', fives(random.bytes(20)), bech32m),
  bitcoincash: (random) => `bitcoincash:${cashaddr('bitcoincash', random.pick([0, 8]), random.bytes(20))}`,
  'bitcoincash, no prefix': (random) => cashaddr('bitcoincash', random.pick([0, 8]), random.bytes(20)),
  ecash: (random) => `ecash:${cashaddr('ecash', random.pick([0, 8]), random.bytes(20))}`,
  'ecash, no prefix': (random) => cashaddr('ecash', random.pick([0, 8]), random.bytes(20)),
  'xrp classic': (random) => base58check(join(0, random.bytes(20)), xrpDigits),
  'xrp x-address': xAddress,
  'stellar g': (random) => strkey(6 << 3, point(random)),
  'stellar m': (random) => strkey(12 << 3, join(point(random), random.bytes(8))),
  'stellar c': (random) => strkey(2 << 3, random.bytes(32)),
  solana: (random) => base58(point(random)),
  polkadot: (random) => ss58(0, random),
  kusama: (random) => ss58(2, random),
  'substrate generic': (random) => ss58(42, random),
  'cardano base': (random) => shelley('addr', [0, 1, 2, 3], 2, random),
  'cardano enterprise': (random) => shelley('addr', [6, 7], 1, random),
  'cardano stake': (random) => shelley('stake', [14, 15], 1, random),
  'cardano byron': byron,
  cosmos: (random) => bech32('cosmos', fives(random.bytes(20))),
  osmosis: (random) => bech32('osmo', fives(random.bytes(20))),
  'cosmos validator': (random) => bech32('cosmosvaloper', fives(random.bytes(20))),
  eos: antelopeName,
  gxchain: grapheneName,
  'monero standard': (random) => monero(18, random),
  'monero subaddress': (random) => monero(42, random),
  'monero integrated': (random) => monero(19, random, 8),
  'ton bounceable': (random) => ton(0x11, random),
  'ton non-bounceable': (random) => ton(0x51, random),
  'ton, base64': (random) => ton(random.pick([0x11, 0x51]), random, 'base64'),
  'ton, raw': (random) => `0:${random.bytes(32).toString('hex')}`,
  algorand,
  'near named': nearName,
  'near implicit': (random) => point(random).toString('hex'),
  'payment link': (random) => `bitcoin:${version(0x00, random)}?amount=0.1`,
}
