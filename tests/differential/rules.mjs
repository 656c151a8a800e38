// Why a peer's answer differs from the core's: every difference that tests/differential finds must be one of these.
// `says` is what the peer answers (true, false, 'throws', 'dies'), the core answers the opposite, or no.
// `right`: 'Countersign' where the document named in `clause` decides it; 'a decision' where both can be had, and ours
// is said by the verdict's own finding.
import { base58 } from '@scure/base'
import { judges } from './assembled.mjs'

const MAV = 'multicoin-address-validator'
const DAR = '@dartess/multicoin-address-validator'
const ENS = '@ensdomains/address-encoder'
const WC = '@trustwallet/wallet-core'

const matches = (pattern) => (text) => pattern.test(text)
const validFor = (coin) => (text) => judges[coin](text)
const any = () => true
const both =
  (...conditions) =>
  (text) =>
    conditions.every((condition) => condition(text))
const not = (condition) => (text) => !condition(text)

/** Whether the CBOR reader of address-encoder, which does not notice where the bytes end, would go on for long. */
function isEndless(text) {
  let bytes
  try {
    bytes = base58.decode(text)
  } catch {
    return false
  }
  let at = 0
  let items = 0
  const number = (count) => bytes.slice(at, (at += count)).reduce((sum, byte) => sum * 256 + byte, 0)
  const item = () => {
    const head = bytes[at++] ?? 0
    const [major, small] = [head >> 5, head & 31]
    if (++items > 1e5 || (small === 31 && major >= 2 && major <= 5)) return true
    if (small > 27 && (major !== 6 || small < 31)) return false
    const length = small < 24 ? small : small === 31 ? 0 : number(1 << (small - 24))
    if (major === 2) at += length
    if (major === 3) {
      if (length > 1e5) return true
      for (let i = 0, end = length; i < end; i++) {
        const byte = bytes[at++] ?? 0
        const more = byte < 0x80 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
        at += more
        end -= more
      }
    }
    if (major === 6) return item()
    if (major === 4 || major === 5) for (let i = 0; i < length * (major - 3); i++) if (item()) return true
    return false
  }
  return item()
}

const cashaddrShape = matches(/^(bitcoincash:)?[qp][0-9a-z]{41}$/i)
const base58Text = matches(/^[1-9A-HJ-NP-Za-km-z]+$/)
const bech32Of = (hrp) => matches(new RegExp(`^${hrp}1`, 'i'))

const multicoin = [
  {
    coin: 'BCH',
    says: true,
    when: validFor('XEC'),
    clause: 'CashAddr, "Checksum": the prefix is part of what is summed, and this one is ecash',
  },
  { coin: 'BCH', says: true, when: cashaddrShape, clause: 'CashAddr, "Checksum": the peer does not compute it' },
  {
    coin: 'BCH',
    says: false,
    when: matches(/^BITCOINCASH:/),
    clause: 'CashAddr, "Case": all upper case is an address',
  },
  {
    coin: 'ALGO',
    says: true,
    when: both(matches(/^[A-Z2-7]{58}$/), (text) =>
      [...'AEIMQUY4'].some((last) => judges.ALGO(text.slice(0, -1) + last)),
    ),
    clause: 'RFC 4648, 3.5: the two bits that the last character has too many are zero',
  },
  {
    coin: 'BSV',
    says: true,
    when: both(matches(/^3/), validFor('BTC')),
    clause: 'bitcoin-sv validation.cpp, bad-txns-vout-p2sh: since Genesis nothing pays to version 5',
  },
  {
    coin: 'BSV',
    says: true,
    when: cashaddrShape,
    clause: 'Bitcoin SV knows no CashAddr; the peer does not compute the checksum either',
  },
  { coin: 'DOT', says: true, when: validFor('KSM'), clause: 'SS58 registry: 2 is Kusama, Polkadot is 0' },
  {
    coin: 'EOS',
    says: false,
    when: both(matches(/^[a-z1-5.]{1,11}$/), validFor('EOS')),
    clause: 'Antelope: up to 12 characters; the peer wants exactly 12',
  },
  {
    coin: 'EOS',
    says: true,
    when: matches(/^(?=.{12}$)[a-z0-9.]*([06-9]|\.$)/),
    clause: 'Antelope: letters, 1 to 5 and dots, none of them last; the peer takes all digits',
  },
  {
    coin: 'SOL',
    says: false,
    when: both(matches(/^.{32,42}$/), validFor('SOL')),
    clause: 'Solana: 32 bytes are 32 to 44 characters; the peer wants 43 or 44',
  },
  {
    coin: 'SOL',
    says: true,
    when: both(base58Text, matches(/^.{43,44}$/)),
    clause: 'Solana: 32 bytes; the peer does not count them',
  },
  {
    coin: 'XLM',
    says: false,
    when: both(matches(/^M/), validFor('XLM')),
    clause: 'SEP-23, CAP-27: multiplexed accounts',
  },
  { coin: 'XRP', says: false, when: both(matches(/^X/), validFor('XRP')), clause: 'XLS-5d: X-addresses' },
  { coin: 'ZEC', says: false, when: bech32Of('tex'), clause: 'ZIP-320: addresses for transparent sources' },
  {
    coin: 'XMR',
    says: 'throws',
    when: both(base58Text, matches(/^.{95}$|^.{106}$/)),
    clause:
      "Monero's Base58: a block of 11 digits may spell more than 8 bytes; that is a no, and no error of the program",
  },
]

