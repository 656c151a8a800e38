// The same texts before the core, the strict judge (assembled.mjs) and every peer that knows the coin: random valid
// addresses, the same spoiled, and those of every other coin.
import { peers } from '../bench/peers.mjs'
import { make, Random } from '../equality/addresses.mjs'
import { home } from '../equality/home.mjs'
import { judges } from './assembled.mjs'
import { rules } from './rules.mjs'

// The strict judge's own row in the bench.
const assembled = '@scure/base with @noble/hashes'

const onNetworks = {
  BTC: 'bitcoin',
  LTC: 'litecoin',
  DOGE: 'dogecoin',
  DGB: 'digibyte',
  BCH: 'bitcoincash',
  BSV: 'bitcoinsv',
  XEC: 'ecash',
  DASH: 'dash',
  ZEC: 'zcash',
  HSR: 'hshare',
  TRX: 'tron',
  XRP: 'ripple',
  XLM: 'stellar',
  SOL: 'solana',
  DOT: 'polkadot',
  KSM: 'kusama',
  ADA: 'cardano',
  ATOM: 'cosmos',
  OSMO: 'osmosis',
  EOS: 'eos',
  GXS: 'gxchain',
  XMR: 'monero',
  TON: 'ton',
  ALGO: 'algorand',
  NEAR: 'near',
  ETH: 'ethereum',
  ETC: 'ethereumclassic',
}
/** Coins that live on others' networks: judged as the network's own coin, and by no peer, since none asks for one. */
const guests = [
  ['USDT', 'ethereum', 'ETH'],
  ['USDT', 'tron', 'TRX'],
  ['USDT', 'bsc', 'ETH'],
  ['USDT', 'polygon', 'ETH'],
  ['USDC', 'solana', 'SOL'],
  ['USDC', 'base', 'ETH'],
  ['USDC', 'arbitrum', 'ETH'],
  ['USDC', 'optimism', 'ETH'],
  ['USDC', 'avalanche', 'ETH'],
]
export const subjects = [
  ...Object.entries(onNetworks).map(([coin, network]) => ({ coin, network, as: coin, peers: true })),
  ...guests.map(([coin, network, as]) => ({ coin, network, as, peers: false })),
]

// --- the texts ---

/** What documents say of texts that nobody would come upon by chance. */
const fromDocuments = {
  // BIP-350, "Test vectors", invalid: the wrong constant, version 17, programs too short and too long, a bad one of
  // version 0, padding, nothing at all.
  BTC: [
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd',
    'bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4',
    'BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R',
    'bc1pw5dgrnzv',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav',
    'BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf',
    'bc1gmk9yu',
  ],
  // Solana's system program is 32 zero bytes; 44 times z are 33 bytes.
  SOL: ['1'.repeat(32), 'z'.repeat(44)],
  BCH: ['q'.repeat(42)],
  // One of the two bits that the last character has too many is set.
  ALGO: ['V6O4S3C7SMSYRFHHUFZRMKGN7C6LWH4VKF3G3TU3IIUNMVFB7CRLN5OYB2'],
}

const replace = (text, at, put) => text.slice(0, at) + put + text.slice(at + 1)
const otherCase = (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())

/** One mistake of a person each. */
const mistakes = [
  (text, random, letters) => replace(text, random.below(text.length), random.pick(letters)),
  (text, random) => {
    const at = random.below(text.length - 1)
    return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
  },
  (text, random) => replace(text, random.below(text.length), ''),
  (text, random) => {
    const at = random.below(text.length)
    return replace(text, at, text[at] + text[at])
  },
  (text, random) => {
    if (random.below(8) === 0) return random.pick([text.toUpperCase(), text.toLowerCase()])
    const at = random.below(text.length)
    return replace(text, at, otherCase(text[at]))
  },
]

/** `count` addresses of each kind, and what mistakes make of them: all five of each, or of many one each. */
export function someTexts(count, seed = 1) {
  const random = new Random(seed)
  return Object.fromEntries(
    Object.entries(make).map(([kind, makes]) => {
      const valid = Array.from({ length: count }, () => makes(random))
      const letters = [...new Set(valid.slice(0, 200).join(''))]
      const each = count > 1000 ? (i) => [mistakes[i % mistakes.length]] : () => mistakes
      const spoiled = valid.flatMap((text, i) =>
        text.length < 2
          ? []
          : each(i)
              .map((mistake) => mistake(text, random, letters))
              .filter((made) => made !== text && made !== ''),
      )
      return [kind, { valid, spoiled }]
    }),
  )
}

