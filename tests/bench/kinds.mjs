// What is raced: every kind of address that a peer knows (tests/equality/addresses.mjs), what it is called, and how many
// times the fastest correct peer it should be.
import { home } from '../equality/home.mjs'
import { peers, unchecked } from './peers.mjs'

/** `target`: none is published without one. `published`: the checker put together here does not count as a peer. */
export const families = [
  {
    name: 'Base58Check',
    target: 10,
    kinds: {
      p2pkh: 'Bitcoin P2PKH',
      p2sh: 'Bitcoin P2SH',
      'litecoin p2pkh': 'Litecoin P2PKH',
      'litecoin p2sh': 'Litecoin P2SH',
      dogecoin: 'Dogecoin',
      digibyte: 'DigiByte (half Bech32)',
      dash: 'Dash',
      'zcash t1': 'Zcash t1',
      'zcash t3': 'Zcash t3',
      tron: 'TRON',
      hshare: 'Hshare',
    },
  },
  {
    name: 'XRP Ledger',
    target: 3,
    kinds: { 'xrp classic': 'XRP Ledger, classic', 'xrp x-address': 'XRP Ledger, X-address' },
  },
  {
    name: 'Bech32',
    target: 4,
    kinds: {
      p2wpkh: 'Bitcoin P2WPKH',
      p2wsh: 'Bitcoin P2WSH',
      p2tr: 'Bitcoin P2TR',
      'segwit of a later version': 'Bitcoin, later versions',
      'litecoin p2wpkh': 'Litecoin P2WPKH',
      'zcash tex': 'Zcash tex',
      'cardano base': 'Cardano, base',
      'cardano enterprise': 'Cardano, enterprise',
      cosmos: 'Cosmos Hub',
      osmosis: 'Osmosis',
    },
  },
  {
    name: 'CashAddr',
    target: 8,
    kinds: {
      bitcoincash: 'Bitcoin Cash',
      'bitcoincash, no prefix': 'Bitcoin Cash, no prefix',
      ecash: 'eCash',
      'ecash, no prefix': 'eCash, no prefix',
    },
  },
  { name: 'EIP-55', target: 12, kinds: { 'eip-55': 'Ethereum, EIP-55' } },
  {
    name: 'no checksum in the text',
    kinds: { 'evm, lower case': 'Ethereum, lower case', 'evm, upper case': 'Ethereum, upper case' },
  },
  {
    name: 'SS58',
    target: 2,
    kinds: { polkadot: 'Polkadot', kusama: 'Kusama', 'substrate generic': 'Substrate, any network' },
  },
  {
    name: 'Monero',
    target: 100,
    published: true,
    kinds: {
      'monero standard': 'Monero',
      'monero subaddress': 'Monero, subaddress',
      'monero integrated': 'Monero, integrated',
    },
  },
  {
    name: 'others',
    target: 1,
    kinds: {
      'stellar g': 'Stellar',
      'stellar m': 'Stellar, multiplexed',
      solana: 'Solana',
      'cardano byron': 'Cardano, Byron',
      eos: 'EOS (Vaulta)',
      gxchain: 'GXChain',
      'ton bounceable': 'TON, bounceable',
      'ton non-bounceable': 'TON, non-bounceable',
      'ton, base64': 'TON, other Base64',
      'ton, raw': 'TON, raw',
      algorand: 'Algorand',
      'near named': 'NEAR, named',
      'near implicit': 'NEAR, implicit',
    },
  },
]

/** The name of the checker that is put together here. */
export const assembled = '@scure/base with @noble/hashes'

// Half of these are one family's and half another's; both have rows of their own.
const mixtures = ['litecoin']

/** kind: { title, target, published } */
export const raced = Object.fromEntries(
  families.flatMap(({ kinds, target, published = false }) =>
    Object.entries(kinds).map(([kind, title]) => [kind, { title, target, published }]),
  ),
)

export const peersOf = (kind) => Object.keys(peers).filter((name) => kind in peers[name].kinds)
export const isUnchecked = (name, kind) => unchecked[name]?.includes(kind) ?? false

const forgotten = Object.keys(home).filter(
  (kind) => peersOf(kind).length > 0 && !(kind in raced) && !mixtures.includes(kind),
)
if (forgotten.length > 0) throw new Error(`kinds.mjs has no row for ${forgotten.join(', ')}`)
