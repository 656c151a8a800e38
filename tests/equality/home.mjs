// Where each kind of address (addresses.mjs) is at home.

const kindsOf = {
  'BTC bitcoin': ['p2pkh', 'p2sh', 'p2wpkh', 'p2wsh', 'p2tr', 'segwit of a later version'],
  'LTC litecoin': ['litecoin', 'litecoin p2pkh', 'litecoin p2sh', 'litecoin p2wpkh'],
  'DOGE dogecoin': ['dogecoin'],
  'DGB digibyte': ['digibyte'],
  'DASH dash': ['dash'],
  'HSR hshare': ['hshare'],
  'ZEC zcash': ['zcash t1', 'zcash t3', 'zcash tex'],
  'BCH bitcoincash': ['bitcoincash', 'bitcoincash, no prefix'],
  'XEC ecash': ['ecash', 'ecash, no prefix'],
  'TRX tron': ['tron'],
  'XRP ripple': ['xrp classic', 'xrp x-address'],
  'XLM stellar': ['stellar g', 'stellar m', 'stellar c'],
  'SOL solana': ['solana'],
  'DOT polkadot': ['polkadot', 'substrate generic'],
  'KSM kusama': ['kusama'],
  'ADA cardano': ['cardano base', 'cardano enterprise', 'cardano stake', 'cardano byron'],
  'ATOM cosmos': ['cosmos', 'cosmos validator'],
  'OSMO osmosis': ['osmosis'],
  'EOS eos': ['eos'],
  'GXS gxchain': ['gxchain'],
  'XMR monero': ['monero standard', 'monero subaddress', 'monero integrated'],
  'TON ton': ['ton bounceable', 'ton non-bounceable', 'ton, base64', 'ton, raw'],
  'ALGO algorand': ['algorand'],
  'NEAR near': ['near named', 'near implicit'],
  'ETH ethereum': ['eip-55', 'evm, lower case', 'evm, upper case'],
}

/** The coin and the network that a kind is at home on; none for what is no address of any. */
export const home = Object.fromEntries(
  Object.entries(kindsOf).flatMap(([where, kinds]) => {
    const [coin, network] = where.split(' ')
    return kinds.map((kind) => [kind, { coin, network }])
  }),
)