const rows = [
  ...multicoin.flatMap((rule) => [
    { peer: MAV, ...rule },
    { peer: DAR, ...rule },
  ]),
  {
    peer: MAV,
    coin: 'LTC',
    says: false,
    when: both(matches(/^3/), validFor('BTC')),
    right: 'a decision',
    clause: 'Litecoin Core still decodes version 5; ours is a caution (`deposit.retired-spelling`)',
  },
  ...[MAV, DAR, ENS, WC].map((peer) => ({
    peer,
    coin: 'DGB',
    says: false,
    when: both(matches(/^3/), validFor('BTC')),
    right: 'a decision',
    clause: 'DigiByte Core still decodes version 5; ours is a caution (`deposit.retired-spelling`)',
  })),
  {
    peer: WC,
    coin: 'LTC',
    says: false,
    when: both(matches(/^3/), validFor('BTC')),
    right: 'a decision',
    clause: 'Litecoin Core still decodes version 5; ours is a caution (`deposit.retired-spelling`)',
  },

  {
    peer: DAR,
    coin: 'ALGO',
    says: false,
    when: validFor('ALGO'),
    clause:
      'Algorand, "Address": the last 4 bytes of SHA-512/256; the peer has another sum for one key in a hundred or so',
  },
  {
    peer: ENS,
    coin: 'BTC',
    says: true,
    when: bech32Of('bc'),
    clause: 'BIP-350: Bech32 for version 0 and Bech32m for the others, versions to 16, 2 to 40 bytes',
  },
  {
    peer: ENS,
    coin: 'TRX',
    says: true,
    when: base58Text,
    clause: 'TRON, "Accounts": version 0x41 and 20 bytes; the peer takes whatever Base58Check holds, a private key too',
  },
  {
    peer: ENS,
    coin: 'XLM',
    says: false,
    when: both(matches(/^M/), validFor('XLM')),
    clause: 'SEP-23, CAP-27: multiplexed accounts',
  },
  {
    peer: ENS,
    coin: 'XMR',
    says: true,
    when: base58Text,
    clause: 'cryptonote_basic_impl.cpp: a tag, a length and 4 bytes of Keccak-256; the peer looks at none of them',
  },
  { peer: ENS, coin: 'ZEC', says: false, when: bech32Of('tex'), clause: 'ZIP-320: addresses for transparent sources' },
  {
    peer: ENS,
    coin: 'ADA',
    says: 'dies',
    when: isEndless,
    clause:
      'RFC 8949, 5.3.1: CBOR ends where its bytes end; this decoder goes on until there is no memory (it is not asked)',
  },

  ...[ENS, '@polkadot/util-crypto', WC].map((peer) => ({
    peer,
    coin: ['DOT', 'KSM'],
    says: false,
    when: matches(/^5/),
    right: 'a decision',
    clause:
      'SS58 registry: 42 is any Substrate network, the key is the same; ours is a caution (`deposit.generic-prefix`)',
  })),

  ...[
    [ENS, ['NEAR', 'SOL']],
    [WC, 'SOL'],
  ].map(([peer, coin]) => ({
    peer,
    coin,
    says: true,
    when: matches(/^[a-z]+1[02-9ac-hj-np-z]+$|^[qp][02-9ac-hj-np-z]{41}$/),
    right: 'a decision',
    clause: "no checksum here, and another network's fits: such a text belongs there; ours is `deposit.wrong-network`",
  })),

  {
    peer: WC,
    coin: 'ADA',
    says: true,
    when: bech32Of('stake'),
    clause: 'CIP-19: types 14 and 15 are accounts of rewards; nothing can be paid to them',
  },
  {
    peer: WC,
    coin: 'ADA',
    says: false,
    when: both(matches(/^ADDR1/), validFor('ADA')),
    clause: 'BIP-173: decoders accept all upper case',
  },
  {
    peer: WC,
    coin: ['ETH', 'ETC'],
    says: true,
    when: matches(/^0x[0-9a-f]{40}$/i),
    clause: 'EIP-55: the peer does not compare the capitals',
  },
  {
    peer: WC,
    coin: ['BCH', 'XEC'],
    says: false,
    when: not(matches(/[a-z]/)),
    clause: 'CashAddr, "Case": all upper case is an address',
  },
  {
    peer: WC,
    coin: 'ATOM',
    says: true,
    when: bech32Of('cosmosvaloper'),
    clause: 'Cosmos SDK, "Accounts": valoper is an operator of a validator; coins are sent to accounts',
  },
  {
    peer: WC,
    coin: 'NEAR',
    says: false,
    when: both(validFor('NEAR'), not(matches(/^[0-9a-f]{64}$/))),
    clause: 'nomicon.io, "Account ID": names are accounts; the peer knows the 64 digits alone',
  },
  {
    peer: WC,
    coin: 'NEAR',
    says: true,
    when: both(matches(/^[0-9a-f]{64}$/i), matches(/[A-F]/)),
    clause: 'nomicon.io, "Account ID": lower case only',
  },
  {
    peer: WC,
    coin: 'XLM',
    says: false,
    when: both(matches(/^M/), validFor('XLM')),
    clause: 'SEP-23, CAP-27: multiplexed accounts',
  },
  {
    peer: WC,
    coin: ['ADA', 'ZEC'],
    says: 'throws',
    when: any,
    clause: 'a wrong text is a no; the module aborts, and is dead after some 170 of these (a hundred are asked)',
  },
  ...[WC, '@ton/core'].map((peer) => ({
    peer,
    coin: 'TON',
    says: true,
    when: matches(/^-?[0-9]{1,9}:[0-9a-f]{64}$/i),
    clause:
      'TON, "Smart contract addresses": the workchains are 0 and -1, written so; the peer takes any number, also 00',
  })),

  {
    peer: 'cashaddrjs',
    coin: 'BCH',
    says: false,
    when: both(matches(/^[13]/), validFor('BTC')),
    right: 'a decision',
    clause: 'nodes still decode the addresses from before CashAddr; ours is a caution (`deposit.retired-spelling`)',
  },
  {
    peer: 'viem',
    coin: 'ETH',
    says: false,
    when: matches(/^0x[0-9A-F]{40}$/),
    right: 'a decision',
    clause: 'EIP-55: capitals alone are a text without a checksum; ours is a caution (`deposit.no-checksum`)',
  },
]

export const rules = rows.map((rule) => ({ right: 'Countersign', ...rule }))
