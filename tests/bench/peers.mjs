// The libraries that people use today for the same question, each called the way its documentation says. A function
// answers whether the text is a valid address; `checks: false` where the library does not look at the checksum.
//
// `load` is what a program must do before its first answer; it is measured in a process of its own.
const multicoin = (name) => ({
  load: async () => (await import(name)).default,
  kinds: {
    p2pkh: (library) => (text) => library.validate(text, 'btc'),
    p2wpkh: (library) => (text) => library.validate(text, 'btc'),
    p2tr: (library) => (text) => library.validate(text, 'btc'),
    'eip-55': (library) => (text) => library.validate(text, 'eth'),
    'evm, lower case': (library) => (text) => library.validate(text, 'eth'),
  },
})

const encoder = (coin) => (library) => (text) => {
  try {
    return library[coin].decode(text).length > 0
  } catch {
    return false
  }
}

const bitcoinOnly = (library) => (text) => library.validate(text)
const viem = (library) => (text) => library.isAddress(text)
const walletCore = (coin) => ({ AnyAddress, CoinType }) => {
  const type = CoinType[coin]
  return (text) => AnyAddress.isValid(text, type)
}

export const peers = {
  'multicoin-address-validator': multicoin('multicoin-address-validator'),
  '@dartess/multicoin-address-validator': multicoin('@dartess/multicoin-address-validator'),
  'bitcoin-address-validation': {
    load: () => import('bitcoin-address-validation'),
    kinds: { p2pkh: bitcoinOnly, p2wpkh: bitcoinOnly, p2tr: bitcoinOnly },
  },
  '@ensdomains/address-encoder': {
    load: () => import('@ensdomains/address-encoder/coins'),
    kinds: {
      p2pkh: encoder('btc'),
      p2wpkh: encoder('btc'),
      p2tr: encoder('btc'),
      'eip-55': encoder('eth'),
      'evm, lower case': encoder('eth'),
    },
  },
  viem: { load: () => import('viem'), kinds: { 'eip-55': viem, 'evm, lower case': viem } },
  '@trustwallet/wallet-core': {
    load: async () => (await import('@trustwallet/wallet-core')).default.initWasm(),
    kinds: {
      p2pkh: walletCore('bitcoin'),
      p2wpkh: walletCore('bitcoin'),
      p2tr: walletCore('bitcoin'),
      'eip-55': walletCore('ethereum'),
      'evm, lower case': walletCore('ethereum'),
    },
  },
}