/** Everything that is put before one coin. Of other coins' addresses a twentieth of each kind will do. */
function textsFor(as, texts) {
  const ownCoin = as === 'ETC' ? 'ETH' : as
  const isOwn = ([kind]) => home[kind]?.coin === ownCoin
  const kinds = Object.entries(texts)
  return [
    ...(fromDocuments[as] ?? []),
    ...kinds.filter(isOwn).flatMap(([, { valid, spoiled }]) => [...valid, ...spoiled]),
    ...kinds.filter((kind) => !isOwn(kind)).flatMap(([, { valid }]) => valid.slice(0, Math.ceil(valid.length / 20))),
  ]
}

// --- the judges ---

export const isValid = (outcome) => outcome === 'accept' || outcome === 'caution'

/** The core's answers: texts in, whether each is valid out. */
export const core =
  (countersign) =>
  ({ coin, network }, texts) => {
    const check = countersign.prepare('deposit.address', { coin, network })
    const answers = check.runLines(texts.join('\n')).map(isValid)
    check.release()
    if (answers.length !== texts.length) throw new Error(`${answers.length} answers to ${texts.length} texts`)
    return answers
  }

/**
 * A peer that answers yes, no or 'throws'. wallet-core's module aborts on some texts and dies of some 170 of those, so
 * it gets a new one in time, and after a while no more wrong texts of a coin that it aborts on.
 */
class Witness {
  #peer
  #library
  #aborts = 0

  constructor(peer, library) {
    this.#peer = peer
    this.#library = library
  }

  static async of(peer) {
    return new Witness(peer, await Witness.#load(peer))
  }

  static async #load(peer) {
    // What Emscripten prints when it aborts.
    const { error } = console
    console.error = () => {}
    try {
      return await peer.load()
    } finally {
      console.error = error
    }
  }

  /** `ours` are the core's answers; `isDeadly` says which texts would end this very process. */
  async answers(coin, texts, ours, isDeadly) {
    let judge = this.#peer.coins[coin](this.#library)
    let quota = 100
    const answers = []
    for (const [i, text] of texts.entries()) {
      if (!ours[i] && (quota === 0 || isDeadly(text))) {
        answers.push(quota === 0 ? undefined : 'dies')
        continue
      }
      try {
        answers.push(judge(text))
      } catch (error) {
        answers.push('throws')
        if (!(error instanceof WebAssembly.RuntimeError)) continue
        quota--
        if (++this.#aborts % 50 !== 0) continue
        this.#library = await Witness.#load(this.#peer)
        judge = this.#peer.coins[coin](this.#library)
      }
    }
    return answers
  }
}

/**
 * `judge(subject, texts)` is whose answers are compared, the core's. Gives what differs from the strict judge
 * (`wrong`), what differs from a peer and no rule explains, how often and with which text first each rule did (`met`),
 * and which part of a kind's spoiled addresses each peer takes (`slips`).
 */
export async function compare(judge, texts) {
  const wrong = []
  const unexplained = []
  const met = new Map(rules.map((rule) => [rule, { count: 0, text: undefined }]))
  const witnesses = {}
  for (const [name, peer] of Object.entries(peers)) witnesses[name] = await Witness.of(peer)
  const spoiledKind = new Map(
    Object.entries(texts).flatMap(([kind, { spoiled }]) => spoiled.map((text) => [text, kind])),
  )
  const slips = Object.fromEntries(Object.keys(peers).map((name) => [name, {}]))
  let judged = 0

  for (const subject of subjects) {
    const { coin, network, as } = subject
    const list = textsFor(as, texts)
    const ours = judge(subject, list)
    judged += list.length
    list.forEach((text, i) => {
      const strict = judges[as](text)
      if (ours[i] !== strict) wrong.push({ coin, network, text, ours: ours[i], strict })
    })
    if (!subject.peers) continue
    for (const [name, witness] of Object.entries(witnesses)) {
      if (!(coin in peers[name].coins) || peers[name] === peers[assembled]) continue
      const mine = rules.filter((rule) => rule.peer === name && [rule.coin].flat().includes(coin))
      const deadly = mine.filter((rule) => rule.says === 'dies')
      const theirs = await witness.answers(coin, list, ours, (text) => deadly.some((rule) => rule.when(text)))
      judged += list.length
      list.forEach((text, i) => {
        const kind = spoiledKind.get(text)
        if (kind !== undefined && !ours[i] && home[kind]?.coin === coin) {
          const tally = (slips[name][kind] ??= { taken: 0, asked: 0 })
          tally.asked++
          if (theirs[i] === true) tally.taken++
        }
        if (theirs[i] === undefined || theirs[i] === ours[i]) return
        const rule = mine.find((one) => one.says === theirs[i] && one.when(text))
        if (rule === undefined) unexplained.push({ peer: name, coin, text, says: theirs[i], ours: ours[i] })
        else {
          const found = met.get(rule)
          found.text ??= { coin, text, ours: ours[i] }
          found.count++
        }
      })
    }
  }
  return { wrong, unexplained, met, slips, judged }
}
