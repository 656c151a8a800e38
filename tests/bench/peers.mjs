// The libraries that people use today for the same question, each called the way its documentation says. A function
// answers whether the text is a valid address of the coin; it may throw where the library does.
//
// `load` is what a program must do before its first answer; it is measured in a process of its own. `coins` has a
// function for each coin that the library says it knows, `kinds` the same for each kind of address
// (tests/equality/addresses.mjs) that it accepts and the bench may race.
// This file imports nothing that takes long: what a peer needs is imported by its `load`.
import { home } from '../equality/home.mjs'

/** `refused`: kinds of its coins that it does not take. */
function peer(load, coins, refused = []) {
  const known = Object.entries(home).filter(([kind, { coin }]) => coin in coins && !refused.includes(kind))
  return { load, coins, kinds: Object.fromEntries(known.map(([kind, { coin }]) => [kind, coins[coin]])) }
}

const noPayment = ['stellar c', 'cardano stake', 'cosmos validator']
const map = (pairs, judge) => Object.fromEntries(Object.entries(pairs).map(([coin, name]) => [coin, judge(name)]))
const same = (...coins) => Object.fromEntries(coins.map((coin) => [coin, coin.toLowerCase()]))

const multicoin = (name, coins, refused) =>
  peer(
    async () => (await import(name)).default,
    map(same(...coins), (ticker) => (library) => (text) => library.validate(text, ticker)),
    refused,
  )
const multicoins = [
  'BTC',
  'LTC',
  'DOGE',
  'DGB',
  'DASH',
  'ZEC',
  'BCH',
  'BSV',
  'TRX',
  'XRP',
  'XLM',
  'SOL',
  'DOT',
  'ADA',
  'EOS',
  'XMR',
  'ALGO',
  'ETH',
  'ETC',
]
const multicoinRefused = ['zcash tex', 'xrp x-address', 'stellar m', 'eos', ...noPayment]

const encoder = (coin) => (library) => (text) => {
  try {
    return library[coin].decode(text).length > 0
  } catch {
    return false
  }
}

const walletCore =
  (coin) =>
  ({ AnyAddress, CoinType }) => {
    const type = CoinType[coin]
    return (text) => AnyAddress.isValid(text, type)
  }

const bitcoinOnly = (library) => (text) => library.validate(text, 'mainnet')
const viem = (library) => (text) => library.isAddress(text)
const assembled = (coin) => (judges) => judges[coin]

const ripple =
  ({ decodeXAddress, isValidClassicAddress, isValidXAddress }) =>
  (text) =>
    isValidClassicAddress(text) || (isValidXAddress(text) && !decodeXAddress(text).test)
const polkadot =
  (prefix) =>
  ({ checkAddress }) =>
  (text) =>
    checkAddress(text, prefix)[0]
const stellar =
  ({ StrKey }) =>
  (text) =>
    StrKey.isValidEd25519PublicKey(text) || StrKey.isValidMed25519PublicKey(text)

/** It wants the prefix, in the case of the rest; a program that lets people leave it out puts it there. */
const cashaddr =
  ({ decode }) =>
  (text) => {
    try {
      return (
        decode(/:/.test(text) ? text : `${/[a-z]/.test(text) ? 'bitcoincash' : 'BITCOINCASH'}:${text}`).prefix ===
        'bitcoincash'
      )
    } catch {
      return false
    }
  }

const ton =
  ({ Address }) =>
  (text) => {
    try {
      return Address.isFriendly(text) ? !Address.parseFriendly(text).isTestOnly : Address.isRaw(text)
    } catch {
      return false
    }
  }

export const peers = {
  'multicoin-address-validator': multicoin('multicoin-address-validator', multicoins, multicoinRefused),
  '@dartess/multicoin-address-validator': multicoin(
    '@dartess/multicoin-address-validator',
    multicoins,
    multicoinRefused,
  ),
  'bitcoin-address-validation': peer(() => import('bitcoin-address-validation'), { BTC: bitcoinOnly }),
  // Its EOS and GXC are public keys, not accounts; so is wallet-core's EOS.
  '@ensdomains/address-encoder': peer(
    () => import('@ensdomains/address-encoder/coins'),
    {
      ...map(same(...multicoins.filter((coin) => coin !== 'EOS' && coin !== 'ETC'), 'KSM', 'ATOM', 'NEAR'), encoder),
      ETC: encoder('etcLegacy'),
    },
    ['zcash tex', 'stellar m', 'substrate generic', ...noPayment],
  ),
  viem: peer(() => import('viem'), { ETH: viem }, ['evm, upper case']),
  '@trustwallet/wallet-core': peer(
    async () => (await import('@trustwallet/wallet-core')).default.initWasm(),
    map(
      {
        BTC: 'bitcoin',
        LTC: 'litecoin',
        DOGE: 'dogecoin',
        DGB: 'digiByte',
        DASH: 'dash',
        ZEC: 'zcash',
        BCH: 'bitcoinCash',
        XEC: 'ecash',
        TRX: 'tron',
        XRP: 'xrp',
        XLM: 'stellar',
        SOL: 'solana',
        DOT: 'polkadot',
        KSM: 'kusama',
        ADA: 'cardano',
        ATOM: 'cosmos',
        OSMO: 'osmosis',
        TON: 'ton',
        ALGO: 'algorand',
        NEAR: 'near',
        ETH: 'ethereum',
        ETC: 'ethereumClassic',
      },
      walletCore,
    ),
    ['stellar m', 'substrate generic', 'near named', ...noPayment],
  ),
  // What a careful program would put together from encodings and hashes.
  '@scure/base with @noble/hashes': peer(
    async () => (await import('../differential/assembled.mjs')).judges,
    map(
      Object.fromEntries(
        [...multicoins, 'XEC', 'KSM', 'ATOM', 'OSMO', 'GXS', 'HSR', 'TON', 'NEAR'].map((coin) => [coin, coin]),
      ),
      assembled,
    ),
    noPayment,
  ),
  'ripple-address-codec': peer(() => import('ripple-address-codec'), { XRP: ripple }),
  '@polkadot/util-crypto': peer(() => import('@polkadot/util-crypto'), { DOT: polkadot(0), KSM: polkadot(2) }, [
    'substrate generic',
  ]),
  cashaddrjs: peer(async () => (await import('cashaddrjs')).default, { BCH: cashaddr }),
  '@ton/core': peer(async () => (await import('@ton/core')).default, { TON: ton }),
  '@stellar/stellar-base': peer(
    async () => (await import('@stellar/stellar-base')).default,
    { XLM: stellar },
    noPayment,
  ),
}

/**
 * Kinds that a peer takes without looking at the checksum, found by tests/differential: such a rate is no peer's for
 * the same work.
 */
export const unchecked = {
  '@trustwallet/wallet-core': ['eip-55'],
  'multicoin-address-validator': ['bitcoincash', 'bitcoincash, no prefix'],
  '@dartess/multicoin-address-validator': ['bitcoincash', 'bitcoincash, no prefix'],
  '@ensdomains/address-encoder': ['monero standard', 'monero subaddress', 'monero integrated'],
}
